//! Typed reading of the keys of one record; what does not fit is reported and read as absent.

use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Draft, Place, Report};
use super::index::{Found, Index};
use super::model::{Phrases, Text};
use super::suggest;
use crate::language::Period;

/// A key of a record, or a key of an inline table that is a value of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'k>(pub(super) &'k str, pub(super) Option<&'k str>);

impl fmt::Display for Key<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            None => out.write_str(self.0),
            Some(inner) => write!(out, "{}.{inner}", self.0),
        }
    }
}

impl<'k> From<&'k str> for Key<'k> {
    fn from(key: &'k str) -> Self {
        Key(key, None)
    }
}

/// One record under reading.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub(super) found: Found<'a>,
    pub(super) index: &'a Index<'a>,
    pub(super) report: &'a Report,
}

pub(super) type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Record<'a> {
    /// Takes a record and reports its keys that are not among `known`.
    pub(super) fn new(found: Found<'a>, index: &'a Index<'a>, report: &'a Report, known: &[&[&str]]) -> Self {
        let record = Self { found, index, report };
        record.check_keys(found.body, None, known);
        record
    }

    fn check_keys(&self, table: &DeTable<'_>, outer: Option<&str>, known: &[&[&str]]) {
        let known = || known.iter().copied().flatten().copied();
        for (name, _) in table.iter() {
            let key = name.get_ref().as_ref();
            if known().any(|known| known == key) {
                continue;
            }
            let path = outer.map_or(Key(key, None), |outer| Key(outer, Some(key)));
            let owner = outer.map_or_else(|| self.found.table.with_article().to_owned(), |outer| format!("`{outer}`"));
            self.problem(
                self.place(name.span()),
                path,
                format!("unknown key `{path}`"),
                suggest::did_you_mean(key, known(), || format!("{owner} may have {}", suggest::one_of(known()))),
            );
        }
    }

    pub(super) fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::new(self.found.place.file, span)
    }

    /// Where a value is, or the record when it has no such key.
    pub(super) fn place_of(&self, key: &str) -> Place {
        match self.found.body.get(key) {
            Some(value) => self.place(value.span()),
            None => self.found.place,
        }
    }

    pub(super) fn describe(&self) -> String {
        describe(&self.found)
    }

    pub(super) fn problem(&self, place: Place, key: Key<'_>, message: String, help: String) {
        self.report.add(Draft { place, key: key.to_string(), record: Some(self.describe()), message, help, related: None });
    }

    /// Reports a value that cannot be used.
    pub(super) fn refuse(&self, value: &Value<'_>, key: Key<'_>, message: String, help: String) {
        self.problem(self.place(value.span()), key, message, help);
    }

    fn wrong_type(&self, value: &Value<'_>, key: Key<'_>, needed: &str, help: &str) {
        let is = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date without quotes",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{key}` must be {needed}, not {is}");
        self.refuse(value, key, message, help.to_owned());
    }

    pub(super) fn missing(&self, key: &str, example: &str) {
        let message = format!("missing key `{key}`");
        let help = format!("add `{key} = {example}`");
        self.problem(self.found.place, key.into(), message, help);
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        self.found.body.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.found.body.contains_key(key)
    }

    pub(super) fn as_string(&self, value: &'a Value<'a>, key: Key<'_>) -> Option<&'a str> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                let help = String::from("write it, or leave the key out");
                self.refuse(value, key, format!("`{key}` is empty"), help);
                None
            }
            DeValue::String(text) => Some(text),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                self.wrong_type(value, key, "a string", "write it in quotes");
                None
            }
            _ => {
                let help = format!("write `{key} = \"…\"`");
                self.wrong_type(value, key, "a string", &help);
                None
            }
        }
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            _ => {
                let help = "write `true` or `false` without quotes";
                self.wrong_type(value, key.into(), "true or false", help);
                false
            }
        }
    }

    /// An inline table that has no keys other than `known`.
    pub(super) fn table(&self, key: &str, known: &[&str], example: &str) -> Option<&'a DeTable<'a>> {
        let value = self.get(key)?;
        self.as_table(value, key, known, example)
    }

    fn as_table(&self, value: &'a Value<'a>, key: &str, known: &[&str], example: &str) -> Option<&'a DeTable<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => {
                self.check_keys(table, Some(key), &[known]);
                Some(table)
            }
            _ => {
                let help = format!("write `{key} = {example}`");
                self.wrong_type(value, key.into(), "an inline table", &help);
                None
            }
        }
    }

    /// A string of an inline table; absence is reported.
    pub(super) fn inner_string(&self, table: &'a DeTable<'a>, outer: &Value<'_>, key: Key<'_>) -> Option<&'a str> {
        let inner = key.1.unwrap_or(key.0);
        if let Some(value) = table.get(inner) {
            return self.as_string(value, key);
        }
        let message = format!("missing key `{key}`");
        let help = match inner {
            "zh" => String::from("the Chinese is missing: add `zh = \"…\"`"),
            "en" => String::from("the English is missing: add `en = \"…\"`"),
            _ => format!("add `{inner} = \"…\"`"),
        };
        self.refuse(outer, key, message, help);
        None
    }

    /// A text in both languages.
    pub(super) fn text(&self, key: &str) -> Option<Text> {
        self.as_text(self.get(key)?, key)
    }

    fn as_text(&self, value: &'a Value<'a>, key: &str) -> Option<Text> {
        let table = self.as_table(value, key, &["zh", "en"], TEXT)?;
        let zh = self.inner_string(table, value, Key(key, Some("zh")));
        let en = self.inner_string(table, value, Key(key, Some("en")));
        Some(Text { zh: zh?.to_owned(), en: en?.to_owned() })
    }

    pub(super) fn required_text(&self, key: &str) -> Option<Text> {
        if !self.has(key) {
            self.missing(key, TEXT);
        }
        self.text(key)
    }

    /// A text in both languages, each of which must look like its language.
    pub(super) fn prose(&self, key: &str) -> Option<Text> {
        let text = self.text(key)?;
        let value = self.get(key)?;
        let inner = |inner| {
            let value = value.get_ref().as_table().and_then(|table| table.get(inner));
            value.map_or(self.found.place, |value| self.place(value.span()))
        };
        if !text.zh.chars().any(is_han) {
            let message = format!("`{key}.zh` has no Chinese character");
            let help = String::from("write the Chinese here and the English under `en`");
            self.problem(inner("zh"), Key(key, Some("zh")), message, help);
        }
        if !text.en.chars().any(|c| c.is_ascii_alphabetic()) {
            let message = format!("`{key}.en` has no Latin letter");
            let help = String::from("write the English here and the Chinese under `zh`");
            self.problem(inner("en"), Key(key, Some("en")), message, help);
        }
        Some(text)
    }

    pub(super) fn array(&self, key: &str) -> &'a [Value<'a>] {
        let Some(value) = self.get(key) else {
            return &[];
        };
        match value.get_ref() {
            DeValue::Array(array) => array,
            _ => {
                let help = format!("write `{key} = [ … ]`");
                self.wrong_type(value, key.into(), "an array", &help);
                &[]
            }
        }
    }

    pub(super) fn texts(&self, key: &str) -> Vec<Text> {
        let values = self.array(key).iter();
        values.filter_map(|value| self.as_text(value, key)).collect()
    }

    pub(super) fn strings(&self, key: &str) -> impl Iterator<Item = (&'a Value<'a>, &'a str)> {
        let values = self.array(key).iter();
        values.filter_map(move |value| Some((value, self.as_string(value, key.into())?)))
    }

    /// Phrases in each language; where `both`, each must have one at least.
    pub(super) fn phrases(&self, key: &str, both: bool) -> Phrases {
        let Some(value) = self.get(key) else {
            return Phrases::default();
        };
        let Some(table) = self.as_table(value, key, &["zh", "en"], PHRASES) else {
            return Phrases::default();
        };
        let read = |language: &str, name: &str| {
            let key = Key(key, Some(language));
            let Some(list) = table.get(language) else {
                if both {
                    let help = format!("the {name} is missing: add `{language} = [\"…\"]`");
                    self.refuse(value, key, format!("missing key `{key}`"), help);
                }
                return Vec::new();
            };
            let DeValue::Array(array) = list.get_ref() else {
                let help = format!("write `{language} = [\"…\"]`");
                self.wrong_type(list, key, "an array of strings", &help);
                return Vec::new();
            };
            if both && array.is_empty() {
                let help = format!("write one {name} phrase at least");
                self.refuse(list, key, format!("`{key}` is empty"), help);
            }
            let strings = array.iter().filter_map(|value| self.as_string(value, key));
            strings.map(str::to_owned).collect()
        };
        Phrases { zh: read("zh", "Chinese"), en: read("en", "English") }
    }

    /// One of a fixed set of words.
    pub(super) fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let value = self.get(key)?;
        let word = self.as_string(value, key.into())?;
        self.pick(value, word, key.into(), words)
    }

    pub(super) fn pick<T: Copy>(&self, value: &Value<'_>, word: &str, key: Key<'_>, words: &[(&str, T)]) -> Option<T> {
        let known = words.iter().find(|(known, _)| *known == word);
        if known.is_none() {
            let allowed = suggest::one_of(words.iter().map(|(word, _)| *word));
            let close = suggest::closest(word, words.iter().map(|(word, _)| *word));
            let help = match close {
                Some(close) => format!("did you mean `{close}`? Allowed: {allowed}"),
                None => format!("allowed: {allowed}"),
            };
            self.refuse(value, key, format!("`{key}` cannot be `{word}`"), help);
        }
        known.map(|(_, meant)| *meant)
    }

    pub(super) fn period(&self, key: &str) -> Option<Period> {
        let value = self.get(key)?;
        let text = self.as_string(value, key.into())?;
        Period::parse(text)
            .map_err(|error| {
                let message = format!("`{key}`: {error}");
                self.refuse(value, key.into(), message, String::from(PERIOD_FORMS));
            })
            .ok()
    }
}

/// A record in words, such as ``figure `a-b` ``.
pub(super) fn describe(found: &Found<'_>) -> String {
    format!("{} `{}`", found.table.as_str(), found.id)
}

pub(super) const TEXT: &str = "{ zh = \"…\", en = \"…\" }";
pub(super) const PHRASES: &str = "{ zh = [\"…\"], en = [\"…\"] }";
/// What a period may look like.
pub(super) const PERIOD_FORMS: &str = "write 2024, 2024-05, 2024-05-16, 2024-Q1, 2024-H1, or two of these as from/to";

/// Whether it is a Chinese character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

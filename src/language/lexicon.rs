//! General words of Chinese and English: how people ask, words without weight, words that mean the same in asking.
//!
//! The words are data (`data/*.toml`), read once and found in canonical text. No word of a domain is
//! among them: those come from the base.

use super::canonical::{Canonical, Canonicaliser};
use super::operation::Operation;
use super::phrasebook::Phrasebook;
use super::role::{GeneralWord, Joint, Role, Sort, Talk, Wanted};
use super::stems::{Origin, Renumbering, Stems, Symbol};
use super::years::spell_out_years;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Deserialize, Default)]
struct Both {
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl Both {
    fn all(&self) -> impl Iterator<Item = &String> {
        self.zh.iter().chain(&self.en)
    }
}

#[derive(Deserialize)]
struct Asking {
    wanted: BTreeMap<Wanted, Both>,
    operation: BTreeMap<Operation, Both>,
    follow: Both,
    and: Both,
    sort: BTreeMap<Sort, Both>,
    event: Both,
    speaker: Both,
    bound: Both,
    time_unit: Both,
    modifier: Both,
    reversal: Both,
    absence: Both,
    before: Both,
    from: Both,
    to: Both,
    divisor: Both,
    distributive: Both,
    publication: Both,
    ordinal: Both,
    talk: BTreeMap<Talk, Both>,
    closing: BTreeMap<Operation, Both>,
    wanted_closing: BTreeMap<Wanted, Both>,
    polar: Polar,
    negation: Both,
    rest: Both,
    question_word: Both,
    joint: BTreeMap<Joint, Both>,
}

/// The first and last words of clauses that are answered by yes or no.
#[derive(Deserialize)]
struct Polar {
    opening: Both,
    closing: Both,
}

/// An abbreviation that is another word in small letters.
#[derive(Deserialize)]
struct Abbreviation {
    /// What can only be read as what it stands for.
    means: String,
    /// What makes it a part of another word when it follows.
    #[serde(default)]
    unless_before: Vec<String>,
}

#[derive(Deserialize)]
struct Words {
    function: Both,
    common: Both,
    capitals: BTreeMap<String, Abbreviation>,
}

#[derive(Deserialize)]
struct Synonyms {
    same: Vec<Same>,
}

/// Words that mean the same in asking.
#[derive(Deserialize)]
struct Same {
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
    /// They ask for something of a thing that nobody knows who does not mention it: a price, a term of validity.
    #[serde(default)]
    attribute: bool,
}

/// The embedded word lists do not parse: a broken build.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A file is not what it should be.
    #[error("the word list {file} is malformed: {source}")]
    Malformed {
        /// Which file.
        file: &'static str,
        /// What the parser says.
        source: Box<toml::de::Error>,
    },
}

/// The embedded word lists as they are written.
struct WordLists {
    asking: Asking,
    words: Words,
    synonyms: Synonyms,
}

fn parse<T: for<'de> Deserialize<'de>>(file: &'static str, text: &str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|e| LexiconError::Malformed { file, source: Box::new(e) })
}

impl WordLists {
    fn read() -> Result<Self, LexiconError> {
        Ok(Self {
            asking: parse("asking.toml", include_str!("data/asking.toml"))?,
            words: parse("words.toml", include_str!("data/words.toml"))?,
            synonyms: parse("synonyms.toml", include_str!("data/synonyms.toml"))?,
        })
    }

    /// Every word with what it does.
    fn entries(&self) -> Vec<(&String, Role)> {
        let (asking, words) = (&self.asking, &self.words);
        let mut entries: Vec<(&String, Role)> = Vec::new();
        entries.extend(asking.wanted.iter().flat_map(|(k, b)| b.all().map(|w| (w, Role::Wanted(*k)))));
        entries.extend(asking.operation.iter().flat_map(|(k, b)| b.all().map(|w| (w, Role::Operation(*k)))));
        entries.extend(asking.follow.all().map(|w| (w, Role::Follow)));
        entries.extend(asking.speaker.all().map(|w| (w, Role::Speaker)));
        entries.extend(asking.bound.all().map(|w| (w, Role::Bound)));
        entries.extend(asking.sort.iter().flat_map(|(k, b)| b.all().map(|w| (w, Role::Sort(*k)))));
        entries.extend(asking.and.all().map(|w| (w, Role::And)));
        entries.extend(asking.event.all().map(|w| (w, Role::Event)));
        entries.extend(asking.time_unit.all().map(|w| (w, Role::TimeUnit)));
        entries.extend(asking.modifier.all().map(|w| (w, Role::Modifier)));
        entries.extend(asking.joint.iter().flat_map(|(k, b)| b.all().map(|w| (w, Role::Joint(*k)))));
        entries.extend(asking.question_word.all().map(|w| (w, Role::Asks)));
        entries.extend(asking.rest.all().map(|w| (w, Role::Rest)));
        entries.extend(asking.negation.all().map(|w| (w, Role::Negation)));
        entries.extend(asking.reversal.all().map(|w| (w, Role::Reversal)));
        entries.extend(asking.absence.all().map(|w| (w, Role::Absence)));
        entries.extend(asking.from.all().map(|w| (w, Role::From)));
        entries.extend(asking.to.all().map(|w| (w, Role::To)));
        entries.extend(asking.divisor.all().map(|w| (w, Role::Divisor)));
        entries.extend(asking.distributive.all().map(|w| (w, Role::Distributive)));
        entries.extend(asking.publication.all().map(|w| (w, Role::Publication)));
        entries.extend(asking.before.all().map(|w| (w, Role::Before)));
        for list in [&asking.ordinal.zh, &asking.ordinal.en] {
            entries.extend(list.iter().enumerate().map(|(n, w)| (w, Role::Ordinal(n))));
        }
        entries.extend(asking.talk.iter().flat_map(|(k, b)| b.all().map(|w| (w, Role::Talk(*k)))));
        entries.extend(words.function.all().map(|w| (w, Role::Function)));
        entries.extend(words.common.all().map(|w| (w, Role::Common)));
        for (n, same) in (0u16..).zip(&self.synonyms.same) {
            let words = || same.zh.iter().chain(&same.en);
            entries.extend(words().map(|w| (w, Role::Same(n))));
            entries.extend(words().filter(|_| same.attribute).map(|w| (w, Role::Attribute)));
        }
        entries
    }
}

/// How many different words the lists have, roughly.
const WORDS: usize = 4000;
/// How many tokens a general word has that no other begins with, roughly.
const TOKENS: usize = 2;

/// The general words, ready to be found in canonical text.
pub struct Lexicon {
    phrases: Phrasebook,
    closing: FxHashMap<String, Operation>,
    wanted_closing: Vec<(String, Wanted)>,
    polar_opening: FxHashSet<String>,
    polar_closing: FxHashSet<String>,
    capitals: BTreeMap<String, Abbreviation>,
    roles: Vec<Vec<Role>>,
    known: FxHashSet<Symbol>,
}

impl Lexicon {
    /// Reads the word lists; their words are learnt into a table of their own. They know nothing of a base, so a start
    /// reads them beside its names and [renumbers](Self::renumber) them then.
    ///
    /// # Errors
    /// When an embedded list is malformed, which means a broken build.
    pub fn read(canonicaliser: &Canonicaliser) -> Result<(Self, Stems), LexiconError> {
        let mut stems = Stems::with_room(WORDS);
        let lexicon = Self::of(WordLists::read()?, canonicaliser, &mut stems);
        Ok((lexicon, stems))
    }

    /// Takes the words to a table that took over theirs.
    pub fn renumber(&mut self, renumbering: &Renumbering) {
        self.phrases.renumber(renumbering);
        self.known = self.known.iter().map(|symbol| renumbering.here(*symbol)).collect();
    }

    fn of(lists: WordLists, canonicaliser: &Canonicaliser, stems: &mut Stems) -> Self {
        let entries = lists.entries();
        let mut phrases = Phrasebook::with_room(TOKENS * entries.len());
        let mut roles: Vec<Vec<Role>> = Vec::new();
        let mut known = FxHashSet::default();
        let mut canonical = Canonical::default();
        for (word, role) in entries {
            canonicaliser.learn(word, Origin::General, stems, &mut canonical);
            known.extend(canonical.tokens.iter().map(|t| t.symbol));
            let Some(at) = phrases.add(&canonical) else {
                continue;
            };
            roles.resize_with(phrases.count(), Vec::new);
            if let Some(roles) = roles.get_mut(at).filter(|r| !r.contains(&role)) {
                roles.push(role);
            }
        }
        let closing = lists.asking.closing.into_iter().flat_map(|(o, b)| b.zh.into_iter().chain(b.en).map(move |w| (w, o))).collect();
        let kinds = lists.asking.wanted_closing.into_iter();
        let wanted_closing = kinds.flat_map(|(kind, b)| b.zh.into_iter().chain(b.en).map(move |w| (w, kind))).collect();
        let words = |both: Both| both.zh.into_iter().chain(both.en).collect();
        let Polar { opening, closing: last } = lists.asking.polar;
        let (polar_opening, polar_closing) = (words(opening), words(last));
        Self { phrases, closing, wanted_closing, polar_opening, polar_closing, capitals: lists.words.capitals, roles, known }
    }

    /// Every general word of a text, overlapping ones too, in the place of what `found` held; a word with several roles
    /// comes once a role.
    pub fn find(&self, text: &Canonical, found: &mut Vec<GeneralWord>) {
        found.clear();
        self.phrases.all(text, |hit| {
            let roles = self.roles.get(hit.phrase).map_or(&[][..], Vec::as_slice);
            found.extend(roles.iter().map(|role| GeneralWord { tokens: hit.tokens.clone(), role: *role }));
        });
    }

    /// What the last words of the clauses of a question ask for, where they compare in that place.
    #[must_use]
    pub fn closing(&self, text: &Canonical) -> Option<Operation> {
        let ends = |n: &usize| text.parts_clauses(n + 1);
        (0..text.tokens.len()).filter(ends).find_map(|n| self.closing.get(text.surface(n)).copied())
    }

    /// What a word of asking wants that ends here, where it wants something else at the end of a clause than elsewhere.
    #[must_use]
    pub fn wanted_at_end(&self, text: &Canonical, tokens: &Range<usize>) -> Option<Wanted> {
        let ends = text.parts_clauses(tokens.end);
        let is = |word: &str| word.chars().count() == tokens.len() && word.chars().zip(tokens.clone()).all(|(c, n)| text.han(n) == Some(c));
        self.wanted_closing.iter().find(|(word, _)| ends && is(word)).map(|(_, kind)| *kind)
    }

    /// Whether a clause begins or ends as one does that is answered by yes or no.
    #[must_use]
    pub fn is_polar(&self, text: &Canonical) -> bool {
        let parts = |n: usize| text.parts_clauses(n);
        (0..text.tokens.len()).any(|n| {
            let word = text.surface(n);
            let opens = n.checked_sub(1).is_none_or(parts) && self.polar_opening.contains(word);
            opens || parts(n + 1) && self.polar_closing.contains(word)
        })
    }

    /// A text with abbreviations in capitals written so that they are no other word, unless all of it is in capitals.
    #[must_use]
    pub fn spell_out<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = spell_out_years(text);
        for (short, written) in &self.capitals {
            let letter = |c: char| c.is_ascii_alphanumeric() || c == '.';
            let alone = |at: usize| {
                let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + short.len()..).unwrap_or_default());
                let part = written.unless_before.iter().any(|next| after.starts_with(next.as_str()));
                !part && !before.ends_with(letter) && !after.starts_with(|c: char| c.is_ascii_alphanumeric())
            };
            let Some((at, _)) = text.match_indices(short.as_str()).find(|(at, _)| alone(*at)) else { continue };
            if text.chars().any(|c| c.is_lowercase() || c.is_alphabetic() && !c.is_uppercase()) {
                let mut spelled = text.into_owned();
                spelled.replace_range(at..at + short.len(), &written.means);
                text = Cow::Owned(spelled);
            }
        }
        text
    }

    /// Whether a stem or character occurs in any general word.
    #[must_use]
    pub fn knows(&self, symbol: Symbol) -> bool {
        self.known.contains(&symbol)
    }
}

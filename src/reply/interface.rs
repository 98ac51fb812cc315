//! Single messages and dates for the front ends: prompts, commands, the lines of their lists.

use super::draft::Draft;
use super::writer::{Reply, Writer};
use super::{dates, facts};
use crate::knowledge::{Base, EntityRef, Fact, Hours, Text};
use crate::language::{Language, Period};
use jiff::tz::TimeZone;

impl Writer {
    /// A message with its arguments filled in.
    #[must_use]
    pub fn message(&self, language: Language, key: &str, arguments: &[(&str, &str)]) -> String {
        self.scripted(self.words(language).say(key, arguments), language)
    }

    /// A message that depends on a number, its argument `count`.
    #[must_use]
    pub fn counted(&self, language: Language, key: &str, count: usize, arguments: &[(&str, &str)]) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.scripted(self.words(language).count(key, count, arguments), language)
    }

    /// A period in the language's habit.
    #[must_use]
    pub fn period(&self, period: Period, language: Language) -> String {
        dates::period(self.words(language), period)
    }

    /// A date with hours and the zone that they are told in.
    #[must_use]
    pub fn hours(&self, date: &str, hours: &Hours, zone: Option<TimeZone>, language: Language) -> String {
        self.scripted(dates::with_hours(self.words(language), date, hours, zone), language)
    }

    /// The side of a text that a language reads.
    #[must_use]
    pub fn text(&self, text: &Text, language: Language) -> String {
        self.scripted(self.words(language).of(text).to_owned(), language)
    }

    /// Places as one phrase, each with the bigger ones that it lies in.
    #[must_use]
    pub fn places(&self, at: &[EntityRef], base: &Base, language: Language) -> String {
        self.scripted(Draft::new(self.words(language), base, &[]).places(at), language)
    }

    /// What marks a fact that is no result; `None` for one that is.
    #[must_use]
    pub fn standing(&self, fact: &Fact, base: &Base, language: Language) -> Option<String> {
        let standing = facts::standing(&Draft::new(self.words(language), base, &[]), fact)?;
        Some(self.scripted(standing, language))
    }

    /// Things side by side, as a phrase.
    #[must_use]
    pub fn list(&self, things: &[String], language: Language) -> String {
        self.scripted(self.words(language).list(things), language)
    }

    /// A text as the start of a sentence.
    #[must_use]
    pub fn opening(&self, text: &str, language: Language) -> String {
        self.words(language).opening(text)
    }

    fn scripted(&self, text: String, language: Language) -> String {
        self.in_script(Reply { text, ..Reply::default() }, language).text
    }
}

//! A reply in the making: the words, the base, and what of it was used so far.

use super::bundles::Words;
use super::writer::{Choice, Reply};
use super::{dates, places};
use crate::knowledge::{Base, EntityRef, FactRef, SourceRef};
use crate::retrieval::Derived;

/// A reply in the making.
pub(super) struct Draft<'a> {
    /// The words of its language.
    pub(super) words: &'a Words,
    /// Where the facts are.
    pub(super) base: &'a Base,
    /// The computed figures.
    pub(super) derived: &'a [Derived],
    facts: Vec<FactRef>,
    choices: Vec<Choice>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(words: &'a Words, base: &'a Base, derived: &'a [Derived]) -> Self {
        Self { words, base, derived, facts: Vec::new(), choices: Vec::new() }
    }

    /// Notes that a fact is used.
    pub(super) fn used(&mut self, at: FactRef) {
        if !self.facts.contains(&at) {
            self.facts.push(at);
        }
    }

    /// Adds a choice, and gives its number.
    pub(super) fn choice(&mut self, label: String, fact: FactRef) -> usize {
        self.choices.push(Choice { label, fact });
        self.choices.len()
    }

    /// Names of entities as one phrase.
    pub(super) fn names(&self, entities: &[EntityRef]) -> String {
        let names: Vec<&str> = entities.iter().map(|at| self.words.of(&self.base[*at].name)).collect();
        self.words.list(&names)
    }

    /// Places as one phrase, each with the bigger ones that it lies in.
    pub(super) fn places(&self, at: &[EntityRef]) -> String {
        places::phrase(self, at)
    }

    /// A source as it is cited: publisher and date.
    pub(super) fn source(&self, at: SourceRef) -> String {
        let source = &self.base[at];
        let date = dates::period(self.words, source.date);
        self.words.say("source", &[("publisher", self.words.of(&source.publisher)), ("date", &date)])
    }

    /// The sources of the facts used, each once, in the order of first use.
    fn sources(&self) -> Vec<SourceRef> {
        let mut sources = Vec::new();
        for fact in &self.facts {
            let source = self.base[*fact].source;
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// The reply of these lines, with the sources of all facts used below them.
    pub(super) fn finish(self, mut lines: Vec<String>) -> Reply {
        let sources = self.sources();
        if !sources.is_empty() {
            let cited: Vec<String> = sources.iter().map(|at| self.source(*at)).collect();
            let cited = cited.join(&self.words.say("source-separator", &[]));
            let count = i64::try_from(sources.len()).unwrap_or(i64::MAX);
            lines.push(self.words.count("sources", count, &[("sources", &cited)]));
        }
        lines.retain(|line| !line.is_empty());
        Reply {
            text: lines.join("\n"),
            facts: self.facts.iter().map(|at| self.base[*at].id.clone()).collect(),
            sources: sources.iter().map(|at| self.base[*at].id.clone()).collect(),
            choices: self.choices,
        }
    }
}

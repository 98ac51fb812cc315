//! Finds any of many phrases in canonical text, token by token. Quick to fill: a start of the program fills two.

use super::canonical::{Canonical, TokenKind};
use super::stems::{Renumbering, Symbol};
use super::trie::Trie;
use std::ops::Range;

/// Phrases by their number, the order in which they were first added.
#[derive(Default)]
pub struct Phrasebook {
    phrases: Trie,
}

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The tokens that it takes.
    pub tokens: Range<usize>,
    /// Which phrase.
    pub phrase: usize,
}

impl Phrasebook {
    /// With room for so many tokens of phrases that begin differently.
    #[must_use]
    pub fn with_room(tokens: usize) -> Self {
        Self { phrases: Trie::with_room(tokens) }
    }

    /// Adds a phrase; the number of one that is there already is given back. `None` for a phrase without tokens.
    pub fn add(&mut self, phrase: &Canonical) -> Option<usize> {
        let end = phrase.tokens.iter().rposition(|t| t.kind != TokenKind::Break).map_or(0, |last| last + 1);
        self.phrases.add(phrase.tokens.iter().take(end).map(|t| t.symbol.number()))
    }

    /// Takes the phrases to a table that took over the stems of theirs.
    pub fn renumber(&mut self, renumbering: &Renumbering) {
        self.phrases.renumber(|number| renumbering.here(Symbol::numbered(number)).number());
    }

    /// The phrases that begin at a token, the shortest first.
    fn at<'a>(&'a self, text: &'a Canonical, token: usize) -> impl Iterator<Item = Found> + 'a {
        let rest = text.tokens.get(token..).unwrap_or(&[]);
        let found = self.phrases.prefixes(rest.iter().map(|t| t.symbol.number()));
        found.map(move |(length, phrase)| Found { tokens: token..token + length, phrase })
    }

    /// The longest phrase that begins at a token.
    #[must_use]
    pub fn longest_at(&self, text: &Canonical, token: usize) -> Option<Found> {
        self.at(text, token).last()
    }

    /// Phrases from left to right, at each place the longest, none over another.
    pub fn longest<'p, 't>(&'p self, text: &'t Canonical) -> impl Iterator<Item = Found> + use<'p, 't> {
        let mut token = 0;
        std::iter::from_fn(move || {
            while token < text.tokens.len() {
                let hit = self.at(text, token).last();
                token = hit.as_ref().map_or(token + 1, |hit| hit.tokens.end);
                if hit.is_some() {
                    return hit;
                }
            }
            None
        })
    }

    /// Every phrase at every place, at each place the longest first.
    pub fn all(&self, text: &Canonical, mut take: impl FnMut(Found)) {
        let mut here = Vec::new();
        for token in 0..text.tokens.len() {
            self.at(text, token).for_each(|found| here.push(found));
            while let Some(found) = here.pop() {
                take(found);
            }
        }
    }

    /// How many phrases there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.phrases.count()
    }
}

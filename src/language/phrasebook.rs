//! Finds any of many phrases in canonical text, token by token. Quick to fill: a start of the program fills two.

use super::canonical::Canonical;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Phrases by their number, the order in which they were first added.
#[derive(Default)]
pub struct Phrasebook {
    numbers: FxHashMap<Box<str>, usize>,
    /// Under the text of the first token: every phrase that begins with it, with its number.
    starts: FxHashMap<Box<str>, Vec<(Box<str>, usize)>>,
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
    /// Adds a phrase; the number of one that is there already is given back. `None` for a phrase without tokens.
    pub fn add(&mut self, phrase: &Canonical) -> Option<usize> {
        let first = phrase.tokens.first()?;
        let next = self.numbers.len();
        let text = phrase.text.trim_end_matches('|');
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        self.numbers.insert(text.into(), next);
        let start = phrase.text.get(first.start..first.end)?;
        match self.starts.get_mut(start) {
            Some(list) => list.push((text.into(), next)),
            None => drop(self.starts.insert(start.into(), vec![(text.into(), next)])),
        }
        Some(next)
    }

    /// Puts longer phrases first; to be called once all are in.
    pub fn seal(&mut self) {
        for list in self.starts.values_mut() {
            list.sort_by_key(|(text, number)| (std::cmp::Reverse(text.len()), *number));
        }
    }

    /// The phrases that begin at a token, the longest first.
    fn at<'a>(&'a self, text: &'a Canonical, token: usize) -> impl Iterator<Item = Found> + 'a {
        let start = text.tokens.get(token).map_or(text.text.len(), |t| t.start);
        let first = text.tokens.get(token).and_then(|t| text.text.get(t.start..t.end)).unwrap_or("");
        let rest = text.text.get(start..).unwrap_or("");
        let list = self.starts.get(first).map_or(&[][..], Vec::as_slice);
        list.iter()
            .filter(move |(phrase, _)| rest.starts_with(&**phrase))
            .map(move |(phrase, number)| Found { tokens: text.tokens_in(start, start + phrase.len()), phrase: *number })
    }

    /// Phrases from left to right, at each place the longest, none over another.
    #[must_use]
    pub fn longest(&self, text: &Canonical) -> Vec<Found> {
        let mut found = Vec::new();
        let mut token = 0;
        while token < text.tokens.len() {
            let hit = self.at(text, token).next();
            token = hit.as_ref().map_or(token + 1, |hit| hit.tokens.end.max(token + 1));
            found.extend(hit);
        }
        found
    }

    /// Every phrase at every place.
    #[must_use]
    pub fn all(&self, text: &Canonical) -> Vec<Found> {
        (0..text.tokens.len()).flat_map(|token| self.at(text, token)).collect()
    }

    /// How many phrases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

//! Mends typos in Latin words: one edit from five letters on, two from nine; never in digits, never a known word.

use super::vocabulary::{Term, Vocabulary};
use crate::language::{Canonical, Lexicon, Stems, Symbol, TokenKind};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Known words with their stems.
type Words = Vec<(Arc<str>, Symbol)>;

/// Known words by length and first letter: people seldom mistype that.
#[derive(Default)]
pub struct Spelling {
    lists: FxHashMap<(usize, u8), Words>,
}

/// Words shorter than this are left alone.
const SHORTEST: usize = 5;
/// Words of this length may only have two letters swapped.
const SWAPPED: usize = 4;
/// From this length on two edits are forgiven.
const SHORTEST_FOR_TWO: usize = 9;

impl Spelling {
    /// Collects the words of a base, each with its stem.
    #[must_use]
    pub fn of(stems: &Stems) -> Self {
        let mut lists: FxHashMap<(usize, u8), Words> = FxHashMap::default();
        for (word, stem) in stems.words_of_base().filter(|(word, _)| word.bytes().all(|b| b.is_ascii_lowercase())) {
            if let Some(first) = word.bytes().next() {
                lists.entry((word.len(), first)).or_default().push((Arc::clone(word), stem));
            }
        }
        lists.values_mut().for_each(|list| list.sort_unstable());
        Self { lists }
    }

    /// Replaces unknown words by the only near known one.
    pub fn correct(&self, text: &mut Canonical, vocabulary: &Vocabulary, lexicon: &Lexicon) {
        for n in 0..text.tokens.len() {
            let mended = text.tokens.get(n).filter(|t| t.kind == TokenKind::Word).and_then(|token| {
                let known = lexicon.knows(token.symbol) || vocabulary.id(Term::Stem(token.symbol)).is_some();
                if known { None } else { self.nearest(text.surface(n)) }
            });
            if let (Some(token), Some(stem)) = (text.tokens.get_mut(n), mended) {
                token.symbol = stem;
            }
        }
    }

    /// The stem of the one known word that is nearest to a word.
    fn nearest(&self, typed: &str) -> Option<Symbol> {
        let (length, first) = (typed.len(), typed.bytes().next()?);
        if length < SWAPPED || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let most = if length >= SHORTEST_FOR_TWO { 2 } else { 1 };
        let mut best: Option<((usize, bool), Symbol)> = None;
        let mut tie = false;
        for candidate_length in length.saturating_sub(most)..=length + most {
            for (candidate, stem) in self.lists.get(&(candidate_length, first)).map_or(&[][..], Vec::as_slice) {
                if length < SHORTEST && !is_swapped(typed.as_bytes(), candidate.as_bytes()) {
                    continue;
                }
                // A letter is left out more often than mistaken for another.
                let left_out = candidate_length == length + 1;
                if let Some(distance) = edits(typed.as_bytes(), candidate.as_bytes(), most).map(|edits| (edits, !left_out)) {
                    match best {
                        Some((d, _)) if distance > d => {}
                        Some((d, other)) if distance == d => tie |= other != *stem,
                        _ => {
                            best = Some((distance, *stem));
                            tie = false;
                        }
                    }
                }
            }
        }
        best.filter(|_| !tie).map(|(_, s)| s)
    }
}

/// Whether two words of one length differ only in the order of their letters.
fn is_swapped(a: &[u8], b: &[u8]) -> bool {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    a == b
}

/// Edit distance with transpositions, when it is at most `most`.
fn edits(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row: Vec<usize> = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        let mut least = i + 1;
        *row.first_mut()? = i + 1;
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last.get(j)? + usize::from(x != y)).min(last.get(j + 1)? + 1).min(row.get(j)? + 1);
            if i > 0 && j > 0 && Some(x) == b.get(j - 1) && a.get(i - 1) == Some(y) {
                cost = cost.min(before.get(j - 1)? + 1);
            }
            *row.get_mut(j + 1)? = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transposition_is_one_edit() {
        assert_eq!(edits(b"harbuor", b"harbour", 1), Some(1));
        assert_eq!(edits(b"lighthosue", b"lighthouse", 1), Some(1));
        assert_eq!(edits(b"beacon", b"basalt", 2), None);
    }
}

//! Mends typos in Latin words: one edit from five letters on, two from nine; never in digits, never a known word.

use super::vocabulary::{Term, Vocabulary};
use crate::language::{Canonical, Lexicon, TokenKind};
use rustc_hash::FxHashMap;

/// Known words with their stems, by length.
#[derive(Default)]
pub struct Spelling {
    by_length: FxHashMap<usize, Vec<(String, String)>>,
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
    pub fn of(words: Vec<(String, String)>) -> Self {
        let mut by_length: FxHashMap<usize, Vec<(String, String)>> = FxHashMap::default();
        for (word, stem) in words.into_iter().filter(|(word, _)| word.bytes().all(|b| b.is_ascii_lowercase())) {
            by_length.entry(word.len()).or_default().push((word, stem));
        }
        by_length.values_mut().for_each(|list| list.sort_unstable());
        Self { by_length }
    }

    /// Replaces unknown words by the only near known one.
    pub fn correct(&self, text: &mut Canonical, vocabulary: &Vocabulary, lexicon: &Lexicon) {
        let mended: Vec<(usize, String)> = text
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| t.kind == TokenKind::Word)
            .filter_map(|(n, token)| {
                let stem = text.stem(token);
                let known = lexicon.knows(stem) || vocabulary.id(Term::Stem(stem)).is_some();
                if known { None } else { self.nearest(text.surface(n)).map(|s| (n, s.to_owned())) }
            })
            .collect();
        if !mended.is_empty() {
            text.replace_words(&mended);
        }
    }

    /// The stem of the one known word that is nearest to a word.
    fn nearest(&self, typed: &str) -> Option<&str> {
        let length = typed.len();
        if length < SWAPPED || !typed.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let most = if length >= SHORTEST_FOR_TWO { 2 } else { 1 };
        let mut best: Option<(usize, &str)> = None;
        let mut tie = false;
        for candidate_length in length.saturating_sub(most)..=length + most {
            for (candidate, stem) in self.by_length.get(&candidate_length).map_or(&[][..], Vec::as_slice) {
                // People seldom mistype the first letter.
                if candidate.as_bytes().first() != typed.as_bytes().first() {
                    continue;
                }
                if length < SHORTEST && !is_swapped(typed.as_bytes(), candidate.as_bytes()) {
                    continue;
                }
                if let Some(distance) = edits(typed.as_bytes(), candidate.as_bytes(), most) {
                    match best {
                        Some((d, _)) if distance > d => {}
                        Some((d, other)) if distance == d => tie |= other != stem,
                        _ => {
                            best = Some((distance, stem));
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
        assert_eq!(edits(b"qingdoa", b"qingdao", 1), Some(1));
        assert_eq!(edits(b"shandogn", b"shandong", 1), Some(1));
        assert_eq!(edits(b"almaty", b"astana", 2), None);
    }
}

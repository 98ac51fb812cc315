//! What to make of the Chinese words of a question that the base does not know: a proper name must be met by a fact, a
//! verb of everyday language hardly counts.

use super::parsing::Parsed;
use super::question::{Atom, AtomKind, Mask};
use super::tuning;
use crate::language::{Sense, senses};
use std::ops::Range;

/// The longest run of characters that is looked at: nobody types a longer sentence without a pause.
const LONGEST_RUN: usize = 48;

/// The fewest characters that are taken for a name.
const SHORTEST_NAME: usize = 3;

/// Whether an atom is a Han character of which the base knows no word.
fn is_unknown(atom: &Atom, parsed: &Parsed<'_>) -> bool {
    matches!(&atom.kind, AtomKind::Words(terms) if terms.is_empty())
        && atom.tokens.len() == 1
        && parsed.text.han(atom.tokens.start).is_some()
}

/// A run of tokens that are Han characters, and what each belongs to.
type Run = (Range<usize>, Vec<Sense>);

/// The runs with at least one character that the base does not know.
#[must_use]
pub fn runs(parsed: &Parsed<'_>, atoms: &[Atom], taken: impl Fn(usize) -> bool) -> Vec<Run> {
    let mut unknown: Vec<usize> = atoms.iter().filter(|a| is_unknown(a, parsed)).map(|a| a.tokens.start).collect();
    unknown.sort_unstable();
    let mut out: Vec<Run> = Vec::new();
    let free = |n: usize| parsed.text.han(n).is_some() && !taken(n);
    for at in unknown {
        if out.last().is_some_and(|(run, _)| run.contains(&at)) {
            continue;
        }
        let start = (0..at).rev().take(LONGEST_RUN / 2).take_while(|n| free(*n)).last().unwrap_or(at);
        let end = (at..).take(LONGEST_RUN / 2).take_while(|n| free(*n)).last().map_or(at, |n| n + 1);
        let text: Vec<char> = (start..end).filter_map(|n| parsed.text.han(n)).collect();
        out.push((start..end, senses(&text)));
    }
    out
}

/// Makes one name, which nothing of the base has, of three and more unknown characters in a row that no word of general
/// language takes: two are as often a word that the lists lack.
pub fn name_strangers(parsed: &Parsed<'_>, atoms: &mut Vec<Atom>, runs: &[Run]) {
    for (run, senses) in runs {
        let mut start = run.start;
        while start < run.end {
            let strange = |n: &usize| {
                let sense = senses.get(n - run.start);
                sense == Some(&Sense::Strange) && atoms.iter().any(|a| a.tokens == (*n..n + 1) && is_unknown(a, parsed))
            };
            let end = (start..run.end).take_while(strange).last().map_or(start, |n| n + 1);
            if end - start >= SHORTEST_NAME {
                atoms.retain(|a| !(start <= a.tokens.start && a.tokens.end <= end));
                let surface = (start..end).map(|n| parsed.text.surface(n)).collect();
                let name = AtomKind::Name(Vec::new());
                atoms.push(Atom {
                    kind: name,
                    tokens: start..end,
                    weight: tuning::UNKNOWN,
                    surface,
                    carried: false,
                    aside: false,
                    sources: 0,
                });
            }
            start = end.max(start + 1);
        }
    }
}

/// Takes most of the weight from verbs and the like that the base does not know, unless a question word asks about them
/// ("who built it").
pub fn soften(parsed: &Parsed<'_>, atoms: &mut [Atom], focus: Mask, runs: &[Run]) {
    for (run, senses) in runs {
        for (_, atom) in atoms.iter_mut().enumerate().filter(|(n, _)| focus >> *n & 1 == 0) {
            let inside = run.contains(&atom.tokens.start) && is_unknown(atom, parsed);
            if inside && senses.get(atom.tokens.start - run.start) == Some(&Sense::Saying) {
                atom.weight *= tuning::SAYING;
            }
        }
    }
}

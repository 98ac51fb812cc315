//! Several counts asked for at once: "how many days, countries and sessions", 几天、几国、几场.

use super::engine::Engine;
use super::parsing::Parsed;
use super::question::Question;
use super::ranking::Candidate;
use super::tuning;
use super::vocabulary::{Term, TermId};
use crate::knowledge::FactRef;
use crate::language::{Role, TokenKind, Wanted};
use std::ops::Range;

impl Engine {
    /// A figure for each of the things that a question asks the number of, when it asks for several and all are known of
    /// one subject.
    pub(super) fn counts_told(&self, question: &Question, ranked: &[Candidate]) -> Option<Vec<FactRef>> {
        if question.counted_things.len() < 2 {
            return None;
        }
        let mut told: Vec<FactRef> = Vec::new();
        for things in question.counted_things.iter().take(tuning::MOST_TOLD) {
            let (_, _, at) =
                ranked.iter().filter_map(|c| self.counting(c, things)).fold(None, |best: Option<(usize, f32, FactRef)>, next| {
                    best.filter(|(words, score, _)| (*words, *score) >= (next.0, next.1)).or(Some(next))
                })?;
            if told.iter().any(|known| *known == at || !self.shares_subject(*known, at)) {
                return None;
            }
            told.push(at);
        }
        Some(told)
    }

    /// How many words for a thing a figure's metric has, its score, and the figure.
    fn counting(&self, candidate: &Candidate, things: &[TermId]) -> Option<(usize, f32, FactRef)> {
        let profile = self.list.get(candidate.profile).filter(|p| p.metric.is_some() && !p.gap)?;
        let clean = candidate.account.foreign_names | candidate.account.foreign_times == 0;
        let words = things.iter().filter(|t| profile.metric_words.binary_search(t).is_ok()).count();
        (clean && words > 0).then_some((words, candidate.score, profile.item.fact()?))
    }
}

/// The words for each of the things that a question asks the number of.
pub fn counted_things(parsed: &Parsed<'_>, id: impl Fn(Term) -> Option<TermId>) -> Vec<Vec<TermId>> {
    let mut phrases: Vec<&Range<usize>> =
        parsed.general.iter().filter(|w| w.role == Role::Wanted(Wanted::HowMany)).map(|w| &w.tokens).collect();
    phrases.sort_by_key(|tokens| (tokens.start, std::cmp::Reverse(tokens.end)));
    let asks = |n: usize| parsed.general.iter().any(|w| w.role == Role::Asks && w.tokens.start == n);
    let (mut things, mut end) = (Vec::new(), 0);
    for tokens in phrases {
        let han = parsed.text.han(tokens.start).is_some();
        // 数量 is no number of anything.
        if tokens.start < end || han && !asks(tokens.start) {
            continue;
        }
        end = tokens.end;
        // The counter is a part of the phrase: 几国.
        let own = if han { tokens.start + 1..tokens.end } else { tokens.end..tokens.end };
        for (n, nouns) in nouns(parsed, tokens.end).into_iter().enumerate() {
            let tokens = if n == 0 { own.start.min(nouns.start)..nouns.end } else { nouns };
            things.push(tokens.flat_map(|n| terms(parsed, n)).filter_map(&id).collect());
        }
    }
    things.retain(|terms: &Vec<TermId>| !terms.is_empty());
    things
}

fn terms(parsed: &Parsed<'_>, n: usize) -> Vec<Term> {
    let stem = parsed.text.tokens.get(n).filter(|t| t.kind == TokenKind::Word).map(|t| Term::Stem(t.symbol));
    let character = parsed.text.han(n).map(Term::Han);
    [stem, character, parsed.bigram(n)].into_iter().flatten().collect()
}

/// The nouns after a phrase that asks for a number: the first one, and those joined to it up to the last "and".
fn nouns(parsed: &Parsed<'_>, from: usize) -> Vec<Range<usize>> {
    let mark = |n: usize| parsed.text.kind(n) == Some(TokenKind::Break);
    let and = |n: usize| parsed.has_at(n, |role| *role == Role::And);
    let ends = |n: usize| parsed.text.kind(n).is_none() || mark(n) || and(n) || parsed.has_at(n, |role| matches!(role, Role::Wanted(_)));
    let mut nouns: Vec<Range<usize>> = Vec::new();
    let (mut start, mut joined) = (from, false);
    loop {
        let most = start + tuning::COUNTED_TOKENS;
        let end = (start..most).find(|n| ends(*n)).unwrap_or(most);
        nouns.push(start..end);
        let (comma, conjunction) = (mark(end), and(end) || mark(end) && and(end + 1));
        if joined || end == start || !comma && !conjunction {
            break;
        }
        joined = conjunction;
        start = if comma && conjunction { end + 2 } else { end + 1 };
    }
    // A comma alone ends the clause.
    if !joined {
        nouns.truncate(1);
    }
    nouns
}

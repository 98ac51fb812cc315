//! Questions that ask the same of several things ("A and B: who signed each?"): it is asked of one thing at a time, and
//! the answers are told together.

use super::answer::Answer;
use super::clauses::apart;
use super::engine::{Asked, Engine, EngineError};
use super::names::Named;
use super::parsing::Parsed;
use super::question::{Atom, AtomKind};
use super::tuning;
use crate::knowledge::FactRef;
use crate::language::{Joint, Operation, Role, TokenKind, Wanted};
use jiff::civil::Date;
use std::ops::Range;

impl Engine {
    /// One fact for each of the things that a question asks the same of, when each of them has its own.
    pub(super) fn each_told(&self, asked: &Asked, today: Date) -> Result<Option<Vec<FactRef>>, EngineError> {
        if asked.question.one_at_a_time.is_empty() || !matches!(asked.answer, Answer::Told { .. } | Answer::Abstained { .. }) {
            return Ok(None);
        }
        let mut told: Vec<FactRef> = Vec::new();
        for text in &asked.question.one_at_a_time {
            let mut question = self.read(text, today, Some(asked.question.language));
            // One thing alone is set beside nothing.
            question.operations.retain(|operation| !operation.computes() && *operation != Operation::Order);
            let Answer::Told { facts, .. } = self.answer_whole(question, today)?.answer else { return Ok(None) };
            told.extend(facts.first().filter(|at| !told.contains(at)));
        }
        Ok(Some(told).filter(|told| told.len() >= 2))
    }
}

/// The text of a question with one at a time of the things that it asks the same of; nothing when it does not.
pub fn one_at_a_time(parsed: &Parsed<'_>, atoms: &[Atom]) -> Vec<String> {
    let distributive = parsed.has(Role::Distributive);
    if !distributive && apart(parsed, |role| *role == Role::Wanted(Wanted::Which)) < 2 {
        return Vec::new();
    }
    let things: Vec<&Range<usize>> = longest_run(parsed, atoms);
    let whole = 0..parsed.text.tokens.len();
    let (Some(first), Some(last)) = (things.first(), things.last()) else { return Vec::new() };
    let among = first.start..last.end;
    let kept = |n: usize, thing: &Range<usize>| !among.contains(&n) || thing.contains(&n);
    let with_one = |thing: &Range<usize>| written(parsed, whole.clone().filter(|n| kept(*n, thing)));
    if things.len() >= 2 { things.into_iter().map(with_one).collect() } else { Vec::new() }
}

/// The tokens of the most things of one kind that follow each other with a joint between them.
fn longest_run<'a>(parsed: &Parsed<'_>, atoms: &'a [Atom]) -> Vec<&'a Range<usize>> {
    let (mut longest, mut run): (Vec<&Atom>, Vec<&Atom>) = (Vec::new(), Vec::new());
    for atom in atoms.iter().filter(|a| is_thing(a)) {
        if !run.last().is_some_and(|before| is_joined(parsed, before, atom)) {
            run.clear();
        }
        run.push(atom);
        if run.len() > longest.len() && run.len() <= tuning::MOST_TOLD {
            longest.clone_from(&run);
        }
    }
    longest.into_iter().map(|a| &a.tokens).collect()
}

fn is_thing(atom: &Atom) -> bool {
    match &atom.kind {
        AtomKind::Name(named) => !named.is_empty() && !named.iter().any(|n| matches!(n, Named::Metric(_))),
        AtomKind::Time(_) => true,
        AtomKind::Number(_) | AtomKind::Words(_) => false,
    }
}

/// Whether two names, or two times, stand beside each other with nothing but a joint and words without weight between.
fn is_joined(parsed: &Parsed<'_>, one: &Atom, other: &Atom) -> bool {
    let alike = matches!(one.kind, AtomKind::Name(_)) == matches!(other.kind, AtomKind::Name(_));
    let mark = |n: usize| parsed.text.kind(n) == Some(TokenKind::Break);
    let joint = |n: usize| mark(n) || parsed.has_at(n, |role| matches!(role, Role::Joint(Joint::Side)));
    let between = one.tokens.end..other.tokens.start;
    alike && between.clone().any(joint) && between.clone().all(|n| joint(n) || parsed.has_at(n, |role| *role == Role::Function))
}

/// Tokens as text again.
fn written(parsed: &Parsed<'_>, tokens: impl Iterator<Item = usize>) -> String {
    let mut text = String::new();
    for n in tokens {
        match parsed.text.kind(n) {
            Some(TokenKind::Break) => text.push(','),
            Some(TokenKind::Han) => text.push_str(parsed.text.surface(n)),
            _ => {
                text.push(' ');
                text.push_str(parsed.text.surface(n));
            }
        }
    }
    text
}

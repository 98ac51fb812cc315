//! `--explain`: how a question was read, what the rules gave, and why it was answered or not. For those who tune the
//! base or the rules; in English only.

use crate::dialogue::Said;
use crate::knowledge::Base;
use crate::retrieval::{Answer, Asked, Atom, AtomKind, Candidate, Computation, Engine, Item, Named, Question, RULES};
use std::fmt::Write;

/// How many candidates are shown.
const SHOWN: usize = 5;

/// The explanation of a reply.
#[must_use]
pub fn explanation(said: &Said, engine: &Engine) -> String {
    let mut out = String::from("--- explained ---\n");
    let Some(asked) = &said.asked else {
        out.push_str("no question: a command, a language, or a repetition");
        return out;
    };
    // Writing to a string cannot fail.
    let _ = explain(&mut out, said, asked, engine);
    out.truncate(out.trim_end().len());
    out
}

fn explain(out: &mut String, said: &Said, asked: &Asked, engine: &Engine) -> std::fmt::Result {
    let question = &asked.question;
    if let Some(full) = &said.taken_as {
        writeln!(out, "taken as   {full}")?;
    }
    writeln!(out, "language   {}{}", question.language.tag(), if question.foreign { ", letters of another language" } else { "" })?;
    writeln!(out, "wanted     {:?}", question.wanted)?;
    writeln!(out, "operations {:?}", question.operations)?;
    if !question.talk.is_empty() {
        writeln!(out, "talk       {:?}", question.talk)?;
    }
    writeln!(out, "recognised{}", if question.atoms.is_empty() { " nothing" } else { "" })?;
    for atom in &question.atoms {
        writeln!(out, "  {}", atom_line(atom, engine.base()))?;
    }
    candidates(out, &asked.ranked, question, engine)?;
    writeln!(out, "decided    {}", decision(&asked.answer, engine))
}

fn atom_line(atom: &Atom, base: &Base) -> String {
    let (kind, what) = match &atom.kind {
        AtomKind::Name(named) => ("name", named.iter().map(|n| id(base, *n)).collect::<Vec<_>>().join(" | ")),
        AtomKind::Time(time) => ("time", format!("{time:?}")),
        AtomKind::Number(number) => ("number", number.value.to_string()),
        AtomKind::Words(terms) if terms.is_empty() => ("word", String::from("(unknown to the base)")),
        AtomKind::Words(_) => ("word", String::new()),
    };
    let carried = if atom.carried { " (carried)" } else { "" };
    format!("{kind:<7} {:>5.2}  {} {what}{carried}", atom.weight, pad(&atom.surface, 28)).trim_end().to_owned()
}

fn id(base: &Base, named: Named) -> String {
    let id = match named {
        Named::Entity(at) => base.entities.get(at.index()).map(|e| e.id.as_str()),
        Named::Metric(at) => base.metrics.get(at.index()).map(|m| m.id.as_str()),
        Named::Fact(at) => base.facts.get(at.index()).map(|f| f.id.as_str()),
    };
    id.unwrap_or("?").to_owned()
}

/// A text filled up to a width, Han characters counted double as terminals show them.
fn pad(text: &str, width: usize) -> String {
    let shown: usize = text.chars().map(|c| if u32::from(c) >= 0x2E80 { 2 } else { 1 }).sum();
    format!("{text}{}", " ".repeat(width.saturating_sub(shown)))
}

fn candidates(out: &mut String, ranked: &[Candidate], question: &Question, engine: &Engine) -> std::fmt::Result {
    if ranked.is_empty() {
        return writeln!(out, "candidates none");
    }
    writeln!(out, "candidates")?;
    for candidate in ranked.iter().take(SHOWN) {
        writeln!(out, "  {:>6.3}  {}", candidate.score, candidate_name(candidate, engine))?;
        let rules = RULES.iter().zip(&candidate.signals).map(|(rule, given)| format!("{} {given:.2}", rule.name));
        writeln!(out, "          {}", rules.collect::<Vec<_>>().join("  "))?;
        let missed: Vec<&str> = question
            .atoms
            .iter()
            .enumerate()
            .filter(|(n, _)| candidate.account.explained >> n & 1 == 0)
            .map(|(_, a)| a.surface.as_str())
            .collect();
        if !missed.is_empty() {
            writeln!(out, "          not accounted for: {}", missed.join(", "))?;
        }
    }
    Ok(())
}

/// Profiles are the facts in order, then the computed figures.
fn candidate_name(candidate: &Candidate, engine: &Engine) -> String {
    let facts = &engine.base().facts;
    match facts.get(candidate.profile) {
        Some(fact) => fact.id.clone(),
        None => candidate.profile.checked_sub(facts.len()).map_or_else(String::new, |n| derived_name(n, engine)),
    }
}

fn derived_name(n: usize, engine: &Engine) -> String {
    engine.derived().get(n).map_or_else(String::new, |d| format!("computed: {} ({:?})", d.label.en.trim(), d.step))
}

fn item_name(item: Item, engine: &Engine) -> String {
    match item {
        Item::Fact(at) => engine.base().facts.get(at.index()).map_or_else(String::new, |f| f.id.clone()),
        Item::Derived(n) => derived_name(n, engine),
    }
}

fn decision(answer: &Answer, engine: &Engine) -> String {
    let facts = |list: &[crate::knowledge::FactRef]| list.iter().map(|f| item_name(Item::Fact(*f), engine)).collect::<Vec<_>>().join(", ");
    let near = |nearest: &Option<Item>| nearest.map_or_else(|| String::from("none"), |item| item_name(item, engine));
    match answer {
        Answer::Told { facts: list, wanted: Some(wanted), .. } => format!("told {}; wanted first: {wanted:?}", facts(list)),
        Answer::Told { facts: list, wanted: None, .. } => format!("told {}", facts(list)),
        Answer::Computed(computations) => {
            let one = |computation: &Computation| {
                let operands: Vec<String> = computation.operands.iter().map(|o| item_name(o.item, engine)).collect();
                let result = computation.result.map(|r| format!(": {}", r.normalize())).unwrap_or_default();
                format!("computed from {}{result}", operands.join(", "))
            };
            computations.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        Answer::Listed { scope, facts: list, .. } => format!("listed {} facts: {scope:?}", list.len()),
        Answer::Abstained { reason, nearest } => {
            format!("abstained: {reason:?}; nearest: {}", near(nearest))
        }
        Answer::Clarify { choices } => format!("asked back: {}", facts(choices)),
        Answer::Talk(talk) => format!("talk: {talk:?}"),
        Answer::Empty => String::from("nothing was asked"),
        Answer::Foreign { nearest } => format!("another language; nearest: {}", near(nearest)),
    }
}

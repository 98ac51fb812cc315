//! Talk around questions: greetings, help with examples from the base, questions back.

use super::draft::Draft;
use super::facts;
use super::writer::Choice;
use crate::knowledge::{Base, Fact, FactRef, Kind};
use crate::language::Talk;

/// The lines of a reply to talk.
pub(super) fn told(draft: &Draft<'_>, talk: Talk) -> Vec<String> {
    let words = draft.words;
    match talk {
        Talk::Greeting => with_examples(draft, vec![words.say("greeting", &[])], "greeting-how"),
        Talk::Thanks => vec![words.say("thanks", &[])],
        Talk::Help => with_examples(draft, vec![words.say("help", &[]), words.say("help-kinds", &[])], "help-examples"),
        Talk::Rude => vec![words.say("rude", &[])],
    }
}

/// A question back: the facts that could be meant.
pub(super) fn clarify(draft: &mut Draft<'_>, choices: &[FactRef]) -> Vec<String> {
    let words = draft.words;
    let labels: Vec<String> = choices.iter().map(|at| label(draft, &draft.base[*at], false)).collect();
    let mut lines = vec![words.say("clarify", &[])];
    for (at, plain) in choices.iter().zip(&labels) {
        // Two that read alike are told apart by their source.
        let alike = labels.iter().filter(|other| *other == plain).count() > 1;
        let label = words.opening(&label(draft, &draft.base[*at], alike));
        lines.push(offer(draft, label, *at));
    }
    lines
}

/// Related questions to go on with.
pub(super) fn related(draft: &mut Draft<'_>, related: &[FactRef]) -> Vec<String> {
    if related.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![draft.words.say("related", &[])];
    for at in related {
        let question = question(draft, &draft.base[*at]);
        lines.push(offer(draft, question, *at));
    }
    lines
}

fn offer(draft: &mut Draft<'_>, label: String, at: FactRef) -> String {
    let number = draft.choice(label.clone(), at).to_string();
    draft.words.say("numbered", &[("n", &number), ("text", &label)])
}

fn label(draft: &Draft<'_>, fact: &Fact, sourced: bool) -> String {
    // The state of things as of a time is told apart by it only among figures.
    let timed = sourced || matches!(fact.kind, Kind::Figure(_)) || fact.when.is_some_and(|when| !when.as_of);
    let when = if timed { facts::time(draft, fact) } else { String::new() };
    let arguments = [("label", draft.words.of(&fact.label)), ("when", &when), ("source", &draft.source(fact.source))];
    draft.words.say(if sourced { "choice-source" } else { "choice" }, &arguments)
}

/// A way of asking for a fact.
fn question(draft: &Draft<'_>, fact: &Fact) -> String {
    let asks = if draft.words.chinese() { &fact.asks.zh } else { &fact.asks.en };
    let label = || draft.words.of(&fact.label).to_owned();
    draft.words.opening(&asks.first().cloned().unwrap_or_else(label))
}

/// Questions for the first figure, event and initiative of the base.
fn with_examples(draft: &Draft<'_>, mut lines: Vec<String>, key: &str) -> Vec<String> {
    let samples = samples(draft.base);
    if samples.is_empty() {
        return lines;
    }
    lines.push(draft.words.say(key, &[]));
    let examples = samples.into_iter().map(|(_, fact)| draft.words.say("paragraph-mark", &[("text", &question(draft, fact))]));
    lines.extend(examples);
    lines
}

/// The same questions as choices.
pub(super) fn examples(draft: &Draft<'_>) -> Vec<Choice> {
    samples(draft.base).into_iter().map(|(at, fact)| Choice { label: question(draft, fact), fact: at }).collect()
}

/// The first figure, event and initiative of the base.
fn samples(base: &Base) -> Vec<(FactRef, &Fact)> {
    let kinds: [fn(&Kind) -> bool; 3] =
        [|k| matches!(k, Kind::Figure(_)), |k| matches!(k, Kind::Event(_)), |k| matches!(k, Kind::Initiative(_))];
    kinds.iter().filter_map(|is| base.facts().find(|(_, fact)| is(&fact.kind))).collect()
}

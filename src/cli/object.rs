//! The object that `--json` prints for a question.

use crate::dialogue::Said;
use serde::Serialize;
use std::time::Duration;

/// The most characters of a question that its object repeats.
const ECHOED: usize = 4_096;

/// The reply to one question. Its keys are a contract.
#[derive(Serialize)]
pub struct Object<'a> {
    question: &'a str,
    language: &'static str,
    status: &'static str,
    text: &'a str,
    facts: &'a [String],
    sources: &'a [String],
    choices: Vec<&'a str>,
    elapsed_us: u64,
}

impl<'a> Object<'a> {
    /// The object of a reply.
    #[must_use]
    pub fn new(question: &'a str, said: &'a Said, elapsed: Duration) -> Self {
        let end = question.char_indices().nth(ECHOED).map_or(question.len(), |(at, _)| at);
        Self {
            question: question.get(..end).unwrap_or(question),
            language: said.language.tag(),
            status: said.status,
            text: &said.reply.text,
            facts: &said.reply.facts,
            sources: &said.reply.sources,
            choices: choices(said),
            elapsed_us: u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX),
        }
    }
}

/// What there is to choose from: facts, or what is to be followed.
fn choices(said: &Said) -> Vec<&str> {
    let facts = said.reply.choices.iter().map(|choice| choice.label.as_str());
    let buttons = said.buttons.iter().flatten().filter(|_| said.status == "clarify").map(|button| button.label.as_str());
    facts.chain(buttons).collect()
}

//! The writer: an answer in, a reply out.

use super::bundles::{EN, Words, ZH};
use super::draft::Draft;
use super::{abstained, computed, facts, lists, split, talk};
use crate::knowledge::{Base, FactRef};
use crate::language::{Language, Scripts, Wanted};
use crate::retrieval::{Answer, Derived, Remark};

/// An answer put into words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The whole reply as plain text.
    pub text: String,
    /// Ids of the facts used, operands too, in the order of first use.
    pub facts: Vec<String>,
    /// Ids of the sources behind them, each once, in the order of first use.
    pub sources: Vec<String>,
    /// What to choose from, in the order of the numbers in the text.
    pub choices: Vec<Choice>,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name, as the text gives it.
    pub label: String,
    /// The fact that it stands for.
    pub fact: FactRef,
}

/// The messages that the program carries could not be read, which means a broken build.
#[derive(Debug, thiserror::Error)]
#[error("the messages of `{language}` could not be read: {problem}")]
pub struct WriterError {
    language: &'static str,
    problem: String,
}

/// Puts answers into words, in Chinese of both scripts and English.
pub struct Writer {
    chinese: Words,
    english: Words,
    scripts: Scripts,
}

impl Writer {
    /// A writer with the messages that the program carries. `scripts` makes Traditional Chinese of Simplified.
    ///
    /// # Errors
    /// When the messages cannot be read, which means a broken build.
    pub fn new(scripts: Scripts) -> Result<Self, WriterError> {
        let load = |language, source, chinese| Words::load(language, source, chinese).map_err(|problem| WriterError { language, problem });
        Ok(Self { chinese: load("zh", ZH, true)?, english: load("en", EN, false)?, scripts })
    }

    /// Puts an answer into words. `base` and `derived` are those that it came from.
    #[must_use]
    pub fn write(&self, answer: &Answer, base: &Base, derived: &[Derived], language: Language) -> Reply {
        if let Answer::Foreign { nearest } = answer {
            let mut draft = Draft::new(&self.english, base, derived);
            let mut lines = vec![self.chinese.say("foreign", &[]), self.english.say("foreign", &[])];
            lines.extend(abstained::offered(&mut draft, *nearest));
            return draft.finish(lines);
        }
        let mut draft = Draft::new(self.words(language), base, derived);
        let lines = lines(&mut draft, answer);
        self.in_script(draft.finish(lines), language)
    }

    /// A line of related questions to go on with, as choices. Empty when there are none.
    #[must_use]
    pub fn related(&self, related: &[FactRef], base: &Base, language: Language) -> Reply {
        let mut draft = Draft::new(self.words(language), base, &[]);
        let lines = talk::related(&mut draft, related);
        self.in_script(draft.finish(lines), language)
    }

    /// Questions to begin with: one each for the first figure, event and initiative of the base.
    #[must_use]
    pub fn examples(&self, base: &Base, language: Language) -> Vec<Choice> {
        let reply = Reply { choices: talk::examples(&Draft::new(self.words(language), base, &[])), ..Reply::default() };
        self.in_script(reply, language).choices
    }

    /// Cuts a text into messages; see [`split`](fn@split::split).
    #[must_use]
    pub fn split(&self, text: &str) -> Vec<String> {
        split::split(text)
    }

    pub(super) fn words(&self, language: Language) -> &Words {
        if language.is_chinese() { &self.chinese } else { &self.english }
    }

    pub(super) fn in_script(&self, mut reply: Reply, language: Language) -> Reply {
        if language == Language::ZhHant {
            reply.text = self.scripts.traditional(&reply.text);
            for choice in &mut reply.choices {
                choice.label = self.scripts.traditional(&choice.label);
            }
        }
        reply
    }
}

fn lines(draft: &mut Draft<'_>, answer: &Answer) -> Vec<String> {
    match answer {
        Answer::Told { facts, wanted, remark } => {
            let remark = remark.as_ref().map(|remark| remarked(draft, remark));
            remark.into_iter().chain(told(draft, facts, *wanted)).collect()
        }
        Answer::Computed(computations) => computations.iter().flat_map(|computation| computed::told(draft, computation)).collect(),
        Answer::Listed { scope, facts, counted } => lists::told(draft, scope, facts, *counted),
        Answer::Abstained { reason, nearest } => abstained::told(draft, reason, *nearest),
        Answer::Clarify { choices } => talk::clarify(draft, choices),
        Answer::Talk(talk) => talk::told(draft, *talk),
        Answer::Empty => vec![draft.words.say("empty", &[])],
        Answer::Foreign { .. } => vec![draft.words.say("foreign", &[])],
    }
}

/// What is said of facts before they are told.
fn remarked(draft: &Draft<'_>, remark: &Remark) -> String {
    match remark {
        Remark::NotSo(stated) => draft.words.say("remark-not-so", &[("stated", stated)]),
        Remark::SamePost => draft.words.say("remark-same-post", &[]),
        Remark::OnlyFirst(members) if members.is_empty() => draft.words.say("remark-only-first-none", &[]),
        Remark::OnlyFirst(members) => draft.words.say("remark-only-first", &[("names", &draft.names(members))]),
        Remark::InBoth(members) if members.is_empty() => draft.words.say("remark-in-both-none", &[]),
        Remark::InBoth(members) => draft.words.say("remark-in-both", &[("names", &draft.names(members))]),
    }
}

/// Facts told one after the other, each marked when there are several.
fn told(draft: &mut Draft<'_>, list: &[FactRef], wanted: Option<Wanted>) -> Vec<String> {
    let mut lines = Vec::new();
    for (n, at) in list.iter().enumerate() {
        let told = facts::told(draft, *at, wanted.filter(|_| n == 0));
        if list.len() == 1 {
            return told;
        }
        lines.push(draft.words.say("paragraph-mark", &[("text", &told.join("\n"))]));
    }
    lines
}

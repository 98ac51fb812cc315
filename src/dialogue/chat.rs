//! The state of one chat.

use super::following::{Act, Button};
use super::words::Command;
use crate::knowledge::FactRef;
use crate::language::Language;
use crate::reminders::{Lead, Notebook};
use crate::reply::{Choice, Reply};
use crate::retrieval::{Answer, Asked, Question};
use jiff::Timestamp;
use std::collections::VecDeque;

/// How long the last exchange stays in mind.
pub const CONTEXT_MINUTES: i64 = 10;
/// How many facts told are remembered, so that they are not offered again.
const REMEMBERED: usize = 64;

/// The state of one chat: small, and the same size however long the chat lasts.
#[derive(Debug, Clone, Default)]
pub struct Chat {
    /// The language of all replies; `None` follows each question.
    pub language: Option<Language>,
    /// The language of what is said before any question: that of the person's terminal or messenger.
    pub home: Option<Language>,
    /// What it follows, and how it wants to be told.
    pub notebook: Notebook,
    /// The buttons shown last, which a number presses.
    pub(super) buttons: Vec<Act>,
    /// How many choices the text above them has numbered already.
    pub(super) numbered: usize,
    /// The event spoken of last.
    pub(super) event: Option<FactRef>,
    /// The language of the last reply.
    pub(super) spoken: Option<Language>,
    pub(super) context: Option<Context>,
    pub(super) told: VecDeque<FactRef>,
    pub(super) last: Option<Timestamp>,
}

/// What was said last.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// The question as a full text, canonical enough to find its surfaces in.
    pub text: String,
    /// The question, read.
    pub question: Question,
    /// What was answered.
    pub answer: Answer,
    /// The facts told.
    pub told: Vec<FactRef>,
    /// What a number picks.
    pub offers: Vec<FactRef>,
    /// The language of the reply.
    pub language: Language,
}

/// One reply of a chat.
#[derive(Debug, Clone)]
pub struct Said {
    /// The reply; its text ends with what is offered next.
    pub reply: Reply,
    /// The question as it was read and answered, where there was one.
    pub asked: Option<Asked>,
    /// The full question that a follow-up was taken for.
    pub taken_as: Option<String>,
    /// The language of the reply.
    pub language: Language,
    /// `answered`, `abstained` or `clarify`.
    pub status: &'static str,
    /// Related questions that are offered.
    pub related: Vec<Choice>,
    /// The command that was carried out, where it was one.
    pub command: Option<Command>,
    /// Buttons, row by row.
    pub buttons: Vec<Vec<Button>>,
    /// It takes the place of the message whose button was pressed.
    pub edits: bool,
    /// A short notice to who pressed a button.
    pub notice: Option<String>,
    /// What the front end has to do beside.
    pub effect: Option<Effect>,
}

/// What a front end has to do beside saying something: it has the store and the web server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Remind of an event again at a time.
    Snooze {
        /// The event, by its id.
        event: String,
        /// When.
        until: Timestamp,
    },
    /// Send a calendar of these events, each with the leads of its alarms.
    Calendar(Vec<(FactRef, Vec<Lead>)>),
    /// Tell the address of the chat's calendar feed: a new one, or take it away.
    Feed(bool),
    /// Send the chat its data.
    Export,
}

impl Said {
    /// A reply and nothing else.
    #[must_use]
    pub fn new(reply: Reply, status: &'static str, language: Language) -> Self {
        Self {
            reply,
            asked: None,
            taken_as: None,
            language,
            status,
            related: Vec::new(),
            command: None,
            buttons: Vec::new(),
            edits: false,
            notice: None,
            effect: None,
        }
    }

    /// The text without the questions that are offered at its end, for front ends that offer them as buttons.
    #[must_use]
    pub fn body(&self) -> &str {
        let text = self.reply.text.as_str();
        let offered = || text.rfind("\n\n").and_then(|at| text.get(..at));
        if self.related.is_empty() { text } else { offered().unwrap_or(text) }
    }
}

impl Chat {
    /// A new chat with its language chosen, or following each question.
    #[must_use]
    pub fn new(language: Option<Language>) -> Self {
        Self { language, ..Self::default() }
    }

    /// A new chat with someone whose terminal or messenger speaks a language.
    #[must_use]
    pub fn at_home(home: Option<Language>) -> Self {
        Self { home, ..Self::default() }
    }

    /// Notes the time of an exchange; after a long silence the context is gone.
    pub(super) fn tick(&mut self, now: Timestamp) {
        let fresh = self.last.is_some_and(|last| now.duration_since(last) < jiff::SignedDuration::from_mins(CONTEXT_MINUTES));
        if !fresh {
            self.context = None;
            self.told.clear();
        }
        self.last = Some(now);
    }

    pub(super) fn remember(&mut self, facts: &[FactRef]) {
        for fact in facts {
            if !self.told.contains(fact) {
                self.told.push_back(*fact);
            }
        }
        while self.told.len() > REMEMBERED {
            self.told.pop_front();
        }
    }
}

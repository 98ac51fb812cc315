//! A chat as a record that outlives the process: ids and texts, nothing that depends on where a fact stands in the base.
//!
//! Answering is a pure function, so an answer is kept as its question and the ids of its facts, and made again.

use super::chat::{Chat, Context};
use super::speak::{Dialogue, facts_of};
use crate::knowledge::{Base, FactRef};
use crate::language::{Language, Wanted};
use crate::retrieval::{Answer, Asked, EngineError, Scope};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a chat keeps between two messages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The language chosen for all replies, by its tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// When the last message came, in seconds.
    #[serde(default)]
    pub last: i64,
    /// The last exchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Kept>,
    /// Ids of facts told of late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<String>,
    /// What the buttons shown last do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<String>,
    /// How many choices stood above them.
    #[serde(default)]
    pub numbered: usize,
    /// The event spoken of last, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The language of the last reply, by its tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<String>,
}

/// An answer that can be given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The full question.
    pub text: String,
    /// The language of the reply, by its tag.
    pub language: String,
    kind: Kind,
    /// Ids of the facts that it told, listed, computed with or offered to choose from.
    pub facts: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wanted: Option<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    told: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    offers: Vec<String>,
}

/// The kinds of answer, as far as they matter for making one again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Told,
    Computed,
    Listed,
    Upcoming,
    Clarify,
    Other,
}

/// The kinds of value in the order of their numbers in a record; new ones go to the end.
const WANTED: [Wanted; 12] = [
    Wanted::Who,
    Wanted::When,
    Wanted::Where,
    Wanted::HowMuch,
    Wanted::HowMany,
    Wanted::Which,
    Wanted::What,
    Wanted::Why,
    Wanted::How,
    Wanted::Percent,
    Wanted::Other,
    Wanted::Nth,
];

fn kind_of(answer: &Answer) -> Kind {
    match answer {
        Answer::Told { .. } => Kind::Told,
        Answer::Computed(_) => Kind::Computed,
        Answer::Listed { scope: Scope::Events { upcoming: true, .. }, .. } => Kind::Upcoming,
        Answer::Listed { .. } => Kind::Listed,
        Answer::Clarify { .. } => Kind::Clarify,
        Answer::Abstained { .. } | Answer::Talk(_) | Answer::Empty | Answer::Foreign { .. } => Kind::Other,
    }
}

fn ids(base: &Base, facts: &[FactRef]) -> Vec<String> {
    facts.iter().filter_map(|at| base.facts.get(at.index())).map(|fact| fact.id.clone()).collect()
}

fn refs(base: &Base, ids: &[String]) -> Vec<FactRef> {
    ids.iter().filter_map(|id| base.fact(id)).collect()
}

impl Dialogue {
    /// What to keep of a chat.
    #[must_use]
    pub fn memory(&self, chat: &Chat) -> Memory {
        let base = self.engine().base();
        Memory {
            language: chat.language.map(|l| l.tag().to_owned()),
            last: chat.last.map_or(0, Timestamp::as_second),
            context: self.kept(chat),
            told: ids(base, chat.told.iter().copied().collect::<Vec<_>>().as_slice()),
            buttons: chat.buttons.iter().map(ToString::to_string).collect(),
            numbered: chat.numbered,
            event: chat.event.and_then(|at| base.facts.get(at.index())).map(|fact| fact.id.clone()),
            spoken: chat.spoken.map(|l| l.tag().to_owned()),
        }
    }

    /// The last answer of a chat, to be given again later.
    #[must_use]
    pub fn kept(&self, chat: &Chat) -> Option<Kept> {
        let base = self.engine().base();
        chat.context.as_ref().map(|context| {
            let facts = match &context.answer {
                Answer::Clarify { choices } => choices.clone(),
                answer => facts_of(answer),
            };
            let wanted = match &context.answer {
                Answer::Told { wanted, .. } => *wanted,
                _ => None,
            };
            Kept {
                text: context.text.clone(),
                language: context.language.tag().to_owned(),
                kind: kind_of(&context.answer),
                facts: ids(base, &facts),
                wanted: wanted.and_then(|w| WANTED.iter().position(|known| *known == w)).and_then(|n| u8::try_from(n).ok()),
                told: ids(base, &context.told),
                offers: ids(base, &context.offers),
            }
        })
    }

    /// A chat from what was kept of it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn recall(&self, memory: &Memory, today: Date) -> Result<Chat, EngineError> {
        let base = self.engine().base();
        let mut chat = Chat::new(memory.language.as_deref().and_then(Language::from_tag));
        chat.last = Timestamp::from_second(memory.last).ok();
        chat.told = refs(base, &memory.told).into();
        chat.buttons = memory.buttons.iter().filter_map(|act| act.parse().ok()).collect();
        chat.numbered = memory.numbered;
        chat.event = memory.event.as_deref().and_then(|id| base.fact(id));
        chat.spoken = memory.spoken.as_deref().and_then(Language::from_tag);
        if let Some(kept) = &memory.context {
            let language = Language::from_tag(&kept.language).unwrap_or(Language::En);
            let asked = self.once_more(kept, language, today)?;
            chat.context = Some(Context {
                text: kept.text.clone(),
                question: asked.question,
                answer: asked.answer,
                told: refs(base, &kept.told),
                offers: refs(base, &kept.offers),
                language,
            });
        }
        Ok(chat)
    }

    /// An answer that was kept, made again.
    pub(super) fn once_more(&self, kept: &Kept, language: Language, today: Date) -> Result<Asked, EngineError> {
        let base = self.engine().base();
        let wanted = kept.wanted.and_then(|n| WANTED.get(usize::from(n))).copied();
        let asked = self.engine().ask(&kept.text, today, Some(language))?;
        let facts = refs(base, &kept.facts);
        let same_wanted = |answer: &Answer| !matches!(answer, Answer::Told { wanted: now, .. } if *now != wanted);
        if facts.is_empty() || kind_of(&asked.answer) == kept.kind && facts_of(&asked.answer) == facts && same_wanted(&asked.answer) {
            return Ok(asked);
        }
        let answer = match kept.kind {
            Kind::Told => Answer::told(facts, wanted),
            Kind::Listed if kept.text.is_empty() => {
                Answer::Listed { scope: Scope::Events { names: Vec::new(), period: None, upcoming: false }, facts, counted: false }
            }
            Kind::Listed => Answer::Listed { scope: Scope::Matching(Vec::new()), facts, counted: false },
            Kind::Upcoming => {
                Answer::Listed { scope: Scope::Events { names: Vec::new(), period: None, upcoming: true }, facts, counted: false }
            }
            Kind::Clarify => Answer::Clarify { choices: facts },
            Kind::Computed | Kind::Other => asked.answer,
        };
        Ok(Asked { answer, ..asked })
    }
}

//! Handling one thing: recall the conversation, decide, deliver, keep what came of it. A panic costs that one message.

use super::Now;
use super::allowance::Ruling;
use super::compose::Target;
use super::courier::{Action, Courier, Delivery, Stopping};
use super::desk::{Conversation, Desk, Response, home};
use super::inline;
use super::queues::Job;
use super::update::{ChatKind, Incoming, Message};
use crate::dialogue::{Chat, Memory};
use crate::language::Language;
use crate::retrieval::EngineError;
use crate::store::{Done, Exchange, Place, Store, StoreError};
use futures_util::FutureExt;
use jiff::Zoned;
use rustc_hash::FxHashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How many conversations are kept ready; others are recalled from the store.
const READY: usize = 3_000;
/// How often what came of an update is tried to be kept.
const TRIES: u32 = 5;

/// Why a thing was not handled.
enum Trouble {
    Stopping,
    Store(StoreError),
    Engine(EngineError),
}

impl From<Stopping> for Trouble {
    fn from(_: Stopping) -> Self {
        Self::Stopping
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<EngineError> for Trouble {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// What delivering came to.
#[derive(Default)]
struct Outcome {
    messages: Vec<i64>,
    moved_to: Option<i64>,
    trouble: Option<&'static str>,
}

/// Handles one thing at a time for a chat.
pub struct Worker {
    desk: Arc<Desk>,
    store: Arc<dyn Store>,
    courier: Courier,
    ready: Mutex<FxHashMap<Place, Conversation>>,
    language: Option<Language>,
    now: Now,
}

impl Worker {
    /// A worker. `language` is that of chats that chose none.
    pub fn new(desk: Arc<Desk>, store: Arc<dyn Store>, courier: Courier, language: Option<Language>, now: Now) -> Self {
        Self { desk, store, courier, ready: Mutex::default(), language, now }
    }

    /// Handles one thing, whatever happens, and writes a line about it.
    ///
    /// # Errors
    /// When the program is about to end; then it stays in the store.
    pub async fn handle(&self, job: &Job) -> Result<(), Stopping> {
        let outcome = match AssertUnwindSafe(self.attempt(job)).catch_unwind().await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(Trouble::Stopping)) => return Err(Stopping),
            Ok(Err(Trouble::Store(error))) => {
                tracing::error!(trace = trace(job), "the store failed: {error}");
                self.apologise(job).await?
            }
            Ok(Err(Trouble::Engine(error))) => {
                tracing::error!(trace = trace(job), "the index failed: {error}");
                self.apologise(job).await?
            }
            Err(_) => {
                tracing::error!(trace = trace(job), "a handler panicked; its message is given up");
                self.apologise(job).await?
            }
        };
        let micros = u64::try_from(job.arrived.elapsed().as_micros()).unwrap_or(u64::MAX);
        tracing::info!(trace = trace(job), kind = kind(&job.incoming), outcome, micros, "handled");
        Ok(())
    }

    async fn attempt(&self, job: &Job) -> Result<&'static str, Trouble> {
        let now = (self.now)();
        match (&job.incoming, job.ruling) {
            (Incoming::Other, _) | (_, Ruling::Silence) => {
                let outcome = if job.ruling == Ruling::Silence { "too-many" } else { "ignored" };
                self.conclude(job, Response::nothing(outcome), None, &now).await
            }
            (incoming, Ruling::SayTooMany) => {
                let response = Response { actions: self.note(incoming, "too-many"), ..Response::nothing("too-many") };
                self.conclude(job, response, None, &now).await
            }
            (Incoming::Message(message), Ruling::Answer) => {
                // Talk of a group that is not meant for the bot touches nothing.
                if !self.desk.concerns(message) && !message.edited && message.moved.is_none() {
                    return self.conclude(job, Response::nothing("ignored"), None, &now).await;
                }
                let place = Place { chat: message.chat, thread: message.thread.unwrap_or(0) };
                let before = match message.id.filter(|_| message.edited) {
                    Some(id) => self.store.asked(message.chat, id).await?,
                    None => None,
                };
                let mut conversation = self.recall(place, &now).await?;
                let response = self.desk.message(&mut conversation, message, before.as_ref(), &now)?;
                self.conclude(job, response, Some((place, conversation)), &now).await
            }
            (Incoming::Tap(tap), Ruling::Answer) => {
                let above = match (tap.chat, tap.message) {
                    (Some(chat), Some(message)) => self.store.answered(chat, message).await?,
                    _ => None,
                };
                let place = tap.chat.map(|chat| Place { chat, thread: tap.thread.unwrap_or(0) });
                let mut conversation = match place {
                    Some(place) => self.recall(place, &now).await?,
                    None => Conversation::default(),
                };
                let response = self.desk.tap(&mut conversation, tap, above.as_ref(), &now)?;
                self.conclude(job, response, place.map(|place| (place, conversation)), &now).await
            }
            (Incoming::Inline(query), Ruling::Answer) => {
                let found = inline::answer(&self.desk.dialogue, query, now.date())?;
                let response = Response { actions: vec![Action::Found(Box::new(found))], ..Response::nothing("inline") };
                self.conclude(job, response, None, &now).await
            }
            (Incoming::Membership(change), Ruling::Answer) => self.conclude(job, self.desk.membership(change), None, &now).await,
        }
    }

    fn note(&self, incoming: &Incoming, key: &str) -> Vec<Action> {
        match incoming {
            Incoming::Message(message) => self.desk.note(target(message), &message.from, key),
            Incoming::Tap(tap) => {
                let text = self.desk.words(&Chat::at_home(home(&tap.from)), key, &[]);
                vec![Action::Tapped { id: tap.id.clone(), text: Some(text) }]
            }
            Incoming::Inline(_) | Incoming::Membership(_) | Incoming::Other => Vec::new(),
        }
    }

    /// Says that something went wrong, where anyone waits for a reply, and lets go of the message.
    async fn apologise(&self, job: &Job) -> Result<&'static str, Stopping> {
        let waits = match &job.incoming {
            Incoming::Message(message) => message.kind == ChatKind::Private || self.desk.concerns(message),
            _ => true,
        };
        let actions = if waits { self.note(&job.incoming, "failed") } else { Vec::new() };
        self.deliver(&actions).await?;
        let done = Done { update: job.update, at: (self.now)().timestamp().as_second(), ..Done::default() };
        self.keep(done, job).await;
        Ok("failed")
    }

    async fn deliver(&self, actions: &[Action]) -> Result<Outcome, Stopping> {
        let mut outcome = Outcome::default();
        for action in actions {
            let delivered = self.courier.run(action).await?;
            outcome.moved_to = delivered.moved_to.or(outcome.moved_to);
            match delivered.delivery {
                Delivery::Message(id) if matches!(action, Action::Send { .. } | Action::Edit { .. }) => outcome.messages.push(id),
                Delivery::Message(_) | Delivery::Done => {}
                Delivery::Gone => {
                    outcome.trouble = Some("gone");
                    break;
                }
                // A press that is too old to be answered is no reason to leave its message unsent.
                Delivery::Refused(_) if matches!(action, Action::Tapped { .. } | Action::Delete { .. }) => {}
                Delivery::Refused(reason) => {
                    tracing::warn!("Telegram refused a message: {reason}");
                    outcome.trouble = Some("refused");
                    break;
                }
            }
        }
        Ok(outcome)
    }

    /// Delivers what was decided and keeps what came of it.
    async fn conclude(
        &self,
        job: &Job,
        response: Response,
        conversation: Option<(Place, Conversation)>,
        now: &Zoned,
    ) -> Result<&'static str, Trouble> {
        let delivered = self.deliver(&response.actions).await?;
        let mut done = Done { update: job.update, at: now.timestamp().as_second(), forget: response.forget, ..Done::default() };
        done.moved = response.moved.or_else(|| Some((conversation.as_ref()?.0.chat, delivered.moved_to?)));
        let chat_now = |chat: i64| delivered.moved_to.unwrap_or(chat);
        if let Some((place, conversation)) = &conversation {
            let place = Place { chat: chat_now(place.chat), ..*place };
            if response.remember {
                let mut memory = self.desk.dialogue.memory(&conversation.chat);
                // The language of all chats is no choice of this one.
                memory.language = memory.language.filter(|_| conversation.chat.language != self.language);
                done.memory = serde_json::to_string(&memory).ok().map(|memory| (place, memory));
            }
            if let (Some(question), false) = (response.question, delivered.messages.is_empty()) {
                let answer = response.answer.as_ref().and_then(|kept| serde_json::to_string(kept).ok());
                done.exchange = Some(Exchange { chat: place.chat, question, replies: delivered.messages.clone(), answer });
            }
        }
        let (forget, moved) = (response.forget, done.moved);
        self.keep(done, job).await;
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if forget.is_some() || moved.is_some() {
            let gone = [forget, moved.map(|(from, _)| from), moved.map(|(_, to)| to)];
            ready.retain(|place, _| !gone.contains(&Some(place.chat)));
        } else if let Some((place, conversation)) = conversation {
            if ready.len() >= READY {
                ready.clear();
            }
            ready.insert(place, conversation);
        }
        Ok(delivered.trouble.unwrap_or(response.outcome))
    }

    /// Keeps what came of an update. When the store does not take it, the update may be answered once more after a restart;
    /// that is better than stopping.
    async fn keep(&self, done: Done, job: &Job) {
        for attempt in 0..TRIES {
            match self.store.done(done.clone()).await {
                Ok(()) => return,
                Err(error) => {
                    tracing::error!(trace = trace(job), attempt, "what came of an update was not kept: {error}");
                    tokio::time::sleep(Duration::from_millis(100 << attempt)).await;
                }
            }
        }
    }

    async fn recall(&self, place: Place, now: &Zoned) -> Result<Conversation, Trouble> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner).remove(&place);
        if let Some(conversation) = ready {
            return Ok(conversation);
        }
        let kept = self.store.memory(place).await?;
        let memory: Memory = kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let mut chat = self.desk.dialogue.recall(&memory, now.date())?;
        chat.language = chat.language.or(self.language);
        Ok(Conversation { chat, album: None })
    }
}

fn target(message: &Message) -> Target {
    let reply_to = message.id.filter(|_| message.kind == ChatKind::Group);
    Target { chat: message.chat, thread: message.thread, reply_to }
}

/// What joins the lines of one update.
fn trace(job: &Job) -> String {
    job.update.map_or_else(|| "none".to_owned(), |id| format!("{id:x}"))
}

fn kind(incoming: &Incoming) -> &'static str {
    match incoming {
        Incoming::Message(message) if message.edited => "edit",
        Incoming::Message(message) => message.kind.name(),
        Incoming::Tap(_) => "tap",
        Incoming::Inline(_) => "inline",
        Incoming::Membership(_) => "membership",
        Incoming::Other => "other",
    }
}

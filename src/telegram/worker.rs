//! Handling one thing: recall the conversation, decide, deliver, keep what came of it. A panic costs that one message.

use super::Now;
use super::allowance::Ruling;
use super::beside::Besides;
use super::client::Client;
use super::compose::Target;
use super::courier::{Action, Courier, Delivery, Stopping};
use super::desk::{Beside, Conversation, Desk, Response, home};
use super::inline;
use super::notebooks;
use super::office::Office;
use super::queues::Job;
use super::rights::is_administrator;
use super::update::{ChatKind, Incoming, Message};
use crate::dialogue::{Chat, Effect, Memory};
use crate::language::Language;
use crate::reminders::Timing;
use crate::retrieval::EngineError;
use crate::store::{Done, Exchange, Key, Kind, Place, Row, Store, StoreError};
use futures_util::FutureExt;
use jiff::{Timestamp, Zoned};
use rustc_hash::FxHashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};

/// How many conversations are kept ready; others are recalled from the store.
const READY: usize = 3_000;
/// What an administrator of the bot writes to have the base read again.
const RELOAD: &str = "/reload";
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

/// What a worker works with.
pub struct House {
    /// The desk in service.
    pub office: Arc<Office>,
    /// The store.
    pub store: Arc<dyn Store>,
    /// Who gets messages to Telegram.
    pub courier: Courier,
    /// Calls to Telegram.
    pub client: Arc<Client>,
    /// Told when something new may be due.
    pub wake: Arc<Notify>,
    /// Where calendar feeds are served, when they are.
    pub feeds: Option<String>,
    /// Who may have the base read again, and who is told that they asked for it.
    pub admins: (Vec<i64>, mpsc::UnboundedSender<Target>),
    /// The language of chats that chose none.
    pub language: Option<Language>,
    /// The clock.
    pub now: Now,
}

/// Handles one thing at a time for a chat.
pub struct Worker {
    office: Arc<Office>,
    store: Arc<dyn Store>,
    courier: Courier,
    client: Arc<Client>,
    wake: Arc<Notify>,
    feeds: Option<String>,
    admins: (Vec<i64>, mpsc::UnboundedSender<Target>),
    ready: Mutex<FxHashMap<Place, Conversation>>,
    language: Option<Language>,
    now: Now,
}

impl Worker {
    /// A worker.
    pub fn new(house: House) -> Self {
        let House { office, store, courier, client, wake, feeds, admins, language, now } = house;
        Self { office, store, courier, client, wake, feeds, admins, ready: Mutex::default(), language, now }
    }

    /// Lets go of the conversations of a chat that are kept ready; they are recalled from the store.
    pub fn let_go(&self, chat: i64) {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).retain(|place, _| place.chat != chat);
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
        let desk = self.office.desk();
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
                if !desk.concerns(message) && !message.edited && message.moved.is_none() {
                    return self.conclude(job, Response::nothing("ignored"), None, &now).await;
                }
                if self.reloads(&desk, message) {
                    return self.conclude(job, Response::nothing("reload"), None, &now).await;
                }
                let place = Place { chat: message.chat, thread: message.thread.unwrap_or(0) };
                let before = match message.id.filter(|_| message.edited) {
                    Some(id) => self.store.asked(message.chat, id).await?,
                    None => None,
                };
                let mut conversation = self.recall(&desk, place, &now).await?;
                let response = desk.message(&mut conversation, message, before.as_ref(), &now)?;
                let response = self.allowed(job, response, message.chat, message.from.id, &mut conversation).await;
                self.conclude(job, response, Some((place, conversation)), &now).await
            }
            (Incoming::Tap(tap), Ruling::Answer) => {
                let above = match (tap.chat, tap.message) {
                    (Some(chat), Some(message)) => self.store.answered(chat, message).await?,
                    _ => None,
                };
                let place = tap.chat.map(|chat| Place { chat, thread: tap.thread.unwrap_or(0) });
                let mut conversation = match place {
                    Some(place) => self.recall(&desk, place, &now).await?,
                    None => Conversation::new(&desk),
                };
                let response = desk.tap(&mut conversation, tap, above.as_ref(), &now)?;
                let response = self.allowed(job, response, tap.chat.unwrap_or(0), tap.from.id, &mut conversation).await;
                self.conclude(job, response, place.map(|place| (place, conversation)), &now).await
            }
            (Incoming::Inline(query), Ruling::Answer) => {
                let found = inline::answer(&desk.dialogue, query, now.date())?;
                let response = Response { actions: vec![Action::Found(Box::new(found))], ..Response::nothing("inline") };
                self.conclude(job, response, None, &now).await
            }
            (Incoming::Membership(change), Ruling::Answer) => self.conclude(job, desk.membership(change), None, &now).await,
        }
    }

    /// An administrator of the bot asks for the base to be read again; whoever reads it replies.
    fn reloads(&self, desk: &Desk, message: &Message) -> bool {
        let (admins, reload) = &self.admins;
        let asks = || desk.asks(message).is_some_and(|text| text.split('@').next() == Some(RELOAD));
        !message.edited && admins.contains(&message.from.id) && asks() && reload.send(target(message)).is_ok()
    }

    /// What is to be done, if the person has the right to have it done; else what tells them so.
    async fn allowed(&self, job: &Job, response: Response, chat: i64, user: i64, conversation: &mut Conversation) -> Response {
        if !response.needs_rights || is_administrator(&self.client, chat, user).await {
            return response;
        }
        conversation.chat.notebook = conversation.kept.clone();
        Response { actions: self.note(&job.incoming, "rights-needed"), refused: true, ..Response::nothing("no-rights") }
    }

    fn note(&self, incoming: &Incoming, key: &str) -> Vec<Action> {
        let desk = self.office.desk();
        match incoming {
            Incoming::Message(message) => desk.note(target(message), &message.from, key),
            Incoming::Tap(tap) => {
                let text = desk.words(&Chat::at_home(home(&tap.from)), key, &[]);
                vec![Action::Tapped { id: tap.id.clone(), text: Some(text) }]
            }
            Incoming::Inline(_) | Incoming::Membership(_) | Incoming::Other => Vec::new(),
        }
    }

    /// Says that something went wrong, where anyone waits for a reply, and lets go of the message.
    async fn apologise(&self, job: &Job) -> Result<&'static str, Stopping> {
        let waits = match &job.incoming {
            Incoming::Message(message) => message.kind == ChatKind::Private || self.office.desk().concerns(message),
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
        let mut actions = response.actions;
        let desk = conversation.as_ref().map_or_else(|| self.office.desk(), |(_, conversation)| Arc::clone(&conversation.desk));
        if let (Some(beside), Some((place, _))) = (&response.effect, &conversation) {
            let besides = Besides { desk: &desk, store: &*self.store, feeds: self.feeds.as_deref() };
            actions.extend(besides.actions(beside, *place, now).await?);
        }
        let delivered = self.deliver(&actions).await?;
        let mut done = Done { update: job.update, at: now.timestamp().as_second(), forget: response.forget, ..Done::default() };
        done.moved = response.moved.or_else(|| Some((conversation.as_ref()?.0.chat, delivered.moved_to?)));
        let chat_now = |chat: i64| delivered.moved_to.unwrap_or(chat);
        if let Some((place, conversation)) = &conversation {
            let place = Place { chat: chat_now(place.chat), ..*place };
            if response.remember {
                let mut memory = desk.dialogue.memory(&conversation.chat);
                // The language of all chats is no choice of this one.
                memory.language = memory.language.filter(|_| conversation.chat.language != self.language);
                done.memory = serde_json::to_string(&memory).ok().map(|memory| (place, memory));
            }
            // A chat that writes is told again, also one that follows nothing new.
            done.revive = Some(place.chat).filter(|_| conversation.suspended);
            if response.remember && conversation.chat.notebook != conversation.kept {
                done.followed = Some((place, notebooks::followed(&desk.dialogue, place, &conversation.chat.notebook, now)));
            }
            if let Some(Beside { effect: Effect::Snooze { event, until }, .. }) = &response.effect {
                done.snoozed.extend(snoozed(&desk, place, event, *until, now));
            }
            if let (Some(question), false) = (response.question, delivered.messages.is_empty()) {
                let answer = response.answer.as_ref().and_then(|kept| serde_json::to_string(kept).ok());
                done.exchange = Some(Exchange { chat: place.chat, question, replies: delivered.messages.clone(), answer });
            }
        }
        let (forget, moved) = (response.forget, done.moved);
        let due = done.followed.is_some() || done.revive.is_some() || !done.snoozed.is_empty();
        self.keep(done, job).await;
        if let Some(chat) = response.suspend {
            self.store.reminders().suspend(chat).await?;
        }
        if due {
            self.wake.notify_one();
        }
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if forget.is_some() || moved.is_some() || response.suspend.is_some() {
            let gone = [forget, response.suspend, moved.map(|(from, _)| from), moved.map(|(_, to)| to)];
            ready.retain(|place, _| !gone.contains(&Some(place.chat)));
        } else if response.refused {
            // What was refused is in it; without it here, it is recalled as it was.
        } else if let Some((place, mut conversation)) = conversation.filter(|(_, c)| Arc::ptr_eq(&c.desk, &self.office.desk())) {
            conversation.kept = conversation.chat.notebook.clone();
            conversation.suspended = false;
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

    async fn recall(&self, desk: &Arc<Desk>, place: Place, now: &Zoned) -> Result<Conversation, Trouble> {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner).remove(&place);
        if let Some(conversation) = ready.filter(|ready| Arc::ptr_eq(&ready.desk, desk)) {
            return Ok(conversation);
        }
        let kept = self.store.memory(place).await?;
        let memory: Memory = kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let mut chat = desk.dialogue.recall(&memory, now.date())?;
        chat.language = chat.language.or(self.language);
        let follower = self.store.reminders().follower(place).await?.unwrap_or_default();
        chat.notebook = notebooks::read(&follower);
        let kept = chat.notebook.clone();
        Ok(Conversation { chat, album: None, desk: Arc::clone(desk), kept, suspended: follower.suspended })
    }
}

/// A reminder of an event that is put off.
fn snoozed(desk: &Desk, place: Place, event: &str, until: Timestamp, now: &Zoned) -> Option<Row> {
    let base = desk.dialogue.engine().base();
    let timing = Timing::at(base, base.fact(event)?, now.time_zone())?;
    let key = Key { place, event: event.to_owned(), kind: Kind::Snooze };
    Some(Row { key, due_at: until.as_second(), begins_at: timing.begins().as_second(), attempts: 0 })
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

//! Sending what is due: waits for the next message's time, claims what has come due, sends it at Telegram's pace, the most
//! urgent first, and marks what became of it.
//!
//! | what happens | what becomes of the message |
//! |---|---|
//! | the program was killed | claimed and not marked, it is sent again after the start |
//! | it is late | it says so; it is closed when the event is over, or when a shorter lead is due as well |
//! | it was delayed into quiet hours | after them, unless that is too late |
//! | 429 | nothing is sent for as long as it says; then again |
//! | 5xx | again after a while |
//! | nobody knows whether it arrived | once more, then taken as sent |
//! | 403, chat not found | the chat is told nothing until it writes again |
//! | the group has moved | to the new id, and everything kept of it goes there |
//! | the store failed | again after a while |
//! | the change it tells of is still being planned | when that is done, so that nobody is told twice |
//! | the event is not in the base | kept until it is, or until it is over |

use super::Now;
use super::buttons::under_said;
use super::client::Client;
use super::compose::{Target, pieces};
use super::courier::message;
use super::failure::Failure;
use super::news::{self, Compared};
use super::notebooks;
use super::office::Office;
use super::pace::Pace;
use super::queues::Queues;
use crate::dialogue::Said;
use crate::language::Language;
use crate::reminders::{Notebook, Ruling, Timing, is_cancelled, is_over, rule};
use crate::store::{Done, Key, Kind, Outcome, Place, Row, Store, StoreError};
use futures_util::FutureExt;
use jiff::{Timestamp, Zoned};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;

/// How many messages are claimed at a time: what is sent in a second.
const AT_A_TIME: usize = 30;
/// How many messages may be on their way.
const MOST_IN_FLIGHT: usize = 90;
/// How often the clock is looked at; it may jump.
const TICK: Duration = Duration::from_millis(200);
/// How long after a failure of the server it is tried again, in seconds.
const AFTER_FAILURE: i64 = 10;
/// How long a message waits for its event to come back into the base, in seconds.
const UNTIL_BACK: i64 = 600;
/// How long a notice waits that was planned before its change was kept, in seconds.
const UNTIL_KEPT: i64 = 5;
/// How often what became of a message is tried to be kept.
const TRIES: u32 = 5;
/// How often a message is sent whose outcome is unknown.
const MOST_UNKNOWN: u32 = 1;

/// Sends what is due.
pub struct Reminding {
    /// The conversation over the base.
    pub office: Arc<Office>,
    /// The store.
    pub store: Arc<dyn Store>,
    /// Calls to Telegram.
    pub client: Arc<Client>,
    /// The pace.
    pub pace: Arc<Pace>,
    /// The queues, whose worker keeps conversations ready.
    pub queues: Arc<Queues>,
    /// Something new may be due.
    pub wake: Arc<Notify>,
    /// The language of chats of which none is known.
    pub language: Option<Language>,
    /// The clock.
    pub now: Now,
}

/// What is to be done with a message.
enum Todo {
    /// Without a sound, when it comes in quiet hours because it would be too late after them.
    Send {
        said: Box<Said>,
        silently: bool,
    },
    Settle(Outcome),
}

impl Reminding {
    /// Gives back what was claimed when the program ended; before anything is planned, so that planning finds it waiting.
    pub async fn reclaim(&self) {
        match self.store.reminders().reclaim().await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "messages were claimed when the program ended, and are sent again"),
            Err(error) => tracing::error!("what was claimed could not be given back: {error}"),
        }
    }

    /// Compares the base in service with what followers were told, and says in the log what came of it.
    pub async fn compare(&self) -> Compared {
        let desk = self.office.desk();
        match news::compare(&desk.dialogue, &*self.store, &(self.now)()).await {
            Ok(compared) => {
                if compared.changed > 0 {
                    tracing::info!(changed = compared.changed, told = compared.told, "events are not as they were told");
                }
                compared
            }
            Err(error) => {
                tracing::error!("the base could not be compared with what was told: {error}");
                Compared::default()
            }
        }
    }

    /// Tells who asked for the base to be read again what came of it.
    pub async fn tell(&self, target: Target, outcome: &Result<Compared, String>) {
        let desk = self.office.desk();
        let place = Place { chat: target.chat, thread: target.thread.unwrap_or(0) };
        let follower = self.store.reminders().follower(place).await.ok().flatten().unwrap_or_default();
        let language = notebooks::read(&follower).language.or(self.language).unwrap_or(Language::En);
        let text = match outcome {
            Ok(compared) => {
                let facts = desk.dialogue.engine().base().facts.len().to_string();
                let (changed, told) = (compared.changed.to_string(), compared.told.to_string());
                let arguments = [("facts", facts.as_str()), ("changed", changed.as_str()), ("told", told.as_str())];
                desk.dialogue.writer().message(language, "reloaded", &arguments)
            }
            Err(problems) => desk.dialogue.writer().message(language, "not-reloaded", &[("problems", problems)]),
        };
        for html in pieces(&text, false) {
            if let Err(failure) = self.client.call(&message(target, &html, None)).await {
                tracing::warn!("an administrator was not told: {failure}");
            }
        }
    }

    /// Sends what is due until told to stop.
    pub async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut sending = JoinSet::new();
        while !*stop.borrow() {
            if let Err(error) = self.round(&mut sending, &mut stop).await {
                tracing::error!("reminders: the store failed: {error}");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        while sending.join_next().await.is_some() {}
    }

    /// Waits until something is due, and sends what is.
    async fn round(self: &Arc<Self>, sending: &mut JoinSet<()>, stop: &mut watch::Receiver<bool>) -> Result<(), StoreError> {
        let woken = self.wake.notified();
        tokio::pin!(woken);
        // Woken from here on, also while the store is asked.
        woken.as_mut().enable();
        let next = self.store.reminders().next_due().await?;
        let due = async {
            match next {
                Some(next) => {
                    while (self.now)().timestamp().as_second() < next {
                        tokio::time::sleep(TICK).await;
                    }
                }
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = woken => return Ok(()),
            _ = stop.wait_for(|stop| *stop) => return Ok(()),
        }
        while sending.try_join_next().is_some() {}
        // Calls that hang hold up the others at some point.
        while sending.len() >= MOST_IN_FLIGHT {
            sending.join_next().await;
        }
        let rows = self.store.reminders().claim((self.now)().timestamp().as_second(), AT_A_TIME).await?;
        let mut settled = Vec::new();
        for row in rows {
            let now = (self.now)();
            let again = |seconds: i64| Outcome::Again { at: now.timestamp().as_second() + seconds, unknown: false };
            if *stop.borrow() {
                settled.push((row.key, again(0)));
                continue;
            }
            if let Some(wait) = self.pace.chat(row.key.place.chat) {
                settled.push((row.key, again(i64::try_from(wait.as_secs()).unwrap_or(0) + 1)));
                continue;
            }
            match AssertUnwindSafe(self.decide(&row, &now)).catch_unwind().await {
                Ok(Ok(Todo::Settle(outcome))) => settled.push((row.key, outcome)),
                Ok(Ok(Todo::Send { said, silently })) => {
                    tokio::select! {
                        () = self.pace.turn(row.key.place.chat) => {}
                        _ = stop.wait_for(|stop| *stop) => {
                            settled.push((row.key, again(0)));
                            continue;
                        }
                    }
                    let this = Arc::clone(self);
                    sending.spawn(async move { this.send(row, &said, silently).await });
                }
                Ok(Err(error)) => {
                    // Claimed, it would be tried again only after the next start.
                    tracing::error!("a reminder was not worded, and is tried again: {error}");
                    settled.push((row.key, again(AFTER_FAILURE)));
                }
                Err(_) => {
                    tracing::error!("wording a reminder panicked; it is given up");
                    settled.push((row.key, Outcome::Closed));
                }
            }
        }
        if !settled.is_empty() {
            let closed = settled.iter().filter(|(_, outcome)| *outcome == Outcome::Closed).count();
            if closed > 0 {
                tracing::info!(closed, "reminders that have become needless were closed");
            }
            self.keep(settled).await?;
        }
        Ok(())
    }

    /// Keeps what became of messages. What the store does not take stays claimed until the next start, so it is asked again.
    async fn keep(&self, outcomes: Vec<(Key, Outcome)>) -> Result<(), StoreError> {
        for attempt in 1..TRIES {
            match self.store.reminders().settle(outcomes.clone()).await {
                Ok(()) => return Ok(()),
                Err(error) => {
                    tracing::warn!(attempt, "what became of reminders was not kept: {error}");
                    tokio::time::sleep(Duration::from_millis(100 << attempt)).await;
                }
            }
        }
        self.store.reminders().settle(outcomes).await
    }

    async fn decide(&self, row: &Row, now: &Zoned) -> Result<Todo, StoreError> {
        let desk = self.office.desk();
        let dialogue = &desk.dialogue;
        let base = dialogue.engine().base();
        let Some(at) = base.fact(&row.key.event) else {
            let seconds = now.timestamp().as_second();
            let back = Outcome::Again { at: seconds + UNTIL_BACK, unknown: false };
            return Ok(Todo::Settle(if row.begins_at > seconds { back } else { Outcome::Closed }));
        };
        let notebook = self.store.reminders().follower(row.key.place).await?.map(|follower| notebooks::read(&follower)).unwrap_or_default();
        let language = notebook.language.or(self.language).unwrap_or(Language::En);
        let event = base.event(at).and_then(|(fact, event)| Some((is_cancelled(fact.standing), Timing::of(base, event, now.time_zone())?)));
        if let Some(held) = held(row, &notebook, event.as_ref().map(|(_, timing)| timing), now) {
            return Ok(Todo::Settle(held));
        }
        let zone = notebook.zone_or(now.time_zone());
        let silently = notebook.quiet.is_some_and(|quiet| quiet.holds(now.timestamp(), zone));
        if let Kind::Change(revision) = row.key.kind {
            if is_over(base, at, now) {
                return Ok(Todo::Settle(Outcome::Closed));
            }
            let record = self.store.reminders().event(row.key.event.clone()).await?;
            // Its followers are being told just now, and what the event was before is not kept yet.
            let Some(record) = record.filter(|record| record.revision >= revision) else {
                return Ok(Todo::Settle(Outcome::Again { at: now.timestamp().as_second() + UNTIL_KEPT, unknown: false }));
            };
            return Ok(match news::since(base, at, &record, revision) {
                Some(news) => Todo::Send { said: Box::new(dialogue.news(at, &news, &notebook, language, now)), silently },
                None => Todo::Settle(Outcome::Closed),
            });
        }
        let Some((cancelled, timing)) = event else {
            return Ok(Todo::Settle(Outcome::Closed));
        };
        // Planned for another beginning than the event has now.
        if timing.begins().as_second() != row.begins_at {
            return Ok(Todo::Settle(Outcome::Closed));
        }
        let due = Timestamp::from_second(row.due_at).unwrap_or(now.timestamp());
        let newer = matches!(row.key.kind, Kind::Lead(_)) && self.store.reminders().newer(row, now.timestamp().as_second()).await?;
        Ok(match rule(&timing, cancelled, due, newer, now.timestamp()) {
            Ruling::Close => Todo::Settle(Outcome::Closed),
            Ruling::Send { late } => {
                Todo::Send { said: Box::new(dialogue.reminder(at, &notebook, late.then_some(due), language, now)), silently }
            }
        })
    }

    /// Sends a message and keeps what became of it.
    async fn send(&self, row: Row, said: &Said, silently: bool) {
        let place = row.key.place;
        let outcome = self.attempt(&row, said, silently).await;
        let arrived = matches!(outcome, Ok(Outcome::Sent | Outcome::Closed));
        let settled = match outcome {
            Ok(outcome) => self.keep(vec![(row.key, outcome)]).await,
            Err(Failure::Moved(to)) => self.move_to(row, to).await,
            Err(_) => {
                tracing::info!("a chat does not want to be told; it is told nothing until it writes again");
                let suspended = self.store.reminders().suspend(place.chat).await;
                self.queues.worker().let_go(place.chat);
                suspended
            }
        };
        if let Err(error) = settled {
            tracing::error!("what became of a reminder was not kept: {error}");
        }
        if !arrived {
            // What is to be tried again is due at a time that nobody waits for yet.
            self.wake.notify_one();
        }
    }

    /// The group has another id: everything goes there, and the message is tried again.
    async fn move_to(&self, row: Row, to: i64) -> Result<(), StoreError> {
        let at = (self.now)().timestamp().as_second();
        let mut key = row.key;
        self.store.done(Done { moved: Some((key.place.chat, to)), at, ..Done::default() }).await?;
        self.queues.worker().let_go(key.place.chat);
        key.place = Place { chat: to, ..key.place };
        self.keep(vec![(key, Outcome::Again { at, unknown: false })]).await
    }

    async fn attempt(&self, row: &Row, said: &Said, silently: bool) -> Result<Outcome, Failure> {
        let place = row.key.place;
        let now = (self.now)();
        let mut target = Target { chat: place.chat, thread: Some(place.thread).filter(|thread| *thread != 0), reply_to: None };
        let html = pieces(&said.reply.text, !said.reply.sources.is_empty()).join("\n");
        let keyboard = under_said(said);
        let again = |seconds: i64, unknown: bool| Outcome::Again { at: now.timestamp().as_second() + seconds, unknown };
        loop {
            let mut payload = message(target, &html, keyboard.as_ref());
            payload.disable_notification = silently.then_some(true);
            return match self.client.call(&payload).await {
                Ok(_) => Ok(Outcome::Sent),
                Err(failure @ (Failure::Gone(_) | Failure::Moved(_))) => Err(failure),
                Err(Failure::RetryAfter(wait)) => {
                    self.pace.hold(wait);
                    Ok(again(i64::try_from(wait.as_secs()).unwrap_or(AFTER_FAILURE), false))
                }
                Err(Failure::Lost(_)) if row.attempts < MOST_UNKNOWN => Ok(again(1, true)),
                Err(Failure::Lost(why)) => {
                    tracing::warn!("a reminder was sent twice, and nobody knows whether it arrived: {why}");
                    Ok(Outcome::Sent)
                }
                Err(Failure::Server(_) | Failure::Conflict(_) | Failure::Unauthorised) => Ok(again(AFTER_FAILURE, false)),
                Err(Failure::Refused(reason)) if target.thread.is_some() && reason.to_lowercase().contains("thread not found") => {
                    target.thread = None;
                    continue;
                }
                Err(failure) => {
                    tracing::warn!("Telegram refused a reminder: {failure}");
                    Ok(Outcome::Closed)
                }
            };
        }
    }
}

/// Until when a message waits that was delayed into the quiet hours, as one does that falls due in them. One that a person
/// put off comes when it was to come.
fn held(row: &Row, notebook: &Notebook, timing: Option<&Timing>, now: &Zoned) -> Option<Outcome> {
    let quiet = notebook.quiet.filter(|_| row.key.kind != Kind::Snooze)?;
    let zone = notebook.zone_or(now.time_zone());
    let too_late = timing.map_or(Timestamp::MAX, Timing::too_late);
    let after = quiet.shift(now.timestamp(), zone, too_late);
    (after > now.timestamp()).then(|| Outcome::Again { at: after.as_second(), unknown: false })
}

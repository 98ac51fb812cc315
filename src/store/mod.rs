//! What outlives the process: updates taken and not yet handled, what chats keep, which reply answers which question, what
//! is followed and what is due when.
//!
//! [`Store`] is the door, small enough for another database behind it; [`Sqlite`] is the one there is. Nothing here knows
//! Telegram or the base: updates and memories are texts. Times are passed in, as seconds since 1970.

mod batch;
mod reminders;
mod sqlite;
mod sqlite_reminders;

pub use reminders::{EventRecord, Followed, Follower, FollowerOf, Key, Kind, Outcome, Reminders, Row};
pub use sqlite::Sqlite;

use std::future::Future;
use std::pin::Pin;

/// What a store does takes its time.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The store failed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// Its address is not one that is understood.
    #[error("`{0}` is no database; write one such as `sqlite:tongshang.db`")]
    Address(String),
    /// The database could not be opened, or refused.
    #[error("the database failed: {0}")]
    Database(String),
    /// Another program uses it.
    #[error("the database `{0}` is in use by another program")]
    InUse(String),
    /// It was closed.
    #[error("the database is closed")]
    Closed,
}

/// An update as it came, with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Its number.
    pub id: i64,
    /// Its JSON.
    pub body: String,
}

/// A conversation: a chat, or one topic of a forum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The chat.
    pub chat: i64,
    /// The topic, 0 where there are none.
    pub thread: i64,
}

/// A question and the messages that answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The chat.
    pub chat: i64,
    /// The message with the question.
    pub question: i64,
    /// The messages with the answer, in order; never empty.
    pub replies: Vec<i64>,
    /// What is needed to give the answer again.
    pub answer: Option<String>,
}

/// What is to be kept of an update that was handled, all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// The update; `None` when it had no number.
    pub update: Option<i64>,
    /// The chat is to be forgotten, before anything else is kept.
    pub forget: Option<i64>,
    /// The chat has a new id: from, to.
    pub moved: Option<(i64, i64)>,
    /// What the conversation keeps.
    pub memory: Option<(Place, String)>,
    /// The exchange.
    pub exchange: Option<Exchange>,
    /// What the conversation follows.
    pub followed: Option<(Place, Followed)>,
    /// Reminders that were put off.
    pub snoozed: Vec<Row>,
    /// The chat writes again.
    pub revive: Option<i64>,
    /// The time.
    pub at: i64,
}

/// What a bot needs of a database.
pub trait Store: Send + Sync + 'static {
    /// Following and reminding.
    fn reminders(&self) -> &dyn Reminders;
    /// Takes updates in, and says of each whether it still has to be handled.
    fn take_in(&self, updates: Vec<Update>, at: i64) -> Pending<'_, Vec<bool>>;
    /// Updates taken in and not handled, in order.
    fn open(&self) -> Pending<'_, Vec<Update>>;
    /// Keeps what came of an update.
    fn done(&self, done: Done) -> Pending<'_, ()>;
    /// What a conversation keeps.
    fn memory(&self, place: Place) -> Pending<'_, Option<String>>;
    /// The exchange that a message asked for.
    fn asked(&self, chat: i64, question: i64) -> Pending<'_, Option<Exchange>>;
    /// The exchange whose answer ends with a message.
    fn answered(&self, chat: i64, reply: i64) -> Pending<'_, Option<Exchange>>;
    /// Drops handled updates and exchanges from before a time, and conversations from before another.
    fn prune(&self, exchanges_before: i64, chats_before: i64) -> Pending<'_, ()>;
    /// A single value.
    fn note(&self, name: &'static str) -> Pending<'_, Option<String>>;
    /// Sets a single value.
    fn set_note(&self, name: &'static str, value: String) -> Pending<'_, ()>;
    /// Finishes what was begun and closes.
    fn close(&self) -> Pending<'_, ()>;
}

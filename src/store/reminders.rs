//! What the store keeps of following and reminding: plain records; what the texts in them mean is known above.

use super::{Pending, Place};

/// How a conversation wants to be told, and what it follows. The texts are as the reminders write them; empty where
/// nothing was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Follower {
    /// The time zone.
    pub zone: String,
    /// The quiet hours.
    pub quiet: String,
    /// The language.
    pub language: String,
    /// Nothing is sent until the chat writes again.
    pub suspended: bool,
    /// Targets and leads, in order.
    pub subscriptions: Vec<(String, String)>,
}

/// What sort of message is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A reminder, so many minutes before the start.
    Lead(u32),
    /// A reminder that was put off.
    Snooze,
    /// A notice of a change, by the revision of the event.
    Change(u32),
}

impl Kind {
    pub(super) fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Lead(minutes) => ("lead", minutes.into()),
            Self::Snooze => ("snooze", 0),
            Self::Change(revision) => ("change", revision.into()),
        }
    }

    pub(super) fn from_columns(kind: &str, number: i64) -> Option<Self> {
        let number = u32::try_from(number).ok()?;
        match kind {
            "lead" => Some(Self::Lead(number)),
            "snooze" => Some(Self::Snooze),
            "change" => Some(Self::Change(number)),
            _ => None,
        }
    }
}

/// What makes a due message one of its own: there is never a second with the same key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The conversation.
    pub place: Place,
    /// The event, by its id.
    pub event: String,
    /// What sort of message.
    pub kind: Kind,
}

/// A message that is due at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub key: Key,
    /// When it is due, in seconds since 1970.
    pub due_at: i64,
    /// When the event begins; what begins sooner is sent sooner.
    pub begins_at: i64,
    /// How often it was sent without a known outcome.
    pub attempts: u32,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was sent.
    Sent,
    /// It will not be sent.
    Closed,
    /// It is to be tried again at a time; `unknown` when it may have arrived all the same.
    Again {
        /// When, in seconds since 1970.
        at: i64,
        /// Nobody knows whether it arrived.
        unknown: bool,
    },
}

/// What followers were last told of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRecord {
    /// What there was to tell.
    pub snapshot: String,
    /// How often it has changed.
    pub revision: u32,
    /// What there was to tell before its last changes.
    pub change: Option<String>,
}

/// What a conversation follows from now on, and what is due for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// What it follows and how it wants to be told.
    pub follower: Follower,
    /// Its reminders to come: others that are to come are dropped.
    pub rows: Vec<Row>,
    /// The events with the leads that it wants, in minutes, also those that are past: what is due already and among these
    /// is sent all the same.
    pub wanted: Vec<(String, u32)>,
    /// Leads whose time has passed as it wants to be told now: one that waits for a later time is due at once.
    pub passed: Vec<(String, u32)>,
    /// The time that it was planned at, in seconds since 1970.
    pub at: i64,
    /// The events that it follows; what else waits of others is dropped.
    pub events: Vec<String>,
}

/// A conversation that follows an event, with the leads of all that it follows the event by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowerOf {
    /// The conversation.
    pub place: Place,
    /// The time zone.
    pub zone: String,
    /// The quiet hours.
    pub quiet: String,
    /// The leads.
    pub leads: String,
}

/// What following and reminding need of a database.
pub trait Reminders: Send + Sync + 'static {
    /// What a conversation follows; `None` when it never followed anything.
    fn follower(&self, place: Place) -> Pending<'_, Option<Follower>>;
    /// Those who follow one of some targets, in order, after one of them.
    fn followers(&self, targets: Vec<String>, after: Option<Place>, most: usize) -> Pending<'_, Vec<FollowerOf>>;
    /// What was told of each event.
    fn events(&self) -> Pending<'_, Vec<(String, EventRecord)>>;
    /// What was told of one event.
    fn event(&self, event: String) -> Pending<'_, Option<EventRecord>>;
    /// Adds what is due of an event by a revision of it. What was sent for the same beginning stays sent.
    fn plan(&self, rows: Vec<Row>, revision: u32) -> Pending<'_, ()>;
    /// The event is planned: drops reminders that wait by an earlier revision, and notices for those who have one of an
    /// earlier change to come; keeps what was told.
    fn planned(&self, event: String, record: EventRecord) -> Pending<'_, ()>;
    /// Events of which planning was broken off: something is planned by a later revision than the one that is kept.
    fn unfinished(&self) -> Pending<'_, Vec<String>>;
    /// When the next message is to be sent.
    fn next_due(&self) -> Pending<'_, Option<i64>>;
    /// Takes messages whose time has come, those of events that begin soonest first. Nobody else gets them.
    fn claim(&self, now: i64, most: usize) -> Pending<'_, Vec<Row>>;
    /// Shorter leads of the same event that are due as well for the same conversation.
    fn newer(&self, row: &Row, now: i64) -> Pending<'_, bool>;
    /// Keeps what became of messages.
    fn settle(&self, outcomes: Vec<(Key, Outcome)>) -> Pending<'_, ()>;
    /// Gives back what was claimed and not settled when the program ended; how many there were.
    fn reclaim(&self) -> Pending<'_, u64>;
    /// Nothing is sent to a chat until it writes again.
    fn suspend(&self, chat: i64) -> Pending<'_, ()>;
    /// The conversation of a calendar feed.
    fn feed(&self, token: String) -> Pending<'_, Option<Place>>;
    /// The address of a conversation's feed.
    fn feed_of(&self, place: Place) -> Pending<'_, Option<String>>;
    /// Gives a conversation's feed another address, or none.
    fn set_feed(&self, place: Place, token: Option<String>) -> Pending<'_, ()>;
    /// What of a conversation is waiting to be sent.
    fn waiting(&self, place: Place) -> Pending<'_, Vec<Row>>;
}

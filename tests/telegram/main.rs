//! The front end on Telegram, at the wire: the real program against a Bot API server on loopback.

mod calendars;
mod changes;
mod conversations;
mod following;
mod groups;
mod panics;
mod reminders;
mod rights;
mod season;
mod transport;
mod webhook;
#[path = "../wire/mod.rs"]
mod wire;
mod zones;

//! The front end on Telegram, at the wire: the real program against a Bot API server on loopback.

mod conversations;
mod groups;
mod panics;
mod transport;
mod webhook;
#[path = "../wire/mod.rs"]
mod wire;

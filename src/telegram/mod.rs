//! The front end on Telegram: [`serve`].
//!
//! An update goes one way: `polling` or `webhook` gets it, `intake` puts it into the store, `queues` keeps the order of
//! each chat and lets chats run side by side, `worker` handles one at a time, `desk` decides what to do about it without
//! any input or output, and `courier` gets that to Telegram. It is acknowledged when it was handled, or at least kept.
//!
//! `lenient` and `update` read what Telegram sends, however odd; `buttons` writes and reads callback data; `compose` makes messages;
//! `client` and `failure` speak the Bot API; `allowance` caps what one user may ask; `profile` sets up commands and
//! descriptions. The payloads are teloxide's types; receiving, acknowledging and retrying are our own, because teloxide
//! confirms updates before they are handled, blanks texts with entities that it does not know, and hides status codes.

mod allowance;
mod beside;
mod buttons;
mod client;
mod compose;
mod courier;
mod desk;
mod failure;
mod groups;
mod inline;
mod intake;
mod lenient;
mod news;
mod notebooks;
mod office;
mod pace;
mod places;
mod polling;
mod profile;
mod queues;
mod reminding;
mod rights;
mod serve;
mod settings;
mod taps;
mod update;
mod webhook;
mod worker;

pub use serve::{Around, Reload, ServeError, serve, serve_with};
pub use settings::{Settings, Webhook};

use jiff::Zoned;
use std::sync::Arc;

/// The clock, passed in.
pub type Now = Arc<dyn Fn() -> Zoned + Send + Sync>;

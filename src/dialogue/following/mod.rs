//! Following in conversation: what people ask for, and what they are told.
//!
//! `words` reads requests (its words are data), `targets` finds what they mean, `follow` follows and stops, `pages` shows
//! events and their cards, `mine` what is followed, `settings` zones and quiet hours, `telling` words reminders and
//! news, and `acts` is what buttons do. What is followed stands in the chat's notebook; keeping it is up to the front end.

mod acting;
mod acts;
mod follow;
mod mine;
mod pages;
mod settings;
mod targets;
mod telling;
mod words;

pub use acts::{Act, ActError, Button, View};
pub use telling::News;
pub(super) use words::{FollowingWords, Request, Wish};

//! One chat's conversation: its language, its commands, what a short question refers back to, picking by number.
//!
//! Front ends hold a [`Dialogue`] for a base and a [`Chat`] for each conversation, and pass on what was typed with the
//! time: [`Dialogue::say`]. Nothing here reads a clock or does input or output. `words` recognises commands, languages
//! and picks (its words are data); `follow` and `fill` fill up a question from the one before; `commands` and `picks`
//! reply to what is no question; `related` finds what to offer next; `events` lists events; `following` follows them; `memory` turns a chat
//! into a record that outlives the process; `front` serves front ends that have buttons and searches.

mod chat;
mod commands;
mod events;
mod fill;
mod follow;
mod following;
mod front;
mod memory;
mod picks;
mod related;
mod speak;
mod words;

pub use chat::{CONTEXT_MINUTES, Chat, Effect, Said};
pub use events::{EventFilter, event_list};
pub use following::{Act, ActError, Button, News, View};
pub use front::Found;
pub use memory::{Kept, Memory};
pub use speak::{Dialogue, DialogueError};
pub use words::{Command, CommandInfo, READ_CHARACTERS, WordsError};

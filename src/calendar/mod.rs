//! Calendars in the form of RFC 5545: events of the base out, an organiser's calendar in.
//!
//! `export` writes events for people's calendars, by `content` a line each. `import` turns a calendar into TOML of an overlay: `lines` takes the bytes
//! apart, `component` finds the events, `moment` and `zone` read times, `reading` makes one event of many properties,
//! `places` and `slug` find entities and ids, `overlay` writes the records, and `notice` says what was not taken over and
//! why. No clock, no file and no network here: bytes and the time are passed in.

mod component;
mod content;
mod export;
mod import;
mod lines;
mod moment;
mod notice;
mod overlay;
mod places;
mod reading;
mod slug;
mod zone;

pub use export::{Calendar, Entry, Written, uid, write};
pub use import::{ImportError, Imported, MOST_BYTES, Surroundings, fetch, import};
pub use notice::{Complaint, Notice, Spot};

//! Calendars in the form of RFC 5545: events of the base out, an organiser's calendar in.
//!
//! `export` writes events for people's calendars. `import` turns a calendar into TOML of an overlay: `lines` takes the bytes
//! apart, `component` finds the events, `moment` and `zone` read times, `reading` makes one event of many properties,
//! `places` and `slug` find entities and ids, `overlay` writes the records, and `notice` says what was not taken over and
//! why. No clock, no file and no network here: bytes and the time are passed in.

mod export;

pub use export::{Calendar, Entry, Written, write};

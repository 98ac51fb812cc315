//! How the program behaves, seen from outside. All of it is one binary, for linking the program takes longer than most
//! of these tests; a file each, by what it holds:
//!
//! - `answers`, `coverage`: what the built-in base can be asked and what the replies say.
//! - `chat`, `cli`, `cli_json`, `hostile`: the front ends, and whatever comes in.
//! - `replies`, `numbers_and_periods`: answers in words, and words read back.
//! - `check`, `other_base`: other people's bases, broken ones and ones about something else.
//! - `calendar`, `import`: calendars written and read.
//! - `cli_messages`, `replies_messages`: the interface texts.
//!
//! `tests/support` has what they share.

#[path = "../support/office.rs"]
mod office;
#[path = "../support/questions.rs"]
mod questions;
#[path = "../support/mod.rs"]
mod support;

mod answers;
mod calendar;
mod chat;
mod check;
mod cli;
mod cli_json;
mod cli_messages;
mod coverage;
mod hostile;
mod import;
mod numbers_and_periods;
mod other_base;
mod replies;
mod replies_messages;

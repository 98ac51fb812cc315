//! Tongshang answers questions about trade cooperation from facts that somebody checked, and says so when it does not
//! know.
//!
//! The story of the house, from the ground up; data goes one way and no room knows a higher one:
//!
//! - [`language`] knows Chinese and English and no facts: scripts, words, numbers, dates.
//! - [`knowledge`] turns the TOML of the base into linked, validated facts, and points at every mistake in it.
//! - [`retrieval`] takes a question apart, finds the facts that may answer it, ranks them by named rules and decides:
//!   answer, compute, list, ask back or abstain.
//! - [`reminders`] knows what a chat follows, what is due when, and what a new base changes for those who follow.
//! - [`reply`] puts an answer into words, in Chinese or English, with its source.
//! - [`calendar`] writes events for people's calendars, and makes records of an organiser's calendar.
//! - [`dialogue`] keeps the state of one chat: its language, what was asked before, what is waiting for a choice.
//! - [`store`] keeps what outlives the process: updates not yet handled, conversations, which reply answers what.
//! - [`telegram`] is the front end on Telegram; nothing imports it but the command line.
//! - [`cli`] is the front end in a terminal.
#![forbid(unsafe_code)]

mod both;
pub mod calendar;
pub mod cli;
pub mod dialogue;
pub mod knowledge;
pub mod language;
pub mod reminders;
pub mod reply;
pub mod retrieval;
pub mod store;
pub mod telegram;

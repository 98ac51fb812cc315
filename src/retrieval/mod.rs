//! From a question to an answer: reading it, finding candidates, ranking them by named rules, and deciding whether a
//! fact accounts for all that was asked.
//!
//! `reading` takes the question apart into atoms; `index` hands over candidates; `accounting` says which atoms each
//! fact accounts for; `rules` and `ranking` order them; `constraints` and `engine` decide; `compute` calculates.

mod accounting;
mod answer;
mod apart;
mod asks;
mod beside;
mod clauses;
mod compute;
mod confidence;
mod conjuncts;
mod constraints;
mod counting;
mod deciding;
mod derived;
mod engine;
mod gaps;
mod halves;
mod index;
mod instead;
mod kinds;
mod lacking;
mod lasting;
mod links;
mod listing;
mod lists;
mod names;
mod operands;
mod pairs;
mod parsing;
mod periodic;
mod preparing;
mod profile;
mod question;
mod ranking;
mod reading;
mod rules;
mod sides;
mod spelling;
mod strange;
mod tuning;
mod vocabulary;

pub use answer::{Answer, Arithmetic, Computation, Operand, Reason, Remark, Scope, TimeUnit};
pub use derived::{Derived, Item, Step, subject_name};
pub use engine::{Asked, Engine, EngineError};
pub use names::Named;
pub use question::{Atom, AtomKind, Question};
pub use ranking::Candidate;
pub use rules::RULES;

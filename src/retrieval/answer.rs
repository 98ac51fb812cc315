//! What comes out of answering: a typed value, no text yet.

use super::derived::{Derived, Item};
use crate::knowledge::{EntityRef, FactRef};
use crate::language::{Period, Talk, Unit, Wanted};
use rust_decimal::Decimal;

/// The outcome of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Facts that answer it, the first most directly.
    Told {
        /// The facts.
        facts: Vec<FactRef>,
        /// The kind of value that was asked for, to be said first.
        wanted: Option<Wanted>,
        /// What is said of them first.
        remark: Option<Remark>,
    },
    /// Values computed from published ones.
    Computed(Vec<Computation>),
    /// A list of facts.
    Listed {
        /// What they have in common.
        scope: Scope,
        /// The facts.
        facts: Vec<FactRef>,
        /// Only how many there are was asked.
        counted: bool,
    },
    /// The base does not hold it.
    Abstained {
        /// Why not.
        reason: Reason,
        /// The nearest thing that it does hold.
        nearest: Option<Item>,
    },
    /// More than one fact fits, and they differ.
    Clarify {
        /// The facts to choose from.
        choices: Vec<FactRef>,
    },
    /// Talk, not a question.
    Talk(Talk),
    /// Nothing was asked.
    Empty,
    /// A language that no reply is written in; what was understood all the same.
    Foreign {
        /// A fact that fits the names understood.
        nearest: Option<Item>,
    },
}

impl Answer {
    /// Facts without a remark.
    #[must_use]
    pub fn told(facts: Vec<FactRef>, wanted: Option<Wanted>) -> Self {
        Self::Told { facts, wanted, remark: None }
    }
}

/// What is said of facts before they are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// They say something else than this, which was stated.
    NotSo(String),
    /// They tell of one post, held at both times.
    SamePost,
    /// What the first list names and the second does not.
    OnlyFirst(Vec<EntityRef>),
    /// What both lists name.
    InBoth(Vec<EntityRef>),
}

/// What the facts of a list have in common.
#[derive(Debug, Clone, PartialEq)]
pub enum Scope {
    /// They fit the question's words.
    Matching(Vec<String>),
    /// All that is known of what was named.
    About(Vec<String>),
    /// Events, of a time or place perhaps.
    Events {
        /// Names that they were filtered by.
        names: Vec<String>,
        /// The time that they were filtered by.
        period: Option<Period>,
        /// Only those still to come.
        upcoming: bool,
    },
    /// In order of time.
    Timeline(Vec<String>),
}

/// Why a question is not answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// No fact is near.
    Nothing,
    /// The nearest fact is not about what was named.
    OtherName(String),
    /// The nearest fact is about another time.
    OtherTime(String),
    /// The nearest fact states another number.
    OtherNumber(String),
    /// The nearest fact does not tell this kind of value.
    NotTold(Wanted),
    /// Words of the question are not accounted for.
    Unexplained(Vec<String>),
    /// The source is known not to give it.
    KnownGap(FactRef),
    /// The operands of a computation do not fit together.
    NotComparable,
}

/// What was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Computation {
    /// The operation.
    pub operation: Arithmetic,
    /// The operands.
    pub operands: Vec<Operand>,
    /// The result; `None` for a plain comparison of times.
    pub result: Option<Decimal>,
    /// Its unit; `None` for a multiple.
    pub unit: Option<Unit>,
}

/// A computed step or an operation over several figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Arithmetic {
    /// One of the derived figures.
    Derived(Derived),
    /// Which is more, and by how much; the operands stand largest first.
    Compare,
    /// By how much they differ; largest first.
    Difference,
    /// How many times one is the other.
    Ratio,
    /// How much of the first there is for each of the second; the unit is that of the first.
    Average,
    /// What percentage the second is of the first.
    Share,
    /// What the figure of a year comes to in each of its months, weeks or days.
    Periodic(TimeUnit),
    /// What they come to.
    Sum,
    /// How many days from the first to the last, both counted: of one event, or from one to another.
    Lasting,
    /// Which came first; earliest first. The result is the number of days between.
    Order,
}

/// A length of time that a figure is spread over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// A twelfth of a year.
    Month,
    /// Seven days.
    Week,
    /// A day.
    Day,
}

/// An operand with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Operand {
    /// Where it comes from.
    pub item: Item,
    /// Its value in the plain unit; for a time the day number.
    pub value: Decimal,
}

impl Answer {
    /// The word that `--json` prints.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Told { .. } | Self::Computed(_) | Self::Listed { .. } => "answered",
            Self::Clarify { .. } => "clarify",
            Self::Abstained { .. } | Self::Talk(_) | Self::Empty | Self::Foreign { .. } => "abstained",
        }
    }
}

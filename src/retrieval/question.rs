//! A question as it was read: its atoms, each a small piece that a fact must account for, and how it asks.

use super::names::{Mention, Named};
use super::vocabulary::TermId;
use crate::knowledge::Base;
use crate::language::{Joint, Language, Operation, Sort, StatedNumber, Talk, Time, Wanted};
use std::ops::Range;

/// The most atoms of a question that are weighed; a mask of them fits one machine word twice over.
pub const MOST_ATOMS: usize = 128;

/// A set of atoms of one question, by their positions.
pub type Mask = u128;

/// The set of these positions.
#[must_use]
pub fn mask(positions: impl IntoIterator<Item = usize>) -> Mask {
    positions.into_iter().fold(0, |mask, n| mask | 1 << n)
}

/// What an atom is.
#[derive(Debug, Clone, PartialEq)]
pub enum AtomKind {
    /// A name of the base; any of what it may stand for.
    Name(Vec<Named>),
    /// A time.
    Time(Time),
    /// A number that is no part of a name or time.
    Number(StatedNumber),
    /// A word or character; any of the terms accounts for it. Empty when the base knows none.
    Words(Vec<TermId>),
}

/// A piece of a question that a fact must account for.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    /// What it is.
    pub kind: AtomKind,
    /// The tokens that it takes.
    pub tokens: Range<usize>,
    /// How much it tells: 0 nothing, 1 as much as a rare word.
    pub weight: f32,
    /// The text of it, for explanations.
    pub surface: String,
    /// It was carried over from the question before.
    pub carried: bool,
    /// Talk around the question: no fact has to meet it.
    pub aside: bool,
    /// The sources that it stands for beside a word for a report, a bit each.
    pub sources: u64,
}

/// A place where a question may be parted into two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// How they are joined.
    pub joint: Joint,
    /// What stands before the joint.
    pub before: Mask,
    /// What stands behind it.
    pub behind: Mask,
}

/// A question, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// As it was typed.
    pub typed: String,
    /// The language and script of the reply that it calls for.
    pub language: Language,
    /// The letters are of a language that no reply is written in.
    pub foreign: bool,
    /// What a fact must account for.
    pub atoms: Vec<Atom>,
    /// Terms to compare with the ways of asking for a fact, each with its weight.
    pub terms: Vec<(TermId, f32)>,
    /// The weight of its words that the base does not know.
    pub unknown: f32,
    /// Kinds of value wanted, in order of mention.
    pub wanted: Vec<Wanted>,
    /// What is to be done with the facts.
    pub operations: Vec<Operation>,
    /// Talk around the question.
    pub talk: Vec<Talk>,
    /// It has words that point back to an earlier question.
    pub follows: bool,
    /// It picks an item of a list, from 0.
    pub ordinal: Option<usize>,
    /// How many counts it asks for ("how many … and how many …").
    pub counts: usize,
    /// How many things it asks: phrases of asking that do not overlap.
    pub asks: usize,
    /// What the question words ask about: what stands beside "which", "how many", "who".
    pub focus: Mask,
    /// What is to be counted: what stands right after "how many".
    pub counted: Mask,
    /// The words for each of the things that it asks the number of.
    pub counted_things: Vec<Vec<TermId>>,
    /// The sorts of thing that are to be named.
    pub sorts: Vec<Sort>,
    /// Numbers of things of a sort: "14 countries".
    pub of_sort: Mask,
    /// Its words for any event.
    pub of_events: Mask,
    /// It joins two things.
    pub joins: bool,
    /// The atom that names for each of what there is so much ("per country").
    pub each: Mask,
    /// Times and names beside a word for a report: they may say which is meant.
    pub cites: Mask,
    /// What stands before and what behind each word or mark that may join two things.
    pub sides: Vec<Side>,
    /// It asks the same of each of several things.
    pub distributive: bool,
    /// Its text with one at a time of several things that it asks the same of ("A and B: who signed each?").
    pub one_at_a_time: Vec<String>,
    /// The words of each name that it puts in quotation marks and the base does not know as one.
    pub quoted: Vec<Mask>,
    /// It asks for no value, and is answered by yes or no.
    pub polar: bool,
    /// It says that the plain post is meant ("not the deputy").
    pub unmodified: bool,
    /// It has a word that changes which post is meant (deputy, vice).
    pub modified: bool,
    /// Words that say that something did not come about or came to an end.
    pub reversals: Mask,
    /// Words for something of a thing that nobody knows who does not mention it.
    pub attributes: Mask,
    /// It has a word for what was before.
    pub before: bool,
    /// It asks how long something took or how long ago it was.
    pub lasting: bool,
    /// Share of its Latin words that are general English or known to the base.
    pub english: f32,
}

impl Question {
    /// The sum of the weights of a set of atoms.
    #[must_use]
    pub fn weight(&self, mask: Mask) -> f32 {
        self.atoms.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, a)| a.weight).sum()
    }

    /// The set of all atoms.
    #[must_use]
    pub fn all(&self) -> Mask {
        if self.atoms.len() >= MOST_ATOMS { Mask::MAX } else { (1 << self.atoms.len()) - 1 }
    }

    /// Whether a kind of value is wanted.
    #[must_use]
    pub fn wants(&self, wanted: Wanted) -> bool {
        self.wanted.contains(&wanted)
    }

    /// Whether an amount, a count or a percentage is wanted.
    #[must_use]
    pub fn wants_amount(&self) -> bool {
        [Wanted::HowMuch, Wanted::HowMany, Wanted::Percent].iter().any(|w| self.wants(*w))
    }

    /// Whether an operation is asked for.
    #[must_use]
    pub fn does(&self, operation: Operation) -> bool {
        self.operations.contains(&operation)
    }

    /// Names with their positions.
    pub fn names(&self) -> impl Iterator<Item = (usize, &[Named])> {
        self.atoms.iter().enumerate().filter_map(|(n, a)| match &a.kind {
            AtomKind::Name(named) => Some((n, named.as_slice())),
            _ => None,
        })
    }

    /// The atoms that are names.
    #[must_use]
    pub fn named(&self) -> Mask {
        mask(self.names().map(|(n, _)| n))
    }

    /// The atoms that may be the name of a thing or fact, not only of what is measured.
    #[must_use]
    pub fn solidly_named(&self, base: &Base) -> Mask {
        mask(self.names().filter(|(_, named)| named.iter().any(|n| n.is_solid(base))).map(|(n, _)| n))
    }

    /// The atoms that are times.
    #[must_use]
    pub fn timed(&self) -> Mask {
        mask(self.times().map(|(n, _)| n))
    }

    /// Whether something that it names is so.
    #[must_use]
    pub fn names_any(&self, so: impl Fn(&Named) -> bool) -> bool {
        self.names().any(|(_, named)| named.iter().any(&so))
    }

    /// Times with their positions.
    pub fn times(&self) -> impl Iterator<Item = (usize, Time)> {
        self.atoms.iter().enumerate().filter_map(|(n, a)| match &a.kind {
            AtomKind::Time(time) => Some((n, *time)),
            _ => None,
        })
    }

    /// Stated numbers with their positions.
    pub fn numbers(&self) -> impl Iterator<Item = (usize, &StatedNumber)> {
        self.atoms.iter().enumerate().filter_map(|(n, a)| match &a.kind {
            AtomKind::Number(number) => Some((n, number)),
            _ => None,
        })
    }

    /// Mentions as they were found, for explanations.
    #[must_use]
    pub fn mention(named: &Mention<'_>) -> AtomKind {
        AtomKind::Name(named.named.to_vec())
    }
}

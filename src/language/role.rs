//! What general words do in a question: the kinds of value they ask for, the sorts of thing, talk, and grammar that counts.

use super::operation::Operation;
use serde::Deserialize;
use std::ops::Range;

/// The kind of value that a question wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// A person or body.
    Who,
    /// A time.
    When,
    /// A place.
    Where,
    /// An amount.
    HowMuch,
    /// A count.
    HowMany,
    /// A place in an order: the how-manieth.
    Nth,
    /// Members of a list.
    Which,
    /// What something is.
    What,
    /// A reason or aim.
    Why,
    /// A manner.
    How,
    /// A percentage.
    Percent,
    /// A private or practical matter that facts of this kind do not tell (an age, a telephone number).
    Other,
}

/// What sort of thing a question asks to have named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A human being.
    Person,
    /// A company, an authority, an institute.
    Organisation,
    /// A country, a province, a city.
    Place,
}

/// How two things are joined that a word stands between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Joint {
    /// Side by side.
    Side,
    /// One after the other.
    Time,
}

/// Talk that asks nothing of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Talk {
    /// A greeting.
    Greeting,
    /// Thanks and goodbyes.
    Thanks,
    /// What the bot is and does.
    Help,
    /// Abuse.
    Rude,
}

/// What a general word does in a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Says what kind of value is wanted.
    Wanted(Wanted),
    /// Says what to do.
    Operation(Operation),
    /// Points back to the last question.
    Follow,
    /// A word for a sort of thing.
    Sort(Sort),
    /// Joins two things.
    And,
    /// A word for any event.
    Event,
    /// Stands for the asker.
    Speaker,
    /// Stands before a number that bounds a value or only comes near it.
    Bound,
    /// A unit of time; a number before it is a length of time.
    TimeUnit,
    /// Changes which post is meant.
    Modifier,
    /// Stands between two things.
    Joint(Joint),
    /// Is a word of asking itself.
    Asks,
    /// Stands before the number of those that are left.
    Rest,
    /// Stands before what is not meant.
    Negation,
    /// Says that something did not come about or came to an end.
    Reversal,
    /// Asks for something of a thing that nobody knows who does not mention it.
    Attribute,
    /// Says that something is not told.
    Absence,
    /// Before something.
    Before,
    /// From something on.
    From,
    /// Up to something.
    To,
    /// Stands before what something is divided by.
    Divisor,
    /// Asks the same of each of several things.
    Distributive,
    /// A word for what a source is: a report, an article.
    Publication,
    /// Picks from a list by position, from 0.
    Ordinal(usize),
    /// Talk around a question.
    Talk(Talk),
    /// A word without weight.
    Function,
    /// A common word that matters a little.
    Common,
    /// A word of the numbered set of words that mean the same in asking.
    Same(u16),
}

/// A general word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneralWord {
    /// The tokens that it takes.
    pub tokens: Range<usize>,
    /// What it does.
    pub role: Role,
}

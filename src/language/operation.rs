//! What a question asks to be done with the facts.

use serde::Deserialize;

/// What a question wants done with the facts, beyond looking one up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// Which of two is more, or earlier.
    Compare,
    /// The most or least of several.
    Superlative,
    /// Puts two things side by side.
    Choice,
    /// Whether something is so.
    Confirm,
    /// What one list names and another does not.
    Without,
    /// What two lists both name.
    InBoth,
    /// Those members of a list that are named.
    Named,
    /// How many members of a list are not named.
    Unnamed,
    /// Whether something became another.
    Change,
    /// Which came first, or the time between.
    Order,
    /// By how much two differ.
    Difference,
    /// How many times one is the other.
    Ratio,
    /// How much there is for each.
    Average,
    /// How fast something grew.
    Growth,
    /// Comes before the noun for each of which there is so much ("per").
    Each,
    /// One figure over another: "divided by".
    Division,
    /// Of a length of time: its first and its last day count.
    Inclusive,
    /// How much there is in a month.
    Monthly,
    /// How much there is in a week.
    Weekly,
    /// How much there is in a day.
    Daily,
    /// A length of time: how many days, how long.
    Length,
    /// What part one is of the other.
    Share,
    /// What several come to.
    Sum,
    /// What several come to, if several are named.
    Total,
    /// What is left of a whole.
    Remainder,
    /// The value one period before.
    Earlier,
    /// A value that follows from others.
    Implied,
    /// All figures of something.
    Figures,
    /// All that is known of something.
    Everything,
    /// What came about, not what was planned.
    Actual,
    /// Events in order of time.
    Timeline,
    /// Events of a time or place.
    Events,
    /// How many events.
    Count,
    /// What is still to come.
    Upcoming,
}

impl Operation {
    /// Whether it spreads a figure over stretches of time.
    #[must_use]
    pub fn spreads(self) -> bool {
        matches!(self, Self::Monthly | Self::Weekly | Self::Daily | Self::Length)
    }

    /// Whether it sets things side by side or computes with them.
    #[must_use]
    pub fn computes(self) -> bool {
        matches!(
            self,
            Self::Choice
                | Self::Compare
                | Self::Difference
                | Self::Ratio
                | Self::Average
                | Self::Each
                | Self::Division
                | Self::Share
                | Self::Sum
                | Self::Remainder
        )
    }
}

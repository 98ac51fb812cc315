//! How long before the start a reminder is due.

use std::fmt;
use std::str::FromStr;

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

/// How long before the start of an event a reminder is due, in minutes; 0 is the start itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lead(u32);

/// A lead that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeadError {
    /// It is longer than [`Lead::LONGEST`].
    #[error("a lead is a year at most")]
    TooLong,
    /// It is not written as one.
    #[error("write a lead as 7d, 3h, 15m or 0")]
    Malformed,
}

impl Lead {
    /// The start itself.
    pub const START: Self = Self(0);
    /// The longest: a year.
    pub const LONGEST: Self = Self(366 * DAY);
    /// Those that are offered, the longest first.
    pub const OFFERED: [Self; 9] =
        [Self(30 * DAY), Self(14 * DAY), Self(7 * DAY), Self(3 * DAY), Self(DAY), Self(3 * HOUR), Self(HOUR), Self(15), Self::START];
    /// Those of a subscription that chose none.
    pub const USUAL: [Self; 2] = [Self(7 * DAY), Self(DAY)];

    /// A lead of so many minutes.
    ///
    /// # Errors
    /// When it is longer than a year.
    pub fn minutes(count: u32) -> Result<Self, LeadError> {
        if count > Self::LONGEST.0 { Err(LeadError::TooLong) } else { Ok(Self(count)) }
    }

    /// A lead of so many hours.
    ///
    /// # Errors
    /// When it is longer than a year.
    pub fn hours(count: u32) -> Result<Self, LeadError> {
        Self::minutes(count.saturating_mul(HOUR))
    }

    /// A lead of so many days.
    ///
    /// # Errors
    /// When it is longer than a year.
    pub fn days(count: u32) -> Result<Self, LeadError> {
        Self::minutes(count.saturating_mul(DAY))
    }

    /// Its length in minutes.
    #[must_use]
    pub fn as_minutes(self) -> u32 {
        self.0
    }

    /// Its length in days, when it is one of whole days; the start is not.
    #[must_use]
    pub fn as_days(self) -> Option<u32> {
        (self.0 > 0 && self.0.is_multiple_of(DAY)).then_some(self.0 / DAY)
    }

    /// How many whole days there are in it.
    #[must_use]
    pub fn whole_days(self) -> u32 {
        self.0 / DAY
    }

    /// Its length in hours, when it is one of whole hours and not of days; the start is not.
    #[must_use]
    pub fn as_hours(self) -> Option<u32> {
        (self.0 > 0 && self.0.is_multiple_of(HOUR) && !self.0.is_multiple_of(DAY)).then_some(self.0 / HOUR)
    }
}

impl fmt::Display for Lead {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.as_days(), self.as_hours()) {
            _ if self.0 == 0 => out.write_str("0"),
            (Some(days), _) => write!(out, "{days}d"),
            (None, Some(hours)) => write!(out, "{hours}h"),
            (None, None) => write!(out, "{}m", self.0),
        }
    }
}

impl FromStr for Lead {
    type Err = LeadError;

    fn from_str(text: &str) -> Result<Self, LeadError> {
        if text == "0" {
            return Ok(Self::START);
        }
        let unit = text.chars().next_back().filter(char::is_ascii).ok_or(LeadError::Malformed)?;
        let count = text.get(..text.len() - 1).and_then(|digits| digits.parse().ok()).ok_or(LeadError::Malformed)?;
        match unit {
            'd' => Self::days(count),
            'h' => Self::hours(count),
            'm' => Self::minutes(count),
            _ => Err(LeadError::Malformed),
        }
    }
}

/// Several leads, the longest first, each once.
#[must_use]
pub fn sorted(leads: impl IntoIterator<Item = Lead>) -> Vec<Lead> {
    let mut leads: Vec<Lead> = leads.into_iter().collect();
    leads.sort_unstable_by(|a, b| b.cmp(a));
    leads.dedup();
    leads
}

/// Leads as a text such as `7d,1d`.
#[must_use]
pub fn written(leads: &[Lead]) -> String {
    leads.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Leads from such a text; what is no lead is left out.
#[must_use]
pub fn read(text: &str) -> Vec<Lead> {
    sorted(text.split(',').filter_map(|lead| lead.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_lead_is_written_in_the_largest_unit_that_fits() {
        let lead = |text: &str| text.parse::<Lead>().expect("a lead");
        for (from, to) in [("7d", "7d"), ("24h", "1d"), ("90m", "90m"), ("120m", "2h"), ("0", "0"), ("0d", "0"), ("366d", "366d")] {
            assert_eq!(lead(from).to_string(), to);
        }
        for wrong in ["", "d", "7", "-1d", "7w", "367d", "99999999999d", "7日"] {
            assert!(wrong.parse::<Lead>().is_err(), "{wrong}");
        }
        assert_eq!(written(&read("1d,7d,1d,nonsense,0")), "7d,1d,0");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minutes in 0..=366 * DAY) {
            let lead = Lead::minutes(minutes).expect("within a year");
            prop_assert_eq!(lead.to_string().parse(), Ok(lead));
        }
    }
}

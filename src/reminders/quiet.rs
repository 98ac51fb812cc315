//! Hours in which nobody is to be disturbed.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::fmt;
use std::str::FromStr;

/// Hours of the day, perhaps across midnight, in the zone of the chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    from: Time,
    to: Time,
}

/// These are no quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write quiet hours as 22:00-07:00")]
pub struct QuietError;

impl Quiet {
    /// From one time of day to another, not the same.
    ///
    /// # Errors
    /// When they are the same.
    pub fn new(from: Time, to: Time) -> Result<Self, QuietError> {
        if from == to { Err(QuietError) } else { Ok(Self { from, to }) }
    }

    /// Whether an instant lies in them.
    #[must_use]
    pub fn holds(self, at: Timestamp, zone: &TimeZone) -> bool {
        let time = at.to_zoned(zone.clone()).time();
        if self.from < self.to { self.from <= time && time < self.to } else { time >= self.from || time < self.to }
    }

    /// When they end, for an instant within them.
    #[must_use]
    pub fn ends(self, at: Timestamp, zone: &TimeZone) -> Timestamp {
        let local = at.to_zoned(zone.clone());
        let day = if local.time() < self.to { local.date() } else { local.date().saturating_add(1.day()) };
        let end = |day: Date| {
            let end = zone.to_ambiguous_zoned(day.to_datetime(self.to)).compatible();
            end.map_or(at, |end| end.timestamp().max(at))
        };
        let first = end(day);
        // Where the clocks skip the end, quiet hours may have begun anew by then.
        if self.holds(first, zone) { end(day.saturating_add(1.day())) } else { first }
    }

    /// When something due at an instant is to be sent: after the quiet hours, unless that is too late.
    #[must_use]
    pub fn shift(self, due: Timestamp, zone: &TimeZone, too_late: Timestamp) -> Timestamp {
        if !self.holds(due, zone) {
            return due;
        }
        let after = self.ends(due, zone);
        if after < too_late { after } else { due }
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.from.strftime("%H:%M"), self.to.strftime("%H:%M"))
    }
}

impl FromStr for Quiet {
    type Err = QuietError;

    fn from_str(text: &str) -> Result<Self, QuietError> {
        let (from, to) = text.split_once('-').ok_or(QuietError)?;
        let time = |text: &str| Time::strptime("%H:%M", text).map_err(|_| QuietError);
        Self::new(time(from)?, time(to)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn what_falls_into_the_night_waits_for_the_morning() {
        let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        let night: Quiet = "22:00-07:00".parse().expect("quiet hours");
        let never = at("2030-01-01T00:00:00Z");
        for (due, sent) in [
            ("2026-06-01T21:59:00+08:00", "2026-06-01T21:59:00+08:00"),
            ("2026-06-01T22:00:00+08:00", "2026-06-02T07:00:00+08:00"),
            ("2026-06-02T03:00:00+08:00", "2026-06-02T07:00:00+08:00"),
            ("2026-06-02T07:00:00+08:00", "2026-06-02T07:00:00+08:00"),
        ] {
            assert_eq!(night.shift(at(due), &zone, never), at(sent));
        }
    }

    #[test]
    fn what_would_come_too_late_is_sent_all_the_same() {
        let zone = TimeZone::get("Asia/Shanghai").expect("a zone");
        let night: Quiet = "22:00-07:00".parse().expect("quiet hours");
        let due = at("2026-06-02T05:00:00+08:00");
        assert_eq!(night.shift(due, &zone, at("2026-06-02T06:00:00+08:00")), due);
    }

    #[test]
    fn quiet_hours_whose_end_the_clocks_skip_end_on_the_next_day() {
        let zone = TimeZone::get("Pacific/Chatham").expect("a zone");
        let long: Quiet = "04:00-03:00".parse().expect("quiet hours");
        let never = at("2030-01-01T00:00:00Z");
        assert_eq!(long.shift(at("2025-09-27T09:00:00+12:45"), &zone, never), at("2025-09-29T03:00:00+13:45"));
    }

    #[test]
    fn quiet_hours_are_read_as_they_are_written() {
        assert_eq!("22:00-07:00".parse::<Quiet>().map(|q| q.to_string()).as_deref(), Ok("22:00-07:00"));
        for wrong in ["", "22:00", "22:00-22:00", "25:00-07:00", "a-b"] {
            assert!(wrong.parse::<Quiet>().is_err(), "{wrong}");
        }
    }
}

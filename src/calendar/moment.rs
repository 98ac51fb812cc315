//! Dates, times and durations of a calendar (RFC 5545, 3.3.4 to 3.3.6).

use super::lines::Line;
use super::notice::Complaint;
use crate::language::{FIRST_YEAR, LAST_YEAR};
use jiff::Span;
use jiff::civil::{Date, DateTime, Time};

/// A point in time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A whole day.
    Day(Date),
    /// A time that names UTC.
    Utc(DateTime),
    /// A time of some zone.
    Local(DateTime),
}

impl Moment {
    /// Reads the DATE or DATE-TIME of a property. The form of the value decides, since many calendars leave VALUE=DATE out.
    pub(super) fn read(line: &Line, property: &'static str) -> Result<Self, Complaint> {
        let value = line.value.trim();
        let moment = parse(value).ok_or_else(|| Complaint::NotATime(property, value.to_owned()))?;
        let day = moment.date();
        if !(FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
            return Err(Complaint::YearOutOfRange(value.to_owned()));
        }
        let is_day = line.param("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
        Ok(if is_day { Self::Day(day) } else { moment })
    }

    /// Its day, where it is written.
    pub(super) fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Utc(at) | Self::Local(at) => at.date(),
        }
    }
}

/// `YYYYMMDD`, then perhaps `THHMMSS` and `Z`.
fn parse(value: &str) -> Option<Moment> {
    let number = |from: usize, to: usize| {
        let digits = value.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok()).flatten()
    };
    let small = |from, to| number(from, to).and_then(|number| i8::try_from(number).ok());
    let day = Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?;
    if value.len() == 8 {
        return Some(Moment::Day(day));
    }
    // A leap second (3.3.12) is the one before.
    let second = small(13, 15).map(|second| if second == 60 { 59 } else { second })?;
    let time = Time::new(small(9, 11)?, small(11, 13)?, second, 0).ok()?;
    match value.get(15..) {
        _ if value.as_bytes().get(8).is_none_or(|mark| !mark.eq_ignore_ascii_case(&b'T')) => None,
        Some("") => Some(Moment::Local(day.to_datetime(time))),
        Some("Z" | "z") => Some(Moment::Utc(day.to_datetime(time))),
        _ => None,
    }
}

/// A DURATION: days and weeks keep the hour of the day, the rest is exact (3.3.6). `None` for what is none.
pub(super) fn duration(value: &str) -> Option<Span> {
    let value = value.trim();
    // The form is that of ISO 8601 without years and months; jiff reads others too.
    let is_form = value.trim_start_matches(['+', '-']).starts_with(['P', 'p']);
    let span: Span = is_form.then(|| value.parse().ok()).flatten()?;
    (span.get_years() == 0 && span.get_months() == 0).then_some(span)
}

/// Whether a duration has hours, minutes or seconds.
pub(super) fn has_hours(span: Span) -> bool {
    span.get_hours() != 0 || span.get_minutes() != 0 || span.get_seconds() != 0
}

//! Stretches of time that keep the grain in which a source gives them: a year stays a year.
//!
//! The notation is `2024`, `2024-H1`, `2024-Q1`, `2024-05`, `2024-05-16`, or two of these as `from/to`.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use thiserror::Error;

/// The first year that is accepted.
pub const FIRST_YEAR: i16 = 1900;
/// The last year that is accepted.
pub const LAST_YEAR: i16 = 2199;

/// How finely a point in time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// A calendar year.
    Year,
    /// Half a year.
    Half,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// One year, half, quarter, month or day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    first: Date,
    grain: Grain,
}

/// A stretch of time as a source gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// One year, half, quarter, month or day.
    Point(Point),
    /// From the first day of one to the last day of another.
    Span(Point, Point),
}

/// What is wrong with a written period.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Nothing is written.
    #[error("the date is empty")]
    Empty,
    /// It does not have the form of a date.
    #[error("`{0}` is not a date")]
    NotADate(String),
    /// The year lies outside what is accepted.
    #[error("the year {0} lies outside {FIRST_YEAR} to {LAST_YEAR}")]
    YearOutOfRange(i32),
    /// There is no such half.
    #[error("a year has no half {0}; halves are H1 and H2")]
    NoSuchHalf(i8),
    /// There is no such quarter.
    #[error("a year has no quarter {0}; quarters are Q1 to Q4")]
    NoSuchQuarter(i8),
    /// There is no such month.
    #[error("a year has no month {0:02}")]
    NoSuchMonth(i8),
    /// The month has no such day.
    #[error("{year:04}-{month:02} has no day {day:02}")]
    NoSuchDay {
        /// The year.
        year: i16,
        /// The month.
        month: i8,
        /// The day that it lacks.
        day: i8,
    },
    /// A span ends before it starts.
    #[error("the span runs backwards: {to} ends before {from} begins")]
    Backwards {
        /// What is written first.
        from: Point,
        /// What is written second.
        to: Point,
    },
    /// A span has more than two sides.
    #[error("`{0}` has more than two sides; a span is `from/to`")]
    TooManySides(String),
}

impl Point {
    fn new(year: i16, month: i8, day: i8, grain: Grain) -> Result<Self, PeriodError> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(PeriodError::YearOutOfRange(year.into()));
        }
        if !(1..=12).contains(&month) {
            return Err(PeriodError::NoSuchMonth(month));
        }
        let first = Date::new(year, month, day).map_err(|_| PeriodError::NoSuchDay { year, month, day })?;
        Ok(Self { first, grain })
    }

    /// A calendar year.
    pub fn year(year: i16) -> Result<Self, PeriodError> {
        Self::new(year, 1, 1, Grain::Year)
    }

    /// A half of a year, 1 or 2.
    pub fn half(year: i16, half: i8) -> Result<Self, PeriodError> {
        match half {
            1 | 2 => Self::new(year, half * 6 - 5, 1, Grain::Half),
            _ => Err(PeriodError::NoSuchHalf(half)),
        }
    }

    /// A quarter of a year, 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Result<Self, PeriodError> {
        match quarter {
            1..=4 => Self::new(year, quarter * 3 - 2, 1, Grain::Quarter),
            _ => Err(PeriodError::NoSuchQuarter(quarter)),
        }
    }

    /// A month of a year, 1 to 12.
    pub fn month(year: i16, month: i8) -> Result<Self, PeriodError> {
        Self::new(year, month, 1, Grain::Month)
    }

    /// A day.
    pub fn day(date: Date) -> Result<Self, PeriodError> {
        Self::new(date.year(), date.month(), date.day(), Grain::Day)
    }

    /// Reads the notation of one point.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let not_a_date = || PeriodError::NotADate(text.to_owned());
        if text.is_empty() {
            return Err(PeriodError::Empty);
        }
        let mut parts = text.split('-');
        let year = parts.next().ok_or_else(not_a_date)?;
        let year: i16 = digits(year, 4).ok_or_else(not_a_date)?;
        let (second, third, rest) = (parts.next(), parts.next(), parts.next());
        match (second, third, rest) {
            (None, ..) => Self::year(year),
            (Some(part), None, _) => {
                if let Some(half) = part.strip_prefix('H') {
                    Self::half(year, digits(half, 1).ok_or_else(not_a_date)? as i8)
                } else if let Some(quarter) = part.strip_prefix('Q') {
                    Self::quarter(year, digits(quarter, 1).ok_or_else(not_a_date)? as i8)
                } else {
                    Self::month(year, digits(part, 2).ok_or_else(not_a_date)? as i8)
                }
            }
            (Some(month), Some(day), None) => {
                Self::new(year, digits(month, 2).ok_or_else(not_a_date)? as i8, digits(day, 2).ok_or_else(not_a_date)? as i8, Grain::Day)
            }
            _ => Err(not_a_date()),
        }
    }

    /// How finely it is known.
    #[must_use]
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        let months = match self.grain {
            Grain::Year => 12,
            Grain::Half => 6,
            Grain::Quarter => 3,
            Grain::Month => 1,
            Grain::Day => return self.first,
        };
        // The accepted years keep this far from the ends of the calendar: saturation is never met.
        self.first.saturating_add((months - 1).months()).last_of_month()
    }
}

/// Exactly `count` ASCII digits as a number.
fn digits(text: &str, count: usize) -> Option<i16> {
    if text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

impl FromStr for Point {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse(text)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.grain {
            Grain::Year => write!(out, "{year:04}"),
            Grain::Half => write!(out, "{year:04}-H{}", (month + 5) / 6),
            Grain::Quarter => write!(out, "{year:04}-Q{}", (month + 2) / 3),
            Grain::Month => write!(out, "{year:04}-{month:02}"),
            Grain::Day => write!(out, "{year:04}-{month:02}-{:02}", self.first.day()),
        }
    }
}

impl Period {
    /// Reads the notation.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        match text.split_once('/') {
            None => Point::parse(text).map(Self::Point),
            Some((_, to)) if to.contains('/') => Err(PeriodError::TooManySides(text.to_owned())),
            Some((from, to)) => Self::span(Point::parse(from)?, Point::parse(to)?),
        }
    }

    /// The period that is a calendar year.
    pub fn in_year(year: i16) -> Result<Self, PeriodError> {
        Point::year(year).map(Self::Point)
    }

    /// The period that is a month.
    pub fn in_month(year: i16, month: i8) -> Result<Self, PeriodError> {
        Point::month(year, month).map(Self::Point)
    }

    /// The period that is a day.
    pub fn on_day(date: Date) -> Result<Self, PeriodError> {
        Point::day(date).map(Self::Point)
    }

    /// The period from the first day of `from` to the last day of `to`.
    pub fn span(from: Point, to: Point) -> Result<Self, PeriodError> {
        if from.first() > to.last() {
            return Err(PeriodError::Backwards { from, to });
        }
        Ok(Self::Span(from, to))
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        match self {
            Self::Point(point) | Self::Span(point, _) => point.first(),
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        match self {
            Self::Point(point) | Self::Span(_, point) => point.last(),
        }
    }

    /// Whether the whole of `other` lies in it.
    #[must_use]
    pub fn contains(self, other: &Self) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(self, other: &Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// How many whole months it takes, when it begins and ends with one.
    #[must_use]
    pub fn months(self) -> Option<i32> {
        let (from, to) = match self {
            Self::Point(point) => (point, point),
            Self::Span(from, to) => (from, to),
        };
        let (first, last) = (from.first(), to.last());
        let months = 12 * (i32::from(last.year()) - i32::from(first.year())) + i32::from(last.month()) - i32::from(first.month()) + 1;
        (from.grain() != Grain::Day && to.grain() != Grain::Day).then_some(months)
    }

    /// The year in which all of it lies, if it is one.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        let year = self.first().year();
        (self.last().year() == year).then_some(year)
    }
}

impl From<Point> for Period {
    fn from(point: Point) -> Self {
        Self::Point(point)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse(text)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) => point.fmt(out),
            Self::Span(from, to) => write!(out, "{from}/{to}"),
        }
    }
}

#[cfg(test)]
mod tests;

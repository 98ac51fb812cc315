//! Dates and periods in running text: `2024年5月16日`, `去年`, `16 May 2025`, `last month`, `first half of 2025`.

mod chinese;
mod english;
mod impossible;
mod relative;
#[cfg(test)]
mod tests;

use super::canonical::{Canonical, TokenKind};
use super::period::{Grain, Period, Point};
use jiff::civil::Date;
use std::ops::Range;

pub use impossible::names_impossible_date;

/// A time that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedTime {
    /// The tokens that name it.
    pub tokens: Range<usize>,
    /// What it stands for.
    pub time: Time,
}

/// A time as far as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A period with its year.
    Period(Period),
    /// A month, perhaps with a day, of an unsaid year.
    MonthDay {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: Option<i8>,
    },
}

impl Time {
    /// Whether it is one day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        match self {
            Self::Period(period) => period.first() == period.last(),
            Self::MonthDay { day, .. } => day.is_some(),
        }
    }

    /// Whether a period is, contains or lies in this time.
    #[must_use]
    pub fn fits(&self, period: &Period) -> bool {
        match self {
            Self::Period(named) => named.contains(period) || period.contains(named) || named.overlaps(period),
            Self::MonthDay { month, day } => {
                let (first, last) = (period.first(), period.last());
                let mut year = first.year();
                loop {
                    let candidate = match day {
                        Some(day) => Date::new(year, *month, *day).ok().map(|d| (d, d)),
                        None => Date::new(year, *month, 1).ok().map(|d| (d, d.last_of_month())),
                    };
                    if candidate.is_some_and(|(a, b)| a <= last && b >= first) {
                        return true;
                    }
                    if year >= last.year() {
                        return false;
                    }
                    year += 1;
                }
            }
        }
    }

    /// The year, where one is named.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Period(period) => period.year(),
            Self::MonthDay { .. } => None,
        }
    }
}

struct Reader<'a> {
    text: &'a Canonical,
    today: Date,
}

/// Every time that a text names, in order. `today` resolves 去年, "last month" and their like.
#[must_use]
pub fn named_times(text: &Canonical, today: Date) -> Vec<NamedTime> {
    let reader = Reader { text, today };
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.tokens.len() {
        match reader.at(i) {
            Some((time, end)) => {
                found.push(NamedTime { tokens: i..end, time });
                i = end;
            }
            None => i += 1,
        }
    }
    reader.restate(&mut found);
    reader.join(found)
}

fn year(y: i64) -> Option<Period> {
    Period::parse(&format!("{y:04}")).ok()
}

fn month(y: i64, m: i64) -> Option<Period> {
    Period::parse(&format!("{y:04}-{m:02}")).ok()
}

fn day(y: i64, m: i64, d: i64) -> Option<Period> {
    Period::parse(&format!("{y:04}-{m:02}-{d:02}")).ok()
}

/// A day, or a stretch of days of one month.
fn days(y: i64, m: i64, first: i64, last: i64) -> Option<Period> {
    if first == last { day(y, m, first) } else { Period::parse(&format!("{y:04}-{m:02}-{first:02}/{y:04}-{m:02}-{last:02}")).ok() }
}

fn month_day(month: i64, day: Option<i64>) -> Option<Time> {
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = match day {
        Some(day) => Some(i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?),
        None => None,
    };
    Some(Time::MonthDay { month, day })
}

/// 1 for 一 or 1 …, for quarters.
fn small(word: &str) -> Option<i64> {
    match word {
        "1" | "一" | "first" | "1st" => Some(1),
        "2" | "二" | "second" | "2nd" => Some(2),
        "3" | "三" | "third" | "3rd" => Some(3),
        "4" | "四" | "fourth" | "4th" => Some(4),
        _ => None,
    }
}

impl Reader<'_> {
    fn surface(&self, i: usize) -> &str {
        self.text.surface(i)
    }

    /// Whether a run of Han characters stands at a token.
    fn han(&self, i: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(k, c)| self.text.han(i + k) == Some(c))
    }

    /// Of "last year (2024)" the year in figures is meant.
    fn restate(&self, found: &mut Vec<NamedTime>) {
        let is_year = |time: &NamedTime| matches!(time.time, Time::Period(Period::Point(point)) if point.grain() == Grain::Year);
        let figures = |time: &NamedTime| self.text.kind(time.tokens.start) == Some(TokenKind::Number);
        let restated = |pair: &[NamedTime]| match pair {
            [one, next] => is_year(one) && is_year(next) && !figures(one) && figures(next) && one.tokens.end == next.tokens.start,
            _ => false,
        };
        while let Some(at) = found.windows(2).position(restated) {
            let start = found.remove(at).tokens.start;
            if let Some(next) = found.get_mut(at) {
                next.tokens.start = start;
            }
        }
    }

    /// Makes one stretch of "between May and July 2025" and `2025年5月至7月`: of two times finer than a year with no more
    /// than a joining word between them.
    fn join(&self, found: Vec<NamedTime>) -> Vec<NamedTime> {
        let mut joined: Vec<NamedTime> = Vec::with_capacity(found.len());
        for next in found {
            let stretch = joined.last().and_then(|before| self.stretch(before, &next));
            match (stretch, joined.last_mut()) {
                (Some(stretch), Some(before)) => *before = stretch,
                _ => joined.push(next),
            }
        }
        joined
    }

    fn stretch(&self, from: &NamedTime, to: &NamedTime) -> Option<NamedTime> {
        let start = from.tokens.start;
        let between = start.checked_sub(1).map_or("", |before| self.surface(before));
        // Of "Oct–Nov 2022" no token is left between the months.
        let months = |time: &Time| matches!(time, Time::MonthDay { day: None, .. });
        let side_by_side = from.tokens.end == to.tokens.start && months(&from.time);
        let joiner = if from.tokens.end + 1 == to.tokens.start { self.surface(from.tokens.end) } else { "" };
        let joins =
            side_by_side || matches!(joiner, "to" | "through" | "until" | "till" | "至" | "到") || joiner == "and" && between == "between";
        let dated = |time: &Time, other: &Time| match (time, other.year()) {
            (Time::Period(period), _) => Some(*period),
            (Time::MonthDay { month: m, day: Some(d) }, Some(y)) => day(y.into(), (*m).into(), (*d).into()),
            (Time::MonthDay { month: m, day: None }, Some(y)) => month(y.into(), (*m).into()),
            (Time::MonthDay { .. }, None) => None,
        };
        let (first, last) = (dated(&from.time, &to.time)?, dated(&to.time, &from.time)?);
        let (Period::Point(first), Period::Point(last)) = (first, last) else { return None };
        let fine = |point: &Point| matches!(point.grain(), Grain::Month | Grain::Day);
        let span = Period::span(first, last).ok().filter(|_| joins && fine(&first) && fine(&last))?;
        Some(NamedTime { tokens: start..to.tokens.end, time: Time::Period(span) })
    }

    fn at(&self, i: usize) -> Option<(Time, usize)> {
        match self.text.kind(i)? {
            TokenKind::Han => self.relative_chinese(i).or_else(|| self.chinese(i)),
            TokenKind::Number => self
                .iso(i)
                .or_else(|| self.day_first(i))
                .or_else(|| self.chinese(i))
                .or_else(|| self.english(i))
                .or_else(|| self.bare_year(i)),
            TokenKind::Word => self.relative_english(i).or_else(|| self.english(i)),
            TokenKind::Break => None,
        }
    }

    /// `2025-05-16`, `2025/5`, `2025.5.16`: the marks are gone in the canonical form, so three numbers in a row.
    fn iso(&self, i: usize) -> Option<(Time, usize)> {
        let number = |k: usize| (self.text.kind(k)? == TokenKind::Number).then(|| self.surface(k).parse::<i64>().ok()).flatten();
        let y = number(i).filter(|y| (1900..2200).contains(y))?;
        let part = self.surface(i + 1);
        if matches!(part, "q1" | "q2" | "q3" | "q4" | "h1" | "h2") {
            return Period::parse(&format!("{y:04}-{}", part.to_uppercase())).ok().map(|p| (Time::Period(p), i + 2));
        }
        let two = |k: usize| number(k).filter(|_| self.surface(k).len() <= 2);
        match (two(i + 1), two(i + 2)) {
            (Some(m), Some(d)) => day(y, m, d).map(|p| (Time::Period(p), i + 3)),
            (Some(m), None) if !self.han(i + 2, "月") => month(y, m).map(|p| (Time::Period(p), i + 2)),
            _ => None,
        }
    }

    /// `29.10.2022` and `29/10/2022`. Of the first, the day and the month look like one decimal number in the canonical
    /// form. Where both may be the month (`5/7/2025`), the day comes first, as it does wherever the year comes last but in
    /// one country.
    fn day_first(&self, i: usize) -> Option<(Time, usize)> {
        let short = |text: &str| text.parse::<i64>().ok().filter(|_| text.len() <= 2);
        let year = |k: usize| {
            let k = k + usize::from(self.text.kind(k) == Some(TokenKind::Break));
            self.surface(k).parse::<i64>().ok().filter(|y| (1900..2200).contains(y)).map(|y| (y, k + 1))
        };
        let (first, second, after) = match self.surface(i).split_once('.') {
            Some((first, second)) => (short(first)?, short(second)?, i + 1),
            None => (short(self.surface(i))?, short(self.surface(i + 1))?, i + 2),
        };
        let (y, end) = year(after)?;
        let date = day(y, second, first).or_else(|| day(y, first, second));
        date.map(|period| (Time::Period(period), end))
    }

    fn bare_year(&self, i: usize) -> Option<(Time, usize)> {
        let y = self.surface(i).parse::<i64>().ok().filter(|y| self.surface(i).len() == 4 && (1950..2100).contains(y))?;
        year(y).map(|p| (Time::Period(p), i + 1))
    }
}

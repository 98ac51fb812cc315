//! Dates and periods in running text: `2024年5月16日`, `去年`, `16 May 2025`, `last month`, `first half of 2025`.

use super::canonical::{Canonical, TokenKind};
use super::numerals::read_han;
use super::period::Period;
use jiff::{ToSpan, civil::Date};
use std::ops::Range;

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
    found
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

fn month_day(month: i64, day: Option<i64>) -> Option<Time> {
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = match day {
        Some(day) => Some(i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?),
        None => None,
    };
    Some(Time::MonthDay { month, day })
}

fn english_month(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let full = MONTHS.iter().position(|m| *m == word);
    let short = || MONTHS.iter().position(|m| word == "sept" && *m == "september" || word.len() == 3 && m.starts_with(word));
    full.or_else(short).and_then(|p| i64::try_from(p + 1).ok())
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

    fn han(&self, i: usize, word: &str) -> bool {
        word.chars()
            .enumerate()
            .all(|(k, c)| self.text.tokens.get(i + k).is_some_and(|t| t.kind == TokenKind::Han) && self.text.surface(i + k).starts_with(c))
    }

    /// A whole number at a token: digits or a run of Chinese numerals. With the token after it.
    fn integer(&self, i: usize) -> Option<(i64, usize)> {
        let token = self.text.tokens.get(i)?;
        match token.kind {
            TokenKind::Number => self.surface(i).parse().ok().map(|n| (n, i + 1)),
            TokenKind::Han => {
                let numeral = |k: usize| "〇零一二三四五六七八九十".contains(self.surface(k)) && !self.surface(k).is_empty();
                let end = (i..).find(|k| !numeral(*k))?;
                let run: Vec<&str> = (i..end).map(|k| self.surface(k)).collect();
                (!run.is_empty()).then(|| read_han(&run)).flatten().map(|n| (n, end))
            }
            _ => None,
        }
    }

    fn english_day(&self, i: usize) -> Option<(i64, usize)> {
        let surface = self.surface(i);
        let digits = surface.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number: i64 = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
        let suffix_inside = matches!(&surface[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        let suffix_after = matches!(self.surface(i + 1), "st" | "nd" | "rd" | "th");
        suffix_inside.then_some((number, i + 1 + usize::from(suffix_after)))
    }

    fn at(&self, i: usize) -> Option<(Time, usize)> {
        match self.text.tokens.get(i)?.kind {
            TokenKind::Han if "今本去上前明后这下昨".contains(self.surface(i)) => self.relative(i),
            TokenKind::Han => self.chinese(i),
            TokenKind::Number => self.iso(i).or_else(|| self.chinese(i)).or_else(|| self.english(i)).or_else(|| self.bare_year(i)),
            TokenKind::Word => self.relative(i).or_else(|| self.english(i)),
            TokenKind::Break => None,
        }
    }

    /// `2025-05-16`, `2025/5`, `2025.5.16`: the marks are gone in the canonical form, so three numbers in a row.
    fn iso(&self, i: usize) -> Option<(Time, usize)> {
        let number =
            |k: usize| self.text.tokens.get(k).filter(|t| t.kind == TokenKind::Number).and_then(|_| self.surface(k).parse::<i64>().ok());
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

    fn chinese(&self, i: usize) -> Option<(Time, usize)> {
        let (n, after) = self.integer(i)?;
        if self.han(after, "年") {
            let four = (1900..2200).contains(&n);
            let short = after == i + 1 && self.surface(i).len() == 2 && (10..60).contains(&n);
            let y = if four {
                n
            } else if short {
                2000 + n
            } else {
                return None;
            };
            return self.within_year(y, after + 1);
        }
        if self.han(after, "月") && (1..=12).contains(&n) {
            let rest = after + 1 + usize::from(self.han(after + 1, "份"));
            if let Some((d, end)) = self.integer(rest).filter(|(_, end)| self.han(*end, "日") || self.han(*end, "号")) {
                return month_day(n, Some(d)).map(|t| (t, end + 1));
            }
            return month_day(n, None).map(|t| (t, rest));
        }
        None
    }

    /// What follows a year in Chinese: a month, a day, a quarter, a half, or nothing.
    fn within_year(&self, y: i64, i: usize) -> Option<(Time, usize)> {
        let i = i + usize::from(self.han(i, "的"));
        if let Some((m, after)) = self.integer(i).filter(|(_, after)| self.han(*after, "月")) {
            let rest = after + 1 + usize::from(self.han(after + 1, "份"));
            if let Some((d, end)) = self.integer(rest).filter(|(_, end)| self.han(*end, "日") || self.han(*end, "号")) {
                return day(y, m, d).map(|p| (Time::Period(p), end + 1));
            }
            return month(y, m).map(|p| (Time::Period(p), rest));
        }
        let part = |text: String, end: usize| Period::parse(&text).ok().map(|p| (Time::Period(p), end));
        if self.han(i, "上半年") {
            return part(format!("{y:04}-H1"), i + 3);
        }
        if self.han(i, "下半年") {
            return part(format!("{y:04}-H2"), i + 3);
        }
        let ordinal = i + usize::from(self.han(i, "第"));
        if let Some(q) = small(self.surface(ordinal)).filter(|_| self.han(ordinal + 1, "季度")) {
            return part(format!("{y:04}-Q{q}"), ordinal + 3);
        }
        year(y).map(|p| (Time::Period(p), i))
    }

    fn english(&self, i: usize) -> Option<(Time, usize)> {
        let year_at = |k: usize| {
            let k = k + usize::from(self.surface(k) == "|");
            let k = k + usize::from(matches!(self.surface(k), "of" | "in"));
            self.surface(k).parse::<i64>().ok().filter(|y| (1900..2200).contains(y)).map(|y| (y, k + 1))
        };
        let whole = |m: i64, d: Option<i64>, after: usize| match (year_at(after), d) {
            (Some((y, end)), Some(d)) => day(y, m, d).map(|p| (Time::Period(p), end)),
            (Some((y, end)), None) => month(y, m).map(|p| (Time::Period(p), end)),
            (None, d) => month_day(m, d).map(|t| (t, after)),
        };
        if let Some(m) = english_month(self.surface(i)) {
            if let Some((d, after)) = self.english_day(i + 1).filter(|_| self.surface(i + 1).len() <= 4) {
                return whole(m, Some(d), after);
            }
            // "may" is a verb more often than a month, unless something beside it says otherwise.
            let month_like = self.surface(i) != "may"
                || year_at(i + 1).is_some()
                || i > 0 && matches!(self.surface(i - 1), "in" | "of" | "since" | "by" | "last" | "this" | "next" | "during");
            return month_like.then(|| whole(m, None, i + 1)).flatten();
        }
        if let Some((d, after)) = self.english_day(i) {
            let after = after + usize::from(self.surface(after) == "of");
            if let Some(m) = english_month(self.surface(after)) {
                return whole(m, Some(d), after + 1);
            }
        }
        if let Some(n) = small(self.surface(i)) {
            let (letter, end) = match self.surface(i + 1) {
                "half" if n <= 2 => ('H', i + 2),
                "quarter" => ('Q', i + 2),
                _ => return None,
            };
            let (y, end) = year_at(end)?;
            return Period::parse(&format!("{y:04}-{letter}{n}")).ok().map(|p| (Time::Period(p), end));
        }
        let code = self.surface(i);
        if matches!(code, "q1" | "q2" | "q3" | "q4" | "h1" | "h2") {
            let (y, end) = year_at(i + 1)?;
            return Period::parse(&format!("{y:04}-{}", code.to_uppercase())).ok().map(|p| (Time::Period(p), end));
        }
        None
    }

    fn bare_year(&self, i: usize) -> Option<(Time, usize)> {
        self.text.tokens.get(i).filter(|t| t.kind == TokenKind::Number && self.surface(i).len() == 4)?;
        let y = self.surface(i).parse::<i64>().ok().filter(|y| (1950..2100).contains(y))?;
        year(y).map(|p| (Time::Period(p), i + 1))
    }

    fn relative(&self, i: usize) -> Option<(Time, usize)> {
        let this_year = i64::from(self.today.year());
        let relative_year = |offset: i64, end: usize| self.within_year(this_year + offset, end);
        for (word, offset) in [("今年", 0), ("本年", 0), ("去年", -1), ("上年", -1), ("前年", -2), ("明年", 1), ("后年", 2)] {
            if self.han(i, word) {
                let end = i + 2 + usize::from(word == "本年" && self.han(i + 2, "度"));
                return relative_year(offset, end);
            }
        }
        let months = |offset: i64, end: usize| {
            let first = self.today.first_of_month().checked_add(offset.months()).ok()?;
            month(i64::from(first.year()), i64::from(first.month())).map(|p| (Time::Period(p), end))
        };
        for (word, offset) in [("本月", 0), ("这个月", 0), ("上个月", -1), ("上月", -1), ("下个月", 1), ("下月", 1)] {
            if self.han(i, word) {
                return months(offset, i + word.chars().count());
            }
        }
        let days = |offset: i64, end: usize| {
            let date = self.today.checked_add(offset.days()).ok()?;
            day(i64::from(date.year()), i64::from(date.month()), i64::from(date.day())).map(|p| (Time::Period(p), end))
        };
        for (word, offset) in [("今天", 0), ("昨天", -1), ("明天", 1)] {
            if self.han(i, word) {
                return days(offset, i + 2);
            }
        }
        let week = |offset: i64, end: usize| {
            let monday = i64::from(self.today.weekday().to_monday_zero_offset());
            let first = self.today.checked_add((offset * 7 - monday).days()).ok()?;
            let last = first.checked_add(6.days()).ok()?;
            Period::parse(&format!("{first}/{last}")).ok().map(|p| (Time::Period(p), end))
        };
        for (word, offset) in [("本周", 0), ("这周", 0), ("上周", -1), ("下周", 1)] {
            if self.han(i, word) {
                return week(offset, i + 2);
            }
        }
        let offset = match self.surface(i) {
            "last" | "previous" | "past" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            "today" => return days(0, i + 1),
            "yesterday" => return days(-1, i + 1),
            "tomorrow" => return days(1, i + 1),
            _ => return None,
        };
        match self.surface(i + 1) {
            "year" => year(this_year + offset).map(|p| (Time::Period(p), i + 2)),
            "month" => months(offset, i + 2),
            "week" => week(offset, i + 2),
            word => {
                let m = english_month(word)?;
                let now = i64::from(self.today.month());
                let y = match offset {
                    -1 if m >= now => this_year - 1,
                    1 if m <= now => this_year + 1,
                    _ => this_year,
                };
                month(y, m).map(|p| (Time::Period(p), i + 2))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Canonicaliser, Scripts};
    use super::*;

    fn times(text: &str) -> Vec<String> {
        let text = Canonicaliser::new(Scripts::load().expect("tables")).question(text);
        let today = Date::constant(2026, 11, 21);
        named_times(&text, today)
            .iter()
            .map(|t| match t.time {
                Time::Period(p) => p.to_string(),
                Time::MonthDay { month, day } => format!("--{month}-{day:?}"),
            })
            .collect()
    }

    #[test]
    fn chinese_dates_keep_their_grain() {
        assert_eq!(times("2025年5月16日"), ["2025-05-16"]);
        assert_eq!(times("二零二四年的进出口"), ["2024"]);
        assert_eq!(times("24年"), ["2024"]);
        assert_eq!(times("2025年上半年"), ["2025-H1"]);
        assert_eq!(times("7月18日下午"), ["--7-Some(18)"]);
        assert_eq!(times("十年来"), [""; 0]);
    }

    #[test]
    fn english_dates_keep_their_grain() {
        assert_eq!(times("on 16 May 2025"), ["2025-05-16"]);
        assert_eq!(times("May 16th, 2025"), ["2025-05-16"]);
        assert_eq!(times("in May"), ["--5-None"]);
        assert_eq!(times("you may ask"), [""; 0]);
        assert_eq!(times("Q1 2025 and the first half of 2024"), ["2025-Q1", "2024-H1"]);
        assert_eq!(times("2025-07-18"), ["2025-07-18"]);
    }

    #[test]
    fn relative_times_count_from_today() {
        assert_eq!(times("去年"), ["2025"]);
        assert_eq!(times("last year"), ["2025"]);
        assert_eq!(times("下个月"), ["2026-12"]);
        assert_eq!(times("next month"), ["2026-12"]);
        assert_eq!(times("今年7月"), ["2026-07"]);
    }
}

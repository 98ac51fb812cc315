//! Times in English words: `16 May 2025`, `May 16th`, `the first half of 2025`, `Q1 2025`.

use super::{Reader, Time, days, month, month_day, small};
use crate::language::period::Period;

/// A month by its name, in full or in three letters.
pub(super) fn english_month(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    if word.len() < 3 || !word.starts_with(['j', 'f', 'm', 'a', 's', 'o', 'n', 'd']) {
        return None;
    }
    let full = MONTHS.iter().position(|m| *m == word);
    let short = || MONTHS.iter().position(|m| word == "sept" && *m == "september" || word.len() == 3 && m.starts_with(word));
    full.or_else(short).and_then(|p| i64::try_from(p + 1).ok())
}

impl Reader<'_> {
    fn english_day(&self, i: usize) -> Option<(i64, usize)> {
        let surface = self.surface(i);
        let digits = surface.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number: i64 = digits.parse().ok().filter(|d| (1..=31).contains(d))?;
        let suffix_inside = matches!(&surface[digits.len()..], "" | "st" | "nd" | "rd" | "th");
        let suffix_after = matches!(self.surface(i + 1), "st" | "nd" | "rd" | "th");
        suffix_inside.then_some((number, i + 1 + usize::from(suffix_after)))
    }

    /// A day, or the first and last of two that are joined ("17 and 18", "17–18").
    fn english_days(&self, i: usize) -> Option<((i64, i64), usize)> {
        let (first, after) = self.english_day(i)?;
        let second = after + usize::from(matches!(self.surface(after), "and" | "to" | "through" | "until"));
        let last = self.english_day(second).filter(|(last, _)| *last > first);
        Some(last.map_or(((first, first), after), |(last, end)| ((first, last), end)))
    }

    pub(super) fn english(&self, i: usize) -> Option<(Time, usize)> {
        let year_at = |k: usize| {
            let k = k + usize::from(self.surface(k) == "|");
            let k = k + usize::from(matches!(self.surface(k), "of" | "in"));
            self.surface(k).parse::<i64>().ok().filter(|y| (1900..2200).contains(y)).map(|y| (y, k + 1))
        };
        let whole = |m: i64, d: Option<(i64, i64)>, after: usize| match (year_at(after), d) {
            (Some((y, end)), Some((first, last))) => days(y, m, first, last).map(|p| (Time::Period(p), end)),
            (Some((y, end)), None) => month(y, m).map(|p| (Time::Period(p), end)),
            (None, d) => month_day(m, d.map(|(first, _)| first)).map(|t| (t, after)),
        };
        if let Some(m) = english_month(self.surface(i)) {
            if let Some((d, after)) = self.english_days(i + 1).filter(|_| self.surface(i + 1).len() <= 4) {
                return whole(m, Some(d), after);
            }
            // "may" is a verb more often than a month, unless something beside it says otherwise.
            let joined = matches!(self.surface(i + 1), "to" | "and" | "until" | "till" | "through");
            let month_like = self.surface(i) != "may"
                || english_month(self.surface(i + 1 + usize::from(joined))).is_some()
                || year_at(i + 1).is_some()
                || i > 0
                    && matches!(
                        self.surface(i - 1),
                        "in" | "of" | "since" | "by" | "last" | "this" | "next" | "during" | "between" | "from" | "until" | "till" | "mid"
                    );
            return month_like.then(|| whole(m, None, i + 1)).flatten();
        }
        if let Some((d, after)) = self.english_days(i) {
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
}

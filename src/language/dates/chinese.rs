//! Times in Chinese words: `2024年5月16日`, `二零二四年上半年`, `7月18日`.

use super::{Reader, Time, days, month, month_day, small, year};
use crate::language::canonical::TokenKind;
use crate::language::numerals::read_han;
use crate::language::period::Period;

/// The characters that years, months and days are written with.
const NUMERALS: &str = "〇零一二三四五六七八九十";

/// A longer run of numerals is no time.
const LONGEST: usize = 24;

impl Reader<'_> {
    /// A whole number at a token: digits or a run of Chinese numerals. With the token after it.
    fn integer(&self, i: usize) -> Option<(i64, usize)> {
        match self.text.kind(i)? {
            TokenKind::Number => self.surface(i).parse().ok().map(|n| (n, i + 1)),
            TokenKind::Han => {
                let numeral = |k: usize| self.text.han(k).filter(|c| NUMERALS.contains(*c));
                let run: Vec<char> = (i..).map_while(numeral).take(LONGEST).collect();
                (!run.is_empty()).then(|| read_han(&run)).flatten().map(|n| (n, i + run.len()))
            }
            _ => None,
        }
    }

    /// A day of a month, or the first and last of several (`17、18日`, `16日至18日`). With the token after them.
    fn days_of_month(&self, i: usize) -> Option<(i64, i64, usize)> {
        let marked = |at: usize| self.han(at, "日") || self.han(at, "号");
        let joined = |at: usize| self.text.kind(at) == Some(TokenKind::Break) || ["至", "到", "和", "与"].iter().any(|w| self.han(at, w));
        let (first, mut end) = self.integer(i)?;
        let next = |at: usize| self.integer(at + 1).filter(|(n, after)| joined(at) && *n > first && marked(*after));
        if marked(end) {
            end += 1;
        } else {
            next(end)?;
        }
        let mut last = first;
        while let Some((day, after)) = next(end) {
            (last, end) = (day, after + 1);
        }
        Some((first, last, end))
    }

    /// A year and what follows it, or a month and perhaps a day.
    pub(super) fn chinese(&self, i: usize) -> Option<(Time, usize)> {
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
            if let Some((d, _, end)) = self.days_of_month(rest) {
                return month_day(n, Some(d)).map(|t| (t, end));
            }
            return month_day(n, None).map(|t| (t, rest));
        }
        None
    }

    /// What follows a year in Chinese: a month, a day, a quarter, a half, or nothing.
    pub(super) fn within_year(&self, y: i64, i: usize) -> Option<(Time, usize)> {
        let i = i + usize::from(self.han(i, "的"));
        if let Some((m, after)) = self.integer(i).filter(|(_, after)| self.han(*after, "月")) {
            let rest = after + 1 + usize::from(self.han(after + 1, "份"));
            if let Some((first, last, end)) = self.days_of_month(rest) {
                return days(y, m, first, last).map(|p| (Time::Period(p), end));
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
}

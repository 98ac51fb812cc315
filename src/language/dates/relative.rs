//! Times that count from today: `去年`, `今年7月`, `last month`, `next May`.

use super::english::english_month;
use super::{Reader, Time, day, month, year};
use crate::language::period::Period;
use jiff::ToSpan;

/// The characters that Chinese relative times begin with.
const BEGINNINGS: &str = "今本去上前明后这下昨";

impl Reader<'_> {
    pub(super) fn relative_chinese(&self, i: usize) -> Option<(Time, usize)> {
        self.text.han(i).filter(|c| BEGINNINGS.contains(*c))?;
        for (word, offset) in [("今年", 0), ("本年", 0), ("去年", -1), ("上年", -1), ("前年", -2), ("明年", 1), ("后年", 2)] {
            // "带上年份" asks for the year.
            if self.han(i, word) && !self.han(i + 2, "份") {
                let end = i + 2 + usize::from(word == "本年" && self.han(i + 2, "度"));
                return self.within_year(self.this_year() + offset, end);
            }
        }
        for (word, offset) in [("本月", 0), ("这个月", 0), ("上个月", -1), ("上月", -1), ("下个月", 1), ("下月", 1)] {
            if self.han(i, word) {
                return self.months(offset, i + word.chars().count());
            }
        }
        for (word, offset) in [("今天", 0), ("昨天", -1), ("明天", 1)] {
            if self.han(i, word) {
                return self.days(offset, i + 2);
            }
        }
        for (word, offset) in [("本周", 0), ("这周", 0), ("上周", -1), ("下周", 1)] {
            if self.han(i, word) {
                return self.weeks(offset, i + 2);
            }
        }
        None
    }

    pub(super) fn relative_english(&self, i: usize) -> Option<(Time, usize)> {
        let offset = match self.surface(i) {
            "last" | "previous" | "past" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            "today" => return self.days(0, i + 1),
            "yesterday" => return self.days(-1, i + 1),
            "tomorrow" => return self.days(1, i + 1),
            _ => return None,
        };
        match self.surface(i + 1) {
            "year" => year(self.this_year() + offset).map(|p| (Time::Period(p), i + 2)),
            "month" => self.months(offset, i + 2),
            "week" => self.weeks(offset, i + 2),
            word => {
                let m = english_month(word)?;
                let now = i64::from(self.today.month());
                let y = match offset {
                    -1 if m >= now => self.this_year() - 1,
                    1 if m <= now => self.this_year() + 1,
                    _ => self.this_year(),
                };
                month(y, m).map(|p| (Time::Period(p), i + 2))
            }
        }
    }

    fn this_year(&self) -> i64 {
        i64::from(self.today.year())
    }

    fn months(&self, offset: i64, end: usize) -> Option<(Time, usize)> {
        let first = self.today.first_of_month().checked_add(offset.months()).ok()?;
        month(i64::from(first.year()), i64::from(first.month())).map(|p| (Time::Period(p), end))
    }

    fn days(&self, offset: i64, end: usize) -> Option<(Time, usize)> {
        let date = self.today.checked_add(offset.days()).ok()?;
        day(i64::from(date.year()), i64::from(date.month()), i64::from(date.day())).map(|p| (Time::Period(p), end))
    }

    fn weeks(&self, offset: i64, end: usize) -> Option<(Time, usize)> {
        let monday = i64::from(self.today.weekday().to_monday_zero_offset());
        let first = self.today.checked_add((offset * 7 - monday).days()).ok()?;
        let last = first.checked_add(6.days()).ok()?;
        Period::parse(&format!("{first}/{last}")).ok().map(|p| (Time::Period(p), end))
    }
}

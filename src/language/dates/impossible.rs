//! Dates that have the form of one and do not exist: the 30th of February, a thirteenth month.

use super::english::english_month;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A year of which every month has all its days: where none is said, 29 February may be meant.
const LEAP: i16 = 2024;

/// Ways of writing a day or a month, each with the groups `y`, `m` and `d` as far as it has them.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?(?:[^0-9]|$)",
        r"(?P<y>[0-9]{4}) ?年 ?(?P<m>[0-9]{1,2}) ?月(?: ?(?P<d>[0-9]{1,2}) ?[日号])?",
        r"(?:^|[^0-9年])(?P<m>[0-9]{1,2}) ?月 ?(?P<d>[0-9]{1,2}) ?[日号]",
        r"(?:^|[^a-z])(?P<n>[a-z]{3,9}) (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?P<y>[0-9]{4}))?(?:[^0-9]|$)",
        r"(?:^|[^0-9])(?P<d>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?(?P<n>[a-z]{3,9})(?:,? (?P<y>[0-9]{4}))?(?:[^a-z0-9]|$)",
    ];
    // A test sees to it that they can be made.
    forms.into_iter().filter_map(|form| Regex::new(form).ok()).collect()
});

/// Whether a text, in lower case, names a day or a month that does not exist.
#[must_use]
pub fn names_impossible_date(text: &str) -> bool {
    FORMS.iter().any(|form| form.captures_iter(text).any(|found| is_impossible(&found)))
}

fn is_impossible(found: &Captures<'_>) -> bool {
    let number = |group: &str| found.name(group).and_then(|m| m.as_str().parse::<i16>().ok());
    let month = match found.name("n") {
        // What is no month is no date at all.
        Some(name) => match english_month(name.as_str()) {
            Some(month) => i16::try_from(month).ok(),
            None => return false,
        },
        None => number("m"),
    };
    let (year, month, day) = (number("y").unwrap_or(LEAP), month.unwrap_or(0), number("d").unwrap_or(1));
    let small = |n: i16| i8::try_from(n).unwrap_or(0);
    Date::new(year, small(month), small(day)).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_told_from_those_that_do() {
        assert_eq!(FORMS.len(), 5, "each form can be made");
        for text in [
            "2025-13",
            "2025-02-30",
            "2025年13月",
            "2025年2月29日",
            "2月30日",
            "30 february",
            "february 30, 2026",
            "the 31st of april",
            "2026.4.31",
        ] {
            assert!(names_impossible_date(text), "{text}");
        }
        for text in [
            "2025-07",
            "2024-02-29",
            "2024年2月29日",
            "2月29日",
            "29 february",
            "may 5",
            "march 2025",
            "harbour 2025",
            "14 countries",
            "2025年",
            "7月",
            "expo 99",
            "",
        ] {
            assert!(!names_impossible_date(text), "{text}");
        }
    }
}

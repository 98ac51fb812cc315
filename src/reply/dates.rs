//! Dates and periods as each language writes them, with the grain of the source.

use super::bundles::Words;
use crate::knowledge::{Hours, PartOfDay, When};
use crate::language::{Grain, Period, Point};
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// A period: 2025年5月16日, 29 October–2 November 2022, the first half of 2024 …
pub(super) fn period(words: &Words, period: Period) -> String {
    match period {
        Period::Point(at) => point(words, at),
        Period::Span(from, to) => span(words, from, to),
    }
}

/// A period with the half of the day that an event was in.
pub(super) fn with_part(words: &Words, date: &str, part: Option<PartOfDay>) -> String {
    match part {
        Some(PartOfDay::Morning) => words.say("with-morning", &[("date", date)]),
        Some(PartOfDay::Afternoon) => words.say("with-afternoon", &[("date", date)]),
        None => date.to_owned(),
    }
}

/// A period with the hours of an event and the zone that they are told in.
pub(super) fn with_hours(words: &Words, date: &str, hours: &Hours, zone: Option<TimeZone>) -> String {
    let clock = |time: Time| time.strftime("%H:%M").to_string();
    let from = clock(hours.from);
    let to = hours.to.map(clock).unwrap_or_default();
    let zone = zone.as_ref().and_then(TimeZone::iana_name).unwrap_or_default().to_owned();
    let key = match (to.is_empty(), zone.is_empty()) {
        (true, true) => "with-hour",
        (true, false) => "with-hour-zone",
        (false, true) => "with-hours",
        (false, false) => "with-hours-zone",
    };
    words.say(key, &[("date", date), ("from", &from), ("to", &to), ("zone", &zone)])
}

/// The time of a fact as it follows its label: `in 2024`, `, as of May 2025`, （2024年）.
pub(super) fn when(words: &Words, when: When) -> String {
    let date = period(words, when.period);
    let key = match when.period {
        _ if when.as_of => "when-as-of",
        Period::Span(..) => "when-span",
        Period::Point(at) if at.grain() == Grain::Day => "when-on",
        Period::Point(_) => "when-in",
    };
    words.say(key, &[("date", &date)])
}

/// The time of a computed figure as it follows its name.
pub(super) fn during(words: &Words, of: Period) -> String {
    when(words, When { period: of, as_of: false })
}

fn point(words: &Words, at: Point) -> String {
    let (first, year) = (at.first(), at.first().year().to_string());
    let year = ("year", year.as_str());
    match at.grain() {
        Grain::Year => words.say("date-year", &[year]),
        Grain::Half => words.count("date-half", i64::from((first.month() + 5) / 6), &[year]),
        Grain::Quarter => words.count("date-quarter", i64::from((first.month() + 2) / 3), &[year]),
        Grain::Month => words.say("date-month", &[year, ("month", &month(words, at))]),
        Grain::Day => words.say("date-day", &[year, ("month", &month(words, at)), ("day", &day(at))]),
    }
}

/// How many days a period has.
pub(super) fn length(words: &Words, of: Period) -> String {
    let days = of.first().until(of.last()).map_or(0, |span| i64::from(span.get_days()) + 1);
    super::numbers::days(words, days)
}

fn month(words: &Words, at: Point) -> String {
    words.count("month-name", i64::from(at.first().month()), &[])
}

fn day(at: Point) -> String {
    at.first().day().to_string()
}

fn span(words: &Words, from: Point, to: Point) -> String {
    if from == to {
        return point(words, from);
    }
    let (a, b) = (from.first(), to.first());
    let year = a.year().to_string();
    let year = ("year", year.as_str());
    match (from.grain(), to.grain()) {
        (Grain::Year, Grain::Year) => words.say("span-years", &[("from", &a.year().to_string()), ("to", &b.year().to_string())]),
        (Grain::Month, Grain::Month) if a.year() == b.year() => {
            words.say("span-months", &[year, ("from", &month(words, from)), ("to", &month(words, to))])
        }
        (Grain::Day, Grain::Day) if a.year() == b.year() && a.month() == b.month() => {
            words.say("span-days", &[year, ("month", &month(words, from)), ("from", &day(from)), ("to", &day(to))])
        }
        (Grain::Day, Grain::Day) if a.year() == b.year() => {
            let months = [("from-month", month(words, from)), ("to-month", month(words, to))];
            let [(k1, m1), (k2, m2)] = &months;
            words.say("span-days-months", &[year, ("from", &day(from)), ("to", &day(to)), (k1, m1), (k2, m2)])
        }
        _ => words.say("span", &[("from", &point(words, from)), ("to", &point(words, to))]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bundles::{EN, ZH};
    use super::*;

    #[test]
    fn each_grain_is_written_as_the_language_does() -> Result<(), Box<dyn std::error::Error>> {
        let (zh, en) = (Words::load("zh", ZH, true)?, Words::load("en", EN, false)?);
        for (written, in_zh, in_en) in [
            ("2024", "2024年", "2024"),
            ("2024-H1", "2024年上半年", "the first half of 2024"),
            ("2024-H2", "2024年下半年", "the second half of 2024"),
            ("2024-Q3", "2024年第3季度", "the third quarter of 2024"),
            ("2025-01", "2025年1月", "January 2025"),
            ("2025-07-18", "2025年7月18日", "18 July 2025"),
            ("2022-10-29/2022-11-02", "2022年10月29日至11月2日", "29 October–2 November 2022"),
            ("2025-05-17/2025-05-18", "2025年5月17日至18日", "17–18 May 2025"),
            ("2024-12-30/2025-01-02", "2024年12月30日至2025年1月2日", "30 December 2024 to 2 January 2025"),
            ("2025-03/2025-07", "2025年3月至7月", "March–July 2025"),
            ("2020-08/2023-02", "2020年8月至2023年2月", "August 2020 to February 2023"),
            ("2023/2025-07", "2023年至2025年7月", "2023 to July 2025"),
            ("2024/2025", "2024年至2025年", "2024–2025"),
        ] {
            let written = Period::parse(written)?;
            assert_eq!(period(&zh, written), in_zh);
            assert_eq!(period(&en, written), in_en);
        }
        Ok(())
    }

    #[test]
    fn the_time_of_a_fact_follows_its_label() -> Result<(), Box<dyn std::error::Error>> {
        let (zh, en) = (Words::load("zh", ZH, true)?, Words::load("en", EN, false)?);
        for (written, as_of, in_zh, in_en) in [
            ("2024", false, "（2024年）", " in 2024"),
            ("2025-05-16", false, "（2025年5月16日）", " on 16 May 2025"),
            ("2022-11", true, "（截至2022年11月）", ", as of November 2022"),
            ("2023/2025-07", false, "（2023年至2025年7月）", " (2023 to July 2025)"),
        ] {
            let time = When { period: Period::parse(written)?, as_of };
            assert_eq!(when(&zh, time), in_zh);
            assert_eq!(when(&en, time), in_en);
        }
        Ok(())
    }
}

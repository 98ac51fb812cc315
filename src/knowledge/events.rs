//! Reading of events: their days, their hours, and what ties them to a calendar.

use super::facts::Own;
use super::model::{CalendarEntry, Event, Gives, Hours, Kind, PartOfDay, Text, When};
use super::record::{Key, PERIOD_FORMS, Record};
use crate::language::{Grain, Period, Point};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use toml::de::DeValue;

/// The keys of an event beside those of every fact.
pub(super) const KEYS: &[&str] =
    &["name", "aliases", "series", "part_of", "start", "end", "part_of_day", "hours", "at", "hosts", "theme", "calendar"];

const PARTS_OF_DAY: [(&str, PartOfDay); 2] = [("morning", PartOfDay::Morning), ("afternoon", PartOfDay::Afternoon)];
const HOURS: &str = "{ from = \"14:30\", to = \"17:00\", zone = \"Asia/Shanghai\" }";
const CALENDAR: &str = "{ uid = \"…\", sequence = 0 }";

/// The start or end of an event: one point in time. `tba` is no date.
fn point(record: &Record<'_>, key: &str) -> Option<Point> {
    match record.period(key)? {
        Period::Point(point) => Some(point),
        Period::Span(..) => {
            let message = format!("`{key}` cannot be a span");
            let help = String::from("write the first day as `start` and the last as `end`");
            record.problem(record.place_of(key), key.into(), message, help);
            None
        }
    }
}

/// The time and the rest of an event.
pub(super) fn event(record: &Record<'_>) -> (Option<When>, Option<Own>) {
    let name = record.required_text("name");
    let announced = record.get("start").and_then(|value| value.get_ref().as_str()) != Some("tba");
    let start = if announced { point(record, "start") } else { None };
    if !record.has("start") {
        let message = String::from("missing key `start`");
        let help = format!("add `start = \"tba\"` where no date is known, or {PERIOD_FORMS}");
        record.problem(record.found.place, "start".into(), message, help);
    }
    let end = point(record, "end");
    if !announced && record.has("end") {
        let message = String::from("`end` without a known `start`");
        let help = String::from("write the start, or leave `end` out");
        record.problem(record.place_of("end"), "end".into(), message, help);
    }
    let period = match (start, end) {
        (Some(from), Some(to)) => Period::span(from, to).map_err(|_| {
            record.problem(
                record.place_of("end"),
                "end".into(),
                format!("the event ends {to}, before it starts {from}"),
                format!("write {from} or later"),
            );
        }),
        (from, _) => from.map(Period::Point).ok_or(()),
    };
    let event = Event {
        aliases: record.phrases("aliases", false),
        series: record.entity("series"),
        part_of: record.event("part_of"),
        start: start.map(Period::Point),
        end: end.map(Period::Point),
        part_of_day: record.choice("part_of_day", &PARTS_OF_DAY),
        at: record.entities("at"),
        hosts: record.entities("hosts"),
        theme: record.prose("theme"),
        hours: hours(record, start, end),
        calendar: calendar(record),
        name: name.unwrap_or_else(|| Text { zh: String::new(), en: String::new() }),
    };
    let mut gives = vec![Gives::What];
    if start.is_some_and(|start| start.grain() >= Grain::Month) {
        gives.push(Gives::When);
    }
    if !event.at.is_empty() {
        gives.push(Gives::Where);
    }
    if !event.hosts.is_empty() {
        gives.push(Gives::Who);
    }
    let when = period.ok().map(|period| When { period, as_of: false });
    let label = Some(event.name.clone());
    (when, Some(Own::new(Kind::Event(event), label, &gives)))
}

/// The hours of the day; they need a day to be of.
fn hours(record: &Record<'_>, start: Option<Point>, end: Option<Point>) -> Option<Hours> {
    let value = record.get("hours")?;
    let table = record.table("hours", &["from", "to", "zone"], HOURS)?;
    let from = record.inner_string(table, value, Key("hours", Some("from")));
    let optional = |key: &'static str| Some((table.get(key)?, record.inner_string(table, value, Key("hours", Some(key)))?));
    let from = from.and_then(|text| time(record, table.get("from").unwrap_or(value), "from", text));
    let to = optional("to").map(|(at, text)| time(record, at, "to", text));
    let zone = optional("zone").map(|(at, name)| known_zone(record, at, Key("hours", Some("zone")), name, TimeZone::get(name).ok()));
    if start.is_none_or(|start| start.grain() != Grain::Day) {
        let help = String::from("write the day as `start`, or leave `hours` out");
        record.refuse(value, "hours".into(), String::from("`hours` without a day"), help);
        return None;
    }
    let (from, to, zone) = (from?, to.transposed()?, zone.transposed()?);
    let one_day = end.is_none_or(|end| Some(end) == start);
    if let Some(to) = to.filter(|to| one_day && *to <= from) {
        let message = format!("the event ends at {}, not after it starts at {}", short(to), short(from));
        let help = format!("write a time after {}, or the last day as `end`", short(from));
        record.refuse(table.get("to").unwrap_or(value), Key("hours", Some("to")), message, help);
        return None;
    }
    Some(Hours { from, to, zone })
}

fn time(record: &Record<'_>, value: &super::record::Value<'_>, key: &str, text: &str) -> Option<Time> {
    let time = Time::strptime("%H:%M", text).ok();
    if time.is_none() {
        let help = String::from("write hours and minutes such as 09:30, 00:00 to 23:59");
        record.refuse(value, Key("hours", Some(key)), format!("`{text}` is no time of day"), help);
    }
    time
}

fn short(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// What was found for the name of a time zone; that there is none of the name is reported.
pub(super) fn known_zone<Z>(record: &Record<'_>, value: &super::record::Value<'_>, key: Key<'_>, name: &str, zone: Option<Z>) -> Option<Z> {
    if zone.is_none() {
        let help = String::from("write a name of the IANA database such as Asia/Shanghai");
        record.refuse(value, key, format!("`{name}` is no time zone"), help);
    }
    zone
}

/// What an organiser's calendar calls the event.
fn calendar(record: &Record<'_>) -> Option<CalendarEntry> {
    let value = record.get("calendar")?;
    let table = record.table("calendar", &["uid", "sequence"], CALENDAR)?;
    let uid = record.inner_string(table, value, Key("calendar", Some("uid")));
    let sequence = match table.get("sequence") {
        None => Some(0),
        Some(written) => {
            let number = match written.get_ref() {
                DeValue::Integer(digits) => u32::from_str_radix(digits.as_str(), digits.radix()).ok(),
                _ => None,
            };
            if number.is_none() {
                let help = String::from("write a whole number from 0 without quotes");
                record.refuse(written, Key("calendar", Some("sequence")), String::from("`calendar.sequence` is no such number"), help);
            }
            number
        }
    };
    Some(CalendarEntry { uid: uid?.to_owned(), sequence: sequence? })
}

/// An optional value that was there and could not be read makes the whole unreadable.
trait Transposed<T> {
    fn transposed(self) -> Option<Option<T>>;
}

impl<T> Transposed<T> for Option<Option<T>> {
    fn transposed(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(read) => read.map(Some),
        }
    }
}

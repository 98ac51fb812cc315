//! From events to the TOML of an overlay.

use super::places::{At, NewPlace};
use super::reading::{Times, Told};
use crate::knowledge::{Base, EntityRef, Event, Fact, Hours, PartOfDay, Phrases, Text};
use crate::language::{Language, Period};
use crate::reply::Writer;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// An event on its way into a record.
pub(super) struct Draft<'a> {
    /// What the calendar tells.
    pub(super) told: &'a Told,
    /// The id of the record.
    pub(super) id: &'a str,
    /// Where it is.
    pub(super) at: &'a At,
    /// The event that the base has under this id.
    pub(super) known: Option<(&'a Fact, &'a Event)>,
}

/// The calendar as a source.
pub(super) struct Origin {
    pub(super) id: String,
    pub(super) publisher: Text,
    pub(super) title: Text,
    /// The day on which it was last changed, as files have it.
    pub(super) date: String,
}

/// What all records of an overlay share.
pub(super) struct Frame<'a> {
    pub(super) base: &'a Base,
    pub(super) writer: &'a Writer,
    pub(super) source: &'a Origin,
    /// The zone of the office.
    pub(super) zone: &'a TimeZone,
    pub(super) now: Timestamp,
}

/// The days and hours of a record.
struct Days {
    first: Date,
    last: Date,
    hours: Option<Hours>,
    over: Timestamp,
}

/// The record of a source.
pub(super) fn source(source: &Origin) -> String {
    let mut record = Record::new("source", &source.id);
    record.both("publisher", &source.publisher);
    record.both("title", &source.title);
    record.string("date", &source.date);
    record.0
}

/// The record of a place.
pub(super) fn place(place: &NewPlace) -> String {
    let mut record = Record::new("entity", &place.id);
    record.string("kind", "place");
    record.both("name", &place.name);
    record.0
}

/// The record of an event. What a calendar cannot tell stays as the base has it: hosts, series, aliases and the like.
pub(super) fn event(draft: &Draft<'_>, name: &Text, frame: &Frame<'_>) -> String {
    let days = days(draft, frame);
    let mut record = Record::new("event", draft.id);
    record.both("name", name);
    if let Some((_, event)) = draft.known {
        record.phrases("aliases", &event.aliases);
        if let Some(series) = event.series {
            record.string("series", &frame.base[series].id);
        }
        if let Some(whole) = event.part_of {
            record.string("part_of", &frame.base[whole].id);
        }
    }
    record.string("start", &days.first.to_string());
    if days.last != days.first {
        record.string("end", &days.last.to_string());
    }
    if let Some(hours) = &days.hours {
        let to = hours.to.map(|to| ("to", clock(to)));
        let zone = hours.zone.as_ref().and_then(|zone| Some(("zone", zone.iana_name()?.to_owned())));
        let parts = [("from", clock(hours.from))].into_iter().chain(to).chain(zone);
        let parts: Vec<String> = parts.map(|(key, value)| format!("{key} = {}", quoted(&value))).collect();
        record.line("hours", &format!("{{ {} }}", parts.join(", ")));
    }
    if let Some(part) = draft.known.and_then(|(_, event)| event.part_of_day).filter(|_| days.hours.is_none()) {
        record.string("part_of_day", if part == PartOfDay::Morning { "morning" } else { "afternoon" });
    }
    record.list("at", draft.at.ids.iter().map(String::as_str));
    if let Some((fact, event)) = draft.known {
        record.ids("hosts", &event.hosts, frame.base);
        if let Some(theme) = &event.theme {
            record.both("theme", theme);
        }
        record.ids("about", &fact.about, frame.base);
        record.phrases("asks", &fact.asks);
    }
    let standing = match (draft.told.cancelled, days.over > frame.now) {
        (true, _) => Some("cancelled"),
        (false, true) => Some("planned"),
        (false, false) => None,
    };
    if let Some(standing) = standing {
        record.string("standing", standing);
    }
    record.line("calendar", &format!("{{ uid = {}, sequence = {} }}", quoted(&draft.told.uid), draft.told.sequence));
    record.both("text", &text(draft, name, &days, standing, frame));
    record.string("source", &frame.source.id);
    record.0
}

/// The days as the base has them: of an event with hours those where it takes place.
fn days(draft: &Draft<'_>, frame: &Frame<'_>) -> Days {
    let of_place = || draft.at.known.iter().find_map(|at| frame.base.zone_at(*at));
    match &draft.told.times {
        Times::Days(first, last) => {
            let zone = of_place().unwrap_or_else(|| frame.zone.clone());
            let over = last.tomorrow().ok().and_then(|day| day.to_zoned(zone).ok()).map_or(Timestamp::MAX, |end| end.timestamp());
            Days { first: *first, last: *last, hours: None, over }
        }
        Times::Hours { from, to, zone } => {
            // A zone that the base has for the event is how it is told already.
            let kept = draft.known.and_then(|(_, event)| event.hours.as_ref()?.zone.clone());
            let place = of_place();
            let here = zone.clone().or(kept).or_else(|| place.clone()).unwrap_or_else(|| frame.zone.clone());
            let named = Some(here.clone()).filter(|here| place.as_ref() != Some(here));
            let minutes = |time: Time| time.with().second(0).subsec_nanosecond(0).build().unwrap_or(time);
            let start = from.to_zoned(here.clone()).datetime();
            let end = to.map(|to| to.to_zoned(here.clone()).datetime());
            let mut last = end.map_or(start.date(), |end| end.date());
            let mut until = end.map(|end| minutes(end.time()));
            let from = minutes(start.time());
            // The base takes an event of several days without a last hour to end with its last day, which a calendar can only
            // tell as the midnight after it.
            if until == Some(Time::midnight()) && last.duration_since(start.date()).as_hours() > 24 {
                last = last.yesterday().unwrap_or(last);
                until = None;
            }
            // Less than a minute, or an hour that the clocks repeat: the end cannot be told.
            if last == start.date() {
                until = until.filter(|until| *until > from);
            }
            let over =
                to.unwrap_or(last.tomorrow().ok().and_then(|day| day.to_zoned(here).ok()).map_or(Timestamp::MAX, |end| end.timestamp()));
            Days { first: start.date(), last, hours: Some(Hours { from, to: until, zone: named }), over }
        }
    }
}

/// The whole event in a sentence of our own.
fn text(draft: &Draft<'_>, name: &Text, days: &Days, standing: Option<&str>, frame: &Frame<'_>) -> Text {
    let key = match standing {
        Some("cancelled") => "calendar-told-cancelled",
        Some(_) => "calendar-told-planned",
        None => "calendar-told-done",
    };
    let one = |language| {
        let span = Period::on_day(days.first).ok().zip(Period::on_day(days.last).ok());
        let period = span.and_then(|(first, last)| match (first, last) {
            (Period::Point(first), Period::Point(last)) if first != last => Period::span(first, last).ok(),
            (first, _) => Some(first),
        });
        let date = period.map(|period| frame.writer.period(period, language)).unwrap_or_default();
        let date = match &days.hours {
            Some(hours) => {
                let here = || draft.at.known.iter().find_map(|at| frame.base.zone_at(*at));
                frame.writer.hours(&date, hours, hours.zone.clone().or_else(here), language)
            }
            None => date,
        };
        let of = |text: &Text| if language == Language::En { text.en.clone() } else { text.zh.clone() };
        let place = draft.at.phrase.as_ref().map(|phrase| frame.writer.message(language, "calendar-told-at", &[("places", &of(phrase))]));
        let publisher = of(&frame.source.publisher);
        let arguments = [("name", of(name)), ("date", date), ("place", place.unwrap_or_default()), ("publisher", publisher)];
        let arguments = arguments.each_ref().map(|(key, value)| (*key, value.as_str()));
        frame.writer.message(language, key, &arguments)
    };
    Text { zh: one(Language::ZhHans), en: one(Language::En) }
}

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// A string as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// One record, a `key = value` a line.
struct Record(String);

impl Record {
    fn new(table: &str, id: &str) -> Self {
        let mut record = Self(format!("[[{table}]]\n"));
        record.string("id", id);
        record
    }

    fn line(&mut self, key: &str, value: &str) {
        self.0.push_str(&format!("{key} = {value}\n"));
    }

    fn string(&mut self, key: &str, value: &str) {
        self.line(key, &quoted(value));
    }

    fn both(&mut self, key: &str, text: &Text) {
        self.line(key, &format!("{{ zh = {}, en = {} }}", quoted(&text.zh), quoted(&text.en)));
    }

    /// Several strings; no line for none.
    fn list<'s>(&mut self, key: &str, values: impl Iterator<Item = &'s str>) {
        let values: Vec<String> = values.map(quoted).collect();
        if !values.is_empty() {
            self.line(key, &format!("[{}]", values.join(", ")));
        }
    }

    fn ids(&mut self, key: &str, entities: &[EntityRef], base: &Base) {
        self.list(key, entities.iter().map(|at| base[*at].id.as_str()));
    }

    fn phrases(&mut self, key: &str, phrases: &Phrases) {
        let side = |name: &str, list: &[String]| {
            let list: Vec<String> = list.iter().map(|phrase| quoted(phrase)).collect();
            (!list.is_empty()).then(|| format!("{name} = [{}]", list.join(", ")))
        };
        let sides: Vec<String> = [side("zh", &phrases.zh), side("en", &phrases.en)].into_iter().flatten().collect();
        if !sides.is_empty() {
            self.line(key, &format!("{{ {} }}", sides.join(", ")));
        }
    }
}

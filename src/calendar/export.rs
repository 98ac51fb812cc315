//! Events as a calendar that other programs read.
//!
//! Decisions, by section of RFC 5545 where none other is named:
//! - Times with hours are in UTC (3.3.5, form 2), so that no VTIMEZONE is needed; whole days are dates, the end exclusive
//!   (3.6.1).
//! - There is no METHOD and no ORGANIZER: publishing by RFC 5546 (3.2.1) wants an organiser's address, and facts have none.
//! - An event of which only the beginning is known has no end, which makes it a moment (3.6.1); one of several days ends
//!   with its last.
//! - The zone in which the hours are told is beside them, in a property of our own, since UTC does not keep it.
//! - A planned event is CONFIRMED (3.8.1.11): its day is known, and the base has no word for tentative.
//! - What takes all day is told at nine in the morning, as by the bot: a lead of one day is a TRIGGER of minus fifteen hours.

use super::content::Content;
use crate::knowledge::{Base, Event, Fact, FactRef};
use crate::language::Language;
use crate::reminders::{Lead, MORNING, Timing, is_cancelled, sorted_leads};
use crate::reply::Writer;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Who made the calendar (3.7.3).
const PRODUCT: &str = "-//Tongshang//Tongshang//ZH";
/// How often programs that subscribe may ask again (RFC 7986, 5.7).
const REFRESH: &str = "PT6H";
/// The largest number that an INTEGER may be (3.3.8).
const LARGEST: u32 = i32::MAX as u32;
const MINUTES_OF_DAY: i64 = 24 * 60;

/// An event that is to be in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The event; what is no event is left out.
    pub event: FactRef,
    /// When before its start the calendar gives notice.
    pub leads: Vec<Lead>,
    /// How often what is told of the event changed since the base has it: added to its SEQUENCE (3.8.7.4).
    pub revision: u32,
}

impl Entry {
    /// An event without alarms that never changed.
    #[must_use]
    pub fn of(event: FactRef) -> Self {
        Self { event, leads: Vec::new(), revision: 0 }
    }
}

/// What all events of a calendar share.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    /// What words the events.
    pub writer: &'a Writer,
    /// The language of names and texts.
    pub language: Language,
    /// The zone of the office: where events are that name no zone.
    pub zone: &'a TimeZone,
    /// When the calendar is made: the DTSTAMP of its events (3.8.7.2).
    pub stamp: Timestamp,
    /// Its name.
    pub name: &'a str,
}

/// A calendar that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text of the `.ics` file, its lines ended by CR LF and at most 75 octets long (3.1).
    pub text: String,
    /// The events that cannot be in a calendar, since their day is not known.
    pub skipped: Vec<FactRef>,
}

/// The UID of an event (3.8.4.7): that of the organiser's calendar, else one of its own that never changes.
#[must_use]
pub fn uid(fact: &Fact, event: &Event) -> String {
    event.calendar.as_ref().map_or_else(|| format!("{}{OWN}", fact.id), |entry| entry.uid.clone())
}

/// The property that names the zone in which the hours of an event are told, for a calendar that comes back.
pub(super) const ZONE: &str = "X-TONGSHANG-ZONE";
/// What the UIDs of our own end with.
pub(super) const OWN: &str = "@tongshang";

/// Writes events as one calendar. A calendar without any event is written too: programs that subscribe take it, though by
/// the RFC (3.6) there should be one.
#[must_use]
pub fn write(base: &Base, entries: &[Entry], calendar: &Calendar<'_>) -> Written {
    let mut out = Content::default();
    out.begin("VCALENDAR");
    out.raw("VERSION", "2.0");
    out.raw("PRODID", PRODUCT);
    out.raw("CALSCALE", "GREGORIAN");
    // NAME is RFC 7986 (5.1), the other is what most programs know; so are the two below.
    out.text("NAME", calendar.name);
    out.text("X-WR-CALNAME", calendar.name);
    out.raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    out.raw("X-PUBLISHED-TTL", REFRESH);
    let mut skipped = Vec::new();
    for entry in entries {
        let Some((fact, event)) = base.event(entry.event) else {
            continue;
        };
        match Timing::of(base, event, calendar.zone) {
            Some(timing) => component(&mut out, base, (fact, event), &timing, entry, calendar),
            None => skipped.push(entry.event),
        }
    }
    out.end("VCALENDAR");
    Written { text: out.into_text(), skipped }
}

/// One event.
fn component(out: &mut Content, base: &Base, (fact, event): (&Fact, &Event), timing: &Timing, entry: &Entry, calendar: &Calendar<'_>) {
    let (writer, language) = (calendar.writer, calendar.language);
    let name = writer.text(&event.name, language);
    let sequence = event.calendar.as_ref().map_or(0, |entry| entry.sequence).saturating_add(entry.revision).min(LARGEST);
    out.begin("VEVENT");
    out.text("UID", &uid(fact, event));
    out.raw("DTSTAMP", &utc(calendar.stamp));
    out.raw("SEQUENCE", &sequence.to_string());
    out.raw("STATUS", if is_cancelled(fact.standing) { "CANCELLED" } else { "CONFIRMED" });
    days(out, timing);
    out.text("SUMMARY", &name);
    if !event.at.is_empty() {
        out.text("LOCATION", &writer.places(&event.at, base, language));
    }
    out.text("DESCRIPTION", &description(base, fact, calendar));
    if !is_cancelled(fact.standing) {
        alarms(out, &entry.leads, timing, &name);
    }
    out.end("VEVENT");
}

/// When it begins and ends.
fn days(out: &mut Content, timing: &Timing) {
    if timing.from.is_none() {
        let date = |day: Date| day.strftime("%Y%m%d").to_string();
        out.raw("DTSTART;VALUE=DATE", &date(timing.first));
        out.raw("DTEND;VALUE=DATE", &date(timing.last.saturating_add(1.day())));
        return;
    }
    let (begins, over) = (timing.begins(), timing.over());
    out.raw("DTSTART", &utc(begins));
    // Of an hour that the clocks repeat both sides are read as the first, so that an end may come out before its start.
    if over > begins && (timing.to.is_some() || timing.last > timing.first) {
        out.raw("DTEND", &utc(over));
    }
    if let Some(name) = timing.zone.iana_name() {
        out.text(ZONE, name);
    }
}

/// One alarm for each moment that the leads fall on (3.6.6).
fn alarms(out: &mut Content, leads: &[Lead], timing: &Timing, name: &str) {
    let leads = sorted_leads(leads.iter().copied());
    let mut triggers: Vec<String> = leads.into_iter().map(|lead| trigger(lead, timing.from.is_none())).collect();
    // Several leads of hours are the same morning of a day without hours.
    triggers.dedup();
    for trigger in triggers {
        out.begin("VALARM");
        out.raw("ACTION", "DISPLAY");
        out.raw("TRIGGER", &trigger);
        out.text("DESCRIPTION", name);
        out.end("VALARM");
    }
}

/// A lead as a TRIGGER (3.8.6.3), a duration from the start; a day without hours starts at midnight.
fn trigger(lead: Lead, all_day: bool) -> String {
    let minutes = match (all_day, lead.as_days()) {
        (false, Some(days)) => return format!("-P{days}D"),
        (false, None) => i64::from(lead.as_minutes()),
        (true, _) => i64::from(lead.whole_days()) * MINUTES_OF_DAY - i64::from(MORNING.hour()) * 60 - i64::from(MORNING.minute()),
    };
    let sign = if minutes > 0 { "-" } else { "" };
    let (days, rest) = (minutes.abs() / MINUTES_OF_DAY, minutes.abs() % MINUTES_OF_DAY);
    let part = |count: i64, unit: &str| if count == 0 { String::new() } else { format!("{count}{unit}") };
    let (day, hour, minute) = (part(days, "D"), part(rest / 60, "H"), part(rest % 60, "M"));
    match (minutes, rest) {
        (0, _) => String::from("PT0M"),
        (_, 0) => format!("{sign}P{day}"),
        _ => format!("{sign}P{day}T{hour}{minute}"),
    }
}

/// What the base tells of the event, with its source.
fn description(base: &Base, fact: &Fact, calendar: &Calendar<'_>) -> String {
    let (writer, language) = (calendar.writer, calendar.language);
    let source = &base[fact.source];
    let (publisher, title) = (writer.text(&source.publisher, language), writer.text(&source.title, language));
    let date = writer.period(source.date, language);
    let mut lines: Vec<String> = fact.text.iter().map(|text| writer.text(text, language)).collect();
    let caveat = |text| writer.message(language, "caveat", &[("text", &writer.text(text, language))]);
    lines.extend(fact.caveat.as_ref().map(caveat));
    lines.push(writer.message(language, "calendar-source", &[("publisher", &publisher), ("title", &title), ("date", &date)]));
    lines.join("\n")
}

/// An instant in UTC (3.3.5, form 2).
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

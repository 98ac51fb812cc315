//! From the properties of an event to what it says: one event each UID, its days and hours.

use super::component::{Components, Properties};
use super::export::ZONE;
use super::moment::{Moment, duration, has_hours};
use super::notice::{Complaint, Notice, Spot};
use super::zone::Zones;
use crate::language::{FIRST_YEAR, LAST_YEAR};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};
use rustc_hash::FxHashMap;

/// The most characters of a name, a place and a UID.
pub(super) const LONGEST: usize = 500;

/// An event as a calendar tells it.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Where it is in the file.
    pub(super) spot: Spot,
    /// Its UID.
    pub(super) uid: String,
    /// Its SEQUENCE.
    pub(super) sequence: u32,
    /// Its SUMMARY.
    pub(super) name: String,
    /// Its LOCATION.
    pub(super) location: Option<String>,
    /// Its days, and its hours where it has them.
    pub(super) times: Times,
    /// Whether its STATUS is CANCELLED.
    pub(super) cancelled: bool,
    /// Who organises it, by name.
    pub(super) organiser: Option<String>,
    /// When it was last changed.
    pub(super) changed: Option<Timestamp>,
}

/// When an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Times {
    /// From one whole day to another.
    Days(Date, Date),
    /// From an instant, to another where that is told.
    Hours {
        /// The beginning.
        from: Timestamp,
        /// The end.
        to: Option<Timestamp>,
        /// The zone that it names, where this has a name of the IANA database and is not UTC.
        zone: Option<TimeZone>,
    },
}

/// The events of a file. Of several with one UID the one with the highest SEQUENCE holds, then the one changed last (RFC
/// 5546, 2.1.5); it holds also when it cannot be read, for an older one is not true any more.
pub(super) fn events(components: &Components, office: &TimeZone, notices: &mut Vec<Notice>) -> Vec<Told> {
    let zones = Zones::of(components);
    let mut newest: FxHashMap<String, usize> = FxHashMap::default();
    let mut order: Vec<(u32, Option<Timestamp>, &Properties)> = Vec::new();
    for event in &components.events {
        let complaint = match event.uid() {
            None => Some(Complaint::NoUid),
            Some(_) if event.has_twice("UID") => Some(Complaint::Twice("UID")),
            Some(_) if event.get("RECURRENCE-ID").is_some() => Some(Complaint::OneOfSeries),
            Some(uid) => {
                let this = (sequence(event), changed(event), event);
                let at = *newest.entry(uid).or_insert(order.len());
                match order.get_mut(at) {
                    None => order.push(this),
                    Some(held) if (this.0, this.1) >= (held.0, held.1) => *held = this,
                    Some(_) => {}
                }
                None
            }
        };
        notices.extend(complaint.map(|complaint| Notice { spot: event.spot(), complaint }));
    }
    let mut told = Vec::new();
    for (sequence, changed, event) in order {
        match read(event, (sequence, changed), &zones, office, notices) {
            Ok(event) => told.push(event),
            Err(complaint) => notices.push(Notice { spot: event.spot(), complaint }),
        }
    }
    told
}

fn read(
    event: &Properties,
    (sequence, changed): (u32, Option<Timestamp>),
    zones: &Zones,
    office: &TimeZone,
    notices: &mut Vec<Notice>,
) -> Result<Told, Complaint> {
    if event.get("RRULE").is_some() || event.get("RDATE").is_some() {
        return Err(Complaint::Repeats);
    }
    for once in ["DTSTART", "DTEND", "DURATION"] {
        if event.has_twice(once) {
            return Err(Complaint::Twice(once));
        }
    }
    for short in ["UID", "SUMMARY", "LOCATION"] {
        if event.get(short).is_some_and(|line| line.text().chars().nth(LONGEST).is_some()) {
            return Err(Complaint::TooLong(short));
        }
    }
    let name = event.text("SUMMARY").ok_or(Complaint::NoName)?;
    let times = times(event, zones, office, notices)?;
    Ok(Told {
        spot: event.spot(),
        uid: event.uid().ok_or(Complaint::NoUid)?,
        sequence,
        name,
        location: event.text("LOCATION"),
        times,
        cancelled: event.text("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")),
        organiser: event.get("ORGANIZER").and_then(|line| line.param("CN")).map(super::lines::plain).filter(|name| !name.is_empty()),
        changed,
    })
}

/// How often it was changed (3.8.7.4); 0 where nothing readable is said.
fn sequence(event: &Properties) -> u32 {
    event.text("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// When it was last changed: LAST-MODIFIED, else DTSTAMP (3.8.7.2 and 3.8.7.3), both in UTC.
fn changed(event: &Properties) -> Option<Timestamp> {
    ["LAST-MODIFIED", "DTSTAMP"].into_iter().find_map(|name| match Moment::read(event.get(name)?, name).ok()? {
        Moment::Utc(at) | Moment::Local(at) => TimeZone::UTC.to_timestamp(at).ok(),
        Moment::Day(_) => None,
    })
}

fn times(event: &Properties, zones: &Zones, office: &TimeZone, notices: &mut Vec<Notice>) -> Result<Times, Complaint> {
    let first = Moment::read(event.get("DTSTART").ok_or(Complaint::NoStart)?, "DTSTART")?;
    let last = event.get("DTEND").map(|line| Moment::read(line, "DTEND")).transpose()?;
    let length = match event.get("DURATION").filter(|_| last.is_none()) {
        Some(line) => Some(duration(&line.value).ok_or_else(|| Complaint::NotATime("DURATION", line.value.clone()))?),
        None => None,
    };
    if length.is_some_and(jiff::Span::is_negative) {
        return Err(Complaint::EndBeforeStart);
    }
    let strange = |name: &'static str| Complaint::NotATime(name, event.get(name).map(|line| line.value.clone()).unwrap_or_default());
    if let Moment::Day(first) = first {
        // The end is the day after the last (3.6.1); many write the last itself, which leaves a single day.
        let end = match (last, length) {
            (Some(Moment::Day(end)), _) => end,
            (Some(_), _) => return Err(strange("DTEND")),
            (None, Some(length)) if has_hours(length) => return Err(strange("DURATION")),
            (None, length) => first.saturating_add(length.unwrap_or_default()),
        };
        if end < first {
            return Err(Complaint::EndBeforeStart);
        }
        let last = end.yesterday().unwrap_or(end).max(first);
        if last.year() > LAST_YEAR {
            return Err(Complaint::YearOutOfRange(last.to_string()));
        }
        return Ok(Times::Days(first, last));
    }
    let (from, named) = instant(event, "DTSTART", first, zones, office)?;
    let to = match (last, length) {
        (Some(Moment::Day(_)), _) => return Err(strange("DTEND")),
        (Some(last), _) => Some(instant(event, "DTEND", last, zones, office)?.0),
        (None, Some(length)) => Some(from.checked_add(length).map_err(|_| strange("DURATION"))?),
        (None, None) => None,
    };
    if to.as_ref().is_some_and(|to| *to < from) {
        return Err(Complaint::EndBeforeStart);
    }
    in_range(from.date())?;
    in_range(to.as_ref().unwrap_or(&from).date())?;
    let floats = matches!(first, Moment::Local(_)) && event.get("DTSTART").is_some_and(|line| line.param("TZID").is_none());
    if floats {
        let zone = from.time_zone().iana_name().unwrap_or_default().to_owned();
        notices.push(Notice { spot: event.spot(), complaint: Complaint::Floating(zone) });
    }
    // Calendars of our own are in UTC, and say where the hours are told.
    let told = event.text(ZONE).and_then(|name| TimeZone::get(&name).ok());
    let zone = told.or_else(|| named.then(|| from.time_zone().clone()));
    // An event that ends when it starts is one whose end is not told.
    let to = to.map(|to| to.timestamp()).filter(|to| *to > from.timestamp());
    Ok(Times::Hours { from: from.timestamp(), to, zone })
}

/// Whether the base has a day, also in every other time zone.
fn in_range(day: Date) -> Result<(), Complaint> {
    let years = [day.saturating_sub(2.days()), day.saturating_add(2.days())].map(Date::year);
    let known = years.iter().all(|year| (FIRST_YEAR..=LAST_YEAR).contains(year));
    if known { Ok(()) } else { Err(Complaint::YearOutOfRange(day.to_string())) }
}

/// A time as an instant in its zone, and whether the zone is to be kept.
fn instant(event: &Properties, name: &str, moment: Moment, zones: &Zones, office: &TimeZone) -> Result<(Zoned, bool), Complaint> {
    let tzid = event.get(name).and_then(|line| line.param("TZID"));
    let (at, zone) = match (moment, tzid) {
        (Moment::Utc(at), _) => (at, TimeZone::UTC),
        (Moment::Day(day), _) => (day.to_datetime(jiff::civil::Time::midnight()), office.clone()),
        (Moment::Local(at), None) => (at, zones.floating.as_ref().unwrap_or(office).clone()),
        (Moment::Local(at), Some(tzid)) => (at, zones.find(tzid).ok_or_else(|| Complaint::UnknownZone(tzid.to_owned()))?),
    };
    const UTC: [&str; 6] = ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Etc/UCT", "Zulu"];
    let kept = zone.iana_name().is_some_and(|name| !UTC.contains(&name));
    let zoned = zone.to_ambiguous_zoned(at).compatible().map_err(|_| Complaint::YearOutOfRange(at.to_string()))?;
    Ok((zoned, kept))
}

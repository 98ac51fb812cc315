//! An organiser's calendar as an overlay.

use super::notice::{Complaint, Notice};
use super::overlay::{self, Draft, Frame, Origin};
use super::places::{At, Places};
use super::reading::{self, Told};
use super::{component, lines, slug};
use crate::knowledge::{Base, Event, Fact, Text};
use crate::language::{Language, Period, Scripts};
use crate::reply::Writer;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;
use std::io::{self, Read};

/// The largest calendar that is read, in bytes.
pub const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// Why nothing of a calendar can be taken over.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error("the calendar cannot be read")]
    Io(#[from] io::Error),
    /// It is larger than [`MOST_BYTES`].
    #[error("the calendar is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// There is no `BEGIN:VCALENDAR` in it.
    #[error("there is no calendar in it")]
    NoCalendar,
}

/// What a calendar is read with.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The base that the overlay is to lie on, without the file that is about to be written.
    pub base: &'a Base,
    /// What words the texts.
    pub writer: &'a Writer,
    /// What makes Simplified of Traditional.
    pub scripts: &'a Scripts,
    /// The zone of the office: that of times that name none.
    pub zone: &'a TimeZone,
    /// Now: what is over by then took place, the rest is planned.
    pub now: Timestamp,
    /// Who published it; else what the calendar says, else `name`.
    pub publisher: Option<&'a Text>,
    /// The name of the file without its ending.
    pub name: &'a str,
}

/// What became of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// An overlay: a source, new places and the events. Empty when there is no event.
    pub toml: String,
    /// The ids of the events in it, in the order of the calendar.
    pub events: Vec<String>,
    /// What was not taken over, or not as it stands, in the order of its lines.
    pub notices: Vec<Notice>,
}

/// The bytes of a calendar; of one that is too large no more than that is read.
///
/// # Errors
/// When it cannot be read or is larger than [`MOST_BYTES`].
pub fn fetch(from: impl Read) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES { Err(ImportError::TooLarge) } else { Ok(bytes) }
}

/// Reads a calendar. Nothing is guessed: what is not clear is among the notices and not in the overlay.
///
/// # Errors
/// When it is no calendar or too large.
pub fn import(bytes: &[u8], around: &Surroundings<'_>) -> Result<Imported, ImportError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    let mut notices = Vec::new();
    let components = component::read(lines::read(bytes, &mut notices), &mut notices);
    if !components.found {
        return Err(ImportError::NoCalendar);
    }
    let mut told = reading::events(&components, around.zone, &mut notices);
    let uids: Vec<&str> = told.iter().map(|event| event.uid.as_str()).collect();
    let ids: Vec<String> = {
        let mut ids = slug::of_events(&uids, around.base);
        uids.iter().filter_map(|uid| ids.remove(uid)).collect()
    };
    let mut events: Vec<(Told, String)> = told.drain(..).zip(ids).collect();
    events.retain(|(event, id)| match held(event, id, around.base) {
        Some(complaint) => {
            let is_loss = matches!(complaint, Complaint::Older(..));
            notices.push(Notice { spot: event.spot.clone(), complaint });
            !is_loss
        }
        None => true,
    });
    notices.sort_by_key(Notice::line);
    let calendar_name = ["X-WR-CALNAME", "NAME"].into_iter().find_map(|name| components.calendar.text(name));
    let toml = if events.is_empty() { String::new() } else { written(&events, calendar_name, around) };
    Ok(Imported { toml, events: events.into_iter().map(|(_, id)| id).collect(), notices })
}

/// What is to be said of the event that the base has under the same id, if it has one.
fn held(told: &Told, id: &str, base: &Base) -> Option<Complaint> {
    let (_, event) = known(base, id)?;
    match event.calendar.as_ref().filter(|entry| entry.uid == told.uid && entry.sequence > told.sequence) {
        Some(newer) => Some(Complaint::Older(newer.sequence, told.sequence)),
        None => Some(Complaint::Replaces(id.to_owned())),
    }
}

fn known<'b>(base: &'b Base, id: &str) -> Option<(&'b Fact, &'b Event)> {
    base.event(base.fact(id)?)
}

/// The TOML of the overlay.
fn written(events: &[(Told, String)], calendar_name: Option<String>, around: &Surroundings<'_>) -> String {
    let mut used: FxHashSet<String> = events.iter().map(|(_, id)| id.clone()).collect();
    let source = source(events, calendar_name, around, &used);
    used.insert(source.id.clone());
    let mut places = Places::new(around.base, around.scripts, used);
    let frame = Frame { base: around.base, writer: around.writer, source: &source, zone: around.zone, now: around.now };
    let mut records = vec![overlay::source(&source)];
    let mut told_events = Vec::new();
    for (told, id) in events {
        let known = known(around.base, id);
        let event = known.map(|(_, event)| event);
        let at = told.location.as_deref().map_or_else(At::default, |location| places.of(location, event, around.writer));
        let name = name(told, event, around.scripts);
        told_events.push(overlay::event(&Draft { told, id, at: &at, known }, &name, &frame));
    }
    records.extend(places.new_places().map(overlay::place));
    records.extend(told_events);
    records.join("\n")
}

/// The name in both languages: those of the base where the calendar has one of them, else the calendar's for both.
fn name(told: &Told, known: Option<&Event>, scripts: &Scripts) -> Text {
    let simple = scripts.simplify(&told.name);
    let same = |name: &str| [&told.name, &simple].contains(&&lines::plain(name));
    match known.map(|event| &event.name).filter(|name| same(&name.zh) || same(&name.en)) {
        Some(name) => name.clone(),
        None => Text { zh: simple, en: told.name.clone() },
    }
}

/// The calendar as a publication.
fn source(events: &[(Told, String)], calendar_name: Option<String>, around: &Surroundings<'_>, used: &FxHashSet<String>) -> Origin {
    let organiser = || {
        let mut names = events.iter().filter_map(|(event, _)| event.organiser.as_ref());
        // A calendar of several organisers is of none of them.
        names.next().filter(|first| names.all(|other| other == *first)).cloned()
    };
    let both = |text: String| Text { zh: around.scripts.simplify(&text), en: text };
    let worded = |key, name: &Text| {
        let word = |language, name: &str| around.writer.message(language, key, &[("name", name)]);
        Text { zh: word(Language::ZhHans, &name.zh), en: word(Language::En, &name.en) }
    };
    let named = calendar_name.unwrap_or_else(|| lines::plain(around.name));
    let name = if named.is_empty() { worded("calendar-nameless", &both(String::new())) } else { both(named) };
    let publisher = around.publisher.cloned().unwrap_or_else(|| organiser().map_or_else(|| name.clone(), both));
    let changed = events.iter().filter_map(|(event, _)| event.changed).max().unwrap_or(around.now);
    let day = |at: Timestamp| Period::on_day(at.to_zoned(around.zone.clone()).date()).ok();
    // Nothing was published after today, whatever a clock said that was set wrong.
    let date = day(changed.min(around.now)).or_else(|| day(around.now)).map_or_else(String::new, |day| day.to_string());
    let taken = |id: &str| around.base.handle(id).is_some() || used.contains(id);
    let stem = [&publisher.en, &name.en].into_iter().find(|text| !slug::slug(text).is_empty());
    let id = match stem {
        Some(stem) => slug::id("calendar", &format!("calendar {stem}"), taken),
        None => slug::id("calendar", &publisher.zh, taken),
    };
    Origin { id, publisher, title: worded("calendar-title", &name), date }
}

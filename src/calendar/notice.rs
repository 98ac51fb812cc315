//! What of a calendar was not taken over, or not as it stands, and why.

use crate::language::Language;
use crate::reply::Writer;

/// The most characters of a name or value that a notice repeats.
const SHOWN: usize = 80;

/// Something in a calendar that people should know about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Where.
    pub spot: Spot,
    /// What.
    pub complaint: Complaint,
}

/// Where something is in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// From one line to another, counted from 1.
    Lines(usize, usize),
    /// An event that begins on this line.
    Event {
        /// The line.
        line: usize,
        /// Its UID, if it has one.
        uid: Option<String>,
        /// Its SUMMARY, if it has one.
        name: Option<String>,
    },
}

/// What is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// Lines that are not UTF-8 were left out.
    NotUtf8,
    /// Lines that are no property were left out.
    NoProperty,
    /// A property in an encoding of its own was left out.
    Encoded(String),
    /// A component that is no event was left out.
    NotAnEvent(String),
    /// An END without a BEGIN was left out.
    StrayEnd(String),
    /// The event has no end: the file is cut off or damaged.
    NoEnd,
    /// The event has no UID.
    NoUid,
    /// It has no SUMMARY.
    NoName,
    /// It has no DTSTART.
    NoStart,
    /// It has a property twice that it may have once.
    Twice(&'static str),
    /// A property is longer than what people can read.
    TooLong(&'static str),
    /// A property is no date, time or duration.
    NotATime(&'static str, String),
    /// Its year lies outside what the base accepts.
    YearOutOfRange(String),
    /// It ends before it starts.
    EndBeforeStart,
    /// It repeats.
    Repeats,
    /// It is one of a series that repeats.
    OneOfSeries,
    /// It is in a time zone that the file does not explain well enough.
    UnknownZone(String),
    /// The base has a newer one: its SEQUENCE, and that of the file.
    Older(u32, u32),
    /// Its times name no zone and were read in this one.
    Floating(String),
    /// It takes the place of this event of the base.
    Replaces(String),
}

impl Notice {
    /// Whether it is about an event that was not taken over.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(self.spot, Spot::Event { .. }) && !matches!(self.complaint, Complaint::Floating(_) | Complaint::Replaces(_))
    }

    /// The line that it is about, or the first of them.
    #[must_use]
    pub fn line(&self) -> usize {
        match self.spot {
            Spot::Lines(line, _) | Spot::Event { line, .. } => line,
        }
    }

    /// It in words, one line.
    #[must_use]
    pub fn words(&self, writer: &Writer, language: Language) -> String {
        let say = |key: &str, arguments: &[(&str, &str)]| writer.message(language, key, arguments);
        let spot = match &self.spot {
            Spot::Lines(first, last) if first == last => say("calendar-at-line", &[("line", &first.to_string())]),
            Spot::Lines(first, last) => say("calendar-at-lines", &[("first", &first.to_string()), ("last", &last.to_string())]),
            Spot::Event { line, uid, name } => {
                let (line, name) = (line.to_string(), shown(name.as_deref().or(uid.as_deref()).unwrap_or_default()));
                let uid = uid.as_deref().map(shown).unwrap_or_default();
                let arguments = [("line", line.as_str()), ("uid", &uid), ("name", &name)];
                say(if uid.is_empty() { "calendar-at-line" } else { "calendar-at-event" }, &arguments)
            }
        };
        let what = self.complaint.words(writer, language);
        say("calendar-notice", &[("spot", &spot), ("what", &what)])
    }
}

impl Complaint {
    fn words(&self, writer: &Writer, language: Language) -> String {
        let (key, arguments) = match self {
            Self::NotUtf8 => ("calendar-not-utf8", vec![]),
            Self::NoProperty => ("calendar-no-property", vec![]),
            Self::Encoded(name) => ("calendar-encoded", vec![("name", shown(name))]),
            Self::NotAnEvent(kind) => ("calendar-not-an-event", vec![("kind", shown(kind))]),
            Self::StrayEnd(kind) => ("calendar-stray-end", vec![("kind", shown(kind))]),
            Self::NoEnd => ("calendar-no-end", vec![]),
            Self::NoUid => ("calendar-no-uid", vec![]),
            Self::NoName => ("calendar-no-summary", vec![]),
            Self::NoStart => ("calendar-no-start", vec![]),
            Self::Twice(name) => ("calendar-twice", vec![("name", (*name).to_owned())]),
            Self::TooLong(name) => ("calendar-too-long", vec![("name", (*name).to_owned()), ("most", super::reading::LONGEST.to_string())]),
            Self::NotATime(name, value) => ("calendar-not-a-time", vec![("name", (*name).to_owned()), ("value", shown(value))]),
            Self::YearOutOfRange(value) => ("calendar-year", vec![("value", shown(value))]),
            Self::EndBeforeStart => ("calendar-end-before-start", vec![]),
            Self::Repeats => ("calendar-repeats", vec![]),
            Self::OneOfSeries => ("calendar-one-of-series", vec![]),
            Self::UnknownZone(zone) => ("calendar-unknown-zone", vec![("zone", shown(zone))]),
            Self::Older(known, read) => ("calendar-older", vec![("known", known.to_string()), ("read", read.to_string())]),
            Self::Floating(zone) => ("calendar-floating", vec![("zone", shown(zone))]),
            Self::Replaces(id) => ("calendar-replaces", vec![("id", shown(id))]),
        };
        let arguments: Vec<(&str, &str)> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
        writer.message(language, key, &arguments)
    }
}

/// The beginning of a text of the file, without what a terminal would obey.
fn shown(text: &str) -> String {
    let text = super::lines::plain(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}

//! From lines to components: the events of a file, its time zones, and what it says of itself (RFC 5545, 3.6).

use super::lines::Line;
use super::notice::{Complaint, Notice, Spot};
use rustc_hash::FxHashMap;

/// The properties of an event, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Properties {
    /// The line on which it begins.
    pub(super) line: usize,
    lines: Vec<Line>,
}

impl Properties {
    /// The first property of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// Whether it has a property more than once.
    pub(super) fn has_twice(&self, name: &str) -> bool {
        self.lines.iter().filter(|line| line.name == name).count() > 1
    }

    /// The text of a property; `None` where it is missing or empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(Line::text).filter(|text| !text.is_empty())
    }

    /// Its UID (3.8.4.7), to the letter.
    pub(super) fn uid(&self) -> Option<String> {
        self.get("UID").map(Line::exact).filter(|uid| !uid.is_empty())
    }

    /// Every value of a property.
    pub(super) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.lines.iter().filter(move |line| line.name == name).map(|line| line.value.trim())
    }

    /// What a notice calls the event.
    pub(super) fn spot(&self) -> Spot {
        Spot::Event { line: self.line, uid: self.uid(), name: self.text("SUMMARY") }
    }
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Components {
    /// Whether there is a calendar at all.
    pub(super) found: bool,
    /// What the calendar says of itself.
    pub(super) calendar: Properties,
    /// Its events.
    pub(super) events: Vec<Properties>,
    /// Its time zones, each with the properties of its STANDARD and DAYLIGHT.
    pub(super) zones: Vec<Properties>,
}

const CALENDAR: &str = "VCALENDAR";
const EVENT: &str = "VEVENT";
const ZONE: &str = "VTIMEZONE";
/// Components that stand beside events and are none.
const OTHERS: [&str; 3] = ["VTODO", "VJOURNAL", "VFREEBUSY"];

/// Sorts lines into components.
pub(super) fn read(lines: Vec<Line>, notices: &mut Vec<Notice>) -> Components {
    let mut reader = Reader { all: Components::default(), open: Vec::new(), counts: FxHashMap::default(), event: None, notices };
    for line in lines {
        match line.name.as_str() {
            "BEGIN" => reader.begin(&line),
            "END" => reader.end(&line),
            _ => reader.property(line),
        }
    }
    reader.lose_event();
    reader.all
}

struct Reader<'n> {
    all: Components,
    /// The components that are open, the outermost first: a list, so that no depth of nesting matters.
    open: Vec<String>,
    /// How many of each are open, so that an END without a BEGIN need not look through all of them.
    counts: FxHashMap<String, usize>,
    event: Option<Properties>,
    notices: &'n mut Vec<Notice>,
}

impl Reader<'_> {
    fn begin(&mut self, line: &Line) {
        let kind = kind(line);
        let begun = Properties { line: line.number, lines: Vec::new() };
        match kind.as_str() {
            CALENDAR => self.all.found = true,
            EVENT => {
                // An event does not lie in an event: the END of the first is lost.
                self.lose_event();
                self.close(EVENT);
                self.event = Some(begun);
            }
            ZONE => self.all.zones.push(begun),
            other if OTHERS.contains(&other) => self.note(line, Complaint::NotAnEvent(kind.clone())),
            _ => {}
        }
        *self.counts.entry(kind.clone()).or_default() += 1;
        self.open.push(kind);
    }

    fn end(&mut self, line: &Line) {
        let kind = kind(line);
        if !self.is_open(&kind) {
            self.note(line, Complaint::StrayEnd(kind));
            return;
        }
        self.close(&kind);
        if kind == EVENT {
            self.all.events.extend(self.event.take());
        } else if !self.is_open(EVENT) {
            self.lose_event();
        }
    }

    fn property(&mut self, line: Line) {
        let Some(kind) = self.open.last() else {
            return;
        };
        let whole = match (kind.as_str(), &mut self.event) {
            (EVENT, Some(event)) => event,
            (CALENDAR, None) => &mut self.all.calendar,
            (ZONE | "STANDARD" | "DAYLIGHT", None) => match self.all.zones.last_mut() {
                Some(zone) => zone,
                None => return,
            },
            _ => return,
        };
        whole.lines.push(line);
    }

    fn is_open(&self, kind: &str) -> bool {
        self.counts.get(kind).is_some_and(|count| *count > 0)
    }

    /// Closes the innermost component of this kind and all within it; nothing when none is open.
    fn close(&mut self, kind: &str) {
        while self.is_open(kind) {
            let Some(last) = self.open.pop() else {
                return;
            };
            if let Some(count) = self.counts.get_mut(&last) {
                *count = count.saturating_sub(1);
            }
            if last == kind {
                return;
            }
        }
    }

    /// Gives up an event of which the END is missing.
    fn lose_event(&mut self) {
        if let Some(lost) = self.event.take() {
            self.notices.push(Notice { spot: lost.spot(), complaint: Complaint::NoEnd });
        }
    }

    fn note(&mut self, line: &Line, complaint: Complaint) {
        self.notices.push(Notice { spot: Spot::Lines(line.number, line.number), complaint });
    }
}

/// What BEGIN or END names.
fn kind(line: &Line) -> String {
    line.value.trim().to_ascii_uppercase()
}

//! Cards of events, pages of them, and instants in a zone.

use super::draft::Draft;
use super::writer::{Reply, Writer};
use super::{facts, lists};
use crate::knowledge::{Base, Event, Fact, FactRef};
use crate::language::{Grain, Language, Period, Point};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The time of an event where the reader is.
#[derive(Debug, Clone)]
pub struct Local {
    /// When it begins.
    pub begins: Timestamp,
    /// The reader's zone.
    pub zone: TimeZone,
}

impl Writer {
    /// All there is to say of an event in lines, below some others: when in its own zone and in the reader's, where, who,
    /// theme, series, standing, caveat, source.
    #[must_use]
    pub fn card(&self, base: &Base, at: FactRef, above: &[String], local: Option<&Local>, language: Language) -> Reply {
        let mut draft = Draft::new(self.words(language), base, &[]);
        let mut lines = above.to_vec();
        if let Some((fact, event)) = base.event(at) {
            draft.used(at);
            lines.extend(told(&draft, fact, event, above.is_empty(), local));
        }
        self.in_script(draft.finish(lines), language)
    }

    /// Events in numbered lines below a heading, with their sources.
    #[must_use]
    pub fn event_page(&self, base: &Base, heading: &str, events: &[FactRef], language: Language) -> Reply {
        let mut draft = Draft::new(self.words(language), base, &[]);
        let mut lines = vec![heading.to_owned()];
        for (n, at) in (1_usize..).zip(events) {
            draft.used(*at);
            if let Some((fact, event)) = base.event(*at) {
                let line = line(&draft, fact, event);
                lines.push(draft.words.say("numbered", &[("n", &n.to_string()), ("text", &line)]));
            }
        }
        self.in_script(draft.finish(lines), language)
    }

    /// Lines about an event, with its source below.
    #[must_use]
    pub fn cited(&self, base: &Base, at: FactRef, lines: Vec<String>, language: Language) -> Reply {
        let mut draft = Draft::new(self.words(language), base, &[]);
        draft.used(at);
        self.in_script(draft.finish(lines), language)
    }

    /// Which events a list is of, as it follows their number: a name and a time, both perhaps missing.
    #[must_use]
    pub fn events_scope(&self, name: &str, period: Option<Period>, language: Language) -> String {
        let names = if name.is_empty() { Vec::new() } else { vec![name.to_owned()] };
        let text = lists::scope_of(self.words(language), &names, period);
        self.in_script(Reply { text, ..Reply::default() }, language).text
    }

    /// An event in one line: its time, its name, its places, whether it is planned or cancelled.
    #[must_use]
    pub fn event_line(&self, base: &Base, at: FactRef, language: Language) -> String {
        let draft = Draft::new(self.words(language), base, &[]);
        let text = base.event(at).map(|(fact, event)| line(&draft, fact, event)).unwrap_or_default();
        self.in_script(Reply { text, ..Reply::default() }, language).text
    }

    /// The days, and the hours where they are known, of an event.
    #[must_use]
    pub fn event_time(&self, base: &Base, at: FactRef, language: Language) -> String {
        let draft = Draft::new(self.words(language), base, &[]);
        let text = base.event(at).map(|(fact, event)| facts::event_date(&draft, fact, event)).unwrap_or_default();
        self.in_script(Reply { text, ..Reply::default() }, language).text
    }

    /// An instant in a zone: day and minute.
    #[must_use]
    pub fn moment(&self, at: Timestamp, zone: &TimeZone, language: Language) -> String {
        let local = at.to_zoned(zone.clone());
        let day = Point::day(local.date()).map(|day| self.period(Period::Point(day), language)).unwrap_or_default();
        self.message(language, "moment", &[("date", &day), ("time", &local.strftime("%H:%M").to_string())])
    }

    /// A zone by its name, with what it is off from universal time at an instant.
    #[must_use]
    pub fn zone(&self, zone: &TimeZone, at: Timestamp, language: Language) -> String {
        let seconds = zone.to_offset(at).seconds();
        let (hours, minutes) = (seconds.abs() / 3_600, seconds.abs() % 3_600 / 60);
        let sign = if seconds < 0 { "-" } else { "+" };
        let offset = if minutes == 0 { format!("{sign}{hours}") } else { format!("{sign}{hours}:{minutes:02}") };
        match zone.iana_name() {
            Some(name) => self.message(language, "zone-named", &[("name", name), ("offset", &offset)]),
            None => self.message(language, "zone-offset", &[("offset", &offset)]),
        }
    }
}

fn line(draft: &Draft<'_>, fact: &Fact, event: &Event) -> String {
    let words = draft.words;
    let (date, name, places) = (facts::event_date(draft, fact, event), words.of(&event.name), draft.places(&event.at));
    let key = if places.is_empty() { "listed-event" } else { "listed-event-place" };
    let line = words.opening(&words.say(key, &[("date", &date), ("name", name), ("places", &places)]));
    match facts::standing(draft, fact) {
        Some(standing) => line + &words.say("sentence-space", &[]) + &standing,
        None => line,
    }
}

fn told(draft: &Draft<'_>, fact: &Fact, event: &Event, named: bool, local: Option<&Local>) -> Vec<String> {
    let words = draft.words;
    let mut lines = Vec::new();
    if named {
        lines.push(words.opening(words.of(&event.name)));
    }
    let mut say = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push(words.say(key, &[("value", &value)]));
        }
    };
    let date = facts::event_date(draft, fact, event);
    let vague = matches!(event.start, Some(Period::Point(p)) if p.grain() != Grain::Day);
    say("card-when", if vague { words.say("date-only-year", &[("date", &date)]) } else { date });
    if let Some(local) = local {
        let (moment, zone) = clock(draft, local);
        say("card-here", words.say("card-here-time", &[("moment", &moment), ("zone", &zone)]));
    }
    say("card-where", draft.places(&event.at));
    say("card-hosts", draft.names(&event.hosts));
    say("card-theme", event.theme.as_ref().map(|theme| words.of(theme).to_owned()).unwrap_or_default());
    say("card-series", event.series.map(|series| words.of(&draft.base[series].name).to_owned()).unwrap_or_default());
    say("card-standing", facts::standing(draft, fact).map(|s| s.trim_matches(['(', ')', '（', '）', '.']).to_owned()).unwrap_or_default());
    lines.extend(facts::caveat(draft, fact));
    lines
}

fn clock(draft: &Draft<'_>, local: &Local) -> (String, String) {
    let at = local.begins.to_zoned(local.zone.clone());
    let day = Point::day(at.date()).map(|day| super::dates::period(draft.words, Period::Point(day))).unwrap_or_default();
    let moment = draft.words.say("moment", &[("date", &day), ("time", &at.strftime("%H:%M").to_string())]);
    (moment, local.zone.iana_name().unwrap_or_default().to_owned())
}

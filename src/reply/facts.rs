//! One fact told whole: what was asked for first, then its text, its list, its standing and its caveat.

use super::dates;
use super::draft::Draft;
use super::numbers;
use crate::knowledge::{Event, Fact, FactRef, Figure, Kind, Precision, Standing};
use crate::language::{Grain, Period, Wanted};

/// The lines that tell a fact.
pub(super) fn told(draft: &mut Draft<'_>, at: FactRef, wanted: Option<Wanted>) -> Vec<String> {
    draft.used(at);
    let (words, base) = (draft.words, draft.base);
    let fact = &base[at];
    let mut lines = Vec::new();
    match &fact.kind {
        Kind::Figure(figure) => lines.push(figure_line(draft, fact, figure)),
        Kind::Event(event) => lines.extend(wanted.and_then(|wanted| event_line(draft, fact, event, wanted))),
        _ if wanted == Some(Wanted::When) => lines.extend(time_line(draft, fact)),
        _ => {}
    }
    let text = fact.text.as_ref().map(|text| words.of(text));
    lines.extend(text.map(str::to_owned));
    let items = items(draft, fact);
    let listed = !items.is_empty();
    lines.extend(items);
    if let Some(standing) = standing(draft, fact) {
        match lines.last_mut().filter(|_| !listed) {
            Some(last) => {
                last.push_str(&words.say("sentence-space", &[]));
                last.push_str(&standing);
            }
            None => lines.push(standing),
        }
    }
    lines.extend(caveat(draft, fact));
    lines
}

/// What a reader must know before quoting a fact.
pub(super) fn caveat(draft: &Draft<'_>, fact: &Fact) -> Option<String> {
    let caveat = fact.caveat.as_ref()?;
    Some(draft.words.say("caveat", &[("text", draft.words.of(caveat))]))
}

/// The label for what has not come about, or is only somebody's word.
pub(super) fn standing(draft: &Draft<'_>, fact: &Fact) -> Option<String> {
    let key = match fact.standing {
        Standing::Done => return None,
        Standing::Planned => "standing-planned",
        Standing::Cancelled => "standing-cancelled",
        // The value of such a figure says so already.
        Standing::Target if matches!(&fact.kind, Kind::Figure(figure) if figure.precision == Precision::Target) => {
            return None;
        }
        Standing::Target => "standing-target",
        Standing::Hoped => "standing-hoped",
        Standing::Ongoing => "standing-ongoing",
        Standing::Claimed => "standing-claimed",
    };
    Some(draft.words.say(key, &[]))
}

/// The time of a fact as it follows its label; empty when the label names it already.
pub(super) fn time(draft: &Draft<'_>, fact: &Fact) -> String {
    match fact.when {
        Some(when) if !draft.words.of(&fact.label).contains(&dates::period(draft.words, when.period)) => dates::when(draft.words, when),
        _ => String::new(),
    }
}

/// The value of a figure with its unit and how exact it is.
pub(super) fn value(draft: &Draft<'_>, fact: &Fact, figure: &Figure) -> String {
    let words = draft.words;
    let counter = draft.base[figure.metric].counter.as_ref();
    let last = numbers::quantity(words, figure.value, counter);
    let last = match figure.growth {
        Some(earlier) => growth(draft, fact, figure, earlier),
        None => numbers::with_precision(words, figure.precision, &last),
    };
    let Some(from) = figure.from else {
        return share(draft, fact, figure, last);
    };
    let key = if from.exact() > figure.value.exact() { "value-fell" } else { "value-rose" };
    words.say(key, &[("from", &numbers::quantity(words, from, counter)), ("to", &last)])
}

fn growth(draft: &Draft<'_>, fact: &Fact, figure: &Figure, earlier: Period) -> String {
    let words = draft.words;
    let falls = figure.value.amount().is_sign_negative();
    let size = numbers::computed(words, figure.value.exact().abs(), figure.value.unit(), None).text;
    let size = numbers::with_precision(words, figure.precision, &size);
    let year = fact.when.and_then(|when| when.period.year());
    let yearly = year.zip(earlier.year()).is_some_and(|(year, before)| year == before + 1);
    let key = match (falls, yearly) {
        (false, true) => "growth-up-year",
        (true, true) => "growth-down-year",
        (false, false) => "growth-up",
        (true, false) => "growth-down",
    };
    words.say(key, &[("value", &size), ("earlier", &dates::period(words, earlier))])
}

/// A share names its whole, unless the label does.
fn share(draft: &Draft<'_>, fact: &Fact, figure: &Figure, value: String) -> String {
    let words = draft.words;
    match figure.share_of.map(|whole| words.of(draft.base.name(whole))) {
        Some(whole) if !words.of(&fact.label).contains(whole) => words.say("share-of", &[("whole", whole), ("value", &value)]),
        _ => value,
    }
}

fn figure_line(draft: &Draft<'_>, fact: &Fact, figure: &Figure) -> String {
    let words = draft.words;
    let value = words.opening(&value(draft, fact, figure));
    words.say("figure", &[("value", &value), ("label", words.of(&fact.label)), ("when", &time(draft, fact))])
}

/// The days of an event.
pub(super) fn event_date(draft: &Draft<'_>, fact: &Fact, event: &Event) -> String {
    match fact.when {
        Some(when) => {
            let date = dates::period(draft.words, when.period);
            match &event.hours {
                Some(hours) => dates::with_hours(draft.words, &date, hours, draft.base.zone_of(event)),
                None => dates::with_part(draft.words, &date, event.part_of_day),
            }
        }
        None => draft.words.say("date-unknown", &[]),
    }
}

fn event_line(draft: &Draft<'_>, fact: &Fact, event: &Event, wanted: Wanted) -> Option<String> {
    let words = draft.words;
    let mut date = event_date(draft, fact, event);
    let name = words.of(&event.name);
    let line = match wanted {
        Wanted::When => {
            if matches!(event.start, Some(Period::Point(start)) if start.grain() <= Grain::Quarter) {
                date = words.say("date-only-year", &[("date", &date)]);
            }
            words.say("event-date", &[("date", &date), ("name", name)])
        }
        Wanted::Where if !event.at.is_empty() => {
            let date = fact.when.map_or(date, |when| dates::period(words, when.period));
            words.say("event-places", &[("places", &draft.places(&event.at)), ("name", name), ("date", &date)])
        }
        Wanted::Who if !event.hosts.is_empty() => words.say("event-hosts", &[("hosts", &draft.names(&event.hosts))]),
        _ => return None,
    };
    Some(words.opening(&line))
}

/// The time of a fact that is no event, when it is told for its time.
fn time_line(draft: &Draft<'_>, fact: &Fact) -> Option<String> {
    let when = fact.when.filter(|when| !when.as_of)?;
    let words = draft.words;
    let date = dates::period(words, when.period);
    Some(words.opening(&words.say("event-date", &[("date", &date), ("name", words.of(&fact.label))])))
}

/// The members of a list, numbered, where the text does not name them all.
fn items(draft: &Draft<'_>, fact: &Fact) -> Vec<String> {
    let words = draft.words;
    let text = fact.text.as_ref().map(|text| words.of(text).to_lowercase()).unwrap_or_default();
    if fact.items.iter().all(|item| text.contains(&words.of(item).to_lowercase())) {
        return Vec::new();
    }
    let numbered = (1..)
        .zip(&fact.items)
        .map(|(n, item): (u32, _)| words.say("numbered", &[("n", &n.to_string()), ("text", &words.opening(words.of(item)))]));
    let open = fact.open.then(|| words.say("list-open", &[]));
    numbered.chain(open).collect()
}

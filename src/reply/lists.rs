//! Lists of facts: a heading with the count and the scope, then a line for each.

use super::bundles::Words;
use super::draft::Draft;
use super::{dates, facts};
use crate::knowledge::{FactRef, Kind};
use crate::language::Period;
use crate::retrieval::Scope;

/// The lines of a list, or of its count with the list below.
pub(super) fn told(draft: &mut Draft<'_>, scope: &Scope, list: &[FactRef], counted: bool) -> Vec<String> {
    let count = i64::try_from(list.len()).unwrap_or(i64::MAX);
    if list.is_empty() {
        return vec![nothing(draft, scope)];
    }
    let mut lines = Vec::new();
    lines.push(if counted { number(draft, scope, count) } else { heading(draft, scope, count) });
    for at in list {
        lines.extend(entry(draft, *at));
    }
    lines
}

fn nothing(draft: &Draft<'_>, scope: &Scope) -> String {
    match scope {
        Scope::Events { upcoming: true, .. } => draft.words.say("listed-no-upcoming", &[("scope", &events_scope(draft, scope))]),
        _ => draft.words.say("listed-nothing", &[]),
    }
}

/// How many there are, as a sentence.
fn number(draft: &Draft<'_>, scope: &Scope, count: i64) -> String {
    let words = draft.words;
    match scope {
        Scope::Matching(names) | Scope::About(names) | Scope::Timeline(names) if !names.is_empty() => {
            words.count("counted-named", count, &[("names", &quoted(words, names))])
        }
        Scope::Events { upcoming, .. } => {
            let key = if *upcoming { "counted-upcoming" } else { "counted-events" };
            words.count(key, count, &[("scope", &events_scope(draft, scope))])
        }
        _ => words.count("counted-facts", count, &[]),
    }
}

fn heading(draft: &Draft<'_>, scope: &Scope, count: i64) -> String {
    let words = draft.words;
    let text = match scope {
        Scope::Matching(names) | Scope::About(names) if names.is_empty() => words.count("listed-all", count, &[]),
        Scope::Timeline(names) if names.is_empty() => words.count("listed-timeline-all", count, &[]),
        Scope::Matching(names) => words.count("listed-matching", count, &[("names", &quoted(words, names))]),
        Scope::About(names) => words.count("listed-about", count, &[("names", &quoted(words, names))]),
        Scope::Timeline(names) => words.count("listed-timeline", count, &[("names", &quoted(words, names))]),
        Scope::Events { upcoming, .. } => {
            let key = if *upcoming { "listed-upcoming" } else { "listed-events" };
            words.count(key, count, &[("scope", &events_scope(draft, scope))])
        }
    };
    words.opening(&text)
}

fn quoted(words: &Words, names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| words.quoted(name)).collect();
    words.list(&names)
}

fn events_scope(draft: &Draft<'_>, scope: &Scope) -> String {
    match scope {
        Scope::Events { names, period, .. } => scope_of(draft.words, names, *period),
        _ => String::new(),
    }
}

/// Which events a list is of, as it follows their number.
pub(super) fn scope_of(words: &Words, names: &[String], period: Option<Period>) -> String {
    let name = quoted(words, names);
    let date = period.map(|period| dates::period(words, period)).unwrap_or_default();
    let when = period.map(|period| dates::during(words, period)).unwrap_or_default();
    let key = match (names.is_empty(), period.is_none()) {
        (true, true) => "scope-none",
        (false, true) => "scope-name",
        (true, false) => "scope-period",
        (false, false) => "scope-both",
    };
    words.say(key, &[("name", &name), ("date", &date), ("when", &when)])
}

/// A fact in a list.
fn entry(draft: &mut Draft<'_>, at: FactRef) -> Vec<String> {
    draft.used(at);
    let draft = &*draft;
    let words = draft.words;
    let fact = &draft.base[at];
    let text = fact.text.as_ref().map(|text| words.of(text));
    let label = words.opening(words.of(&fact.label));
    let mut line = match &fact.kind {
        Kind::Event(event) => {
            let (date, name, places) = (facts::event_date(draft, fact, event), words.of(&event.name), draft.places(&event.at));
            let key = if places.is_empty() { "listed-event" } else { "listed-event-place" };
            words.opening(&words.say(key, &[("date", &date), ("name", name), ("places", &places)]))
        }
        Kind::Figure(figure) => {
            let value = facts::value(draft, fact, figure);
            words.say("listed-figure", &[("label", &label), ("when", &facts::time(draft, fact)), ("value", &value)])
        }
        Kind::Unknown { .. } => text.unwrap_or_default().to_owned(),
        _ => words.say("label-and-text", &[("label", &label), ("text", text.unwrap_or_default())]),
    };
    if let Some(standing) = facts::standing(draft, fact) {
        line.push_str(&words.say("sentence-space", &[]));
        line.push_str(&standing);
    }
    let line = words.say("paragraph-mark", &[("text", &line)]);
    std::iter::once(line).chain(facts::caveat(draft, fact)).collect()
}

//! Reading of what facts refer to: sources, entities and metrics.

use super::diagnostic::Report;
use super::events;
use super::index::{Found, Index};
use super::model::{Entity, EntityKind, Metric, Source};
use super::record::{Record, TEXT};
use super::zone::Zone;
use crate::language::Unit;

const KINDS: [(&str, EntityKind); 8] = [
    ("place", EntityKind::Place),
    ("organisation", EntityKind::Organisation),
    ("person", EntityKind::Person),
    ("platform", EntityKind::Platform),
    ("programme", EntityKind::Programme),
    ("sector", EntityKind::Sector),
    ("series", EntityKind::Series),
    ("topic", EntityKind::Topic),
];

/// The words for units with what they mean.
pub(super) fn units() -> [(&'static str, Unit); 7] {
    Unit::ALL.map(|unit| (unit.as_str(), unit))
}

/// The word for a kind of entity.
pub(super) fn word(kind: EntityKind) -> &'static str {
    let word = KINDS.iter().find(|(_, other)| *other == kind);
    word.map_or("", |(word, _)| word)
}

pub(super) fn source<'a>(found: Found<'a>, index: &'a Index<'a>, report: &'a Report) -> Option<Source> {
    let known: &[&str] = &["id", "publisher", "title", "date", "note"];
    let record = Record::new(found, index, report, &[known]);
    let publisher = record.required_text("publisher");
    let title = record.required_text("title");
    let note = record.text("note");
    if !record.has("date") {
        record.missing("date", "\"2024-05-16\"");
    }
    let date = record.period("date");
    Some(Source { id: found.id.to_owned(), publisher: publisher?, title: title?, date: date?, note })
}

pub(super) fn entity<'a>(found: Found<'a>, index: &'a Index<'a>, report: &'a Report) -> Option<Entity> {
    let known: &[&str] = &["id", "kind", "name", "aliases", "within", "zone"];
    let record = Record::new(found, index, report, &[known]);
    if !record.has("kind") {
        record.missing("kind", "\"place\"");
    }
    let kind = record.choice("kind", &KINDS);
    let name = record.required_text("name");
    let aliases = record.phrases("aliases", false);
    let within = record.entities("within");
    let zone = record.get("zone").and_then(|value| {
        let name = record.as_string(value, "zone".into())?;
        events::known_zone(&record, value, "zone".into(), name, Zone::named(name))
    });
    Some(Entity { id: found.id.to_owned(), kind: kind?, name: name?, aliases, within, zone })
}

pub(super) fn metric<'a>(found: Found<'a>, index: &'a Index<'a>, report: &'a Report) -> Option<Metric> {
    let known: &[&str] = &["id", "name", "aliases", "units", "counter"];
    let record = Record::new(found, index, report, &[known]);
    let name = record.required_text("name");
    let aliases = record.phrases("aliases", false);
    if !record.has("units") {
        record.missing("units", "[\"count\"]");
    }
    let mut fitting = Vec::new();
    for (value, word) in record.strings("units") {
        if let Some(unit) = record.pick(value, word, "units".into(), &units()) {
            if fitting.contains(&unit) {
                let message = format!("`units` names `{word}` twice");
                let help = String::from("leave one of them out");
                record.refuse(value, "units".into(), message, help);
            }
            fitting.push(unit);
        }
    }
    if let Some(value) = record.get("units")
        && record.array("units").is_empty()
        && value.get_ref().is_array()
    {
        let help = String::from("name the units that fit, such as `[\"count\"]`");
        record.refuse(value, "units".into(), String::from("`units` is empty"), help);
    }
    let counter = record.text("counter");
    let counts = fitting.contains(&Unit::Count);
    if counts && !record.has("counter") {
        record.problem(
            record.place_of("units"),
            "counter".into(),
            String::from("missing key `counter`, which the unit `count` needs"),
            format!("add the noun after the number: `counter = {TEXT}`"),
        );
    }
    if let Some(value) = record.get("counter")
        && !counts
    {
        record.refuse(
            value,
            "counter".into(),
            String::from("`counter` is for metrics that count"),
            String::from("add `count` to `units`, or leave `counter` out"),
        );
    }
    Some(Metric { id: found.id.to_owned(), name: name?, aliases, units: fitting, counter })
}

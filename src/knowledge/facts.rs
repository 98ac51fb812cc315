//! Reading of the facts: events, figures, initiatives, roles, statements and unknowns.

use super::diagnostic::Report;
use super::index::{Found, Index, Table};
use super::model::{
    Entity, EntityKind, EntityRef, Fact, FactRef, Gives, Initiative, Kind, Metric, MetricRef, Phrases, Precision, Role, SourceRef,
    Standing, Text, When,
};
use super::record::{Record, TEXT};
use super::{definitions, events, figures, labels};
use crate::language::Unit;

const COMMON: &[&str] =
    &["id", "source", "about", "event", "asks", "gives", "standing", "caveat", "items", "open", "counted_by", "label", "text"];
const TIME: &[&str] = &["period", "as_of"];

const GIVES: [(&str, Gives); 9] = [
    ("who", Gives::Who),
    ("when", Gives::When),
    ("where", Gives::Where),
    ("how-much", Gives::HowMuch),
    ("how-many", Gives::HowMany),
    ("which", Gives::Which),
    ("what", Gives::What),
    ("why", Gives::Why),
    ("how", Gives::How),
];

const STANDINGS: [(&str, Standing); 6] = [
    ("done", Standing::Done),
    ("planned", Standing::Planned),
    ("target", Standing::Target),
    ("hoped", Standing::Hoped),
    ("ongoing", Standing::Ongoing),
    ("claimed", Standing::Claimed),
];

const EVENT_STANDINGS: [(&str, Standing); 3] =
    [("done", Standing::Done), ("planned", Standing::Planned), ("cancelled", Standing::Cancelled)];

/// The definitions read before the facts; a place is empty where a record could not be used.
#[derive(Clone, Copy)]
pub(super) struct Definitions<'d> {
    pub(super) entities: &'d [Option<Entity>],
    pub(super) metrics: &'d [Option<Metric>],
}

impl Definitions<'_> {
    pub(super) fn entity(&self, entity: EntityRef) -> Option<&Entity> {
        self.entities.get(entity.index())?.as_ref()
    }

    pub(super) fn metric(&self, metric: MetricRef) -> Option<&Metric> {
        self.metrics.get(metric.index())?.as_ref()
    }
}

pub(super) fn fact<'a>(found: Found<'a>, index: &'a Index<'a>, definitions: Definitions<'_>, report: &'a Report) -> Option<Fact> {
    let keys: &[&str] = match found.table {
        Table::Event => events::KEYS,
        Table::Figure => figures::KEYS,
        Table::Initiative => &["name", "aliases", "by"],
        Table::Role => &["person", "post", "at"],
        Table::Unknown => &["near"],
        _ => &[],
    };
    let time = if found.table == Table::Event { &[] } else { TIME };
    let record = Record::new(found, index, report, &[COMMON, keys, time]);

    let common = Common::read(&record);
    let (when, own) = match found.table {
        Table::Event => events::event(&record),
        _ => {
            let when = when(&record);
            (when, own(&record, &common, when, definitions))
        }
    };
    if found.table == Table::Event {
        expect_kind(&record, definitions, "series", EntityKind::Series);
    }
    common.finish(found.id, when, own?)
}

/// What the kinds other than events have of their own.
fn own(record: &Record<'_>, common: &Common, when: Option<When>, definitions: Definitions<'_>) -> Option<Own> {
    match record.found.table {
        Table::Figure => {
            if !record.has("period") && !record.has("as_of") {
                record.missing("period", "\"2024\"` or `as_of = \"2024\"");
            }
            let figure = figures::figure(record, when, definitions.metrics)?;
            let gives: &[Gives] = match figure.value.unit() {
                Unit::Count => &[Gives::HowMany],
                Unit::Rank => &[Gives::HowMany, Gives::What],
                _ => &[Gives::HowMuch, Gives::HowMany],
            };
            let target = figure.precision == Precision::Target;
            let label = labels::figure(&figure, record.index, definitions);
            let mut own = Own::new(Kind::Figure(figure), label, gives);
            if target {
                own.standing = Standing::Target;
            }
            Some(own)
        }
        Table::Initiative => {
            let name = record.required_text("name");
            let aliases = record.phrases("aliases", false);
            let by = record.entities("by");
            let name = name?;
            let label = Some(name.clone());
            let kind = Kind::Initiative(Initiative { name, aliases, by });
            Some(Own::new(kind, label, &[Gives::What]))
        }
        Table::Role => role(record, definitions),
        Table::Unknown => {
            let near = record.fact("near");
            let label = common.text.clone();
            Some(Own::new(Kind::Unknown { near }, label, &[]))
        }
        _ => {
            let label = common.text.as_ref().map(labels::opening);
            Some(Own::new(Kind::Statement, label, &[Gives::What]))
        }
    }
}

/// What every fact has, read at once so that nothing else that is wrong hides a mistake in it.
struct Common {
    source: Option<SourceRef>,
    about: Vec<EntityRef>,
    event: Option<FactRef>,
    label: Option<Text>,
    text: Option<Text>,
    caveat: Option<Text>,
    items: Vec<Text>,
    open: bool,
    counted_by: Option<FactRef>,
    standing: Option<Standing>,
    gives: Option<Vec<Gives>>,
    asks: Phrases,
}

impl Common {
    fn read(record: &Record<'_>) -> Self {
        let table = record.found.table;
        if !record.has("source") {
            record.missing("source", "\"…\"");
        }
        if table != Table::Figure && !record.has("text") {
            record.missing("text", TEXT);
        }
        let gives = record.strings("gives").filter_map(|(value, word)| record.pick(value, word, "gives".into(), &GIVES));
        let gives: Vec<Gives> = gives.collect();
        if record.has("open") && !record.has("items") {
            let message = String::from("`open` is for lists, and there are no `items`");
            let help = String::from("add `items`, or leave `open` out");
            record.problem(record.place_of("open"), "open".into(), message, help);
        }
        if record.has("counted_by") && !record.flag("open") {
            let message = String::from("`counted_by` is for lists of which only some members are named");
            let help = String::from("add `open = true`, or leave `counted_by` out");
            record.problem(record.place_of("counted_by"), "counted_by".into(), message, help);
        }
        Self {
            source: record.source("source"),
            about: record.entities("about"),
            event: record.event("event"),
            label: record.prose("label"),
            text: record.prose("text"),
            caveat: record.prose("caveat"),
            items: record.texts("items"),
            open: record.flag("open"),
            counted_by: record.fact("counted_by"),
            standing: match table {
                Table::Event => record.choice("standing", &EVENT_STANDINGS),
                _ => record.choice("standing", &STANDINGS),
            },
            gives: record.has("gives").then_some(gives),
            asks: record.phrases("asks", true),
        }
    }

    /// The fact, with what its kind says where the file says nothing.
    fn finish(self, id: &str, when: Option<When>, own: Own) -> Option<Fact> {
        Some(Fact {
            id: id.to_owned(),
            kind: own.kind,
            source: self.source?,
            about: self.about,
            event: self.event,
            when,
            label: self.label.or(own.label)?,
            text: self.text,
            caveat: self.caveat,
            items: self.items,
            open: self.open,
            counted_by: self.counted_by,
            standing: self.standing.unwrap_or(own.standing),
            gives: self.gives.unwrap_or(own.gives),
            asks: self.asks,
        })
    }
}

/// What a kind of fact has of its own, and its defaults.
pub(super) struct Own {
    kind: Kind,
    label: Option<Text>,
    gives: Vec<Gives>,
    standing: Standing,
}

impl Own {
    pub(super) fn new(kind: Kind, label: Option<Text>, gives: &[Gives]) -> Self {
        Self { kind, label, gives: gives.to_vec(), standing: Standing::Done }
    }
}

/// The time of a fact that is not an event.
fn when(record: &Record<'_>) -> Option<When> {
    let period = record.period("period");
    let as_of = record.period("as_of");
    if record.has("period") && record.has("as_of") {
        record.problem(
            record.place_of("as_of"),
            "as_of".into(),
            String::from("a fact has `period` or `as_of`, not both"),
            String::from("keep `as_of` for a state at that time, `period` for what went on during it"),
        );
    }
    match (period, as_of) {
        (Some(period), _) => Some(When { period, as_of: false }),
        (None, Some(period)) => Some(When { period, as_of: true }),
        (None, None) => None,
    }
}

fn role(record: &Record<'_>, definitions: Definitions<'_>) -> Option<Own> {
    if !record.has("person") {
        record.missing("person", "\"…\"");
    }
    let person = record.entity("person");
    expect_kind(record, definitions, "person", EntityKind::Person);
    let post = record.required_text("post");
    let at = record.entities("at");
    let (person, post) = (person?, post?);
    let name = definitions.entity(person)?.name.clone();
    let organisations: Vec<&str> = at
        .iter()
        .filter_map(|at| Some(definitions.entity(*at)?.name.zh.as_str()))
        .filter(|organisation| !post.zh.contains(organisation))
        .collect();
    let label = Some(Text { zh: format!("{}{}{}", organisations.join("、"), post.zh, name.zh), en: format!("{}, {}", name.en, post.en) });
    let kind = Kind::Role(Role { person, post, at });
    Some(Own::new(kind, label, &[Gives::Who]))
}

/// Reports an entity of another kind than the key needs.
fn expect_kind(record: &Record<'_>, definitions: Definitions<'_>, key: &str, kind: EntityKind) {
    let id = record.get(key).and_then(|value| value.get_ref().as_str());
    let target = id.and_then(|id| record.index.ids.get(id));
    let Some(target) = target.filter(|target| target.table == Table::Entity) else {
        return;
    };
    if let Some(entity) = definitions.entity(EntityRef(target.position))
        && entity.kind != kind
    {
        let word = definitions::word(kind);
        let message = format!("`{key}` names `{}`, which is of kind `{}`", entity.id, definitions::word(entity.kind));
        let help = format!("name an entity of kind `{word}`, or correct the kind of `{}`", entity.id);
        record.problem(record.place_of(key), key.into(), message, help);
    }
}

//! Checks that look at several records at once: rings of belonging, and figures that contradict each other.

use rustc_hash::FxHashMap;

use super::diagnostic::{Draft, Place, Report};
use super::index::Found;
use super::model::{Entity, EntityRef, Fact, Kind, MetricRef, Subject};
use super::record::describe;
use crate::language::{Period, Unit};

/// Reports entities that lie in themselves.
pub(super) fn within(entities: &[Option<Entity>], found: &[Found<'_>], report: &Report) {
    let parents: Vec<Vec<usize>> = entities
        .iter()
        .map(|entity| {
            let within = entity.iter().flat_map(|entity| &entity.within);
            within.map(|parent| parent.index()).collect()
        })
        .collect();
    rings(&parents, found, "within", report);
}

/// Reports events that are parts of themselves, and facts that belong to themselves.
pub(super) fn part_of(facts: &[Option<Fact>], found: &[Found<'_>], report: &Report) {
    let one = |link: fn(&Fact) -> Option<usize>| -> Vec<Vec<usize>> {
        let links = facts.iter().map(|fact| fact.as_ref().and_then(link));
        links.map(|link| link.into_iter().collect()).collect()
    };
    let part_of = one(|fact| match &fact.kind {
        Kind::Event(event) => event.part_of.map(|event| event.index()),
        _ => None,
    });
    rings(&part_of, found, "part_of", report);
    let event = one(|fact| fact.event.map(|event| event.index()));
    rings(&event, found, "event", report);
}

/// Reports each ring once, at the first of its records.
fn rings(parents: &[Vec<usize>], found: &[Found<'_>], key: &str, report: &Report) {
    let mut done = vec![false; parents.len()];
    for start in 0..parents.len() {
        if done[start] || parents[start].is_empty() {
            done[start] = true;
            continue;
        }
        // The way from `start` to where the walk stands, with the next parent to try at each step.
        let mut way: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let at = *at;
            let Some(&parent) = parents[at].get(*next) else {
                done[at] = true;
                way.pop();
                continue;
            };
            *next += 1;
            if let Some(from) = way.iter().position(|(on_way, _)| *on_way == parent) {
                let ring: Vec<usize> = way[from..].iter().map(|(on_way, _)| *on_way).collect();
                report_ring(&ring, found, key, report);
            } else if parents.get(parent).is_some() && !done[parent] {
                way.push((parent, 0));
            }
        }
    }
}

fn report_ring(ring: &[usize], found: &[Found<'_>], key: &str, report: &Report) {
    let Some(first) = ring.first().and_then(|first| found.get(*first)) else {
        return;
    };
    let names = ring.iter().chain(ring.first()).filter_map(|at| found.get(*at));
    let names: Vec<String> = names.map(|found| format!("`{}`", found.id)).collect();
    report.add(Draft {
        place: place_of(first, key),
        key: key.to_owned(),
        record: Some(describe(first)),
        message: format!("`{key}` runs in a ring: {}", names.join(" → ")),
        help: String::from("remove one of these links"),
        related: None,
    });
}

fn place_of(found: &Found<'_>, key: &str) -> Place {
    match found.body.get(key) {
        Some(value) => Place::new(found.place.file, value.span()),
        None => found.id_place,
    }
}

/// What two figures must share to speak of the same thing.
#[derive(PartialEq, Eq, Hash)]
struct Measured {
    of: Subject,
    metric: MetricRef,
    period: Period,
    partner: Vec<EntityRef>,
    part: Vec<EntityRef>,
    share_of: Option<Subject>,
    growth: Option<Period>,
    unit: Unit,
}

/// Reports two figures of the same thing, with different values or with the same.
pub(super) fn contradictions(facts: &[Option<Fact>], found: &[Found<'_>], report: &Report) {
    let mut seen: FxHashMap<Measured, (usize, &Fact)> = FxHashMap::default();
    for (at, fact) in facts.iter().enumerate() {
        let Some(fact) = fact else { continue };
        let (Kind::Figure(figure), Some(when)) = (&fact.kind, fact.when) else {
            continue;
        };
        let sorted = |entities: &[EntityRef]| {
            let mut entities = entities.to_vec();
            entities.sort_unstable();
            entities.dedup();
            entities
        };
        let measured = Measured {
            of: figure.of,
            metric: figure.metric,
            period: when.period,
            partner: sorted(&figure.partner),
            part: sorted(&figure.part),
            share_of: figure.share_of,
            growth: figure.growth,
            unit: figure.value.unit(),
        };
        let Some((earlier, other)) = seen.get(&measured) else {
            seen.insert(measured, (at, fact));
            continue;
        };
        let (Some(here), Some(there), Kind::Figure(other_figure)) = (found.get(at), found.get(*earlier), &other.kind) else {
            continue;
        };
        let same = figure.value.exact() == other_figure.value.exact();
        let what = "subject, metric, period and breakdown";
        let (message, help) = if same {
            (
                format!("the same figure as `{}`: same {what}, same value", other.id),
                String::from("keep one of the two, or tell them apart by `part`"),
            )
        } else {
            (
                format!("contradicts `{}`: same {what}, another value", other.id),
                String::from("correct one of the two values, or tell them apart by `partner`, `part` or `period`"),
            )
        };
        report.add(Draft {
            place: place_of(here, "value"),
            key: String::from("value"),
            record: Some(describe(here)),
            message,
            help,
            related: Some((place_of(there, "value"), String::from("the earlier value"))),
        });
    }
}

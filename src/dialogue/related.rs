//! What to offer after an answer: facts of the same event or subject that were not told yet.

use crate::knowledge::{Base, Fact, FactRef, Kind, Subject};

/// The event that a fact is or belongs to.
pub(super) fn event_of(base: &Base, at: FactRef) -> Option<FactRef> {
    let fact = base.facts.get(at.index())?;
    match &fact.kind {
        Kind::Event(_) => Some(at),
        _ => fact.event,
    }
}

/// Whose figure a fact is.
fn subject_of(fact: &Fact) -> Option<Subject> {
    match &fact.kind {
        Kind::Figure(figure) => Some(figure.of),
        _ => None,
    }
}

/// How near two facts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// Figures of the same subject.
    Subject,
    /// Facts of the same event.
    Event,
    /// Facts about the same things from the same source.
    Things,
}

/// Facts near one, the nearest first. Those that `told` holds are left out.
pub(super) fn related(base: &Base, at: FactRef, told: impl Fn(FactRef) -> bool) -> Vec<(Nearness, FactRef)> {
    let Some(fact) = base.facts.get(at.index()) else {
        return Vec::new();
    };
    let event = event_of(base, at);
    let subject = subject_of(fact);
    let nearness = |other_at: FactRef, other: &Fact| -> Option<Nearness> {
        let same_subject = subject.is_some() && subject_of(other) == subject;
        let same_event = event.is_some() && event_of(base, other_at) == event;
        let same_things = || other.source == fact.source && fact.about.iter().any(|e| other.about.contains(e));
        match (same_subject, same_event) {
            (true, _) => Some(Nearness::Subject),
            (_, true) => Some(Nearness::Event),
            _ => same_things().then_some(Nearness::Things),
        }
    };
    let after = |other: FactRef| (other < at, other);
    let mut near: Vec<(Nearness, (bool, FactRef))> = base
        .facts()
        .filter(|(other, f)| *other != at && !matches!(f.kind, Kind::Unknown { .. }) && !told(*other))
        .filter_map(|(other, f)| nearness(other, f).map(|n| (n, after(other))))
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(nearness, (_, other))| (nearness, other)).collect()
}

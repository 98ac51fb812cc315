//! The values that a question may set side by side.

use super::answer::Arithmetic;
use super::compute::Computing;
use super::derived::Item;
use super::names::Named;
use super::question::{AtomKind, Mask, Question, mask};
use super::ranking::Candidate;
use super::tuning;
use super::vocabulary::TermId;
use crate::knowledge::{EntityKind, Fact, FactRef, Figure, Gives, Kind, MetricRef, PartOfDay, Subject};
use crate::language::{StatedNumber, Unit};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A value that can be computed with.
pub struct Value {
    /// How its fact was ranked.
    pub(super) candidate: Candidate,
    /// Atoms that its record names.
    pub(super) core: Mask,
    /// These, and those that its label names.
    pub(super) focus: Mask,
    /// Atoms that its label or one of its ways of asking has.
    pub(super) called: Mask,
    /// Where it comes from.
    pub item: Item,
    /// In the plain unit; for a time the day number.
    pub value: Decimal,
    /// `None` for a date.
    pub unit: Option<Unit>,
    pub(super) of: Option<Subject>,
    pub(super) event: Option<FactRef>,
    pub(super) metric: Option<MetricRef>,
    pub(super) growth: bool,
    /// The fact itself is named, not only what it links to.
    pub(super) named: bool,
    /// The atoms that name what it measures.
    pub(super) measured: Mask,
    /// The atoms that name what it counts, where none names what it measures.
    pub(super) counted: Mask,
    /// The question names what it measures.
    pub(super) metric_named: bool,
    /// The question states it.
    pub(super) stated: bool,
    /// It is of a place among others that the question does not name.
    pub(super) partial: bool,
}

impl Value {
    /// The same in the larger unit, where there are two for what it measures.
    fn in_the_large(self) -> Self {
        match (self.unit, self.value.checked_div(Decimal::from(tuning::M2_IN_KM2))) {
            (Some(Unit::M2), Some(value)) => Self { value, unit: Some(Unit::Km2), ..self },
            _ => self,
        }
    }

    /// The atoms that its fact accounts for.
    #[must_use]
    pub fn explains(&self) -> Mask {
        self.candidate.account.explained
    }

    /// The atoms that it may be meant by: those that its record, its label or a way of asking for it names, since other
    /// texts tell of much beside it.
    #[must_use]
    pub fn names(&self) -> Mask {
        self.focus | self.measured | self.counted | self.called
    }

    /// Whether its record names something of the question that another's does not.
    #[must_use]
    pub fn names_more(&self, other: &Self) -> bool {
        self.core & !other.core != 0
    }

    /// The atoms that name this value and not another.
    #[must_use]
    pub fn own(&self, other: &Self) -> Mask {
        let called = if self.of == other.of { self.called & !other.called } else { 0 };
        self.core & !other.core | self.focus & !other.focus | self.counted & !other.counted | called
    }

    /// Whether it measures something else of the same subject.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        self.of == other.of && self.metric != other.metric
    }

    /// Whether it is of the same subject as others and names something of the question that none of them does.
    #[must_use]
    pub fn adds_to(&self, others: &[&Self]) -> bool {
        let named = others.iter().fold(0, |mask: Mask, v| mask | v.core);
        self.core & !named != 0 && others.iter().all(|v| v.of == self.of && v.item != self.item)
    }
}

/// The values among the candidates that an operation may use, best ranked first.
#[must_use]
pub fn values(computing: &Computing<'_>, arithmetic: &Arithmetic) -> Vec<Value> {
    let candidates = computing.ranked.iter();
    let one_unit = matches!(arithmetic, Arithmetic::Compare | Arithmetic::Ratio);
    let amount = |c| amount(computing, c).map(|value| if one_unit { value.in_the_large() } else { value });
    candidates.filter_map(|c| if *arithmetic == Arithmetic::Order { date(computing, c) } else { amount(c) }).collect()
}

fn fact<'a>(computing: &Computing<'a>, item: Item) -> Option<&'a Fact> {
    match item {
        Item::Fact(at) => computing.base.facts.get(at.index()),
        Item::Derived(_) => None,
    }
}

pub(super) fn figure<'a>(computing: &Computing<'a>, item: Item) -> Option<(&'a Fact, &'a Figure)> {
    let fact = fact(computing, item)?;
    match &fact.kind {
        Kind::Figure(figure) => Some((fact, figure)),
        _ => None,
    }
}

fn amount(computing: &Computing<'_>, candidate: &Candidate) -> Option<Value> {
    let item = computing.list.get(candidate.profile)?.item;
    let (fact, figure) = figure(computing, item)?;
    let core = core(computing, candidate);
    (figure.value.unit() != Unit::Rank).then(|| Value {
        candidate: *candidate,
        core,
        focus: core | labelled(computing, candidate),
        called: called(computing, candidate),
        item,
        value: figure.value.exact(),
        unit: Some(figure.value.unit()),
        of: Some(figure.of),
        event: fact.event,
        metric: Some(figure.metric),
        growth: figure.growth.is_some(),
        named: false,
        measured: measured(computing, candidate),
        counted: counted(computing, candidate),
        metric_named: names_metric(computing, candidate),
        stated: is_stated(computing, candidate),
        partial: is_partial(computing, candidate),
    })
}

fn date(computing: &Computing<'_>, candidate: &Candidate) -> Option<Value> {
    let item = computing.list.get(candidate.profile)?.item;
    let fact = fact(computing, item)?;
    let start = match &fact.kind {
        Kind::Event(event) => event.start?.first(),
        // Of what is no event only those that are asked for their time.
        Kind::Initiative(_) | Kind::Statement if fact.gives.contains(&Gives::When) => fact.when.filter(|w| !w.as_of)?.period.first(),
        _ => return None,
    };
    let days = Date::constant(1970, 1, 1).until(start).ok()?.get_days();
    let (core, labelled) = (core(computing, candidate), labelled(computing, candidate));
    let place = |name: &Named| name.is(EntityKind::Place, computing.base);
    // By its name, or by a place that is part of its name or where alone it took place ("the one in …").
    let alone = |names: &[Named]| match &fact.kind {
        Kind::Event(event) => matches!(event.at.as_slice(), [only] if names.contains(&Named::Entity(*only))),
        _ => false,
    };
    // What is no event is meant by words of its label.
    let said = || {
        let words = labelled & atoms(computing.question, |_, atom| matches!(atom, AtomKind::Words(_)));
        !matches!(fact.kind, Kind::Event(_)) && computing.question.weight(words) >= tuning::TELLING
    };
    let of_place = |n: usize, names: &[Named]| names.iter().any(place) && (labelled >> n & 1 == 1 || alone(names));
    let named = matches!(item, Item::Fact(at) if computing.question.names().any(|(n, names)| {
        names.contains(&Named::Fact(at))
            || matches!(fact.kind, Kind::Event(_)) && of_place(n, names)
            || core >> n & 1 == 1 && labelled >> n & 1 == 1 && said()
    }));
    let afternoon = matches!(&fact.kind, Kind::Event(event) if event.part_of_day == Some(PartOfDay::Afternoon));
    let half = if afternoon { Decimal::new(5, 1) } else { Decimal::ZERO };
    Some(Value {
        candidate: *candidate,
        core,
        focus: core | labelled,
        called: 0,
        item,
        value: Decimal::from(days) + half,
        unit: None,
        of: None,
        event: None,
        metric: None,
        growth: false,
        named,
        measured: 0,
        counted: 0,
        metric_named: false,
        stated: false,
        partial: false,
    })
}

/// Whether a question states a number of a figure, and no small one.
fn is_stated(computing: &Computing<'_>, candidate: &Candidate) -> bool {
    computing.question.numbers().any(|(n, number)| candidate.account.explained >> n & 1 == 1 && !is_small(number))
}

/// Whether a question names what a figure measures, or states it.
fn names_metric(computing: &Computing<'_>, candidate: &Candidate) -> bool {
    is_stated(computing, candidate)
        || computing.question.weight(measured(computing, candidate) | counted(computing, candidate)) >= tuning::TELLS_METRIC
}

/// The atoms that name what a figure measures.
pub(super) fn measured(computing: &Computing<'_>, candidate: &Candidate) -> Mask {
    let Some(profile) = computing.list.get(candidate.profile) else { return 0 };
    atoms(computing.question, |_, atom| profile.is_measured(atom))
}

/// The names that say what a figure counts without being its metric's: of a topic that it is about, of what its label says.
fn counted(computing: &Computing<'_>, candidate: &Candidate) -> Mask {
    let Some(profile) = computing.list.get(candidate.profile) else { return 0 };
    if computing.question.weight(measured(computing, candidate)) >= tuning::TELLS_METRIC {
        return 0;
    }
    let counted = |name: &Named| match name.kind(computing.base) {
        Some(EntityKind::Topic) => profile.asked_by.binary_search(name).is_ok(),
        _ => profile.labelled.binary_search(name).is_ok() && !profile.whose.contains(name),
    };
    atoms(computing.question, |_, atom| matches!(atom, AtomKind::Name(named) if named.iter().any(counted)))
}

/// The atoms that a value's label or one of its ways of asking has.
fn called(computing: &Computing<'_>, candidate: &Candidate) -> Mask {
    let Some(profile) = computing.list.get(candidate.profile) else { return 0 };
    let has = |term: &TermId| profile.asks.say(*term) || profile.label.say(*term);
    atoms(computing.question, |_, atom| match atom {
        AtomKind::Name(named) => named.iter().any(|name| profile.asked_by.binary_search(name).is_ok()),
        AtomKind::Words(terms) => terms.iter().any(has),
        AtomKind::Time(_) | AtomKind::Number(_) => false,
    })
}

/// Whether a figure is broken down by a place that the question does not name, nor anything that this lies in.
fn is_partial(computing: &Computing<'_>, candidate: &Candidate) -> bool {
    let Some(profile) = computing.list.get(candidate.profile) else { return false };
    let place = |name: &Named| name.is(EntityKind::Place, computing.base);
    let within = |name: &Named| match name {
        Named::Entity(e) => computing.base.entities.get(e.index()).map_or(&[][..], |e| e.within.as_slice()),
        _ => &[],
    };
    let named = |wanted: &Named| computing.question.names_any(|n| n == wanted);
    profile.breakdown.iter().any(|b| place(b) && !named(b) && !within(b).iter().any(|e| named(&Named::Entity(*e))))
}

/// The atoms that a value's own record names: its subject, breakdown, metric, time and number.
fn core(computing: &Computing<'_>, candidate: &Candidate) -> Mask {
    let Some(profile) = computing.list.get(candidate.profile) else {
        return 0;
    };
    atoms(computing.question, |n, atom| match atom {
        AtomKind::Name(named) => named.iter().any(|name| {
            profile.own.binary_search(name).is_ok()
                && (profile.metric.is_none() || profile.subject.contains(name) || profile.metric_named(name))
        }),
        AtomKind::Time(_) => candidate.account.timed >> n & 1 == 1,
        AtomKind::Number(_) => candidate.account.explained >> n & 1 == 1,
        AtomKind::Words(_) => profile.is_measured(atom),
    })
}

/// The atoms that a value's label names besides.
fn labelled(computing: &Computing<'_>, candidate: &Candidate) -> Mask {
    let Some(profile) = computing.list.get(candidate.profile) else {
        return 0;
    };
    atoms(computing.question, |_, atom| match atom {
        AtomKind::Name(named) => named.iter().any(|name| profile.labelled.binary_search(name).is_ok()),
        AtomKind::Words(terms) => terms.iter().any(|t| profile.label.say(*t)),
        AtomKind::Time(_) | AtomKind::Number(_) => false,
    })
}

/// The atoms of a question that are so.
fn atoms(question: &Question, so: impl Fn(usize, &AtomKind) -> bool) -> Mask {
    mask(question.atoms.iter().enumerate().filter(|(n, atom)| so(*n, &atom.kind)).map(|(n, _)| n))
}

/// Whether a number may be the asker's own counting.
pub(super) fn is_small(number: &StatedNumber) -> bool {
    !number.percent && number.value <= Decimal::from(tuning::SMALL_NUMBER)
}

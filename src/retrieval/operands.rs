//! The values that a question sets side by side, and which two of them it means.

use super::accounting::Account;
use super::answer::Arithmetic;
use super::compute::Computing;
use super::derived::Item;
use super::names::Named;
use super::question::{AtomKind, Mask, Question};
use super::ranking::Candidate;
use super::tuning;
use crate::knowledge::{Fact, Figure, Kind, MetricRef, PartOfDay, Subject};
use crate::language::{Unit, Wanted};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A value that can be computed with.
pub struct Value {
    /// How its fact was ranked.
    candidate: Candidate,
    /// Atoms that name just this value: its subject, breakdown, metric, time or the words of its label.
    focus: Mask,
    /// Where it comes from.
    pub item: Item,
    /// In the plain unit; for a time the day number.
    pub value: Decimal,
    /// `None` for a date.
    pub unit: Option<Unit>,
    of: Option<Subject>,
    metric: Option<MetricRef>,
    growth: bool,
    /// The fact itself is named, not only what it links to.
    named: bool,
}

/// The values among the candidates that an operation may use, best ranked first.
#[must_use]
pub fn values(computing: &Computing<'_>, arithmetic: &Arithmetic) -> Vec<Value> {
    let candidates = computing.ranked.iter();
    candidates.filter_map(|c| if *arithmetic == Arithmetic::Order { date(computing, c) } else { amount(computing, c) }).collect()
}

fn fact<'a>(computing: &Computing<'a>, item: Item) -> Option<&'a Fact> {
    match item {
        Item::Fact(at) => computing.base.facts.get(at.index()),
        Item::Derived(_) => None,
    }
}

fn figure<'a>(computing: &Computing<'a>, item: Item) -> Option<(&'a Fact, &'a Figure)> {
    let fact = fact(computing, item)?;
    match &fact.kind {
        Kind::Figure(figure) => Some((fact, figure)),
        _ => None,
    }
}

fn amount(computing: &Computing<'_>, candidate: &Candidate) -> Option<Value> {
    let item = computing.list.get(candidate.profile)?.item;
    let (_, figure) = figure(computing, item)?;
    (figure.value.unit() != Unit::Rank).then(|| Value {
        candidate: *candidate,
        focus: focus(computing, candidate),
        item,
        value: figure.value.exact(),
        unit: Some(figure.value.unit()),
        of: Some(figure.of),
        metric: Some(figure.metric),
        growth: figure.growth.is_some(),
        named: false,
    })
}

fn date(computing: &Computing<'_>, candidate: &Candidate) -> Option<Value> {
    let item = computing.list.get(candidate.profile)?.item;
    let fact = fact(computing, item)?;
    let start = match &fact.kind {
        Kind::Event(event) => event.start?.first(),
        Kind::Initiative(_) | Kind::Statement => fact.when.filter(|w| !w.as_of)?.period.first(),
        _ => return None,
    };
    let days = Date::constant(1970, 1, 1).until(start).ok()?.get_days();
    let named = matches!(item, Item::Fact(at) if computing.question.names().any(|(_, names)| names.contains(&Named::Fact(at))));
    let afternoon = matches!(&fact.kind, Kind::Event(event) if event.part_of_day == Some(PartOfDay::Afternoon));
    let half = if afternoon { Decimal::new(5, 1) } else { Decimal::ZERO };
    Some(Value {
        candidate: *candidate,
        focus: focus(computing, candidate),
        item,
        value: Decimal::from(days) + half,
        unit: None,
        of: None,
        metric: None,
        growth: false,
        named,
    })
}

fn focus(computing: &Computing<'_>, candidate: &Candidate) -> Mask {
    let Some(profile) = computing.list.get(candidate.profile) else {
        return 0;
    };
    computing.question.atoms.iter().enumerate().fold(0, |mask, (n, atom)| {
        let named = match &atom.kind {
            AtomKind::Name(named) => named.iter().any(|name| {
                let linked = profile.own.binary_search(name).is_ok()
                    && (profile.metric.is_none() || profile.subject.contains(name) || profile.metric_named(name));
                linked || profile.labelled.binary_search(name).is_ok()
            }),
            AtomKind::Time(_) => candidate.account.timed >> n & 1 == 1,
            AtomKind::Number(_) => candidate.account.explained >> n & 1 == 1,
            AtomKind::Words(terms) => {
                terms.iter().any(|t| profile.label.terms.binary_search(t).is_ok() || profile.metric_words.binary_search(t).is_ok())
            }
        };
        if named { mask | 1 << n } else { mask }
    })
}

/// The two values that account best for a question together.
#[must_use]
pub fn best_pair<'v>(
    computing: &Computing<'_>,
    arithmetic: &Arithmetic,
    values: &'v [Value],
    together: impl Fn(&Value, &Value) -> bool,
) -> Option<(&'v Value, &'v Value)> {
    let question = computing.question;
    let whole = question.weight(question.all()).max(f32::EPSILON);
    let mut best: Option<(f32, (&Value, &Value))> = None;
    for (n, a) in values.iter().enumerate() {
        for b in values.iter().skip(n + 1) {
            if !together(a, b) {
                continue;
            }
            let (x, y) = (&a.candidate.account, &b.candidate.account);
            let foreign = x.foreign_names & y.foreign_names | x.foreign_times & y.foreign_times | x.foreign_numbers & y.foreign_numbers;
            // A date is meant only when its event is named; a figure may be meant by the words of its label.
            let names = question.names().fold(0, |mask: Mask, (n, _)| mask | (1 as Mask) << n);
            let telling = if *arithmetic == Arithmetic::Order { names } else { Mask::MAX };
            let apart = question.weight(a.focus & !b.focus & telling).min(question.weight(b.focus & !a.focus & telling));
            let joint = question.weight(x.explained | y.explained) / whole;
            let focused = question.weight(a.focus | b.focus) / whole;
            // The figures of one metric belong together, and so do those of one subject.
            let (one_metric, one_subject) = (a.metric.is_some() && a.metric == b.metric, a.of.is_some() && a.of == b.of);
            let alike = if *arithmetic == Arithmetic::Average {
                f32::from(u8::from(one_subject)) * 1.5
            } else {
                f32::from(u8::from(one_metric)) + f32::from(u8::from(one_subject)) / 2.0
            };
            // Shares and growth rates are meant only by those who ask for percentages.
            let percent = |v: &Value| v.unit == Some(Unit::Percent);
            let asked = question.wants(Wanted::Percent) && *arithmetic != Arithmetic::Share && *arithmetic != Arithmetic::Ratio;
            let unasked = if (percent(a) || percent(b)) != asked { tuning::PAIR_UNASKED } else { 0.0 };
            let unnamed =
                if *arithmetic == Arithmetic::Order { f32::from(u8::from(!a.named)) + f32::from(u8::from(!b.named)) } else { 0.0 };
            let score = (a.candidate.score + b.candidate.score) / 2.0 - unasked - unnamed * tuning::DATE_UNNAMED;
            let fit =
                joint * tuning::PAIR_JOINT + focused * tuning::PAIR_FOCUSED + alike * tuning::PAIR_ALIKE + score * tuning::PAIR_RANKED;
            let shared =
                !matches!(arithmetic, Arithmetic::Average | Arithmetic::Share | Arithmetic::Sum) || shares_the_only(question, x, y);
            let fits = foreign == 0 && shared && apart >= tuning::LEAST_OF_ITS_OWN && joint >= tuning::LEAST_JOINT;
            if fits && best.as_ref().is_none_or(|(f, _)| fit > *f) {
                best = Some((fit, (a, b)));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// A time or name that a question says once belongs to both operands.
fn shares_the_only(question: &Question, x: &Account, y: &Account) -> bool {
    let times: Vec<usize> = question.times().map(|(n, _)| n).collect();
    let solid = |named: &[Named]| named.iter().any(|n| !matches!(n, Named::Metric(_)));
    let names: Vec<usize> = question.names().filter(|(_, named)| solid(named)).map(|(n, _)| n).collect();
    let lone = |list: &[usize], either: Mask| matches!(list, [n] if either >> n & 1 == 1);
    !lone(&times, x.foreign_times | y.foreign_times) && !lone(&names, x.foreign_names | y.foreign_names)
}

fn names_metric(question: &Question, value: &Value) -> bool {
    question.names().any(|(n, named)| {
        value.focus >> n & 1 == 1 && named.iter().any(|name| matches!(name, Named::Metric(m) if Some(*m) == value.metric))
    })
}

/// Whether an operation may be done on two values.
#[must_use]
pub fn fit_together(question: &Question, arithmetic: &Arithmetic, a: &Value, b: &Value) -> bool {
    let counts = a.unit == Some(Unit::Count) || b.unit == Some(Unit::Count);
    match arithmetic {
        Arithmetic::Order => true,
        // 53 groups and 8 groups make 61 groups, but 23 countries and 50 cities make nothing.
        Arithmetic::Sum => {
            a.unit == b.unit
                && !a.growth
                && !b.growth
                && a.unit != Some(Unit::Percent)
                && (!counts || a.metric == b.metric || a.of == b.of && names_metric(question, a) && names_metric(question, b))
        }
        Arithmetic::Share => a.unit == b.unit && a.unit != Some(Unit::Percent) && (!counts || a.metric == b.metric),
        Arithmetic::Average => {
            a.unit != Some(Unit::Percent) && b.unit != Some(Unit::Percent) && (counts || a.unit != b.unit) && a.metric != b.metric
        }
        _ => a.unit == b.unit && a.growth == b.growth,
    }
}

/// The pair with every other figure of the same subject, metric and time that differs in its breakdown only.
#[must_use]
pub fn all_of_a_kind<'v>(computing: &Computing<'_>, pair: (&'v Value, &'v Value), values: &'v [Value]) -> Vec<&'v Value> {
    let mut all = vec![pair.0, pair.1];
    let (Some((one, first)), Some((_, second))) = (figure(computing, pair.0.item), figure(computing, pair.1.item)) else {
        return all;
    };
    if first.of != second.of || first.metric != second.metric {
        return all;
    }
    for value in values {
        let Some((other, figure)) = figure(computing, value.item) else {
            continue;
        };
        let alike =
            figure.of == first.of && figure.metric == first.metric && other.when == one.when && figure.value.unit() == first.value.unit();
        let part = figure.partner != first.partner || figure.part != first.part;
        if alike && part && !(figure.partner.is_empty() && figure.part.is_empty()) && !all.iter().any(|v| v.item == value.item) {
            all.push(value);
        }
    }
    all
}

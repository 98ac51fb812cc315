//! Figures that follow from published ones by one exact step: the whole behind a share, the rest of it, the value
//! before a growth. They are looked up like facts and always told as computed, with their operands.

use crate::knowledge::{Base, EntityRef, Fact, FactRef, Figure, Kind, MetricRef, Precision, Subject, Text};
use crate::language::{Period, Unit};
use rust_decimal::Decimal;

/// What can be found: a fact of the base or a computed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A fact.
    Fact(FactRef),
    /// The computed figure with this position.
    Derived(usize),
}

impl Item {
    /// The fact, of what is none computed.
    #[must_use]
    pub fn fact(self) -> Option<FactRef> {
        match self {
            Self::Fact(at) => Some(at),
            Self::Derived(_) => None,
        }
    }
}

/// How a computed figure follows from its operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// part ÷ share.
    Whole,
    /// whole − part.
    Rest,
    /// whole − part, both published.
    Left,
    /// A count − the members of it that a list names.
    Unnamed,
    /// part ÷ whole, both published, in percent.
    PartShare,
    /// The sum of the parts, all published.
    Parts,
    /// part ÷ sum of the parts, all published, in percent. The part stands first among the operands.
    PartOfParts,
    /// 100 % − share.
    RestShare,
    /// value ÷ (1 + growth).
    Earlier,
    /// value − earlier value.
    Increase,
    /// value − starting value, of a figure that gives both.
    Rise,
    /// (value − starting value) ÷ starting value, in percent, of a figure that gives both.
    RisePercent,
    /// value ÷ starting value, of a figure that gives both.
    Multiple,
}

/// A computed figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// How it was computed.
    pub step: Step,
    /// Whose figure it is.
    pub of: Subject,
    /// What it measures.
    pub metric: MetricRef,
    /// Of when.
    pub period: Period,
    /// Breakdowns that stay in force.
    pub breakdown: Vec<EntityRef>,
    /// Breakdowns that are taken out of the whole.
    pub without: Vec<EntityRef>,
    /// The result, unrounded.
    pub value: Decimal,
    /// Its unit; `None` for a plain multiple.
    pub unit: Option<Unit>,
    /// It is only a lower bound.
    pub least: bool,
    /// The published figures that it rests on.
    pub operands: Vec<FactRef>,
    /// Subject, breakdown and metric named, for finding it.
    pub label: Text,
}

/// Every figure that follows from the figures of a base.
#[must_use]
pub fn derived(base: &Base) -> Vec<Derived> {
    let figures: Vec<(FactRef, &Fact, &Figure)> = (0u32..)
        .zip(&base.facts)
        .filter_map(|(n, fact)| match &fact.kind {
            Kind::Figure(figure) => Some((FactRef(n), fact, figure)),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    out.extend(base.facts.iter().filter_map(|list| from_list(base, list, &figures)));
    for (at, fact, figure) in &figures {
        let Some(when) = fact.when else { continue };
        if figure.precision == Precision::Target {
            continue;
        }
        out.extend(from_whole(base, (*at, fact, figure), &figures));
        out.extend(from_parts(base, (*at, fact, figure), &figures));
        if figure.from.is_some() {
            out.extend(from_start(base, *at, figure, when.period));
        }
        let level = figures.iter().find(|(_, other, level)| {
            level.of == figure.of
                && level.metric == figure.metric
                && level.partner == figure.partner
                && level.part == figure.part
                && level.share_of.is_none()
                && level.growth.is_none()
                && other.when.map(|w| w.period) == Some(when.period)
        });
        if let Some(whole_of) = figure.share_of {
            out.extend(from_share(base, (*at, figure), level.map(|(l, _, f)| (*l, *f)), whole_of, when.period));
        }
        if let (Some(earlier), Some((level_at, _, level))) = (figure.growth, level) {
            out.extend(from_growth(base, (*at, figure), (*level_at, level), earlier, when.period));
        }
    }
    out
}

fn breakdown(figure: &Figure) -> Vec<EntityRef> {
    figure.partner.iter().chain(&figure.part).copied().collect()
}

fn firm(figure: &Figure) -> bool {
    matches!(figure.precision, Precision::Exact | Precision::About | Precision::Over | Precision::Nearly)
}

/// The name of a subject.
#[must_use]
pub fn subject_name(base: &Base, subject: Subject) -> Option<&Text> {
    match subject {
        Subject::Entity(e) => base.entities.get(e.index()).map(|e| &e.name),
        Subject::Event(f) => base.facts.get(f.index()).map(|f| &f.label),
    }
}

fn label(base: &Base, of: Subject, metric: MetricRef, breakdown: &[EntityRef]) -> Text {
    let mut text = Text { zh: String::new(), en: String::new() };
    let metric = base.metrics.get(metric.index()).map(|m| &m.name);
    let breakdown = breakdown.iter().filter_map(|e| base.entities.get(e.index())).map(|e| &e.name);
    for name in subject_name(base, of).into_iter().chain(breakdown).chain(metric) {
        text.zh.push_str(&name.zh);
        text.en.push_str(&name.en);
        text.en.push(' ');
    }
    text
}

fn from_share(
    base: &Base,
    (at, share): (FactRef, &Figure),
    level: Option<(FactRef, &Figure)>,
    whole_of: Subject,
    period: Period,
) -> Vec<Derived> {
    let mut out = Vec::new();
    let under = share.precision == Precision::Under;
    if !firm(share) && !under || share.value.unit() != Unit::Percent {
        return out;
    }
    let hundred = Decimal::ONE_HUNDRED;
    let inside = breakdown(share);
    // The share of a part in its own whole takes the breakdown out; that of a body in a bigger one keeps it.
    let (kept, without) = if whole_of == share.of { (Vec::new(), inside) } else { (inside, Vec::new()) };
    let mut push = |step, value, unit, operands: Vec<FactRef>| {
        let named = if step == Step::Whole { &kept } else { &without };
        out.push(Derived {
            step,
            of: whole_of,
            metric: share.metric,
            period,
            breakdown: kept.clone(),
            without: without.clone(),
            value,
            unit,
            least: under,
            operands,
            label: label(base, whole_of, share.metric, named),
        });
    };
    if let Some(rest) = hundred.checked_sub(share.value.exact()) {
        push(Step::RestShare, rest, Some(Unit::Percent), vec![at]);
    }
    if let Some((level_at, level)) = level.filter(|(_, l)| firm(l)) {
        let whole = level.value.exact().checked_mul(hundred).and_then(|v| v.checked_div(share.value.exact()));
        if let Some(whole) = whole {
            push(Step::Whole, whole, Some(level.value.unit()), vec![level_at, at]);
            push(Step::Rest, whole - level.value.exact(), Some(level.value.unit()), vec![level_at, at]);
        }
    }
    out
}

fn from_growth(
    base: &Base,
    (at, growth): (FactRef, &Figure),
    (level_at, level): (FactRef, &Figure),
    earlier: Period,
    period: Period,
) -> Vec<Derived> {
    if !firm(growth) || !firm(level) {
        return Vec::new();
    }
    let factor = Decimal::ONE + growth.value.exact() / Decimal::ONE_HUNDRED;
    let Some(before) = level.value.exact().checked_div(factor) else {
        return Vec::new();
    };
    let make = |step, value, period| Derived {
        step,
        of: level.of,
        metric: level.metric,
        period,
        breakdown: breakdown(level),
        without: Vec::new(),
        value,
        unit: Some(level.value.unit()),
        least: false,
        operands: vec![level_at, at],
        label: label(base, level.of, level.metric, &breakdown(level)),
    };
    vec![make(Step::Earlier, before, earlier), make(Step::Increase, level.value.exact() - before, period)]
}

/// A figure that is a level, no share and no growth.
fn is_level(figure: &Figure) -> bool {
    figure.share_of.is_none() && figure.growth.is_none() && figure.from.is_none() && figure.value.unit() != Unit::Percent
}

/// Whether something lies in another, at whatever depth.
fn lies_in(base: &Base, inner: EntityRef, outer: EntityRef) -> bool {
    base.entities.get(inner.index()).is_some_and(|e| e.within.iter().any(|parent| *parent == outer || lies_in(base, *parent, outer)))
}

/// How many members a list leaves unnamed of which only some are named and a figure counts all.
fn from_list(base: &Base, list: &Fact, figures: &[(FactRef, &Fact, &Figure)]) -> Option<Derived> {
    let (at, fact, figure) = figures.iter().find(|(at, _, _)| list.counted_by == Some(*at))?;
    let value = figure.value.exact().checked_sub(Decimal::from(list.items.len()))?;
    let counted = figure.precision == Precision::Exact && figure.value.unit() == Unit::Count && value.is_sign_positive();
    counted.then_some(Derived {
        step: Step::Unnamed,
        of: figure.of,
        metric: figure.metric,
        period: fact.when?.period,
        breakdown: breakdown(figure),
        without: Vec::new(),
        value,
        unit: Some(Unit::Count),
        least: false,
        operands: vec![*at],
        label: label(base, figure.of, figure.metric, &breakdown(figure)),
    })
}

/// A counted or measured part beside its published whole: what is left, and the share. The whole has no breakdown, or
/// one that the part's lies in.
fn from_whole(base: &Base, (at, fact, part): (FactRef, &Fact, &Figure), figures: &[(FactRef, &Fact, &Figure)]) -> Vec<Derived> {
    let inside = breakdown(part);
    if inside.is_empty() || !is_level(part) || !firm(part) {
        return Vec::new();
    }
    let holds = |whole: &Figure| match (breakdown(whole).as_slice(), inside.as_slice()) {
        ([], _) => true,
        ([outer], [inner]) => lies_in(base, *inner, *outer),
        _ => false,
    };
    let whole = figures.iter().find(|(_, other, whole)| {
        whole.of == part.of
            && whole.metric == part.metric
            && holds(whole)
            && is_level(whole)
            && other.when == fact.when
            && whole.value.unit() == part.value.unit()
    });
    let Some((whole_at, _, whole)) = whole.filter(|(_, _, w)| firm(w)) else {
        return Vec::new();
    };
    let Some(period) = fact.when.map(|w| w.period) else {
        return Vec::new();
    };
    let kept = breakdown(whole);
    let make = |step, value, unit| Derived {
        step,
        of: part.of,
        metric: part.metric,
        period,
        breakdown: kept.clone(),
        without: inside.clone(),
        value,
        unit: Some(unit),
        least: false,
        operands: vec![*whole_at, at],
        label: label(base, part.of, part.metric, &inside),
    };
    let mut out = vec![make(Step::Left, whole.value.exact() - part.value.exact(), part.value.unit())];
    let share = part.value.exact().checked_div(whole.value.exact()).and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED));
    out.extend(share.map(|s| make(Step::PartShare, s, Unit::Percent)));
    out
}

/// A part beside the other parts of the same, where no whole is published: what they come to, and the share in that.
fn from_parts(base: &Base, (at, fact, part): (FactRef, &Fact, &Figure), figures: &[(FactRef, &Fact, &Figure)]) -> Vec<Derived> {
    let (Some(period), [own]) = (fact.when.map(|w| w.period), part.part.as_slice()) else {
        return Vec::new();
    };
    let alike = |other: &Fact, figure: &Figure| {
        figure.of == part.of
            && figure.metric == part.metric
            && figure.value.unit() == part.value.unit()
            && other.when == fact.when
            && is_level(figure)
            && figure.partner.is_empty()
            && firm(figure)
    };
    let parts: Vec<&(FactRef, &Fact, &Figure)> = figures.iter().filter(|(_, other, figure)| alike(other, figure)).collect();
    let apart = parts.iter().all(|(_, _, figure)| figure.part.len() == 1);
    if parts.len() < 2 || !apart || !alike(fact, part) {
        return Vec::new();
    }
    let Some(sum) = parts.iter().try_fold(Decimal::ZERO, |sum, (_, _, figure)| sum.checked_add(figure.value.exact())) else {
        return Vec::new();
    };
    let first = parts.first().is_some_and(|(first, _, _)| *first == at);
    let mut operands = vec![at];
    operands.extend(parts.iter().map(|(other, _, _)| *other).filter(|other| *other != at));
    let make = |step, value, unit, without: Vec<EntityRef>| Derived {
        step,
        of: part.of,
        metric: part.metric,
        period,
        breakdown: Vec::new(),
        label: label(base, part.of, part.metric, &without),
        without,
        value,
        unit: Some(unit),
        least: false,
        operands: operands.clone(),
    };
    let whole = first.then(|| make(Step::Parts, sum, part.value.unit(), Vec::new()));
    let share = part.value.exact().checked_div(sum).and_then(|s| s.checked_mul(Decimal::ONE_HUNDRED));
    whole.into_iter().chain(share.map(|s| make(Step::PartOfParts, s, Unit::Percent, vec![*own]))).collect()
}

fn from_start(base: &Base, at: FactRef, figure: &Figure, period: Period) -> Vec<Derived> {
    let Some(from) = figure.from else {
        return Vec::new();
    };
    let (last, first) = (figure.value.exact(), from.exact());
    let make = |step, value, unit| Derived {
        step,
        of: figure.of,
        metric: figure.metric,
        period,
        breakdown: breakdown(figure),
        without: Vec::new(),
        value,
        unit,
        least: false,
        operands: vec![at],
        label: label(base, figure.of, figure.metric, &breakdown(figure)),
    };
    let mut out = vec![make(Step::Rise, last - first, Some(figure.value.unit()))];
    if let Some(multiple) = last.checked_div(first) {
        out.push(make(Step::RisePercent, (multiple - Decimal::ONE) * Decimal::ONE_HUNDRED, Some(Unit::Percent)));
        out.push(make(Step::Multiple, multiple, None));
    }
    out
}

//! Computed values: the result, marked as computed; its operands with their sources; and how it was computed.

use super::draft::Draft;
use super::numbers::{self, Shown};
use super::{dates, facts};
use crate::knowledge::{Fact, FactRef, Figure, Kind, MetricRef, Precision, Subject, Text};
use crate::language::{Grain, Period, Unit};
use crate::retrieval::{Arithmetic, Computation, Derived, Item, Operand, Step, TimeUnit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The lines that tell a computation.
pub(super) fn told(draft: &mut Draft<'_>, computation: &Computation) -> Vec<String> {
    for operand in &computation.operands {
        used(draft, operand.item);
    }
    let draft = &*draft;
    let words = draft.words;
    let approximate = computation.operands.iter().any(|operand| is_approximate(draft, operand.item));
    let computed = |text: String| words.say("computed", &[("text", &words.opening(&text))]);
    let headline = match &computation.operation {
        Arithmetic::Derived(derived) => Some(computed(derived_line(draft, derived, approximate))),
        Arithmetic::Order => order_line(draft, &computation.operands),
        Arithmetic::Lasting => lasting_line(draft, computation).map(computed),
        operation => result_line(draft, operation, computation, approximate).map(computed),
    };
    let mut lines: Vec<String> = headline.into_iter().collect();
    let sources: Vec<_> = computation.operands.iter().filter_map(|operand| fact(draft, operand.item)).map(|fact| fact.source).collect();
    let several = sources.windows(2).any(|pair| matches!(pair, [a, b] if a != b));
    for operand in &computation.operands {
        let line = words.opening(&operand_line(draft, operand, several));
        lines.push(words.say("paragraph-mark", &[("text", &line)]));
        lines.extend(fact(draft, operand.item).and_then(|fact| facts::caveat(draft, fact)));
    }
    lines.extend(formula(draft, computation).map(|formula| match in_round_numbers(draft, computation) {
        Some(value) => words.say("how-nearly", &[("formula", &formula), ("value", &value)]),
        None => words.say("how", &[("formula", &formula)]),
    }));
    if approximate {
        lines.push(words.say("approximate", &[]));
    }
    lines
}

/// The lines that tell a computed figure that is offered beside an answer.
pub(super) fn told_derived(draft: &mut Draft<'_>, derived: &Derived) -> Vec<String> {
    let operand = |at: &FactRef| match &draft.base[*at].kind {
        Kind::Figure(figure) => Some(Operand { item: Item::Fact(*at), value: figure.value.exact() }),
        _ => None,
    };
    let computation = Computation {
        operands: derived.operands.iter().filter_map(operand).collect(),
        operation: Arithmetic::Derived(derived.clone()),
        result: Some(derived.value),
        unit: derived.unit,
    };
    told(draft, &computation)
}

/// Notes the facts behind an operand.
fn used(draft: &mut Draft<'_>, item: Item) {
    match item {
        Item::Fact(at) => draft.used(at),
        Item::Derived(n) => {
            for at in draft.derived.get(n).into_iter().flat_map(|derived| &derived.operands) {
                draft.used(*at);
            }
        }
    }
}

fn fact<'a>(draft: &Draft<'a>, item: Item) -> Option<&'a Fact> {
    match item {
        Item::Fact(at) => Some(&draft.base[at]),
        Item::Derived(_) => None,
    }
}

fn figure<'a>(draft: &Draft<'a>, item: Item) -> Option<&'a Figure> {
    match &fact(draft, item)?.kind {
        Kind::Figure(figure) => Some(figure),
        _ => None,
    }
}

fn is_approximate(draft: &Draft<'_>, item: Item) -> bool {
    match item {
        Item::Fact(_) => figure(draft, item).is_some_and(|figure| !matches!(figure.precision, Precision::Exact | Precision::Target)),
        Item::Derived(n) => {
            draft.derived.get(n).is_some_and(|derived| derived.operands.iter().any(|at| is_approximate(draft, Item::Fact(*at))))
        }
    }
}

fn metric(draft: &Draft<'_>, item: Item) -> Option<MetricRef> {
    match item {
        Item::Fact(_) => figure(draft, item).map(|figure| figure.metric),
        Item::Derived(n) => draft.derived.get(n).map(|derived| derived.metric),
    }
}

fn counter<'a>(draft: &Draft<'a>, metric: Option<MetricRef>) -> Option<&'a Text> {
    metric.and_then(|metric| draft.base[metric].counter.as_ref())
}

/// What an operand is called, with its time.
fn named(draft: &Draft<'_>, item: Item) -> String {
    let (label, when) = parts(draft, item);
    draft.words.say("label-when", &[("label", &label), ("when", &when)])
}

fn parts(draft: &Draft<'_>, item: Item) -> (String, String) {
    match item {
        Item::Fact(at) => {
            let fact = &draft.base[at];
            let event = matches!(fact.kind, Kind::Event(_));
            (draft.words.of(&fact.label).to_owned(), if event { String::new() } else { facts::time(draft, fact) })
        }
        Item::Derived(n) => draft.derived.get(n).map(|derived| what(draft, derived)).unwrap_or_default(),
    }
}

/// A value as the result of a computation: with "about" where it was rounded or rests on an approximate one.
fn about(draft: &Draft<'_>, shown: &Shown, approximate: bool) -> String {
    let precision = if shown.rounded || approximate { Precision::About } else { Precision::Exact };
    numbers::with_precision(draft.words, precision, &shown.text)
}

fn result_line(draft: &Draft<'_>, operation: &Arithmetic, computation: &Computation, approximate: bool) -> Option<String> {
    let words = draft.words;
    let first = computation.operands.first()?;
    let last = computation.operands.last()?;
    let result = computation.result?;
    let metrics = (metric(draft, first.item), metric(draft, last.item));
    let counter = counter(draft, metrics.0.filter(|_| metrics.0 == metrics.1));
    let (more, less) = (named(draft, first.item), named(draft, last.item));
    let unit = computation.unit.unwrap_or(Unit::Count);
    let difference = || about(draft, &numbers::difference(words, result, unit, counter), approximate);
    Some(match operation {
        Arithmetic::Compare if result.is_zero() => {
            let value = numbers::computed(words, first.value, unit, counter);
            words.say("compare-equal", &[("value", &about(draft, &value, approximate))])
        }
        Arithmetic::Compare if unit == Unit::Rank => words.say("compare-rank", &[("more", &less), ("difference", &difference())]),
        Arithmetic::Compare => words.say("compare", &[("more", &more), ("difference", &difference())]),
        Arithmetic::Ratio => {
            let ratio = about(draft, &numbers::multiple(words, result), approximate);
            words.say("ratio", &[("ratio", &ratio), ("more", &more), ("less", &less)])
        }
        Arithmetic::Average => {
            let own = self::counter(draft, metrics.0);
            let value = about(draft, &numbers::computed(words, result, unit, own), approximate);
            words.say("average", &[("value", &value), ("more", &more), ("less", &less)])
        }
        Arithmetic::Periodic(unit_of_time) => {
            let value = about(draft, &numbers::computed(words, result, unit, self::counter(draft, metrics.0)), approximate);
            words.say(unit_of_time_key(*unit_of_time), &[("value", &value), ("more", &more)])
        }
        Arithmetic::Share => {
            let value = about(draft, &numbers::computed(words, result, unit, None), approximate);
            words.say("part-of-whole", &[("value", &value), ("more", &more), ("less", &less)])
        }
        Arithmetic::Sum => {
            let value = about(draft, &numbers::computed(words, result, unit, counter), approximate);
            words.say("sum", &[("value", &value)])
        }
        Arithmetic::Difference | Arithmetic::Derived(_) | Arithmetic::Order | Arithmetic::Lasting => {
            words.say("difference", &[("difference", &difference())])
        }
    })
}

fn unit_of_time_key(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Month => "monthly",
        TimeUnit::Week => "weekly",
        TimeUnit::Day => "daily",
    }
}

fn period(draft: &Draft<'_>, item: Item) -> Option<Period> {
    match item {
        Item::Fact(at) => draft.base[at].when.map(|when| when.period),
        Item::Derived(n) => draft.derived.get(n).map(|derived| derived.period),
    }
}

fn order_line(draft: &Draft<'_>, operands: &[Operand]) -> Option<String> {
    let words = draft.words;
    let [first, .., last] = operands else {
        return None;
    };
    let (a, b) = (period(draft, first.item)?, period(draft, last.item)?);
    let (first_date, last_date) = (dates::period(words, a), dates::period(words, b));
    let (first_name, last_name) = (parts(draft, first.item).0, parts(draft, last.item).0);
    let mut arguments = vec![("first", first_name.as_str()), ("first-date", &first_date), ("last", &last_name), ("last-date", &last_date)];
    let to_the_day = [a, b].iter().all(|period| matches!(start_grain(*period), Grain::Day));
    let between = a.first().until(b.first()).map_or(0, |span| i64::from(span.get_days()));
    let days = numbers::days(words, between);
    arguments.push(("days", &days));
    let coarse = numbers::months_or_years(words, a, b);
    arguments.push(("span", &coarse));
    let (key, mark) = match () {
        () if to_the_day && between == 0 && first.value != last.value => ("order", "not-computed"),
        () if to_the_day && between == 0 => ("order-same", "not-computed"),
        () if to_the_day => ("order-days", "computed"),
        () if a.overlaps(&b) => ("order-unclear", "not-computed"),
        () if !coarse.is_empty() => ("order-span", "computed"),
        () => ("order", "not-computed"),
    };
    Some(words.say(mark, &[("text", &words.opening(&words.say(key, &arguments)))]))
}

/// How many days from a first to a last one, both counted.
fn lasting_line(draft: &Draft<'_>, computation: &Computation) -> Option<String> {
    let words = draft.words;
    let days = numbers::days(words, computation.result?.to_i64()?);
    let [first, rest @ ..] = computation.operands.as_slice() else { return None };
    let label = |operand: &Operand| parts(draft, operand.item).0;
    let when = |operand: &Operand| period(draft, operand.item).map(|p| dates::period(words, p)).unwrap_or_default();
    Some(match rest.last() {
        Some(last) => words.say(
            "lasting-between",
            &[("days", &days), ("first", &label(first)), ("first-date", &when(first)), ("last", &label(last)), ("last-date", &when(last))],
        ),
        None => words.say("lasting", &[("days", &days), ("what", &label(first)), ("when", &when(first))]),
    })
}

fn start_grain(period: Period) -> Grain {
    match period {
        Period::Point(start) | Period::Span(start, _) => start.grain(),
    }
}

fn operand_line(draft: &Draft<'_>, operand: &Operand, cite: bool) -> String {
    let words = draft.words;
    let (label, when) = parts(draft, operand.item);
    let value = match operand.item {
        Item::Fact(at) => {
            let fact = &draft.base[at];
            match &fact.kind {
                Kind::Figure(figure) => facts::value(draft, fact, figure),
                Kind::Event(event) => facts::event_date(draft, fact, event),
                _ => facts::time(draft, fact),
            }
        }
        Item::Derived(_) => plain(draft, operand),
    };
    let line = words.say("operand", &[("value", &value), ("label", &label), ("when", &when)]);
    match fact(draft, operand.item) {
        Some(fact) if cite => words.say("operand-source", &[("text", &line), ("source", &draft.source(fact.source))]),
        Some(_) => line,
        None => words.say("operand-computed", &[("text", &line)]),
    }
}

/// The value of an operand as it stands in a formula.
fn plain(draft: &Draft<'_>, operand: &Operand) -> String {
    match operand.item {
        Item::Fact(_) => match figure(draft, operand.item) {
            Some(figure) => numbers::quantity(draft.words, figure.value, counter(draft, Some(figure.metric))),
            None => String::new(),
        },
        Item::Derived(n) => match draft.derived.get(n) {
            Some(derived) => derived_value(draft, derived, derived.value).text,
            None => String::new(),
        },
    }
}

fn derived_value(draft: &Draft<'_>, derived: &Derived, value: Decimal) -> Shown {
    match derived.unit {
        Some(unit) => numbers::computed(draft.words, value, unit, counter(draft, Some(derived.metric))),
        None => numbers::multiple(draft.words, value),
    }
}

/// What a computed figure measures, and its time as it follows that.
fn what(draft: &Draft<'_>, derived: &Derived) -> (String, String) {
    let words = draft.words;
    let when = dates::during(words, derived.period);
    let first = derived.operands.first().map(|at| &draft.base[*at]);
    // These measure the same as their first operand, whose label is better than one put together.
    match (derived.step, first) {
        (Step::Rise | Step::RisePercent | Step::Multiple | Step::Unnamed, Some(first)) => {
            return (words.of(&first.label).to_owned(), facts::time(draft, first));
        }
        (Step::Earlier | Step::Increase, Some(first)) => {
            return (words.of(&first.label).to_owned(), when);
        }
        _ => {}
    }
    let subject = words.of(draft.base.name(derived.of));
    let metric = words.of(&draft.base[derived.metric].name);
    let part = draft.names(&derived.breakdown);
    let key = if part.is_empty() { "measured" } else { "measured-part" };
    (words.say(key, &[("subject", subject), ("metric", metric), ("part", &part)]), when)
}

fn derived_line(draft: &Draft<'_>, derived: &Derived, approximate: bool) -> String {
    let falls = derived.value.is_sign_negative();
    let key = match derived.step {
        Step::Whole => "derived-whole",
        Step::Rest => "derived-rest",
        Step::Left => "derived-left",
        Step::Unnamed => "derived-unnamed",
        Step::PartShare | Step::PartOfParts => "derived-part-share",
        Step::Parts => "derived-parts",
        Step::RestShare => "derived-rest-share",
        Step::Earlier => "derived-earlier",
        Step::Increase if falls => "derived-decrease",
        Step::Increase => "derived-increase",
        Step::Rise if falls => "derived-fall",
        Step::Rise => "derived-rise",
        Step::RisePercent => "derived-rise-percent",
        Step::Multiple => "derived-multiple",
    };
    let value = derived_value(draft, derived, derived.value.abs());
    let value = match derived.least {
        true => numbers::with_precision(draft.words, Precision::Over, &value.text),
        false => about(draft, &value, approximate),
    };
    let (what, when) = what(draft, derived);
    draft.words.say(key, &[("value", &value), ("what", &what), ("without", &without(draft, derived)), ("when", &when)])
}

/// What is taken out of a whole: breakdowns, or the body whose share it is.
fn without(draft: &Draft<'_>, derived: &Derived) -> String {
    if !derived.without.is_empty() {
        return draft.names(&derived.without);
    }
    let of = derived.operands.last().and_then(|at| figure(draft, Item::Fact(*at))).map(|figure| figure.of);
    of.map(|of: Subject| draft.words.of(draft.base.name(of)).to_owned()).unwrap_or_default()
}

/// A result that had to be rounded, in three digits.
fn in_round_numbers(draft: &Draft<'_>, computation: &Computation) -> Option<String> {
    let (value, unit) = (computation.result?.abs(), computation.unit?);
    let counter = || counter(draft, computation.operands.first().and_then(|operand| metric(draft, operand.item)));
    let rounded = numbers::computed(draft.words, value, unit, None).rounded;
    rounded.then(|| numbers::computed(draft.words, numbers::coarse(value), unit, counter()).text)
}

/// How the result was computed, in values.
fn formula(draft: &Draft<'_>, computation: &Computation) -> Option<String> {
    let words = draft.words;
    let values: Vec<String> = computation.operands.iter().map(|operand| plain(draft, operand)).collect();
    let chain = |key: &str| values.iter().cloned().reduce(|a, b| words.say(key, &[("a", &a), ("b", &b)]));
    let derived = match &computation.operation {
        Arithmetic::Compare | Arithmetic::Difference => return chain("formula-subtract"),
        Arithmetic::Ratio | Arithmetic::Average => return chain("formula-divide"),
        Arithmetic::Share => {
            return Some(words.say("formula-divide", &[("a", values.get(1)?), ("b", values.first()?)]));
        }
        Arithmetic::Sum => return chain("formula-add"),
        Arithmetic::Periodic(unit) => {
            let period = period(draft, computation.operands.first()?.item);
            let days = period.map(|p| dates::length(words, p)).unwrap_or_default();
            let months = period.and_then(Period::months).map(|months| months.to_string()).unwrap_or_default();
            let key = match unit {
                TimeUnit::Month => "formula-monthly",
                TimeUnit::Week => "formula-weekly",
                TimeUnit::Day => "formula-daily",
            };
            return Some(words.say(key, &[("a", values.first()?), ("days", &days), ("months", &months)]));
        }
        Arithmetic::Order | Arithmetic::Lasting => return None,
        Arithmetic::Derived(derived) => derived,
    };
    let first = values.first()?;
    let second = values.get(1).map_or("", String::as_str);
    let from = || {
        let item = computation.operands.first()?.item;
        let from = figure(draft, item)?.from?;
        Some(numbers::quantity(words, from, counter(draft, metric(draft, item))))
    };
    Some(match derived.step {
        Step::Whole => words.say("formula-whole", &[("level", first), ("share", second)]),
        Step::Rest => words.say("formula-rest", &[("level", first), ("share", second)]),
        Step::Left => words.say("formula-subtract", &[("a", first), ("b", second)]),
        Step::Unnamed => {
            let named = computation.operands.first()?.value.checked_sub(derived.value)?;
            words.say("formula-unnamed", &[("all", first), ("named", &named.normalize().to_string())])
        }
        Step::PartShare => words.say("formula-divide", &[("a", second), ("b", first)]),
        Step::Parts => return chain("formula-add"),
        Step::PartOfParts => words.say("formula-part-of-parts", &[("part", first), ("parts", &chain("formula-add")?)]),
        Step::RestShare => words.say("formula-rest-share", &[("share", first)]),
        Step::Earlier => words.say("formula-earlier", &[("level", first), ("growth", second)]),
        Step::Increase => words.say("formula-increase", &[("level", first), ("growth", second)]),
        Step::RisePercent => words.say("formula-rise-percent", &[("a", first), ("b", &from()?)]),
        Step::Rise => words.say("formula-subtract", &[("a", first), ("b", &from()?)]),
        Step::Multiple => words.say("formula-divide", &[("a", first), ("b", &from()?)]),
    })
}

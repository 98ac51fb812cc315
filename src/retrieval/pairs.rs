//! Which two of the values that a question may set side by side it means, and what belongs to them.

use super::answer::Arithmetic;
use super::compute::Computing;
use super::names::Named;
use super::operands::{Value, figure, is_small};
use super::question::{AtomKind, Mask, Question, mask};
use super::sides::Sides;
use super::tuning;
use crate::knowledge::MetricRef;
use crate::language::{Operation, Unit, Wanted};

/// The two values that account best for a question together; of an average what is divided, then what it is divided by.
#[must_use]
pub fn best_pair<'v>(
    computing: &Computing<'_>,
    arithmetic: &Arithmetic,
    values: &'v [Value],
    together: impl Fn(&Value, &Value) -> bool,
) -> Option<(&'v Value, &'v Value)> {
    let sides = Sides::of(computing.question, arithmetic, values);
    let mut best: Option<(f32, (&Value, &Value))> = None;
    let mut consider = |(m, a): (usize, &'v Value), (n, b): (usize, &'v Value)| {
        if !together(a, b) {
            return;
        }
        let measured = *arithmetic == Arithmetic::Order || a.metric_named && b.metric_named;
        let sided = measured && sides.are(computing.question, (m, a), (n, b));
        if let Some(fit) = fit(computing, arithmetic, (a, b), sided, values)
            && best.as_ref().is_none_or(|(f, _)| fit > *f)
        {
            best = Some((fit, (a, b)));
        }
    };
    for (n, a) in values.iter().enumerate() {
        for (m, b) in values.iter().enumerate().skip(n + 1) {
            if *arithmetic == Arithmetic::Average && divisor(computing.question, a) > divisor(computing.question, b) {
                consider((m, b), (n, a));
            } else {
                consider((n, a), (m, b));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// How well two values fit a question together; nothing when they cannot be meant.
/// `sided`: each of them is one side of the question.
fn fit(computing: &Computing<'_>, arithmetic: &Arithmetic, (a, b): (&Value, &Value), sided: bool, values: &[Value]) -> Option<f32> {
    let question = computing.question;
    let whole = question.weight(question.all()).max(f32::EPSILON);
    let (x, y) = (&a.candidate.account, &b.candidate.account);
    let dates = *arithmetic == Arithmetic::Order;
    let akin = dates || sided || a.of == b.of || of_one_event(a, b) || a.metric == b.metric && *arithmetic != Arithmetic::Average;
    if !akin {
        return None;
    }
    // A sum may have more parts than two: what names another of them is not foreign to it.
    let parts = if *arithmetic == Arithmetic::Sum && a.metric == b.metric { values } else { &[] };
    let others = parts.iter().filter(|v| v.of == a.of && v.metric == a.metric).fold(0, |mask: Mask, v| mask | v.core);
    let foreign = x.foreign_names & y.foreign_names & !others
        | x.foreign_times & y.foreign_times
        | x.foreign_numbers & y.foreign_numbers & !counting(question);
    if foreign != 0 {
        return None;
    }
    // A date is meant only when its event is named; a figure may be meant by the words of its label.
    let names = question.named();
    let meant = |atoms: Mask| atoms & names != 0 || question.does(Operation::Length) && question.weight(atoms) >= tuning::TELLING;
    let counted = || *arithmetic == Arithmetic::Average && says_what_it_counts(computing, a);
    let apart = |v: &Value, w: &Value| if dates { meant(v.own(w)) } else { is_told(question, v.own(w)) };
    let joint = question.weight(x.explained | y.explained | others) / whole;
    let meant = (apart(b, a) && (apart(a, b) || counted()) || sided) && joint >= tuning::LEAST_JOINT;
    let divided = *arithmetic != Arithmetic::Average || question.each == 0 || divides(question, b);
    if !meant || !divided {
        return None;
    }
    if !dates && !sided && !named_alike(computing, arithmetic, a, b, values) {
        return None;
    }
    // Of two subjects set side by side either both are named or neither.
    let whose_named = |v: &Value| is_whose_named(computing, v);
    let named = names | question.timed();
    let tells_apart = |v: &Value, w: &Value| v.own(w) & named != 0;
    // Of two subjects neither of which is named, both belong to one event or are told apart by names.
    let one_event = of_one_event(a, b);
    let both = whose_named(a) && whose_named(b) || one_event && whose_named(a) == whose_named(b);
    let contrasted = dates || sided || a.of == b.of || both || tells_apart(a, b) && tells_apart(b, a);
    let of_both = *arithmetic != Arithmetic::Sum || a.of == b.of || whose_named(a) && whose_named(b);
    if !contrasted || !of_both {
        return None;
    }
    // Unlike counts are added and divided only where the question names what each of them counts.
    let unlike = a.metric != b.metric;
    let amount = question.wants_amount() || question.does(Operation::Total);
    let measured = match arithmetic {
        Arithmetic::Sum => !unlike || (amount || a.unit != Some(Unit::Count)) && counts_more(question, a, b) && counts_more(question, b, a),
        Arithmetic::Average => a.metric_named || counted(),
        // "How do the two differ?" asks for no difference of counts.
        Arithmetic::Difference if unlike && a.unit == Some(Unit::Count) && !question.wants_amount() => a.metric_named && b.metric_named,
        // Nor is one made a share of another that is not named.
        Arithmetic::Share => !unlike || a.metric_named && b.metric_named,
        _ => true,
    };
    // Nobody who asks for amounts means shares or growth rates, and nobody means a part that he does not name.
    let percent = a.unit == Some(Unit::Percent) || b.unit == Some(Unit::Percent);
    let asks = question.wants(Wanted::Percent) || question.does(Operation::Growth);
    let partial = a.of != b.of && (a.partial || b.partial);
    if !measured || partial || percent && !asks {
        return None;
    }
    let shared = !matches!(arithmetic, Arithmetic::Average | Arithmetic::Share | Arithmetic::Sum)
        || shares_the_only(question, a, b, *arithmetic == Arithmetic::Average);
    if !shared {
        return None;
    }
    let focused = question.weight(a.focus | b.focus) / whole;
    // The figures of one metric belong together, and so do those of one subject.
    let yes = |is: bool| f32::from(u8::from(is));
    let (one_metric, one_subject) = (a.metric.is_some() && a.metric == b.metric, a.of.is_some() && a.of == b.of);
    let related = yes(one_subject) / 2.0 + yes(one_event) / 2.0;
    let alike = if *arithmetic == Arithmetic::Average { yes(one_subject) * 1.5 } else { yes(one_metric) + related };
    // Shares and growth rates are meant only by those who ask for percentages.
    let asked = asks && !matches!(arithmetic, Arithmetic::Share | Arithmetic::Ratio);
    let unasked = if percent == asked { 0.0 } else { tuning::PAIR_UNASKED };
    // A length alone ("how many days") is the time between two events only where both are named.
    let lasts = dates && !question.does(Operation::Order);
    let both_named = a.named && b.named;
    if lasts && !both_named && !sided {
        return None;
    }
    let unnamed = if dates { yes(!a.named) + yes(!b.named) } else { 0.0 };
    let score = (a.candidate.score + b.candidate.score) / 2.0 - unasked - unnamed * tuning::DATE_UNNAMED;
    // What the question divides by is named most fully by the right denominator.
    let divisor = question.weight(b.focus & question.each) / question.weight(question.each).max(f32::EPSILON);
    let alike = if *arithmetic == Arithmetic::Average { alike + divisor } else { alike };
    // One that is of none of the times that are named is less likely meant.
    let times = question.timed();
    let untimely = |v: &Value| yes(dates && times != 0 && v.candidate.account.timed & times == 0);
    let score = score - (untimely(a) + untimely(b)) * tuning::DATE_UNTIMELY;
    // What both of them measure is what is compared.
    let measured_alike = *arithmetic == Arithmetic::Compare && question.weight(a.measured & b.measured) >= tuning::TELLS_METRIC;
    Some(
        yes(sided) * tuning::PAIR_SIDED
            + yes(measured_alike) * tuning::PAIR_ALIKE
            + joint * tuning::PAIR_JOINT
            + focused * tuning::PAIR_FOCUSED
            + alike * tuning::PAIR_ALIKE
            + score * tuning::PAIR_RANKED,
    )
}

/// Whether a name, time or number is among these atoms, or words that tell something.
fn is_told(question: &Question, atoms: Mask) -> bool {
    let solid = |kind: &AtomKind| !matches!(kind, AtomKind::Words(_));
    question.atoms.iter().enumerate().any(|(n, a)| atoms >> n & 1 == 1 && solid(&a.kind)) || question.weight(atoms) >= tuning::LEAST_OWN
}

/// Whether two values that are of different things, or measure different things, are named as such: what is of two
/// subjects by both of them, or each by words enough of its own; what is of two metrics by both. A metric that is named
/// is that of one of them.
fn named_alike(computing: &Computing<'_>, arithmetic: &Arithmetic, a: &Value, b: &Value, values: &[Value]) -> bool {
    let question = computing.question;
    let whose_named = |v: &Value| is_whose_named(computing, v);
    let enough = |v: &Value, w: &Value| {
        let atoms = v.own(w);
        question.names().any(|(n, _)| atoms >> n & 1 == 1) || question.weight(atoms) >= tuning::ENOUGH_OWN
    };
    let subjects = a.of == b.of || whose_named(a) && whose_named(b) || enough(a, b) && enough(b, a);
    let counts = a.unit == Some(Unit::Count) && !matches!(arithmetic, Arithmetic::Sum | Arithmetic::Average);
    // Counts of one thing are meant where either is named by it.
    let elsewhere = |v: &Value| v.metric != a.metric && question.weight(v.measured) >= tuning::NAMES_METRIC;
    let unsaid = || whose_named(a) && whose_named(b) && !values.iter().any(elsewhere);
    let one_metric = a.metric == b.metric && (a.of == b.of || a.metric_named || b.metric_named || unsaid());
    let metrics = one_metric || !counts || a.metric_named && b.metric_named;
    let one_whole = a.of == b.of || of_one_event(a, b) || whose_named(a) && whose_named(b);
    let of_both = whose_named(a) && whose_named(b);
    let shared = match arithmetic {
        Arithmetic::Share => one_whole,
        Arithmetic::Average => a.of == b.of || of_both,
        _ => true,
    };
    let figures = |name: &Named| matches!(name, Named::Metric(m) if is_measured(computing, *m));
    let mut named = question.names().filter(|(_, named)| named.iter().all(figures)).peekable();
    let measured = named.peek().is_none() || named.any(|(n, _)| (a.focus | b.focus) >> n & 1 == 1);
    // A breakdown that another has not is named, not only the time of its figure.
    let timeless = !question.timed();
    let breakdown = |v: &Value| computing.list.get(v.candidate.profile).map_or(&[][..], |p| p.breakdown.as_slice());
    let broken_down = |v: &Value, w: &Value| {
        let named = question.names_any(|n| breakdown(v).contains(n));
        breakdown(v).is_empty() || breakdown(v) == breakdown(w) || named || is_told(question, v.own(w) & timeless)
    };
    // What two sources say is put together only where both are named.
    let solid = |v: &Value, w: &Value| {
        let own = v.own(w);
        question.names().any(|(n, named)| own >> n & 1 == 1 && named.iter().any(|n| n.is_solid(computing.base)))
    };
    let source = |v: &Value| computing.list.get(v.candidate.profile).map_or(0, |p| p.source);
    let dated = |v: &Value, w: &Value| {
        a.metric == b.metric && v.metric_named && v.own(w) & !timeless != 0 && question.weight(v.own(w) & timeless) >= tuning::LEAST_OWN
    };
    let meant = |v: &Value, w: &Value| whose_named(v) || solid(v, w) || dated(v, w);
    let sources = source(a) == source(b) || meant(a, b) && meant(b, a);
    subjects && metrics && measured && shared && sources && broken_down(a, b) && broken_down(b, a)
}

/// Whether the question names what a value counts by words that do not name what another counts.
fn counts_more(question: &Question, value: &Value, other: &Value) -> bool {
    value.stated || value.metric_named && question.weight(value.measured & !other.measured) >= tuning::LEAST_OWN
}

/// Whether the question names something whose figure a value is.
fn is_whose_named(computing: &Computing<'_>, value: &Value) -> bool {
    let whose = computing.list.get(value.candidate.profile).map_or(&[][..], |p| p.whose.as_slice());
    computing.question.names_any(|n| whose.contains(n))
}

/// Whether two values belong to one event.
fn of_one_event(a: &Value, b: &Value) -> bool {
    a.event.is_some() && a.event == b.event
}

/// Whether any figure of the base is of a metric.
fn is_measured(computing: &Computing<'_>, metric: MetricRef) -> bool {
    computing.list.iter().any(|p| p.metric == Some(metric))
}

/// Whether two values are parts of one whole that the question names each by something of its own.
#[must_use]
pub fn are_named_parts(computing: &Computing<'_>, a: &Value, b: &Value) -> bool {
    let part = |v: &Value| computing.list.get(v.candidate.profile).is_some_and(|p| !p.breakdown.is_empty());
    a.of == b.of
        && a.metric == b.metric
        && a.unit == b.unit
        && part(a)
        && part(b)
        && tells(computing.question, a.own(b))
        && tells(computing.question, b.own(a))
}

/// Small numbers that may say how many values are meant ("all three together").
fn counting(question: &Question) -> Mask {
    let small = question.numbers().filter(|(_, n)| is_small(n));
    mask(small.map(|(n, _)| n))
}

/// How much of what the question divides by a value measures. In Chinese the noun comes first, and what it does after it.
fn divisor(question: &Question, value: &Value) -> f32 {
    if !divides(question, value) {
        return 0.0;
    }
    let first = question.atoms.get(question.each.trailing_zeros() as usize);
    let named = (value.measured | value.core) & question.each;
    if first.is_some_and(|a| a.surface.is_ascii()) {
        return question.weight(named);
    }
    let noun = |n: usize| u8::try_from(n - question.each.trailing_zeros() as usize).map_or(0.0, |behind| 1.0 / (1.0 + f32::from(behind)));
    (0..question.atoms.len()).find(|n| named >> n & 1 == 1).map_or(0.0, noun)
}

/// Whether the name of whose a value is says what it counts ("the Blue Line trains"), or the word behind "how many" does.
fn says_what_it_counts(computing: &Computing<'_>, value: &Value) -> bool {
    let profile = computing.list.get(value.candidate.profile);
    let counter = value.metric.and_then(|m| computing.base.metrics.get(m.index())?.counter.as_ref());
    let (Some(profile), Some(counter)) = (profile, counter) else { return false };
    let says = |surface: &str| surface.split(' ').any(|word| word == counter.en) || surface.contains(&counter.zh);
    let names = computing.question.names().filter(|(_, named)| named.iter().any(|n| profile.whose.contains(n)));
    let mut counted = computing.question.counted_things.iter().flatten();
    names.filter_map(|(n, _)| computing.question.atoms.get(n)).any(|atom| says(&atom.surface))
        || counted.any(|term| profile.metric_words.binary_search(term).is_ok())
}

/// Whether a value is one for each of which there is so much, as far as the question says.
fn divides(question: &Question, value: &Value) -> bool {
    (value.measured | value.core) & question.each != 0 && matches!(value.unit, Some(Unit::Count | Unit::Km2 | Unit::M2))
}

/// A time or name that a question says once belongs to both operands; the time of an average to what is divided.
fn shares_the_only(question: &Question, a: &Value, b: &Value, average: bool) -> bool {
    let (x, y) = (&a.candidate.account, &b.candidate.account);
    let times: Vec<usize> = question.times().map(|(n, _)| n).collect();
    let solid = |named: &[Named]| named.iter().any(|n| !matches!(n, Named::Metric(_)));
    let names: Vec<usize> = question.names().filter(|(_, named)| solid(named)).map(|(n, _)| n).collect();
    let lone = |list: &[usize], either: Mask| matches!(list, [n] if either >> n & 1 == 1);
    let untimely = if average && a.of == b.of { x.foreign_times } else { x.foreign_times | y.foreign_times };
    !lone(&times, untimely) && !lone(&names, x.foreign_names | y.foreign_names)
}

/// Whether a sum is asked for in so many words ("plus", "added up"), so that unlike things may be counted together.
fn explicit(question: &Question) -> bool {
    question.does(Operation::Sum)
}

/// Whether a question names of what part each value is, so that a total of just these is asked for.
fn parts_named(question: &Question, a: &Value, b: &Value) -> bool {
    tells(question, a.core & !b.core | a.focus & !b.focus) && tells(question, b.core & !a.core | b.focus & !a.focus)
}

/// Whether a name or a telling word is among these atoms.
fn tells(question: &Question, atoms: Mask) -> bool {
    let names = question.named();
    atoms & names != 0 || question.weight(atoms) >= tuning::TELLING
}

/// Whether an operation may be done on two values.
#[must_use]
pub fn fit_together(question: &Question, arithmetic: &Arithmetic, a: &Value, b: &Value) -> bool {
    let counts = a.unit == Some(Unit::Count) || b.unit == Some(Unit::Count);
    // Who has more than the one that is named is not told by two counts of that one, nor what is left of a count by
    // another of something else.
    let unlike = counts && a.metric != b.metric;
    let left = question.does(Operation::Remainder) && !question.does(Operation::Difference) && !question.does(Operation::Compare);
    let of_another = question.wants(Wanted::Who) || left;
    match arithmetic {
        Arithmetic::Order => true,
        Arithmetic::Compare | Arithmetic::Difference | Arithmetic::Ratio if unlike && of_another => false,
        // 53 groups and 8 groups make 61 groups, but 23 countries and 50 cities make nothing.
        Arithmetic::Sum => {
            a.unit == b.unit
                && !a.growth
                && !b.growth
                && a.unit != Some(Unit::Percent)
                && (explicit(question) || a.stated && b.stated || a.of == b.of && a.metric == b.metric && parts_named(question, a, b))
                && (!counts || a.metric == b.metric || a.of == b.of)
        }
        Arithmetic::Share => a.unit == b.unit && a.unit != Some(Unit::Percent) && (!counts || a.metric == b.metric),
        Arithmetic::Average => {
            a.unit != Some(Unit::Percent) && b.unit != Some(Unit::Percent) && (counts || a.unit != b.unit) && a.metric != b.metric
        }
        // The most of several is meant among figures of one kind only.
        Arithmetic::Compare if !question.does(Operation::Compare) || question.does(Operation::Superlative) => {
            a.unit == b.unit && a.growth == b.growth && a.metric == b.metric && a.of == b.of
        }
        _ => a.unit == b.unit && a.growth == b.growth,
    }
}

/// The pair with every other figure of the same subject, metric and time that differs in its breakdown only; where the
/// question names parts of a sum, with those that it names.
#[must_use]
pub fn all_of_a_kind<'v>(computing: &Computing<'_>, pair: (&'v Value, &'v Value), values: &'v [Value], summed: bool) -> Vec<&'v Value> {
    let mut all = vec![pair.0, pair.1];
    let (Some((one, first)), Some((_, second))) = (figure(computing, pair.0.item), figure(computing, pair.1.item)) else {
        return all;
    };
    if first.of != second.of || first.metric != second.metric {
        return all;
    }
    // "And the others" are all of them.
    let parts_named = summed && parts_named(computing.question, pair.0, pair.1) && !computing.question.does(Operation::Remainder);
    for value in values {
        let Some((other, figure)) = figure(computing, value.item) else {
            continue;
        };
        let alike =
            figure.of == first.of && figure.metric == first.metric && other.when == one.when && figure.value.unit() == first.value.unit();
        let named = value.core & !(pair.0.core | pair.1.core) != 0
            || summed && computing.question.weight(value.own(pair.0) & value.own(pair.1)) >= tuning::NAMES_PART;
        let part = figure.partner != first.partner || figure.part != first.part;
        if alike
            && part
            && (named || !parts_named)
            && !(figure.partner.is_empty() && figure.part.is_empty())
            && !all.iter().any(|v| v.item == value.item)
        {
            all.push(value);
        }
    }
    all
}

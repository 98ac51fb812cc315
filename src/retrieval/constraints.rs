//! The constraints that a question states and a fact must meet before it may answer.

use super::accounting::Account;
use super::answer::Reason;
use super::derived::{Derived, Item, Step};
use super::lacking::{
    counts_other, counts_unnamed, counts_without_count, is_given, lists_in_part, lists_without_members, names_nothing, nothing_of_the_sort,
    said_to_be_untold, states_of_other,
};
use super::names::Named;
use super::profile::Profile;
use super::question::{AtomKind, Mask, Question, Side, mask};
use super::ranking::Candidate;
use super::tuning;
use crate::knowledge::{Base, EntityKind, Kind};
use crate::language::{Joint, Operation, StatedNumber, Time, Wanted};
use rust_decimal::Decimal;

/// The constraint of the question that a candidate does not meet, or nothing when it meets all.
#[must_use]
pub fn objection(question: &Question, candidate: &Candidate, profile: &Profile, base: &Base) -> Option<Reason> {
    let account = &candidate.account;
    let surface = |mask: Mask| -> Vec<String> {
        question.atoms.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, a)| a.surface.clone()).collect()
    };
    if let Some(name) = surface(hard_names(question, account, profile, base)).into_iter().next() {
        return Some(Reason::OtherName(name));
    }
    // Of a name in quotation marks something must be known.
    if let Some(quoted) = question.quoted.iter().find(|quoted| account.explained & **quoted == 0).filter(|_| !profile.gap) {
        return Some(Reason::OtherName(surface(*quoted).concat()));
    }
    if let Some(name) = surface(only_asked(question, candidate, profile, base)).into_iter().next() {
        return Some(Reason::OtherName(name));
    }
    if question.wants(Wanted::Who) && account.qualified != 0 && !profile.gap {
        return Some(Reason::NotTold(Wanted::Who));
    }
    if let Some(wanted) = said_to_be_untold(question, profile, base) {
        return Some(Reason::NotTold(wanted));
    }
    if counts_other(question, profile, base) {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if let Some(number) = surface(states_of_other(question, account, profile)).into_iter().next() {
        return Some(Reason::OtherNumber(number));
    }
    if let Some(name) = surface(other_affiliation(question, account, profile, base)).into_iter().next() {
        return Some(Reason::OtherName(name));
    }
    let plainly = candidate.asked() >= tuning::PLAINLY && candidate.accounts() >= tuning::OUTRIGHT;
    if profile.metric.is_some()
        && !plainly
        && let Some(name) = surface(other_subject(question, account, profile, base)).into_iter().next()
    {
        return Some(Reason::OtherName(name));
    }
    if let Some(time) = surface(account.foreign_times & !corrected_dates(question, profile)).into_iter().next() {
        return Some(Reason::OtherTime(time));
    }
    if let Some(number) = surface(hard_numbers(question, account, profile)).into_iter().next() {
        return Some(Reason::OtherNumber(number));
    }
    if question.wants(Wanted::Other) {
        return Some(Reason::NotTold(Wanted::Other));
    }
    if is_given(question, account, profile, base) {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if question.wants(Wanted::Percent) && !profile.percent && !profile.gap {
        return Some(Reason::NotTold(Wanted::Percent));
    }
    if question.lasting && profile.metric.is_some() && !profile.lasts && !profile.percent {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if counts_without_count(question, profile, base) {
        return Some(Reason::NotTold(Wanted::HowMany));
    }
    if profile.metric.is_some() && profile.percent && question.wants(Wanted::Percent) {
        let (growth, share) = (question.does(Operation::Growth), question.does(Operation::Share));
        if growth && !profile.growth || share && !growth && profile.growth {
            return Some(Reason::NotTold(Wanted::Percent));
        }
    }
    if nothing_of_the_sort(question, profile, base) {
        return Some(Reason::NotTold(Wanted::Which));
    }
    if names_nothing(question, profile, base)
        || lists_without_members(question, profile)
        || lists_in_part(question, profile)
        || counts_unnamed(question, profile)
    {
        return Some(Reason::NotTold(Wanted::Which));
    }
    let unmentioned = surface((question.reversals | question.attributes) & !account.explained);
    if !unmentioned.is_empty() {
        return Some(Reason::Unexplained(unmentioned));
    }
    if question.before && !profile.post.is_empty() && !question.does(Operation::Order) {
        return Some(Reason::NotTold(Wanted::Who));
    }
    if question.does(Operation::Actual) && profile.intended {
        return Some(Reason::NotTold(Wanted::What));
    }
    if candidate.accounts() < tuning::LEAST_ACCOUNTED {
        return Some(Reason::Unexplained(surface(question.all() & !account.explained)));
    }
    if profile.modified && question.unmodified && !profile.gap {
        return Some(Reason::NotTold(Wanted::Who));
    }
    if profile.modified && !question.modified && names_post(question, profile) && !names_person(question, profile, base) {
        return Some(Reason::NotTold(Wanted::Who));
    }
    None
}

/// Names of things that only a fact's ways of asking have: they say what people mistake it for, not what it tells. Who asks
/// for the place or the name itself, or whether it is so, is told all the same.
fn only_asked(question: &Question, candidate: &Candidate, profile: &Profile, base: &Base) -> Mask {
    let open = question.wanted.is_empty() || question.wants(Wanted::Where);
    if profile.gap || open || candidate.asked() >= tuning::ASKED_FOR {
        return 0;
    }
    let thing = |name: &Named| matches!(name.kind(base), Some(EntityKind::Place | EntityKind::Person | EntityKind::Organisation));
    let names = question.names().filter(|(n, named)| candidate.account.only_asked >> n & 1 == 1 && named.iter().all(thing));
    mask(names.map(|(n, _)| n))
}

/// Stated numbers that contradict a fact. A small number beside a fact that counts nothing ("the three elements of …",
/// "which eight characters") says how the asker counts and contradicts nothing.
fn hard_numbers(question: &Question, account: &Account, profile: &Profile) -> Mask {
    let counts = profile.metric.is_some() || profile.listed;
    let small = |number: &StatedNumber| !number.percent && number.value <= Decimal::from(tuning::SMALL_NUMBER);
    // A small number before something that the fact does not count is of that something.
    let counted = |n: usize| {
        let next = question.atoms.get(n + 1).map(|a| &a.kind);
        match next {
            _ if profile.metric.is_none() => question.focus >> n & 1 == 1,
            Some(AtomKind::Name(named)) if named.iter().any(|n| profile.breakdown.contains(n)) => true,
            Some(atom @ (AtomKind::Words(_) | AtomKind::Name(_))) => profile.is_measured(atom),
            _ => true,
        }
    };
    let foreign = question
        .numbers()
        .filter(|(n, number)| account.foreign_numbers >> n & 1 == 1 && (number.ordinal || !small(number) || counts && counted(*n)));
    mask(foreign.map(|(n, _)| n))
}

/// Names that nothing accounts for, when they must be: topics and sectors are words more than names.
fn hard_names(question: &Question, account: &Account, profile: &Profile, base: &Base) -> Mask {
    let measures = [Wanted::HowMuch, Wanted::HowMany, Wanted::Percent].iter().any(|w| question.wants(*w)) || question.wanted.is_empty();
    let hard = |name: &Named| match name {
        // A sector breaks a figure down; elsewhere it is a word among others.
        Named::Entity(_) => match name.kind(base) {
            None | Some(EntityKind::Topic) => false,
            Some(EntityKind::Sector) => profile.metric.is_some(),
            Some(_) => true,
        },
        Named::Fact(at) => base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Event(_) | Kind::Initiative(_))),
        // A metric that no figure of the base has is asked for in vain; one that others have decides between figures.
        Named::Metric(metric) => {
            profile.metric.is_some()
                || measures && !base.facts.iter().any(|f| matches!(&f.kind, Kind::Figure(figure) if figure.metric == *metric))
        }
    };
    // Of several that are named to choose from ("A or B: who …?") a fact is about one.
    let chooses = question.does(Operation::Choice) && !question.does(Operation::Compare) && !question.does(Operation::Difference);
    let asks = question.polar || [Wanted::Who, Wanted::Which, Wanted::Where].iter().any(|w| question.wants(*w));
    let open = asks && profile.metric.is_none() && !profile.gap;
    let kinds = |n: usize| question.names().find(|(m, _)| *m == n).and_then(|(_, named)| named.first()?.kind(base));
    let alternative = |n: usize| {
        let apart = |m: usize| {
            let between = |side: &Side| (side.before >> n & side.behind >> m | side.before >> m & side.behind >> n) & 1 == 1;
            question.sides.iter().any(|side| side.joint == Joint::Side && between(side))
        };
        let chosen = |m: usize| m != n && apart(m) && account.own >> m & 1 == 1 && kinds(m).is_some() && kinds(m) == kinds(n);
        chooses && open && question.names().any(|(m, _)| chosen(m))
    };
    let foreign = |n: usize, named: &[Named]| account.foreign_names >> n & 1 == 1 && named.iter().all(hard) && !alternative(n);
    mask(question.names().filter(|(n, named)| foreign(*n, named)).map(|(n, _)| n))
}

/// Whether a question names the post that a fact tells.
fn names_post(question: &Question, profile: &Profile) -> bool {
    question.wants(Wanted::Who)
        && question
            .atoms
            .iter()
            .any(|a| matches!(&a.kind, AtomKind::Words(terms) if terms.iter().any(|t| profile.post.binary_search(t).is_ok())))
}

fn names_person(question: &Question, profile: &Profile, base: &Base) -> bool {
    question.names_any(|n| n.is(EntityKind::Person, base) && profile.own.contains(n))
}

/// Bodies named beside a person to whom the fact does not link them: they stand around its event only.
fn other_affiliation(question: &Question, account: &Account, profile: &Profile, base: &Base) -> Mask {
    if !names_person(question, profile, base) {
        return 0;
    }
    let body = |name: &Named| name.is(EntityKind::Organisation, base);
    mask(question.names().filter(|(n, named)| account.around >> n & 1 == 1 && named.iter().all(body)).map(|(n, _)| n))
}

/// Dates which a question without question words states of an event that it names, and which are others of the event's
/// year: who asks whether it was that day is told which day it was.
fn corrected_dates(question: &Question, profile: &Profile) -> Mask {
    let Item::Fact(at) = profile.item else { return 0 };
    let named = question.names_any(|n| *n == Named::Fact(at));
    if !named || profile.metric.is_some() || !question.wanted.is_empty() {
        return 0;
    }
    let of_its_year = |time: &Time| match time {
        Time::Period(period) => profile.times.iter().any(|t| t.year() == period.year()),
        Time::MonthDay { .. } => true,
    };
    mask(question.times().filter(|(_, time)| time.is_day() && of_its_year(time)).map(|(n, _)| n))
}

/// Names that a figure carries only as its surroundings while its own subject goes unnamed: the name of a province does
/// not ask for a figure of a zone in it.
fn other_subject(question: &Question, account: &Account, profile: &Profile, base: &Base) -> Mask {
    let mut subject_named = false;
    let mut around: Mask = 0;
    for (n, atom) in question.atoms.iter().enumerate() {
        let AtomKind::Name(named) = &atom.kind else {
            continue;
        };
        if named.iter().any(|name| profile.whose.contains(name) && name.is_solid(base)) {
            subject_named = true;
        } else if named.iter().any(|name| profile.subject.contains(name)) {
            continue;
        } else if account.own >> n & 1 == 0 && named.iter().any(|name| name.is_solid(base)) {
            around |= 1 << n;
        }
    }
    if subject_named { 0 } else { around }
}

/// Whether a question sets something else beside a figure: it measures twice, or joins two things, and names one that the
/// figure is not of. By how much the two differ is not by how much one of them grew.
#[must_use]
pub fn is_beside(question: &Question, profile: &Profile) -> bool {
    let measures = question.atoms.iter().filter(|a| match &a.kind {
        AtomKind::Words(_) => a.surface.is_ascii() && profile.is_measured(&a.kind),
        kind => profile.is_measured(kind),
    });
    let another = |named: &[Named]| named.iter().all(|n| matches!(n, Named::Entity(_)) && !profile.subject.contains(n));
    let names_another = question.names().any(|(_, named)| !named.is_empty() && another(named));
    names_another && (question.joins || measures.count() >= 2)
}

/// Whether a computed figure is asked for at all: it must be named by subject, metric and, when it is a rest or an
/// earlier value, by the operation.
#[must_use]
pub fn computed_is_asked(question: &Question, profile: &Profile, figure: &Derived) -> bool {
    if !matches!(profile.item, Item::Derived(_)) {
        return true;
    }
    let metric = question.names_any(|n| profile.metric_named(n));
    let subject = question.names_any(|n| profile.subject.contains(n));
    let named_its_time = question.times().any(|(_, time)| time.fits(&figure.period));
    let operation = match figure.step {
        Step::Whole => true,
        Step::Rest | Step::RestShare | Step::Left => question.does(Operation::Remainder),
        Step::Unnamed => question.does(Operation::Unnamed),
        Step::PartShare | Step::PartOfParts => question.does(Operation::Share),
        Step::Parts => question.does(Operation::Sum) || question.does(Operation::Total),
        Step::Earlier => !question.does(Operation::Difference) && (question.does(Operation::Earlier) || named_its_time),
        Step::Increase | Step::Rise | Step::RisePercent => {
            !is_beside(question, profile) && (question.does(Operation::Difference) || question.does(Operation::Compare))
        }
        Step::Multiple => question.does(Operation::Ratio),
    };
    metric && subject && operation
}

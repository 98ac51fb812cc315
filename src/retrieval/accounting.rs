//! Which atoms of a question a fact accounts for, and in which way.

use super::names::Named;
use super::profile::Profile;
use super::question::{AtomKind, Mask, Question};
use super::tuning;
use super::vocabulary::{Term, TermId, Vocabulary};
use crate::language::{Grain, Period, Time, Wanted};
use rust_decimal::Decimal;

/// The atoms that one fact accounts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Accounted for in any way.
    pub explained: Mask,
    /// Names that the record itself links to.
    pub own: Mask,
    /// Names that stand around it only.
    pub around: Mask,
    /// Times that it is about.
    pub timed: Mask,
    /// Names that nothing accounts for.
    pub foreign_names: Mask,
    /// Times that it is not about.
    pub foreign_times: Mask,
    /// Numbers that it does not state.
    pub foreign_numbers: Mask,
    /// Names that only its ways of asking have.
    pub only_asked: Mask,
    /// Words that its texts only have behind one such as "deputy", which the question lacks.
    pub qualified: Mask,
}

/// Holds a question against a fact.
#[must_use]
pub fn account(question: &Question, profile: &Profile, vocabulary: &Vocabulary) -> Account {
    let mut account = Account::default();
    let counts = question.wants(Wanted::HowMany) || question.wants(Wanted::HowMuch);
    for (n, atom) in question.atoms.iter().enumerate() {
        let bit: Mask = 1 << n;
        // Nothing has to meet talk around the question.
        let foreign = if atom.aside { 0 } else { bit };
        if atom.sources & profile.source != 0 {
            account.explained |= bit;
            continue;
        }
        match &atom.kind {
            AtomKind::Name(named) => {
                let any = |list: &[Named]| named.iter().any(|name| list.binary_search(name).is_ok());
                // A figure is only for the places and bodies that it is asked by: others that its text names break it down.
                let figure = profile.metric.is_some() && named.iter().all(|name| matches!(name, Named::Entity(_)));
                if figure && !any(&profile.subject) && !any(&profile.context) && !any(&profile.asked_by) {
                    account.foreign_names |= foreign;
                    continue;
                }
                let held = |name: &Named, holds: &dyn Fn(TermId) -> bool| vocabulary.id(Term::Named(*name)).is_some_and(holds);
                let told = || named.iter().any(|name| held(name, &|t| profile.tells(t)));
                let asked = || named.iter().any(|name| held(name, &|t| profile.holds(t)));
                if any(&profile.own) {
                    account.own |= bit;
                    account.explained |= bit;
                } else if any(&profile.context) {
                    account.around |= bit;
                    account.explained |= bit;
                } else if told() {
                    account.explained |= bit;
                } else if asked() {
                    account.explained |= bit;
                    account.only_asked |= foreign;
                } else {
                    account.foreign_names |= foreign;
                }
            }
            AtomKind::Time(time) => {
                let strict = profile.metric.is_some() || counts;
                let exact = profile.times.iter().any(|p| is_about(strict, time, p) || begins(question, time, p));
                let told = !strict && profile.mentioned.iter().any(|m| same_time(time, m));
                if exact {
                    account.timed |= bit;
                }
                if exact || told {
                    account.explained |= bit;
                } else {
                    account.foreign_times |= foreign;
                }
            }
            AtomKind::Number(number) => {
                let in_order = || profile.ordinals.contains(&number.value) || number.value <= profile.members;
                let stated = if number.ordinal { in_order() } else { states(profile, number.value) };
                if stated {
                    account.explained |= bit;
                } else {
                    account.foreign_numbers |= foreign;
                }
            }
            AtomKind::Words(terms) => {
                let only_qualified = || {
                    let mut told = terms.iter().filter(|t| profile.tells(**t)).peekable();
                    told.peek().is_some() && told.all(|t| profile.qualified.binary_search(t).is_ok())
                };
                if !question.modified && !profile.qualified.is_empty() && only_qualified() {
                    account.qualified |= bit;
                } else if terms.iter().any(|t| profile.holds(*t)) {
                    account.explained |= bit;
                }
            }
        }
    }
    account
}

/// Whether a fact states a number, or one that a big number is rounded from ("948 million" for 948.8 million).
fn states(profile: &Profile, value: Decimal) -> bool {
    let close = |exact: &Decimal| (*exact - value).abs().checked_div(*exact).is_some_and(|off| off <= tuning::ROUNDED);
    profile.numbers.contains(&value) || value >= tuning::BIG_NUMBER && profile.numbers.iter().any(|n| *n >= tuning::BIG_NUMBER && close(n))
}

/// Whether a fact about `period` can answer for a named time. A figure of a year says nothing of one of its months,
/// and a sum over several years nothing of one of them, unless it is the state at the end.
fn is_about(strict: bool, time: &Time, period: &Period) -> bool {
    match time {
        Time::Period(named) if strict => {
            let last_day = time.is_day() && named.last() == period.last();
            let end_inside = named.first() <= period.last() && period.last() <= named.last();
            let finer = matches!(period, Period::Point(p) if p.grain() == Grain::Day) || matches!(period, Period::Span(..));
            named.contains(period)
                || last_day
                || end_inside && matches!(period, Period::Span(..))
                || period.contains(named) && finer && period.year() == named.year()
        }
        // An event of a year, its day unknown, is not known to fall in a month of that year.
        Time::Period(named) => named.contains(period) || time.fits(period) && !is_coarse(period) && !is_day_of_long(time, period),
        Time::MonthDay { .. } => time.fits(period) && !is_coarse(period) && !is_day_of_long(time, period),
    }
}

/// Whether a time is one day and a period lasts for months: what took so long says nothing of one of its days.
fn is_day_of_long(time: &Time, period: &Period) -> bool {
    let days = period.first().until(period.last()).map_or(0, |span| span.get_days());
    time.is_day() && days > tuning::LONG_PERIOD
}

/// Whether a time is when a stretch begins whose end the question names too ("since 2020, as of February 2023").
fn begins(question: &Question, time: &Time, period: &Period) -> bool {
    let Period::Span(first, last) = *period else { return false };
    let end = |other: &Time| other != time && other.fits(&Period::Point(last));
    time.fits(&Period::Point(first)) && question.times().any(|(_, other)| end(&other))
}

/// Whether a period is known to the year, half or quarter only.
#[must_use]
pub fn is_coarse(period: &Period) -> bool {
    matches!(period, Period::Point(p) if matches!(p.grain(), Grain::Year | Grain::Half | Grain::Quarter))
}

fn same_time(a: &Time, b: &Time) -> bool {
    match (a, b) {
        (Time::Period(_), Time::Period(p)) | (Time::MonthDay { .. }, Time::Period(p)) => a.fits(p),
        (Time::Period(p), Time::MonthDay { .. }) => b.fits(p) && a.is_day(),
        (Time::MonthDay { month, day }, Time::MonthDay { month: m, day: d }) => month == m && (day == d || day.is_none() || d.is_none()),
    }
}

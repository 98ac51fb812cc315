//! Lists of events: by time, by place, those still to come.

use crate::knowledge::{Base, FactRef, Standing};
use crate::language::{Grain, Period};
use crate::reminders::Target;
use jiff::civil::Date;

/// Which events to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Only those in this time.
    pub period: Option<Period>,
    /// Only those that belong to this: at a place or within it, of an organisation, a series, a topic.
    pub target: Option<Target>,
    /// Only those that are not over on this day.
    pub from: Option<Date>,
    /// Only those that are over on this day.
    pub until: Option<Date>,
}

/// The events that a filter lets through, by date; those without a date last.
#[must_use]
pub fn event_list(base: &Base, filter: &EventFilter) -> Vec<FactRef> {
    let mut list: Vec<(Option<Date>, FactRef)> = base
        .events()
        .filter(|(at, fact, event)| {
            let last = event.end.or(event.start).map(Period::last);
            let in_time = filter.period.is_none_or(|p| fact.when.map(|w| w.period).or(event.start).is_some_and(|when| is_in(when, p)));
            let here = filter.target.as_ref().is_none_or(|target| target.covers(base, *at));
            let ahead = filter.from.is_none_or(|day| last.map_or(fact.standing == Standing::Planned, |last| last >= day));
            let behind = filter.until.is_none_or(|day| last.map_or(fact.standing != Standing::Planned, |last| last < day));
            in_time && here && ahead && behind
        })
        .map(|(at, _, event)| (event.start.map(latest_start), at))
        .collect();
    list.sort_by_key(|(start, at)| (start.is_none(), *start, *at));
    list.into_iter().map(|(_, at)| at).collect()
}

/// The last day on which an event may begin: one of a year goes after those of which the day is known.
fn latest_start(start: Period) -> Date {
    match start {
        Period::Point(point) if point.grain() == Grain::Day => point.first(),
        period => period.last(),
    }
}

/// Whether an event of this time took place in a period, a part of it at least: one of which only the year is known is
/// not known to be in a month of it.
fn is_in(when: Period, period: Period) -> bool {
    match when {
        Period::Point(_) => period.contains(&when),
        Period::Span(..) => period.overlaps(&when),
    }
}

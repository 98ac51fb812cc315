//! When an event begins and ends: instants, zones and whole days.

use super::lead::Lead;
use crate::knowledge::{Base, Event, FactRef, Standing};
use crate::language::{Grain, Period};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

/// The hour at which people are told about what takes all day.
pub const MORNING: Time = Time::constant(9, 0, 0, 0);

/// When an event of which the day is known begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// When it begins on its first day, where that is known.
    pub from: Option<Time>,
    /// When it ends on its last day, where that is known.
    pub to: Option<Time>,
    /// The zone in which all this is meant.
    pub zone: TimeZone,
}

impl Timing {
    /// The time of an event; `None` while its day is not known. `zone` is where events are that name no zone.
    #[must_use]
    pub fn of(base: &Base, event: &Event, zone: &TimeZone) -> Option<Self> {
        let day = |period: Option<Period>| match period {
            Some(Period::Point(point)) if point.grain() == Grain::Day => Some(point.first()),
            _ => None,
        };
        let first = day(event.start)?;
        let (from, to) = event.hours.as_ref().map_or((None, None), |hours| (Some(hours.from), hours.to));
        let last = day(event.end).unwrap_or(first);
        Some(Self { first, last, from, to, zone: base.zone_of(event).unwrap_or_else(|| zone.clone()) })
    }

    /// The time of the event that a fact is; `None` for other facts and while its day is not known.
    #[must_use]
    pub fn at(base: &Base, at: FactRef, zone: &TimeZone) -> Option<Self> {
        base.event(at).and_then(|(_, event)| Self::of(base, event, zone))
    }

    /// When it is too late to tell of it: when it begins; for what takes all day the morning of that day is not too late.
    #[must_use]
    pub fn too_late(&self) -> Timestamp {
        if self.from.is_some() { self.begins() } else { self.over() }
    }

    /// When it begins: the first minute of its day where no hour is known.
    #[must_use]
    pub fn begins(&self) -> Timestamp {
        instant(self.first, self.from.unwrap_or(Time::midnight()), &self.zone)
    }

    /// When it is over: the last minute of its day where no hour is known.
    #[must_use]
    pub fn over(&self) -> Timestamp {
        match self.to {
            Some(to) => instant(self.last, to, &self.zone),
            None => instant(self.last.saturating_add(1.day()), Time::midnight(), &self.zone),
        }
    }

    /// When a reminder with a lead is due for someone in a zone. A lead of days keeps the hour of the day, also where the
    /// clocks change in between. What takes all day is told at nine in the morning where the person is, as many days before
    /// as there are whole ones in the lead: a lead of some hours means the morning of the day.
    #[must_use]
    pub fn due(&self, lead: Lead, at: &TimeZone) -> Timestamp {
        let day = self.first.saturating_sub(i64::from(lead.whole_days()).days());
        match self.from {
            None => instant(day, MORNING, at),
            Some(from) if lead.as_days().is_some() => instant(day, from, &self.zone),
            Some(_) => self.begins().saturating_sub(i64::from(lead.as_minutes()).minutes()).unwrap_or(Timestamp::MIN),
        }
    }
}

/// Whether an event is over: its last day has passed where it is, or the month or year that is known of it.
#[must_use]
pub fn is_over(base: &Base, at: FactRef, now: &Zoned) -> bool {
    let Some((_, event)) = base.event(at) else {
        return false;
    };
    match Timing::of(base, event, now.time_zone()) {
        Some(timing) => timing.over() <= now.timestamp(),
        None => event.end.or(event.start).is_some_and(|period| period.last() < now.date()),
    }
}

/// Whether an event will not take place.
#[must_use]
pub fn is_cancelled(standing: Standing) -> bool {
    standing == Standing::Cancelled
}

/// The instant of a day and hour in a zone. An hour that the clocks skip is the one after, one that they repeat is the
/// first.
fn instant(day: Date, time: Time, zone: &TimeZone) -> Timestamp {
    let civil = day.to_datetime(time);
    zone.to_ambiguous_zoned(civil).compatible().map_or_else(|_| Timestamp::MIN, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("a zone")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn lead(text: &str) -> Lead {
        text.parse().expect("a lead")
    }

    fn timing(first: Date, from: Option<Time>, in_zone: &str) -> Timing {
        Timing { first, last: first, from, to: None, zone: zone(in_zone) }
    }

    #[test]
    fn what_takes_all_day_is_told_at_nine_where_the_person_is() {
        let day = timing(date(2026, 6, 18), None, "Asia/Shanghai");
        assert_eq!(day.due(lead("1d"), &zone("Asia/Shanghai")), at("2026-06-17T09:00:00+08:00"));
        assert_eq!(day.due(lead("1d"), &zone("Europe/Berlin")), at("2026-06-17T09:00:00+02:00"));
        assert_eq!(day.due(lead("3h"), &zone("Asia/Shanghai")), at("2026-06-18T09:00:00+08:00"));
        assert_eq!(day.due(lead("36h"), &zone("Asia/Shanghai")), at("2026-06-17T09:00:00+08:00"));
        assert_eq!(day.begins(), at("2026-06-18T00:00:00+08:00"));
        assert_eq!(day.over(), at("2026-06-19T00:00:00+08:00"));
    }

    #[test]
    fn a_lead_of_days_keeps_the_hour_when_the_clocks_change() {
        // Clocks in Berlin go forward on 29 March 2026.
        let start = timing(date(2026, 3, 29), Some(time(14, 0, 0, 0)), "Europe/Berlin");
        assert_eq!(start.begins(), at("2026-03-29T14:00:00+02:00"));
        assert_eq!(start.due(lead("1d"), &zone("Asia/Shanghai")), at("2026-03-28T14:00:00+01:00"));
        assert_eq!(start.due(lead("23h"), &zone("Asia/Shanghai")), at("2026-03-28T14:00:00+01:00"));
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_the_one_after() {
        let start = timing(date(2026, 3, 29), Some(time(2, 30, 0, 0)), "Europe/Berlin");
        assert_eq!(start.begins(), at("2026-03-29T03:30:00+02:00"));
        let twice = timing(date(2026, 10, 25), Some(time(2, 30, 0, 0)), "Europe/Berlin");
        assert_eq!(twice.begins(), at("2026-10-25T02:30:00+02:00"));
    }

    #[test]
    fn a_leap_day_has_its_day_before_and_a_year_its_end() {
        let leap = timing(date(2028, 2, 29), None, "Asia/Shanghai");
        assert_eq!(leap.due(lead("1d"), &zone("Asia/Shanghai")), at("2028-02-28T09:00:00+08:00"));
        let new_year = timing(date(2027, 1, 1), None, "Asia/Shanghai");
        assert_eq!(new_year.due(lead("7d"), &zone("Asia/Shanghai")), at("2026-12-25T09:00:00+08:00"));
        assert_eq!(timing(date(2026, 12, 31), None, "Asia/Shanghai").over(), at("2027-01-01T00:00:00+08:00"));
    }
}

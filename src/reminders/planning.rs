//! What is due when: a pure function of the base, what a chat follows, and the time.

use super::lead::{self, Lead};
use super::subscription::Notebook;
use super::timing::{Timing, is_cancelled};
use crate::knowledge::{Base, FactRef};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How much later than planned a reminder may come without saying that it is late.
const PUNCTUAL: SignedDuration = SignedDuration::from_mins(5);

/// A reminder that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The event, by its id.
    pub event: String,
    /// The lead.
    pub lead: Lead,
    /// When it is to be sent.
    pub at: Timestamp,
    /// When the event begins.
    pub begins: Timestamp,
}

/// Where and when events are that name no zone, and now.
#[derive(Debug, Clone)]
pub struct Clock {
    /// The zone of the office.
    pub zone: TimeZone,
    /// Now.
    pub now: Timestamp,
}

/// All reminders still to come for a chat.
#[must_use]
pub fn plan(base: &Base, notebook: &Notebook, clock: &Clock) -> Vec<Due> {
    let mut due: Vec<Due> =
        base.events().flat_map(|(at, ..)| plan_event(base, at, &notebook.leads_for(base, at), notebook, clock)).collect();
    due.sort_by(|a, b| (a.at, &a.event).cmp(&(b.at, &b.event)));
    due
}

/// The reminders of one event still to come for a chat with these leads: none for an event that is over, cancelled, or has no
/// day yet. Leads that fall on the same instant make one reminder, with the shortest of them.
#[must_use]
pub fn plan_event(base: &Base, at: FactRef, leads: &[Lead], notebook: &Notebook, clock: &Clock) -> Vec<Due> {
    let Some((fact, event)) = base.event(at).filter(|(fact, _)| !leads.is_empty() && !is_cancelled(fact.standing)) else {
        return Vec::new();
    };
    let Some(timing) = Timing::of(base, event, &clock.zone) else {
        return Vec::new();
    };
    let moments = moments(&timing, leads, notebook, clock);
    let due = |(lead, at)| Due { event: fact.id.clone(), lead, at, begins: timing.begins() };
    moments.into_iter().map(due).collect()
}

/// The events that a chat follows and that are not over, with the leads whose time has passed as the chat wants to be told now.
/// Where one of them was waiting for a later time, as before a change of zone, it is due at once.
#[must_use]
pub fn passed(base: &Base, notebook: &Notebook, clock: &Clock) -> Vec<(String, Lead)> {
    let mut passed = Vec::new();
    for (at, fact, event) in base.events() {
        let leads = notebook.leads_for(base, at);
        let timing = Timing::of(base, event, &clock.zone).filter(|timing| !leads.is_empty() && clock.now < timing.over());
        if let Some(timing) = timing {
            let instants = leads.into_iter().map(|lead| (lead, instant(&timing, lead, notebook, clock)));
            passed.extend(instants.filter(|(_, at)| *at <= clock.now).map(|(lead, _)| (fact.id.clone(), lead)));
        }
    }
    passed
}

/// When a reminder is to be sent.
fn instant(timing: &Timing, lead: Lead, notebook: &Notebook, clock: &Clock) -> Timestamp {
    let zone = notebook.zone_or(&clock.zone);
    let due = timing.due(lead, zone);
    match notebook.quiet {
        Some(quiet) => quiet.shift(due, zone, timing.too_late()),
        None => due,
    }
}

/// The leads whose time has not come yet, each with its instant.
fn moments(timing: &Timing, leads: &[Lead], notebook: &Notebook, clock: &Clock) -> Vec<(Lead, Timestamp)> {
    let mut moments: Vec<(Lead, Timestamp)> = Vec::new();
    for lead in lead::sorted(leads.iter().copied()) {
        let at = instant(timing, lead, notebook, clock);
        if at <= clock.now || at >= timing.over() {
            continue;
        }
        match moments.last_mut() {
            Some(last) if last.1 == at => last.0 = lead,
            _ => moments.push((lead, at)),
        }
    }
    moments
}

/// What is to be done with a reminder whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// To be sent; `late` when it could not be sent in time.
    Send {
        /// It says that it is late.
        late: bool,
    },
    /// Not to be sent: the event is over, cancelled, or not on that day any more.
    Close,
}

/// What is to be done with a reminder that was due at an instant. Another, shorter lead that is due as well makes a late one
/// needless: see `newer`.
#[must_use]
pub fn rule(timing: &Timing, cancelled: bool, due: Timestamp, newer: bool, now: Timestamp) -> Ruling {
    let late = now.duration_since(due) > PUNCTUAL;
    if cancelled || now >= timing.over() || late && newer { Ruling::Close } else { Ruling::Send { late } }
}

#[cfg(test)]
mod tests {
    use super::super::quiet::Quiet;
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::{Date, Time, date, time};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Zones that change their clocks: by an hour, by half an hour, north and south of the equator, at midnight, in winter for
    /// Ramadan; and zones that never do, some at odd offsets.
    const ZONES: [&str; 14] = [
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "America/Santiago",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Africa/Cairo",
        "Asia/Beirut",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Asia/Kathmandu",
        "UTC",
    ];

    fn zone(n: usize) -> TimeZone {
        TimeZone::get(ZONES[n % ZONES.len()]).expect("a zone")
    }

    /// Any day, and often one at which something is odd: leap days, the ends of years, and days about which clocks change.
    fn day() -> impl Strategy<Value = Date> {
        let odd = [(2, 28), (2, 29), (3, 1), (12, 31), (1, 1), (3, 8), (3, 29), (4, 5), (9, 6), (10, 4), (10, 25), (11, 1)];
        let any = (2024_i16..2040, 0_i32..366).prop_map(|(year, days)| date(year, 1, 1).saturating_add(days.days()));
        let odd = (2024_i16..2040, proptest::sample::select(odd.to_vec()));
        prop_oneof![any, odd.prop_map(|(year, (month, day))| Date::new(year, month, day).unwrap_or(date(2028, 2, 29)))]
    }

    fn hour() -> impl Strategy<Value = Time> {
        (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0))
    }

    fn timing() -> impl Strategy<Value = Timing> {
        let hours = proptest::option::of((hour(), proptest::option::of(hour())));
        (day(), 0_i32..4, hours, 0..ZONES.len()).prop_map(|(first, more, hours, in_zone)| {
            let (from, to) = (hours.map(|h| h.0), hours.and_then(|h| h.1));
            // On one day the end comes after the beginning.
            let to = to.filter(|to| more > 0 || from.is_some_and(|from| from < *to));
            Timing { first, last: first.saturating_add(more.days()), from, to, zone: zone(in_zone) }
        })
    }

    fn leads() -> impl Strategy<Value = Vec<Lead>> {
        let any = (0_u32..=366 * 1_440).prop_map(|minutes| Lead::minutes(minutes).expect("within a year"));
        let days = (0_u32..=366).prop_map(|days| Lead::days(days).expect("within a year"));
        proptest::collection::vec(prop_oneof![proptest::sample::select(Lead::OFFERED.to_vec()), any, days], 0..6)
    }

    fn notebook(quiet: bool) -> impl Strategy<Value = Notebook> {
        let hours = (hour(), hour()).prop_map(move |(from, to)| Quiet::new(from, to).ok().filter(|_| quiet));
        (proptest::option::of(0..ZONES.len()), hours).prop_map(|(at, quiet)| Notebook { zone: at.map(zone), quiet, ..Notebook::default() })
    }

    /// A time about an event: from two years before to some days after.
    fn clock(timing: &Timing, minutes: i64) -> Clock {
        Clock { zone: zone(0), now: timing.begins() + SignedDuration::from_mins(minutes) }
    }

    const ABOUT: std::ops::Range<i64> = -2 * 366 * 1_440..6 * 1_440;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_planned_is_to_come_before_the_end_and_once_an_instant(
            timing in timing(), leads in leads(), notebook in notebook(true), minutes in ABOUT,
        ) {
            let clock = clock(&timing, minutes);
            let planned = moments(&timing, &leads, &notebook, &clock);
            for (lead, at) in &planned {
                prop_assert!(clock.now < *at && *at < timing.over(), "{lead} at {at}");
                prop_assert!(leads.contains(lead), "{lead}");
                let zone = notebook.zone.as_ref().unwrap_or(&clock.zone);
                // Within quiet hours only what would come too late after them.
                if let Some(quiet) = notebook.quiet.filter(|quiet| quiet.holds(*at, zone)) {
                    let too_late = if timing.from.is_some() { timing.begins() } else { timing.over() };
                    prop_assert!(quiet.ends(*at, zone) >= too_late);
                }
            }
            let mut instants: Vec<Timestamp> = planned.iter().map(|(_, at)| *at).collect();
            instants.sort_unstable();
            instants.dedup();
            prop_assert_eq!(instants.len(), planned.len());
        }

        #[test]
        fn a_lead_of_days_keeps_the_hour_and_what_takes_all_day_is_told_at_nine(
            timing in timing(), days in 1_u32..=366, notebook in notebook(false),
        ) {
            let lead = Lead::days(days).expect("within a year");
            let clock = clock(&timing, ABOUT.start);
            let planned = moments(&timing, &[lead], &notebook, &clock);
            let chat = notebook.zone.clone().unwrap_or_else(|| clock.zone.clone());
            let (hour, zone) = timing.from.map_or((super::super::timing::MORNING, chat), |from| (from, timing.zone.clone()));
            let wanted = timing.first.saturating_sub(i64::from(days).days()).to_datetime(hour);
            let [(_, at)] = planned.as_slice() else {
                panic!("one reminder, not {planned:?}");
            };
            // An hour that the clocks skip or repeat has a rule of its own.
            if !zone.to_ambiguous_zoned(wanted).is_ambiguous() {
                prop_assert_eq!(at.to_zoned(zone).datetime(), wanted);
            }
        }

        #[test]
        fn a_lead_of_hours_is_as_long_as_it_says(timing in timing(), minutes in 0_u32..1_440) {
            let lead = Lead::minutes(minutes).expect("within a day");
            let planned = moments(&timing, &[lead], &Notebook::default(), &clock(&timing, ABOUT.start));
            if timing.from.is_some() && timing.begins() < timing.over() {
                let long = SignedDuration::from_mins(minutes.into());
                prop_assert_eq!(planned, vec![(lead, timing.begins() - long)]);
            }
        }

        #[test]
        fn planned_again_it_is_the_same_and_later_only_less(
            timing in timing(), leads in leads(), notebook in notebook(true), minutes in ABOUT, later in 0_i64..400 * 1_440,
        ) {
            let first = moments(&timing, &leads, &notebook, &clock(&timing, minutes));
            prop_assert_eq!(&first, &moments(&timing, &leads, &notebook, &clock(&timing, minutes)));
            let turned: Vec<Lead> = leads.iter().rev().copied().collect();
            prop_assert_eq!(&first, &moments(&timing, &turned, &notebook, &clock(&timing, minutes)));
            let then = clock(&timing, minutes + later);
            let left: Vec<_> = first.into_iter().filter(|(_, at)| *at > then.now).collect();
            prop_assert_eq!(left, moments(&timing, &leads, &notebook, &then));
        }

        #[test]
        fn a_clock_that_jumps_forwards_and_back_reminds_of_each_exactly_once(
            timing in timing(), leads in leads(), notebook in notebook(true),
            jumps in proptest::collection::vec((0_usize..8, -400_i64 * 1_440..4), 0..40),
        ) {
            let start = clock(&timing, ABOUT.start);
            let planned = moments(&timing, &leads, &notebook, &start);
            // The clock comes to every instant at which something is due, and before it jumps anywhere earlier.
            let mut times: Vec<Timestamp> = Vec::new();
            for (n, (_, due)) in planned.iter().enumerate() {
                let earlier = jumps.iter().filter(|(at, _)| *at == n).map(|(_, minutes)| *due + SignedDuration::from_mins(*minutes));
                times.extend(earlier);
                times.push(*due);
            }
            times.push(timing.over());
            let mut courier = Courier::default();
            for now in times {
                courier.look(&timing, &leads, &notebook, &Clock { now, ..start.clone() });
            }
            let mut keys: Vec<Lead> = planned.iter().map(|(lead, _)| *lead).collect();
            keys.sort_unstable();
            courier.sent.sort_unstable();
            prop_assert_eq!(courier.sent, keys);
        }
    }

    /// As the store and the courier do it: what was sent is known by its lead and never sent again.
    #[derive(Default)]
    struct Courier {
        rows: BTreeMap<Lead, (Timestamp, bool)>,
        sent: Vec<Lead>,
    }

    impl Courier {
        /// Plans, as after every change, and sends what is due.
        fn look(&mut self, timing: &Timing, leads: &[Lead], notebook: &Notebook, clock: &Clock) {
            // What is planned before the clock comes to it is planned from the time before.
            let before = Clock { now: clock.now - SignedDuration::from_secs(1), ..clock.clone() };
            for (lead, at) in moments(timing, leads, notebook, &before) {
                let row = self.rows.entry(lead).or_insert((at, false));
                row.0 = if row.1 { row.0 } else { at };
            }
            let due: Vec<(Lead, Timestamp)> =
                self.rows.iter().filter(|(_, (at, done))| !done && *at <= clock.now).map(|(lead, (at, _))| (*lead, *at)).collect();
            for (lead, at) in due {
                self.rows.insert(lead, (at, true));
                let newer = self.rows.iter().any(|(other, (due, _))| *other < lead && *due <= clock.now);
                if let Ruling::Send { .. } = rule(timing, false, at, newer, clock.now) {
                    self.sent.push(lead);
                }
            }
        }
    }

    #[test]
    fn what_is_late_is_sent_saying_so_unless_it_is_needless_or_over() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let first = date(2026, 5, 16);
        let timing = Timing { first, last: first, from: Some(time(14, 0, 0, 0)), to: Some(time(17, 0, 0, 0)), zone: TimeZone::UTC };
        let due = at("2026-05-15T14:00:00Z");
        for (now, cancelled, newer, ruling) in [
            ("2026-05-15T14:00:00Z", false, false, Ruling::Send { late: false }),
            ("2026-05-15T14:05:00Z", false, true, Ruling::Send { late: false }),
            ("2026-05-15T14:05:01Z", false, false, Ruling::Send { late: true }),
            ("2026-05-15T14:05:01Z", false, true, Ruling::Close),
            ("2026-05-16T16:59:59Z", false, false, Ruling::Send { late: true }),
            ("2026-05-16T17:00:00Z", false, false, Ruling::Close),
            ("2026-05-15T14:00:00Z", true, false, Ruling::Close),
        ] {
            assert_eq!(rule(&timing, cancelled, due, newer, at(now)), ruling, "{now}");
        }
    }
}

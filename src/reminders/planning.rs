//! What is due when: a pure function of the base, what a chat follows, and the time.

use super::lead::{self, Lead};
use super::subscription::{Notebook, event_at};
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
    let Some((fact, event)) = event_at(base, at).filter(|(fact, _)| !leads.is_empty() && !is_cancelled(fact.standing)) else {
        return Vec::new();
    };
    let Some(timing) = Timing::of(base, event, &clock.zone) else {
        return Vec::new();
    };
    let moments = moments(&timing, leads, notebook, clock);
    let due = |(lead, at)| Due { event: fact.id.clone(), lead, at, begins: timing.begins() };
    moments.into_iter().map(due).collect()
}

/// The leads whose time has not come yet, each with its instant.
fn moments(timing: &Timing, leads: &[Lead], notebook: &Notebook, clock: &Clock) -> Vec<(Lead, Timestamp)> {
    let zone = notebook.zone.as_ref().unwrap_or(&clock.zone);
    let mut moments: Vec<(Lead, Timestamp)> = Vec::new();
    for lead in lead::sorted(leads.iter().copied()) {
        let due = timing.due(lead, zone);
        let at = match notebook.quiet {
            // For what takes all day the morning of that day is not too late.
            Some(quiet) => quiet.shift(due, zone, if timing.from.is_some() { timing.begins() } else { timing.over() }),
            None => due,
        };
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

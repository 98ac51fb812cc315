//! What a new base changes for those who follow an event.

use super::timing::is_cancelled;
use crate::knowledge::{Base, FactRef};
use serde::{Deserialize, Serialize};

/// What followers were last told of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The first day, month or year; `None` when not announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The hours with their zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// The places, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<String>,
    /// It will not take place.
    #[serde(default)]
    pub cancelled: bool,
}

/// What happened to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is new.
    Added,
    /// Its day was not known and is now.
    Dated,
    /// Its time is another.
    Moved,
    /// Its place is another.
    Relocated,
    /// It will not take place.
    Cancelled,
    /// It was cancelled and will take place after all.
    Revived,
}

impl Snapshot {
    /// What there is to tell of an event now.
    #[must_use]
    pub fn of(base: &Base, at: FactRef) -> Option<Self> {
        let (fact, event) = base.event(at)?;
        let hours = event.hours.as_ref().map(|hours| {
            let to = hours.to.map(|to| to.to_string()).unwrap_or_default();
            let zone = base.zone_of(event);
            format!("{}/{to}/{}", hours.from, zone.as_ref().and_then(|z| z.iana_name()).unwrap_or_default())
        });
        Some(Self {
            start: event.start.map(|p| p.to_string()),
            end: event.end.map(|p| p.to_string()),
            hours,
            at: event.at.iter().map(|at| base[*at].id.clone()).collect(),
            cancelled: is_cancelled(fact.standing),
        })
    }

    fn has_day(&self) -> bool {
        self.start.as_ref().is_some_and(|start| start.len() == "2026-01-31".len())
    }

    /// What happened between two of them, the weightiest first.
    #[must_use]
    pub fn changes(before: Option<&Self>, after: &Self) -> Vec<Change> {
        let Some(before) = before else {
            return if after.cancelled { Vec::new() } else { vec![Change::Added] };
        };
        match (before.cancelled, after.cancelled) {
            (false, true) => return vec![Change::Cancelled],
            (true, true) => return Vec::new(),
            (true, false) => return vec![Change::Revived],
            (false, false) => {}
        }
        let mut changes = Vec::new();
        if !before.has_day() && after.has_day() {
            changes.push(Change::Dated);
        } else if (&before.start, &before.end, &before.hours) != (&after.start, &after.end, &after.hours) {
            changes.push(Change::Moved);
        }
        if before.at != after.at {
            changes.push(Change::Relocated);
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(start: Option<&str>, at: &[&str], cancelled: bool) -> Snapshot {
        let at = at.iter().map(|id| (*id).to_owned()).collect();
        Snapshot { start: start.map(str::to_owned), end: None, hours: None, at, cancelled }
    }

    #[test]
    fn each_change_is_called_what_it_is() {
        let old = snapshot(Some("2026-09-12"), &["a"], false);
        for (before, after, changes) in [
            (None, old.clone(), vec![Change::Added]),
            (None, snapshot(None, &[], true), vec![]),
            (Some(old.clone()), old.clone(), vec![]),
            (Some(snapshot(Some("2026"), &["a"], false)), old.clone(), vec![Change::Dated]),
            (Some(snapshot(None, &["b"], false)), old.clone(), vec![Change::Dated, Change::Relocated]),
            (Some(old.clone()), snapshot(Some("2026-09-13"), &["a"], false), vec![Change::Moved]),
            (Some(old.clone()), snapshot(Some("2026-09-12"), &["b"], false), vec![Change::Relocated]),
            (Some(old.clone()), snapshot(Some("2026-10-01"), &["b"], true), vec![Change::Cancelled]),
            (Some(snapshot(Some("2026-09-12"), &["a"], true)), old.clone(), vec![Change::Revived]),
            (Some(old.clone()), snapshot(Some("2026-09"), &["a"], false), vec![Change::Moved]),
        ] {
            assert_eq!(Snapshot::changes(before.as_ref(), &after), changes, "{before:?} -> {after:?}");
        }
    }
}

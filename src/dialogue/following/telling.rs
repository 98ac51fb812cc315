//! What people are told without asking: reminders, and news of events that they follow.

use super::acts::{Act, Button};
use super::targets::target;
use crate::dialogue::{Dialogue, Said};
use crate::knowledge::{Base, EntityRef, FactRef};
use crate::language::{Language, Period};
use crate::reminders::{Change, Notebook, Snapshot, Target, Timing};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// What happened to an event, and what it was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// What happened, the weightiest first.
    pub changes: Vec<Change>,
    /// What followers were told before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Snapshot>,
}

const HOUR: SignedDuration = SignedDuration::from_hours(1);

impl Dialogue {
    /// A reminder of an event. `due` is when it should have come, when it comes late.
    #[must_use]
    pub fn reminder(&self, at: FactRef, notebook: &Notebook, due: Option<Timestamp>, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let zone = notebook.zone_or(now.time_zone());
        let timing = Timing::at(base, at, now.time_zone());
        let name = self.name(&target(base, at), language);
        let ahead = timing.as_ref().map(|timing| self.ahead(timing, language, now)).unwrap_or_default();
        let mut lines = vec![self.message(language, "reminder", &[("ahead", &ahead), ("name", &name)])];
        if let Some(due) = due {
            lines.push(self.message(language, "reminder-late", &[("moment", &self.writer.moment(due, zone, language))]));
        }
        let reply = self.card_reply(at, &lines, zone, language, now);
        let buttons = timing.map(|timing| self.reminder_buttons(&base[at].id, &timing, zone, language, now)).unwrap_or_default();
        Said { buttons, ..Said::new(reply, "answered", language) }
    }

    fn reminder_buttons(&self, id: &str, timing: &Timing, zone: &TimeZone, language: Language, now: &Zoned) -> Vec<Vec<Button>> {
        let minutes = |until: Timestamp| u32::try_from(until.duration_since(now.timestamp()).as_mins()).unwrap_or(0);
        // Put off, it must still come before the end of the day on which it begins.
        let in_time = |minutes: u32| {
            let then = now.timestamp() + SignedDuration::from_mins(minutes.into());
            then < timing.too_late()
        };
        let morning = super::settings::next_morning(zone, now.timestamp());
        let offers = [("button-snooze-hour", 60), ("button-snooze-three", 180), ("button-snooze-day", minutes(morning))];
        let button = |key, act| self.button(key, act, language);
        let offered = offers.into_iter().filter(|(_, minutes)| *minutes > 0 && in_time(*minutes));
        let snooze: Vec<Button> = offered.map(|(key, minutes)| button(key, Act::Snooze(id.to_owned(), minutes))).collect();
        let event = Target::Event(id.to_owned());
        let last = vec![button("button-done", Act::Done(id.to_owned())), button("button-unfollow", Act::Unfollow(event))];
        [snooze, last].into_iter().filter(|row| !row.is_empty()).collect()
    }

    /// How far ahead an event is, as one says it.
    fn ahead(&self, timing: &Timing, language: Language, now: &Zoned) -> String {
        let today = now.timestamp().to_zoned(timing.zone.clone()).date();
        let days = today.until(timing.first).map_or(0, |span| span.get_days());
        let left = timing.begins().duration_since(now.timestamp());
        let counted = |key, count: i64| self.writer.counted(language, key, usize::try_from(count).unwrap_or(0), &[]);
        match () {
            () if timing.from.is_none() && days == 0 || days > 0 && left >= HOUR * 12 => counted("ahead-days", days.into()),
            () if left > SignedDuration::ZERO && timing.from.is_none() => counted("ahead-days", days.into()),
            // A minute that has begun counts: what is due an hour before may be sent a second later.
            () if left > HOUR - SignedDuration::from_mins(1) => counted("ahead-hours", (left.as_secs() + 1_799) / 3_600),
            () if left > SignedDuration::ZERO => counted("ahead-minutes", (left.as_secs() + 59) / 60),
            () if left > -SignedDuration::from_mins(1) => counted("ahead-minutes", 0),
            () => self.message(language, "ahead-begun", &[]),
        }
    }

    /// News of an event for one who follows it.
    #[must_use]
    pub fn news(&self, at: FactRef, news: &News, notebook: &Notebook, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let zone = notebook.zone_or(now.time_zone());
        let name = self.name(&target(base, at), language);
        let mut lines = Vec::new();
        for change in &news.changes {
            let key = match change {
                Change::Added => "change-added",
                Change::Dated => "change-dated",
                Change::Moved => "change-moved",
                Change::Relocated => "change-relocated",
                Change::Cancelled => "change-cancelled",
                Change::Revived => "change-revived",
            };
            lines.push(self.message(language, key, &[("name", &name)]));
            if let Some(before) = &news.before {
                lines.extend(self.old(base, *change, before, language));
            }
        }
        let direct = notebook.following(&target(base, at)).is_some();
        let covering = || notebook.covering(base, at);
        let cancelled = news.changes.contains(&Change::Cancelled);
        if cancelled {
            lines.push(self.message(language, "change-no-reminders", &[]));
        } else if news.changes.iter().any(|c| matches!(c, Change::Moved | Change::Dated)) && covering().any(|s| !s.leads.is_empty()) {
            lines.push(self.message(language, "change-reminders", &[]));
        }
        if !direct {
            let names: Vec<String> = covering().map(|s| self.name(&s.target, language)).collect();
            if !names.is_empty() {
                let names = self.writer.list(&names, language);
                lines.push(self.message(language, "change-because", &[("names", &names)]));
            }
        }
        let reply = self.card_reply(at, &lines, zone, language, now);
        let button = |key, act| self.button(key, act, language);
        let card = button("button-card", Act::Card(base[at].id.clone()));
        let buttons = if cancelled { vec![vec![card]] } else { vec![vec![card, button("button-mine", Act::Mine(0))]] };
        Said { buttons, ..Said::new(reply, "answered", language) }
    }

    /// What it was before.
    fn old(&self, base: &Base, change: Change, before: &Snapshot, language: Language) -> Option<String> {
        match change {
            Change::Moved => {
                let written = match (&before.start, &before.end) {
                    (Some(start), Some(end)) => format!("{start}/{end}"),
                    (start, _) => start.clone()?,
                };
                let mut value = self.writer.period(Period::parse(&written).ok()?, language);
                // The hours stand first in what is kept: from/to/zone.
                if let Some(from) = before.hours.as_ref().and_then(|hours| hours.get(..5)) {
                    value = self.message(language, "moment", &[("date", &value), ("time", from)]);
                }
                Some(self.message(language, "change-old-time", &[("value", &value)]))
            }
            Change::Relocated => {
                let places: Vec<EntityRef> = before.at.iter().filter_map(|id| base.entity(id)).collect();
                let value = self.writer.places(&places, base, language);
                (!value.is_empty()).then(|| self.message(language, "change-old-place", &[("value", &value)]))
            }
            _ => None,
        }
    }
}

//! Doing what a button says.

use super::acts::Act;
use crate::dialogue::{Chat, Dialogue, Effect, Said};
use crate::knowledge::FactRef;
use crate::language::Language;
use crate::reminders::{Lead, Timing, is_over};
use crate::reply::Reply;
use crate::retrieval::EngineError;
use jiff::{SignedDuration, Zoned};

/// The longest that a reminder is put off, in minutes: a month.
const LONGEST_SNOOZE: u32 = 31 * 24 * 60;

impl Dialogue {
    /// Does what a button says. `None` when what it is about is not there any more.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn act(&self, chat: &mut Chat, act: &Act, language: Language, now: &Zoned) -> Result<Option<Said>, EngineError> {
        chat.tick(now.timestamp());
        let language = chat.language.unwrap_or(language);
        let here = self.at_home(chat, now);
        let acted = self.acted(chat, act, language, now, &here)?;
        Ok(acted.map(|said| self.with_buttons(chat, said)))
    }

    fn acted(&self, chat: &mut Chat, act: &Act, language: Language, now: &Zoned, here: &Zoned) -> Result<Option<Said>, EngineError> {
        let base = self.engine.base();
        let event = |id: &str| base.fact(id).filter(|at| base.event(*at).is_some());
        Ok(match act {
            Act::Card(id) => event(id).map(|at| self.card(chat, at, &[], language, now)),
            Act::Follow(target, leads) => Some(self.follow_target(chat, target, leads.clone(), language, now)),
            Act::Unfollow(target) => Some(self.unfollow_target(chat, target, language)),
            Act::UnfollowAll => Some(self.unfollow_all(chat, language)),
            Act::Leads(target) => Some(self.leads_page(chat, target, language)),
            Act::Toggle(target, lead) => {
                chat.notebook.toggle(target, *lead);
                Some(Said { edits: true, ..self.leads_page(chat, target, language) })
            }
            Act::Snooze(id, minutes) => event(id).map(|at| self.snooze(chat, at, *minutes, language, now)),
            Act::Done(id) => event(id).map(|at| {
                let notice = Some(self.message(language, "done-notice", &[]));
                Said { edits: true, notice, ..self.card(chat, at, &[], language, now) }
            }),
            Act::Mine(page) => Some(Said { edits: *page > 0 || !chat.notebook.is_empty(), ..self.mine(chat, *page, language, now) }),
            Act::Events(view) => Some(Said { edits: true, ..self.page(chat, view, language, here) }),
            Act::Calendar(id) => {
                let at = match id {
                    Some(id) => match event(id) {
                        Some(at) => Some(at),
                        None => return Ok(None),
                    },
                    None => None,
                };
                Some(self.calendar(chat, at, language, now))
            }
            Act::Feed(on) => Some(Said { effect: Some(Effect::Feed(*on)), ..Said::new(Reply::default(), "answered", language) }),
            Act::About(id) => match base.entity(id) {
                Some(at) => Some(self.question(chat, &self.writer.text(&base[at].name, language), here)?),
                None => None,
            },
        })
    }

    fn snooze(&self, chat: &mut Chat, at: FactRef, minutes: u32, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let zone = self.zone_of(chat, now);
        let until = now.timestamp() + SignedDuration::from_mins(minutes.clamp(1, LONGEST_SNOOZE).into());
        let over = Timing::at(base, at, now.time_zone()).is_none_or(|t| t.over() <= until);
        if over || is_over(base, at, now) {
            let line = self.message(language, "snooze-over", &[]);
            return Said { edits: true, notice: Some(line.clone()), ..self.card(chat, at, &[line], language, now) };
        }
        let (moment, zone) = (self.writer.moment(until, &zone, language), self.writer.zone(&zone, until, language));
        let line = self.message(language, "snoozed", &[("moment", &moment), ("zone", &zone)]);
        let name = self.name(&super::targets::target(base, at), language);
        let above = [line.clone(), self.writer.opening(&name, language)];
        let effect = Some(Effect::Snooze { event: base[at].id.clone(), until });
        Said { edits: true, notice: Some(line), effect, ..self.card(chat, at, &above, language, now) }
    }

    /// A calendar of one event, or of all that is followed and has a day.
    pub(in crate::dialogue) fn calendar(&self, chat: &Chat, at: Option<FactRef>, language: Language, now: &Zoned) -> Said {
        let entries = match at {
            Some(at) => self.dated(chat, std::iter::once(at), now),
            None => {
                let mut entries = self.followed_events(chat, now);
                entries.retain(|(at, _)| !is_over(self.engine.base(), *at, now));
                entries
            }
        };
        if entries.is_empty() {
            let key = if at.is_some() { "calendar-undated" } else { "calendar-nothing" };
            return self.note(language, self.message(language, key, &[]));
        }
        let text = self.writer.counted(language, "calendar-caption", entries.len(), &[]);
        let facts = entries.iter().map(|(at, _)| self.engine.base()[*at].id.clone()).collect();
        let reply = Reply { text, facts, ..Reply::default() };
        Said { effect: Some(Effect::Calendar(entries)), ..Said::new(reply, "answered", language) }
    }

    /// Every event with a day that a chat follows, with the leads that it is reminded by.
    #[must_use]
    pub fn followed_events(&self, chat: &Chat, now: &Zoned) -> Vec<(FactRef, Vec<Lead>)> {
        let base = self.engine.base();
        let covered = base.events().map(|(at, ..)| at).filter(|at| chat.notebook.covering(base, *at).next().is_some());
        self.dated(chat, covered, now)
    }

    fn dated(&self, chat: &Chat, events: impl Iterator<Item = FactRef>, now: &Zoned) -> Vec<(FactRef, Vec<Lead>)> {
        let base = self.engine.base();
        let has_day = |at: &FactRef| Timing::at(base, *at, now.time_zone()).is_some();
        let leads = |at: FactRef| {
            let leads = chat.notebook.leads_for(base, at);
            if leads.is_empty() && chat.notebook.covering(base, at).next().is_none() { Lead::USUAL.to_vec() } else { leads }
        };
        events.filter(has_day).map(|at| (at, leads(at))).collect()
    }
}

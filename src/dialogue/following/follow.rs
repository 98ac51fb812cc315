//! Following and stopping.

use super::acts::{Act, Button};
use super::pages::PAGE;
use super::targets::{Meant, target};
use super::words::Wish;
use crate::dialogue::{Chat, Dialogue, EventFilter, Said, event_list};
use crate::knowledge::FactRef;
use crate::language::Language;
use crate::reminders::{Clock, Due, Followed, Lead, Target, Timing, is_cancelled, is_over, plan_event};
use crate::reply::Reply;
use jiff::Zoned;
use jiff::tz::TimeZone;

/// A request whose words weigh less than this names nothing.
const LEAST_SAID: f32 = 0.5;
/// The most characters of something unknown that are said back.
const LONGEST_NAME: usize = 60;
/// The most characters of a date, zone or hours that are said back.
pub(super) const LONGEST_SETTING: usize = 40;

impl Dialogue {
    /// Follows what a wish names, or asks back. `None` when it may be no wish at all.
    pub(in crate::dialogue) fn follow(&self, chat: &mut Chat, wish: &Wish, language: Language, now: &Zoned) -> Option<Said> {
        let leads = match &wish.leads {
            None => None,
            Some(Ok(leads)) => Some(leads.clone()),
            Some(Err(_)) => return Some(self.note(language, self.message(language, "lead-too-long", &[]))),
        };
        match self.meant(chat, &wish.rest, language, now) {
            Meant::One(target) => Some(self.follow_target(chat, &target, leads, language, now)),
            Meant::Several(targets) => {
                let offers =
                    targets.into_iter().map(|t| Button { label: self.target_line(&t, language), act: Act::Follow(t, leads.clone()) });
                Some(self.ask_which("follow-which", offers.collect(), language))
            }
            Meant::Nothing if wish.weak && !self.says_nothing(&wish.rest, language, now) => None,
            Meant::Nothing => Some(self.nothing_meant(&wish.rest, leads, language, now)),
        }
    }

    /// Says that nothing of that name is known, or asks for a name, and offers what is to come.
    pub(in crate::dialogue) fn nothing_meant(&self, text: &str, leads: Option<Vec<Lead>>, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let upcoming = self.upcoming(now);
        let example = upcoming.first().map(|at| self.name(&target(base, *at), language)).unwrap_or_default();
        let said_back = said_back(text, LONGEST_NAME);
        let heading = if self.says_nothing(&said_back, language, now) {
            self.message(language, "follow-what", &[("example", &example)])
        } else {
            self.message(language, "follow-unknown", &[("text", said_back.trim())])
        };
        let offers = upcoming.iter().take(8).map(|at| {
            let target = target(base, *at);
            Button { label: self.target_line(&target, language), act: Act::Follow(target, leads.clone()) }
        });
        self.offer(heading, offers.collect(), "abstained", language)
    }

    /// Whether what is left of a request is no more than small words.
    fn says_nothing(&self, text: &str, language: Language, now: &Zoned) -> bool {
        let read = self.engine.read(text, now.date(), Some(language));
        read.weight(read.all()) + read.unknown < LEAST_SAID
    }

    fn ask_which(&self, key: &str, offers: Vec<Button>, language: Language) -> Said {
        self.offer(self.message(language, key, &[]), offers, "clarify", language)
    }

    /// A text with a numbered line and a button for each offer.
    fn offer(&self, heading: String, offers: Vec<Button>, status: &'static str, language: Language) -> Said {
        let line = |(n, offer): (usize, &Button)| self.message(language, "numbered", &[("n", &n.to_string()), ("text", &offer.label)]);
        let text = std::iter::once(heading).chain((1..).zip(&offers).map(line)).collect::<Vec<_>>().join("\n");
        let buttons = offers.into_iter().map(|offer| vec![offer]).collect();
        Said { buttons, ..Said::new(Reply { text, ..Reply::default() }, status, language) }
    }

    /// Follows a target, and says what comes of it.
    pub(super) fn follow_target(
        &self,
        chat: &mut Chat,
        target: &Target,
        leads: Option<Vec<Lead>>,
        language: Language,
        now: &Zoned,
    ) -> Said {
        let base = self.engine.base();
        match target {
            Target::Event(id) => match base.fact(id).filter(|at| base.event(*at).is_some()) {
                Some(at) => self.follow_event(chat, at, leads, language, now),
                None => self.nothing_meant(id, None, language, now),
            },
            Target::Entity(id) if base.entity(id).is_none() => self.nothing_meant(id, None, language, now),
            Target::Entity(_) | Target::Everything => self.follow_many(chat, target, leads, language, now),
        }
    }

    fn follow_event(&self, chat: &mut Chat, at: FactRef, leads: Option<Vec<Lead>>, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let Some((fact, event)) = base.event(at) else {
            return self.nothing_meant("", None, language, now);
        };
        let target = target(base, at);
        let name = self.name(&target, language);
        let date = self.writer.event_time(base, at, language);
        let cite = |lines: Vec<String>, status| self.cited(at, lines, status, language);
        if is_cancelled(fact.standing) {
            let line = self.message(language, "follow-cancelled", &[("name", &name)]);
            return cite(vec![self.writer.opening(&line, language)], "abstained");
        }
        if is_over(base, at, now) {
            return self.follow_over(chat, at, &name, &date, language);
        }
        let clock = Clock { zone: now.time_zone().clone(), now: now.timestamp() };
        let Some(timing) = Timing::of(base, event, &clock.zone) else {
            let followed = chat.notebook.follow(target.clone(), leads);
            if followed == Followed::Full {
                return self.full(chat, language);
            }
            let leads = self.leads_of(chat, &target, language);
            let lines = vec![self.message(language, "followed-undated", &[("name", &name), ("date", &date), ("leads", &leads)])];
            return Said { buttons: self.after_following(&target, at, language), ..cite(lines, "answered") };
        };
        let wanted = leads.clone().or_else(|| chat.notebook.following(&target).map(|s| s.leads.clone()));
        let chosen = wanted.clone().unwrap_or_else(|| Lead::USUAL.to_vec());
        let mut due = plan_event(base, at, &chosen, &chat.notebook, &clock);
        let mut kept = wanted;
        if due.is_empty() && leads.is_none() {
            // The usual leads have passed: the longest that is left takes their place.
            let left: Vec<Lead> = self.leads_left(chat, at, &clock).into_iter().take(1).collect();
            due = plan_event(base, at, &left, &chat.notebook, &clock);
            kept = Some(left);
        } else if due.is_empty() && leads.as_ref().is_some_and(|l| !l.is_empty()) {
            return self.too_late(chat, at, &timing, &chosen, language, now);
        }
        if chat.notebook.follow(target.clone(), kept) == Followed::Full {
            return self.full(chat, language);
        }
        let zone = self.zone_of(chat, now);
        let mut lines = vec![self.message(language, "followed-dated", &[("name", &name)])];
        lines.extend(due.iter().map(|due| self.moment_line(due, &timing, &zone, language)));
        if due.is_empty() {
            lines = vec![self.message(language, "followed-same", &[("name", &name)]), self.message(language, "followed-news", &[])];
        } else {
            let zone = self.writer.zone(&zone, timing.begins(), language);
            lines.push(self.message(language, "followed-zone", &[("zone", &zone)]));
        }
        let missed: Vec<Lead> = chosen.into_iter().filter(|lead| leads.is_some() && timing.due(*lead, &zone) <= clock.now).collect();
        if !missed.is_empty() {
            lines.push(self.message(language, "followed-missed", &[("leads", &self.lead_list(&missed, language))]));
        }
        lines.push(self.writer.event_line(base, at, language));
        Said { buttons: self.after_following(&target, at, language), ..cite(lines, "answered") }
    }

    /// The leads on offer that still fall before an event: for what takes all day those of days, and the day itself.
    fn leads_left(&self, chat: &Chat, at: FactRef, clock: &Clock) -> Vec<Lead> {
        let base = self.engine.base();
        let timed = base.event(at).is_some_and(|(_, event)| event.hours.is_some());
        let fits = |lead: &Lead| {
            let meant = timed || *lead == Lead::START || lead.as_days().is_some();
            meant && !plan_event(base, at, &[*lead], &chat.notebook, clock).is_empty()
        };
        Lead::OFFERED.into_iter().filter(fits).collect()
    }

    fn moment_line(&self, due: &Due, timing: &Timing, zone: &TimeZone, language: Language) -> String {
        let lead = if timing.from.is_none() && due.lead.whole_days() == 0 {
            self.message(language, "lead-day", &[])
        } else {
            self.lead(due.lead, language)
        };
        let moment = self.writer.moment(due.at, zone, language);
        self.message(language, "followed-moment", &[("moment", &moment), ("lead", &lead)])
    }

    /// All that was asked for has passed already: nothing is changed, and what is left is offered.
    fn too_late(&self, chat: &Chat, at: FactRef, timing: &Timing, leads: &[Lead], language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let target = target(base, at);
        let zone = self.zone_of(chat, now);
        let clock = Clock { zone: now.time_zone().clone(), now: now.timestamp() };
        let label = |lead: Lead| match timing.from {
            None if lead == Lead::START => self.message(language, "lead-day", &[]),
            _ => self.lead(lead, language),
        };
        let left = self.leads_left(chat, at, &clock).into_iter();
        let offers = left.map(|lead| Button { label: label(lead), act: Act::Follow(target.clone(), Some(vec![lead])) });
        let moment = match timing.from {
            Some(_) => self.writer.moment(timing.begins(), &zone, language),
            None => self.writer.event_time(base, at, language),
        };
        let (name, leads) = (self.name(&target, language), self.lead_list(leads, language));
        let text = self.message(language, "follow-too-late", &[("name", &name), ("moment", &moment), ("leads", &leads)]);
        let text = self.writer.opening(&text, language);
        self.offer(text, offers.collect(), "abstained", language)
    }

    /// What is over cannot be followed, but its series, or what comes to its place.
    fn follow_over(&self, chat: &Chat, at: FactRef, name: &str, date: &str, language: Language) -> Said {
        let base = self.engine.base();
        let over = self.message(language, "follow-over", &[("name", name), ("date", date)]);
        let mut lines = vec![self.writer.opening(&over, language)];
        let mut buttons = Vec::new();
        if let Some((_, event)) = base.event(at) {
            if let Some(series) = event.series {
                lines.push(self.message(language, "follow-over-series", &[]));
                buttons.push(self.entity_button("button-series", &base[series].id, language));
            } else if let Some(place) = event.at.last() {
                buttons.push(self.entity_button("button-place", &base[*place].id, language));
            }
        }
        buttons.retain(|b| !matches!(&b.act, Act::Follow(target, _) if chat.notebook.following(target).is_some()));
        let buttons = buttons.into_iter().map(|b| vec![b]).collect();
        Said { buttons, ..self.cited(at, lines, "abstained", language) }
    }

    pub(super) fn entity_button(&self, key: &str, id: &str, language: Language) -> Button {
        let target = Target::Entity(id.to_owned());
        Button { label: self.message(language, key, &[("name", &self.name(&target, language))]), act: Act::Follow(target, None) }
    }

    fn follow_many(&self, chat: &mut Chat, target: &Target, leads: Option<Vec<Lead>>, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        match chat.notebook.follow(target.clone(), leads) {
            Followed::Full => return self.full(chat, language),
            Followed::New | Followed::Changed | Followed::Same => {}
        }
        let events: Vec<FactRef> = self.upcoming(now).into_iter().filter(|at| target.covers(base, *at)).collect();
        let (name, leads) = (self.name(target, language), self.leads_of(chat, target, language));
        let heading = self.writer.counted(language, "followed-many", events.len(), &[("name", &name), ("leads", &leads)]);
        let shown: Vec<FactRef> = events.into_iter().take(PAGE).collect();
        let reply = self.writer.event_page(base, &heading, &shown, language);
        let mut buttons = self.card_numbers(&shown);
        buttons.push(self.edit_buttons(target, language));
        Said { buttons, ..Said::new(reply, "answered", language) }
    }

    fn full(&self, chat: &Chat, language: Language) -> Said {
        let text = self.writer.counted(language, "follow-full", chat.notebook.subscriptions.len(), &[]);
        let mine = Button { label: self.message(language, "button-mine", &[]), act: Act::Mine(0) };
        Said { buttons: vec![vec![mine]], ..self.note(language, text) }
    }

    /// The buttons under what is followed: its times, and to stop.
    pub(super) fn edit_buttons(&self, target: &Target, language: Language) -> Vec<Button> {
        let button = |key, act| self.button(key, act, language);
        vec![button("button-leads", Act::Leads(target.clone())), button("button-unfollow", Act::Unfollow(target.clone()))]
    }

    fn after_following(&self, target: &Target, at: FactRef, language: Language) -> Vec<Vec<Button>> {
        let base = self.engine.base();
        let mut rows = vec![self.edit_buttons(target, language)];
        if let Some(series) = base.event(at).and_then(|(_, event)| event.series) {
            rows.push(vec![self.entity_button("button-series", &base[series].id, language)]);
        }
        rows
    }

    /// Stops what a wish names.
    pub(in crate::dialogue) fn unfollow(&self, chat: &mut Chat, wish: &Wish, language: Language, now: &Zoned) -> Said {
        if chat.notebook.subscriptions.is_empty() {
            return self.note(language, self.message(language, "nothing-followed", &[]));
        }
        let named = self.meant(chat, &wish.rest, language, now);
        let names_something = self.engine.read(&wish.rest, now.date(), Some(language)).names().next().is_some();
        match named {
            Meant::One(target) if target != Target::Everything => self.unfollow_target(chat, &target, language),
            Meant::Several(targets) => {
                let followed: Vec<Target> = targets.into_iter().filter(|t| chat.notebook.following(t).is_some()).collect();
                match followed.as_slice() {
                    [one] => self.unfollow_target(chat, one, language),
                    _ => self.which_to_stop(chat, language),
                }
            }
            _ if !names_something && self.following.means_all(&wish.rest) => self.unfollow_all(chat, language),
            _ => match chat.notebook.subscriptions.as_slice() {
                // A name that is not known is not the only thing that is followed.
                [only] if self.says_nothing(&wish.rest, language, now) => {
                    let target = only.target.clone();
                    self.unfollow_target(chat, &target, language)
                }
                _ => self.which_to_stop(chat, language),
            },
        }
    }

    fn which_to_stop(&self, chat: &Chat, language: Language) -> Said {
        let offers = chat.notebook.subscriptions.iter().take(8).map(|s| {
            let label = self.target_line(&s.target, language);
            Button { label, act: Act::Unfollow(s.target.clone()) }
        });
        let all = Button { label: self.message(language, "button-unfollow-all", &[]), act: Act::UnfollowAll };
        self.ask_which("unfollow-which", offers.chain([all]).collect(), language)
    }

    /// Stops following a target.
    pub(super) fn unfollow_target(&self, chat: &mut Chat, target: &Target, language: Language) -> Said {
        let base = self.engine.base();
        let name = self.name(target, language);
        let key = if chat.notebook.unfollow(target) { "unfollowed" } else { "unfollow-nothing" };
        let mut lines = vec![self.message(language, key, &[("name", &name)])];
        let event = match target {
            Target::Event(id) => base.fact(id),
            _ => None,
        };
        let still = event.map(|at| chat.notebook.covering(base, at).map(|s| s.target.clone()).collect::<Vec<_>>());
        let mut buttons = Vec::new();
        if let Some(other) = still.as_ref().and_then(|still| still.first()) {
            lines.push(self.message(language, "unfollow-still", &[("name", &self.name(other, language))]));
            buttons.push(self.edit_buttons(other, language));
        }
        Said { buttons, ..Said::new(Reply { text: lines.join("\n"), ..Reply::default() }, "answered", language) }
    }

    /// Stops everything.
    pub(super) fn unfollow_all(&self, chat: &mut Chat, language: Language) -> Said {
        let count = chat.notebook.subscriptions.len();
        chat.notebook.subscriptions.clear();
        let text = self.writer.counted(language, "unfollowed-all", count, &[]);
        Said::new(Reply { text, ..Reply::default() }, "answered", language)
    }

    /// Lines about an event with its source below.
    fn cited(&self, at: FactRef, lines: Vec<String>, status: &'static str, language: Language) -> Said {
        Said::new(self.writer.cited(self.engine.base(), at, lines, language), status, language)
    }

    /// The name of a target as the base has it.
    pub(super) fn name(&self, target: &Target, language: Language) -> String {
        let base = self.engine.base();
        match target {
            Target::Event(id) => {
                let event = base.fact(id).and_then(|at| base.event(at));
                event.map_or_else(|| id.clone(), |(_, event)| self.writer.text(&event.name, language))
            }
            Target::Entity(id) => base.entity(id).map_or_else(|| id.clone(), |at| self.writer.text(&base[at].name, language)),
            Target::Everything => self.message(language, "follow-everything", &[]),
        }
    }

    /// A target as a choice: an event with its time and place, others by name.
    pub(super) fn target_line(&self, target: &Target, language: Language) -> String {
        let base = self.engine.base();
        match target {
            Target::Event(id) => base.fact(id).map_or_else(|| id.clone(), |at| self.writer.event_line(base, at, language)),
            _ => self.writer.opening(&self.name(target, language), language),
        }
    }

    /// A lead in words.
    pub(super) fn lead(&self, lead: Lead, language: Language) -> String {
        let counted = |key, count: u32| self.writer.counted(language, key, count as usize, &[]);
        match (lead.as_days(), lead.as_hours()) {
            _ if lead == Lead::START => self.message(language, "lead-start", &[]),
            (Some(days), _) if days % 7 == 0 && days <= 28 => counted("lead-weeks", days / 7),
            (Some(days), _) => counted("lead-days", days),
            (None, Some(hours)) => counted("lead-hours", hours),
            (None, None) => counted("lead-minutes", lead.as_minutes()),
        }
    }

    /// Leads as a phrase.
    pub(super) fn lead_list(&self, leads: &[Lead], language: Language) -> String {
        if leads.is_empty() {
            return self.message(language, "lead-none", &[]);
        }
        let leads: Vec<String> = leads.iter().map(|lead| self.lead(*lead, language)).collect();
        self.writer.list(&leads, language)
    }

    fn leads_of(&self, chat: &Chat, target: &Target, language: Language) -> String {
        self.lead_list(chat.notebook.following(target).map_or(&[], |s| s.leads.as_slice()), language)
    }

    /// The zone of a chat: its own, else that of the office.
    pub(super) fn zone_of(&self, chat: &Chat, now: &Zoned) -> TimeZone {
        chat.notebook.zone_or(now.time_zone()).clone()
    }

    /// The events that are to come or of which the day is not known, the soonest first.
    pub(super) fn upcoming(&self, now: &Zoned) -> Vec<FactRef> {
        event_list(self.engine.base(), &EventFilter { from: Some(now.date()), ..EventFilter::default() })
    }

    /// A button with a message for its label.
    pub(super) fn button(&self, key: &str, act: Act, language: Language) -> Button {
        Button { label: self.message(language, key, &[]), act }
    }
}

/// What is said back of a text that is not understood: no control characters, and not all of a long one.
pub(super) fn said_back(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(most).collect()
}

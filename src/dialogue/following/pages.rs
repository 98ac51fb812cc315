//! Pages of events, and the card of one.

use super::acts::{Act, Button, View};
use super::follow::{LONGEST_SETTING, said_back};
use super::targets::target;
use crate::dialogue::{Chat, Dialogue, EventFilter, Said, event_list};
use crate::knowledge::FactRef;
use crate::language::{Language, Period, Time, names_impossible_date};
use crate::reminders::{Target, Timing, is_cancelled, is_over};
use crate::reply::{Local, Reply};
use crate::retrieval::Answer;
use jiff::Zoned;

/// How many events stand on a page.
pub(super) const PAGE: usize = 8;

impl Dialogue {
    /// `/events`, with a time, a place, an organisation, a series or a topic perhaps.
    pub(in crate::dialogue) fn events(&self, chat: &mut Chat, after: &str, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let after: String = after.chars().filter(|c| !c.is_control()).collect();
        let after = after.trim();
        let written = Period::parse(after);
        if written.is_err() && names_impossible_date(&self.canonical(after)) {
            let text = said_back(after, LONGEST_SETTING);
            return self.note(language, self.message(language, "date-impossible", &[("text", &text)]));
        }
        let read = self.engine.read(after, now.date(), Some(language));
        let said = read.times().find_map(|(_, time)| if let Time::Period(period) = time { Some(period) } else { None });
        let target = if after.is_empty() || written.is_ok() { None } else { self.scope(chat, after, language, now) };
        let period = written.ok().or(said);
        if !after.is_empty() && period.is_none() && target.is_none() {
            return self.nothing_meant(after, None, language, now);
        }
        let mut view = View { period, target, past: false, page: 0 };
        // A time that is over, or a place where nothing is to come, shows what there was.
        let over = period.is_some_and(|p| p.last() < now.date());
        let to_come = !event_list(base, &self.filter(&view, now)).is_empty();
        view.past = over || !to_come && !event_list(base, &self.filter(&View { past: true, ..view.clone() }, now)).is_empty();
        self.page(chat, &view, language, now)
    }

    /// The target that a text names to list events of, which is no single event.
    fn scope(&self, chat: &Chat, text: &str, language: Language, now: &Zoned) -> Option<Target> {
        match self.meant(chat, text, language, now) {
            super::targets::Meant::One(target @ (Target::Entity(_) | Target::Event(_))) => Some(target),
            _ => None,
        }
    }

    fn filter(&self, view: &View, now: &Zoned) -> EventFilter {
        let today = now.date();
        let (from, until) = if view.past { (None, Some(today)) } else { (Some(today), None) };
        EventFilter { period: view.period, target: view.target.clone(), from, until }
    }

    /// A page of events.
    pub(super) fn page(&self, chat: &mut Chat, view: &View, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let mut list = event_list(base, &self.filter(view, now));
        if view.past {
            list.reverse();
        }
        let pages = list.len().div_ceil(PAGE).max(1);
        let page = view.page.min(pages - 1);
        let shown: Vec<FactRef> = list.iter().copied().skip(page * PAGE).take(PAGE).collect();
        let scope = self.scope_words(view, language);
        let buttons = self.page_buttons(view, page, pages, &shown, language, now);
        if shown.is_empty() {
            let key = if view.past { "page-none-past" } else { "page-none-upcoming" };
            let text = self.message(language, key, &[("scope", &scope)]);
            return Said { buttons, ..Said::new(Reply { text, ..Reply::default() }, "abstained", language) };
        }
        let key = if view.past { "page-past" } else { "page-upcoming" };
        let heading = self.writer.counted(language, key, list.len(), &[("scope", &scope)]);
        let heading = self.page_heading(&heading, page, pages, language);
        let reply = self.writer.event_page(base, &heading, &shown, language);
        // Told of an event next, it is one of these.
        chat.context = None;
        Said { buttons, ..Said::new(reply, "answered", language) }
    }

    /// The heading of a page, which says its number where there are several.
    pub(super) fn page_heading(&self, heading: &str, page: usize, pages: usize, language: Language) -> String {
        if pages == 1 {
            return self.message(language, "page-one", &[("heading", heading)]);
        }
        let (page, pages) = ((page + 1).to_string(), pages.to_string());
        self.message(language, "page-of", &[("heading", heading), ("page", &page), ("pages", &pages)])
    }

    fn scope_words(&self, view: &View, language: Language) -> String {
        let name = view.target.as_ref().map(|target| self.name(target, language)).unwrap_or_default();
        self.writer.events_scope(&name, view.period, language)
    }

    fn page_buttons(&self, view: &View, page: usize, pages: usize, shown: &[FactRef], language: Language, now: &Zoned) -> Vec<Vec<Button>> {
        let base = self.engine.base();
        let mut rows = self.card_numbers(shown);
        let turn = |key, page| Button { label: self.message(language, key, &[]), act: Act::Events(View { page, ..view.clone() }) };
        let mut last = Vec::new();
        if page > 0 {
            last.push(turn("button-back", page - 1));
        }
        if page + 1 < pages {
            last.push(turn("button-next", page + 1));
        }
        rows.push(last);
        let other = View { past: !view.past, page: 0, ..view.clone() };
        if !event_list(base, &self.filter(&other, now)).is_empty() {
            let key = if view.past { "button-upcoming" } else { "button-past" };
            rows.push(vec![Button { label: self.message(language, key, &[]), act: Act::Events(other) }]);
        }
        if let Some(target) = &view.target {
            let label = self.message(language, "button-place", &[("name", &self.name(target, language))]);
            rows.push(vec![Button { label, act: Act::Follow(target.clone(), None) }]);
        }
        rows.retain(|row| !row.is_empty());
        rows
    }

    /// Numbered buttons for the cards of events.
    pub(super) fn card_numbers(&self, shown: &[FactRef]) -> Vec<Vec<Button>> {
        let base = self.engine.base();
        let card = |(n, at): (usize, &FactRef)| Button { label: n.to_string(), act: Act::Card(base[*at].id.clone()) };
        let cards: Vec<Button> = (1..).zip(shown).map(card).collect();
        cards.chunks(4).map(<[Button]>::to_vec).collect()
    }

    /// The button under an answer about an event that is to come: to be reminded of it.
    pub(in crate::dialogue) fn event_buttons(&self, chat: &Chat, answer: &Answer, language: Language, now: &Zoned) -> Vec<Vec<Button>> {
        let base = self.engine.base();
        match answer {
            Answer::Told { facts, .. } => match facts.as_slice() {
                [one] if base.event(*one).is_some_and(|(fact, _)| !is_cancelled(fact.standing)) && !is_over(base, *one, now) => {
                    let target = target(base, *one);
                    if chat.notebook.following(&target).is_some() {
                        return Vec::new();
                    }
                    vec![vec![Button { label: self.message(language, "button-remind", &[]), act: Act::Follow(target, None) }]]
                }
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// The card of an event, with lines above it perhaps.
    pub(super) fn card(&self, chat: &Chat, at: FactRef, above: &[String], language: Language, now: &Zoned) -> Said {
        let reply = self.card_reply(at, above, &self.zone_of(chat, now), language, now);
        Said { buttons: self.card_buttons(chat, at, language, now), ..Said::new(reply, "answered", language) }
    }

    pub(super) fn card_reply(&self, at: FactRef, above: &[String], zone: &jiff::tz::TimeZone, language: Language, now: &Zoned) -> Reply {
        let base = self.engine.base();
        let timing = Timing::at(base, at, now.time_zone());
        let elsewhere = |timing: &Timing| {
            let begins = timing.begins();
            timing.from.is_some() && timing.zone.to_offset(begins) != zone.to_offset(begins)
        };
        let local = timing.filter(elsewhere).map(|timing| Local { begins: timing.begins(), zone: zone.clone() });
        self.writer.card(base, at, above, local.as_ref(), language)
    }

    fn card_buttons(&self, chat: &Chat, at: FactRef, language: Language, now: &Zoned) -> Vec<Vec<Button>> {
        let base = self.engine.base();
        let Some((fact, event)) = base.event(at) else {
            return Vec::new();
        };
        let followed = target(base, at);
        let button = |key, act| self.button(key, act, language);
        let mut rows = Vec::new();
        let to_come = !is_over(base, at, now) && !is_cancelled(fact.standing);
        if chat.notebook.following(&followed).is_some() {
            rows.push(self.edit_buttons(&followed, language));
        } else if to_come {
            rows.push(vec![button("button-remind", Act::Follow(followed, None))]);
        }
        if to_come && Timing::of(base, event, now.time_zone()).is_some() {
            rows.push(vec![button("button-calendar", Act::Calendar(Some(fact.id.clone())))]);
        }
        if let Some(host) = event.hosts.first() {
            let id = &base[*host].id;
            let name = self.name(&Target::Entity(id.clone()), language);
            rows.push(vec![Button { label: self.message(language, "button-organiser", &[("name", &name)]), act: Act::About(id.clone()) }]);
        }
        let series = event.series.map(|series| base[series].id.clone());
        if let Some(id) = series.filter(|id| chat.notebook.following(&Target::Entity(id.clone())).is_none()) {
            rows.push(vec![self.entity_button("button-series", &id, language)]);
        }
        rows
    }
}

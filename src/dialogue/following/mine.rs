//! What a chat follows: the list, and the times of one subscription.

use super::acts::{Act, Button};
use super::pages::PAGE;
use crate::dialogue::{Chat, Dialogue, Said};
use crate::language::Language;
use crate::reminders::{Clock, Lead, Target, plan};
use crate::reply::Reply;
use jiff::Zoned;

/// Buttons for leads in one row.
const LEADS_IN_A_ROW: usize = 3;

impl Dialogue {
    /// A page of what is followed.
    pub(in crate::dialogue) fn mine(&self, chat: &Chat, page: usize, language: Language, now: &Zoned) -> Said {
        let base = self.engine.base();
        let subscriptions = &chat.notebook.subscriptions;
        let zone = self.zone_of(chat, now);
        let zone_line = self.message(language, "mine-zone", &[("zone", &self.writer.zone(&zone, now.timestamp(), language))]);
        if subscriptions.is_empty() {
            let text = format!("{}\n{zone_line}", self.message(language, "nothing-followed", &[]));
            return self.note(language, text);
        }
        let pages = subscriptions.len().div_ceil(PAGE);
        let page = page.min(pages - 1);
        let clock = Clock { zone: now.time_zone().clone(), now: now.timestamp() };
        let due = plan(base, &chat.notebook, &clock);
        let heading = self.writer.counted(language, "mine-heading", subscriptions.len(), &[]);
        let heading = self.page_heading(&heading, page, pages, language);
        let shown = || subscriptions.iter().skip(page * PAGE).take(PAGE);
        let mut lines = vec![heading];
        lines.extend((1..).zip(shown()).map(|(n, s): (usize, _)| {
            let covers = |event: &str| base.fact(event).is_some_and(|at| s.target.covers(base, at));
            let next = due.iter().find(|due| s.leads.contains(&due.lead) && covers(&due.event));
            let (n, name, leads) = (n.to_string(), self.target_name(&s.target, language), self.lead_list(&s.leads, language));
            let moment = next.map(|due| self.writer.moment(due.at, &zone, language)).unwrap_or_default();
            let key = if moment.is_empty() { "mine-line" } else { "mine-line-next" };
            self.message(language, key, &[("n", &n), ("name", &name), ("leads", &leads), ("moment", &moment)])
        }));
        lines.push(zone_line);
        if let Some(quiet) = chat.notebook.quiet {
            lines.push(self.message(language, "mine-quiet", &[("quiet", &quiet.to_string().replace('-', "–"))]));
        }
        let numbered = (1..).zip(shown()).map(|(n, s): (usize, _)| Button { label: n.to_string(), act: Act::Leads(s.target.clone()) });
        let numbered: Vec<Button> = numbered.collect();
        let mut buttons: Vec<Vec<Button>> = numbered.chunks(4).map(<[Button]>::to_vec).collect();
        let button = |key, act| self.button(key, act, language);
        let mut turns = Vec::new();
        if page > 0 {
            turns.push(button("button-back", Act::Mine(page - 1)));
        }
        if page + 1 < pages {
            turns.push(button("button-next", Act::Mine(page + 1)));
        }
        buttons.push(turns);
        buttons.push(vec![button("button-calendar", Act::Calendar(None)), button("button-unfollow-all", Act::UnfollowAll)]);
        buttons.retain(|row| !row.is_empty());
        lines.push(self.message(language, "mine-hint", &[]));
        Said { buttons, ..Said::new(Reply { text: lines.join("\n"), ..Reply::default() }, "answered", language) }
    }

    /// A target by its name, an event with its time.
    fn target_name(&self, target: &Target, language: Language) -> String {
        let base = self.engine.base();
        let name = self.writer.opening(&self.name(target, language), language);
        match target {
            Target::Event(id) => match base.fact(id) {
                Some(at) => self.message(language, "mine-event", &[("name", &name), ("date", &self.writer.event_time(base, at, language))]),
                None => name,
            },
            _ => name,
        }
    }

    /// The times of a subscription, to be changed.
    pub(super) fn leads_page(&self, chat: &Chat, target: &Target, language: Language) -> Said {
        let name = self.name(target, language);
        let Some(subscription) = chat.notebook.following(target) else {
            return self.note(language, self.message(language, "unfollow-nothing", &[("name", &name)]));
        };
        let leads = &subscription.leads;
        let more = leads.iter().copied().filter(|lead| !Lead::OFFERED.contains(lead));
        let offered = crate::reminders::sorted_leads(Lead::OFFERED.into_iter().chain(more));
        let toggles: Vec<Button> = offered
            .into_iter()
            .map(|lead| {
                let key = if leads.contains(&lead) { "button-lead-on" } else { "button-lead-off" };
                let label = self.message(language, key, &[("lead", &self.lead(lead, language))]);
                Button { label, act: Act::Toggle(target.clone(), lead) }
            })
            .collect();
        let mut buttons: Vec<Vec<Button>> = toggles.chunks(LEADS_IN_A_ROW).map(<[Button]>::to_vec).collect();
        let button = |key, act| self.button(key, act, language);
        let mut last = vec![button("button-unfollow", Act::Unfollow(target.clone())), button("button-mine", Act::Mine(0))];
        if let Target::Event(id) = target {
            last.push(button("button-card", Act::Card(id.clone())));
        }
        buttons.push(last);
        let lines = [
            self.message(language, "leads-heading", &[("name", &self.writer.opening(&name, language))]),
            self.message(language, "leads-now", &[("leads", &self.lead_list(leads, language))]),
        ];
        Said { buttons, ..Said::new(Reply { text: lines.join("\n"), ..Reply::default() }, "answered", language) }
    }
}

//! Picking by number from what was listed or offered, and asking for more.

use super::chat::{Chat, Said};
use super::follow::subject_of;
use super::related::{Nearness, related};
use super::speak::{Dialogue, Turn, bounded};
use crate::knowledge::{Base, FactRef, Kind};
use crate::reply::Reply;
use crate::retrieval::{Answer, Asked, EngineError, Scope};
use jiff::Zoned;

/// The most facts told when more is asked for.
const MOST_MORE: usize = 6;

impl Dialogue {
    /// Tells the fact with a number among those offered last, or the last of them.
    pub(super) fn pick(&self, chat: &mut Chat, number: Option<usize>, now: &Zoned) -> Result<Said, EngineError> {
        let base = self.engine.base();
        let Some(context) = &chat.context else {
            return self.question(chat, "", now);
        };
        let language = chat.language.unwrap_or(context.language);
        if context.offers.is_empty() {
            return self.pick_item(chat, number, now);
        }
        let at = number.unwrap_or(context.offers.len() - 1);
        let Some(fact) = context.offers.get(at).copied() else {
            let text = self.writer.counted(language, "pick-none", context.offers.len(), &[]);
            return Ok(self.note(language, text));
        };
        let wanted = if matches!(context.answer, Answer::Clarify { .. }) { context.question.wanted.first().copied() } else { None };
        let kept = matches!(context.answer, Answer::Clarify { .. } | Answer::Listed { .. }).then(|| context.offers.clone());
        let label = base
            .facts
            .get(fact.index())
            .map(|f| if language.is_chinese() { f.label.zh.clone() } else { f.label.en.clone() })
            .unwrap_or_default();
        let question = self.engine.read(&label, now.date(), Some(language));
        let asked = Asked { question, ranked: Vec::new(), answer: Answer::told(vec![fact], wanted) };
        let said = self.finish(chat, Turn { asked, text: label.clone(), taken_as: Some(label) }, language, now);
        // The others of a list can still be picked.
        if let (Some(context), Some(kept)) = (chat.context.as_mut().filter(|_| said.related.is_empty()), kept) {
            context.offers = kept;
        }
        Ok(said)
    }

    /// A member of the list just told: what is known of it, else the member by itself.
    fn pick_item(&self, chat: &mut Chat, number: Option<usize>, now: &Zoned) -> Result<Said, EngineError> {
        let base = self.engine.base();
        let found = chat.context.as_ref().and_then(|c| list_told(base, &c.told).map(|at| (at, chat.language.unwrap_or(c.language))));
        let Some((at, language)) = found else {
            return self.question(chat, "", now);
        };
        let items = base[at].items.as_slice();
        let number = number.unwrap_or(items.len().saturating_sub(1));
        let Some(item) = items.get(number) else {
            return Ok(self.note(language, self.writer.counted(language, "pick-none", items.len(), &[])));
        };
        let item = self.writer.text(item, language);
        let asked = self.engine.ask(bounded(&item), now.date(), Some(language))?;
        let of_its_own = matches!(&asked.answer, Answer::Told { facts, .. } if !facts.contains(&at));
        let turn = Turn { asked, text: self.canonical(&item), taken_as: Some(item.clone()) };
        if of_its_own {
            return Ok(self.finish(chat, turn, language, now));
        }
        let (fact, n) = (&base[at], (number + 1).to_string());
        let source = &base[fact.source];
        let (publisher, date) = (self.writer.text(&source.publisher, language), self.writer.period(source.date, language));
        let source_name = self.message(language, "source", &[("publisher", &publisher), ("date", &date)]);
        let label = self.writer.text(&fact.label, language);
        let lines = [
            self.message(language, "list-member", &[("n", &n), ("item", &self.writer.opening(&item, language)), ("label", &label)]),
            self.writer.counted(language, "sources", 1, &[("sources", &source_name)]),
        ];
        let reply = Reply { text: lines.join("\n"), facts: vec![fact.id.clone()], sources: vec![source.id.clone()], choices: Vec::new() };
        Ok(Said { taken_as: turn.taken_as, ..Said::new(reply, "answered", language) })
    }

    /// More about what was told last.
    pub(super) fn more(&self, chat: &mut Chat, text: &str, now: &Zoned) -> Result<Said, EngineError> {
        let base = self.engine.base();
        let Some((at, language)) = chat.context.as_ref().and_then(|c| c.told.first().map(|at| (*at, c.language))) else {
            return self.question(chat, text, now);
        };
        let language = chat.language.unwrap_or(language);
        let near = related(base, at, |other| chat.told.contains(&other));
        // What the list is called holds for all of it.
        let nearness = near.first().map(|(nearness, _)| *nearness);
        let facts: Vec<FactRef> = near.into_iter().filter(|(n, _)| Some(*n) == nearness).map(|(_, at)| at).take(MOST_MORE).collect();
        let name = match (nearness, &base[at].kind) {
            (Some(Nearness::Subject), Kind::Figure(figure)) => self.writer.text(base.name(figure.of), language),
            _ => subject_of(base, at, language).unwrap_or_default(),
        };
        if facts.is_empty() {
            return Ok(self.note(language, self.message(language, "no-more", &[("name", &name)])));
        }
        let question = self.engine.read(&name, now.date(), Some(language));
        let asked = Asked {
            question,
            ranked: Vec::new(),
            answer: Answer::Listed { scope: Scope::About(vec![name.clone()]), facts, counted: false },
        };
        Ok(self.finish(chat, Turn { asked, text: name.clone(), taken_as: Some(name) }, language, now))
    }
}

/// The fact whose members a number picks: the only one told that has a list.
pub(super) fn list_told(base: &Base, told: &[FactRef]) -> Option<FactRef> {
    let mut lists = told.iter().filter(|at| base.facts.get(at.index()).is_some_and(|f| !f.items.is_empty()));
    lists.next().copied().filter(|_| lists.next().is_none())
}

//! For front ends with buttons and searches: telling one fact, an answer again in another language, the sources in
//! full, what a few words find, and questions to begin with.

use super::chat::{Chat, Said};
use super::memory::Kept;
use super::speak::{Dialogue, Turn, bounded, facts_of};
use crate::knowledge::{FactRef, Kind};
use crate::language::Language;
use crate::reply::{Choice, Reply};
use crate::retrieval::{Answer, Asked, EngineError};
use jiff::Zoned;
use jiff::civil::Date;

/// A fact that a few words found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// It, told whole.
    pub reply: Reply,
}

impl Dialogue {
    /// Tells one fact, as when it was chosen from a list.
    #[must_use]
    pub fn tell(&self, chat: &mut Chat, fact: FactRef, language: Language, now: &Zoned) -> Said {
        chat.tick(now.timestamp());
        let language = chat.language.unwrap_or(language);
        let kept = chat.context.as_ref().filter(|c| c.offers.contains(&fact)).map(|c| (c.offers.clone(), c.question.wanted.clone()));
        let clarified = matches!(chat.context.as_ref().map(|c| &c.answer), Some(Answer::Clarify { .. }));
        let wanted = kept.as_ref().filter(|_| clarified).and_then(|(_, wanted)| wanted.first().copied());
        let label = self.label(fact, language);
        let question = self.engine.read(&label, now.date(), Some(language));
        let asked = Asked { question, ranked: Vec::new(), answer: Answer::told(vec![fact], wanted) };
        let said = self.finish(chat, Turn { asked, text: label.clone(), taken_as: Some(label) }, language, now);
        // The others of a list can still be picked.
        if let (Some(context), Some((offers, _))) = (chat.context.as_mut().filter(|_| said.related.is_empty()), kept) {
            context.offers = offers;
        }
        self.with_buttons(chat, said)
    }

    /// An answer given before, in another language.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn again(&self, kept: &Kept, language: Language, today: Date) -> Result<Said, EngineError> {
        let asked = self.once_more(kept, language, today)?;
        Ok(self.said(asked, None, language))
    }

    /// The publications behind facts, in full, a line each.
    #[must_use]
    pub fn cite(&self, facts: &[FactRef], language: Language) -> Vec<String> {
        let base = self.engine.base();
        let mut sources = Vec::new();
        for fact in facts.iter().filter_map(|at| base.facts.get(at.index())) {
            if !sources.contains(&fact.source) {
                sources.push(fact.source);
            }
        }
        let line = |at| {
            let source: &crate::knowledge::Source = &base[at];
            let (publisher, title) = (self.writer.text(&source.publisher, language), self.writer.text(&source.title, language));
            let date = self.writer.period(source.date, language);
            self.message(language, "source-detail", &[("publisher", &publisher), ("title", &title), ("date", &date)])
        };
        sources.into_iter().map(line).collect()
    }

    /// The facts that a few words find, the best first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn find(&self, text: &str, language: Option<Language>, today: Date, most: usize) -> Result<(Language, Vec<Found>), EngineError> {
        let asked = self.engine.ask(bounded(text), today, language)?;
        let language = asked.question.language;
        let base = self.engine.base();
        let mut facts = match &asked.answer {
            Answer::Clarify { choices } => choices.clone(),
            answer => facts_of(answer),
        };
        let ranked = asked.ranked.iter().filter(|c| c.account.explained != 0).filter_map(|c| u32::try_from(c.profile).ok());
        for at in ranked.map(FactRef) {
            // Profiles beyond the facts are computed figures.
            if base.facts.get(at.index()).is_some_and(|f| !matches!(f.kind, Kind::Unknown { .. })) && !facts.contains(&at) {
                facts.push(at);
            }
        }
        facts.truncate(most);
        let found = facts.into_iter().map(|at| self.found(at, language)).collect();
        Ok((language, found))
    }

    fn found(&self, at: FactRef, language: Language) -> Found {
        let base = self.engine.base();
        let reply = self.writer.write(&Answer::told(vec![at], None), base, self.engine.derived(), language);
        let id = base.facts.get(at.index()).map(|f| f.id.clone()).unwrap_or_default();
        Found { id, title: self.writer.opening(&self.label(at, language), language), reply }
    }

    /// Questions to begin with, one each for the first figure, event and initiative of the base.
    #[must_use]
    pub fn examples(&self, language: Language) -> Vec<Choice> {
        self.writer.examples(self.engine.base(), language)
    }

    /// The language of a reply to something without words, such as a photo.
    #[must_use]
    pub fn interface_language(&self, chat: &Chat) -> Language {
        self.language_of(chat, "")
    }

    fn label(&self, at: FactRef, language: Language) -> String {
        let fact = self.engine.base().facts.get(at.index());
        fact.map(|f| self.writer.text(&f.label, language)).unwrap_or_default()
    }
}

//! Replies to commands and to a choice of language.

use super::chat::{Chat, Said};
use super::events::{EventFilter, event_list, place_named};
use super::speak::{Dialogue, Turn};
use super::words::Command;
use crate::language::{Language, Period, Script, Talk, script};
use crate::reply::Reply;
use crate::retrieval::{Answer, Asked, Scope};
use jiff::civil::Date;

impl Dialogue {
    /// A reply that answers no question.
    pub(super) fn note(&self, language: Language, text: String) -> Said {
        Said {
            reply: Reply { text, ..Reply::default() },
            asked: None,
            taken_as: None,
            language,
            status: "abstained",
            related: Vec::new(),
            command: None,
        }
    }

    /// The language of a reply to something that is no question: the chat's own, else of the text, else as before.
    pub(super) fn language_of(&self, chat: &Chat, text: &str) -> Language {
        let before = chat.context.as_ref().map(|c| c.language);
        let typed = || match script(text) {
            Script::Han if self.engine.scripts().is_traditional(text) => Some(Language::ZhHant),
            Script::Han => Some(Language::ZhHans),
            _ => None,
        };
        chat.language.or_else(typed).or(before).or(chat.home).unwrap_or(Language::En)
    }

    pub(super) fn command(&self, chat: &mut Chat, command: Command, after: &str, text: &str, today: Date) -> Said {
        let said = self.commanded(chat, command, after, text, today);
        Said { command: Some(command), ..said }
    }

    fn commanded(&self, chat: &mut Chat, command: Command, after: &str, text: &str, today: Date) -> Said {
        let language = self.language_of(chat, text);
        let base = self.engine.base();
        let talk = |talk| self.writer.write(&Answer::Talk(talk), base, self.engine.derived(), language).text;
        match command {
            Command::Start => self.note(language, format!("{}\n{}", talk(Talk::Greeting), self.message(language, "start-more", &[]))),
            Command::Help => {
                let lines = self.commands().iter().map(|c| {
                    let what = self.message(language, &c.description, &[]);
                    self.message(language, "command-line", &[("name", c.command.name()), ("what", &what)])
                });
                let lines: Vec<String> =
                    std::iter::once(talk(Talk::Help)).chain([self.message(language, "commands", &[])]).chain(lines).collect();
                self.note(language, lines.join("\n"))
            }
            Command::Lang => match self.words.language(after, self.engine.scripts()) {
                Some(chosen) => self.switch(chat, chosen, false, text),
                None => self.note(language, self.message(language, "language-which", &[])),
            },
            Command::Events => self.events(chat, after, language, today),
            Command::Sources => {
                let lines = base.sources.iter().map(|s| {
                    let (publisher, title, date) = (
                        self.writer.text(&s.publisher, language),
                        self.writer.text(&s.title, language),
                        self.writer.period(s.date, language),
                    );
                    self.message(language, "source-line", &[("publisher", &publisher), ("title", &title), ("date", &date)])
                });
                let heading = self.writer.counted(language, "sources-heading", base.sources.len(), &[]);
                let text = std::iter::once(heading).chain(lines).collect::<Vec<_>>().join("\n");
                self.note(language, text)
            }
            Command::About => {
                let facts = base.facts.len().to_string();
                self.note(language, self.writer.counted(language, "about", base.sources.len(), &[("facts", &facts)]))
            }
            Command::Privacy => self.note(language, self.message(language, "privacy", &[])),
            Command::Stop => {
                *chat = Chat { home: chat.home, ..Chat::default() };
                self.note(language, self.message(language, "forgotten", &[]))
            }
        }
    }

    /// `/events`, with a time or a place perhaps: those to come, else all.
    pub(super) fn events(&self, chat: &mut Chat, after: &str, language: Language, today: Date) -> Said {
        let base = self.engine.base();
        let period = Period::parse(after).ok();
        let place = if period.is_none() { place_named(base, after) } else { None };
        let mut filter = EventFilter { period, place, from: None };
        let mut facts = event_list(base, &filter);
        if after.is_empty() {
            let coming = event_list(base, &EventFilter { from: Some(today), ..EventFilter::default() });
            if !coming.is_empty() {
                filter.from = Some(today);
                facts = coming;
            }
        } else if period.is_none() && place.is_none() {
            facts = Vec::new();
        }
        let names = if period.is_none() && !after.is_empty() { vec![after.to_owned()] } else { Vec::new() };
        let answer = Answer::Listed { scope: Scope::Events { names, period, upcoming: filter.from.is_some() }, facts, counted: false };
        let question = self.engine.read("", today, Some(language));
        let asked = Asked { question, ranked: Vec::new(), answer };
        self.finish(chat, Turn { asked, text: String::new(), taken_as: None }, language)
    }

    pub(super) fn switch(&self, chat: &mut Chat, chosen: Option<Language>, again: bool, text: &str) -> Said {
        chat.language = chosen;
        let Some(language) = chosen else {
            let language = self.language_of(chat, text);
            return self.note(language, self.message(language, "language-follows", &[]));
        };
        if let Some(context) = chat.context.as_mut().filter(|_| again) {
            context.language = language;
            let reply = self.writer.write(&context.answer, self.engine.base(), self.engine.derived(), language);
            let status = context.answer.status();
            return Said { reply, asked: None, taken_as: None, language, status, related: Vec::new(), command: None };
        }
        self.note(language, self.message(language, "language-set", &[]))
    }
}

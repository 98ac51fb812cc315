//! Replies to commands and to a choice of language.

use super::chat::{Chat, Effect, Said};
use super::following::Wish;
use super::speak::Dialogue;
use super::words::Command;
use crate::knowledge::Kind;
use crate::language::{Language, Script, Talk, script};
use crate::reply::Reply;
use crate::retrieval::Answer;
use jiff::Zoned;

impl Dialogue {
    /// A reply that answers no question.
    pub(super) fn note(&self, language: Language, text: String) -> Said {
        Said::new(Reply { text, ..Reply::default() }, "abstained", language)
    }

    /// The language of a reply to something that is no question: the chat's own, else of the text, else as before.
    pub(super) fn language_of(&self, chat: &Chat, text: &str) -> Language {
        let before = chat.context.as_ref().map(|c| c.language);
        let typed = || match script(text) {
            Script::Han if self.engine.scripts().is_traditional(text) => Some(Language::ZhHant),
            Script::Han => Some(Language::ZhHans),
            _ => None,
        };
        chat.language.or_else(typed).or(chat.spoken).or(before).or(chat.home).unwrap_or(Language::En)
    }

    pub(super) fn command(&self, chat: &mut Chat, command: Command, after: &str, text: &str, now: &Zoned) -> Said {
        let said = self.commanded(chat, command, after, text, now);
        Said { command: Some(command), ..said }
    }

    fn commanded(&self, chat: &mut Chat, command: Command, after: &str, text: &str, now: &Zoned) -> Said {
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
            Command::Events => self.events(chat, after, language, &self.at_home(chat, now)),
            Command::Follow => {
                let (rest, leads) = self.following.leads(&self.canonical(after));
                let wish = Wish { rest, leads, weak: false };
                self.follow(chat, &wish, language, now).unwrap_or_else(|| self.nothing_meant(after, None, language, now))
            }
            Command::Unfollow => {
                let wish = Wish { rest: self.canonical(after), ..Wish::default() };
                self.unfollow(chat, &wish, language, now)
            }
            Command::Mine => self.mine(chat, 0, language, now),
            Command::Tz => self.time_zone(chat, after, language, now),
            Command::Quiet => self.quiet_hours(chat, after, language, now),
            Command::Calendar => self.calendar(chat, None, language, now),
            Command::Export => {
                let text = self.message(language, "export-caption", &[]);
                let reply = Reply { text, ..Reply::default() };
                Said { effect: Some(Effect::Export), ..Said::new(reply, "answered", language) }
            }
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
                let facts = base.facts.iter().filter(|f| !matches!(f.kind, Kind::Unknown { .. })).count().to_string();
                self.note(language, self.writer.counted(language, "about", base.sources.len(), &[("facts", &facts)]))
            }
            Command::Privacy => self.note(language, self.message(language, "privacy", &[])),
            Command::Stop => {
                *chat = Chat { home: chat.home, ..Chat::default() };
                self.note(language, self.message(language, "forgotten", &[]))
            }
        }
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
            return Said::new(reply, status, language);
        }
        let key = if language == Language::ZhHant { "language-set-traditional" } else { "language-set" };
        self.note(language, self.message(language, key, &[]))
    }
}

//! Replies to what is said in a chat.

use super::chat::{Chat, Context, Said};
use super::fill::may_lack;
use super::follow::Shape;
use super::following::{FollowingWords, Request};
use super::picks::list_told;
use super::related::related;
use super::words::{CommandInfo, READ_CHARACTERS, Said as Meant, Words, WordsError};
use crate::knowledge::FactRef;
use crate::language::{Language, Operation, Script, Scripts, ScriptsError, Talk, Wanted, names_impossible_date, script};
use crate::reply::{Reply, Writer, WriterError};
use crate::retrieval::{Answer, Asked, Engine, EngineError, Item, Question, Scope};
use jiff::Zoned;
use jiff::civil::Date;

/// The most related questions that are offered.
const MOST_RELATED: usize = 3;

/// A dialogue could not be prepared, which means a broken build.
#[derive(Debug, thiserror::Error)]
pub enum DialogueError {
    /// The script tables are broken.
    #[error(transparent)]
    Scripts(#[from] ScriptsError),
    /// The messages are broken.
    #[error(transparent)]
    Writer(#[from] WriterError),
    /// The words are broken.
    #[error(transparent)]
    Words(#[from] WordsError),
}

/// Talks about one base with any number of chats.
pub struct Dialogue {
    pub(super) engine: Engine,
    pub(super) writer: Writer,
    pub(super) words: Words,
    pub(super) following: FollowingWords,
}

/// A question on its way to a reply.
pub(super) struct Turn {
    pub asked: Asked,
    /// The question as a full text, in canonical form.
    pub text: String,
    pub taken_as: Option<String>,
}

impl Dialogue {
    /// Prepares the conversation over an engine.
    ///
    /// # Errors
    /// When embedded tables are broken.
    pub fn new(engine: Engine) -> Result<Self, DialogueError> {
        Ok(Self { engine, writer: Writer::new(Scripts::load()?)?, words: Words::load()?, following: FollowingWords::load()? })
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The writer.
    #[must_use]
    pub fn writer(&self) -> &Writer {
        &self.writer
    }

    /// Every command, with the key of its description.
    #[must_use]
    pub fn commands(&self) -> &[CommandInfo] {
        self.words.commands()
    }

    /// Answers one question that stands alone.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(&self, text: &str, today: Date, language: Option<Language>) -> Result<Said, EngineError> {
        let asked = self.engine.ask(bounded(text), today, language)?;
        let language = asked.question.language;
        Ok(self.no_such_date(&asked, text, language).unwrap_or_else(|| self.said(asked, None, language)))
    }

    /// Events of a month or day that does not exist are not those of its year.
    fn no_such_date(&self, asked: &Asked, text: &str, language: Language) -> Option<Said> {
        let lists_events = matches!(&asked.answer, Answer::Listed { scope: Scope::Events { .. }, .. });
        let of_events = lists_events || asked.question.does(Operation::Events);
        let impossible = of_events && names_impossible_date(&self.canonical(bounded(text)));
        impossible.then(|| self.note(language, self.message(language, "date-impossible-asked", &[])))
    }

    /// Replies to what was typed in a chat. `now` is the time of it, in the zone that "today" is meant in.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn say(&self, chat: &mut Chat, text: &str, now: &Zoned) -> Result<Said, EngineError> {
        chat.tick(now.timestamp());
        let here = self.at_home(chat, now);
        let said = self.replied(chat, bounded(text), now, &here)?;
        if !chat.notebook.subscriptions.is_empty() {
            chat.notebook.language = Some(said.language);
        }
        Ok(self.with_buttons(chat, said))
    }

    /// `now` is the time of the office, `here` that of the chat.
    fn replied(&self, chat: &mut Chat, text: &str, now: &Zoned, here: &Zoned) -> Result<Said, EngineError> {
        match self.words.recognise(text, self.engine.scripts()) {
            Some(Meant::Command(command, after)) => Ok(self.command(chat, command, &after, text, now)),
            Some(Meant::UnknownCommand(name)) => {
                let language = self.language_of(chat, "");
                Ok(self.note(language, self.message(language, "command-unknown", &[("name", &name)])))
            }
            Some(Meant::Language { language, again }) => Ok(self.switch(chat, language, again, text)),
            Some(Meant::Pick(n)) if n >= chat.numbered && n - chat.numbered < chat.buttons.len() => {
                self.press(chat, n - chat.numbered, now)
            }
            Some(Meant::Pick(n)) if self.has_offers(chat) => self.pick(chat, Some(n), here),
            Some(Meant::PickLast) if self.has_offers(chat) => self.pick(chat, None, here),
            Some(Meant::Pick(_) | Meant::PickLast) => {
                let language = self.language_of(chat, text);
                Ok(self.note(language, self.message(language, "pick-nothing", &[])))
            }
            Some(Meant::More) if chat.context.is_some() => self.more(chat, text, here),
            _ => match self.requested(chat, text, now) {
                Some(said) => Ok(said),
                None => {
                    let said = self.question(chat, text, here)?;
                    Ok(self.weakly_requested(&said, text, now).unwrap_or(said))
                }
            },
        }
    }

    /// The language of a text as the chat writes it: what is the same in both scripts is taken for the script spoken last.
    fn script_of(&self, chat: &Chat, text: &str, read: Language) -> Language {
        let same = || self.engine.scripts().traditional(text) == text;
        if read == Language::ZhHans && chat.spoken == Some(Language::ZhHant) && same() { Language::ZhHant } else { read }
    }

    /// What begins like a request, names nothing that is known, and is no question that is answered either.
    fn weakly_requested(&self, said: &Said, text: &str, now: &Zoned) -> Option<Said> {
        let Request::Follow(wish) = self.following.read(&self.canonical(text)).filter(|_| said.status == "abstained")? else {
            return None;
        };
        let asks = said.asked.as_ref().is_some_and(|asked| !asked.question.wanted.is_empty());
        (wish.weak && !asks).then(|| self.nothing_meant(&wish.rest, None, said.language, now))
    }

    /// Does what a text asks about following; `None` when it asks nothing of the sort.
    fn requested(&self, chat: &mut Chat, text: &str, now: &Zoned) -> Option<Said> {
        let request = self.following.read(&self.canonical(text))?;
        let language = chat.language.unwrap_or_else(|| self.script_of(chat, text, self.engine.read(text, now.date(), None).language));
        match request {
            Request::Mine => Some(self.mine(chat, 0, language, now)),
            Request::Unfollow(wish) => Some(self.unfollow(chat, &wish, language, now)),
            Request::Follow(wish) => {
                // "Remind me what …" is a question in the form of a request; "remind me when it begins" is none.
                let wanted = self.engine.read(&wish.rest, now.date(), Some(language)).wanted;
                let asks = wanted.iter().any(|wanted| *wanted != Wanted::When);
                if asks { None } else { self.follow(chat, &wish, language, now) }
            }
        }
    }

    /// Presses one of the buttons shown last.
    fn press(&self, chat: &mut Chat, number: usize, now: &Zoned) -> Result<Said, EngineError> {
        let language = self.language_of(chat, "");
        let act = chat.buttons.get(number).cloned();
        let said = match act {
            Some(act) => self.act(chat, &act, language, now)?,
            None => None,
        };
        Ok(said.unwrap_or_else(|| self.note(language, self.message(language, "pick-nothing", &[]))))
    }

    /// Keeps in mind what the buttons of a reply do, so that a number presses them.
    pub(super) fn with_buttons(&self, chat: &mut Chat, said: Said) -> Said {
        chat.buttons = said.buttons.iter().flatten().map(|button| button.act.clone()).collect();
        chat.numbered = said.related.len();
        chat.spoken = Some(said.language);
        let base = self.engine.base();
        let event = |id: &String| base.fact(id).filter(|at| base.event(*at).is_some());
        chat.event = match said.reply.facts.as_slice() {
            [one] => event(one),
            _ => None,
        };
        said
    }

    /// The time where the chat is.
    pub(super) fn at_home(&self, chat: &Chat, now: &Zoned) -> Zoned {
        chat.notebook.zone.as_ref().map_or_else(|| now.clone(), |zone| now.with_time_zone(zone.clone()))
    }

    /// The reply to a greeting at the start of a chat.
    #[must_use]
    pub fn greeting(&self, language: Language) -> Reply {
        self.writer.write(&Answer::Talk(Talk::Greeting), self.engine.base(), self.engine.derived(), language)
    }

    fn has_offers(&self, chat: &Chat) -> bool {
        chat.context.as_ref().is_some_and(|c| !c.offers.is_empty() || list_told(self.engine.base(), &c.told).is_some())
    }

    pub(super) fn message(&self, language: Language, key: &str, arguments: &[(&str, &str)]) -> String {
        self.writer.message(language, key, arguments)
    }

    pub(super) fn said(&self, asked: Asked, taken_as: Option<String>, language: Language) -> Said {
        let reply = self.writer.write(&asked.answer, self.engine.base(), self.engine.derived(), language);
        let status = asked.answer.status();
        Said { asked: Some(asked), taken_as, ..Said::new(reply, status, language) }
    }

    /// Answers a question, filled up from the one before where it leans on it.
    pub(super) fn question(&self, chat: &mut Chat, text: &str, now: &Zoned) -> Result<Said, EngineError> {
        let today = now.date();
        let question = self.engine.read(text, today, chat.language);
        let silent = matches!(script(text), Script::None);
        let language = match (&chat.context, chat.language) {
            (_, Some(language)) => language,
            (Some(context), None) if silent => context.language,
            (None, None) if silent => chat.home.unwrap_or(question.language),
            _ => question.language,
        };
        let alone = |question: Question| -> Result<Turn, EngineError> {
            Ok(Turn { asked: self.engine.answer(question, today)?, text: self.canonical(text), taken_as: None })
        };
        let base = self.engine.base();
        let shape = Shape::of(&question, base);
        let turn = match &chat.context {
            Some(context) if says_something(text) && !question.foreign && shape.may_lean() => {
                if shape.leans() {
                    self.lean_first(context, question, text, &shape, language, today)?
                } else {
                    let turn = alone(question.clone())?;
                    let filled = if is_answer(&turn.asked.answer) || !may_lack(&turn.asked.answer) {
                        None
                    } else {
                        self.filled(context, &question, text, &shape, language, today)?
                    };
                    filled.filter(|f| is_answer(&f.asked.answer)).unwrap_or(turn)
                }
            }
            _ => alone(question)?,
        };
        match self.no_such_date(&turn.asked, text, language) {
            Some(said) => Ok(said),
            None => Ok(self.finish(chat, turn, language, now)),
        }
    }

    /// Puts an answer into words, offers what is related, and keeps what a follow-up needs.
    pub(super) fn finish(&self, chat: &mut Chat, turn: Turn, language: Language, now: &Zoned) -> Said {
        let Turn { asked, text, taken_as } = turn;
        let base = self.engine.base();
        let told = facts_of(&asked.answer);
        let keeps = match &asked.answer {
            Answer::Told { .. } | Answer::Computed(_) | Answer::Listed { .. } | Answer::Clarify { .. } => true,
            Answer::Abstained { .. } => chat.context.is_none() || asked.question.names().next().is_some(),
            Answer::Talk(_) | Answer::Empty | Answer::Foreign { .. } => false,
        };
        let context = keeps.then(|| (text, asked.question.clone(), asked.answer.clone()));
        let mut said = self.said(asked, taken_as, language);
        let Some((text, question, answer)) = context else {
            return said;
        };
        chat.remember(&told);
        let mut offers: Vec<FactRef> = match &answer {
            Answer::Clarify { choices } => choices.clone(),
            Answer::Listed { facts, .. } => facts.clone(),
            Answer::Told { facts, wanted: Some(Wanted::Which), .. } if facts.len() > 1 && list_told(base, facts).is_none() => facts.clone(),
            _ => Vec::new(),
        };
        let tells = offers.is_empty() && matches!(answer, Answer::Told { .. } | Answer::Computed(_));
        if let Some(at) = told.first().filter(|_| tells && list_told(base, &told).is_none()) {
            offers = related(base, *at, |other| chat.told.contains(&other)).into_iter().map(|(_, at)| at).take(MOST_RELATED).collect();
            let offered = self.writer.related(&offers, base, language);
            if !offered.choices.is_empty() {
                said.reply.text.push_str("\n\n");
                said.reply.text.push_str(&offered.text);
                said.related = offered.choices;
            }
        }
        said.buttons = self.event_buttons(chat, &answer, language, now);
        let told = if is_answer(&answer) { told } else { Vec::new() };
        chat.context = Some(Context { text, question, answer, told, offers, language });
        said
    }

    /// Lower case, Simplified, one space between words: the surfaces of a question can be found in it.
    pub(super) fn canonical(&self, text: &str) -> String {
        let simplified = self.engine.scripts().simplify(text).to_lowercase();
        simplified.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a message has a letter or digit; marks and emoji alone ask nothing.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The part of a message that is read.
pub(super) fn bounded(text: &str) -> &str {
    let text = text.trim();
    let end = text.char_indices().nth(READ_CHARACTERS).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

pub(super) fn is_answer(answer: &Answer) -> bool {
    matches!(answer, Answer::Told { .. } | Answer::Computed(_) | Answer::Listed { .. } | Answer::Clarify { .. })
}

/// The facts that an answer tells.
pub(super) fn facts_of(answer: &Answer) -> Vec<FactRef> {
    let fact = |item: &Item| match item {
        Item::Fact(at) => Some(*at),
        Item::Derived(_) => None,
    };
    match answer {
        Answer::Told { facts, .. } | Answer::Listed { facts, .. } => facts.clone(),
        Answer::Computed(computations) => computations.iter().flat_map(|c| &c.operands).filter_map(|o| fact(&o.item)).collect(),
        Answer::Abstained { nearest, .. } => nearest.iter().filter_map(fact).collect(),
        _ => Vec::new(),
    }
}

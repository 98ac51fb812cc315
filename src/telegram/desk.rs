//! What to do about one thing that came in. No input or output here, and no clock: the state of the conversation goes in, what
//! is to be done comes out.

use super::buttons::{under_answer, under_greeting, under_languages};
use super::compose::{Target, replace, send};
use super::courier::Action;
use super::groups::{Me, meant};
use super::places::zone_at;
use super::update::{ChatKind, Content, Membership, Message, User};
use crate::dialogue::{Chat, Command, Dialogue, Effect, Kept, Said};
use crate::language::Language;
use crate::reminders::Notebook;
use crate::retrieval::EngineError;
use crate::store::Exchange;
use jiff::Zoned;
use std::sync::Arc;

/// One conversation.
pub struct Conversation {
    /// What was said.
    pub chat: Chat,
    /// The album whose first picture got its reply.
    pub album: Option<String>,
    /// The desk that it is held at; what was said points into its base.
    pub desk: Arc<Desk>,
    /// What the store has of what it follows.
    pub kept: Notebook,
    /// It was told nothing of late, until it writes again.
    pub suspended: bool,
}

impl Conversation {
    /// One that nothing is known of.
    pub fn new(desk: &Arc<Desk>) -> Self {
        Self { chat: Chat::default(), album: None, desk: Arc::clone(desk), kept: Notebook::default(), suspended: false }
    }
}

/// What is to be done.
#[derive(Debug, Default)]
pub struct Response {
    /// What is to be done at Telegram, in order.
    pub actions: Vec<Action>,
    /// One word for the log.
    pub outcome: &'static str,
    /// The conversation is to be kept as it is now.
    pub remember: bool,
    /// The chat is to be forgotten.
    pub forget: Option<i64>,
    /// The chat has a new id: from, to.
    pub moved: Option<(i64, i64)>,
    /// The chat is to be told nothing until it writes again.
    pub suspend: Option<i64>,
    /// The message that asked for it.
    pub question: Option<i64>,
    /// The answer, to be given again.
    pub answer: Option<Kept>,
    /// What is to be done beside, by those who have the store.
    pub effect: Option<Beside>,
    /// Only administrators of the group may have that done.
    pub needs_rights: bool,
    /// It was not done for want of rights.
    pub refused: bool,
}

/// What is to be done with the store or the web server, and what is to be said with it.
#[derive(Debug)]
pub struct Beside {
    /// What.
    pub effect: Effect,
    /// Where the outcome goes.
    pub target: Target,
    /// What is said with it.
    pub text: String,
    /// In which language.
    pub language: Language,
}

impl Response {
    /// Nothing to do.
    pub fn nothing(outcome: &'static str) -> Self {
        Self { outcome, ..Self::default() }
    }
}

/// Decides what to do.
pub struct Desk {
    /// The conversation over the base.
    pub dialogue: Dialogue,
    /// Who the bot is.
    pub me: Me,
}

impl Desk {
    /// What a message asks, when it is meant for the bot.
    pub fn asks(&self, message: &Message) -> Option<String> {
        let Content::Text(text) = &message.content else {
            return None;
        };
        if message.via == Some(self.me.id) || message.kind == ChatKind::Channel || message.kind == ChatKind::Group && message.from.is_bot {
            return None;
        }
        let known = |name: &str| self.dialogue.commands().iter().any(|c| c.command.name() == name);
        meant(message, text, &self.me, known)
    }

    /// Whether a message is to be replied to.
    pub fn concerns(&self, message: &Message) -> bool {
        let wordless =
            matches!(message.content, Content::NoText | Content::Forwarded | Content::Location { .. }) && message.kind == ChatKind::Private;
        wordless || self.asks(message).is_some()
    }

    /// Replies to a message, or changes the reply that it had before it was edited.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn message(
        &self,
        conversation: &mut Conversation,
        message: &Message,
        before: Option<&Exchange>,
        now: &Zoned,
    ) -> Result<Response, EngineError> {
        if message.moved.is_some() {
            return Ok(Response { moved: message.moved, ..Response::nothing("moved") });
        }
        conversation.chat.home = home(&message.from).or(conversation.chat.home);
        let grouped = message.kind == ChatKind::Group;
        let target = Target { chat: message.chat, thread: message.thread, reply_to: message.id.filter(|_| grouped) };
        if let (Content::Location { latitude, longitude }, false) = (&message.content, grouped) {
            return Ok(self.located(conversation, *latitude, *longitude, target, now));
        }
        let Some(text) = self.asks(message).or_else(|| self.still_asks(message, before)) else {
            return Ok(self.without_words(conversation, message, target));
        };
        let before_it = conversation.chat.notebook.clone();
        let said = self.said(&mut conversation.chat, &text, now)?;
        let needs_rights = grouped && (settles(&said) || is_other(&before_it, &conversation.chat.notebook));
        let keyboard = self.keyboard(&said, &conversation.chat);
        let (body, cited) = (said.body(), !said.reply.sources.is_empty());
        let actions = match before.filter(|_| message.edited) {
            _ if carries(&said) => Vec::new(),
            Some(exchange) => replace(target, &exchange.replies, body, cited, keyboard),
            None => send(target, body, cited, keyboard),
        };
        let forget = (said.command == Some(Command::Stop)).then_some(message.chat);
        let answer =
            if said.reply.facts.is_empty() && said.reply.choices.is_empty() { None } else { self.dialogue.kept(&conversation.chat) };
        let outcome = said.command.map_or(said.status, Command::name);
        let remember = forget.is_none();
        let question = message.id.filter(|_| remember);
        let effect = said.effect.map(|effect| Beside { effect, target, text: said.reply.text, language: said.language });
        Ok(Response { actions, outcome, remember, forget, question, answer, effect, needs_rights, ..Response::default() })
    }

    /// An edited message whose answer stands there is still asked, also when it lost its mention.
    fn still_asks(&self, message: &Message, before: Option<&Exchange>) -> Option<String> {
        match &message.content {
            Content::Text(text) if message.edited && before.is_some() && message.via != Some(self.me.id) => Some(text.clone()),
            _ => None,
        }
    }

    fn said(&self, chat: &mut Chat, text: &str, now: &Zoned) -> Result<Said, EngineError> {
        let linked = start_payload(text).and_then(|payload| self.dialogue.engine().base().fact(payload));
        match linked {
            Some(fact) => {
                let language = self.dialogue.interface_language(chat);
                Ok(self.dialogue.tell(chat, fact, language, now))
            }
            None => self.dialogue.say(chat, text, now),
        }
    }

    fn keyboard(&self, said: &Said, chat: &Chat) -> Option<teloxide_core::types::InlineKeyboardMarkup> {
        match said.command {
            Some(Command::Start) => under_greeting(&self.dialogue, said.language),
            Some(Command::Lang) => under_languages(&self.dialogue, said.language),
            _ => under_answer(said, &self.dialogue, chat.home),
        }
    }

    /// The zone of a position becomes that of the chat.
    fn located(&self, conversation: &mut Conversation, latitude: f64, longitude: f64, target: Target, now: &Zoned) -> Response {
        let language = self.dialogue.interface_language(&conversation.chat);
        let text = match zone_at(latitude, longitude) {
            Some(zone) => self.dialogue.set_zone(&mut conversation.chat, zone, language, now).reply.text,
            None => self.words(&conversation.chat, "tz-nowhere", &[]),
        };
        Response { actions: send(target, &text, false, None), remember: true, ..Response::nothing("location") }
    }

    /// A message without words for us: a civil reply in private, one an album; none in groups.
    fn without_words(&self, conversation: &mut Conversation, message: &Message, target: Target) -> Response {
        if !self.concerns(message) {
            return Response::nothing("ignored");
        }
        if message.album.is_some() && conversation.album == message.album {
            return Response::nothing("ignored");
        }
        conversation.album.clone_from(&message.album);
        let key = if message.content == Content::Forwarded { "forwarded" } else { "other-kind" };
        let text = self.words(&conversation.chat, key, &[]);
        Response { actions: send(target, &text, false, None), ..Response::nothing("no-text") }
    }

    /// The bot came into a chat or was taken out of it.
    pub fn membership(&self, change: &Membership) -> Response {
        if !change.is_in {
            return Response { suspend: Some(change.chat), ..Response::nothing("removed") };
        }
        if change.was_in || change.kind != ChatKind::Group {
            return Response::nothing("ignored");
        }
        let chat = Chat::at_home(home(&change.from));
        let text = self.words(&chat, "greeting-group", &[("bot", &self.me.username)]);
        let target = Target { chat: change.chat, thread: None, reply_to: None };
        Response { actions: send(target, &text, false, None), ..Response::nothing("added") }
    }

    /// A short note instead of a reply: too much was asked, or something went wrong.
    pub fn note(&self, target: Target, from: &User, key: &str) -> Vec<Action> {
        let chat = Chat::at_home(home(from));
        send(target, &self.words(&chat, key, &[]), false, None)
    }

    /// Words of the interface in the language of a chat.
    pub fn words(&self, chat: &Chat, key: &str, arguments: &[(&str, &str)]) -> String {
        self.dialogue.writer().message(self.dialogue.interface_language(chat), key, arguments)
    }
}

/// The language of a person's app, when it is one of ours.
pub fn home(user: &User) -> Option<Language> {
    user.language.as_deref().and_then(Language::from_tag)
}

/// What stands after `/start`.
fn start_payload(text: &str) -> Option<&str> {
    let (command, payload) = text.trim().split_once(char::is_whitespace)?;
    let name = command.split('@').next().unwrap_or(command);
    name.eq_ignore_ascii_case("/start").then(|| payload.trim())
}

/// Whether what is said goes out with a file, or is not known before the store was asked.
pub fn carries(said: &Said) -> bool {
    matches!(said.effect, Some(Effect::Calendar(_) | Effect::Feed(_) | Effect::Export))
}

/// Whether something changes for a whole group, beside what it follows.
pub fn settles(said: &Said) -> bool {
    matches!(said.command, Some(Command::Stop)) || matches!(said.effect, Some(Effect::Feed(_) | Effect::Export))
}

/// Whether a notebook says something else than before; the language in which a chat was spoken to last is nobody's choice.
pub fn is_other(before: &Notebook, now: &Notebook) -> bool {
    (&before.zone, &before.quiet, &before.subscriptions) != (&now.zone, &now.quiet, &now.subscriptions)
}

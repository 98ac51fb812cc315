//! Pressed buttons. Every press is answered, also one of a button that is too old.

use super::buttons::{Press, under_answer, under_said};
use super::compose::{Target, replace, send};
use super::courier::Action;
use super::desk::{Beside, Conversation, Desk, Response, carries, home, is_other, settles};
use super::update::{ChatKind, Tap};
use crate::dialogue::{Chat, Kept, Said};
use crate::knowledge::FactRef;
use crate::language::Language;
use crate::retrieval::EngineError;
use crate::store::Exchange;
use jiff::Zoned;

impl Desk {
    /// Does what a button asks for. `above` is the exchange that its message ends.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn tap(&self, conversation: &mut Conversation, tap: &Tap, above: Option<&Exchange>, now: &Zoned) -> Result<Response, EngineError> {
        let chat = &mut conversation.chat;
        chat.home = home(&tap.from).or(chat.home);
        let (Some(place), Some(press)) = (tap.chat, Press::read(&tap.data)) else {
            return Ok(self.too_old(tap, chat));
        };
        let target = Target { chat: place, thread: tap.thread, reply_to: tap.message.filter(|_| tap.kind == ChatKind::Group) };
        let kept: Option<Kept> = above.and_then(|e| serde_json::from_str(e.answer.as_deref()?).ok());
        let language = chat.language.or_else(|| kept.as_ref().and_then(|k| Language::from_tag(&k.language)));
        match press {
            Press::Tell(id) => {
                let Some(fact) = self.fact(&id) else {
                    return Ok(self.too_old(tap, chat));
                };
                let language = language.unwrap_or_else(|| self.dialogue.interface_language(chat));
                let said = self.dialogue.tell(chat, fact, language, now);
                let actions = send(target, said.body(), true, under_answer(&said, &self.dialogue, chat.home));
                Ok(self.tapped(tap, None, actions, said.status))
            }
            Press::Sources(id) => {
                let facts: Vec<FactRef> = match (&kept, &id) {
                    (Some(kept), _) => kept.facts.iter().filter_map(|id| self.fact(id)).collect(),
                    (None, Some(id)) => self.fact(id).into_iter().collect(),
                    (None, None) => Vec::new(),
                };
                let lines = self.dialogue.cite(&facts, language.unwrap_or_else(|| self.dialogue.interface_language(chat)));
                if lines.is_empty() {
                    return Ok(self.too_old(tap, chat));
                }
                Ok(Response { remember: false, ..self.tapped(tap, None, send(target, &lines.join("\n"), false, None), "source") })
            }
            Press::Translate(to, id) => {
                let said = match (&kept, id.as_deref().and_then(|id| self.fact(id))) {
                    (Some(kept), _) => self.dialogue.again(kept, to, now.date())?,
                    (None, Some(fact)) => self.dialogue.tell(&mut Chat::new(Some(to)), fact, to, now),
                    (None, None) => return Ok(self.too_old(tap, chat)),
                };
                Ok(Response { remember: false, ..self.translated(tap, target, &said, above, chat.home) })
            }
            Press::Act(act) => {
                let before = chat.notebook.clone();
                let language = language.unwrap_or_else(|| self.dialogue.interface_language(chat));
                let Some(said) = self.dialogue.act(chat, &act, language, now)? else {
                    return Ok(self.too_old(tap, chat));
                };
                let needs_rights = tap.kind == ChatKind::Group && (settles(&said) || is_other(&before, &chat.notebook));
                Ok(Response { needs_rights, ..self.acted(tap, target, said, chat.home) })
            }
            Press::Speak(to) => {
                let tag = to.map_or("auto", Language::tag);
                let said = self.dialogue.say(chat, &format!("/lang {tag}"), now)?;
                let notice = Some(self.words(chat, "tap-language", &[]));
                Ok(self.tapped(tap, notice, send(target, &said.reply.text, false, None), "lang"))
            }
        }
    }

    /// What a button of our own did: a new message, or another in the place of the one with the button.
    fn acted(&self, tap: &Tap, target: Target, said: Said, home: Option<Language>) -> Response {
        let keyboard = if said.asked.is_some() { under_answer(&said, &self.dialogue, home) } else { under_said(&said) };
        let (body, cited) = (said.body(), !said.reply.sources.is_empty());
        let actions = match tap.message.filter(|_| said.edits) {
            _ if carries(&said) => Vec::new(),
            Some(message) => replace(target, &[message], body, cited, keyboard),
            None => send(target, body, cited, keyboard),
        };
        let response = self.tapped(tap, said.notice.clone(), actions, said.status);
        let effect = said.effect.map(|effect| Beside { effect, target, text: said.reply.text, language: said.language });
        Response { effect, ..response }
    }

    /// An answer in another language takes the place of the answer above.
    fn translated(&self, tap: &Tap, target: Target, said: &Said, above: Option<&Exchange>, home: Option<Language>) -> Response {
        let keyboard = under_answer(said, &self.dialogue, home);
        let (body, cited) = (said.body(), !said.reply.sources.is_empty());
        let old: Vec<i64> = above.map(|e| e.replies.clone()).or_else(|| tap.message.map(|m| vec![m])).unwrap_or_default();
        let actions = replace(target, &old, body, cited, keyboard);
        // Where the messages have become more or fewer, the question goes with the new ones.
        let response = self.tapped(tap, None, actions, "translated");
        let answer = above.and_then(|e| serde_json::from_str(e.answer.as_deref()?).ok());
        Response { question: above.map(|e| e.question), answer, ..response }
    }

    fn fact(&self, id: &str) -> Option<FactRef> {
        self.dialogue.engine().base().fact(id)
    }

    fn tapped(&self, tap: &Tap, text: Option<String>, actions: Vec<Action>, outcome: &'static str) -> Response {
        let answered = Action::Tapped { id: tap.id.clone(), text };
        let actions = std::iter::once(answered).chain(actions).collect();
        Response { actions, outcome, remember: true, ..Response::default() }
    }

    fn too_old(&self, tap: &Tap, chat: &Chat) -> Response {
        let text = self.words(chat, "tap-old", &[]);
        Response { remember: false, ..self.tapped(tap, Some(text), Vec::new(), "expired") }
    }
}

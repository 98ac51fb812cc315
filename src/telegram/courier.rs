//! Getting messages to Telegram: waits when told to, tries again when the outcome may change, and takes a refusal for what it
//! says.

use super::client::{Client, Document};
use super::compose::Target;
use super::failure::Failure;
use super::inline::no_preview;
use super::pace::Pace;
use serde::Serialize;
use serde_json::Value;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use teloxide_core::payloads::{
    AnswerCallbackQuery, AnswerCallbackQuerySetters, AnswerInlineQuery, DeleteMessage, EditMessageText, EditMessageTextSetters,
    SendDocument, SendDocumentSetters, SendMessage, SendMessageSetters,
};
use teloxide_core::requests::Payload;
use teloxide_core::types::{CallbackQueryId, ChatId, InlineKeyboardMarkup, InputFile, MessageId, ParseMode, ReplyParameters, ThreadId};
use tokio::sync::watch;
use tokio::time::Instant;

/// How long a message is tried to be delivered.
const LONGEST: Duration = Duration::from_secs(3_600);
/// How long an answer that is only good at once is tried.
const AT_ONCE: Duration = Duration::from_secs(20);
/// The first pause after a failure of the server; each next one is twice as long.
const PAUSE: Duration = Duration::from_millis(300);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Something to do at Telegram.
#[derive(Debug, Clone)]
pub enum Action {
    /// Send a message.
    Send {
        /// Where.
        target: Target,
        /// What.
        html: String,
        /// The buttons under it.
        keyboard: Option<InlineKeyboardMarkup>,
    },
    /// Change a message.
    Edit {
        /// Where; when it cannot be changed, it is sent there anew.
        target: Target,
        /// Which.
        message: i64,
        /// What it is to say.
        html: String,
        /// The buttons under it.
        keyboard: Option<InlineKeyboardMarkup>,
    },
    /// Delete a message.
    Delete {
        /// The chat.
        chat: i64,
        /// The message.
        message: i64,
    },
    /// Answer a pressed button, perhaps with a short notice.
    Tapped {
        /// The id of the press.
        id: String,
        /// The notice.
        text: Option<String>,
    },
    /// Send a file.
    Document {
        /// Where.
        target: Target,
        /// The file.
        file: Document,
        /// The text under it.
        caption: String,
        /// The buttons under it.
        keyboard: Option<InlineKeyboardMarkup>,
    },
    /// Answer an inline query.
    Found(Box<AnswerInlineQuery>),
}

/// What became of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// Done; the number of the message that is there now.
    Message(i64),
    /// Done, or not needed any more.
    Done,
    /// The chat does not want it.
    Gone,
    /// Telegram refuses it for good, or it took too long.
    Refused(String),
}

/// The program is about to end; what was not delivered is tried again after the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopping;

/// What an action came to, and the new id of the chat if it has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// What became of it.
    pub delivery: Delivery,
    /// The new id of the chat.
    pub moved_to: Option<i64>,
}

/// Gets messages to Telegram.
pub struct Courier {
    client: Arc<Client>,
    pace: Arc<Pace>,
    stop: watch::Receiver<bool>,
}

impl Courier {
    /// A courier that stops waiting when told to stop.
    pub fn new(client: Arc<Client>, pace: Arc<Pace>, stop: watch::Receiver<bool>) -> Self {
        Self { client, pace, stop }
    }

    /// Does it.
    ///
    /// # Errors
    /// When the program is about to end.
    pub async fn run(&self, action: &Action) -> Result<Delivered, Stopping> {
        let mut moved_to = None;
        let mut action = action.clone();
        loop {
            let delivery = match self.attempt(&action).await? {
                Ok(value) => match value.get("message_id").and_then(Value::as_i64) {
                    Some(id) => Delivery::Message(id),
                    None => Delivery::Done,
                },
                Err(Failure::Moved(to)) if moved_to.is_none() => {
                    moved_to = Some(to);
                    action.move_to(to);
                    continue;
                }
                Err(Failure::NotModified) => action.edited().map_or(Delivery::Done, Delivery::Message),
                Err(Failure::Gone(_)) => Delivery::Gone,
                Err(failure) => match action.otherwise(&failure) {
                    Some(other) => {
                        action = other;
                        continue;
                    }
                    None => Delivery::Refused(failure.to_string()),
                },
            };
            return Ok(Delivered { delivery, moved_to });
        }
    }

    async fn attempt(&self, action: &Action) -> Result<Result<Value, Failure>, Stopping> {
        match action {
            Action::Send { target, html, keyboard } => {
                self.pace.replied();
                self.persist(&message(*target, html, keyboard.as_ref()), LONGEST).await
            }
            Action::Edit { target, message, html, keyboard } => {
                self.persist(&edit(target.chat, *message, html, keyboard.as_ref()), LONGEST).await
            }
            Action::Delete { chat, message } => self.persist(&DeleteMessage::new(ChatId(*chat), number(*message)), AT_ONCE).await,
            Action::Tapped { id, text } => {
                let payload = AnswerCallbackQuery::new(CallbackQueryId(id.clone()));
                match text {
                    Some(text) => self.persist(&payload.text(text.clone()), AT_ONCE).await,
                    None => self.persist(&payload, AT_ONCE).await,
                }
            }
            Action::Document { target, file, caption, keyboard } => {
                let payload = document(*target, caption, keyboard.as_ref());
                self.persist_with(LONGEST, || self.client.document(&payload, file)).await
            }
            Action::Found(payload) => self.persist(payload.as_ref(), AT_ONCE).await,
        }
    }

    /// Calls until it succeeds, is refused for good, or has been tried for too long.
    async fn persist<P: Payload + Serialize + Sync>(&self, payload: &P, longest: Duration) -> Result<Result<Value, Failure>, Stopping> {
        self.persist_with(longest, || self.client.call(payload)).await
    }

    async fn persist_with<C: Future<Output = Result<Value, Failure>>>(
        &self,
        longest: Duration,
        call: impl Fn() -> C,
    ) -> Result<Result<Value, Failure>, Stopping> {
        let until = Instant::now() + longest;
        let mut pause = PAUSE;
        loop {
            let failure = match call().await {
                Err(failure) if failure.passes() => failure,
                outcome => return Ok(outcome),
            };
            let wait = match failure {
                Failure::RetryAfter(wait) => wait,
                _ => pause,
            };
            if Instant::now() + wait > until {
                return Ok(Err(failure));
            }
            tracing::warn!(wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX), "not delivered: {failure}");
            self.sleep(wait).await?;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn sleep(&self, wait: Duration) -> Result<(), Stopping> {
        let mut stop = self.stop.clone();
        tokio::select! {
            () = tokio::time::sleep(wait) => Ok(()),
            _ = stop.wait_for(|stop| *stop) => Err(Stopping),
        }
    }
}

impl Action {
    fn move_to(&mut self, to: i64) {
        match self {
            Self::Send { target, .. } | Self::Edit { target, .. } | Self::Document { target, .. } => target.chat = to,
            Self::Delete { chat, .. } => *chat = to,
            Self::Tapped { .. } | Self::Found(_) => {}
        }
    }

    /// The message that an edit is of.
    fn edited(&self) -> Option<i64> {
        match self {
            Self::Edit { message, .. } => Some(*message),
            _ => None,
        }
    }

    /// What to do when it is refused: a message that cannot be changed is sent anew, one in a topic that is gone goes to the
    /// chat.
    fn otherwise(&self, failure: &Failure) -> Option<Self> {
        let Failure::Refused(reason) = failure else {
            return None;
        };
        let reason = reason.to_lowercase();
        match self {
            Self::Edit { target, html, keyboard, .. } if reason.contains("edit") => {
                Some(Self::Send { target: *target, html: html.clone(), keyboard: keyboard.clone() })
            }
            Self::Send { target, html, keyboard } if target.thread.is_some() && reason.contains("thread not found") => {
                Some(Self::Send { target: Target { thread: None, ..*target }, html: html.clone(), keyboard: keyboard.clone() })
            }
            _ => None,
        }
    }
}

/// Numbers out of range were left out when the update was read.
fn number(message: i64) -> MessageId {
    MessageId(i32::try_from(message).unwrap_or_default())
}

/// Fills in where a payload goes and the buttons under it; the payloads share these fields and no trait.
macro_rules! addressed {
    ($payload:ident, $target:ident, $keyboard:ident) => {
        $payload.message_thread_id = $target.thread.map(|thread| ThreadId(number(thread)));
        $payload.reply_parameters = $target.reply_to.map(|id| ReplyParameters::new(number(id)).allow_sending_without_reply());
        $payload.reply_markup = $keyboard.map(|keyboard| keyboard.clone().into());
    };
}

pub(super) fn message(target: Target, html: &str, keyboard: Option<&InlineKeyboardMarkup>) -> SendMessage {
    let mut payload = SendMessage::new(ChatId(target.chat), html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
    addressed!(payload, target, keyboard);
    payload
}

/// A file without what is in it, which goes beside.
fn document(target: Target, caption: &str, keyboard: Option<&InlineKeyboardMarkup>) -> SendDocument {
    let mut payload = SendDocument::new(ChatId(target.chat), InputFile::memory(Vec::new())).caption(caption);
    addressed!(payload, target, keyboard);
    payload
}

fn edit(chat: i64, id: i64, html: &str, keyboard: Option<&InlineKeyboardMarkup>) -> EditMessageText {
    let payload = EditMessageText::new(ChatId(chat), number(id), html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
    match keyboard {
        Some(keyboard) => payload.reply_markup(keyboard.clone()),
        None => payload,
    }
}

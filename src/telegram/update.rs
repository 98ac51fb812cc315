//! Reading what Telegram sends. Nothing is taken for granted: what is missing or odd is left out, and whatever is a message
//! of a private chat stays one, so that it gets a reply.

use serde_json::Value;

/// What the bot takes notice of.
pub const KINDS: [&str; 5] = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"];

/// Parts of a message that only tell what happened to the chat.
const SERVICE: [&str; 24] = [
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "pinned_message",
    "write_access_allowed",
    "proximity_alert_triggered",
    "boost_added",
    "chat_background_set",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "video_chat_scheduled",
    "video_chat_started",
    "video_chat_ended",
];

/// Bots whose names stand for people: an administrator who stays unnamed, and someone who writes as a channel.
const STAND_INS: [i64; 2] = [1_087_968_824, 136_817_688];

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub enum Incoming {
    /// A message, or a message that was changed.
    Message(Box<Message>),
    /// A button was pressed.
    Tap(Tap),
    /// A query from any chat.
    Inline(Query),
    /// The bot's own place in a chat changed.
    Membership(Membership),
    /// Nothing for us.
    Other,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChatKind {
    /// Between one person and the bot.
    Private,
    /// A group.
    Group,
    /// A channel.
    Channel,
}

impl ChatKind {
    /// Its name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Channel => "channel",
        }
    }
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct User {
    /// The id, 0 when it was not told.
    pub id: i64,
    /// The language of the person's app.
    pub language: Option<String>,
    /// It is a bot.
    pub is_bot: bool,
}

/// What a message is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A text, or the text beside a picture.
    Text(String),
    /// A text written by someone else.
    Forwarded,
    /// A position, in degrees.
    Location {
        /// North of the equator.
        latitude: f64,
        /// East of Greenwich.
        longitude: f64,
    },
    /// Anything that is no text.
    NoText,
    /// Only what happened to the chat.
    Service,
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The chat.
    pub chat: i64,
    /// What kind of chat.
    pub kind: ChatKind,
    /// The topic of a forum.
    pub thread: Option<i64>,
    /// The message's number in the chat.
    pub id: Option<i64>,
    /// Who wrote it.
    pub from: User,
    /// What it says.
    pub content: Content,
    /// When it was sent, in seconds.
    pub date: Option<i64>,
    /// It was changed after it had been sent.
    pub edited: bool,
    /// It is a reply to this user.
    pub reply_to: Option<i64>,
    /// It was sent by way of this bot.
    pub via: Option<i64>,
    /// The album that it belongs to.
    pub album: Option<String>,
    /// The chat has a new id: from, to. Both chats tell of it.
    pub moved: Option<(i64, i64)>,
}

/// A button that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tap {
    /// Its id, to be answered.
    pub id: String,
    /// Who pressed it.
    pub from: User,
    /// The chat of the message with the button.
    pub chat: Option<i64>,
    /// What kind of chat.
    pub kind: ChatKind,
    /// The topic.
    pub thread: Option<i64>,
    /// The message with the button.
    pub message: Option<i64>,
    /// What the button carries.
    pub data: String,
}

/// A query from any chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Its id, to be answered.
    pub id: String,
    /// Who typed it.
    pub from: User,
    /// What was typed.
    pub text: String,
}

/// A change of the bot's own place in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The chat.
    pub chat: i64,
    /// What kind of chat.
    pub kind: ChatKind,
    /// Who changed it.
    pub from: User,
    /// It was in the chat before.
    pub was_in: bool,
    /// It is in the chat now.
    pub is_in: bool,
}

/// A whole number, also when written as a text.
fn number(value: Option<&Value>) -> Option<i64> {
    let value = value?;
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn text(value: Option<&Value>) -> Option<String> {
    value?.as_str().map(str::to_owned)
}

/// The number of an update.
pub fn id(update: &Value) -> Option<i64> {
    number(update.get("update_id"))
}

/// Reads an update.
pub fn read(update: &Value) -> Incoming {
    let part = |kind| update.get(kind).filter(|v| v.is_object());
    let message = |value: &Value, edited| message(value, edited).map_or(Incoming::Other, |m| Incoming::Message(Box::new(m)));
    match () {
        () if part("message").is_some() => part("message").map_or(Incoming::Other, |m| message(m, false)),
        () if part("edited_message").is_some() => part("edited_message").map_or(Incoming::Other, |m| message(m, true)),
        () if part("callback_query").is_some() => part("callback_query").and_then(tap).map_or(Incoming::Other, Incoming::Tap),
        () if part("inline_query").is_some() => part("inline_query").and_then(query).map_or(Incoming::Other, Incoming::Inline),
        () => part("my_chat_member").and_then(membership).map_or(Incoming::Other, Incoming::Membership),
    }
}

fn chat(value: &Value) -> Option<(i64, ChatKind)> {
    let chat = value.get("chat")?;
    let id = number(chat.get("id")).or_else(|| number(Some(chat)))?;
    let kind = match chat.get("type").and_then(Value::as_str) {
        Some("group" | "supergroup") => ChatKind::Group,
        Some("channel") => ChatKind::Channel,
        _ if id > 0 => ChatKind::Private,
        _ => ChatKind::Group,
    };
    Some((id, kind))
}

fn user(value: Option<&Value>) -> User {
    let Some(value) = value else {
        return User::default();
    };
    let id = number(value.get("id")).unwrap_or(0);
    let is_bot = value.get("is_bot").and_then(Value::as_bool).unwrap_or(false) && !STAND_INS.contains(&id);
    User { id, language: text(value.get("language_code")), is_bot }
}

fn thread(value: &Value) -> Option<i64> {
    let in_topic = value.get("is_topic_message").and_then(Value::as_bool).unwrap_or(false);
    number(value.get("message_thread_id")).filter(|id| in_topic && i32::try_from(*id).is_ok() && *id > 0)
}

/// The number of a message, where it is one that can be replied to.
fn message_id(value: &Value) -> Option<i64> {
    number(value.get("message_id")).filter(|id| *id > 0 && i32::try_from(*id).is_ok())
}

fn message(value: &Value, edited: bool) -> Option<Message> {
    let (chat, kind) = chat(value)?;
    let replied = value.get("reply_to_message").filter(|m| m.get("forum_topic_created").is_none());
    let (to, from) = (number(value.get("migrate_to_chat_id")), number(value.get("migrate_from_chat_id")));
    Some(Message {
        chat,
        kind,
        thread: thread(value),
        id: message_id(value),
        from: user(value.get("from")),
        content: content(value, edited),
        date: number(value.get("date")),
        edited,
        reply_to: replied.and_then(|m| number(m.get("from")?.get("id"))),
        via: value.get("via_bot").and_then(|b| number(b.get("id"))),
        album: text(value.get("media_group_id")),
        moved: to.map(|to| (chat, to)).or(from.map(|from| (from, chat))),
    })
}

fn content(value: &Value, edited: bool) -> Content {
    let has = |name: &str| value.get(name).is_some_and(|v| !v.is_null());
    let forwarded = ["forward_origin", "forward_date", "forward_from"].into_iter().any(has);
    match text(value.get("text")).or_else(|| text(value.get("caption"))) {
        Some(_) if forwarded => Content::Forwarded,
        Some(text) => Content::Text(text),
        None if SERVICE.into_iter().any(has) || has("migrate_to_chat_id") => Content::Service,
        // A shared position that moves is edited all the time.
        None if edited && has("location") => Content::Service,
        None if forwarded => Content::Forwarded,
        None => location(value).unwrap_or(Content::NoText),
    }
}

fn location(value: &Value) -> Option<Content> {
    let location = value.get("location")?;
    let degrees = |key: &str, most: f64| location.get(key).and_then(Value::as_f64).filter(|degrees| degrees.abs() <= most);
    Some(Content::Location { latitude: degrees("latitude", 90.0)?, longitude: degrees("longitude", 180.0)? })
}

fn tap(value: &Value) -> Option<Tap> {
    let message = value.get("message").filter(|v| v.is_object());
    let at = message.and_then(chat);
    Some(Tap {
        id: text(value.get("id"))?,
        from: user(value.get("from")),
        chat: at.map(|(chat, _)| chat),
        kind: at.map_or(ChatKind::Private, |(_, kind)| kind),
        thread: message.and_then(thread),
        message: message.and_then(message_id),
        data: text(value.get("data")).unwrap_or_default(),
    })
}

fn query(value: &Value) -> Option<Query> {
    Some(Query { id: text(value.get("id"))?, from: user(value.get("from")), text: text(value.get("query")).unwrap_or_default() })
}

fn membership(value: &Value) -> Option<Membership> {
    let (chat, kind) = chat(value)?;
    let inside = |key: &str| Some(!matches!(value.get(key)?.get("status")?.as_str()?, "left" | "kicked"));
    let (was_in, is_in) = (inside("old_chat_member").unwrap_or(false), inside("new_chat_member")?);
    Some(Membership { chat, kind, from: user(value.get("from")), was_in, is_in })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn content_of(message: Value) -> Content {
        match read(&json!({"update_id": 1, "message": message})) {
            Incoming::Message(message) => message.content,
            other => panic!("no message: {other:?}"),
        }
    }

    #[test]
    fn a_text_is_a_text_whatever_entities_it_has() {
        let message =
            json!({"chat": {"id": 5, "type": "private"}, "text": "hi", "entities": [{"type": "from_the_future", "x": []}], "new": 1});
        assert_eq!(content_of(message), Content::Text("hi".into()));
    }

    #[test]
    fn a_message_with_odd_or_missing_parts_stays_a_message() {
        for message in [json!({"chat": {"id": 5}}), json!({"chat": {"id": "5"}, "text": 7}), json!({"chat": 5, "from": [], "text": null})] {
            assert_eq!(content_of(message), Content::NoText);
        }
    }

    #[test]
    fn what_is_no_update_is_nothing() {
        for update in [json!(null), json!([]), json!({"message": 1}), json!({"callback_query": {}}), json!({"poll": {"id": 1}})] {
            assert_eq!(read(&update), Incoming::Other);
        }
    }

    #[test]
    fn a_reply_to_the_head_of_a_topic_is_no_reply() {
        let head = json!({"from": {"id": 9}, "forum_topic_created": {}});
        let update = json!({"message": {"chat": {"id": -5, "type": "supergroup"}, "text": "x", "reply_to_message": head}});
        let Incoming::Message(message) = read(&update) else { panic!("no message") };
        assert_eq!((message.reply_to, message.kind), (None, ChatKind::Group));
    }
}

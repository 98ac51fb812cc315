//! Which messages are meant for the bot, and what they ask.

use super::update::{ChatKind, Message};

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Its id.
    pub id: i64,
    /// Its name after the @.
    pub username: String,
}

/// The text of a message that is meant for the bot, without the mention; `None` when it is not.
pub fn meant(message: &Message, text: &str, me: &Me, is_command: impl Fn(&str) -> bool) -> Option<String> {
    let (without, mentioned) = without_mention(text, &me.username);
    if message.kind == ChatKind::Private {
        return Some(without);
    }
    if let Some(command) = text.trim_start().strip_prefix('/') {
        let word = command.split(char::is_whitespace).next().unwrap_or_default();
        let meant = match word.split_once('@') {
            Some((_, bot)) => bot.eq_ignore_ascii_case(&me.username),
            None => mentioned || is_command(&word.to_ascii_lowercase()),
        };
        return meant.then(|| text.trim().to_owned());
    }
    (mentioned || message.reply_to == Some(me.id)).then_some(without)
}

/// A text without mentions of the bot, and whether there was one. A mention in a command belongs to it and stays.
fn without_mention(text: &str, username: &str) -> (String, bool) {
    if username.is_empty() {
        return (text.to_owned(), false);
    }
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        let name = from.get(1..).unwrap_or_default();
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        out.push_str(before);
        let inside_word = out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if name.eq_ignore_ascii_case(username) && !inside_word {
            found = true;
        } else {
            out.push('@');
            out.push_str(name);
        }
        rest = after;
    }
    out.push_str(rest);
    if found { (out.split_whitespace().collect::<Vec<_>>().join(" "), true) } else { (out, false) }
}

#[cfg(test)]
mod tests {
    use super::super::update::{Content, User};
    use super::*;

    fn in_group(text: &str, reply_to: Option<i64>) -> Option<String> {
        let message = Message {
            chat: -5,
            kind: ChatKind::Group,
            thread: None,
            id: Some(1),
            from: User::default(),
            content: Content::Text(text.into()),
            date: None,
            edited: false,
            reply_to,
            via: None,
            album: None,
            moved: None,
        };
        let me = Me { id: 9, username: "harbour_bot".into() };
        meant(&message, text, &me, |name| name == "help")
    }

    #[test]
    fn a_group_is_answered_only_when_it_means_the_bot() {
        assert_eq!(in_group("when is the regatta?", None), None);
        assert_eq!(in_group("@Harbour_Bot when is the regatta?", None).as_deref(), Some("when is the regatta?"));
        assert_eq!(in_group("帆船赛@harbour_bot什么时候办？", None).as_deref(), Some("帆船赛什么时候办？"));
        assert_eq!(in_group("when is the regatta?", Some(9)).as_deref(), Some("when is the regatta?"));
        assert_eq!(in_group("when is the regatta?", Some(8)), None);
        assert_eq!(in_group("write to me@harbour_bot.example", None), None);
        assert_eq!(in_group("@harbour_bot2 hi", None), None);
    }

    #[test]
    fn commands_of_other_bots_are_left_to_them() {
        assert_eq!(in_group("/help", None).as_deref(), Some("/help"));
        assert_eq!(in_group("/help@harbour_bot now", None).as_deref(), Some("/help@harbour_bot now"));
        assert_eq!(in_group("/help@other_bot", None), None);
        assert_eq!(in_group("/weather", None), None);
    }
}

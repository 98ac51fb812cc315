//! Making messages: HTML with everything escaped, links off, long texts in pieces.

use super::courier::Action;
use crate::reply::split;
use teloxide_core::types::InlineKeyboardMarkup;

/// Where messages go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The chat.
    pub chat: i64,
    /// The topic of a forum.
    pub thread: Option<i64>,
    /// The message that they reply to.
    pub reply_to: Option<i64>,
}

/// A text as HTML that shows just that text.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Telegram refuses or drops control characters.
            c if c.is_control() && c != '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text as messages of HTML; `cited` says that its last line names the sources.
pub fn pieces(text: &str, cited: bool) -> Vec<String> {
    let texts = split(text);
    let last = texts.len().saturating_sub(1);
    let piece = |(n, text): (usize, String)| match text.rsplit_once('\n') {
        Some((above, sources)) if cited && n == last => format!("{}\n<i>{}</i>", escaped(above), escaped(sources)),
        _ => escaped(&text),
    };
    texts.into_iter().enumerate().map(piece).collect()
}

/// The messages that send a text, the buttons under the last.
pub fn send(target: Target, text: &str, cited: bool, keyboard: Option<InlineKeyboardMarkup>) -> Vec<Action> {
    let pieces = pieces(text, cited);
    let last = pieces.len().saturating_sub(1);
    let action = |(n, html): (usize, String)| {
        let target = Target { reply_to: target.reply_to.filter(|_| n == 0), ..target };
        Action::Send { target, html, keyboard: keyboard.clone().filter(|_| n == last) }
    };
    pieces.into_iter().enumerate().map(action).collect()
}

/// What puts a text into the place of messages sent before: they are changed, those too many are deleted, and more are sent
/// where it has grown.
pub fn replace(target: Target, old: &[i64], text: &str, cited: bool, keyboard: Option<InlineKeyboardMarkup>) -> Vec<Action> {
    let pieces = pieces(text, cited);
    let last = pieces.len().saturating_sub(1);
    let surplus = old.iter().skip(pieces.len()).map(|message| Action::Delete { chat: target.chat, message: *message });
    let surplus: Vec<Action> = surplus.collect();
    let mut olds = old.iter();
    let put = |(n, html): (usize, String)| {
        let keyboard = keyboard.clone().filter(|_| n == last);
        match olds.next() {
            Some(message) => Action::Edit { target, message: *message, html, keyboard },
            None => Action::Send { target: Target { reply_to: None, ..target }, html, keyboard },
        }
    };
    let mut actions: Vec<Action> = pieces.into_iter().enumerate().map(put).collect();
    actions.extend(surplus);
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        assert_eq!(escaped("a<b> & \"c\"\u{7}\nd"), "a&lt;b&gt; &amp; &quot;c&quot; \nd");
    }

    #[test]
    fn only_the_line_of_sources_is_set_apart() {
        assert_eq!(pieces("1 < 2\nSource: A & B", true), ["1 &lt; 2\n<i>Source: A &amp; B</i>"]);
        assert_eq!(pieces("one line", true), ["one line"]);
        let long = format!("{}\nSource: A", "line\n".repeat(2_000));
        let cut = pieces(&long, true);
        assert!(cut.len() > 1 && cut.iter().rev().skip(1).all(|p| !p.contains('<')));
        assert!(cut.last().is_some_and(|p| p.ends_with("<i>Source: A</i>")));
    }

    #[test]
    fn a_shorter_text_deletes_what_is_too_much() {
        let target = Target { chat: 1, thread: None, reply_to: None };
        let actions = replace(target, &[7, 8], "short", false, None);
        assert!(matches!(actions.as_slice(), [Action::Edit { message: 7, .. }, Action::Delete { message: 8, .. }]));
        let actions = replace(target, &[7], &"line\n".repeat(1_000), false, None);
        assert!(matches!(actions.as_slice(), [Action::Edit { message: 7, .. }, Action::Send { .. }]));
    }
}

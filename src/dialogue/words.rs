//! The words of the conversation itself: commands, languages, picks from a list.

use crate::language::{Language, Scripts};
use serde::Deserialize;

/// The most characters of a message that are read.
pub const READ_CHARACTERS: usize = 1_000;
/// A longer message is a question, not a command in words.
const LONGEST: usize = 48;
/// The most characters of an unknown command that are said back.
const LONGEST_NAME: usize = 32;

/// A command of the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Command {
    /// A greeting, and how to ask.
    Start,
    /// What it is and what can be asked.
    Help,
    /// The language of the chat.
    Lang,
    /// Every event, or those of a month or place.
    Events,
    /// Follows something.
    Follow,
    /// Stops following.
    Unfollow,
    /// What is followed.
    Mine,
    /// The time zone of the chat.
    Tz,
    /// Hours without messages.
    Quiet,
    /// A calendar of what is followed.
    Calendar,
    /// What is kept of the chat.
    Export,
    /// Where the facts come from.
    Sources,
    /// What this bot is.
    About,
    /// What is kept of a chat, and for how long.
    Privacy,
    /// Forgets the chat.
    Stop,
}

/// A command as front ends announce it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandInfo {
    /// The command; its name after the slash is [`Command::name`].
    pub command: Command,
    /// The key of its description among the messages.
    pub description: String,
    #[serde(default)]
    zh: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl Command {
    /// The name after the slash.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Help => "help",
            Self::Lang => "lang",
            Self::Events => "events",
            Self::Follow => "follow",
            Self::Unfollow => "unfollow",
            Self::Mine => "mine",
            Self::Tz => "tz",
            Self::Quiet => "quiet",
            Self::Calendar => "calendar",
            Self::Export => "export",
            Self::Sources => "sources",
            Self::About => "about",
            Self::Privacy => "privacy",
            Self::Stop => "stop",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageWords {
    tag: String,
    names: Vec<String>,
    switch: Vec<String>,
    again: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Follow {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Polite {
    zh: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Picks {
    around: Vec<String>,
    numbers: Vec<Vec<String>>,
    last: Vec<String>,
    more: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    command: Vec<CommandInfo>,
    language: Vec<LanguageWords>,
    follow: Follow,
    polite: Polite,
    pick: Picks,
}

/// The embedded words do not parse: a broken build.
#[derive(Debug, thiserror::Error)]
#[error("the words of the conversation are malformed: {0}")]
pub struct WordsError(#[from] Box<toml::de::Error>);

/// What a message is, beside a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// A command with what stands after it.
    Command(Command, String),
    /// A slash with a name that is no command.
    UnknownCommand(String),
    /// The chat's language: one to keep, or `None` to follow the question.
    Language {
        /// The language.
        language: Option<Language>,
        /// The last answer is to be repeated in it.
        again: bool,
    },
    /// A pick from a list by position, from 0.
    Pick(usize),
    /// A pick of the last one.
    PickLast,
    /// More about the same.
    More,
}

/// Recognises commands, languages and picks.
pub(super) struct Words(Data);

impl Words {
    pub(super) fn load() -> Result<Self, WordsError> {
        Ok(Self(toml::from_str(include_str!("words.toml")).map_err(Box::new)?))
    }

    pub(super) fn commands(&self) -> &[CommandInfo] {
        &self.0.command
    }

    /// What a message is, when it is no question.
    pub(super) fn recognise(&self, text: &str, scripts: &Scripts) -> Option<Said> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix('/').filter(|r| r.starts_with(|c: char| c.is_ascii_alphabetic())) {
            let (name, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            let name = name.split('@').next().unwrap_or(name).to_ascii_lowercase();
            let known = self.0.command.iter().find(|c| c.command.name() == name);
            let said = known.map(|c| Said::Command(c.command, after.trim().to_owned()));
            let shown = || name.chars().filter(|c| c.is_alphanumeric() || *c == '_').take(LONGEST_NAME).collect();
            return Some(said.unwrap_or_else(|| Said::UnknownCommand(shown())));
        }
        if text.chars().take(LONGEST + 1).count() > LONGEST {
            return None;
        }
        let plain = plain(text, scripts);
        self.whole(&plain).or_else(|| self.whole(self.without_polite(&plain))).or_else(|| self.pick(self.without_polite(&plain)))
    }

    fn whole(&self, plain: &str) -> Option<Said> {
        let is = |list: &[String]| list.iter().any(|w| w == plain);
        for language in &self.0.language {
            let again = is(&language.again);
            if again || is(&language.switch) {
                return Some(Said::Language { language: Language::from_tag(&language.tag), again });
            }
        }
        if is(&self.0.pick.more) {
            return Some(Said::More);
        }
        self.0.command.iter().find(|c| is(&c.zh) || is(&c.en)).map(|c| Said::Command(c.command, String::new()))
    }

    /// The language that a word names, for `/lang`: `Some(None)` follows the question.
    pub(super) fn language(&self, word: &str, scripts: &Scripts) -> Option<Option<Language>> {
        let hyphened = word.trim().to_lowercase();
        let plain = plain(word, scripts);
        let is = |list: &[String]| list.iter().any(|w| *w == plain || *w == hyphened);
        if is(&self.0.follow.names) {
            return Some(None);
        }
        let named = self.0.language.iter().find(|l| is(&l.names)).and_then(|l| Language::from_tag(&l.tag));
        named.or_else(|| Language::from_tag(&hyphened)).map(Some)
    }

    fn without_polite<'t>(&self, plain: &'t str) -> &'t str {
        strip_around(plain, self.0.polite.zh.iter().chain(&self.0.polite.en))
    }

    fn pick(&self, plain: &str) -> Option<Said> {
        let picks = &self.0.pick;
        let core = strip_around(plain, picks.around.iter());
        if picks.last.iter().any(|w| w == core) {
            return Some(Said::PickLast);
        }
        let word = picks.numbers.iter().position(|words| words.iter().any(|w| w == core));
        let digits = || core.parse::<usize>().ok().filter(|n| core.len() <= 2 && *n > 0).map(|n| n - 1);
        word.or_else(digits).map(Said::Pick)
    }
}

/// Lower case, Simplified, without punctuation, one space between words.
fn plain(text: &str, scripts: &Scripts) -> String {
    let letters: String = scripts.simplify(text).to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes words off both ends as long as something is left.
fn strip_around<'t, 'w>(text: &'t str, words: impl Iterator<Item = &'w String> + Clone) -> &'t str {
    let bounded = |word: &str, rest: &str, front: bool| {
        let next = if front { rest.chars().next() } else { rest.chars().next_back() };
        !word.is_ascii() || next.is_none_or(|c| !c.is_alphanumeric() || !c.is_ascii())
    };
    let mut text = text;
    loop {
        let shorter = words.clone().find_map(|w| {
            let front = text.strip_prefix(w.as_str()).filter(|rest| bounded(w, rest, true));
            let back = || text.strip_suffix(w.as_str()).filter(|rest| bounded(w, rest, false));
            front.or_else(back).map(str::trim).filter(|rest| !rest.is_empty())
        });
        match shorter {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<Said> {
        let words = Words::load().expect("the words");
        words.recognise(text, &Scripts::load().expect("the scripts"))
    }

    #[test]
    fn picks_by_number_and_word() {
        for text in ["2", "2.", "the second one", "第二个", "第二個", "Second, please", "那第二个呢？", "number two", "No. 2", "二", "选2"]
        {
            assert_eq!(said(text), Some(Said::Pick(1)), "{text}");
        }
        assert_eq!(said("最后一个"), Some(Said::PickLast));
        assert_eq!(said("the last one"), Some(Said::PickLast));
        for text in ["2023", "第二届大会", "who chaired the second one?", "one light one port"] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn languages_are_switched_in_words() {
        let switch = |language, again| Some(Said::Language { language: Some(language), again });
        assert_eq!(said("Switch to English, please!"), switch(Language::En, false));
        assert_eq!(said("说中文"), switch(Language::ZhHans, false));
        assert_eq!(said("請用繁體"), switch(Language::ZhHant, false));
        assert_eq!(said("in English please"), switch(Language::En, true));
        assert_eq!(said("用英文再说一遍"), switch(Language::En, true));
    }

    #[test]
    fn commands_by_slash_and_word() {
        assert_eq!(said("/help"), Some(Said::Command(Command::Help, String::new())));
        assert_eq!(said("/lang@some_bot zh-Hant"), Some(Said::Command(Command::Lang, "zh-Hant".into())));
        assert_eq!(said("活動"), Some(Said::Command(Command::Events, String::new())));
        assert_eq!(said("/nonsense"), Some(Said::UnknownCommand("nonsense".into())));
        assert_eq!(said("/ 2"), Some(Said::Pick(1)));
    }
}

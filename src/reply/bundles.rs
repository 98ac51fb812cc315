//! The words of the interface in one language: a Fluent bundle and what goes with it.

use crate::knowledge::Text;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

pub(super) const ZH: &str = concat!(
    include_str!("zh.ftl"),
    "\n",
    include_str!("front-zh.ftl"),
    "\n",
    include_str!("telegram-zh.ftl"),
    "\n",
    include_str!("calendar-zh.ftl"),
    "\n",
    include_str!("follow-zh.ftl")
);
pub(super) const EN: &str = concat!(
    include_str!("en.ftl"),
    "\n",
    include_str!("front-en.ftl"),
    "\n",
    include_str!("telegram-en.ftl"),
    "\n",
    include_str!("calendar-en.ftl"),
    "\n",
    include_str!("follow-en.ftl")
);

/// The messages of one language.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
    chinese: bool,
}

impl Words {
    /// Reads the messages. The error says what is wrong with them.
    pub(super) fn load(tag: &str, source: &str, chinese: bool) -> Result<Self, String> {
        let tag: LanguageIdentifier = tag.parse().map_err(|e: unic_langid::LanguageIdentifierError| e.to_string())?;
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| join_errors(&errors))?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| join_errors(&errors))?;
        Ok(Self { bundle, chinese })
    }

    /// Whether the words are Chinese.
    pub(super) fn chinese(&self) -> bool {
        self.chinese
    }

    /// The side of a text in this language.
    pub(super) fn of<'t>(&self, text: &'t Text) -> &'t str {
        if self.chinese { &text.zh } else { &text.en }
    }

    /// A message with its arguments filled in.
    pub(super) fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.format(key, &arguments.iter().copied().collect())
    }

    /// A message that depends on a number, its argument `count`.
    pub(super) fn count(&self, key: &str, count: i64, arguments: &[(&str, &str)]) -> String {
        let mut all: FluentArgs<'_> = arguments.iter().copied().collect();
        all.set("count", count);
        self.format(key, &all)
    }

    fn format(&self, key: &str, arguments: &FluentArgs<'_>) -> String {
        // A test holds every key used against the files, so a missing one is never met.
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned()
    }

    /// Several names as one phrase.
    pub(super) fn list<S: AsRef<str>>(&self, names: &[S]) -> String {
        match names {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [first @ .., last] => {
                let first = first.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(&self.say("list-separator", &[]));
                self.say("list-last", &[("first", &first), ("last", last.as_ref())])
            }
        }
    }

    /// A name as it was typed, in quotation marks; those inside it become single ones.
    pub(super) fn quoted(&self, word: &str) -> String {
        let marks = |key| {
            let around = self.say(key, &[("text", " ")]);
            around.split_once(' ').map(|(open, close)| (open.to_owned(), close.to_owned())).unwrap_or_default()
        };
        let ((open, close), (inner_open, inner_close)) = (marks("quoted"), marks("quoted-inner"));
        let text = if word.contains(&open) { word.replace(&open, &inner_open).replace(&close, &inner_close) } else { word.to_owned() };
        self.say("quoted", &[("text", &text)])
    }

    /// A text as the start of a sentence: English begins it with a capital letter.
    pub(super) fn opening(&self, text: &str) -> String {
        let mut letters = text.chars();
        match letters.next() {
            Some(first) if !self.chinese => first.to_uppercase().chain(letters).collect(),
            _ => text.to_owned(),
        }
    }
}

fn join_errors<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

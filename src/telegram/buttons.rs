//! What the buttons carry: at most 64 bytes, a version first, ids and no texts, so that they outlive restarts.

use crate::dialogue::{Act, Dialogue, Said};
use crate::knowledge::FactRef;
use crate::language::Language;
use crate::reply::Choice;
use crate::retrieval::{Answer, Scope};
use teloxide_core::types::{InlineKeyboardButton, InlineKeyboardMarkup};

/// The form of the data; data of another form comes from a button that is too old.
const VERSION: &str = "1";
/// The most bytes that Telegram takes.
const LONGEST: usize = 64;
/// The most characters of a button that can be read on a telephone.
const LABEL: usize = 60;
/// The most choices under one message.
const CHOICES: usize = 8;

/// What pressing a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// To tell a fact.
    Tell(String),
    /// The sources of the answer above, which told this fact when it told only one.
    Sources(Option<String>),
    /// The answer above in another language.
    Translate(Language, Option<String>),
    /// A language for all replies; `None` follows each question.
    Speak(Option<Language>),
    /// Something about events and following them.
    Act(Act),
}

impl Press {
    /// As data of a button; `None` when it is too long.
    pub fn data(&self) -> Option<String> {
        let id = |id: &Option<String>| id.as_deref().unwrap_or_default().to_owned();
        let data = match self {
            Self::Tell(fact) => format!("{VERSION}:f:{fact}"),
            Self::Sources(fact) => format!("{VERSION}:s:{}", id(fact)),
            Self::Translate(language, fact) => format!("{VERSION}:o:{}:{}", language.tag(), id(fact)),
            Self::Speak(language) => format!("{VERSION}:l:{}", language.map_or("auto", Language::tag)),
            Self::Act(act) => format!("{VERSION}:a:{act}"),
        };
        (data.len() <= LONGEST).then_some(data)
    }

    /// From the data of a button.
    pub fn read(data: &str) -> Option<Self> {
        let (kind, rest) = data.strip_prefix(VERSION)?.strip_prefix(':')?.split_once(':')?;
        let id = |id: &str| (!id.is_empty()).then(|| id.to_owned());
        match kind {
            "f" => id(rest).map(Self::Tell),
            "s" => Some(Self::Sources(id(rest))),
            "o" => {
                let (language, fact) = rest.split_once(':')?;
                Some(Self::Translate(Language::from_tag(language)?, id(fact)))
            }
            "a" => Some(Self::Act(rest.parse().ok()?)),
            "l" if rest == "auto" => Some(Self::Speak(None)),
            "l" => Some(Self::Speak(Some(Language::from_tag(rest)?))),
            _ => None,
        }
    }
}

/// A button in a row of its own; none when its data would be too long or its label is empty.
pub fn button(label: &str, press: &Press) -> Option<InlineKeyboardButton> {
    let label = shortened(label);
    press.data().filter(|_| !label.is_empty()).map(|data| InlineKeyboardButton::callback(label, data))
}

fn shortened(label: &str) -> String {
    let label = label.trim();
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    label.chars().take(LABEL - 1).chain(['…']).collect()
}

fn choices(list: &[Choice], dialogue: &Dialogue) -> Vec<Vec<InlineKeyboardButton>> {
    let id = |fact: FactRef| dialogue.engine().base().facts.get(fact.index()).map(|f| f.id.clone());
    list.iter().take(CHOICES).filter_map(|c| button(&c.label, &Press::Tell(id(c.fact)?))).map(|b| vec![b]).collect()
}

/// Rows of buttons; none when there are no buttons.
pub fn keyboard(rows: Vec<Vec<InlineKeyboardButton>>) -> Option<InlineKeyboardMarkup> {
    let rows: Vec<_> = rows.into_iter().filter(|row| !row.is_empty()).collect();
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

/// The other language of a chat: English for Chinese, and for English the Chinese that the person reads.
pub fn other_language(language: Language, home: Option<Language>) -> Language {
    match (language, home) {
        (Language::En, Some(Language::ZhHant)) => Language::ZhHant,
        (Language::En, _) => Language::ZhHans,
        _ => Language::En,
    }
}

/// The buttons under an answer: what to choose from, what is related, its sources, the other language.
pub fn under_answer(said: &Said, dialogue: &Dialogue, home: Option<Language>) -> Option<InlineKeyboardMarkup> {
    let mut rows = choices(&said.reply.choices, dialogue);
    rows.extend(choices(&said.related, dialogue));
    rows.extend(listed(said, dialogue));
    rows.extend(acts(said));
    let writer = dialogue.writer();
    let only = match said.reply.facts.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let other = Press::Translate(other_language(said.language, home), only.clone());
    let translate = button(&writer.message(said.language, "button-other-language", &[]), &other);
    let sources = button(&writer.message(said.language, "button-source", &[]), &Press::Sources(only));
    let cites = !said.reply.sources.is_empty();
    let again = cites || !said.reply.choices.is_empty();
    rows.push(sources.filter(|_| cites).into_iter().chain(translate.filter(|_| again)).collect());
    keyboard(rows)
}

/// The events of a list, each to be told.
fn listed(said: &Said, dialogue: &Dialogue) -> Vec<Vec<InlineKeyboardButton>> {
    let base = dialogue.engine().base();
    let events = match said.asked.as_ref().map(|asked| &asked.answer) {
        Some(Answer::Listed { scope: Scope::Events { .. }, facts, .. }) => facts.as_slice(),
        _ => &[],
    };
    let label = |at: &FactRef| dialogue.writer().opening(&dialogue.writer().text(&base[*at].label, said.language), said.language);
    let card = |at: &FactRef| button(&label(at), &Press::Act(Act::Card(base[*at].id.clone())));
    events.iter().take(CHOICES).filter_map(card).map(|b| vec![b]).collect()
}

fn acts(said: &Said) -> Vec<Vec<InlineKeyboardButton>> {
    let row = |row: &Vec<crate::dialogue::Button>| row.iter().filter_map(|b| button(&b.label, &Press::Act(b.act.clone()))).collect();
    said.buttons.iter().map(row).collect()
}

/// The buttons that a reply has of its own.
pub fn under_said(said: &Said) -> Option<InlineKeyboardMarkup> {
    keyboard(acts(said))
}

/// The buttons of a greeting: questions to begin with, and the languages.
pub fn under_greeting(dialogue: &Dialogue, language: Language) -> Option<InlineKeyboardMarkup> {
    let mut rows = choices(&dialogue.examples(language), dialogue);
    rows.push(languages(dialogue));
    keyboard(rows)
}

/// The languages to choose from.
pub fn under_languages(dialogue: &Dialogue, language: Language) -> Option<InlineKeyboardMarkup> {
    let follows = dialogue.writer().message(language, "button-language-follows", &[]);
    keyboard(vec![languages(dialogue), button(&follows, &Press::Speak(None)).into_iter().collect()])
}

/// Every language by its own name, whatever the language around it.
fn languages(dialogue: &Dialogue) -> Vec<InlineKeyboardButton> {
    let name = |language| dialogue.writer().message(language, "button-language", &[]);
    let each = [Language::ZhHans, Language::ZhHant, Language::En];
    each.into_iter().filter_map(|language| button(&name(language), &Press::Speak(Some(language)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let presses = [
            Press::Tell("a-fact".into()),
            Press::Sources(None),
            Press::Sources(Some("a-fact".into())),
            Press::Translate(Language::ZhHant, None),
            Press::Translate(Language::En, Some("a-fact".into())),
            Press::Speak(None),
            Press::Speak(Some(Language::ZhHans)),
            Press::Act(Act::Mine(2)),
        ];
        for press in presses {
            assert_eq!(press.data().as_deref().and_then(Press::read), Some(press));
        }
    }

    #[test]
    fn data_of_another_form_is_not_read() {
        for data in ["", "1", "1:f:", "0:f:a", "2:f:a", "1:x:a", "1:o:xx:a", "1:l:", "next page", "1:o:en"] {
            assert_eq!(Press::read(data), None, "{data}");
        }
    }

    #[test]
    fn data_keeps_within_the_limit() {
        assert_eq!(Press::Tell("x".repeat(61)).data(), None);
        assert_eq!(Press::Tell("x".repeat(60)).data().map(|d| d.len()), Some(64));
    }
}

//! Labels for facts whose files give none, put together from names that the base has.

use super::facts::Definitions;
use super::index::Index;
use super::model::{Figure, Subject, Text};

/// Subject, breakdown and metric of a figure.
pub(super) fn figure(figure: &Figure, index: &Index<'_>, definitions: Definitions<'_>) -> Option<Text> {
    let of = match figure.of {
        Subject::Entity(entity) => definitions.entity(entity)?.name.clone(),
        Subject::Event(event) => event_name(index, event.index())?,
    };
    let metric = &definitions.metric(figure.metric)?.name;
    let breakdown = figure.partner.iter().chain(&figure.part);
    let breakdown: Vec<&Text> = breakdown.map(|entity| Some(&definitions.entity(*entity)?.name)).collect::<Option<_>>()?;
    let joined = |language: fn(&Text) -> &str, mark: &str| {
        let names: Vec<&str> = breakdown.iter().map(|name| language(name)).collect();
        names.join(mark)
    };
    let (zh, en) = (joined(|name| &name.zh, "、"), joined(|name| &name.en, ", "));
    let en = if en.is_empty() { en } else { format!(" ({en})") };
    Some(Text { zh: format!("{}{zh}{}", of.zh, metric.zh), en: format!("{}, {}{en}", of.en, metric.en) })
}

/// The name of an event that may not have been read yet; mistakes in it are reported where it is read.
fn event_name(index: &Index<'_>, event: usize) -> Option<Text> {
    let name = index.facts.get(event)?.body.get("name")?;
    let name = name.get_ref().as_table()?;
    let side = |language| Some(name.get(language)?.get_ref().as_str()?.to_owned());
    Some(Text { zh: side("zh")?, en: side("en")? })
}

/// The text of a fact up to its first sentence mark.
pub(super) fn opening(text: &Text) -> Text {
    Text { zh: up_to_mark(&text.zh).to_owned(), en: up_to_mark(&text.en).to_owned() }
}

fn up_to_mark(text: &str) -> &str {
    let text = text.trim();
    let end = text.char_indices().find(|(at, c)| {
        let mut rest = text[*at..].chars().skip(1);
        match c {
            '。' | '！' | '？' | '；' => true,
            // A point may also stand in a number or a name.
            '.' | '!' | '?' | ';' => rest.next().is_none_or(char::is_whitespace),
            _ => false,
        }
    });
    match end {
        Some((at, _)) if at > 0 => &text[..at],
        _ => text,
    }
}

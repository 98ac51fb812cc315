//! Inline mode: up to ten facts for a few words typed in any chat.

use super::compose::pieces;
use super::update::Query;
use crate::dialogue::{Dialogue, Found};
use crate::language::{Language, Script, script};
use crate::retrieval::EngineError;
use jiff::civil::Date;
use teloxide_core::payloads::{AnswerInlineQuery, AnswerInlineQuerySetters};
use teloxide_core::types::{
    InlineQueryId, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultsButton, InlineQueryResultsButtonKind,
    InputMessageContent, InputMessageContentText, LinkPreviewOptions, ParseMode,
};

/// The most facts.
const MOST: usize = 10;
/// How long Telegram may give the same answer again, in seconds.
const CACHE: u32 = 300;
/// The most characters under a title.
const DESCRIPTION: usize = 120;
/// The most bytes of an id of a result.
const LONGEST_ID: usize = 64;
/// What the bot is started with from here.
const START: &str = "inline";

/// Links are shown as links only.
pub fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions { is_disabled: true, url: None, prefer_small_media: false, prefer_large_media: false, show_above_text: false }
}

/// The answer to a query.
///
/// # Errors
/// When the index cannot be read.
pub fn answer(dialogue: &Dialogue, query: &Query, today: Date) -> Result<AnswerInlineQuery, EngineError> {
    let home = query.from.language.as_deref().and_then(Language::from_tag).unwrap_or(Language::En);
    let wordless = matches!(script(&query.text), Script::None);
    let (language, found) = if query.text.trim().is_empty() {
        (home, Vec::new())
    } else {
        dialogue.find(&query.text, wordless.then_some(home), today, MOST)?
    };
    let results: Vec<InlineQueryResult> = found.iter().filter_map(article).collect();
    let key = if query.text.trim().is_empty() { "inline-hint" } else { "inline-nothing" };
    let label = dialogue.writer().message(language, key, &[]);
    let nothing = results.is_empty();
    // The language follows the words, or the person when there are none.
    let payload = AnswerInlineQuery::new(InlineQueryId(query.id.clone()), results).cache_time(CACHE).is_personal(true);
    if !nothing {
        return Ok(payload);
    }
    Ok(payload.button(InlineQueryResultsButton { text: label, kind: InlineQueryResultsButtonKind::StartParameter(START.to_owned()) }))
}

fn article(found: &Found) -> Option<InlineQueryResult> {
    let html = pieces(&found.reply.text, !found.reply.sources.is_empty()).into_iter().next().filter(|_| found.id.len() <= LONGEST_ID)?;
    let content = InputMessageContentText::new(html).parse_mode(ParseMode::Html).link_preview_options(no_preview());
    let first: String = found.reply.text.lines().next().unwrap_or_default().chars().take(DESCRIPTION).collect();
    let title = if found.title.trim().is_empty() { first.clone() } else { found.title.clone() };
    let article = InlineQueryResultArticle::new(found.id.clone(), title, InputMessageContent::Text(content)).description(first);
    Some(InlineQueryResult::Article(article))
}

//! Years as they are written for short.

use std::borrow::Cow;

/// A text with years of two digits behind an apostrophe ("May '25") written in full.
#[must_use]
pub fn spell_out_years(text: &str) -> Cow<'_, str> {
    let short = |at: usize, mark: char| {
        let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let word = after.get(digits..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let apart = text.get(..at).is_none_or(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()));
        digits == 2 && !word && apart
    };
    let marks = |c: char| matches!(c, '\'' | '’' | '‘');
    let Some((at, mark)) = text.char_indices().find(|(at, c)| marks(*c) && short(*at, *c)) else { return Cow::Borrowed(text) };
    let mut spelled = text.to_owned();
    spelled.replace_range(at..at + mark.len_utf8(), "20");
    Cow::Owned(spelled)
}

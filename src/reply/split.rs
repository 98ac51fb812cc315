//! Cutting a long reply into messages.

/// The most UTF-16 units of a message.
pub const MESSAGE_LIMIT: usize = 4096;

/// Cuts a text into messages of at most [`MESSAGE_LIMIT`] UTF-16 units, at line ends where it can, else at a space,
/// else between two characters.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    cut(text, MESSAGE_LIMIT)
}

fn cut(text: &str, limit: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim_end();
    while !rest.is_empty() {
        let end = fitting(rest, limit);
        let (piece, next) = rest.split_at(end);
        let piece = piece.trim_end();
        if !piece.is_empty() {
            out.push(piece.to_owned());
        }
        rest = next.trim_start_matches(['\n', ' ']);
    }
    out
}

/// Where to cut: the whole text when it fits.
fn fitting(text: &str, limit: usize) -> usize {
    let mut units = 0;
    let (mut line, mut space) = (None, None);
    for (at, letter) in text.char_indices() {
        match letter {
            '\n' if at > 0 => line = Some(at),
            ' ' if at > 0 => space = Some(at),
            _ => {}
        }
        units += letter.len_utf16();
        if units > limit {
            // A limit below one character still moves on.
            return line.or(space).unwrap_or(at.max(letter.len_utf8().min(text.len())));
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_stays_whole() {
        assert_eq!(split("one\ntwo"), ["one\ntwo"]);
        assert!(split("").is_empty());
    }

    #[test]
    fn a_long_text_is_cut_at_line_ends() {
        assert_eq!(cut("aaa bbb\nccc ddd\neee", 12), ["aaa bbb", "ccc ddd\neee"]);
    }

    #[test]
    fn a_long_line_is_cut_at_a_space_or_a_character() {
        assert_eq!(cut("aaaa bbbb", 6), ["aaaa", "bbbb"]);
        assert_eq!(cut("蓝港灯塔节", 2), ["蓝港", "灯塔", "节"]);
        // Two units each.
        assert_eq!(cut("😀😀😀", 3), ["😀", "😀", "😀"]);
    }

    #[test]
    fn every_message_keeps_the_limit() {
        let text = "通商回答问题。\n".repeat(3_000);
        let pieces = split(&text);
        assert!(pieces.iter().all(|piece| piece.encode_utf16().count() <= MESSAGE_LIMIT));
        assert_eq!(pieces.join("\n"), text.trim_end());
    }
}

//! Reading JSON that a strict reader refuses, so that one odd update never stands in the way of all others.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// An update on its own. What cannot be read even when mended keeps its number, so that it can be confirmed.
pub fn update(raw: &RawValue) -> Value {
    value(raw.get()).unwrap_or_else(|| match serde_json::from_str::<Numbered>(raw.get()) {
        Ok(numbered) => json!({ "update_id": numbered.update_id }),
        Err(_) => Value::Null,
    })
}

/// A value, mended where need be.
pub fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&mended(text))).ok()
}

#[derive(Deserialize)]
struct Numbered {
    update_id: i64,
}

/// A JSON text in which halves of surrogate pairs that stand alone are replaced.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (taken, put) = match (half(from), half(from.get(6..).unwrap_or_default())) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => (12, None),
            (Some(0xD800..0xE000), _) => (6, Some("\\ufffd")),
            // Any other escape: the backslash and what it escapes.
            _ => (1 + from.chars().nth(1).map_or(0, char::len_utf8), None),
        };
        let (escape, after) = from.split_at_checked(taken).unwrap_or((from, ""));
        out.push_str(put.unwrap_or(escape));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The number of an escape such as `\ud83d` at the start of a text.
fn half(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_pairs_are_replaced_and_pairs_are_kept() {
        let text = r#"{"a":"\ud83d\ude00 \ud800 x\udc00\\ud800 \u4e2d \ud800\n"}"#;
        assert!(serde_json::from_str::<Value>(text).is_err());
        assert_eq!(value(text), Some(json!({"a": "😀 \u{fffd} x\u{fffd}\\ud800 中 \u{fffd}\n"})));
        for odd in ["\\", "\\u", "\\ud8", "\\汉", "\\u汉字汉字", "\\ud800\\u"] {
            mended(odd);
        }
    }

    #[test]
    fn what_cannot_be_read_keeps_its_number() {
        let deep = format!("{{\"update_id\":7,\"message\":{}{}}}", "[".repeat(500), "]".repeat(500));
        let raw = RawValue::from_string(deep).expect("JSON");
        assert_eq!(update(&raw), json!({"update_id": 7}));
    }
}

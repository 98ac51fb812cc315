//! Which language and script a text is written in, and conversion between Traditional and Simplified.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::sync::LazyLock;

/// A language and script that the bot replies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese in Simplified script.
    ZhHans,
    /// Chinese in Traditional script.
    ZhHant,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag, as `--json` prints it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// Reads a tag as people write it: `zh`, `zh-Hant`, `zh-TW`, `en`, `en-GB` …
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        match tag.as_str() {
            "zh-hant" | "zh-tw" | "zh-hk" | "zh-mo" => Some(Self::ZhHant),
            _ if tag == "zh" || tag.starts_with("zh-") => Some(Self::ZhHans),
            _ if tag == "en" || tag.starts_with("en-") => Some(Self::En),
            _ => None,
        }
    }

    /// Whether it is Chinese in either script.
    #[must_use]
    pub fn is_chinese(self) -> bool {
        self != Self::En
    }
}

/// What the letters of a text say about its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Some Han characters and no kana: Chinese.
    Han,
    /// Latin letters only.
    Latin,
    /// Mostly letters of a script that no reply is written in (Cyrillic, Arabic, kana, Hangul …).
    Other,
    /// No letters at all.
    None,
}

/// Whether a character is a Han character.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF | 0x3007)
}

fn is_kana_or_hangul(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x30FA | 0x30FC..=0x30FF | 0xFF66..=0xFF9F | 0x1100..=0x11FF | 0xAC00..=0xD7AF)
}

/// The script of a text by its letters. Any Han character means Chinese, unless kana or Hangul stand beside it.
#[must_use]
pub fn script(text: &str) -> Script {
    let (mut han, mut latin, mut other, mut kana) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars() {
        if is_han(c) {
            han += 1;
        } else if is_kana_or_hangul(c) {
            kana += 1;
        } else if c.is_ascii_alphabetic() || matches!(u32::from(c), 0xC0..=0x24F) {
            latin += 1;
        } else if c.is_alphabetic() {
            other += 1;
        }
    }
    match (han, latin, other, kana) {
        (0, 0, 0, 0) => Script::None,
        _ if kana > 0 && kana * 3 >= han => Script::Other,
        _ if han > 0 && han * 2 >= other => Script::Han,
        _ if other > latin => Script::Other,
        _ if latin > 0 => Script::Latin,
        _ => Script::Other,
    }
}

/// Characters before 籤 where it is a slip of paper or a lot and stays.
const LOTS: &str = "書標抽竹牙求靈詩題";

/// The tables take 签 outside of the words that they know for a lot; nearly always it means to sign.
fn signed(text: String) -> String {
    if !text.contains('籤') {
        return text;
    }
    let before = std::iter::once(None).chain(text.chars().map(Some));
    before.zip(text.chars()).map(|(before, c)| if c == '籤' && !before.is_some_and(|b| LOTS.contains(b)) { '簽' } else { c }).collect()
}

/// Converts Chinese between its two scripts. All share the same tables.
#[derive(Clone, Copy)]
pub struct Scripts {
    simplify: &'static OpenCC,
}

static SIMPLIFY: LazyLock<Result<OpenCC, ScriptsError>> = LazyLock::new(|| open(BuiltinConfig::T2s));
/// Much the bigger table, loaded when first somebody writes Traditional.
static TRADITIONAL: LazyLock<Result<OpenCC, ScriptsError>> = LazyLock::new(|| open(BuiltinConfig::S2t));

fn open(config: BuiltinConfig) -> Result<OpenCC, ScriptsError> {
    OpenCC::from_config(config).map_err(|e| ScriptsError(e.to_string()))
}

/// The conversion tables that the program carries could not be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the script conversion tables could not be loaded: {0}")]
pub struct ScriptsError(String);

impl Scripts {
    /// Loads the conversion tables, the first time.
    ///
    /// # Errors
    /// When the embedded tables cannot be read, which means a broken build.
    pub fn load() -> Result<Self, ScriptsError> {
        Ok(Self { simplify: SIMPLIFY.as_ref().map_err(Clone::clone)? })
    }

    /// Simplified Chinese.
    #[must_use]
    pub fn simplify(&self, text: &str) -> String {
        self.simplify.convert(text)
    }

    /// Traditional Chinese; the text as it is if the table that the program carries is broken.
    #[must_use]
    pub fn traditional(&self, text: &str) -> String {
        TRADITIONAL.as_ref().map_or_else(|_| text.to_owned(), |table| signed(table.convert(text)))
    }

    /// Whether a Chinese text is written in Traditional script: more characters are Traditional-only than Simplified-only.
    #[must_use]
    pub fn is_traditional(&self, text: &str) -> bool {
        let differing = |other: &str| text.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
        let traditional_only = differing(&self.simplify(text));
        traditional_only > 0 && traditional_only > differing(&self.traditional(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_han_character_means_chinese() {
        assert_eq!(script("LED 灯塔"), Script::Han);
        assert_eq!(script("Harbour?"), Script::Latin);
        assert_eq!(script("Какой груз прошёл через порт?"), Script::Other);
        assert_eq!(script("灯台の高さはいくらですか"), Script::Other);
        assert_eq!(script("?? 123"), Script::None);
    }

    #[test]
    fn to_sign_is_no_lot() -> Result<(), ScriptsError> {
        let scripts = Scripts::load()?;
        assert_eq!(scripts.traditional("签成的合同"), "簽成的合同");
        assert_eq!(scripts.traditional("书签和标签"), "書籤和標籤");
        Ok(())
    }

    #[test]
    fn traditional_is_told_from_simplified() -> Result<(), ScriptsError> {
        let scripts = Scripts::load()?;
        assert!(scripts.is_traditional("藍港燈塔的開放時間"));
        assert!(!scripts.is_traditional("蓝港灯塔的开放时间"));
        assert!(!scripts.is_traditional("港口 2024"));
        Ok(())
    }
}

//! The canonical form of a text, in which names are matched and terms are counted.
//!
//! NFKC, Simplified script, lower case; Latin words stemmed and each wrapped in its own pair of spaces, so that a
//! plain substring match respects word boundaries; Han characters bare; punctuation that parts phrases becomes `|`,
//! the rest is dropped. "Jinan Area's 进出口" becomes ` jinan  area 进出口`.

use super::script::{Scripts, is_han};
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// The most characters of a question that are read; what follows is ignored.
pub const READ_LIMIT: usize = 400;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word in an alphabet.
    Word,
    /// Digits, with a decimal point perhaps.
    Number,
    /// One Han character.
    Han,
    /// A mark that parts phrases.
    Break,
}

/// A piece of a canonical text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// First byte in [`Canonical::text`].
    pub start: usize,
    /// Byte after the last in [`Canonical::text`].
    pub end: usize,
    /// First byte in the surface text.
    surface_start: usize,
    /// Byte after the last in the surface text.
    surface_end: usize,
}

/// A text in canonical form with its tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Canonical {
    /// The whole form; what names are searched in.
    pub text: String,
    /// Its pieces in order.
    pub tokens: Vec<Token>,
    /// The words before stemming, one after the other.
    surfaces: String,
}

impl Canonical {
    /// The stem of a word token, the text of any other.
    #[must_use]
    pub fn stem(&self, token: &Token) -> &str {
        self.text[token.start..token.end].trim()
    }

    /// The word before stemming, the digits or the character of the token with this number; empty past the end.
    #[must_use]
    pub fn surface(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| self.surfaces.get(t.surface_start..t.surface_end).unwrap_or(""))
    }

    /// The range of tokens that a byte range of the text covers.
    #[must_use]
    pub fn tokens_in(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.start < start);
        let last = self.tokens.partition_point(|t| t.start < end);
        first..last
    }

    /// Puts other stems in the place of words, by token number.
    pub fn replace_words(&mut self, words: &[(usize, String)]) {
        let old = std::mem::take(self);
        for (n, token) in old.tokens.iter().enumerate() {
            let form = words.iter().find(|(at, _)| *at == n).map_or_else(|| old.stem(token), |(_, word)| word.as_str());
            self.push(token.kind, form, old.surface(n));
        }
    }

    fn push(&mut self, kind: TokenKind, form: &str, surface: &str) {
        let start = self.text.len();
        let wrapped = matches!(kind, TokenKind::Word | TokenKind::Number);
        if wrapped {
            self.text.push(' ');
        }
        self.text.push_str(form);
        if wrapped {
            self.text.push(' ');
        }
        let surface_start = self.surfaces.len();
        self.surfaces.push_str(surface);
        self.tokens.push(Token { kind, start, end: self.text.len(), surface_start, surface_end: self.surfaces.len() });
    }
}

type Stems<'a> = MutexGuard<'a, FxHashMap<String, String>>;

/// Brings texts into canonical form.
pub struct Canonicaliser {
    scripts: Scripts,
    stemmer: Stemmer,
    /// Stems of the words of the base, which come again and again while it is prepared.
    stems: Mutex<FxHashMap<String, String>>,
}

impl Canonicaliser {
    /// With loaded script tables.
    #[must_use]
    pub fn new(scripts: Scripts) -> Self {
        Self { scripts, stemmer: Stemmer::create(Algorithm::English), stems: Mutex::default() }
    }

    /// The script tables.
    #[must_use]
    pub fn scripts(&self) -> &Scripts {
        &self.scripts
    }

    /// The canonical form of a text that somebody typed. Never fails; hostile characters fall away.
    #[must_use]
    pub fn question(&self, text: &str) -> Canonical {
        let plain: String = text.nfkc().filter(|c| !is_invisible(*c)).take(READ_LIMIT).collect();
        self.simplified(&self.scripts.simplify(&plain), None)
    }

    /// The words of the base with their stems, which were kept while it was prepared and are forgotten now.
    #[must_use]
    pub fn settle(&self) -> Vec<(String, String)> {
        std::mem::take(&mut *self.stems.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }

    /// The canonical form of a text of the base, which is Simplified already.
    #[must_use]
    pub fn base(&self, text: &str) -> Canonical {
        let stems = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        if text.chars().all(is_plain) {
            return self.simplified(text, Some(stems));
        }
        let plain: String = text.nfkc().filter(|c| !is_invisible(*c)).collect();
        self.simplified(&plain, Some(stems))
    }

    fn simplified(&self, text: &str, mut stems: Option<Stems<'_>>) -> Canonical {
        let mut out = Canonical {
            text: String::with_capacity(text.len() * 2),
            tokens: Vec::with_capacity(text.len() / 3),
            surfaces: String::with_capacity(text.len()),
        };
        let chars: Vec<char> = text.chars().map(fold).collect();
        let mut i = 0;
        while let Some(&c) = chars.get(i) {
            if is_han(c) {
                let mut buffer = [0u8; 4];
                let form: &str = c.encode_utf8(&mut buffer);
                out.push(TokenKind::Han, form, form);
                i += 1;
            } else if c.is_ascii_digit() {
                i = self.number(&chars, i, &mut out);
            } else if c.is_alphabetic() {
                i = self.word(&chars, i, &mut out, stems.as_mut());
            } else {
                if parts_phrases(c) && out.tokens.last().is_some_and(|t| t.kind != TokenKind::Break) {
                    out.push(TokenKind::Break, "|", "|");
                }
                i += 1;
            }
        }
        out
    }

    fn number(&self, chars: &[char], from: usize, out: &mut Canonical) -> usize {
        let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        let mut i = from;
        let mut digits = String::new();
        while let Some(&c) = chars.get(i) {
            let grouping = c == ',' && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
            let point = c == '.' && digit(i + 1) && !digits.contains('.');
            if c.is_ascii_digit() || point {
                digits.push(c);
            } else if !grouping {
                break;
            }
            i += 1;
        }
        out.push(TokenKind::Number, &digits, &digits);
        if chars.get(i) == Some(&'%') {
            out.push(TokenKind::Word, "%", "%");
            i += 1;
        }
        i
    }

    fn word(&self, chars: &[char], from: usize, out: &mut Canonical, stems: Option<&mut Stems<'_>>) -> usize {
        let mut i = from;
        let mut word = String::new();
        while let Some(&c) = chars.get(i) {
            let letter = c.is_alphabetic() && !is_han(c);
            let inner_apostrophe = c == '\'' && chars.get(i + 1).is_some_and(|n| n.is_alphabetic() && !is_han(*n));
            if !(letter || inner_apostrophe || c.is_ascii_digit()) {
                break;
            }
            word.push(c);
            i += 1;
        }
        let word = word.strip_suffix("'s").unwrap_or(&word).replace('\'', "");
        match word.as_str() {
            "" | "the" | "s" => {}
            _ => match stems {
                Some(stems) => match stems.get(&word) {
                    Some(stem) => out.push(TokenKind::Word, stem, &word),
                    None => {
                        let stem = self.stemmer.stem(&word).into_owned();
                        out.push(TokenKind::Word, &stem, &word);
                        stems.insert(word, stem);
                    }
                },
                None => out.push(TokenKind::Word, &self.stemmer.stem(&word), &word),
            },
        }
        i
    }
}

/// Whether normalisation leaves a character alone.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '“' | '”' | '’' | '—')
}

fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFFD | 0xE0000..=0xE0FFF)
}

/// Lower case without accents and with one kind of apostrophe.
fn fold(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c if is_han(c) => c,
        c => {
            let base = std::iter::once(c).nfd().next().unwrap_or(c);
            base.to_lowercase().next().unwrap_or(base)
        }
    }
}

fn parts_phrases(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | '、' | '。' | '，' | '；' | '：' | '？' | '！' | '\n' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> String {
        Canonicaliser::new(Scripts::load().expect("tables")).question(text).text
    }

    #[test]
    fn latin_words_are_stemmed_and_wrapped() {
        assert_eq!(canonical("The Jinan Areas' Trade"), " jinan  area  trade ");
    }

    #[test]
    fn traditional_and_full_width_fall_together() {
        assert_eq!(canonical("濟南片區２０２４年"), canonical("济南片区2024年"));
    }

    #[test]
    fn quotes_and_dashes_vanish_and_commas_part() {
        assert_eq!(canonical("共建“一带一路”国家"), "共建一带一路国家");
        assert_eq!(canonical("济南、青岛"), "济南|青岛");
    }

    #[test]
    fn thousands_are_one_number() {
        assert_eq!(canonical("1,029 and 948.8"), " 1029  and  948.8 ");
    }

    #[test]
    fn accents_and_zero_width_characters_do_not_matter() {
        assert_eq!(canonical("Türkiye"), canonical("Turkiye"));
        assert_eq!(canonical("Jin\u{200b}an"), canonical("Jinan"));
    }
}

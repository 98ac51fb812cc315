//! The canonical form of a text, in which names are matched and terms are counted.
//!
//! NFKC, Simplified script, lower case; a token for each Latin word, by its stem, each number and each Han character;
//! punctuation that parts phrases becomes `|`, the rest is dropped. "Blue Harbour's 灯塔" becomes `blue`, `harbour`, `灯`,
//! `塔`.

use super::script::{Scripts, is_han};
use super::stems::{Origin, Stems, Symbol};
use std::ops::Range;
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
    /// The stem of a word, the text of any other.
    pub symbol: Symbol,
    /// First byte in the surfaces.
    start: u32,
    /// Byte after the last in the surfaces.
    end: u32,
}

/// A text in canonical form: its tokens in order.
#[derive(Debug, Clone, Default)]
pub struct Canonical {
    /// Its pieces in order.
    pub tokens: Vec<Token>,
    /// The words before stemming, one after the other.
    surfaces: String,
    /// The characters while they are taken apart; kept for the next text.
    characters: Vec<char>,
}

impl Canonical {
    /// The word before stemming, the digits or the character of the token with this number; empty past the end.
    #[must_use]
    pub fn surface(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| self.surfaces.get(t.start as usize..t.end as usize).unwrap_or(""))
    }

    /// What a token is; `None` past the end.
    #[must_use]
    pub fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokens.get(token).map(|t| t.kind)
    }

    /// Whether no clause goes on at a token: it parts clauses, or the text is at its end.
    #[must_use]
    pub fn parts_clauses(&self, token: usize) -> bool {
        self.kind(token).is_none_or(|kind| kind == TokenKind::Break)
    }

    /// The Han character that a token is.
    #[must_use]
    pub fn han(&self, token: usize) -> Option<char> {
        self.tokens.get(token).filter(|t| t.kind == TokenKind::Han).and_then(|t| t.symbol.character())
    }

    /// Adds a token of what was written to the surfaces from `start` on.
    fn push(&mut self, kind: TokenKind, symbol: Symbol, start: usize) {
        // A text of the base is far below the limit, and a question is cut.
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        self.tokens.push(Token { kind, symbol, start: at(start), end: at(self.surfaces.len()) });
    }

    fn push_character(&mut self, kind: TokenKind, c: char) {
        let start = self.surfaces.len();
        self.surfaces.push(c);
        self.push(kind, Symbol::of(c), start);
    }
}

/// Gives words and numbers their symbols.
trait Lookup {
    fn word(&mut self, word: &str) -> Symbol;
    fn number(&mut self, digits: &str) -> Symbol;
}

/// Keeps what it meets.
struct Learning<'s>(&'s mut Stems, Origin);

impl Lookup for Learning<'_> {
    fn word(&mut self, word: &str) -> Symbol {
        self.0.learn(word, self.1)
    }

    fn number(&mut self, digits: &str) -> Symbol {
        self.0.add(digits)
    }
}

impl Lookup for &Stems {
    fn word(&mut self, word: &str) -> Symbol {
        self.find(word)
    }

    fn number(&mut self, digits: &str) -> Symbol {
        self.get(digits)
    }
}

/// Brings texts into canonical form.
#[derive(Clone, Copy)]
pub struct Canonicaliser {
    scripts: Scripts,
}

impl Canonicaliser {
    /// With loaded script tables.
    #[must_use]
    pub fn new(scripts: Scripts) -> Self {
        Self { scripts }
    }

    /// The script tables.
    #[must_use]
    pub fn scripts(&self) -> &Scripts {
        &self.scripts
    }

    /// The canonical form of a text that somebody typed. Never fails; hostile characters fall away.
    #[must_use]
    pub fn question(&self, text: &str, mut stems: &Stems) -> Canonical {
        let plain: String = text.nfkc().filter(|c| !is_invisible(*c)).take(READ_LIMIT).collect();
        let mut out = Canonical::default();
        take_apart(self.scripts.simplify(&plain).chars(), &mut stems, &mut out);
        out
    }

    /// The canonical form of a text that is Simplified already, in the place of what `out` held; its words are learnt.
    pub fn learn(&self, text: &str, origin: Origin, stems: &mut Stems, out: &mut Canonical) {
        let mut lookup = Learning(stems, origin);
        if text.chars().all(is_plain) {
            take_apart(text.chars(), &mut lookup, out);
        } else {
            take_apart(text.nfkc().filter(|c| !is_invisible(*c)), &mut lookup, out);
        }
    }
}

fn take_apart(text: impl Iterator<Item = char>, lookup: &mut impl Lookup, out: &mut Canonical) {
    out.tokens.clear();
    out.surfaces.clear();
    let mut chars = std::mem::take(&mut out.characters);
    chars.clear();
    chars.extend(text.map(fold));
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        if is_han(c) {
            out.push_character(TokenKind::Han, c);
            i += 1;
        } else if let Some(parts) = c.is_ascii_digit().then(|| dotted_date(&chars, i)).flatten() {
            for part in parts {
                let start = out.surfaces.len();
                out.surfaces.extend(chars.get(part.clone()).into_iter().flatten());
                let symbol = lookup.number(&out.surfaces[start..]);
                out.push(TokenKind::Number, symbol, start);
                i = part.end;
            }
        } else if c.is_ascii_digit() {
            i = number(&chars, i, lookup, out);
        } else if c.is_alphabetic() {
            i = word(&chars, i, lookup, out);
        } else {
            if parts_phrases(c) && out.tokens.last().is_some_and(|t| t.kind != TokenKind::Break) {
                out.push_character(TokenKind::Break, '|');
            }
            i += 1;
        }
    }
    out.characters = chars;
}

/// Year, month and day of a date such as `2025.7.18`, whose points are no decimal points.
fn dotted_date(chars: &[char], from: usize) -> Option<[Range<usize>; 3]> {
    const YEAR: usize = 4;
    let digits = |from: usize| from..from + chars.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let point = |at: usize| chars.get(at) == Some(&'.');
    let year = digits(from);
    let month = digits(year.end + 1);
    let day = digits(month.end + 1);
    let short = |part: &Range<usize>| (1..=2).contains(&part.len());
    let dotted = year.len() == YEAR && point(year.end) && point(month.end) && short(&month) && short(&day);
    dotted.then_some([year, month, day])
}

fn number(chars: &[char], from: usize, lookup: &mut impl Lookup, out: &mut Canonical) -> usize {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let (mut i, start, mut pointed) = (from, out.surfaces.len(), false);
    while let Some(&c) = chars.get(i) {
        let grouping = c == ',' && digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
        let point = c == '.' && digit(i + 1) && !pointed;
        if c.is_ascii_digit() || point {
            pointed |= point;
            out.surfaces.push(c);
        } else if !grouping {
            break;
        }
        i += 1;
    }
    let symbol = lookup.number(&out.surfaces[start..]);
    out.push(TokenKind::Number, symbol, start);
    if chars.get(i) == Some(&'%') {
        out.push_character(TokenKind::Word, '%');
        i += 1;
    }
    i
}

fn word(chars: &[char], from: usize, lookup: &mut impl Lookup, out: &mut Canonical) -> usize {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_alphabetic() && !is_han(c);
    let (mut i, start, mut apostrophes) = (from, out.surfaces.len(), false);
    while let Some(&c) = chars.get(i) {
        let inner_apostrophe = c == '\'' && chars.get(i + 1).is_some_and(|n| letter(*n));
        if !(letter(c) || inner_apostrophe || c.is_ascii_digit()) {
            break;
        }
        apostrophes |= inner_apostrophe;
        out.surfaces.push(c);
        i += 1;
    }
    if apostrophes {
        let word = out.surfaces.split_off(start);
        out.surfaces.extend(word.strip_suffix("'s").unwrap_or(&word).chars().filter(|c| *c != '\''));
    }
    match &out.surfaces[start..] {
        "" | "the" | "s" => out.surfaces.truncate(start),
        word => {
            let symbol = lookup.word(word);
            out.push(TokenKind::Word, symbol, start);
        }
    }
    i
}

/// Whether normalisation leaves a character alone or only makes it narrow.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '《' | '》' | '“' | '”' | '‘' | '’' | '—' | '–' | '·' | '！'..='～')
}

/// ASCII for its full-width form.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c),
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(u32::from(c), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF | 0xFFFD | 0xE0000..=0xE0FFF)
}

/// Lower case without accents and with one kind of apostrophe.
fn fold(c: char) -> char {
    match narrow(c) {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c if is_plain(c) || is_han(c) => c,
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

    /// The stems and characters of a text, as if it were the first that is read.
    fn canonical(text: &str) -> Vec<String> {
        let scripts = Scripts::load().expect("tables");
        let plain: String = text.nfkc().filter(|c| !is_invisible(*c)).collect();
        let (mut stems, mut out) = (Stems::default(), Canonical::default());
        take_apart(scripts.simplify(&plain).chars(), &mut Learning(&mut stems, Origin::Base), &mut out);
        let form = |t: &Token| t.symbol.character().map_or_else(|| stems.text(t.symbol).to_owned(), String::from);
        out.tokens.iter().map(form).collect()
    }

    #[test]
    fn latin_words_are_stemmed() {
        assert_eq!(canonical("The Blue Harbours' Cargo"), ["blue", "harbour", "cargo"]);
    }

    #[test]
    fn traditional_and_full_width_fall_together() {
        assert_eq!(canonical("藍港燈塔２０２４年"), canonical("蓝港灯塔2024年"));
    }

    #[test]
    fn quotes_and_dashes_vanish_and_commas_part() {
        assert_eq!(canonical("参加“一灯一港”的船").concat(), "参加一灯一港的船");
        assert_eq!(canonical("灯塔、码头").concat(), "灯塔|码头");
    }

    #[test]
    fn thousands_are_one_number() {
        assert_eq!(canonical("1,037 and 873.5"), ["1037", "and", "873.5"]);
    }

    #[test]
    fn the_points_of_a_date_are_no_decimal_points() {
        assert_eq!(canonical("2025.7.18 and 2025.7"), ["2025", "7", "18", "and", "2025.7"]);
    }

    #[test]
    fn accents_and_zero_width_characters_do_not_matter() {
        assert_eq!(canonical("Curaçao"), canonical("Curacao"));
        assert_eq!(canonical("Har\u{200b}bour"), canonical("Harbour"));
    }

    #[test]
    fn a_question_knows_the_words_that_were_learnt_by_their_stems() {
        let canonicaliser = Canonicaliser::new(Scripts::load().expect("tables"));
        let (mut stems, mut learnt) = (Stems::default(), Canonical::default());
        canonicaliser.learn("boats of 2024", Origin::Base, &mut stems, &mut learnt);
        let asked = canonicaliser.question("boat 2024 piers", &stems);
        let symbols: Vec<Symbol> = asked.tokens.iter().map(|t| t.symbol).collect();
        assert_eq!(symbols, [learnt.tokens[0].symbol, learnt.tokens[2].symbol, Symbol::UNKNOWN]);
    }
}

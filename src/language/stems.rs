//! Numbers for what tokens say, so that words are compared once and everything after compares numbers.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::Arc;

/// What a token says, as a number: a Han character by its code point, a stem by its place in a table of [`Stems`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(u32);

/// The first number that is no code point.
const FIRST_STEM: u32 = 0x11_0000;

impl Symbol {
    /// A stem that no table holds.
    pub const UNKNOWN: Self = Self(u32::MAX);

    /// The symbol of a character that stands for itself.
    #[must_use]
    pub fn of(c: char) -> Self {
        Self(u32::from(c))
    }

    /// The character, of one that stands for itself.
    #[must_use]
    pub fn character(self) -> Option<char> {
        char::from_u32(self.0)
    }

    /// The number itself.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// The symbol of a number that was one's.
    pub(super) fn numbered(number: u32) -> Self {
        Self(number)
    }

    fn stem(place: usize) -> Self {
        u32::try_from(place).ok().and_then(|place| FIRST_STEM.checked_add(place)).map_or(Self::UNKNOWN, Self)
    }

    fn place(self) -> Option<usize> {
        self.0.checked_sub(FIRST_STEM).and_then(|place| usize::try_from(place).ok())
    }
}

/// Where a word was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In the lists of general words only.
    General,
    /// In a base.
    Base,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    stem: Symbol,
    origin: Origin,
}

/// Words and numbers met before, with their stems. A copy shares the texts.
#[derive(Default, Clone)]
pub struct Stems {
    words: FxHashMap<Arc<str>, Word>,
    stems: FxHashMap<Arc<str>, Symbol>,
    list: Vec<Arc<str>>,
}

/// For each stem of a table its symbol in another table, which took it over.
pub struct Renumbering(Vec<Symbol>);

impl Renumbering {
    /// The symbol in the other table; a character stands for itself in both.
    #[must_use]
    pub fn here(&self, there: Symbol) -> Symbol {
        there.place().and_then(|place| self.0.get(place)).copied().unwrap_or(there)
    }
}

fn stemmer() -> Stemmer {
    Stemmer::create(Algorithm::English)
}

impl Stems {
    /// With room for so many words: a table that grows is filled several times over.
    #[must_use]
    pub fn with_room(words: usize) -> Self {
        Self {
            words: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
            stems: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
            list: Vec::with_capacity(words),
        }
    }

    /// The symbol of a word, by its stem; the word is kept.
    pub fn learn(&mut self, word: &str, origin: Origin) -> Symbol {
        if let Some(known) = self.words.get_mut(word) {
            if origin == Origin::Base {
                known.origin = origin;
            }
            return known.stem;
        }
        let form = stemmer().stem(word);
        let stem = self.add(&form);
        let text = self.list.last().filter(|last| ***last == *word).cloned().unwrap_or_else(|| word.into());
        self.words.insert(text, Word { stem, origin });
        stem
    }

    /// The symbol of what is its own stem, such as digits; it is kept.
    pub fn add(&mut self, stem: &str) -> Symbol {
        if let Some(symbol) = self.stems.get(stem) {
            return *symbol;
        }
        let (symbol, text) = (Symbol::stem(self.list.len()), Arc::<str>::from(stem));
        self.list.push(Arc::clone(&text));
        self.stems.insert(text, symbol);
        symbol
    }

    /// The symbol of a stem that another table has; its text is shared.
    fn share(&mut self, stem: &Arc<str>) -> Symbol {
        if let Some(symbol) = self.stems.get(stem) {
            return *symbol;
        }
        let symbol = Symbol::stem(self.list.len());
        self.list.push(Arc::clone(stem));
        self.stems.insert(Arc::clone(stem), symbol);
        symbol
    }

    /// Takes over the words and stems that were learnt there, and gives what is what here.
    pub fn adopt(&mut self, there: &Self) -> Renumbering {
        let renumbering = Renumbering(there.list.iter().map(|stem| self.share(stem)).collect());
        for (text, word) in &there.words {
            if let Some(known) = self.words.get_mut(text) {
                known.origin = known.origin.max(word.origin);
            } else {
                self.words.insert(Arc::clone(text), Word { stem: renumbering.here(word.stem), ..*word });
            }
        }
        renumbering
    }

    /// The symbol of a word, if its stem is known.
    #[must_use]
    pub fn find(&self, word: &str) -> Symbol {
        match self.words.get(word) {
            Some(known) => known.stem,
            None => self.get(&stemmer().stem(word)),
        }
    }

    /// The symbol of a stem, if it is known.
    #[must_use]
    pub fn get(&self, stem: &str) -> Symbol {
        self.stems.get(stem).copied().unwrap_or(Symbol::UNKNOWN)
    }

    /// The text of a stem; empty for what is none of this table.
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        symbol.place().and_then(|place| self.list.get(place)).map_or("", |text| text)
    }

    /// The text of a stem, to be kept elsewhere.
    #[must_use]
    pub fn shared_text(&self, symbol: Symbol) -> Option<Arc<str>> {
        symbol.place().and_then(|place| self.list.get(place)).cloned()
    }

    /// The words that were met in a base, in no order.
    pub fn words_of_base(&self) -> impl Iterator<Item = (&Arc<str>, Symbol)> {
        self.words.iter().filter(|(_, word)| word.origin == Origin::Base).map(|(text, word)| (text, word.stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_learns_on_its_own_and_is_taken_over_with_new_numbers() {
        let mut here = Stems::default();
        here.learn("area", Origin::General);
        let mut there = here.clone();
        let ports = there.learn("ports", Origin::Base);
        there.learn("area", Origin::Base);
        here.learn("zones", Origin::Base);
        assert_eq!(here.find("port"), Symbol::UNKNOWN);
        let renumbering = here.adopt(&there);
        assert_eq!(here.find("port"), here.find("ports"));
        assert_eq!(renumbering.here(ports), here.find("ports"));
        assert_eq!(renumbering.here(Symbol::of('港')), Symbol::of('港'));
        assert_ne!(here.find("ports"), ports);
        let mut words: Vec<&str> = here.words_of_base().map(|(word, _)| &**word).collect();
        words.sort_unstable();
        assert_eq!(words, ["area", "ports", "zones"]);
    }
}

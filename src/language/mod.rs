//! Scripts, words, numbers and dates of Chinese and English. This room knows no facts and no domain.

mod canonical;
mod dates;
mod general;
mod lexicon;
mod numerals;
mod operation;
mod period;
mod phrasebook;
mod quantity;
mod role;
mod script;
mod stems;
mod trie;
mod years;

pub use canonical::{Canonical, Canonicaliser, READ_LIMIT, Token, TokenKind};
pub use dates::{NamedTime, Time, named_times, names_impossible_date};
pub use general::{Sense, senses};
pub use lexicon::{Lexicon, LexiconError};
pub use numerals::{StatedNumber, read_han, stated_numbers};
pub use operation::Operation;
pub use period::*;
pub use phrasebook::{Found, Phrasebook};
pub use quantity::*;
pub use role::{GeneralWord, Joint, Role, Sort, Talk, Wanted};
pub use script::{Language, Script, Scripts, ScriptsError, is_han, script};
pub use stems::{Origin, Stems, Symbol};
pub use trie::Trie;

//! What Chinese words of general language can be, for the words of a question that the base does not know: a verb or a
//! noun of everyday language is no proper name.
//!
//! The lists are sorted, one word a line, and searched as they stand, so that a start reads none of them. They were
//! drawn from the dictionary of jieba (MIT, Sun Junyi), without names and without words of the base's field.

/// Verbs, adverbs, adjectives and idioms.
const SAYINGS: &str = include_str!("data/sayings.zh.txt");
/// Nouns.
const THINGS: &str = include_str!("data/things.zh.txt");
/// The most characters of a word of the lists.
const LONGEST: usize = 4;
/// What a character costs that no word takes, in words.
const STRANGE_COST: usize = 10;

/// What a character of a Chinese text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A verb, an adverb or another word that names nothing.
    Saying,
    /// A common noun.
    Thing,
    /// No word of general language.
    Strange,
}

/// What each character belongs to, by the division into the fewest words.
#[must_use]
pub fn senses(text: &[char]) -> Vec<Sense> {
    // The best division of what follows each position: its cost, and the length and sense of its first word.
    let mut best = vec![(0, 1, Sense::Strange); text.len() + 1];
    let after = |best: &[(usize, usize, Sense)], at: usize| best.get(at).map_or(0, |(cost, ..)| *cost);
    for at in (0..text.len()).rev() {
        let mut choice = (STRANGE_COST + after(&best, at + 1), 1, Sense::Strange);
        for length in 1..=LONGEST.min(text.len() - at) {
            let word: String = text.iter().skip(at).take(length).collect();
            if let Some(sense) = sense(&word) {
                // One word of two characters goes before two of one.
                let cost = 1 + usize::from(length == 1) + after(&best, at + length);
                choice = if cost < choice.0 { (cost, length, sense) } else { choice };
            }
        }
        if let Some(slot) = best.get_mut(at) {
            *slot = choice;
        }
    }
    let mut out = Vec::with_capacity(text.len());
    while let Some((_, length, sense)) = best.get(out.len()).filter(|_| out.len() < text.len()) {
        out.extend(std::iter::repeat_n(*sense, *length));
    }
    out
}

fn sense(word: &str) -> Option<Sense> {
    if holds(SAYINGS, word) {
        Some(Sense::Saying)
    } else if holds(THINGS, word) {
        Some(Sense::Thing)
    } else {
        None
    }
}

/// Whether a sorted list has a word.
fn holds(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let line_at = |at: usize| {
        let start = bytes.get(..at).and_then(|before| before.iter().rposition(|b| *b == b'\n')).map_or(0, |n| n + 1);
        let end = bytes.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'\n')).map_or(bytes.len(), |n| at + n);
        (start, end)
    };
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let (start, end) = line_at(low.midpoint(high));
        match bytes.get(start..end).unwrap_or_default().cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Sense> {
        senses(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn a_list_is_searched_from_its_first_line_to_its_last() {
        for list in [SAYINGS, THINGS] {
            let words: Vec<&str> = list.lines().collect();
            assert!(words.is_sorted());
            assert!(words.iter().step_by(97).chain(words.last()).all(|word| holds(list, word)));
        }
        assert!(!holds(SAYINGS, "") && !holds(THINGS, "龘龘"));
    }

    #[test]
    fn a_verb_names_nothing_and_a_foreign_name_is_strange() {
        assert_eq!(of("牢牢"), [Sense::Saying; 2]);
        assert_eq!(of("表格"), [Sense::Thing; 2]);
        assert_eq!(of("马士基"), [Sense::Strange; 3]);
        assert_eq!(of("靠拢腾讯"), [Sense::Saying, Sense::Saying, Sense::Strange, Sense::Strange]);
        assert!(of("").is_empty());
    }
}

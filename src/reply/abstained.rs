//! What the base does not hold: the reason in a plain sentence, then the nearest fact, labelled as such.

use super::draft::Draft;
use super::{computed, facts};
use crate::language::Wanted;
use crate::retrieval::{Item, Reason};

/// The most words that are named as not accounted for.
const MOST_NAMED: usize = 6;

/// The lines of an abstention.
pub(super) fn told(draft: &mut Draft<'_>, reason: &Reason, nearest: Option<Item>) -> Vec<String> {
    let mut lines = match reason {
        Reason::KnownGap(at) => facts::told(draft, *at, None),
        reason => vec![sentence(draft, reason)],
    };
    lines.extend(offered(draft, nearest));
    lines
}

/// The nearest fact, told whole.
pub(super) fn offered(draft: &mut Draft<'_>, nearest: Option<Item>) -> Vec<String> {
    let told = match nearest {
        Some(Item::Fact(at)) => facts::told(draft, at, None),
        Some(Item::Derived(n)) => match draft.derived.get(n) {
            Some(derived) => computed::told_derived(draft, derived),
            None => return Vec::new(),
        },
        None => return Vec::new(),
    };
    std::iter::once(draft.words.say("nearest", &[])).chain(told).collect()
}

fn sentence(draft: &Draft<'_>, reason: &Reason) -> String {
    let words = draft.words;
    match reason {
        Reason::OtherName(word) => words.say("abstain-name", &[("word", &words.quoted(bare(word)))]),
        Reason::OtherTime(word) => words.say("abstain-time", &[("word", &words.quoted(bare(word)))]),
        Reason::OtherNumber(word) => words.say("abstain-number", &[("word", word)]),
        Reason::NotTold(wanted) => words.say(not_told(*wanted), &[]),
        Reason::Unexplained(unknown) if !unknown.is_empty() => {
            let mut named: Vec<String> = Vec::new();
            for word in unknown.iter().map(|word| words.quoted(word)) {
                if named.len() < MOST_NAMED && !named.contains(&word) {
                    named.push(word);
                }
            }
            words.say("abstain-unexplained", &[("words", &words.list(&named))])
        }
        Reason::NotComparable => words.say("abstain-not-comparable", &[]),
        Reason::Nothing | Reason::Unexplained(_) | Reason::KnownGap(_) => words.say("abstain-nothing", &[]),
    }
}

/// What was typed without the 的 after it, which the sentence has itself.
fn bare(word: &str) -> &str {
    word.trim_end_matches('的')
}

fn not_told(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Who => "abstain-who",
        Wanted::When => "abstain-when",
        Wanted::Where => "abstain-where",
        Wanted::HowMuch | Wanted::Percent => "abstain-how-much",
        Wanted::HowMany => "abstain-how-many",
        Wanted::Nth => "abstain-nth",
        Wanted::Which => "abstain-which",
        Wanted::What => "abstain-what",
        Wanted::Why => "abstain-why",
        Wanted::How => "abstain-how",
        Wanted::Other => "abstain-nothing",
    }
}

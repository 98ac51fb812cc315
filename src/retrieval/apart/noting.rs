//! Notes what a text of a fact says beside its terms: its times and numbers, what it counts, which posts it qualifies, and
//! what it says is not told.

use super::{Apart, texts};
use crate::knowledge::Fact;
use crate::language::{Role, StatedNumber, TokenKind, named_times, stated_numbers};
use crate::retrieval::links::distinct;
use crate::retrieval::profile::Profile;
use crate::retrieval::vocabulary::{Term, TermId};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::ops::Range;

/// How many tokens behind a number may say what it counts.
const COUNTED_TOKENS: usize = 5;

/// Where one sentence of a text ends, in either language.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', ';', '！', '？']).flat_map(|part| part.split(". "))
}

impl Apart<'_> {
    /// Notes the times and numbers that the text at hand mentions, and what it counts.
    pub(super) fn mention(&self, profile: &mut Profile) {
        // Texts of the base name no relative times; the date only matters to those.
        let today = Date::constant(2000, 1, 1);
        for time in named_times(&self.parsed.text, today) {
            if !profile.mentioned.contains(&time.time) {
                profile.mentioned.push(time.time);
            }
        }
        let numbers = stated_numbers(&self.parsed.text);
        self.count(&numbers, profile);
        for number in numbers {
            profile.percent |= number.percent;
            if number.ordinal {
                profile.ordinals.push(number.value);
                continue;
            }
            if !profile.numbers.contains(&number.value) {
                profile.numbers.push(number.value);
            }
        }
    }

    /// Notes what the text at hand counts: the terms of the few words behind each of its numbers.
    fn count(&self, numbers: &[StatedNumber], profile: &mut Profile) {
        let parsed = &self.parsed;
        // "One" is more often a part of a name than a count.
        for number in numbers.iter().filter(|n| n.value > Decimal::ONE) {
            let first = number.tokens.end;
            let ends = |n: usize| parsed.text.tokens.get(n).is_none_or(|t| matches!(t.kind, TokenKind::Break | TokenKind::Number));
            let end = (first..first + COUNTED_TOKENS).find(|n| ends(*n)).unwrap_or(first + COUNTED_TOKENS);
            let inside = |start: usize, last: usize| first <= start && last <= end;
            let names = parsed.mentions.iter().filter(|m| inside(m.tokens.start, m.tokens.end)).flat_map(|m| m.named);
            profile.counted.extend(names.filter_map(|n| self.vocabulary.id(Term::Named(*n))));
            profile.counted.extend(self.sets().filter(|(tokens, _)| inside(tokens.start, tokens.end)).map(|(_, set)| set));
            profile.counted.extend(self.numbered.between(first..end));
        }
    }

    /// The general sets of the text at hand, with the tokens that they take.
    fn sets(&self) -> impl Iterator<Item = (&Range<usize>, TermId)> {
        let sets = self.parsed.general.iter().filter_map(|w| if let Role::Same(set) = w.role { Some((&w.tokens, set)) } else { None });
        sets.filter_map(|(tokens, set)| Some((tokens, self.vocabulary.id(Term::Same(set))?)))
    }

    /// Notes the terms that the text at hand has behind a word such as "deputy".
    pub(super) fn qualify(&self, profile: &mut Profile) {
        if self.parsed.has(Role::Modifier) {
            let (behind, _) = self.behind_modifiers();
            profile.qualified.extend(behind);
        }
    }

    /// Takes away what a text of the fact has without such a word too. Few facts have one at all, so only their texts are
    /// read again.
    pub(super) fn keep_only_qualified(&mut self, fact: &Fact, profile: &mut Profile) {
        let mut plain = Vec::new();
        for text in texts(fact) {
            self.read(text);
            plain.extend(self.behind_modifiers().1);
        }
        let plain = distinct(plain);
        profile.qualified.retain(|term| plain.binary_search(term).is_err());
    }

    /// The terms of the text at hand that begin behind such a word, and the others.
    fn behind_modifiers(&self) -> (Vec<TermId>, Vec<TermId>) {
        let general = &self.parsed.general;
        let ends: Vec<usize> = general.iter().filter(|w| w.role == Role::Modifier).map(|w| w.tokens.end).collect();
        let sets = self.sets().map(|(tokens, set)| (tokens.start, set));
        let (behind, others): (Vec<_>, Vec<_>) = self.numbered.placed().chain(sets).partition(|(at, _)| ends.contains(at));
        let terms = |placed: Vec<(usize, TermId)>| placed.into_iter().map(|(_, term)| term).collect();
        (terms(behind), terms(others))
    }

    /// Notes what a text tells and what it says is not told, sentence by sentence. The text is the one at hand; after this
    /// one of its sentences may be.
    pub(super) fn tell(&mut self, text: &str, profile: &mut Profile) {
        if !self.says_absent() {
            self.numbered.all().for_each(|term| self.told.put(term));
            return;
        }
        for sentence in sentences(text) {
            self.read(sentence);
            if self.says_absent() {
                profile.untold.extend(self.numbered.placed().map(|(_, term)| term));
                profile.untold_numbers.extend(stated_numbers(&self.parsed.text).iter().map(|n| n.value));
                self.parsed.wanted().for_each(|kind| profile.untold_kinds.add(kind));
            } else {
                self.numbered.all().for_each(|term| self.told.put(term));
            }
        }
    }

    pub(super) fn says_absent(&self) -> bool {
        self.parsed.has(Role::Absence)
    }
}

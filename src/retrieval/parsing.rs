//! Takes a text apart: names, general words, and the terms that it says. Facts and questions go through the same door.

use super::names::{Mention, Names};
use super::vocabulary::Term;
use crate::language::{Canonical, GeneralWord, Lexicon, Role, TokenKind, Wanted};
use std::ops::Range;

/// A text taken apart, before anything is weighed.
#[derive(Default)]
pub struct Parsed<'n> {
    /// Its canonical form.
    pub text: Canonical,
    /// Names found in it.
    pub mentions: Vec<Mention<'n>>,
    /// General words found in it, each with its role.
    pub general: Vec<GeneralWord>,
}

impl<'n> Parsed<'n> {
    /// Finds the names and general words of the text, in the place of those of the text before.
    pub fn find(&mut self, names: &'n Names, lexicon: &Lexicon) {
        let Self { text, mentions, general } = self;
        lexicon.find(text, general);
        // A name inside a phrase that says what to do ("how far" in "how far apart") is no name there.
        let inside_operation = |tokens: &Range<usize>| {
            let wider = |w: &GeneralWord| w.tokens.len() > tokens.len() && w.tokens.start <= tokens.start && tokens.end <= w.tokens.end;
            general.iter().any(|w| matches!(w.role, Role::Operation(_)) && wider(w))
        };
        // Of "into the Alps" and "the Alps railway", what stands before the second is only a word without weight.
        let begins_weightless =
            |m: &Mention<'_>| general.iter().any(|w| w.role == Role::Function && w.tokens == (m.tokens.start..m.tokens.start + 1));
        let beyond = |m: &Mention<'n>| {
            let later = m.tokens.clone().skip(1).filter_map(|token| names.at(text, token));
            later.filter(|other| other.tokens.end > m.tokens.end).max_by_key(|other| other.tokens.end)
        };
        mentions.clear();
        for mention in names.find(text).filter(|m| !inside_operation(&m.tokens)) {
            let taken = mentions.last().is_some_and(|last: &Mention<'_>| last.tokens.end > mention.tokens.start);
            if taken {
                continue;
            }
            let better = if begins_weightless(&mention) { beyond(&mention) } else { None };
            mentions.push(better.unwrap_or(mention));
        }
    }

    /// For each token the length of the longest general word over it; 0 for none. Sets of synonyms and common words do
    /// not count.
    #[must_use]
    pub fn covered(&self) -> Vec<usize> {
        let mut covered = vec![0usize; self.text.tokens.len()];
        let silent = |r: &Role| {
            matches!(
                r,
                Role::Same(_)
                    | Role::Common
                    | Role::Modifier
                    | Role::Reversal
                    | Role::Absence
                    | Role::Before
                    | Role::From
                    | Role::To
                    | Role::TimeUnit
                    | Role::Event
                    | Role::And
                    | Role::Sort(_)
                    | Role::Speaker
                    | Role::Bound
            )
        };
        for word in self.general.iter().filter(|w| !silent(&w.role)) {
            let length = word.tokens.len();
            for covered in covered.get_mut(word.tokens.clone()).into_iter().flatten() {
                *covered = length.max(*covered);
            }
        }
        covered
    }

    /// The terms that a text says, in order, with repetition: names, general sets, and the words and bigrams of it all.
    pub fn terms(&self, mut take: impl FnMut(Term)) {
        self.things(&mut take);
        for n in 0..self.text.tokens.len() {
            self.text.han(n).map(Term::Han).into_iter().for_each(&mut take);
            self.word_at(n, &mut take);
        }
    }

    /// The term that begins at a token: the stem of a word, or two Han characters.
    pub fn word_at(&self, n: usize, mut take: impl FnMut(Term)) {
        match self.text.tokens.get(n).map(|token| (token.kind, token.symbol)) {
            Some((TokenKind::Word, symbol)) => take(Term::Stem(symbol)),
            Some((TokenKind::Han, _)) => self.bigram(n).into_iter().for_each(take),
            _ => {}
        }
    }

    /// The terms that a part of a text says: its words, and the names and general sets that lie in it.
    pub fn terms_within(&self, tokens: &Range<usize>, mut take: impl FnMut(Term)) {
        let inside = |range: &Range<usize>| tokens.start <= range.start && range.end <= tokens.end;
        self.mentions.iter().filter(|m| inside(&m.tokens)).flat_map(|m| m.named).for_each(|n| take(Term::Named(*n)));
        for word in self.general.iter().filter(|w| inside(&w.tokens)) {
            if let Role::Same(set) = word.role {
                take(Term::Same(set));
            }
        }
        tokens.clone().for_each(|n| self.word_at(n, &mut take));
    }

    /// The terms by which a question is compared with a way of asking, with repetition: the words of asking are left out.
    pub fn compared_terms(&self, covered: &[usize], mut take: impl FnMut(Term)) {
        self.things(&mut take);
        for (n, token) in self.text.tokens.iter().enumerate() {
            if covered.get(n).is_some_and(|c| *c > 0) {
                continue;
            }
            match token.kind {
                TokenKind::Word => take(Term::Stem(token.symbol)),
                TokenKind::Han => self.bigram(n).into_iter().for_each(&mut take),
                TokenKind::Number | TokenKind::Break => {}
            }
        }
    }

    /// The kinds of value that its words ask for.
    pub fn wanted(&self) -> impl Iterator<Item = Wanted> {
        self.general.iter().filter_map(|word| if let Role::Wanted(kind) = word.role { Some(kind) } else { None })
    }

    /// Names and general sets.
    fn things(&self, mut take: impl FnMut(Term)) {
        self.mentions.iter().flat_map(|m| m.named).for_each(|n| take(Term::Named(*n)));
        for word in &self.general {
            match word.role {
                Role::Same(n) => take(Term::Same(n)),
                Role::Wanted(w) => take(Term::Wanted(w)),
                _ => {}
            }
        }
    }

    /// The bigram that begins at a token.
    #[must_use]
    pub fn bigram(&self, n: usize) -> Option<Term> {
        Some(Term::Bigram(self.text.han(n)?, self.text.han(n + 1)?))
    }
}

//! Takes a text apart: names, general words, and the terms that it says. Facts and questions go through the same door.

use super::names::{Mention, Names};
use super::vocabulary::{Term, TermId};
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
        let operations: Vec<&Range<usize>> = general.iter().filter(|w| matches!(w.role, Role::Operation(_))).map(|w| &w.tokens).collect();
        let inside_operation = |tokens: &Range<usize>| {
            let wider = |w: &Range<usize>| w.len() > tokens.len() && w.start <= tokens.start && tokens.end <= w.end;
            operations.iter().any(|w| wider(w))
        };
        // Of "into the Alps" and "the Alps railway", what stands before the second is only a word without weight.
        // General words are found in the order in which they begin.
        let begins_weightless = |m: &Mention<'_>| {
            let start = m.tokens.start;
            let mut here = general.iter().skip(general.partition_point(|w| w.tokens.start < start)).take_while(|w| w.tokens.start == start);
            here.any(|w| w.role == Role::Function && w.tokens.end == start + 1)
        };
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
                    | Role::Negation
                    | Role::Rest
                    | Role::Asks
                    | Role::Joint(_)
                    | Role::Reversal
                    | Role::Attribute
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

    /// Numbers the terms that the text says, in order: names, general sets, and the words and bigrams of it all. They
    /// take the place of those that `numbered` held; a term that gets no number is left out.
    pub fn number(&self, numbered: &mut Numbered, mut id: impl FnMut(Term) -> Option<TermId>) {
        let Numbered { things, characters, compared } = numbered;
        things.clear();
        characters.clear();
        compared.clear();
        self.things(|term| things.extend(id(term)));
        for (n, token) in self.text.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Word => compared.extend(id(Term::Stem(token.symbol)).map(|id| (n, id))),
                TokenKind::Han => {
                    characters.extend(self.text.han(n).map(Term::Han).and_then(&mut id));
                    compared.extend(self.bigram(n).and_then(&mut id).map(|id| (n, id)));
                }
                TokenKind::Number | TokenKind::Break => {}
            }
        }
    }

    /// Whether any general word has a role.
    pub fn has(&self, role: Role) -> bool {
        self.general.iter().any(|w| w.role == role)
    }

    /// Whether a general word over a token has a role.
    pub fn has_at(&self, token: usize, role: impl Fn(&Role) -> bool) -> bool {
        self.general.iter().any(|w| role(&w.role) && w.tokens.contains(&token))
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

/// The numbers of the terms of a text, with repetition: looked up once, then taken as a whole or as they are compared.
#[derive(Default)]
pub struct Numbered {
    /// Names and general sets.
    things: Vec<TermId>,
    /// Han characters, which stand for too much to be compared by.
    characters: Vec<TermId>,
    /// Words and bigrams, each with its first token.
    compared: Vec<(usize, TermId)>,
}

impl Numbered {
    /// All that the text says.
    pub fn all(&self) -> impl Iterator<Item = TermId> {
        self.things.iter().chain(&self.characters).copied().chain(self.compared.iter().map(|(_, id)| *id))
    }

    /// Words and bigrams, each with its first token.
    pub fn placed(&self) -> impl Iterator<Item = (usize, TermId)> {
        self.compared.iter().copied()
    }

    /// The words and bigrams that begin in a part of the text.
    pub fn between(&self, tokens: Range<usize>) -> impl Iterator<Item = TermId> {
        self.compared.iter().filter(move |(n, _)| tokens.contains(n)).map(|(_, id)| *id)
    }

    /// What a question is compared by with a way of asking: the words of asking are left out, which are
    /// [covered](Parsed::covered).
    pub fn compared(&self, covered: &[usize]) -> impl Iterator<Item = TermId> {
        let free = |n: usize| covered.get(n).is_none_or(|c| *c == 0);
        self.things.iter().copied().chain(self.compared.iter().filter(move |(n, _)| free(*n)).map(|(_, id)| *id))
    }
}

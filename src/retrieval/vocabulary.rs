//! The terms that facts and questions are compared by, numbered, and how much each tells.

use super::names::Named;
use super::tuning;
use crate::language::{Symbol, Wanted};
use rustc_hash::{FxBuildHasher, FxHashMap};

/// The number of a term.
pub type TermId = u32;

/// A term: a thing that a text can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// A name of the base.
    Named(Named),
    /// A set of general words that mean the same.
    Same(u16),
    /// The kind of value asked for.
    Wanted(Wanted),
    /// Two Han characters in a row.
    Bigram(char, char),
    /// One Han character.
    Han(char),
    /// The stem of a word.
    Stem(Symbol),
}

impl Term {
    /// A number that no other term has: a start looks up some hundred thousand terms, and one number is compared in one
    /// step. What stands for itself is no Han character, with which a bigram begins.
    fn key(self) -> u64 {
        let two = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
        match self {
            Self::Named(Named::Entity(entity)) => two(1, entity.0),
            Self::Named(Named::Metric(metric)) => two(2, metric.0),
            Self::Named(Named::Fact(fact)) => two(3, fact.0),
            Self::Same(set) => two(4, u32::from(set)),
            Self::Wanted(wanted) => two(5, wanted as u32),
            Self::Han(c) => two(6, u32::from(c)),
            Self::Stem(symbol) => two(7, symbol.number()),
            Self::Bigram(first, second) => two(u32::from(first), u32::from(second)),
        }
    }
}

/// Terms by number, with how rare each is and how much it counts.
#[derive(Default, Clone)]
pub struct Vocabulary {
    /// By the key of the term.
    ids: FxHashMap<u64, TermId>,
    /// In the order of their numbers.
    terms: Vec<Term>,
    rarity: Vec<f32>,
    weight: Vec<f32>,
}

impl Vocabulary {
    /// With room for so many terms: a table that grows is filled several times over.
    #[must_use]
    pub fn with_room(terms: usize) -> Self {
        Self { ids: FxHashMap::with_capacity_and_hasher(terms, FxBuildHasher), terms: Vec::with_capacity(terms), ..Self::default() }
    }

    /// The number of a term of the base.
    #[must_use]
    pub fn id(&self, term: Term) -> Option<TermId> {
        self.ids.get(&term.key()).copied()
    }

    /// The number of a term, given one if it is new.
    pub fn intern(&mut self, term: Term) -> TermId {
        let next = u32::try_from(self.terms.len()).unwrap_or(TermId::MAX);
        let id = *self.ids.entry(term.key()).or_insert(next);
        if id == next {
            self.terms.push(term);
        }
        id
    }

    /// The terms in the order of their numbers.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Works out rarity and weight from the distinct terms of each fact.
    #[expect(clippy::cast_precision_loss, reason = "counts of facts are small")]
    pub fn weigh<'a>(&mut self, facts: impl ExactSizeIterator<Item = &'a [TermId]>) {
        let all = (facts.len() as f32).max(2.0);
        let mut holders = vec![0u32; self.terms.len()];
        for term in facts.flatten() {
            if let Some(count) = holders.get_mut(*term as usize) {
                *count += 1;
            }
        }
        self.rarity = holders.iter().map(|h| (1.0 - ((*h).max(1) as f32).ln() / all.ln()).clamp(0.0, 1.0)).collect();
        self.weight = self.rarity.iter().map(|r| tuning::TERM_BASE + r).collect();
        for (weight, term) in self.weight.iter_mut().zip(&self.terms) {
            *weight *= match term {
                Term::Named(_) => tuning::TERM_NAME,
                Term::Same(_) => tuning::TERM_SAME,
                Term::Wanted(_) => tuning::TERM_WANTED,
                Term::Bigram(..) => tuning::TERM_BIGRAM,
                Term::Han(_) => 0.0,
                Term::Stem(_) => tuning::TERM_STEM,
            };
        }
    }

    /// How much a term tells, from 0 (in every fact) to 1 (in one fact only).
    #[must_use]
    pub fn rarity(&self, term: TermId) -> f32 {
        self.rarity.get(term as usize).copied().unwrap_or(0.0)
    }

    /// How much a term counts when a question is compared with a way of asking.
    #[must_use]
    pub fn weight(&self, term: TermId) -> f32 {
        self.weight.get(term as usize).copied().unwrap_or(0.0)
    }
}

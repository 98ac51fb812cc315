//! What a question is held against: for each fact its names, times, numbers, terms and ways of asking.

use super::asks::Asks;
use super::derived::Item;
use super::kinds::Kinds;
use super::links::distinct;
use super::names::Named;
use super::question::AtomKind;
use super::vocabulary::TermId;
use crate::knowledge::{Gives, MetricRef};
use crate::language::{Period, Time};
use rust_decimal::Decimal;

/// What a question is held against.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The fact or computed figure.
    pub item: Item,
    /// It may be found by words; other computed figures are only reached by what is to be computed.
    pub searched: bool,
    /// Names that the record itself links to. Sorted.
    pub own: Vec<Named>,
    /// Names around it: what its names lie in, its event, the event's place. Sorted.
    pub context: Vec<Named>,
    /// For a figure: whose it is and every breakdown, none of which may be left out or replaced. Sorted.
    pub subject: Vec<Named>,
    /// For a figure: whose it is, and the series of the event that it is of.
    pub whose: Vec<Named>,
    /// The value is a growth rate.
    pub growth: bool,
    /// Breakdowns of a figure (partner, part) which the question must name.
    pub breakdown: Vec<Named>,
    /// Names in its label and its ways of asking. Sorted.
    pub asked_by: Vec<Named>,
    /// The source that it is from, as a bit.
    pub source: u64,
    /// It lists members.
    pub listed: bool,
    /// It lists only some of them.
    pub open: bool,
    /// Names in the members that it lists. Sorted.
    pub listing: Vec<Named>,
    /// Names in its label. Sorted.
    pub labelled: Vec<Named>,
    /// It states a percentage.
    pub percent: bool,
    /// It is a target, not a result.
    pub intended: bool,
    /// It is known not to be told by the source.
    pub gap: bool,
    /// It tells a post that a word such as "deputy" qualifies.
    pub modified: bool,
    /// What a figure measures.
    pub metric: Option<MetricRef>,
    /// The times it is about.
    pub times: Vec<Period>,
    /// Times that its texts mention.
    pub mentioned: Vec<Time>,
    /// Numbers that it states.
    pub numbers: Vec<Decimal>,
    /// Places in an order that it states ("the third session").
    pub ordinals: Vec<Decimal>,
    /// How many members it lists or counts: up to this a place in the order exists.
    pub members: Decimal,
    /// Kinds of value that it supplies.
    pub gives: Vec<Gives>,
    /// Every term of its texts and names. Sorted.
    pub terms: Vec<TermId>,
    /// The terms of its texts, its names and its metric, without its ways of asking. Sorted.
    pub told: Vec<TermId>,
    /// Terms of the sentences that say what is not told. Sorted.
    pub untold: Vec<TermId>,
    /// Numbers of those sentences.
    pub untold_numbers: Vec<Decimal>,
    /// The kinds of value that those sentences name.
    pub untold_kinds: Kinds,
    /// Terms that its texts only have behind a word such as "deputy". Sorted.
    pub qualified: Vec<TermId>,
    /// The terms of what its texts count: the words behind their numbers. Sorted.
    pub counted: Vec<TermId>,
    /// Its ways of asking.
    pub asks: Asks,
    /// Its label, compared like a way of asking.
    pub label: Asks,
    /// The terms of the post that it tells, both languages. Sorted.
    pub post: Vec<TermId>,
    /// The words that its metric is called by. Sorted.
    pub metric_words: Vec<TermId>,
    /// What it counts is time.
    pub lasts: bool,
}

/// The bit of a source by its position; sources beyond the last bit have none.
#[must_use]
pub fn source_bit(position: usize) -> u64 {
    u32::try_from(position).ok().and_then(|n| 1u64.checked_shl(n)).unwrap_or(0)
}

impl Profile {
    /// One that links to nothing yet and whose texts are not read.
    #[must_use]
    pub fn unread(item: Item) -> Self {
        Self {
            item,
            searched: false,
            own: Vec::new(),
            context: Vec::new(),
            subject: Vec::new(),
            whose: Vec::new(),
            growth: false,
            breakdown: Vec::new(),
            asked_by: Vec::new(),
            source: 0,
            listed: false,
            open: false,
            listing: Vec::new(),
            labelled: Vec::new(),
            percent: false,
            intended: false,
            gap: false,
            modified: false,
            metric: None,
            times: Vec::new(),
            mentioned: Vec::new(),
            numbers: Vec::new(),
            ordinals: Vec::new(),
            members: Decimal::ZERO,
            gives: Vec::new(),
            terms: Vec::new(),
            told: Vec::new(),
            untold: Vec::new(),
            untold_numbers: Vec::new(),
            untold_kinds: Kinds::NONE,
            qualified: Vec::new(),
            counted: Vec::new(),
            asks: Asks::default(),
            label: Asks::default(),
            post: Vec::new(),
            metric_words: Vec::new(),
            lasts: false,
        }
    }

    fn lists_mut(&mut self) -> [&mut Vec<TermId>; 6] {
        let Self { terms, post, told, untold, qualified, counted, .. } = self;
        [terms, post, told, untold, qualified, counted]
    }

    /// Every term that its texts say.
    pub fn terms_mut(&mut self) -> impl Iterator<Item = &mut TermId> {
        let Self { terms, post, told, untold, qualified, counted, asks, label, .. } = self;
        let lists = [terms, post, told, untold, qualified, counted].into_iter().flatten();
        lists.chain(asks.terms_mut()).chain(label.terms_mut())
    }

    /// Sorts every list of terms that its texts say, each term once.
    pub fn put_in_order(&mut self) {
        self.lists_mut().into_iter().for_each(|terms| *terms = distinct(std::mem::take(terms)));
    }

    /// Whether it is a plain amount or count, no share and no growth.
    #[must_use]
    pub fn is_level(&self) -> bool {
        self.metric.is_some() && !self.percent
    }

    /// Whether its texts or names hold a term.
    #[must_use]
    pub fn holds(&self, term: TermId) -> bool {
        self.terms.binary_search(&term).is_ok()
    }

    /// Whether its texts, names or metric hold a term, not only its ways of asking.
    #[must_use]
    pub fn tells(&self, term: TermId) -> bool {
        self.told.binary_search(&term).is_ok()
    }

    /// Whether a term says what it counts: as what stands behind its numbers, as its metric, or in the label of a figure or list.
    #[must_use]
    pub fn counts(&self, term: TermId) -> bool {
        let holds = |terms: &[TermId]| terms.binary_search(&term).is_ok();
        holds(&self.counted) || holds(&self.metric_words) || (self.listed || self.metric.is_some()) && self.label.say(term)
    }

    /// Whether an atom is the name of its metric, or a word that this is called by.
    #[must_use]
    pub fn is_measured(&self, atom: &AtomKind) -> bool {
        match atom {
            AtomKind::Name(named) => named.iter().any(|n| self.metric_named(n)),
            AtomKind::Words(terms) => terms.iter().any(|t| self.metric_words.binary_search(t).is_ok()),
            AtomKind::Time(_) | AtomKind::Number(_) => false,
        }
    }

    /// Whether a name is that of its metric.
    #[must_use]
    pub fn metric_named(&self, name: &Named) -> bool {
        matches!(name, Named::Metric(m) if Some(*m) == self.metric)
    }
}

//! Takes the texts of facts apart, each once: which names, times and numbers they mention, and which terms they say.

mod noting;

use super::asks::Asks;
use super::derived::Derived;
use super::kinds::Kinds;
use super::links::{Links, distinct};
use super::names::{Named, Names};
use super::parsing::{Numbered, Parsed};
use super::profile::Profile;
use super::vocabulary::{Term, TermId, Vocabulary};
use crate::knowledge::{Base, Fact, Kind, Metric, Text};
use crate::language::{Canonicaliser, Lexicon, Origin, Role, Stems};
use std::sync::Arc;

/// What is known before the texts of facts are read.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The base.
    pub base: &'a Base,
    /// The computed figures.
    pub derived: &'a [Derived],
    /// Brings texts into canonical form.
    pub canonicaliser: Canonicaliser,
    /// The names of the base.
    pub names: &'a Names,
    /// The general words.
    pub lexicon: &'a Lexicon,
}

/// How many terms a fact has that no other has, roughly.
const TERMS: usize = 16;

/// Facts that another thread took apart, in its own numbers.
pub struct Portion {
    profiles: Vec<Profile>,
    /// The terms that have numbers since the portion before, in order; of a stem also its text.
    new: Vec<(Term, Option<Arc<str>>)>,
}

/// Takes facts apart with tables of its own: each thread has one.
pub struct Apart<'a> {
    links: Links<'a>,
    canonicaliser: Canonicaliser,
    names: &'a Names,
    lexicon: &'a Lexicon,
    stems: Stems,
    vocabulary: Vocabulary,
    /// The words that each metric is called by; a figure accounts for all of its metric's.
    metric_words: Vec<(Vec<TermId>, bool)>,
    /// For each term of the thread whose portions are taken over its number here.
    numbers: Vec<TermId>,
    /// How many terms were handed over with portions.
    handed_over: usize,
    /// The text at hand.
    parsed: Parsed<'a>,
    /// The numbers of its terms.
    numbered: Numbered,
    /// The terms of the fact at hand.
    bag: Bag,
    /// Those of them that it tells, not only its ways of asking.
    told: Bag,
    /// The terms of the way of asking at hand.
    compared: Bag,
    /// The kinds of value that it asks for.
    asked: Kinds,
}

/// Terms, each once.
#[derive(Default)]
struct Bag {
    terms: Vec<TermId>,
    /// For each term the last bag that it was put into.
    put: Vec<u32>,
    bag: u32,
}

impl Bag {
    fn put(&mut self, term: TermId) {
        let at = term as usize;
        if at >= self.put.len() {
            self.put.resize(2 * at + 1, 0);
        }
        if let Some(put) = self.put.get_mut(at).filter(|put| **put <= self.bag) {
            *put = self.bag + 1;
            self.terms.push(term);
        }
    }

    /// The terms, and an empty bag after.
    fn take(&mut self) -> Vec<TermId> {
        self.drain().collect()
    }

    /// The terms one after the other, and an empty bag after.
    fn drain(&mut self) -> impl Iterator<Item = TermId> {
        self.bag += 1;
        self.terms.drain(..)
    }
}

/// Every text of a fact that may account for words of a question, once, both languages; its label first.
fn texts(fact: &Fact) -> Vec<&str> {
    let mut texts: Vec<&Text> = vec![&fact.label];
    texts.extend(&fact.text);
    texts.extend(&fact.items);
    match &fact.kind {
        Kind::Event(event) => texts.extend([&event.name].into_iter().chain(&event.theme)),
        Kind::Initiative(initiative) => texts.push(&initiative.name),
        Kind::Role(role) => texts.push(&role.post),
        Kind::Figure(_) | Kind::Statement | Kind::Unknown { .. } => {}
    }
    let mut out: Vec<&str> = Vec::with_capacity(2 * texts.len());
    for text in texts.into_iter().flat_map(|t| [t.zh.as_str(), t.en.as_str()]) {
        if !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

/// Whether a text is one side of another.
fn is_side(text: &str, of: &Text) -> bool {
    text == of.zh || text == of.en
}

impl<'a> Apart<'a> {
    /// Begins with the words of the metrics.
    #[must_use]
    pub fn new(known: Known<'a>, stems: Stems) -> Self {
        let Known { base, canonicaliser, names, lexicon, .. } = known;
        let mut apart = Self {
            links: Links { base },
            canonicaliser,
            names,
            lexicon,
            stems,
            vocabulary: Vocabulary::with_room(TERMS * base.facts.len()),
            metric_words: Vec::new(),
            numbers: Vec::new(),
            handed_over: 0,
            parsed: Parsed::default(),
            numbered: Numbered::default(),
            bag: Bag::default(),
            told: Bag::default(),
            compared: Bag::default(),
            asked: Kinds::NONE,
        };
        apart.metric_words = base.metrics.iter().map(|metric| apart.words_of(metric)).collect();
        apart
    }

    /// The same for another thread, which learns on its own; its portions are for this one.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        let shared = self.vocabulary.terms().len();
        self.numbers = (0..).take(shared).collect();
        Self {
            stems: self.stems.clone(),
            vocabulary: self.vocabulary.clone(),
            metric_words: self.metric_words.clone(),
            numbers: Vec::new(),
            handed_over: shared,
            parsed: Parsed::default(),
            numbered: Numbered::default(),
            bag: Bag::default(),
            told: Bag::default(),
            compared: Bag::default(),
            asked: Kinds::NONE,
            ..*self
        }
    }

    /// Takes the next facts apart for the thread that this one was forked from.
    #[must_use]
    pub fn portion(&mut self, facts: &[Fact], linked: impl Iterator<Item = Profile>) -> Portion {
        let profiles = self.facts(facts, linked);
        let terms = self.vocabulary.terms();
        let new = terms.get(self.handed_over..).unwrap_or_default();
        let text = |term: &Term| if let Term::Stem(symbol) = term { self.stems.shared_text(*symbol) } else { None };
        let new = new.iter().map(|term| (*term, text(term))).collect();
        self.handed_over = terms.len();
        Portion { profiles, new }
    }

    /// Takes over the next portion of another thread, in the numbers of this one and in order: the terms get the numbers
    /// that they would have if this thread had read the facts itself. Lists of terms are not in order yet.
    #[must_use]
    pub fn adopt(&mut self, portion: Portion) -> Vec<Profile> {
        let Self { stems, vocabulary, numbers, .. } = self;
        let Portion { mut profiles, new } = portion;
        numbers.extend(new.into_iter().map(|(term, stem)| {
            vocabulary.intern(match (term, stem) {
                (Term::Stem(_), Some(text)) => Term::Stem(stems.add(&text)),
                (term, _) => term,
            })
        }));
        for profile in &mut profiles {
            for term in profile.terms_mut() {
                *term = numbers.get(*term as usize).copied().unwrap_or(*term);
            }
        }
        profiles
    }

    /// Takes over the words that another thread learnt.
    pub fn adopt_words(&mut self, other: &Self) {
        self.stems.adopt(&other.stems);
    }

    /// The tables of terms and words.
    #[must_use]
    pub fn into_tables(self) -> (Vocabulary, Stems) {
        (self.vocabulary, self.stems)
    }

    /// Takes a text apart; what was found stays at hand until the next.
    fn read(&mut self, text: &str) {
        self.canonicaliser.learn(text, Origin::Base, &mut self.stems, &mut self.parsed.text);
        self.parsed.find(self.names, self.lexicon);
        let vocabulary = &mut self.vocabulary;
        self.parsed.number(&mut self.numbered, |term| Some(vocabulary.intern(term)));
    }

    /// Puts what the text at hand says into the bag.
    fn put_terms(&mut self) {
        self.numbered.all().for_each(|term| self.bag.put(term));
    }

    /// Adds the text at hand to a way of asking that is not yet taken.
    fn compare(&mut self) {
        self.parsed.wanted().for_each(|kind| self.asked.add(kind));
        self.numbered.compared(&self.parsed.covered()).for_each(|term| self.compared.put(term));
    }

    /// Adds the way of asking that was read to others.
    fn take_ask(&mut self, asks: &mut Asks) {
        asks.add(self.compared.drain(), std::mem::replace(&mut self.asked, Kinds::NONE));
    }

    fn names_at_hand(&self) -> impl Iterator<Item = Named> {
        self.parsed.mentions.iter().flat_map(|m| m.named).copied()
    }

    /// The words of a metric, and whether its counter is a unit of time.
    fn words_of(&mut self, metric: &Metric) -> (Vec<TermId>, bool) {
        let counter = metric.counter.iter().flat_map(|c| [&c.zh, &c.en]);
        let names = [&metric.name.zh, &metric.name.en].into_iter().chain(&metric.aliases.zh).chain(&metric.aliases.en);
        for text in names.chain(counter) {
            self.read(text);
            self.put_terms();
        }
        let mut lasts = false;
        for text in metric.counter.iter().flat_map(|c| [&c.zh, &c.en]) {
            self.read(text);
            lasts |= self.parsed.has(Role::TimeUnit);
        }
        (distinct(self.bag.take()), lasts)
    }

    /// Adds to the profiles of facts what their texts say. Lists of terms are not in order yet.
    #[must_use]
    pub fn facts(&mut self, facts: &[Fact], linked: impl Iterator<Item = Profile>) -> Vec<Profile> {
        facts.iter().zip(linked).map(|(fact, profile)| self.fact(fact, profile)).collect()
    }

    fn fact(&mut self, fact: &Fact, mut profile: Profile) -> Profile {
        let post = match &fact.kind {
            Kind::Role(role) => Some(&role.post),
            _ => None,
        };
        for text in texts(fact) {
            self.read(text);
            self.put_terms();
            self.mention(&mut profile);
            self.qualify(&mut profile);
            if fact.items.iter().any(|item| is_side(text, item)) {
                profile.listing.extend(self.names_at_hand());
            }
            if is_side(text, &fact.label) {
                self.compare();
                profile.labelled.extend(self.names_at_hand());
            }
            if post.is_some_and(|post| is_side(text, post)) {
                profile.post.extend(self.numbered.all());
                profile.modified |= self.parsed.has(Role::Modifier);
            }
            self.tell(text, &mut profile);
        }
        self.take_ask(&mut profile.label);
        for text in fact.caveat.iter().flat_map(|c| [c.zh.as_str(), c.en.as_str()]) {
            self.read(text);
            if self.says_absent() {
                self.tell(text, &mut profile);
            }
        }
        if !profile.qualified.is_empty() {
            self.keep_only_qualified(fact, &mut profile);
        }
        profile.asked_by.clone_from(&profile.labelled);
        for text in fact.asks.zh.iter().chain(&fact.asks.en) {
            self.read(text);
            self.put_terms();
            self.compare();
            self.take_ask(&mut profile.asks);
            profile.asked_by.extend(self.names_at_hand());
        }
        profile.listing = distinct(profile.listing);
        profile.labelled = distinct(profile.labelled);
        profile.asked_by = distinct(profile.asked_by);
        self.finish(profile)
    }

    /// The profile of a computed figure. `facts` are the profiles of the facts. Lists of terms are not in order yet.
    #[must_use]
    pub fn derived(&mut self, n: usize, figure: &Derived, facts: &[Profile]) -> Profile {
        let mut profile = self.links.derived(n, figure, facts);
        for text in [&figure.label.zh, &figure.label.en] {
            self.read(text);
            self.put_terms();
            self.compare();
        }
        self.take_ask(&mut profile.label);
        self.finish(profile)
    }

    /// Adds the names that a profile links to, and the words of its metric, to its terms.
    fn finish(&mut self, mut profile: Profile) -> Profile {
        for name in profile.own.iter().chain(&profile.context) {
            let name = self.vocabulary.intern(Term::Named(*name));
            self.bag.put(name);
            self.told.put(name);
        }
        (profile.metric_words, profile.lasts) = profile.metric.and_then(|m| self.metric_words.get(m.index()).cloned()).unwrap_or_default();
        for term in &profile.metric_words {
            self.bag.put(*term);
            self.told.put(*term);
        }
        profile.terms = self.bag.take();
        profile.told = self.told.take();
        profile
    }
}

//! Prepares a base for answering. Every text of it is taken apart once, and what it says is numbered.

use super::derived::{Derived, Item};
use super::links::{Links, distinct};
use super::names::{Named, Names};
use super::parsing::Parsed;
use super::profile::{Ask, Profile};
use super::vocabulary::{Term, TermId, Vocabulary};
use crate::both::both;
use crate::knowledge::{Base, Fact, FactRef, Kind, Metric, Text};
use crate::language::{Canonicaliser, Lexicon, Origin, Role, Stems, TokenKind, named_times, stated_numbers};
use jiff::civil::Date;

/// What is made of the texts of a base.
pub struct Prepared {
    /// One for each fact, then one for each computed figure.
    pub list: Vec<Profile>,
    /// The numbers of terms.
    pub vocabulary: Vocabulary,
    /// The numbers of words.
    pub stems: Stems,
}

/// Takes the facts of a base apart, one half of them on a second thread: this is most of the time of a start.
#[must_use]
pub fn prepare(base: &Base, derived: &[Derived], canonicaliser: Canonicaliser, names: &Names, lexicon: &Lexicon, stems: Stems) -> Prepared {
    let mut one = Preparing {
        links: Links { base },
        canonicaliser,
        names,
        lexicon,
        stems,
        vocabulary: Vocabulary::default(),
        metric_words: Vec::new(),
        parsed: Parsed::default(),
        bag: Bag::default(),
    };
    one.metric_words = base.metrics.iter().map(|metric| one.words_of(metric)).collect();
    let facts: Vec<(FactRef, &Fact)> = base.facts().collect();
    let (first, second) = facts.split_at(facts.len() / 2);
    let mut other = one.fork();
    let (mut list, rest) = both(
        || first.iter().map(|(at, fact)| one.fact(*at, fact)).collect::<Vec<_>>(),
        || second.iter().map(|(at, fact)| other.fact(*at, fact)).collect(),
    );
    one.adopt(rest, &other, &mut list);
    for (n, figure) in derived.iter().enumerate() {
        let profile = one.derived(n, figure, &list);
        list.push(profile);
    }
    let Preparing { mut vocabulary, stems, .. } = one;
    list.iter_mut().flat_map(terms_of).for_each(|terms| *terms = distinct(std::mem::take(terms)));
    // A word that only known gaps say tells as much as one that nothing says: no fact accounts for it.
    let told: Vec<&[TermId]> = list
        .iter()
        .filter(|profile| !profile.gap && matches!(profile.item, Item::Fact(_)))
        .map(|profile| profile.terms.as_slice())
        .collect();
    vocabulary.weigh(told.into_iter());
    for profile in &mut list {
        for ask in profile.asks.iter_mut().chain([&mut profile.label]) {
            ask.weight = ask.terms.iter().map(|t| vocabulary.weight(*t)).sum();
        }
    }
    Prepared { list, vocabulary, stems }
}

/// Takes facts apart with tables of its own: each thread has one.
struct Preparing<'a> {
    links: Links<'a>,
    canonicaliser: Canonicaliser,
    names: &'a Names,
    lexicon: &'a Lexicon,
    stems: Stems,
    vocabulary: Vocabulary,
    /// The words that each metric is called by; a figure accounts for all of its metric's.
    metric_words: Vec<(Vec<TermId>, bool)>,
    /// The text at hand.
    parsed: Parsed<'a>,
    /// The terms of the fact at hand.
    bag: Bag,
}

/// How many tokens behind a number may say what it counts.
const COUNTED_TOKENS: usize = 5;

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
        self.bag += 1;
        let terms = self.terms.clone();
        self.terms.clear();
        terms
    }
}

/// Every list of terms of a profile that was not in order yet.
fn terms_of(profile: &mut Profile) -> impl Iterator<Item = &mut Vec<TermId>> {
    let Profile { terms, post, told, qualified, counted, asks, label, .. } = profile;
    [terms, post, told, qualified, counted, &mut label.terms].into_iter().chain(asks.iter_mut().map(|ask| &mut ask.terms))
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

impl Preparing<'_> {
    fn fork(&self) -> Self {
        Self {
            stems: self.stems.clone(),
            vocabulary: self.vocabulary.clone(),
            metric_words: self.metric_words.clone(),
            parsed: Parsed::default(),
            bag: Bag::default(),
            ..*self
        }
    }

    /// Takes over the profiles of another thread, in the numbers of this one.
    fn adopt(&mut self, profiles: Vec<Profile>, other: &Self, list: &mut Vec<Profile>) {
        let terms = other.vocabulary.terms();
        let numbers: Vec<TermId> = terms
            .into_iter()
            .map(|term| match term {
                Term::Stem(symbol) => self.vocabulary.intern(Term::Stem(self.stems.adopt(symbol, &other.stems))),
                term => self.vocabulary.intern(term),
            })
            .collect();
        for mut profile in profiles {
            for term in terms_of(&mut profile).flatten() {
                *term = numbers.get(*term as usize).copied().unwrap_or(*term);
            }
            list.push(profile);
        }
        self.stems.adopt_words(&other.stems);
    }

    /// Takes a text apart; what was found stays at hand until the next.
    fn read(&mut self, text: &str) {
        self.canonicaliser.learn(text, Origin::Base, &mut self.stems, &mut self.parsed.text);
        self.parsed.find(self.names, self.lexicon);
    }

    /// Puts what the text at hand says into the bag.
    fn put_terms(&mut self) {
        let (vocabulary, bag) = (&mut self.vocabulary, &mut self.bag);
        self.parsed.terms(|term| bag.put(vocabulary.intern(term)));
    }

    /// Adds the text at hand to a way of asking.
    fn compare(&mut self, ask: &mut Ask) {
        let vocabulary = &mut self.vocabulary;
        self.parsed.wanted().for_each(|kind| ask.wanted.add(kind));
        self.parsed.compared_terms(&self.parsed.covered(), |term| ask.terms.push(vocabulary.intern(term)));
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
            lasts |= self.parsed.general.iter().any(|w| w.role == Role::TimeUnit);
        }
        (distinct(self.bag.take()), lasts)
    }

    fn fact(&mut self, at: FactRef, fact: &Fact) -> Profile {
        let mut profile = self.links.fact(at, fact);
        let post = match &fact.kind {
            Kind::Role(role) => Some(&role.post),
            _ => None,
        };
        let mut plain = Vec::new();
        for text in texts(fact) {
            self.read(text);
            self.put_terms();
            self.mention(&mut profile);
            self.count(&mut profile);
            self.qualify(&mut profile, &mut plain);
            if fact.items.iter().any(|item| is_side(text, item)) {
                profile.listing.extend(self.names_at_hand());
            }
            if is_side(text, &fact.label) {
                self.compare(&mut profile.label);
                profile.labelled.extend(self.names_at_hand());
            }
            if post.is_some_and(|post| is_side(text, post)) {
                let (vocabulary, post) = (&mut self.vocabulary, &mut profile.post);
                self.parsed.terms(|term| post.push(vocabulary.intern(term)));
                profile.modified |= self.parsed.general.iter().any(|w| w.role == Role::Modifier);
            }
        }
        profile.qualified.retain(|term| !plain.contains(term));
        profile.told.clone_from(&self.bag.terms);
        profile.asked_by.clone_from(&profile.labelled);
        for text in fact.asks.zh.iter().chain(&fact.asks.en) {
            self.read(text);
            self.put_terms();
            let mut ask = Ask::default();
            self.compare(&mut ask);
            profile.asks.push(ask);
            profile.asked_by.extend(self.names_at_hand());
        }
        profile.listing = distinct(profile.listing);
        profile.labelled = distinct(profile.labelled);
        profile.asked_by = distinct(profile.asked_by);
        self.finish(profile)
    }

    fn derived(&mut self, n: usize, figure: &Derived, facts: &[Profile]) -> Profile {
        let mut profile = self.links.derived(n, figure, facts);
        for text in [&figure.label.zh, &figure.label.en] {
            self.read(text);
            self.put_terms();
            self.compare(&mut profile.label);
        }
        self.finish(profile)
    }

    /// Adds the names that a profile links to, and the words of its metric, to its terms.
    fn finish(&mut self, mut profile: Profile) -> Profile {
        for name in profile.own.iter().chain(&profile.context) {
            let name = self.vocabulary.intern(Term::Named(*name));
            self.bag.put(name);
            profile.told.push(name);
        }
        (profile.metric_words, profile.lasts) = profile.metric.and_then(|m| self.metric_words.get(m.index()).cloned()).unwrap_or_default();
        profile.metric_words.iter().for_each(|term| self.bag.put(*term));
        profile.told.extend(&profile.metric_words);
        profile.terms = self.bag.take();
        profile
    }

    /// Notes what the text at hand counts: the terms of the few words behind each number.
    fn count(&mut self, profile: &mut Profile) {
        let (vocabulary, parsed) = (&mut self.vocabulary, &self.parsed);
        for number in stated_numbers(&parsed.text) {
            let behind = number.tokens.end..(number.tokens.end + COUNTED_TOKENS);
            let ends = |n: usize| parsed.text.tokens.get(n).is_none_or(|t| matches!(t.kind, TokenKind::Break | TokenKind::Number));
            let end = behind.clone().find(|n| ends(*n)).unwrap_or(behind.end);
            parsed.terms_within(&(behind.start..end), |term| profile.counted.push(vocabulary.intern(term)));
        }
    }

    /// Notes the terms that the text at hand has behind a word such as "deputy", and into `plain` those that it has without.
    fn qualify(&mut self, profile: &mut Profile, plain: &mut Vec<TermId>) {
        let (vocabulary, parsed) = (&mut self.vocabulary, &self.parsed);
        let ends: Vec<usize> = parsed.general.iter().filter(|w| w.role == Role::Modifier).map(|w| w.tokens.end).collect();
        for at in 0..parsed.text.tokens.len() {
            let behind = ends.contains(&at);
            let list = if behind { &mut profile.qualified } else { &mut *plain };
            parsed.word_at(at, |term| list.push(vocabulary.intern(term)));
        }
    }

    /// Notes the times and numbers that the text at hand mentions.
    fn mention(&self, profile: &mut Profile) {
        // Texts of the base name no relative times; the date only matters to those.
        let today = Date::constant(2000, 1, 1);
        for time in named_times(&self.parsed.text, today) {
            if !profile.mentioned.contains(&time.time) {
                profile.mentioned.push(time.time);
            }
        }
        for number in stated_numbers(&self.parsed.text) {
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
}

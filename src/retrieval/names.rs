//! Finds the names of the base in a question: entities, metrics and events by their names and aliases.

use crate::knowledge::{Base, EntityRef, FactRef, Kind, MetricRef, Phrases, Text};
use crate::language::{Canonical, Canonicaliser, Phrasebook, TokenKind, is_han};
use pinyin::ToPinyin;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// An entity.
    Entity(EntityRef),
    /// A metric.
    Metric(MetricRef),
    /// A fact of kind event or initiative.
    Fact(FactRef),
}

/// A name found in a text. One name may stand for several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The tokens that it takes.
    pub tokens: Range<usize>,
    /// What it may stand for.
    pub named: Vec<Named>,
    /// The name was not typed to the letter (a typo or a homophone).
    pub tolerant: bool,
}

/// All names of a base, ready to be found.
pub struct Names {
    phrases: Phrasebook,
    named: Vec<Vec<Named>>,
    /// Toneless pinyin of names of three Han characters and more, by their number.
    homophones: FxHashMap<Vec<&'static str>, usize>,
}

/// The shortest name, in characters, that a homophone may stand for.
const SHORTEST_HOMOPHONE: usize = 4;
/// The longest run of Han characters that is looked up by sound.
const LONGEST_HOMOPHONE: usize = 14;
/// Names in pinyin letters, stemmed, have at least so many bytes; shorter ones collide with English words.
const SHORTEST_LETTERS: usize = 8;
/// Names in pinyin letters are matched from this many syllables on; shorter ones collide with English.
const SHORTEST_SPELLED: usize = 3;

impl Names {
    /// Collects every name and alias of a base.
    #[must_use]
    pub fn of(base: &Base, canonicaliser: &Canonicaliser) -> Self {
        let mut collected = Collected::default();
        for (n, entity) in (0u32..).zip(&base.entities) {
            collected.add(canonicaliser, Named::Entity(EntityRef(n)), &entity.name, Some(&entity.aliases));
        }
        for (n, metric) in (0u32..).zip(&base.metrics) {
            collected.add(canonicaliser, Named::Metric(MetricRef(n)), &metric.name, Some(&metric.aliases));
        }
        for (n, fact) in (0u32..).zip(&base.facts) {
            let named = Named::Fact(FactRef(n));
            match &fact.kind {
                Kind::Event(event) => collected.add(canonicaliser, named, &event.name, Some(&event.aliases)),
                Kind::Initiative(initiative) => collected.add(canonicaliser, named, &initiative.name, Some(&initiative.aliases)),
                _ => {}
            }
        }
        collected.spell(canonicaliser);
        collected.phrases.seal();
        Self { phrases: collected.phrases, named: collected.named, homophones: collected.homophones }
    }

    /// Every name of a text, the longest first where they overlap.
    #[must_use]
    pub fn find(&self, text: &Canonical) -> Vec<Mention> {
        let mentions = self.phrases.longest(text).into_iter();
        mentions
            .filter_map(|hit| Some(Mention { tokens: hit.tokens, named: self.named.get(hit.phrase)?.clone(), tolerant: false }))
            .collect()
    }

    /// Names that sound like a run of Han characters of the text which nothing has taken.
    #[must_use]
    pub fn find_by_sound(&self, text: &Canonical, taken: &[bool]) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let free = |i: usize| text.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Han) && !taken.get(i).copied().unwrap_or(true);
        let mut i = 0;
        while i < text.tokens.len() {
            let run = (i..text.tokens.len()).take(LONGEST_HOMOPHONE).take_while(|k| free(*k)).count();
            let hit = (SHORTEST_HOMOPHONE..=run).rev().find_map(|length| {
                let key: Option<Vec<&'static str>> = (i..i + length).map(|k| sound(text.surface(k).chars().next()?)).collect();
                let at = *self.homophones.get(&key?)?;
                Some((length, self.named.get(at)?.clone()))
            });
            match hit {
                Some((length, named)) => {
                    found.push(Mention { tokens: i..i + length, named, tolerant: true });
                    i += length;
                }
                None => i += 1,
            }
        }
        found
    }
}

fn sound(c: char) -> Option<&'static str> {
    c.to_pinyin().map(|p| p.plain())
}

#[derive(Default)]
struct Collected {
    phrases: Phrasebook,
    /// Names of Han characters only, with their number.
    han: Vec<(String, usize)>,
    named: Vec<Vec<Named>>,
    homophones: FxHashMap<Vec<&'static str>, usize>,
}

impl Collected {
    fn add(&mut self, canonicaliser: &Canonicaliser, named: Named, name: &Text, aliases: Option<&Phrases>) {
        let aliases = aliases.iter().flat_map(|a| a.zh.iter().chain(&a.en));
        for name in [&name.zh, &name.en].into_iter().chain(aliases) {
            let canonical = canonicaliser.base(name);
            if canonical.text.chars().filter(|c| *c != ' ').count() < 2 {
                continue;
            }
            if let Some(at) = self.phrase(&canonical, named).filter(|_| canonical.text.chars().all(is_han)) {
                self.han.push((canonical.text, at));
            }
        }
    }

    fn phrase(&mut self, canonical: &Canonical, named: Named) -> Option<usize> {
        let at = self.phrases.add(canonical)?;
        self.named.resize_with(self.phrases.len(), Vec::new);
        if let Some(list) = self.named.get_mut(at).filter(|l| !l.contains(&named)) {
            list.push(named);
        }
        Some(at)
    }

    /// Adds what Chinese names sound like: for homophone typos, and spelled in letters.
    fn spell(&mut self, canonicaliser: &Canonicaliser) {
        for (text, at) in std::mem::take(&mut self.han) {
            let Some(sounds) = text.chars().map(sound).collect::<Option<Vec<_>>>() else {
                continue;
            };
            if sounds.len() >= SHORTEST_SPELLED {
                for spelled in [sounds.concat(), sounds.join(" ")] {
                    let canonical = canonicaliser.base(&spelled);
                    if canonical.text.trim().len() < SHORTEST_LETTERS {
                        continue;
                    }
                    for named in self.named.get(at).cloned().unwrap_or_default() {
                        self.phrase(&canonical, named);
                    }
                }
            }
            if sounds.len() >= SHORTEST_HOMOPHONE {
                self.homophones.entry(sounds).or_insert(at);
            }
        }
    }
}

//! Finds the names of the base in a question: entities, metrics and events by their names and aliases.

use crate::knowledge::{Base, EntityKind, EntityRef, FactRef, Kind, MetricRef, Phrases, Text};
use crate::language::{Canonical, Canonicaliser, Origin, Phrasebook, Stems, Trie};
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

impl Named {
    /// Whether it is an entity of a kind.
    #[must_use]
    pub fn is(self, kind: EntityKind, base: &Base) -> bool {
        self.kind(base) == Some(kind)
    }

    /// Whether it is a thing, not what figures measure or what is talked about: neither metric, topic nor sector.
    #[must_use]
    pub fn is_solid(self, base: &Base) -> bool {
        match self {
            Self::Entity(_) => self.kind(base).is_some_and(|kind| !matches!(kind, EntityKind::Topic | EntityKind::Sector)),
            Self::Fact(_) => true,
            Self::Metric(_) => false,
        }
    }

    /// Of what kind it is, if it is an entity.
    #[must_use]
    pub fn kind(self, base: &Base) -> Option<EntityKind> {
        match self {
            Self::Entity(entity) => base.entities.get(entity.index()).map(|e| e.kind),
            Self::Fact(_) | Self::Metric(_) => None,
        }
    }
}

/// A name found in a text. One name may stand for several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<'n> {
    /// The tokens that it takes.
    pub tokens: Range<usize>,
    /// What it may stand for.
    pub named: &'n [Named],
}

/// All names of a base, ready to be found.
#[derive(Default)]
pub struct Names {
    phrases: Phrasebook,
    /// By the number of the phrase.
    named: Vec<Vec<Named>>,
    /// How names of four Han characters and more sound, by the numbers of their syllables.
    sounding: Trie,
    /// By the number of the sound, the phrase that it stands for.
    sounds: Vec<usize>,
    syllables: FxHashMap<&'static str, u32>,
}

/// The shortest name, in characters, that a homophone may stand for.
const SHORTEST_HOMOPHONE: usize = 4;
/// The longest run of Han characters that is looked up by sound.
const LONGEST_HOMOPHONE: usize = 14;
/// Names in pinyin letters, stemmed, have at least so many bytes; shorter ones collide with English words.
const SHORTEST_LETTERS: usize = 8;
/// Names in pinyin letters are matched from this many syllables on; shorter ones collide with English.
const SHORTEST_SPELLED: usize = 3;

/// How many tokens the names of one thing have that no other name begins with, roughly.
const TOKENS: usize = 20;

impl Names {
    /// Collects every name and alias of a base; their words are learnt.
    #[must_use]
    pub fn of(base: &Base, canonicaliser: &Canonicaliser, stems: &mut Stems) -> Self {
        let phrases = Phrasebook::with_room(TOKENS * (base.entities.len() + base.metrics.len()));
        let mut collecting = Collecting {
            names: Self { phrases, ..Self::default() },
            han: Vec::new(),
            canonicaliser,
            stems,
            canonical: Canonical::default(),
        };
        for (n, entity) in (0u32..).zip(&base.entities) {
            collecting.add(Named::Entity(EntityRef(n)), &entity.name, &entity.aliases);
        }
        for (n, metric) in (0u32..).zip(&base.metrics) {
            collecting.add(Named::Metric(MetricRef(n)), &metric.name, &metric.aliases);
        }
        for (n, fact) in (0u32..).zip(&base.facts) {
            let named = Named::Fact(FactRef(n));
            match &fact.kind {
                Kind::Event(event) => collecting.add(named, &event.name, &event.aliases),
                Kind::Initiative(initiative) => collecting.add(named, &initiative.name, &initiative.aliases),
                _ => {}
            }
        }
        collecting.spell();
        collecting.names
    }

    /// Every name of a text, the longest first where they overlap.
    pub fn find<'n, 't>(&'n self, text: &'t Canonical) -> impl Iterator<Item = Mention<'n>> + use<'n, 't> {
        self.phrases.longest(text).filter_map(move |hit| Some(Mention { tokens: hit.tokens, named: self.named.get(hit.phrase)? }))
    }

    /// The longest name that begins at a token.
    #[must_use]
    pub fn at<'n>(&'n self, text: &Canonical, token: usize) -> Option<Mention<'n>> {
        let hit = self.phrases.longest_at(text, token)?;
        Some(Mention { tokens: hit.tokens, named: self.named.get(hit.phrase)? })
    }

    /// Names that sound like a run of Han characters of the text which nothing has taken.
    #[must_use]
    pub fn find_by_sound(&self, text: &Canonical, taken: &[bool]) -> Vec<Mention<'_>> {
        let mut found = Vec::new();
        let free = |i: usize| !taken.get(i).copied().unwrap_or(true);
        let syllable = |i: usize| text.han(i).filter(|_| free(i)).and_then(sound).and_then(|sound| self.syllables.get(sound).copied());
        let syllables: Vec<Option<u32>> = (0..text.tokens.len()).map(syllable).collect();
        let mut i = 0;
        while i < syllables.len() {
            let run = syllables.iter().skip(i).take(LONGEST_HOMOPHONE).map_while(|syllable| *syllable);
            let longest = self.sounding.prefixes(run).last();
            match longest.and_then(|(length, sound)| Some((length, self.named.get(*self.sounds.get(sound)?)?))) {
                Some((length, named)) => {
                    found.push(Mention { tokens: i..i + length, named });
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

struct Collecting<'a> {
    names: Names,
    /// Names of Han characters only, with the number of their phrase.
    han: Vec<(Vec<char>, usize)>,
    canonicaliser: &'a Canonicaliser,
    stems: &'a mut Stems,
    canonical: Canonical,
}

impl Collecting<'_> {
    fn add(&mut self, named: Named, name: &Text, aliases: &Phrases) {
        for name in [&name.zh, &name.en].into_iter().chain(&aliases.zh).chain(&aliases.en) {
            self.learn(name);
            if self.letters() < 2 {
                continue;
            }
            let han: Option<Vec<char>> = (0..self.canonical.tokens.len()).map(|n| self.canonical.han(n)).collect();
            if let (Some(at), Some(han)) = (self.phrase(&[named]), han) {
                self.han.push((han, at));
            }
        }
    }

    fn learn(&mut self, name: &str) {
        self.canonicaliser.learn(name, Origin::Base, self.stems, &mut self.canonical);
    }

    /// How many letters the stems of the name at hand have, and characters that stand for themselves.
    fn letters(&self) -> usize {
        let length = |symbol| self.stems.text(symbol).chars().count().max(1);
        self.canonical.tokens.iter().map(|t| length(t.symbol)).sum()
    }

    /// Takes the name at hand for what is named.
    fn phrase(&mut self, named: &[Named]) -> Option<usize> {
        let at = self.names.phrases.add(&self.canonical)?;
        self.names.named.resize_with(self.names.phrases.count(), Vec::new);
        let list = self.names.named.get_mut(at)?;
        for named in named {
            if !list.contains(named) {
                list.push(*named);
            }
        }
        Some(at)
    }

    /// Adds what Chinese names sound like: for homophone typos, and spelled in letters.
    fn spell(&mut self) {
        for (text, at) in std::mem::take(&mut self.han) {
            let Some(sounds) = text.into_iter().map(sound).collect::<Option<Vec<_>>>() else {
                continue;
            };
            if sounds.len() >= SHORTEST_SPELLED {
                for spelled in [sounds.concat(), sounds.join(" ")] {
                    self.learn(&spelled);
                    let spaces = 2 * self.canonical.tokens.len().saturating_sub(1);
                    if self.letters() + spaces < SHORTEST_LETTERS {
                        continue;
                    }
                    let named = self.names.named.get(at).cloned().unwrap_or_default();
                    self.phrase(&named);
                }
            }
            if sounds.len() >= SHORTEST_HOMOPHONE {
                self.sound(&sounds, at);
            }
        }
    }

    /// Notes how a phrase sounds; of several that sound the same the first one counts.
    fn sound(&mut self, sounds: &[&'static str], phrase: usize) {
        let Names { sounding, sounds: list, syllables, .. } = &mut self.names;
        let steps = sounds.iter().map(|sound| {
            let next = u32::try_from(syllables.len()).unwrap_or(u32::MAX);
            *syllables.entry(sound).or_insert(next)
        });
        if sounding.add(steps) == Some(list.len()) {
            list.push(phrase);
        }
    }
}

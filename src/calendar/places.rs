//! Where an event is: the LOCATION of a calendar as entities, known ones or new.

use super::lines::plain;
use super::slug;
use crate::knowledge::{Base, EntityRef, Event, Text};
use crate::language::{Language, Scripts};
use crate::reply::Writer;
use rustc_hash::{FxHashMap, FxHashSet};

/// What may stand between places: as replies write it, and as people do.
const MARKS: [char; 5] = [',', '，', '、', ';', '；'];

const LANGUAGES: [Language; 3] = [Language::ZhHans, Language::ZhHant, Language::En];

/// A place that the base does not have.
#[derive(Debug, Clone)]
pub(super) struct NewPlace {
    /// Its id.
    pub(super) id: String,
    /// Its name.
    pub(super) name: Text,
}

/// The places of a calendar.
pub(super) struct Places<'b> {
    base: &'b Base,
    scripts: &'b Scripts,
    names: FxHashMap<String, EntityRef>,
    new: FxHashMap<String, NewPlace>,
    used: FxHashSet<String>,
    /// The new ones in the order in which they came up, by name.
    order: Vec<String>,
}

/// Where an event is.
#[derive(Debug, Clone, Default)]
pub(super) struct At {
    /// The ids of the places.
    pub(super) ids: Vec<String>,
    /// Those of them that the base has.
    pub(super) known: Vec<EntityRef>,
    /// Their names as one phrase.
    pub(super) phrase: Option<Text>,
}

impl<'b> Places<'b> {
    /// Takes the names of the base; `used` are ids that new records have already.
    pub(super) fn new(base: &'b Base, scripts: &'b Scripts, used: FxHashSet<String>) -> Self {
        let mut names = FxHashMap::default();
        for (at, entity) in base.entities() {
            for name in entity.names() {
                names.entry(name.to_lowercase()).or_insert(at);
            }
        }
        Self { base, scripts, names, new: FxHashMap::default(), used, order: Vec::new() }
    }

    /// Those that the base does not have.
    pub(super) fn new_places(&self) -> impl Iterator<Item = &NewPlace> {
        self.order.iter().filter_map(|name| self.new.get(name))
    }

    /// The places of a LOCATION: those of the event that the base has, if they are told just so; else one that has this name;
    /// else several, if the base knows each; else a new one. An unknown part of an address is no place of its own.
    pub(super) fn of(&mut self, location: &str, event: Option<&Event>, writer: &Writer) -> At {
        let told = |event: &&Event| LANGUAGES.iter().any(|language| plain(&writer.places(&event.at, self.base, *language)) == location);
        if let Some(event) = event.filter(told) {
            return self.known(event.at.clone(), writer);
        }
        if let Some(at) = self.named(location) {
            return self.known(vec![at], writer);
        }
        let parts: Option<Vec<EntityRef>> = location.split(MARKS).map(|part| self.named(part)).collect();
        match parts {
            Some(parts) => self.known(parts, writer),
            None => self.unknown(location),
        }
    }

    /// The entity of this name, also in Traditional characters.
    fn named(&self, name: &str) -> Option<EntityRef> {
        let name = name.trim().to_lowercase();
        self.names.get(&name).or_else(|| self.names.get(&self.scripts.simplify(&name))).copied()
    }

    fn known(&self, mut known: Vec<EntityRef>, writer: &Writer) -> At {
        let mut seen = FxHashSet::default();
        known.retain(|at| seen.insert(*at));
        let ids = known.iter().map(|at| self.base[*at].id.clone()).collect();
        let phrase = |language| writer.places(&known, self.base, language);
        let phrase = Some(Text { zh: phrase(Language::ZhHans), en: phrase(Language::En) });
        At { ids, phrase: phrase.filter(|_| !known.is_empty()), known }
    }

    fn unknown(&mut self, location: &str) -> At {
        let key = location.to_lowercase();
        if !self.new.contains_key(&key) {
            let name = Text { zh: self.scripts.simplify(location), en: location.to_owned() };
            let id = slug::id("place", location, |id| self.base.handle(id).is_some() || self.used.contains(id));
            self.used.insert(id.clone());
            self.order.push(key.clone());
            self.new.insert(key.clone(), NewPlace { id, name });
        }
        let place = self.new.get(&key);
        At { ids: place.iter().map(|place| place.id.clone()).collect(), known: Vec::new(), phrase: place.map(|place| place.name.clone()) }
    }
}

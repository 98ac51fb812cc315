//! The base of checked facts: its types, and how to get it from TOML files.
//!
//! [`Base::read`] and [`Base::embedded`] give a base in which every id is linked and every text is there in
//! both languages, or all the [`Problems`] of all files at once.

mod check;
mod definitions;
mod diagnostic;
mod events;
mod facts;
mod figures;
mod files;
mod index;
mod labels;
mod links;
mod model;
mod parse;
mod record;
mod suggest;
mod zone;

use std::ops;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

pub use diagnostic::{Problem, Problems, Related};
use files::File;
pub use files::LoadError;
pub use model::*;
pub use zone::Zone;

/// A base of checked facts.
///
/// Facts, entities, metrics and sources are in the order of the files, and these are sorted by path. Index a
/// base with a handle to get what it stands for: `&base[fact_ref]`.
#[derive(Debug, Clone, Default)]
pub struct Base {
    /// Every source.
    pub sources: Vec<Source>,
    /// Every entity.
    pub entities: Vec<Entity>,
    /// Every metric.
    pub metrics: Vec<Metric>,
    /// Every fact.
    pub facts: Vec<Fact>,
    ids: FxHashMap<Box<str>, Handle>,
}

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Handle {
    /// A source.
    Source(SourceRef),
    /// An entity.
    Entity(EntityRef),
    /// A metric.
    Metric(MetricRef),
    /// A fact.
    Fact(FactRef),
}

impl Base {
    /// The base that is built into the program.
    pub fn embedded() -> Result<Self, Problems> {
        parse::base(&files::embedded())
    }

    /// The base of a folder, or the one built into the program when there is none, with overlays on top.
    ///
    /// An overlay is a folder of the same form. Its records are added; a record with the id of an earlier
    /// layer's record in the same table replaces that one.
    pub fn read(folder: Option<&Path>, overlays: &[PathBuf]) -> Result<Self, LoadError> {
        let mut files = match folder {
            Some(folder) => files::in_folder(folder, 0)?,
            None => files::embedded(),
        };
        for (layer, overlay) in (1..).zip(overlays) {
            files.extend(files::in_folder(overlay, layer)?);
        }
        Ok(parse::base(&files)?)
    }

    /// The base as [`read`](Self::read) gives it once a file of one of the overlays has this text: for what is about to be
    /// written. What stands in the file now is not read. A file that lies in none of the overlays, and a text that is for
    /// no file, is an overlay of its own on top.
    ///
    /// # Errors
    /// As for [`read`](Self::read); problems of the text are named by `file`, or by `-` without one.
    pub fn read_with(folder: Option<&Path>, overlays: &[PathBuf], file: Option<&Path>, text: &str) -> Result<Self, LoadError> {
        let folders: Vec<(usize, &Path)> =
            folder.map(|folder| (0, folder)).into_iter().chain((1..).zip(overlays.iter().map(PathBuf::as_path))).collect();
        let mut files = if folder.is_none() { files::embedded() } else { Vec::new() };
        for (layer, folder) in &folders {
            let there = files::in_folder(folder, *layer)?;
            files.extend(there.into_iter().filter(|known| !file.is_some_and(|file| files::same(file, Path::new(&known.name)))));
        }
        let home = folders.iter().rev().find(|(_, folder)| file.is_some_and(|file| files::lies_in(file, folder)));
        let layer = home.map_or(overlays.len() + 1, |(layer, _)| *layer);
        files.push(File::of_text(file, text, layer));
        files.sort_by_key(|file| file.layer);
        Ok(parse::base(&files)?)
    }

    /// What an id stands for.
    #[must_use]
    pub fn handle(&self, id: &str) -> Option<Handle> {
        self.ids.get(id).copied()
    }

    /// The source with this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<SourceRef> {
        match self.handle(id)? {
            Handle::Source(source) => Some(source),
            _ => None,
        }
    }

    /// The entity with this id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<EntityRef> {
        match self.handle(id)? {
            Handle::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The metric with this id.
    #[must_use]
    pub fn metric(&self, id: &str) -> Option<MetricRef> {
        match self.handle(id)? {
            Handle::Metric(metric) => Some(metric),
            _ => None,
        }
    }

    /// The fact with this id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<FactRef> {
        match self.handle(id)? {
            Handle::Fact(fact) => Some(fact),
            _ => None,
        }
    }

    /// Every fact with its handle.
    pub fn facts(&self) -> impl Iterator<Item = (FactRef, &Fact)> {
        (0..).map(FactRef).zip(&self.facts)
    }

    /// Every entity with its handle.
    pub fn entities(&self) -> impl Iterator<Item = (EntityRef, &Entity)> {
        (0..).map(EntityRef).zip(&self.entities)
    }

    /// Every metric with its handle.
    pub fn metrics(&self) -> impl Iterator<Item = (MetricRef, &Metric)> {
        (0..).map(MetricRef).zip(&self.metrics)
    }

    /// The entity with this id, name or alias, in either language; capitals make no difference.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<EntityRef> {
        let wanted = name.trim().to_lowercase();
        let is = |text: &String| text.to_lowercase() == wanted;
        let by_name = || self.entities().find(|(_, entity)| entity.names().any(is));
        self.entity(&wanted).or_else(|| by_name().map(|(at, _)| at))
    }

    /// Every event with its handle and the fact that it is, in the order of the files.
    pub fn events(&self) -> impl Iterator<Item = (FactRef, &Fact, &Event)> {
        self.facts().filter_map(|(at, fact)| match &fact.kind {
            Kind::Event(event) => Some((at, fact, event)),
            _ => None,
        })
    }

    /// An event with the fact that it is; `None` for a fact of another kind.
    #[must_use]
    pub fn event(&self, at: FactRef) -> Option<(&Fact, &Event)> {
        let fact = self.facts.get(at.index())?;
        match &fact.kind {
            Kind::Event(event) => Some((fact, event)),
            _ => None,
        }
    }

    /// The zone that an event's hours are told in, or that its days are meant in: its own, else that of its place.
    #[must_use]
    pub fn zone_of(&self, event: &Event) -> Option<TimeZone> {
        let own = event.hours.as_ref().and_then(|hours| hours.zone.clone());
        own.or_else(|| event.at.iter().find_map(|at| self.zone_at(*at)))
    }

    /// The zone of a place: its own, else that of what it lies in.
    #[must_use]
    pub fn zone_at(&self, place: EntityRef) -> Option<TimeZone> {
        self.around(place).find_map(|place| self[place].zone.as_ref()?.read())
    }

    /// An entity and everything that it lies in, the nearest first.
    pub fn around(&self, entity: EntityRef) -> impl Iterator<Item = EntityRef> {
        let mut known = vec![entity];
        let mut next = 0;
        std::iter::from_fn(move || {
            let at = known.get(next).copied()?;
            next += 1;
            for whole in self.entities.get(at.index()).into_iter().flat_map(|e| &e.within) {
                if !known.contains(whole) {
                    known.push(*whole);
                }
            }
            Some(at)
        })
    }

    /// The name of an entity or event.
    #[must_use]
    pub fn name(&self, subject: Subject) -> &Text {
        match subject {
            Subject::Entity(entity) => &self[entity].name,
            Subject::Event(event) => match &self[event].kind {
                Kind::Event(event) => &event.name,
                _ => &self[event].label,
            },
        }
    }
}

impl ops::Index<SourceRef> for Base {
    type Output = Source;

    fn index(&self, at: SourceRef) -> &Source {
        &self.sources[at.index()]
    }
}

impl ops::Index<EntityRef> for Base {
    type Output = Entity;

    fn index(&self, at: EntityRef) -> &Entity {
        &self.entities[at.index()]
    }
}

impl ops::Index<MetricRef> for Base {
    type Output = Metric;

    fn index(&self, at: MetricRef) -> &Metric {
        &self.metrics[at.index()]
    }
}

impl ops::Index<FactRef> for Base {
    type Output = Fact;

    fn index(&self, at: FactRef) -> &Fact {
        &self.facts[at.index()]
    }
}

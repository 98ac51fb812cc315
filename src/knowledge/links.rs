//! Reading of the keys that name other records.

use super::index::Table;
use super::model::{EntityRef, FactRef, MetricRef, SourceRef, Subject};
use super::record::{Record, Value};
use super::suggest;

impl<'a> Record<'a> {
    fn look_up(&self, value: &Value<'_>, key: &str, id: &str, tables: Tables) -> Option<(Table, u32)> {
        match self.index.ids.get(id) {
            Some(target) if tables.allow(target.table) => Some((target.table, target.position)),
            Some(target) => {
                let is = target.table.with_article();
                let message = format!("`{key}` needs {}, but `{id}` is {is}", tables.name());
                let help = match (key, target.table) {
                    ("about", Table::Event) => format!("write `event = \"{id}\"` instead"),
                    _ => suggest::did_you_mean(id, self.candidates(tables), || format!("name {} here", tables.name())),
                };
                self.refuse(value, key.into(), message, help);
                None
            }
            None => {
                if !self.index.lost.contains(id) {
                    let message = format!("`{key}` names `{id}`, which does not exist");
                    let help = suggest::did_you_mean(id, self.candidates(tables), || {
                        format!("name {} that exists, or define `{id}`", tables.name())
                    });
                    self.refuse(value, key.into(), message, help);
                }
                None
            }
        }
    }

    fn candidates(&self, tables: Tables) -> impl Iterator<Item = &'a str> {
        let ids = self.index.ids.iter();
        ids.filter(move |(_, target)| tables.allow(target.table)).map(|(id, _)| *id)
    }

    fn link(&self, key: &str, tables: Tables) -> Option<(Table, u32)> {
        let value = self.get(key)?;
        let id = self.as_string(value, key.into())?;
        self.look_up(value, key, id, tables)
    }

    pub(super) fn source(&self, key: &str) -> Option<SourceRef> {
        self.link(key, Tables::Source).map(|(_, at)| SourceRef(at))
    }

    pub(super) fn metric(&self, key: &str) -> Option<MetricRef> {
        self.link(key, Tables::Metric).map(|(_, at)| MetricRef(at))
    }

    pub(super) fn entity(&self, key: &str) -> Option<EntityRef> {
        self.link(key, Tables::Entity).map(|(_, at)| EntityRef(at))
    }

    /// Several entities; one alone needs no brackets.
    pub(super) fn entities(&self, key: &str) -> Vec<EntityRef> {
        if self.get(key).is_some_and(|value| value.get_ref().is_str()) {
            return self.entity(key).into_iter().collect();
        }
        self.strings(key).filter_map(|(value, id)| self.look_up(value, key, id, Tables::Entity)).map(|(_, at)| EntityRef(at)).collect()
    }

    pub(super) fn event(&self, key: &str) -> Option<FactRef> {
        self.link(key, Tables::Event).map(|(_, at)| FactRef(at))
    }

    /// A fact that tells something; an unknown does not.
    pub(super) fn fact(&self, key: &str) -> Option<FactRef> {
        self.link(key, Tables::Fact).map(|(_, at)| FactRef(at))
    }

    pub(super) fn subject(&self, key: &str) -> Option<Subject> {
        self.link(key, Tables::Subject).map(|(table, at)| match table {
            Table::Event => Subject::Event(FactRef(at)),
            _ => Subject::Entity(EntityRef(at)),
        })
    }
}

/// What a key may point at.
#[derive(Debug, Clone, Copy)]
enum Tables {
    Source,
    Entity,
    Metric,
    Event,
    Fact,
    Subject,
}

impl Tables {
    fn allow(self, table: Table) -> bool {
        match self {
            Self::Source => table == Table::Source,
            Self::Entity => table == Table::Entity,
            Self::Metric => table == Table::Metric,
            Self::Event => table == Table::Event,
            Self::Fact => table.is_fact() && table != Table::Unknown,
            Self::Subject => matches!(table, Table::Entity | Table::Event),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Source => "a source",
            Self::Entity => "an entity",
            Self::Metric => "a metric",
            Self::Event => "an event",
            Self::Fact => "a fact",
            Self::Subject => "an entity or an event",
        }
    }
}

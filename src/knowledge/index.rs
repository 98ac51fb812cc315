//! The first pass over the files: which records there are, and what each id stands for.

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::{Draft, Place, Report};
use super::files::File;
use super::suggest;

/// The tables that a file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Table {
    Source,
    Entity,
    Metric,
    Event,
    Figure,
    Initiative,
    Role,
    Statement,
    Unknown,
}

impl Table {
    const ALL: [Self; 9] =
        [Self::Source, Self::Entity, Self::Metric, Self::Event, Self::Figure, Self::Initiative, Self::Role, Self::Statement, Self::Unknown];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Entity => "entity",
            Self::Metric => "metric",
            Self::Event => "event",
            Self::Figure => "figure",
            Self::Initiative => "initiative",
            Self::Role => "role",
            Self::Statement => "statement",
            Self::Unknown => "unknown",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }

    /// Whether its records are facts.
    pub(super) fn is_fact(self) -> bool {
        !matches!(self, Self::Source | Self::Entity | Self::Metric)
    }

    /// Its name with the article that English needs.
    pub(super) fn with_article(self) -> &'static str {
        match self {
            Self::Source => "a source",
            Self::Entity => "an entity",
            Self::Metric => "a metric",
            Self::Event => "an event",
            Self::Figure => "a figure",
            Self::Initiative => "an initiative",
            Self::Role => "a role",
            Self::Statement => "a statement",
            Self::Unknown => "an unknown",
        }
    }
}

/// A record as the parser gave it, with a usable id.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) table: Table,
    pub(super) id: &'a str,
    /// Where the id is.
    pub(super) id_place: Place,
    /// Where the record begins.
    pub(super) place: Place,
    pub(super) body: &'a DeTable<'a>,
}

/// What an id stands for: a table, and the position in the list of that table (all facts share one).
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) table: Table,
    pub(super) position: u32,
    place: Place,
    layer: usize,
}

/// Every record of every file, with later layers in the place of what they replace.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    pub(super) ids: FxHashMap<&'a str, Target>,
    pub(super) sources: Vec<Found<'a>>,
    pub(super) entities: Vec<Found<'a>>,
    pub(super) metrics: Vec<Found<'a>>,
    pub(super) facts: Vec<Found<'a>>,
    /// Ids in the files that could not be parsed: a reference to one of them is not dangling.
    pub(super) lost: FxHashSet<&'a str>,
}

impl<'a> Index<'a> {
    /// Notes the records of a parsed file.
    pub(super) fn add_file(&mut self, index: u32, file: &File, document: &'a DeTable<'a>, report: &Report) {
        let mut records = Vec::new();
        for (name, value) in document {
            let place = Place::new(index, name.span());
            let name = name.get_ref().as_ref();
            let Some(table) = Table::parse(name) else {
                report.add(unknown_table(name, value, place));
                continue;
            };
            match value.get_ref() {
                DeValue::Array(array) if array.iter().all(|item| item.get_ref().is_table()) => {
                    records.extend(array.iter().map(|item| (table, item)));
                }
                _ => report.add(Draft {
                    place,
                    key: name.to_owned(),
                    record: None,
                    message: format!("`{name}` must be an array of tables"),
                    help: format!("write `[[{name}]]` above each record"),
                    related: None,
                }),
            }
        }
        records.sort_by_key(|(_, item)| item.span().start);
        for (table, item) in records {
            if let DeValue::Table(body) = item.get_ref() {
                let place = Place::new(index, item.span());
                if let Some((id, id_place)) = read_id(table, body, place, report) {
                    let found = Found { table, id, id_place, place, body };
                    self.add_record(found, file.layer, report);
                }
            }
        }
    }

    /// Notes what looks like an id in a file that could not be parsed.
    pub(super) fn add_broken_file(&mut self, text: &'a str) {
        let ids = text.lines().filter_map(|line| {
            let value = line.trim_start().strip_prefix("id")?.trim_start();
            let value = value.strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value.split(quote).nth(1)
        });
        self.lost.extend(ids);
    }

    fn list(&mut self, table: Table) -> &mut Vec<Found<'a>> {
        match table {
            Table::Source => &mut self.sources,
            Table::Entity => &mut self.entities,
            Table::Metric => &mut self.metrics,
            _ => &mut self.facts,
        }
    }

    fn add_record(&mut self, found: Found<'a>, layer: usize, report: &Report) {
        if let Some(earlier) = self.ids.get(found.id).copied() {
            if earlier.table == found.table && earlier.layer < layer {
                let position = earlier.position;
                if let Some(slot) = self.list(found.table).get_mut(position as usize) {
                    *slot = found;
                }
                let target = Target { table: found.table, position, place: found.id_place, layer };
                self.ids.insert(found.id, target);
            } else {
                report.add(duplicate_id(found, earlier));
            }
            return;
        }
        let list = self.list(found.table);
        let position = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.push(found);
        let target = Target { table: found.table, position, place: found.id_place, layer };
        self.ids.insert(found.id, target);
    }
}

fn unknown_table(name: &str, value: &Spanned<DeValue<'_>>, place: Place) -> Draft {
    let tables = || Table::ALL.into_iter().map(Table::as_str);
    let is_table = match value.get_ref() {
        DeValue::Table(_) => true,
        DeValue::Array(array) => array.iter().any(|item| item.get_ref().is_table()),
        _ => false,
    };
    let what = if is_table { "table" } else { "key outside of any table" };
    Draft {
        place,
        key: name.to_owned(),
        record: None,
        message: format!("unknown {what} `{name}`"),
        help: suggest::did_you_mean(name, tables(), || format!("a table is one of {}", suggest::one_of(tables()))),
        related: None,
    }
}

fn duplicate_id(found: Found<'_>, earlier: Target) -> Draft {
    let help = if earlier.table == found.table {
        String::from("give one of the two another id; only an overlay may replace a record")
    } else {
        format!("ids are unique over all tables; the earlier `{}` is {}", found.id, earlier.table.with_article())
    };
    Draft {
        place: found.id_place,
        key: String::from("id"),
        record: Some(format!("{} `{}`", found.table.as_str(), found.id)),
        message: format!("the id `{}` is used twice", found.id),
        help,
        related: Some((earlier.place, String::from("first used here"))),
    }
}

/// The id of a record, if it has one that can be used.
fn read_id<'a>(table: Table, body: &'a DeTable<'a>, place: Place, report: &Report) -> Option<(&'a str, Place)> {
    let problem = |place: Place, message: String, help: String| {
        report.add(Draft { place, key: String::from("id"), record: None, message, help, related: None });
    };
    let name = table.as_str();
    let Some(value) = body.get("id") else {
        let help = format!("add `id = \"…\"` to this {name}");
        problem(place, format!("this {name} has no `id`"), help);
        return None;
    };
    let place = Place::new(place.file, value.span());
    let DeValue::String(id) = value.get_ref() else {
        let help = String::from("write it in quotes: `id = \"…\"`");
        problem(place, String::from("`id` must be a string"), help);
        return None;
    };
    if !is_kebab_case(id) {
        let help = match kebab_case(id) {
            right if right.is_empty() => String::from("an id is made of a–z, 0–9 and single hyphens"),
            right => format!("an id is made of a–z, 0–9 and single hyphens between them, such as `{right}`"),
        };
        problem(place, format!("`{id}` is not the form of an id"), help);
    }
    Some((id, place))
}

fn is_kebab_case(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn kebab_case(id: &str) -> String {
    let id: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    id.split_whitespace().collect::<Vec<_>>().join("-")
}

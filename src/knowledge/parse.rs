//! From files to a base: parse each, find the records, read them, check them against each other.

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::DeTable;

use super::diagnostic::{Draft, Place, Problems, Report};
use super::facts::{self, Definitions};
use super::files::File;
use super::index::{Index, Table};
use super::model::{EntityRef, FactRef, MetricRef, SourceRef};
use super::{Base, Handle, check, definitions};

/// Reads a base from its files, which are sorted by layer and then by path.
pub(super) fn base(files: &[File]) -> Result<Base, Problems> {
    let report = Report::default();
    let documents: Vec<(u32, &File, Option<Spanned<DeTable<'_>>>)> =
        (0..).zip(files).map(|(index, file)| (index, file, document(index, file, &report))).collect();
    let base = read(&documents, &report);
    match report.finish(files) {
        Some(problems) => Err(problems),
        None => Ok(base),
    }
}

/// Parses a file; what the parser finds is reported.
fn document<'f>(index: u32, file: &'f File, report: &Report) -> Option<Spanned<DeTable<'f>>> {
    if file.broken_at.is_some() {
        file.check_encoding(index, report);
        return None;
    }
    match DeTable::parse(&file.text) {
        Ok(document) => Some(document),
        Err(error) => {
            report.add(Draft {
                place: Place::new(index, error.span().unwrap_or(0..0)),
                key: String::new(),
                record: None,
                message: format!("not valid TOML: {}", error.message()),
                help: String::from("the rest of this file is checked once this is corrected"),
                related: None,
            });
            None
        }
    }
}

fn read<'a>(documents: &'a [(u32, &'a File, Option<Spanned<DeTable<'a>>>)], report: &'a Report) -> Base {
    let mut index = Index::default();
    for (at, file, document) in documents {
        match document {
            Some(document) => index.add_file(*at, file, document.get_ref(), report),
            None => index.add_broken_file(&file.text),
        }
    }
    read_index(&index, report)
}

fn read_index<'a>(index: &'a Index<'a>, report: &'a Report) -> Base {
    let sources: Vec<_> = index.sources.iter().map(|found| definitions::source(*found, index, report)).collect();
    let entities: Vec<_> = index.entities.iter().map(|found| definitions::entity(*found, index, report)).collect();
    let metrics: Vec<_> = index.metrics.iter().map(|found| definitions::metric(*found, index, report)).collect();
    let known = Definitions { entities: &entities, metrics: &metrics };
    let facts: Vec<_> = index.facts.iter().map(|found| facts::fact(*found, index, known, report)).collect();
    check::within(&entities, &index.entities, report);
    check::part_of(&facts, &index.facts, report);
    check::contradictions(&facts, &index.facts, report);

    // Where a record could not be used the report is not empty, and this base is never handed out:
    // handles that would be shifted by its absence are not followed.
    Base {
        sources: sources.into_iter().flatten().collect(),
        entities: entities.into_iter().flatten().collect(),
        metrics: metrics.into_iter().flatten().collect(),
        facts: facts.into_iter().flatten().collect(),
        ids: ids(index),
    }
}

fn ids(index: &Index<'_>) -> FxHashMap<Box<str>, Handle> {
    let handles = index.ids.iter().map(|(id, target)| {
        let at = target.position;
        let handle = match target.table {
            Table::Source => Handle::Source(SourceRef(at)),
            Table::Entity => Handle::Entity(EntityRef(at)),
            Table::Metric => Handle::Metric(MetricRef(at)),
            _ => Handle::Fact(FactRef(at)),
        };
        (Box::from(*id), handle)
    });
    handles.collect()
}

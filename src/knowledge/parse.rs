//! From files to a base: parse each, find the records, read them, check them against each other.

use std::cmp::Reverse;
use std::iter;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeTable, Error};

use super::diagnostic::{Draft, Place, Problems, Report};
use super::facts::{self, Definitions};
use super::files::File;
use super::index::{Found, Index, Table};
use super::model::{EntityRef, FactRef, MetricRef, SourceRef};
use super::{Base, Handle, check, definitions};
use crate::both::both;

/// Reads a base from its files, which are sorted by layer and then by path.
pub(super) fn base(files: &[File]) -> Result<Base, Problems> {
    let report = Report::default();
    let parsed = (0..).zip(files).zip(documents(files));
    let mut documents: Vec<_> = parsed.map(|((index, file), parsed)| (index, file, document(index, file, parsed, &report))).collect();
    let base = read(&documents, &report);
    // To take so many small tables apart takes its time too.
    let rest = documents.split_off(documents.len() / 2);
    both(|| drop(documents), || drop(rest));
    match report.finish(files) {
        Some(problems) => Err(problems),
        None => Ok(base),
    }
}

type Document<'f> = Spanned<DeTable<'f>>;

/// Parses the files, two at a time: reading the TOML is most of the time that it takes to get a base. The biggest come
/// first, so that neither thread is left with one of them in the end.
fn documents(files: &[File]) -> Vec<Result<Document<'_>, Error>> {
    let mut order: Vec<(usize, &File)> = files.iter().enumerate().collect();
    order.sort_by_key(|(_, file)| Reverse(file.text.len()));
    let next = AtomicUsize::new(0);
    let work = || {
        let file = || order.get(next.fetch_add(1, Ordering::Relaxed));
        iter::from_fn(|| file().map(|(at, file)| (*at, DeTable::parse(&file.text)))).collect::<Vec<_>>()
    };
    let (mut parsed, rest) = both(work, work);
    parsed.extend(rest);
    parsed.sort_unstable_by_key(|(at, _)| *at);
    parsed.into_iter().map(|(_, document)| document).collect()
}

/// Reports what the parser found wrong with a file.
fn document<'f>(index: u32, file: &'f File, parsed: Result<Document<'f>, Error>, report: &Report) -> Option<Document<'f>> {
    if file.broken_at.is_some() {
        file.check_encoding(index, report);
        return None;
    }
    match parsed {
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

fn read<'a>(documents: &'a [(u32, &'a File, Option<Document<'a>>)], report: &'a Report) -> Base {
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
    let facts = halves(&index.facts, |found| facts::fact(found, index, known, report));
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

/// Reads records in order, the second half of them on a second thread: they are not checked against each other yet.
fn halves<'a, T: Send>(records: &[Found<'a>], read: impl Fn(Found<'a>) -> T + Sync) -> Vec<T> {
    let some = |records: &[Found<'a>]| records.iter().map(|found| read(*found)).collect::<Vec<_>>();
    let (first, second) = records.split_at(records.len() / 2);
    let (mut list, rest) = both(|| some(first), || some(second));
    list.extend(rest);
    list
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

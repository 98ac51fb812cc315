//! What is wrong with a base, where, and what would be right: for people who write its files.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::files::File;

/// One mistake in a file of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: Arc<str>,
    /// Its line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The key that is wrong, such as `value.unit`; for a mistake outside of any key the table, or empty.
    pub key: String,
    /// Where in the file, in bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// The record that has the mistake, such as ``figure `a-b` ``.
    pub record: Option<String>,
    /// What would be right.
    pub help: String,
    /// Another place that has to do with it, and what is there.
    pub related: Option<Related>,
    source: Arc<str>,
}

/// A second place that a [`Problem`] refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub file: Arc<str>,
    /// Where in the file, in bytes.
    pub span: Range<usize>,
    /// What is there.
    pub message: String,
    source: Arc<str>,
}

/// Everything that is wrong with a base, in the order of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl std::error::Error for Problems {}

impl Problem {
    /// The problem as text with the line in question and a caret under the place, coloured for a terminal
    /// or plain.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut snippet = Snippet::source(&*self.source).path(&*self.file).annotation(AnnotationKind::Primary.span(self.span.clone()));
        let mut group = Group::with_title(Level::ERROR.primary_title(&self.message));
        match &self.related {
            Some(related) if related.file == self.file => {
                snippet = snippet.annotation(AnnotationKind::Context.span(related.span.clone()).label(&related.message));
                group = group.element(snippet);
            }
            Some(related) => {
                let other = Snippet::source(&*related.source)
                    .path(&*related.file)
                    .annotation(AnnotationKind::Context.span(related.span.clone()).label(&related.message));
                group = group.element(snippet).element(other);
            }
            None => group = group.element(snippet),
        }
        let place = match (self.key.as_str(), &self.record) {
            ("", None) => None,
            ("", Some(record)) => Some(format!("in {record}")),
            (key, None) => Some(format!("at `{key}`")),
            (key, Some(record)) => Some(format!("at `{key}` in {record}")),
        };
        if let Some(place) = place {
            group = group.element(Level::NOTE.message(place));
        }
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(&self.help));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.render(false))
    }
}

impl Problems {
    /// All problems as text, one after the other, and how many there are.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        let mut text = String::new();
        for problem in &self.0 {
            text.push_str(&problem.render(colour));
            text.push_str("\n\n");
        }
        let count = self.0.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        text.push_str(&format!("{count} {noun}"));
        text
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.render(false))
    }
}

/// A place in one of the files, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Place {
    pub(super) fn new(file: u32, span: Range<usize>) -> Self {
        Self { file, start: span.start, end: span.end }
    }
}

/// A problem before its line and column are counted.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) place: Place,
    pub(super) key: String,
    pub(super) record: Option<String>,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) related: Option<(Place, String)>,
}

/// Collects what is wrong while a base is read, on several threads.
#[derive(Debug, Default)]
pub(super) struct Report(Mutex<Vec<Draft>>);

impl Report {
    pub(super) fn add(&self, draft: Draft) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(draft);
    }

    /// The problems with lines and columns; `None` when there are none.
    pub(super) fn finish(self, files: &[File]) -> Option<Problems> {
        let mut drafts = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        if drafts.is_empty() {
            return None;
        }
        drafts.sort_by_key(|draft| (draft.place.file, draft.place.start));
        let texts: Vec<(Arc<str>, Arc<str>)> = files.iter().map(|file| (Arc::from(file.name.as_str()), Arc::from(&*file.text))).collect();
        let problems = drafts.into_iter().filter_map(|draft| {
            let (file, source) = texts.get(draft.place.file as usize)?.clone();
            let span = draft.place.start..draft.place.end;
            let (line, column) = line_and_column(&source, span.start);
            let related = draft.related.and_then(|(place, message)| {
                let (file, source) = texts.get(place.file as usize)?.clone();
                Some(Related { file, span: place.start..place.end, message, source })
            });
            Some(Problem {
                file,
                line,
                column,
                key: draft.key,
                span,
                message: draft.message,
                record: draft.record,
                help: draft.help,
                related,
                source,
            })
        });
        Some(Problems(problems.collect()))
    }
}

/// Line and column of a byte offset, in characters and counted from 1.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

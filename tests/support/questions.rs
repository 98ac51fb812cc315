//! The project's own questions, as they stand in `knowledge/questions`.
#![allow(dead_code, reason = "each user reads its part")]

use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct File {
    question: Vec<Entry>,
}

/// A question.
#[derive(Deserialize)]
pub struct Entry {
    /// As it is typed.
    pub q: String,
    /// The facts of which one must be told.
    #[serde(default)]
    pub facts: Vec<String>,
    /// What was said before it.
    #[serde(default)]
    pub after: Vec<String>,
}

/// The files, sorted.
pub fn question_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/questions");
    let entries = fs::read_dir(folder).expect("the project has questions of its own");
    let mut files: Vec<PathBuf> =
        entries.map(|e| e.expect("an entry").path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}

/// All questions, in the order of the files.
pub fn own_questions() -> Vec<Entry> {
    let read = |path: &PathBuf| toml::from_str::<File>(&fs::read_to_string(path).expect("a file")).expect("questions").question;
    question_files().iter().flat_map(read).collect()
}

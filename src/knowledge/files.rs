//! The TOML files of a base: those built into the program, or those of a folder, and overlays.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use thiserror::Error;

use super::diagnostic::{Draft, Place, Problems, Report};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/knowledge");

/// The subfolder that holds questions for measuring, not facts.
const QUESTIONS: &str = "questions";
/// How deep subfolders may be nested; a ring of links ends here.
const DEPTH: usize = 16;

/// Why a base could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// A file or folder could not be read.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// A folder was expected.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds no TOML file.
    #[error("{} holds no .toml file", .0.display())]
    Empty(PathBuf),
    /// There are mistakes in the files.
    #[error(transparent)]
    Problems(#[from] Problems),
}

/// A file of the base.
#[derive(Debug)]
pub(super) struct File {
    /// The path as shown to people.
    pub(super) name: String,
    /// Its text.
    pub(super) text: Cow<'static, str>,
    /// 0 for the base, then one for each overlay.
    pub(super) layer: usize,
    /// Where it stops being UTF-8, if it does; `text` then has replacement characters.
    pub(super) broken_at: Option<usize>,
}

impl File {
    fn new(name: String, bytes: Cow<'static, [u8]>, layer: usize) -> Self {
        let (text, broken_at) = match bytes {
            Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => (Cow::Borrowed(text), None),
                Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
            },
            Cow::Owned(bytes) => match String::from_utf8(bytes) {
                Ok(text) => (Cow::Owned(text), None),
                Err(error) => {
                    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                    (Cow::Owned(text), Some(error.utf8_error().valid_up_to()))
                }
            },
        };
        Self { name, text, layer, broken_at }
    }

    /// A file that is not written yet.
    pub(super) fn of_text(path: Option<&Path>, text: &str, layer: usize) -> Self {
        let name = path.map_or_else(|| String::from("-"), |path| path.display().to_string());
        Self { name, text: Cow::Owned(text.to_owned()), layer, broken_at: None }
    }

    /// Reports that the file is not UTF-8, if it is not.
    pub(super) fn check_encoding(&self, index: u32, report: &Report) {
        if let Some(at) = self.broken_at {
            report.add(Draft {
                place: Place::new(index, at..at + char::REPLACEMENT_CHARACTER.len_utf8()),
                key: String::new(),
                record: None,
                message: String::from("the file is not UTF-8 from here on"),
                help: String::from("save the file in the encoding UTF-8"),
                related: None,
            });
        }
    }
}

/// The files built into the program, sorted by path.
pub(super) fn embedded() -> Vec<File> {
    let mut files = Vec::new();
    collect_embedded(&EMBEDDED, &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn collect_embedded(dir: &'static Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files().filter(|file| is_toml(file.path())) {
        let name = Path::new("knowledge").join(file.path());
        let name = name.display().to_string();
        files.push(File::new(name, Cow::Borrowed(file.contents()), 0));
    }
    for dir in dir.dirs().filter(|dir| !is_questions(dir.path())) {
        collect_embedded(dir, files);
    }
}

/// The files of a folder and its subfolders, sorted by path.
pub(super) fn in_folder(folder: &Path, layer: usize) -> Result<Vec<File>, LoadError> {
    let io_error = |path: &Path| {
        let path = path.to_owned();
        move |error| LoadError::Io { path, error }
    };
    if !fs::metadata(folder).map_err(io_error(folder))?.is_dir() {
        return Err(LoadError::NotAFolder(folder.to_owned()));
    }
    let mut paths = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(io_error(&folder))? {
            let path = entry.map_err(io_error(&folder))?.path();
            if path.is_dir() {
                if depth < DEPTH && !is_questions(&path) {
                    folders.push((path, depth + 1));
                }
            } else if is_toml(&path) {
                paths.push(path);
            }
        }
    }
    if paths.is_empty() && layer == 0 {
        return Err(LoadError::Empty(folder.to_owned()));
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).map_err(io_error(&path))?;
            let name = path.display().to_string();
            Ok(File::new(name, Cow::Owned(bytes), layer))
        })
        .collect()
}

/// Whether a file, which need not be there yet, is to lie in a folder or a subfolder of it.
pub(super) fn lies_in(file: &Path, folder: &Path) -> bool {
    match (whole(file), fs::canonicalize(folder)) {
        (Some(file), Ok(folder)) => file.starts_with(folder),
        _ => false,
    }
}

/// Whether two paths name one file.
pub(super) fn same(a: &Path, b: &Path) -> bool {
    whole(a).is_some_and(|a| whole(b) == Some(a))
}

/// The path of a file from the root, without links; the file itself need not be there.
fn whole(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(file.file_name()?))
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

fn is_questions(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == QUESTIONS)
}

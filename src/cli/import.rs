//! `tongshang import`: an organiser's calendar as TOML of an overlay.

use super::output::Output;
use super::settings::Options;
use crate::calendar::{self, ImportError, Surroundings};
use crate::knowledge::{Base, LoadError, Text};
use crate::language::{Language, Scripts};
use crate::reply::Writer;
use anyhow::{Context, anyhow};
use clap::Args;
use std::fs::{self, File};
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The most notices that are printed; more say no more.
const MOST_NOTICES: usize = 1_000;

/// What `import` takes.
#[derive(Args)]
pub struct Arguments {
    /// The calendar (.ics)
    #[arg(value_name = "FILE.ics")]
    file: PathBuf,
    /// Where to write the TOML, instead of standard output; what stands there is replaced
    #[arg(long, short, value_name = "FILE.toml")]
    output: Option<PathBuf>,
    /// Who published the calendar: the name in Chinese and in English, or one for both
    #[arg(long, value_name = "ZH/EN", value_parser = publisher)]
    publisher: Option<Text>,
}

fn publisher(text: &str) -> Result<Text, String> {
    let (zh, en) = text.split_once('/').unwrap_or((text, text));
    let (zh, en) = (zh.trim(), en.trim());
    if zh.is_empty() || en.is_empty() || text.chars().any(char::is_control) {
        return Err(String::from("write the name in Chinese and in English, such as 港务局/the Port Authority"));
    }
    Ok(Text { zh: zh.to_owned(), en: en.to_owned() })
}

/// Runs it. Exit status 0 when an event was taken over, 1 when none could be.
///
/// # Errors
/// When the base cannot be loaded, or the result cannot be written or would not go with the base.
pub fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<ExitCode> {
    let scripts = Scripts::load()?;
    let writer = Writer::new(Scripts::load()?)?;
    let language = options.interface_language();
    let clock = options.clock()?;
    let now = clock.now();
    let shown = arguments.file.display().to_string();
    let bytes = File::open(&arguments.file).map_err(ImportError::from).and_then(calendar::fetch);
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return refused(&error, &shown, &writer, language),
    };
    let base = with(options, arguments.output.as_deref(), "")?;
    let name = arguments.file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let around = Surroundings {
        base: &base,
        writer: &writer,
        scripts: &scripts,
        zone: now.time_zone(),
        now: now.timestamp(),
        publisher: arguments.publisher.as_ref(),
        name: &name,
    };
    let imported = match calendar::import(&bytes, &around) {
        Ok(imported) => imported,
        Err(error) => return refused(&error, &shown, &writer, language),
    };
    // A base with a mistake is never used: better no overlay than one that stops the next start.
    with(options, arguments.output.as_deref(), &imported.toml)?;
    for notice in imported.notices.iter().take(MOST_NOTICES) {
        eprintln!("{}", notice.words(&writer, language));
    }
    let more = imported.notices.len().saturating_sub(MOST_NOTICES);
    if more > 0 {
        eprintln!("{}", writer.counted(language, "calendar-more", more, &[]));
    }
    let lost = imported.notices.iter().filter(|notice| notice.is_loss()).count();
    let count = imported.events.len();
    eprintln!("{}", writer.counted(language, "calendar-imported", count, &[("lost", &lost.to_string()), ("file", &shown)]));
    if count == 0 {
        return Ok(ExitCode::FAILURE);
    }
    match &arguments.output {
        Some(file) => replace(file, &imported.toml).with_context(|| format!("cannot write {}", file.display()))?,
        None => Output::new().piece(&imported.toml)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The base once the file has this text.
fn with(options: &Options, file: Option<&Path>, text: &str) -> anyhow::Result<Base> {
    Base::read_with(options.knowledge_folder().as_deref(), &options.overlays(), file, text).map_err(|error| match error {
        LoadError::Problems(problems) => anyhow!("the base has mistakes\n\n{}", problems.render(stderr().is_terminal())),
        other => anyhow!(other),
    })
}

/// Says why nothing of the calendar can be taken over.
fn refused(error: &ImportError, file: &str, writer: &Writer, language: Language) -> anyhow::Result<ExitCode> {
    let (key, detail) = match error {
        ImportError::Io(error) => ("calendar-unreadable", error.to_string()),
        ImportError::TooLarge => ("calendar-too-large", (calendar::MOST_BYTES / 1024 / 1024).to_string()),
        ImportError::NoCalendar => ("calendar-none", String::new()),
    };
    eprintln!("{}", writer.message(language, key, &[("file", file), ("detail", &detail)]));
    Ok(ExitCode::FAILURE)
}

/// Puts a text in the place of a file, as a whole or not at all.
fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    fs::write(&beside, text)?;
    fs::rename(&beside, file)
}

//! `tongshang check`: validates a base.

use super::output::Output;
use super::settings::Options;
use crate::knowledge::{Base, Kind, LoadError};
use crate::language::Scripts;
use crate::reply::Writer;
use anyhow::anyhow;
use clap::Args;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `check` takes.
#[derive(Args)]
pub struct Arguments {
    /// The folder; without one the base that the other options give
    dir: Option<PathBuf>,
}

/// Runs it.
///
/// # Errors
/// When a folder cannot be read or output fails; mistakes in the base are printed, not an error.
pub fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<ExitCode> {
    let folder = arguments.dir.clone().or_else(|| options.knowledge_folder());
    let mut output = Output::new();
    match Base::read(folder.as_deref(), &options.overlays()) {
        Ok(base) => {
            output.line(&summary(&base, options)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(LoadError::Problems(problems)) => {
            output.line(&problems.render(stdout().is_terminal()))?;
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(anyhow!(error)),
    }
}

/// How much of each there is.
fn summary(base: &Base, options: &Options) -> anyhow::Result<String> {
    let count = |is: fn(&Kind) -> bool| base.facts.iter().filter(|f| is(&f.kind)).count().to_string();
    let counts = [
        ("sources", base.sources.len().to_string()),
        ("entities", base.entities.len().to_string()),
        ("metrics", base.metrics.len().to_string()),
        ("facts", base.facts.iter().filter(|f| !matches!(f.kind, Kind::Unknown { .. })).count().to_string()),
        ("events", count(|k| matches!(k, Kind::Event(_)))),
        ("figures", count(|k| matches!(k, Kind::Figure(_)))),
        ("initiatives", count(|k| matches!(k, Kind::Initiative(_)))),
        ("roles", count(|k| matches!(k, Kind::Role(_)))),
        ("statements", count(|k| matches!(k, Kind::Statement))),
        ("unknowns", count(|k| matches!(k, Kind::Unknown { .. }))),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let writer = Writer::new(Scripts::load()?)?;
    Ok(writer.message(options.interface_language(), "check-sound", &counts))
}

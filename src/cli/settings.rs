//! What every subcommand shares: the base, the clock, the language and the time zone.

use crate::dialogue::Dialogue;
use crate::knowledge::{Base, LoadError};
use crate::language::Language;
use crate::retrieval::Engine;
use anyhow::{Context, anyhow};
use clap::Args;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use std::env;
use std::ffi::OsString;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;
use std::time::Instant;

const KNOWLEDGE: &str = "TONGSHANG_KNOWLEDGE";
const OVERLAY: &str = "TONGSHANG_OVERLAY";
const TIME_ZONE: &str = "TONGSHANG_TIME_ZONE";
const DEFAULT_ZONE: &str = "Asia/Shanghai";

/// Options of every subcommand.
#[derive(Args, Clone)]
pub struct Options {
    /// A folder of facts instead of the built-in base [env: TONGSHANG_KNOWLEDGE]
    #[arg(long, global = true, value_name = "DIR")]
    pub knowledge: Option<PathBuf>,
    /// A folder of facts on top of the base; may be repeated [env: TONGSHANG_OVERLAY, a list of paths]
    #[arg(long, global = true, value_name = "DIR")]
    pub overlay: Vec<PathBuf>,
    /// The time to take for now, such as 2026-01-31T12:00:00+08:00
    #[arg(long, global = true, value_name = "RFC3339", value_parser = moment)]
    pub now: Option<Timestamp>,
    /// The language of all replies: zh, zh-Hant or en
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
}

fn moment(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| String::from("write a time with its offset, such as 2026-01-31T12:00:00+08:00"))
}

fn language(tag: &str) -> Result<Language, String> {
    Language::from_tag(tag).ok_or_else(|| String::from("languages are zh, zh-Hant and en"))
}

/// Reads `.env` of the working folder or one above; there need not be one.
pub fn dot_env() -> anyhow::Result<()> {
    match dotenvy::dotenv() {
        Ok(_) => Ok(()),
        Err(error) if error.not_found() => Ok(()),
        Err(error) => Err(anyhow!(".env cannot be read: {}", error.to_string().replace('\n', " "))),
    }
}

fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// A variable of the environment as a text; `None` when it is missing or empty.
///
/// # Errors
/// When it is not UTF-8.
pub fn text_variable(name: &str) -> anyhow::Result<Option<String>> {
    variable(name).map(|value| value.into_string().map_err(|_| anyhow!("{name} is not UTF-8"))).transpose()
}

impl Options {
    /// The folder that replaces the built-in base.
    #[must_use]
    pub fn knowledge_folder(&self) -> Option<PathBuf> {
        self.knowledge.clone().or_else(|| variable(KNOWLEDGE).map(PathBuf::from))
    }

    /// The folders on top of the base.
    #[must_use]
    pub fn overlays(&self) -> Vec<PathBuf> {
        if !self.overlay.is_empty() {
            return self.overlay.clone();
        }
        let listed = variable(OVERLAY).map(|list| env::split_paths(&list).collect::<Vec<_>>()).unwrap_or_default();
        listed.into_iter().filter(|path| !path.as_os_str().is_empty()).collect()
    }

    /// The base that was asked for.
    ///
    /// # Errors
    /// When a folder cannot be read or has mistakes; they are part of the message.
    pub fn base(&self) -> anyhow::Result<Base> {
        Base::read(self.knowledge_folder().as_deref(), &self.overlays()).map_err(|error| match error {
            LoadError::Problems(problems) => anyhow!("the base has mistakes\n\n{}", problems.render(stderr().is_terminal())),
            other => anyhow!(other),
        })
    }

    /// A dialogue over the base that was asked for.
    ///
    /// # Errors
    /// When the base cannot be loaded or prepared.
    pub fn dialogue(&self) -> anyhow::Result<Dialogue> {
        let engine = Engine::new(self.base()?).context("the base cannot be prepared")?;
        Dialogue::new(engine).context("the conversation cannot be prepared")
    }

    /// The clock that was asked for, in the zone of the environment.
    ///
    /// # Errors
    /// When the zone is malformed or unknown.
    pub fn clock(&self) -> anyhow::Result<Clock> {
        let name = text_variable(TIME_ZONE)?.unwrap_or_else(|| DEFAULT_ZONE.to_owned());
        let zone =
            TimeZone::get(&name).map_err(|_| anyhow!("{TIME_ZONE} is no time zone: `{name}`; write one such as `{DEFAULT_ZONE}`"))?;
        Ok(Clock { fixed: self.now, since: None, zone })
    }

    /// The language of what is no reply to a question: the one asked for, else that of the locale.
    #[must_use]
    pub fn interface_language(&self) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
        let of_locale = || locale.and_then(|l| Language::from_tag(l.to_string_lossy().split('.').next().unwrap_or_default()));
        self.lang.or_else(of_locale).unwrap_or(Language::En)
    }
}

/// The time, fixed or the system's.
pub struct Clock {
    fixed: Option<Timestamp>,
    since: Option<Instant>,
    zone: TimeZone,
}

impl Clock {
    /// A clock that was set to a time and goes on from there: without it nothing would ever fall due.
    #[must_use]
    pub fn running(self) -> Self {
        Self { since: self.fixed.map(|_| Instant::now()), ..self }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Zoned {
        let passed = self.since.map_or(SignedDuration::ZERO, |since| SignedDuration::try_from(since.elapsed()).unwrap_or_default());
        let fixed = self.fixed.map(|fixed| fixed.saturating_add(passed).unwrap_or(fixed));
        fixed.unwrap_or_else(Timestamp::now).to_zoned(self.zone.clone())
    }
}

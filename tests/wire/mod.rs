//! The real bot over real HTTP: a Bot API server of our own on loopback, the program as a process, and verbs that read as a
//! story.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod inside;
pub mod rules;
pub mod server;
mod verbs;

pub use verbs::Verbs;

use serde_json::{Map, Value, json};
use server::{Call, TOKEN};
use std::fmt::Write as _;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take to happen before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// The time that the bot is told.
pub const NOW: &str = "2026-01-31T12:00:00+08:00";

/// The base that is about a harbour.
pub fn harbour() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/harbour")
}

/// A person in a private chat.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// The id.
    pub id: i64,
    /// The language of the app.
    pub language: &'static str,
}

/// Someone whose app speaks English.
pub const ANN: Person = Person { id: 1001, language: "en" };
/// Someone whose app speaks Simplified Chinese.
pub const BO: Person = Person { id: 1002, language: "zh-hans" };
/// Someone whose app speaks Traditional Chinese.
pub const MEI: Person = Person { id: 1003, language: "zh-hant" };
/// A group.
pub const GROUP: i64 = -1_001_234;

impl Person {
    fn json(self) -> Value {
        json!({"id": self.id, "is_bot": false, "first_name": "P", "language_code": self.language})
    }

    fn chat(self) -> Value {
        json!({"id": self.id, "type": "private", "first_name": "P"})
    }
}

/// A message that the bot sent or changed.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The chat.
    pub chat: i64,
    /// Its number.
    pub id: i64,
    /// What people see.
    pub text: String,
    /// The call.
    pub parameters: Map<String, Value>,
}

impl Sent {
    /// The message of a call.
    pub fn of(call: &Call) -> Self {
        let chat = call.parameters["chat_id"].as_i64().expect("a chat");
        let id = call.result.as_ref().and_then(|r| r["message_id"].as_i64()).expect("a number");
        let text = call.parameters.get("text").or(call.parameters.get("caption")).and_then(Value::as_str).expect("a text");
        let is_html = call.parameters.contains_key("parse_mode");
        let text = if is_html { rules::seen(text).expect("sound markup") } else { text.to_owned() };
        Self { chat, id, text, parameters: call.parameters.clone() }
    }

    /// The buttons, row by row: label and data.
    pub fn buttons(&self) -> Vec<(String, String)> {
        let rows = self.parameters.get("reply_markup").and_then(|m| m["inline_keyboard"].as_array());
        let buttons = rows.into_iter().flatten().filter_map(Value::as_array).flatten();
        buttons.map(|b| (b["text"].as_str().expect("a label").to_owned(), b["callback_data"].as_str().expect("data").to_owned())).collect()
    }

    /// It with its buttons, for snapshots.
    pub fn shown(&self) -> String {
        let mut out = self.text.clone();
        for (label, data) in self.buttons() {
            write!(out, "\n  [{label}] {data}").expect("a string");
        }
        out
    }
}

/// The bot, its Telegram, its database.
pub struct Bot {
    /// The folder with its database and log.
    pub folder: TempDir,
    verbs: Verbs,
    base: Option<PathBuf>,
    environment: Vec<(&'static str, String)>,
    process: Option<Child>,
}

impl Bot {
    /// A bot on the harbour base, up.
    pub async fn start() -> Self {
        let mut bot = Self::asleep().await;
        bot.wake();
        bot
    }

    /// A bot that does not run yet, with its Telegram.
    pub async fn asleep() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let verbs = Verbs::start(Some(folder.path().join("log"))).await;
        Self { folder, verbs, base: Some(harbour()), environment: Vec::new(), process: None }
    }

    /// On the built-in base.
    pub fn on_built_in_base(mut self) -> Self {
        self.base = None;
        self
    }

    /// With a variable of the environment.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.retain(|(known, _)| *known != name);
        self.environment.push((name, value.into()));
        self
    }

    /// Starts the program at [`NOW`].
    pub fn wake(&mut self) {
        self.wake_with(&["--now", NOW]);
    }

    /// Starts the program with these options; without a time among them it goes by the clock of the system.
    pub fn wake_with(&mut self, options: &[&str]) {
        assert!(self.process.is_none(), "it runs already");
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.folder.path().join("log")).expect("a log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tongshang"));
        command.arg("serve").args(options).env_clear().current_dir(self.folder.path());
        if let Some(base) = &self.base {
            command.arg("--knowledge").arg(base);
        }
        command.env("TELOXIDE_TOKEN", TOKEN).env("TELEGRAM_API_URL", &self.verbs.address);
        command.env("TONGSHANG_DATABASE", format!("sqlite:{}", self.folder.path().join("bot.db").display()));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.process = Some(command.spawn().expect("the program"));
    }

    /// The number of the process.
    pub fn process_id(&self) -> u32 {
        self.process.as_ref().expect("it runs").id()
    }

    /// Ends the program at once, as a power cut would.
    pub fn kill(&mut self) {
        let mut process = self.process.take().expect("it runs");
        process.kill().expect("killed");
        process.wait().expect("gone");
    }

    /// Asks the program to end.
    pub fn signal(&self, name: &str) {
        let id = self.process_id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status().expect("kill");
        assert!(status.success());
    }

    /// Waits for the program to end by itself.
    pub async fn ended(&mut self) -> ExitStatus {
        let mut process = self.process.take().expect("it runs");
        let waiting = tokio::task::spawn_blocking(move || process.wait().expect("an end"));
        tokio::time::timeout(PATIENCE, waiting).await.expect("it ends").expect("joined")
    }

    /// Asks the program to end and waits for it.
    pub async fn stop(&mut self, signal: &str) -> (ExitStatus, Duration) {
        let start = Instant::now();
        self.signal(signal);
        (self.ended().await, start.elapsed())
    }
}

impl Deref for Bot {
    type Target = Verbs;

    fn deref(&self) -> &Verbs {
        &self.verbs
    }
}

impl DerefMut for Bot {
    fn deref_mut(&mut self) -> &mut Verbs {
        &mut self.verbs
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
        self.verbs.judge();
    }
}

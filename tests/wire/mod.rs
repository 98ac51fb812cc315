//! The real bot over real HTTP: a Bot API server of our own on loopback, the program as a process, and verbs that read as a
//! story.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod rules;
pub mod server;

use serde_json::{Map, Value, json};
use server::{BOT_ID, BOT_NAME, Call, Fault, Rule, Server, TOKEN, Telegram};
use std::fmt::Write as _;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take to happen before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// The time that the bot is told.
pub const NOW: &str = "2026-01-31T12:00:00+08:00";

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
    fn of(call: &Call) -> Self {
        let chat = call.parameters["chat_id"].as_i64().expect("a chat");
        let id = call.result.as_ref().and_then(|r| r["message_id"].as_i64()).expect("a number");
        let text = rules::seen(call.parameters["text"].as_str().expect("a text")).expect("sound markup");
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
    /// Telegram.
    pub telegram: Arc<Server>,
    /// The folder with its database and log.
    pub folder: TempDir,
    address: String,
    base: Option<PathBuf>,
    environment: Vec<(&'static str, String)>,
    process: Option<Child>,
    taken: usize,
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
        let (telegram, address) = Server::start().await;
        let folder = tempfile::tempdir().expect("a folder");
        let base = Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/harbour"));
        Self { telegram, folder, address, base, environment: Vec::new(), process: None, taken: 0 }
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

    /// Starts the program.
    pub fn wake(&mut self) {
        assert!(self.process.is_none(), "it runs already");
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.log_file()).expect("a log");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tongshang"));
        command.arg("serve").args(["--now", NOW]).env_clear().current_dir(self.folder.path());
        if let Some(base) = &self.base {
            command.arg("--knowledge").arg(base);
        }
        command.env("TELOXIDE_TOKEN", TOKEN).env("TELEGRAM_API_URL", &self.address);
        command.env("TONGSHANG_DATABASE", format!("sqlite:{}", self.folder.path().join("bot.db").display()));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.process = Some(command.spawn().expect("the program"));
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// What the program wrote to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
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

    /// Waits for something, and tells what there was when it does not come.
    pub async fn wait_for<T>(&self, what: &str, future: impl Future<Output = T>) -> T {
        match tokio::time::timeout(PATIENCE, future).await {
            Ok(found) => found,
            Err(_) => {
                let calls = self.telegram.with(|t| t.calls.iter().map(|c| c.method).collect::<Vec<_>>());
                panic!("no {what}; calls: {calls:?}; log:\n{}", self.log());
            }
        }
    }

    /// Sends an update.
    pub fn send(&self, update: Value) -> i64 {
        self.telegram.with(|t| t.add(update))
    }

    /// Waits until an update was confirmed.
    pub async fn confirmed(&self, update: i64) {
        self.wait_for("confirmation", self.telegram.until(|t| (t.confirmed >= update).then_some(()))).await;
    }

    /// Waits until everything sent so far was confirmed.
    pub async fn settled(&self) {
        self.wait_for("confirmation", self.telegram.until(|t| t.pending.is_empty().then_some(()))).await;
    }

    /// Someone says something to the bot; gives the number of the message.
    pub fn say(&self, person: Person, text: &str) -> i64 {
        self.message(person.chat(), person, json!({ "text": text }))
    }

    /// Someone says something in a group.
    pub fn say_in_group(&self, person: Person, text: &str) -> i64 {
        self.message(json!({"id": GROUP, "type": "supergroup", "title": "G"}), person, json!({ "text": text }))
    }

    /// Someone sends a message with these parts.
    pub fn message(&self, chat: Value, person: Person, parts: Value) -> i64 {
        let id = self.telegram.with(Telegram::message_id);
        let mut message = json!({"message_id": id, "date": 1_769_832_000, "chat": chat, "from": person.json()});
        for (name, part) in parts.as_object().expect("parts") {
            message[name] = part.clone();
        }
        self.send(json!({ "message": message }));
        id
    }

    /// Someone sends something that is no plain text.
    pub fn send_parts(&self, person: Person, parts: Value) -> i64 {
        self.message(person.chat(), person, parts)
    }

    /// Someone changes a message.
    pub fn edit(&self, person: Person, id: i64, text: &str) {
        let message = json!({"message_id": id, "date": 1_769_832_000, "edit_date": 1_769_832_060, "chat": person.chat(), "from": person.json(), "text": text});
        self.send(json!({ "edited_message": message }));
    }

    /// Someone presses a button.
    pub fn tap(&self, person: Person, on: &Sent, label: &str) {
        let found = on.buttons().into_iter().find(|(l, _)| l == label);
        let (_, data) = found.unwrap_or_else(|| panic!("no button {label} under\n{}", on.shown()));
        self.tap_data(person, on.chat, on.id, &data);
    }

    /// Someone presses a button with this data.
    pub fn tap_data(&self, person: Person, chat: i64, message: i64, data: &str) {
        let kind = if chat > 0 { "private" } else { "supergroup" };
        let message = json!({"message_id": message, "date": 1_769_832_000, "chat": {"id": chat, "type": kind}, "from": {"id": BOT_ID, "is_bot": true, "first_name": BOT_NAME}});
        self.send(json!({"callback_query": {"id": format!("tap{message}"), "from": person.json(), "message": message, "chat_instance": "1", "data": data}}));
    }

    /// Someone types a query in another chat.
    pub fn query(&self, person: Person, text: &str) {
        self.send(json!({"inline_query": {"id": "q1", "from": person.json(), "query": text, "offset": "", "chat_type": "private"}}));
    }

    /// The next call that does something people notice, and was carried out.
    pub async fn next_call(&mut self) -> Call {
        const QUIET: [&str; 8] = [
            "getUpdates",
            "getMe",
            "setMyCommands",
            "setMyDescription",
            "setMyShortDescription",
            "deleteWebhook",
            "setWebhook",
            "getWebhookInfo",
        ];
        let from = self.taken;
        let next = self.telegram.until(move |t| {
            let mut calls = t.calls.iter().enumerate().skip(from);
            calls.find(|(_, c)| c.result.is_some() && !QUIET.contains(&c.method)).map(|(n, c)| (n + 1, c.clone()))
        });
        let (taken, call) = self.wait_for("call", next).await;
        self.taken = taken;
        call
    }

    /// The next call, which is of this method.
    pub async fn next(&mut self, method: &str) -> Call {
        let call = self.next_call().await;
        assert_eq!(call.method, method, "{:?}", call.parameters);
        call
    }

    /// The next message that the bot sends; nothing else comes before it.
    pub async fn next_message(&mut self) -> Sent {
        Sent::of(&self.next("sendMessage").await)
    }

    /// The next message that the bot changes; nothing else comes before it.
    pub async fn next_edit(&mut self) -> Sent {
        Sent::of(&self.next("editMessageText").await)
    }

    /// The next notice of a pressed button.
    pub async fn next_notice(&mut self) -> Option<String> {
        let call = self.next("answerCallbackQuery").await;
        call.parameters.get("text").and_then(Value::as_str).map(str::to_owned)
    }

    /// Says something and gives the reply.
    pub async fn ask(&mut self, person: Person, text: &str) -> Sent {
        self.say(person, text);
        self.next_message().await
    }

    /// Says something while others do, and gives the first reply to that chat.
    pub async fn ask_among_others(&mut self, person: Person, text: &str) -> Sent {
        self.say(person, text);
        let replied = self.telegram.until(move |t| {
            let to = |c: &&Call| c.method == "sendMessage" && c.result.is_some() && c.parameters["chat_id"] == person.id;
            t.calls.iter().find(to).map(Sent::of)
        });
        self.wait_for("reply", replied).await
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&mut self) {
        self.telegram.with(|t| t.calls.clear());
        self.taken = 0;
    }

    /// Waits until the log says something.
    pub async fn wait_for_log(&self, what: &str) {
        self.wait_for_log_of(|log| log.contains(what)).await;
    }

    /// Waits until the log is as it should be.
    pub async fn wait_for_log_of(&self, is: impl Fn(&str) -> bool) {
        let said = async {
            while !is(&self.log()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        self.wait_for("such line in the log", said).await;
    }

    /// Makes calls go wrong.
    pub fn go_wrong(&self, method: &'static str, chat: Option<i64>, fault: Fault, times: usize) {
        self.telegram.with(|t| t.rules.push(Rule { method, chat, fault, times }));
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
        if std::thread::panicking() {
            eprintln!("log of the bot:\n{}", self.log());
            return;
        }
        let violations = self.telegram.with(|t| t.violations.clone());
        assert!(violations.is_empty(), "the Bot API refuses: {violations:#?}");
        if let Ok(path) = std::env::var("TONGSHANG_RECORD") {
            record(&path, &self.telegram.with(|t| t.calls.clone()));
        }
    }
}

/// Adds calls to a file, a line each, to be judged by other means.
fn record(path: &str, calls: &[Call]) {
    use std::io::Write as _;
    let mut out = Vec::new();
    for call in calls {
        let line = json!({"method": call.method, "params": call.parameters, "files": []});
        writeln!(out, "{line}").expect("a vector");
    }
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).expect("a file");
    file.write_all(&out).expect("recorded");
}

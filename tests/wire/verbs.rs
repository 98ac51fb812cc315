//! What people do at a Telegram, and what they see of the bot there.

use super::server::{BOT_ID, BOT_NAME, Call, Fault, Rule, Server, Telegram};
use super::{GROUP, PATIENCE, Person, Sent};
use serde_json::{Value, json};
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Calls that people do not notice.
const QUIET: [&str; 9] = [
    "getUpdates",
    "getMe",
    "getChatMember",
    "setMyCommands",
    "setMyDescription",
    "setMyShortDescription",
    "deleteWebhook",
    "setWebhook",
    "getWebhookInfo",
];

fn noticed(call: &Call) -> bool {
    call.result.is_some() && !QUIET.contains(&call.method)
}

/// A Telegram, and how much of what the bot did there the test has looked at.
pub struct Verbs {
    /// Telegram.
    pub telegram: Arc<Server>,
    /// Where it is.
    pub address: String,
    log: Option<PathBuf>,
    taken: usize,
}

impl Verbs {
    /// A Telegram without a bot, which will write its log into this file.
    pub async fn start(log: Option<PathBuf>) -> Self {
        let (telegram, address) = Server::start().await;
        Self { telegram, address, log, taken: 0 }
    }

    /// What the program wrote to its log.
    pub fn log(&self) -> String {
        self.log.as_ref().and_then(|log| std::fs::read_to_string(log).ok()).unwrap_or_default()
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
        let from = self.taken;
        let next = self.telegram.until(move |t| {
            let mut calls = t.calls.iter().enumerate().skip(from);
            calls.find(|(_, call)| noticed(call)).map(|(n, call)| (n + 1, call.clone()))
        });
        let (taken, call) = self.wait_for("call", next).await;
        self.taken = taken;
        call
    }

    /// What was said since the last thing that the test looked at.
    pub fn said_since(&self) -> Vec<Call> {
        self.telegram.with(|t| t.calls.iter().skip(self.taken).filter(|call| noticed(call)).cloned().collect())
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

    /// At the end of a test: nothing was sent that Telegram would refuse.
    pub fn judge(&self) {
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
        let line = json!({"method": call.method, "params": call.parameters, "files": call.file.iter().map(|f| &f.0).collect::<Vec<_>>()});
        writeln!(out, "{line}").expect("a vector");
    }
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).expect("a file");
    file.write_all(&out).expect("recorded");
}

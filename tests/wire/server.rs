//! A Bot API server: plain state behind one route. It refuses what Telegram refuses, keeps every call, and fails as it is told.

use super::rules;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The bot that the server knows.
pub const BOT_ID: i64 = 4242;
/// Its name.
pub const BOT_NAME: &str = "harbour_bot";
/// Its token.
pub const TOKEN: &str = "4242:A-secret_token";

/// A call that came in.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method as published.
    pub method: &'static str,
    /// Its parameters.
    pub parameters: Map<String, Value>,
    /// The file that came with it: name and bytes.
    pub file: Option<(String, Bytes)>,
    /// What was given back; nothing for a call that was refused or not carried out.
    pub result: Option<Value>,
}

/// How a call goes wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Refused with a code, a description and parameters.
    Refuse(u16, &'static str, Value),
    /// Not carried out, and the connection breaks.
    Cut,
    /// Carried out, and the connection breaks before the answer.
    Lose,
    /// Carried out late.
    Slow(Duration),
    /// Not carried out, and the answer is no JSON.
    Garbage,
    /// Not carried out, and the answer is this.
    Answer(String),
}

/// Calls that go wrong.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The method.
    pub method: &'static str,
    /// Only in this chat.
    pub chat: Option<i64>,
    /// How.
    pub fault: Fault,
    /// How often.
    pub times: usize,
}

/// What the server knows.
#[derive(Default)]
pub struct Telegram {
    /// Updates not confirmed yet.
    pub pending: VecDeque<Value>,
    /// Every call.
    pub calls: Vec<Call>,
    /// What was wrong with calls.
    pub violations: Vec<String>,
    /// Calls that go wrong.
    pub rules: Vec<Rule>,
    /// Messages that stand in chats, by chat and number.
    pub messages: BTreeMap<(i64, i64), Value>,
    /// What people are in chats, by chat and person; who is not here is a plain member.
    pub members: BTreeMap<(i64, i64), &'static str>,
    /// The highest number that was confirmed.
    pub confirmed: i64,
    /// Calls go wrong in turn: every second one, and a rule that was used goes behind the others of its kind.
    pub in_turn: bool,
    spared: BTreeSet<String>,
    /// Calls are not kept; for long runs.
    pub forgetful: bool,
    /// What was sent where, in order: chat and text. Kept also when calls are not.
    pub sent: Vec<(i64, String)>,
    last_update: i64,
    last_message: i64,
}

impl Telegram {
    /// Adds an update with the next number.
    pub fn add(&mut self, mut update: Value) -> i64 {
        self.last_update += 1;
        update["update_id"] = self.last_update.into();
        self.pending.push_back(update);
        self.last_update
    }

    /// A number for a message.
    pub fn message_id(&mut self) -> i64 {
        self.last_message += 1;
        self.last_message
    }

    fn fault(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let at = self.rules.iter().position(|r| r.times > 0 && r.method == method && (r.chat.is_none() || r.chat == chat))?;
        if self.in_turn && self.rules[at].chat.is_none() && self.spared.insert(method.to_owned()) {
            return None;
        }
        self.spared.remove(method);
        self.rules[at].times -= 1;
        let fault = self.rules[at].fault.clone();
        if self.in_turn && self.rules[at].chat.is_none() {
            let rule = self.rules.remove(at);
            self.rules.push(rule);
        }
        Some(fault)
    }

    fn apply(&mut self, method: &str, p: &Map<String, Value>) -> Result<Value, (u16, String)> {
        let chat = p.get("chat_id").and_then(Value::as_i64).unwrap_or_default();
        let html = p.get("text").and_then(Value::as_str).unwrap_or_default();
        let message = |id: i64| json!({"message_id": id, "date": 1_769_832_000, "chat": {"id": chat, "type": "private"}, "text": rules::seen(html).unwrap_or_default()});
        match method {
            "getMe" => Ok(json!({
                "id": BOT_ID, "is_bot": true, "first_name": "Harbour", "username": BOT_NAME, "can_join_groups": true,
                "can_read_all_group_messages": false, "supports_inline_queries": true, "can_connect_to_business": false, "has_main_web_app": false
            })),
            "sendMessage" => {
                let id = self.message_id();
                self.sent.push((chat, rules::seen(html).unwrap_or_default()));
                if !self.forgetful {
                    self.messages.insert((chat, id), Value::Object(p.clone()));
                }
                Ok(message(id))
            }
            "sendDocument" => {
                let id = self.message_id();
                let name = p.get("document").cloned().unwrap_or_default();
                let file = json!({"file_id": id.to_string(), "file_unique_id": id.to_string(), "file_name": name});
                Ok(json!({"message_id": id, "date": 1_769_832_000, "chat": {"id": chat, "type": "private"}, "document": file}))
            }
            "getChatMember" => {
                let user = p.get("user_id").and_then(Value::as_i64).unwrap_or_default();
                let status = self.members.get(&(chat, user)).copied().unwrap_or("member");
                Ok(json!({"status": status, "user": {"id": user, "is_bot": false, "first_name": "P"}}))
            }
            "editMessageText" => {
                let id = p.get("message_id").and_then(Value::as_i64).unwrap_or_default();
                let Some(old) = self.messages.get_mut(&(chat, id)) else {
                    return Err((400, "Bad Request: message to edit not found".into()));
                };
                let same = |key: &str| old.get(key) == p.get(key);
                if same("text") && same("reply_markup") {
                    return Err((400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message".into()));
                }
                old["text"] = html.into();
                old["reply_markup"] = p.get("reply_markup").cloned().unwrap_or_default();
                Ok(message(id))
            }
            "deleteMessage" => {
                let id = p.get("message_id").and_then(Value::as_i64).unwrap_or_default();
                let gone = self.messages.remove(&(chat, id));
                gone.map(|_| Value::Bool(true)).ok_or((400, "Bad Request: message to delete not found".into()))
            }
            _ => Ok(Value::Bool(true)),
        }
    }
}

/// The state and who waits for it.
pub struct Server {
    state: Mutex<Telegram>,
    changes: watch::Sender<u64>,
}

impl Server {
    /// Starts a server; gives its address.
    pub async fn start() -> (Arc<Self>, String) {
        let server = Arc::new(Self { state: Mutex::default(), changes: watch::Sender::new(0) });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let route = post(called).layer(DefaultBodyLimit::max(1 << 24)).with_state(Arc::clone(&server));
        let router = Router::new().route("/{bot}/{method}", route);
        tokio::spawn(async move { axum::serve(listener, router).await.expect("the server") });
        (server, address)
    }

    /// Looks at the state or changes it.
    pub fn with<T>(&self, look: impl FnOnce(&mut Telegram) -> T) -> T {
        let outcome = look(&mut self.state());
        self.changes.send_modify(|n| *n += 1);
        outcome
    }

    /// Waits until something is there.
    pub async fn until<T>(&self, mut look: impl FnMut(&mut Telegram) -> Option<T>) -> T {
        let mut changes = self.changes.subscribe();
        loop {
            changes.borrow_and_update();
            let found = look(&mut self.state());
            if let Some(found) = found {
                return found;
            }
            changes.changed().await.expect("the server lives");
        }
    }

    fn state(&self) -> MutexGuard<'_, Telegram> {
        self.state.lock().expect("the state")
    }

    async fn updates(&self, p: &Map<String, Value>) -> Value {
        let number = |key: &str| p.get(key).and_then(Value::as_i64);
        let limit = number("limit").unwrap_or(100).clamp(1, 100);
        let hold = Duration::from_secs(number("timeout").unwrap_or(0).clamp(0, 50).unsigned_abs());
        if let Some(offset) = number("offset") {
            self.with(|telegram| {
                while telegram.pending.front().is_some_and(|u| u["update_id"].as_i64().is_some_and(|id| id < offset)) {
                    telegram.pending.pop_front();
                }
                telegram.confirmed = telegram.confirmed.max(offset - 1);
            });
        }
        let some = |telegram: &mut Telegram| {
            let some: Vec<Value> = telegram.pending.iter().take(usize::try_from(limit).expect("small")).cloned().collect();
            (!some.is_empty()).then_some(Value::Array(some))
        };
        let waiting = tokio::time::timeout(hold.max(Duration::from_millis(1)), self.until(some));
        waiting.await.unwrap_or_else(|_| json!([]))
    }
}

fn refusal(code: u16, description: &str, parameters: &Value) -> Response {
    let mut body = json!({"ok": false, "error_code": code, "description": description});
    if parameters.is_object() {
        body["parameters"] = parameters.clone();
    }
    (StatusCode::from_u16(code).expect("a status"), axum_json(&body)).into_response()
}

fn axum_json(body: &Value) -> ([(&'static str, &'static str); 1], String) {
    ([("content-type", "application/json")], body.to_string())
}

fn cut() -> Response {
    let broken = futures_util::stream::iter([Ok(Bytes::from_static(b"{\"ok\":")), Err(io::Error::other("cut"))]);
    Response::new(Body::from_stream(broken))
}

/// The parameters of a call, sent as JSON or as parts of a form, and the file among them.
async fn read(method: &str, request: Request) -> Option<(Map<String, Value>, Option<(String, Bytes)>)> {
    let form = request.headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if !form {
        let body = Bytes::from_request(request, &()).await.ok()?;
        return Some((serde_json::from_slice(&body).ok()?, None));
    }
    let (mut parameters, mut file) = (Map::new(), None);
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name()?.to_owned();
        let value = match part.file_name().map(str::to_owned) {
            Some(called) => {
                file = Some((called.clone(), part.bytes().await.ok()?));
                Value::String(called)
            }
            None => rules::from_form(method, &name, &part.text().await.ok()?),
        };
        parameters.insert(name, value);
    }
    Some((parameters, file))
}

async fn called(State(server): State<Arc<Server>>, Path((bot, name)): Path<(String, String)>, request: Request) -> Response {
    if bot != format!("bot{TOKEN}") {
        return refusal(401, "Unauthorized", &Value::Null);
    }
    let Some(method) = rules::method(&name) else {
        server.with(|t| t.violations.push(format!("unknown method {name}")));
        return refusal(404, "Not Found", &Value::Null);
    };
    let Some((p, file)) = read(method, request).await else {
        server.with(|t| t.violations.push(format!("{method}: the body is neither an object nor a form")));
        return refusal(400, "Bad Request: can't parse the body", &Value::Null);
    };
    let faults = rules::faults(method, &p);
    if !faults.is_empty() {
        let all = faults.join("; ");
        server.with(|t| t.violations.extend(faults));
        return refusal(400, &format!("Bad Request: {all}"), &Value::Null);
    }
    let fault = server.with(|t| t.fault(method, p.get("chat_id").and_then(Value::as_i64)));
    let keep = |result: Option<Value>| {
        server.with(|t| {
            if !t.forgetful {
                t.calls.push(Call { method, parameters: p.clone(), file: file.clone(), result });
            }
        });
    };
    match fault {
        Some(Fault::Refuse(code, description, parameters)) => {
            keep(None);
            return refusal(code, description, &parameters);
        }
        Some(Fault::Cut) => {
            keep(None);
            return cut();
        }
        Some(Fault::Garbage) => {
            keep(None);
            return (StatusCode::OK, "<html>not what you asked for").into_response();
        }
        Some(Fault::Answer(body)) => {
            keep(None);
            return (StatusCode::OK, body).into_response();
        }
        Some(Fault::Slow(time)) => tokio::time::sleep(time).await,
        Some(Fault::Lose) | None => {}
    }
    let result = if method == "getUpdates" { Ok(server.updates(&p).await) } else { server.state().apply(method, &p) };
    match result {
        Err((code, description)) => {
            keep(None);
            refusal(code, &description, &Value::Null)
        }
        Ok(result) => {
            keep(Some(result.clone()));
            if matches!(fault, Some(Fault::Lose)) { cut() } else { axum_json(&json!({"ok": true, "result": result})).into_response() }
        }
    }
}

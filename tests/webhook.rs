//! Updates that Telegram brings to our door: the secret, the limit, the page of health, and no answer before the work is done.

mod wire;

use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::time::{Duration, Instant};
use wire::server::Fault;
use wire::{ANN, Bot};

const SECRET: &str = "open-sesame_1";
const HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

struct Door {
    bot: Bot,
    root: String,
    http: Client,
}

impl Door {
    async fn open() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
        let listen = format!("127.0.0.1:{port}");
        let bot =
            Bot::asleep().await.with("TONGSHANG_WEBHOOK_URL", "https://bot.example/hook/here").with("TONGSHANG_LISTEN", listen.clone());
        let mut bot = bot.with("TONGSHANG_WEBHOOK_SECRET", SECRET);
        bot.wake();
        bot.wait_for("webhook", bot.telegram.until(|t| t.calls.iter().any(|c| c.method == "setWebhook").then_some(()))).await;
        Self { bot, root: format!("http://{listen}"), http: Client::new() }
    }

    async fn bring(&self, secret: Option<&str>, body: impl Into<reqwest::Body>) -> Response {
        let request = self.http.post(format!("{}/hook/here", self.root)).body(body);
        let request = match secret {
            Some(secret) => request.header(HEADER, secret),
            None => request,
        };
        request.send().await.expect("an answer")
    }

    async fn bring_question(&self, update: i64) -> StatusCode {
        self.bring(Some(SECRET), question(update).to_string()).await.status()
    }
}

fn question(update: i64) -> Value {
    let from = json!({"id": ANN.id, "is_bot": false, "first_name": "A", "language_code": "en"});
    json!({"update_id": update, "message": {"message_id": update, "date": 1, "chat": {"id": ANN.id, "type": "private"}, "from": from, "text": "When is the regatta?"}})
}

#[tokio::test]
async fn telegram_is_told_where_the_door_is() {
    let door = Door::open().await;
    let told = door.bot.telegram.with(|t| t.calls.iter().find(|c| c.method == "setWebhook").map(|c| c.parameters.clone())).expect("told");
    assert_eq!((&told["url"], &told["secret_token"]), (&json!("https://bot.example/hook/here"), &json!(SECRET)));
    assert_eq!(told["allowed_updates"], json!(["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]));
    assert!(!door.bot.telegram.with(|t| t.calls.iter().any(|c| c.method == "getUpdates")));
}

#[tokio::test]
async fn an_update_is_answered_and_then_acknowledged_and_not_twice() {
    let mut door = Door::open().await;
    door.bot.go_wrong("sendMessage", None, Fault::Slow(Duration::from_millis(100)), 1);
    let start = Instant::now();
    assert_eq!(door.bring_question(10).await, StatusCode::OK);
    assert!(start.elapsed() >= Duration::from_millis(100), "the answer waits for the work");
    assert!(door.bot.next_message().await.text.contains("September 2026"));
    assert_eq!(door.bring_question(10).await, StatusCode::OK);
    assert_eq!(door.bot.telegram.with(|t| t.sent.len()), 1);
}

#[tokio::test]
async fn strangers_stay_outside() {
    let door = Door::open().await;
    for secret in [None, Some(""), Some("open-sesame_2"), Some("open-sesame_11"), Some("open-sesame_")] {
        assert_eq!(door.bring(secret, question(10).to_string()).await.status(), StatusCode::UNAUTHORIZED, "{secret:?}");
    }
    assert_eq!(door.bring(Some(SECRET), "not json").await.status(), StatusCode::BAD_REQUEST);
    let large = door.http.post(format!("{}/hook/here", door.root)).header(HEADER, SECRET).body(vec![b' '; 2 << 20]).send().await;
    // The door may be shut before all of it is through.
    assert!(large.map_or(true, |answer| answer.status() == StatusCode::PAYLOAD_TOO_LARGE));
    let elsewhere = door.http.post(format!("{}/elsewhere", door.root)).header(HEADER, SECRET).body(question(10).to_string());
    assert_eq!(elsewhere.send().await.expect("an answer").status(), StatusCode::NOT_FOUND);
    let health = door.http.get(format!("{}/healthz", door.root)).send().await.expect("an answer");
    assert_eq!((health.status(), health.text().await.expect("a text").as_str()), (StatusCode::OK, "ok"));
    assert_eq!(door.bot.telegram.with(|t| t.sent.len()), 0);
}

#[tokio::test]
async fn what_was_taken_in_outlives_a_crash() {
    let mut door = Door::open().await;
    let wait = Fault::Refuse(429, "Too Many Requests: retry after 600", json!({"retry_after": 600}));
    door.bot.go_wrong("sendMessage", None, wait, 1);
    assert_eq!(door.bring_question(10).await, StatusCode::OK);
    door.bot.kill();
    door.bot.wake();
    assert!(door.bot.next_message().await.text.contains("September 2026"));
}

#[tokio::test]
async fn a_stop_closes_the_door() {
    let mut door = Door::open().await;
    assert_eq!(door.bring_question(10).await, StatusCode::OK);
    let (status, took) = door.bot.stop("TERM").await;
    assert!(status.success() && took < Duration::from_secs(10), "{status} {took:?}");
}

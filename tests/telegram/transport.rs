//! Nothing is lost on the way: faults of the network and of Telegram, crashes, stops, floods, odd updates.

use crate::wire::server::Fault;
use crate::wire::{ANN, BO, Bot, Person};
use serde_json::{Value, json};
use std::time::Duration;

const QUESTION: &str = "When is the regatta?";

fn refused(code: u16, description: &'static str) -> Fault {
    Fault::Refuse(code, description, Value::Null)
}

fn people(count: i64) -> impl Iterator<Item = Person> {
    (0..count).map(|n| Person { id: 5_000 + n, language: "en" })
}

#[tokio::test]
async fn an_update_is_confirmed_only_after_it_was_answered() {
    let mut bot = Bot::start().await;
    bot.go_wrong("sendMessage", None, Fault::Slow(Duration::from_millis(200)), 3);
    for _ in 0..3 {
        bot.say(ANN, QUESTION);
        bot.next_message().await;
        bot.settled().await;
    }
    let order: Vec<String> = bot.telegram.with(|t| {
        let seen = t.calls.iter().filter(|c| c.method == "sendMessage" || c.parameters.contains_key("offset"));
        seen.map(|c| c.parameters.get("offset").map_or("answer".into(), |o| format!("confirm {}", o.as_i64().expect("a number") - 1)))
            .collect()
    });
    for n in 1..=3 {
        let answered = order.iter().enumerate().filter(|(_, what)| *what == "answer").nth(n - 1).map(|(at, _)| at);
        let confirmed = order.iter().position(|what| *what == format!("confirm {n}"));
        assert!(confirmed.is_none_or(|confirmed| answered.is_some_and(|answered| answered < confirmed)), "{order:?}");
    }
}

#[tokio::test]
async fn an_update_delivered_again_is_not_answered_again() {
    let mut bot = Bot::start().await;
    bot.ask(ANN, QUESTION).await;
    bot.settled().await;
    let again =
        json!({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": ANN.id, "type": "private"}, "text": QUESTION}});
    bot.telegram.with(|t| t.pending.push_front(again.clone()));
    assert!(bot.ask(BO, "港口日什么时候举行？").await.chat == BO.id);
    bot.settled().await;
    bot.kill();
    bot.wake();
    bot.telegram.with(|t| t.pending.push_front(again));
    assert!(bot.ask(BO, "帆船赛什么时候办？").await.chat == BO.id);
}

#[tokio::test]
async fn every_fault_ends_with_an_answer() {
    let faults = [
        Fault::Refuse(429, "Too Many Requests: retry after 1", json!({"retry_after": 1})),
        refused(500, "Internal Server Error"),
        refused(502, "Bad Gateway"),
        Fault::Cut,
        Fault::Garbage,
        Fault::Slow(Duration::from_millis(700)),
        Fault::Lose,
    ];
    let bot = Bot::start().await;
    for (person, fault) in people(100).zip(&faults) {
        bot.go_wrong("sendMessage", Some(person.id), fault.clone(), 2);
        bot.say(person, QUESTION);
    }
    for person in people(faults.len().try_into().expect("few")) {
        let answered =
            bot.telegram.until(|t| t.sent.iter().any(|(chat, text)| *chat == person.id && text.contains("September 2026")).then_some(()));
        bot.wait_for("answer", answered).await;
    }
}

#[tokio::test]
async fn faults_while_asking_for_updates_are_waited_out() {
    let mut bot = Bot::start().await;
    let faults = [
        Fault::Refuse(429, "Too Many Requests: retry after 1", json!({"retry_after": 1})),
        refused(502, "Bad Gateway"),
        Fault::Cut,
        Fault::Garbage,
        refused(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"),
        refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"),
    ];
    // Each meets a fresh start, so that pauses do not add up.
    for fault in faults {
        bot.go_wrong("getUpdates", None, fault, 1);
        bot.ask(ANN, QUESTION).await;
        bot.settled().await;
        bot.kill();
        bot.forget_calls();
        bot.wake();
    }
}

#[tokio::test]
async fn an_update_that_cannot_be_read_stands_in_the_way_of_none() {
    let mut bot = Bot::asleep().await;
    let chat = format!(r#""chat":{{"id":{},"type":"private"}},"from":{{"id":1,"language_code":"en"}}"#, ANN.id);
    let half = format!(r#"{{"update_id":901,"message":{{{chat},"text":"When is the regatta? \ud800"}}}}"#);
    let deep = format!(r#"{{"update_id":902,"message":{{{chat},"text":{}1{}}}}}"#, "[".repeat(400), "]".repeat(400));
    let sound = format!(r#"{{"update_id":903,"message":{{{chat},"text":"/about"}}}}"#);
    bot.go_wrong("getUpdates", None, Fault::Answer(format!(r#"{{"ok":true,"result":[{half},{deep},{sound}]}}"#)), 1);
    bot.wake();
    assert!(bot.next_message().await.text.contains("September 2026"));
    assert!(bot.next_message().await.text.starts_with("I am Tongshang"));
}

#[tokio::test]
async fn a_lost_batch_of_updates_is_asked_for_again() {
    let mut bot = Bot::start().await;
    bot.go_wrong("getUpdates", None, Fault::Lose, 1);
    assert!(bot.ask(ANN, QUESTION).await.text.contains("September 2026"));
}

#[tokio::test]
async fn a_chat_that_blocked_the_bot_costs_nobody_else_anything() {
    let mut bot = Bot::start().await;
    bot.go_wrong("sendMessage", Some(ANN.id), refused(403, "Forbidden: bot was blocked by the user"), 1);
    bot.say(ANN, QUESTION);
    assert_eq!(bot.ask(BO, "帆船赛什么时候办？").await.chat, BO.id);
    bot.settled().await;
    assert_eq!(bot.ask(ANN, QUESTION).await.chat, ANN.id, "it is answered once it writes again");
}

#[tokio::test]
async fn a_chat_that_must_wait_holds_up_nobody_else_and_keeps_its_order() {
    let mut bot = Bot::start().await;
    let wait = Fault::Refuse(429, "Too Many Requests: retry after 2", json!({"retry_after": 2}));
    bot.go_wrong("sendMessage", Some(ANN.id), wait, 1);
    bot.say(ANN, QUESTION);
    bot.say(ANN, "When was the Port Day?");
    for _ in 0..3 {
        assert_eq!(bot.ask(BO, "帆船赛什么时候办？").await.chat, BO.id);
    }
    assert!(bot.next_message().await.text.contains("September 2026"));
    assert!(bot.next_message().await.text.contains("May 2025"));
}

#[tokio::test]
async fn what_waits_for_telegram_outlives_a_crash() {
    let mut bot = Bot::start().await;
    let wait = Fault::Refuse(429, "Too Many Requests: retry after 600", json!({"retry_after": 600}));
    bot.go_wrong("sendMessage", Some(ANN.id), wait, 1);
    bot.say(ANN, QUESTION);
    bot.settled().await;
    bot.kill();
    bot.wake();
    assert_eq!(bot.next_message().await.chat, ANN.id);
}

#[tokio::test]
async fn a_flood_is_told_so_once_and_others_are_answered() {
    let mut bot = Bot::start().await;
    for _ in 0..200 {
        bot.say(ANN, "/about");
    }
    assert_eq!(bot.ask_among_others(BO, "帆船赛什么时候办？").await.chat, BO.id);
    bot.settled().await;
    let texts: Vec<String> =
        bot.telegram.with(|t| t.sent.iter().filter(|(chat, _)| *chat == ANN.id).map(|(_, text)| text.clone()).collect());
    let told = texts.iter().filter(|text| text.starts_with("That is more than I can take")).count();
    assert!((60..100).contains(&texts.len()) && (1..5).contains(&told), "{} replies, {told} times told", texts.len());
}

#[tokio::test]
async fn a_stop_finishes_what_is_in_flight() {
    for signal in ["TERM", "INT"] {
        let mut bot = Bot::start().await;
        bot.go_wrong("sendMessage", None, Fault::Slow(Duration::from_secs(1)), 5);
        for person in people(5) {
            bot.say(person, QUESTION);
        }
        bot.wait_for("start", bot.telegram.until(|t| t.rules.iter().all(|r| r.times == 0).then_some(()))).await;
        let (status, took) = bot.stop(signal).await;
        assert!(status.success(), "{status}");
        assert!(took < Duration::from_secs(10), "{took:?}");
        assert_eq!(bot.telegram.with(|t| (t.sent.len(), t.pending.len())), (5, 0));
    }
}

#[tokio::test]
async fn a_stop_does_not_wait_for_ever() {
    let mut bot = Bot::start().await;
    let wait = Fault::Refuse(429, "Too Many Requests: retry after 600", json!({"retry_after": 600}));
    bot.go_wrong("sendMessage", None, wait, 1);
    bot.say(ANN, QUESTION);
    bot.settled().await;
    let (status, took) = bot.stop("TERM").await;
    assert!(status.success() && took < Duration::from_secs(10), "{status} {took:?}");
    bot.wake();
    assert_eq!(bot.next_message().await.chat, ANN.id);
}

#[tokio::test]
async fn a_wrong_token_is_one_clear_line() {
    let mut bot = Bot::asleep().await.with("TELOXIDE_TOKEN", "1:wrong");
    bot.wake();
    assert_eq!(bot.ended().await.code(), Some(1));
    assert_eq!(bot.log(), "tongshang: Telegram does not know this token; set TELOXIDE_TOKEN to the one that @BotFather gave\n");
}

#[tokio::test]
async fn a_missing_or_malformed_setting_is_named() {
    for (name, value) in [
        ("TELOXIDE_TOKEN", ""),
        ("TELOXIDE_TOKEN", "not a token"),
        ("TELOXIDE_TOKEN", "abc"),
        ("TELEGRAM_API_URL", "nowhere"),
        ("TONGSHANG_DATABASE", "tongshang.db"),
        ("TONGSHANG_DATABASE", "postgres://localhost/x"),
        ("TONGSHANG_DATABASE", "sqlite:no/such/folder/bot.db"),
        ("TONGSHANG_WEBHOOK_URL", "example"),
        ("TONGSHANG_TIME_ZONE", "Atlantis/Centre"),
        ("TONGSHANG_ADMINS", "12345,somebody"),
        ("RUST_LOG", "a=b=c"),
    ] {
        let mut bot = Bot::asleep().await.with(name, value);
        bot.wake();
        assert_eq!(bot.ended().await.code(), Some(1), "{name}={value}");
        let log = bot.log();
        assert!(log.lines().count() == 1 && log.contains(name), "{name}={value}: {log}");
    }
}

#[tokio::test]
async fn an_administrator_has_the_base_read_again_and_others_do_not() {
    let mut bot = Bot::asleep().await.with("TONGSHANG_ADMINS", "77,1001");
    let overlay = bot.folder.path().join("office");
    std::fs::create_dir(&overlay).expect("a folder");
    let source = "[[source]]\nid = \"note\"\npublisher = { zh = \"本处\", en = \"us\" }\ntitle = { zh = \"便条\", en = \"note\" }\ndate = \"2026-01\"\n";
    let file = overlay.join("a.toml");
    std::fs::write(&file, source).expect("a file");
    bot = bot.with("TONGSHANG_OVERLAY", overlay.display().to_string());
    bot.wake();
    assert!(bot.ask(BO, "/reload").await.text.contains("/reload"), "it is no command for others");
    assert!(bot.ask(ANN, "/reload").await.text.starts_with("The base was read again."));
    std::fs::write(&file, "[[source]]\nid = 5").expect("a file");
    assert!(bot.ask(ANN, "/reload").await.text.starts_with("The new base has mistakes and was not taken"));
    assert!(bot.ask(ANN, QUESTION).await.text.contains("September 2026"), "the old base goes on answering");
}

#[tokio::test]
async fn a_second_program_on_the_same_database_does_not_start() {
    let mut bot = Bot::start().await;
    bot.ask(ANN, QUESTION).await;
    let database = format!("sqlite:{}", bot.folder.path().join("bot.db").display());
    let mut second = Bot::asleep().await.with("TONGSHANG_DATABASE", database);
    second.wake();
    assert_eq!(second.ended().await.code(), Some(1));
    assert!(second.log().contains("is in use by another program") && second.log().lines().count() == 1, "{}", second.log());
    assert_eq!(bot.ask(ANN, QUESTION).await.chat, ANN.id);
}

#[tokio::test]
async fn without_a_network_it_tries_until_there_is_one() {
    let mut bot = Bot::asleep().await;
    bot.go_wrong("getMe", None, Fault::Cut, 2);
    bot.wake();
    assert!(bot.ask(ANN, QUESTION).await.text.contains("September 2026"));
    let mut nowhere = Bot::asleep().await.with("TELEGRAM_API_URL", "http://127.0.0.1:1");
    nowhere.wake();
    nowhere.wait_for_log("cannot be reached").await;
    let (status, took) = nowhere.stop("TERM").await;
    assert!(status.success() && took < Duration::from_secs(5), "{status} {took:?}");
}

#[tokio::test]
async fn the_log_has_no_texts_and_no_token() {
    let mut bot = Bot::asleep().await.with("RUST_LOG", "trace");
    bot.wake();
    bot.go_wrong("sendMessage", None, Fault::Cut, 1);
    bot.ask(ANN, "When is the xylophone regatta?").await;
    bot.query(ANN, "xylophone");
    bot.next("answerInlineQuery").await;
    bot.send(json!({"message": "xylophone"}));
    bot.settled().await;
    let log = bot.log();
    assert!(log.contains("handled") && log.contains("trace="));
    for secret in ["xylophone", "A-secret_token", "regatta?"] {
        assert!(!log.contains(secret), "{secret}:\n{log}");
    }
}

#[tokio::test]
async fn odd_updates_end_nothing_and_private_ones_are_answered() {
    let mut bot = Bot::start().await;
    let chat = json!({"id": ANN.id, "type": "private"});
    for update in [
        json!({}),
        json!({"message": null}),
        json!({"message": {"chat": "?"}}),
        json!({"poll": {"id": "1"}}),
        json!({"callback_query": {"id": 7}}),
        json!({"inline_query": {}}),
        json!({"my_chat_member": {"chat": {"id": ANN.id}}}),
        json!({"from_the_future": {"a": {"b": []}}}),
    ] {
        bot.send(update);
    }
    for message in [
        json!({"chat": {"id": ANN.id}}),
        json!({"chat": chat, "text": 7}),
        json!({"chat": chat, "text": ""}),
        json!({"chat": chat, "text": "\u{0}\u{202e}\u{feff}"}),
        json!({"chat": chat, "text": "汉".repeat(100_000)}),
        json!({"chat": chat, "text": "x", "entities": "none", "from": 3, "message_id": i64::MAX, "date": "late"}),
        json!({"chat": chat, "text": "x", "message_thread_id": -1, "is_topic_message": true, "reply_to_message": []}),
    ] {
        bot.send(json!({ "message": message }));
        assert_eq!(bot.next_message().await.chat, ANN.id, "{}", message.to_string().chars().take(200).collect::<String>());
    }
    assert!(bot.ask(ANN, QUESTION).await.text.contains("September 2026"));
}

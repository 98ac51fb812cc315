//! Everything goes wrong at once, at random, and every chat that lives is answered in the end. The long form is a command:
//! `cargo test --release --test faults -- --ignored --nocapture`.

mod wire;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use wire::server::Fault;
use wire::{Bot, Person};

/// A fault and on what it may fall.
fn faults() -> Vec<(&'static str, Fault)> {
    let wait = |seconds: u64| Fault::Refuse(429, "Too Many Requests: retry later", json!({"retry_after": seconds}));
    let refused = |code, text| Fault::Refuse(code, text, Value::Null);
    vec![
        ("sendMessage", wait(1)),
        ("sendMessage", wait(2)),
        ("sendMessage", refused(500, "Internal Server Error")),
        ("sendMessage", refused(502, "Bad Gateway")),
        ("sendMessage", Fault::Cut),
        ("sendMessage", Fault::Lose),
        ("sendMessage", Fault::Garbage),
        ("sendMessage", Fault::Slow(Duration::from_millis(1_500))),
        ("getUpdates", wait(1)),
        ("getUpdates", refused(409, "Conflict: terminated by other getUpdates request")),
        ("getUpdates", refused(502, "Bad Gateway")),
        ("getUpdates", Fault::Cut),
        ("getUpdates", Fault::Lose),
        ("getUpdates", Fault::Garbage),
    ]
}

/// Each of so many chats asks a few questions while each fault falls a few times on some call or other; every seventh chat
/// has blocked the bot.
async fn run(chats: i64, times: usize) {
    let bot = Bot::start().await;
    let blocked = |chat: i64| chat % 7 == 3;
    for (method, fault) in faults() {
        bot.go_wrong(method, None, fault, times);
    }
    for chat in (1..=chats).filter(|chat| blocked(*chat)) {
        bot.go_wrong("sendMessage", Some(chat), Fault::Refuse(403, "Forbidden: bot was blocked by the user", Value::Null), usize::MAX);
    }
    // The rules that name a chat go first, the others fall in turn.
    bot.telegram.with(|t| {
        t.rules.sort_by_key(|rule| rule.chat.is_none());
        t.in_turn = true;
        t.forgetful = true;
    });
    let mut open = BTreeSet::new();
    for question in 0..3 {
        for chat in 1..=chats {
            bot.say(Person { id: chat, language: "en" }, &format!("/q{question}"));
            if !blocked(chat) {
                open.insert((chat, format!("/q{question}")));
            }
        }
    }
    let mut seen = 0;
    let answered = bot.telegram.until(|t| {
        for (chat, text) in t.sent.iter().skip(seen) {
            let question = text.split(' ').find(|word| word.starts_with("/q")).unwrap_or_default().trim_end_matches('.');
            open.remove(&(*chat, question.to_owned()));
        }
        seen = t.sent.len();
        (open.is_empty() && t.pending.is_empty()).then_some(())
    });
    let in_time = tokio::time::timeout(Duration::from_secs(300), answered).await;
    assert!(in_time.is_ok(), "unanswered: {open:?}\n{}", bot.log());
    let left = bot.telegram.with(|t| t.rules.iter().filter(|r| r.chat.is_none()).map(|r| r.times).sum::<usize>());
    let extra = seen - usize::try_from(3 * (chats - (1..=chats).filter(|c| blocked(*c)).count() as i64)).expect("some");
    println!("{chats} chats, {} faults met: all answered, {extra} answers more than once", faults().len() * times - left);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_chat_that_lives_is_answered_whatever_goes_wrong() {
    run(60, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes"]
async fn the_same_with_many_more() {
    run(1_000, 60).await;
}

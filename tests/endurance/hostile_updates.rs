//! Updates as nobody would send them: parts missing, exchanged, huge or new. Nothing ends the bot, and who writes to it in
//! private gets a reply. The long form is a command: `cargo test --release --test endurance hostile_updates -- --ignored --nocapture`.

use crate::dice::Dice;
use crate::wire::Bot;
use crate::wire::server::{BOT_ID, BOT_NAME};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

/// Odd updates, thrown.
struct Odd(Dice);

impl Odd {
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.0.below(u64::try_from(end).expect("small"))).expect("small")
    }

    /// Something that is not what stood there.
    fn value(&mut self) -> Value {
        match self.below(12) {
            0 => Value::Null,
            1 => json!(-1),
            2 => json!(i64::MAX),
            3 => json!(1.5),
            4 => json!(true),
            5 => json!(""),
            6 => json!("\u{0}\u{202e}<b>&\u{fffd}"),
            7 => json!("汉".repeat(1 + self.below(20_000))),
            8 => json!([]),
            9 => json!([[{}, null]]),
            10 => json!({}),
            _ => json!({"a": {"b": [1, "2"]}}),
        }
    }

    /// Changes something somewhere in an object.
    fn disturb(&mut self, value: &mut Value) {
        let Some(object) = value.as_object_mut().filter(|o| !o.is_empty()) else {
            *value = self.value();
            return;
        };
        let keys: Vec<String> = object.keys().cloned().collect();
        let key = keys[self.below(keys.len())].clone();
        match self.below(5) {
            0 => drop(object.remove(&key)),
            1 => drop(object.insert(key, self.value())),
            2 => drop(object.insert(format!("new_{}", self.below(100)), self.value())),
            _ => self.disturb(object.get_mut(&key).expect("it is there")),
        }
    }
}

fn message(chat: i64, dice: &mut Odd) -> Value {
    let from = json!({"id": chat, "is_bot": false, "first_name": "P", "language_code": "en"});
    let mut message = json!({"message_id": chat, "date": 1, "from": from, "text": "When is the regatta?", "entities": [{"type": "bold", "offset": 0, "length": 4}]});
    match dice.below(4) {
        0 => message["reply_to_message"] = json!({"message_id": 1, "date": 1, "chat": {"id": chat}, "from": {"id": BOT_ID}}),
        1 => message["photo"] = json!([{"file_id": "a"}]),
        2 => message["forward_origin"] = json!({"type": "user", "date": 1}),
        _ => {}
    }
    message
}

fn other(chat: i64, dice: &mut Odd) -> Value {
    let private = json!({"id": chat, "type": "private"});
    let from = json!({"id": chat, "is_bot": false, "first_name": "P"});
    match dice.below(5) {
        0 => json!({"message": {"message_id": 5, "date": 1, "chat": private, "from": from, "text": "hi"}}),
        1 => json!({"edited_message": {"message_id": 5, "date": 1, "chat": private, "from": from, "text": "hi"}}),
        2 => {
            json!({"callback_query": {"id": "1", "from": from, "message": {"message_id": 5, "date": 0, "chat": private}, "chat_instance": "1", "data": "1:f:regatta-2026"}})
        }
        3 => json!({"inline_query": {"id": "1", "from": from, "query": "regatta", "offset": ""}}),
        _ => {
            json!({"my_chat_member": {"chat": {"id": -chat, "type": "group"}, "from": from, "date": 1, "old_chat_member": {"status": "left", "user": {"id": BOT_ID, "username": BOT_NAME}}, "new_chat_member": {"status": "member"}}})
        }
    }
}

async fn run(count: i64) {
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |t| u64::from(t.subsec_nanos()) | 1);
    println!("seed {seed}");
    let mut dice = Odd(Dice(seed));
    let bot = Bot::start().await;
    bot.telegram.with(|t| t.forgetful = true);
    let mut open = BTreeSet::new();
    for n in 1..=count {
        let chat = 100_000 + n;
        let mut message = message(chat, &mut dice);
        for _ in 0..=dice.below(3) {
            dice.disturb(&mut message);
        }
        // What was not disturbed is the chat, so a reply is due to anything that can still be called a message.
        if message.is_object() {
            message["chat"] = json!({"id": chat, "type": "private"});
            open.insert(chat);
        }
        bot.send(json!({ "message": message }));
        let mut other = other(chat, &mut dice);
        for _ in 0..=dice.below(3) {
            dice.disturb(&mut other);
        }
        if other.is_object() {
            bot.send(other);
        }
    }
    let mut seen = 0;
    let answered = bot.telegram.until(|t| {
        for (chat, _) in t.sent.iter().skip(seen) {
            open.remove(chat);
        }
        seen = t.sent.len();
        (open.is_empty() && t.pending.is_empty()).then_some(())
    });
    let in_time = tokio::time::timeout(Duration::from_secs(120), answered).await;
    assert!(in_time.is_ok(), "no reply to {open:?}; {} updates pending", bot.telegram.with(|t| t.pending.len()));
    assert!(!bot.log().contains("panic"), "{}", bot.log());
    println!("{count} hostile messages: all answered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_updates_end_nothing_and_are_answered_in_private() {
    run(400).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a while"]
async fn very_many_hostile_updates() {
    run(20_000).await;
}

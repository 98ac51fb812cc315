//! Groups: what a group follows and how it is told is up to its administrators.

use crate::season::season;
use crate::wire::inside::Inside;
use crate::wire::server::Fault;
use crate::wire::{ANN, BO, GROUP, Person, Sent};
use serde_json::{Value, json};

const REFUSED: &str = "In a group only its administrators can change that.";
const CAREL: Person = Person { id: 1004, language: "en" };

/// A group of which Ann is an administrator and Carel a member, and what it follows.
async fn group() -> Inside {
    let mut bot = Inside::start(&season()).await;
    bot.telegram.with(|t| t.members.insert((GROUP, ANN.id), "administrator"));
    assert!(say(&mut bot, ANN, "/follow@harbour_bot the spring fair").await.text.starts_with("I will remind you"));
    bot
}

async fn say(bot: &mut Inside, person: Person, text: &str) -> Sent {
    bot.say_in_group(person, text);
    bot.next_message().await
}

/// What the group follows and how it is told, as an administrator gets it.
async fn kept(bot: &mut Inside) -> Value {
    bot.say_in_group(ANN, "/export@harbour_bot");
    let (_, bytes) = bot.next("sendDocument").await.file.expect("a file");
    let data: Value = serde_json::from_slice(&bytes).expect("JSON");
    json!([data["subscriptions"], data["time_zone"], data["quiet_hours"], data["messages_to_come"], data["calendar_feed"]])
}

#[tokio::test]
async fn a_member_is_refused_and_nothing_changes() {
    let mut bot = group().await;
    let before = kept(&mut bot).await;
    for text in [
        "/follow@harbour_bot North Port",
        "/unfollow@harbour_bot the spring fair",
        "/tz@harbour_bot Europe/Berlin",
        "/quiet@harbour_bot 22-7",
        "/stop@harbour_bot",
        "/export@harbour_bot",
        "@harbour_bot remind me two days before the 2026 lantern night",
        "@harbour_bot follow everything in North Port",
        "@harbour_bot stop reminding me about the spring fair",
        "@harbour_bot cancel all reminders",
    ] {
        assert_eq!(say(&mut bot, CAREL, text).await.text, REFUSED, "{text}");
    }
    for data in ["1:a:f/n:north-port", "1:a:u/e:spring-fair", "1:a:x/", "1:a:t/e:spring-fair/15m", "1:a:w/1", "1:a:w/0"] {
        bot.tap_data(CAREL, GROUP, 1, data);
        assert_eq!(bot.next_notice().await.as_deref(), Some(REFUSED), "{data}");
    }
    bot.silence().await;
    assert_eq!(kept(&mut bot).await, before);
}

#[tokio::test]
async fn a_member_is_refused_in_chinese_too() {
    let mut bot = group().await;
    assert_eq!(say(&mut bot, BO, "@harbour_bot 提醒我2026年灯会").await.text, "在群组里，只有管理员可以更改这一项。");
    bot.tap_data(BO, GROUP, 1, "1:a:x/");
    assert_eq!(bot.next_notice().await.as_deref(), Some("在群组里，只有管理员可以更改这一项。"));
}

#[tokio::test]
async fn what_a_member_was_refused_leaves_the_conversation_as_it_was() {
    let mut bot = group().await;
    say(&mut bot, ANN, "/lang@harbour_bot zh").await;
    bot.say_in_group(CAREL, "/stop@harbour_bot");
    bot.next_message().await;
    let answer = say(&mut bot, ANN, "@harbour_bot When is the regatta?").await;
    assert!(answer.text.contains("来源"), "the language is kept: {}", answer.text);
}

#[tokio::test]
async fn looking_is_allowed_to_everyone() {
    let mut bot = group().await;
    assert!(say(&mut bot, CAREL, "/mine@harbour_bot").await.text.starts_with("You follow one thing"));
    assert!(say(&mut bot, CAREL, "/events@harbour_bot").await.text.contains("still to come"));
    assert!(say(&mut bot, CAREL, "/tz@harbour_bot").await.text.starts_with("Your time zone is"));
    bot.say_in_group(CAREL, "/calendar@harbour_bot");
    assert!(bot.next("sendDocument").await.file.is_some());
}

#[tokio::test]
async fn administrators_owners_and_those_who_stay_unnamed_may() {
    let mut bot = group().await;
    bot.telegram.with(|t| t.members.insert((GROUP, BO.id), "creator"));
    assert!(say(&mut bot, ANN, "/tz@harbour_bot Europe/Berlin").await.text.contains("Europe/Berlin"));
    assert!(say(&mut bot, BO, "/quiet@harbour_bot 22-7").await.text.contains("22:00"));
    let unnamed = json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group"});
    let chat = json!({"id": GROUP, "type": "supergroup", "title": "G"});
    bot.send(json!({"message": {"message_id": 500, "date": 1, "chat": chat, "from": unnamed, "sender_chat": {"id": GROUP, "type": "supergroup"}, "text": "/follow@harbour_bot North Port"}}));
    assert!(bot.next_message().await.text.contains("North Port"));
    assert_eq!(kept(&mut bot).await[0].as_array().map(Vec::len), Some(2));
    assert!(say(&mut bot, BO, "/stop@harbour_bot").await.text.len() > REFUSED.len());
    assert_eq!(kept(&mut bot).await[0], json!([]));
}

#[tokio::test]
async fn where_telegram_does_not_say_who_may_nobody_may() {
    let mut bot = group().await;
    for fault in [
        Fault::Refuse(400, "Bad Request: CHAT_ADMIN_REQUIRED", Value::Null),
        Fault::Refuse(500, "Internal Server Error", Value::Null),
        Fault::Cut,
        Fault::Garbage,
    ] {
        bot.go_wrong("getChatMember", None, fault, 1);
        assert_eq!(say(&mut bot, ANN, "/quiet@harbour_bot 22-7").await.text, REFUSED);
    }
    for status in ["member", "restricted", "left", "kicked", "from the future"] {
        bot.telegram.with(|t| t.members.insert((GROUP, BO.id), status));
        bot.say_in_group(BO, "/quiet@harbour_bot 22-7");
        assert!(!bot.next_message().await.text.contains("22:00"), "{status}");
    }
}

#[tokio::test]
async fn everyone_is_master_in_a_private_chat() {
    let mut bot = group().await;
    assert!(bot.ask(CAREL, "/follow the spring fair").await.text.starts_with("I will remind you"));
    assert!(!bot.telegram.with(|t| t.calls.iter().any(|c| c.method == "getChatMember" && c.parameters["user_id"] == CAREL.id)));
}

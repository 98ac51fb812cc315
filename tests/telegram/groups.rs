//! The bot among others: groups, forum topics, inline queries, being added and removed, and its profile.

use crate::wire::server::{BOT_ID, BOT_NAME, Fault};
use crate::wire::{ANN, BO, Bot, GROUP, Person};
use serde_json::{Value, json};

fn group() -> Value {
    json!({"id": GROUP, "type": "supergroup", "title": "G", "is_forum": true})
}

fn membership(chat: Value, by: Person, old: &str, new: &str) -> Value {
    let bot = json!({"id": BOT_ID, "is_bot": true, "first_name": BOT_NAME});
    let from = json!({"id": by.id, "is_bot": false, "first_name": "P", "language_code": by.language});
    let member = |status: &str| json!({"user": bot, "status": status});
    json!({"my_chat_member": {"chat": chat, "from": from, "date": 1, "old_chat_member": member(old), "new_chat_member": member(new)}})
}

#[tokio::test]
async fn a_group_is_answered_when_it_means_the_bot_and_as_a_reply() {
    let mut bot = Bot::start().await;
    bot.say_in_group(ANN, "When is the regatta?");
    bot.say_in_group(ANN, "/weather");
    bot.say_in_group(ANN, "/help@other_bot");
    bot.message(group(), ANN, json!({"photo": []}));
    let asked = bot.say_in_group(ANN, "@harbour_bot When is the regatta?");
    let reply = bot.next_message().await;
    assert!(reply.text.contains("September 2026"), "{}", reply.text);
    assert_eq!(
        (reply.chat, &reply.parameters["reply_parameters"]),
        (GROUP, &json!({"message_id": asked, "allow_sending_without_reply": true}))
    );
    bot.say_in_group(ANN, "/about@harbour_bot");
    assert!(bot.next_message().await.text.starts_with("I am Tongshang"));
    let to_bot = json!({"text": "and where?", "reply_to_message": {"message_id": reply.id, "date": 1, "chat": group(), "from": {"id": BOT_ID, "is_bot": true}}});
    bot.message(group(), BO, to_bot);
    assert!(bot.next_message().await.text.contains("South Port"));
}

#[tokio::test]
async fn an_administrator_who_stays_unnamed_is_answered_and_other_bots_are_not() {
    let mut bot = Bot::start().await;
    let asks = json!({"text": "@harbour_bot When is the regatta?"});
    let message = |id: i64| json!({"message": {"message_id": 70, "date": 1, "chat": group(), "from": {"id": id, "is_bot": true}, "text": asks["text"]}});
    bot.send(message(777));
    bot.send(message(1_087_968_824));
    assert!(bot.next_message().await.text.contains("September 2026"));
    bot.settled().await;
    assert_eq!(bot.telegram.with(|t| t.sent.len()), 1);
}

#[tokio::test]
async fn a_topic_of_a_forum_is_kept_and_has_its_own_context() {
    let mut bot = Bot::start().await;
    let in_topic = |topic: i64, text: &str| json!({"text": text, "message_thread_id": topic, "is_topic_message": true});
    bot.message(group(), ANN, in_topic(7, "@harbour_bot What was North Port's cargo value in 2024?"));
    let reply = bot.next_message().await;
    assert_eq!(reply.parameters["message_thread_id"], 7);
    bot.message(group(), ANN, in_topic(8, "@harbour_bot When was the Port Day?"));
    bot.next_message().await;
    bot.message(group(), ANN, in_topic(7, "@harbour_bot and in 2023?"));
    assert!(bot.next_message().await.text.starts_with("CNY 1.1 billion"));
}

#[tokio::test]
async fn an_edited_question_of_a_group_edits_its_answer_without_a_mention_too() {
    let mut bot = Bot::start().await;
    let asked = bot.say_in_group(ANN, "@harbour_bot When is the regatta?");
    let reply = bot.next_message().await;
    bot.send(json!({"edited_message": {"message_id": asked, "date": 1, "chat": group(), "from": {"id": ANN.id}, "text": "When was the Port Day?"}}));
    let changed = bot.next_edit().await;
    assert_eq!((changed.id, changed.text.contains("May 2025")), (reply.id, true));
}

#[tokio::test]
async fn a_group_with_a_new_id_keeps_its_language() {
    let mut bot = Bot::start().await;
    bot.say_in_group(ANN, "/lang@harbour_bot zh");
    bot.next_message().await;
    let new = GROUP - 1;
    bot.message(group(), ANN, json!({"migrate_to_chat_id": new}));
    bot.message(json!({"id": new, "type": "supergroup"}), ANN, json!({"migrate_from_chat_id": GROUP}));
    bot.message(json!({"id": new, "type": "supergroup"}), ANN, json!({"text": "@harbour_bot When is the regatta?"}));
    let reply = bot.next_message().await;
    assert_eq!((reply.chat, reply.text.contains("来源")), (new, true), "{}", reply.text);
}

#[tokio::test]
async fn an_answer_to_a_group_that_has_moved_goes_to_its_new_id() {
    let mut bot = Bot::start().await;
    let moved = Fault::Refuse(400, "Bad Request: group chat was upgraded to a supergroup chat", json!({"migrate_to_chat_id": GROUP - 1}));
    bot.go_wrong("sendMessage", Some(GROUP), moved, 1);
    bot.say_in_group(ANN, "@harbour_bot When is the regatta?");
    assert_eq!(bot.next_message().await.chat, GROUP - 1);
}

#[tokio::test]
async fn the_bot_greets_when_added_and_keeps_the_language_of_a_group_that_takes_it_back() {
    let mut bot = Bot::start().await;
    bot.send(membership(group(), BO, "left", "member"));
    assert!(bot.next_message().await.text.contains("@harbour_bot"));
    bot.send(membership(group(), BO, "member", "administrator"));
    bot.say_in_group(BO, "/lang@harbour_bot en");
    bot.next_message().await;
    bot.send(membership(group(), BO, "member", "kicked"));
    bot.send(membership(group(), BO, "kicked", "member"));
    bot.next_message().await;
    bot.say_in_group(BO, "@harbour_bot 帆船赛什么时候办？");
    assert!(bot.next_message().await.text.contains("Source"), "the language is kept");
    bot.send(membership(json!({"id": ANN.id, "type": "private"}), ANN, "member", "kicked"));
    bot.settled().await;
}

#[tokio::test]
async fn channels_and_messages_sent_by_way_of_the_bot_are_left_alone() {
    let mut bot = Bot::start().await;
    bot.send(json!({"channel_post": {"message_id": 5, "date": 1, "chat": {"id": -100, "type": "channel"}, "text": "/help"}}));
    bot.message(json!({"id": ANN.id, "type": "private"}), ANN, json!({"text": "x", "via_bot": {"id": BOT_ID, "is_bot": true}}));
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
}

#[tokio::test]
async fn an_inline_query_finds_facts_with_their_sources() {
    let mut bot = Bot::start().await;
    bot.query(BO, "北港 货值");
    let found = bot.next("answerInlineQuery").await.parameters;
    let results = found["results"].as_array().expect("results");
    assert!((1..=10).contains(&results.len()));
    assert!(results[0]["id"].as_str().is_some_and(|id| id.starts_with("north-cargo")), "{}", results[0]);
    assert!(results[0]["input_message_content"]["message_text"].as_str().is_some_and(|t| t.contains("港口公报")));
    assert!(found["is_personal"].as_bool().is_some_and(|personal| personal));
    bot.query(ANN, "zeppelins");
    let found = bot.next("answerInlineQuery").await.parameters;
    assert_eq!(found["results"], json!([]));
    assert_eq!(found["button"], json!({"text": "Nothing found; ask me here", "start_parameter": "inline"}));
    bot.query(ANN, "");
    bot.next("answerInlineQuery").await;
}

#[tokio::test]
async fn the_profile_is_set_once_in_both_languages_and_every_scope() {
    let mut bot = Bot::start().await;
    let set = |bot: &Bot| bot.telegram.with(|t| t.calls.iter().filter(|c| c.method.starts_with("setMy")).cloned().collect::<Vec<_>>());
    bot.wait_for("profile", bot.telegram.until(|t| (t.calls.iter().filter(|c| c.method.starts_with("setMy")).count() == 10).then_some(())))
        .await;
    let calls = set(&bot);
    let said: Vec<String> = calls.iter().map(|c| format!("{} {}", c.method, Value::Object(c.parameters.clone()))).collect();
    insta::assert_snapshot!(said.join("\n"));
    bot.ask(ANN, "When is the regatta?").await;
    bot.settled().await;
    bot.kill();
    bot.wake();
    bot.ask(ANN, "When was the Port Day?").await;
    bot.settled().await;
    assert_eq!(set(&bot).len(), 10, "what has not changed is not set again");
}

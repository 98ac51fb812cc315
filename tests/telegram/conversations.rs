//! The bot on Telegram, in private chats: questions, buttons, edits, commands, other languages, other kinds of message.

use crate::wire::{ANN, BO, Bot, MEI};
use serde_json::json;

#[tokio::test]
async fn a_question_is_answered_in_its_language_with_its_source() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(BO, "北港2024年货值是多少？").await;
    assert_eq!(reply.chat, BO.id);
    assert!(reply.text.starts_with("12.5亿元人民币"), "{}", reply.text);
    assert!(reply.parameters["text"].as_str().is_some_and(|html| html.contains("<i>来源：")), "{:?}", reply.parameters);
    let reply = bot.ask(ANN, "What was North Port's cargo value in 2024?").await;
    assert!(reply.text.starts_with("CNY 1.25 billion"), "{}", reply.text);
    let reply = bot.ask(MEI, "帆船賽什麼時候辦？").await;
    assert!(reply.text.contains("來源"), "{}", reply.text);
}

#[tokio::test]
async fn a_conversation_in_english() {
    let mut bot = Bot::start().await;
    let mut story = Vec::new();
    for text in ["/start", "When was the Port Day?", "who chaired it?", "How many ships called at South Port?", "/help", "/privacy"] {
        story.push(format!("> {text}\n{}", bot.ask(ANN, text).await.shown()));
    }
    insta::assert_snapshot!(story.join("\n\n"));
}

#[tokio::test]
async fn a_conversation_in_chinese() {
    let mut bot = Bot::start().await;
    let mut story = Vec::new();
    for text in ["/start", "港口日什么时候举行？", "谁主持的？", "南港有多少艘船舶？", "帮助", "语言", "活动", "隐私"]
    {
        story.push(format!("> {text}\n{}", bot.ask(BO, text).await.shown()));
    }
    insta::assert_snapshot!(story.join("\n\n"));
}

#[tokio::test]
async fn a_related_question_is_a_button() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(ANN, "When was the Port Day?").await;
    let (label, data) = reply.buttons().into_iter().next().expect("a button");
    assert!(!reply.text.contains(&label), "what is offered as a button is not said twice");
    assert!(data.len() <= 64);
    bot.tap(ANN, &reply, &label);
    assert_eq!(bot.next_notice().await, None);
    assert_eq!(bot.next_message().await.chat, ANN.id);
}

#[tokio::test]
async fn the_source_is_told_in_full() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(ANN, "When was the Port Day?").await;
    bot.tap(ANN, &reply, "Source");
    bot.next_notice().await;
    assert_eq!(bot.next_message().await.text, "Port Gazette, “Port Day special”, June 2025");
}

#[tokio::test]
async fn the_other_language_takes_the_place_of_the_answer_and_back() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(BO, "北港2024年货值是多少？").await;
    bot.tap(BO, &reply, "English");
    bot.next_notice().await;
    let english = bot.next_edit().await;
    assert_eq!(english.id, reply.id);
    assert!(english.text.starts_with("CNY 1.25 billion"), "{}", english.text);
    bot.tap(BO, &english, "中文");
    bot.next_notice().await;
    assert_eq!(bot.next_edit().await.text, reply.text);
}

#[tokio::test]
async fn buttons_and_context_outlive_a_restart() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(ANN, "What was North Port's cargo value in 2024?").await;
    bot.settled().await;
    bot.kill();
    bot.wake();
    assert!(bot.ask(ANN, "and in 2023?").await.text.starts_with("CNY 1.1 billion"));
    bot.tap(ANN, &reply, "Source");
    bot.next_notice().await;
    assert!(bot.next_message().await.text.contains("Port Gazette"));
}

#[tokio::test]
async fn an_old_button_still_gets_a_sensible_reply() {
    let mut bot = Bot::start().await;
    for data in ["0:f:port-day-2025", "1:f:a-fact-that-is-gone", "1:s:", "1:o:en:", "anything", ""] {
        bot.tap_data(ANN, ANN.id, 1, data);
        assert_eq!(bot.next_notice().await.as_deref(), Some("This button has expired. Please ask again."), "{data}");
    }
    // A button that names its fact needs no record of the answer.
    bot.tap_data(ANN, ANN.id, 1, "1:s:port-day-2025");
    assert_eq!(bot.next_notice().await, None);
    assert!(bot.next_message().await.text.contains("Port Gazette"));
}

#[tokio::test]
async fn a_choice_is_made_with_a_button() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(ANN, "How much is the cargo?").await;
    let choice = reply.buttons().into_iter().find(|(_, data)| data.starts_with("1:f:")).expect("a choice");
    bot.tap(ANN, &reply, &choice.0);
    bot.next_notice().await;
    let told = bot.next_message().await;
    assert!(told.text.starts_with("CNY"), "{}", told.text);
}

#[tokio::test]
async fn an_edited_question_edits_its_answer() {
    let mut bot = Bot::start().await;
    let question = bot.say(ANN, "What was North Port's cargo value in 2024?");
    let reply = bot.next_message().await;
    bot.edit(ANN, question, "What was North Port's cargo value in 2023?");
    let changed = bot.next_edit().await;
    assert_eq!(changed.id, reply.id);
    assert!(changed.text.starts_with("CNY 1.1 billion"), "{}", changed.text);
    // The same once more changes nothing, and that is no trouble.
    bot.edit(ANN, question, "What was North Port's cargo value in 2023?");
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
}

#[tokio::test]
async fn a_language_is_chosen_and_kept() {
    let mut bot = Bot::start().await;
    let menu = bot.ask(ANN, "/lang").await;
    bot.tap(ANN, &menu, "简体中文");
    bot.next_notice().await;
    bot.next_message().await;
    bot.settled().await;
    bot.kill();
    bot.wake();
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("来源"));
}

#[tokio::test]
async fn a_link_starts_with_a_fact() {
    let mut bot = Bot::start().await;
    let linked = bot.ask(ANN, "/start regatta-2026").await;
    assert!(linked.text.contains("September 2026"), "{}", linked.text);
    let plain = bot.ask(ANN, "/start").await;
    assert_eq!(bot.ask(ANN, "/start inline").await.text, plain.text, "an unknown payload is a plain start");
}

#[tokio::test]
async fn what_is_no_text_gets_a_civil_reply() {
    let mut bot = Bot::start().await;
    for parts in [
        json!({"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}),
        json!({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 1}}),
        json!({"sticker": {}}),
        json!({"location": {"latitude": 100.0, "longitude": 2.0}}),
        json!({"from_the_future": {"a": [1, 2]}}),
    ] {
        bot.send_parts(ANN, parts);
        assert!(bot.next_message().await.text.starts_with("I can read text messages only"));
    }
    bot.send_parts(BO, json!({"text": "北港货值", "forward_origin": {"type": "user"}, "forward_date": 1}));
    assert_eq!(bot.next_message().await.text, "我不读转发的消息，请直接把问题打给我。");
    bot.send_parts(ANN, json!({"text": "When is the regatta?", "entities": [{"type": "date_time", "offset": 0, "length": 4, "unix": 1}]}));
    assert!(bot.next_message().await.text.contains("September 2026"), "a text with an unknown entity is a text");
    bot.send_parts(ANN, json!({"photo": [], "caption": "When is the regatta?"}));
    assert!(bot.next_message().await.text.contains("September 2026"));
}

#[tokio::test]
async fn an_album_gets_one_reply() {
    let mut bot = Bot::start().await;
    for _ in 0..3 {
        bot.send_parts(ANN, json!({"photo": [], "media_group_id": "g"}));
    }
    bot.next_message().await;
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
}

#[tokio::test]
async fn stop_forgets_the_chat() {
    let mut bot = Bot::start().await;
    bot.ask(ANN, "/lang zh").await;
    let reply = bot.ask(ANN, "When was the Port Day?").await;
    assert!(bot.ask(ANN, "/stop").await.text.starts_with("好的，我已删除"));
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("Source"), "the language is forgotten");
    bot.tap_data(ANN, ANN.id, reply.id, "1:s:");
    assert_eq!(bot.next_notice().await.as_deref(), Some("This button has expired. Please ask again."));
}

#[tokio::test]
async fn markup_in_a_question_is_only_text() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(ANN, "What is <b>North Port's</b> & \"South Port's\" <script> cargo value in 1999?").await;
    assert!(!reply.text.is_empty());
    let reply = bot.ask(ANN, "/<i>").await;
    assert!(!reply.text.is_empty());
}

#[tokio::test]
async fn links_are_never_previewed() {
    let mut bot = Bot::start().await;
    let reply = bot.ask(ANN, "When is the regatta?").await;
    assert_eq!(reply.parameters["link_preview_options"], json!({"is_disabled": true}));
    assert!(!reply.parameters.contains_key("reply_parameters"), "in private a plain new message");
}

/// A bot that knows a hundred regattas of 2030 beside the harbour.
async fn bot_with_many_events() -> Bot {
    let mut bot = Bot::asleep().await;
    let mut events = String::new();
    for n in 1..=100 {
        let names = format!("zh = \"第{n}场友谊帆船赛\", en = \"friendly <regatta> & race number {n}\"");
        let texts = format!("zh = \"第{n}场友谊帆船赛在南港举行。\", en = \"Friendly race number {n} takes place in South Port.\"");
        events += &format!(
            "[[event]]\nid = \"race-{n}\"\nname = {{ {names} }}\nstart = \"2030-06\"\nat = [\"south-port\"]\nstanding = \"planned\"\ntext = {{ {texts} }}\nsource = \"gazette-2025-06\"\n\n"
        );
    }
    let overlay = bot.folder.path().join("overlay");
    std::fs::create_dir(&overlay).expect("a folder");
    std::fs::write(overlay.join("races.toml"), events).expect("a file");
    bot = bot.with("TONGSHANG_OVERLAY", overlay.display().to_string());
    bot.wake();
    bot
}

#[tokio::test]
async fn a_long_answer_comes_in_pieces_and_gives_way_as_a_whole() {
    let mut bot = bot_with_many_events().await;
    let question = bot.say(ANN, "What events are there in 2030?");
    let mut pieces = vec![bot.next_message().await];
    while pieces.last().is_some_and(|piece| piece.buttons().is_empty()) {
        pieces.push(bot.next_message().await);
    }
    assert!(pieces.len() > 1);
    for n in 1..=100 {
        assert!(pieces.iter().any(|piece| piece.text.contains(&format!("<regatta> & race number {n}"))), "{n}");
    }
    bot.edit(ANN, question, "When was the Port Day?");
    let changed = bot.next_edit().await;
    assert_eq!((changed.id, changed.text.contains("May 2025")), (pieces[0].id, true));
    for piece in &pieces[1..] {
        assert_eq!(bot.next("deleteMessage").await.parameters["message_id"], piece.id);
    }
}

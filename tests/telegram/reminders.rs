//! Reminders: at the right instant, each once, in spite of restarts, failures, blocks, moves and clocks that jump.

use crate::season::{FAIR, follow, only_fair, season, story};
use crate::wire::inside::{Inside, event};
use crate::wire::server::Fault;
use crate::wire::{ANN, BO, GROUP, MEI};
use jiff::ToSpan;
use serde_json::{Value, json};

/// A week before the fair, and a day before.
const WEEK_BEFORE: &str = "2026-05-09T14:30:00+03:00";
const DAY_BEFORE: &str = "2026-05-15T14:30:00+03:00";

/// A bot with the season whose fair Ann follows.
async fn with_fair() -> Inside {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot
}

/// How often it was tried to send something to a chat.
fn tries(bot: &Inside, chat: i64) -> usize {
    bot.telegram.with(|t| t.calls.iter().filter(|c| c.method == "sendMessage" && c.parameters["chat_id"] == chat).count())
}

#[tokio::test]
async fn a_reminder_comes_at_the_hour_of_the_events_own_zone_and_says_all_there_is_to_say() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "remind me a day before the spring fair").await;
    bot.ask(BO, "提前一天提醒我春季洽谈会").await;
    bot.at("2026-05-15T14:29:30+03:00");
    bot.silence().await;
    bot.at(DAY_BEFORE);
    let mut told = [bot.next_message().await, bot.next_message().await];
    told.sort_by_key(|sent| sent.chat);
    bot.silence().await;
    assert_eq!(told.each_ref().map(|sent| sent.chat), [ANN.id, BO.id]);
    assert!(told.iter().all(|sent| !sent.parameters.contains_key("disable_notification")));
    insta::assert_snapshot!(told.map(|sent| sent.shown()).join("\n\n"));
    bot.restart().await;
    bot.silence().await;
}

#[tokio::test]
async fn what_takes_all_day_is_told_at_nine_where_each_person_is() {
    let mut bot = Inside::start(&season()).await;
    for person in [ANN, BO, MEI] {
        bot.ask(person, "remind me a day before the 2026 lantern night").await;
    }
    bot.ask(BO, "/tz Europe/Berlin").await;
    bot.send_parts(MEI, json!({"location": {"latitude": 43.24, "longitude": 76.95}}));
    assert!(bot.next_message().await.text.contains("Asia/Almaty"));
    for (person, before, time) in [
        (ANN, "2026-06-19T08:59:30+08:00", "2026-06-19T09:00:00+08:00"),
        (MEI, "2026-06-19T08:59:30+05:00", "2026-06-19T09:00:00+05:00"),
        (BO, "2026-06-19T08:59:30+02:00", "2026-06-19T09:00:00+02:00"),
    ] {
        bot.at(before);
        bot.silence().await;
        bot.at(time);
        assert_eq!(bot.only_message().await.chat, person.id, "{time}");
    }
}

#[tokio::test]
async fn each_of_several_leads_comes_once_also_after_restarts() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "remind me a week, one day and an hour before the spring fair").await;
    bot.ask(ANN, "remind me of the 2026 lantern night when it starts").await;
    for (time, says) in [
        (WEEK_BEFORE, "⏰ In 7 days: the spring fair"),
        (DAY_BEFORE, "⏰ Tomorrow: the spring fair"),
        ("2026-05-16T13:30:00+03:00", "⏰ In 1 hour: the spring fair"),
        ("2026-06-20T09:00:00+08:00", "⏰ Today: the 2026 lantern night"),
    ] {
        bot.at(time);
        let told = bot.only_message().await;
        assert!(told.text.starts_with(says), "{}", told.text);
        bot.restart().await;
        bot.silence().await;
    }
    bot.at("2026-07-01T09:00:00+08:00");
    bot.silence().await;
}

#[tokio::test]
async fn a_reminder_is_put_off_and_done_with_by_buttons() {
    let mut bot = Inside::start(&season()).await;
    let mut stories = Vec::new();
    for (person, ask, hour, done) in [
        (ANN, "remind me a day before the spring fair", "Again in 1 hour", "✓ Done"),
        (BO, "提前一天提醒我春季洽谈会", "1小时后再提醒", "✓ 知道了"),
    ] {
        bot.at("2026-05-01T12:00:00+08:00");
        bot.ask(person, ask).await;
        bot.at(DAY_BEFORE);
        let reminder = bot.only_message().await;
        bot.tap(person, &reminder, hour);
        stories.extend(bot.next_notice().await);
        let put_off = bot.next_edit().await;
        assert_eq!(put_off.id, reminder.id);
        stories.push(put_off.shown());
        bot.advance(59.minutes());
        bot.silence().await;
        bot.restart().await;
        bot.advance(1.minute());
        let again = bot.only_message().await;
        stories.push(again.shown());
        bot.tap(person, &again, done);
        stories.extend(bot.next_notice().await);
        let done = bot.next_edit().await;
        assert_eq!(done.id, again.id);
        stories.push(done.shown());
        bot.at("2026-05-16T14:30:00+03:00");
        bot.silence().await;
    }
    insta::assert_snapshot!(stories.join("\n\n"));
}

#[tokio::test]
async fn a_reminder_is_not_put_off_beyond_its_event() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "remind me an hour before the spring fair").await;
    bot.at("2026-05-16T13:30:00+03:00");
    let reminder = bot.only_message().await;
    assert!(reminder.buttons().iter().all(|(_, data)| !data.starts_with("1:a:z/")), "{}", reminder.shown());
    // An old button of an earlier reminder may still be pressed.
    bot.tap_data(ANN, ANN.id, reminder.id, "1:a:z/spring-fair/1440");
    assert_eq!(bot.next_notice().await.as_deref(), Some("That would be after its end; no further reminder."));
    bot.next_edit().await;
    bot.at("2026-05-17T13:31:00+03:00");
    bot.silence().await;
}

#[tokio::test]
async fn quiet_hours_hold_back_and_what_would_come_too_late_makes_no_sound() {
    let early = "start = \"2026-05-20\"\nhours = { from = \"06:00\", to = \"09:00\" }\nat = [\"north-port\"]\nstanding = \"planned\"";
    let mut bot = Inside::start(&format!("{}{}", season(), event("dawn", "日出巡航", "the dawn cruise", early))).await;
    bot.ask(ANN, "/quiet 22:00-07:00").await;
    bot.ask(ANN, "remind me 20 hours before the spring fair").await;
    bot.ask(ANN, "remind me an hour before the dawn cruise").await;
    bot.at("2026-05-15T23:30:00+08:00");
    bot.silence().await;
    bot.at("2026-05-16T06:59:30+08:00");
    bot.silence().await;
    bot.at("2026-05-16T07:00:00+08:00");
    let told = bot.only_message().await;
    assert!(told.text.starts_with("⏰") && !told.text.contains("late"), "held back is not late: {}", told.text);
    assert!(!told.parameters.contains_key("disable_notification"));
    bot.at("2026-05-20T05:00:00+08:00");
    let told = bot.only_message().await;
    assert!(told.text.contains("the dawn cruise"), "{}", told.text);
    assert_eq!(told.parameters["disable_notification"], json!(true));
}

#[tokio::test]
async fn what_an_outage_delays_into_the_quiet_hours_waits_for_the_morning() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "/quiet 22:00-07:00").await;
    bot.ask(ANN, "remind me a day before the spring fair").await;
    bot.stop().await;
    bot.at("2026-05-15T23:30:00+08:00");
    bot.wake().await;
    bot.silence().await;
    bot.at("2026-05-16T07:00:00+08:00");
    let told = bot.only_message().await;
    assert!(told.text.contains("This reminder comes late; it was due 15 May 2026, 19:30."), "{}", told.text);
    assert!(!told.parameters.contains_key("disable_notification"));
}

#[tokio::test]
async fn after_a_long_stop_late_ones_say_so_and_those_of_what_is_over_are_never_sent() {
    let mut bot = with_fair().await;
    follow(&mut bot, ANN, "the 2026 lantern night").await;
    bot.ask(BO, "提醒我春季洽谈会").await;
    bot.ask(BO, "提醒我春季港口对话").await;
    bot.settled().await;
    bot.stop().await;
    // Both reminders of the fair are past, it begins in three hours; the talks are over.
    bot.at("2026-05-16T11:30:00+03:00");
    bot.wake().await;
    let mut told = [bot.next_message().await, bot.next_message().await];
    bot.silence().await;
    told.sort_by_key(|sent| sent.chat);
    insta::assert_snapshot!(told.map(|sent| sent.shown()).join("\n\n"));
    bot.stop().await;
    // What has begun and is not over is still told; what is over is closed.
    bot.at("2026-06-21T12:00:00+08:00");
    bot.wake().await;
    let told = bot.only_message().await;
    assert!(told.text.starts_with("⏰ Under way: the 2026 lantern night\nThis reminder comes late"), "{}", told.text);
    bot.stop().await;
    bot.at("2026-07-21T12:00:00+08:00");
    bot.wake().await;
    bot.silence().await;
    assert_eq!(bot.planned(ANN.id).await, Vec::<String>::new());
}

#[tokio::test]
async fn one_who_blocked_the_bot_is_left_alone_until_he_writes_again() {
    let mut bot = with_fair().await;
    let blocked = Fault::Refuse(403, "Forbidden: bot was blocked by the user", Value::Null);
    bot.go_wrong("sendMessage", Some(ANN.id), blocked, 1);
    let before = tries(&bot, ANN.id);
    bot.at(WEEK_BEFORE);
    bot.silence().await;
    assert_eq!(tries(&bot, ANN.id), before + 1);
    bot.at(DAY_BEFORE);
    bot.silence().await;
    bot.restart().await;
    bot.silence().await;
    assert_eq!(tries(&bot, ANN.id), before + 1, "nothing was tried any more");
    bot.advance(1.hour());
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
    let told = bot.only_message().await;
    assert!(told.text.contains("This reminder comes late") && told.text.contains("the spring fair"), "{}", told.text);
}

/// Has an administrator of the group follow the fair.
async fn group_with_fair(parts: Value) -> Inside {
    let mut bot = Inside::start(&season()).await;
    bot.telegram.with(|t| t.members.insert((GROUP, ANN.id), "administrator"));
    let mut message = json!({"text": "/follow@harbour_bot the spring fair"});
    message.as_object_mut().expect("parts").extend(parts.as_object().expect("parts").clone());
    bot.message(json!({"id": GROUP, "type": "supergroup", "is_forum": true}), ANN, message);
    assert!(bot.next_message().await.text.starts_with("I will remind you of the spring fair"));
    bot
}

#[tokio::test]
async fn a_group_that_has_moved_is_told_at_its_new_id() {
    let mut bot = group_with_fair(json!({})).await;
    let new = GROUP - 1;
    let moved = Fault::Refuse(400, "Bad Request: group chat was upgraded to a supergroup chat", json!({ "migrate_to_chat_id": new }));
    bot.go_wrong("sendMessage", Some(GROUP), moved, 1);
    bot.at(WEEK_BEFORE);
    assert_eq!(bot.only_message().await.chat, new);
    bot.restart().await;
    bot.at(DAY_BEFORE);
    assert_eq!(bot.only_message().await.chat, new);
    assert_eq!(tries(&bot, GROUP), 2, "the reply and the one try");
}

#[tokio::test]
async fn a_topic_of_a_forum_is_reminded_in_the_topic_while_it_is_there() {
    let mut bot = group_with_fair(json!({"message_thread_id": 7, "is_topic_message": true})).await;
    bot.at(WEEK_BEFORE);
    let told = bot.only_message().await;
    assert_eq!((told.chat, &told.parameters["message_thread_id"]), (GROUP, &json!(7)));
    let gone = Fault::Refuse(400, "Bad Request: message thread not found", Value::Null);
    bot.go_wrong("sendMessage", Some(GROUP), gone, 1);
    bot.at(DAY_BEFORE);
    let told = bot.only_message().await;
    assert_eq!((told.chat, told.parameters.get("message_thread_id")), (GROUP, None));
}

#[tokio::test]
async fn a_bot_that_was_put_out_of_a_group_says_nothing_there() {
    let mut bot = group_with_fair(json!({})).await;
    let member = |status: &str| json!({"user": {"id": 4242, "is_bot": true, "first_name": "b"}, "status": status});
    let from = json!({"id": ANN.id, "is_bot": false, "first_name": "P"});
    let chat = json!({"id": GROUP, "type": "supergroup", "title": "G"});
    bot.send(json!({"my_chat_member": {"chat": chat, "from": from, "date": 1, "old_chat_member": member("member"), "new_chat_member": member("kicked")}}));
    bot.settled().await;
    let before = tries(&bot, GROUP);
    bot.at(WEEK_BEFORE);
    bot.silence().await;
    assert_eq!(tries(&bot, GROUP), before);
}

#[tokio::test]
async fn a_reminder_waits_when_told_to_and_is_tried_again_when_the_server_fails() {
    let mut bot = with_fair().await;
    bot.go_wrong("sendMessage", None, Fault::Refuse(429, "Too Many Requests: retry after 2", json!({"retry_after": 2})), 1);
    let before = tries(&bot, ANN.id);
    bot.at(WEEK_BEFORE);
    bot.only_message().await;
    assert_eq!(tries(&bot, ANN.id), before + 2);
    bot.go_wrong("sendMessage", None, Fault::Refuse(500, "Internal Server Error", Value::Null), 2);
    bot.at(DAY_BEFORE);
    for _ in 0..2 {
        bot.silence().await;
        bot.advance(10.seconds());
    }
    assert!(bot.only_message().await.text.starts_with("⏰ Tomorrow: the spring fair"));
    assert_eq!(tries(&bot, ANN.id), before + 5);
    bot.restart().await;
    bot.silence().await;
}

#[tokio::test]
async fn a_reminder_whose_answer_was_lost_is_sent_exactly_once_more() {
    for lost in [1, 2] {
        let mut bot = with_fair().await;
        bot.go_wrong("sendMessage", Some(ANN.id), Fault::Lose, lost);
        bot.at(WEEK_BEFORE);
        let told = [bot.next_message().await, bot.next_message().await];
        assert_eq!(told[0].text, told[1].text);
        bot.advance(1.minute());
        bot.silence().await;
        bot.restart().await;
        bot.silence().await;
    }
}

#[tokio::test]
async fn a_clock_that_jumps_forwards_and_back_reminds_once() {
    let mut bot = with_fair().await;
    for (time, told) in [
        ("2026-05-08T14:30:00+03:00", 0),
        ("2026-05-09T14:33:00+03:00", 1),
        ("2026-05-08T14:30:00+03:00", 0),
        (WEEK_BEFORE, 0),
        (DAY_BEFORE, 1),
        ("2026-01-31T12:00:00+08:00", 0),
        (DAY_BEFORE, 0),
        ("2026-05-16T17:00:00+03:00", 0),
    ] {
        bot.at(time);
        if told > 0 {
            bot.next_message().await;
        }
        bot.silence().await;
    }
}

#[tokio::test]
async fn what_is_due_and_not_sent_yet_outlives_a_change_of_what_is_followed() {
    let mut bot = with_fair().await;
    bot.go_wrong("sendMessage", Some(ANN.id), Fault::Refuse(500, "Internal Server Error", Value::Null), 1);
    bot.at(DAY_BEFORE);
    bot.silence().await;
    follow(&mut bot, ANN, "the regatta").await;
    bot.ask(ANN, "/tz Europe/Berlin").await;
    bot.advance(10.seconds());
    assert!(bot.only_message().await.text.starts_with("⏰ Tomorrow: the spring fair"));

    // The first that is heard of one who blocked the bot may be a wish.
    let mut bot = with_fair().await;
    bot.go_wrong("sendMessage", Some(ANN.id), Fault::Refuse(403, "Forbidden: bot was blocked by the user", Value::Null), 1);
    bot.at(DAY_BEFORE);
    bot.silence().await;
    follow(&mut bot, ANN, "the regatta").await;
    let told = bot.only_message().await;
    assert!(told.text.starts_with("⏰ Tomorrow: the spring fair"), "{}", told.text);

    // What is not wanted any more is not sent either.
    let mut bot = with_fair().await;
    bot.go_wrong("sendMessage", Some(ANN.id), Fault::Refuse(500, "Internal Server Error", Value::Null), 1);
    bot.at(DAY_BEFORE);
    bot.silence().await;
    bot.ask(ANN, "stop reminding me about the spring fair").await;
    bot.advance(1.minute());
    bot.silence().await;
}

#[tokio::test]
async fn changing_what_is_followed_repeats_nothing_that_was_told() {
    let mut bot = with_fair().await;
    bot.at(WEEK_BEFORE);
    bot.only_message().await;
    // Planned anew in every way: by zone, by quiet hours, by leads, by another subscription, by a clock that went back.
    bot.at("2026-05-09T14:00:00+03:00");
    for text in
        ["/tz America/New_York", "/quiet 22-7", "/quiet off", "/follow everything in North Port", "/follow everything", "/tz Asia/Shanghai"]
    {
        bot.ask(ANN, text).await;
    }
    bot.at(WEEK_BEFORE);
    bot.silence().await;
}

#[tokio::test]
async fn whoever_follows_an_event_in_several_ways_is_reminded_once() {
    let mut bot = Inside::start(&only_fair(&format!("{FAIR}\nabout = [\"north-port\"]"))).await;
    for what in ["the spring fair", "Moscow Hall", "everything", "the Port Authority"] {
        follow(&mut bot, ANN, what).await;
    }
    bot.at(WEEK_BEFORE);
    bot.only_message().await;
    let told = story(&mut bot, ANN, &["stop reminding me about the spring fair"]).await;
    assert!(told.contains("You still get reminders of it because you follow Moscow Hall."), "{told}");
    bot.at(DAY_BEFORE);
    bot.only_message().await;
}

#[tokio::test]
async fn messages_that_come_in_meanwhile_are_answered_while_reminders_wait() {
    let mut bot = with_fair().await;
    bot.go_wrong("sendMessage", Some(ANN.id), Fault::Slow(std::time::Duration::from_millis(1_500)), 1);
    bot.at(WEEK_BEFORE);
    bot.telegram.until(|t| t.rules.iter().all(|r| r.times == 0).then_some(())).await;
    let start = std::time::Instant::now();
    let answer = bot.ask(BO, "帆船赛什么时候办？").await;
    assert!(answer.text.contains("2026年9月"), "{}", answer.text);
    assert!(start.elapsed() < std::time::Duration::from_secs(1), "{:?}", start.elapsed());
    bot.only_message().await;
}

//! Moving to another zone while reminders wait.

use crate::season::season;
use crate::wire::ANN;
use crate::wire::inside::Inside;

#[tokio::test]
async fn a_reminder_whose_time_has_passed_in_the_new_zone_comes_at_once_and_once() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "remind me a day before the 2026 lantern night").await;
    // Half past eight here is half past nine there: nine in the morning is over.
    bot.at("2026-06-19T08:30:00+08:00");
    bot.silence().await;
    bot.ask(ANN, "/tz Asia/Tokyo").await;
    let told = bot.only_message().await;
    assert!(told.text.starts_with("⏰ Tomorrow: the 2026 lantern night"), "{}", told.text);
    bot.ask(ANN, "/tz Asia/Shanghai").await;
    bot.at("2026-06-19T09:30:00+08:00");
    bot.silence().await;
}

#[tokio::test]
async fn what_was_past_when_it_was_followed_does_not_come_with_a_change_of_zone() {
    let mut bot = Inside::start(&season()).await;
    bot.at("2026-06-18T12:00:00+08:00");
    bot.ask(ANN, "remind me 7 days and 1 day before the 2026 lantern night").await;
    bot.ask(ANN, "/tz Asia/Tokyo").await;
    bot.silence().await;
    bot.at("2026-06-19T09:00:00+09:00");
    assert!(bot.only_message().await.text.contains("the 2026 lantern night"));
    bot.silence().await;
}

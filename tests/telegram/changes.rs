//! What a new base changes is told to those who follow, once, and their reminders are planned anew.

use crate::season::{FAIR, FORUM, LANTERNS, PLACES, fair, follow, forum, lanterns, only_fair, season};
use crate::wire::inside::{Inside, event};
use crate::wire::server::Fault;
use crate::wire::{ANN, BO, MEI, Sent};
use jiff::ToSpan;
use serde_json::Value;

/// The fair, two days later.
fn later() -> String {
    FAIR.replace("2026-05-16", "2026-05-18")
}

/// How a new base comes: while the bot runs, or at its next start.
#[derive(Clone, Copy)]
enum How {
    Reload,
    Restart,
}

impl How {
    async fn bring(self, bot: &mut Inside, records: &str) {
        match self {
            Self::Reload => bot.replace(records).await,
            Self::Restart => bot.restart_on(records).await,
        }
    }
}

/// The messages that come, sorted by chat, and nothing after them.
async fn told(bot: &mut Inside, count: usize) -> Vec<Sent> {
    let mut told = Vec::new();
    for _ in 0..count {
        told.push(bot.next_message().await);
    }
    bot.silence().await;
    told.sort_by_key(|sent| sent.chat);
    told
}

fn shown(told: &[Sent]) -> String {
    told.iter().map(Sent::shown).collect::<Vec<_>>().join("\n\n")
}

#[tokio::test]
async fn an_event_that_was_moved_is_told_once_and_its_reminders_move() {
    for how in [How::Reload, How::Restart] {
        let mut bot = Inside::start(&only_fair(FAIR)).await;
        follow(&mut bot, ANN, "the spring fair").await;
        follow(&mut bot, BO, "春季洽谈会").await;
        how.bring(&mut bot, &only_fair(&later())).await;
        let news = told(&mut bot, 2).await;
        assert_eq!(news.iter().map(|sent| sent.chat).collect::<Vec<_>>(), [ANN.id, BO.id]);
        insta::assert_snapshot!("moved", shown(&news));
        assert_eq!(bot.planned(ANN.id).await, ["spring-fair lead10080 2026-05-11T11:30:00Z", "spring-fair lead1440 2026-05-17T11:30:00Z"]);
        // The same base again tells nobody anything.
        bot.replace(&only_fair(&later())).await;
        bot.restart().await;
        bot.silence().await;
        bot.at("2026-05-09T14:30:00+03:00");
        bot.silence().await;
        bot.at("2026-05-11T14:30:00+03:00");
        assert_eq!(told(&mut bot, 2).await.len(), 2);
    }
}

#[tokio::test]
async fn an_event_that_was_moved_after_a_reminder_is_reminded_of_again() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.at("2026-05-09T14:30:00+03:00");
    bot.only_message().await;
    bot.replace(&only_fair(&later())).await;
    bot.only_message().await;
    bot.at("2026-05-11T14:30:00+03:00");
    assert!(bot.only_message().await.text.starts_with("⏰ In 7 days: the spring fair"));
}

#[tokio::test]
async fn an_event_in_another_place_is_told_with_the_place_before() {
    for how in [How::Reload, How::Restart] {
        let mut bot = Inside::start(&only_fair(FAIR)).await;
        follow(&mut bot, ANN, "the spring fair").await;
        follow(&mut bot, BO, "春季洽谈会").await;
        let hours = FAIR.replace("to = \"17:00\"", "to = \"17:00\", zone = \"Europe/Moscow\"");
        how.bring(&mut bot, &only_fair(&hours.replace("moscow-hall", "south-port"))).await;
        insta::assert_snapshot!("relocated", shown(&told(&mut bot, 2).await));
        assert_eq!(bot.planned(ANN.id).await.len(), 2);
    }
}

#[tokio::test]
async fn the_day_that_is_set_is_told_and_reminded_of() {
    for how in [How::Reload, How::Restart] {
        let mut bot = Inside::start(&format!("{PLACES}{}", forum(FORUM))).await;
        follow(&mut bot, ANN, "the ship forum").await;
        follow(&mut bot, BO, "船东论坛").await;
        assert_eq!(bot.planned(ANN.id).await, Vec::<String>::new());
        how.bring(&mut bot, &format!("{PLACES}{}", forum(&FORUM.replace("tba", "2026-08-20")))).await;
        insta::assert_snapshot!("dated", shown(&told(&mut bot, 2).await));
        bot.at("2026-08-13T09:00:00+08:00");
        assert_eq!(told(&mut bot, 2).await.len(), 2);
    }
}

#[tokio::test]
async fn a_cancelled_event_is_told_and_never_reminded_of_until_it_is_revived() {
    for how in [How::Reload, How::Restart] {
        let mut bot = Inside::start(&only_fair(FAIR)).await;
        follow(&mut bot, ANN, "the spring fair").await;
        follow(&mut bot, BO, "春季洽谈会").await;
        how.bring(&mut bot, &only_fair(&FAIR.replace("planned", "cancelled"))).await;
        insta::assert_snapshot!("cancelled", shown(&told(&mut bot, 2).await));
        bot.at("2026-05-09T14:30:00+03:00");
        bot.silence().await;
        how.bring(&mut bot, &only_fair(FAIR)).await;
        insta::assert_snapshot!("revived", shown(&told(&mut bot, 2).await));
        bot.at("2026-05-15T14:30:00+03:00");
        assert_eq!(told(&mut bot, 2).await.len(), 2);
    }
}

#[tokio::test]
async fn a_new_event_is_told_to_those_who_follow_its_place_its_series_or_everything() {
    for how in [How::Reload, How::Restart] {
        let mut bot = Inside::start(&only_fair(FAIR)).await;
        follow(&mut bot, ANN, "North Port").await;
        follow(&mut bot, BO, "灯会系列").await;
        follow(&mut bot, MEI, "所有活動").await;
        // Who follows it in several ways is told once all the same.
        follow(&mut bot, MEI, "北港").await;
        how.bring(&mut bot, &(only_fair(FAIR) + &lanterns(LANTERNS))).await;
        let news = told(&mut bot, 3).await;
        assert_eq!(news.iter().map(|sent| sent.chat).collect::<Vec<_>>(), [ANN.id, BO.id, MEI.id]);
        insta::assert_snapshot!("added", shown(&news));
        bot.restart().await;
        bot.silence().await;
        bot.at("2026-06-13T09:00:00+08:00");
        assert_eq!(told(&mut bot, 3).await.len(), 3);
    }
}

#[tokio::test]
async fn those_who_do_not_follow_it_are_not_told() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "South Port").await;
    follow(&mut bot, BO, "春季洽谈会").await;
    bot.ask(BO, "/unfollow 春季洽谈会").await;
    bot.replace(&season().replace(FAIR, &later())).await;
    bot.silence().await;
}

#[tokio::test]
async fn a_broken_base_is_not_taken_and_the_old_one_stays_in_service() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    follow(&mut bot, ANN, "the spring fair").await;
    for broken in ["[[event", "[[event]]\nid = \"x\"\n", &fair(&later()).replace("moscow-hall", "no-such-place")] {
        bot.replace(broken).await;
        bot.silence().await;
        let answer = bot.ask(BO, "When is the spring fair?").await;
        assert!(answer.text.contains("16 May 2026"), "{}", answer.text);
    }
    assert_eq!(bot.planned(ANN.id).await.len(), 2);
    bot.replace(&only_fair(&later())).await;
    assert!(bot.only_message().await.text.contains("18 May 2026"));
}

#[tokio::test]
async fn an_event_that_is_gone_for_a_while_is_reminded_of_when_it_is_back() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.replace(PLACES).await;
    bot.silence().await;
    bot.at("2026-05-09T14:30:00+03:00");
    bot.silence().await;
    bot.replace(&season()).await;
    bot.advance(10.minutes());
    let reminder = bot.only_message().await;
    assert!(reminder.text.contains("the spring fair") && reminder.text.contains("late"), "{}", reminder.text);
}

#[tokio::test]
async fn an_event_that_is_over_is_no_news() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    follow(&mut bot, ANN, "the spring fair").await;
    follow(&mut bot, ANN, "everything").await;
    bot.at("2026-05-18T12:00:00+08:00");
    bot.silence().await;
    let past = event("old-fair", "冬季洽谈会", "the winter fair", "start = \"2026-01-10\"\nat = [\"north-port\"]");
    // Of some only the month is known.
    let month = event("old-talks", "冬季对话", "the winter talks", "start = \"2026-02\"\nat = [\"north-port\"]");
    bot.replace(&(only_fair(&FAIR.replace("17:00", "18:00").replace("planned", "done")) + &past + &month)).await;
    bot.silence().await;
}

#[tokio::test]
async fn news_of_the_night_waits_for_the_morning_and_is_one_message_about_all_that_changed() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    bot.ask(ANN, "/quiet 22-7").await;
    follow(&mut bot, ANN, "the spring fair").await;
    follow(&mut bot, BO, "春季洽谈会").await;
    bot.at("2026-03-01T23:00:00+08:00");
    bot.replace(&only_fair(&later())).await;
    assert_eq!(bot.only_message().await.chat, BO.id);
    let hours = later().replace("to = \"17:00\"", "to = \"17:00\", zone = \"Europe/Moscow\"");
    bot.replace(&only_fair(&hours.replace("moscow-hall", "south-port"))).await;
    let news = bot.only_message().await;
    assert_eq!((news.chat, news.text.contains("时间有变"), news.text.contains("地点有变")), (BO.id, false, true), "{}", news.text);
    bot.at("2026-03-02T07:00:00+08:00");
    let news = bot.only_message().await;
    assert_eq!(news.chat, ANN.id);
    assert!(news.text.contains("🕑 Another time: the spring fair\nBefore: 16 May 2026, 14:30"), "{}", news.text);
    assert!(news.text.contains("📍 Another place: the spring fair\nBefore: Moscow Hall"), "{}", news.text);
}

#[tokio::test]
async fn what_is_as_it_was_before_anyone_was_told_is_no_news() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    bot.ask(ANN, "/quiet 22-7").await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.at("2026-03-01T23:00:00+08:00");
    bot.replace(&only_fair(&later())).await;
    bot.replace(&only_fair(FAIR)).await;
    bot.at("2026-03-02T07:00:00+08:00");
    bot.silence().await;
    assert_eq!(bot.planned(ANN.id).await, ["spring-fair lead10080 2026-05-09T11:30:00Z", "spring-fair lead1440 2026-05-15T11:30:00Z"]);
}

#[tokio::test]
async fn one_who_blocked_the_bot_gets_the_news_when_he_writes_again() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.go_wrong("sendMessage", Some(ANN.id), Fault::Refuse(403, "Forbidden: bot was blocked by the user", Value::Null), 1);
    bot.at("2026-05-09T14:30:00+03:00");
    bot.silence().await;
    let tries = |bot: &Inside| bot.telegram.with(|t| t.calls.iter().filter(|c| c.method == "sendMessage").count());
    let before = tries(&bot);
    bot.replace(&only_fair(&later())).await;
    bot.silence().await;
    bot.at("2026-05-11T14:30:00+03:00");
    bot.silence().await;
    assert_eq!(tries(&bot), before, "nothing is tried while the chat does not want it");
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
    let news = told(&mut bot, 2).await;
    assert!(news.iter().any(|sent| sent.text.starts_with("🕑 Another time: the spring fair")), "{}", shown(&news));
    assert!(news.iter().any(|sent| sent.text.starts_with("⏰ In 7 days: the spring fair")), "{}", shown(&news));
}

#[tokio::test]
async fn news_of_what_is_over_by_now_is_not_told_any_more() {
    let mut bot = Inside::start(&only_fair(FAIR)).await;
    follow(&mut bot, ANN, "the spring fair").await;
    bot.go_wrong("sendMessage", Some(ANN.id), Fault::Refuse(403, "Forbidden: bot was blocked by the user", Value::Null), 1);
    bot.replace(&only_fair(&later())).await;
    bot.silence().await;
    bot.at("2026-05-19T12:00:00+08:00");
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
    bot.silence().await;
}

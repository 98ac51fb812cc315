//! Following: by button, by command, in words; what cannot be followed, what is asked back, and what changes nothing.

use crate::season::{export, follow, followed, season, story};
use crate::wire::inside::Inside;
use crate::wire::{ANN, BO};
use serde_json::json;
use tongshang::reminders::MOST_SUBSCRIPTIONS;
use tongshang::store::{Done, Followed, Follower, Place, Store};

#[tokio::test]
async fn a_story_of_following_in_english() {
    let mut bot = Inside::start(&season()).await;
    let steps = [
        "/events",
        "[2]",
        "[⏰ Remind me]",
        "[⏱ Change the times]",
        "[15 minutes before]",
        "[✓ 1 week before]",
        "[What I follow]",
        "/follow the 2026 lantern night",
        "remind me two days before the regatta",
        "follow everything in North Port",
        "/mine",
        "stop reminding me about the spring fair",
        "/unfollow",
        "[North Port]",
        "my reminders",
        "[🔕 Stop everything]",
    ];
    insta::assert_snapshot!(story(&mut bot, ANN, &steps).await);
    assert_eq!(followed(&mut bot, ANN).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_story_of_following_in_chinese() {
    let mut bot = Inside::start(&season()).await;
    let steps = [
        "/events",
        "[2]",
        "[⏰ 提醒我]",
        "[⏱ 更改提醒时间]",
        "[提前15分钟]",
        "[✓ 提前1周]",
        "[我的关注]",
        "提醒我2026年灯会",
        "帆船赛前两天提醒我",
        "关注北港的所有活动",
        "我的提醒",
        "别再提醒我春季洽谈会了",
        "取消提醒",
        "[北港]",
        "/mine",
        "[🔕 全部取消]",
    ];
    insta::assert_snapshot!(story(&mut bot, BO, &steps).await);
    assert_eq!(followed(&mut bot, BO).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_ambiguous_name_asks_back_and_a_button_chooses() {
    let mut bot = Inside::start(&season()).await;
    for (person, ask, which) in
        [(ANN, "remind me a day before the harbour talks", "Which one do you mean?"), (BO, "提前一天提醒我港口对话", "你指的是哪一个？")]
    {
        let reply = bot.ask(person, ask).await;
        assert!(reply.text.starts_with(which), "{}", reply.text);
        let offers = reply.buttons();
        assert_eq!(
            offers.iter().map(|(_, data)| data.as_str()).collect::<Vec<_>>(),
            ["1:a:f/e:talks-spring/1d", "1:a:f/e:talks-autumn/1d"]
        );
        assert_eq!(followed(&mut bot, person).await, Vec::<String>::new(), "nothing is followed before it is chosen");
        bot.tap(person, &reply, &offers[1].0);
        bot.next_notice().await;
        bot.next_message().await;
        assert_eq!(followed(&mut bot, person).await, ["e:talks-autumn 1d"], "the lead that was asked for is kept");
    }
}

#[tokio::test]
async fn a_follow_up_is_about_the_event_spoken_of() {
    let mut bot = Inside::start(&season()).await;
    bot.ask(ANN, "When is the spring fair?").await;
    let reply = bot.ask(ANN, "remind me of it three hours before").await;
    assert_eq!(followed(&mut bot, ANN).await, ["e:spring-fair 3h"], "{}", reply.text);
    bot.ask(BO, "春季洽谈会什么时候？").await;
    bot.ask(BO, "提前三小时提醒我").await;
    assert_eq!(followed(&mut bot, BO).await, ["e:spring-fair 3h"]);
}

#[tokio::test]
async fn an_event_without_a_day_and_everything_there_is_can_be_followed() {
    let mut bot = Inside::start(&season()).await;
    let story = [
        story(&mut bot, ANN, &["/follow the ship forum", "/follow everything", "remind me of the regatta"]).await,
        story(&mut bot, BO, &["关注船东论坛", "关注所有活动", "提醒我帆船赛"]).await,
    ];
    insta::assert_snapshot!(story.join("\n\n"));
    assert_eq!(followed(&mut bot, ANN).await, ["e:ship-forum 7d,1d", "* 7d,1d", "e:regatta-2026 7d,1d"]);
}

#[tokio::test]
async fn what_is_over_offers_its_series_or_its_place() {
    let mut bot = Inside::start(&season()).await;
    let story = [
        story(&mut bot, ANN, &["remind me of the 2025 lantern night", "[⏰ Follow the series: the lantern nights]"]).await,
        story(&mut bot, ANN, &["/follow the 2025 Port Day"]).await,
        story(&mut bot, BO, &["提醒我2025年灯会", "[⏰ 关注系列：灯会系列]"]).await,
    ];
    insta::assert_snapshot!(story.join("\n\n"));
    assert_eq!(followed(&mut bot, ANN).await, ["n:lantern-nights 7d,1d"]);
}

#[tokio::test]
async fn a_thousand_subscriptions_are_kept_and_one_more_is_refused_with_a_clear_sentence() {
    let mut bot = Inside::asleep(&season()).await;
    let store = bot.store().await;
    let subscriptions: Vec<(String, String)> = (0..MOST_SUBSCRIPTIONS).map(|n| (format!("n:thing-{n}"), "7d,1d".to_owned())).collect();
    for chat in [ANN.id, BO.id] {
        let follower = Follower { subscriptions: subscriptions.clone(), ..Follower::default() };
        let followed = Followed { follower, ..Followed::default() };
        store.done(Done { followed: Some((Place { chat, thread: 0 }, followed)), ..Done::default() }).await.expect("kept");
    }
    store.close().await.expect("closed");
    drop(store);
    bot.wake().await;
    let refused = follow(&mut bot, ANN, "the spring fair").await;
    assert_eq!(refused, "You follow 1000 things already; that is as many as I can keep. Stop following some first: /mine");
    let refused = follow(&mut bot, BO, "北港").await;
    assert_eq!(refused, "你已关注1000项，不能再多了。请先取消一些：/mine");
    assert_eq!(followed(&mut bot, ANN).await.len(), MOST_SUBSCRIPTIONS, "nothing was changed");
    // The list is still read page by page, and making room makes room.
    let reply = bot.ask(ANN, "/mine").await;
    bot.tap(ANN, &reply, "1");
    bot.next_notice().await;
    let leads = bot.next_call().await;
    bot.tap(ANN, &crate::wire::Sent::of(&leads), "🔕 Stop reminding");
    bot.next_notice().await;
    bot.next_call().await;
    assert!(follow(&mut bot, ANN, "the spring fair").await.starts_with("I will remind you of the spring fair"));
    assert_eq!(followed(&mut bot, ANN).await.len(), MOST_SUBSCRIPTIONS);
}

#[tokio::test]
async fn what_cannot_be_gets_a_clear_sentence_and_changes_nothing() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    follow(&mut bot, BO, "春季洽谈会").await;
    let before = (export(&mut bot, ANN).await, export(&mut bot, BO).await);
    bot.at("2026-05-16T15:00:00+08:00");
    let english = [
        "remind me a week before the spring fair",
        "remind me 400 days before the 2026 lantern night",
        "remind me 99999999999999999999 days before the 2026 lantern night",
        "/follow Atlantis",
        "/follow",
        "/unfollow the ship forum",
        "/tz Atlantis/Nowhere",
        "/tz +99",
        "/quiet 25:00-99:00",
        "/quiet sometimes",
        "/events 2025-13",
        "/events 2026-02-30",
        "/events 30 February",
    ];
    let chinese = [
        "提前一周提醒我春季洽谈会",
        "提前四百天提醒我2026年灯会",
        "/follow 亚特兰蒂斯",
        "关注",
        "/tz 亚特兰蒂斯",
        "/quiet 晚上",
        "/events 2025-13",
        "/events 2月30日",
    ];
    let told = [story(&mut bot, ANN, &english).await, story(&mut bot, BO, &chinese).await];
    insta::assert_snapshot!(told.join("\n\n"));
    let after = (export(&mut bot, ANN).await, export(&mut bot, BO).await);
    for (before, after) in [(before.0, after.0), (before.1, after.1)] {
        for key in ["subscriptions", "time_zone", "quiet_hours"] {
            assert_eq!(before[key], after[key], "{key}");
        }
    }
}

#[tokio::test]
async fn odd_rude_long_and_broken_requests_are_answered_and_change_nothing() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    let kept = followed(&mut bot, ANN).await;
    let long = "x".repeat(4_000);
    let odd = [
        "/follow \u{0}\u{1}\u{7f}",
        "/follow <b>&amp;</i>",
        "/follow ' OR 1=1; DROP TABLE reminders; --",
        "/follow 🎣🎣🎣",
        "/follow -1",
        "/follow \u{202e}tsop\u{202c}",
        "/tz \u{200b}",
        "/tz ../../etc/passwd",
        "/quiet 1-2-3-4",
        "/quiet 22:00-22:00",
        "/unfollow Atlantis",
        "stop reminding me about the moon",
        "别再提醒我月亮的事了",
        "/events \u{0}",
        "remind me",
        "remind me, you stupid bot",
        "remind me -3 days before nothing",
        "提醒我",
        "提醒我个屁",
        "/mine 99999999999999999999",
        "/calendar nonsense",
    ];
    for text in odd.into_iter().map(str::to_owned).chain([
        format!("/follow {long}"),
        format!("remind me of {long}"),
        format!("/tz {long}"),
        format!("/events {long}"),
    ]) {
        bot.say(ANN, &text);
        let call = bot.next_call().await;
        assert!(matches!(call.method, "sendMessage" | "sendDocument"), "{text}: {call:?}");
        let said = call.parameters.get("text").or(call.parameters.get("caption")).and_then(serde_json::Value::as_str).expect("words");
        assert!(!said.contains("something went wrong") && said.chars().count() < 2_000, "{text}: {said}");
    }
    assert_eq!(followed(&mut bot, ANN).await, kept);
}

#[tokio::test]
async fn buttons_that_were_made_up_do_nothing() {
    let mut bot = Inside::start(&season()).await;
    follow(&mut bot, ANN, "the spring fair").await;
    let kept = followed(&mut bot, ANN).await;
    for data in [
        "1:a:c/gone",
        "1:a:f/e:",
        "1:a:t/e:spring-fair/9w",
        "1:a:z/gone/60",
        "1:a:z/spring-fair/-5",
        "1:a:d/gone",
        "1:a:k/gone",
        "1:a:a/gone",
        "1:a:q/",
        "1:a:",
    ] {
        bot.tap_data(ANN, ANN.id, 1, data);
        assert_eq!(bot.next_notice().await.as_deref(), Some("This button has expired. Please ask again."), "{data}");
    }
    // What is followed must be there: an id of nothing is no subscription.
    for data in ["1:a:f/e:gone", "1:a:f/n:gone"] {
        bot.tap_data(ANN, ANN.id, 1, data);
        bot.next_notice().await;
        bot.next_message().await;
    }
    assert_eq!(followed(&mut bot, ANN).await, kept);
}

#[tokio::test]
async fn leads_are_edited_in_place_and_planned_anew_each_time() {
    let mut bot = Inside::start(&season()).await;
    let reply = bot.ask(ANN, "/follow the spring fair").await;
    assert_eq!(bot.planned(ANN.id).await, ["spring-fair lead10080 2026-05-09T11:30:00Z", "spring-fair lead1440 2026-05-15T11:30:00Z"]);
    bot.tap(ANN, &reply, "⏱ Change the times");
    bot.next_notice().await;
    let leads = bot.next_message().await;
    for (label, planned) in [("✓ 1 week before", 1), ("✓ 1 day before", 0), ("at the start", 1), ("1 hour before", 2)] {
        let shown = crate::wire::Sent {
            parameters: bot.telegram.with(|t| t.messages[&(ANN.id, leads.id)].as_object().cloned()).expect("a message"),
            ..leads.clone()
        };
        bot.tap(ANN, &shown, label);
        bot.next_notice().await;
        assert_eq!(bot.next_edit().await.id, leads.id);
        assert_eq!(bot.planned(ANN.id).await.len(), planned, "{label}");
    }
    assert_eq!(bot.planned(ANN.id).await, ["spring-fair lead60 2026-05-16T10:30:00Z", "spring-fair lead0 2026-05-16T11:30:00Z"]);
}

#[tokio::test]
async fn an_export_has_all_that_is_kept_and_after_stop_there_is_nothing() {
    let mut bot = Inside::start(&season()).await;
    for text in ["/tz Europe/Berlin", "/quiet 22-7", "/follow the spring fair", "/follow the lantern nights"] {
        bot.ask(ANN, text).await;
    }
    let data = export(&mut bot, ANN).await;
    assert_eq!((&data["chat"], &data["time_zone"], &data["quiet_hours"]), (&json!(ANN.id), &json!("Europe/Berlin"), &json!("22:00-07:00")));
    assert_eq!(
        data["subscriptions"],
        json!([{"follows": "e:spring-fair", "before": "7d,1d"}, {"follows": "n:lantern-nights", "before": "7d,1d"}])
    );
    assert_eq!(data["messages_to_come"].as_array().map(Vec::len), Some(4));
    assert!(data["conversation"].is_object());
    bot.ask(ANN, "/stop").await;
    assert_eq!(bot.planned(ANN.id).await, Vec::<String>::new());
    bot.at("2026-06-19T09:00:00+08:00");
    bot.silence().await;
    let data = export(&mut bot, ANN).await;
    assert_eq!(
        (&data["subscriptions"], &data["messages_to_come"], &data["time_zone"], &data["quiet_hours"]),
        (&json!([]), &json!([]), &json!(""), &json!(""))
    );
}

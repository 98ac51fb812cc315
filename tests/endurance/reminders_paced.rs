//! Many reminders at once: they go out at Telegram's pace, the most urgent first, and people who ask do not wait for them. The
//! long form is a command: `cargo test --release --test endurance reminders_paced -- --ignored --nocapture`.

use crate::season::{self, Event, asking, following};
use crate::wire::Bot;
use crate::wire::server::{Fault, Telegram};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tongshang::store::{Done, Sqlite, Store, StoreError};

/// The first chat that follows something.
const FIRST: i64 = 10_000;
/// How often people ask.
const EVERY: Duration = Duration::from_millis(400);
/// How long it takes until what is due can be on its way: a second's worth is claimed at a time, and times are whole seconds.
const CLAIMED: SignedDuration = SignedDuration::from_millis(2_500);
/// Two messages that are sent at once may arrive in either order on a busy machine.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_millis(250);

/// A reminder that is to come.
struct Due<'a> {
    chat: i64,
    event: &'a Event,
    at: Timestamp,
}

/// What came in, and when.
struct Received {
    chat: i64,
    text: String,
    at: Timestamp,
}

/// Watches what comes in until so many reminders have come; gives the reminders, and the times of all messages since the first.
async fn watch(bot: &Bot, count: usize, longest: Duration) -> (Vec<Received>, Vec<Timestamp>) {
    let (mut received, mut times, mut seen) = (Vec::with_capacity(count), Vec::new(), 0);
    let all = bot.telegram.until(|t| {
        let at = Timestamp::now();
        for (chat, text) in t.sent.iter().skip(seen) {
            if *chat >= FIRST {
                received.push(Received { chat: *chat, text: text.clone(), at });
            }
            if !received.is_empty() {
                times.push(at);
            }
        }
        seen = t.sent.len();
        (received.len() >= count).then_some(())
    });
    let all = tokio::time::timeout(longest, all).await;
    assert!(all.is_ok(), "{} of {count}\n{}", received.len(), bot.log());
    (received, times)
}

/// The most within any second.
fn most_in_a_second(times: &[Timestamp]) -> usize {
    let second = SignedDuration::from_secs(1);
    let within = |n: usize| times[n..].partition_point(|at| at.duration_since(times[n]) < second);
    (0..times.len()).map(within).max().unwrap_or(0)
}

/// How often a message was sent although one of an event that begins sooner had been due for a while and was not on its way.
fn out_of_order(due: &[Due<'_>], received: &[Received]) -> usize {
    let of = |message: &Received| {
        let is = |due: &&Due<'_>| due.chat == message.chat && message.text.contains(&due.event.name());
        due.iter().find(is).expect("it was to come")
    };
    let key = |due: &Due<'_>| (due.at, due.chat, due.event.id());
    let mut arrived = BTreeMap::new();
    let told: Vec<(&Received, &Due<'_>)> = received.iter().map(|message| (message, of(message))).collect();
    for (message, due) in &told {
        assert!(arrived.insert(key(due), message.at).is_none(), "it came twice");
    }
    let mut open: BTreeMap<Timestamp, BTreeSet<(Timestamp, i64, String)>> = BTreeMap::new();
    for due in due {
        open.entry(due.event.begins).or_default().insert(key(due));
    }
    let mut wrong = 0;
    for (message, due) in told {
        open.entry(due.event.begins).or_default().remove(&key(due));
        let mut sooner = open.range(..due.event.begins).filter_map(|(_, open)| open.first());
        wrong += usize::from(sooner.any(|key| {
            let on_its_way = arrived.get(key).is_some_and(|at| at.duration_since(message.at) <= ON_ITS_WAY);
            message.at.duration_since(key.0) > CLAIMED && !on_its_way
        }));
    }
    wrong
}

struct Run {
    /// How many subscriptions there are.
    subscriptions: i64,
    /// How many reminders fall due.
    due: i64,
    /// Within so many seconds.
    within: i64,
    /// The most within any second; Telegram allows thirty.
    most: usize,
    /// The least in a second on average.
    least: f64,
}

/// Stores subscriptions of which some fall due within a time. A twentieth of the chats with something due follow a second
/// event, of which they are told at the same time.
async fn store<'a>(bot: &Bot, run: &Run, events: &'a [Event], start: Timestamp) -> Vec<Due<'a>> {
    let store = Sqlite::open(&season::database(bot)).await.expect("a store");
    let far = events.last().expect("events");
    let (mut due, mut waiting, mut chat) = (Vec::new(), JoinSet::<Result<(), StoreError>>::new(), FIRST);
    let store = Arc::new(store);
    let mut left = run.subscriptions;
    while left > 0 {
        let to_come = run.due - i64::try_from(due.len()).expect("some");
        let at = start + SignedDuration::from_secs(chat * 7 % run.within);
        let (place, mut followed) = match to_come {
            0 => following(chat, far, far.begins - SignedDuration::from_hours(1)),
            _ => {
                let event = &events[usize::try_from(chat * 13 % 7).expect("small")];
                due.push(Due { chat, event, at });
                following(chat, event, at)
            }
        };
        if to_come > 1 && chat % 20 == 0 {
            let event = &events[7];
            due.push(Due { chat, event, at });
            let (_, second) = following(chat, event, at);
            followed.follower.subscriptions.extend(second.follower.subscriptions);
            followed.rows.extend(second.rows);
            followed.events.extend(second.events);
        }
        left -= i64::try_from(followed.rows.len()).expect("small");
        chat += 1;
        if waiting.len() >= 256 {
            waiting.join_next().await.expect("some").expect("joined").expect("kept");
        }
        let (store, done) = (Arc::clone(&store), Done { followed: Some((place, followed)), at: 0, ..Done::default() });
        waiting.spawn(async move { store.done(done).await });
    }
    while let Some(done) = waiting.join_next().await {
        done.expect("joined").expect("kept");
    }
    store.close().await.expect("closed");
    due
}

async fn punctual(run: Run) {
    let mut events = Event::season(9, Timestamp::now() + SignedDuration::from_hours(3), SignedDuration::from_hours(1));
    // As urgent as each other, so that both come to those who follow both with no others between.
    events[7].begins = events[0].begins;
    events[8].begins += SignedDuration::from_hours(24 * 30);
    let mut bot = season::asleep(&events).await;
    let lead = season::start_of(&mut bot).await + Duration::from_secs(2);
    let filling = Instant::now();
    // How long storing takes is known only afterwards: then the times are brought to where they are to be.
    let mut due = store(&bot, &run, &events, Timestamp::UNIX_EPOCH).await;
    println!("{} subscriptions stored in {:.1} s", run.subscriptions, filling.elapsed().as_secs_f64());
    let start = season::whole_second(lead);
    let shift = format!("UPDATE reminders SET due_at = due_at + {0}, try_at = try_at + {0} WHERE due_at < 1000", start.as_second());
    season::run(&bot, &shift).await;
    due.iter_mut().for_each(|due| due.at += start.duration_since(Timestamp::UNIX_EPOCH));
    bot.wake_with(&[]);
    let (stop, told) = watch::channel(false);
    let longest = Duration::from_secs(60 + run.due.unsigned_abs() / 20);
    let watching = async {
        let watched = watch(&bot, due.len(), longest).await;
        stop.send_replace(true);
        watched
    };
    let (watched, replies) = tokio::join!(watching, asking(&bot, EVERY, told));
    judge(&run, &due, &watched, &replies);
    println!("peak of memory {} MB", season::peak_kb(&bot) / 1024);
    let (status, _) = bot.stop("TERM").await;
    assert!(status.success(), "{status}");
}

fn judge(run: &Run, due: &[Due<'_>], (received, times): &(Vec<Received>, Vec<Timestamp>), replies: &[Duration]) {
    let took = times[times.len() - 1].duration_since(times[0]).as_secs_f64();
    let pace = (times.len() - 1) as f64 / took;
    let most = most_in_a_second(times);
    let first = due.iter().map(|due| due.at).min().expect("some");
    let wait = times[0].duration_since(first).as_secs_f64();
    let (all, within) = (received.len(), run.within);
    println!("{all} reminders due within {within} s: the first {wait:.2} s after its time, all within {took:.1} s");
    println!("with replies {pace:.1} messages a second, at most {most} in any");
    let wrong = out_of_order(due, received);
    println!("{wrong} sent before one that was more urgent");
    let mut last: BTreeMap<i64, Timestamp> = BTreeMap::new();
    let pauses = received.iter().filter_map(|r| Some(r.at.duration_since(last.insert(r.chat, r.at)?)));
    let pause = pauses.min().expect("some were told twice").as_secs_f64();
    println!("the shortest pause between two messages of a chat: {pause:.2} s");
    let mut replies = replies.to_vec();
    replies.sort_unstable();
    let (middle, slowest) = (replies[replies.len() / 2], replies[replies.len() - 1]);
    println!("{} replies meanwhile: half within {} ms, all within {} ms", replies.len(), middle.as_millis(), slowest.as_millis());
    assert!(pace >= run.least, "{pace:.1} a second");
    assert!(most <= run.most, "{most} in a second");
    assert_eq!(wrong, 0);
    assert!(pause >= 1.0, "{pause:.2} s");
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}

/// Whoever is told alone is told in time: so many reminders, each of another chat, a few seconds apart.
async fn idle(count: i64, apart: i64) {
    let events = Event::season(1, Timestamp::now() + SignedDuration::from_hours(3), SignedDuration::from_hours(1));
    let mut bot = season::asleep(&events).await;
    let lead = season::start_of(&mut bot).await + Duration::from_secs(2);
    let start = season::whole_second(lead);
    let store = Sqlite::open(&season::database(&bot)).await.expect("a store");
    let due: Vec<Timestamp> = (0..count).map(|n| start + SignedDuration::from_secs(n * apart)).collect();
    for (chat, due) in (FIRST..).zip(&due) {
        let followed = Some(following(chat, &events[0], *due));
        store.done(Done { followed, at: 0, ..Done::default() }).await.expect("kept");
    }
    store.close().await.expect("closed");
    drop(store);
    bot.wake_with(&[]);
    let (received, _) = watch(&bot, due.len(), lead + Duration::from_secs((count * apart).unsigned_abs() + 20)).await;
    let late = received.iter().zip(&due).map(|(received, due)| received.at.duration_since(*due));
    let late: Vec<f64> = late.map(|late| late.as_secs_f64()).collect();
    let (earliest, latest) = late.iter().fold((f64::MAX, f64::MIN), |(a, b), late| (a.min(*late), b.max(*late)));
    println!("{count} reminders of an idle bot: sent between {earliest:.3} s and {latest:.3} s after their time");
    assert!(earliest >= 0.0 && latest < 1.0, "{late:?}");
}

/// Ends the program properly while reminders go out, also while Telegram told it to wait: it ends soon, and after the next start
/// the others come, and none comes twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_in_between_loses_and_repeats_nothing() {
    let run = Run { subscriptions: 120, due: 120, within: 1, most: 0, least: 0.0 };
    let events = Event::season(9, Timestamp::now() + SignedDuration::from_hours(3), SignedDuration::from_hours(1));
    let mut bot = season::asleep(&events).await;
    season::start_of(&mut bot).await;
    let due = store(&bot, &run, &events, season::whole_second(Duration::ZERO)).await;
    for waits in [false, true] {
        let before = bot.telegram.with(|t| t.sent.len());
        bot.wake_with(&[]);
        bot.wait_for("reminders", bot.telegram.until(|t| (t.sent.len() >= before + 30).then_some(()))).await;
        if waits {
            bot.go_wrong("sendMessage", None, Fault::Refuse(429, "Too Many Requests: retry later", json!({"retry_after": 8})), 1);
            bot.wait_for("a call that fails", bot.telegram.until(|t| (t.rules.iter().all(|r| r.times == 0)).then_some(()))).await;
        }
        let (status, took) = bot.stop("TERM").await;
        assert!(status.success() && took < Duration::from_secs(2), "{status} after {took:?}");
    }
    bot.wake_with(&[]);
    bot.wait_for("the rest", bot.telegram.until(|t| (t.sent.len() >= due.len()).then_some(()))).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(bot.telegram.with(|t| t.sent.len()), due.len());
    for due in &due {
        let told = |t: &mut Telegram| t.sent.iter().filter(|(chat, text)| *chat == due.chat && text.contains(&due.event.name())).count();
        assert_eq!(bot.telegram.with(told), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_bot_reminds_within_a_second() {
    idle(3, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute"]
async fn an_idle_bot_reminds_within_a_second_again_and_again() {
    idle(20, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reminders_keep_the_pace_and_the_order() {
    // Other tests run beside it, so what is measured here is bunched.
    punctual(Run { subscriptions: 1_000, due: 200, within: 3, most: 45, least: 20.0 }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes seven minutes and wants the machine for itself"]
async fn ten_thousand_reminders_of_one_minute_keep_the_pace_and_the_order() {
    punctual(Run { subscriptions: 100_000, due: 10_000, within: 60, most: 32, least: 28.0 }).await;
}

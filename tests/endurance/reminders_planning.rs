//! A base that changes again and again while the program is killed: whenever planning was broken off, what is due in the end
//! is what the last base says. The long form is a command:
//! `cargo test --release --test endurance reminders_planning -- --ignored --nocapture`.

use crate::dice::Dice;
use crate::season::{self, Event, following};
use jiff::{SignedDuration, Timestamp};
use std::time::{Duration, Instant, SystemTime};
use tongshang::store::{Done, Kind, Outcome, Place, Reminders, Row, Sqlite, Store};

const FIRST: i64 = 10_000;
/// How much longer than a start takes the program may run before it is killed.
const LONGER: Duration = Duration::from_millis(150);

/// A store in a folder of its own, in which a chat follows an event and is to be told of it at a time.
async fn store_with(event: &Event, due: i64) -> (tempfile::TempDir, Sqlite, Row) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Sqlite::open(&format!("sqlite:{}", folder.path().join("bot.db").display())).await.expect("a store");
    let (place, followed) = following(FIRST, event, Timestamp::from_second(due).expect("a time"));
    let row = followed.rows[0].clone();
    store.done(Done { followed: Some((place, followed)), ..Done::default() }).await.expect("kept");
    (folder, store, row)
}

fn event() -> Event {
    Event::season(1, Timestamp::now() + SignedDuration::from_hours(48), SignedDuration::ZERO).remove(0)
}

#[tokio::test]
async fn what_is_moved_while_its_reminder_is_on_its_way_is_due_anew() {
    let (_folder, store, row) = store_with(&event(), 100).await;
    assert_eq!(store.claim(100, 30).await.expect("claimed"), std::slice::from_ref(&row));
    let moved = Row { begins_at: row.begins_at + 3_600, due_at: 3_700, ..row.clone() };
    store.plan(vec![moved.clone()], 1).await.expect("planned");
    store.settle(vec![(row.key, Outcome::Sent)]).await.expect("settled");
    assert_eq!(store.claim(4_000, 30).await.expect("claimed"), [moved]);
}

#[tokio::test]
async fn what_is_planned_for_a_suspended_chat_waits_until_it_writes_again() {
    let (_folder, store, row) = store_with(&event(), 100).await;
    store.suspend(FIRST).await.expect("suspended");
    let mut notice = row.clone();
    notice.key.kind = Kind::Change(1);
    store.plan(vec![row.clone(), notice], 1).await.expect("planned");
    assert_eq!(store.next_due().await.expect("looked"), None);
    store.done(Done { revive: Some(FIRST), ..Done::default() }).await.expect("kept");
    assert_eq!(store.claim(100, 30).await.expect("claimed").len(), 2);
    assert_eq!(store.waiting(Place { chat: FIRST, thread: 0 }).await.expect("looked").len(), 2);
}

/// Kills the bot so many times while an event goes back and forth that so many chats follow.
async fn rounds(count: u64, followers: i64) {
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |t| u64::from(t.subsec_nanos()) | 1);
    println!("seed {seed}");
    let mut dice = Dice(seed);
    let mut events = Event::season(2, Timestamp::now() + SignedDuration::from_hours(48), SignedDuration::from_hours(1));
    let mut bot = season::asleep(&events).await;
    let longest = season::start_of(&mut bot).await + LONGER;
    let store = Sqlite::open(&season::database(&bot)).await.expect("a store");
    for chat in FIRST..FIRST + followers {
        let followed = Some(following(chat, &events[0], events[0].begins - SignedDuration::from_hours(1)));
        store.done(Done { followed, ..Done::default() }).await.expect("kept");
    }
    store.close().await.expect("closed");
    drop(store);
    let home = events[0].clone();
    let broken_off =
        "SELECT count(*) FROM events e WHERE EXISTS (SELECT 1 FROM reminders r WHERE r.event_id = e.event_id AND r.plan > e.revision)";
    let mut broken = 0;
    for _ in 0..count {
        events[0] = home.moved(SignedDuration::from_hours(i64::try_from(dice.below(3)).expect("small")));
        season::write(&bot, &events);
        bot.wake_with(&[]);
        tokio::time::sleep(longest.mul_f64(dice.below(1_000) as f64 / 1_000.0)).await;
        bot.kill();
        broken += season::number(&bot, broken_off).await;
    }
    bot.wake_with(&[]);
    let begins = events[0].begins.as_second();
    let right =
        format!("SELECT count(*) FROM reminders WHERE kind = 'lead' AND state = 0 AND begins_at = {begins} AND try_at = {begins} - 3600");
    let until = Instant::now() + Duration::from_secs(30);
    while season::number(&bot, &right).await < followers || season::number(&bot, broken_off).await > 0 {
        assert!(Instant::now() < until, "{} of {followers} planned\n{}", season::number(&bot, &right).await, bot.log());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // Who has a notice to come gets that one alone, whatever happened since.
    let twice = "SELECT count(*) FROM (SELECT 1 FROM reminders WHERE kind = 'change' AND state = 0 \
                 GROUP BY chat_id, thread_id, event_id HAVING count(*) > 1)";
    assert_eq!(season::number(&bot, twice).await, 0);
    let rows = season::number(&bot, "SELECT count(*) FROM reminders WHERE kind = 'lead'").await;
    println!("{count} rounds, {broken} broken off while planning: {followers} followers, {rows} reminders, all as they are to be");
    assert_eq!(rows, followers);
    let (status, _) = bot.stop("TERM").await;
    assert!(status.success(), "{status}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn planning_that_was_broken_off_is_done_again() {
    rounds(8, 2_000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute"]
async fn planning_is_broken_off_a_hundred_times() {
    rounds(100, 5_000).await;
}

//! Very many subscriptions: what is due is found at once, a changed event is planned for all who follow it while people are
//! answered, and memory stays small. The long form is a command:
//! `cargo test --release --test endurance reminders_scale -- --ignored --nocapture`.

use crate::season::{self, Event, asking, number};
use crate::wire::Bot;
use jiff::{SignedDuration, Timestamp};
use sqlx::{Connection, Executor};
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tongshang::store::{Outcome, Sqlite, Store};

/// The first chat that follows something.
const FIRST: i64 = 10_000;
/// How often people ask.
const EVERY: Duration = Duration::from_millis(200);
/// What the log says when a change was planned.
const PLANNED: &str = "events are not as they were told";

/// How many there are: chats, each of which follows two events and has two reminders of each, those of them who follow the
/// first event, and reminders that are due.
struct Size {
    chats: i64,
    followers: i64,
    due: i64,
}

/// What it must reach. Other tests run beside the short form, which takes longer for that.
struct Floors {
    found_ms: f64,
    reply_ms: f64,
    /// Messages a second.
    pace: f64,
}

/// Fills the tables past the program, as it would have filled them.
async fn fill(bot: &Bot, size: &Size, events: &[Event]) {
    let address = season::database(bot);
    // Makes the tables.
    Sqlite::open(&address).await.expect("a store").close().await.expect("closed");
    let mut to = season::inside(bot).await;
    let mut run = async |statement: String| {
        to.execute(statement.as_str()).await.expect("filled");
    };
    run("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; CREATE TEMP TABLE e (k INTEGER PRIMARY KEY, id TEXT, begins BIGINT)"
        .to_owned())
    .await;
    for (n, event) in events.iter().enumerate() {
        run(format!("INSERT INTO e VALUES ({n}, '{}', {})", event.id(), event.begins.as_second())).await;
    }
    let (first, end, followers) = (FIRST, FIRST + size.chats - 1, FIRST + size.followers);
    run(format!(
        "CREATE TEMP TABLE n AS WITH RECURSIVE n(c) AS (SELECT {first} UNION ALL SELECT c + 1 FROM n WHERE c < {end}) SELECT c FROM n"
    ))
    .await;
    let follows = format!("FROM n CROSS JOIN e ON e.k IN (CASE WHEN c < {followers} THEN 0 ELSE 1 + c % 9 END, 10 + c % 10)");
    run("INSERT INTO followers (chat_id, thread_id, language) SELECT c, 0, 'en' FROM n".to_owned()).await;
    run(format!("INSERT INTO subscriptions SELECT c, 0, 'e:' || e.id, '7d,1d', e.k >= 10 {follows}")).await;
    run(format!(
        "INSERT INTO reminders (chat_id, thread_id, event_id, kind, number, due_at, begins_at, try_at) \
         SELECT c, 0, e.id, 'lead', days * 1440, begins - days * 86400, begins, begins - days * 86400 \
         {follows} CROSS JOIN (SELECT 1 AS days UNION ALL SELECT 7)"
    ))
    .await;
    to.close().await.expect("closed");
}

/// The longest and the middle of some times, in milliseconds.
fn longest_and_middle(times: &mut [Duration]) -> (f64, f64) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    (ms(times[times.len() - 1]), ms(times[times.len() / 2]))
}

/// Looks for the next due reminder, and takes and gives back what is due, through the store.
async fn look(bot: &Bot, due: i64) -> (f64, f64) {
    let mut to = season::inside(bot).await;
    // The least urgent of all, so that the order is not the one in which they are found.
    let hasten = format!(
        "UPDATE reminders SET try_at = rowid % 60 WHERE rowid IN (SELECT rowid FROM reminders ORDER BY begins_at DESC LIMIT {due})"
    );
    to.execute(hasten.as_str()).await.expect("hastened");
    let store = Sqlite::open(&season::database(bot)).await.expect("a store");
    let (mut finding, mut claiming, mut settling) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..100 {
        let start = Instant::now();
        assert!(store.reminders().next_due().await.expect("looked").is_some_and(|at| at < 60));
        finding.push(start.elapsed());
        let start = Instant::now();
        let claimed = store.reminders().claim(100, 30).await.expect("claimed");
        claiming.push(start.elapsed());
        assert_eq!(claimed.len(), 30);
        let start = Instant::now();
        let outcomes = claimed.into_iter().map(|row| (row.key, Outcome::Again { at: 50, unknown: false })).collect();
        store.reminders().settle(outcomes).await.expect("settled");
        settling.push(start.elapsed());
    }
    store.close().await.expect("closed");
    let finding = longest_and_middle(&mut finding);
    let (claiming, settling) = (longest_and_middle(&mut claiming), longest_and_middle(&mut settling));
    println!("{due} due: next due row found within {:.2} ms, half within {:.2} ms", finding.0, finding.1);
    println!(
        "  thirty claimed within {:.1} ms, half within {:.1} ms; settled within {:.1} ms, half within {:.1} ms",
        claiming.0, claiming.1, settling.0, settling.1
    );
    to.execute("UPDATE reminders SET try_at = due_at WHERE try_at < 100").await.expect("put back");
    to.close().await.expect("closed");
    (finding.0, claiming.1)
}

/// When a line was written that holds some words, the one after so many.
fn logged(bot: &Bot, words: &str, after: usize) -> Option<Timestamp> {
    let log = bot.log();
    let line = log.lines().filter(|line| line.contains(words)).nth(after)?;
    line.split(' ').next()?.parse().ok()
}

/// Changes the first event while the program runs or before it starts, and waits until that is planned; gives how long it took.
async fn planned(bot: &Bot, count: usize, begun: impl Fn() -> Option<Timestamp>) -> Duration {
    let until = Instant::now() + Duration::from_secs(120);
    while logged(bot, PLANNED, count).is_none() {
        assert!(Instant::now() < until, "not planned\n{}", bot.log());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    logged(bot, PLANNED, count).expect("a line").duration_since(begun().expect("a line")).unsigned_abs()
}

async fn run(size: Size, floors: Floors) {
    let mut events = Event::season(20, Timestamp::now() + SignedDuration::from_hours(24 * 30), SignedDuration::from_hours(1));
    let mut bot = season::asleep(&events).await;
    let filling = Instant::now();
    fill(&bot, &size, &events).await;
    let subscriptions = number(&bot, "SELECT count(*) FROM subscriptions").await;
    let rows = number(&bot, "SELECT count(*) FROM reminders").await;
    println!("{subscriptions} subscriptions and {rows} reminders stored in {:.1} s", filling.elapsed().as_secs_f64());
    let (found, _) = look(&bot, size.due).await;
    let (found_of_many, _) = look(&bot, size.followers).await;

    season::start_of(&mut bot).await;
    assert!(number(&bot, "SELECT count(*) FROM events").await >= 20, "the events were not seen");
    events[0] = events[0].moved(SignedDuration::from_hours(24));
    season::write(&bot, &events);
    let ups = season::starts(&bot);
    bot.wake_with(&[]);
    bot.wait_for_log_of(|log| log.matches(season::UP).count() > ups).await;
    let (stop, told) = watch::channel(false);
    let planning = async {
        let first = planned(&bot, 0, || logged(&bot, season::UP, ups)).await;
        check(&bot, &size, &events[0]).await;
        // Notices go out meanwhile; another change, which makes the event more urgent, overtakes the rest of them.
        let before = bot.telegram.with(|t| t.sent.len());
        tokio::time::sleep(Duration::from_secs(4)).await;
        let pace = bot.telegram.with(|t| t.sent.len() - before) as f64 / 4.0;
        events[0] = events[0].moved(SignedDuration::from_hours(-12));
        season::write(&bot, &events);
        bot.signal("HUP");
        let second = planned(&bot, 1, || logged(&bot, "the base was read again", 0)).await;
        check(&bot, &size, &events[0]).await;
        stop.send_replace(true);
        (first, pace, second)
    };
    let ((first, pace, second), mut replies) = tokio::join!(planning, asking(&bot, EVERY, told));
    let (slowest, middle) = longest_and_middle(&mut replies);
    let peak = season::peak_kb(&bot) / 1024;
    println!(
        "a change for {} followers planned in {:.2} s at a start, {:.2} s in service",
        size.followers,
        first.as_secs_f64(),
        second.as_secs_f64()
    );
    println!(
        "with notices {pace:.1} messages went out a second; {} replies meanwhile: half within {middle:.0} ms, all within {slowest:.0} ms",
        replies.len()
    );
    println!("peak of memory {peak} MB");
    let (status, _) = bot.stop("TERM").await;
    assert!(status.success(), "{status}");
    assert!(found.max(found_of_many) < floors.found_ms, "{found:.2} ms, {found_of_many:.2} ms");
    assert!(first.max(second) < Duration::from_secs(10), "{first:?}, {second:?}");
    assert!(peak < 150, "{peak} MB");
    assert!(slowest < floors.reply_ms, "{slowest:.0} ms");
    assert!(pace > floors.pace, "{pace:.1}");
}

/// What stands in the tables after the first event was changed.
async fn check(bot: &Bot, size: &Size, event: &Event) {
    let (id, begins) = (event.id(), event.begins.as_second());
    let of_event = format!("SELECT count(*) FROM reminders WHERE event_id = '{id}'");
    let leads =
        number(bot, &format!("{of_event} AND kind = 'lead' AND state = 0 AND begins_at = {begins} AND try_at = {begins} - number * 60"))
            .await;
    assert_eq!(leads, size.followers * 2);
    assert_eq!(number(bot, &format!("{of_event} AND kind = 'lead'")).await, leads);
    // Each follower has a notice of this change, or one of an earlier change, which tells of this one as well when it is sent
    // only now; none was closed unsent.
    let notices = format!("FROM reminders WHERE event_id = '{id}' AND kind = 'change'");
    let told = format!("SELECT count(DISTINCT chat_id) {notices} AND state <> 3");
    assert_eq!(number(bot, &told).await, size.followers, "notices were lost");
    assert_eq!(number(bot, &format!("SELECT count(*) {notices} AND state = 3")).await, 0, "notices were lost");
    let twice = format!("SELECT count(*) FROM (SELECT 1 {notices} AND state = 0 GROUP BY chat_id HAVING count(*) > 1)");
    assert_eq!(number(bot, &twice).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_subscriptions_are_no_burden() {
    run(Size { chats: 10_000, followers: 2_000, due: 500 }, Floors { found_ms: 100.0, reply_ms: 3_000.0, pace: 15.0 }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes two minutes and wants the machine for itself"]
async fn a_million_subscriptions_are_no_burden() {
    run(Size { chats: 500_000, followers: 100_000, due: 10_000 }, Floors { found_ms: 5.0, reply_ms: 1_000.0, pace: 27.0 }).await;
}

//! Power cuts while reminders fall due: the program is killed at random instants, and every reminder comes. The long form is a
//! command: `cargo test --release --test endurance reminders_killed -- --ignored --nocapture`.

use crate::dice::Dice;
use crate::season::{self, Event, following};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};
use tongshang::store::{Done, Sqlite, Store};

const EVENTS: usize = 20;
/// How long the program runs before it is killed: anything between nothing and this much longer than a start takes.
const LONGER: Duration = Duration::from_millis(200);

/// Kills the bot so many times while so many reminders fall due, one after the other, faster than they can be sent in the time
/// that it lives: whenever it is killed, some are on their way.
async fn rounds(count: u64, reminders: i64) {
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |t| u64::from(t.subsec_nanos()) | 1);
    println!("seed {seed}");
    let mut dice = Dice(seed);
    let events = Event::season(EVENTS, Timestamp::now() + SignedDuration::from_hours(3), SignedDuration::from_hours(1));
    let mut bot = season::asleep(&events).await;
    let longest = season::start_of(&mut bot).await + LONGER;
    let lives: Vec<Duration> = (0..count).map(|_| longest.mul_f64(dice.below(1_000) as f64 / 1_000.0)).collect();
    let total: Duration = lives.iter().sum();
    let start = Timestamp::now();
    let store = Sqlite::open(&season::database(&bot)).await.expect("a store");
    let mut expected = Vec::new();
    for (n, event) in (0..reminders).zip(events.iter().cycle()) {
        let after = total.mul_f64(0.5 * n as f64 / reminders as f64);
        let due = start + SignedDuration::try_from(after).expect("a time");
        let followed = Some(following(10_000 + n, event, due));
        store.done(Done { followed, at: start.as_second(), ..Done::default() }).await.expect("kept");
        expected.push((10_000 + n, event.name()));
    }
    store.close().await.expect("closed");
    drop(store);

    let (mut sending, mut before) = (0_u64, 0);
    for life in lives {
        bot.wake_with(&[]);
        tokio::time::sleep(life).await;
        bot.kill();
        let sent = bot.telegram.with(|t| t.sent.len());
        sending += u64::from(sent > before);
        before = sent;
    }
    let took = Timestamp::now().duration_since(start);
    println!("{before} messages in {count} rounds, {:.0} s; {sending} rounds sent some", took.as_secs_f64());
    bot.wake_with(&[]);
    let patience = Duration::from_secs(30 + reminders.unsigned_abs() / 20);
    let until = Instant::now() + patience;
    let received = |bot: &crate::wire::Bot| {
        let mut times: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for (chat, text) in bot.telegram.with(|t| t.sent.clone()) {
            times.entry(chat).or_default().push(text);
        }
        times
    };
    while received(&bot).len() < expected.len() && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // What would come twice is given the time to.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (status, _) = bot.stop("TERM").await;
    assert!(status.success(), "{status}");
    let received = received(&bot);
    let lost = expected.iter().filter(|(chat, _)| !received.contains_key(chat)).count();
    let again = received.values().map(|texts| texts.len() as u64 - 1).sum::<u64>();
    println!("{count} rounds, {reminders} reminders: {lost} lost, {again} sent again");
    for (chat, name) in &expected {
        let texts = received.get(chat).map(Vec::as_slice).unwrap_or_default();
        assert!(texts.iter().all(|text| text.contains(name.as_str())), "{chat} follows {name} and was told {texts:?}");
    }
    assert_eq!(lost, 0);
    assert!(again <= count, "at most one a round");
    assert!(sending * 5 > count, "too few rounds sent anything: {sending}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_power_cuts_lose_no_reminder() {
    rounds(10, 40).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes three minutes"]
async fn five_hundred_power_cuts_lose_none_of_a_thousand_reminders() {
    rounds(500, 1_000).await;
}

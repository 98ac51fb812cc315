//! Power cuts: the program is killed at random instants under load, and every question is answered in the end. The long form
//! is a command: `cargo test --release --test endurance crash -- --ignored --nocapture`.

use crate::dice::Dice;
use crate::wire::{Bot, Person};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

const CHATS: i64 = 20;
const EACH_ROUND: i64 = 60;

/// Kills the bot so many times while questions come in. A question is an unknown command with a number of its own, which the
/// reply repeats, so that it is seen which was answered how often.
async fn rounds(count: u64) {
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(1, |t| u64::from(t.subsec_nanos()) | 1);
    println!("seed {seed}");
    let mut dice = Dice(seed);
    let mut bot = Bot::asleep().await;
    bot.telegram.with(|t| t.forgetful = true);
    let mut asked: i64 = 0;
    for _ in 0..count {
        bot.wake();
        let until = Duration::from_millis(20 + dice.below(280));
        for _ in 0..6 {
            for _ in 0..EACH_ROUND / 6 {
                bot.say(Person { id: 1 + asked % CHATS, language: "en" }, &format!("/q{asked}"));
                asked += 1;
            }
            tokio::time::sleep(until / 6).await;
        }
        bot.kill();
    }
    // A last start that hears the signal.
    let starts = bot.log().matches("the bot is up").count();
    bot.wake();
    bot.wait_for_log_of(|log| log.matches("the bot is up").count() > starts).await;
    let (mut seen, mut open) = (0, (0..asked).collect::<BTreeSet<i64>>());
    let done = bot.telegram.until(|t| {
        for (_, text) in t.sent.iter().skip(seen) {
            open.remove(&number(text));
        }
        seen = t.sent.len();
        (open.is_empty() && t.pending.is_empty()).then_some(())
    });
    let done = tokio::time::timeout(Duration::from_secs(60), done).await;
    assert!(done.is_ok(), "unanswered: {open:?}");
    let (status, _) = bot.stop("TERM").await;
    assert!(status.success(), "{status}");
    let mut answers: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut times: BTreeMap<i64, u64> = BTreeMap::new();
    for (chat, text) in bot.telegram.with(|t| std::mem::take(&mut t.sent)) {
        let number = number(&text);
        let told = answers.entry(chat).or_default();
        // An answer given twice stands beside itself, or the order is lost.
        assert!(told.last().is_none_or(|last| *last <= number), "chat {chat}: {number} after {told:?}");
        told.push(number);
        *times.entry(number).or_default() += 1;
    }
    let unanswered = (0..asked).filter(|n| !times.contains_key(n)).count();
    let twice: u64 = times.values().map(|n| n - 1).sum();
    println!("{count} rounds, {asked} questions: {unanswered} unanswered, {twice} answered again");
    assert_eq!(unanswered, 0);
    assert!(twice <= count * CHATS.unsigned_abs(), "at most one a chat and round");
}

/// The number of the question that a reply is to.
fn number(text: &str) -> i64 {
    text.split("/q").nth(1).and_then(|rest| rest.split('.').next()?.parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn eight_power_cuts_lose_nothing() {
    rounds(8).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes a minute"]
async fn two_hundred_power_cuts_lose_nothing() {
    rounds(200).await;
}

//! Many chats at once: every question is answered once, in the order of its chat. The long form is a command:
//! `cargo test --release --test load -- --ignored --nocapture`.

mod wire;

use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};
use wire::{ANN, Bot};

/// What a chat asks, one after the other. The built-in base answers or refuses each with words of its own.
const QUESTIONS: [&str; 10] = [
    "济南片区2024年进出口总额是多少？",
    "那2023年呢？",
    "When was the Shandong global partners dialogue held?",
    "who attended it?",
    "青岛倡议有哪几项内容",
    "What is the population of Jinan?",
    "有多少个国家？",
    "/events 2025",
    "Which is larger, the Jinan Area's trade in 2024 or Qingdao's trade with SCO countries in 2021?",
    "谢谢",
];

struct Run {
    took: Duration,
    answered: usize,
    peak_kb: u64,
}

/// Lets so many chats ask all questions, and checks what each was told.
async fn run(chats: i64, longest: Duration) -> Run {
    let mut bot = Bot::asleep().await.on_built_in_base().with("RUST_LOG", "info");
    bot.wake();
    let mut expected = Vec::new();
    for question in QUESTIONS {
        expected.push(bot.ask(ANN, question).await.text);
    }
    bot.settled().await;
    bot.telegram.with(|t| {
        t.forgetful = true;
        t.sent.clear();
        for question in QUESTIONS {
            for chat in 0..chats {
                let id = t.message_id();
                let from = json!({"id": 10_000 + chat, "is_bot": false, "first_name": "P", "language_code": "en"});
                t.add(json!({"message": {"message_id": id, "date": 1_769_832_000, "chat": {"id": 10_000 + chat, "type": "private"}, "from": from, "text": question}}));
            }
        }
    });
    let start = Instant::now();
    let all = usize::try_from(chats).expect("some") * QUESTIONS.len();
    let answered = bot.telegram.until(|t| (t.sent.len() >= all && t.pending.is_empty()).then_some(()));
    tokio::time::timeout(longest, answered).await.unwrap_or_else(|_| panic!("{:?} of {all}", bot.telegram.with(|t| t.sent.len())));
    let took = start.elapsed();
    println!("processor time of the bot {} ms, of the rest {} ms", processor_ms(bot.process_id()), processor_ms(std::process::id()));
    let status = fs::read_to_string(format!("/proc/{}/status", bot.process_id())).expect("a process");
    let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("its memory");
    let peak_kb = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    let sent = bot.telegram.with(|t| std::mem::take(&mut t.sent));
    let mut told: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (chat, text) in sent {
        told.entry(chat).or_default().push(text);
    }
    assert_eq!(told.len(), usize::try_from(chats).expect("some"));
    for (chat, texts) in &told {
        assert_eq!(texts, &expected, "chat {chat}");
    }
    Run { took, answered: all, peak_kb }
}

/// The processor time that a process has taken.
fn processor_ms(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("a process");
    let times = stat.rsplit(") ").next().expect("fields").split(' ').skip(11).take(2);
    times.map(|ticks| ticks.parse::<u64>().expect("a number") * 10).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_chats_are_answered_once_and_in_order() {
    run(100, Duration::from_secs(60)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes some ten seconds and wants the machine for itself"]
async fn two_thousand_chats_are_answered_at_two_thousand_a_second() {
    let run = run(2_000, Duration::from_secs(120)).await;
    let rate = run.answered as f64 / run.took.as_secs_f64();
    println!("{} answered in {:.2} s: {rate:.0} a second; peak of memory {} MB", run.answered, run.took.as_secs_f64(), run.peak_kb / 1024);
    assert!(rate >= 2_000.0, "{rate:.0} a second");
    assert!(run.peak_kb < 80 * 1024, "{} kB", run.peak_kb);
}

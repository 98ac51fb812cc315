//! How long a start takes and how long an answer, on the built-in base and the project's own questions.
//!
//! `start-up` goes from nothing to a base, to an engine, and to the first reply. `answering` asks the questions one
//! after the other, each on its own, from the text typed to the reply in words. Criterion's median is over averages of
//! many questions; what a person waits for is the spread over single questions, so it is measured by hand and printed.

#[path = "../tests/support/questions.rs"]
mod own;

use self::own::own_questions;
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use std::hint::black_box;
use std::time::{Duration, Instant};
use tongshang::dialogue::{Dialogue, Said};
use tongshang::knowledge::Base;
use tongshang::retrieval::Engine;

/// The day that all questions are asked on.
const TODAY: Date = date(2026, 1, 31);
/// How often each question is asked for the spread, after one round to warm up.
const ROUNDS: usize = 5;
/// How many of the slowest questions are printed.
const SLOWEST: usize = 3;

/// Every question of `knowledge/questions`, and what was said before it.
fn questions() -> Vec<String> {
    own_questions().into_iter().flat_map(|entry| entry.after.into_iter().chain([entry.q])).collect()
}

fn base() -> Base {
    Base::embedded().expect("the built-in base is sound")
}

fn engine() -> Engine {
    Engine::new(base()).expect("an engine")
}

fn dialogue() -> Dialogue {
    Dialogue::new(engine()).expect("a dialogue")
}

fn ask(dialogue: &Dialogue, question: &str) -> Said {
    dialogue.ask(black_box(question), TODAY, None).expect("a reply")
}

fn start_up(criterion: &mut Criterion) {
    let questions = questions();
    let first = questions.first().expect("a question");
    let mut group = criterion.benchmark_group("start-up");
    group.sample_size(20);
    group.bench_function("base", |b| b.iter(base));
    group.bench_function("base and engine", |b| b.iter(engine));
    group.bench_function("first reply", |b| b.iter(|| ask(&dialogue(), first)));
    group.finish();
}

fn answering(criterion: &mut Criterion) {
    let (dialogue, questions) = (dialogue(), questions());
    spread(&dialogue, &questions);
    let mut group = criterion.benchmark_group("answering");
    let mut next = questions.iter().cycle();
    group.bench_function("one question after the other", |b| b.iter(|| next.next().map(|question| ask(&dialogue, question))));
    group.finish();
}

/// Prints how the time of single questions is spread, and the slowest of them by their best round: in the others the
/// machine may have been busy with something else.
fn spread(dialogue: &Dialogue, questions: &[String]) {
    let mut times: Vec<Duration> = Vec::with_capacity(questions.len() * ROUNDS);
    let mut best: Vec<(Duration, &str)> = questions.iter().map(|question| (Duration::MAX, question.as_str())).collect();
    for round in 0..=ROUNDS {
        for (best, question) in &mut best {
            let start = Instant::now();
            black_box(ask(dialogue, question));
            let took = start.elapsed();
            if round > 0 {
                times.push(took);
                *best = took.min(*best);
            }
        }
    }
    times.sort_unstable();
    best.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 1000).or(times.last()).copied().unwrap_or_default();
    println!("answering, {} questions, each {ROUNDS} times:", questions.len());
    println!("  p50 {:?}  p90 {:?}  p99 {:?}  p99.9 {:?}  slowest {:?}", at(500), at(900), at(990), at(999), at(1000));
    for (time, question) in best.iter().rev().take(SLOWEST) {
        println!("  {time:?} at best  {question}");
    }
}

criterion_group!(benches, start_up, answering);
criterion_main!(benches);

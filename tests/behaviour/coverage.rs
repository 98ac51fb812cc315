//! What the built-in base can be asked: every fact is reached in both languages, every source is cited, and the
//! project's own questions are answered as well as they were.

use crate::office::{NOW, now, office};
use crate::questions::{Entry, own_questions, question_files};
use crate::support::{bare, output};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::thread;
use tongshang::dialogue::{Chat, Said};
use tongshang::knowledge::Kind;

/// Ways of asking, of a thousand, that find the fact that they were written for, at the least.
const LEAST_FOUND: usize = 925;
/// Percent of the project's own questions that are answered or declined rightly, at the least.
const LEAST_CORRECT: f64 = 90.0;
/// Percent of them that are answered although they must not be, at the most.
const MOST_FALSE: f64 = 3.4;

fn put(entry: &Entry) -> Said {
    let mut chat = Chat::default();
    for before in &entry.after {
        office().say(&mut chat, before, &now()).expect("a reply");
    }
    if entry.after.is_empty() { office().ask(&entry.q, now().date(), None) } else { office().say(&mut chat, &entry.q, &now()) }
        .expect("a reply")
}

/// What came of asking everything once: the questions of the project and every way of asking that a fact carries.
#[derive(Default)]
struct Survey {
    /// Facts told in answers.
    reached: BTreeSet<String>,
    /// Sources of answers.
    cited: BTreeSet<String>,
    /// Known gaps told when they were asked for.
    gaps: BTreeSet<String>,
    /// Ways of asking that find the fact that they were written for.
    found: usize,
    /// All ways of asking.
    asked: usize,
}

impl Survey {
    fn take(chinese: bool) -> Self {
        let mut survey = Self::default();
        for said in own_questions().iter().map(put) {
            if said.language.is_chinese() == chinese {
                survey.note(&said);
            }
        }
        for fact in &office().engine().base().facts {
            let gap = matches!(fact.kind, Kind::Unknown { .. });
            for ask in if chinese { &fact.asks.zh } else { &fact.asks.en } {
                let said = office().ask(ask, now().date(), None).expect("a reply");
                let told = said.reply.facts.contains(&fact.id);
                survey.asked += 1;
                survey.found += usize::from(told && said.status == if gap { "abstained" } else { "answered" });
                if gap && told && said.status == "abstained" {
                    survey.gaps.insert(fact.id.clone());
                }
                survey.note(&said);
            }
        }
        survey
    }

    fn note(&mut self, said: &Said) {
        if said.status == "answered" {
            self.reached.extend(said.reply.facts.iter().cloned());
            self.cited.extend(said.reply.sources.iter().cloned());
        }
    }
}

/// The survey in Chinese and in English, taken once.
fn surveys() -> &'static [Survey; 2] {
    static SURVEYS: OnceLock<[Survey; 2]> = OnceLock::new();
    SURVEYS.get_or_init(|| {
        thread::scope(|scope| {
            let [zh, en] = [true, false].map(|chinese| scope.spawn(move || Survey::take(chinese)));
            [zh, en].map(|survey| survey.join().expect("a survey"))
        })
    })
}

#[test]
fn every_fact_is_reached_in_each_language() {
    let facts = &office().engine().base().facts;
    for survey in surveys() {
        let missed: Vec<&str> = facts
            .iter()
            .filter(|f| !matches!(f.kind, Kind::Unknown { .. }) && !survey.reached.contains(&f.id))
            .map(|f| f.id.as_str())
            .collect();
        assert_eq!(missed, [""; 0]);
    }
}

#[test]
fn every_known_gap_is_told_when_it_is_asked_for_in_each_language() {
    let facts = &office().engine().base().facts;
    for survey in surveys() {
        let silent: Vec<&str> = facts
            .iter()
            .filter(|f| matches!(f.kind, Kind::Unknown { .. }) && !survey.gaps.contains(&f.id))
            .map(|f| f.id.as_str())
            .collect();
        assert_eq!(silent, [""; 0]);
    }
}

#[test]
fn every_source_is_cited_by_some_reply_in_each_language() {
    let sources: BTreeSet<String> = office().engine().base().sources.iter().map(|s| s.id.clone()).collect();
    for survey in surveys() {
        assert_eq!(survey.cited, sources);
    }
}

#[test]
fn the_ways_of_asking_find_the_facts_that_they_were_written_for() {
    for survey in surveys() {
        assert!(survey.found * 1_000 >= survey.asked * LEAST_FOUND, "{} of {} ways of asking find their fact", survey.found, survey.asked);
    }
}

#[test]
fn the_questions_of_the_project_name_facts_of_the_base() {
    let base = office().engine().base();
    let questions = own_questions();
    let dangling: BTreeSet<&String> = questions.iter().flat_map(|e| &e.facts).filter(|f| base.fact(f).is_none()).collect();
    assert!(dangling.is_empty(), "{dangling:?}");
    assert!(questions.len() >= 2_700, "there are {} questions", questions.len());
}

#[test]
fn the_questions_of_the_project_are_answered_as_well_as_they_were() {
    let out = output(bare(&["eval", "--lang", "en", "--now", NOW]).args(question_files()));
    let total = out.lines().last().expect("a line for all questions");
    let percent = |what: &str| -> f64 {
        let row = Regex::new(&format!(r"{what} \d+ \(([\d.]+)%\)")).expect("a pattern");
        row.captures(total).and_then(|c| c.get(1)).and_then(|n| n.as_str().parse().ok()).unwrap_or_else(|| panic!("`{what}` in `{total}`"))
    };
    let (correct, false_answers) = (percent("correct"), percent("false answers"));
    assert!(correct >= LEAST_CORRECT, "{correct} % are right, {LEAST_CORRECT} % were\n{out}");
    assert!(false_answers <= MOST_FALSE, "{false_answers} % are false answers, {MOST_FALSE} % were the most\n{out}");
}

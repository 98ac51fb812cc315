//! The messages of the front ends: the same in both languages, all of them used.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)
}

fn keys(file: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(source("reply").join(file)).expect("the messages");
    text.lines().filter(|l| !l.starts_with(['#', ' ', '}'])).filter_map(|l| l.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn both_languages_have_the_same_messages() {
    assert_eq!(keys("front-zh.ftl"), keys("front-en.ftl"));
    assert_eq!(keys("telegram-zh.ftl"), keys("telegram-en.ftl"));
    assert_eq!(keys("calendar-zh.ftl"), keys("calendar-en.ftl"));
    assert_eq!(keys("follow-zh.ftl"), keys("follow-en.ftl"));
}

#[test]
fn every_message_is_used() {
    let mut code = String::new();
    for room in ["dialogue", "dialogue/following", "cli", "telegram", "calendar"] {
        let entries = fs::read_dir(source(room)).expect("a room").map(|entry| entry.expect("a file").path());
        for file in entries.filter(|path| path.is_file()) {
            code.push_str(&fs::read_to_string(file).expect("its text"));
        }
    }
    let all = keys("front-zh.ftl").into_iter().chain(keys("telegram-zh.ftl")).chain(keys("calendar-zh.ftl")).chain(keys("follow-zh.ftl"));
    let unused: Vec<String> = all.filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert_eq!(unused, Vec::<String>::new());
}

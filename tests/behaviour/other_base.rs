//! Another folder of facts makes a bot about something else, for nothing that the program's own base is about stands in
//! the program.

mod wording;

use self::wording::{data_texts, rust_strings};
use crate::questions::{Entry, own_questions};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tongshang::dialogue::{Dialogue, Said};
use tongshang::knowledge::{Base, EntityKind, Fact, Kind};
use tongshang::language::is_han;
use tongshang::retrieval::Engine;

const TODAY: Date = date(2025, 1, 15);

/// General words that topics and branches of the base are also called by; they stand in the lists of words that mean
/// the same in asking.
const GENERAL: &[&str] = &[
    "agreement",
    "attend",
    "attendee",
    "attendees",
    "byline",
    "contract",
    "delegates",
    "field trip",
    "finance",
    "gave a speech",
    "infrastructure",
    "journalist",
    "keynote",
    "logistics",
    "news source",
    "newspaper",
    "plaque",
    "reporter",
    "roadshow",
    "shipping",
    "site visit",
    "speaker",
    "speech",
    "tourism",
    "took part",
    "unveil",
    "ambassador",
    "与会者",
    "信息来源",
    "参会者",
    "基础设施",
    "外籍人士",
    "推介会",
    "考察团",
    "谁写的",
    "exhibitions",
    "gave an address",
    "remarks",
    "signed",
    "published by",
    "reported by",
    "which outlet",
    "visited",
    "guests",
    "future plan",
    "education",
    "attended",
    "signing",
    "signing ceremony",
    "哪家媒体",
    "谁报道",
    "下一步计划",
    "未来计划",
    // A part of the name of a time zone.
    "shanghai",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A dialogue about lighthouses.
fn lighthouses() -> Dialogue {
    let base = Base::read(Some(&root().join("tests/behaviour/replies/base")), &[]).expect("the lighthouse base is sound");
    Dialogue::new(Engine::new(base).expect("an engine")).expect("a dialogue")
}

fn ask(dialogue: &Dialogue, question: &str) -> Said {
    dialogue.ask(question, TODAY, None).expect("a reply")
}

#[track_caller]
fn answered(dialogue: &Dialogue, question: &str, facts: &[&str], begins: &str) {
    let said = ask(dialogue, question);
    assert_eq!(said.status, "answered", "{question}\n{}", said.reply.text);
    assert_eq!(said.reply.facts, facts, "{question}\n{}", said.reply.text);
    assert!(said.reply.text.starts_with(begins), "{question}\n{}", said.reply.text);
}

#[test]
fn it_answers_look_ups_from_the_other_base() {
    let bot = lighthouses();
    answered(&bot, "月牙湾灯塔2023年有多少参观者？", &["visitors-2023"], "超过1.5万人");
    answered(&bot, "How many visitors came to Crescent Bay's lighthouses in 2023?", &["visitors-2023"], "More than 15,000 visitors");
    answered(&bot, "点灯节在哪里举行？", &["lamp-day"], "月牙湾北角");
    answered(&bot, "Where was the Lamp Day held?", &["lamp-day"], "North Cape, Crescent Bay");
    answered(&bot, "When was the Lighthouse Regatta?", &["regatta"], "29 October–2 November 2022");
    answered(&bot, "林岚是谁？", &["lin-keeper"], "林岚是守塔人协会会长");
    answered(&bot, "Who is Lin Lan?", &["lin-keeper"], "Lin Lan heads the Keepers' Guild");
    answered(&bot, "换灯计划包括哪些灯塔？", &["new-lamps"], "协会计划");
    answered(&bot, "What percentage of the visitors were children?", &["children-share-2023"], "30%");
}

#[test]
fn it_computes_from_the_other_base() {
    let bot = lighthouses();
    let repairs = ["cape-repairs-2023", "island-repairs-2023"];
    answered(&bot, "北角和鸥岛，哪座灯塔的维修费更高？", &repairs, "北角灯塔维修费（2023年）更大，多出约1.96亿元");
    answered(
        &bot,
        "Which cost more to repair, North Cape or Gull Island?",
        &repairs,
        "Larger by about CNY 196 million: the repair costs of North Cape Lighthouse in 2023 (computed).",
    );
    let earlier = ["island-repairs-2023", "island-growth-2023"];
    answered(&bot, "鸥岛灯塔2022年的维修费是多少？", &earlier, "1250万元人民币");
    answered(&bot, "What did Gull Island's repairs cost in 2022?", &earlier, "CNY 12.5 million");
}

#[test]
fn it_lists_from_the_other_base() {
    let bot = lighthouses();
    answered(&bot, "2024年5月有哪些活动？", &["lamp-day"], "我知道的2024年5月的活动");
    answered(&bot, "Which events took place in May 2024?", &["lamp-day"], "I know of one event");
    let everything = ask(&bot, "Tell me everything about Gull Island");
    for fact in ["regatta", "island-repairs-2023", "island-growth-2023", "island-rank-2023"] {
        assert!(everything.reply.facts.iter().any(|f| f == fact), "{}", everything.reply.text);
    }
}

#[test]
fn it_abstains_where_the_other_base_is_silent() {
    let bot = lighthouses();
    for (question, nearest) in [
        ("鸥岛灯塔有多高？", "unknown-height"),
        ("How tall is Gull Island Lighthouse?", "unknown-height"),
        ("月牙湾2019年的参观人数是多少？", "visitors-2023"),
        ("How many visitors did North Cape have in 1999?", "cape-visitors-rise"),
        ("雾号音乐会哪天举行？", "concert"),
    ] {
        let said = ask(&bot, question);
        assert_eq!(said.status, "abstained", "{question}\n{}", said.reply.text);
        assert!(said.reply.facts.iter().any(|f| f == nearest), "{question}\n{}", said.reply.text);
    }
}

#[test]
fn it_answers_no_question_about_the_programs_own_base() {
    let bot = lighthouses();
    let questions = own_questions();
    for Entry { q, .. } in &questions {
        let said = ask(&bot, q);
        assert_ne!(said.status, "answered", "{q}\n{}", said.reply.text);
    }
    let asked = questions.len();
    assert!(asked >= 400, "{asked} questions");
}

#[test]
fn its_examples_are_those_of_the_other_base() {
    let bot = lighthouses();
    for (greeting, example) in [("你好", "点灯节"), ("Hello", "Lamp Day")] {
        let said = ask(&bot, greeting);
        assert!(said.reply.text.contains(example), "{}", said.reply.text);
    }
}

#[test]
fn it_does_not_claim_to_be_about_trade() {
    let bot = lighthouses();
    for talk in ["你好", "Hello", "你能做什么？", "What can you do?", "你是谁？", "Who are you?"] {
        let text = ask(&bot, talk).reply.text;
        assert!(!text.contains("经贸") && !text.to_lowercase().contains("trade"), "{text}");
    }
}

/// Names and aliases of the program's own base, canonical enough to compare, that are too long to be general words.
fn names() -> BTreeSet<String> {
    let base = Base::embedded().unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let mut names: BTreeSet<String> = BTreeSet::new();
    for entity in &base.entities {
        names.extend([entity.name.zh.clone(), entity.name.en.clone()]);
        names.extend(entity.aliases.zh.iter().chain(&entity.aliases.en).cloned());
    }
    for (_, _, event) in base.events() {
        names.extend([event.name.zh.clone(), event.name.en.clone()]);
        names.extend(event.aliases.zh.iter().chain(&event.aliases.en).cloned());
    }
    for source in &base.sources {
        names.extend([source.publisher.zh.clone(), source.publisher.en.clone(), source.id.clone()]);
    }
    let long =
        |name: &String| name.chars().filter(|c| is_han(*c)).count() > 2 || name.chars().filter(char::is_ascii_alphabetic).count() > 5;
    names.into_iter().filter(long).map(|name| name.to_lowercase()).collect()
}

/// Where a name stands in a text as a word of its own.
fn stands_in(name: &str, text: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
    let latin = name.chars().all(|c| !is_han(c));
    text.match_indices(name).any(|(at, _)| !latin || edge(text[..at].chars().next_back()) && edge(text[at + name.len()..].chars().next()))
}

fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|e| extensions.iter().any(|known| e == *known)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Each name of the base that stands in a text, with the file.
fn met(texts: &[(PathBuf, Vec<String>)]) -> Vec<String> {
    let names = names();
    assert!(names.len() > 500, "{} names", names.len());
    let mut met = Vec::new();
    for (path, strings) in texts {
        // Names of time zones are those of a database that everyone has.
        for string in strings.iter().filter(|string| jiff::tz::TimeZone::get(string).is_err()) {
            let string = string.to_lowercase();
            for name in names.iter().filter(|name| !GENERAL.contains(&name.as_str()) && stands_in(name, &string)) {
                met.push(format!("{}: `{name}` in `{string}`", path.strip_prefix(root()).unwrap_or(path).display()));
            }
        }
    }
    met
}

#[test]
fn no_name_of_the_base_stands_in_the_program() {
    let program = |path: &PathBuf| {
        rust_strings(fs::read_to_string(path).expect("a file").split("#[cfg(test)]\nmod tests {").next().unwrap_or_default())
    };
    let texts: Vec<(PathBuf, Vec<String>)> =
        files(&root().join("src"), &["rs"]).into_iter().filter(|p| !p.ends_with("tests.rs")).map(|p| (p.clone(), program(&p))).collect();
    assert!(texts.iter().map(|(_, strings)| strings.len()).sum::<usize>() > 500);
    assert_eq!(met(&texts), [""; 0]);
}

#[test]
fn no_name_of_the_base_stands_in_the_unit_tests() {
    let texts: Vec<(PathBuf, Vec<String>)> = files(&root().join("src"), &["rs"])
        .into_iter()
        .map(|p| (p.clone(), rust_strings(&fs::read_to_string(&p).expect("a file"))))
        .collect();
    assert_eq!(met(&texts), [""; 0]);
}

#[test]
fn no_name_of_the_base_stands_in_the_data_of_the_program() {
    let texts: Vec<(PathBuf, Vec<String>)> = files(&root().join("src"), &["toml", "ftl"])
        .into_iter()
        .map(|p| (p.clone(), data_texts(&fs::read_to_string(&p).expect("a file"))))
        .collect();
    assert!(texts.len() >= 6, "{} files", texts.len());
    assert_eq!(met(&texts), [""; 0]);
}

#[test]
fn no_figure_of_the_base_stands_in_the_program() {
    let base = Base::embedded().unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let amount = |fact: &Fact| match &fact.kind {
        Kind::Figure(figure) => Some(figure.value.amount().to_string()).filter(|amount| amount.len() > 3 && amount.contains('.')),
        _ => None,
    };
    let amounts: BTreeSet<String> = base.facts.iter().filter_map(amount).collect();
    assert!(amounts.len() >= 3, "{amounts:?}");
    for path in files(&root().join("src"), &["rs", "toml", "ftl"]) {
        let text = fs::read_to_string(&path).expect("a file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for amount in &amounts {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//") && line.contains(amount.as_str())).count();
            assert_eq!(lines, 0, "`{amount}` in {}", path.display());
        }
    }
}

#[test]
fn every_exemption_is_needed() {
    let names = names();
    let unneeded: Vec<&&str> = GENERAL.iter().filter(|word| !names.contains(**word)).collect();
    assert!(unneeded.is_empty(), "no names of the base: {unneeded:?}");
}

#[test]
fn the_names_looked_for_are_those_of_things() {
    let base = Base::embedded().unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let person = base.entities.iter().find(|e| e.kind == EntityKind::Person).expect("a person");
    assert!(names().contains(&person.name.en.to_lowercase()), "{}", person.name.en);
    assert!(stands_in("qilu", "the qilu train") && !stands_in("qilu", "qilushan"));
}

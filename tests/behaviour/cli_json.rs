//! The objects of `--json`: a contract, whatever comes in.

use crate::support::{objects, output, tongshang};
use serde_json::Value;

const KEYS: &str = r#"{"question":_,"language":_,"status":_,"text":_,"facts":_,"sources":_,"choices":_,"elapsed_us":_}"#;

/// The keys of a line in their order.
fn shape(line: &str) -> String {
    let mut shape = line.to_owned();
    let object: Value = serde_json::from_str(line).expect("an object");
    for key in ["question", "language", "status", "text", "facts", "sources", "choices", "elapsed_us"] {
        let (name, value) = (format!("\"{key}\":"), object[key].to_string());
        shape = shape.replacen(&format!("{name}{value}"), &format!("{name}_"), 1);
    }
    shape
}

#[test]
fn an_object_has_exactly_these_keys() {
    for command in ["ask", "chat"] {
        let out = output(tongshang(&[command, "--json"]).write_stdin("北港2024年货值是多少？\n"));
        assert_eq!(out.lines().map(shape).collect::<Vec<_>>(), [KEYS]);
    }
    let object = &objects(&["ask", "--json"], "北港2024年货值是多少？")[0];
    assert_eq!(object["question"], "北港2024年货值是多少？");
    assert_eq!(object["language"], "zh-Hans");
    assert_eq!(object["status"], "answered");
    assert_eq!(object["facts"], serde_json::json!(["north-cargo-2024"]));
    assert_eq!(object["sources"], serde_json::json!(["gazette-2025-06"]));
    assert_eq!(object["choices"], serde_json::json!([]));
    assert!(object["elapsed_us"].is_u64());
}

#[test]
fn a_question_as_argument_gives_one_object() {
    let out = output(&mut tongshang(&["ask", "--json", "When was the Port Day?"]));
    assert_eq!(out.lines().count(), 1);
}

#[test]
fn every_line_gets_its_object() {
    let mut input = b"\n   \n\xff\xfe\xc3\x28\n\x00\x1b[31m\xe2\x80\x8b\n".to_vec();
    input.extend_from_slice(
        "😀😀\nمرحبا\nAND OR +(:\"*\n<b>&amp;</b>\n'; DROP TABLE facts; --\nКакова стоимость грузов?\nlast, without a line end".as_bytes(),
    );
    for command in ["ask", "chat"] {
        let objects = objects(&[command, "--json"], input.clone());
        assert_eq!(objects.len(), 11);
        for object in &objects {
            assert_eq!(object["status"], "abstained", "{object}");
            assert!(object["text"].as_str().is_some_and(|t| !t.is_empty()), "{object}");
        }
        assert_eq!(objects[2]["question"], "\u{fffd}\u{fffd}\u{fffd}(");
    }
}

#[test]
fn a_huge_line_is_read_in_part_and_echoed_in_part() {
    let mut input = "x".repeat(1_000_000);
    input.push_str("\n港口日什么时候举行？\n");
    let objects = objects(&["ask", "--json"], input);
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["question"].as_str().map(str::len), Some(4_096));
    assert_eq!(objects[1]["facts"], serde_json::json!(["port-day-2025"]));
}

#[test]
fn no_input_gives_no_object() {
    assert!(objects(&["ask", "--json"], "").is_empty());
}

#[test]
fn the_language_can_be_set() {
    for (tag, expected) in [("zh", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("en", "en")] {
        let objects = objects(&["ask", "--json", "--lang", tag], "When was the Port Day?\n北港货值2024\n");
        assert!(objects.iter().all(|o| o["language"] == expected), "{objects:?}");
    }
    let traditional = &objects(&["ask", "--json"], "北港2024年貨值是多少？")[0];
    assert_eq!(traditional["language"], "zh-Hant");
    assert!(traditional["text"].as_str().is_some_and(|t| t.starts_with("12.5億")));
}

#[test]
fn chat_is_one_conversation_and_ask_is_not() {
    let lines = "北港2024年货值是多少？\n那2023年呢？\n";
    let second = |command| objects(&[command, "--json"], lines)[1].clone();
    assert_eq!(second("chat")["facts"], serde_json::json!(["north-cargo-2023"]));
    assert_ne!(second("ask")["facts"], serde_json::json!(["north-cargo-2023"]));
}

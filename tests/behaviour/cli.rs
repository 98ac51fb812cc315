//! The command line: exit statuses, options, environment, errors.

use crate::support::{NOW, bare, folder, output, tongshang};
use assert_cmd::Command;

fn stderr(command: &mut Command, code: i32) -> String {
    let assert = command.assert().code(code);
    String::from_utf8_lossy(&assert.get_output().stderr).into_owned()
}

#[test]
fn wrong_usage_is_exit_status_2() {
    for arguments in [
        &[][..],
        &["sell"],
        &["ask", "--frob"],
        &["ask", "--now", "noon", "x"],
        &["ask", "--lang", "fr", "x"],
        &["events", "--month", "2025-13"],
        &["ask", "--json", "--explain", "x"],
    ] {
        assert!(!stderr(&mut bare(arguments), 2).is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_no_failure() {
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["ask", "--help"],
        &["chat", "--help"],
        &["check", "--help"],
        &["events", "--help"],
        &["eval", "--help"],
    ] {
        assert!(!output(&mut bare(arguments)).is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_failure_is_exit_status_1_and_one_line() {
    let missing = folder("no-such-folder");
    let missing = missing.to_str().expect("a plain path");
    let said = stderr(&mut bare(&["ask", "--knowledge", missing, "x"]), 1);
    assert!(said.contains("no-such-folder") && said.trim_end().lines().count() == 1, "{said}");
    let said = stderr(tongshang(&["ask", "x"]).env("TONGSHANG_TIME_ZONE", "Asia/Nowhere"), 1);
    assert!(said.contains("TONGSHANG_TIME_ZONE") && said.contains("Asia/Nowhere") && said.trim_end().lines().count() == 1, "{said}");
    let said = stderr(&mut tongshang(&["events", "--place", "Atlantis"]), 1);
    assert!(said.contains("Atlantis") && said.trim_end().lines().count() == 1, "{said}");
}

#[test]
fn a_question_that_is_not_answered_is_no_failure() {
    assert!(output(&mut tongshang(&["ask", "how", "heavy", "is", "the", "moon?"])).contains("no checked fact"));
}

#[test]
fn the_words_of_a_question_are_joined() {
    assert!(output(&mut tongshang(&["ask", "when", "was", "the", "Port", "Day?"])).starts_with("16–18 May 2025"));
}

#[test]
fn without_a_question_all_of_standard_input_is_one() {
    let text = output(tongshang(&["ask"]).write_stdin("北港2024年\n货值是多少？\n"));
    assert!(text.starts_with("12.5亿元人民币"), "{text}");
}

#[test]
fn the_built_in_base_answers_and_is_sound() {
    assert!(!output(&mut bare(&["ask", "--now", NOW, "hello"])).is_empty());
    assert!(output(&mut bare(&["check", "--lang", "en"])).starts_with("The base is sound"));
}

#[test]
fn the_environment_names_base_and_overlays() {
    let harbour = folder("support/harbour");
    let mut command = bare(&["ask", "When was the Port Day?"]);
    assert!(output(command.env("TONGSHANG_KNOWLEDGE", &harbour)).starts_with("16–18 May 2025"));
    let more = tempfile::tempdir().expect("a folder");
    let record = "[[statement]]\nid = \"bell\"\nlabel = { zh = \"雾钟\", en = \"the fog bell\" }\ntext = { zh = \"北港雾钟重三吨。\", en = \"The fog bell of North Port weighs three tonnes.\" }\nsource = \"gazette-2025-06\"\nasks = { zh = [\"雾钟多重？\"], en = [\"How heavy is the fog bell?\"] }\n";
    std::fs::write(more.path().join("bell.toml"), record).expect("a file");
    let asked = ["ask", "How heavy is the fog bell?"];
    assert!(output(tongshang(&asked).env("TONGSHANG_OVERLAY", more.path())).contains("three tonnes"));
    assert!(output(tongshang(&asked).arg("--overlay").arg(more.path())).contains("three tonnes"));
}

#[test]
fn a_dot_env_file_counts_and_a_malformed_one_is_named() {
    let here = tempfile::tempdir().expect("a folder");
    let write = |text: String| std::fs::write(here.path().join(".env"), text).expect("a file");
    write(format!("TONGSHANG_KNOWLEDGE={}\n", folder("support/harbour").display()));
    assert!(output(bare(&["ask", "When was the Port Day?"]).current_dir(here.path())).starts_with("16–18 May"));
    write(String::from("TONGSHANG_KNOWLEDGE='unclosed\n"));
    let said = stderr(bare(&["ask", "x"]).current_dir(here.path()), 1);
    assert!(said.contains(".env") && said.trim_end().lines().count() == 1, "{said}");
}

#[test]
fn a_broken_overlay_stops_the_start_and_says_where() {
    let broken = tempfile::tempdir().expect("a folder");
    std::fs::write(broken.path().join("new.toml"), "[[statement]]\nid = \"x\"\nsauce = \"gazette-2025-06\"\n").expect("a file");
    for arguments in [&["ask", "When was the Port Day?"][..], &["chat"], &["events"]] {
        let mut command = tongshang(arguments);
        let said = stderr(command.arg("--overlay").arg(broken.path()).write_stdin(""), 1);
        assert!(said.contains("new.toml:3") && said.contains("sauce") && said.contains('^'), "{said}");
        command.assert().stdout("");
    }
    let mut check = tongshang(&["check"]);
    let assert = check.arg("--overlay").arg(broken.path()).assert().code(1);
    let said = String::from_utf8_lossy(&assert.get_output().stdout).into_owned();
    assert!(said.contains("did you mean `source`") || said.contains("sauce"), "{said}");
    assert!(!said.contains('\u{1b}'), "colours only on a terminal");
}

#[test]
fn check_takes_a_folder() {
    let sound = folder("sound_base");
    let text = output(bare(&["check", "--lang", "zh"]).arg(&sound));
    assert!(text.starts_with("事实库没有错误") && text.lines().count() == 1, "{text}");
}

#[test]
fn events_by_date_month_place_and_to_come() {
    let lines =
        |arguments: &[&str]| output(tongshang(&["events", "--lang", "en"]).args(arguments)).lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        lines(&[]),
        ["16–18 May 2025 — the 2025 Port Day (Lantern Hall)", "September 2026 — the 2026 regatta (South Port) (Planned, not a result.)"]
    );
    assert_eq!(lines(&["--month", "2025-05"]).len(), 1);
    assert_eq!(lines(&["--month", "2025-06"]).len(), 0);
    assert!(lines(&["--place", "北港"]).iter().all(|l| l.contains("Port Day")), "the hall lies within the port");
    assert!(lines(&["--upcoming"]).iter().all(|l| l.contains("regatta")));
    let json = output(&mut tongshang(&["events", "--json", "--upcoming"]));
    assert_eq!(
        json.trim_end(),
        r#"{"id":"regatta-2026","name":{"zh":"2026年帆船赛","en":"the 2026 regatta"},"start":"2026-09","end":null,"place":{"zh":"南港","en":"South Port"},"standing":"planned","source":"gazette-2025-06"}"#
    );
}

#[test]
fn explain_says_what_was_recognised_and_why() {
    let text = output(&mut tongshang(&["ask", "--explain", "North Port cargo value 2020"]));
    for part in ["north-port", "cargo-value", "2020", "accounts-for", "north-cargo-2024", "OtherTime"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn eval_counts_and_shows_failures() {
    let questions = r#"
[[question]]
q = "北港2024年货值是多少？"
class = "figure"
expect = "answer"
facts = ["north-cargo-2024"]
says = ["12\\.5亿"]
[[question]]
q = "North Port's cargo value in 2020?"
class = "near-miss"
expect = "abstain"
[[question]]
q = "When was the Port Day?"
class = "event"
expect = "answer"
facts = ["regatta-2026"]
[[question]]
q = "那2023年呢？"
after = ["北港2024年货值是多少？"]
class = "follow-up"
expect = "answer"
facts = ["north-cargo-2023"]
"#;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("q.toml");
    std::fs::write(&file, questions).expect("a file");
    let text = output(tongshang(&["eval", "--failures", "--lang", "en"]).arg(&file));
    assert!(text.contains("incorrect [event] When was the Port Day?"), "{text}");
    assert!(text.contains("4 questions: correct 3 (75.0%), incorrect 1 (25.0%), not attempted 0 (0.0%), false answers 0 (0.0%)"), "{text}");
    std::fs::write(&file, "[[question]]\nq = 1\n").expect("a file");
    assert!(stderr(tongshang(&["eval"]).arg(&file), 1).contains("q.toml"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("tongshang"))
        .args(["ask", "--json", "--knowledge"])
        .arg(folder("support/harbour"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    drop(child.stdout.take());
    if let Some(mut input) = child.stdin.take() {
        // The program may be gone before it has read all.
        let _ = input.write_all("北港货值？\n".repeat(100).as_bytes());
    }
    let out = child.wait_with_output().expect("its end");
    assert!(out.status.success(), "{out:?}");
    assert!(out.stderr.is_empty(), "{out:?}");
}

//! Every mistake that a base can have is reported with its file, line, column, a caret under the right place,
//! and what would be right. The broken bases lie as overlays on `sound_base`.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use proptest::prelude::*;
use tongshang::knowledge::{Base, Kind, LoadError, Phrases, Precision, Problem, Problems};

const SOUND: &str = "tests/sound_base";
const BROKEN: &str = "tests/broken_bases";

fn read(overlays: &[PathBuf]) -> Result<Base, LoadError> {
    Base::read(Some(Path::new(SOUND)), overlays)
}

fn problems(mistake: &str) -> Problems {
    match read(&[Path::new(BROKEN).join(mistake)]) {
        Err(LoadError::Problems(problems)) => problems,
        other => panic!("{mistake}: problems expected, not {other:?}"),
    }
}

fn mistakes() -> Vec<String> {
    let folders = std::fs::read_dir(BROKEN).expect("the broken bases");
    let mut names: Vec<String> = folders.map(|entry| entry.expect("a folder").file_name().into_string().expect("a plain name")).collect();
    names.sort();
    names
}

/// The columns that a text takes in a terminal.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2E80}' { 2 } else { 1 }).sum()
}

/// The text under the carets of a rendered problem.
fn under_carets(rendered: &str) -> String {
    let lines: Vec<&str> = rendered.lines().collect();
    let carets = lines.iter().position(|line| line.contains('^') && line.trim_start().starts_with('|'));
    let carets = carets.unwrap_or_else(|| panic!("no carets:\n{rendered}"));
    let from = lines[carets].find('^').expect("a caret");
    let to = lines[carets].rfind('^').expect("a caret") + 1;
    let mut column = 0;
    let mut text = String::new();
    for c in lines[carets - 1].chars() {
        if (from..to).contains(&column) {
            text.push(c);
        }
        column += width(c.encode_utf8(&mut [0; 4]));
    }
    text
}

/// What the problem points at in its file.
fn pointed_at(problem: &Problem) -> String {
    let text = std::fs::read(&*problem.file).expect("the file");
    String::from_utf8_lossy(&text)[problem.span.clone()].to_owned()
}

#[test]
fn a_sound_base_has_no_problem() {
    let base = read(&[]).expect("a sound base");
    let cargo = &base[base.fact("port-cargo-2024").expect("the figure")];
    let Kind::Figure(figure) = &cargo.kind else {
        panic!("a figure expected, not {:?}", cargo.kind);
    };
    assert_eq!(figure.value.amount().to_string(), "12.50", "digits stay as published");
    assert_eq!(figure.value.exact().normalize().to_string(), "1250000000");
    assert_eq!(base[figure.metric].id, "cargo-value");
    let (_, day, event) = base.events().next().expect("the event");
    assert_eq!(day.when.map(|when| when.period.to_string()), Some("2025-05-16/2025-05-18".into()));
    assert_eq!(event.hosts.iter().map(|host| &base[*host].id).collect::<Vec<_>>(), ["port-authority"]);
}

#[test]
fn each_mistake_is_reported_once_and_alone() {
    for mistake in mistakes() {
        let problems = problems(&mistake);
        if !["many_at_once", "broken_file_beside_others"].contains(&mistake.as_str()) {
            assert_eq!(problems.0.len(), 1, "{mistake}:\n{problems}");
        }
        assert_snapshot!(mistake.as_str(), problems.to_string());
    }
}

#[test]
fn each_problem_names_its_place_and_what_is_right() {
    for mistake in mistakes() {
        for problem in &problems(&mistake).0 {
            let rendered = problem.to_string();
            let place = format!("--> {}:{}:{}", problem.file, problem.line, problem.column);
            assert!(rendered.contains(&place), "{place} is not in\n{rendered}");
            assert!(rendered.contains("help: "), "no help in\n{rendered}");
            let syntax = problem.message.starts_with("not valid TOML") || mistake == "not_utf8";
            assert!(syntax || rendered.contains(&format!("`{}`", problem.key)), "no key in\n{rendered}");
        }
    }
}

#[test]
fn carets_stand_under_the_place() {
    for mistake in mistakes() {
        for problem in &problems(&mistake).0 {
            let pointed_at = pointed_at(problem);
            if pointed_at.trim().is_empty() {
                continue;
            }
            assert_eq!(under_carets(&problem.to_string()), pointed_at, "{mistake}:\n{problem}");
        }
    }
}

#[test]
fn many_mistakes_are_reported_in_one_run() {
    let problems = problems("many_at_once");
    let keys: Vec<(&str, &str)> =
        problems.0.iter().map(|problem| (problem.file.rsplit('/').next().unwrap_or(""), problem.key.as_str())).collect();
    for expected in [
        ("a.toml", "metric"),
        ("a.toml", "period"),
        ("a.toml", "value.amount"),
        ("a.toml", "value.scale"),
        ("a.toml", "value.unit"),
        ("a.toml", "label.en"),
        ("a.toml", "source"),
        ("a.toml", "precision"),
        ("a.toml", "about"),
        ("a.toml", "colour"),
        ("a.toml", "asks"),
        ("b.toml", "name.zh"),
        ("b.toml", "start"),
        ("b.toml", "end"),
        ("b.toml", "series"),
        ("b.toml", "standing"),
        ("b.toml", "person"),
        ("b.toml", "within"),
        ("c.toml", ""),
    ] {
        assert!(keys.contains(&expected), "{expected:?} is not among {keys:?}");
    }
}

#[test]
fn a_file_that_cannot_be_parsed_does_not_make_others_dangle() {
    let problems = problems("broken_file_beside_others");
    let messages: Vec<&str> = problems.0.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "{problems}");
    assert!(messages[1].contains("`wets-port`"), "{problems}");
}

#[test]
fn an_overlay_adds_and_replaces() {
    let overlay = tempfile::tempdir().expect("a folder");
    let text = r#"
[[entity]]
id = "north-port"
kind = "place"
name = { zh = "新北港", en = "New North Port" }

[[entity]]
id = "south-port"
kind = "place"
name = { zh = "南港", en = "South Port" }
"#;
    std::fs::write(overlay.path().join("more.toml"), text).expect("a file");
    std::fs::write(overlay.path().join("notes.txt"), "not TOML").expect("a file");
    std::fs::create_dir(overlay.path().join("questions")).expect("a folder");
    std::fs::write(overlay.path().join("questions/q.toml"), "question = 1").expect("a file");
    let base = read(&[overlay.path().to_owned()]).expect("a sound base");
    let port = base.entity("north-port").expect("the port");
    assert_eq!(base[port].name.en, "New North Port");
    assert_eq!(base[base.entity("south-port").expect("the new port")].name.zh, "南港");
    assert_eq!(base.entities.len(), read(&[]).expect("a sound base").entities.len() + 1);
    let authority = base.entity("port-authority").expect("the authority");
    assert_eq!(base[authority].within, [port]);
}

/// A base on which a file with this text lies as an overlay.
fn overlaid(below: Option<&Path>, text: &str) -> Result<Base, LoadError> {
    let overlay = tempfile::tempdir().expect("a folder");
    std::fs::write(overlay.path().join("more.toml"), text).expect("a file");
    Base::read(below, &[overlay.path().to_owned()])
}

fn label(base: &Base, id: &str) -> (String, String) {
    let label = &base[base.fact(id).expect(id)].label;
    (label.zh.clone(), label.en.clone())
}

#[test]
fn a_fact_needs_neither_a_label_nor_ways_of_asking() {
    let text = r#"
[[figure]]
id = "port-cargo-2023"
of = "north-port"
metric = "cargo-value"
period = "2023"
value = { amount = "11", scale = "亿", unit = "CNY" }
source = "gazette-2025"

[[figure]]
id = "port-day-ships"
of = "port-day-2025"
metric = "ships"
as_of = "2025-05-16"
partner = "port-authority"
part = ["north-port", "wang-wei"]
value = { amount = "7", unit = "count" }
precision = "over"
source = "gazette-2025"

[[statement]]
id = "depth"
text = { zh = "北港水深12.5米。全年不冻；夜间也开放。", en = "North Port is 12.5 metres deep. It never freezes." }
source = "gazette-2025"
"#;
    let base = overlaid(Some(Path::new(SOUND)), text).expect("a sound base");
    let expected = [
        ("port-cargo-2023", "北港货值", "North Port, cargo value"),
        (
            "port-day-ships",
            "2025年港口日港务局、北港、王伟船数",
            "the 2025 Port Day, number of ships (the Port Authority, North Port, Wang Wei)",
        ),
        ("depth", "北港水深12.5米", "North Port is 12.5 metres deep"),
    ];
    for (id, zh, en) in expected {
        assert_eq!(label(&base, id), (zh.to_owned(), en.to_owned()));
    }
    let cargo = &base[base.fact("port-cargo-2023").expect("the figure")];
    let Kind::Figure(figure) = &cargo.kind else {
        panic!("a figure expected, not {:?}", cargo.kind);
    };
    assert_eq!(figure.precision, Precision::Exact);
    assert_eq!(cargo.asks, Phrases::default());
}

#[test]
fn the_shortest_figure_goes_on_top_of_the_base_of_the_program() {
    let text = r#"
[[figure]]
id = "jinan-area-trade-2023"
of = "jinan-area"
metric = "trade-volume"
period = "2023"
value = { amount = "900.5", scale = "亿", unit = "CNY" }
precision = "exact"
source = "jinan-times-2025-05"
"#;
    let base = overlaid(None, text).unwrap_or_else(|error| panic!("{error}"));
    let (zh, en) = label(&base, "jinan-area-trade-2023");
    assert_eq!(zh, "济南片区进出口总额");
    assert_eq!(en, "the Jinan Area, total imports and exports");
    let replaced = text.replace("2023", "2024");
    let base = overlaid(None, &replaced).unwrap_or_else(|error| panic!("{error}"));
    assert!(base.fact("jinan-area-trade-2024").is_some());
}

/// The examples of the README for those who edit facts.
fn examples() -> String {
    let readme = std::fs::read_to_string("knowledge/README.md").expect("the README");
    let blocks = readme.split("```toml\n").skip(1);
    let blocks = blocks.filter_map(|block| Some(block.split_once("```")?.0));
    blocks.filter(|block| !block.contains("[[question]]")).collect()
}

#[test]
fn the_examples_of_the_readme_are_a_sound_base() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("examples.toml"), examples()).expect("a file");
    let base = match Base::read(Some(folder.path()), &[]) {
        Ok(base) => base,
        Err(error) => panic!("{error}"),
    };
    let shown = |is: fn(&Kind) -> bool| base.facts.iter().any(|fact| is(&fact.kind));
    assert!(shown(|kind| matches!(kind, Kind::Event(_))));
    assert!(shown(|kind| matches!(kind, Kind::Figure(_))));
    assert!(shown(|kind| matches!(kind, Kind::Initiative(_))));
    assert!(shown(|kind| matches!(kind, Kind::Role(_))));
    assert!(shown(|kind| matches!(kind, Kind::Statement)));
    assert!(shown(|kind| matches!(kind, Kind::Unknown { .. })));
}

#[test]
fn an_overlay_does_not_replace_across_tables() {
    let problems = problems("duplicate_id_in_another_table");
    let related = problems.0[0].related.as_ref().expect("the earlier place");
    assert_eq!(&*related.file, "tests/sound_base/base.toml");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let error = Base::read(Some(Path::new("tests/no_such_base")), &[]).expect_err("no folder");
    assert!(matches!(error, LoadError::Io { .. }), "{error:?}");
    assert!(error.to_string().contains("tests/no_such_base"), "{error}");

    let empty = tempfile::tempdir().expect("a folder");
    let error = Base::read(Some(empty.path()), &[]).expect_err("an empty folder");
    assert!(matches!(error, LoadError::Empty(_)), "{error:?}");

    let error = Base::read(Some(Path::new("tests/behaviour/check.rs")), &[]).expect_err("a file");
    assert!(matches!(error, LoadError::NotAFolder(_)), "{error:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is done to a file, reading it ends with a base or with problems that can be shown.
    #[test]
    fn a_spoilt_file_never_panics(
        at in any::<prop::sample::Index>(),
        drop in 0..40_usize,
        put in "[\\[\\]{}\"'=.,#\n\ra-z0-9北 \u{feff}-]{0,6}",
    ) {
        let mut text = std::fs::read_to_string(format!("{SOUND}/base.toml")).expect("the sound base");
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        let at = at.index(starts.len());
        let end = starts.get(at + drop).copied().unwrap_or(text.len());
        text.replace_range(starts[at]..end, &put);
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("base.toml"), text).expect("a file");
        if let Err(error) = Base::read(Some(folder.path()), &[]) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn the_base_of_the_program_is_sound() {
    if let Err(problems) = Base::embedded() {
        panic!("{problems}");
    }
}

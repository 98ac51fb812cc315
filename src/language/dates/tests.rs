use super::*;
use crate::language::{Canonicaliser, Scripts, Stems};

fn times(text: &str) -> Vec<String> {
    let text = Canonicaliser::new(Scripts::load().expect("tables")).question(text, &Stems::default());
    let today = Date::constant(2026, 11, 21);
    named_times(&text, today)
        .iter()
        .map(|t| match t.time {
            Time::Period(p) => p.to_string(),
            Time::MonthDay { month, day } => format!("--{month}-{day:?}"),
        })
        .collect()
}

#[test]
fn chinese_dates_keep_their_grain() {
    assert_eq!(times("2025年5月16日"), ["2025-05-16"]);
    assert_eq!(times("二零二四年的灯塔"), ["2024"]);
    assert_eq!(times("24年"), ["2024"]);
    assert_eq!(times("2025年上半年"), ["2025-H1"]);
    assert_eq!(times("7月18日下午"), ["--7-Some(18)"]);
    assert_eq!(times("十年来"), [""; 0]);
    assert_eq!(times("哪天到的，带上年份"), [""; 0]);
}

#[test]
fn english_dates_keep_their_grain() {
    assert_eq!(times("on 16 May 2025"), ["2025-05-16"]);
    assert_eq!(times("May 16th, 2025"), ["2025-05-16"]);
    assert_eq!(times("in May"), ["--5-None"]);
    assert_eq!(times("you may ask"), [""; 0]);
    assert_eq!(times("Q1 2025 and the first half of 2024"), ["2025-Q1", "2024-H1"]);
    assert_eq!(times("2025-07-18"), ["2025-07-18"]);
    assert_eq!(times("on 16.5.2025?"), ["2025-05-16"]);
    assert_eq!(times("29/10/2022"), ["2022-10-29"]);
    assert_eq!(times("5/16/2025"), ["2025-05-16"]);
    assert_eq!(times("5/7/2025"), ["2025-07-05"]);
}

#[test]
fn relative_times_count_from_today() {
    assert_eq!(times("去年"), ["2025"]);
    assert_eq!(times("去年(2024)"), ["2024"]);
    assert_eq!(times("last year (2024)"), ["2024"]);
    assert_eq!(times("last year"), ["2025"]);
    assert_eq!(times("下个月"), ["2026-12"]);
    assert_eq!(times("next month"), ["2026-12"]);
    assert_eq!(times("今年7月"), ["2026-07"]);
}

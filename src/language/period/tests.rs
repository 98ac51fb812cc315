//! Tests of the notation and the days of periods.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn each_grain_has_its_first_and_last_day() {
    for (text, first, last) in [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-05-16", date(2024, 5, 16), date(2024, 5, 16)),
        ("2199", date(2199, 1, 1), date(2199, 12, 31)),
        ("2022-10-29/2022-11", date(2022, 10, 29), date(2022, 11, 30)),
    ] {
        assert_eq!((read(text).first(), read(text).last()), (first, last), "{text}");
    }
}

#[test]
fn whole_months_are_counted_with_the_first_and_the_last() {
    let months = |text| read(text).months();
    assert_eq!([months("2024"), months("2024-Q1"), months("2024-02")], [Some(12), Some(3), Some(1)]);
    assert_eq!(months("2020-08/2023-02"), Some(31));
    assert_eq!([months("2024-05-16"), months("2022-10-29/2022-11")], [None, None]);
}

#[test]
fn what_is_wrong_is_told() {
    for (text, wrong) in [
        ("", "the date is empty"),
        ("soon", "`soon` is not a date"),
        ("24", "`24` is not a date"),
        ("2024-5", "`2024-5` is not a date"),
        ("2024-Q", "`2024-Q` is not a date"),
        ("2024-05-16-01", "`2024-05-16-01` is not a date"),
        ("２０２４", "`２０２４` is not a date"),
        ("1899", "the year 1899 lies outside 1900 to 2199"),
        ("2024-00", "a year has no month 00"),
        ("2023-02-29", "2023-02 has no day 29"),
        ("2024-Q5", "a year has no quarter 5; quarters are Q1 to Q4"),
        ("2024-H0", "a year has no half 0; halves are H1 and H2"),
        ("2025/2024", "the span runs backwards: 2024 ends before 2025 begins"),
        ("2024/2025/2026", "`2024/2025/2026` has more than two sides; a span is `from/to`"),
        ("2024/", "the date is empty"),
    ] {
        let error = Period::parse(text).expect_err(text);
        assert_eq!(error.to_string(), wrong);
    }
}

#[test]
fn periods_contain_and_overlap() {
    assert!(read("2024").contains(&read("2024-Q4")));
    assert!(!read("2024-Q4").contains(&read("2024")));
    assert!(read("2024-Q4").overlaps(&read("2024")));
    assert!(read("2024-12/2025-01").overlaps(&read("2025-01-31")));
    assert!(!read("2024-12/2025-01").overlaps(&read("2025-02")));
    assert_eq!(read("2024-12/2025-01").year(), None);
    assert_eq!(read("2024-H1").year(), Some(2024));
}

fn points() -> impl Strategy<Value = Point> {
    let year = FIRST_YEAR..=LAST_YEAR;
    prop_oneof![
        year.clone().prop_map(Point::year),
        (year.clone(), 1..=2_i8).prop_map(|(year, half)| Point::half(year, half)),
        (year.clone(), 1..=4_i8).prop_map(|(year, quarter)| Point::quarter(year, quarter)),
        (year.clone(), 1..=12_i8).prop_map(|(year, month)| Point::month(year, month)),
        (year, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| Point::day(date(year, month, day))),
    ]
    .prop_map(|point| point.expect("a point that exists"))
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(from in points(), to in points()) {
        let point = Period::from(from);
        prop_assert_eq!(Period::parse(&point.to_string()), Ok(point));
        prop_assert!(point.first() <= point.last());
        if let Ok(span) = Period::span(from, to) {
            prop_assert_eq!(Period::parse(&span.to_string()), Ok(span));
            prop_assert!(span.first() <= span.last());
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9HQ/年-]{0,12}|.{0,12}") {
        if let Ok(period) = Period::parse(&text) {
            prop_assert_eq!(period.to_string(), text);
        }
    }
}

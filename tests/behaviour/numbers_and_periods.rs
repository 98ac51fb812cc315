//! What is written is read back: quantities and periods as the base writes them and as replies put them into words are
//! the numbers and times that a question with the same words names.

use crate::support::folder;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use std::sync::OnceLock;
use tongshang::knowledge::{Base, FactRef, Kind, Precision, When};
use tongshang::language::{
    Canonical, Canonicaliser, Grain, Language, Period, Point, Quantity, Scale, Scripts, StatedNumber, Stems, Time, Unit, Wanted,
    named_times, stated_numbers,
};
use tongshang::reply::Writer;
use tongshang::retrieval::{Answer, Arithmetic, Computation, Item, Operand};

const TODAY: Date = date(2026, 1, 31);
const LANGUAGES: [Language; 3] = [Language::ZhHans, Language::ZhHant, Language::En];
/// A figure of the harbour base whose words hold no number and no time of their own.
const FIGURE: &str = "north-cargo-2024";
/// Another of the same metric.
const OTHER: &str = "south-cargo-2024";

/// A base to write from and a reader of what is written.
struct Desk {
    base: Base,
    writer: Writer,
    reader: Canonicaliser,
}

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| Desk {
        base: Base::read(Some(&folder("support/harbour")), &[]).expect("the harbour base is sound"),
        writer: Writer::new(Scripts::load().expect("tables")).expect("a writer"),
        reader: Canonicaliser::new(Scripts::load().expect("tables")),
    })
}

fn read(text: &str) -> Canonical {
    desk().reader.question(text, &Stems::default())
}

fn numbers(text: &str) -> Vec<StatedNumber> {
    stated_numbers(&read(text))
}

fn times(text: &str) -> Vec<Time> {
    named_times(&read(text), TODAY).into_iter().map(|named| named.time).collect()
}

/// The harbour base with another value and time in one of its figures.
fn base_with(value: Quantity, precision: Precision, when: When) -> (Base, FactRef) {
    let mut base = desk().base.clone();
    let at = base.fact(FIGURE).expect("a fact");
    let fact = &mut base.facts[at.index()];
    fact.when = Some(when);
    let Kind::Figure(figure) = &mut fact.kind else { panic!("`{FIGURE}` is a figure") };
    (figure.value, figure.precision) = (value, precision);
    (base, at)
}

/// The first line of a reply that tells the figure: value, label, time.
fn told(value: Quantity, precision: Precision, when: When, language: Language) -> String {
    let (base, at) = base_with(value, precision, when);
    let reply = desk().writer.write(&Answer::told(vec![at], None), &base, &[], language);
    reply.text.lines().next().unwrap_or_default().to_owned()
}

/// The part of a told figure before its label.
fn value_of(line: &str, language: Language) -> String {
    let mark = if language.is_chinese() { "——" } else { ": " };
    line.split_once(mark).unwrap_or_else(|| panic!("a value and a label in `{line}`")).0.to_owned()
}

/// The part of a told figure after its label.
fn time_of(line: &str, language: Language) -> String {
    let label = if language == Language::ZhHant {
        "北港貨值"
    } else if language.is_chinese() {
        "北港货值"
    } else {
        "North Port's cargo value"
    };
    line.split_once(label).unwrap_or_else(|| panic!("the label in `{line}`")).1.to_owned()
}

fn year_2024() -> When {
    When { period: Period::parse("2024").expect("a year"), as_of: false }
}

fn amounts() -> impl Strategy<Value = String> {
    "(0|[1-9][0-9]{0,5})(\\.[0-9]{0,3}[1-9])?"
}

fn units() -> impl Strategy<Value = Unit> {
    select(vec![Unit::Cny, Unit::Usd, Unit::Percent, Unit::Km2, Unit::M2, Unit::Count])
}

fn precisions() -> impl Strategy<Value = Precision> {
    select(vec![
        Precision::Exact,
        Precision::About,
        Precision::Over,
        Precision::Nearly,
        Precision::Under,
        Precision::AtLeast,
        Precision::Target,
    ])
}

/// A scale word that goes with the unit: percentages have none.
fn scale_for(unit: Unit, scale: Scale) -> Scale {
    if unit == Unit::Percent { Scale::One } else { scale }
}

fn days() -> impl Strategy<Value = Date> {
    (1950..2100i16, 1..=12i8, 1..=28i8).prop_map(|(y, m, d)| date(y, m, d))
}

fn points() -> impl Strategy<Value = Point> {
    prop_oneof![
        (1950..2100i16).prop_map(|y| Point::year(y).expect("a year")),
        (1950..2100i16, 1..=2i8).prop_map(|(y, h)| Point::half(y, h).expect("a half")),
        (1950..2100i16, 1..=4i8).prop_map(|(y, q)| Point::quarter(y, q).expect("a quarter")),
        (1950..2100i16, 1..=12i8).prop_map(|(y, m)| Point::month(y, m).expect("a month")),
        days().prop_map(|d| Point::day(d).expect("a day")),
    ]
}

/// Two points of one grain, the first before the second.
fn spans() -> impl Strategy<Value = (Point, Point)> {
    let years = (1950..2098i16, 1..40i16).prop_map(|(y, n)| [y, (y + n).min(2099)].map(|y| Point::year(y).expect("a year")));
    let months = (0..1_798i16, 1..30i16).prop_map(|(m, n)| {
        [m, (m + n).min(1_799)].map(|m| Point::month(1950 + m / 12, i8::try_from(m % 12).expect("a month") + 1).expect("a month"))
    });
    let days = (days(), 1..500i32).prop_map(|(d, n)| [d, d.saturating_add(n.days())].map(|d| Point::day(d).expect("a day")));
    prop_oneof![years, months, days].prop_map(|[a, b]| (a, b))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_quantity_in_a_reply_is_the_number_that_it_is(amount in amounts(), scale in select(&Scale::ALL[..]), unit in units(), language in select(&LANGUAGES[..])) {
        let value = Quantity::parse(&amount, scale_for(unit, scale), unit).expect("a quantity");
        let written = value_of(&told(value, Precision::Exact, year_2024(), language), language);
        let read = numbers(&written);
        prop_assert_eq!(read.len(), 1, "{}", &written);
        prop_assert_eq!(read[0].value, value.exact(), "{}", &written);
        prop_assert_eq!(read[0].percent, unit == Unit::Percent, "{}", &written);
    }

    #[test]
    fn the_word_for_how_exact_a_value_is_changes_no_number(amount in amounts(), scale in select(&Scale::ALL[..]), precision in precisions(), language in select(&LANGUAGES[..])) {
        let value = Quantity::parse(&amount, scale, Unit::Cny).expect("a quantity");
        let written = value_of(&told(value, precision, year_2024(), language), language);
        let read: Vec<Decimal> = numbers(&written).iter().map(|n| n.value).collect();
        prop_assert_eq!(read, [value.exact()], "{}", &written);
    }

    #[test]
    fn a_rank_in_a_reply_is_its_number(rank in 1..500u32, language in select(&LANGUAGES[..])) {
        let value = Quantity::parse(&rank.to_string(), Scale::One, Unit::Rank).expect("a quantity");
        let written = value_of(&told(value, Precision::Exact, year_2024(), language), language);
        let read: Vec<Decimal> = numbers(&written).iter().map(|n| n.value).collect();
        prop_assert_eq!(read, [Decimal::from(rank)], "{}", &written);
    }

    #[test]
    fn a_quantity_as_the_base_writes_it_is_read_back(amount in amounts(), scale in select(&Scale::ALL[..]), unit in units()) {
        let value = Quantity::parse(&amount, scale_for(unit, scale), unit).expect("a quantity");
        let written = value.to_string();
        let read = numbers(&written);
        prop_assert_eq!(read.len(), 1, "{}", &written);
        prop_assert_eq!(read[0].value, value.exact(), "{}", &written);
        prop_assert_eq!(read[0].percent, unit == Unit::Percent, "{}", &written);
    }

    #[test]
    fn a_computed_sum_is_exact_to_four_digits(a in 1..1_000_000_000_000i64, b in 1..1_000_000_000_000i64, cents in 0..100i64, unit in select(vec![Unit::Cny, Unit::Usd, Unit::Count]), language in select(&LANGUAGES[..])) {
        let base = &desk().base;
        let cents = if unit == Unit::Count { 0 } else { cents };
        let (a, b) = (Decimal::from(a) + Decimal::new(cents, 2), Decimal::from(b));
        let item = |id| Item::Fact(base.fact(id).expect("a fact"));
        let operands = vec![Operand { item: item(FIGURE), value: a }, Operand { item: item(OTHER), value: b }];
        let sum = Computation { operation: Arithmetic::Sum, operands, result: Some(a + b), unit: Some(unit) };
        let reply = desk().writer.write(&Answer::Computed(vec![sum]), base, &[], language);
        let written = reply.text.lines().next().unwrap_or_default();
        let read = numbers(written);
        prop_assert_eq!(read.len(), 1, "{}", written);
        let off = (read[0].value - (a + b)).abs();
        prop_assert!(off * Decimal::from(1_000) <= a + b, "{} for {}", written, a + b);
    }

    #[test]
    fn a_period_in_a_reply_is_the_time_that_it_is(at in points(), as_of in any::<bool>(), language in select(&LANGUAGES[..])) {
        let period = Period::Point(at);
        let value = Quantity::parse("12.5", Scale::HundredMillion, Unit::Cny).expect("a quantity");
        let written = time_of(&told(value, Precision::Exact, When { period, as_of }, language), language);
        prop_assert_eq!(times(&written), [Time::Period(period)], "{}", &written);
    }

    #[test]
    fn a_time_that_is_written_is_no_number_of_its_own(at in points(), language in select(&LANGUAGES[..])) {
        let when = When { period: Period::Point(at), as_of: false };
        let value = Quantity::parse("12.5", Scale::HundredMillion, Unit::Cny).expect("a quantity");
        let time = time_of(&told(value, Precision::Exact, when, language), language);
        let written = read(&time);
        let named = named_times(&written, TODAY);
        let loose: Vec<Decimal> = stated_numbers(&written).into_iter().filter(|n| !named.iter().any(|t| t.tokens.start <= n.tokens.start && n.tokens.end <= t.tokens.end)).map(|n| n.value).collect();
        prop_assert_eq!(loose, [Decimal::ZERO; 0], "{}", &time);
    }

    #[test]
    fn a_span_in_a_reply_names_its_ends((first, last) in spans(), language in select(&LANGUAGES[..])) {
        // See the tests of May and of two days of one month below.
        prop_assume!(language != Language::En || first.grain() != Grain::Month || first.first().month() != 5);
        prop_assume!(first.grain() != Grain::Day || first.first().first_of_month() != last.first().first_of_month());
        let period = Period::parse(&format!("{first}/{last}")).expect("a span");
        let value = Quantity::parse("12.5", Scale::HundredMillion, Unit::Cny).expect("a quantity");
        let written = time_of(&told(value, Precision::Exact, When { period, as_of: false }, language), language);
        let named = times(&written);
        prop_assert!(!named.is_empty(), "{}", &written);
        for time in &named {
            prop_assert!(time.fits(&period), "{:?} of `{}`", time, &written);
        }
        prop_assert!(named.iter().any(|t| t.fits(&Period::Point(first))), "the first of `{}`: {:?}", &written, &named);
        prop_assert!(named.iter().any(|t| t.fits(&Period::Point(last))), "the last of `{}`: {:?}", &written, &named);
    }

    #[test]
    fn a_period_as_the_base_writes_it_is_read_back(at in points()) {
        let period = Period::Point(at);
        prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
        if !matches!(at.grain(), Grain::Half | Grain::Quarter) {
            prop_assert_eq!(times(&period.to_string()), [Time::Period(period)]);
        }
    }

    #[test]
    fn a_half_or_quarter_as_the_base_writes_it_is_read_back(year in 1950..2100i16, half in 1..=2i8, quarter in 1..=4i8) {
        for at in [Point::half(year, half), Point::quarter(year, quarter)] {
            let period = Period::Point(at.expect("a point"));
            prop_assert_eq!(times(&period.to_string()), [Time::Period(period)]);
        }
    }

    #[test]
    fn an_event_in_a_reply_is_on_the_day_that_it_is(day in days(), language in select(&LANGUAGES[..])) {
        let mut base = desk().base.clone();
        let at = base.fact("port-day-2025").expect("an event");
        let period = Period::on_day(day).expect("a day");
        let fact = &mut base.facts[at.index()];
        fact.when = Some(When { period, as_of: false });
        let Kind::Event(event) = &mut fact.kind else { panic!("an event") };
        (event.start, event.end) = (Some(period), None);
        let wanted = Some(Wanted::When);
        let reply = desk().writer.write(&Answer::told(vec![at], wanted), &base, &[], language);
        let written = value_of(reply.text.lines().next().unwrap_or_default(), language);
        prop_assert_eq!(times(&written), [Time::Period(period)], "{}", &written);
    }
}

#[test]
fn a_span_from_may_names_may() {
    for text in ["May–June 2025", "May to June 2025", "between May and July 2025", "from May until July 2025"] {
        let may = Period::in_month(2025, 5).expect("a month");
        assert!(times(text).iter().any(|time| time.fits(&may)), "{text}: {:?}", times(text));
    }
}

#[test]
fn a_span_within_a_month_names_both_days() {
    for text in ["2025年5月17日至18日", "2025年5月17、18日", "17–18 May 2025", "17 and 18 May 2025", "May 17-18, 2025"] {
        for day in [17, 18] {
            let day = Period::on_day(date(2025, 5, day)).expect("a day");
            assert!(times(text).iter().any(|time| time.fits(&day)), "{text}: {:?}", times(text));
        }
    }
}

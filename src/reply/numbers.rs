//! Numbers as each language writes them: 万 and 亿 as published, or thousands, millions and billions.

use super::bundles::Words;
use crate::knowledge::{Precision, Text};
use crate::language::{Grain, Period, Quantity, Scale, Unit};
use rust_decimal::{Decimal, RoundingStrategy};

/// The most decimals of an exact computed value; what has more is rounded.
const EXACT_DECIMALS: u32 = 4;
/// Significant digits of a rounded value.
const ROUNDED_DIGITS: u32 = 4;
/// Significant digits that are read at a glance.
const COARSE_DIGITS: u32 = 3;
/// The most decimals of a computed percentage.
const PERCENT_DECIMALS: u32 = 2;
/// Significant digits of a rounded multiple.
const MULTIPLE_DIGITS: u32 = 3;
/// The most decimals of an exact multiple.
const MULTIPLE_DECIMALS: u32 = 2;

/// A value put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The words.
    pub(super) text: String,
    /// It was rounded.
    pub(super) rounded: bool,
}

/// A quantity as published, with its unit: in Chinese with the scale of the source, in English converted exactly.
pub(super) fn quantity(words: &Words, value: Quantity, counter: Option<&Text>) -> String {
    if words.chinese() {
        let amount = value.amount().to_string();
        return with_unit(words, &scaled(words, value.scale(), &amount), value.unit(), counter);
    }
    let number = english(words, value.exact(), value.unit(), |v| (v, false)).text;
    with_unit(words, &number, value.unit(), counter)
}

/// A computed value with its unit, rounded where it does not end soon.
pub(super) fn computed(words: &Words, value: Decimal, unit: Unit, counter: Option<&Text>) -> Shown {
    let Shown { text, rounded } = number(words, value, unit);
    Shown { text: with_unit(words, &text, unit, counter), rounded }
}

/// A value in as many digits as are read at a glance.
pub(super) fn coarse(value: Decimal) -> Decimal {
    value.round_sf_with_strategy(COARSE_DIGITS, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value)
}

/// The time between two periods known to the month or the year only, in that grain; empty when they fall together.
pub(super) fn months_or_years(words: &Words, a: Period, b: Period) -> String {
    let grain = |period: Period| match period {
        Period::Point(start) | Period::Span(start, _) => start.grain(),
    };
    let years = i64::from(b.first().year()) - i64::from(a.first().year());
    let months = years * 12 + i64::from(b.first().month()) - i64::from(a.first().month());
    let to_the_month = [a, b].iter().all(|p| matches!(grain(*p), Grain::Month | Grain::Day));
    match (to_the_month, months, years) {
        (true, 1.., _) => words.count("unit-months", months, &[("n", &digits(words, Decimal::from(months)))]),
        (false, _, 1..) => words.count("unit-years", years, &[("n", &digits(words, Decimal::from(years)))]),
        _ => String::new(),
    }
}

/// A difference between two values of a unit: of percentages in percentage points, of ranks in places.
pub(super) fn difference(words: &Words, value: Decimal, unit: Unit, counter: Option<&Text>) -> Shown {
    let key = match unit {
        Unit::Percent => "unit-points",
        Unit::Rank => "unit-places",
        _ => return computed(words, value, unit, counter),
    };
    let Shown { text, rounded } = number(words, value, unit);
    let count = i64::try_from(value.trunc()).unwrap_or(i64::MAX);
    Shown { text: words.count(key, count, &[("n", &text)]), rounded }
}

/// A plain multiple.
pub(super) fn multiple(words: &Words, value: Decimal) -> Shown {
    let (value, rounded) = round(value, MULTIPLE_DECIMALS, MULTIPLE_DIGITS);
    Shown { text: words.say("unit-times", &[("n", &digits(words, value))]), rounded }
}

/// A number of days.
pub(super) fn days(words: &Words, days: i64) -> String {
    words.count("unit-days", days, &[("n", &digits(words, Decimal::from(days)))])
}

/// A value with the word that says how exact it is.
pub(super) fn with_precision(words: &Words, precision: Precision, value: &str) -> String {
    let key = match precision {
        Precision::Exact => return value.to_owned(),
        Precision::About => "precision-about",
        Precision::Over => "precision-over",
        Precision::Nearly => "precision-nearly",
        Precision::Under => "precision-under",
        Precision::AtLeast => "precision-at-least",
        Precision::Target => "precision-target",
    };
    words.say(key, &[("value", value)])
}

fn number(words: &Words, value: Decimal, unit: Unit) -> Shown {
    let percent = unit == Unit::Percent && value.abs() >= Decimal::ONE;
    let shorten = |v| if percent { to_decimals(v) } else { round(v, EXACT_DECIMALS, ROUNDED_DIGITS) };
    if words.chinese() { chinese(words, value, unit, shorten) } else { english(words, value, unit, shorten) }
}

fn chinese(words: &Words, value: Decimal, unit: Unit, shorten: impl Fn(Decimal) -> (Decimal, bool)) -> Shown {
    let plain = matches!(unit, Unit::Percent | Unit::Rank);
    let whole_count = unit == Unit::Count && value.is_integer();
    let fits = |scale: &Scale| !plain && value.abs() >= scale.factor();
    let scale = [Scale::Trillion, Scale::HundredMillion, Scale::TenThousand].into_iter().find(fits).unwrap_or_default();
    // A count such as 15 029 keeps all its digits.
    let scale =
        if whole_count && scale == Scale::TenThousand && value % Decimal::from(1_000) != Decimal::ZERO { Scale::One } else { scale };
    let (shown, rounded) = shorten(value / scale.factor());
    Shown { text: scaled(words, scale, &shown.normalize().to_string()), rounded }
}

fn english(words: &Words, value: Decimal, unit: Unit, shorten: impl Fn(Decimal) -> (Decimal, bool)) -> Shown {
    let scales = [(12, "scale-trillion"), (9, "scale-billion"), (6, "scale-million")];
    let plain = matches!(unit, Unit::Percent | Unit::Rank);
    let scales = scales.map(|(zeros, key)| (Decimal::from(10_i64.pow(zeros)), key));
    let fitting = scales.into_iter().find(|(factor, _)| !plain && value.abs() >= *factor);
    let (factor, key) = fitting.unwrap_or((Decimal::ONE, "scale-one"));
    let (shown, rounded) = shorten(value / factor);
    Shown { text: words.say(key, &[("n", &grouped(shown))]), rounded }
}

/// Rounds what does not end within so many decimals to so many significant digits, and tells whether it did.
fn round(value: Decimal, decimals: u32, digits: u32) -> (Decimal, bool) {
    let value = value.normalize();
    if value.scale() <= decimals {
        return (value, false);
    }
    let rounded = value.round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value);
    (rounded.normalize(), true)
}

/// A percentage of one or more, with two decimals at most.
fn to_decimals(value: Decimal) -> (Decimal, bool) {
    let rounded = value.round_dp_with_strategy(PERCENT_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    (rounded.normalize(), rounded != value)
}

/// A number without a scale word.
fn digits(words: &Words, value: Decimal) -> String {
    if words.chinese() { value.normalize().to_string() } else { grouped(value) }
}

/// A number with a comma at each thousand and no trailing zeros.
fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::from(sign);
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

fn scaled(words: &Words, scale: Scale, number: &str) -> String {
    let key = match scale {
        Scale::One => "scale-one",
        Scale::Hundred => "scale-hundred",
        Scale::Thousand => "scale-thousand",
        Scale::TenThousand => "scale-ten-thousand",
        Scale::HundredMillion => "scale-hundred-million",
        Scale::Trillion => "scale-trillion",
    };
    words.say(key, &[("n", number)])
}

fn with_unit(words: &Words, number: &str, unit: Unit, counter: Option<&Text>) -> String {
    let key = match unit {
        Unit::Cny => "unit-cny",
        Unit::Usd => "unit-usd",
        Unit::Percent => "unit-percent",
        Unit::Km2 => "unit-km2",
        Unit::M2 => "unit-m2",
        Unit::Rank => "unit-rank",
        Unit::Count => {
            return match counter {
                Some(counter) => words.say("unit-count", &[("n", number), ("counter", words.of(counter))]),
                None => words.say("unit-count-bare", &[("n", number)]),
            };
        }
    };
    words.say(key, &[("n", number)])
}

#[cfg(test)]
mod tests {
    use super::super::bundles::{EN, Words, ZH};
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn both() -> Result<(Words, Words), String> {
        Ok((Words::load("zh", ZH, true)?, Words::load("en", EN, false)?))
    }

    #[test]
    fn a_quantity_keeps_its_scale_in_chinese_and_is_converted_in_english() -> Outcome {
        let (zh, en) = both()?;
        for (amount, scale, unit, in_zh, in_en) in [
            ("873.5", Scale::HundredMillion, Unit::Cny, "873.5亿元人民币", "CNY 87.35 billion"),
            ("43", Scale::HundredMillion, Unit::Cny, "43亿元人民币", "CNY 4.3 billion"),
            ("4.2", Scale::Trillion, Unit::Cny, "4.2万亿元人民币", "CNY 4.2 trillion"),
            ("6400", Scale::HundredMillion, Unit::Cny, "6400亿元人民币", "CNY 640 billion"),
            ("5.8", Scale::HundredMillion, Unit::Usd, "5.8亿美元", "USD 580 million"),
            ("3.5", Scale::TenThousand, Unit::Usd, "3.5万美元", "USD 35,000"),
            ("53.7", Scale::One, Unit::Percent, "53.7%", "53.7%"),
            ("41.25", Scale::One, Unit::Km2, "41.25平方公里", "41.25 square kilometres"),
            ("6000", Scale::One, Unit::M2, "6000平方米", "6,000 square metres"),
            ("2", Scale::One, Unit::Rank, "第2位", "No. 2"),
            ("-4.5", Scale::One, Unit::Percent, "-4.5%", "-4.5%"),
        ] {
            let value = Quantity::parse(amount, scale, unit)?;
            assert_eq!(quantity(&zh, value, None), in_zh);
            assert_eq!(quantity(&en, value, None), in_en);
        }
        Ok(())
    }

    #[test]
    fn a_count_is_followed_by_its_noun() -> Outcome {
        let (zh, en) = both()?;
        let counter = Text { zh: "艘".to_owned(), en: "ships".to_owned() };
        let ships = Quantity::parse("1037", Scale::One, Unit::Count)?;
        assert_eq!(quantity(&zh, ships, Some(&counter)), "1037艘");
        assert_eq!(quantity(&en, ships, Some(&counter)), "1,037 ships");
        let many = Quantity::parse("1.5", Scale::TenThousand, Unit::Count)?;
        assert_eq!(quantity(&zh, many, Some(&counter)), "1.5万艘");
        assert_eq!(quantity(&en, many, Some(&counter)), "15,000 ships");
        assert_eq!(quantity(&en, many, None), "15,000");
        Ok(())
    }

    #[test]
    fn precision_is_a_word_around_the_value() -> Outcome {
        let (zh, en) = both()?;
        for (precision, in_zh, in_en) in [
            (Precision::Exact, "260人", "260人"),
            (Precision::About, "约260人", "about 260人"),
            (Precision::Over, "超过260人", "more than 260人"),
            (Precision::Nearly, "近260人", "nearly 260人"),
            (Precision::Under, "不到260人", "less than 260人"),
            (Precision::AtLeast, "至少260人", "at least 260人"),
            (Precision::Target, "260人（目标）", "260人 (target)"),
        ] {
            assert_eq!(with_precision(&zh, precision, "260人"), in_zh);
            assert_eq!(with_precision(&en, precision, "260人"), in_en);
        }
        Ok(())
    }

    #[test]
    fn a_computed_value_is_rounded_only_when_it_does_not_end_soon() -> Outcome {
        let (zh, en) = both()?;
        let whole = Decimal::from(4_200_000_000_000_i64) / Decimal::from_str_exact("0.537")?;
        assert_eq!(computed(&zh, whole, Unit::Cny, None), Shown { text: "7.821万亿元人民币".to_owned(), rounded: true });
        assert_eq!(computed(&en, whole, Unit::Cny, None), Shown { text: "CNY 7.821 trillion".to_owned(), rounded: true });
        let rest = Decimal::from_str_exact("38.1")?;
        assert_eq!(computed(&zh, rest, Unit::Percent, None), Shown { text: "38.1%".to_owned(), rounded: false });
        let count = Decimal::from(15_029);
        assert_eq!(computed(&zh, count, Unit::Count, None).text, "15029");
        assert_eq!(computed(&zh, Decimal::from(15_000), Unit::Count, None).text, "1.5万");
        assert_eq!(computed(&en, count, Unit::Count, None).text, "15,029");
        Ok(())
    }

    #[test]
    fn a_percentage_has_two_decimals_at_most() -> Outcome {
        let (zh, en) = both()?;
        let percent = |n: i64, of: i64| Decimal::from(n * 100) / Decimal::from(of);
        let shown = |text: &str, rounded| Shown { text: text.to_owned(), rounded };
        assert_eq!(computed(&zh, percent(2, 3), Unit::Percent, None), shown("66.67%", true));
        assert_eq!(computed(&en, percent(2, 3), Unit::Percent, None), shown("66.67%", true));
        assert_eq!(computed(&en, percent(5, 4), Unit::Percent, None), shown("125%", false));
        assert_eq!(computed(&en, percent(10_001, 8), Unit::Percent, None), shown("125,012.5%", false));
        // Less than one percent keeps its significant digits.
        assert_eq!(computed(&zh, percent(1, 300), Unit::Percent, None), shown("0.3333%", true));
        assert_eq!(difference(&en, percent(2, 3), Unit::Percent, None), shown("66.67 percentage points", true));
        Ok(())
    }

    #[test]
    fn differences_of_percentages_are_points() -> Outcome {
        let (zh, en) = both()?;
        let points = Decimal::from_str_exact("24.9")?;
        assert_eq!(difference(&zh, points, Unit::Percent, None).text, "24.9个百分点");
        assert_eq!(difference(&en, points, Unit::Percent, None).text, "24.9 percentage points");
        assert_eq!(difference(&en, Decimal::ONE, Unit::Rank, None).text, "1 place");
        assert_eq!(multiple(&en, Decimal::from(29) / Decimal::from(15)).text, "1.93 times");
        assert_eq!(days(&en, 1), "1 day");
        assert_eq!(days(&zh, 1200), "1200天");
        Ok(())
    }
}

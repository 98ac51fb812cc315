//! Numbers in running text, in Chinese and English: `873.5亿`, `二百六十`, `fifty`, `4.2 trillion`, `53.7%`.

use super::canonical::{Canonical, TokenKind};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number that a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedNumber {
    /// The tokens that it takes, scale and percent sign included.
    pub tokens: Range<usize>,
    /// Its value, the scale multiplied out; a percentage is the number before the sign.
    pub value: Decimal,
    /// Whether it is a percentage.
    pub percent: bool,
    /// Whether it is a place in an order ("seventh", 第七).
    pub ordinal: bool,
}

/// A longer run of Chinese numerals is no number.
const LONGEST: usize = 40;

/// What a lone Chinese numeral must stand before to be a number and not a part of a word such as 一起.
const COUNTERS: &str = "个位家人国场项条列座天次名种类对所届日号支批年月大方份亿万千百站";

const HAN_DIGITS: &str = "零一二三四五六七八九";

fn han_digit(c: char) -> Option<u32> {
    match c {
        '两' => Some(2),
        '〇' => Some(0),
        _ => HAN_DIGITS.chars().position(|d| c == d).and_then(|p| u32::try_from(p).ok()),
    }
}

fn han_factor(c: char) -> Option<i64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

fn english_number(word: &str) -> Option<i64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str]| list.iter().position(|w| *w == word).and_then(|p| i64::try_from(p).ok());
    at(&UNITS).or_else(|| at(&TENS).map(|p| (p + 2) * 10)).or_else(|| english_ordinal(word))
}

fn english_ordinal(word: &str) -> Option<i64> {
    const ORDINALS: [&str; 12] =
        ["fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"];
    ORDINALS.iter().position(|w| *w == word).and_then(|p| i64::try_from(p + 4).ok())
}

fn english_factor(word: &str) -> Option<i64> {
    Some(match word {
        "hundred" => 100,
        "thousand" | "k" => 1_000,
        "million" | "mn" => 1_000_000,
        "billion" | "bn" => 1_000_000_000,
        "trillion" | "tn" => 1_000_000_000_000,
        _ => return None,
    })
}

/// Reads a run of Chinese numerals: `二十三`, `二百六十`, `一万五千`, `二零二四`. `None` when it is not a number.
#[must_use]
pub fn read_han(run: &[char]) -> Option<i64> {
    if run.iter().all(|c| han_digit(*c).is_some()) {
        return run.iter().try_fold(0i64, |n, c| n.checked_mul(10)?.checked_add(i64::from(han_digit(*c)?)));
    }
    let (mut total, mut section, mut digit) = (0i64, 0i64, None::<i64>);
    for c in run {
        if let Some(d) = han_digit(*c) {
            digit = Some(i64::from(d));
        } else {
            let factor = han_factor(*c)?;
            if factor >= 10_000 {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                if section == 0 {
                    return None;
                }
                total = total.checked_add(section.checked_mul(factor)?)?;
                section = 0;
            } else {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(factor)?)?;
            }
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

/// Every number that a text states, in order.
#[must_use]
pub fn stated_numbers(text: &Canonical) -> Vec<StatedNumber> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.tokens.len() {
        match number_at(text, i) {
            Some(number) => {
                i = number.tokens.end;
                found.push(number);
            }
            None => i += 1,
        }
    }
    found
}

fn number_at(text: &Canonical, at: usize) -> Option<StatedNumber> {
    let surface = |i: usize| text.surface(i);
    let factor = |i: usize| text.han(i).and_then(han_factor);
    let (mut value, mut end) = match text.kind(at)? {
        TokenKind::Number => (surface(at).parse::<Decimal>().ok()?, at + 1),
        // "one of", "which one": no number.
        TokenKind::Word if surface(at) == "one" && !matches!(text.kind(at + 1), Some(TokenKind::Word) if surface(at + 1) != "of") => {
            return None;
        }
        TokenKind::Word if at > 0 && surface(at) == "one" && surface(at - 1) == "which" => return None,
        TokenKind::Word => english_run(text, at)?,
        // "几十", "数百" ask or hint, they state nothing.
        TokenKind::Han if at > 0 && matches!(text.han(at - 1), Some('几' | '数')) => return None,
        TokenKind::Han => {
            if [0, 1, 2].map(|k| text.han(at + k)) == ['百', '分', '之'].map(Some) {
                let inner = number_at(text, at + 3)?;
                return Some(StatedNumber { tokens: at..inner.tokens.end, percent: true, ..inner });
            }
            let numeral = |i: usize| text.han(i).filter(|c| han_digit(*c).is_some() || (i > at || *c == '十') && han_factor(*c).is_some());
            let run: Vec<char> = (at..).map_while(numeral).take(LONGEST + 1).collect();
            if run.is_empty() || run.len() > LONGEST {
                return None;
            }
            let end = at + run.len();
            let counted = run.len() > 1 || text.han(end).is_some_and(|c| COUNTERS.contains(c));
            (Decimal::from(read_han(&run).filter(|_| counted)?), end)
        }
        TokenKind::Break => return None,
    };
    // "700余盏", "20多万": more than the number, which stays the number that a source gives.
    if matches!(text.han(end), Some('余' | '多')) && text.kind(end + 1) == Some(TokenKind::Han) {
        end += 1;
    }
    while let Some(factor) = factor(end).or_else(|| english_factor(surface(end))) {
        value = value.checked_mul(Decimal::from(factor))?;
        end += 1;
    }
    let percent = matches!(surface(end), "%" | "percent" | "pct");
    let per_cent = surface(end) == "per" && surface(end + 1) == "cent";
    end += usize::from(percent) + 2 * usize::from(per_cent);
    let suffix = text.kind(at) == Some(TokenKind::Number) && matches!(surface(at + 1), "st" | "nd" | "rd" | "th");
    let counted = at > 0 && text.han(at - 1) == Some('第');
    let ordinal = counted || english_ordinal(surface(at)).is_some() || suffix;
    // "Not the second": the word that makes it a place in an order is a part of it.
    let start = if counted { at - 1 } else { at };
    Some(StatedNumber { tokens: start..end, value, percent: percent || per_cent, ordinal })
}

fn english_run(text: &Canonical, at: usize) -> Option<(Decimal, usize)> {
    let surface = |i: usize| text.surface(i);
    let first = english_number(surface(at))?;
    match english_number(surface(at + 1)) {
        Some(ones) if first >= 20 && (1..10).contains(&ones) => Some((Decimal::from(first + ones), at + 2)),
        _ => Some((Decimal::from(first), at + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Canonicaliser, Scripts, Stems};
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let text = Canonicaliser::new(Scripts::load().expect("tables")).question(text, &Stems::default());
        stated_numbers(&text).iter().map(|n| format!("{}{}", n.value.normalize(), if n.percent { "%" } else { "" })).collect()
    }

    #[test]
    fn scales_multiply_in_both_languages() {
        assert_eq!(values("873.5亿元"), ["87350000000"]);
        assert_eq!(values("CNY 87.35 billion"), ["87350000000"]);
        assert_eq!(values("1.5万余家"), ["15000"]);
        assert_eq!(values("4.2万亿元"), ["4200000000000"]);
    }

    #[test]
    fn chinese_numerals_are_read() {
        assert_eq!(values("二百六十人"), ["260"]);
        assert_eq!(values("十三个码头四十位"), ["13", "40"]);
        assert_eq!(values("二零二四年"), ["2024"]);
        assert_eq!(values("一万五千家"), ["15000"]);
    }

    #[test]
    fn percentages_are_marked() {
        assert_eq!(values("53.7% 和百分之四十二"), ["53.7%", "42%"]);
        assert_eq!(values("53.7 per cent"), ["53.7%"]);
    }

    #[test]
    fn places_in_an_order_are_marked() {
        let ordinal = |text: &str| {
            let text = Canonicaliser::new(Scripts::load().expect("tables")).question(text, &Stems::default());
            stated_numbers(&text).iter().map(|n| (n.value.normalize().to_string(), n.ordinal)).collect::<Vec<_>>()
        };
        let place = |n: &str| vec![(n.to_owned(), true)];
        assert_eq!(ordinal("第七届"), place("7"));
        assert_eq!(ordinal("第12次"), place("12"));
        assert_eq!(ordinal("the seventh lighthouse day"), place("7"));
        assert_eq!(ordinal("the 21st ship"), place("21"));
        assert_eq!(ordinal("七座灯塔"), [("7".to_owned(), false)]);
        assert_eq!(ordinal("seven lighthouses"), [("7".to_owned(), false)]);
    }

    #[test]
    fn more_than_a_number_is_that_number() {
        assert_eq!(values("700余盏灯"), ["700"]);
        assert_eq!(values("20多万吨"), ["200000"]);
        assert_eq!(values("三百多艘船"), ["300"]);
    }

    #[test]
    fn what_only_hints_at_a_number_states_none() {
        assert_eq!(values("几十艘船"), [""; 0]);
        assert_eq!(values("数百盏灯"), [""; 0]);
        assert_eq!(values("一起看灯塔"), [""; 0]);
    }

    #[test]
    fn one_of_many_is_no_number() {
        assert_eq!(values("one of the lighthouses"), [""; 0]);
        assert_eq!(values("which one is taller"), [""; 0]);
        assert_eq!(values("one lighthouse"), ["1"]);
    }

    #[test]
    fn english_words_are_read() {
        assert_eq!(values("forty keepers of twenty-three lighthouses"), ["40", "23"]);
    }
}

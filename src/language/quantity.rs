//! Measured values as published: a decimal, the scale word after it, and a unit. Never a float.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use thiserror::Error;

/// What an amount counts or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Chinese yuan.
    Cny,
    /// US dollars.
    Usd,
    /// Per cent.
    Percent,
    /// Square kilometres.
    Km2,
    /// Square metres.
    M2,
    /// Things; the metric has the noun.
    Count,
    /// A place in an order, counted from 1.
    Rank,
}

/// The scale word after an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Scale {
    /// None.
    #[default]
    One,
    /// 百
    Hundred,
    /// 千
    Thousand,
    /// 万
    TenThousand,
    /// 亿
    HundredMillion,
    /// 万亿
    Trillion,
}

/// What is wrong with a written quantity.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// The amount is not a plain decimal number.
    #[error("`{0}` is not a decimal number")]
    NotANumber(String),
    /// The amount has more digits than can be kept exactly.
    #[error("`{0}` has more digits than can be kept exactly")]
    TooManyDigits(String),
    /// There is no such unit.
    #[error("`{0}` is not a unit")]
    UnknownUnit(String),
    /// There is no such scale.
    #[error("`{0}` is not a scale")]
    UnknownScale(String),
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 7] = [Self::Cny, Self::Usd, Self::Percent, Self::Km2, Self::M2, Self::Count, Self::Rank];

    /// The notation of the base.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Percent => "percent",
            Self::Km2 => "km2",
            Self::M2 => "m2",
            Self::Count => "count",
            Self::Rank => "rank",
        }
    }

    /// Reads the notation of the base.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == text).ok_or_else(|| QuantityError::UnknownUnit(text.to_owned()))
    }
}

impl Scale {
    /// Every scale.
    pub const ALL: [Self; 6] = [Self::One, Self::Hundred, Self::Thousand, Self::TenThousand, Self::HundredMillion, Self::Trillion];

    /// The notation of the base; empty for [`Scale::One`].
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "",
            Self::Hundred => "百",
            Self::Thousand => "千",
            Self::TenThousand => "万",
            Self::HundredMillion => "亿",
            Self::Trillion => "万亿",
        }
    }

    /// Reads the notation of the base.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        Self::ALL.into_iter().find(|scale| scale.as_str() == text).ok_or_else(|| QuantityError::UnknownScale(text.to_owned()))
    }

    /// What the amount is multiplied by.
    #[must_use]
    pub fn factor(self) -> Decimal {
        Decimal::from(match self {
            Self::One => 1_i64,
            Self::Hundred => 100,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::HundredMillion => 100_000_000,
            Self::Trillion => 1_000_000_000_000,
        })
    }
}

impl FromStr for Unit {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

impl FromStr for Scale {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::parse(text)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

/// The most digits of an amount: with the largest scale word the product still fits a [`Decimal`].
const DIGITS: usize = 16;

/// A measured value as published.
///
/// Two quantities are equal when they are written alike (up to trailing zeros); to compare what they are
/// worth, compare [`Quantity::exact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    amount: Decimal,
    scale: Scale,
    unit: Unit,
}

impl Quantity {
    /// A quantity of an amount that is written as digits with an optional sign and decimal point.
    pub fn parse(amount: &str, scale: Scale, unit: Unit) -> Result<Self, QuantityError> {
        let digits = amount.strip_prefix('-').unwrap_or(amount);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(QuantityError::NotANumber(amount.to_owned()));
        }
        if digits.len() > DIGITS {
            return Err(QuantityError::TooManyDigits(amount.to_owned()));
        }
        let amount = Decimal::from_str_exact(amount).map_err(|_| QuantityError::NotANumber(amount.to_owned()))?;
        Ok(Self { amount, scale, unit })
    }

    /// The amount with its digits as published.
    #[must_use]
    pub fn amount(self) -> Decimal {
        self.amount
    }

    /// The scale word after the amount.
    #[must_use]
    pub fn scale(self) -> Scale {
        self.scale
    }

    /// The unit.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The whole value: the amount times its scale.
    #[must_use]
    pub fn exact(self) -> Decimal {
        self.amount * self.scale.factor()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{} {}", self.amount, self.scale, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_stay_as_published() {
        let quantity = Quantity::parse("873.50", Scale::HundredMillion, Unit::Cny);
        let quantity = quantity.expect("a quantity");
        assert_eq!(quantity.amount().to_string(), "873.50");
        assert_eq!(quantity.exact(), Decimal::from(87_350_000_000_i64));
        assert_eq!(quantity.to_string(), "873.50亿 CNY");
    }

    #[test]
    fn only_plain_decimals_are_amounts() {
        for amount in ["", "-", ".5", "5.", "1,250", "1e3", "1_000", "+1", "１", "1.2.3", "--1", " 1"] {
            let error = Quantity::parse(amount, Scale::One, Unit::Count).expect_err(amount);
            assert_eq!(error, QuantityError::NotANumber(amount.to_owned()));
        }
    }

    #[test]
    fn the_longest_amount_stays_exact_in_the_largest_scale() {
        for amount in ["9999999999999999", "-99999999.9999999", "0.00000000000001"] {
            let quantity = Quantity::parse(amount, Scale::Trillion, Unit::Usd).expect("a quantity");
            let back = quantity.exact() / Scale::Trillion.factor();
            assert_eq!(back, quantity.amount());
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            amount in "-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,6})?",
            scale in proptest::sample::select(&Scale::ALL[..]),
            unit in proptest::sample::select(&Unit::ALL[..]),
        ) {
            prop_assert_eq!(Scale::parse(&scale.to_string()), Ok(scale));
            prop_assert_eq!(Unit::parse(&unit.to_string()), Ok(unit));
            let quantity = Quantity::parse(&amount, scale, unit);
            let quantity = quantity.map_err(|error| TestCaseError::fail(error.to_string()))?;
            let written = quantity.amount().to_string();
            prop_assert_eq!(Quantity::parse(&written, scale, unit), Ok(quantity));
            prop_assert_eq!(written.trim_start_matches('-'), amount.trim_start_matches('-'));
        }
    }
}

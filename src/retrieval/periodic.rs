//! A figure of a year, or of a span of months, told for a month, a week or a day.

use super::answer::{Arithmetic, Computation, Operand, TimeUnit};
use super::compute::{Computing, is_firm};
use super::derived::Item;
use super::operands::measured;
use super::tuning;
use crate::knowledge::Kind;
use crate::language::{Operation, Unit};
use rust_decimal::Decimal;

/// Months in a year.
const MONTHS: i32 = 12;
/// Days in a week.
const WEEK: i64 = 7;

impl Computing<'_> {
    /// A figure of a year or of a span of months, told for a month, a week or a day.
    #[must_use]
    pub fn periodic(&self) -> Option<Computation> {
        let units = [(Operation::Monthly, TimeUnit::Month), (Operation::Weekly, TimeUnit::Week), (Operation::Daily, TimeUnit::Day)];
        let (_, unit) = units.into_iter().find(|(operation, _)| self.question.does(*operation))?;
        let best = self.ranked.first()?;
        let item = self.list.get(best.profile)?.item;
        let Item::Fact(at) = item else { return None };
        let fact = self.base.facts.get(at.index())?;
        let Kind::Figure(figure) = &fact.kind else {
            return None;
        };
        let period = fact.when.filter(|w| !w.as_of)?.period;
        let months = period.months().filter(|months| *months >= MONTHS)?;
        let value = figure.value.exact();
        let plain = best.account.foreign_names == 0
            && best.account.foreign_times == 0
            && is_firm(figure.precision)
            && figure.value.unit() != Unit::Percent;
        let days = period.first().until(period.last()).ok()?.get_days() + 1;
        // Of a longer time another figure of the same thing may be meant: it is named by what it measures.
        let meant = months == MONTHS || self.question.weight(measured(self, best)) >= tuning::TELLS_METRIC;
        let result = match unit {
            TimeUnit::Month => value.checked_div(Decimal::from(months)),
            TimeUnit::Week => value.checked_mul(Decimal::from(WEEK)).and_then(|v| v.checked_div(Decimal::from(days))),
            TimeUnit::Day => value.checked_div(Decimal::from(days)),
        };
        (meant && plain).then(|| Computation {
            operation: Arithmetic::Periodic(unit),
            operands: vec![Operand { item, value }],
            result,
            unit: Some(figure.value.unit()),
        })
    }
}

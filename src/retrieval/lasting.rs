//! Lengths of time with their first and their last day counted: of an event, or from one to another.

use super::answer::{Arithmetic, Computation, Operand};
use super::compute::Computing;
use super::derived::Item;
use super::ranking::Candidate;
use super::tuning;
use crate::knowledge::Kind;
use crate::language::{Grain, Operation, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

impl Computing<'_> {
    /// How many days the event took that a question asks for the length of, where its first and its last are known.
    #[must_use]
    pub fn lasting(&self) -> Option<Computation> {
        let question = self.question;
        let alone = question.lasting && !question.does(Operation::Order);
        if !question.does(Operation::Length) || !alone && !question.does(Operation::Inclusive) {
            return None;
        }
        let profile = |c: &Candidate| self.list.get(c.profile);
        let clean = |c: &&Candidate| {
            let account = &c.account;
            account.foreign_names == 0 && account.foreign_times == 0 && c.accounts() >= tuning::LEAST_COMPUTED
        };
        let mut facts = self.ranked.iter().take(tuning::CONSIDERED).filter(|c| profile(c).is_some_and(|p| !p.gap)).filter(clean);
        let best = facts.find(|c| profile(c).is_some_and(|p| p.lasts || self.span(p.item).is_some()))?;
        let gaps = self.ranked.iter().take(tuning::CONSIDERED).filter(|c| profile(c).is_some_and(|p| p.gap));
        let said = question.weight(best.account.explained);
        let untold = gaps.into_iter().any(|c| question.weight(c.account.explained) > said + tuning::LEAST_MORE);
        let item = profile(best)?.item;
        let (first, days) = self.span(item).filter(|_| !untold)?;
        let operands = vec![Operand { item, value: first }];
        Some(Computation { operation: Arithmetic::Lasting, operands, result: Some(days), unit: None })
    }

    /// The first day of an event of several days, by its number, and how many there are.
    fn span(&self, item: Item) -> Option<(Decimal, Decimal)> {
        let fact = self.base.facts.get(item.fact()?.index())?;
        let Kind::Event(_) = fact.kind else { return None };
        let Period::Span(start, end) = fact.when?.period else { return None };
        let whole_days = start.grain() == Grain::Day && end.grain() == Grain::Day;
        let days = start.first().until(end.last()).ok()?.get_days() + 1;
        let number = Date::constant(1970, 1, 1).until(start.first()).ok()?.get_days();
        whole_days.then(|| (Decimal::from(number), Decimal::from(days)))
    }
}

/// Two dates in order, with the number of days from the one to the other, both counted.
#[must_use]
pub fn with_both_days(computation: Computation) -> Option<Computation> {
    let days: Vec<Decimal> = computation.operands.iter().map(|operand| operand.value.floor()).collect();
    let result = days.last()?.checked_sub(*days.first()?)?.checked_add(Decimal::ONE);
    Some(Computation { operation: Arithmetic::Lasting, result, ..computation })
}

//! Which two values are the two sides of a question that sets two things side by side.

use super::answer::Arithmetic;
use super::compute::asked_for;
use super::operands::Value;
use super::question::{Mask, Question, Side};
use super::tuning;
use crate::language::{Joint, Operation};

/// The sides of a question that sets two things side by side, and how much of each side each value names.
pub struct Sides {
    sides: Vec<Side>,
    shares: Vec<Vec<(f32, f32)>>,
}

impl Sides {
    /// Of a question that asks for one relation of two things. A length alone is only the time from one to another.
    pub fn of(question: &Question, arithmetic: &Arithmetic, values: &[Value]) -> Self {
        let apposed = matches!(arithmetic, Arithmetic::Order | Arithmetic::Compare | Arithmetic::Difference | Arithmetic::Ratio);
        if !apposed || question.counts >= 2 || !asked_for(question).contains(arithmetic) {
            return Self { sides: Vec::new(), shares: Vec::new() };
        }
        let any = *arithmetic != Arithmetic::Order || question.does(Operation::Order);
        let sides: Vec<Side> = question.sides.iter().filter(|side| any || side.joint == Joint::Time).copied().collect();
        let share = |v: &Value, side: Mask| question.weight(v.names() & side) / question.weight(side).max(f32::EPSILON);
        let of = |v: &Value| sides.iter().map(|side| (share(v, side.before), share(v, side.behind))).collect();
        let shares = values.iter().map(of).collect();
        Self { sides, shares }
    }

    /// Whether each of two values, by their positions, names one side of the question nearly in full, and something there
    /// that the other value does not.
    pub fn are(&self, question: &Question, (m, a): (usize, &Value), (n, b): (usize, &Value)) -> bool {
        let (Some(first), Some(second)) = (self.shares.get(m), self.shares.get(n)) else { return false };
        // A figure is not told from another by its year alone, and none is meant of another year than those named.
        let times = question.timed();
        let dated = |v: &Value| v.unit.is_none();
        let timely = |v: &Value| dated(v) || times == 0 || v.candidate.account.timed & times != 0;
        if !timely(a) || !timely(b) {
            return false;
        }
        let told = |x: &Value, y: &Value, side: Mask| {
            let own = x.names() & !y.names() & side;
            question.weight(if dated(x) { own } else { own & !times }) >= tuning::LEAST_OWN
        };
        let full = |share: f32| share >= tuning::SIDED;
        let mut sides = first.iter().zip(second).zip(&self.sides);
        sides.any(|((x, y), Side { before, behind, .. })| {
            full(x.0) && full(y.1) && told(a, b, *before) && told(b, a, *behind)
                || full(x.1) && full(y.0) && told(a, b, *behind) && told(b, a, *before)
        })
    }
}

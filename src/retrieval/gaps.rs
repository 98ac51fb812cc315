//! What the source is known not to give: when it is told instead of a fact, and which fact is nearest.

use super::answer::{Answer, Reason};
use super::deciding::Held;
use super::derived::Item;
use super::engine::Engine;
use super::names::Named;
use super::question::Question;
use super::ranking::Candidate;
use super::tuning;

/// The place of the rule "subject" among the signals.
const SUBJECT: usize = 4;

impl Engine {
    /// The best placed of what the source is known not to give.
    pub(super) fn best_gap<'c>(&self, ranked: &'c [Candidate]) -> Option<&'c Candidate> {
        ranked.iter().take(tuning::GAPS_CONSIDERED).find(|c| self.is_gap(c))
    }

    /// Whether a candidate is something that the source is known not to give.
    pub(super) fn is_gap(&self, candidate: &Candidate) -> bool {
        self.list.get(candidate.profile).is_some_and(|p| p.gap)
    }

    /// The best gap, where it may be meant instead of a fact: not when the question says just what the fact tells.
    pub(super) fn rival_gap<'c>(&self, question: &Question, fact: &Candidate, ranked: &'c [Candidate]) -> Option<&'c Candidate> {
        self.best_gap(ranked).filter(|_| !self.is_exactly(question, fact) && !self.is_itself(question, fact))
    }

    /// The fact nearest to a question that none answers, and its objection: of those that fit about as well, the one whose
    /// subject is named and that is asked for most plainly.
    pub(super) fn near_fact<'c>(&self, considered: &[Held<'c>]) -> Option<(&'c Candidate, Reason)> {
        let mut facts = considered.iter().filter(|held| !self.is_gap(held.candidate)).peekable();
        let best = facts.peek()?.candidate.score;
        let whose = |c: &Candidate| c.signals.get(SUBJECT).copied().unwrap_or_default() + c.asked();
        let close = facts.take_while(|held| held.candidate.score >= best * tuning::TOLD_TOGETHER);
        let near = close.reduce(|near, next| if whose(near.candidate) >= whose(next.candidate) { near } else { next })?;
        Some((near.candidate, near.objection.clone().unwrap_or(Reason::Nothing)))
    }

    /// Says what the source is known not to give, when that is asked for about as plainly as the fact that may not answer.
    pub(super) fn gap_told(&self, question: &Question, ranked: &[Candidate], fact: &Candidate) -> Option<Answer> {
        let gap = self.best_gap(ranked)?;
        let (accounts, asked) = (gap.accounts(), gap.asked());
        let meant = accounts >= tuning::LEAST_GAP || accounts >= tuning::LEAST_NEAR && asked >= tuning::LEAST_GAP;
        let plainly = meant && asked >= fact.asked() - tuning::GAP_NEAR;
        // Of another partner or place it says nothing.
        let timely = gap.account.foreign_times == 0 && gap.account.foreign_numbers == 0;
        let thing = |named: &[Named]| !named.iter().any(|n| matches!(n, Named::Metric(_)));
        let strange = question.names().any(|(n, named)| gap.account.foreign_names >> n & 1 == 1 && thing(named));
        // Nor of one thing what it says of another.
        let of_another = self.is_of_another(question, gap);
        let item = self.item(gap).filter(|_| !of_another && (plainly && timely && !strange || asked >= tuning::ASKED_FOR))?;
        Some(Answer::Abstained { reason: Reason::KnownGap(item.fact()?), nearest: self.nearest(item) })
    }

    /// Whether a question names things, and none of them is one of a known gap or of the fact nearby.
    fn is_of_another(&self, question: &Question, gap: &Candidate) -> bool {
        let near = self.item(gap).and_then(|item| self.nearest(item)).and_then(Item::fact).and_then(|at| self.list.get(at.index()));
        let profiles = || self.list.get(gap.profile).into_iter().chain(near);
        let its = |at: usize, n: &Named| {
            let event = matches!(n, Named::Fact(_)) && gap.account.explained >> at & 1 == 1;
            event || profiles().any(|p| p.own.contains(n))
        };
        let mut things = question.names().filter(|(_, named)| named.iter().any(|n| n.is_solid(&self.base))).peekable();
        things.peek().is_some() && !things.any(|(at, named)| named.iter().any(|n| its(at, n)))
    }
}

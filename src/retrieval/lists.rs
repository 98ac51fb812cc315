//! Two lists held against each other: what only the first of them names, or what both do.

use super::answer::{Answer, Remark};
use super::derived::Item;
use super::engine::Engine;
use super::names::Named;
use super::question::{Mask, Question};
use super::ranking::Candidate;
use super::tuning;
use crate::knowledge::{EntityKind, EntityRef, FactRef};
use crate::language::{Operation, Sort, Wanted};

/// Whether a question asks for members of two lists held against each other.
#[must_use]
pub fn compares_lists(question: &Question) -> bool {
    let names = [Wanted::Which, Wanted::Who, Wanted::What].iter().any(|w| question.wants(*w)) && !question.wants(Wanted::Why);
    names && (question.does(Operation::Without) || question.does(Operation::InBoth))
}

/// A list of the base with the atoms that it accounts for.
struct Members {
    at: FactRef,
    /// All of one kind.
    names: Vec<EntityRef>,
    kind: EntityKind,
    explained: Mask,
    score: f32,
}

impl Engine {
    /// Two lists that a question holds against each other, and what comes of it.
    pub(super) fn lists_compared(&self, question: &Question, ranked: &[Candidate]) -> Option<Answer> {
        if !compares_lists(question) {
            return None;
        }
        let only = question.does(Operation::Without);
        let of_sort = |kind: EntityKind| match question.sorts.first() {
            Some(Sort::Place) => kind == EntityKind::Place,
            Some(Sort::Organisation) => kind == EntityKind::Organisation,
            Some(Sort::Person) => kind == EntityKind::Person,
            None => true,
        };
        let lists: Vec<Members> = ranked.iter().filter_map(|c| self.members(c)).filter(|list| of_sort(list.kind)).collect();
        let (first, second) = best_two(question, &lists)?;
        let members: Vec<EntityRef> = first.names.iter().filter(|name| second.names.contains(name) != only).copied().collect();
        let members = if only { Remark::OnlyFirst(members) } else { Remark::InBoth(members) };
        Some(Answer::Told { facts: vec![first.at, second.at], wanted: None, remark: Some(members) })
    }

    /// The members that a candidate lists by names of the base.
    fn members(&self, candidate: &Candidate) -> Option<Members> {
        let profile = self.list.get(candidate.profile).filter(|p| p.listed && !p.gap && p.metric.is_none())?;
        let Some(Item::Fact(at)) = self.item(candidate) else { return None };
        let items = &self.base.facts.get(at.index())?.items;
        let kinds = [EntityKind::Place, EntityKind::Organisation, EntityKind::Person];
        // A member that only names something on its way is none of that.
        let is_item =
            |e: EntityRef| self.base.entities.get(e.index()).is_some_and(|e| items.iter().any(|item| e.names().any(|n| *n == item.zh)));
        let of_kind = |kind: EntityKind| {
            let entity = |n: &Named| if let Named::Entity(entity) = n { Some(*entity).filter(|_| n.is(kind, &self.base)) } else { None };
            (kind, profile.listing.iter().filter_map(entity).filter(|e| is_item(*e)).collect::<Vec<_>>())
        };
        let (kind, names) = kinds.into_iter().map(of_kind).find(|(_, names)| names.len() >= 2 && 2 * names.len() > items.len())?;
        Some(Members { at, names, kind, explained: candidate.account.explained, score: candidate.score })
    }
}

/// The two lists of one kind each of which accounts best for one side of the question, the first for what stands first;
/// of several that do so alike, those ranked best.
fn best_two<'l>(question: &Question, lists: &'l [Members]) -> Option<(&'l Members, &'l Members)> {
    let times = question.timed();
    let share = |list: &Members, side: Mask| question.weight(list.explained & side) / question.weight(side).max(f32::EPSILON);
    let names = question.named();
    let own = |list: &Members, other: &Members, side: Mask| question.weight(list.explained & !other.explained & side) >= tuning::LIST_OWN;
    let named = |list: &Members, side: Mask| list.explained & side & names != 0;
    let mut best: Option<(f32, (&Members, &Members))> = None;
    for side in &question.sides {
        for first in lists {
            let one = share(first, side.before & !times);
            for second in lists.iter().filter(|second| second.at != first.at && second.kind == first.kind) {
                let other = share(second, side.behind & !times);
                let fit = one + other + (first.score + second.score) * tuning::PAIR_SCORE;
                let named = named(first, side.before) || named(second, side.behind);
                let apart = named && own(first, second, side.before) && own(second, first, side.behind);
                if apart && one.min(other) >= tuning::LIST_SIDED && best.as_ref().is_none_or(|(known, _)| fit > *known) {
                    best = Some((fit, (first, second)));
                }
            }
        }
    }
    best.map(|(_, pair)| pair)
}

//! What is told together: a list for its count, choices for a question back, facts beside the chosen one, two halves.

use super::answer::{Answer, Reason, Remark};
use super::deciding::{Held, sound};
use super::derived::Item;
use super::engine::Engine;
use super::lacking::{is_given, not_told};
use super::names::Named;
use super::question::{AtomKind, Mask, Question, mask};
use super::ranking::Candidate;
use super::tuning;
use crate::knowledge::{EntityKind, Fact, FactRef, Gives, Kind, Role};
use crate::language::{Operation, Wanted};

/// How many facts may correct a question.
const CORRECTING: usize = 3;

impl Engine {
    /// Figures or events that fit as well as the chosen one when the question does not say whose it means.
    pub(super) fn ambiguous(&self, question: &Question, chosen: &Candidate, considered: &[Held<'_>]) -> Option<Vec<FactRef>> {
        let kind = |at: FactRef| self.base.facts.get(at.index()).map(|f| &f.kind);
        let parts = self.parts_alike(question, chosen, considered);
        if parts.is_some() {
            return parts;
        }
        let says_whose =
            question.names_any(|n| n.is_solid(&self.base)) || question.times().next().is_some() || question.numbers().next().is_some();
        let measured = question.wants(Wanted::HowMany)
            || question.wants(Wanted::HowMuch)
            || question.wants(Wanted::When)
            || question.wants(Wanted::Where);
        if says_whose || !measured || chosen.asked() >= tuning::SURELY_MEANT {
            return None;
        }
        let comparable = |a: FactRef, b: FactRef| match (kind(a), kind(b)) {
            (Some(Kind::Figure(x)), Some(Kind::Figure(y))) => a == b || x.of != y.of && x.metric == y.metric,
            (Some(Kind::Event(_)), Some(Kind::Event(_))) => true,
            _ => false,
        };
        let near: Vec<&Candidate> = sound(considered).filter(|c| c.score >= chosen.score * tuning::AS_GOOD).collect();
        let choices = |first: &Candidate| -> Option<Vec<FactRef>> {
            let mut choices = vec![self.item(first).and_then(Item::fact)?];
            for other in near.iter().filter_map(|c| self.item(c).and_then(Item::fact)) {
                let fits = !choices.contains(&other) && choices.iter().all(|c| comparable(*c, other));
                if fits && choices.len() < tuning::MOST_CHOICES {
                    choices.push(other);
                }
            }
            (choices.len() >= 2).then_some(choices)
        };
        // One that is not asked for plainly and is like no other may only have been first by chance.
        let followed = !matches!(self.item(chosen), Some(Item::Fact(_)));
        let others = || near.iter().filter(|_| followed || chosen.asked() < tuning::LEAST_GAP).find_map(|c| choices(c));
        choices(chosen).or_else(others)
    }

    /// Figures of parts of one whole, the chosen one among them, when a question is about as like each of them and names
    /// none of the parts.
    fn parts_alike(&self, question: &Question, chosen: &Candidate, considered: &[Held<'_>]) -> Option<Vec<FactRef>> {
        let figure = |c: &Candidate| match self.fact(c)? {
            (at, Fact { kind: Kind::Figure(figure), when, .. }) => Some((at, *when, figure)),
            _ => None,
        };
        let unnamed = |c: &Candidate| {
            let parts = self.list.get(c.profile).map_or(&[][..], |p| p.breakdown.as_slice());
            !parts.is_empty() && !question.names_any(|n| parts.contains(n))
        };
        let (_, when, whole) = figure(chosen).filter(|_| unnamed(chosen) && question.wants_amount())?;
        let alike = |c: &&Candidate| {
            let near = |a: f32, b: f32| (a - b).abs() <= tuning::PARTS_ALIKE;
            let close = near(c.asked(), chosen.asked()) && near(c.accounts(), chosen.accounts()) && near(c.labelled(), chosen.labelled());
            let same = figure(c).is_some_and(|(_, w, f)| f.of == whole.of && f.metric == whole.metric && w == when);
            same && close && unnamed(c) && c.score >= chosen.score * tuning::TOLD_TOGETHER
        };
        let parts: Vec<FactRef> =
            sound(considered).filter(alike).filter_map(figure).map(|(at, _, _)| at).take(tuning::MOST_CHOICES).collect();
        (parts.len() >= 2).then_some(parts)
    }

    /// The chosen fact, with others of the same event or subject that fit as well.
    pub(super) fn told(&self, question: &Question, chosen: &Candidate, at: FactRef, considered: &[Held<'_>]) -> Answer {
        let mut facts = vec![at];
        let plural = question.wanted.iter().any(|w| matches!(w, Wanted::Which | Wanted::What | Wanted::Who)) || question.wanted.is_empty();
        for candidate in sound(considered) {
            let Some(Item::Fact(other)) = self.item(candidate) else {
                continue;
            };
            let says_more = question.weight(candidate.account.explained & !chosen.account.explained) >= tuning::LEAST_MORE;
            let card = self.base.facts.get(at.index()).is_some_and(|f| match f.kind {
                Kind::Event(_) => true,
                // Who somebody is, the post says.
                Kind::Role(_) => !question.wants(Wanted::Who),
                _ => false,
            });
            let says_more = says_more || card && self.list.get(candidate.profile).is_some_and(|p| not_told(question, p).is_none());
            let close = candidate.score >= chosen.score * if says_more { tuning::TOLD_BESIDE } else { tuning::TOLD_TOGETHER };
            let gap = self.is_gap(candidate);
            if plural && close && !gap && !facts.contains(&other) && self.related(at, other) && facts.len() < tuning::MOST_TOLD {
                facts.push(other);
            }
        }
        Answer::told(facts, question.wanted.first().copied())
    }

    /// Two facts of one event or subject that only together account for a question with two halves.
    pub(super) fn pair(&self, question: &Question, ranked: &[Candidate]) -> Option<Vec<FactRef>> {
        // What lacks the other's name is one half of an answer; what does not tell what is asked is none.
        let untold = |held: &Held<'_>| matches!(held.objection, Some(Reason::NotTold(_) | Reason::OtherNumber(_)));
        let half = |c: &Candidate| question.counts >= 2 || question.does(Operation::Choice) || self.half_fits(question, c);
        let paired = ranked.iter().take(tuning::PAIRED).filter(|c| !self.is_gap(c));
        let held: Vec<Held<'_>> = paired.map(|c| self.held(question, c)).collect();
        let facts: Vec<(FactRef, &Candidate)> = held
            .iter()
            .filter(|held| !untold(held) && half(held.candidate))
            .filter_map(|held| Some((self.item(held.candidate)?.fact()?, held.candidate)))
            .collect();
        let whole = question.weight(question.all()).max(f32::EPSILON);
        // Two are told where no fact alone accounts for it all: what a fact leaves out that does not tell what is asked is
        // not what the two would tell.
        let single = held.iter().filter(|held| matches!(held.objection, None | Some(Reason::NotTold(_))));
        let alone = single.map(|held| held.candidate.accounts()).fold(0.0, f32::max);
        let person = |named: &[Named]| named.iter().any(|n| n.is(EntityKind::Person, &self.base));
        let people = question.names().filter(|(_, named)| person(named)).count();
        let mut best: Option<(f32, Vec<FactRef>)> = None;
        for (n, (a, first)) in facts.iter().enumerate() {
            for (b, second) in facts.iter().skip(n + 1) {
                let (x, y) = (&first.account, &second.account);
                let foreign = x.foreign_names & y.foreign_names | x.foreign_times & y.foreign_times | x.foreign_numbers & y.foreign_numbers;
                let apart = question.weight(x.explained & !y.explained).min(question.weight(y.explained & !x.explained));
                let share = question.weight(x.explained | y.explained) / whole;
                let fit = share + (first.score + second.score) * tuning::PAIR_SCORE;
                let more = question.counts >= 2 || people >= 2 || share >= alone + tuning::PAIR_MORE;
                let fits = foreign == 0 && more && apart >= tuning::LEAST_APART && share >= tuning::LEAST_PAIR;
                if fits
                    && (question.does(Operation::Choice) && (self.related(*a, *b) || self.is_role(*a) && self.is_role(*b))
                        || self.one_event(*a, *b))
                    && best.as_ref().is_none_or(|(f, _)| fit > *f)
                {
                    best = Some((fit, vec![*a, *b]));
                }
            }
        }
        best.map(|(_, facts)| facts)
    }

    /// The fact that corrects what a question wants confirmed: it accounts for all that is said but one name, day or number,
    /// and tells another of that kind itself.
    pub(super) fn correction(&self, question: &Question, considered: &[Held<'_>]) -> Option<Answer> {
        // A number that is stated and not asked for wants to be confirmed, however the question is put.
        let stated = question.wanted.is_empty() && question.numbers().next().is_some();
        let confirms = question.does(Operation::Confirm) || question.polar;
        let gap = considered.first().is_some_and(|best| self.is_gap(best.candidate));
        if !confirms && !stated || gap && !question.does(Operation::Confirm) {
            return None;
        }
        let corrects = |c: &Candidate| {
            let profile = self.list.get(c.profile)?;
            let at = profile.item.fact()?;
            let account = &c.account;
            let wrong = account.foreign_names | account.foreign_times | account.foreign_numbers;
            let atom = question.atoms.get(usize::try_from(wrong.trailing_zeros()).ok()?).filter(|_| wrong.count_ones() == 1)?;
            if !confirms && !matches!(atom.kind, AtomKind::Number(_)) {
                return None;
            }
            let rest = question.weight(question.all() & !account.explained & !wrong);
            let event = self.base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Event(_)));
            let told = match &atom.kind {
                AtomKind::Time(_) => event || profile.gives.contains(&Gives::When) && !profile.times.is_empty(),
                AtomKind::Number(number) if number.ordinal => !profile.ordinals.is_empty(),
                AtomKind::Number(_) => question.atoms.iter().any(|a| profile.is_measured(&a.kind)),
                // A list that names others does not deny one.
                AtomKind::Name(named) if profile.metric.is_none() && !profile.listed => {
                    let kinds = || named.iter().filter_map(|n| n.kind(&self.base));
                    let another =
                        |n: &Named| n.kind(&self.base).is_some_and(|k| kinds().any(|kind| kind == k)) && !question.names_any(|m| m == n);
                    profile.own.iter().any(another)
                }
                _ => false,
            };
            let remark = Some(Remark::NotSo(atom.surface.clone()));
            (told && rest < tuning::LEAST_SAID && c.asked() >= tuning::LEAST_ASKED).then(|| Answer::Told {
                facts: vec![at],
                wanted: None,
                remark,
            })
        };
        // One of the best placed facts, before any that is not contradicted.
        let facts = considered.iter().filter(|held| !self.is_gap(held.candidate)).take(CORRECTING);
        let contradicted = |held: &&Held<'_>| held.objection.is_some() || held.candidate.account.foreign_times != 0;
        facts.take_while(contradicted).find_map(|held| corrects(held.candidate))
    }

    /// The posts of one person that a question asks to be held against each other ("has it changed?").
    pub(super) fn posts_compared(&self, question: &Question, ranked: &[Candidate]) -> Option<Answer> {
        if !question.does(Operation::Change) {
            return None;
        }
        let role = |c: &Candidate| match self.fact(c)? {
            (at, Fact { kind: Kind::Role(role), .. }) => Some((at, role)),
            _ => None,
        };
        let named = |role: &Role| question.names_any(|n| *n == Named::Entity(role.person));
        let solid = question.solidly_named(&self.base);
        let roles: Vec<(FactRef, &Role)> = ranked.iter().filter(|c| c.account.foreign_names & solid == 0).filter_map(role).collect();
        let mut of_named = roles.iter().filter(|(_, role)| named(role));
        let (first, one) = of_named.next()?;
        let (second, other) = of_named.find(|(_, role)| role.person == one.person)?;
        // Two wordings of one language may be of one post all the same: only that they agree can be said.
        let same = (one.post.zh == other.post.zh || one.post.en == other.post.en) && one.at == other.at;
        let remark = same.then_some(Remark::SamePost);
        Some(Answer::Told { facts: vec![*first, *second], wanted: None, remark })
    }

    /// Facts of so many people or bodies as the question says, when it names none of them ("two institutes of … showed what?").
    pub(super) fn several(&self, question: &Question, considered: &[Held<'_>]) -> Option<Vec<FactRef>> {
        let open = question.wanted.iter().any(|w| matches!(w, Wanted::Which | Wanted::What | Wanted::Who | Wanted::How));
        let best = considered.first().map(|held| held.candidate).filter(|best| open && question.counts == 0 && !self.is_gap(best))?;
        let stated = |n: usize| best.account.foreign_numbers >> n & 1 == 1;
        let number = question.numbers().find(|(n, number)| stated(*n) && !number.ordinal && !number.percent).map(|(_, n)| n.value)?;
        let many = (2..=tuning::MOST_TOLD).find(|n| number == (*n).into())?;
        let solid = question.solidly_named(&self.base);
        let times = question.timed();
        let unnamed = |c: &Candidate, kind: EntityKind| {
            let own = self.list.get(c.profile).map_or(&[][..], |p| p.own.as_slice());
            own.iter().copied().find(|n| n.is(kind, &self.base) && !question.names_any(|m| m == n))
        };
        let kind = [EntityKind::Person, EntityKind::Organisation].into_iter().find(|kind| unnamed(best, *kind).is_some())?;
        let mut found: Vec<(Named, FactRef)> = Vec::new();
        for Held { candidate, objection } in considered {
            let sound = matches!(objection, None | Some(Reason::OtherNumber(_))) && !self.is_gap(candidate);
            let plain = self.list.get(candidate.profile).is_some_and(|p| p.metric.is_none() && !p.listed);
            let names = (solid | times) & !candidate.account.explained == 0;
            if !sound || !plain || !names || candidate.score < best.score * tuning::ONE_OF_SEVERAL {
                continue;
            }
            if let (Some(who), Some(Item::Fact(at))) = (unnamed(candidate, kind), self.item(candidate))
                && found.iter().all(|(known, _)| *known != who)
            {
                found.push((who, at));
            }
        }
        (solid != 0 && found.len() == many).then(|| found.into_iter().map(|(_, at)| at).collect())
    }

    /// Who the people are that a question names together, when no one fact is about them all.
    pub(super) fn people(&self, question: &Question, ranked: &[Candidate]) -> Option<Vec<FactRef>> {
        let person = |name: &Named| match name {
            Named::Entity(e) => name.is(EntityKind::Person, &self.base).then_some(*e),
            _ => None,
        };
        let mut people: Vec<_> = question.names().filter_map(|(_, named)| named.iter().find_map(person)).collect();
        people.sort_unstable();
        people.dedup();
        let together =
            |c: &Candidate| self.list.get(c.profile).is_some_and(|p| !p.gap && people.iter().all(|e| p.own.contains(&Named::Entity(*e))));
        if people.len() < 2 || ranked.iter().take(tuning::CONSIDERED).any(|c| together(c) && self.objection(question, c).is_none()) {
            return None;
        }
        let about = |c: &Candidate| match self.item(c) {
            Some(Item::Fact(at)) if !self.is_gap(c) => Some(at),
            _ => None,
        };
        let tells = |who: &crate::knowledge::EntityRef| {
            let own = |c: &&Candidate| self.list.get(c.profile).is_some_and(|p| p.own.contains(&Named::Entity(*who)));
            let facts = || ranked.iter().filter(own).filter_map(about);
            facts().find(|at| self.is_role(*at)).or_else(|| facts().next())
        };
        let facts: Vec<FactRef> = people.iter().map(tells).collect::<Option<_>>()?;
        // Whatever else the question names or dates, one of them must have.
        let told = || ranked.iter().filter(|c| about(c).is_some_and(|at| facts.contains(&at)));
        let foreign = told().fold(Mask::MAX, |mask, c| mask & (c.account.foreign_names | c.account.foreign_times));
        let people_named = question.names().filter(|(_, named)| named.iter().any(|n| person(n).is_some()));
        let named = mask(people_named.map(|(n, _)| n));
        let clean = foreign & question.all() & !named == 0;
        clean.then_some(facts)
    }

    /// Whether a fact tells who holds a post; two of them may be told side by side.
    fn is_role(&self, at: FactRef) -> bool {
        self.base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Role(_)))
    }

    /// Whether two facts belong to one event, or one to the other.
    pub(super) fn one_event(&self, a: FactRef, b: FactRef) -> bool {
        let (Some(x), Some(y)) = (self.base.facts.get(a.index()), self.base.facts.get(b.index())) else {
            return false;
        };
        x.event.is_some() && x.event == y.event || x.event == Some(b) || y.event == Some(a)
    }

    /// Whether a fact may tell one half of a question: all that is foreign to it is a metric, which the other half has.
    pub(super) fn half_fits(&self, question: &Question, candidate: &Candidate) -> bool {
        let account = &candidate.account;
        let metric = |n: usize| matches!(question.atoms.get(n).map(|a| &a.kind), Some(AtomKind::Name(named)) if named.iter().any(|n| matches!(n, Named::Metric(_))));
        let names = (0..question.atoms.len()).filter(|n| account.foreign_names >> n & 1 == 1).all(metric);
        let lacking = question.wants(Wanted::Why) || question.wants(Wanted::Other);
        let given = self.list.get(candidate.profile).is_some_and(|p| is_given(question, account, p, &self.base));
        names && !lacking && !given && account.foreign_times == 0 && account.foreign_numbers == 0
    }

    pub(super) fn related(&self, a: FactRef, b: FactRef) -> bool {
        let (Some(x), Some(y)) = (self.base.facts.get(a.index()), self.base.facts.get(b.index())) else {
            return false;
        };
        if let (Kind::Role(one), Kind::Role(other)) = (&x.kind, &y.kind) {
            return one.person == other.person;
        }
        x.source == y.source && (x.event == y.event || x.event == Some(b) || y.event == Some(a))
    }
}

//! Decides: which candidate answers, what is computed instead, or why there is no answer.

use super::answer::{Answer, Reason};
use super::compute::{Computing, derived_answer, insists, is_sided};
use super::confidence::{Evidence, confidence, evidence};
use super::constraints::{computed_is_asked, objection};
use super::derived::Item;
use super::engine::Engine;
use super::lacking::{has_the_sort, not_told, said_to_be_untold};
use super::listing::Listing;
use super::names::Named;
use super::profile::Profile;
use super::question::{AtomKind, Question};
use super::ranking::Candidate;
use super::reading::Reader;
use super::tuning;
use crate::knowledge::{Fact, FactRef, Kind};
use crate::language::{Operation, Talk, Time, Wanted};
use jiff::civil::Date;

/// A candidate, held against the constraints of a question.
pub(super) struct Held<'c> {
    pub candidate: &'c Candidate,
    /// The constraint that it does not meet.
    pub objection: Option<Reason>,
}

/// The candidates that meet every constraint, best first.
pub(super) fn sound<'c>(considered: &[Held<'c>]) -> impl Iterator<Item = &'c Candidate> {
    considered.iter().filter(|held| held.objection.is_none()).map(|held| held.candidate)
}

impl Engine {
    /// What a question comes to, with its candidates.
    pub(super) fn decide(&self, question: &Question, ranked: &[Candidate], today: Date) -> Answer {
        if !question.typed.chars().any(char::is_alphanumeric) {
            return Answer::Empty;
        }
        if question.foreign {
            return Answer::Foreign { nearest: self.foreign_match(question, ranked) };
        }
        if let Some(talk) = talk(question) {
            return Answer::Talk(talk);
        }
        // A fact asked for in so many words, or one that has just the number that the question states, goes before a list.
        let numbered = |c: &Candidate| question.numbers().any(|(n, _)| c.account.explained >> n & 1 == 1);
        let best = ranked.first().filter(|c| self.objection(question, c).is_none());
        let lists = |c: &Candidate| c.asked() >= tuning::LIST_MEANT && self.list.get(c.profile).is_some_and(|p| p.listed && !p.gap);
        let of_events = question.does(Operation::Events);
        let asked_for =
            best.is_some_and(|c| c.asked() >= tuning::ASKED_FOR && !(of_events && self.is_gap(c)) || numbered(c) || lists(c) && !of_events);
        // A place is asked of one event that accounts for all that is said.
        let placed = question.wants(Wanted::Where) && best.is_some_and(|c| c.accounts() >= tuning::OUTRIGHT);
        let listing = Listing { question, list: &self.list, base: &self.base, today };
        let told = asked_for || placed || of_events && best.is_some_and(|best| self.leads(question, best, ranked, listing.says_besides()));
        // "Events in Paris": what is known of Paris otherwise is not asked for.
        let events = question.does(Operation::Events) && listing.bare() || listing.ahead();
        if (!told || events || [Operation::Timeline, Operation::Everything, Operation::Figures].iter().any(|o| question.does(*o)))
            && let Some(list) = listing.answer()
        {
            return list;
        }
        let outright = best.is_some_and(|best| {
            let linked = question.weight(best.account.explained & !best.account.around) / question.weight(question.all()).max(f32::EPSILON);
            // A gap is no answer, whatever it accounts for.
            linked >= tuning::OUTRIGHT && !self.is_gap(best)
        });
        let grows = ranked.first().and_then(|c| self.item(c)).is_some_and(|i| self.is_growth(i));
        // One figure as a share of another, both of which are named.
        let metrics = question.names().filter(|(_, named)| named.iter().any(|n| matches!(n, Named::Metric(_)))).count();
        let shares = question.does(Operation::Share)
            && (grows || metrics >= 2 && best.is_some_and(|c| self.list.get(c.profile).is_some_and(Profile::is_level)));
        let insists = !question.wants(Wanted::Why) && insists(question) || shares;
        let computing =
            Computing { question, ranked, list: &self.list, base: &self.base, derived: &self.derived, vocabulary: &self.reader.vocabulary };
        if let Some(lasting) = computing.lasting() {
            return Answer::Computed(vec![lasting]);
        }
        let sound = best.is_some_and(|c| c.accounts() >= tuning::LEAST_COMPUTED);
        if let Some(periodic) = computing.periodic().filter(|_| sound) {
            return Answer::Computed(vec![periodic]);
        }
        // "So many per …, … and …" asks for each of these.
        if question.does(Operation::Average) && question.each != 0 {
            let parts: Vec<FactRef> = computing.parts_named().into_iter().filter_map(Item::fact).collect();
            if parts.len() >= 2 {
                return Answer::told(parts, None);
            }
        }
        // Two things set side by side are compared before a figure is looked for that follows from one of them.
        let sided = is_sided(question) && insists;
        if sided && let Some(computation) = computing.over_operands() {
            return Answer::Computed(vec![computation]);
        }
        let asked = computing.asked_figures();
        if !asked.is_empty() {
            return Answer::Computed(asked);
        }
        if !sided
            && (insists || !outright || question.distributive)
            && let Some(computation) = computing.over_operands()
        {
            return Answer::Computed(vec![computation]);
        }
        // What was to be computed is not answered by one of its operands.
        if let Some(best) = ranked.first().filter(|c| {
            let level = self.list.get(c.profile).is_some_and(Profile::is_level);
            question.does(Operation::Average) && (question.wants_amount() && (!outright || level) || question.each != 0 && level)
        }) {
            return self.abstain(question, Reason::NotComparable, best);
        }
        if let Some(facts) = self.counts_told(question, ranked) {
            return Answer::told(facts, None);
        }
        let joined = question.joins && (question.wants(Wanted::HowMany) || question.wants(Wanted::HowMuch));
        if question.counts >= 2 || joined {
            let facts: Vec<FactRef> = computing.side_by_side().into_iter().filter_map(Item::fact).collect();
            if facts.len() >= 2 {
                return Answer::told(facts, None);
            }
        }
        if let Some(compared) = self.lists_compared(question, ranked) {
            return compared;
        }
        if let Some(compared) = self.posts_compared(question, ranked) {
            return compared;
        }
        if let Some(facts) = self.people(question, ranked) {
            return Answer::told(facts, question.wanted.first().copied());
        }
        if (question.counts >= 2 || question.does(Operation::Choice) && question.names().count() >= 2 && !outright)
            && let Some(facts) = self.pair(question, ranked)
        {
            return Answer::told(facts, question.wanted.first().copied());
        }
        // How much more one is than the other, or how much there is for each, is not answered by one figure.
        let apart = question.does(Operation::Choice) && question.does(Operation::Difference) && question.wants_amount()
            || question.does(Operation::Average) && question.each != 0;
        match self.look_up(question, ranked) {
            Answer::Told { facts, .. }
                if apart && facts.len() == 1 && facts.first().and_then(|at| self.list.get(at.index())).is_some_and(Profile::is_level) =>
            {
                Answer::Abstained { reason: Reason::NotComparable, nearest: facts.first().map(|at| Item::Fact(*at)) }
            }
            answer => answer,
        }
    }

    pub(super) fn look_up(&self, question: &Question, ranked: &[Candidate]) -> Answer {
        let Some(best) = ranked.first().filter(|best| says_something(question) || best.asked() >= tuning::ASKED_FOR) else {
            return Answer::Abstained { reason: Reason::Nothing, nearest: None };
        };
        let considered: Vec<Held<'_>> = ranked.iter().take(tuning::CONSIDERED).map(|c| self.held(question, c)).collect();
        // What the best fact contradicts or does not tell, a lesser one that merely mentions it does not answer either.
        let untold = self.list.get(best.profile).is_some_and(|p| said_to_be_untold(question, p, &self.base).is_some());
        // A number that the question gives itself is not what it asks for, and nor is one of something else.
        let given = question.numbers().any(|(n, _)| best.account.explained >> n & 1 == 1);
        let settled = considered.first().and_then(|best| best.objection.clone()).filter(|o| {
            untold || given || matches!(o, Reason::OtherNumber(_) | Reason::NotTold(Wanted::Who | Wanted::What | Wanted::Other))
        });
        // Another fact may state just the number that the best one does not.
        let states = |c: &Candidate| c.account.foreign_numbers == 0 && question.numbers().next().is_some();
        let stated = sound(&considered).any(states);
        let settled = settled.filter(|o| !matches!(o, Reason::OtherNumber(_)) || !stated);
        if let Some(corrected) = self.correction(question, &considered) {
            return corrected;
        }
        if let Some(facts) = self.several(question, &considered) {
            return Answer::told(facts, None);
        }
        if let Some(reason) = settled {
            let gap = self.is_gap(best) && best.asked() >= tuning::ASKED_FOR;
            let told = if gap { self.gap_told(question, ranked, best) } else { None };
            return told.unwrap_or_else(|| self.abstain(question, reason.clone(), self.measured(&reason, ranked).unwrap_or(best)));
        }
        if let Some(untimely) = self.untimely(question, ranked) {
            return self.abstain(question, Reason::OtherTime(untimely.0), untimely.1);
        }
        let preferred = sound(&considered).find(|c| !self.is_gap(c) && c.score >= best.score * tuning::PREFERRED_IF_SOUND);
        // Who asks one thing is not told two that each say a part of it.
        let asks_two = question.asks >= 2 || question.joins;
        let Some(chosen) = preferred else {
            if let Some(facts) = self.pair(question, ranked).filter(|_| asks_two) {
                return Answer::told(facts, question.wanted.first().copied());
            }
            let told = self.gap_told(question, ranked, best);
            return told.unwrap_or_else(|| {
                let (near, reason) = self.near_fact(&considered).unwrap_or((best, Reason::Nothing));
                self.abstain(question, reason, near)
            });
        };
        let chosen = self.supplier(question, chosen, &considered).unwrap_or(chosen);
        let chosen = self.own_record(question, chosen, &considered).unwrap_or(chosen);
        // Who does not say whose figure he means is asked, however little he says.
        if !is_strange(question, chosen)
            && let Some(choices) = self.ambiguous(question, chosen, &considered)
        {
            return Answer::Clarify { choices };
        }
        if let Some(reason) = self.doubt(question, chosen, ranked) {
            return match self.pair(question, ranked).filter(|_| asks_two) {
                Some(facts) => Answer::told(facts, question.wanted.first().copied()),
                None => self.gap_told(question, ranked, chosen).unwrap_or_else(|| {
                    let near = self.near_fact(&considered).map_or(chosen, |(near, _)| near);
                    self.abstain(question, reason, near)
                }),
            };
        }
        let chosen = self.list_instead(question, chosen, &considered).unwrap_or(chosen);
        match self.item(chosen) {
            Some(Item::Derived(n)) => match self.derived.get(n) {
                Some(figure) => Answer::Computed(vec![derived_answer(figure, &self.base)]),
                None => Answer::Abstained { reason: Reason::Nothing, nearest: None },
            },
            Some(Item::Fact(at)) => match self.base.facts.get(at.index()).map(|f| &f.kind) {
                Some(Kind::Unknown { .. }) => Answer::Abstained { reason: Reason::KnownGap(at), nearest: self.nearest(Item::Fact(at)) },
                _ => self.told(question, chosen, at, &considered),
            },
            None => Answer::Abstained { reason: Reason::Nothing, nearest: None },
        }
    }

    /// The figure that is asked for of a time of which it is not, when it accounts for all else that is said: what is known
    /// of other things then is no answer. With the time as it was typed.
    fn untimely<'c>(&self, question: &Question, ranked: &'c [Candidate]) -> Option<(String, &'c Candidate)> {
        let best = ranked.first().filter(|c| c.account.foreign_times == 0 && c.asked() < tuning::ASKED_FOR)?;
        // A month of the year that a figure is of is no other time.
        let within = |p: &Profile| {
            question.times().any(|(_, time)| matches!(time, Time::Period(named) if p.times.iter().any(|t| t.contains(&named))))
        };
        let measured = |c: &&Candidate| {
            let figure = self.list.get(c.profile).filter(|p| p.metric.is_some() && matches!(p.item, Item::Fact(_)));
            let word = |p: &Profile| question.atoms.iter().any(|a| matches!(a.kind, AtomKind::Words(_)) && p.is_measured(&a.kind));
            let meant = |p: &Profile| word(p) && !within(p) && question.names_any(|n| p.whose.contains(n));
            let rest = question.weight(question.all() & !c.account.explained & !c.account.foreign_times);
            c.account.foreign_times != 0 && rest < tuning::LEAST_SAID && figure.is_some_and(meant)
        };
        let told = self.list.get(best.profile).is_some_and(|p| p.metric.is_some());
        let figure = ranked.iter().filter(|_| !told).find(measured)?;
        let (_, time) = question.atoms.iter().enumerate().find(|(n, _)| figure.account.foreign_times >> n & 1 == 1)?;
        Some((time.surface.clone(), figure))
    }

    pub(super) fn item(&self, candidate: &Candidate) -> Option<Item> {
        self.list.get(candidate.profile).map(|p| p.item)
    }

    /// A candidate's fact.
    pub(super) fn fact(&self, candidate: &Candidate) -> Option<(FactRef, &Fact)> {
        let at = self.item(candidate)?.fact()?;
        Some((at, self.base.facts.get(at.index())?))
    }

    /// A candidate with the constraint that it does not meet.
    pub(super) fn held<'c>(&self, question: &Question, candidate: &'c Candidate) -> Held<'c> {
        Held { candidate, objection: self.objection(question, candidate) }
    }

    /// The constraint that a candidate does not meet.
    #[must_use]
    pub fn objection(&self, question: &Question, candidate: &Candidate) -> Option<Reason> {
        let Some(profile) = self.list.get(candidate.profile) else {
            return Some(Reason::Nothing);
        };
        if let Item::Derived(n) = profile.item
            && !self.derived.get(n).is_some_and(|figure| computed_is_asked(question, profile, figure))
        {
            return Some(Reason::Nothing);
        }
        objection(question, candidate, profile, &self.base)
    }

    /// Why a fact that meets every constraint is still no safe answer.
    pub(super) fn doubt(&self, question: &Question, chosen: &Candidate, ranked: &[Candidate]) -> Option<Reason> {
        let profile = self.list.get(chosen.profile)?;
        let gap = self.rival_gap(question, chosen, ranked).filter(|_| asks_for_more(question));
        let gap_leads = gap.is_some_and(|gap| gap.score > chosen.score + tuning::GAP_LEADS || says_more(question, gap, chosen));
        if !is_strange(question, chosen) && !gap_leads && confidence(&self.evidence(question, chosen, ranked)?) >= tuning::LEAST_CONFIDENCE
        {
            return None;
        }
        if let Some(wanted) = not_told(question, profile) {
            return Some(Reason::NotTold(wanted));
        }
        let missing =
            question.atoms.iter().enumerate().filter(|(n, a)| chosen.account.explained >> n & 1 == 0 && a.weight >= tuning::WORTH_NAMING);
        Some(Reason::Unexplained(missing.map(|(_, a)| a.surface.clone()).collect()))
    }

    /// What speaks for a candidate, in the order that the coefficients of confidence have.
    #[must_use]
    pub fn evidence(&self, question: &Question, chosen: &Candidate, ranked: &[Candidate]) -> Option<Evidence> {
        let profile = self.list.get(chosen.profile)?;
        let mut others = ranked.iter().filter(|c| c.profile != chosen.profile);
        let rival = others.find(|c| !self.is_gap(c)).map_or(0.0, |c| c.score);
        let gap = self.rival_gap(question, chosen, ranked);
        Some(evidence(question, chosen, profile, rival, gap, has_the_sort(question, profile, &self.base)))
    }

    pub(super) fn abstain(&self, question: &Question, reason: Reason, best: &Candidate) -> Answer {
        let near_enough = best.accounts() >= tuning::LEAST_NEAR && !is_strange(question, best);
        let nearest = self.item(best).and_then(|item| self.nearest(item));
        Answer::Abstained { reason, nearest: nearest.filter(|_| near_enough) }
    }

    /// Whether a question names just the figure: whose it is, what it measures, of when, and nothing more.
    pub(super) fn is_exactly(&self, question: &Question, candidate: &Candidate) -> bool {
        let Some(profile) = self.list.get(candidate.profile).filter(|p| p.metric.is_some()) else { return false };
        let named = question.names_any(|n| profile.metric_named(n)) && question.names_any(|n| profile.whose.contains(n));
        named && question.times().next().is_some() && candidate.account.foreign_times == 0 && candidate.accounts() >= tuning::OUTRIGHT
    }

    /// Whether a question names an event or initiative, or the person who holds a post, and asks for nothing that its own
    /// record does not account for.
    pub(super) fn is_itself(&self, question: &Question, candidate: &Candidate) -> bool {
        let Some(Item::Fact(at)) = self.item(candidate) else { return false };
        let holder = match self.base.facts.get(at.index()).map(|f| &f.kind) {
            Some(Kind::Role(role)) => Some(Named::Entity(role.person)),
            _ => None,
        };
        let named = question.names_any(|n| *n == Named::Fact(at) || Some(*n) == holder);
        named
            && candidate.accounts() >= tuning::OUTRIGHT
            && self.list.get(candidate.profile).is_some_and(|p| not_told(question, p).is_none())
    }

    pub(super) fn is_growth(&self, item: Item) -> bool {
        matches!(item, Item::Fact(at) if self.base.facts.get(at.index()).is_some_and(|f| matches!(&f.kind, Kind::Figure(figure) if figure.growth.is_some())))
    }

    /// What to offer for an item that may not answer: itself, or what a known gap points at.
    pub(super) fn nearest(&self, item: Item) -> Option<Item> {
        match item {
            Item::Fact(at) => match self.base.facts.get(at.index()).map(|f| &f.kind) {
                Some(Kind::Unknown { near }) => near.map(Item::Fact),
                _ => Some(item),
            },
            Item::Derived(_) => Some(item),
        }
    }

    /// The figure that a stated number is held against: a list that has none is not what it contradicts.
    fn measured<'c>(&self, reason: &Reason, ranked: &'c [Candidate]) -> Option<&'c Candidate> {
        let best = ranked.first().filter(|_| matches!(reason, Reason::OtherNumber(_)))?;
        let close = |c: &&Candidate| c.score >= best.score * tuning::PREFERRED_IF_SOUND;
        ranked.iter().take_while(close).find(|c| self.list.get(c.profile).is_some_and(|p| p.metric.is_some()))
    }

    fn foreign_match(&self, question: &Question, ranked: &[Candidate]) -> Option<Item> {
        Reader::names_something(question)
            .then(|| ranked.iter().find(|c| !self.is_gap(c)).and_then(|c| self.item(c)))
            .flatten()
            .filter(|i| matches!(i, Item::Fact(_)))
    }
}

/// Whether a question names a thing, a time or a number, or has words that weigh something.
fn says_something(question: &Question) -> bool {
    let named = question.atoms.iter().any(|a| !matches!(a.kind, AtomKind::Words(_)));
    named || question.weight(question.all()) >= tuning::LEAST_SAID
}

/// Whether a question asks for more than what is known of the things that it names.
fn asks_for_more(question: &Question) -> bool {
    let words = question.atoms.iter().filter(|a| matches!(a.kind, AtomKind::Words(_))).map(|a| a.weight).sum::<f32>();
    words >= tuning::LEAST_MORE || question.wanted.iter().any(|w| *w != Wanted::What)
}

/// Talk, when nothing else was said.
fn talk(question: &Question) -> Option<Talk> {
    let silent = question.weight(question.all()) < tuning::LEAST_SAID;
    let talk = question.talk.iter().copied();
    if silent {
        return talk.max().or((!question.does(Operation::Events))
            .then_some(Talk::Help)
            .filter(|_| question.typed.chars().any(char::is_alphanumeric) && !question.talk.is_empty()));
    }
    None
}

/// Whether a gap accounts for all of a question, and a fact leaves out some of what the question words ask about.
fn says_more(question: &Question, gap: &Candidate, fact: &Candidate) -> bool {
    let focus = |c: &Candidate| question.weight(c.account.explained & question.focus);
    let asked_more = focus(gap) - focus(fact) >= tuning::GAP_FOCUS * question.weight(question.focus);
    gap.accounts() >= tuning::GAP_IN_FULL && fact.accounts() <= tuning::FACT_IN_PART && question.focus != 0 && asked_more
}

/// Whether a question names nothing of the base, has words that it lacks, and is little like the fact.
fn is_strange(question: &Question, candidate: &Candidate) -> bool {
    let (accounts, asked) = (candidate.accounts(), candidate.asked());
    let little = asked < tuning::LEAST_ASKED || asked < tuning::LEAST_ASKED * 2.0 && accounts < tuning::LEAST_GAP;
    // Numbers alone say nothing.
    let words = question.atoms.iter().filter(|a| matches!(a.kind, AtomKind::Words(_))).map(|a| a.weight).sum::<f32>();
    let silent = words < tuning::LEAST_SAID && question.numbers().next().is_some() && question.times().next().is_none();
    question.names().next().is_none() && (question.unknown > 0.0 && little || silent && asked < tuning::ASKED_FOR)
}

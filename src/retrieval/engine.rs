//! The engine: one question in, one answer out. A pure function of base, question and date.

use super::answer::{Answer, Reason};
use super::compute::{Computing, derived_answer, insists, is_sided};
use super::confidence::{Evidence, confidence, evidence};
use super::constraints::{computed_is_asked, not_told, objection};
use super::derived::{Derived, Item, derived};
use super::index::FactIndex;
use super::listing::Listing;
use super::names::{Named, Names};
use super::preparing::{Prepared, prepare};
use super::profile::Profile;
use super::question::{AtomKind, Question};
use super::ranking::{Candidate, rank};
use super::reading::Reader;
use super::spelling::Spelling;
use super::tuning;
use crate::both::both;
use crate::knowledge::{Base, EntityKind, FactRef, Kind};
use crate::language::{Canonicaliser, Language, Lexicon, LexiconError, Operation, Scripts, ScriptsError, Stems, Talk, Wanted, WordLists};
use jiff::civil::Date;

/// The engine could not be made for a base.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The script tables are broken.
    #[error(transparent)]
    Scripts(#[from] ScriptsError),
    /// The word lists are broken.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// The index cannot be built.
    #[error("the index cannot be built: {0}")]
    Index(#[from] tantivy::TantivyError),
}

/// A question with its answer and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The question as it was read.
    pub question: Question,
    /// The candidates, best first.
    pub ranked: Vec<Candidate>,
    /// The answer.
    pub answer: Answer,
}

/// Answers questions from one base.
pub struct Engine {
    base: Base,
    derived: Vec<Derived>,
    reader: Reader,
    list: Vec<Profile>,
    index: FactIndex,
}

impl Engine {
    /// Prepares a base for answering.
    ///
    /// # Errors
    /// When embedded tables are broken or the base is too big to index.
    pub fn new(base: Base) -> Result<Self, EngineError> {
        let canonicaliser = Canonicaliser::new(Scripts::load()?);
        let mut stems = Stems::default();
        // The word lists know nothing of the base, so they are read beside its names.
        let (names, lists) = both(|| Names::of(&base, &canonicaliser, &mut stems), WordLists::read);
        let lexicon = Lexicon::of(lists?, &canonicaliser, &mut stems);
        let derived = derived(&base);
        let Prepared { list, vocabulary, stems } = prepare(&base, &derived, canonicaliser, &names, &lexicon, stems);
        let index = FactIndex::build(&list)?;
        let spelling = Spelling::of(&stems);
        Ok(Self { base, derived, reader: Reader { canonicaliser, stems, lexicon, names, vocabulary, spelling }, list, index })
    }

    /// The base.
    #[must_use]
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// Figures that follow from published ones.
    #[must_use]
    pub fn derived(&self) -> &[Derived] {
        &self.derived
    }

    /// The script tables.
    #[must_use]
    pub fn scripts(&self) -> &Scripts {
        self.reader.canonicaliser.scripts()
    }

    /// Reads a question.
    #[must_use]
    pub fn read(&self, typed: &str, today: Date, language: Option<Language>) -> Question {
        self.reader.read(typed, today, language)
    }

    /// Answers a question as it was typed. `today` resolves relative times.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(&self, typed: &str, today: Date, language: Option<Language>) -> Result<Asked, EngineError> {
        self.answer(self.read(typed, today, language), today)
    }

    /// Answers a question that was read, and perhaps filled up from its context.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn answer(&self, question: Question, today: Date) -> Result<Asked, EngineError> {
        let ranked = rank(
            &question,
            &self.index,
            &self.list,
            &self.reader.vocabulary,
            if insists(&question) { tuning::OPERAND_CANDIDATES } else { tuning::CANDIDATES },
        )?;
        let mut answer = self.decide(&question, &ranked, today);
        // A question that names nothing of the base is near no fact of it.
        if let Answer::Abstained { reason, nearest } = &mut answer
            && (*reason == Reason::Nothing || question.wants(Wanted::Other) && !matches!(reason, Reason::KnownGap(_)))
            && question.names().all(|(_, named)| named.iter().all(|n| matches!(n, Named::Metric(_))))
        {
            *nearest = None;
        }
        Ok(Asked { question, ranked, answer })
    }

    fn decide(&self, question: &Question, ranked: &[Candidate], today: Date) -> Answer {
        if !question.typed.chars().any(char::is_alphanumeric) {
            return Answer::Empty;
        }
        if question.foreign {
            return Answer::Foreign { nearest: self.foreign_match(question, ranked) };
        }
        if let Some(talk) = talk(question) {
            return Answer::Talk(talk);
        }
        let asked_for = ranked.first().is_some_and(|best| best.signals[1] >= tuning::ASKED_FOR && self.objection(question, best).is_none());
        if (!asked_for || [Operation::Timeline, Operation::Everything, Operation::Figures].iter().any(|o| question.does(*o)))
            && let Some(list) = (Listing { question, list: &self.list, base: &self.base, today }).answer()
        {
            return list;
        }
        let outright = ranked.first().is_some_and(|best| {
            let linked = question.weight(best.account.explained & !best.account.around) / question.weight(question.all()).max(f32::EPSILON);
            linked >= tuning::OUTRIGHT && self.objection(question, best).is_none()
        });
        let grows = ranked.first().and_then(|c| self.item(c)).is_some_and(|i| self.is_growth(i));
        let insists = !question.wants(Wanted::Why) && insists(question) || grows && question.does(Operation::Share);
        let computing =
            Computing { question, ranked, list: &self.list, base: &self.base, derived: &self.derived, vocabulary: &self.reader.vocabulary };
        let sound =
            ranked.first().is_some_and(|best| best.signals[0] >= tuning::LEAST_COMPUTED && self.objection(question, best).is_none());
        if let Some(periodic) = computing.periodic().filter(|_| sound) {
            return Answer::Computed(vec![periodic]);
        }
        if is_sided(question)
            && insists
            && let Some(computation) = computing.over_operands()
        {
            return Answer::Computed(vec![computation]);
        }
        let asked = computing.asked_figures();
        if !asked.is_empty() {
            return Answer::Computed(asked);
        }
        if (insists || !outright)
            && let Some(computation) = computing.over_operands()
        {
            return Answer::Computed(vec![computation]);
        }
        // What was to be computed is not answered by one of its operands.
        if let Some(best) =
            ranked.first().filter(|_| !outright && question.does(Operation::Average) && question.each != 0 && !question.wanted.is_empty())
        {
            return self.abstain(Reason::NotComparable, best);
        }
        if question.counts >= 2 {
            let figures = computing.side_by_side().into_iter().filter_map(|i| if let Item::Fact(at) = i { Some(at) } else { None });
            let facts: Vec<FactRef> = figures.collect();
            if facts.len() >= 2 {
                return Answer::Told { facts, wanted: None };
            }
        }
        if let Some(facts) = self.people(question, ranked) {
            return Answer::Told { facts, wanted: question.wanted.first().copied() };
        }
        if (question.counts >= 2 || question.does(Operation::Choice) && question.names().count() >= 2 && !outright)
            && let Some(facts) = self.pair(question, ranked)
        {
            return Answer::Told { facts, wanted: question.wanted.first().copied() };
        }
        self.look_up(question, ranked)
    }

    fn look_up(&self, question: &Question, ranked: &[Candidate]) -> Answer {
        let Some(best) = ranked.first() else {
            return Answer::Abstained { reason: Reason::Nothing, nearest: None };
        };
        let objections: Vec<Option<Reason>> = ranked.iter().take(tuning::CONSIDERED).map(|c| self.objection(question, c)).collect();
        // What the best fact contradicts or does not tell, a lesser one that merely mentions it does not answer either.
        let settled = objections
            .first()
            .cloned()
            .flatten()
            .filter(|o| matches!(o, Reason::OtherNumber(_) | Reason::NotTold(Wanted::Who | Wanted::What | Wanted::Other)));
        // Another fact may state just the number that the best one does not.
        let states = |c: &Candidate| c.account.foreign_numbers == 0 && question.numbers().next().is_some();
        let stated = ranked.iter().zip(&objections).any(|(c, o)| o.is_none() && states(c));
        let settled = settled.filter(|o| !matches!(o, Reason::OtherNumber(_)) || !stated);
        if let Some(reason) = settled {
            return self.abstain(reason, best);
        }
        let sound = ranked.iter().zip(&objections).find(|(c, o)| {
            o.is_none() && !self.item(c).is_some_and(|i| self.is_gap(i)) && c.score >= best.score * tuning::PREFERRED_IF_SOUND
        });
        let Some((chosen, _)) = sound else {
            if let Some(facts) = self.pair(question, ranked) {
                return Answer::Told { facts, wanted: question.wanted.first().copied() };
            }
            let reason = objections.into_iter().next().flatten().unwrap_or(Reason::Nothing);
            return self.gap_told(ranked, best).unwrap_or_else(|| self.abstain(reason, best));
        };
        if let Some(reason) = self.doubt(question, chosen, ranked) {
            return match self.pair(question, ranked) {
                Some(facts) => Answer::Told { facts, wanted: question.wanted.first().copied() },
                None => self.gap_told(ranked, chosen).unwrap_or_else(|| self.abstain(reason, chosen)),
            };
        }
        let chosen = self.list_instead(question, chosen, ranked, &objections).unwrap_or(chosen);
        if let Some(choices) = self.ambiguous(question, chosen, ranked, &objections) {
            return Answer::Clarify { choices };
        }
        match self.item(chosen) {
            Some(Item::Derived(n)) => match self.derived.get(n) {
                Some(figure) => Answer::Computed(vec![derived_answer(figure, &self.base)]),
                None => Answer::Abstained { reason: Reason::Nothing, nearest: None },
            },
            Some(Item::Fact(at)) => match self.base.facts.get(at.index()).map(|f| &f.kind) {
                Some(Kind::Unknown { .. }) => Answer::Abstained { reason: Reason::KnownGap(at), nearest: self.nearest(Item::Fact(at)) },
                _ => self.told(question, chosen, at, ranked, &objections),
            },
            None => Answer::Abstained { reason: Reason::Nothing, nearest: None },
        }
    }

    /// The best placed of what the source is known not to give.
    fn best_gap<'c>(&self, ranked: &'c [Candidate]) -> Option<&'c Candidate> {
        ranked.iter().take(tuning::GAPS_CONSIDERED).find(|c| self.item(c).is_some_and(|i| self.is_gap(i)))
    }

    /// Says what the source is known not to give, when that is asked for about as plainly as the fact that may not answer.
    fn gap_told(&self, ranked: &[Candidate], fact: &Candidate) -> Option<Answer> {
        let gap = self.best_gap(ranked)?;
        let plainly = gap.signals[1] >= fact.signals[1] - tuning::GAP_NEAR && gap.signals[0] >= tuning::LEAST_NEAR;
        let item = self.item(gap).filter(|_| plainly)?;
        let Item::Fact(at) = item else { return None };
        Some(Answer::Abstained { reason: Reason::KnownGap(at), nearest: self.nearest(item) })
    }

    fn item(&self, candidate: &Candidate) -> Option<Item> {
        self.list.get(candidate.profile).map(|p| p.item)
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

    /// A fact that lists the members, when members are asked for and the chosen one only counts or announces them.
    fn list_instead<'c>(
        &self,
        question: &Question,
        chosen: &Candidate,
        ranked: &'c [Candidate],
        objections: &[Option<Reason>],
    ) -> Option<&'c Candidate> {
        let profile = self.list.get(chosen.profile)?;
        if !question.wants(Wanted::Which) || profile.listed {
            return None;
        }
        let fits = |c: &Candidate| {
            let close = c.score >= chosen.score * tuning::LIST_INSTEAD;
            close && self.list.get(c.profile).is_some_and(|p| p.listed && !p.gap && p.own.iter().any(|n| profile.own.contains(n)))
        };
        ranked.iter().zip(objections).find(|(c, objection)| objection.is_none() && fits(c)).map(|(c, _)| c)
    }

    /// Figures or events that fit as well as the chosen one when the question does not say whose it means.
    fn ambiguous(
        &self,
        question: &Question,
        chosen: &Candidate,
        ranked: &[Candidate],
        objections: &[Option<Reason>],
    ) -> Option<Vec<FactRef>> {
        let kind = |at: FactRef| self.base.facts.get(at.index()).map(|f| &f.kind);
        let solid = |name: &Named| match name {
            Named::Entity(e) => {
                self.base.entities.get(e.index()).is_some_and(|e| !matches!(e.kind, EntityKind::Topic | EntityKind::Sector))
            }
            Named::Fact(_) => true,
            Named::Metric(_) => false,
        };
        let says_whose = question.names().any(|(_, named)| named.iter().any(solid))
            || question.times().next().is_some()
            || question.numbers().next().is_some();
        let measured = question.wants(Wanted::HowMany)
            || question.wants(Wanted::HowMuch)
            || question.wants(Wanted::When)
            || question.wants(Wanted::Where);
        if says_whose || !measured || chosen.signals[1] >= tuning::SURELY_MEANT {
            return None;
        }
        let comparable = |a: FactRef, b: FactRef| match (kind(a), kind(b)) {
            (Some(Kind::Figure(x)), Some(Kind::Figure(y))) => a == b || x.of != y.of,
            (Some(Kind::Event(_)), Some(Kind::Event(_))) => true,
            _ => false,
        };
        let Some(Item::Fact(first)) = self.item(chosen) else {
            return None;
        };
        let mut choices = vec![first];
        for (candidate, objection) in ranked.iter().zip(objections) {
            let Some(Item::Fact(other)) = self.item(candidate) else {
                continue;
            };
            let near = candidate.score >= chosen.score * tuning::AS_GOOD;
            if near
                && objection.is_none()
                && !choices.contains(&other)
                && choices.iter().all(|c| comparable(*c, other))
                && choices.len() < tuning::MOST_CHOICES
            {
                choices.push(other);
            }
        }
        (choices.len() >= 2).then_some(choices)
    }

    /// Why a fact that meets every constraint is still no safe answer.
    fn doubt(&self, question: &Question, chosen: &Candidate, ranked: &[Candidate]) -> Option<Reason> {
        let profile = self.list.get(chosen.profile)?;
        if confidence(&self.evidence(question, chosen, ranked)?) >= tuning::LEAST_CONFIDENCE {
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
        let rival = others.find(|c| self.item(c).is_some_and(|i| !self.is_gap(i))).map_or(0.0, |c| c.score);
        let gap = self.best_gap(ranked).filter(|_| !self.is_exactly(question, chosen) && !self.is_itself(question, chosen));
        Some(evidence(question, chosen, profile, rival, gap))
    }

    fn abstain(&self, reason: Reason, best: &Candidate) -> Answer {
        let near_enough = best.signals[0] >= tuning::LEAST_NEAR;
        let nearest = self.item(best).and_then(|item| self.nearest(item));
        Answer::Abstained { reason, nearest: nearest.filter(|_| near_enough) }
    }

    /// Whether a question names just the figure: whose it is, what it measures, of when, and nothing more.
    fn is_exactly(&self, question: &Question, candidate: &Candidate) -> bool {
        let Some(profile) = self.list.get(candidate.profile).filter(|p| p.metric.is_some()) else { return false };
        let names = |wanted: &dyn Fn(&Named) -> bool| question.names().any(|(_, named)| named.iter().any(wanted));
        let named = names(&|n| profile.metric_named(n)) && names(&|n| profile.whose.contains(n));
        named && question.times().next().is_some() && candidate.account.foreign_times == 0 && candidate.signals[0] >= tuning::OUTRIGHT
    }

    /// Whether a question names an event or initiative and asks for nothing that its own record does not account for.
    fn is_itself(&self, question: &Question, candidate: &Candidate) -> bool {
        let Some(Item::Fact(at)) = self.item(candidate) else { return false };
        let named = question.names().any(|(_, named)| named.contains(&Named::Fact(at)));
        named
            && candidate.signals[0] >= tuning::OUTRIGHT
            && self.list.get(candidate.profile).is_some_and(|p| not_told(question, p).is_none())
    }

    fn is_growth(&self, item: Item) -> bool {
        matches!(item, Item::Fact(at) if self.base.facts.get(at.index()).is_some_and(|f| matches!(&f.kind, Kind::Figure(figure) if figure.growth.is_some())))
    }

    fn is_gap(&self, item: Item) -> bool {
        matches!(item, Item::Fact(at) if self.base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Unknown { .. })))
    }

    /// What to offer for an item that may not answer: itself, or what a known gap points at.
    fn nearest(&self, item: Item) -> Option<Item> {
        match item {
            Item::Fact(at) => match self.base.facts.get(at.index()).map(|f| &f.kind) {
                Some(Kind::Unknown { near }) => near.map(Item::Fact),
                _ => Some(item),
            },
            Item::Derived(_) => Some(item),
        }
    }

    /// The chosen fact, with others of the same event or subject that fit as well.
    fn told(&self, question: &Question, chosen: &Candidate, at: FactRef, ranked: &[Candidate], objections: &[Option<Reason>]) -> Answer {
        let mut facts = vec![at];
        let plural = question.wanted.iter().any(|w| matches!(w, Wanted::Which | Wanted::What | Wanted::Who)) || question.wanted.is_empty();
        for (candidate, objection) in ranked.iter().zip(objections) {
            let Some(Item::Fact(other)) = self.item(candidate) else {
                continue;
            };
            let says_more = question.weight(candidate.account.explained & !chosen.account.explained) >= tuning::LEAST_MORE;
            let card = self.base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Event(_) | Kind::Role(_)));
            let says_more = says_more || card && self.list.get(candidate.profile).is_some_and(|p| not_told(question, p).is_none());
            let close = candidate.score >= chosen.score * if says_more { tuning::TOLD_BESIDE } else { tuning::TOLD_TOGETHER };
            let gap = self.is_gap(Item::Fact(other));
            if plural
                && close
                && objection.is_none()
                && !gap
                && !facts.contains(&other)
                && self.related(at, other)
                && facts.len() < tuning::MOST_TOLD
            {
                facts.push(other);
            }
        }
        Answer::Told { facts, wanted: question.wanted.first().copied() }
    }

    /// Two facts of one event or subject that only together account for a question with two halves.
    fn pair(&self, question: &Question, ranked: &[Candidate]) -> Option<Vec<FactRef>> {
        let facts: Vec<(FactRef, &Candidate)> = ranked
            .iter()
            .take(tuning::PAIRED)
            .filter_map(|c| match self.item(c)? {
                item @ Item::Fact(at)
                    if !self.is_gap(item) && (question.counts >= 2 || question.does(Operation::Choice) || self.half_fits(question, c)) =>
                {
                    Some((at, c))
                }
                _ => None,
            })
            .collect();
        let whole = question.weight(question.all()).max(f32::EPSILON);
        let mut best: Option<(f32, Vec<FactRef>)> = None;
        for (n, (a, first)) in facts.iter().enumerate() {
            for (b, second) in facts.iter().skip(n + 1) {
                let (x, y) = (&first.account, &second.account);
                let foreign = x.foreign_names & y.foreign_names | x.foreign_times & y.foreign_times | x.foreign_numbers & y.foreign_numbers;
                let apart = question.weight(x.explained & !y.explained).min(question.weight(y.explained & !x.explained));
                let share = question.weight(x.explained | y.explained) / whole;
                let fit = share + (first.score + second.score) * tuning::PAIR_SCORE;
                let fits = foreign == 0 && apart >= tuning::LEAST_APART && share >= tuning::LEAST_PAIR;
                if fits
                    && (question.does(Operation::Choice) && (self.related(*a, *b) || self.are_roles(*a, *b)) || self.one_event(*a, *b))
                    && best.as_ref().is_none_or(|(f, _)| fit > *f)
                {
                    best = Some((fit, vec![*a, *b]));
                }
            }
        }
        best.map(|(_, facts)| facts)
    }

    /// Who the people are that a question names together, when no one fact is about them all.
    fn people(&self, question: &Question, ranked: &[Candidate]) -> Option<Vec<FactRef>> {
        let person = |name: &Named| match name {
            Named::Entity(e) => self.base.entities.get(e.index()).filter(|e| e.kind == EntityKind::Person).map(|_| *e),
            _ => None,
        };
        let mut people: Vec<_> = question.names().filter_map(|(_, named)| named.iter().find_map(person)).collect();
        people.sort_unstable();
        people.dedup();
        let together = |c: &Candidate| self.list.get(c.profile).is_some_and(|p| people.iter().all(|e| p.own.contains(&Named::Entity(*e))));
        if people.len() < 2 || ranked.iter().take(tuning::CONSIDERED).any(|c| together(c) && self.objection(question, c).is_none()) {
            return None;
        }
        let about = |c: &Candidate| match self.item(c) {
            Some(item @ Item::Fact(at)) if !self.is_gap(item) => Some(at),
            _ => None,
        };
        let tells = |who: &crate::knowledge::EntityRef| {
            ranked.iter().find(|c| self.list.get(c.profile).is_some_and(|p| p.own.contains(&Named::Entity(*who)))).and_then(about)
        };
        let facts: Vec<FactRef> = people.iter().map(tells).collect::<Option<_>>()?;
        let clean = ranked.iter().filter(|c| about(c).is_some_and(|at| facts.contains(&at))).all(|c| {
            let strangers =
                question.names().filter(|(n, named)| c.account.foreign_names >> n & 1 == 1 && !named.iter().any(|n| person(n).is_some()));
            strangers.count() == 0 && c.account.foreign_times == 0
        });
        clean.then_some(facts)
    }

    /// Whether both tell who holds a post, so that they may be told side by side.
    fn are_roles(&self, a: FactRef, b: FactRef) -> bool {
        [a, b].iter().all(|at| self.base.facts.get(at.index()).is_some_and(|f| matches!(f.kind, Kind::Role(_))))
    }

    /// Whether two facts belong to one event, or one to the other.
    fn one_event(&self, a: FactRef, b: FactRef) -> bool {
        let (Some(x), Some(y)) = (self.base.facts.get(a.index()), self.base.facts.get(b.index())) else {
            return false;
        };
        x.event.is_some() && x.event == y.event || x.event == Some(b) || y.event == Some(a)
    }

    /// Whether a fact may tell one half of a question: all that is foreign to it is a metric, which the other half has.
    fn half_fits(&self, question: &Question, candidate: &Candidate) -> bool {
        let account = &candidate.account;
        let metric = |n: usize| matches!(question.atoms.get(n).map(|a| &a.kind), Some(AtomKind::Name(named)) if named.iter().any(|n| matches!(n, Named::Metric(_))));
        let names = (0..question.atoms.len()).filter(|n| account.foreign_names >> n & 1 == 1).all(metric);
        let lacking = question.wants(Wanted::Why) || question.wants(Wanted::Other);
        names && !lacking && account.foreign_times == 0 && account.foreign_numbers == 0
    }

    fn related(&self, a: FactRef, b: FactRef) -> bool {
        let (Some(x), Some(y)) = (self.base.facts.get(a.index()), self.base.facts.get(b.index())) else {
            return false;
        };
        if let (Kind::Role(one), Kind::Role(other)) = (&x.kind, &y.kind) {
            return one.person == other.person;
        }
        x.source == y.source && (x.event == y.event || x.event == Some(b) || y.event == Some(a))
    }

    fn foreign_match(&self, question: &Question, ranked: &[Candidate]) -> Option<Item> {
        Reader::names_something(question)
            .then(|| ranked.first())
            .flatten()
            .and_then(|c| self.item(c))
            .filter(|i| matches!(i, Item::Fact(_)))
    }
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

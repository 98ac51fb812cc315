//! Lists: events of a time or place, timelines, and everything about what a question names.

use super::accounting::is_coarse;
use super::answer::{Answer, Reason, Scope};
use super::names::Named;
use super::profile::Profile;
use super::question::{AtomKind, Mask, Question, mask};
use super::tuning;
use crate::knowledge::{Base, EntityKind, Fact, FactRef, Kind, Standing};
use crate::language::{Language, Operation, Period, Time, Wanted};
use jiff::civil::Date;

/// So many events that share a word are not told apart by it.
const SEVERAL: usize = 10;

/// So many events lie in each other at most.
const MOST_PARTS: usize = 4;

/// What listing looks at.
pub struct Listing<'a> {
    /// The question.
    pub question: &'a Question,
    /// The profiles; those of facts come first, in the order of the base.
    pub list: &'a [Profile],
    /// The base.
    pub base: &'a Base,
    /// The day on which "upcoming" turns.
    pub today: Date,
}

impl Listing<'_> {
    /// The list that a question asks for, or nothing when it asks for none.
    #[must_use]
    pub fn answer(&self) -> Option<Answer> {
        let does = |o| self.question.does(o);
        if does(Operation::Timeline) {
            let names = self.named();
            return if names.is_empty() && self.says_more(&names) { None } else { self.timeline() };
        }
        if does(Operation::Figures) {
            return self.figures();
        }
        if does(Operation::Everything) {
            return self.everything();
        }
        if let Some(several) = self.several_metrics() {
            return Some(several);
        }
        if does(Operation::Events)
            || does(Operation::Count)
            || does(Operation::Upcoming) && (self.question.of_events != 0 || self.names_events())
            || self.only_events()
        {
            return self.events();
        }
        None
    }

    /// Whether nothing but a time or a place and a word for any event is said.
    fn only_events(&self) -> bool {
        self.question.of_events != 0 && self.bare()
    }

    /// Whether nothing is said but times, places and words for any event.
    #[must_use]
    pub fn bare(&self) -> bool {
        self.question.wanted.is_empty() && self.says_besides().is_some_and(|rest| rest < tuning::LEAST_SAID)
    }

    /// How much is said besides times, places and words for any event; nothing where neither time nor place is named.
    #[must_use]
    pub fn says_besides(&self) -> Option<f32> {
        let question = self.question;
        let place = |named: &[Named]| named.iter().all(|n| n.is(EntityKind::Place, self.base));
        let places = question.names().filter(|(_, named)| !named.is_empty() && place(named)).map(|(n, _)| n);
        let set = mask(places.chain(question.times().map(|(n, _)| n)));
        let rest = question.weight(question.all() & !set & !question.of_events);
        (set != 0).then_some(rest)
    }

    /// The topics that a question names.
    fn kinds(&self) -> Vec<(usize, &[Named])> {
        let topic = |named: &[Named]| named.iter().any(|n| n.is(EntityKind::Topic, self.base));
        self.question.names().filter(|(_, named)| topic(named)).collect()
    }

    /// Whether nothing is said but that events of a kind are still to come.
    #[must_use]
    pub fn ahead(&self) -> bool {
        let question = self.question;
        let kinds = mask(self.kinds().iter().map(|(n, _)| *n));
        let rest = question.weight(question.all() & !kinds & !question.of_events);
        kinds != 0 && question.does(Operation::Upcoming) && rest < tuning::LEAST_SAID
    }

    fn names_events(&self) -> bool {
        self.question.names_any(|n| n.is(EntityKind::Topic, self.base))
    }

    /// What the question names, apart from metrics, topics and sectors.
    fn named(&self) -> Vec<(usize, &[Named])> {
        self.question.names().filter(|(_, named)| named.iter().any(|n| n.is_solid(self.base))).collect()
    }

    fn display(&self, names: &[(usize, &[Named])]) -> Vec<String> {
        let chinese = self.question.language != Language::En;
        let name = |named: &Named| {
            let text = match named {
                Named::Entity(e) => self.base.entities.get(e.index()).map(|e| &e.name),
                Named::Fact(f) => self.base.facts.get(f.index()).map(|f| &f.label),
                Named::Metric(m) => self.base.metrics.get(m.index()).map(|m| &m.name),
            };
            text.map(|t| if chinese { t.zh.clone() } else { t.en.clone() })
        };
        names.iter().filter_map(|(_, named)| named.first().and_then(name)).collect()
    }

    fn facts(&self) -> impl Iterator<Item = (FactRef, &Fact, &Profile)> {
        self.base.facts().zip(self.list).map(|((at, fact), profile)| (at, fact, profile)).filter(|(_, _, profile)| !profile.gap)
    }

    /// Whether words of weight are left over that no list accounts for.
    fn says_more(&self, names: &[(usize, &[Named])]) -> bool {
        let used: Mask = mask(names.iter().map(|(n, _)| *n).chain(self.question.times().map(|(n, _)| n)));
        let rest = self.question.atoms.iter().enumerate().filter(|(n, a)| used >> n & 1 == 0 && !matches!(a.kind, AtomKind::Number(_)));
        // What is said of several events says nothing that tells them apart.
        let of_events = |kind: &AtomKind| {
            let AtomKind::Words(terms) = kind else { return false };
            let events = self.facts().filter(|(_, fact, _)| matches!(fact.kind, Kind::Event(_)));
            events.filter(|(_, _, profile)| terms.iter().any(|t| profile.holds(*t))).count() >= SEVERAL
        };
        rest.filter(|(_, a)| !of_events(&a.kind)).map(|(_, a)| a.weight).sum::<f32>() > tuning::MOST_LEFT_OVER
    }

    fn links_all(profile: &Profile, names: &[(usize, &[Named])], around: bool) -> bool {
        let linked = |named: &[Named]| named.iter().any(|n| profile.own.contains(n) || around && profile.context.contains(n));
        names.iter().all(|(_, named)| linked(named))
    }

    /// Whether an event takes place in every place that is named, or in what lies in it; hosts that sit there are no matter.
    fn in_place(&self, at: FactRef, profile: &Profile, names: &[(usize, &[Named])]) -> bool {
        let place = |n: &Named| n.is(EntityKind::Place, self.base);
        let mut where_to = names.iter().filter(|(_, named)| named.iter().all(place)).peekable();
        if where_to.peek().is_none() {
            return true;
        }
        let places = self.places(at);
        // Of an event without a place all that is known is what it is about.
        let there = |n: &Named| if places.is_empty() { profile.own.contains(n) } else { places.contains(n) };
        where_to.all(|(_, named)| named.iter().any(there))
    }

    /// Where an event takes place, and what that lies in; of a part without a place of its own, where the whole does.
    fn places(&self, at: FactRef) -> Vec<Named> {
        let mut event = Some(at);
        for _ in 0..MOST_PARTS {
            let Some(Kind::Event(details)) = event.and_then(|at| self.base.facts.get(at.index())).map(|f| &f.kind) else { break };
            if !details.at.is_empty() {
                return details.at.iter().flat_map(|at| self.base.around(*at)).map(Named::Entity).collect();
            }
            event = details.part_of;
        }
        Vec::new()
    }

    fn in_time(&self, period: Option<Period>) -> bool {
        self.question.times().all(|(_, time)| {
            period.is_some_and(|p| match time {
                Time::Period(named) => named.contains(&p) || named.overlaps(&p) && p.contains(&named) && !is_coarse(&p),
                Time::MonthDay { .. } => time.fits(&p) && !is_coarse(&p),
            })
        })
    }

    /// All figures of what is named.
    fn figures(&self) -> Option<Answer> {
        let names = self.named();
        if names.is_empty() {
            return None;
        }
        let figures = self.facts().filter(|(_, fact, profile)| {
            profile.metric.is_some() && Self::links_all(profile, &names, false) && self.in_time_if_named(fact)
        });
        let facts: Vec<FactRef> = figures.map(|(at, _, _)| at).collect();
        (!facts.is_empty()).then(|| Answer::Listed { scope: Scope::About(self.display(&names)), facts, counted: false })
    }

    /// The figures of several metrics that are named at once for one subject ("assets, revenue and profit").
    fn several_metrics(&self) -> Option<Answer> {
        let names = self.named();
        let metrics: Vec<&[Named]> =
            self.question.names().map(|(_, named)| named).filter(|named| named.iter().any(|n| matches!(n, Named::Metric(_)))).collect();
        let computing = [
            Operation::Difference,
            Operation::Ratio,
            Operation::Sum,
            Operation::Average,
            Operation::Division,
            Operation::Compare,
            Operation::Implied,
        ];
        // "Of the new firms, how many are foreign" names two metrics and wants one number, which neither of them is.
        let one_count = self.question.wants(Wanted::HowMany) && !self.question.joins && self.question.asks <= 1;
        if names.is_empty()
            || metrics.len() < 2
            || one_count
            || computing.iter().any(|o| self.question.does(*o))
            || self.question.wants(Wanted::Percent)
        {
            return None;
        }
        let of_metric = |metric: &[Named]| -> Option<FactRef> {
            let mut fitting = self.facts().filter(|(_, fact, profile)| {
                metric.iter().any(|m| profile.metric_named(m))
                    && !profile.percent
                    && Self::links_all(profile, &names, false)
                    && self.in_time_if_named(fact)
            });
            fitting.next().map(|(at, _, _)| at)
        };
        let mut facts: Vec<FactRef> = metrics.iter().map(|m| of_metric(m)).collect::<Option<Vec<_>>>()?;
        facts.dedup();
        (facts.len() >= 2).then_some(Answer::told(facts, None))
    }

    fn in_time_if_named(&self, fact: &Fact) -> bool {
        self.question.times().next().is_none() || self.in_time(fact.when.map(|w| w.period))
    }

    fn everything(&self) -> Option<Answer> {
        let mut names = self.named();
        if names.is_empty() {
            return None;
        }
        // A metric narrows it down to figures of that metric.
        names.extend(self.question.names().filter(|(_, named)| named.iter().any(|n| matches!(n, Named::Metric(_)))));
        if self.says_more(&names) {
            return None;
        }
        let mut facts: Vec<(Option<Date>, FactRef)> = self
            .facts()
            .filter(|(_, fact, profile)| Self::links_all(profile, &names, false) && self.in_time_if_named(fact))
            .map(|(at, fact, _)| (fact.when.map(|w| w.period.first()), at))
            .collect();
        facts.sort_unstable();
        let facts: Vec<FactRef> = facts.into_iter().map(|(_, at)| at).collect();
        (!facts.is_empty()).then(|| Answer::Listed { scope: Scope::About(self.display(&names)), facts, counted: false })
    }

    fn timeline(&self) -> Option<Answer> {
        let names = self.named();
        let dated = |fact: &Fact| fact.when.filter(|w| !w.as_of && !matches!(fact.kind, Kind::Figure(_))).map(|w| w.period);
        let mut facts: Vec<(Date, FactRef)> = self
            .facts()
            .filter(|(_, _, profile)| Self::links_all(profile, &names, true))
            .filter_map(|(at, fact, _)| dated(fact).filter(|p| self.in_time(Some(*p))).map(|p| (p.first(), at)))
            .collect();
        facts.sort_unstable();
        let facts: Vec<FactRef> = facts.into_iter().map(|(_, at)| at).collect();
        (!facts.is_empty()).then(|| Answer::Listed { scope: Scope::Timeline(self.display(&names)), facts, counted: false })
    }

    /// The month that all of the events lie in, when one was named without its year.
    fn month_of(&self, events: &[FactRef]) -> Option<Period> {
        self.question.times().find(|(_, time)| matches!(time, Time::MonthDay { .. }))?;
        let start = |at: &FactRef| self.base.facts.get(at.index())?.when.map(|w| w.period.first());
        let first = start(events.first()?)?;
        let month = Period::in_month(first.year(), first.month()).ok()?;
        events.iter().all(|at| start(at).is_some_and(|day| day.year() == first.year() && day.month() == first.month())).then_some(month)
    }

    fn events(&self) -> Option<Answer> {
        let names = self.named();
        let one_event = names.iter().any(|(_, named)| named.iter().any(|n| matches!(n, Named::Fact(_))));
        let of_events = [Wanted::Who, Wanted::Why, Wanted::HowMuch, Wanted::Percent].iter().any(|w| self.question.wants(*w));
        if one_event || of_events || self.says_more(&names) {
            return None;
        }
        // Nothing to filter by: only a question that says nothing else asks for all events.
        let unfiltered = names.is_empty() && self.question.times().next().is_none();
        let upcoming = self.question.does(Operation::Upcoming);
        // "Upcoming fairs": the kind of event narrows the list.
        let kinds: Vec<(usize, &[Named])> = if upcoming && unfiltered { self.kinds() } else { Vec::new() };
        let kind = mask(kinds.iter().map(|(n, _)| *n));
        let said = self.question.all() & !kind & if upcoming { !self.question.of_events } else { Mask::MAX };
        if unfiltered && self.question.weight(said) > tuning::MOST_LEFT_OVER_OF_ALL {
            return None;
        }
        let mut events: Vec<(Option<Date>, FactRef)> = self
            .facts()
            .filter_map(|(at, fact, profile)| {
                let Kind::Event(event) = &fact.kind else {
                    return None;
                };
                let ahead = match event.end.or(event.start) {
                    Some(last) => last.last() >= self.today,
                    None => fact.standing == Standing::Planned,
                };
                let linked =
                    Self::links_all(profile, &names, true) && Self::links_all(profile, &kinds, false) && self.in_place(at, profile, &names);
                let fits = (!upcoming || ahead) && linked && self.in_time(fact.when.map(|w| w.period));
                fits.then_some((event.start.map(Period::first), at))
            })
            .collect();
        events.sort_unstable();
        let facts: Vec<FactRef> = events.into_iter().map(|(_, at)| at).collect();
        let period = self.question.times().find_map(|(_, time)| match time {
            Time::Period(period) => Some(period),
            Time::MonthDay { .. } => None,
        });
        if facts.is_empty() && !kinds.is_empty() || facts.is_empty() && names.is_empty() && self.question.times().next().is_none() {
            return None;
        }
        if facts.is_empty() {
            let surface = |n: usize| self.question.atoms.get(n).map(|a| a.surface.clone()).unwrap_or_default();
            let reason = match (self.question.times().next(), names.first()) {
                (Some((n, _)), _) => Reason::OtherTime(surface(n)),
                (None, Some((n, _))) => Reason::OtherName(surface(*n)),
                (None, None) => Reason::Nothing,
            };
            return Some(Answer::Abstained { reason, nearest: None });
        }
        let counted = self.question.does(Operation::Count) || self.question.wants(Wanted::HowMany);
        let names = self.display(if names.is_empty() { &kinds } else { &names });
        Some(Answer::Listed { scope: Scope::Events { names, period: period.or_else(|| self.month_of(&facts)), upcoming }, facts, counted })
    }
}

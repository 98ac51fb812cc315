//! What a fact or computed figure links to: the side of its profile that the base says outright, without its texts.

use super::derived::{Derived, Item, Step};
use super::names::Named;
use super::profile::{Profile, source_bit};
use crate::knowledge::{Base, EntityKind, EntityRef, Fact, FactRef, Gives, Kind, Standing, Subject};
use crate::language::{Period, Time, Unit};
use rust_decimal::Decimal;

/// The links of a base.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// The base.
    pub base: &'a Base,
}

/// Sorted, each once.
#[must_use]
pub fn distinct<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

fn named(subject: Subject) -> Named {
    match subject {
        Subject::Entity(e) => Named::Entity(e),
        Subject::Event(f) => Named::Fact(f),
    }
}

impl Links<'_> {
    /// What an entity lies in or belongs to, all the way up.
    fn around(&self, entity: EntityRef, out: &mut Vec<Named>) {
        for parent in self.base.entities.get(entity.index()).map_or(&[][..], |e| &e.within) {
            let named = Named::Entity(*parent);
            if !out.contains(&named) {
                out.push(named);
                self.around(*parent, out);
            }
        }
    }

    /// An event with its places and hosts; of the bigger events around it the name alone, since their places and
    /// people belong to their other parts as well. `bodies` takes in hosts and all that the event is about.
    fn around_event(&self, event: FactRef, out: &mut Vec<Named>, bodies: bool, depth: usize) {
        let Some(fact) = self.base.facts.get(event.index()) else {
            return;
        };
        out.push(Named::Fact(event));
        let Kind::Event(details) = &fact.kind else {
            return;
        };
        out.extend(details.series.map(Named::Entity));
        if depth == 0 {
            let bodies = details.hosts.iter().chain(&fact.about).filter(|e| bodies && !self.is_person(**e));
            for entity in details.at.iter().chain(bodies) {
                out.push(Named::Entity(*entity));
                self.around(*entity, out);
            }
        }
        if let Some(parent) = details.part_of.or(fact.event).filter(|_| depth < 4) {
            self.around_event(parent, out, bodies, depth + 1);
        }
    }

    fn is_person(&self, entity: EntityRef) -> bool {
        self.base.entities.get(entity.index()).is_some_and(|e| e.kind == EntityKind::Person)
    }

    /// The event with which the stretch of a figure began: "since the opening" names the figure, not the event.
    fn since(&self, fact: &Fact, of: Subject) -> Option<FactRef> {
        let Some(Period::Span(start, _)) = fact.when.map(|w| w.period) else { return None };
        let begins = |event: &Fact| match &event.kind {
            Kind::Event(details) => {
                let of_it = |e: EntityRef| event.about.contains(&e) || details.at.contains(&e) || details.hosts.contains(&e);
                let opening = details.start.is_some_and(|day| start.first() <= day.first() && day.last() <= start.last());
                opening && matches!(of, Subject::Entity(e) if of_it(e))
            }
            _ => false,
        };
        self.base.facts().find(|(_, event)| begins(event)).map(|(at, _)| at)
    }

    /// The profiles of all facts, without what their texts say.
    #[must_use]
    pub fn facts(&self) -> Vec<Profile> {
        self.base.facts().map(|(at, fact)| self.fact(at, fact)).collect()
    }

    fn fact(&self, at: FactRef, fact: &Fact) -> Profile {
        let mut own: Vec<Named> = fact.about.iter().map(|e| Named::Entity(*e)).collect();
        let mut context = Vec::new();
        let mut whose = Vec::new();
        let (mut subject, mut breakdown, mut metric, mut numbers) = (Vec::new(), Vec::new(), None, Vec::new());
        let entities = |list: &[EntityRef]| list.iter().map(|e| Named::Entity(*e)).collect::<Vec<_>>();
        match &fact.kind {
            Kind::Event(event) => {
                own.push(Named::Fact(at));
                own.extend(entities(&event.at));
                own.extend(entities(&event.hosts));
                own.extend(event.series.map(Named::Entity));
                if let Some(parent) = event.part_of {
                    self.around_event(parent, &mut context, true, 1);
                }
            }
            Kind::Figure(figure) => {
                subject.push(named(figure.of));
                whose.push(named(figure.of));
                breakdown.extend(entities(&figure.partner));
                breakdown.extend(entities(&figure.part));
                subject.extend(&breakdown);
                own.extend(&subject);
                own.extend(figure.share_of.map(named));
                own.push(Named::Metric(figure.metric));
                metric = Some(figure.metric);
                numbers.push(figure.value.exact());
                numbers.push(figure.value.amount());
                numbers.extend(figure.from.iter().flat_map(|q| [q.exact(), q.amount()]));
                own.extend(self.since(fact, figure.of).map(Named::Fact));
                if let Subject::Event(event) = figure.of {
                    // Whoever names the series means its event.
                    if let Some(Kind::Event(details)) = self.base.facts.get(event.index()).map(|f| &f.kind) {
                        subject.extend(details.series.map(Named::Entity));
                        whose.extend(details.series.map(Named::Entity));
                    }
                    self.around_event(event, &mut context, true, 0);
                }
            }
            Kind::Initiative(initiative) => {
                own.push(Named::Fact(at));
                own.extend(entities(&initiative.by));
            }
            Kind::Role(role) => {
                own.push(Named::Entity(role.person));
                own.extend(entities(&role.at));
            }
            Kind::Statement | Kind::Unknown { .. } => {}
        }
        for period in fact.when.iter().map(|w| w.period) {
            numbers.extend([period.first(), period.last()].map(|d| Decimal::from(d.day())));
        }
        if !fact.items.is_empty() {
            numbers.push(Decimal::from(fact.items.len()));
        }
        for name in own.clone() {
            if let Named::Entity(entity) = name {
                self.around(entity, &mut context);
            }
        }
        let mut mentioned = Vec::new();
        let mut times: Vec<Period> = fact.when.iter().map(|w| w.period).collect();
        if let Some(event) = fact.event {
            if metric.is_some() {
                // A figure told at an event is not about the places and people of the event.
                context.push(Named::Fact(event));
            } else {
                self.around_event(event, &mut context, !matches!(fact.kind, Kind::Role(_)), 0);
            }
            let told_at = self.base.facts.get(event.index()).and_then(|e| e.when).map(|w| w.period);
            if fact.when.is_none() {
                times.extend(told_at);
            }
            mentioned.extend(told_at.map(Time::Period));
        }
        if let Some(source) = self.base.sources.get(fact.source.index()) {
            mentioned.push(Time::Period(source.date));
        }
        Profile {
            searched: true,
            own: distinct(own),
            context: distinct(context),
            subject: distinct(subject),
            whose,
            growth: matches!(&fact.kind, Kind::Figure(f) if f.growth.is_some()),
            breakdown: distinct(breakdown),
            source: source_bit(fact.source.index()),
            listed: !fact.items.is_empty(),
            open: fact.open,
            percent: matches!(&fact.kind, Kind::Figure(f) if f.value.unit() == Unit::Percent),
            intended: fact.standing == Standing::Target,
            gap: matches!(fact.kind, Kind::Unknown { .. }),
            metric,
            times,
            mentioned,
            numbers,
            members: members(fact),
            gives: fact.gives.clone(),
            ..Profile::unread(Item::Fact(at))
        }
    }

    /// The profile of a computed figure, without what its label says. `facts` are the profiles of the facts.
    #[must_use]
    pub fn derived(&self, n: usize, figure: &Derived, facts: &[Profile]) -> Profile {
        let mut context = Vec::new();
        let breakdown: Vec<Named> = figure.breakdown.iter().map(|e| Named::Entity(*e)).collect();
        let mut subject = vec![named(figure.of)];
        subject.extend(&breakdown);
        let mut own = subject.clone();
        own.push(Named::Metric(figure.metric));
        for name in own.clone() {
            if let Named::Entity(entity) = name {
                self.around(entity, &mut context);
            }
        }
        context.extend(figure.without.iter().map(|e| Named::Entity(*e)));
        let mut times = vec![figure.period];
        let mut numbers = Vec::new();
        for operand in &figure.operands {
            let Some(fact) = self.base.facts.get(operand.index()) else {
                continue;
            };
            times.extend(fact.when.map(|w| w.period));
            let topic = |name: &&Named| name.is(EntityKind::Topic, self.base);
            context.extend(facts.get(operand.index()).into_iter().flat_map(|p| p.own.iter().filter(topic)));
            numbers.extend(facts.get(operand.index()).into_iter().flat_map(|p| p.numbers.iter().copied()));
            // Of those that are not named everything is known that is known of all.
            if let Some(all) = facts.get(operand.index()).filter(|_| figure.step == Step::Unnamed) {
                context.extend(all.own.iter().chain(&all.context).chain(&all.asked_by));
            }
            if let Kind::Figure(f) = &fact.kind {
                context.push(named(f.of));
                // Who asks for an increase names both ends of it.
                times.extend(f.growth.filter(|_| figure.step == Step::Increase));
                for partner in &f.partner {
                    context.push(Named::Entity(*partner));
                    self.around(*partner, &mut context);
                }
            }
        }
        // "Three of eleven are named" states the members that are named too.
        if figure.step == Step::Unnamed {
            numbers.extend(numbers.first().map(|all| *all - figure.value));
        }
        Profile {
            searched: matches!(figure.step, Step::Whole | Step::Earlier),
            own: distinct(own),
            context: distinct(context),
            subject: distinct(subject),
            whose: vec![named(figure.of)],
            breakdown: distinct(breakdown),
            source: figure
                .operands
                .iter()
                .filter_map(|at| self.base.facts.get(at.index()))
                .fold(0, |bits, f| bits | source_bit(f.source.index())),
            percent: figure.unit == Some(Unit::Percent),
            metric: Some(figure.metric),
            times,
            numbers,
            gives: vec![Gives::HowMuch, Gives::HowMany],
            ..Profile::unread(Item::Derived(n))
        }
    }
}

/// How many members a fact lists or counts.
fn members(fact: &Fact) -> Decimal {
    match &fact.kind {
        Kind::Figure(figure) if fact.items.is_empty() && figure.value.unit() == Unit::Count => figure.value.exact(),
        _ => Decimal::from(fact.items.len()),
    }
}

//! What a request to follow means: an event, a series, a place, an organisation, everything, or one of several.

use crate::dialogue::{Chat, Dialogue, related};
use crate::knowledge::{Base, EntityKind, EntityRef, FactRef};
use crate::language::{Language, Time};
use crate::reminders::{Target, is_over};
use crate::retrieval::{Answer, Named, Question};
use jiff::Zoned;

/// The most that is offered to choose from.
const MOST: usize = 6;
/// How much of a request may be left over by the names in it before it is looked up like a question.
const MOST_LEFT_OVER: f32 = 0.3;

/// What a request means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// This.
    One(Target),
    /// One of these.
    Several(Vec<Target>),
    /// Nothing that is known.
    Nothing,
}

impl Dialogue {
    /// What a text means as something to follow.
    pub(super) fn meant(&self, chat: &Chat, text: &str, language: Language, now: &Zoned) -> Meant {
        let base = self.engine.base();
        let words = &self.following;
        let question = self.engine.read(text, now.date(), Some(language));
        let entities = entities(base, &question);
        if words.means_everything(text) && events(base, &question).is_empty() {
            return match entities.first() {
                Some(entity) => Meant::One(Target::Entity(base[*entity].id.clone())),
                None => Meant::One(Target::Everything),
            };
        }
        if question.names().next().is_none() && words.is_pronoun(text) {
            return spoken_of(base, chat, now).map_or(Meant::Nothing, |at| Meant::One(target(base, at)));
        }
        let named = self.in_time(events(base, &question), &question, now);
        if !named.is_empty() {
            return one_of(named.into_iter().map(|at| target(base, at)).collect());
        }
        let left_over: f32 = question.weight(question.all()) - question.names().map(|(n, _)| question.weight(1 << n)).sum::<f32>();
        if entities.is_empty() || left_over > MOST_LEFT_OVER {
            let found = self.events_found(text, language, now);
            if !found.is_empty() {
                return one_of(found.into_iter().map(|at| target(base, at)).collect());
            }
        }
        one_of(entities.into_iter().map(|entity| Target::Entity(base[entity].id.clone())).collect())
    }

    /// Of events with one name those that are meant: of the time said, and else those to come.
    fn in_time(&self, events: Vec<FactRef>, question: &Question, now: &Zoned) -> Vec<FactRef> {
        let base = self.engine.base();
        let within = |at: &FactRef| {
            let when = base[*at].when.map(|w| w.period);
            question.times().all(|(_, time)| match time {
                Time::Period(period) => when.is_some_and(|when| when.overlaps(&period)),
                Time::MonthDay { .. } => true,
            })
        };
        let of_time: Vec<FactRef> = events.iter().copied().filter(within).collect();
        let list = if of_time.is_empty() { events } else { of_time };
        let to_come: Vec<FactRef> = list.iter().copied().filter(|at| !is_over(base, *at, now)).collect();
        if to_come.is_empty() { list } else { to_come }
    }

    /// The events that a text finds as a question does.
    fn events_found(&self, text: &str, language: Language, now: &Zoned) -> Vec<FactRef> {
        let base = self.engine.base();
        let Ok(asked) = self.engine.ask(text, now.date(), Some(language)) else {
            return Vec::new();
        };
        let mut facts = match asked.answer {
            Answer::Told { facts, .. } | Answer::Listed { facts, .. } => facts,
            Answer::Clarify { choices } => choices,
            _ => Vec::new(),
        };
        facts.retain(|at| base.event(*at).is_some());
        facts
    }
}

/// The event that was spoken of last, or to which belongs what was told.
fn spoken_of(base: &Base, chat: &Chat, now: &Zoned) -> Option<FactRef> {
    let of_told = || {
        let told = chat.context.as_ref().map(|context| context.told.as_slice()).unwrap_or_default();
        told.iter().find_map(|at| related::event_of(base, *at)).filter(|at| !is_over(base, *at, now))
    };
    chat.event.or_else(of_told)
}

pub(super) fn target(base: &Base, event: FactRef) -> Target {
    Target::Event(base[event].id.clone())
}

fn one_of(mut targets: Vec<Target>) -> Meant {
    targets.dedup();
    match targets.len() {
        0 => Meant::Nothing,
        1 => Meant::One(targets.remove(0)),
        _ => {
            targets.truncate(MOST);
            Meant::Several(targets)
        }
    }
}

fn events(base: &Base, question: &Question) -> Vec<FactRef> {
    let mut events = Vec::new();
    for named in question.names().flat_map(|(_, named)| named) {
        if let Named::Fact(at) = named
            && base.event(*at).is_some()
            && !events.contains(at)
        {
            events.push(*at);
        }
    }
    events
}

/// The entities that are named, the most exact of what lies in one another: Jinan for "Jinan in Shandong". A series goes
/// before where it is held.
fn entities(base: &Base, question: &Question) -> Vec<EntityRef> {
    let mut entities: Vec<EntityRef> = Vec::new();
    for named in question.names().flat_map(|(_, named)| named) {
        if let Named::Entity(entity) = named
            && base[*entity].kind != EntityKind::Person
            && !entities.contains(entity)
        {
            entities.push(*entity);
        }
    }
    let is_series = |at: &EntityRef| base[*at].kind == EntityKind::Series;
    if entities.iter().any(is_series) {
        entities.retain(is_series);
    }
    let around: Vec<EntityRef> = entities.iter().flat_map(|at| base.around(*at).skip(1)).collect();
    entities.retain(|at| !around.contains(at));
    entities
}

//! What a chat follows, and how it wants to be told.

use super::lead::{self, Lead};
use super::quiet::Quiet;
use crate::knowledge::{Base, EntityRef, FactRef};
use crate::language::Language;
use jiff::tz::TimeZone;
use std::fmt;
use std::str::FromStr;

/// The most subscriptions of one chat.
pub const MOST_SUBSCRIPTIONS: usize = 1_000;

/// What is followed. Ids, not handles, since it outlives the base.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// One event, by its id.
    Event(String),
    /// All events of a series, at a place, of an organisation, about a topic: by the entity's id.
    Entity(String),
    /// Every event.
    Everything,
}

/// It is no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a target is `e:EVENT`, `n:ENTITY` or `*`")]
pub struct TargetError;

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(id) => write!(out, "e:{id}"),
            Self::Entity(id) => write!(out, "n:{id}"),
            Self::Everything => out.write_str("*"),
        }
    }
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        match text.split_once(':') {
            None if text == "*" => Ok(Self::Everything),
            Some(("e", id)) if !id.is_empty() => Ok(Self::Event(id.to_owned())),
            Some(("n", id)) if !id.is_empty() => Ok(Self::Entity(id.to_owned())),
            _ => Err(TargetError),
        }
    }
}

impl Target {
    /// Every target that an event belongs to.
    #[must_use]
    pub fn all_of(base: &Base, at: FactRef) -> Vec<Self> {
        let Some((fact, event)) = base.event(at) else {
            return Vec::new();
        };
        let mut targets = vec![Self::Event(fact.id.clone()), Self::Everything];
        let mut seen: Vec<EntityRef> = Vec::new();
        // What is held in a city is held in its country; what an office of the city holds may be held anywhere.
        let places = event.at.iter().flat_map(|at| base.around(*at));
        for entity in event.series.iter().chain(&event.hosts).chain(&fact.about).copied().chain(places) {
            if !seen.contains(&entity) {
                seen.push(entity);
                targets.push(Self::Entity(base[entity].id.clone()));
            }
        }
        targets
    }

    /// Whether an event belongs to it.
    #[must_use]
    pub fn covers(&self, base: &Base, at: FactRef) -> bool {
        Self::all_of(base, at).contains(self)
    }
}

/// A chat follows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// What.
    pub target: Target,
    /// When before the start it wants to be told, the longest first.
    pub leads: Vec<Lead>,
}

/// What a chat follows and how it wants to be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notebook {
    /// The chat's zone; without one that of the office holds.
    pub zone: Option<TimeZone>,
    /// When it does not want to be disturbed.
    pub quiet: Option<Quiet>,
    /// The language that it is told in when it chose none: the one that it last used.
    pub language: Option<Language>,
    /// What it follows, the oldest first.
    pub subscriptions: Vec<Subscription>,
}

/// What became of an attempt to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// It is followed from now on.
    New,
    /// It was followed already; the leads are now these.
    Changed,
    /// It was followed already, with the same leads.
    Same,
    /// No more fit.
    Full,
}

impl Notebook {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subscriptions.is_empty() && self.zone.is_none() && self.quiet.is_none()
    }

    /// The zone that the chat is in: its own, else that of the office.
    #[must_use]
    pub fn zone_or<'z>(&'z self, office: &'z TimeZone) -> &'z TimeZone {
        self.zone.as_ref().unwrap_or(office)
    }

    /// The subscription to a target.
    #[must_use]
    pub fn following(&self, target: &Target) -> Option<&Subscription> {
        self.subscriptions.iter().find(|s| s.target == *target)
    }

    /// Follows something. Without leads it keeps those that it has, or takes the usual.
    pub fn follow(&mut self, target: Target, leads: Option<Vec<Lead>>) -> Followed {
        if let Some(known) = self.subscriptions.iter_mut().find(|s| s.target == target) {
            return match leads {
                Some(leads) if leads != known.leads => {
                    known.leads = leads;
                    Followed::Changed
                }
                _ => Followed::Same,
            };
        }
        if self.subscriptions.len() >= MOST_SUBSCRIPTIONS {
            return Followed::Full;
        }
        let leads = leads.unwrap_or_else(|| Lead::USUAL.to_vec());
        self.subscriptions.push(Subscription { target, leads });
        Followed::New
    }

    /// Stops following; whether it was followed.
    pub fn unfollow(&mut self, target: &Target) -> bool {
        let before = self.subscriptions.len();
        self.subscriptions.retain(|s| s.target != *target);
        self.subscriptions.len() < before
    }

    /// Adds a lead to a subscription or takes it away; whether it is there now. `None` when the target is not followed.
    pub fn toggle(&mut self, target: &Target, lead: Lead) -> Option<bool> {
        let known = self.subscriptions.iter_mut().find(|s| s.target == *target)?;
        let had = known.leads.contains(&lead);
        let others = known.leads.iter().copied().filter(|l| *l != lead);
        known.leads = lead::sorted(others.chain((!had).then_some(lead)));
        Some(!had)
    }

    /// The leads that it has for an event, of all that it follows and the event belongs to.
    #[must_use]
    pub fn leads_for(&self, base: &Base, at: FactRef) -> Vec<Lead> {
        lead::sorted(self.covering(base, at).flat_map(|s| s.leads.iter().copied()))
    }

    /// What it follows that an event belongs to.
    pub fn covering(&self, base: &Base, at: FactRef) -> impl Iterator<Item = &Subscription> {
        let targets = Target::all_of(base, at);
        self.subscriptions.iter().filter(move |s| targets.contains(&s.target))
    }
}

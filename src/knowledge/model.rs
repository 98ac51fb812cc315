//! The types of the base: sources, entities, metrics and the five kinds of fact.
//!
//! Everything here is already validated: ids are linked to handles, texts exist in both languages, and a
//! handle always points at something. How to get here from TOML is the business of the sibling files.

use super::zone::Zone;
use crate::language::{Period, Quantity, Unit};
use jiff::civil::Time;
use jiff::tz::TimeZone;

/// A text in both interface languages. `zh` is Simplified Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Several texts in each language: aliases of a name, ways of asking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Simplified Chinese.
    pub zh: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the base's list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

handle!(
    /// Handle of a [`Source`] in its [`Base`](super::Base).
    SourceRef
);
handle!(
    /// Handle of an [`Entity`] in its [`Base`](super::Base).
    EntityRef
);
handle!(
    /// Handle of a [`Metric`] in its [`Base`](super::Base).
    MetricRef
);
handle!(
    /// Handle of a [`Fact`] in its [`Base`](super::Base).
    FactRef
);

/// A publication that facts were taken from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The id used in files and in `--json` output.
    pub id: String,
    /// Who published it.
    pub publisher: Text,
    /// Its title, or a description where it has none.
    pub title: Text,
    /// When it was published, as precisely as is known.
    pub date: Period,
    /// What a reader should know about it.
    pub note: Option<Text>,
}

/// What sort of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A country, province, city, zone, venue or group of countries.
    Place,
    /// A body, company or institution.
    Organisation,
    /// A person.
    Person,
    /// A platform or service.
    Platform,
    /// A programme or initiative with a name of its own.
    Programme,
    /// A branch of the economy.
    Sector,
    /// A series of events.
    Series,
    /// A theme that facts are tagged with, such as agreements.
    Topic,
}

/// A thing that facts are about.
#[derive(Debug, Clone)]
pub struct Entity {
    /// The id used in files.
    pub id: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// The name used in replies.
    pub name: Text,
    /// Other names that people type.
    pub aliases: Phrases,
    /// What it directly lies in or belongs to.
    pub within: Vec<EntityRef>,
    /// The time zone of a place; where it has none, that of what it lies in holds.
    pub zone: Option<Zone>,
}

impl Entity {
    /// Its names and aliases in both languages.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        [&self.name.zh, &self.name.en].into_iter().chain(&self.aliases.zh).chain(&self.aliases.en)
    }
}

/// What a figure measures.
#[derive(Debug, Clone)]
pub struct Metric {
    /// The id used in files.
    pub id: String,
    /// The name used in replies.
    pub name: Text,
    /// Other names that people type.
    pub aliases: Phrases,
    /// Units that fit.
    pub units: Vec<Unit>,
    /// The noun after a counted number; present when [`Unit::Count`] fits.
    pub counter: Option<Text>,
}

/// What a figure or a belonging refers to: an entity or an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An entity.
    Entity(EntityRef),
    /// A fact of kind [`Kind::Event`].
    Event(FactRef),
}

/// The kinds of value that a fact can supply to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gives {
    /// A person or an organisation that acted.
    Who,
    /// A date or period.
    When,
    /// A place.
    Where,
    /// An amount with a unit.
    HowMuch,
    /// A count.
    HowMany,
    /// Members of a list.
    Which,
    /// What something is or was.
    What,
    /// A reason or an aim.
    Why,
    /// A means or manner.
    How,
}

/// Whether what a fact tells has come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is so, or it happened.
    Done,
    /// It is planned.
    Planned,
    /// It was planned and will not take place.
    Cancelled,
    /// It is a target.
    Target,
    /// Somebody hopes for it.
    Hoped,
    /// It is under way.
    Ongoing,
    /// The speaker says so of itself, or the source judges so.
    Claimed,
}

/// How exact a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// As given.
    Exact,
    /// Approximately.
    About,
    /// More than.
    Over,
    /// Almost; slightly less than.
    Nearly,
    /// Less than.
    Under,
    /// Not less than.
    AtLeast,
    /// What is aimed at.
    Target,
}

/// The time that a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The stretch of time, with the grain of the source.
    pub period: Period,
    /// True when the fact is a state as of that time and not a sum over it.
    pub as_of: bool,
}

/// Half of a day, where a source tells no hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// After noon.
    Afternoon,
}

/// The hours of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// When it begins on its first day.
    pub from: Time,
    /// When it ends on its last day.
    pub to: Option<Time>,
    /// The zone that they are told in; else that of the place.
    pub zone: Option<TimeZone>,
}

/// What an organiser's calendar calls an event (RFC 5545, 3.8.4.7 and 3.8.7.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its UID.
    pub uid: String,
    /// Its SEQUENCE: how often it was changed.
    pub sequence: u32,
}

/// Something that takes place.
#[derive(Debug, Clone)]
pub struct Event {
    /// The name used in replies.
    pub name: Text,
    /// Other names that people type.
    pub aliases: Phrases,
    /// The series that it belongs to.
    pub series: Option<EntityRef>,
    /// The bigger event that it was a part of.
    pub part_of: Option<FactRef>,
    /// First day, or the month or year where no day is known; `None` when not announced.
    pub start: Option<Period>,
    /// Last day, when it is not the first.
    pub end: Option<Period>,
    /// Half of the day.
    pub part_of_day: Option<PartOfDay>,
    /// The hours, where they are known.
    pub hours: Option<Hours>,
    /// Where, the most specific first.
    pub at: Vec<EntityRef>,
    /// Who held it.
    pub hosts: Vec<EntityRef>,
    /// Its theme.
    pub theme: Option<Text>,
    /// Where it stands in an organiser's calendar.
    pub calendar: Option<CalendarEntry>,
}

/// A measured value.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Whose figure it is.
    pub of: Subject,
    /// What it measures.
    pub metric: MetricRef,
    /// The value as published.
    pub value: Quantity,
    /// The value that it rose or fell from.
    pub from: Option<Quantity>,
    /// How exact the value is.
    pub precision: Precision,
    /// With whom.
    pub partner: Vec<EntityRef>,
    /// Any other breakdown.
    pub part: Vec<EntityRef>,
    /// The value is the percentage made of this entity's same metric.
    pub share_of: Option<Subject>,
    /// The value is the percentage growth since this earlier period.
    pub growth: Option<Period>,
}

/// A plan, action, agreement, mechanism or aim.
#[derive(Debug, Clone)]
pub struct Initiative {
    /// The name used in replies.
    pub name: Text,
    /// Other names that people type.
    pub aliases: Phrases,
    /// Who does it.
    pub by: Vec<EntityRef>,
}

/// Who holds which post.
#[derive(Debug, Clone)]
pub struct Role {
    /// The person.
    pub person: EntityRef,
    /// The post, without the organisation where that is told apart.
    pub post: Text,
    /// In which organisations.
    pub at: Vec<EntityRef>,
}

/// What only one kind of fact has.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Something that takes place.
    Event(Event),
    /// A measured value.
    Figure(Figure),
    /// A plan, action, agreement, mechanism or aim.
    Initiative(Initiative),
    /// Who holds which post.
    Role(Role),
    /// Anything else.
    Statement,
    /// Something near the facts that the source does not give; `near` is the fact to offer instead.
    Unknown {
        /// The nearest fact.
        near: Option<FactRef>,
    },
}

/// One checkable statement with its source.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The id used in files and in `--json` output.
    pub id: String,
    /// What only this kind of fact has.
    pub kind: Kind,
    /// Where it was taken from.
    pub source: SourceRef,
    /// Further entities that it concerns.
    pub about: Vec<EntityRef>,
    /// The event that it belongs to.
    pub event: Option<FactRef>,
    /// The time that it is about. For an event this is start to end.
    pub when: Option<When>,
    /// A short phrase that names the fact: `label` of the file; else the name of an event or initiative,
    /// subject and metric of a figure, person and post of a role, the first sentence of a statement, the text
    /// of an unknown.
    pub label: Text,
    /// The whole fact in sentences. Only figures may lack it.
    pub text: Option<Text>,
    /// What a reader must know before quoting it.
    pub caveat: Option<Text>,
    /// The members of a list, in order.
    pub items: Vec<Text>,
    /// The source names only some of the members.
    pub open: bool,
    /// The figure that counts all members of a list of which only some are named.
    pub counted_by: Option<FactRef>,
    /// Whether it has come about.
    pub standing: Standing,
    /// Kinds of value that it supplies, defaults filled in.
    pub gives: Vec<Gives>,
    /// How people ask for it; may be empty.
    pub asks: Phrases,
}

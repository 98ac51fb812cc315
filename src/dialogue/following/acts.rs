//! What buttons do: small commands that a messenger carries in a button and a terminal offers by number.

use crate::language::Period;
use crate::reminders::{Lead, Target, read_leads, written_leads};
use std::fmt;
use std::str::FromStr;

/// Which events a page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Those in this time.
    pub period: Option<Period>,
    /// Those of this target: a place, an organisation, a series, a topic.
    pub target: Option<Target>,
    /// Those that are over, the latest first, instead of those to come.
    pub past: bool,
    /// The page, from 0.
    pub page: usize,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Shows the card of an event.
    Card(String),
    /// Follows something, with these leads or the usual.
    Follow(Target, Option<Vec<Lead>>),
    /// Stops following it.
    Unfollow(Target),
    /// Stops following anything.
    UnfollowAll,
    /// Shows the leads of a subscription, to be changed.
    Leads(Target),
    /// Adds a lead to a subscription or takes it away.
    Toggle(Target, Lead),
    /// Puts a reminder of an event off by so many minutes.
    Snooze(String, u32),
    /// A reminder was read and is done with.
    Done(String),
    /// Shows a page of what is followed, from 0.
    Mine(usize),
    /// Shows a page of events.
    Events(View),
    /// A calendar file: of an event, or of all that is followed.
    Calendar(Option<String>),
    /// Gives the calendar feed a new address, or takes it away.
    Feed(bool),
    /// What is known of an entity.
    About(String),
}

/// A text that is no act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such button")]
pub struct ActError;

impl fmt::Display for Act {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card(event) => write!(out, "c/{event}"),
            Self::Follow(target, None) => write!(out, "f/{target}"),
            Self::Follow(target, Some(leads)) => write!(out, "f/{target}/{}", written_leads(leads)),
            Self::Unfollow(target) => write!(out, "u/{target}"),
            Self::UnfollowAll => out.write_str("x/"),
            Self::Leads(target) => write!(out, "l/{target}"),
            Self::Toggle(target, lead) => write!(out, "t/{target}/{lead}"),
            Self::Snooze(event, minutes) => write!(out, "z/{event}/{minutes}"),
            Self::Done(event) => write!(out, "d/{event}"),
            Self::Mine(page) => write!(out, "m/{page}"),
            Self::Events(view) => {
                let target = view.target.as_ref().map(ToString::to_string).unwrap_or_default();
                // A span of time is written with the slash that stands between the parts here.
                let period = view.period.map(|p| p.to_string().replace('/', "_")).unwrap_or_default();
                write!(out, "v/{}/{}/{period}/{target}", view.page, u8::from(view.past))
            }
            Self::Calendar(event) => write!(out, "k/{}", event.as_deref().unwrap_or_default()),
            Self::Feed(on) => write!(out, "w/{}", u8::from(*on)),
            Self::About(entity) => write!(out, "a/{entity}"),
        }
    }
}

impl FromStr for Act {
    type Err = ActError;

    fn from_str(text: &str) -> Result<Self, ActError> {
        let (kind, rest) = text.split_once('/').ok_or(ActError)?;
        let id = || if rest.is_empty() { Err(ActError) } else { Ok(rest.to_owned()) };
        let target = |text: &str| text.parse::<Target>().map_err(|_| ActError);
        let pair = || rest.rsplit_once('/').ok_or(ActError);
        match kind {
            "c" => Ok(Self::Card(id()?)),
            "f" => match rest.split_once('/') {
                None => Ok(Self::Follow(target(rest)?, None)),
                Some((followed, leads)) => Ok(Self::Follow(target(followed)?, Some(read_leads(leads)))),
            },
            "u" => Ok(Self::Unfollow(target(rest)?)),
            "x" => Ok(Self::UnfollowAll),
            "l" => Ok(Self::Leads(target(rest)?)),
            "t" => {
                let (followed, lead) = pair()?;
                Ok(Self::Toggle(target(followed)?, lead.parse().map_err(|_| ActError)?))
            }
            "z" => {
                let (event, minutes) = pair()?;
                Ok(Self::Snooze(event.to_owned(), minutes.parse().map_err(|_| ActError)?))
            }
            "d" => Ok(Self::Done(id()?)),
            "m" => Ok(Self::Mine(rest.parse().map_err(|_| ActError)?)),
            "v" => {
                let parts: Vec<&str> = rest.splitn(4, '/').collect();
                let [page, past, period, followed] = parts.as_slice() else {
                    return Err(ActError);
                };
                let period = match *period {
                    "" => None,
                    written => Some(Period::parse(&written.replace('_', "/")).map_err(|_| ActError)?),
                };
                let target = if followed.is_empty() { None } else { Some(target(followed)?) };
                Ok(Self::Events(View { period, target, past: *past == "1", page: page.parse().map_err(|_| ActError)? }))
            }
            "k" => Ok(Self::Calendar((!rest.is_empty()).then(|| rest.to_owned()))),
            "w" => Ok(Self::Feed(rest == "1")),
            "a" => Ok(Self::About(id()?)),
            _ => Err(ActError),
        }
    }
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it does.
    pub act: Act,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn a_target() -> impl Strategy<Value = Target> {
        let id = "[a-z0-9][a-z0-9-]{0,40}";
        prop_oneof![id.prop_map(Target::Event), id.prop_map(Target::Entity), Just(Target::Everything)]
    }

    fn a_lead() -> impl Strategy<Value = Lead> {
        (0_u32..=Lead::LONGEST.as_minutes()).prop_map(|minutes| Lead::minutes(minutes).expect("within a year"))
    }

    fn a_view() -> impl Strategy<Value = View> {
        let periods = ["2025", "2025-05", "2025-05-16", "2025-Q3", "2025-H1", "2025-05-16/2026-01-02", "2024/2025"];
        let period = proptest::option::of(proptest::sample::select(periods.to_vec()));
        (period, proptest::option::of(a_target()), any::<bool>(), 0_usize..1_000).prop_map(|(period, target, past, page)| View {
            period: period.map(|text| Period::parse(text).expect("a period")),
            target,
            past,
            page,
        })
    }

    proptest! {
        #[test]
        fn every_act_is_read_back(
            target in a_target(), id in "[a-z0-9][a-z0-9-]{0,40}", leads in proptest::collection::vec(a_lead(), 0..9), lead in a_lead(),
            minutes in any::<u32>(), page in any::<u16>(), view in a_view(), on in any::<bool>(),
        ) {
            let leads = crate::reminders::sorted_leads(leads);
            for act in [
                Act::Card(id.clone()),
                Act::Follow(target.clone(), None),
                Act::Follow(target.clone(), Some(leads)),
                Act::Unfollow(target.clone()),
                Act::Leads(target.clone()),
                Act::Toggle(target.clone(), lead),
                Act::Snooze(id.clone(), minutes),
                Act::Done(id.clone()),
                Act::Mine(page.into()),
                Act::Events(view),
                Act::Calendar(Some(id.clone())),
                Act::Feed(on),
                Act::About(id),
            ] {
                prop_assert_eq!(act.to_string().parse(), Ok(act));
            }
        }

        #[test]
        fn whatever_stands_in_a_button_is_an_act_or_none(
            text in prop_oneof![any::<String>(), "[cfulxtzdmvkwa]/[*en:/0-9a-z_-]{0,60}"],
        ) {
            if let Ok(act) = text.parse::<Act>() {
                prop_assert_eq!(act.to_string().parse(), Ok(act));
            }
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let event = || Target::Event("port-day".into());
        let lead = |text: &str| text.parse::<Lead>().expect("a lead");
        let period = Some(Period::parse("2025-05-16/2025-05-18").expect("a period"));
        for act in [
            Act::Card("port-day".into()),
            Act::Follow(event(), None),
            Act::Follow(Target::Everything, Some(vec![lead("7d"), Lead::START])),
            Act::Follow(event(), Some(Vec::new())),
            Act::Unfollow(Target::Entity("north-port".into())),
            Act::UnfollowAll,
            Act::Leads(event()),
            Act::Toggle(event(), lead("15m")),
            Act::Snooze("port-day".into(), 60),
            Act::Done("port-day".into()),
            Act::Mine(3),
            Act::Events(View::default()),
            Act::Events(View { period, target: Some(Target::Entity("north-port".into())), past: true, page: 2 }),
            Act::Calendar(None),
            Act::Calendar(Some("port-day".into())),
            Act::Feed(true),
            Act::Feed(false),
            Act::About("li-an".into()),
        ] {
            assert_eq!(act.to_string().parse(), Ok(act));
        }
    }

    #[test]
    fn what_is_no_act_is_not_read() {
        for text in ["", "c", "c/", "q/x", "t/e:a", "t/e:a/9w", "m/x", "v/0", "v/0/0/2025-13/", "u/", "u/x:y", "z/a/x"] {
            assert_eq!(text.parse::<Act>(), Err(ActError), "{text}");
        }
    }
}

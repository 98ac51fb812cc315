//! What a chat follows, between the form in which it is talked about and that in which it is stored.

use crate::dialogue::Dialogue;
use crate::knowledge::{Fact, FactRef};
use crate::language::Language;
use crate::reminders::{Clock, Due, Notebook, Quiet, Subscription, Target, passed, plan, read_leads, written_leads};
use crate::store::{Followed, Follower, Key, Kind, Place, Row};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// A zone as it is stored: its name, else its offset in seconds.
pub fn written_zone(zone: Option<&TimeZone>) -> String {
    let written = |zone: &TimeZone| match zone.iana_name() {
        Some(name) => name.to_owned(),
        None => zone.to_offset(Timestamp::UNIX_EPOCH).seconds().to_string(),
    };
    zone.map(written).unwrap_or_default()
}

/// A zone from what is stored; `None` for one that is not known any more.
pub fn read_zone(text: &str) -> Option<TimeZone> {
    match text.parse::<i32>() {
        Ok(seconds) => Offset::from_seconds(seconds).ok().map(TimeZone::fixed),
        Err(_) if text.is_empty() => None,
        Err(_) => TimeZone::get(text).ok(),
    }
}

/// What is followed, as it is talked about.
pub fn read(follower: &Follower) -> Notebook {
    let subscription =
        |(target, leads): &(String, String)| Some(Subscription { target: target.parse::<Target>().ok()?, leads: read_leads(leads) });
    Notebook {
        zone: read_zone(&follower.zone),
        quiet: follower.quiet.parse::<Quiet>().ok(),
        language: Language::from_tag(&follower.language),
        subscriptions: follower.subscriptions.iter().filter_map(subscription).collect(),
    }
}

/// What is followed, as it is stored.
pub fn written(notebook: &Notebook) -> Follower {
    Follower {
        zone: written_zone(notebook.zone.as_ref()),
        quiet: notebook.quiet.map(|quiet| quiet.to_string()).unwrap_or_default(),
        language: notebook.language.map(|l| l.tag().to_owned()).unwrap_or_default(),
        suspended: false,
        subscriptions: notebook.subscriptions.iter().map(|s| (s.target.to_string(), written_leads(&s.leads))).collect(),
    }
}

/// A reminder as a row.
pub fn row(place: Place, due: &Due) -> Row {
    Row {
        key: Key { place, event: due.event.clone(), kind: Kind::Lead(due.lead.as_minutes()) },
        due_at: due.at.as_second(),
        begins_at: due.begins.as_second(),
        attempts: 0,
    }
}

/// All that there is to store of what a conversation follows.
pub fn followed(dialogue: &Dialogue, place: Place, notebook: &Notebook, now: &Zoned) -> Followed {
    let base = dialogue.engine().base();
    let clock = Clock { zone: now.time_zone().clone(), now: now.timestamp() };
    let rows = plan(base, notebook, &clock).iter().map(|due| row(place, due)).collect();
    let wants = |at: FactRef, fact: &Fact| {
        let leads = notebook.leads_for(base, at);
        leads.into_iter().map(|lead| (fact.id.clone(), lead.as_minutes())).collect::<Vec<_>>()
    };
    let wanted = base.events().flat_map(|(at, fact, _)| wants(at, fact)).collect();
    let passed = passed(base, notebook, &clock).into_iter().map(|(event, lead)| (event, lead.as_minutes())).collect();
    let covered = base.events().filter(|(at, ..)| notebook.covering(base, *at).next().is_some());
    let events = covered.map(|(_, fact, _)| fact.id.clone()).collect();
    Followed { follower: written(notebook), rows, wanted, passed, at: clock.now.as_second(), events }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn a_notebook() -> impl Strategy<Value = Notebook> {
        let zones = ["Asia/Shanghai", "Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"];
        let named = proptest::sample::select(zones.to_vec()).prop_map(|name| TimeZone::get(name).expect("a zone"));
        let fixed = (-14 * 60_i32..=14 * 60).prop_map(|minutes| TimeZone::fixed(Offset::from_seconds(minutes * 60).expect("an offset")));
        let quiet = (0_i8..24, 0_i8..60, 0_i8..24, 0_i8..60).prop_map(|(a, b, c, d)| {
            let time = |hour, minute| jiff::civil::Time::new(hour, minute, 0, 0).expect("a time");
            Quiet::new(time(a, b), time(c, d)).ok()
        });
        let language = proptest::sample::select(vec![None, Some(Language::En), Some(Language::ZhHans), Some(Language::ZhHant)]);
        let id = "[a-z0-9][a-z0-9-]{0,40}";
        let target = prop_oneof![id.prop_map(Target::Event), id.prop_map(Target::Entity), Just(Target::Everything)];
        let leads = proptest::collection::vec(0_u32..=366 * 1_440, 0..9);
        let followed = proptest::collection::vec((target, leads), 0..20);
        (proptest::option::of(prop_oneof![named, fixed]), quiet, language, followed).prop_map(|(zone, quiet, language, followed)| {
            let mut notebook = Notebook { zone, quiet, language, subscriptions: Vec::new() };
            for (target, leads) in followed {
                let leads = leads.into_iter().map(|minutes| crate::reminders::Lead::minutes(minutes).expect("within a year"));
                notebook.follow(target, Some(crate::reminders::sorted_leads(leads)));
            }
            notebook
        })
    }

    proptest! {
        #[test]
        fn every_notebook_is_read_back(notebook in a_notebook()) {
            prop_assert_eq!(read(&written(&notebook)), notebook);
        }

        #[test]
        fn whatever_is_stored_is_read_somehow(zone in any::<String>(), quiet in any::<String>(), target in any::<String>(), leads in any::<String>()) {
            let subscriptions = vec![(target, leads)];
            let follower = Follower { zone, quiet, language: String::new(), suspended: false, subscriptions };
            let notebook = read(&follower);
            prop_assert_eq!(&read(&written(&notebook)), &notebook);
        }
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let mut notebook = Notebook {
            zone: TimeZone::get("Asia/Almaty").ok(),
            quiet: "22:00-07:00".parse().ok(),
            language: Some(Language::ZhHant),
            subscriptions: Vec::new(),
        };
        notebook.follow(Target::Everything, None);
        notebook.follow(Target::Event("a".into()), Some(Vec::new()));
        assert_eq!(read(&written(&notebook)), notebook);
        notebook.zone = Offset::from_seconds(19_800).ok().map(TimeZone::fixed);
        assert_eq!(read(&written(&notebook)), notebook);
        assert_eq!(read_zone("Atlantis/City"), None);
    }
}

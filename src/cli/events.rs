//! `tongshang events`: the events of the base by date.

use super::output::Output;
use super::settings::Options;
use crate::calendar::{self, Calendar, Entry};
use crate::dialogue::{EventFilter, event_list};
use crate::knowledge::{Base, Event, Fact, Kind, Standing};
use crate::language::{Period, Scripts};
use crate::reminders::Target;
use crate::reply::Writer;
use anyhow::anyhow;
use clap::Args;
use serde::Serialize;
use std::process::ExitCode;

/// What `events` takes.
#[derive(Args)]
pub struct Arguments {
    /// Only those in this month (2025-07), day, quarter, year or span
    #[arg(long, value_name = "MONTH", value_parser = Period::parse)]
    month: Option<Period>,
    /// Only those in this place, by name, alias or id
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Only those that are not over yet
    #[arg(long)]
    upcoming: bool,
    /// Write an object a line
    #[arg(long)]
    json: bool,
    /// Write one calendar (.ics) for other programs
    #[arg(long, conflicts_with = "json")]
    ics: bool,
}

#[derive(Serialize)]
struct Both<'a> {
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct Object<'a> {
    id: &'a str,
    name: Both<'a>,
    start: Option<String>,
    end: Option<String>,
    place: Option<Both<'a>>,
    standing: &'static str,
    source: &'a str,
}

/// Runs it.
///
/// # Errors
/// When the base cannot be loaded, a place is unknown, or output fails.
pub fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<ExitCode> {
    let now = options.clock()?.now();
    let today = now.date();
    let base = options.base()?;
    let target = match &arguments.place {
        Some(name) => {
            let place = base.named(name).ok_or_else(|| anyhow!("the base knows no place `{name}`"))?;
            Some(Target::Entity(base[place].id.clone()))
        }
        None => None,
    };
    let filter = EventFilter { period: arguments.month, target, from: arguments.upcoming.then_some(today), until: None };
    let writer = Writer::new(Scripts::load()?)?;
    let language = options.interface_language();
    let mut output = Output::new();
    let listed = event_list(&base, &filter);
    if arguments.ics {
        let entries: Vec<Entry> = listed.into_iter().map(Entry::of).collect();
        let name = writer.message(language, "calendar-of-events", &[]);
        let (stamp, zone) = (now.timestamp(), now.time_zone());
        let written = calendar::write(&base, &entries, &Calendar { writer: &writer, language, zone, stamp, name: &name });
        for at in written.skipped {
            let name = writer.opening(&writer.text(&base[at].label, language), language);
            eprintln!("{}", writer.message(language, "calendar-skipped", &[("name", &name)]));
        }
        output.piece(&written.text)?;
        return Ok(ExitCode::SUCCESS);
    }
    for at in listed {
        let fact = &base[at];
        let Kind::Event(event) = &fact.kind else {
            continue;
        };
        if arguments.json {
            output.object(&object(&base, fact, event))?;
        } else {
            output.line(&writer.event_line(&base, at, language))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn object<'a>(base: &'a Base, fact: &'a Fact, event: &'a Event) -> Object<'a> {
    let both = |text: &'a crate::knowledge::Text| Both { zh: &text.zh, en: &text.en };
    Object {
        id: &fact.id,
        name: both(&event.name),
        start: event.start.map(|p| p.to_string()),
        end: event.end.map(|p| p.to_string()),
        place: event.at.first().map(|at| both(&base[*at].name)),
        standing: standing(fact.standing),
        source: &base[fact.source].id,
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "done",
        Standing::Planned => "planned",
        Standing::Cancelled => "cancelled",
        Standing::Target => "target",
        Standing::Hoped => "hoped",
        Standing::Ongoing => "ongoing",
        Standing::Claimed => "claimed",
    }
}

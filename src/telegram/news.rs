//! What a new base changes for those who follow: compares every event with what was told of it, plans its reminders anew, and
//! leaves a notice for each follower. Broken off at any point, it is done again at the next start and tells nobody twice. Who
//! has a notice to come when an event changes once more gets that one alone, about all that happened since.

use super::notebooks::{read_zone, row};
use crate::dialogue::{Dialogue, News};
use crate::knowledge::{Base, FactRef};
use crate::reminders::{Clock, Due, Notebook, Snapshot, Target, Timing, is_over, plan_event, read_leads};
use crate::store::{EventRecord, FollowerOf, Key, Kind, Row, Store, StoreError};
use jiff::{Timestamp, Zoned};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Where the store keeps that there was a comparison.
const COMPARED: &str = "compared";
/// How many followers are planned at a time.
const AT_A_TIME: usize = 5_000;
/// How long a notice is of use when its event has no day, in seconds: a month.
const OF_USE: i64 = 31 * 24 * 3_600;

/// How many changes of an event are kept in mind for those who were not told of them yet.
const MOST_PAST: usize = 16;

/// What followers were told of an event before one of its changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Past {
    revision: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Snapshot>,
}

fn past(record: &EventRecord) -> Vec<Past> {
    record.change.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// All that happened to an event since a change that someone was not told of yet; `None` when it is as they were told.
pub fn since(base: &Base, at: FactRef, record: &EventRecord, revision: u32) -> Option<News> {
    let before = past(record).into_iter().find(|past| past.revision >= revision)?.before;
    let changes = Snapshot::changes(before.as_ref(), &Snapshot::of(base, at)?);
    (!changes.is_empty()).then_some(News { changes, before })
}

/// What was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compared {
    /// Events that are not as they were told.
    pub changed: usize,
    /// Conversations with a notice to come.
    pub told: usize,
}

/// Compares a base with what followers were told. The first time there is nothing to compare with.
///
/// # Errors
/// When the store fails.
pub async fn compare(dialogue: &Dialogue, store: &dyn Store, now: &Zoned) -> Result<Compared, StoreError> {
    let base = dialogue.engine().base();
    let known: FxHashMap<String, EventRecord> = store.reminders().events().await?.into_iter().collect();
    // Broken off, the first comparison goes on where it was; what it has not got to yet is no news.
    let first = store.note(COMPARED).await?.is_none();
    // Planned in part for a base that was taken back: what was planned before is to be restored.
    let unfinished = store.reminders().unfinished().await?;
    let mut compared = Compared::default();
    for (at, fact, _) in base.events() {
        let Some(snapshot) = Snapshot::of(base, at) else {
            continue;
        };
        let written = serde_json::to_string(&snapshot).unwrap_or_default();
        let record = known.get(&fact.id);
        if record.is_some_and(|record| record.snapshot == written) && !unfinished.contains(&fact.id) {
            continue;
        }
        let before = record.and_then(|record| serde_json::from_str::<Snapshot>(&record.snapshot).ok());
        let changes = if first { Vec::new() } else { Snapshot::changes(before.as_ref(), &snapshot) };
        let revision = record.map_or(u32::from(!first), |record| record.revision.saturating_add(1));
        let mut past = record.map(past).unwrap_or_default();
        if !first {
            compared.changed += 1;
            let tell = !changes.is_empty() && !is_over(base, at, now);
            compared.told += fan_out(base, store, at, tell, revision, now).await?;
            past.push(Past { revision, before });
        }
        past.drain(..past.len().saturating_sub(MOST_PAST));
        let change = serde_json::to_string(&past).ok();
        // Only now: until here it can be broken off and done again.
        store.reminders().planned(fact.id.clone(), EventRecord { snapshot: written, revision, change }).await?;
    }
    if first {
        store.set_note(COMPARED, String::from("1")).await?;
    }
    Ok(compared)
}

/// Plans an event for all who follow it. People with the same zone, hours and leads have the same reminders.
async fn fan_out(base: &Base, store: &dyn Store, at: FactRef, tell: bool, revision: u32, now: &Zoned) -> Result<usize, StoreError> {
    let targets: Vec<String> = Target::all_of(base, at).iter().map(ToString::to_string).collect();
    let clock = Clock { zone: now.time_zone().clone(), now: now.timestamp() };
    let mut plans: FxHashMap<(String, String, String), Planned> = FxHashMap::default();
    let (mut after, mut told) = (None, 0);
    loop {
        let followers = store.reminders().followers(targets.clone(), after, AT_A_TIME).await?;
        let Some(last) = followers.last() else {
            return Ok(told);
        };
        after = Some(last.place);
        let mut rows = Vec::with_capacity(followers.len() * 2);
        for follower in &followers {
            let key = (follower.zone.clone(), follower.quiet.clone(), follower.leads.clone());
            let planned = plans.entry(key).or_insert_with(|| Planned::of(base, at, follower, &clock));
            rows.extend(planned.due.iter().map(|due| row(follower.place, due)));
            if tell {
                let key = Key { place: follower.place, event: base[at].id.clone(), kind: Kind::Change(revision) };
                rows.push(Row { key, due_at: planned.news_at, begins_at: planned.begins_at, attempts: 0 });
            }
        }
        told += if tell { followers.len() } else { 0 };
        store.reminders().plan(rows, revision).await?;
    }
}

/// What is due for people with the same settings.
struct Planned {
    due: Vec<Due>,
    news_at: i64,
    begins_at: i64,
}

impl Planned {
    fn of(base: &Base, at: FactRef, follower: &FollowerOf, clock: &Clock) -> Self {
        let notebook = Notebook { zone: read_zone(&follower.zone), quiet: follower.quiet.parse().ok(), ..Notebook::default() };
        let due = plan_event(base, at, &read_leads(&follower.leads), &notebook, clock);
        let begins = Timing::at(base, at, &clock.zone).map(|timing| timing.begins());
        let zone = notebook.zone_or(&clock.zone);
        let too_late = begins.unwrap_or(Timestamp::MAX);
        let news_at = notebook.quiet.map_or(clock.now, |quiet| quiet.shift(clock.now, zone, too_late)).as_second();
        Self { due, news_at, begins_at: begins.map_or(news_at + OF_USE, Timestamp::as_second) }
    }
}

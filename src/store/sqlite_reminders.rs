//! Following and reminding in SQLite.

use super::reminders::{EventRecord, Followed, Follower, FollowerOf, Key, Kind, Outcome, Reminders, Row as Due};
use super::sqlite::Sqlite;
use super::{Pending, Place};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Executor, Row};

/// Rows go in as one JSON array: a statement costs two hops between threads, whatever it does. What was sent or closed
/// for the same beginning of the event stays so; what was not sent yet, or was for another beginning, is due anew. Where
/// nothing is to be sent until the chat writes again, what is new is held as well.
const PLAN: &str = "INSERT INTO reminders (chat_id, thread_id, event_id, kind, number, due_at, begins_at, try_at, plan, state) \
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 5, $2, \
    coalesce((SELECT 4 FROM followers f WHERE f.chat_id = value ->> 0 AND f.thread_id = value ->> 1 AND f.suspended = 1), 0) \
    FROM json_each($1) WHERE true \
    ON CONFLICT (chat_id, thread_id, event_id, kind, number) DO UPDATE SET plan = excluded.plan, \
    attempts = CASE WHEN state IN (0, 4) OR begins_at <> excluded.begins_at THEN 0 ELSE attempts END, \
    due_at = CASE WHEN state IN (0, 4) OR begins_at <> excluded.begins_at THEN excluded.due_at ELSE due_at END, \
    try_at = CASE WHEN state IN (0, 4) OR begins_at <> excluded.begins_at THEN excluded.try_at ELSE try_at END, \
    state = CASE WHEN state IN (1, 2, 3) AND begins_at <> excluded.begins_at THEN excluded.state ELSE state END, \
    begins_at = excluded.begins_at";
const ROW: &str = "chat_id, thread_id, event_id, kind, number, due_at, begins_at, attempts";

fn array(rows: &[Due]) -> String {
    let row = |row: &Due| {
        let (kind, number) = row.key.kind.columns();
        json!([row.key.place.chat, row.key.place.thread, row.key.event, kind, number, row.due_at, row.begins_at])
    };
    Value::Array(rows.iter().map(row).collect()).to_string()
}

fn due(row: &SqliteRow) -> Result<Option<Due>, sqlx::Error> {
    let kind: String = row.try_get(3)?;
    let Some(kind) = Kind::from_columns(&kind, row.try_get(4)?) else {
        return Ok(None);
    };
    let place = Place { chat: row.try_get(0)?, thread: row.try_get(1)? };
    let attempts: i64 = row.try_get(7)?;
    let key = Key { place, event: row.try_get(2)?, kind };
    Ok(Some(Due { key, due_at: row.try_get(5)?, begins_at: row.try_get(6)?, attempts: u32::try_from(attempts).unwrap_or(0) }))
}

fn dues(rows: &[SqliteRow]) -> Result<Vec<Due>, sqlx::Error> {
    rows.iter().map(due).filter_map(Result::transpose).collect()
}

fn record(row: &SqliteRow) -> Result<(String, EventRecord), sqlx::Error> {
    let revision: i64 = row.try_get(2)?;
    let revision = u32::try_from(revision).unwrap_or(0);
    Ok((row.try_get(0)?, EventRecord { snapshot: row.try_get(1)?, revision, change: row.try_get(3)? }))
}

/// Keeps what a conversation follows and what is due for it.
pub(super) async fn follow(to: &mut SqliteConnection, place: Place, followed: &Followed) -> Result<(), sqlx::Error> {
    let Followed { follower, rows, wanted, passed, at, events } = followed;
    let here = |statement| sqlx::query(statement).bind(place.chat).bind(place.thread);
    to.execute(here("DELETE FROM subscriptions WHERE chat_id = $1 AND thread_id = $2")).await?;
    let subscriptions: Vec<Value> = (0_i64..).zip(&follower.subscriptions).map(|(n, (target, leads))| json!([target, leads, n])).collect();
    let insert = "INSERT INTO subscriptions (chat_id, thread_id, target, leads, position) \
                  SELECT $1, $2, value ->> 0, value ->> 1, value ->> 2 FROM json_each($3) WHERE true ON CONFLICT DO NOTHING";
    to.execute(here(insert).bind(Value::Array(subscriptions).to_string())).await?;
    let upsert = "INSERT INTO followers (chat_id, thread_id, zone, quiet, language, suspended) VALUES ($1, $2, $3, $4, $5, 0) \
                  ON CONFLICT (chat_id, thread_id) DO UPDATE SET zone = excluded.zone, quiet = excluded.quiet, \
                  language = excluded.language, suspended = 0";
    to.execute(here(upsert).bind(&follower.zone).bind(&follower.quiet).bind(&follower.language)).await?;
    to.execute(sqlx::query("UPDATE reminders SET state = 0 WHERE chat_id = $1 AND state = 4").bind(place.chat)).await?;
    let keys = |leads: &[(String, u32)]| {
        Value::Array(leads.iter().map(|(event, minutes)| json!(format!("{event}/{minutes}"))).collect()).to_string()
    };
    let at_once = "UPDATE reminders SET due_at = $4, try_at = $4 WHERE chat_id = $1 AND thread_id = $2 AND state = 0 AND kind = 'lead' \
                   AND due_at > $4 AND event_id || '/' || number IN (SELECT value FROM json_each($3))";
    to.execute(here(at_once).bind(keys(passed)).bind(at)).await?;
    let planned: Vec<Value> = rows.iter().map(|row| json!(format!("{}/{}", row.key.event, row.key.kind.columns().1))).collect();
    let outdated = "DELETE FROM reminders WHERE chat_id = $1 AND thread_id = $2 AND state = 0 AND kind = 'lead' AND due_at > $4 \
                    AND event_id || '/' || number NOT IN (SELECT value FROM json_each($3))";
    to.execute(here(outdated).bind(Value::Array(planned).to_string()).bind(at)).await?;
    // What is due and not sent yet stays due, unless it is not wanted any more; that is not tried again either.
    let unwanted = "DELETE FROM reminders WHERE chat_id = $1 AND thread_id = $2 AND state IN (0, 1) AND kind = 'lead' \
                    AND event_id || '/' || number NOT IN (SELECT value FROM json_each($3))";
    to.execute(here(unwanted).bind(keys(wanted))).await?;
    let others = "DELETE FROM reminders WHERE chat_id = $1 AND thread_id = $2 AND state = 0 AND kind <> 'lead' \
                  AND event_id NOT IN (SELECT value FROM json_each($3))";
    to.execute(here(others).bind(json!(events).to_string())).await?;
    to.execute(sqlx::query(PLAN).bind(array(rows)).bind(0_i64)).await?;
    Ok(())
}

/// Puts a reminder off.
pub(super) async fn snooze(to: &mut SqliteConnection, row: &Due) -> Result<(), sqlx::Error> {
    let (kind, number) = row.key.kind.columns();
    let upsert = "INSERT INTO reminders (chat_id, thread_id, event_id, kind, number, due_at, begins_at, try_at) \
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $6) ON CONFLICT (chat_id, thread_id, event_id, kind, number) \
                  DO UPDATE SET due_at = excluded.due_at, begins_at = excluded.begins_at, try_at = excluded.try_at, state = 0, attempts = 0";
    let query = sqlx::query(upsert).bind(row.key.place.chat).bind(row.key.place.thread).bind(&row.key.event);
    to.execute(query.bind(kind).bind(number).bind(row.due_at).bind(row.begins_at)).await?;
    Ok(())
}

/// Chats that write again are told again.
pub(super) async fn revive(to: &mut SqliteConnection, chat: i64) -> Result<(), sqlx::Error> {
    to.execute(sqlx::query("UPDATE followers SET suspended = 0 WHERE chat_id = $1").bind(chat)).await?;
    to.execute(sqlx::query("UPDATE reminders SET state = 0 WHERE chat_id = $1 AND state = 4").bind(chat)).await?;
    Ok(())
}

impl Reminders for Sqlite {
    fn follower(&self, place: Place) -> Pending<'_, Option<Follower>> {
        Box::pin(async move {
            let here = |statement| sqlx::query(statement).bind(place.chat).bind(place.thread);
            let settings = "SELECT zone, quiet, language, suspended FROM followers WHERE chat_id = $1 AND thread_id = $2";
            let Some(row) = self.read.fetch_optional(here(settings)).await? else {
                return Ok(None);
            };
            let listed = "SELECT target, leads FROM subscriptions WHERE chat_id = $1 AND thread_id = $2 ORDER BY position";
            let rows = self.read.fetch_all(here(listed)).await?;
            let subscriptions = rows.iter().map(|r| Ok((r.try_get(0)?, r.try_get(1)?))).collect::<Result<_, sqlx::Error>>()?;
            let suspended: i64 = row.try_get(3)?;
            Ok(Some(Follower {
                zone: row.try_get(0)?,
                quiet: row.try_get(1)?,
                language: row.try_get(2)?,
                suspended: suspended != 0,
                subscriptions,
            }))
        })
    }

    fn followers(&self, targets: Vec<String>, after: Option<Place>, most: usize) -> Pending<'_, Vec<FollowerOf>> {
        Box::pin(async move {
            let after = after.unwrap_or(Place { chat: i64::MIN, thread: 0 });
            // Whoever is among the first is so for each target as well: no more of any target need be read for a page.
            let page = |n: usize| {
                format!(
                    "SELECT * FROM (SELECT chat_id, thread_id, leads FROM subscriptions WHERE target = ${} \
                     AND (chat_id, thread_id) > ($1, $2) ORDER BY chat_id, thread_id LIMIT $3)",
                    n + 4
                )
            };
            let pages = (0..targets.len()).map(page).collect::<Vec<_>>().join(" UNION ALL ");
            let statement = format!(
                "SELECT s.chat_id, s.thread_id, f.zone, f.quiet, s.leads FROM (SELECT chat_id, thread_id, group_concat(leads, ',') AS leads \
                 FROM ({pages}) GROUP BY chat_id, thread_id ORDER BY chat_id, thread_id LIMIT $3) s \
                 JOIN followers f ON f.chat_id = s.chat_id AND f.thread_id = s.thread_id ORDER BY s.chat_id, s.thread_id"
            );
            let query = sqlx::query(&statement).bind(after.chat).bind(after.thread).bind(i64::try_from(most).unwrap_or(i64::MAX));
            let rows = self.read.fetch_all(targets.iter().fold(query, |query, target| query.bind(target))).await?;
            let follower = |r: &SqliteRow| {
                let place = Place { chat: r.try_get(0)?, thread: r.try_get(1)? };
                Ok(FollowerOf { place, zone: r.try_get(2)?, quiet: r.try_get(3)?, leads: r.try_get(4)? })
            };
            Ok(rows.iter().map(follower).collect::<Result<_, sqlx::Error>>()?)
        })
    }

    fn events(&self) -> Pending<'_, Vec<(String, EventRecord)>> {
        Box::pin(async move {
            let rows = self.read.fetch_all(sqlx::query("SELECT event_id, snapshot, revision, change FROM events")).await?;
            Ok(rows.iter().map(record).collect::<Result<_, sqlx::Error>>()?)
        })
    }

    fn event(&self, event: String) -> Pending<'_, Option<EventRecord>> {
        Box::pin(async move {
            let query = sqlx::query("SELECT event_id, snapshot, revision, change FROM events WHERE event_id = $1").bind(event);
            Ok(self.read.fetch_optional(query).await?.as_ref().map(record).transpose()?.map(|(_, record)| record))
        })
    }

    fn plan(&self, rows: Vec<Due>, revision: u32) -> Pending<'_, ()> {
        Box::pin(async move {
            self.write.execute(sqlx::query(PLAN).bind(array(&rows)).bind(i64::from(revision))).await?;
            Ok(())
        })
    }

    fn planned(&self, event: String, record: EventRecord) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut connection = self.write.acquire().await?;
            let mut transaction = connection.begin().await?;
            let revision = i64::from(record.revision);
            let outdated = "DELETE FROM reminders WHERE event_id = $1 AND kind = 'lead' AND plan <> $2 AND state IN (0, 4)";
            transaction.execute(sqlx::query(outdated).bind(&event).bind(revision)).await?;
            // A notice of an earlier change that was not sent yet tells of this one as well.
            let needless = "DELETE FROM reminders AS n WHERE event_id = $1 AND kind = 'change' AND plan = $2 AND number = $2 \
                            AND state IN (0, 1, 4) AND EXISTS (SELECT 1 FROM reminders e WHERE e.chat_id = n.chat_id \
                            AND e.thread_id = n.thread_id AND e.event_id = $1 AND e.kind = 'change' AND e.number < $2 AND e.state IN (0, 4))";
            transaction.execute(sqlx::query(needless).bind(&event).bind(revision)).await?;
            let upsert = "INSERT INTO events (event_id, snapshot, revision, change) VALUES ($1, $2, $3, $4) ON CONFLICT (event_id) \
                          DO UPDATE SET snapshot = excluded.snapshot, revision = excluded.revision, change = excluded.change";
            transaction.execute(sqlx::query(upsert).bind(&event).bind(record.snapshot).bind(revision).bind(record.change)).await?;
            Ok(transaction.commit().await?)
        })
    }

    fn unfinished(&self) -> Pending<'_, Vec<String>> {
        Box::pin(async move {
            let query = "SELECT event_id FROM events e WHERE EXISTS (SELECT 1 FROM reminders r WHERE r.event_id = e.event_id \
                         AND r.kind IN ('lead', 'change') AND r.plan > e.revision)";
            let rows = self.read.fetch_all(sqlx::query(query)).await?;
            Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, sqlx::Error>>()?)
        })
    }

    fn next_due(&self) -> Pending<'_, Option<i64>> {
        Box::pin(async move {
            let row = self.read.fetch_one(sqlx::query("SELECT min(try_at) FROM reminders WHERE state = 0")).await?;
            Ok(row.try_get(0)?)
        })
    }

    fn claim(&self, now: i64, most: usize) -> Pending<'_, Vec<Due>> {
        Box::pin(async move {
            let claim = format!(
                "UPDATE reminders SET state = 1 WHERE (chat_id, thread_id, event_id, kind, number) IN \
                 (SELECT chat_id, thread_id, event_id, kind, number FROM reminders WHERE state = 0 AND try_at <= $1 \
                 ORDER BY begins_at, due_at LIMIT $2) RETURNING {ROW}"
            );
            let query = sqlx::query(&claim).bind(now).bind(i64::try_from(most).unwrap_or(i64::MAX));
            let mut claimed = dues(&self.write.fetch_all(query).await?)?;
            claimed.sort_by_key(|row| (row.begins_at, row.due_at));
            Ok(claimed)
        })
    }

    fn newer(&self, row: &Due, now: i64) -> Pending<'_, bool> {
        let (Key { place, event, .. }, number) = (row.key.clone(), row.key.kind.columns().1);
        Box::pin(async move {
            let query = "SELECT 1 FROM reminders WHERE chat_id = $1 AND thread_id = $2 AND event_id = $3 AND kind = 'lead' \
                         AND number < $4 AND state IN (0, 1, 2) AND due_at <= $5 LIMIT 1";
            let query = sqlx::query(query).bind(place.chat).bind(place.thread).bind(event).bind(number).bind(now);
            Ok(self.read.fetch_optional(query).await?.is_some())
        })
    }

    fn settle(&self, outcomes: Vec<(Key, Outcome)>) -> Pending<'_, ()> {
        Box::pin(async move {
            let row = |(key, outcome): &(Key, Outcome)| {
                let (kind, number) = key.kind.columns();
                let (state, at, more) = match outcome {
                    Outcome::Sent => (2, None, 0),
                    Outcome::Closed => (3, None, 0),
                    Outcome::Again { at, unknown } => (0, Some(*at), i64::from(*unknown)),
                };
                json!([key.place.chat, key.place.thread, key.event, kind, number, state, at, more])
            };
            let rows = Value::Array(outcomes.iter().map(row).collect()).to_string();
            // One that was taken up anew meanwhile, for another beginning, is left alone.
            let settle = "UPDATE reminders SET state = v.value ->> 5, try_at = coalesce(v.value ->> 6, try_at), \
                          attempts = attempts + (v.value ->> 7) FROM json_each($1) v WHERE chat_id = v.value ->> 0 \
                          AND thread_id = v.value ->> 1 AND event_id = v.value ->> 2 AND kind = v.value ->> 3 \
                          AND number = v.value ->> 4 AND state = 1";
            self.write.execute(sqlx::query(settle).bind(rows)).await?;
            Ok(())
        })
    }

    fn reclaim(&self) -> Pending<'_, u64> {
        Box::pin(async move {
            let done = self.write.execute(sqlx::query("UPDATE reminders SET state = 0 WHERE state = 1")).await?;
            Ok(done.rows_affected())
        })
    }

    fn suspend(&self, chat: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut connection = self.write.acquire().await?;
            let mut transaction = connection.begin().await?;
            transaction.execute(sqlx::query("UPDATE followers SET suspended = 1 WHERE chat_id = $1").bind(chat)).await?;
            let hold = "UPDATE reminders SET state = 4 WHERE chat_id = $1 AND state IN (0, 1)";
            transaction.execute(sqlx::query(hold).bind(chat)).await?;
            Ok(transaction.commit().await?)
        })
    }

    fn feed(&self, token: String) -> Pending<'_, Option<Place>> {
        Box::pin(async move {
            let row = self.read.fetch_optional(sqlx::query("SELECT chat_id, thread_id FROM feeds WHERE token = $1").bind(token)).await?;
            Ok(row.map(|r| Ok::<_, sqlx::Error>(Place { chat: r.try_get(0)?, thread: r.try_get(1)? })).transpose()?)
        })
    }

    fn feed_of(&self, place: Place) -> Pending<'_, Option<String>> {
        Box::pin(async move {
            let query = sqlx::query("SELECT token FROM feeds WHERE chat_id = $1 AND thread_id = $2").bind(place.chat).bind(place.thread);
            Ok(self.read.fetch_optional(query).await?.map(|r| r.try_get(0)).transpose()?)
        })
    }

    fn set_feed(&self, place: Place, token: Option<String>) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut connection = self.write.acquire().await?;
            let mut transaction = connection.begin().await?;
            let here = |statement| sqlx::query(statement).bind(place.chat).bind(place.thread);
            transaction.execute(here("DELETE FROM feeds WHERE chat_id = $1 AND thread_id = $2")).await?;
            if let Some(token) = token {
                transaction.execute(here("INSERT INTO feeds (chat_id, thread_id, token) VALUES ($1, $2, $3)").bind(token)).await?;
            }
            Ok(transaction.commit().await?)
        })
    }

    fn waiting(&self, place: Place) -> Pending<'_, Vec<Due>> {
        Box::pin(async move {
            let query = format!("SELECT {ROW} FROM reminders WHERE chat_id = $1 AND thread_id = $2 AND state IN (0, 1, 4) ORDER BY due_at");
            let rows = self.read.fetch_all(sqlx::query(&query).bind(place.chat).bind(place.thread)).await?;
            Ok(dues(&rows)?)
        })
    }
}

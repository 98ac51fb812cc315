//! Writing in groups: what waits while a transaction runs goes into the next one together, so that many chats share the
//! price of one flush to disk. Nobody is told that something is kept before it is.

use super::{Done, StoreError, sqlite_reminders};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Connection, Executor};
use tokio::sync::{mpsc, oneshot};

/// The most records of one transaction.
const MOST: usize = 256;

/// A record and who waits for it.
pub(super) struct Waiting {
    pub done: Done,
    pub told: oneshot::Sender<Result<(), StoreError>>,
}

/// Writes what comes in until nobody can send any more.
pub(super) async fn run(pool: SqlitePool, mut incoming: mpsc::Receiver<Waiting>) {
    let mut group = Vec::with_capacity(MOST);
    while incoming.recv_many(&mut group, MOST).await > 0 {
        let outcome = write(&pool, &group).await.map_err(|e| StoreError::Database(e.to_string()));
        for waiting in group.drain(..) {
            // Who no longer waits need not know.
            let _ = waiting.told.send(outcome.clone());
        }
    }
}

/// Rows go in as one JSON array a table: a statement costs two hops between threads, whatever it does.
const HANDLED: &str = "INSERT INTO updates (update_id, body, handled, taken_at) \
    SELECT value ->> 0, NULL, 1, value ->> 1 FROM json_each($1) WHERE true \
    ON CONFLICT (update_id) DO UPDATE SET handled = 1, body = NULL";
const MEMORIES: &str = "INSERT INTO chats (chat_id, thread_id, memory, seen_at) \
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each($1) WHERE true \
    ON CONFLICT (chat_id, thread_id) DO UPDATE SET memory = excluded.memory, seen_at = excluded.seen_at";
const EXCHANGES: &str = "INSERT INTO exchanges (chat_id, question_id, reply_ids, last_reply_id, answer, told_at) \
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each($1) WHERE true \
    ON CONFLICT (chat_id, question_id) DO UPDATE SET reply_ids = excluded.reply_ids, \
    last_reply_id = excluded.last_reply_id, answer = excluded.answer, told_at = excluded.told_at";

async fn write(pool: &SqlitePool, group: &[Waiting]) -> Result<(), sqlx::Error> {
    let mut connection = pool.acquire().await?;
    let mut transaction = connection.begin().await?;
    let (mut handled, mut memories, mut exchanges) = (Vec::new(), Vec::new(), Vec::new());
    for done in group.iter().map(|waiting| &waiting.done) {
        clear(&mut transaction, done).await?;
        handled.extend(done.update.map(|id| json!([id, done.at])));
        memories.extend(done.memory.as_ref().map(|(place, memory)| json!([place.chat, place.thread, memory, done.at])));
        exchanges.extend(done.exchange.as_ref().and_then(|e| {
            let ids = e.replies.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            Some(json!([e.chat, e.question, ids, e.replies.last()?, e.answer, done.at]))
        }));
    }
    for (statement, rows) in [(HANDLED, handled), (MEMORIES, memories), (EXCHANGES, exchanges)] {
        if !rows.is_empty() {
            transaction.execute(sqlx::query(statement).bind(Value::Array(rows).to_string())).await?;
        }
    }
    for done in group.iter().map(|waiting| &waiting.done) {
        follow(&mut transaction, done).await?;
    }
    transaction.commit().await
}

/// Keeps what was changed about following.
async fn follow(to: &mut SqliteConnection, done: &Done) -> Result<(), sqlx::Error> {
    if let Some((place, followed)) = &done.followed {
        sqlite_reminders::follow(to, *place, followed).await?;
    }
    for row in &done.snoozed {
        sqlite_reminders::snooze(to, row).await?;
    }
    if let Some(chat) = done.revive {
        sqlite_reminders::revive(to, chat).await?;
    }
    Ok(())
}

/// The tables of what belongs to a chat, each with the rest of its key.
const OF_A_CHAT: [(&str, &str); 6] = [
    ("chats", "thread_id"),
    ("exchanges", "question_id"),
    ("followers", "thread_id"),
    ("subscriptions", "thread_id || '/' || target"),
    ("reminders", "thread_id || '/' || event_id || '/' || kind || number"),
    ("feeds", "thread_id"),
];

/// Forgets and moves chats, before anything is kept.
async fn clear(from: &mut SqliteConnection, done: &Done) -> Result<(), sqlx::Error> {
    for (table, key) in OF_A_CHAT {
        if let Some(chat) = done.forget {
            from.execute(sqlx::query(&format!("DELETE FROM {table} WHERE chat_id = $1")).bind(chat)).await?;
        }
        if let Some((old, new)) = done.moved {
            // What the new chat has of its own is newer.
            let outdated = format!("DELETE FROM {table} WHERE chat_id = $1 AND {key} IN (SELECT {key} FROM {table} WHERE chat_id = $2)");
            from.execute(sqlx::query(&outdated).bind(old).bind(new)).await?;
            from.execute(sqlx::query(&format!("UPDATE {table} SET chat_id = $1 WHERE chat_id = $2")).bind(new).bind(old)).await?;
        }
    }
    Ok(())
}

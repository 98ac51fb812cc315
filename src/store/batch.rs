//! Writing in groups: what waits while a transaction runs goes into the next one together, so that many chats share the
//! price of one flush to disk. Nobody is told that something is kept before it is.

use super::{Done, StoreError};
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

async fn write(pool: &SqlitePool, group: &[Waiting]) -> Result<(), sqlx::Error> {
    let mut connection = pool.acquire().await?;
    let mut transaction = connection.begin().await?;
    for waiting in group {
        keep(&mut transaction, &waiting.done).await?;
    }
    transaction.commit().await
}

async fn keep(to: &mut SqliteConnection, done: &Done) -> Result<(), sqlx::Error> {
    if let Some(id) = done.update {
        let handled = "INSERT INTO updates (update_id, body, handled, taken_at) VALUES ($1, NULL, 1, $2) \
                       ON CONFLICT (update_id) DO UPDATE SET handled = 1, body = NULL";
        to.execute(sqlx::query(handled).bind(id).bind(done.at)).await?;
    }
    if let Some(chat) = done.forget {
        to.execute(sqlx::query("DELETE FROM chats WHERE chat_id = $1").bind(chat)).await?;
        to.execute(sqlx::query("DELETE FROM exchanges WHERE chat_id = $1").bind(chat)).await?;
    }
    if let Some((from, new)) = done.moved {
        for (table, key) in [("chats", "thread_id"), ("exchanges", "question_id")] {
            // What the new chat has of its own is newer.
            let outdated = format!("DELETE FROM {table} WHERE chat_id = $1 AND {key} IN (SELECT {key} FROM {table} WHERE chat_id = $2)");
            to.execute(sqlx::query(&outdated).bind(from).bind(new)).await?;
            to.execute(sqlx::query(&format!("UPDATE {table} SET chat_id = $1 WHERE chat_id = $2")).bind(new).bind(from)).await?;
        }
    }
    if let Some((place, memory)) = &done.memory {
        let keep = "INSERT INTO chats (chat_id, thread_id, memory, seen_at) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT (chat_id, thread_id) DO UPDATE SET memory = excluded.memory, seen_at = excluded.seen_at";
        to.execute(sqlx::query(keep).bind(place.chat).bind(place.thread).bind(memory).bind(done.at)).await?;
    }
    if let Some(exchange) = &done.exchange
        && let Some(last) = exchange.replies.last()
    {
        let ids = exchange.replies.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let keep = "INSERT INTO exchanges (chat_id, question_id, reply_ids, last_reply_id, answer, told_at) VALUES ($1, $2, $3, $4, $5, $6) \
                    ON CONFLICT (chat_id, question_id) DO UPDATE SET reply_ids = excluded.reply_ids, \
                    last_reply_id = excluded.last_reply_id, answer = excluded.answer, told_at = excluded.told_at";
        let query = sqlx::query(keep).bind(exchange.chat).bind(exchange.question).bind(ids).bind(*last);
        to.execute(query.bind(&exchange.answer).bind(done.at)).await?;
    }
    Ok(())
}

//! The store in a SQLite file: write-ahead log, one writer, migrations embedded.

use super::batch::{self, Waiting};
use super::{Done, Exchange, Pending, Place, Reminders, Store, StoreError, Update};
use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Executor, Row};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

static MIGRATIONS: Migrator = sqlx::migrate!("src/store/migrations");

/// How many records may wait for the next transaction.
const QUEUE: usize = 1_024;
/// How long a writer waits for another process to let go of the file.
const BUSY: Duration = Duration::from_secs(10);

/// How long a program that ends may hold on to the database.
const LET_GO: Duration = Duration::from_secs(5);

/// A store in a SQLite file.
pub struct Sqlite {
    pub(super) read: SqlitePool,
    pub(super) write: SqlitePool,
    batches: Mutex<Option<mpsc::Sender<Waiting>>>,
    sender: mpsc::WeakSender<Waiting>,
    writer: Mutex<Option<JoinHandle<()>>>,
    _lock: File,
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.to_string().replace('\n', " "))
    }
}

impl Sqlite {
    /// Opens the database at an address such as `sqlite:tongshang.db`, and makes or brings up to date its tables.
    ///
    /// # Errors
    /// When the address is not understood, or the file cannot be opened.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let path = address.strip_prefix("sqlite:").map(|p| p.strip_prefix("//").unwrap_or(p));
        let Some(path) = path.filter(|p| !p.is_empty() && *p != ":memory:") else {
            return Err(StoreError::Address(address.to_owned()));
        };
        Self::open_file(Path::new(path)).await
    }

    async fn open_file(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            // What was deleted is overwritten where that costs nothing.
            .pragma("secure_delete", "FAST")
            .disable_statement_logging();
        let lock = locked(path).await?;
        let failed = |e: sqlx::Error| StoreError::Database(format!("{}: {e}", path.display()).replace('\n', " "));
        let pool = |connections| SqlitePoolOptions::new().max_connections(connections).connect_with(options.clone());
        let write = pool(1).await.map_err(failed)?;
        MIGRATIONS.run(&write).await.map_err(|e| StoreError::Database(format!("{}: {e}", path.display())))?;
        let read = pool(2).await.map_err(failed)?;
        let (sender, receiver) = mpsc::channel(QUEUE);
        let writer = tokio::spawn(batch::run(write.clone(), receiver));
        Ok(Self {
            read,
            write,
            sender: sender.downgrade(),
            batches: Mutex::new(Some(sender)),
            writer: Mutex::new(Some(writer)),
            _lock: lock,
        })
    }

    async fn exchange(&self, query: &str, chat: i64, message: i64) -> Result<Option<Exchange>, StoreError> {
        let row = self.read.fetch_optional(sqlx::query(query).bind(chat).bind(message)).await?;
        Ok(row.as_ref().map(exchange).transpose()?.filter(|e| !e.replies.is_empty()))
    }
}

/// A lock beside the database, so that no two programs answer the same people. It ends with the process, however that ends.
async fn locked(path: &Path) -> Result<File, StoreError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let beside = Path::new(&beside);
    let failed = |e: std::io::Error| StoreError::Database(format!("{}: {e}", beside.display()));
    let file = File::options().create(true).write(true).truncate(false).open(beside).map_err(failed)?;
    let until = Instant::now() + LET_GO;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse(path.display().to_string())),
        }
    }
}

fn exchange(row: &SqliteRow) -> Result<Exchange, sqlx::Error> {
    let ids: String = row.try_get("reply_ids")?;
    Ok(Exchange {
        chat: row.try_get("chat_id")?,
        question: row.try_get("question_id")?,
        replies: ids.split(',').filter_map(|id| id.parse().ok()).collect(),
        answer: row.try_get("answer")?,
    })
}

impl Store for Sqlite {
    fn reminders(&self) -> &dyn Reminders {
        self
    }

    fn take_in(&self, updates: Vec<Update>, at: i64) -> Pending<'_, Vec<bool>> {
        Box::pin(async move {
            let rows: Vec<_> = updates.iter().map(|u| json!([u.id, u.body])).collect();
            let insert = "INSERT INTO updates (update_id, body, handled, taken_at) \
                          SELECT value ->> 0, value ->> 1, 0, $2 FROM json_each($1) WHERE true ON CONFLICT DO NOTHING";
            self.write.execute(sqlx::query(insert).bind(Value::Array(rows).to_string()).bind(at)).await?;
            let ids = Value::from(updates.iter().map(|u| u.id).collect::<Vec<_>>()).to_string();
            let handled = "SELECT update_id FROM updates WHERE handled = 1 AND update_id IN (SELECT value FROM json_each($1))";
            // Read where it was written, since others may write in between.
            let rows = self.write.fetch_all(sqlx::query(handled).bind(ids)).await?;
            let handled = rows.iter().map(|row| row.try_get::<i64, _>(0)).collect::<Result<Vec<_>, _>>()?;
            Ok(updates.iter().map(|u| !handled.contains(&u.id)).collect())
        })
    }

    fn open(&self) -> Pending<'_, Vec<Update>> {
        Box::pin(async move {
            let query = "SELECT update_id, body FROM updates WHERE handled = 0 AND body IS NOT NULL ORDER BY update_id";
            let rows = self.read.fetch_all(sqlx::query(query)).await?;
            Ok(rows.iter().map(|r| Ok(Update { id: r.try_get(0)?, body: r.try_get(1)? })).collect::<Result<_, sqlx::Error>>()?)
        })
    }

    fn done(&self, done: Done) -> Pending<'_, ()> {
        Box::pin(async move {
            let sender = self.sender.upgrade().ok_or(StoreError::Closed)?;
            let (told, answer) = oneshot::channel();
            sender.send(Waiting { done, told }).await.map_err(|_| StoreError::Closed)?;
            answer.await.map_err(|_| StoreError::Closed)?
        })
    }

    fn memory(&self, place: Place) -> Pending<'_, Option<String>> {
        Box::pin(async move {
            let query = sqlx::query("SELECT memory FROM chats WHERE chat_id = $1 AND thread_id = $2").bind(place.chat).bind(place.thread);
            Ok(self.read.fetch_optional(query).await?.map(|r| r.try_get(0)).transpose()?)
        })
    }

    fn asked(&self, chat: i64, question: i64) -> Pending<'_, Option<Exchange>> {
        Box::pin(self.exchange("SELECT * FROM exchanges WHERE chat_id = $1 AND question_id = $2", chat, question))
    }

    fn answered(&self, chat: i64, reply: i64) -> Pending<'_, Option<Exchange>> {
        Box::pin(self.exchange("SELECT * FROM exchanges WHERE chat_id = $1 AND last_reply_id = $2", chat, reply))
    }

    fn prune(&self, exchanges_before: i64, chats_before: i64) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut connection = self.write.acquire().await?;
            let mut transaction = connection.begin().await?;
            for (delete, before) in [
                ("DELETE FROM updates WHERE handled = 1 AND taken_at < $1", exchanges_before),
                ("DELETE FROM exchanges WHERE told_at < $1", exchanges_before),
                ("DELETE FROM chats WHERE seen_at < $1", chats_before),
                ("DELETE FROM reminders WHERE state IN (2, 3) AND begins_at < $1 AND due_at < $1", exchanges_before),
            ] {
                transaction.execute(sqlx::query(delete).bind(before)).await?;
            }
            Ok(transaction.commit().await?)
        })
    }

    fn note(&self, name: &'static str) -> Pending<'_, Option<String>> {
        Box::pin(async move {
            let row = self.read.fetch_optional(sqlx::query("SELECT value FROM notes WHERE name = $1").bind(name)).await?;
            Ok(row.map(|r| r.try_get(0)).transpose()?)
        })
    }

    fn set_note(&self, name: &'static str, value: String) -> Pending<'_, ()> {
        Box::pin(async move {
            let set = "INSERT INTO notes (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
            self.write.execute(sqlx::query(set).bind(name).bind(value)).await?;
            Ok(())
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            self.batches.lock().await.take();
            if let Some(writer) = self.writer.lock().await.take() {
                writer.await.map_err(|_| StoreError::Closed)?;
            }
            self.read.close().await;
            self.write.close().await;
            Ok(())
        })
    }
}

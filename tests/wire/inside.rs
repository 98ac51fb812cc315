//! The bot inside the test, with a clock that the test moves, a base that it replaces, and restarts on the same database.

use super::server::TOKEN;
use super::{NOW, PATIENCE, Verbs, harbour};
use jiff::{Span, Timestamp};
use sqlx::{Connection, Row, SqliteConnection};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tongshang::dialogue::Dialogue;
use tongshang::knowledge::Base;
use tongshang::retrieval::Engine;
use tongshang::store::{Sqlite, Store};
use tongshang::telegram::{Around, Reload, Settings, Webhook, serve_with};

/// What is due this soon is waited for, in seconds: a chat gets no two messages at once.
const SOON: i64 = 4;

/// A clock that goes, and that the test sets.
#[derive(Clone)]
struct Clock(Arc<Mutex<(Timestamp, Instant)>>);

impl Clock {
    fn now(&self) -> Timestamp {
        let (set, since) = *self.0.lock().expect("the clock");
        set + jiff::SignedDuration::try_from(since.elapsed()).expect("short")
    }

    fn set(&self, to: Timestamp) {
        *self.0.lock().expect("the clock") = (to, Instant::now());
    }
}

/// The bot inside the test.
pub struct Inside {
    verbs: Verbs,
    clock: Clock,
    folder: TempDir,
    webhook: Option<Webhook>,
    reload: watch::Sender<u64>,
    /// How often the base was read again, and whether it is to be left as it is.
    loads: Arc<Mutex<(u64, bool)>>,
    running: Option<(watch::Sender<bool>, JoinHandle<()>)>,
}

impl Inside {
    /// A bot on the harbour base with these records on top, up.
    pub async fn start(records: &str) -> Self {
        let mut bot = Self::asleep(records).await;
        bot.wake().await;
        bot
    }

    /// One that does not run yet.
    pub async fn asleep(records: &str) -> Self {
        let verbs = Verbs::start(None).await;
        let clock = Clock(Arc::new(Mutex::new((NOW.parse().expect("a time"), Instant::now()))));
        let folder = tempfile::tempdir().expect("a folder");
        let (reload, _) = watch::channel(0);
        let bot = Self { verbs, clock, folder, webhook: None, reload, loads: Arc::default(), running: None };
        std::fs::create_dir(bot.overlay()).expect("a folder");
        bot.write(records);
        bot
    }

    /// With updates brought to a door of its own, at which calendars are served too.
    pub fn with_door(mut self) -> Self {
        let listen = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port");
        let secret = Some("open-sesame".into());
        self.webhook = Some(Webhook { url: format!("http://{listen}/hook"), listen, secret });
        self
    }

    fn overlay(&self) -> PathBuf {
        self.folder.path().join("overlay")
    }

    fn write(&self, records: &str) {
        std::fs::write(self.overlay().join("events.toml"), records).expect("a file");
    }

    fn database(&self) -> String {
        format!("sqlite:{}", self.folder.path().join("bot.db").display())
    }

    /// Opens the database; the bot must not run.
    pub async fn store(&self) -> Sqlite {
        Sqlite::open(&self.database()).await.expect("a store")
    }

    /// Starts the bot.
    pub async fn wake(&mut self) {
        let store = Arc::new(self.store().await);
        self.wake_on(store);
    }

    /// Starts the bot on a store.
    pub fn wake_on(&mut self, store: Arc<dyn Store>) {
        assert!(self.running.is_none(), "it runs already");
        let dialogue = dialogue_on(&self.overlay()).expect("a sound base");
        let (tell, stop) = watch::channel(false);
        let database = self.database();
        let settings = Settings {
            token: TOKEN.into(),
            api_url: self.address.clone(),
            database,
            language: None,
            admins: Vec::new(),
            webhook: self.webhook.clone(),
        };
        let (clock, overlay, loads) = (self.clock.clone(), self.overlay(), Arc::clone(&self.loads));
        let now = Arc::new(move || clock.now().in_tz("Asia/Shanghai").expect("a zone"));
        let load: Reload = Arc::new(move || {
            let only_counts = {
                let mut loads = loads.lock().expect("the count");
                loads.0 += 1;
                loads.1
            };
            if only_counts { Err("as it was".to_owned()) } else { dialogue_on(&overlay) }
        });
        let around = Around { now, stop, reload: Some((self.reload.subscribe(), load)) };
        let running = tokio::spawn(async move { serve_with(dialogue, &settings, store, around).await.expect("it runs") });
        self.running = Some((tell, running));
    }

    /// Ends the bot.
    pub async fn stop(&mut self) {
        let (stop, running) = self.running.take().expect("it runs");
        stop.send(true).expect("it runs");
        self.wait_for("end", running).await.expect("no panic came out");
    }

    /// Ends the bot and starts it again on the same database and the base as it is now.
    pub async fn restart(&mut self) {
        self.settled().await;
        self.stop().await;
        self.wake().await;
    }

    /// Sets the clock.
    pub fn at(&self, time: &str) {
        self.clock.set(time.parse().expect("a time"));
    }

    /// Moves the clock.
    pub fn advance(&self, by: Span) {
        self.clock.set(self.clock.now() + by);
    }

    /// What the clock says.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Puts other records on top of the base and has the bot read it again; comes back when all was compared and planned.
    pub async fn replace(&mut self, records: &str) {
        self.write(records);
        self.settled().await;
        self.load(false).await;
        self.load(true).await;
    }

    /// Puts other records on top of the base for the next start.
    pub async fn restart_on(&mut self, records: &str) {
        self.write(records);
        self.restart().await;
    }

    /// Has the base read again. One reading begins after what came of the one before was done.
    async fn load(&self, only_count: bool) {
        let before = {
            let mut loads = self.loads.lock().expect("the count");
            loads.1 = only_count;
            loads.0
        };
        self.reload.send_modify(|count| *count += 1);
        let read = async {
            while self.loads.lock().expect("the count").0 == before {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        self.wait_for("reading of the base", read).await;
    }

    /// Waits until all that came in is handled and all that is due is sent or closed.
    pub async fn idle(&self) {
        self.settled().await;
        self.load(true).await;
        let due = "SELECT count(*) FROM reminders WHERE state = 1 OR state = 0 AND try_at <= $1";
        let mut database = SqliteConnection::connect(&self.database()).await.expect("the database");
        let start = Instant::now();
        loop {
            let row = sqlx::query(due).bind(self.now().as_second() + SOON).fetch_one(&mut database).await.expect("a count");
            let count: i64 = row.get(0);
            if count == 0 {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{count} messages are due and not sent");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until all is done; nothing more was said to anyone.
    pub async fn silence(&mut self) {
        self.idle().await;
        let said = self.said_since();
        assert!(said.is_empty(), "nothing was to be said, but: {said:#?}");
    }

    /// The only message to come, and nothing after it.
    pub async fn only_message(&mut self) -> super::Sent {
        let message = self.next_message().await;
        self.silence().await;
        message
    }

    /// What is planned for a chat: event, kind with its number, and when.
    pub async fn planned(&self, chat: i64) -> Vec<String> {
        self.idle().await;
        let mut database = SqliteConnection::connect(&self.database()).await.expect("the database");
        let query =
            "SELECT event_id, kind, number, due_at FROM reminders WHERE chat_id = $1 AND state IN (0, 1, 4) ORDER BY due_at, number";
        let rows = sqlx::query(query).bind(chat).fetch_all(&mut database).await.expect("rows");
        let line = |row: sqlx::sqlite::SqliteRow| {
            let at = Timestamp::from_second(row.get(3)).expect("an instant");
            format!("{} {}{} {at}", row.get::<String, _>(0), row.get::<String, _>(1), row.get::<i64, _>(2))
        };
        rows.into_iter().map(line).collect()
    }

    /// Brings what people did to the door.
    pub async fn bring(&self) {
        let updates: Vec<serde_json::Value> = self.telegram.with(|t| t.pending.drain(..).collect());
        for update in updates {
            let request = reqwest::Client::new().post(format!("{}/hook", self.door())).body(update.to_string());
            let answer = request.header("X-Telegram-Bot-Api-Secret-Token", "open-sesame").send().await.expect("an answer");
            assert!(answer.status().is_success(), "{answer:?}");
        }
    }

    /// Where the door is.
    pub fn door(&self) -> String {
        let webhook = self.webhook.as_ref().expect("a door");
        format!("http://{}", webhook.listen)
    }
}

fn dialogue_on(overlay: &Path) -> Result<Dialogue, String> {
    let base = Base::read(Some(&harbour()), &[overlay.to_path_buf()]).map_err(|error| error.to_string())?;
    let engine = Engine::new(base).map_err(|error| error.to_string())?;
    Dialogue::new(engine).map_err(|error| error.to_string())
}

/// An event as a record: its id, its names, and its other lines.
pub fn event(id: &str, zh: &str, en: &str, lines: &str) -> String {
    let text = format!("zh = \"{zh}在港口举行。\", en = \"There is {en} in the port.\"");
    format!(
        "[[event]]\nid = \"{id}\"\nname = {{ zh = \"{zh}\", en = \"{en}\" }}\n{lines}\ntext = {{ {text} }}\nsource = \"gazette-2025-06\"\n\n"
    )
}

impl Deref for Inside {
    type Target = Verbs;

    fn deref(&self) -> &Verbs {
        &self.verbs
    }
}

impl DerefMut for Inside {
    fn deref_mut(&mut self) -> &mut Verbs {
        &mut self.verbs
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some((stop, _)) = &self.running {
            let _ = stop.send(true);
        }
        self.verbs.judge();
    }
}

//! The bot from start to end.

use super::client::{Client, PATIENCE};
use super::compose::Target;
use super::courier::Courier;
use super::desk::Desk;
use super::failure::Failure;
use super::groups::Me;
use super::intake::Intake;
use super::news::Compared;
use super::office::Office;
use super::pace::Pace;
use super::queues::Queues;
use super::reminding::Reminding;
use super::settings::Settings;
use super::webhook::Feeds;
use super::worker::{House, Worker};
use super::{Now, polling, profile, webhook};
use crate::dialogue::Dialogue;
use crate::store::{Sqlite, Store, StoreError};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc, watch};

/// How long what is in flight may take once the bot is to stop.
const DRAIN: Duration = Duration::from_secs(7);
/// How long closing the store may take.
const CLOSE: Duration = Duration::from_secs(1);
/// The longest pause between two attempts to reach Telegram at the start.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// How often old records are dropped.
const PRUNE: Duration = Duration::from_secs(3_600);
/// How long updates and exchanges are kept, in seconds: two days.
const EXCHANGES_KEPT: i64 = 2 * 24 * 3_600;
/// How long a conversation is kept after its last message, in seconds: half a year.
const CHATS_KEPT: i64 = 182 * 24 * 3_600;

/// Why the bot cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Telegram does not know the token.
    #[error("Telegram does not know this token; set TELOXIDE_TOKEN to the one that @BotFather gave")]
    Token,
    /// The store cannot be opened.
    #[error("TONGSHANG_DATABASE: {0}")]
    Open(StoreError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Encryption cannot be set up.
    #[error("the connection to Telegram cannot be set up: {0}")]
    Client(String),
    /// The webhook cannot listen.
    #[error("TONGSHANG_LISTEN: {0}")]
    Listen(#[from] std::io::Error),
}

/// Makes the dialogue anew from the base as it is now; else says what is wrong with it.
pub type Reload = Arc<dyn Fn() -> Result<Dialogue, String> + Send + Sync>;

/// What goes on around the bot.
pub struct Around {
    /// The clock.
    pub now: Now,
    /// Turns true when the bot is to end.
    pub stop: watch::Receiver<bool>,
    /// Told when the base is to be read again, and how.
    pub reload: Option<(watch::Receiver<u64>, Reload)>,
}

/// Runs the bot until told to stop, then finishes what is in flight.
///
/// # Errors
/// When it cannot start, or the token is not valid any more.
pub async fn serve(dialogue: Dialogue, settings: &Settings, around: Around) -> Result<(), ServeError> {
    let store = Arc::new(Sqlite::open(&settings.database).await.map_err(ServeError::Open)?);
    serve_with(dialogue, settings, store, around).await
}

/// The same on a store that is open already.
///
/// # Errors
/// As [`serve`].
pub async fn serve_with(dialogue: Dialogue, settings: &Settings, store: Arc<dyn Store>, around: Around) -> Result<(), ServeError> {
    let Around { now, stop, reload } = around;
    let client = Arc::new(Client::new(&settings.api_url, &settings.token).map_err(ServeError::Client)?);
    let Some(me) = introduce(&client, stop.clone()).await? else {
        return Ok(store.close().await?);
    };
    let office = Arc::new(Office::new(Desk { dialogue, me }));
    let (ask_reload, asked) = mpsc::unbounded_channel();
    let (pace, wake) = (Arc::new(Pace::default()), Arc::new(Notify::new()));
    let worker = Worker::new(House {
        office: Arc::clone(&office),
        store: Arc::clone(&store),
        courier: Courier::new(Arc::clone(&client), Arc::clone(&pace), stop.clone()),
        client: Arc::clone(&client),
        wake: Arc::clone(&wake),
        admins: (settings.admins.clone(), ask_reload),
        feeds: settings.webhook.as_ref().and_then(|webhook| webhook.root()),
        language: settings.language,
        now: Arc::clone(&now),
    });
    let queues = Arc::new(Queues::new(worker));
    let intake = Arc::new(Intake::new(Arc::clone(&store), Arc::clone(&queues), Arc::clone(&office), Arc::clone(&now)));
    let left = intake.resume().await?;
    tracing::info!(left, facts = office.desk().dialogue.engine().base().facts.len(), "the bot is up");
    let housekeeping = tokio::spawn(keep_house(Arc::clone(&office), Arc::clone(&client), Arc::clone(&store), Arc::clone(&now)));
    let reminding = Arc::new(Reminding {
        office: Arc::clone(&office),
        store: Arc::clone(&store),
        client: Arc::clone(&client),
        queues: Arc::clone(&queues),
        pace,
        wake,
        language: settings.language,
        now: Arc::clone(&now),
    });
    let reminding = tokio::spawn(remind(reminding, reload, asked, stop.clone()));

    let outcome = match &settings.webhook {
        Some(webhook) => {
            let (tell, mut told) = (stop.clone(), stop.clone());
            let feeds = Feeds { office: Arc::clone(&office), store: Arc::clone(&store), now: Arc::clone(&now) };
            let serving = webhook::run(Arc::clone(&client), Arc::clone(&intake), feeds, webhook, tell);
            tokio::pin!(serving);
            tokio::select! {
                outcome = &mut serving => outcome.map(|()| None).map_err(ServeError::from),
                // What is at the door is let in, but the door is not held open for ever.
                outcome = async {
                    let _ = told.wait_for(|stop| *stop).await;
                    tokio::time::sleep(CLOSE).await;
                    Ok(None)
                } => outcome,
            }
        }
        None => polling::run(&client, &intake, stop).await.map_err(|_| ServeError::Token),
    };
    housekeeping.abort();
    tracing::info!("stopping");
    let mut open = queues.count();
    if tokio::time::timeout(DRAIN, open.wait_for(|open| *open == 0)).await.is_err() {
        tracing::warn!(left = *queues.count().borrow(), "not all could be finished; the rest is kept for the next start");
    }
    let ended = reminding.abort_handle();
    if tokio::time::timeout(CLOSE, reminding).await.is_err() {
        // What is on its way is sent again after the next start.
        ended.abort();
    }
    if let Ok(Some(offset)) = outcome {
        polling::confirm(&client, offset).await;
    }
    if tokio::time::timeout(CLOSE, store.close()).await.is_err() {
        tracing::warn!("the database was not closed in time");
    }
    outcome.map(drop)
}

/// Asks Telegram who the bot is, again and again while it cannot be reached. `None` when told to stop meanwhile.
async fn introduce(client: &Client, mut stop: watch::Receiver<bool>) -> Result<Option<Me>, ServeError> {
    let mut pause = Duration::from_millis(500);
    let nothing = json!({});
    loop {
        let answer = tokio::select! {
            answer = client.raw("getMe", &nothing, PATIENCE) => answer,
            _ = stop.wait_for(|stop| *stop) => return Ok(None),
        };
        let wait = match answer {
            Ok(me) => {
                let username = me.get("username").and_then(Value::as_str).unwrap_or_default().to_owned();
                return Ok(Some(Me { id: me.get("id").and_then(Value::as_i64).unwrap_or(0), username }));
            }
            Err(Failure::Unauthorised) => return Err(ServeError::Token),
            Err(Failure::RetryAfter(wait)) => wait,
            Err(_) => pause,
        };
        tracing::warn!("Telegram cannot be reached; trying again in {} ms", wait.as_millis());
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stop.wait_for(|stop| *stop) => return Ok(None),
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Tells what a new base changes and sends what is due, and reads the base again when told to.
async fn remind(
    reminding: Arc<Reminding>,
    reload: Option<(watch::Receiver<u64>, Reload)>,
    mut asked: mpsc::UnboundedReceiver<Target>,
    stop: watch::Receiver<bool>,
) {
    reminding.reclaim().await;
    reminding.compare().await;
    let delivering = Arc::clone(&reminding).run(stop);
    let Some((mut told, load)) = reload else {
        return delivering.await;
    };
    let reloading = async {
        loop {
            let who = tokio::select! {
                Ok(()) = told.changed() => None,
                Some(who) = asked.recv() => Some(who),
                else => std::future::pending().await,
            };
            let outcome = read_again(&reminding, &load).await;
            if let Some(target) = who {
                reminding.tell(target, &outcome).await;
            }
        }
    };
    tokio::select! {
        () = delivering => {}
        () = reloading => {}
    }
}

/// Reads the base and puts it into service, and says what came of it: what has changed, or why it is not taken.
async fn read_again(reminding: &Reminding, load: &Reload) -> Result<Compared, String> {
    let load = Arc::clone(load);
    // Reading a base keeps a thread busy for a while.
    match tokio::task::spawn_blocking(move || load()).await {
        Ok(Ok(dialogue)) => {
            let me = reminding.office.desk().me.clone();
            reminding.office.replace(Desk { dialogue, me });
            tracing::info!("the base was read again");
            let compared = reminding.compare().await;
            reminding.wake.notify_one();
            Ok(compared)
        }
        Ok(Err(problems)) => {
            tracing::error!("the new base is not taken, the old one stays:\n{problems}");
            Err(problems)
        }
        Err(_) => {
            tracing::error!("reading the new base panicked; the old one stays");
            Err(String::new())
        }
    }
}

async fn keep_house(office: Arc<Office>, client: Arc<Client>, store: Arc<dyn Store>, now: Now) {
    profile::set(&office.desk().dialogue, &client, &store).await;
    loop {
        let at = now().timestamp().as_second();
        if let Err(error) = store.prune(at - EXCHANGES_KEPT, at - CHATS_KEPT).await {
            tracing::warn!("old records were not dropped: {error}");
        }
        tokio::time::sleep(PRUNE).await;
    }
}

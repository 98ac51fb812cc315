//! A panic costs one message, and a store that fails costs none: the bot runs inside the test, on a store that misbehaves.

use crate::wire::NOW;
use crate::wire::server::{Server, TOKEN};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tongshang::dialogue::Dialogue;
use tongshang::knowledge::Base;
use tongshang::retrieval::Engine;
use tongshang::store::{Done, Exchange, Pending, Place, Reminders, Sqlite, Store, StoreError, Update};
use tongshang::telegram::{Around, Settings, serve_with};

/// The chat whose memory cannot be looked at without a panic.
const CURSED: i64 = 13;

/// A store that panics for one chat, and does not take what comes in a few times.
struct Misbehaving {
    inner: Sqlite,
    refusals: AtomicUsize,
}

impl Store for Misbehaving {
    fn reminders(&self) -> &dyn Reminders {
        self.inner.reminders()
    }

    fn take_in(&self, updates: Vec<Update>, at: i64) -> Pending<'_, Vec<bool>> {
        let refuse = self.refusals.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok();
        if refuse { Box::pin(async { Err(StoreError::Database("disk full".into())) }) } else { self.inner.take_in(updates, at) }
    }

    fn open(&self) -> Pending<'_, Vec<Update>> {
        self.inner.open()
    }

    fn done(&self, done: Done) -> Pending<'_, ()> {
        self.inner.done(done)
    }

    fn memory(&self, place: Place) -> Pending<'_, Option<String>> {
        assert_ne!(place.chat, CURSED, "as it was told to");
        self.inner.memory(place)
    }

    fn asked(&self, chat: i64, question: i64) -> Pending<'_, Option<Exchange>> {
        self.inner.asked(chat, question)
    }

    fn answered(&self, chat: i64, reply: i64) -> Pending<'_, Option<Exchange>> {
        self.inner.answered(chat, reply)
    }

    fn prune(&self, exchanges_before: i64, chats_before: i64) -> Pending<'_, ()> {
        self.inner.prune(exchanges_before, chats_before)
    }

    fn note(&self, name: &'static str) -> Pending<'_, Option<String>> {
        self.inner.note(name)
    }

    fn set_note(&self, name: &'static str, value: String) -> Pending<'_, ()> {
        self.inner.set_note(name, value)
    }

    fn close(&self) -> Pending<'_, ()> {
        self.inner.close()
    }
}

struct Inside {
    telegram: Arc<Server>,
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
    _folder: TempDir,
}

impl Inside {
    async fn start(refusals: usize) -> Self {
        let (telegram, api_url) = Server::start().await;
        let folder = tempfile::tempdir().expect("a folder");
        let database = format!("sqlite:{}", folder.path().join("bot.db").display());
        let inner = Sqlite::open(&database).await.expect("a store");
        let harbour = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/harbour");
        let base = Base::read(Some(&harbour), &[]).expect("a base");
        let dialogue = Dialogue::new(Engine::new(base).expect("an engine")).expect("a dialogue");
        let now: Timestamp = NOW.parse().expect("a time");
        let (tell, stop) = watch::channel(false);
        let settings = Settings { token: TOKEN.into(), api_url, database, language: None, admins: Vec::new(), webhook: None };
        let store = Arc::new(Misbehaving { inner, refusals: AtomicUsize::new(refusals) });
        let now = Arc::new(move || now.in_tz("Asia/Shanghai").expect("a zone"));
        let running =
            tokio::spawn(async move { serve_with(dialogue, &settings, store, Around { now, stop, reload: None }).await.expect("it runs") });
        Self { telegram, stop: tell, running, _folder: folder }
    }

    fn say(&self, chat: i64, text: &str) {
        let message = json!({"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": {"id": chat, "language_code": "en"}, "text": text});
        self.telegram.with(|t| t.add(json!({ "message": message })));
    }

    async fn reply(&self, chat: i64) -> String {
        let said = self.telegram.until(|t| t.sent.iter().find(|(to, _)| *to == chat).map(|(_, text)| text.clone()));
        tokio::time::timeout(Duration::from_secs(20), said).await.expect("a reply")
    }

    async fn end(self) {
        let all = self.telegram.until(|t| t.pending.is_empty().then_some(()));
        tokio::time::timeout(Duration::from_secs(20), all).await.expect("all confirmed");
        self.stop.send(true).expect("it runs");
        self.running.await.expect("no panic came out");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_costs_one_message_and_the_bot_goes_on() {
    let bot = Inside::start(0).await;
    bot.say(CURSED, "When is the regatta?");
    assert_eq!(bot.reply(CURSED).await, "Sorry, something went wrong with this message. Please ask in other words.");
    bot.say(7, "When is the regatta?");
    assert!(bot.reply(7).await.contains("September 2026"));
    bot.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_store_does_not_take_is_left_with_telegram_and_comes_again() {
    let bot = Inside::start(2).await;
    bot.say(7, "When is the regatta?");
    assert!(bot.reply(7).await.contains("September 2026"));
    bot.end().await;
}

//! A panic costs one message, and a store that fails costs none: the bot runs inside the test, on a store that misbehaves.

use crate::wire::inside::Inside;
use crate::wire::{ANN, Person};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tongshang::store::{Done, Exchange, Pending, Place, Reminders, Sqlite, Store, StoreError, Update};

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

/// A bot on a store that misbehaves.
async fn misbehaving(refusals: usize) -> Inside {
    let mut bot = Inside::asleep("").await;
    let inner = bot.store().await;
    bot.wake_on(Arc::new(Misbehaving { inner, refusals: AtomicUsize::new(refusals) }));
    bot
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_panic_costs_one_message_and_the_bot_goes_on() {
    let mut bot = misbehaving(0).await;
    let cursed = Person { id: CURSED, language: "en" };
    assert_eq!(
        bot.ask(cursed, "When is the regatta?").await.text,
        "Sorry, something went wrong with this message. Please ask in other words."
    );
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
    bot.settled().await;
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_store_does_not_take_is_left_with_telegram_and_comes_again() {
    let mut bot = misbehaving(2).await;
    assert!(bot.ask(ANN, "When is the regatta?").await.text.contains("September 2026"));
    bot.settled().await;
    bot.stop().await;
}

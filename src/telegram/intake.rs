//! Taking updates in: first into the store, then into the queues; who brought them waits until they are handled, or for a
//! moment, since by then they are kept.

use super::Now;
use super::allowance::{Allowances, Ruling};
use super::office::Office;
use super::queues::{Job, Queues};
use super::update::{self, Incoming};
use crate::store::{Store, StoreError, Update};
use rustc_hash::FxHashSet;
use serde_json::Value;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// How long a batch may keep the next one waiting.
const PATIENCE: Duration = Duration::from_millis(500);
/// How many things may wait or be handled before no more are taken in.
const MOST_OPEN: usize = 2_000;
/// How many updates without a number are kept in mind.
const MOST_NAMELESS: usize = 1_000;

/// Updates that are in the store and in the queues.
#[must_use = "they may be acknowledged only when they were handled"]
pub struct Taken(mpsc::Receiver<()>);

impl Taken {
    /// Waits until they may be acknowledged: they were handled, or it takes long, and they will be since they are kept.
    pub async fn handled(mut self) {
        // Ends when the last job of the batch is dropped.
        let _ = tokio::time::timeout(PATIENCE, self.0.recv()).await;
    }
}

/// Takes updates in.
pub struct Intake {
    store: Arc<dyn Store>,
    queues: Arc<Queues>,
    office: Arc<Office>,
    allowances: Mutex<Allowances>,
    nameless: Mutex<FxHashSet<u64>>,
    now: Now,
    started: Instant,
}

impl Intake {
    /// An intake from which things go into these queues.
    pub fn new(store: Arc<dyn Store>, queues: Arc<Queues>, office: Arc<Office>, now: Now) -> Self {
        Self { store, queues, office, allowances: Mutex::default(), nameless: Mutex::default(), now, started: Instant::now() }
    }

    /// Takes up what an earlier run left.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn resume(&self) -> Result<usize, StoreError> {
        let left = self.store.open().await?;
        let count = left.len();
        for update in left {
            let value = serde_json::from_str(&update.body).unwrap_or_default();
            self.queues.push(self.job(Some(update.id), &value, None));
        }
        Ok(count)
    }

    /// Takes updates into the store and the queues.
    ///
    /// # Errors
    /// When they could not be stored; then they must not be acknowledged.
    pub async fn take(&self, updates: &[Value]) -> Result<Taken, StoreError> {
        let numbered: Vec<(i64, &Value)> = updates.iter().filter_map(|u| Some((update::id(u)?, u))).collect();
        let kept = numbered.iter().map(|(id, u)| Update { id: *id, body: u.to_string() }).collect();
        let open = if numbered.is_empty() { Vec::new() } else { self.store.take_in(kept, (self.now)().timestamp().as_second()).await? };
        let (batch, handled) = mpsc::channel(1);
        for ((id, value), open) in numbered.into_iter().zip(open) {
            if open {
                self.queues.push(self.job(Some(id), value, Some(batch.clone())));
            }
        }
        for value in updates.iter().filter(|u| update::id(u).is_none() && self.is_new(u)) {
            self.queues.push(self.job(None, value, Some(batch.clone())));
        }
        Ok(Taken(handled))
    }

    /// Waits until there is room for more.
    pub async fn room(&self) {
        // The queues outlive the intake, so the count does not end.
        let _ = self.queues.count().wait_for(|open| *open < MOST_OPEN).await;
    }

    fn job(&self, id: Option<i64>, value: &Value, batch: Option<mpsc::Sender<()>>) -> Job {
        let incoming = update::read(value);
        Job { update: id, ruling: self.rule(&incoming), incoming, arrived: Instant::now(), batch }
    }

    fn rule(&self, incoming: &Incoming) -> Ruling {
        let arrived = i64::try_from(self.started.elapsed().as_secs()).unwrap_or(i64::MAX);
        let (user, sent) = match incoming {
            Incoming::Message(message) if self.office.desk().concerns(message) => {
                (if message.from.id == 0 { message.chat } else { message.from.id }, message.date.unwrap_or(0))
            }
            Incoming::Tap(tap) => (tap.from.id, 0),
            Incoming::Inline(query) => (query.from.id, 0),
            _ => return Ruling::Answer,
        };
        self.allowances.lock().unwrap_or_else(PoisonError::into_inner).rule(user, sent, arrived)
    }

    /// Whether an update without a number was not seen yet. It cannot be told from its like in any other way than by itself.
    fn is_new(&self, value: &Value) -> bool {
        let hash = BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(value.to_string());
        let mut seen = self.nameless.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST_NAMELESS {
            seen.clear();
        }
        seen.insert(hash)
    }
}

//! One queue a chat: what comes from one chat is handled in order, and chats side by side.

use super::allowance::Ruling;
use super::update::Incoming;
use super::worker::Worker;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::{mpsc, watch};

/// How much may wait in one queue. More than that comes of no conversation; it is let go, so that it holds up nobody.
const MOST_WAITING: usize = 300;

/// One thing to be handled.
pub struct Job {
    /// The number of the update.
    pub update: Option<i64>,
    /// What came in.
    pub incoming: Incoming,
    /// Whether the user may still ask.
    pub ruling: Ruling,
    /// When it came.
    pub arrived: Instant,
    /// Dropped when it was handled, so that who waits for a batch sees its end.
    #[expect(dead_code, reason = "what counts is when it is dropped")]
    pub batch: Option<mpsc::Sender<()>>,
}

impl Job {
    /// The queue that it belongs to.
    pub fn lane(&self) -> i64 {
        match &self.incoming {
            Incoming::Message(message) => message.chat,
            Incoming::Tap(tap) => tap.chat.unwrap_or(tap.from.id),
            Incoming::Inline(query) => query.from.id,
            Incoming::Membership(change) => change.chat,
            Incoming::Other => 0,
        }
    }
}

#[derive(Default)]
struct Lanes {
    waiting: FxHashMap<i64, VecDeque<Job>>,
    open: FxHashSet<i64>,
}

/// The queues of all chats.
pub struct Queues {
    lanes: Mutex<Lanes>,
    count: watch::Sender<usize>,
    worker: Worker,
}

impl Queues {
    /// Queues worked off by a worker.
    pub fn new(worker: Worker) -> Self {
        Self { lanes: Mutex::default(), count: watch::Sender::new(0), worker }
    }

    /// The worker that works them off.
    pub fn worker(&self) -> &Worker {
        &self.worker
    }

    /// How many things are waiting or being handled.
    pub fn count(&self) -> watch::Receiver<usize> {
        self.count.subscribe()
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        // Nothing that could panic is done under the lock.
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a thing, unless it is being handled already.
    pub fn push(self: &Arc<Self>, mut job: Job) {
        let lane = job.lane();
        let mut lanes = self.lanes();
        if job.update.is_some_and(|id| !lanes.open.insert(id)) {
            return;
        }
        self.count.send_modify(|n| *n += 1);
        if let Some(waiting) = lanes.waiting.get_mut(&lane) {
            if waiting.len() < MOST_WAITING {
                waiting.push_back(job);
            } else {
                drop(lanes);
                job.ruling = Ruling::Silence;
                tokio::spawn(Arc::clone(self).let_go(job));
            }
            return;
        }
        lanes.waiting.insert(lane, VecDeque::from([job]));
        drop(lanes);
        tokio::spawn(Arc::clone(self).work_off(lane));
    }

    async fn let_go(self: Arc<Self>, job: Job) {
        // Silence sends nothing, so nothing keeps it waiting.
        let _ = self.worker.handle(&job).await;
        self.finish(&job);
    }

    fn finish(&self, job: &Job) {
        if let Some(id) = job.update {
            self.lanes().open.remove(&id);
        }
        self.count.send_modify(|n| *n = n.saturating_sub(1));
    }

    async fn work_off(self: Arc<Self>, lane: i64) {
        while let Some(job) = self.next(lane) {
            let handled = self.worker.handle(&job).await;
            self.finish(&job);
            if handled.is_err() {
                // The program is about to end. The rest of this chat stays in the store, and in order.
                let left = self.lanes().waiting.remove(&lane).map_or(0, |waiting| waiting.len());
                self.count.send_modify(|n| *n = n.saturating_sub(left));
                return;
            }
        }
    }

    fn next(&self, lane: i64) -> Option<Job> {
        let mut lanes = self.lanes();
        let job = lanes.waiting.get_mut(&lane).and_then(VecDeque::pop_front);
        if job.is_none() {
            lanes.waiting.remove(&lane);
        }
        job
    }
}

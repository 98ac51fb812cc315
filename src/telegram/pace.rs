//! The pace at which messages that nobody waits for are sent: Telegram takes about thirty a second, and one a second in a
//! chat. Replies do not wait here, but they are counted.
//!
//! Source of the figures: the questions and answers about limits of Telegram, <https://core.telegram.org/bots/faq>.

use rustc_hash::FxHashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Between two messages: a little less than thirty a second.
const BETWEEN: Duration = Duration::from_micros(34_000);
/// Between two messages to a person.
const TO_A_PERSON: Duration = Duration::from_millis(1_050);
/// Between two messages to a group: twenty a minute.
const TO_A_GROUP: Duration = Duration::from_secs(3);
/// How far replies may hold up the others.
const MOST_HELD: Duration = Duration::from_secs(1);
/// How many chats are kept in mind before those that may be sent to again are dropped.
const MOST_CHATS: usize = 4_096;

#[derive(Default)]
struct State {
    next: Option<Instant>,
    chats: FxHashMap<i64, Instant>,
}

/// The pace of all messages.
#[derive(Default)]
pub struct Pace(Mutex<State>);

impl Pace {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that could panic is done under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A reply is sent now.
    pub fn replied(&self) {
        let now = Instant::now();
        let mut state = self.state();
        let next = state.next.unwrap_or(now).max(now) + BETWEEN;
        state.next = Some(next.min(now + MOST_HELD));
    }

    /// Nothing is to be sent for so long.
    pub fn hold(&self, wait: Duration) {
        let until = Instant::now() + wait;
        let mut state = self.state();
        state.next = Some(state.next.map_or(until, |next| next.max(until)));
    }

    /// How long a chat still has to wait.
    pub fn chat(&self, chat: i64) -> Option<Duration> {
        let until = self.state().chats.get(&chat).copied();
        until.map(|until| until.saturating_duration_since(Instant::now())).filter(|wait| !wait.is_zero())
    }

    /// Waits for the next turn, and takes it for a chat: what follows has to wait from then on, however long this waited.
    pub async fn turn(&self, chat: i64) {
        let now = Instant::now();
        let turn = {
            let mut state = self.state();
            let turn = state.next.unwrap_or(now).max(now);
            state.next = Some(turn + BETWEEN);
            turn
        };
        tokio::time::sleep_until(turn).await;
        let now = Instant::now();
        let mut state = self.state();
        if state.chats.len() >= MOST_CHATS {
            state.chats.retain(|_, until| *until > now);
        }
        state.chats.insert(chat, now + if chat > 0 { TO_A_PERSON } else { TO_A_GROUP });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_chat_waits_and_others_do_not() {
        let pace = Pace::default();
        assert_eq!(pace.chat(1), None);
        pace.turn(1).await;
        assert!(pace.chat(1).is_some_and(|wait| wait <= TO_A_PERSON));
        assert_eq!(pace.chat(2), None);
        pace.turn(-2).await;
        assert!(pace.chat(-2).is_some_and(|wait| wait > TO_A_PERSON));
    }

    #[tokio::test]
    async fn a_chat_waits_from_when_its_message_went_out() {
        let pace = Pace::default();
        pace.hold(Duration::from_millis(200));
        let start = Instant::now();
        pace.turn(1).await;
        assert!(start.elapsed() >= Duration::from_millis(200));
        assert!(pace.chat(1).is_some_and(|wait| wait > TO_A_PERSON - Duration::from_millis(100)));
    }
}

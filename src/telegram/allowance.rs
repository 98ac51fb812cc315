//! What one user may ask in a while: a burst, then one a second. Past it the bot says so once, and then says nothing until
//! there is room again.

use rustc_hash::FxHashMap;

/// How many messages a user may send at once.
const BURST: f64 = 60.0;
/// How many more each second.
const EACH_SECOND: f64 = 1.0;
/// How many users are kept in mind.
const USERS: usize = 20_000;

/// Whether a message is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// It is.
    Answer,
    /// It is the first one too many: say so.
    SayTooMany,
    /// It is one more of too many.
    Silence,
}

struct User {
    left: f64,
    arrived: i64,
    sent: i64,
    told: bool,
}

/// The allowances of all users.
#[derive(Default)]
pub struct Allowances(FxHashMap<i64, User>);

impl Allowances {
    /// Rules on a message of a user, sent and arrived at these seconds of two clocks. Messages that waited for us at Telegram
    /// count at the pace at which they were sent.
    pub fn rule(&mut self, user: i64, sent: i64, arrived: i64) -> Ruling {
        if self.0.len() >= USERS {
            self.0.retain(|_, u| arrived - u.arrived < 120);
        }
        let fresh = User { left: BURST, arrived, sent, told: false };
        let user = self.0.entry(user).or_insert(fresh);
        let passed = arrived.saturating_sub(user.arrived).max(sent.saturating_sub(user.sent)).clamp(0, 3_600);
        user.arrived = user.arrived.max(arrived);
        user.sent = user.sent.max(sent);
        #[expect(clippy::cast_precision_loss, reason = "an hour at most")]
        let earned = passed as f64 * EACH_SECOND;
        user.left = (user.left + earned).min(BURST);
        if user.left >= 1.0 {
            user.left -= 1.0;
            user.told = false;
            return Ruling::Answer;
        }
        if user.told {
            return Ruling::Silence;
        }
        user.told = true;
        Ruling::SayTooMany
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_told_once_and_ends_with_time() {
        let mut all = Allowances::default();
        let mut rule = |at| all.rule(7, at, at);
        assert!((0..60).all(|_| rule(100) == Ruling::Answer));
        assert_eq!([rule(100), rule(100), rule(100)], [Ruling::SayTooMany, Ruling::Silence, Ruling::Silence]);
        assert_eq!([rule(101), rule(101)], [Ruling::Answer, Ruling::SayTooMany]);
        assert_eq!(all.rule(8, 100, 100), Ruling::Answer, "another user is not held up");
    }

    #[test]
    fn what_waited_at_telegram_counts_at_the_pace_it_was_sent() {
        let mut all = Allowances::default();
        assert!((0..500).all(|n| all.rule(7, n * 2, 5_000) == Ruling::Answer));
    }
}

//! Following events and being reminded of them: what is due when, and what a new base changes.
//!
//! No clock, no store and no words here: `lead` says how long before, `timing` when an event begins, `quiet` when nobody is
//! to be disturbed, `subscription` what a chat follows, `planning` what is due, `changes` what is different from what
//! people were told. The store keeps it, the dialogue words it, and the front end on Telegram delivers it.

mod changes;
mod lead;
mod planning;
mod quiet;
mod subscription;
mod timing;

pub use changes::{Change, Snapshot};
pub use lead::{Lead, LeadError, read as read_leads, sorted as sorted_leads, written as written_leads};
pub use planning::{Clock, Due, Ruling, passed, plan, plan_event, rule};
pub use quiet::{Quiet, QuietError};
pub use subscription::{Followed, MOST_SUBSCRIPTIONS, Notebook, Subscription, Target, TargetError};
pub use timing::{MORNING, Timing, is_cancelled, is_over};

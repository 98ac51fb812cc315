//! Two pieces of work at once.

use std::panic::resume_unwind;
use std::thread::scope;

/// Does one piece of work on this thread and the other on a second one.
pub fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    scope(|scope| {
        let other = scope.spawn(other);
        (one(), other.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

//! The desk that is in service. A new base puts another in its place while the bot runs; what is being handled is finished at
//! the old one.

use super::desk::Desk;
use std::sync::{Arc, PoisonError, RwLock};

/// The desk in service.
pub struct Office(RwLock<Arc<Desk>>);

impl Office {
    /// An office with its first desk.
    pub fn new(desk: Desk) -> Self {
        Self(RwLock::new(Arc::new(desk)))
    }

    /// The desk in service.
    pub fn desk(&self) -> Arc<Desk> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another desk into service.
    pub fn replace(&self, desk: Desk) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(desk);
    }
}

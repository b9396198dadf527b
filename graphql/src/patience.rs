//! Whether anybody still waits for an answer. Threads that write it cannot be stopped from outside:
//! they ask, and stop by themselves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells whether an answer is still waited for. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Patience(Arc<AtomicBool>);

impl Patience {
    /// Patience that ends when what is returned goes: with the client's connection, or at the deadline.
    pub(crate) fn begin() -> (Self, Waiting) {
        let patience = Self::default();
        (patience.clone(), Waiting(patience))
    }

    /// Whether nobody waits any more.
    pub(crate) fn is_over(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Somebody who waits for an answer.
#[derive(Debug)]
pub(crate) struct Waiting(Patience);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_ends_when_the_last_who_waits_goes() {
        let (patience, waiting) = Patience::begin();
        let worker = patience.clone();
        assert!(!worker.is_over());
        drop(waiting);
        assert!(worker.is_over());
    }
}

//! How well what is kept serves.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is kept of one kind, and how often it was of use since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How often something asked for was there.
    pub hits: u64,
    /// How often it had to be made.
    pub misses: u64,
    /// How many there are, about.
    pub entries: u64,
    /// How many bytes they take, about.
    pub bytes: u64,
}

/// Counts how often something was there.
#[derive(Debug, Default)]
pub struct Tally {
    hits: AtomicU64,
    misses: AtomicU64,
}

impl Tally {
    /// Counts what was found, and passes it on.
    pub fn note<T>(&self, found: Option<T>) -> Option<T> {
        let counter = if found.is_some() { &self.hits } else { &self.misses };
        counter.fetch_add(1, Ordering::Relaxed);
        found
    }

    /// What was counted, of so many that are kept.
    pub fn kept(&self, entries: u64, bytes: u64) -> Kept {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Kept { hits: read(&self.hits), misses: read(&self.misses), entries, bytes }
    }
}

//! Contributions once computed, kept as long as their world.
//!
//! A world never changes, so neither does what follows from it. A query may ask for the country of a hundred
//! thousand actors: its contribution is computed once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Contribution, of_country};
use crate::World;
use crate::ids::PlaceId;

/// Most that are kept: each country for a few years. What is asked for beyond is computed every time.
const KEPT: usize = 1_000;

/// Contributions by country and year asked for.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<Kept>);

type Kept = HashMap<(PlaceId, Option<i32>), Arc<Contribution>>;

impl World {
    /// What targets within a country add up to in a year; in that of its next national target if none is
    /// asked for.
    pub fn contribution(&self, place: PlaceId, year: Option<i32>) -> Arc<Contribution> {
        // A panic while the lock was held leaves a map that is whole: what is in it was finished.
        let kept = || self.contributions.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&(place, year)) {
            return Arc::clone(known);
        }
        let computed = Arc::new(of_country(self, place, year));
        let mut kept = kept();
        if kept.len() < KEPT {
            kept.insert((place, year), Arc::clone(&computed));
        }
        computed
    }
}

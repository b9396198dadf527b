//! Contributions once computed, kept as long as their world.
//!
//! A world never changes, so neither does what follows from it. A query may ask for the country of a hundred
//! thousand actors: its contribution is computed once.

use std::sync::Arc;

use moka::sync::Cache;

use super::{Contribution, of_country};
use crate::World;
use crate::ids::PlaceId;

/// Bytes of what is kept, about: most countries for a few years.
const KEPT_BYTES: u64 = 16 << 20;
/// Bytes of an item of a contribution with its inputs, about.
const ITEM_BYTES: usize = 2_000;

/// Contributions by country and year asked for.
#[derive(Debug)]
pub(crate) struct Memo(Cache<(PlaceId, Option<i32>), Arc<Contribution>>);

impl Default for Memo {
    fn default() -> Self {
        let bytes = |_: &(PlaceId, Option<i32>), contribution: &Arc<Contribution>| {
            u32::try_from(ITEM_BYTES * (contribution.items.len() + 1)).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(KEPT_BYTES).weigher(bytes).build())
    }
}

impl World {
    /// What targets within a country add up to in a year; in that of its next national target if none is
    /// asked for.
    pub fn contribution(&self, place: PlaceId, year: Option<i32>) -> Arc<Contribution> {
        self.contributions.0.get_with((place, year), || Arc::new(of_country(self, place, year)))
    }
}

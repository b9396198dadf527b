//! Filtering, ordering and counting actors, countries and initiatives of a world.
//!
//! A list is never copied or sorted for a request: every order is ranked once when the world is
//! built, and [`select`] keeps no more than the items asked for.

mod actors;
pub mod conflicts;
pub mod contribution;
mod countries;
pub(crate) mod coverage;
pub mod figures;
pub(crate) mod identified;
mod initiatives;
pub mod links;
pub mod national_levels;
mod orders;
pub mod progress;
pub mod stakeholders;
mod target_form;

use std::collections::BinaryHeap;
use std::fmt::Debug;

use crate::World;

pub use actors::{ActorFacets, ActorFilter, ActorOrderField, ActorScope, facets};
pub use countries::{CountryFilter, CountryOrderField, CountryScope};
pub use coverage::{Coverage, Covered};
pub use initiatives::{InitiativeFilter, InitiativeOrderField, InitiativeScope, has_reported_results};
pub use orders::Orders;

/// Rank of what has no value in an order: it comes last in both directions.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// Something that lists are made of.
pub trait Listed: Copy + Eq + Debug + Send + Sync + 'static {
    /// Which list.
    type Scope: Copy + Debug + PartialEq + Eq + Send + Sync + 'static;
    /// Which of the list are wanted.
    type Filter: Default + PartialEq + Debug + Send + Sync + 'static;
    /// By what the list may be ordered. The default is the order by name.
    type Field: Copy + Default + Debug + PartialEq + Eq + Send + Sync + 'static;

    /// The whole list, by name.
    fn list(world: &World, scope: Self::Scope) -> &[Self];
    /// Whether the item is wanted.
    fn matches(self, world: &World, filter: &Self::Filter) -> bool;
    /// Where the item stands in an order. Equal values have equal ranks.
    fn rank(self, world: &World, field: Self::Field) -> u32;
    /// Position in its table.
    fn position(self) -> u32;
    /// The item at a position of its table.
    fn at(position: u32) -> Self;
}

/// An order, from small to large or the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order<F> {
    /// By what.
    pub field: F,
    /// From large to small. What is unknown comes last in both.
    pub descending: bool,
}

/// Something named by its key: it may not be there, and then nothing matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<T>(pub Option<T>);

/// A part of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct Selection<T> {
    /// What is wanted, in order.
    pub items: Vec<T>,
    /// Whether something wanted stands before it.
    pub has_previous: bool,
    /// Whether something wanted stands behind it.
    pub has_next: bool,
}

/// The item to go on from is not in the list, or is not wanted.
#[derive(Debug, PartialEq, Eq)]
pub struct Gone;

/// The first items of a list that are wanted and stand behind `after`.
///
/// # Errors
/// `after` is not in the list or not wanted.
pub fn select<T: Listed>(
    world: &World,
    scope: T::Scope,
    filter: &T::Filter,
    order: Order<T::Field>,
    after: Option<T>,
    first: usize,
) -> Result<Selection<T>, Gone> {
    let list = T::list(world, scope);
    let key = |item: &T| sort_key(world, *item, order);
    let is_sorted = order.field == T::Field::default() && !order.descending;
    let (mut items, seen) = match after.filter(|_| is_sorted) {
        Some(item) => {
            let at = list.binary_search_by_key(&key(&item), key).map_err(|_| Gone)?;
            (in_order(world, &list[at + 1..], filter, first), item.matches(world, filter))
        }
        None if is_sorted => (in_order(world, list, filter, first), true),
        None => smallest(world, list, filter, order, after, first),
    };
    if !seen {
        return Err(Gone);
    }
    let has_next = items.len() > first;
    items.truncate(first);
    Ok(Selection { items, has_previous: after.is_some(), has_next })
}

/// How many of a list are wanted.
pub fn count<T: Listed>(world: &World, scope: T::Scope, filter: &T::Filter) -> usize {
    let list = T::list(world, scope);
    if *filter == T::Filter::default() {
        return list.len();
    }
    list.iter().filter(|item| item.matches(world, filter)).count()
}

/// The first wanted items of a list that stands in the right order, and one more.
fn in_order<T: Listed>(world: &World, list: &[T], filter: &T::Filter, first: usize) -> Vec<T> {
    if *filter == T::Filter::default() {
        return list[..list.len().min(first + 1)].to_vec();
    }
    list.iter().copied().filter(|item| item.matches(world, filter)).take(first + 1).collect()
}

/// The first wanted items behind `after`, and one more, of a list in another order; and whether
/// `after` was met. Never holds more than it gives.
fn smallest<T: Listed>(
    world: &World,
    list: &[T],
    filter: &T::Filter,
    order: Order<T::Field>,
    after: Option<T>,
    first: usize,
) -> (Vec<T>, bool) {
    let begin = after.map(|item| sort_key(world, item, order));
    let mut seen = after.is_none();
    let mut kept = BinaryHeap::new();
    for item in list {
        if !item.matches(world, filter) {
            continue;
        }
        let key = sort_key(world, *item, order);
        seen |= Some(key) == begin;
        if begin.is_some_and(|begin| key <= begin) {
            continue;
        }
        if kept.len() <= first {
            kept.push(key);
        } else if kept.peek().is_some_and(|largest| key < *largest) {
            kept.pop();
            kept.push(key);
        }
    }
    (kept.into_sorted_vec().into_iter().map(|key| T::at(key as u32)).collect(), seen)
}

/// A number that sorts as the order does: unknown last, then by rank, equal ranks by position,
/// which are its lower 32 bits.
fn sort_key<T: Listed>(world: &World, item: T, order: Order<T::Field>) -> u64 {
    let rank = match item.rank(world, order.field) {
        UNKNOWN => UNKNOWN,
        rank if order.descending => UNKNOWN - 1 - rank,
        rank => rank,
    };
    u64::from(rank) << 32 | u64::from(item.position())
}

/// Whether a name holds what is looked for. What is blank is found nowhere.
fn is_in(name: &str, wanted: &str) -> bool {
    !wanted.is_empty() && name.contains(wanted)
}

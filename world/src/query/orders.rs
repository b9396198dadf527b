//! Where everything stands in every order, ranked once for a world.

use quipu_domain::text::fold;

use super::UNKNOWN;
use crate::ids::{ActorId, InitiativeId, PlaceId};
use crate::rows::Actor;
use crate::{Links, Strings, Tables};

/// Ranks of actors, countries and initiatives in their orders.
#[derive(Debug, Default)]
pub struct Orders {
    /// Ranks of an actor, by [`ActorOrderField`](super::ActorOrderField).
    pub(super) actors: Vec<[u32; 5]>,
    /// All actors, by name.
    pub(super) actors_by_name: Vec<ActorId>,
    /// Rank of a place by its English name.
    pub(super) places_by_name: Vec<u32>,
    /// Ranks of an initiative, by [`InitiativeOrderField`](super::InitiativeOrderField).
    pub(super) initiatives: Vec<[u32; 3]>,
    /// All initiatives, by name.
    pub(super) initiatives_by_name: Vec<InitiativeId>,
}

impl Orders {
    /// All actors, by name.
    pub(crate) fn by_name(&self) -> &[ActorId] {
        &self.actors_by_name
    }

    /// Ranks everything.
    pub(crate) fn of(tables: &Tables, links: &Links, strings: &Strings) -> Self {
        let actors = actors(tables, links, strings);
        let places: Vec<PlaceId> = PlaceId::all().collect();
        let initiatives = initiatives(tables, links, strings);
        Self {
            actors_by_name: by_rank(&actors, ActorId),
            actors,
            places_by_name: ranks(places.len(), |at| Some(fold(places[at].place().name))),
            initiatives_by_name: by_rank(&initiatives, InitiativeId),
            initiatives,
        }
    }
}

/// Positions in the order of the first of their ranks, by name.
fn by_rank<const N: usize, I>(ranks: &[[u32; N]], id: fn(u32) -> I) -> Vec<I> {
    let mut positions: Vec<u32> = (0..ranks.len() as u32).collect();
    positions.sort_unstable_by_key(|at| (ranks[*at as usize][0], *at));
    positions.into_iter().map(id).collect()
}

fn actors(tables: &Tables, links: &Links, strings: &Strings) -> Vec<[u32; 5]> {
    let rows = &tables.actors;
    let name = ranks(rows.len(), |at| Some(strings.get(rows[at].folded_name)));
    let kind = ranks(rows.len(), |at| Some((rows[at].kind, name[at])));
    let population = ranks(rows.len(), |at| rows[at].population.map(|(people, _)| people));
    let emissions = ranks(rows.len(), |at| {
        let inventories = links.inventories_of_actor.of(at).iter();
        inventories.filter_map(|id| tables.inventories[id.index()].total_tco2e).next()
    });
    let target_year = ranks(rows.len(), |at| first_target_year(tables, links, at));
    let all = |(at, _): (usize, &Actor)| [name[at], kind[at], population[at], emissions[at], target_year[at]];
    rows.iter().enumerate().map(all).collect()
}

fn first_target_year(tables: &Tables, links: &Links, actor: usize) -> Option<i32> {
    let targets = links.targets_of_actor.of(actor);
    targets.iter().filter_map(|target| tables.targets[target.index()].numbers.target_year).min()
}

fn initiatives(tables: &Tables, links: &Links, strings: &Strings) -> Vec<[u32; 3]> {
    let rows = &tables.initiatives;
    let name = ranks(rows.len(), |at| Some(strings.get(rows[at].folded_name)));
    let start = ranks(rows.len(), |at| rows[at].start_year);
    let members = ranks(rows.len(), |at| Some(links.members_of_initiative.of(at).len()));
    (0..rows.len()).map(|at| [name[at], start[at], members[at]]).collect()
}

/// Rank of each position by its key; equal keys have equal ranks, missing ones none.
fn ranks<K: Ord>(count: usize, key: impl Fn(usize) -> Option<K>) -> Vec<u32> {
    let keyed = (0..count as u32).filter_map(|at| key(at as usize).map(|key| (key, at)));
    let mut keyed: Vec<(K, u32)> = keyed.collect();
    keyed.sort_unstable();
    let mut ranks = vec![UNKNOWN; count];
    let mut rank = 0;
    for (at, (key, position)) in keyed.iter().enumerate() {
        if at > 0 && keyed[at - 1].0 != *key {
            rank += 1;
        }
        ranks[*position as usize] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::{UNKNOWN, ranks};

    #[test]
    fn equal_values_share_a_rank_and_missing_ones_have_none() {
        let values = [Some(7), None, Some(3), Some(7), Some(9)];
        assert_eq!(ranks(values.len(), |at| values[at]), [1, UNKNOWN, 0, 1, 2]);
    }
}

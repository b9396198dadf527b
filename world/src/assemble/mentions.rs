//! Actors as the sources list them, put together where they are one.

use std::collections::HashSet;

use hashbrown::HashMap;

use quipu_domain::text::fold;
use quipu_domain::vocabulary::{ActorType, PrecedenceMetric};
use quipu_entities::{actor, actor_merge};

use super::Assembly;
use crate::ids::PlaceId;

/// An actor in the making: one or more rows of sources, the first to be shown first.
pub(super) struct Merged {
    pub(super) place: PlaceId,
    pub(super) folded_name: String,
    /// Its key: that of the row it was known by first.
    pub(super) key: String,
    /// The rows with their keys.
    pub(super) rows: Vec<(String, actor::Model)>,
}

impl Merged {
    /// The row that names it: the first, but for rows of lists of all there are.
    pub(super) fn profile(&self) -> &actor::Model {
        let named = self.rows.iter().find(|(_, row)| row.is_reference != Some(true));
        &named.or(self.rows.first()).expect("an actor has a row").1
    }

    /// The first statement of something, in the order of precedence.
    pub(super) fn first<'a, T>(&'a self, of: impl Fn(&'a actor::Model) -> Option<T>) -> Option<T> {
        self.rows.iter().find_map(|(_, row)| of(row))
    }

    fn is_known_only_by_reference(&self) -> bool {
        self.rows.iter().all(|(_, row)| row.is_reference == Some(true))
    }

    /// What its kind is: of a place and an organisation the rows never disagree.
    pub(super) fn kind(&self) -> ActorType {
        self.profile().kind.0
    }
}

/// Puts rows together that are one actor. Rows of lists of all there are make nobody an actor unless
/// another source states something of it: `referenced` holds their keys then.
pub(super) fn merged(
    assembly: &Assembly,
    facts: Vec<actor::Model>,
    merges: &[actor_merge::Model],
    referenced: &HashSet<String>,
) -> Vec<Merged> {
    let into: HashMap<String, String> = merges
        .iter()
        .map(|merge| {
            let whole = |source: &str, key: &str| format!("{source}:{key}");
            (whole(&merge.source_id, &merge.actor_key), whole(&merge.into_source_id, &merge.into_actor_key))
        })
        .collect();
    let mut all: HashMap<String, Vec<(String, actor::Model)>> = HashMap::with_capacity(facts.len());
    for fact in facts {
        let key = format!("{}:{}", assembly.source(fact.record_id), fact.key);
        let root = into.get(&key).unwrap_or(&key).clone();
        all.entry(root).or_default().push((key, fact));
    }
    let rank = |row: &actor::Model| assembly.rank(PrecedenceMetric::Profile, row.record_id);
    let mut merged: Vec<Merged> = all
        .into_iter()
        .filter_map(|(root, mut rows)| {
            // Most actors have one row.
            rows.sort_by(|a, b| (rank(&a.1), &a.0, a.1.record_id).cmp(&(rank(&b.1), &b.0, b.1.record_id)));
            let is_there = rows.iter().any(|(key, _)| *key == root);
            let key = if is_there { root } else { rows.iter().map(|(key, _)| key.clone()).min()? };
            let place = PlaceId::of(&rows[0].1.country)?;
            let mut actor = Merged { place, folded_name: String::new(), key, rows };
            actor.folded_name = fold(&actor.profile().name);
            let counts = !actor.is_known_only_by_reference()
                || actor.rows.iter().any(|(key, _)| referenced.contains(key));
            counts.then_some(actor)
        })
        .collect();
    merged.sort_by(|a, b| (a.place, &a.folded_name, &a.key).cmp(&(b.place, &b.folded_name, &b.key)));
    merged
}

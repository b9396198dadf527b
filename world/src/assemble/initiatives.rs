//! Cooperative initiatives: those described, and those known only by their members.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use quipu_domain::initiative::{axis_of, comparable, theme_of};
use quipu_domain::place::Standing;
use quipu_domain::text::fold;
use quipu_domain::vocabulary::{InitiativeFunction, InitiativeTopic, MembershipStatus, Theme, Vocabulary};
use quipu_entities::value::split_codes;
use quipu_entities::{initiative, membership};

use super::Assembly;
use crate::adjacency::Adjacency;
use crate::build::Facts;
use crate::ids::{ActorId, InitiativeId, MembershipId, PlaceId, RecordId};
use crate::rows::{Initiative, InitiativeResult, MemberCount, Membership};

pub(super) fn initiatives(assembly: &mut Assembly, facts: &mut Facts, memberships: Vec<membership::Model>) {
    let mut described = std::mem::take(&mut facts.initiative);
    described.sort_by(|a, b| {
        let sources = || assembly.source(a.record_id).cmp(assembly.source(b.record_id));
        sources().then_with(|| a.key.cmp(&b.key))
    });
    let mut keys = Keys::default();
    let mut leads: HashMap<String, Vec<PlaceId>> = HashMap::new();
    let mut rows: BTreeMap<(String, String), Initiative> = BTreeMap::new();
    for fact in merged(described, &mut keys) {
        let countries = fact.lead_countries.as_deref().unwrap_or_default().split(',');
        leads.insert(fact.key.clone(), countries.filter_map(PlaceId::of).collect());
        let row = described_row(assembly, &fact);
        rows.insert((fold(&fact.name), fact.key), row);
    }
    for fact in &memberships {
        let key = keys.add(&fact.initiative_key, &fact.initiative_name);
        if !leads.contains_key(&key) {
            leads.insert(key.clone(), Vec::new());
            let row = named_row(assembly, fact);
            rows.insert((fold(&fact.initiative_name), key), row);
        }
    }
    if let Some(day) = assembly.version.valid_on {
        rows.retain(|_, row| row.start_year.is_none_or(|year| year <= day.year()));
    }
    let ids: HashMap<String, InitiativeId> =
        rows.keys().enumerate().map(|(at, (_, key))| (key.clone(), InitiativeId::at(at))).collect();
    let ids = keys.resolved(ids);
    assembly.tables.initiatives = rows.into_values().collect();
    counts_and_results(assembly, facts, &ids);
    link(assembly, memberships, &ids, &leads);
}

/// Keys of initiatives. Of several whose names are of one initiative, the first counts.
#[derive(Default)]
struct Keys {
    /// The key that counts, by the form of a name for comparison.
    by_name: HashMap<String, String>,
    /// The key that counts, by any key.
    by_key: HashMap<String, String>,
}

impl Keys {
    /// The key that counts for an initiative with this key and name.
    fn add(&mut self, key: &str, name: &str) -> String {
        if let Some(known) = self.by_key.get(key) {
            return known.clone();
        }
        let name = comparable(name).unwrap_or_else(|| key.to_owned());
        let counts = self.by_name.entry(name).or_insert_with(|| key.to_owned()).clone();
        self.by_key.insert(key.to_owned(), counts.clone());
        counts
    }

    /// Ids by any key, from those by the keys that count.
    fn resolved(self, ids: HashMap<String, InitiativeId>) -> HashMap<String, InitiativeId> {
        self.by_key.into_iter().filter_map(|(key, counts)| Some((key, *ids.get(&counts)?))).collect()
    }
}

/// What sources say of one initiative, as one: the first describes it, others add what it lacks of
/// description, themes and listing by the portal.
fn merged(described: Vec<initiative::Model>, keys: &mut Keys) -> Vec<initiative::Model> {
    let mut merged: Vec<initiative::Model> = Vec::with_capacity(described.len());
    let mut places: HashMap<String, usize> = HashMap::with_capacity(described.len());
    for fact in described {
        let key = keys.add(&fact.key, &fact.name);
        match places.get(&key).and_then(|at| merged.get_mut(*at)) {
            Some(first) => {
                first.in_nazca = first.in_nazca.or(fact.in_nazca);
                first.themes = first.themes.take().or(fact.themes);
                first.description = first.description.take().or(fact.description);
            }
            None => {
                places.insert(key, merged.len());
                merged.push(fact);
            }
        }
    }
    merged
}

fn described_row(assembly: &mut Assembly, fact: &initiative::Model) -> Initiative {
    let topics = split_codes::<InitiativeTopic>(fact.topics.as_deref());
    let stated = split_codes::<Theme>(fact.themes.as_deref());
    let record = assembly.record(fact.record_id);
    Initiative {
        start_year: fact.start_year,
        end_year: fact.end_year,
        url: assembly.optional(fact.url.as_deref()),
        lead_organisation: assembly.optional(fact.lead_organisation.as_deref()),
        lead_kind: assembly.optional(fact.lead_kind.as_deref()),
        coverage: assembly.optional(fact.coverage.as_deref()),
        functions: split_codes::<InitiativeFunction>(fact.functions.as_deref()),
        themes: in_order(topics.iter().filter_map(|topic| theme_of(*topic)).chain(stated).collect()),
        axes: in_order(topics.iter().filter_map(|topic| axis_of(*topic)).collect()),
        topics,
        only_states: fact.only_states,
        in_nazca: fact.in_nazca,
        description: assembly.optional(fact.description.as_deref()),
        ..bare_row(assembly, &fact.key, &fact.name, record)
    }
}

fn named_row(assembly: &mut Assembly, fact: &membership::Model) -> Initiative {
    let record = assembly.record(fact.record_id);
    bare_row(assembly, &fact.initiative_key, &fact.initiative_name, record)
}

fn bare_row(assembly: &mut Assembly, key: &str, name: &str, record: RecordId) -> Initiative {
    Initiative {
        key: assembly.text(key),
        name: assembly.text(name),
        folded_name: assembly.text(&fold(name)),
        start_year: None,
        end_year: None,
        url: None,
        lead_organisation: None,
        lead_kind: None,
        coverage: None,
        description: None,
        functions: Vec::new(),
        topics: Vec::new(),
        themes: Vec::new(),
        axes: Vec::new(),
        only_states: None,
        in_nazca: None,
        member_counts: Vec::new(),
        results: Vec::new(),
        record,
    }
}

/// Each entry once, in the order of its list.
fn in_order<V: Vocabulary>(mut entries: Vec<V>) -> Vec<V> {
    let position = |entry: &V| V::ALL.iter().position(|known| known == entry);
    entries.sort_by_key(position);
    entries.dedup();
    entries
}

fn counts_and_results(assembly: &mut Assembly, facts: &mut Facts, ids: &HashMap<String, InitiativeId>) {
    for fact in std::mem::take(&mut facts.initiative_member_count) {
        let Some(id) = ids.get(&fact.initiative_key) else { continue };
        let record = assembly.record(fact.record_id);
        let count =
            MemberCount { year: fact.year, members: fact.members, qualifier: fact.qualifier.0, record };
        assembly.tables.initiatives[id.index()].member_counts.push(count);
    }
    for fact in std::mem::take(&mut facts.initiative_result) {
        let Some(id) = ids.get(&fact.initiative_key) else { continue };
        let result = InitiativeResult {
            metric: assembly.text(&fact.metric),
            value: fact.value.0,
            unit: assembly.text(&fact.unit),
            year: fact.year,
            is_goal: fact.is_goal,
            record: assembly.record(fact.record_id),
        };
        assembly.tables.initiatives[id.index()].results.push(result);
    }
}

fn link(
    assembly: &mut Assembly,
    memberships: Vec<membership::Model>,
    ids: &HashMap<String, InitiativeId>,
    leads: &HashMap<String, Vec<PlaceId>>,
) {
    let memberships = assembly.by_actor(memberships, |fact| (fact.record_id, &fact.actor_key));
    let rows = memberships.into_iter().filter_map(|(actor, fact)| {
        let initiative = *ids.get(&fact.initiative_key)?;
        let (joined_on, status) = (fact.joined_on, fact.status.map(|code| code.0));
        Some(Membership { actor, initiative, joined_on, status, record: assembly.record(fact.record_id) })
    });
    let mut rows: Vec<Membership> = rows.collect();
    rows.sort_by_key(|row| (row.actor, row.initiative, row.record));
    // A source may say it in several rows: each source once.
    let source = |row: &Membership| assembly.tables.records[row.record.index()].edition;
    rows.dedup_by_key(|row| (row.actor, row.initiative, source(row)));
    let mut members: Vec<(usize, ActorId)> = rows
        .iter()
        .filter(|row| row.status != Some(MembershipStatus::Ended))
        .map(|row| (row.initiative.index(), row.actor))
        .collect();
    members.sort_unstable();
    members.dedup();
    let country = |actor: ActorId| assembly.tables.actors[actor.index()].country;
    let mut places: Vec<(PlaceId, InitiativeId)> =
        rows.iter().map(|row| (country(row.actor), row.initiative)).collect();
    let led = leads.iter().filter_map(|(key, leads)| Some((ids.get(key)?, leads)));
    places.extend(led.flat_map(|(id, leads)| leads.iter().map(move |place| (*place, *id))));
    places.retain(|(place, _)| place.place().standing != Standing::Group);
    places.sort_unstable();
    places.dedup();
    let count = assembly.tables.initiatives.len();
    let by_place = places.iter().map(|(place, initiative)| (place.index(), *initiative));
    assembly.links.initiatives_of_place =
        Adjacency::new(quipu_domain::place::places().len(), by_place.collect::<Vec<_>>());
    assembly.links.places_of_initiative = Adjacency::new(
        count,
        places.iter().map(|(place, initiative)| (initiative.index(), *place)).collect::<Vec<_>>(),
    );
    assembly.links.members_of_initiative = Adjacency::new(count, members);
    let by_actor = rows.iter().enumerate().map(|(at, row)| (row.actor.index(), MembershipId::at(at)));
    assembly.links.memberships_of_actor =
        Adjacency::new(assembly.tables.actors.len(), by_actor.collect::<Vec<_>>());
    assembly.tables.memberships = rows;
}

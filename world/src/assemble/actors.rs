//! Actors and what hangs on them, in the order of country and name.

use std::collections::HashMap;

use quipu_domain::text::fold;
use quipu_domain::vocabulary::PlanElement;
use quipu_entities::facts::AllFacts;
use quipu_entities::value::split_codes;
use quipu_entities::{actor, target};

use super::Assembly;
use crate::adjacency::Adjacency;
use crate::ids::{ActorId, IdentifierId, InventoryId, PlaceId, PlanId, TargetId};
use crate::rows::{Actor, Identifier, Inventory, Plan, Target};

/// Actors by source and the source's own key.
pub(super) type BySourceKey = HashMap<(String, String), ActorId>;

pub(super) fn actors(assembly: &mut Assembly, facts: &mut AllFacts) -> BySourceKey {
    let by_source_key = actor_rows(assembly, std::mem::take(&mut facts.actor));
    let find = |assembly: &Assembly, record: i64, key: &str| {
        by_source_key.get(&(assembly.source(record).to_owned(), key.to_owned())).copied()
    };
    let count = assembly.tables.actors.len();

    let mut owners = Vec::new();
    for fact in std::mem::take(&mut facts.actor_identifier) {
        let Some(actor) = find(assembly, fact.record_id, &fact.actor_key) else { continue };
        owners.push((actor.index(), IdentifierId::at(assembly.tables.identifiers.len())));
        let value = assembly.text(&fact.value);
        let record = assembly.record(fact.record_id);
        assembly.tables.identifiers.push(Identifier { scheme: fact.scheme.0, value, record });
    }
    assembly.links.identifiers_of_actor = Adjacency::new(count, owners);

    let mut owners = Vec::new();
    for fact in std::mem::take(&mut facts.target) {
        let Some(actor) = find(assembly, fact.record_id, &fact.actor_key) else { continue };
        owners.push((actor.index(), TargetId::at(assembly.tables.targets.len())));
        let row = target_row(assembly, actor, &fact);
        assembly.tables.targets.push(row);
    }
    assembly.links.targets_of_actor = Adjacency::new(count, owners);

    let mut inventories: Vec<Inventory> = std::mem::take(&mut facts.inventory)
        .into_iter()
        .filter_map(|fact| {
            let actor = find(assembly, fact.record_id, &fact.actor_key)?;
            let record = assembly.record(fact.record_id);
            Some(Inventory { actor, year: fact.year, total_tco2e: fact.total_tco2e.0, record })
        })
        .collect();
    inventories.sort_by_key(|row| (row.actor, std::cmp::Reverse(row.year), row.record));
    let owners: Vec<_> =
        inventories.iter().enumerate().map(|(at, row)| (row.actor.index(), InventoryId::at(at))).collect();
    assembly.tables.inventories = inventories;
    assembly.links.inventories_of_actor = Adjacency::new(count, owners);

    let mut owners = Vec::new();
    for fact in std::mem::take(&mut facts.action_plan) {
        let Some(actor) = find(assembly, fact.record_id, &fact.actor_key) else { continue };
        owners.push((actor.index(), PlanId::at(assembly.tables.plans.len())));
        let record = assembly.record(fact.record_id);
        assembly.tables.plans.push(Plan {
            is_published: fact.is_published,
            elements: split_codes::<PlanElement>(fact.elements.as_deref()),
            reporting: fact.reporting.map(|code| code.0),
            accountability: fact.accountability.map(|code| code.0),
            equity: fact.equity.map(|code| code.0),
            record,
        });
    }
    assembly.links.plans_of_actor = Adjacency::new(count, owners);
    by_source_key
}

fn actor_rows(assembly: &mut Assembly, facts: Vec<actor::Model>) -> BySourceKey {
    let mut sorted: Vec<(PlaceId, String, String, actor::Model)> = facts
        .into_iter()
        .filter_map(|fact| {
            let key = format!("{}:{}", assembly.source(fact.record_id), fact.key);
            Some((PlaceId::of(&fact.country)?, fold(&fact.name), key, fact))
        })
        .collect();
    sorted.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    let by_source_key: BySourceKey = sorted
        .iter()
        .enumerate()
        .map(|(at, (_, _, _, fact))| {
            ((assembly.source(fact.record_id).to_owned(), fact.key.clone()), ActorId::at(at))
        })
        .collect();
    let (mut of_place, mut parts) = (Vec::new(), Vec::new());
    for (at, (country, folded, key, fact)) in sorted.iter().enumerate() {
        of_place.push((country.index(), ActorId::at(at)));
        let source = assembly.source(fact.record_id).to_owned();
        let part_of = fact.part_of.clone().and_then(|part_of| by_source_key.get(&(source, part_of)).copied());
        parts.extend(part_of.map(|whole| (whole.index(), ActorId::at(at))));
        let row = Actor {
            key: assembly.text(key),
            kind: fact.kind.0,
            name: assembly.text(&fact.name),
            folded_name: assembly.text(folded),
            country: *country,
            part_of,
            industry: assembly.optional(fact.industry.as_deref()),
            is_private: fact.is_private,
            population: fact.population,
            population_year: fact.population_year,
            employees: fact.employees,
            source_url: assembly.optional(fact.source_url.as_deref()),
            record: assembly.record(fact.record_id),
        };
        assembly.tables.actors.push(row);
    }
    assembly.links.actors_of_place = Adjacency::new(quipu_domain::place::places().len(), of_place);
    assembly.links.parts_of_actor = Adjacency::new(sorted.len(), parts);
    by_source_key
}

fn target_row(assembly: &mut Assembly, actor: ActorId, fact: &target::Model) -> Target {
    let actor_key = assembly.strings.get(assembly.tables.actors[actor.index()].key).to_owned();
    Target {
        key: assembly.text(&format!("{actor_key}:{}", fact.slot)),
        actor,
        numbers: numbers!(fact),
        is_interim: fact.is_interim,
        intensity_unit: assembly.optional(fact.intensity_unit.as_deref()),
        scopes: [fact.scope1, fact.scope2, fact.scope3].map(|answer| answer.map(|code| code.0)),
        gases: fact.gases.map(|code| code.0),
        legal_status: fact.legal_status.map(|code| code.0),
        legal_status_year: fact.legal_status_year,
        carbon_credits: fact.carbon_credits.map(|code| code.0),
        source_url: assembly.optional(fact.source_url.as_deref()),
        record: assembly.record(fact.record_id),
    }
}

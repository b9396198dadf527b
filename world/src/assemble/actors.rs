//! Actors and what hangs on them, in the order of country and name: what is read together stands
//! together in memory.

use std::collections::HashSet;

use quipu_domain::text::fold;
use quipu_domain::vocabulary::PlanElement;
use quipu_entities::value::split_codes;
use quipu_entities::{action_plan, actor, actor_identifier, inventory, target};

use super::Assembly;
use crate::adjacency::Adjacency;
use crate::ids::{ActorId, IdentifierId, InventoryId, PlaceId, PlanId, TargetId};
use crate::rows::{Actor, Identifier, Inventory, Plan, Target};

impl Assembly {
    /// Adds the actors; all else about them comes after. Where several records of a source describe one
    /// actor, the first counts.
    pub(crate) fn actors(&mut self, facts: Vec<actor::Model>) {
        let placed =
            facts.into_iter().filter_map(|fact| Some((PlaceId::of(&fact.country)?, fold(&fact.name), fact)));
        let mut sorted: Vec<(PlaceId, String, actor::Model)> = placed.collect();
        sorted.sort_by(|a, b| {
            let sources = || self.source(a.2.record_id).cmp(self.source(b.2.record_id));
            (a.0, &a.1)
                .cmp(&(b.0, &b.1))
                .then_with(sources)
                .then_with(|| (&a.2.key, a.2.record_id).cmp(&(&b.2.key, b.2.record_id)))
        });
        let (mut of_place, mut part_of) = (Vec::new(), Vec::new());
        // A key, a name and its form for comparison, a target's key and document, an identifier.
        self.strings.reserve(6 * sorted.len());
        self.tables.actors.reserve_exact(sorted.len());
        self.actor_by_key.reserve(sorted.len());
        for (place, folded, fact) in sorted {
            let row = self.actor_row(place, &folded, &fact);
            if self.actor_by_key.contains_key(&row.key) {
                continue;
            }
            let id = ActorId::at(self.tables.actors.len());
            of_place.push((place.index(), id));
            if let Some(whole) = &fact.part_of {
                part_of.push((id, fact.record_id, whole.clone()));
            }
            self.actor_by_key.insert(row.key, id);
            self.tables.actors.push(row);
        }
        let mut parts = Vec::new();
        for (part, record, whole) in part_of {
            let whole = self.actor(record, &whole);
            self.tables.actors[part.index()].part_of = whole;
            parts.extend(whole.map(|whole| (whole.index(), part)));
        }
        self.links.actors_of_place = Adjacency::new(quipu_domain::place::places().len(), of_place);
        self.links.parts_of_actor = Adjacency::new(self.tables.actors.len(), parts);
    }

    fn actor_row(&mut self, country: PlaceId, folded: &str, fact: &actor::Model) -> Actor {
        let key = format!("{}:{}", self.source(fact.record_id), fact.key);
        Actor {
            key: self.text(&key),
            kind: fact.kind.0,
            name: self.text(&fact.name),
            folded_name: self.text(folded),
            country,
            part_of: None,
            industry: self.optional(fact.industry.as_deref()),
            is_private: fact.is_private,
            population: fact.population,
            population_year: fact.population_year,
            employees: fact.employees,
            source_url: self.optional(fact.source_url.as_deref()),
            record: self.record(fact.record_id),
        }
    }

    /// Adds identifiers of actors.
    pub(crate) fn identifiers(&mut self, facts: Vec<actor_identifier::Model>) {
        let mut facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        // Where each row of a source repeats the codes of its actor, they count once.
        let mut seen = HashSet::with_capacity(facts.len());
        facts.retain(|(actor, fact)| seen.insert((*actor, fact.scheme.0, fact.value.clone())));
        self.tables.identifiers.reserve_exact(facts.len());
        self.links.identifiers_of_actor = self.owned(&facts, IdentifierId::at);
        for (_, fact) in facts {
            let value = self.text(&fact.value);
            let record = self.record(fact.record_id);
            self.tables.identifiers.push(Identifier { scheme: fact.scheme.0, value, record });
        }
    }

    /// Adds targets of actors.
    pub(crate) fn targets(&mut self, facts: Vec<target::Model>) {
        let facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        self.tables.targets.reserve_exact(facts.len());
        self.links.targets_of_actor = self.owned(&facts, TargetId::at);
        for (actor, fact) in facts {
            let row = target_row(self, actor, &fact);
            self.tables.targets.push(row);
        }
    }

    /// Adds inventories of actors.
    pub(crate) fn inventories(&mut self, facts: Vec<inventory::Model>) {
        let mut facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        facts.sort_by_key(|(actor, fact)| (*actor, std::cmp::Reverse(fact.year), fact.record_id));
        self.tables.inventories.reserve_exact(facts.len());
        self.links.inventories_of_actor = self.owned(&facts, InventoryId::at);
        for (actor, fact) in facts {
            let record = self.record(fact.record_id);
            let row = Inventory {
                actor,
                year: fact.year,
                total_tco2e: fact.total_tco2e.map(|exact| exact.0),
                null_reason: fact.null_reason.map(|code| code.0),
                scopes_tco2e: [fact.scope1_tco2e, fact.scope2_tco2e, fact.scope3_tco2e]
                    .map(|scope| scope.map(|exact| exact.0)),
                gases: self.optional(fact.gases.as_deref()),
                boundary: self.optional(fact.boundary.as_deref()),
                method: self.optional(fact.method.as_deref()),
                record,
            };
            self.tables.inventories.push(row);
        }
    }

    /// Adds plans of actors.
    pub(crate) fn plans(&mut self, facts: Vec<action_plan::Model>) {
        let facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        self.tables.plans.reserve_exact(facts.len());
        self.links.plans_of_actor = self.owned(&facts, PlanId::at);
        for (_, fact) in facts {
            let record = self.record(fact.record_id);
            self.tables.plans.push(Plan {
                is_published: fact.is_published,
                elements: split_codes::<PlanElement>(fact.elements.as_deref()),
                reporting: fact.reporting.map(|code| code.0),
                accountability: fact.accountability.map(|code| code.0),
                equity: fact.equity.map(|code| code.0),
                record,
            });
        }
    }

    /// Which facts, in the order given, belong to which actor.
    fn owned<F, I: Copy>(&self, facts: &[(ActorId, F)], id: fn(usize) -> I) -> Adjacency<I> {
        let owners = facts.iter().enumerate().map(|(at, (actor, _))| (actor.index(), id(at)));
        Adjacency::new(self.tables.actors.len(), owners)
    }
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

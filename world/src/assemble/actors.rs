//! Actors and what hangs on them, in the order of country and name: what is read together stands
//! together in memory.

use std::collections::HashSet;

use quipu_domain::vocabulary::{PlanElement, PrecedenceMetric};
use quipu_entities::facts::RecordFact;
use quipu_entities::value::{Exact, split_codes};
use quipu_entities::{action_plan, actor, actor_identifier, actor_name, inventory, target};

use super::Assembly;
use super::mentions::{Merged, merged};
use crate::adjacency::Adjacency;
use crate::build::KnownActors;
use crate::ids::{
    ActorId, ActorNameId, IdentifierId, InventoryId, MentionId, PlanId, PopulationId, TargetId,
};
use crate::rows::{Actor, ActorName, Identifier, Inventory, Location, Mention, Plan, Population, Target};

impl Assembly {
    /// Adds the actors; all else about them comes after.
    pub(crate) fn actors(&mut self, facts: Vec<actor::Model>, known: &KnownActors) {
        let actors = merged(self, facts, &known.merges, &known.referenced);
        let (mut of_place, mut part_of, mut mentions) = (Vec::new(), Vec::new(), Vec::new());
        // A key, a name and its form for comparison, a target's key and document, an identifier.
        self.strings.reserve(6 * actors.len());
        self.tables.actors.reserve_exact(actors.len());
        self.actor_by_key.reserve(actors.len());
        for (at, actor) in actors.into_iter().enumerate() {
            let id = ActorId::at(at);
            of_place.push((actor.place.index(), id));
            let whole = actor.rows.iter().find_map(|(_, row)| Some((row.record_id, row.part_of.clone()?)));
            part_of.extend(whole.map(|(record, whole)| (id, record, whole)));
            let row = self.actor_row(&actor);
            self.tables.actors.push(row);
            for (key, row) in &actor.rows {
                let mention = self.mention_row(key, row);
                if self.actor_by_key.insert(mention.key, id).is_none() {
                    mentions.push((at, MentionId::at(self.tables.mentions.len())));
                    self.tables.mentions.push(mention);
                }
            }
        }
        self.only_named(known);
        self.links.mentions_of_actor = Adjacency::new(self.tables.actors.len(), mentions);
        let mut parts = Vec::new();
        for (part, record, whole) in part_of {
            let whole = self.actor(record, &whole).filter(|whole| *whole != part);
            self.tables.actors[part.index()].part_of = whole;
            parts.extend(whole.map(|whole| (whole.index(), part)));
        }
        self.links.actors_of_place = Adjacency::new(quipu_domain::place::places().len(), of_place);
        self.links.parts_of_actor = Adjacency::new(self.tables.actors.len(), parts);
    }

    /// Keys under which a source speaks of actors that it only names.
    fn only_named(&mut self, known: &KnownActors) {
        for merge in &known.merges {
            let into = format!("{}:{}", merge.into_source_id, merge.into_actor_key);
            let actor = self.strings.find(&into).and_then(|key| self.actor_by_key.get(&key)).copied();
            if let Some(actor) = actor {
                let own = self.text(&format!("{}:{}", merge.source_id, merge.actor_key));
                self.actor_by_key.entry(own).or_insert(actor);
            }
        }
    }

    fn actor_row(&mut self, actor: &Merged) -> Actor {
        let profile = actor.profile();
        Actor {
            key: self.text(&actor.key),
            kind: actor.kind(),
            name: self.text(&profile.name),
            folded_name: self.text(&actor.folded_name),
            country: actor.place,
            part_of: None,
            industry: actor.first(|row| row.industry.as_deref()).map(|industry| self.text(industry)),
            is_private: actor.first(|row| row.is_private),
            population: None,
            location: None,
            employees: actor.first(|row| row.employees),
            source_url: actor.first(|row| row.source_url.as_deref()).map(|url| self.text(url)),
            is_group: actor.rows.iter().any(|(_, row)| row.is_group == Some(true)),
            record: self.record(profile.record_id),
        }
    }

    fn mention_row(&mut self, key: &str, fact: &actor::Model) -> Mention {
        let (key, name, record) = (self.text(key), self.text(&fact.name), self.record(fact.record_id));
        Mention { key, name, kind: fact.kind.0, record }
    }

    /// Adds identifiers of actors.
    pub(crate) fn identifiers(&mut self, facts: Vec<actor_identifier::Model>) {
        let mut facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        // Several sources know the same code: the first to be shown states it.
        self.sort(&mut facts, PrecedenceMetric::Profile, |fact| (0, fact.record_id));
        let mut seen = HashSet::new();
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
        let mut facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        self.sort(&mut facts, PrecedenceMetric::Target, |fact| (0, fact.record_id));
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
        self.sort(&mut facts, PrecedenceMetric::Inventory, |fact| (-fact.year, fact.record_id));
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
                land_use: fact.land_use.map(|code| code.0),
                warming_potentials: fact.warming_potentials.map(|code| code.0),
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

    /// Adds other names of actors: those that differ from the name shown, each once.
    pub(crate) fn names(&mut self, facts: Vec<actor_name::Model>) {
        let facts = self.by_actor(facts, |fact| (fact.record_id, &fact.actor_key));
        let mut rows: Vec<(ActorId, ActorName)> = Vec::new();
        for at in 0..self.tables.actors.len() {
            let mentions = self.links.mentions_of_actor.of(at);
            // The name of an actor's only row is the one shown.
            for mention in mentions.iter().filter(|_| mentions.len() > 1) {
                let mention = &self.tables.mentions[mention.index()];
                rows.push((
                    ActorId::at(at),
                    ActorName { name: mention.name, language: None, record: mention.record },
                ));
            }
        }
        for (actor, fact) in facts {
            let (name, language) = (self.text(&fact.name), self.optional(fact.language.as_deref()));
            rows.push((actor, ActorName { name, language, record: self.record(fact.record_id) }));
        }
        rows.sort_by_key(|(actor, _)| *actor);
        let mut seen = HashSet::new();
        rows.retain(|(actor, row)| {
            row.name != self.tables.actors[actor.index()].name
                && seen.insert((*actor, row.name, row.language))
        });
        self.links.names_of_actor = self.owned(&rows, ActorNameId::at);
        self.tables.actor_names = rows.into_iter().map(|(_, row)| row).collect();
    }

    /// Adds where actors lie, and how many live there: of each the statement to be shown first.
    pub(crate) fn places(&mut self, known: KnownActors) {
        let locations = self.by_actor(known.locations, |fact| (fact.record_id, &fact.actor_key));
        let locations = locations.into_iter().map(|(actor, fact)| {
            let degrees = |exact: Exact| f64::try_from(exact.0).unwrap_or_default();
            let location = Location {
                latitude: degrees(fact.latitude),
                longitude: degrees(fact.longitude),
                record: self.record(fact.record_id),
            };
            (self.rank(PrecedenceMetric::Location, fact.record_id), actor, location)
        });
        let mut locations: Vec<_> = locations.collect();
        locations.sort_by_key(|(rank, actor, location)| (*actor, *rank, location.record));
        for (_, actor, location) in locations.into_iter().rev() {
            self.tables.actors[actor.index()].location = Some(location);
        }
        let mut populations = self.by_actor(known.populations, |fact| (fact.record_id, &fact.actor_key));
        // Of one source, the latest year goes first.
        self.sort(&mut populations, PrecedenceMetric::Population, |fact| {
            (0, -i64::from(fact.year.unwrap_or(0)))
        });
        self.links.populations_of_actor = self.owned(&populations, PopulationId::at);
        for (actor, fact) in populations {
            let record = self.record(fact.record_id);
            let shown = &mut self.tables.actors[actor.index()].population;
            shown.get_or_insert((fact.people, fact.year));
            self.tables.populations.push(Population { people: fact.people, year: fact.year, record });
        }
    }

    /// Puts facts in order: by actor, then a first key, then the place of their source, then a last.
    fn sort<F, K: Ord>(
        &self,
        facts: &mut [(ActorId, F)],
        metric: PrecedenceMetric,
        keys: impl Fn(&F) -> (i32, K),
    ) where
        F: RecordFact,
    {
        facts.sort_by_cached_key(|(actor, fact)| {
            let (first, last) = keys(fact);
            (*actor, first, self.rank(metric, fact.record_id()), last)
        });
    }

    /// Which facts, in the order given, belong to which actor.
    fn owned<F, I: Copy>(&self, facts: &[(ActorId, F)], id: fn(usize) -> I) -> Adjacency<I> {
        let owners = facts.iter().enumerate().map(|(at, (actor, _))| (actor.index(), id(at)));
        Adjacency::new(self.tables.actors.len(), owners)
    }
}

fn target_row(assembly: &mut Assembly, actor: ActorId, fact: &target::Model) -> Target {
    let source = assembly.source(fact.record_id).to_owned();
    Target {
        key: assembly.text(&format!("{source}:{}:{}", fact.actor_key, fact.slot)),
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
        statement: assembly.optional(fact.statement.as_deref()),
        boundary: assembly.optional(fact.boundary.as_deref()),
        initiative_key: fact.initiative_key.as_deref().map(|key| assembly.text(key)),
        achieved_percent: fact.achieved_percent.map(|exact| exact.0),
        achieved_year: fact.achieved_year,
        achieved_reduction_percent: fact.achieved_reduction.map(|exact| exact.0),
        record: assembly.record(fact.record_id),
    }
}

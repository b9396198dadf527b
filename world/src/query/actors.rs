//! Lists of actors.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use quipu_domain::vocabulary::{ActorType, MembershipStatus};

use super::{Listed, Wanted, is_in};
use crate::World;
use crate::ids::{ActorId, InitiativeId, PlaceId};
use crate::strings::Text;

/// Lists of actors that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorScope {
    /// All of them.
    All,
    /// Those in a place.
    Place(PlaceId),
    /// Parts of an actor.
    Parts(ActorId),
    /// Members of an initiative.
    Members(InitiativeId),
}

/// Which actors are wanted. What is not said does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorFilter {
    /// One of these kinds.
    pub kinds: BTreeSet<ActorType>,
    /// In one of these sectors, as the source names them.
    pub sectors: HashSet<String>,
    /// With, or without, a target.
    pub has_target: Option<bool>,
    /// A member of this initiative.
    pub initiative: Option<Wanted<InitiativeId>>,
    /// Part of this actor.
    pub part_of: Option<Wanted<ActorId>>,
    /// In one of these places.
    pub countries: BTreeSet<PlaceId>,
    /// With this in its name; in the form for comparison.
    pub name: Option<String>,
}

impl ActorFilter {
    fn matches(&self, world: &World, id: ActorId) -> bool {
        let actor = &world[id];
        let targets = || !world.links.targets_of_actor.of(id.index()).is_empty();
        let member = |wanted: Wanted<InitiativeId>| {
            let memberships = world.links.memberships_of_actor.of(id.index());
            let held = memberships.iter().map(|id| &world[*id]);
            let mut held = held.filter(|membership| membership.status != Some(MembershipStatus::Ended));
            held.any(|membership| Some(membership.initiative) == wanted.0)
        };
        let sector = world.optional_text(actor.industry);
        (self.kinds.is_empty() || self.kinds.contains(&actor.kind))
            && (self.countries.is_empty() || self.countries.contains(&actor.country))
            && (self.sectors.is_empty() || sector.is_some_and(|sector| self.sectors.contains(sector)))
            && self.has_target.is_none_or(|wanted| wanted == targets())
            && self.initiative.is_none_or(member)
            && self.part_of.is_none_or(|wanted| wanted.0.is_some() && actor.part_of == wanted.0)
            && self.name.as_ref().is_none_or(|wanted| is_in(world.text(actor.folded_name), wanted))
    }
}

/// What actors may be ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActorOrderField {
    /// Name, in the form for comparison.
    #[default]
    Name,
    /// Kind, then name.
    Type,
    /// Inhabitants; unknown last.
    Population,
    /// Emissions of the last year reported; unknown last.
    Emissions,
    /// First year in which one of its targets falls due; none last.
    TargetYear,
}

impl Listed for ActorId {
    type Scope = ActorScope;
    type Filter = ActorFilter;
    type Field = ActorOrderField;

    fn list(world: &World, scope: ActorScope) -> &[Self] {
        match scope {
            ActorScope::All => &world.orders.actors_by_name,
            ActorScope::Place(place) => world.links.actors_of_place.of(place.index()),
            ActorScope::Parts(whole) => world.links.parts_of_actor.of(whole.index()),
            ActorScope::Members(initiative) => world.links.members_of_initiative.of(initiative.index()),
        }
    }

    fn matches(self, world: &World, filter: &ActorFilter) -> bool {
        filter.matches(world, self)
    }

    fn rank(self, world: &World, field: ActorOrderField) -> u32 {
        world.orders.actors[self.index()][field as usize]
    }

    fn position(self) -> u32 {
        self.0
    }

    fn at(position: u32) -> Self {
        Self(position)
    }
}

/// How many of a set of actors share something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorFacets {
    /// By kind, in the order of the list.
    pub kinds: Vec<(ActorType, usize)>,
    /// By sector, the most frequent first; actors without one are left out.
    pub sectors: Vec<(Text, usize)>,
    /// By initiative, the most frequent first.
    pub initiatives: Vec<(InitiativeId, usize)>,
    /// With at least one target.
    pub with_target: usize,
    /// With at least one inventory.
    pub with_inventory: usize,
    /// With a published plan.
    pub with_plan: usize,
}

/// Counts what the wanted actors of a list share.
pub fn facets(world: &World, scope: ActorScope, filter: &ActorFilter) -> ActorFacets {
    let mut kinds: BTreeMap<ActorType, usize> = BTreeMap::new();
    let (mut sectors, mut initiatives) = (HashMap::new(), HashMap::new());
    let mut facets = ActorFacets::default();
    for id in ActorId::list(world, scope).iter().filter(|id| filter.matches(world, **id)) {
        let actor = &world[*id];
        let at = id.index();
        *kinds.entry(actor.kind).or_default() += 1;
        if let Some(sector) = actor.industry {
            *sectors.entry(sector).or_insert(0) += 1;
        }
        for initiative in world.initiatives_of(*id) {
            *initiatives.entry(initiative).or_insert(0) += 1;
        }
        facets.with_target += usize::from(!world.links.targets_of_actor.of(at).is_empty());
        facets.with_inventory += usize::from(!world.links.inventories_of_actor.of(at).is_empty());
        let plans = world.links.plans_of_actor.of(at);
        facets.with_plan += usize::from(plans.iter().any(|plan| world[*plan].is_published == Some(true)));
    }
    facets.kinds = kinds.into_iter().collect();
    facets.sectors = most_frequent_first(sectors, |sector| world.text(*sector));
    facets.initiatives = most_frequent_first(initiatives, |id| world.text(world[*id].folded_name));
    facets
}

fn most_frequent_first<'w, T>(counts: HashMap<T, usize>, name: impl Fn(&T) -> &'w str) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| name(&a.0).cmp(name(&b.0))));
    counts
}

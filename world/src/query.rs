//! Filtering, ordering and counting actors, countries and initiatives of a world.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use quipu_domain::vocabulary::{
    ActorType, InitiativeFunction, InitiativeTopic, PartyGroupCode, PartyStatus, Theme,
};

use crate::World;
use crate::ids::{ActorId, InitiativeId, PlaceId};
use crate::strings::Text;

/// Which actors are wanted. What is not said does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ActorFilter {
    /// One of these kinds.
    pub kinds: Vec<ActorType>,
    /// In one of these sectors, as the source names them.
    pub sectors: Vec<String>,
    /// With, or without, a target.
    pub has_target: Option<bool>,
    /// A member of this initiative.
    pub initiative: Option<Wanted<InitiativeId>>,
    /// Part of this actor.
    pub part_of: Option<Wanted<ActorId>>,
    /// In one of these places.
    pub countries: Vec<PlaceId>,
    /// With this in its name; in the form for comparison.
    pub name: Option<String>,
}

/// Whether a name holds what is looked for. What is blank is found nowhere.
fn is_in(name: &str, wanted: &str) -> bool {
    !wanted.is_empty() && name.contains(wanted)
}

/// Something named by its key: it may not be there, and then nothing matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wanted<T>(pub Option<T>);

impl ActorFilter {
    /// Whether the actor is wanted.
    pub fn matches(&self, world: &World, id: ActorId) -> bool {
        let actor = &world[id];
        let targets = || !world.links.targets_of_actor.of(id.index()).is_empty();
        let member = |wanted: Wanted<InitiativeId>| {
            let memberships = world.links.memberships_of_actor.of(id.index());
            memberships.iter().any(|membership| Some(world[*membership].initiative) == wanted.0)
        };
        let in_sector = |wanted: &String| world.optional_text(actor.industry) == Some(wanted);
        (self.kinds.is_empty() || self.kinds.contains(&actor.kind))
            && (self.countries.is_empty() || self.countries.contains(&actor.country))
            && (self.sectors.is_empty() || self.sectors.iter().any(in_sector))
            && self.has_target.is_none_or(|wanted| wanted == targets())
            && self.initiative.is_none_or(member)
            && self.part_of.is_none_or(|wanted| wanted.0.is_some() && actor.part_of == wanted.0)
            && self.name.as_ref().is_none_or(|wanted| is_in(world.text(actor.folded_name), wanted))
    }
}

/// What actors may be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorOrderField {
    /// Name, in the form for comparison.
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

/// An order, from small to large or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Order<F> {
    /// By what.
    pub field: F,
    /// From large to small. What is unknown comes last in both.
    pub descending: bool,
}

/// The actors of `scope` that are wanted, in the order asked for.
pub fn actors(
    world: &World,
    scope: impl Iterator<Item = ActorId>,
    filter: &ActorFilter,
    order: Order<ActorOrderField>,
) -> Vec<ActorId> {
    let mut found: Vec<ActorId> = scope.filter(|id| filter.matches(world, *id)).collect();
    let name = |id: &ActorId| world.text(world[*id].folded_name);
    match order.field {
        ActorOrderField::Name => sort(&mut found, order.descending, |id| Some(name(id).to_owned())),
        ActorOrderField::Type => {
            sort(&mut found, order.descending, |id| Some((world[*id].kind, name(id).to_owned())))
        }
        ActorOrderField::Population => sort(&mut found, order.descending, |id| world[*id].population),
        ActorOrderField::Emissions => sort(&mut found, order.descending, |id| latest_emissions(world, *id)),
        ActorOrderField::TargetYear => sort(&mut found, order.descending, |id| first_target_year(world, *id)),
    }
    found
}

fn latest_emissions(world: &World, id: ActorId) -> Option<quipu_domain::Decimal> {
    let latest = world.links.inventories_of_actor.of(id.index()).first();
    latest.map(|inventory| world[*inventory].total_tco2e)
}

fn first_target_year(world: &World, id: ActorId) -> Option<i32> {
    let targets = world.links.targets_of_actor.of(id.index());
    targets.iter().filter_map(|target| world[*target].numbers.target_year).min()
}

/// Sorts by a key that may be unknown: unknown ones last, equal ones by their ids.
fn sort<I: Copy + Ord, K: Ord>(ids: &mut [I], descending: bool, key: impl Fn(&I) -> Option<K>) {
    ids.sort_by_cached_key(|id| {
        let key = key(id);
        (key.is_none(), Directed { key, descending }, *id)
    });
}

#[derive(PartialEq, Eq)]
struct Directed<K> {
    key: K,
    descending: bool,
}

impl<K: Ord> Ord for Directed<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.key.cmp(&other.key);
        if self.descending { order.reverse() } else { order }
    }
}

impl<K: Ord> PartialOrd for Directed<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
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

/// Counts what the actors share.
pub fn facets(world: &World, actors: &[ActorId]) -> ActorFacets {
    let mut kinds: BTreeMap<ActorType, usize> = BTreeMap::new();
    let (mut sectors, mut initiatives) = (HashMap::new(), HashMap::new());
    let mut facets = ActorFacets::default();
    for id in actors {
        let actor = &world[*id];
        let at = id.index();
        *kinds.entry(actor.kind).or_default() += 1;
        if let Some(sector) = actor.industry {
            *sectors.entry(sector).or_insert(0) += 1;
        }
        for membership in world.links.memberships_of_actor.of(at) {
            *initiatives.entry(world[*membership].initiative).or_insert(0) += 1;
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

/// Which countries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CountryFilter {
    /// With this standing.
    pub party_status: Option<PartyStatus>,
    /// In this group.
    pub group: Option<PartyGroupCode>,
    /// With, or without, an actor.
    pub has_actors: Option<bool>,
    /// With, or without, an NDC of this round that covers it.
    pub ndc_round: Option<i32>,
    /// With this in one of its names; in the form for comparison.
    pub name: Option<String>,
}

/// What countries may be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CountryOrderField {
    /// English name.
    Name,
    /// Alpha-3 code.
    Iso3,
    /// Number of actors.
    ActorCount,
}

/// The countries that are wanted, in the order asked for. The European Union is none of them.
pub fn countries(world: &World, filter: &CountryFilter, order: Order<CountryOrderField>) -> Vec<PlaceId> {
    let mut found: Vec<PlaceId> = PlaceId::all().filter(|id| is_wanted(world, *id, filter)).collect();
    let actors = |id: &PlaceId| world.links.actors_of_place.of(id.index()).len();
    match order.field {
        CountryOrderField::Name => {
            sort(&mut found, order.descending, |id| Some(quipu_domain::text::fold(id.place().name)))
        }
        CountryOrderField::Iso3 => sort(&mut found, order.descending, |id| Some(id.place().iso3)),
        CountryOrderField::ActorCount => sort(&mut found, order.descending, |id| Some(actors(id))),
    }
    found
}

fn is_wanted(world: &World, id: PlaceId, filter: &CountryFilter) -> bool {
    let at = id.index();
    let place = id.place();
    let in_group = |group| world.links.groups_of_place.of(at).iter().any(|known| world[*known].code == group);
    let has_round =
        |round| world.links.ndcs_of_place.of(at).iter().any(|ndc| world[*ndc].round == Some(round));
    let named = |wanted: &String| {
        let other = world.links.names_of_place.of(at).iter().map(|name| world.text(world[*name].name));
        other.chain([place.name]).any(|name| is_in(&quipu_domain::text::fold(name), wanted))
    };
    place.standing != quipu_domain::place::Standing::Group
        && filter.party_status.is_none_or(|wanted| place.party_status() == wanted)
        && filter.group.is_none_or(in_group)
        && filter.has_actors.is_none_or(|wanted| wanted != world.links.actors_of_place.of(at).is_empty())
        && filter.ndc_round.is_none_or(has_round)
        && filter.name.as_ref().is_none_or(named)
}

/// Which initiatives are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct InitiativeFilter {
    /// With one of these themes.
    pub themes: Vec<Theme>,
    /// With one of these topics.
    pub topics: Vec<InitiativeTopic>,
    /// With one of these functions.
    pub functions: Vec<InitiativeFunction>,
    /// Which reported, or did not report, results.
    pub has_reported_results: Option<bool>,
    /// Listed, or not, by the portal of the Convention.
    pub in_nazca: Option<bool>,
    /// With this in its name; in the form for comparison.
    pub name: Option<String>,
}

impl InitiativeFilter {
    /// Whether the initiative is wanted.
    pub fn matches(&self, world: &World, id: InitiativeId) -> bool {
        let row = &world[id];
        let any = |wanted: &[_], has: &[_]| wanted.is_empty() || wanted.iter().any(|one| has.contains(one));
        any(&self.themes, &row.themes)
            && (self.topics.is_empty() || self.topics.iter().any(|topic| row.topics.contains(topic)))
            && (self.functions.is_empty()
                || self.functions.iter().any(|function| row.functions.contains(function)))
            && self.has_reported_results.is_none_or(|wanted| wanted == has_reported_results(world, id))
            && self.in_nazca.is_none_or(|wanted| row.in_nazca == Some(wanted))
            && self.name.as_ref().is_none_or(|wanted| is_in(world.text(row.folded_name), wanted))
    }
}

/// Whether an initiative reported anything achieved: goals alone do not count.
pub fn has_reported_results(world: &World, id: InitiativeId) -> bool {
    world[id].results.iter().any(|result| !result.is_goal)
}

/// What initiatives may be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InitiativeOrderField {
    /// Name, in the form for comparison.
    Name,
    /// First year; unknown last.
    StartYear,
    /// Number of members known by name.
    MemberCount,
}

/// The initiatives of `scope` that are wanted, in the order asked for.
pub fn initiatives(
    world: &World,
    scope: impl Iterator<Item = InitiativeId>,
    filter: &InitiativeFilter,
    order: Order<InitiativeOrderField>,
) -> Vec<InitiativeId> {
    let mut found: Vec<InitiativeId> = scope.filter(|id| filter.matches(world, *id)).collect();
    let members = |id: &InitiativeId| world.links.members_of_initiative.of(id.index()).len();
    match order.field {
        InitiativeOrderField::Name => {
            sort(&mut found, order.descending, |id| Some(world.text(world[*id].folded_name).to_owned()));
        }
        InitiativeOrderField::StartYear => sort(&mut found, order.descending, |id| world[*id].start_year),
        InitiativeOrderField::MemberCount => sort(&mut found, order.descending, |id| Some(members(id))),
    }
    found
}

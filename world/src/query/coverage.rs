//! What is covered, and what is not: by source, kind, theme, region and income; counts and people.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use quipu_domain::Decimal;
use quipu_domain::vocabulary::{ActorType, IncomeGroup, PartyGroupCode, ProgressStatus, Theme, Vocabulary};

use super::progress;
use crate::World;
use crate::ids::{ActorId, PlaceId, SourceId};

/// What the actors of a set have in common with all others: how many, how many people, how much they emit.
///
/// People of cities and of regions are never added to one another: cities lie in regions. Nor are
/// emissions of different kinds of actors: what a company emits, it emits in a city.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Covered {
    /// Actors.
    pub actors: usize,
    /// Actors with a target.
    pub with_target: usize,
    /// Actors with emissions stated.
    pub with_inventory: usize,
    /// Inhabitants of those whose inhabitants are stated.
    pub people: i64,
    /// Latest emissions of those whose total is stated, tonnes CO2e.
    pub emissions_tco2e: Decimal,
}

impl Covered {
    fn add(&mut self, world: &World, id: ActorId) {
        let inventories = world.links.inventories_of_actor.of(id.index());
        self.actors += 1;
        self.with_target += usize::from(!world.links.targets_of_actor.of(id.index()).is_empty());
        self.with_inventory += usize::from(!inventories.is_empty());
        self.people += world[id].population.map_or(0, |(people, _)| people);
        let latest = inventories.iter().find_map(|inventory| world[*inventory].total_tco2e);
        self.emissions_tco2e = self.emissions_tco2e.saturating_add(latest.unwrap_or_default());
    }
}

/// What is covered of a country, or of the world.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// All actors.
    pub all: Covered,
    /// By kind, in the order of the list; every kind.
    pub kinds: Vec<(ActorType, Covered)>,
    /// By source that lists them, in the order of the sources; an actor of two sources is counted with both.
    pub sources: Vec<(SourceId, Covered)>,
    /// By theme: of their targets (mitigation) and of the initiatives they are members of.
    pub themes: Vec<(Theme, Covered)>,
    /// By regional group of the United Nations; `None`: countries in none.
    pub regions: Vec<(Option<PartyGroupCode>, Covered)>,
    /// By income group; `None`: countries of which no source says it.
    pub incomes: Vec<(Option<IncomeGroup>, Covered)>,
    /// Targets of these actors by where they stand, in the order of the list; those that occur.
    pub targets: Vec<(ProgressStatus, usize)>,
}

/// The regional groups of the United Nations.
const REGIONS: [PartyGroupCode; 5] = [
    PartyGroupCode::AfricanGroup,
    PartyGroupCode::AsiaPacificGroup,
    PartyGroupCode::EasternEuropeanGroup,
    PartyGroupCode::Grulac,
    PartyGroupCode::Weog,
];

/// What is covered, once computed: a world never changes.
#[derive(Debug, Default)]
pub(crate) struct Memo(Mutex<HashMap<Option<PlaceId>, Arc<Coverage>>>);

impl World {
    /// What is covered of a country; of the world where none is named.
    pub fn coverage(&self, place: Option<PlaceId>) -> Arc<Coverage> {
        // A panic while the lock was held leaves a map that is whole: what is in it was finished.
        let kept = || self.coverages.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&place) {
            return Arc::clone(known);
        }
        let computed = Arc::new(coverage(self, place));
        kept().insert(place, Arc::clone(&computed));
        computed
    }
}

fn coverage(world: &World, place: Option<PlaceId>) -> Coverage {
    let mut coverage = Coverage::default();
    let mut kinds: BTreeMap<ActorType, Covered> =
        ActorType::ALL.iter().map(|kind| (*kind, Covered::default())).collect();
    let mut sources: BTreeMap<SourceId, Covered> = BTreeMap::new();
    let mut themes: BTreeMap<Theme, Covered> =
        Theme::ALL.iter().map(|theme| (*theme, Covered::default())).collect();
    let mut regions: BTreeMap<Option<PartyGroupCode>, Covered> = BTreeMap::new();
    let mut incomes: BTreeMap<Option<IncomeGroup>, Covered> = BTreeMap::new();
    let mut targets: BTreeMap<ProgressStatus, usize> = BTreeMap::new();
    let ids: &[ActorId] = match place {
        Some(place) => world.links.actors_of_place.of(place.index()),
        None => world.actors(),
    };
    for id in ids {
        let actor = &world[*id];
        coverage.all.add(world, *id);
        kinds.entry(actor.kind).or_default().add(world, *id);
        for source in sources_of(world, *id) {
            sources.entry(source).or_default().add(world, *id);
        }
        for theme in themes_of(world, *id) {
            themes.entry(theme).or_default().add(world, *id);
        }
        for target in world.links.targets_of_actor.of(id.index()) {
            *targets.entry(progress::of_target(world, *target).progress.status).or_default() += 1;
        }
        regions.entry(region_of(world, actor.country)).or_default().add(world, *id);
        incomes.entry(world.income_of(actor.country)).or_default().add(world, *id);
    }
    coverage.kinds = kinds.into_iter().collect();
    coverage.sources = sources.into_iter().collect();
    coverage.themes = themes.into_iter().collect();
    coverage.regions = regions.into_iter().collect();
    coverage.incomes = incomes.into_iter().collect();
    coverage.targets = targets.into_iter().collect();
    coverage
}

fn sources_of(world: &World, id: ActorId) -> HashSet<SourceId> {
    let mentions = world.links.mentions_of_actor.of(id.index()).iter();
    mentions.map(|mention| world.source_of(world[*mention].record)).collect()
}

fn themes_of(world: &World, id: ActorId) -> HashSet<Theme> {
    let initiatives = world.initiatives_of(id).into_iter();
    let mut themes: HashSet<Theme> =
        initiatives.flat_map(|initiative| world[initiative].themes.iter().copied()).collect();
    if !world.links.targets_of_actor.of(id.index()).is_empty() {
        themes.insert(Theme::Mitigation);
    }
    themes
}

fn region_of(world: &World, place: PlaceId) -> Option<PartyGroupCode> {
    let groups = world.links.groups_of_place.of(place.index()).iter();
    groups.map(|group| world[*group].code).find(|code| REGIONS.contains(code))
}

//! Which territory lies within which, and what has to be read with the sums.

use std::collections::HashMap;

use quipu_domain::Decimal;
use quipu_domain::overlap::{Evaluation, OwnTarget, Unit, Within};
use quipu_domain::vocabulary::{ActorType, ContributionCaveat, IdentifierScheme, ReductionOutcome};

use super::actors::{Known, Territory};
use super::{Fate, Item, National};
use crate::World;
use crate::ids::{ActorId, EmissionsId};
use crate::query::figures;

/// Subdivisions lie within each other at most so many times; a longer chain is a circle.
const DEEPEST: usize = 8;

/// Territories in their places, and every actor's part.
#[derive(Default)]
pub(super) struct Placed {
    /// Territories that are part of the sums, each after those it lies in. They come after the country,
    /// which is at position 0 of the whole.
    pub(super) units: Vec<Unit>,
    /// Of each whether it could lie in a region that has a target, so that its emissions may be in the
    /// region's already.
    may_be_within: Vec<bool>,
    /// For each of them its item.
    pub(super) item_of_unit: Vec<Option<usize>>,
    /// Every actor's part.
    pub(super) items: Vec<Item>,
    /// What was met on the way.
    met: Vec<ContributionCaveat>,
    /// Years and families of the emissions of territories.
    sources: Vec<(i32, String)>,
}

/// Puts territories in their places.
///
/// A region lies where its code says. What is not known to lie in a region could lie in any of them: a city
/// is left out where a region counts, and a region without a code where one with a code counts. Otherwise
/// they lie directly in the country.
pub(super) fn placed(world: &World, known: Vec<Known>) -> Placed {
    let mut placed = Placed::default();
    let mut territories: Vec<(usize, ActorId, Territory, usize)> = Vec::new();
    for Known { actor, items, territory } in known {
        let first = placed.items.len();
        placed.items.extend(items);
        if let Some(territory) = territory {
            territories.push((depth(world, actor), actor, territory, first));
        }
    }
    // Regions first, the outer before the inner; then what may lie in them.
    territories.sort_by_key(|(depth, actor, ..)| (rank(world, *actor), *depth, *actor));
    let mut unit_of: HashMap<ActorId, usize> = HashMap::new();
    let (mut a_region_counts, mut a_coded_region_counts) = (false, false);
    let mut a_region_has_a_target = false;
    for (_, actor, territory, first) in territories {
        let item = territory.item.map(|item| first + item);
        let is_located = is_located(world, actor);
        let is_region = world[actor].kind == ActorType::Region;
        if !is_located && (a_coded_region_counts || a_region_counts && !is_region) {
            placed.leave_out(item);
            continue;
        }
        let counts = is_region && matches!(territory.target, OwnTarget::Reduction(_));
        a_region_counts |= counts;
        a_coded_region_counts |= counts && is_located;
        let may_be_within = a_region_has_a_target && !is_located && !is_region;
        if may_be_within {
            placed.meet(ContributionCaveat::UncoveredMayBeLess);
        }
        placed.may_be_within.push(may_be_within);
        // A region without emissions covers none: nothing is counted twice beside it.
        let is_counted = is_region && territory.emissions.is_some();
        a_region_has_a_target |= is_counted && territory.target != OwnTarget::None;
        if is_region && !is_located {
            placed.meet(ContributionCaveat::UncodedRegions);
        }
        let parent = wholes(world, actor).find_map(|whole| unit_of.get(&whole)).map_or(0, |unit| unit + 1);
        unit_of.insert(actor, placed.units.len());
        placed.add(world, actor, &territory, parent, item);
    }
    placed
}

/// Regions with a code, then those without, then all others.
fn rank(world: &World, actor: ActorId) -> u8 {
    match world[actor].kind {
        ActorType::Region if is_located(world, actor) => 0,
        ActorType::Region => 1,
        _ => 2,
    }
}

/// What an actor lies in, from the inside outwards.
fn wholes(world: &World, actor: ActorId) -> impl Iterator<Item = ActorId> {
    std::iter::successors(world[actor].part_of, |whole| world[*whole].part_of).take(DEEPEST)
}

fn depth(world: &World, actor: ActorId) -> usize {
    wholes(world, actor).count()
}

/// Whether it is known in which region an actor lies, or that it is a subdivision of the country itself.
fn is_located(world: &World, actor: ActorId) -> bool {
    let identifiers = || world.links.identifiers_of_actor.of(actor.index()).iter().map(|id| &world[*id]);
    let row = &world[actor];
    row.part_of.is_some()
        || row.kind == ActorType::Region
            && identifiers().any(|identifier| identifier.scheme == IdentifierScheme::Iso3166Part2)
}

impl Placed {
    /// The territories for telling what is under a target: what may lie in a region with a target is not
    /// taken a second time.
    pub(super) fn apart(&self) -> impl Iterator<Item = Unit> {
        self.units.iter().zip(&self.may_be_within).map(|(unit, may_be_within)| {
            let mut unit = unit.clone();
            if *may_be_within {
                unit.within.iter_mut().for_each(|within| within.share = Decimal::ZERO);
            }
            unit
        })
    }

    fn meet(&mut self, caveat: ContributionCaveat) {
        if !self.met.contains(&caveat) {
            self.met.push(caveat);
        }
    }

    /// Leaves a territory out of the sums. Its item is set aside as it is.
    fn leave_out(&mut self, item: Option<usize>) {
        if let Some(item) = item {
            self.items[item].fate = Fate::Aside(ReductionOutcome::Unplaced);
        }
        self.meet(ContributionCaveat::UnplacedActors);
    }

    fn add(
        &mut self,
        world: &World,
        actor: ActorId,
        territory: &Territory,
        parent: usize,
        item: Option<usize>,
    ) {
        if let Some(emissions) = territory.emissions {
            self.sources.push((emissions.year, territory.family.clone().unwrap_or_default()));
            if world[actor].kind == ActorType::City && !emissions.is_scope_1 {
                self.meet(ContributionCaveat::TotalsOfCities);
            }
        }
        if territory.is_assumed {
            self.meet(ContributionCaveat::CoverageNotStated);
        }
        let target = item.and_then(|item| self.items[item].target).map(|target| &world[target]);
        let level = item.and_then(|item| self.items[item].level.as_ref());
        let is_level = level.is_some_and(|level| level.inputs.iter().all(|input| input.name == "T"));
        let stated_by = target.map(|target| figures::of_source(world, target.record).family);
        if is_level && stated_by != territory.family.as_deref() {
            self.meet(ContributionCaveat::LevelsOfOtherSources);
        }
        self.item_of_unit.push(item);
        self.units.push(Unit {
            emissions: territory.emissions.map(|emissions| emissions.tco2e),
            target: territory.target,
            within: vec![Within::wholly(parent)],
        });
    }
}

/// What has to be read with the sums.
pub(super) fn caveats(
    world: &World,
    reference: EmissionsId,
    national: &National,
    placed: &Placed,
    evaluation: &Evaluation,
) -> Vec<ContributionCaveat> {
    let reference = &world[reference];
    let of_nation = figures::of_source(world, reference.record).family;
    let is_unallocated = |item: &Item| matches!(item.fate, Fate::Aside(ReductionOutcome::Unallocated));
    let found = [
        (placed.sources.iter().any(|(_, family)| family != of_nation), ContributionCaveat::OtherSources),
        (
            placed.sources.iter().any(|(year, _)| *year != reference.year),
            ContributionCaveat::OtherInventoryYears,
        ),
        (evaluation.units.iter().any(|unit| unit.parts_exceed_whole), ContributionCaveat::PartsExceedWhole),
        (placed.items.iter().any(is_unallocated), ContributionCaveat::UnallocatedActors),
    ];
    let always = [ContributionCaveat::FrozenReference, ContributionCaveat::TargetsTakenAsMet];
    let found = found.into_iter().filter(|(holds, _)| *holds).map(|(_, caveat)| caveat);
    let mut caveats: Vec<_> =
        always.into_iter().chain(national.caveats.iter().copied()).chain(found).collect();
    caveats.extend(placed.met.iter().copied());
    caveats.sort_unstable();
    caveats
}

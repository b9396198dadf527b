//! What the targets of a country's cities and regions add up to, beside its national target.
//!
//! Everything is counted from the latest national emissions, those of the series that goes first by
//! precedence. A city or region counts with `max(0, E - T)`: E its latest emissions up to that year that
//! can be compared with what its target counts from and are not ten years old, T the level that the strictest of its targets for
//! the year asked for implies. Targets of other years are listed and not used: what lies between two years
//! nobody has stated. Companies and others without a territory are listed and never placed by their seat.
//! How reductions are added up where one territory lies within another is in [`quipu_domain::overlap`].

mod actors;
mod memo;
mod national;
mod place;

pub(super) use national::with_origins;
use quipu_domain::Decimal;
use quipu_domain::formula::Input;
use quipu_domain::overlap::{Containment, Evaluation, OwnTarget, Unit};
use quipu_domain::vocabulary::{
    ContributionCaveat, ContributionGap, OverlapMethod, ReductionOutcome, Vocabulary,
};

pub(crate) use memo::Memo;

use crate::World;
use crate::ids::{ActorId, EmissionsId, NationalTargetId, PlaceId, RecordId, TargetId};

/// What targets within a country add up to.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// The country.
    pub place: PlaceId,
    /// The year in which the targets fall due; `None` where none was asked for and none can be told.
    pub year: Option<i32>,
    /// National emissions that everything is counted from.
    pub reference: Option<EmissionsId>,
    /// Why nothing can be added up; `None` where it can.
    pub gap: Option<ContributionGap>,
    /// The national target.
    pub national: National,
    /// The sums by each method, in the order of the methods; empty with a gap.
    pub sums: Vec<Sum>,
    /// Reference emissions, or those of the known parts together where these are larger, in tonnes CO2e.
    pub whole: Option<Decimal>,
    /// How much of them is under no target of a city or region, in tonnes CO2e.
    pub without_target: Option<Decimal>,
    /// Every actor's part, those that count first.
    pub items: Vec<Item>,
    /// What must be read with the numbers.
    pub caveats: Vec<ContributionCaveat>,
}

/// The national target, and what it means in tonnes.
#[derive(Clone, Debug, Default)]
pub struct National {
    /// The target chosen: in force, due in the year, unconditional before others, then by precedence.
    pub target: Option<NationalTargetId>,
    /// The level that it implies.
    pub level: Option<Level>,
    /// How much less than the reference emissions that is, in tonnes CO2e, at least 0.
    pub reduction: Option<Decimal>,
    /// Why there is no reduction; `None` where there is one.
    pub gap: Option<ContributionGap>,
    /// What must be read with it.
    caveats: Vec<ContributionCaveat>,
}

/// The level that a target implies, with where its numbers were stated.
#[derive(Clone, Debug)]
pub struct Level {
    /// The level in tonnes CO2e.
    pub tco2e: Decimal,
    /// The formula, an expression over the inputs by name.
    pub formula: String,
    /// What went into it.
    pub inputs: Vec<Input<RecordId>>,
    /// Whether the formula gave less than zero, and zero stands for it.
    pub is_floored: bool,
    /// Whether the target is a range, of which this is the less demanding end.
    is_range: bool,
}

/// What was added up by one method.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// The method.
    pub method: OverlapMethod,
    /// What cities and regions add up to without the national target, in tonnes CO2e.
    pub subnational: Decimal,
    /// What they and the national target add up to; `None` where that has no known reduction.
    pub total: Option<Decimal>,
    /// How much of the national target's own reduction is in the total.
    pub national_counted: Option<Decimal>,
}

/// An actor's part: one target, or an actor without one.
#[derive(Clone, Debug)]
pub struct Item {
    /// Who.
    pub actor: ActorId,
    /// Which target; `None` for an actor without any.
    pub target: Option<TargetId>,
    /// Its emissions that the reduction is counted from.
    pub emissions: Option<ReferenceEmissions>,
    /// The level that the target implies.
    pub level: Option<Level>,
    /// `max(0, E - T)` in tonnes CO2e.
    pub reduction: Option<Decimal>,
    /// What became of it.
    pub fate: Fate,
}

/// Emissions of an actor from which its reduction is counted.
#[derive(Clone, Copy, Debug)]
pub struct ReferenceEmissions {
    /// The year.
    pub year: i32,
    /// Tonnes CO2e.
    pub tco2e: Decimal,
    /// Whether it is scope 1 alone; else the total.
    pub is_scope_1: bool,
    /// Where it was stated.
    pub record: RecordId,
}

/// What became of an item.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It is not part of any sum.
    Aside(ReductionOutcome),
    /// It is part of the sums: what became of it in those without the national target and in those with
    /// it, in the order of the methods.
    Summed {
        /// Without the national target.
        subnational: Vec<Share>,
        /// With it; empty where it has no known reduction.
        total: Vec<Share>,
    },
}

/// What became of a reduction in one sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// What became of it.
    pub outcome: ReductionOutcome,
    /// How much of it is in the sum, in tonnes CO2e.
    pub counted: Decimal,
}

impl Item {
    /// What became of it in the sum of cities and regions alone.
    pub fn in_subnational(&self, method: OverlapMethod) -> Share {
        match &self.fate {
            Fate::Aside(outcome) => Share { outcome: *outcome, counted: Decimal::ZERO },
            Fate::Summed { subnational, .. } => subnational[position(method)],
        }
    }
}

impl Contribution {
    /// The sum by a method; `None` where nothing can be added up.
    pub fn sum(&self, method: OverlapMethod) -> Option<&Sum> {
        self.sums.get(position(method))
    }

    /// What became of an item in the sum with the national target; `None` where there is no such sum.
    pub fn in_total(&self, item: &Item, method: OverlapMethod) -> Option<Share> {
        self.sum(method)?.total?;
        match &item.fate {
            Fate::Aside(outcome) => Some(Share { outcome: *outcome, counted: Decimal::ZERO }),
            Fate::Summed { total, .. } => total.get(position(method)).copied(),
        }
    }

    fn none(place: PlaceId, year: Option<i32>, reference: Option<EmissionsId>, gap: ContributionGap) -> Self {
        Self {
            place,
            year,
            reference,
            gap: Some(gap),
            national: National { gap: Some(gap), ..National::default() },
            sums: Vec::new(),
            whole: None,
            without_target: None,
            items: Vec::new(),
            caveats: Vec::new(),
        }
    }
}

fn position(method: OverlapMethod) -> usize {
    OverlapMethod::ALL.iter().position(|known| *known == method).expect("every method is in the list")
}

/// What targets within a country add up to in a year; in that of its next national target if none is
/// asked for.
fn of_country(world: &World, place: PlaceId, year: Option<i32>) -> Contribution {
    let Some(reference) = national::reference(world, place) else {
        return Contribution::none(place, year, None, ContributionGap::NoNationalEmissions);
    };
    let none = |year, gap| Contribution::none(place, year, Some(reference), gap);
    let from = &world[reference];
    let Some(year) = year.or_else(|| national::next_year(world, place, from.year)) else {
        return none(None, ContributionGap::NoTargetYear);
    };
    if year <= from.year {
        return none(Some(year), ContributionGap::YearNotAfterReference);
    }
    let national = national::choose(world, place, reference, year);
    let known = world.links.actors_of_place.of(place.index()).iter();
    let known = known.map(|actor| actors::known(world, *actor, year, from)).collect();
    let placed = place::placed(world, known);
    let country = Unit {
        emissions: Some(from.total_tco2e),
        target: national.reduction.map_or(OwnTarget::None, OwnTarget::Reduction),
        within: Vec::new(),
    };
    let within = |units: Vec<Unit>| Containment::new(std::iter::once(country.clone()).chain(units).collect());
    match (within(placed.units.clone()), within(placed.apart().collect())) {
        (Ok(all), Ok(apart)) => summed(world, (place, year, reference), national, placed, [all, apart]),
        _ => none(Some(year), ContributionGap::NetSink),
    }
}

/// Adds up, and says what became of each item. `apart` is for telling what is under no target.
fn summed(
    world: &World,
    (place, year, reference): (PlaceId, i32, EmissionsId),
    national: National,
    placed: place::Placed,
    [containment, apart]: [Containment; 2],
) -> Contribution {
    let apart = apart.without_targets_of_the_outermost();
    let alone = containment.without_targets_of_the_outermost();
    let all = |containment: &Containment| -> Vec<Evaluation> {
        OverlapMethod::ALL.iter().map(|method| containment.add_up(*method)).collect()
    };
    let subnational = all(&alone);
    let total = if national.reduction.is_some() { all(&containment) } else { Vec::new() };
    let sum = |(at, method): (usize, &OverlapMethod)| Sum {
        method: *method,
        subnational: subnational[at].total,
        total: total.get(at).map(|evaluation| evaluation.total),
        national_counted: total.get(at).map(|evaluation| evaluation.units[0].counted),
    };
    let caveats = place::caveats(world, reference, &national, &placed, &subnational[0]);
    let mut items = placed.items;
    for (unit, item) in placed.item_of_unit.iter().enumerate() {
        let Some(item) = item else { continue };
        // The country is the first unit.
        let shares = |evaluations: &[Evaluation]| -> Vec<Share> {
            let results = evaluations.iter().map(|evaluation| evaluation.units[unit + 1]);
            results.map(|result| Share { outcome: result.outcome, counted: result.counted }).collect()
        };
        items[*item].fate = Fate::Summed { subnational: shares(&subnational), total: shares(&total) };
    }
    items.sort_by_key(|item| (matches!(item.fate, Fate::Aside(_)), std::cmp::Reverse(item.reduction)));
    Contribution {
        place,
        year: Some(year),
        reference: Some(reference),
        gap: None,
        sums: OverlapMethod::ALL.iter().enumerate().map(sum).collect(),
        whole: Some(apart.emissions(0)),
        without_target: apart.without_target().first().copied(),
        items,
        caveats,
        national,
    }
}

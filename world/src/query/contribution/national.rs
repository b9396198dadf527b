//! The national emissions and the national target that a contribution is held against.

use quipu_domain::Decimal;
use quipu_domain::formula::Input;
use quipu_domain::implied_level::{self, Conversion, Given, LevelRange, Reference, TargetForm};
use quipu_domain::vocabulary::{
    Conditionality, ContributionCaveat, ContributionGap, LandUse, NationalTargetOrigin, PrecedenceMetric,
    TargetKind, TargetMetric,
};

use super::{Level, National};
use crate::World;
use crate::ids::{EmissionsId, NationalTargetId, PlaceId, RecordId};
use crate::query::figures::{self, Figure};
use crate::query::{progress, target_form};
use crate::rows::Numbers;

/// The latest year of the series of national emissions that goes first by precedence.
pub(super) fn reference(world: &World, place: PlaceId) -> Option<EmissionsId> {
    let points = world.links.emissions_of_place.of(place.index());
    let source = |point: &EmissionsId| world.source_of(world[*point].record);
    let rank =
        |point: &&EmissionsId| world.precedence.rank(PrecedenceMetric::NationalEmissions, source(point));
    let first = source(points.iter().min_by_key(rank)?);
    points.iter().copied().filter(|point| source(point) == first).max_by_key(|point| world[*point].year)
}

/// The year of the next national target for emissions after a year.
pub(super) fn next_year(world: &World, place: PlaceId, after: i32) -> Option<i32> {
    let years = in_force(world, place).filter_map(|id| world[id].numbers.target_year);
    years.filter(|year| *year > after).min()
}

/// National targets in force for emissions, also per unit of activity; own ones and the group's.
fn in_force(world: &World, place: PlaceId) -> impl Iterator<Item = NationalTargetId> {
    let targets = world.links.targets_of_place.of(place.index()).iter().copied();
    targets.filter(|id| {
        matches!(world[*id].numbers.metric, TargetMetric::GhgEmissions | TargetMetric::GhgIntensity)
    })
}

/// The national target of a year and what it means. Of several, the first that gives a level is taken:
/// unconditional before others, stated in an NDC before others, then by precedence.
pub(super) fn choose(world: &World, place: PlaceId, reference: EmissionsId, year: i32) -> National {
    let of_year = in_force(world, place).filter(|id| world[*id].numbers.target_year == Some(year));
    let (mut own, others): (Vec<_>, Vec<_>) = of_year.partition(|id| world[*id].party == place);
    own.sort_by_key(|id| order(world, *id));
    let computed = own.iter().find_map(|id| Some((*id, level(world, *id, reference, year)?)));
    let is_zero = computed.as_ref().is_some_and(|(_, level)| level.tco2e.is_zero());
    let Some((id, level)) = computed.filter(|_| !is_zero) else {
        let first = own.first().copied();
        let gap = match first {
            Some(id) if is_zero || world[id].numbers.kind.is_net() => ContributionGap::NetTarget,
            Some(_) => ContributionGap::NoLevel,
            None if others.is_empty() => ContributionGap::NoNationalTarget,
            None => ContributionGap::GroupTarget,
        };
        let target = first.or(others.first().copied());
        return National { target, gap: Some(gap), ..National::default() };
    };
    National {
        target: Some(id),
        reduction: Some((world[reference].total_tco2e - level.tco2e).max(Decimal::ZERO)),
        caveats: caveats(world, id, reference, &level),
        level: Some(level),
        gap: None,
    }
}

fn order(world: &World, id: NationalTargetId) -> impl Ord + use<> {
    let target = &world[id];
    let conditionality = match target.conditionality {
        Conditionality::Unconditional => 0,
        Conditionality::Unspecified => 1,
        Conditionality::Conditional => 2,
    };
    let is_elsewhere = target.origin != NationalTargetOrigin::Ndc;
    let rank = world.precedence.rank(PrecedenceMetric::Target, world.source_of(target.record));
    (conditionality, is_elsewhere, rank, id)
}

fn caveats(
    world: &World,
    id: NationalTargetId,
    reference: EmissionsId,
    level: &Level,
) -> Vec<ContributionCaveat> {
    let target = &world[id];
    let land_use = (progress::land_use(world, id), world[reference].land_use);
    let is_alike = matches!(land_use, (Some(target), Some(counted)) if target == counted);
    let found = [
        (!is_alike, ContributionCaveat::LandUseDiffers),
        (level.is_range, ContributionCaveat::NationalTargetIsRange),
        (target.conditionality == Conditionality::Conditional, ContributionCaveat::NationalTargetConditional),
    ];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, caveat)| caveat).collect()
}

fn level(world: &World, id: NationalTargetId, reference: EmissionsId, year: i32) -> Option<Level> {
    let target = &world[id];
    let figures = figures::of_place(world, target.party);
    let latest = figures.iter().find(|figure| figure.measured.origin == world[reference].record)?;
    let of_base = figures.iter().filter(|figure| Some(figure.measured.year) == target.numbers.base_year);
    let base = of_base.filter(|base| base.compare(latest).is_comparable()).find_map(reference_of);
    let stated = target.numbers.base_value_tco2e.zip(target.numbers.base_year);
    let stated = stated.map(|(tco2e, year)| (Reference { year, tco2e }, target.record));
    implied(&target.numbers, base.or(stated), year, target.record)
}

/// Emissions that a target counts from, and where they were stated.
pub(super) type Base = (Reference, RecordId);

/// A figure as what a target counts from.
pub(super) fn reference_of(figure: &Figure<'_>) -> Option<Base> {
    let tco2e = figure.measured.value();
    let reference = Reference { year: figure.measured.year, tco2e };
    (tco2e >= Decimal::ZERO).then_some((reference, figure.measured.origin))
}

/// The level that a target implies; the less demanding end where it is a range. `None` where its form, or
/// a missing figure, does not allow it.
pub(super) fn implied(numbers: &Numbers, base: Option<Base>, year: i32, record: RecordId) -> Option<Level> {
    let form = form(numbers, base.map(|(reference, _)| reference))?;
    let LevelRange { low, high } = form.level(&Conversion::none(year, LandUse::Excluded)).ok()?;
    Some(with_origins(high.clone(), low.tco2e != high.tco2e, base, record))
}

/// A level, each of its numbers with where it was stated.
pub(in crate::query) fn with_origins(
    level: implied_level::Level,
    is_range: bool,
    base: Option<Base>,
    record: RecordId,
) -> Level {
    let origin = |given: Given| match (given, base) {
        (Given::Reference, Some((_, of_base))) => of_base,
        _ => record,
    };
    let inputs = level.inputs.into_iter().map(|input| {
        let origin = origin(input.origin);
        Input { name: input.name, value: input.value, unit: input.unit, year: input.year, origin }
    });
    Level {
        tco2e: level.tco2e,
        formula: level.formula,
        inputs: inputs.collect(),
        is_floored: level.is_floored,
        is_range,
    }
}

/// The form of a target, as far as its kind is clear and its figures are there.
fn form(numbers: &Numbers, base: Option<Reference>) -> Option<TargetForm> {
    let level = || target_form::level(numbers);
    match numbers.kind {
        TargetKind::BaseYearReductionPct | TargetKind::ScienceBased => {
            base.and_then(|base| target_form::below_base(numbers, base)).or_else(level)
        }
        TargetKind::BauReductionPct => target_form::below_projection(numbers).or_else(level),
        TargetKind::AbsoluteLevel
        | TargetKind::BaseYearReductionAbs
        | TargetKind::BauReductionAbs
        | TargetKind::EmissionsReduction => level(),
        _ => None,
    }
}

//! What is known of one actor: its emissions, and what each of its targets means.

use quipu_domain::Decimal;
use quipu_domain::amount::MAX_TONNES;
use quipu_domain::comparable::{COMPILED, Coverage, compare_extent};
use quipu_domain::overlap::OwnTarget;
use quipu_domain::vocabulary::{
    ActorType, Answer, Difference, GasCoverage, ReductionOutcome, TargetKind, TargetMetric,
};

use super::national::{Base, implied, reference_of};
use super::{Fate, Item, Level, ReferenceEmissions};
use crate::World;
use crate::ids::{ActorId, TargetId};
use crate::query::figures::{self, Figure, Measure};
use crate::rows::{Emissions, Target};

/// What is known of an actor.
pub(super) struct Known {
    /// Who.
    pub(super) actor: ActorId,
    /// A part for each of its targets for emissions; one without a target where it has none.
    pub(super) items: Vec<Item>,
    /// Its territory, if it can be a part of the sums.
    pub(super) territory: Option<Territory>,
}

/// A territory with emissions or a target.
pub(super) struct Territory {
    /// Emissions of the reference year, or the latest before it.
    pub(super) emissions: Option<ReferenceEmissions>,
    /// Family of their source.
    pub(super) family: Option<String>,
    /// What its strictest target means.
    pub(super) target: OwnTarget,
    /// Which of the items that is.
    pub(super) item: Option<usize>,
    /// Whether figures are taken to cover the same.
    pub(super) is_assumed: bool,
}

/// Emissions of so many years before the reference year say too little of it.
const OLDEST_YEARS: i32 = 10;
/// A level stated in tonnes that is so many times below the emissions is most likely in another unit.
const OTHER_UNIT: i64 = 200;

/// Scope 1 alone.
const SCOPE_1: Measure = Measure::Scopes([true, false, false]);

/// What is known of an actor for a year; its emissions up to the year of the national reference.
pub(super) fn known(world: &World, actor: ActorId, year: i32, reference: &Emissions) -> Known {
    let row = &world[actor];
    let has_territory = matches!(row.kind, ActorType::City | ActorType::Region | ActorType::Facility);
    let targets = world.links.targets_of_actor.of(actor.index()).iter().copied();
    let targets: Vec<TargetId> = targets
        .filter(|id| {
            matches!(world[*id].numbers.metric, TargetMetric::GhgEmissions | TargetMetric::GhgIntensity)
        })
        .collect();
    let figures = Figures::of(world, actor, reference, has_territory);
    let verdicts = targets.iter().map(|id| (*id, verdict(&world[*id], year, has_territory, row.is_group)));
    let verdicts: Vec<(TargetId, Option<ReductionOutcome>)> = verdicts.collect();
    let judged = figures.judge(world, &verdicts, year);
    let mut items: Vec<Item> = judged.items(actor, has_territory && !row.is_group);
    let territory = (has_territory && !row.is_group).then(|| judged.territory());
    let is_silent = items.is_empty() && judged.emissions().is_some();
    if let Some(territory) = &territory
        && is_silent
    {
        items.push(item(actor, None, territory.emissions, ReductionOutcome::NoTarget));
    }
    let territory = territory
        .filter(|_| !items.is_empty())
        .map(|territory| Territory { item: territory.item.or(is_silent.then_some(0)), ..territory });
    Known { actor, items, territory }
}

fn item(
    actor: ActorId,
    target: Option<TargetId>,
    emissions: Option<ReferenceEmissions>,
    outcome: ReductionOutcome,
) -> Item {
    Item { actor, target, emissions, level: None, reduction: None, fate: Fate::Aside(outcome) }
}

/// Why a target does not count, whatever is known of emissions; `None` where it may.
fn verdict(target: &Target, year: i32, has_territory: bool, is_group: bool) -> Option<ReductionOutcome> {
    let [scope_1, others @ ..] = target.scopes;
    let covers = |scope: Option<Answer>| matches!(scope, Some(Answer::Yes | Answer::Partial));
    let is_of_others = !covers(scope_1) && (scope_1 == Some(Answer::No) || others.into_iter().any(covers));
    let numbers = &target.numbers;
    let is_intensity = numbers.metric == TargetMetric::GhgIntensity
        || matches!(numbers.kind, TargetKind::IntensityLevel | TargetKind::IntensityReductionPct);
    if numbers.target_year != Some(year) {
        Some(ReductionOutcome::OtherYear)
    } else if is_intensity {
        Some(ReductionOutcome::Intensity)
    } else if is_group {
        Some(ReductionOutcome::Group)
    } else if is_of_others {
        Some(ReductionOutcome::ScopeExcluded)
    } else if numbers.kind.is_net() {
        Some(ReductionOutcome::NetTarget)
    } else if scope_1 == Some(Answer::Partial) && has_territory {
        Some(ReductionOutcome::PartOfTerritory)
    } else {
        None
    }
}

/// Emissions of an actor, the latest year first; within a year scope 1 before the total.
struct Figures<'w> {
    all: Vec<(Measure, Figure<'w>)>,
    reference_year: i32,
}

/// A target with the level it implies and whether figures are taken to cover the same; else why it has none.
type JudgedTarget = (TargetId, Result<(Level, bool), ReductionOutcome>);

/// What follows from one figure of emissions for the targets of an actor.
struct Judged<'f, 'w> {
    reference: Option<&'f (Measure, Figure<'w>)>,
    targets: Vec<JudgedTarget>,
}

impl<'w> Figures<'w> {
    /// What is larger than the whole country is a slip.
    fn of(world: &'w World, actor: ActorId, reference: &Emissions, has_territory: bool) -> Self {
        let measured = |measure| {
            let figures = figures::of_actor(world, actor, measure);
            figures.into_iter().map(move |figure| (measure, figure))
        };
        let mut all: Vec<_> = measured(SCOPE_1).collect();
        if has_territory {
            all.extend(measured(Measure::Total));
        }
        let most = MAX_TONNES.min(reference.total_tco2e);
        all.retain(|(_, figure)| figure.measured.value() >= Decimal::ZERO && figure.measured.value() <= most);
        all.sort_by_key(|(_, figure)| -figure.measured.year);
        Self { all, reference_year: reference.year }
    }

    /// The targets, judged from the latest figure that any of them can be held against; from the latest
    /// of all where none can.
    fn judge<'f>(
        &'f self,
        world: &World,
        verdicts: &[(TargetId, Option<ReductionOutcome>)],
        year: i32,
    ) -> Judged<'f, 'w> {
        let years = self.reference_year - OLDEST_YEARS..=self.reference_year;
        let candidates = || self.all.iter().filter(|(_, figure)| years.contains(&figure.measured.year));
        let judge = |reference: Option<&'f (Measure, Figure<'w>)>| {
            let target = |(id, verdict): &(TargetId, Option<ReductionOutcome>)| {
                let level = match verdict {
                    Some(outcome) => Err(*outcome),
                    None => self.level(world, *id, reference, year),
                };
                (*id, level)
            };
            Judged { reference, targets: verdicts.iter().map(target).collect() }
        };
        let with_level = candidates()
            .filter(|_| verdicts.iter().any(|(_, verdict)| verdict.is_none()))
            .map(|candidate| judge(Some(candidate)))
            .find(|judged| judged.targets.iter().any(|(_, level)| level.is_ok()));
        with_level.unwrap_or_else(|| judge(candidates().next()))
    }

    /// The level that a target implies in terms of a figure, and whether that takes figures to cover the
    /// same.
    fn level(
        &self,
        world: &World,
        id: TargetId,
        reference: Option<&(Measure, Figure<'_>)>,
        year: i32,
    ) -> Result<(Level, bool), ReductionOutcome> {
        let target = &world[id];
        let is_old = self.all.iter().any(|(_, figure)| figure.measured.year <= self.reference_year);
        let none = if is_old { ReductionOutcome::OldEmissions } else { ReductionOutcome::NoData };
        let (measure, latest) = reference.ok_or(none)?;
        if is_partial(world, target, latest) {
            return Err(ReductionOutcome::PartOfTerritory);
        }
        let base_year = target.numbers.base_year;
        let of_base = || {
            self.all.iter().filter(|(of, figure)| of == measure && Some(figure.measured.year) == base_year)
        };
        let comparable = of_base().find_map(|(_, base)| {
            let comparison = base.compare(latest);
            comparison.is_comparable().then_some((reference_of(base)?, comparison.is_assumed))
        });
        let stated = || stated_base(world, target, latest).filter(|_| *measure == Measure::Total);
        let found = comparable.or_else(stated);
        let is_late = base_year.is_some_and(|base| base > latest.measured.year);
        let base = found.filter(|_| !is_late);
        // A level is of all that the target covers, which is more than scope 1.
        let is_level = base.is_none() && *measure != Measure::Total;
        let level = implied(&target.numbers, base.map(|(base, _)| base), year, target.record);
        let level = level.filter(|_| !is_level);
        let why_not = match target.numbers.kind {
            TargetKind::BaseYearReductionPct if of_base().next().is_some() => ReductionOutcome::NotComparable,
            _ => ReductionOutcome::NoData,
        };
        let is_assumed = base.is_some_and(|(_, is_assumed)| is_assumed);
        let level = level.ok_or(why_not)?;
        if level.tco2e.is_zero() {
            return Err(ReductionOutcome::NetTarget);
        }
        if base.is_none() && latest.coverage.family == COMPILED {
            // A level stated by one, held against what another compiled from anywhere.
            return Err(ReductionOutcome::NotComparable);
        }
        if base.is_none() && level.tco2e * Decimal::from(OTHER_UNIT) < latest.measured.value() {
            return Err(ReductionOutcome::NotComparable);
        }
        Ok((level, is_assumed))
    }
}

/// Whether a target is for less than what a figure counts: a part of the area, or of the gases.
fn is_partial(world: &World, target: &Target, figure: &Figure<'_>) -> bool {
    let boundary = world.optional_text(target.boundary).or(figure.coverage.boundary);
    let loses_extent = figures::of_source(world, target.record).loses_extent;
    let of_target = Coverage { boundary, loses_extent, ..figure.coverage };
    let extent = compare_extent(&of_target, &figure.coverage);
    let is_part = extent.differences.contains(&Difference::Boundary);
    let one_gas = target.gases == Some(GasCoverage::Co2Only) && figure.coverage.gases != Some("CO2");
    is_part || one_gas
}

/// A base value stated with the target, where it can be compared with a figure.
fn stated_base(world: &World, target: &Target, latest: &Figure<'_>) -> Option<(Base, bool)> {
    let coverage = Coverage {
        boundary: world.optional_text(target.boundary),
        ..figures::of_source(world, target.record)
    };
    let base = figures::stated_base(&target.numbers, target.record, coverage)?;
    let comparison = base.compare(latest);
    comparison.is_comparable().then_some((reference_of(&base)?, comparison.is_assumed))
}

impl Judged<'_, '_> {
    fn emissions(&self) -> Option<ReferenceEmissions> {
        let (measure, figure) = self.reference?;
        Some(ReferenceEmissions {
            year: figure.measured.year,
            tco2e: figure.measured.value(),
            is_scope_1: *measure != Measure::Total,
            record: figure.measured.origin,
        })
    }

    /// Position of the strictest target with a level: the first of the lowest.
    fn strictest(&self) -> Option<usize> {
        let levels = self.targets.iter().enumerate();
        let levels = levels.filter_map(|(at, (_, level))| Some((level.as_ref().ok()?.0.tco2e, at)));
        levels.min().map(|(_, at)| at)
    }

    fn reduction(&self, level: &Level) -> Option<Decimal> {
        Some((self.emissions()?.tco2e - level.tco2e).max(Decimal::ZERO))
    }

    /// A part for each target. One with a level counts for a territory if it is the strictest, and is
    /// not allocated anywhere for others.
    fn items(&self, actor: ActorId, has_territory: bool) -> Vec<Item> {
        let strictest = self.strictest();
        let emissions = self.emissions();
        let part = |(at, (target, level)): (usize, &JudgedTarget)| match level {
            Err(
                ReductionOutcome::NoData | ReductionOutcome::NotComparable | ReductionOutcome::OldEmissions,
            ) if !has_territory => item(actor, Some(*target), emissions, ReductionOutcome::Unallocated),
            Err(outcome) => item(actor, Some(*target), emissions, *outcome),
            Ok((level, _)) => {
                let outcome = match has_territory {
                    false => ReductionOutcome::Unallocated,
                    true if strictest == Some(at) => ReductionOutcome::Unplaced,
                    true => ReductionOutcome::LessStrict,
                };
                let reduction = self.reduction(level);
                Item {
                    level: Some(level.clone()),
                    reduction,
                    ..item(actor, Some(*target), emissions, outcome)
                }
            }
        };
        self.targets.iter().enumerate().map(part).collect()
    }

    fn territory(&self) -> Territory {
        let strictest = self.strictest();
        let level = strictest.and_then(|at| self.targets[at].1.as_ref().ok());
        let is_targeted = |outcome: &ReductionOutcome| {
            use ReductionOutcome::{NetTarget, NoData, NotComparable, OldEmissions};
            matches!(outcome, NetTarget | NoData | NotComparable | OldEmissions)
        };
        let target = match level.and_then(|(level, _)| self.reduction(level)) {
            Some(reduction) => OwnTarget::Reduction(reduction),
            None if self.targets.iter().any(|(_, level)| level.as_ref().is_err_and(is_targeted)) => {
                OwnTarget::Unknown
            }
            None => OwnTarget::None,
        };
        Territory {
            emissions: self.emissions(),
            family: self.reference.map(|(_, figure)| figure.coverage.family.to_owned()),
            target,
            item: strictest,
            is_assumed: level.is_some_and(|(_, is_assumed)| *is_assumed),
        }
    }
}

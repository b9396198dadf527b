//! Progress against targets: which figures speak of a target, and what follows from them.
//!
//! A reduction reported of the target itself, as a percentage, goes first. Else base and latest value come from
//! one family of sources and cover the same: inventories that have both years; then a base value stated with
//! the target, against inventories of the same family. Where none of them does, what would come of figures that cannot
//! be compared is shown as a candidate, and never as the value.

use quipu_domain::Decimal;
use quipu_domain::comparable::{Coverage, compare_extent};
use quipu_domain::progress::{Evidence, Measured, Progress, Terms, assess};
use quipu_domain::vocabulary::{
    Difference, GasCoverage, LandUse, NullReason, ProgressCaveat, Staleness, TargetMetric,
};

use super::figures::{self, Figure, Measure};
use crate::World;
use crate::ids::{NationalTargetId, RecordId, TargetId};
use crate::rows::Numbers;

/// Progress against a target, with what its source says of it.
#[derive(Clone, Debug)]
pub struct TargetProgress {
    /// What was computed.
    pub progress: Progress<RecordId>,
    /// What would come of figures that cannot be compared; `None` where there are none, or a value.
    pub candidate: Option<Candidate>,
    /// What the actor itself says, as a share of the target.
    pub self_stated: Option<Decimal>,
    /// Year of that statement.
    pub self_stated_year: Option<i32>,
    /// How old the report is.
    pub staleness: Staleness,
}

/// Progress from figures that cannot be compared.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What would come of them.
    pub progress: Progress<RecordId>,
    /// In what they differ.
    pub differences: Vec<Difference>,
}

/// What is known about the subject of a target.
struct Known<'w> {
    terms: Terms<RecordId>,
    /// A base value stated with the target.
    stated_base: Option<Figure<'w>>,
    /// Emissions, the latest year first; of all that the target is about.
    figures: Vec<Figure<'w>>,
    /// Emissions that are not told apart as the target does.
    others: Vec<Figure<'w>>,
    /// A reduction reported in percent.
    percent: Option<(Decimal, Option<i32>)>,
    self_stated: Option<(Decimal, Option<i32>)>,
    /// Whether the target counts land use.
    land_use: Option<LandUse>,
    metric: TargetMetric,
    /// What the target covers, as far as its source says so.
    covers: Coverage<'w>,
}

/// Progress against a target of an actor.
pub fn of_target(world: &World, id: TargetId) -> TargetProgress {
    let target = &world[id];
    let has_figures = !world.links.inventories_of_actor.of(target.actor.index()).is_empty();
    if !has_figures && target.achieved_reduction_percent.is_none() {
        return never_reported(world, target.achieved_percent, target.achieved_year);
    }
    let wanted = figures::measure(world, id);
    let own = wanted.map(|measure| figures::of_actor(world, target.actor, measure));
    let others = match wanted {
        Some(Measure::Total) => Vec::new(),
        _ => figures::of_actor(world, target.actor, Measure::Total),
    };
    let covers = Coverage {
        boundary: world.optional_text(target.boundary),
        gases: (target.gases == Some(GasCoverage::Co2Only)).then_some("CO2"),
        ..figures::of_source(world, target.record)
    };
    let terms = terms(&target.numbers, unit(world, id), target.record);
    Known {
        stated_base: figures::stated_base(&target.numbers, target.record, covers),
        figures: own.unwrap_or_default(),
        others,
        percent: target.achieved_reduction_percent.map(|percent| (percent, target.achieved_year)),
        self_stated: share(target.achieved_percent).map(|share| (share, target.achieved_year)),
        land_use: None,
        covers,
        metric: target.numbers.metric,
        terms,
    }
    .progress(world)
}

/// Progress where nothing was reported that could be measured: what most targets have.
fn never_reported(world: &World, stated_percent: Option<Decimal>, year: Option<i32>) -> TargetProgress {
    TargetProgress {
        progress: Progress::none(NullReason::NotReported),
        candidate: None,
        self_stated: share(stated_percent),
        self_stated_year: year,
        staleness: world.version.staleness(year),
    }
}

fn share(percent: Option<Decimal>) -> Option<Decimal> {
    percent.map(|percent| percent / Decimal::ONE_HUNDRED)
}

/// Progress against a national target.
pub fn of_national_target(world: &World, id: NationalTargetId) -> TargetProgress {
    let target = &world[id];
    let covers = figures::of_source(world, target.record);
    Known {
        stated_base: figures::stated_base(&target.numbers, target.record, covers),
        figures: figures::of_place(world, target.party),
        others: Vec::new(),
        percent: None,
        self_stated: None,
        land_use: land_use(world, id),
        covers,
        metric: target.numbers.metric,
        terms: terms(&target.numbers, TONNES, target.record),
    }
    .progress(world)
}

/// Whether a national target counts land use: by the sectors that its source lists; `None` where it lists none.
pub fn land_use(world: &World, id: NationalTargetId) -> Option<LandUse> {
    let sectors = world.optional_text(world[id].sectors)?;
    let is_named = sectors.split(',').any(|sector| sector == "LULUCF");
    Some(if is_named { LandUse::Included } else { LandUse::Excluded })
}

const TONNES: &str = "tCO2e";

fn unit(world: &World, id: TargetId) -> &str {
    let target = &world[id];
    match target.numbers.metric {
        TargetMetric::GhgEmissions => TONNES,
        _ => world.optional_text(target.intensity_unit).unwrap_or("not stated"),
    }
}

/// Base values that differ by more than this share carry a caveat.
const OTHER_BASE: f64 = 0.02;

/// What a target states, as the formula takes it.
pub fn terms(numbers: &Numbers, unit: &str, record: RecordId) -> Terms<RecordId> {
    Terms {
        kind: numbers.kind,
        base_year: numbers.base_year,
        target_year: numbers.target_year,
        reduction_percent: numbers.reduction_low_percent.zip(numbers.reduction_high_percent),
        target_value: numbers.target_value_tco2e,
        bau_value: numbers.bau_value_tco2e,
        null_reason: numbers.null_reason,
        unit: unit.to_owned(),
        origin: record,
    }
}

impl<'w> Known<'w> {
    /// Emissions, whether told apart as the target does or not.
    fn all(&self) -> impl Iterator<Item = &Figure<'w>> {
        self.figures.iter().chain(&self.others)
    }

    fn is_of_base_year(&self, figure: &Figure<'_>) -> bool {
        Some(figure.measured.year) == self.terms.base_year
    }

    fn progress(self, world: &World) -> TargetProgress {
        let (evidence, mut caveats) = self.evidence(world);
        let mut progress = assess(&self.terms, &evidence);
        let has_value = progress.value.is_some() || progress.interval.is_some();
        if !has_value {
            caveats.clear();
        }
        let latest = self.all().map(|figure| figure.measured.year).max();
        let reported = progress.year.or(latest).or(self.self_stated.and_then(|(_, year)| year));
        let staleness = world.version.staleness(reported);
        if has_value && staleness == Staleness::Stale {
            caveats.push(ProgressCaveat::Stale);
        }
        if has_value && self.metric == TargetMetric::GhgIntensity {
            caveats.push(ProgressCaveat::IntensityOnly);
        }
        if let (Some(own), Some((stated, _))) = (progress.value, self.self_stated)
            && (own - stated).abs() > Decimal::new(1, 2)
        {
            caveats.push(ProgressCaveat::SelfStatedDiffers);
        }
        progress.caveats.extend(caveats);
        TargetProgress {
            candidate: if has_value { None } else { self.candidate(progress.reason) },
            progress,
            self_stated: self.self_stated.map(|(stated, _)| stated),
            self_stated_year: self.self_stated.and_then(|(_, year)| year),
            staleness,
        }
    }

    /// What speaks of the target, with what must be read with it.
    fn evidence(&self, world: &World) -> (Evidence<RecordId>, Vec<ProgressCaveat>) {
        // A report on this very target says more than inventories of what it may cover.
        if let Some((achieved, year)) = self.percent {
            return (Evidence::Percent { achieved, year, origin: self.terms.origin }, Vec::new());
        }
        let levels = match self.metric {
            TargetMetric::GhgEmissions if self.terms.kind.is_against_projection() => self.projected(),
            TargetMetric::GhgEmissions => self.levels(world),
            _ => None,
        };
        levels.unwrap_or_else(|| (Evidence::Nothing(self.missing()), Vec::new()))
    }

    /// The projection is known for the target year: what was reported for it, and compares, is measured by it.
    fn projected(&self) -> Option<(Evidence<RecordId>, Vec<ProgressCaveat>)> {
        let (projected, due) = (self.terms.bau_value?, self.terms.target_year?);
        let measured = Measured::total(due, projected, self.terms.origin);
        let projection = Figure { measured, coverage: self.covers, is_national: false };
        let due_or_later = self.figures.iter().rev().filter(|figure| figure.measured.year >= due);
        let mut compared = due_or_later.map(|figure| (projection.compare(figure), figure));
        let (comparison, found) = compared.find(|(comparison, _)| comparison.is_comparable())?;
        let caveats =
            if comparison.is_assumed { vec![ProgressCaveat::CoverageNotStated] } else { Vec::new() };
        Some((Evidence::Levels { base: None, since: vec![found.measured.clone()] }, caveats))
    }

    fn levels(&self, world: &World) -> Option<(Evidence<RecordId>, Vec<ProgressCaveat>)> {
        let measured = self.figures.iter().filter(|figure| self.is_of_base_year(figure));
        let mut bases = measured.chain(&self.stated_base);
        bases.find_map(|base| {
            let extent = compare_extent(&self.covers, &base.coverage);
            if !extent.is_comparable() {
                return None;
            }
            let since = figures::since(world, base, &self.figures);
            let latest = since.measured.last()?;
            let mut caveats = Vec::new();
            if since.is_assumed || extent.is_assumed {
                caveats.push(ProgressCaveat::CoverageNotStated);
            }
            if self.stated_base.as_ref().is_some_and(|stated| stated.differs(base, OTHER_BASE)) {
                caveats.push(ProgressCaveat::StatedBaseDiffers);
            }
            if since.restated.contains(&latest.year) {
                caveats.push(ProgressCaveat::Restated);
            }
            if let (Some(target), Some(counted)) = (self.land_use, base.coverage.land_use)
                && target != counted
            {
                caveats.push(ProgressCaveat::LandUseDiffers);
            }
            Some((Evidence::Levels { base: Some(base.measured.clone()), since: since.measured }, caveats))
        })
    }

    /// Why nothing speaks of the target.
    fn missing(&self) -> NullReason {
        let is_later =
            |figure: &Figure<'_>| self.terms.base_year.is_none_or(|base| figure.measured.year > base);
        if self.metric != TargetMetric::GhgEmissions || !self.all().any(is_later) {
            return NullReason::NotReported;
        }
        let has_base = self.terms.kind.is_against_projection()
            || self.stated_base.is_some()
            || self.all().any(|figure| self.is_of_base_year(figure));
        if has_base { NullReason::NotComparable } else { NullReason::NoBase }
    }

    /// What would come of a base value and the latest that cannot be compared.
    fn candidate(&self, reason: Option<NullReason>) -> Option<Candidate> {
        if !matches!(reason, Some(NullReason::NotComparable)) {
            return None;
        }
        let measured = || self.all().find(|figure| self.is_of_base_year(figure));
        let base = self.stated_base.as_ref().or_else(measured)?;
        let latest = self.all().find(|figure| figure.measured.year > base.measured.year)?;
        let mut differences = compare_extent(&self.covers, &latest.coverage).differences;
        for difference in base.compare(latest).differences {
            if !differences.contains(&difference) {
                differences.push(difference);
            }
        }
        if self.others.iter().any(|other| std::ptr::eq(other, base) || std::ptr::eq(other, latest)) {
            differences.push(Difference::Scopes);
        }
        differences.sort_unstable();
        if differences.is_empty() {
            return None;
        }
        let evidence =
            Evidence::Levels { base: Some(base.measured.clone()), since: vec![latest.measured.clone()] };
        Some(Candidate { progress: assess(&self.terms, &evidence), differences })
    }
}

//! Where sources differ on one thing.

use std::collections::BTreeMap;

use quipu_domain::Decimal;
use quipu_domain::conflict::{self, Stated};
use quipu_domain::vocabulary::{Answer, ConflictReason, TargetKind};

use crate::World;
use crate::ids::{ActorId, PlaceId, RecordId};
use crate::rows::Target;

/// Statements on one thing that differ.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// What they are about.
    pub subject: &'static str,
    /// The year they are about; the year it falls due, of a target.
    pub period: Option<i32>,
    /// The statements, the one shown first by precedence.
    pub candidates: Vec<Candidate>,
    /// How far apart the largest and the smallest are, as a share of the larger.
    pub spread: f64,
    /// Why they may differ.
    pub likely_reason: ConflictReason,
}

/// One of several statements that differ.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The value.
    pub value: Decimal,
    /// Its unit.
    pub unit: &'static str,
    /// The base year, of a reduction.
    pub base_year: Option<i32>,
    /// Where it was stated.
    pub record: RecordId,
}

/// Differences less than this are rounding: one part in a hundred.
pub(super) const ROUNDING: f64 = 0.01;

/// Conflicts about an actor: its emissions by year, its targets by the year they fall due, its
/// inhabitants by year.
pub fn of_actor(world: &World, actor: ActorId) -> Vec<Conflict> {
    let mut conflicts = inventories(world, actor);
    conflicts.extend(targets(world, actor));
    conflicts.extend(populations(world, actor));
    conflicts
}

/// Conflicts about a country: its emissions by year.
pub fn of_country(world: &World, place: PlaceId) -> Vec<Conflict> {
    let mut years: BTreeMap<i32, Vec<Statement<'_>>> = BTreeMap::new();
    for id in world.links.emissions_of_place.of(place.index()) {
        let row = &world[*id];
        let stated = Stated { gases: world.optional_text(row.gases), ..Stated::default() };
        let candidate =
            Candidate { value: row.total_tco2e, unit: "tCO2e", base_year: None, record: row.record };
        years.entry(row.year).or_default().push(Statement { candidate, stated });
    }
    gathered("national emissions", years)
}

/// A statement with what it says of itself.
struct Statement<'w> {
    candidate: Candidate,
    stated: Stated<'w>,
}

fn inventories(world: &World, actor: ActorId) -> Vec<Conflict> {
    let mut years: BTreeMap<i32, Vec<Statement<'_>>> = BTreeMap::new();
    for id in world.links.inventories_of_actor.of(actor.index()) {
        let row = &world[*id];
        let Some(value) = row.total_tco2e else { continue };
        let stated = Stated {
            gases: world.optional_text(row.gases),
            boundary: world.optional_text(row.boundary),
            method: world.optional_text(row.method),
            base_year: None,
        };
        let candidate = Candidate { value, unit: "tCO2e", base_year: None, record: row.record };
        years.entry(row.year).or_default().push(Statement { candidate, stated });
    }
    gathered("emissions", years)
}

fn populations(world: &World, actor: ActorId) -> Vec<Conflict> {
    let mut years: BTreeMap<i32, Vec<Statement<'_>>> = BTreeMap::new();
    for id in world.links.populations_of_actor.of(actor.index()) {
        let row = &world[*id];
        let Some(year) = row.year else { continue };
        let candidate =
            Candidate { value: row.people.into(), unit: "inhabitants", base_year: None, record: row.record };
        years.entry(year).or_default().push(Statement { candidate, stated: Stated::default() });
    }
    gathered("inhabitants", years)
}

/// Reductions against a base year that fall due in one year and cover the same: another scope is
/// another target, not a conflict.
fn targets(world: &World, actor: ActorId) -> Vec<Conflict> {
    type Covered = (i32, [Option<Answer>; 3]);
    let mut covered: BTreeMap<Covered, Vec<Statement<'_>>> = BTreeMap::new();
    for id in world.links.targets_of_actor.of(actor.index()) {
        let row: &Target = &world[*id];
        let is_reduction =
            matches!(row.numbers.kind, TargetKind::BaseYearReductionPct | TargetKind::EmissionsReduction);
        let (Some(year), Some(percent)) = (row.numbers.target_year, row.numbers.reduction_low_percent) else {
            continue;
        };
        if !is_reduction {
            continue;
        }
        let base_year = row.numbers.base_year;
        let stated = Stated { boundary: world.optional_text(row.boundary), base_year, ..Stated::default() };
        let candidate = Candidate { value: percent, unit: "percent", base_year, record: row.record };
        // What a source does not say of scopes is no difference: it is compared with what says the most common.
        covered.entry((year, row.scopes)).or_default().push(Statement { candidate, stated });
    }
    let mut by_year: BTreeMap<i32, Vec<Vec<Statement<'_>>>> = BTreeMap::new();
    for ((year, _), statements) in covered {
        by_year.entry(year).or_default().push(statements);
    }
    let mut conflicts = Vec::new();
    for (year, groups) in by_year {
        // Several groups of one source are its targets for several scopes; of one each they are one target.
        let single = groups.iter().all(|group| group.len() == 1);
        let several_sources = groups.len() > 1 && single && {
            let sources: Vec<_> =
                groups.iter().map(|group| world.source_of(group[0].candidate.record)).collect();
            (1..sources.len()).all(|at| !sources[..at].contains(&sources[at]))
        };
        let groups = if several_sources { vec![groups.into_iter().flatten().collect()] } else { groups };
        conflicts.extend(groups.into_iter().filter_map(|group| conflict("reduction", year, group)));
    }
    conflicts
}

fn gathered(subject: &'static str, years: BTreeMap<i32, Vec<Statement<'_>>>) -> Vec<Conflict> {
    let all = years.into_iter().rev();
    all.filter_map(|(year, statements)| conflict(subject, year, statements)).collect()
}

/// The statements as a conflict, if they differ by more than rounding.
fn conflict(subject: &'static str, year: i32, statements: Vec<Statement<'_>>) -> Option<Conflict> {
    let values: Vec<Decimal> = statements.iter().map(|statement| statement.candidate.value).collect();
    let spread = conflict::spread(&values)?;
    let base_years = statements.iter().map(|statement| statement.candidate.base_year);
    let other_base = base_years.clone().any(|base| base != statements[0].candidate.base_year);
    if spread <= ROUNDING && !other_base {
        return None;
    }
    let stated: Vec<Stated<'_>> = statements.iter().map(|statement| statement.stated).collect();
    Some(Conflict {
        subject,
        period: Some(year),
        spread,
        likely_reason: conflict::likely_reason(&values, &stated),
        candidates: statements.into_iter().map(|statement| statement.candidate).collect(),
    })
}

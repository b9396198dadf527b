//! The levels that a national target implies: one for each way in which its numbers state it.
//!
//! A target may state a level, a percentage below a base year with its emissions, and a percentage below
//! business as usual, all of one year. They should agree, and do not always.

use quipu_domain::Decimal;
use quipu_domain::conflict::{Stated, likely_reason, spread};
use quipu_domain::implied_level::{Conversion, Reference, TargetForm};
use quipu_domain::vocabulary::{Conditionality, LandUse, TargetKind};

use super::conflicts::{Candidate, Conflict, ROUNDING};
use super::contribution::{Level, with_origins};
use super::figures;
use super::progress::land_use;
use super::target_form;
use crate::World;
use crate::ids::{NationalTargetId, RecordId};

/// A level that a national target implies.
#[derive(Clone, Debug)]
pub struct ImpliedLevel {
    /// By which of its statements.
    pub kind: TargetKind,
    /// The lower level: the more demanding end of a range.
    pub low: Level,
    /// The higher level; equal where the target is no range.
    pub high: Level,
    /// Whether the emissions of its base year are those of a national series, because it states none.
    pub is_from_series: bool,
}

/// A form of a target, with the emissions that it counts from where these are another's.
type Form = (TargetKind, TargetForm, Option<(Reference, RecordId)>);

/// The levels that a national target implies; empty where its numbers give none.
pub fn of_national_target(world: &World, id: NationalTargetId) -> Vec<ImpliedLevel> {
    let target = &world[id];
    let Some(year) = target.numbers.target_year else { return Vec::new() };
    let treatment = land_use(world, id).unwrap_or(LandUse::Included);
    let implied = |(kind, form, base): Form| {
        let range = form.level(&Conversion::none(year, treatment)).ok()?;
        let is_from_series = base.is_some_and(|(_, record)| record != target.record);
        let (low, high) = (range.low.clone(), range.high.clone());
        let is_range = low.tco2e != high.tco2e;
        Some(ImpliedLevel {
            kind,
            low: with_origins(low, is_range, base, target.record),
            high: with_origins(high, is_range, base, target.record),
            is_from_series,
        })
    };
    forms(world, id).into_iter().filter_map(implied).collect()
}

/// The forms in which a target is stated, as far as its figures are there.
fn forms(world: &World, id: NationalTargetId) -> Vec<Form> {
    let numbers = &world[id].numbers;
    let level = target_form::level(numbers).map(|form| (TargetKind::AbsoluteLevel, form, None));
    let projected = target_form::below_projection(numbers)
        .filter(|_| numbers.kind.is_against_projection())
        .map(|form| (TargetKind::BauReductionPct, form, None));
    let is_below_base = numbers.kind == TargetKind::BaseYearReductionPct;
    let base = base(world, id).filter(|_| is_below_base).and_then(|base| {
        Some((TargetKind::BaseYearReductionPct, target_form::below_base(numbers, base.0)?, Some(base)))
    });
    [level, base, projected].into_iter().flatten().collect()
}

/// Emissions of the base year: as stated with the target, else of the national series first by precedence.
fn base(world: &World, id: NationalTargetId) -> Option<(Reference, RecordId)> {
    let target = &world[id];
    let year = target.numbers.base_year?;
    if let Some(tco2e) = target.numbers.base_value_tco2e {
        return Some((Reference { year, tco2e }, target.record));
    }
    let series = figures::of_place(world, target.party);
    let figure = series.iter().find(|figure| figure.measured.year == year)?;
    Some((Reference { year, tco2e: figure.measured.value() }, figure.measured.origin))
}

/// Where the statements of national targets on the level of one year do not agree: of those that depend
/// on support, and of those that do not. Levels from a national series, and ranges, are not compared.
pub fn conflicts(world: &World, targets: &[NationalTargetId]) -> Vec<Conflict> {
    let mut groups: Vec<((i32, Conditionality), Vec<Candidate>)> = Vec::new();
    for id in targets {
        let Some(year) = world[*id].numbers.target_year else { continue };
        let key = (year, world[*id].conditionality);
        for level in of_national_target(world, *id) {
            if level.is_from_series || level.low.tco2e != level.high.tco2e {
                continue;
            }
            let candidate = Candidate {
                value: level.high.tco2e,
                unit: "tCO2e",
                base_year: world[*id].numbers.base_year,
                record: world[*id].record,
            };
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, candidates)) => candidates.push(candidate),
                None => groups.push((key, vec![candidate])),
            }
        }
    }
    groups.sort_by_key(|(key, _)| *key);
    groups.into_iter().filter_map(|((year, _), candidates)| conflict(year, candidates)).collect()
}

fn conflict(year: i32, candidates: Vec<Candidate>) -> Option<Conflict> {
    let values: Vec<Decimal> = candidates.iter().map(|candidate| candidate.value).collect();
    let spread = spread(&values).filter(|spread| *spread > ROUNDING)?;
    let stated = vec![Stated::default(); values.len()];
    Some(Conflict {
        subject: "level of a national target",
        period: Some(year),
        spread,
        likely_reason: likely_reason(&values, &stated),
        candidates,
    })
}

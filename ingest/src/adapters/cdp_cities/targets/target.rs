//! One target.

use quipu_domain::vocabulary::{NullReason, TargetKind, TargetMetric};
use quipu_domain::{Decimal, amount, slug, text, year};
use quipu_entities::{membership, target};

use super::super::reporter;
use crate::adapters::target_checks::is_below_business_as_usual;
use crate::cells::Cells;

pub(super) const KIND: &[&str] = &["Type of target", "Target type"];
pub(super) const TARGET_YEAR: &[&str] = &["Target year"];
pub(super) const REDUCTION: &[&str] = &["Percentage reduction target", "Percentage reduction"];
pub(super) const INITIATIVES: &[&str] = &[
    "Select the initiatives that this target contributes towards",
    "Select the initiative(s) that this target contributes towards",
    "Please indicate to which initiative(s) the target contributes",
];
const SECTOR: &[&str] = &["Sector", "Sectors"];
const BOUNDARY: &[&str] = &[
    "Target boundary relative to city boundary",
    "Boundary of target relative to city boundary (reported in 0.1)",
    "Boundary of target relative to city boundary",
];
const BASE_YEAR: &[&str] = &["Base year", "Baseline year"];
const BASE_VALUE: &[&str] =
    &["Base year emissions (metric tonnes CO2e)", "Baseline emissions (metric tonnes CO2e)"];
const TARGET_VALUE: &[&str] = &["Target year absolute emissions (metric tonnes CO2e)"];
const BAU_VALUE: &[&str] =
    &["Estimated business as usual absolute emissions in target year (metric tonnes CO2e)"];
const INTENSITY_UNIT: &[&str] = &["Intensity unit (Emissions per)"];
const ACHIEVED: &[&str] = &["Percentage of target achieved so far", "Percentage of target achieved"];
const STATEMENT: &[&str] = &["Target description", "Please describe your target", "Comment"];
/// Used where the target is not described elsewhere.
const MODELLING: &[&str] =
    &["Description of the target and the modelling methodology(ies) and parameters used to define it"];

/// What is read of a target, beside the columns that are required.
pub(in super::super) const OPTIONAL: &[&[&str]] = &[
    INITIATIVES,
    SECTOR,
    BOUNDARY,
    BASE_YEAR,
    BASE_VALUE,
    TARGET_VALUE,
    BAU_VALUE,
    INTENSITY_UNIT,
    ACHIEVED,
    STATEMENT,
    MODELLING,
];

/// Words for the kinds of targets; `None`: the city says that it has no target.
const KINDS: [(&str, Option<TargetKind>); 6] = [
    ("No target", None),
    ("Base year emissions (absolute) target", Some(TargetKind::BaseYearReductionPct)),
    ("Base year emissions target", Some(TargetKind::BaseYearReductionPct)),
    ("Base year intensity target", Some(TargetKind::IntensityReductionPct)),
    ("Baseline scenario (business as usual) target", Some(TargetKind::BauReductionPct)),
    ("Fixed level target", Some(TargetKind::AbsoluteLevel)),
];

/// More than this, in percent and in either direction, is no part of a target achieved.
const MOST_ACHIEVED_PERCENT: i64 = 1_000;

/// What tells a target from others of its account: its kind, years and sector, as stated.
pub(super) fn slot(cells: &Cells<'_>) -> String {
    let kind = match cells.text(KIND).map(str::to_lowercase) {
        None => "unanswered",
        Some(kind) if kind.starts_with("no target") => "no-target",
        Some(kind) if kind.contains("intensity") => "intensity",
        Some(kind) if kind.contains("business") || kind.contains("scenario") => "scenario",
        Some(kind) if kind.contains("fixed") => "level",
        Some(kind) if kind.contains("base year") => "base-year",
        Some(_) => "other",
    };
    let sector = cells.text(SECTOR).filter(|sector| !sector.starts_with("All emissions"));
    let sector = sector.and_then(slug::slug).map(|sector| sector.chars().take(60).collect::<String>());
    let stated = [cells.text(TARGET_YEAR), cells.text(BASE_YEAR), sector.as_deref()];
    let parts: Vec<&str> = [kind].into_iter().chain(stated.into_iter().flatten()).collect();
    parts.join("-")
}

/// The target of the row; `None` where it has none, or, with a note, none that can be true.
pub(super) fn read(cells: &Cells<'_>, key: &str, slot: &str) -> Option<target::Model> {
    let target_year = cells.year(TARGET_YEAR, &year::TARGET_YEARS);
    let reduction = cells.reduction(REDUCTION);
    let kind = kind(cells, target_year.is_some() || reduction.is_some())?;
    let reported = reporter::reported(cells);
    let base_year = base_year(cells, reported, target_year);
    let (base_column, target_column) = (name(cells, BASE_YEAR), name(cells, TARGET_YEAR));
    if !cells.is_period((base_column, base_year), (target_column, target_year)) {
        return None;
    }
    let base_value = tonnes(cells, BASE_VALUE).filter(|tonnes| !tonnes.is_zero());
    let (target_value, bau_value) = levels(cells, reduction);
    let achieved = cells.parsed(ACHIEVED, achieved_percent);
    let is_intensity = kind == TargetKind::IntensityReductionPct;
    let metric = if is_intensity { TargetMetric::GhgIntensity } else { TargetMetric::GhgEmissions };
    let is_level = kind == TargetKind::BaseYearReductionPct && reduction.is_none() && target_value.is_some();
    let kind = if is_level { TargetKind::AbsoluteLevel } else { kind };
    Some(target::Model {
        base_year,
        target_year,
        reduction_low: reduction.map(Into::into),
        reduction_high: reduction.map(Into::into),
        base_value_tco2e: base_value.map(Into::into),
        target_value_tco2e: target_value.map(Into::into),
        bau_value_tco2e: bau_value.map(Into::into),
        null_reason: null_reason(cells, reduction.is_some() || target_value.is_some()).map(Into::into),
        intensity_unit: cells.name(INTENSITY_UNIT).filter(|_| is_intensity),
        boundary: boundary(cells),
        statement: statement(cells),
        achieved_percent: achieved.map(Into::into),
        achieved_year: achieved.and(reported),
        ..target::Model::new(key, slot, kind, metric)
    })
}

/// The target, made under this initiative.
pub(super) fn under(target: target::Model, initiative: Option<&membership::Model>) -> target::Model {
    target::Model {
        initiative_key: initiative.map(|initiative| initiative.initiative_key.clone()),
        initiative_name: initiative.map(|initiative| initiative.initiative_name.clone()),
        ..target
    }
}

/// How it is expressed. Without a word for that, what is stated still is a reduction.
fn kind(cells: &Cells<'_>, is_stated: bool) -> Option<TargetKind> {
    match cells.choice(KIND, &KINDS) {
        Some(Some(kind)) => Some(kind),
        Some(None) if is_stated => {
            cells.note(name(cells, KIND), "says that there is no target, beside one; it is left out");
            None
        }
        Some(None) => None,
        None => is_stated.then_some(TargetKind::EmissionsReduction),
    }
}

/// A base year that lies after the year of the answer is left out, unless it contradicts the
/// target year as well: then the whole target is.
fn base_year(cells: &Cells<'_>, reported: Option<i32>, target_year: Option<i32>) -> Option<i32> {
    let base = cells.year(BASE_YEAR, &year::YEARS)?;
    let is_future = reported.is_some_and(|reported| base > reported);
    if is_future && target_year.is_none_or(|target| base < target) {
        cells.note(name(cells, BASE_YEAR), "the base year lies after the year of the answer");
        return None;
    }
    Some(base)
}

/// Levels of the target and of business as usual in the target year. No emissions at all are a
/// level only where no part of them is to remain.
fn levels(cells: &Cells<'_>, reduction: Option<Decimal>) -> (Option<Decimal>, Option<Decimal>) {
    let mut target = tonnes(cells, TARGET_VALUE);
    let bau = tonnes(cells, BAU_VALUE).filter(|tonnes| !tonnes.is_zero());
    let is_partial = reduction.is_some_and(|percent| percent < Decimal::ONE_HUNDRED);
    if is_partial && target.is_some_and(|tonnes| tonnes.is_zero()) {
        cells.note(name(cells, TARGET_VALUE), "no emissions, beside a reduction of less than 100 percent");
        target = None;
    }
    let columns = (name(cells, TARGET_VALUE), name(cells, BAU_VALUE));
    if is_below_business_as_usual(cells, (columns.0, target), (columns.1, bau)) {
        (target, bau)
    } else {
        (None, None)
    }
}

fn tonnes(cells: &Cells<'_>, columns: &[&str]) -> Option<Decimal> {
    cells.parsed(columns, |raw| amount::gross_tonnes(amount::parse_decimal(raw)?))
}

/// Progress in percent of the target: below 0 where emissions rose, above 100 where it is exceeded.
fn achieved_percent(raw: &str) -> Result<Decimal, String> {
    let percent = amount::parse_decimal(raw.trim_end_matches('%').trim_end())?;
    if percent.abs() > Decimal::from(MOST_ACHIEVED_PERCENT) {
        return Err(format!("more than {MOST_ACHIEVED_PERCENT} percent of a target"));
    }
    Ok(percent)
}

/// Sector and area, as far as stated.
fn boundary(cells: &Cells<'_>) -> Option<String> {
    let parts: Vec<String> = [cells.name(SECTOR), cells.name(BOUNDARY)].into_iter().flatten().collect();
    if parts.is_empty() { None } else { Some(parts.join("; ")) }
}

fn statement(cells: &Cells<'_>) -> Option<String> {
    cells.text(STATEMENT).or_else(|| cells.text(MODELLING)).and_then(text::clean_name)
}

fn null_reason(cells: &Cells<'_>, has_number: bool) -> Option<NullReason> {
    if has_number {
        return None;
    }
    let unread = [REDUCTION, TARGET_VALUE].iter().any(|columns| cells.text(columns).is_some());
    Some(if unread { NullReason::NotUnderstood } else { NullReason::NotSpecifiedInSource })
}

/// The name of a column in this file.
fn name<'c>(cells: &Cells<'_>, columns: &[&'c str]) -> &'c str {
    cells.column(columns).unwrap_or_default()
}

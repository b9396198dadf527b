//! Targets of cities, regions and companies.

use quipu_domain::vocabulary::{NullReason, TargetKind, TargetMetric};
use quipu_domain::{Decimal, amount, slug, text, year};
use quipu_entities::target;

use super::id::ActorId;
use super::publishers::Publisher;
use crate::cells::Cells;
use crate::statement::{Problem, Statement};

/// Words for the kinds of targets, as the tables use them.
const KINDS: [(&str, TargetKind); 14] = [
    ("Absolute emission reduction", TargetKind::BaseYearReductionPct),
    ("Fixed level", TargetKind::AbsoluteLevel),
    ("Relative emission reduction", TargetKind::BauReductionPct),
    ("Carbon intensity reduction", TargetKind::IntensityReductionPct),
    ("Net zero", TargetKind::NetZero),
    ("Carbon neutral", TargetKind::CarbonNeutral),
    ("Climate neutral", TargetKind::ClimateNeutral),
    ("GHG neutral", TargetKind::GhgNeutral),
    ("Zero carbon", TargetKind::ZeroCarbon),
    ("Zero emissions", TargetKind::ZeroEmissions),
    ("Peak of carbon emissions", TargetKind::Peak),
    ("Renewable electricity", TargetKind::RenewableShare),
    ("Renewable energy", TargetKind::RenewableShare),
    ("Other", TargetKind::Other),
];

/// Initiatives by their id in the tables.
const INITIATIVES: [(&str, &str); 1] = [("SBTi", "Science Based Targets initiative")];

/// A row of `Target` about an actor.
pub(super) fn read(
    publisher: &Publisher,
    cells: &Cells<'_>,
    id: &ActorId<'_>,
) -> Result<Option<Statement>, Problem> {
    let word = cells.choice(&["target_type"], &KINDS).unwrap_or(TargetKind::Other);
    let target_year = cells.year(&["target_year"], &year::TARGET_YEARS);
    let stated_base = cells.year(&["baseline_year"], &year::YEARS);
    // Against business as usual the tables repeat the target year as the base year. With another
    // base year a relative reduction is per unit of activity in some rows: its form stays open.
    let repeats_year = stated_base.is_some() && stated_base == target_year;
    let against_projection = word == TargetKind::BauReductionPct && repeats_year;
    // A level needs no base year: there, too, the target year is repeated.
    let is_level = word == TargetKind::AbsoluteLevel && repeats_year;
    let base_year = stated_base.filter(|_| !against_projection && !is_level);
    if let (Some(base), Some(target)) = (base_year, target_year)
        && base >= target
    {
        let reason =
            format!("the target year {target} is not after the base year {base}; the target is left out");
        return Err(cells.problem("baseline_year", reason));
    }
    let level = level(cells, word);
    let reduction = if level.is_some() { None } else { reduction(cells, word) };
    let kind = match word {
        TargetKind::BauReductionPct if !against_projection => TargetKind::EmissionsReduction,
        TargetKind::BaseYearReductionPct if base_year.is_none() || reduction.is_none() => {
            TargetKind::EmissionsReduction
        }
        word => word,
    };
    let initiative = initiative(cells);
    let slot = slot(cells);
    let target = target::Model {
        base_year,
        target_year,
        reduction_low: reduction.map(Into::into),
        reduction_high: reduction.map(Into::into),
        target_value_tco2e: level.map(Into::into),
        null_reason: null_reason(cells, kind, reduction.or(level)).map(Into::into),
        source_url: cells.url(&["URL"]),
        statement: stated(cells, "summary").and_then(text::clean_name),
        initiative_key: initiative.and_then(slug::slug),
        initiative_name: initiative.map(str::to_owned),
        achieved_percent: cells.parsed(&["percent_achieved"], amount::parse_decimal).map(Into::into),
        ..target::Model::new(&publisher.actor_key(id.text), &slot, kind, metric(kind))
    };
    let key = format!("target/{}/{slot}", cells.required("target_id")?);
    Ok(Some(Statement::about(key).with(target)))
}

/// The cell, where it says something: `nan` says nothing.
fn stated<'a>(cells: &Cells<'a>, column: &str) -> Option<&'a str> {
    cells.text(&[column]).filter(|text| !text.eq_ignore_ascii_case("nan"))
}

/// The level of a fixed level, in tonnes.
fn level(cells: &Cells<'_>, word: TargetKind) -> Option<Decimal> {
    let is_level = word == TargetKind::AbsoluteLevel && stated(cells, "target_unit") == Some("tCO2e");
    stated(cells, "target_value").filter(|_| is_level)?;
    cells.parsed(&["target_value"], |raw| amount::net_tonnes(amount::parse_decimal(raw)?))
}

/// The reduction in percent. Tonnes could be a level or a reduction, and a share is neither.
fn reduction(cells: &Cells<'_>, word: TargetKind) -> Option<Decimal> {
    stated(cells, "target_value").filter(|_| word != TargetKind::RenewableShare)?;
    match stated(cells, "target_unit") {
        Some("percent" | "%") => cells.reduction(&["target_value"]),
        _ => {
            cells.note("target_value", "not in percent: could be a level or a reduction");
            None
        }
    }
}

fn metric(kind: TargetKind) -> TargetMetric {
    match kind {
        TargetKind::IntensityReductionPct => TargetMetric::GhgIntensity,
        TargetKind::RenewableShare => TargetMetric::RenewableShare,
        TargetKind::Other => TargetMetric::Other,
        _ => TargetMetric::GhgEmissions,
    }
}

fn null_reason(cells: &Cells<'_>, kind: TargetKind, reduction: Option<Decimal>) -> Option<NullReason> {
    if reduction.is_some() {
        return None;
    }
    Some(match kind {
        TargetKind::RenewableShare => NullReason::NotApplicable,
        _ if stated(cells, "target_value").is_some() => NullReason::NotUnderstood,
        kind if kind.is_net() => NullReason::NotApplicable,
        _ => NullReason::NotSpecifiedInSource,
    })
}

/// Name of the initiative; `None` where none is stated, or only by an id that says no name.
fn initiative(cells: &Cells<'_>) -> Option<&'static str> {
    let id = cells.text(&["initiative_id"])?;
    INITIATIVES.iter().find(|(known, _)| *known == id).map(|(_, name)| *name)
}

/// What tells the targets of one actor apart: the tables repeat the id of a target for others.
fn slot(cells: &Cells<'_>) -> String {
    let columns = ["target_type", "baseline_year", "target_year", "target_value", "target_unit"];
    let parts = columns.iter().filter_map(|column| stated(cells, column));
    let parts = parts.filter_map(|part| slug::slug(part.strip_suffix(".0").unwrap_or(part)));
    parts.collect::<Vec<_>>().join("/")
}

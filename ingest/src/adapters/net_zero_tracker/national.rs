//! Rows about countries: national targets and emissions, not actors.

use quipu_domain::vocabulary::{Conditionality, NationalTargetOrigin, TargetBound};
use quipu_domain::{Decimal, amount, year};
use quipu_entities::{country_population, national_inventory, ndc_target};

use super::target::{Columns, END, INTERIM, Stated, legal_status};
use super::{EMISSIONS, EMISSIONS_YEAR, SOURCE_URL, note_missing_year};
use crate::cells::Cells;
use crate::statement::Statement;

/// National targets, the latest national emissions, and inhabitants.
pub(super) fn read(cells: &Cells<'_>, mut statement: Statement, party: &str) -> Statement {
    let emissions = cells.parsed(&EMISSIONS, |raw| amount::net_tonnes(amount::parse_decimal(raw)?));
    for columns in [END, INTERIM] {
        if let Some(mut stated) = Stated::read(cells, &columns, tonnes_of_megatonnes) {
            stated.check_unit(cells, &columns, emissions);
            statement = statement.with(target(cells, &columns, &stated, party));
        }
    }
    let year = cells.year(&EMISSIONS_YEAR, &year::YEARS);
    if emissions.is_some() && year.is_none() {
        note_missing_year(cells);
    }
    if let (Some(total), Some(year)) = (emissions, year) {
        statement = statement.with(national_inventory::Model::new(party, year, total.into()));
    }
    match population(cells, party) {
        Some(population) => statement.with(population),
        None => statement,
    }
}

fn population(cells: &Cells<'_>, party: &str) -> Option<country_population::Model> {
    Some(country_population::Model {
        record_id: 0,
        position: 0,
        iso3: party.to_owned(),
        year: cells.year(&["Population_year"], &year::YEARS),
        people: cells.count(&["Population"])?,
    })
}

/// Levels of national targets are in megatonnes. They may be net of sinks, as the emissions are.
fn tonnes_of_megatonnes(megatonnes: Decimal) -> Result<Decimal, String> {
    amount::net_tonnes(amount::megatonnes_to_tonnes(megatonnes).ok_or("too large a number")?)
}

fn target(cells: &Cells<'_>, columns: &Columns, stated: &Stated, party: &str) -> ndc_target::Model {
    let kind = stated.kind.unwrap_or(quipu_domain::vocabulary::TargetKind::Other);
    ndc_target::Model {
        record_id: 0,
        position: 0,
        party: party.to_owned(),
        slot: columns.slot.to_owned(),
        origin: NationalTargetOrigin::National.into(),
        kind: kind.into(),
        metric: stated.metric().into(),
        conditionality: Conditionality::Unspecified.into(),
        bound: TargetBound::Exact.into(),
        base_year: stated.base_year,
        target_year: stated.target_year,
        reduction_low: stated.reduction.map(Into::into),
        reduction_high: stated.reduction.map(Into::into),
        base_value_tco2e: stated.base_value.map(Into::into),
        target_value_tco2e: stated.target_value.map(Into::into),
        bau_value_tco2e: stated.bau_value.map(Into::into),
        null_reason: stated.null_reason(cells, columns).map(Into::into),
        legal_status: (columns.slot == END.slot).then(|| legal_status(cells)).flatten().map(Into::into),
        submitted_on: None,
        sectors: None,
        gases: None,
        source_url: cells.url(&SOURCE_URL),
    }
}

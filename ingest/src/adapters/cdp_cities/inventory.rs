//! City-wide emissions: a total, scopes, or both.
//!
//! All are in tonnes, as the header says. 0, an empty cell and `Not Applicable` all mean that
//! there is no answer, so a 0 is never read as "no emissions".

use quipu_domain::vocabulary::NullReason;
use quipu_domain::{Decimal, amount};
use quipu_entities::inventory;

use super::period;
use crate::cells::Cells;

pub(super) const ACCOUNTING_YEAR: &[&str] =
    &["Accounting Year", "Measurement Year", "Inventory Year", "Year of inventory"];
const BOUNDARY: &[&str] =
    &["Inventory Boundary", "Inventory boundary (compared to Administrative city boundary)", "Boundary"];
const PROTOCOL: &[&str] = &["Primary Protocol", "Primary Methodology", "Protocol"];
const GASES: &[&str] = &["Gases Included"];
/// Total of the city, up to 2017.
const CITY_WIDE: &[&str] =
    &["Total City-wide Emissions (metric tonnes CO2e)", "Total emissions (metric tonnes CO2e)"];
/// Total of the level BASIC of the Global Protocol for cities, since 2018.
const BASIC: &[&str] = &["Total BASIC Emissions (GPC)", "Total BASIC Emissions (GPC) (metric tonnes CO2e)"];
/// A scope in the format of the Global Protocol.
const SCOPES: [&[&str]; 3] = [
    &["Total Scope 1 Emissions (metric tonnes CO2e)", "Total Scope 1 Emissions"],
    &["Total Scope 2 Emissions (metric tonnes CO2e)", "Total Scope 2 Emissions"],
    &["Total Scope 3 Emissions (metric tonnes CO2e)", "Total Scope 3 Emissions"],
];
/// The same in the Common Reporting Framework, where the supply of grid energy stands apart.
const SCOPES_WITHOUT_GRID: [&[&str]; 3] = [
    &[
        "Direct emissions/ Scope 1 (metric tonnes CO2e) for Total emissions (excluding generation of grid-supplied energy)",
        "Direct emissions (metric tonnes CO2e) for Total emissions (excluding generation of grid-supplied energy)",
    ],
    &[
        "Indirect emissions from use of grid supplied energy/Scope 2 (metric tonnes CO2e) for Total emissions (excluding generation of grid-supplied energy)",
        "Indirect emissions from use of grid supplied energy (metric tonnes CO2e) for Total Emissions (excluding generation of grid-supplied energy)",
    ],
    &[
        "Emissions occurring outside city boundary/ Scope 3 (metric tonnes CO2e) for Total emissions (excluding generation of grid-supplied energy)",
        "Emissions occurring outside city boundary (metric tonnes CO2e) for Total Emissions (excluding generation of grid-supplied energy)",
    ],
];

/// What is read of emissions, beside the columns that are required.
pub(super) const OPTIONAL: &[&[&str]] = &[
    BOUNDARY,
    PROTOCOL,
    GASES,
    CITY_WIDE,
    BASIC,
    SCOPES[0],
    SCOPES[1],
    SCOPES[2],
    SCOPES_WITHOUT_GRID[0],
    SCOPES_WITHOUT_GRID[1],
    SCOPES_WITHOUT_GRID[2],
];

/// Columns of which each layout has one.
pub(super) const ANY_EMISSIONS: &[&str] = &[
    CITY_WIDE[0],
    CITY_WIDE[1],
    SCOPES[0][0],
    SCOPES[0][1],
    SCOPES_WITHOUT_GRID[0][0],
    SCOPES_WITHOUT_GRID[0][1],
];

/// Calendar year of the emissions; `None` where it is missing or, with a note, can't be true.
pub(super) fn year(cells: &Cells<'_>, reported: Option<i32>) -> Option<i32> {
    let year = cells.parsed(ACCOUNTING_YEAR, period::calendar_year)?;
    if reported.is_some_and(|reported| year > reported) {
        let column = cells.column(ACCOUNTING_YEAR).unwrap_or_default();
        cells.note(column, "the period lies after the year in which it was reported");
        return None;
    }
    Some(year)
}

/// The emissions of the row; `None` where it has none, or none whose year is known: that is noted
/// here, or was when the year was read.
pub(super) fn read(cells: &Cells<'_>, key: &str, year: Option<i32>) -> Option<inventory::Model> {
    let (city_wide, basic) = (tonnes(cells, CITY_WIDE), tonnes(cells, BASIC));
    let mut in_format = SCOPES.map(|columns| tonnes(cells, columns));
    if let Some(total) = city_wide {
        drop_larger_than_total(cells, &mut in_format, total);
    }
    let without_grid = SCOPES_WITHOUT_GRID.map(|columns| tonnes(cells, columns));
    let is_without_grid = in_format.iter().all(Option::is_none) && without_grid.iter().any(Option::is_some);
    let scopes = if is_without_grid { without_grid } else { in_format };
    let total = city_wide.or(basic);
    if total.is_none() && scopes.iter().all(Option::is_none) {
        return None;
    }
    let Some(year) = year else {
        if cells.text(ACCOUNTING_YEAR).is_none() {
            cells.note(cells.column(ACCOUNTING_YEAR).unwrap_or_default(), "emissions without a year");
        }
        return None;
    };
    let which = [
        (city_wide.is_none() && basic.is_some()).then_some("total: BASIC"),
        is_without_grid.then_some("scopes: without generation of grid-supplied energy"),
    ];
    let [scope1, scope2, scope3] = scopes.map(|scope| scope.map(Into::into));
    Some(inventory::Model {
        null_reason: null_reason(cells, total).map(Into::into),
        scope1_tco2e: scope1,
        scope2_tco2e: scope2,
        scope3_tco2e: scope3,
        gases: cells.name(GASES),
        boundary: cells.name(BOUNDARY).filter(|boundary| boundary != "0"),
        method: joined(cells.name(PROTOCOL), &which),
        ..inventory::Model::new(key, year, total.map(Into::into))
    })
}

/// Tonnes above 0.
fn tonnes(cells: &Cells<'_>, columns: &[&str]) -> Option<Decimal> {
    let tonnes = cells.parsed(columns, |raw| amount::gross_tonnes(amount::parse_decimal(raw)?));
    tonnes.filter(|tonnes| !tonnes.is_zero())
}

/// A part of the emissions is not larger than all of them. The total of the level BASIC is not
/// all of them: power that is generated for the grid counts in scope 1 only.
fn drop_larger_than_total(cells: &Cells<'_>, scopes: &mut [Option<Decimal>; 3], total: Decimal) {
    for (scope, columns) in scopes.iter_mut().zip(SCOPES) {
        if scope.is_some_and(|scope| scope > total) {
            let reason = format!("more than the total of {total}; the scope is left out");
            cells.note(cells.column(columns).unwrap_or_default(), reason);
            *scope = None;
        }
    }
}

fn null_reason(cells: &Cells<'_>, total: Option<Decimal>) -> Option<NullReason> {
    if total.is_some() {
        return None;
    }
    let is_stated = |columns: &[&str]| {
        cells
            .text(columns)
            .is_some_and(|text| !amount::parse_decimal(text).is_ok_and(|number| number.is_zero()))
    };
    let unread = is_stated(CITY_WIDE) || is_stated(BASIC);
    Some(if unread { NullReason::NotUnderstood } else { NullReason::NotReported })
}

/// The words of the source, and behind them what the numbers are.
fn joined(words: Option<String>, which: &[Option<&str>]) -> Option<String> {
    let parts: Vec<&str> = words.as_deref().into_iter().chain(which.iter().copied().flatten()).collect();
    if parts.is_empty() { None } else { Some(parts.join("; ")) }
}

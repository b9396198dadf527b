//! C40 Cities: inventories of its members after the Global Protocol for cities (GPC), and a table
//! of their UN/LOCODEs. Neither has ids; a city is known by its country and its name.

pub(crate) mod inventory;
pub(crate) mod locode;

use quipu_domain::place::{self, Place};
use quipu_domain::slug::slug;
use quipu_domain::vocabulary::Verification;

use crate::cells::Cells;
use crate::sources::SourceTerms;
use crate::statement::Problem;

pub(crate) static C40: SourceTerms = SourceTerms {
    id: "c40",
    publisher: "C40 Cities Climate Leadership Group",
    title: "C40 greenhouse gas emissions dashboard",
    licence: "C40 terms of use; a derivative of CDP Open Data",
    url: "https://www.c40knowledgehub.org/s/article/C40-cities-greenhouse-gas-emissions-interactive-dashboard",
    citation: "GHG Interactive Dashboard Data. London: C40 Cities Climate Leadership Group; listing: Open-Earth-Foundation/ClimateTRACE_C40",
    redistributable: false,
    verification: Verification::SelfReported,
};

const CITY: &str = "City";
const COUNTRY: &str = "Country";

/// The city of a row.
struct City {
    /// Its key: the alpha-3 code of the country and the name.
    key: String,
    name: String,
    country: &'static Place,
}

/// The city of a row, by the columns that both tables have.
fn city(cells: &Cells<'_>) -> Result<City, Problem> {
    let name = cells.name(&[CITY]).ok_or_else(|| cells.problem(CITY, "empty, but needed"))?;
    let country = place::by_name(cells.raw(COUNTRY));
    let country = country.ok_or_else(|| cells.problem(COUNTRY, "not a country by this name"))?;
    let name_key = slug(&name).ok_or_else(|| cells.problem(CITY, "holds neither letters nor digits"))?;
    let key = format!("{}-{name_key}", country.iso3.to_lowercase());
    Ok(City { key, name, country })
}

#[cfg(test)]
mod tests;

//! Profit and emission database (Carbon Gap): one row a company, with emissions of two years.

mod header;

use std::ops::RangeInclusive;

use quipu_domain::slug::slug;
use quipu_domain::vocabulary::{ActorType, NullReason, Verification};
use quipu_domain::{Decimal, amount, place};
use quipu_entities::value::Exact;
use quipu_entities::{actor, inventory};

use crate::adapter::{Adapter, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static CARBON_GAP: SourceTerms = SourceTerms {
    id: "carbon-gap",
    publisher: "Robert Höglund, marginalcarbon.com",
    title: "Profit and emission database",
    licence: "CC BY 4.0",
    url: "https://www.marginalcarbon.com/",
    citation: "Robert Höglund, Profit and emission database, www.marginalcarbon.com; listing: Open-Earth-Foundation/OpenClimate",
    redistributable: true,
    verification: Verification::Compiled,
};

/// Emissions of companies.
pub(crate) struct CarbonGap;

/// Years of which a block of columns may be.
const YEARS: RangeInclusive<i32> = 2000..=2100;
const NAME: &str = "Company Name";
const COUNTRY: &str = "Country/Territory";

impl Adapter for CarbonGap {
    fn name(&self) -> &'static str {
        "carbon-gap/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CARBON_GAP
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        header::recognise(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let name = cells.name(&[NAME]).ok_or_else(|| cells.problem(NAME, "empty, but needed"))?;
        let country = place::by_name(cells.required(COUNTRY)?).map(|place| place.iso3);
        let country = country.ok_or_else(|| cells.problem(COUNTRY, "not the name of a place we know"))?;
        let key = slug(&name).map(|name| format!("{country}/{name}"));
        let key = key.ok_or_else(|| cells.problem(NAME, "holds neither letters nor digits"))?;
        let actor = actor::Model {
            industry: cells.name(&["Industry"]),
            ..actor::Model::new(&key, ActorType::Company, name, country)
        };
        let mut statement = Statement::about(key.clone()).with(actor);
        for inventory in YEARS.filter_map(|year| inventory(cells, &key, year)) {
            statement = statement.with(inventory);
        }
        Ok(Some(statement))
    }
}

/// The emissions of a year, if the file has columns of that year and the row something in them.
fn inventory(cells: &Cells<'_>, key: &str, year: i32) -> Option<inventory::Model> {
    let column = |part: &str| header::of_year(part, year);
    cells.column(&[&column(header::SCOPES[0])])?;
    let [scope1_tco2e, scope2_tco2e, scope3_tco2e] =
        header::SCOPES.map(|scope| tonnes(cells, &column(scope)));
    let total = column(header::TOTAL);
    let total_tco2e = tonnes(cells, &total);
    let is_stated = [scope1_tco2e, scope2_tco2e, scope3_tco2e, total_tco2e].iter().any(Option::is_some);
    let null_reason = match total_tco2e {
        Some(_) => None,
        None if cells.column(&[&total]).is_none() => Some(NullReason::NotSpecifiedInSource),
        None if is_missing(cells.raw(&total)) => Some(NullReason::NotReported),
        None => Some(NullReason::NotUnderstood),
    };
    is_stated.then(|| inventory::Model {
        scope1_tco2e,
        scope2_tco2e,
        scope3_tco2e,
        null_reason: null_reason.map(Into::into),
        ..inventory::Model::new(key, year, total_tco2e)
    })
}

/// Tonnes, as the header says. `--` stands for what a company does not report.
fn tonnes(cells: &Cells<'_>, column: &str) -> Option<Exact> {
    if is_missing(cells.raw(column)) {
        return None;
    }
    cells.parsed(&[column], |raw| amount::gross_tonnes(number(raw)?)).map(Into::into)
}

fn is_missing(raw: &str) -> bool {
    raw.trim().trim_matches(['-', '–']).is_empty()
}

/// A number in which commas and blanks before three digits part thousands, as in `185,000,000`.
fn number(raw: &str) -> Result<Decimal, String> {
    let groups: Vec<&str> = raw.trim().split(|c: char| c == ',' || c.is_whitespace()).collect();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3 && digits(group))
        && groups.first().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    if groups.len() > 1 && grouped {
        amount::parse_decimal(&groups.concat())
    } else {
        amount::parse_decimal(raw)
    }
}

#[cfg(test)]
mod tests;

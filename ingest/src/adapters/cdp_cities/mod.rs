//! CDP: emissions and targets of cities, as they answer its questionnaire.
//!
//! One file for each year, with other names of the columns in each; they are found by name, all
//! names side by side. An account keeps its number over the years.

mod inventory;
mod location;
mod period;
mod reporter;
pub(crate) mod targets;

use chrono::NaiveDate;
use quipu_domain::vocabulary::Verification;

use crate::adapter::{Adapter, Recognition, RenamedLayout, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// City-wide emissions of one year's questionnaire, or of several.
pub(crate) struct CdpCities;

pub(crate) static CDP_CITIES: SourceTerms = SourceTerms {
    id: "cdp-cities",
    publisher: "CDP and ICLEI - Local Governments for Sustainability",
    title: "CDP city-wide emissions",
    licence: "Terms of the CDP Open Data Portal; no licence stated with the files",
    url: "https://data.cdp.net/",
    citation: "This data was collected in partnership by CDP and ICLEI - Local Governments for Sustainability",
    redistributable: false,
    verification: Verification::SelfReported,
};

const OPTIONAL: &[&[&str]] = &both::<{ reporter::OPTIONAL.len() + inventory::OPTIONAL.len() }>(
    reporter::OPTIONAL,
    inventory::OPTIONAL,
);

/// Columns of two lists as one; `N` is the length of both.
const fn both<const N: usize>(
    first: &'static [&'static [&'static str]],
    second: &'static [&'static [&'static str]],
) -> [&'static [&'static str]; N] {
    let mut all: [&[&str]; N] = [&[]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    all
}

const LAYOUT: RenamedLayout = RenamedLayout {
    name: "city-wide emissions",
    required: &[
        reporter::ACCOUNT,
        reporter::ORGANIZATION,
        reporter::COUNTRY,
        inventory::ACCOUNTING_YEAR,
        inventory::ANY_EMISSIONS,
    ],
    optional: OPTIONAL,
};

impl Adapter for CdpCities {
    fn name(&self) -> &'static str {
        "cdp-cities/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CDP_CITIES
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = self.recognise(head) else { return None };
        reporter::known_on(&header, head)
    }

    /// A row is known by its account, the year of the emissions and the year of the answer. It
    /// replaces what was known of the same account and year of emissions: a city may state a
    /// year again later, and one file may hold both statements. One without figures replaces none.
    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let account = reporter::account(cells)?;
        let reported = reporter::reported(cells);
        let year = inventory::year(cells, reported);
        let inventory = inventory::read(cells, account, year);
        let scope = match year {
            // An answer without figures takes nothing back.
            Some(year) if inventory.is_none() => format!("{account}/{year}/no-figures"),
            Some(year) => format!("{account}/{year}"),
            None => format!("{account}/no-year"),
        };
        let key = match reported {
            Some(reported) => format!("{scope}/{reported}"),
            None => scope.clone(),
        };
        let mut statement = reporter::describe(cells, account, Statement::within(scope, key))?;
        if let Some(inventory) = inventory {
            statement = statement.with(inventory);
        }
        Ok(Some(statement))
    }
}

#[cfg(test)]
mod header_tests;
#[cfg(test)]
mod tests;

//! Science Based Targets initiative: companies that have set targets or committed to, and the
//! progress that they reported up to 2021.
//!
//! Layout of 2026 (`Data`, snake_case, with an id) and of 2023 (`Worksheet`, no id). Columns are
//! found by name; where the two layouts name one differently, both are given side by side below.

mod company;
mod membership;
mod progress;
mod slots;
mod targets;

use chrono::NaiveDate;
use quipu_domain::place;
use quipu_domain::slug::slug;
use quipu_domain::vocabulary::Verification;

pub(crate) use progress::{PROGRESS_SOURCE, SbtiProgress};

use crate::adapter::{Adapter, Layout, Recognition, Session, first_known};
use crate::cells::{Cells, parse_day};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The list of companies taking action.
pub(crate) struct Sbti;

pub(crate) static SOURCE: SourceTerms = SourceTerms {
    id: "sbti",
    publisher: "Science Based Targets initiative",
    title: "SBTi companies taking action",
    licence: "© SBTi; public use with attribution, taken as non-commercial",
    url: "https://sciencebasedtargets.org/companies-taking-action",
    citation: "Science Based Targets initiative, Companies taking action",
    redistributable: false,
    verification: Verification::ThirdPartyVerified,
};

/// The whole list: an edition replaces the one before.
const LIST: &str = "companies-taking-action";
/// Name of the initiative, as the Climate Initiatives Platform has it.
const INITIATIVE: &str = "Science Based Targets initiative";

const ID: &str = "sbti_id";
const NAME: &str = "company_name";
const LOCATION: &str = "location";
const NEAR_STATUS: [&str; 2] = ["near_term_status", "Near term - Target Status"];
const LONG_STATUS: [&str; 2] = ["long_term_status", "Long term - Target Status"];
const NET_ZERO_STATUS: [&str; 1] = ["net_zero_status"];
const NET_ZERO_COMMITTED: [&str; 1] = ["Net-Zero Committed"];
const NEAR_YEAR: [&str; 1] = ["near_term_target_year"];
const LONG_YEAR: [&str; 1] = ["long_term_target_year"];
const NET_ZERO_YEAR: [&str; 1] = ["net_zero_year"];
const TEXT: [&str; 2] = ["full_target_language", "Target"];
const AMBITION: [&str; 2] = ["ba15_status", "BA1.5"];
const AMBITION_DATE: [&str; 1] = ["ba15_date"];
const UPDATED: [&str; 2] = ["date_updated", "Date"];

/// Columns that are read, but in no layout required.
const OPTIONAL: &[&str] = &[
    "isin",
    "lei",
    "sector",
    LONG_STATUS[0],
    LONG_STATUS[1],
    NET_ZERO_STATUS[0],
    NET_ZERO_COMMITTED[0],
    NEAR_YEAR[0],
    LONG_YEAR[0],
    NET_ZERO_YEAR[0],
    AMBITION[0],
    AMBITION[1],
    AMBITION_DATE[0],
    UPDATED[0],
    UPDATED[1],
];

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "2026",
        required: &[ID, NAME, LOCATION, "organization_type", "near_term_status", "full_target_language"],
        optional: OPTIONAL,
    },
    Layout {
        name: "2023",
        required: &[NAME, LOCATION, "organization_type", "Near term - Target Status", "Target"],
        optional: OPTIONAL,
    },
];

impl Adapter for Sbti {
    fn name(&self) -> &'static str {
        "sbti/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &SOURCE
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        first_known(LAYOUTS, head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = self.recognise(head) else { return None };
        let at = UPDATED.iter().find_map(|column| header.position(column))?;
        let days = head.all.iter().skip(header.rows_above).filter_map(|row| row.get(at));
        let latest = days.filter_map(|raw| day(raw).ok()).max();
        latest.map(|day| (day, "the latest update in the file"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let name = cells.name(&[NAME]).ok_or_else(|| cells.problem(NAME, "empty, but needed"))?;
        let country = place::by_name(cells.required(LOCATION)?)
            .ok_or_else(|| cells.problem(LOCATION, "not a country or territory that is known"))?;
        let key = key(cells, &name, country.iso3)?;
        let mut statement = Statement::within(LIST, &key);
        statement = company::read(cells, statement, name, country.iso3);
        for membership in membership::read(cells, &key) {
            statement = statement.with(membership);
        }
        for target in targets::read(cells, &key) {
            statement = statement.with(target);
        }
        Ok(Some(statement))
    }
}

/// The id of the initiative; in layouts without one, made of country and name.
fn key(cells: &Cells<'_>, name: &str, country: &str) -> Result<String, Problem> {
    if cells.column(&[ID]).is_none() {
        let key = slug(name).map(|_| format!("{country} {name}")).and_then(|text| slug(&text));
        return key.ok_or_else(|| cells.problem(NAME, "holds neither letters nor digits"));
    }
    let raw = cells.required(ID)?;
    let id = raw.strip_suffix(".0").unwrap_or(raw);
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(id.to_owned()) } else { Err(cells.problem(ID, "not a whole number")) }
}

/// A day as the layout of 2023 has it, `DD/MM/YYYY`, or as others do.
fn day(raw: &str) -> Result<NaiveDate, String> {
    let text = raw.trim();
    let slashed = text.len() == 10 && text.bytes().filter(|byte| *byte == b'/').count() == 2;
    if !slashed {
        return parse_day(text);
    }
    NaiveDate::parse_from_str(text, "%d/%m/%Y").map_err(|_| "not a day written DD/MM/YYYY".into())
}

#[cfg(test)]
mod progress_tests;
#[cfg(test)]
mod sentence_share;
#[cfg(test)]
mod tests;

//! Climate Initiatives Platform of UNEP Copenhagen: one row an initiative.
//!
//! The listing was taken from the pages of a wiki. What a page shows as a table inside a cell
//! comes as one glued text: see `member_counts` and `indicators`. A value that the wiki itself
//! refused comes as its error message, which is noted and read as missing.

mod countries;
mod functions;
mod indicators;
mod member_counts;
mod topics;
mod website;

use quipu_domain::slug::slug;
use quipu_domain::text::{self, MAX_NAME_BYTES};
use quipu_domain::year::YEARS;
use quipu_entities::initiative;

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{INITIATIVES_PLATFORM, SourceTerms};
use crate::statement::{Problem, Statement};

/// The listing of initiatives.
pub(crate) struct ClimateInitiativesPlatform;

/// The one column without which a row cannot be kept.
const NAME: &str = "Name of initiative";

const LAYOUT: Layout = Layout {
    name: "initiatives",
    required: &[NAME, "Starting year", "Name of lead organisation"],
    optional: &[
        "NAZCA Initiative",
        "Website address",
        "End year",
        "Geographical coverage",
        "Type of lead organisation",
        "Location/Nationality of lead organisation",
        functions::COLUMNS[0],
        functions::COLUMNS[1],
        indicators::COLUMN,
        member_counts::COLUMN,
        "Have only national states as participators",
        "Transport",
        "Agriculture",
        "Forestry",
        "Business",
        "Financial institutions",
        "Buildings",
        "Industry",
        "Waste",
        "Cities and subnational governments",
        "Short Term Pollutants",
        "International maritime transport",
        "Energy Supply",
        "Fluorinated gases",
        "Energy efficiency",
        "Renewable energy",
        "Supply chain emission reductions",
        "Adaptation",
        "Other",
        "Resilience",
        "Innovation",
        "Energy Access and Efficiency",
        "Private Finance",
    ],
};

const YES_NO: [(&str, bool); 2] = [("Yes", true), ("No", false)];

/// What the wiki writes in place of a value that it refused.
const WIKI_ERRORS: [&str; 3] =
    ["is not in the list of possible values", "URIs of the form", "Expression error"];

impl Adapter for ClimateInitiativesPlatform {
    fn name(&self) -> &'static str {
        "climate-initiatives-platform/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &INITIATIVES_PLATFORM
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let name = name(cells)?;
        let key = slug(&name).ok_or_else(|| cells.problem(NAME, "holds neither letters nor digits"))?;
        let mut statement = Statement::about(key.clone()).with(initiative(cells, &key, &name));
        for count in member_counts::read(cells, &key) {
            statement = statement.with(count);
        }
        for result in indicators::read(cells, &key) {
            statement = statement.with(result);
        }
        Ok(Some(statement))
    }
}

fn initiative(cells: &Cells<'_>, key: &str, name: &str) -> initiative::Model {
    let (start_year, end_year) = years(cells);
    initiative::Model {
        start_year,
        end_year,
        url: cells.parsed(&["Website address"], website::address),
        lead_organisation: words(cells, "Name of lead organisation"),
        lead_kind: words(cells, "Type of lead organisation"),
        lead_countries: cells.parsed(&["Location/Nationality of lead organisation"], countries::codes),
        coverage: words(cells, "Geographical coverage"),
        functions: functions::read(cells),
        topics: topics::read(cells),
        only_states: cells.choice(&["Have only national states as participators"], &YES_NO),
        in_nazca: cells.choice(&["NAZCA Initiative"], &YES_NO),
        ..initiative::Model::new(key, name)
    }
}

/// The name, cleaned, and without quotation marks around the whole of it.
fn name(cells: &Cells<'_>) -> Result<String, Problem> {
    let raw = cells.required(NAME)?;
    let problem = |reason: &str| cells.problem(NAME, reason);
    let raw = not_wiki_error(raw).map_err(|reason| problem(&reason))?;
    let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let bare = inner.filter(|inner| !inner.contains('"')).unwrap_or(raw);
    let name = text::clean_name(bare).ok_or_else(|| problem("empty, but needed"))?;
    if name.len() > MAX_NAME_BYTES {
        return Err(problem("too long for a name"));
    }
    Ok(name)
}

/// Words of the source, cleaned for display.
fn words(cells: &Cells<'_>, column: &str) -> Option<String> {
    let text = cells.parsed(&[column], |raw| not_wiki_error(raw).map(text::clean_name));
    text.flatten()
}

/// First and last year. An end before the start cannot be true; then the end is left out.
fn years(cells: &Cells<'_>) -> (Option<i32>, Option<i32>) {
    let start = cells.year(&["Starting year"], &YEARS);
    let end = cells.year(&["End year"], &YEARS);
    match (start, end) {
        (Some(first), Some(last)) if last < first => {
            cells.note("End year", format!("earlier than the starting year, {first}"));
            (start, None)
        }
        _ => (start, end),
    }
}

/// The text, unless it is an error message of the wiki.
fn not_wiki_error(raw: &str) -> Result<&str, String> {
    if WIKI_ERRORS.iter().any(|error| raw.contains(error)) {
        return Err("the cell holds an error message of the wiki".into());
    }
    Ok(raw)
}

#[cfg(test)]
mod tests;

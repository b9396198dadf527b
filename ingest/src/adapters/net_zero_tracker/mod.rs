//! Net Zero Tracker: actors, their targets, plans and inventories, and national targets.
//!
//! Layout of 2022 (`Sheet1`, one header row, snake_case) and of 2025 (`Current Snapshot`, a
//! row of group titles above the header, Title_case). Columns are found by name; the two
//! layouts differ in the names of some, given side by side below.

mod actor;
mod national;
mod target;

use chrono::NaiveDate;

use crate::adapter::{Adapter, Layout, Recognition, Session, first_known};
use crate::cells::{Cells, parse_day};
use crate::read::Head;
use crate::sources::{NET_ZERO_TRACKER, SourceTerms};
use crate::statement::{Problem, Statement};

/// A snapshot of the tracker.
pub(crate) struct NetZeroTracker;

/// Document that a row was read from.
const SOURCE_URL: [&str; 2] = ["End_target_source_url", "source_url"];
/// Latest emissions of an actor or a country.
const EMISSIONS: [&str; 2] = ["GHG_emissions", "ghg"];
/// Year of these emissions.
const EMISSIONS_YEAR: [&str; 2] = ["GHG_emissions_year", "inventory_year"];

/// Columns that are read, but in no layout required.
const OPTIONAL: &[&str] = &[
    "Last_updated",
    "ISIN_ID",
    "Private_company",
    "End_target_percentage_reduction",
    "End_target_baseline_year",
    "Status_of_end_target",
    "end_target_status",
    "Date_of_last_status_update",
    "status_date",
    "End_target_source_url",
    "source_url",
    "Interim_target",
    "Interim_target_year",
    "Interim_target_percentage_reduction",
    "Interim_target_baseline_year",
    "GHGs_covered",
    "gasses_coverage",
    "Scope_1_coverage",
    "scope_1",
    "Scope_2_coverage",
    "scope_2",
    "Scope_3_coverage",
    "scope_3",
    "Published_plan",
    "has_plan",
    "Published_plan_measures",
    "plan_options",
    "Reporting_mechanism",
    "International_equity_just_transition",
    "equity",
    "Accountability_delivery",
    "accountability",
    "Carbon_credits",
    "carbon_credit_offsets",
    "Race_to_zero_member",
    "memberships",
    "Population",
    "Population_year",
    "Industry",
    "Employees",
    "GHG_emissions",
    "ghg",
    "GHG_emissions_year",
    "inventory_year",
    "End_target_intensity_unit",
    "end_target_baseyear_emissions",
    "end_target_baseline_emissions",
    "End_target_target_emissions",
    "End_target_bau_emissions",
    "Interim_target_intensity_unit",
    "Interim_target_baseyear_emissions",
    "interim_target_baseline_emissions",
    "Interim_target_target_emissions",
    "Interim_target_bau_emissions",
];

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "2025",
        required: &["ID_Code", "Name", "Country", "Entity_type", "End_target", "End_target_year"],
        optional: OPTIONAL,
    },
    Layout {
        name: "2022",
        required: &["id_code", "name", "country", "actor_type", "end_target", "end_target_year"],
        optional: OPTIONAL,
    },
];

impl Adapter for NetZeroTracker {
    fn name(&self) -> &'static str {
        "net-zero-tracker/2"
    }

    fn source(&self) -> &'static SourceTerms {
        &NET_ZERO_TRACKER
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        first_known(LAYOUTS, head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let Recognition::Known(header) = self.recognise(head) else { return None };
        let at = header.positions.get("lastupdated")?;
        let days = head.all.iter().skip(header.rows_above).filter_map(|row| row.get(*at));
        let latest = days.filter_map(|day| parse_day(day).ok()).max();
        latest.map(|day| (day, "the latest update in the file"))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let key = cells.required("ID_Code")?;
        let country = cells.country("Country")?;
        let statement = Statement::about(key);
        match cells.any(&["Entity_type", "actor_type"]).trim() {
            "Country" => Ok(Some(national::read(cells, statement, country))),
            _ => actor::read(cells, statement, country).map(Some),
        }
    }
}

/// Notes that emissions are stated, but not of which year.
fn note_missing_year(cells: &Cells<'_>) {
    cells.note(cells.column(&EMISSIONS).unwrap_or_default(), "emissions without a year");
}

#[cfg(test)]
mod tests;

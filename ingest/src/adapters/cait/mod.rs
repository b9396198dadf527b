//! CAIT: what the NDCs up to 2018 say, one row a country, as Climate Watch showed it.

mod markup;

use quipu_domain::place::EUROPEAN_UNION;
use quipu_domain::vocabulary::{NdcTopic, Verification};
use quipu_entities::ndc_excerpt;

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The contents of NDCs.
pub(crate) struct Cait;

pub(crate) static CAIT: SourceTerms = SourceTerms {
    id: "cait",
    publisher: "World Resources Institute",
    title: "CAIT, contents of NDCs",
    licence: "CC BY 4.0",
    url: "https://www.climatewatchdata.org/ndcs-explore",
    citation: "World Resources Institute, CAIT Climate Data Explorer, NDC content; listing: openclimatedata/ndc-assessments",
    redistributable: true,
    verification: Verification::Compiled,
};

const CONTENT: Layout = Layout {
    name: "contents of NDCs",
    required: &["ISO", "ghg_target", "conditionality", "planning_processes"],
    optional: &[
        "ghg_target_label",
        "ghg_target_type",
        "ghg_target_type_label",
        "reference_base_year",
        "reference_base_year_label",
        "time_target_year",
        "time_target_year_label",
        "coverage_sectors",
        "coverage_sectors_label",
        "coverage_gas",
        "coverage_gas_label",
        "conditionality_label",
        "planning_processes_label",
    ],
};

/// Columns of texts; each may have a twin for a short category, whose name ends with `_label`.
const TOPICS: [(&str, NdcTopic); 8] = [
    ("ghg_target", NdcTopic::GhgTarget),
    ("ghg_target_type", NdcTopic::GhgTargetType),
    ("reference_base_year", NdcTopic::ReferenceYear),
    ("time_target_year", NdcTopic::TargetYear),
    ("coverage_sectors", NdcTopic::CoverageSectors),
    ("coverage_gas", NdcTopic::CoverageGases),
    ("conditionality", NdcTopic::Conditionality),
    ("planning_processes", NdcTopic::PlanningProcesses),
];

/// In place of a text or a category, where there was no NDC to read.
const NO_DOCUMENT: &str = "No Document Submitted";

impl Adapter for Cait {
    fn name(&self) -> &'static str {
        "cait/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CAIT
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        CONTENT.find(head)
    }

    /// The scope of a row is its Party. A row of a Party without an NDC states nothing, and is kept:
    /// it replaces what an earlier edition said.
    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let party = match cells.raw("ISO").trim() {
            "EU28" | "EU27" | "EU" => EUROPEAN_UNION,
            _ => cells.country("ISO")?,
        };
        let excerpts = TOPICS.iter().filter_map(|(column, topic)| excerpt(cells, party, column, *topic));
        Ok(Some(excerpts.fold(Statement::about(party), Statement::with)))
    }
}

/// What the NDC says on a topic. A category without a text stands for itself.
fn excerpt(cells: &Cells<'_>, party: &str, column: &str, topic: NdcTopic) -> Option<ndc_excerpt::Model> {
    let stated = |column: &str| cells.text(&[column]).filter(|text| *text != NO_DOCUMENT);
    let label = stated(&format!("{column}_label")).and_then(markup::plain_text);
    let text = stated(column).and_then(markup::plain_text);
    let unspecified = text.as_deref() == Some(NOT_SPECIFIED);
    let excerpt = text.or_else(|| label.clone())?;
    Some(ndc_excerpt::Model {
        record_id: 0,
        position: 0,
        party: party.to_owned(),
        topic: topic.into(),
        label: label.or_else(|| unspecified.then(|| NOT_SPECIFIED.to_owned())),
        excerpt,
    })
}

/// The publisher looked and found no statement.
const NOT_SPECIFIED: &str = "Not Specified";

#[cfg(test)]
mod tests;

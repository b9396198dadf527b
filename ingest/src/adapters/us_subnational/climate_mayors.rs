//! Commitments of the members of Climate Mayors: one row a commitment, in words and, where somebody
//! could read them out of the words, in numbers. A row without a commitment is a member.

use chrono::NaiveDate;
use quipu_domain::slug::slug;
use quipu_domain::vocabulary::{ActorType, NullReason, TargetKind, TargetMetric, Verification};
use quipu_domain::{place, text, year};
use quipu_entities::{actor, membership, target};

use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::adapters::dated;
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static CLIMATE_MAYORS: SourceTerms = SourceTerms {
    id: "climate-mayors",
    publisher: "Climate Mayors; parsed by Data-Driven EnviroLab",
    title: "Climate Mayors: commitments of cities",
    licence: "None stated; facts",
    url: "https://climatemayors.org/",
    citation: "Climate Mayors, commitments, March 2022, parsed by Data-Driven EnviroLab; listing: Open-Earth-Foundation/OpenClimate",
    redistributable: false,
    verification: Verification::SelfReported,
};

/// Commitments of cities.
pub(crate) struct ClimateMayors;

const INITIATIVE: &str = "Climate Mayors";
const SAID: &str = "raw_commitment";
const TYPE: &str = "ghg_reduction_target_type";

const LAYOUT: Layout = Layout {
    name: "commitments",
    required: &["name", "state", SAID, "target_year"],
    optional: &["iso", "country", TYPE, "percent_reduction", "baseline_year"],
};

/// What a commitment is about, and what of the city it covers, by the type in the file.
const TYPES: [(&str, (About, Option<&str>)); 7] = [
    ("GHG emission reduction target:Community", (About::Emissions, Some("Community"))),
    ("GHG emission reduction target:Local Government", (About::Emissions, Some("Local Government"))),
    ("GHG emission reduction target", (About::Emissions, None)),
    ("Renewable Energy", (About::Renewables, None)),
    ("Energy Savings", (About::Energy, None)),
    ("Waste Reduction", (About::Else, None)),
    ("Other", (About::Else, None)),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Emissions,
    Renewables,
    Energy,
    Else,
}

impl Adapter for ClimateMayors {
    fn name(&self) -> &'static str {
        "climate-mayors/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CLIMATE_MAYORS
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        dated::month_in(head.file_name).map(|day| (day, dated::BASIS))
    }

    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
        let name = cells.name(&["name"]).ok_or_else(|| cells.problem("name", "empty, but needed"))?;
        let country = country(cells)?;
        let city = slug(&name).map(|name| format!("{country}/{name}"));
        let city = city.ok_or_else(|| cells.problem("name", "holds neither letters nor digits"))?;
        let slot = slot(cells, session, &city);
        let actor = actor::Model {
            region: cells.name(&["state"]),
            ..actor::Model::new(&city, ActorType::City, name, country)
        };
        let mut statement = Statement::within(city.clone(), format!("{city}/{slot}")).with(actor);
        if let Some(membership) = membership::Model::new(&city, INITIATIVE) {
            statement = statement.with(membership);
        }
        if let Some(target) = target(cells, &city, &slot) {
            statement = statement.with(target);
        }
        Ok(Some(statement))
    }
}

/// The country; cities of the United States where neither column says another.
fn country(cells: &Cells<'_>) -> Result<&'static str, Problem> {
    match (cells.column(&["iso"]), cells.column(&["country"])) {
        (Some(column), _) => cells.country(column),
        (None, Some(column)) => place::by_name(cells.required(column)?)
            .map(|place| place.iso3)
            .ok_or_else(|| cells.problem(column, "not the name of a place we know")),
        (None, None) => Ok("USA"),
    }
}

/// What tells a commitment from others of its city: year and number and, where several have the same,
/// which of them it is.
fn slot(cells: &Cells<'_>, session: &mut Session, city: &str) -> String {
    let columns = ["target_year", "percent_reduction"];
    let slot = columns.map(|column| cells.text(&[column]).unwrap_or("none")).join("-");
    match session.variant(&format!("{city}/{slot}"), cells.content()) {
        0 => slot,
        variant => format!("{slot}/{}", variant + 1),
    }
}

/// The commitment; none where the city made none, or its years cannot be true.
fn target(cells: &Cells<'_>, city: &str, slot: &str) -> Option<target::Model> {
    let said = cells.text(&[SAID]).and_then(text::clean_name);
    let stated = cells.choice(&[TYPE], &TYPES);
    let base_year = cells.year(&["baseline_year"], &year::YEARS);
    let target_year = cells.year(&["target_year"], &year::TARGET_YEARS);
    if said.is_none() && stated.is_none() && target_year.is_none() {
        return None;
    }
    if !cells.is_period(("baseline_year", base_year), ("target_year", target_year)) {
        return None;
    }
    let (about, boundary) = stated.unwrap_or((About::Else, None));
    // Elsewhere the percentage is a share, of renewables or of waste, and no reduction of emissions.
    let is_reduction = about == About::Emissions;
    let reduction = if is_reduction { cells.reduction(&["percent_reduction"]) } else { None };
    let null_reason = match reduction {
        Some(_) => None,
        None if !is_reduction => Some(NullReason::NotApplicable),
        None if cells.text(&["percent_reduction"]).is_some() => Some(NullReason::NotUnderstood),
        None => Some(NullReason::NotQuantified),
    };
    let (kind, metric) = expressed(about, reduction.is_some() && base_year.is_some());
    Some(target::Model {
        base_year,
        target_year,
        reduction_low: reduction.map(Into::into),
        reduction_high: reduction.map(Into::into),
        null_reason: null_reason.map(Into::into),
        statement: said,
        boundary: boundary.map(str::to_owned),
        initiative_key: slug(INITIATIVE),
        initiative_name: Some(INITIATIVE.to_owned()),
        ..target::Model::new(city, slot, kind, metric)
    })
}

fn expressed(about: About, against_a_base_year: bool) -> (TargetKind, TargetMetric) {
    match about {
        About::Emissions if against_a_base_year => {
            (TargetKind::BaseYearReductionPct, TargetMetric::GhgEmissions)
        }
        About::Emissions => (TargetKind::EmissionsReduction, TargetMetric::GhgEmissions),
        About::Renewables => (TargetKind::RenewableShare, TargetMetric::RenewableShare),
        About::Energy => (TargetKind::EnergyEfficiency, TargetMetric::EnergyEfficiency),
        About::Else => (TargetKind::Other, TargetMetric::Other),
    }
}

#[cfg(test)]
mod tests;

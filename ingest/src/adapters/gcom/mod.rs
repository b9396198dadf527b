//! Global Covenant of Mayors, signatories on the platform MyCovenant, as the Joint Research Centre
//! of the European Commission publishes them: one row a signatory.
//!
//! A release lists the signatories of a country whole. Names of mayors are not kept.

mod names;

use chrono::{Datelike, NaiveDate};
use quipu_domain::vocabulary::{
    ActorType, IdentifierScheme, MembershipStatus, NullReason, TargetKind, TargetMetric, Verification,
};
use quipu_domain::{Decimal, amount, place};
use quipu_entities::{actor, actor_identifier, actor_name, membership, target};

use super::{coordinates, dated};
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::{Cells, parse_day};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static GCOM: SourceTerms = SourceTerms {
    id: "gcom",
    publisher: "European Commission, Joint Research Centre; Global Covenant of Mayors",
    title: "Global Covenant of Mayors: signatories (MyCovenant)",
    licence: "CC BY 4.0",
    url: "https://data.jrc.ec.europa.eu/collection/id-00354",
    citation: "Baldi, Franco, Melica, Treville, Bertoldi (2024), Global Covenant of Mayors: a complete collection of action plans and monitoring reports from MyCovenant, Joint Research Centre (JRC)",
    redistributable: true,
    verification: Verification::SelfReported,
};

/// Signatories of the Covenant.
pub(crate) struct GlobalCovenant;

/// The initiative, by the name under which the UNFCCC lists it.
pub(super) const COVENANT: &str = "Global Covenant of Mayors for Climate & Energy";

const LAYOUT: Layout = Layout {
    name: "signatories",
    required: &["organisation_id", "organisation_name", "country_code", "date_of_adhesion"],
    optional: &[
        "country_name",
        "population_adhesion",
        "organisation_latitude",
        "organisation_longitude",
        "commitment_CoM2020_flag",
        "commitment_CoM2030_flag",
        "commitment_CoM2050_flag",
        "commitment_mayoradapt_flag",
        "signatory_status",
        "group_profile",
        "gcom_id",
    ],
};

const YES_NO: [(&str, bool); 2] = [("true", true), ("false", false)];

/// Commitments with the year for which they are named.
const COMMITMENTS: [(&str, &str, i32); 3] = [
    ("commitment_CoM2020_flag", "CoM 2020", 2020),
    ("commitment_CoM2030_flag", "CoM 2030", 2030),
    ("commitment_CoM2050_flag", "CoM 2050", 2050),
];

impl Adapter for GlobalCovenant {
    fn name(&self) -> &'static str {
        "gcom/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &GCOM
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        let mut texts = head.preamble.iter();
        let updated = texts.find(|text| text.trim() == "Last Update").and_then(|_| texts.next());
        if let Some(day) = updated.and_then(|text| dated::month_in(text)) {
            return Some((day, "the month stated in the file, its last day"));
        }
        dated::month_in(head.file_name).map(|day| (day, dated::BASIS)).or_else(|| latest_adhesion(head))
    }

    fn withheld(&self) -> &'static [&'static str] {
        &["mayor"]
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let key = cells.required("organisation_id")?;
        let country = country(cells)?;
        let joined_on = cells.day(&["date_of_adhesion"]);
        let signatory = signatory(cells, key, country, joined_on)?;
        let is_group = signatory.is_group == Some(true);
        let halves = if is_group { Vec::new() } else { names::halves(&signatory.name, country) };
        let mut statement = Statement::within(format!("country:{country}"), key).with(signatory);
        for name in halves {
            statement = statement.with(actor_name::Model::new(key, &name, None));
        }
        if let Some(id) = cells.text(&["gcom_id"]) {
            statement = statement.with(actor_identifier::Model::new(key, IdentifierScheme::Gcom, id));
        }
        statement.facts.extend(memberships(cells, key, joined_on).into_iter().map(Into::into));
        statement.facts.extend(commitments(cells, key).into_iter().map(Into::into));
        Ok(Some(statement))
    }
}

fn latest_adhesion(head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
    let Recognition::Known(header) = LAYOUT.find(head) else { return None };
    let at = header.positions.get("dateofadhesion")?;
    let days = head.all.iter().skip(header.rows_above).filter_map(|row| row.get(*at));
    let latest = days.filter_map(|day| parse_day(day).ok()).max()?;
    Some((latest, "the latest adhesion in the file"))
}

/// The country by its code in small letters, else by its name: of Greece and the United Kingdom
/// the European Union has codes of its own. Code and name must not contradict each other.
fn country(cells: &Cells<'_>) -> Result<&'static str, Problem> {
    let by_code = place::by_code(&cells.raw("country_code").trim().to_uppercase());
    let by_name = cells.text(&["country_name"]).and_then(place::by_name);
    match (by_code, by_name) {
        (Some(code), Some(name)) if code.iso3 != name.iso3 => {
            Err(cells.problem("country_code", format!("is not the code of the country, {}", name.name)))
        }
        (Some(place), _) | (None, Some(place)) => Ok(place.iso3),
        (None, None) => Err(cells.problem("country_code", "neither it nor the name is of a country we know")),
    }
}

/// The platform has no kind of signatory below or above the municipality, only groups.
fn signatory(
    cells: &Cells<'_>,
    key: &str,
    country: &str,
    joined_on: Option<NaiveDate>,
) -> Result<actor::Model, Problem> {
    let column = "organisation_name";
    let name = cells.name_unless(column, &["-"]).ok_or_else(|| cells.problem(column, "empty, but needed"))?;
    let is_group = cells.choice(&["group_profile"], &YES_NO);
    let columns = ["organisation_latitude", "organisation_longitude"];
    // Groups are given the middle of their country.
    let place = if is_group == Some(true) { None } else { coordinates::degrees(cells, columns, degree) };
    let population = cells.count(&["population_adhesion"]);
    Ok(actor::Model {
        population,
        population_year: population.and(joined_on).map(|day| day.year()),
        latitude: place.map(|(north, _)| north),
        longitude: place.map(|(_, east)| east),
        is_group,
        ..actor::Model::new(key, ActorType::City, name, country)
    })
}

/// Degrees with a decimal point or, as in some rows, a decimal comma.
fn degree(raw: &str) -> Result<Decimal, String> {
    match raw.split_once(',') {
        Some((whole, rest)) if !rest.contains([',', '.']) && !whole.contains('.') => {
            amount::parse_decimal(&format!("{whole}.{rest}"))
        }
        _ => amount::parse_decimal(raw),
    }
}

fn memberships(cells: &Cells<'_>, key: &str, joined_on: Option<NaiveDate>) -> Vec<membership::Model> {
    let statuses = [("published", MembershipStatus::Member), ("on_hold", MembershipStatus::Suspended)];
    let status = cells.choice(&["signatory_status"], &statuses).map(Into::into);
    let covenant = membership::Model::new(key, COVENANT);
    let covenant = covenant.map(|member| membership::Model { joined_on, status, ..member });
    let adapts = cells.choice(&["commitment_mayoradapt_flag"], &YES_NO) == Some(true);
    let mayors_adapt = adapts.then(|| membership::Model::new(key, "Mayors Adapt")).flatten();
    covenant.into_iter().chain(mayors_adapt).collect()
}

/// The commitments a row names. What they ask for is not in the file, so they have no number.
fn commitments(cells: &Cells<'_>, key: &str) -> Vec<target::Model> {
    let made = COMMITMENTS.iter().filter(|(flag, ..)| cells.choice(&[flag], &YES_NO) == Some(true));
    made.map(|(_, name, year)| target::Model {
        target_year: Some(*year),
        null_reason: Some(NullReason::NotSpecifiedInSource.into()),
        statement: Some((*name).to_owned()),
        initiative_key: quipu_domain::slug::slug(COVENANT),
        initiative_name: Some(COVENANT.to_owned()),
        ..target::Model::new(key, &year.to_string(), TargetKind::Other, TargetMetric::Other)
    })
    .collect()
}

#[cfg(test)]
mod tests;

//! Participants of the United Nations Global Compact: one row an organisation.

use chrono::NaiveDate;
use quipu_domain::place;
use quipu_domain::slug::slug;
use quipu_domain::vocabulary::{ActorType, Verification};
use quipu_entities::{actor, membership};

use super::dated;
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::{Cells, plain};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static UNGC: SourceTerms = SourceTerms {
    id: "ungc",
    publisher: "United Nations Global Compact; listing by jpBane",
    title: "UN Global Compact participants",
    licence: "None stated; a public list of participants",
    url: "https://unglobalcompact.org/what-is-gc/participants",
    citation: "United Nations Global Compact, participants; listing: jpBane/climate_reporting_initiatives",
    redistributable: false,
    verification: Verification::Compiled,
};

/// The list of participants.
pub(crate) struct GlobalCompact;

const COMPACT: &str = "United Nations Global Compact";

const LAYOUT: Layout = Layout {
    name: "participants",
    required: &["Name", "Type", "Sector", "Country", "Joined On"],
    optional: &[],
};

/// Types of participants that are no businesses. A trade union stands for its members as civil society
/// does; an association of businesses is neither a business nor civil society.
const KINDS: [(&str, ActorType); 14] = [
    ("NGO Local", ActorType::CivilSociety),
    ("NGO Global", ActorType::CivilSociety),
    ("Foundation", ActorType::CivilSociety),
    ("Labour Local", ActorType::CivilSociety),
    ("Labour Global", ActorType::CivilSociety),
    ("Academic", ActorType::HigherEducation),
    ("City", ActorType::City),
    ("Region", ActorType::Region),
    ("Public Sector Organization", ActorType::Other),
    ("Public Sector Organisation", ActorType::Other),
    ("Business Association Local", ActorType::Other),
    ("Business Association Global", ActorType::Other),
    ("Business Association", ActorType::Other),
    ("Other", ActorType::Other),
];

/// Types of participants that are businesses.
const BUSINESSES: [&str; 4] = ["Company", "Small or Medium-sized Enterprise", "SME", "Micro Enterprise"];

/// Sectors whose businesses lend, insure or invest.
const FINANCE: [&str; 12] = [
    "Banks",
    "Finance and credit services",
    "Financial Services",
    "General Financial",
    "Insurance",
    "Life Insurance",
    "Nonlife Insurance",
    "Investment banking and brokerage services",
    "Open end and miscellaneous investment vehicles",
    "Closed end investments",
    "Equity Investment Instruments",
    "Nonequity Investment Instruments",
];

impl Adapter for GlobalCompact {
    fn name(&self) -> &'static str {
        "ungc-participants/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &UNGC
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        dated::month_in(head.file_name).map(|day| (day, dated::BASIS))
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let name = cells.name(&["Name"]).ok_or_else(|| cells.problem("Name", "empty, but needed"))?;
        let country = place::by_name(cells.required("Country")?).map(|place| place.iso3);
        let country = country.ok_or_else(|| cells.problem("Country", "not the name of a place we know"))?;
        let key = slug(&name).map(|name| format!("{country}/{name}"));
        let key = key.ok_or_else(|| cells.problem("Name", "holds neither letters nor digits"))?;
        let actor = actor::Model {
            industry: cells.name(&["Sector"]),
            ..actor::Model::new(&key, kind(cells), name, country)
        };
        let mut statement = Statement::about(key.clone()).with(actor);
        if let Some(membership) = membership::Model::new(&key, COMPACT) {
            let joined_on = cells.day(&["Joined On"]);
            statement = statement.with(membership::Model { joined_on, ..membership });
        }
        Ok(Some(statement))
    }
}

/// The kind by type and, of businesses, by sector. A type that is not known is noted.
fn kind(cells: &Cells<'_>) -> ActorType {
    let is = |column: &str, words: &[&str]| {
        let value = plain(cells.raw(column));
        words.iter().any(|word| plain(word) == value)
    };
    match is("Type", &BUSINESSES) {
        true if is("Sector", &FINANCE) => ActorType::Investor,
        true => ActorType::Company,
        false => cells.choice(&["Type"], &KINDS).unwrap_or(ActorType::Other),
    }
}

#[cfg(test)]
mod tests;

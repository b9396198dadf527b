//! ClimActor, the table of cities and regions with what is known of their surroundings: one row an
//! actor. It comes from R, which writes `NA` for what is missing.

mod initiatives;

use chrono::{Datelike, NaiveDate};
use quipu_domain::vocabulary::{ActorType, Verification, Vocabulary};
use quipu_domain::{amount, text, year};
use quipu_entities::actor;

use super::{coordinates, dated};
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The terms of the publisher.
pub(crate) static CLIMACTOR: SourceTerms = SourceTerms {
    id: "climactor",
    publisher: "Data-Driven EnviroLab",
    title: "ClimActor: subnational contextuals",
    licence: "Non-commercial use with citation; package GPL-2",
    url: "https://github.com/datadrivenenvirolab/ClimActor",
    citation: "Hsu, Yeo, Rauber et al. (2020), ClimActor, Scientific Data 7, 374; Manya et al. (2025), DOI 10.15139/S3/GGWVVQ",
    redistributable: false,
    verification: Verification::Compiled,
};

/// Cities and regions with population and place.
pub(crate) struct Contextuals;

const LAYOUT: Layout = Layout {
    name: "subnational contextuals",
    required: &["name", "iso", "entity_type", "initiatives_committed"],
    optional: &["lat", "lng", "population", "population_year", "state", "admin_1"],
};

impl Adapter for Contextuals {
    fn name(&self) -> &'static str {
        "climactor-contextuals/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CLIMACTOR
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    fn known_on(&self, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        dated::month_in(head.file_name).map(|day| (day, dated::BASIS))
    }

    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
        let country = cells.country("iso")?;
        let kind = kind(cells)?;
        let name = cells.name_unless("name", &["NA"]).map(|name| text::without_escapes(&name));
        let name = name.ok_or_else(|| cells.problem("name", "empty, but needed"))?;
        let region = cells.name(&["state"]).or_else(|| cells.name(&["admin_1"]));
        let key = key(session, country, kind, &name, region.as_deref().unwrap_or_default());
        let place = coordinates::degrees(cells, ["lat", "lng"], amount::parse_decimal);
        let actor = actor::Model {
            population: cells.count(&["population"]),
            population_year: cells.year(&["population_year"], &(*year::YEARS.start()..=latest(session))),
            latitude: place.map(|(north, _)| north),
            longitude: place.map(|(_, east)| east),
            region: region.map(|region| text::without_escapes(&region)),
            ..actor::Model::new(&key, kind, name, country)
        };
        let mut statement = Statement::about(key.clone()).with(actor);
        for membership in initiatives::memberships(cells, &key) {
            statement = statement.with(membership);
        }
        Ok(Some(statement))
    }
}

fn kind(cells: &Cells<'_>) -> Result<ActorType, Problem> {
    let kinds = [("city", ActorType::City), ("region", ActorType::Region)];
    let word = cells.required("entity_type")?.to_lowercase();
    let kind = kinds.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
    kind.ok_or_else(|| cells.problem("entity_type", "none of: City, Region"))
}

/// The table has no ids: an actor is known by country, kind and name as the table spells it (it has
/// both "Arakil" and "ARAKIL"). A namesake in another region takes the region into its key.
fn key(session: &mut Session, country: &str, kind: ActorType, name: &str, region: &str) -> String {
    let key = format!("{country}/{}/{name}", kind.code().to_lowercase());
    match session.variant(&key, region.to_owned()) {
        0 => key,
        _ => format!("{key}/{region}"),
    }
}

/// The year of the file, where its name says it: no count is of a later one.
fn latest(session: &Session) -> i32 {
    dated::month_in(&session.file_name).map_or(*year::YEARS.end(), |day| day.year())
}

#[cfg(test)]
mod tests;

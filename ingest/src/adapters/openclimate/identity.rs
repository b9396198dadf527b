//! Who an actor is: the tables `Actor` and `ActorIdentifier`, and a list of LEIs.
//!
//! All of them list what there is. By that alone a region is an actor, and nobody else.

use quipu_domain::vocabulary::{ActorType, IdentifierScheme};
use quipu_entities::{actor, actor_identifier};

use super::datasource;
use super::id::{ActorId, Kind, country, is_lei};
use super::names::spelled;
use crate::cells::Cells;
use crate::statement::{Problem, Statement};

/// Words for what an id stands for; `None`: a country or the world, which is no actor.
const TYPES: [(&str, Option<ActorType>); 8] = [
    ("planet", None),
    ("country", None),
    ("territory", None),
    ("adm1", Some(ActorType::Region)),
    ("adm2", Some(ActorType::Region)),
    ("city", Some(ActorType::City)),
    ("organization", Some(ActorType::Company)),
    ("site", Some(ActorType::Facility)),
];

/// A row of `Actor`.
pub(super) fn actor(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let id = ActorId::read(cells, "actor_id")?;
    let word = cells.raw("type").trim();
    let kind = TYPES.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind);
    let words = "none of: planet, country, territory, adm1, adm2, city, organization, site";
    let Some(kind) = kind.ok_or_else(|| cells.problem("type", words))? else { return Ok(None) };
    if id.is_national() {
        return Err(cells.problem("actor_id", "the code of a country, but its type is another"));
    }
    let name = spelled(cells)?;
    let within = cells.raw("is_part_of").trim();
    let seat = id.place.or_else(|| country(within.get(..2)?));
    let seat = seat.ok_or_else(|| cells.problem("is_part_of", "says no country, and neither does the id"))?;
    let is_code = Some(within).filter(|within| within.len() > 2).map(str::to_owned);
    let placed = id.place.is_some();
    let actor = actor::Model {
        part_of: is_code.clone().filter(|_| placed),
        region: is_code.filter(|_| !placed),
        ..reference(id.text, kind, name, seat.iso3)
    };
    let statement = Statement::about(format!("actor/{}/{}", id.text, datasource(cells))).with(actor);
    Ok(Some(with_code(cells, statement, &id)))
}

/// A row of `ActorIdentifier`. Those of countries are known from better sources.
pub(super) fn identifier(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let id = ActorId::read(cells, "actor_id")?;
    if id.is_national() {
        return Ok(None);
    }
    let namespaces = [
        ("LEI", IdentifierScheme::Lei),
        ("CDP", IdentifierScheme::Cdp),
        ("UNLOCODE", IdentifierScheme::Unlocode),
        ("UN/LOCODE", IdentifierScheme::Unlocode),
        ("ISO-3166-2", IdentifierScheme::Iso3166Part2),
        ("ISO 3166-2", IdentifierScheme::Iso3166Part2),
        ("WIKIDATA", IdentifierScheme::Wikidata),
        ("ISIN", IdentifierScheme::Isin),
    ];
    let word = cells.raw("namespace").trim();
    let scheme = namespaces.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    let scheme = scheme.map(|(_, scheme)| *scheme);
    let scheme = scheme.ok_or_else(|| cells.problem("namespace", "not a list of codes that is known"))?;
    let value = cells.required("identifier")?;
    if scheme == IdentifierScheme::Lei && !is_lei(value) {
        return Err(cells.problem("identifier", NO_LEI));
    }
    let key = format!("identifier/{}/{word}/{value}", id.text);
    let identifier = actor_identifier::Model::new(id.text, scheme, value);
    Ok(Some(Statement::about(key).with(identifier)))
}

/// A row of the list of LEIs; `None` for a name that has none.
pub(super) fn registered(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let lei = cells.raw("lei").trim();
    if lei.is_empty() {
        return Ok(None);
    }
    if !is_lei(lei) {
        return Err(cells.problem("lei", NO_LEI));
    }
    let name = spelled(cells)?;
    let seat = country(cells.raw("country").trim());
    let seat = seat.ok_or_else(|| cells.problem("country", "not an ISO 3166-1 alpha-2 code"))?;
    let region = cells.text(&["region"]).map(str::to_owned);
    let company = actor::Model { region, ..reference(lei, ActorType::Company, name, seat.iso3) };
    let identifier = actor_identifier::Model::new(lei, IdentifierScheme::Lei, lei);
    Ok(Some(Statement::about(format!("registered/{lei}")).with(company).with(identifier)))
}

const NO_LEI: &str = "not an LEI: 20 capitals and digits with right check digits";

/// An entry of a list of all there are. A region is an actor by that alone: it is the level between
/// cities and country, and those without a target count, too, when it is asked how many have one. A
/// company of the register of LEIs, or a town of the gazetteer, is not.
pub(super) fn reference(key: &str, kind: ActorType, name: String, country: &str) -> actor::Model {
    let is_reference = Some(kind != ActorType::Region);
    actor::Model { is_reference, ..actor::Model::new(key, kind, name, country) }
}

/// The statement with the code that the id is.
fn with_code(cells: &Cells<'_>, statement: Statement, id: &ActorId<'_>) -> Statement {
    match id.identifier() {
        Some(identifier) => statement.with(identifier),
        None if id.kind == Kind::Organisation && id.text.len() == 20 => {
            cells.note("actor_id", NO_LEI);
            statement
        }
        None => statement,
    }
}

//! Who a row is about.

use quipu_domain::vocabulary::{ActorType, IdentifierScheme};
use quipu_entities::{actor, actor_identifier};

use super::ID;
use crate::cells::{Cells, plain};
use crate::identifiers::{isin, lei};
use crate::statement::Statement;

const KINDS: [(&str, ActorType); 6] = [
    ("Corporate", ActorType::Company),
    ("Company", ActorType::Company),
    ("SME", ActorType::Company),
    ("Small or Medium Enterprise", ActorType::Company),
    ("Small or Medium Enterprise (SME)", ActorType::Company),
    ("Financial Institution", ActorType::Investor),
];

/// Words of the companies for "we have no such code".
const NO_CODE: [&str; 7] = ["na", "nc", "no", "notavailable", "notapplicable", "notrelevant", ""];

/// The company and its codes. A kind that is not known is noted, and counts as none of the others.
pub(super) fn read(cells: &Cells<'_>, statement: Statement, name: String, country: &str) -> Statement {
    let key = statement.key.clone();
    let kind = cells.choice(&["organization_type"], &KINDS).unwrap_or(ActorType::Other);
    let profile =
        actor::Model { industry: cells.name(&["sector"]), ..actor::Model::new(&key, kind, name, country) };
    let mut statement = statement.with(profile);
    if cells.column(&[ID]).is_some() {
        statement = statement.with(actor_identifier::Model::new(&key, IdentifierScheme::Sbti, &key));
    }
    let code = |scheme, value: String| actor_identifier::Model::new(&key, scheme, &value);
    for value in codes(cells, "lei", lei) {
        statement = statement.with(code(IdentifierScheme::Lei, value));
    }
    for value in codes(cells, "isin", isin) {
        statement = statement.with(code(IdentifierScheme::Isin, value));
    }
    statement
}

/// The codes of a cell, which may hold several between commas, semicolons or slashes. Each that is
/// none is noted.
fn codes(cells: &Cells<'_>, column: &str, parse: fn(&str) -> Result<String, String>) -> Vec<String> {
    let cell = cells.text(&[column]).filter(|cell| !NO_CODE.contains(&plain(cell).as_str()));
    let mut codes: Vec<String> = Vec::new();
    for part in cell.unwrap_or_default().split([',', ';', '/']).map(str::trim).filter(|part| !part.is_empty())
    {
        match parse(part) {
            Ok(code) if codes.contains(&code) => {}
            Ok(code) => codes.push(code),
            Err(reason) => cells.note(column, reason),
        }
    }
    codes
}

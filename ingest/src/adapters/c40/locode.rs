//! UN/LOCODEs of member cities.
//!
//! Some are of another place. That is told only where they are of another country (Milan has
//! `AU MEL`); a wrong one of the right country (London has `GB LDY`, which is Londonderry) is kept
//! as it is stated. So a code alone does not tell that two cities are the same.

use quipu_domain::place;
use quipu_domain::vocabulary::IdentifierScheme;
use quipu_entities::actor_identifier;

use super::{C40, CITY, COUNTRY, city};
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The table of codes.
pub(crate) struct C40Locodes;

const CODE: &str = "locode";
const COUNTRY_CODE: &str = "iso_code";

const LAYOUT: Layout =
    Layout { name: "UN/LOCODEs", required: &[CITY, COUNTRY, COUNTRY_CODE, CODE], optional: &[] };

impl Adapter for C40Locodes {
    fn name(&self) -> &'static str {
        "c40-locodes/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &C40
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    /// The key is not that of an inventory: the table says nothing of these.
    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let city = city(cells)?;
        // As received: the alpha-2 code of Namibia reads as "missing" otherwise.
        let country = place::by_code(cells.raw(COUNTRY_CODE).trim());
        if country.is_none_or(|country| country.iso3 != city.country.iso3) {
            return Err(cells.problem(COUNTRY_CODE, format!("not the code of {}", city.country.name)));
        }
        let mut statement = Statement::about(format!("{}/locode", city.key));
        if let Some(code) = cells.parsed(&[CODE], |raw| locode(raw, city.country.iso2)) {
            statement =
                statement.with(actor_identifier::Model::new(&city.key, IdentifierScheme::Unlocode, &code));
        }
        Ok(Some(statement))
    }
}

/// A code of a place in this country: two letters, a blank, three letters or digits.
fn locode(raw: &str, country: &str) -> Result<String, String> {
    let (code_country, place) = raw.split_once(' ').ok_or("not a UN/LOCODE: no blank after the country")?;
    let is_place =
        place.len() == 3 && place.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !is_place {
        return Err("not a UN/LOCODE: three letters or digits after the country".into());
    }
    if code_country != country {
        return Err(format!("a place in {code_country}, while the city lies in {country}"));
    }
    Ok(raw.to_owned())
}

//! Unicode CLDR: names of territories in one language a file, by alpha-2 code.

use quipu_domain::place;

use super::country_name;
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{CLDR, SourceTerms};
use crate::statement::{Problem, Statement};

/// `territories.json` of one language.
pub(crate) struct Cldr;

const TERRITORIES: Layout =
    Layout { name: "territories", required: &["path", "key", "value"], optional: &[] };

impl Adapter for Cldr {
    fn name(&self) -> &'static str {
        "cldr/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &CLDR
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        let path = head.rows.get(1).and_then(|row| row.first());
        match path {
            Some(path) if path.ends_with("localeDisplayNames/territories") => TERRITORIES.find(head),
            _ => Recognition::Unknown,
        }
    }

    /// Continents (`001`) and names of places without a page here (`AC`, Ascension) are passed
    /// over; of the variants of a name, only the short one is kept beside the common one.
    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let path = cells.required("path")?;
        let locale = path.split('/').nth(1).unwrap_or_default();
        let language = if locale == "zh" { "zh-Hans" } else { locale };
        let key = cells.raw("key").trim();
        let (code, form) = match key.split_once("-alt-") {
            None => (key, "COMMON"),
            Some((code, "short")) => (code, "SHORT"),
            Some(_) => return Ok(None),
        };
        let Some(place) = place::by_code(code).filter(|place| place.iso2 == code) else { return Ok(None) };
        let Some(name) = cells.name(&["value"]) else { return Ok(None) };
        let statement = Statement::about(format!("{language}/{key}"));
        Ok(Some(statement.with(country_name(place.iso3, language, name, form))))
    }
}

//! Wikidata's labels of countries in the six UN languages.
//!
//! Its Chinese labels mix scripts from row to row, so they are kept as `zh`, never as
//! `zh-Hant` or `zh-Hans`.

use quipu_domain::place;

use super::country_name;
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{SourceTerms, WIKIDATA};
use crate::statement::{Problem, Statement};

/// The table of labels.
pub(crate) struct Wikidata;

const LABELS: Layout = Layout {
    name: "labels",
    required: &["iso31661", "label_en"],
    optional: &["label_ru", "label_ar", "label_fr", "label_es", "label_zh"],
};

impl Adapter for Wikidata {
    fn name(&self) -> &'static str {
        "wikidata-country-names/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &WIKIDATA
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LABELS.find(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let code = cells.raw("iso31661").trim();
        let place = place::by_code(code).filter(|place| place.iso2 == code);
        let place =
            place.ok_or_else(|| cells.problem("iso31661", "not an ISO 3166-1 alpha-2 code in force"))?;
        let mut statement = Statement::about(code);
        for language in ["en", "ru", "ar", "fr", "es", "zh"] {
            if let Some(name) = cells.name(&[&format!("label_{language}")]) {
                statement = statement.with(country_name(place.iso3, language, name, "COMMON"));
            }
        }
        Ok(Some(statement))
    }
}

//! Debian's iso-codes: the JSON list of ISO 3166-1, and names gathered from its translations.

use quipu_entities::country_code;

use super::country_name;
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::{ISO_CODES, SourceTerms};
use crate::statement::{Problem, Statement};

/// The JSON list.
pub(crate) struct IsoCodes;

const LIST: Layout = Layout {
    name: "iso_3166-1.json",
    required: &["alpha_2", "alpha_3", "name", "numeric"],
    optional: &["common_name", "official_name", "flag"],
};

impl Adapter for IsoCodes {
    fn name(&self) -> &'static str {
        "iso-codes-list/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &ISO_CODES
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        if head.rows.first().is_some_and(|row| row.iter().any(|name| name == "zh_TW")) {
            return Recognition::Unknown;
        }
        LIST.find(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let iso3 = cells.country("alpha_3")?;
        Ok(Some(Statement::about(format!("code/{iso3}")).with(code(cells, iso3)?).with_names(
            iso3,
            "en",
            cells,
            &["common_name", "name"],
            &["official_name"],
        )))
    }
}

/// The table of names.
pub(crate) struct IsoNames;

const NAMES: Layout = Layout {
    name: "country names",
    required: &["alpha_3", "alpha_2", "numeric", "name", "zh_TW", "zh_CN"],
    optional: &["common_name", "official_name", "fr", "es", "ru", "ar", "pt", "ja", "de"],
};

/// Columns of names with the tag of their language.
const LANGUAGES: [(&str, &str); 9] = [
    ("zh_TW", "zh-Hant"),
    ("zh_CN", "zh-Hans"),
    ("fr", "fr"),
    ("es", "es"),
    ("ru", "ru"),
    ("ar", "ar"),
    ("pt", "pt"),
    ("ja", "ja"),
    ("de", "de"),
];

impl Adapter for IsoNames {
    fn name(&self) -> &'static str {
        "iso-codes-names/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &ISO_CODES
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        NAMES.find(head)
    }

    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let iso3 = cells.country("alpha_3")?;
        let mut statement = Statement::about(format!("names/{iso3}")).with(code(cells, iso3)?).with_names(
            iso3,
            "en",
            cells,
            &["common_name", "name"],
            &["official_name"],
        );
        for (column, language) in LANGUAGES {
            statement = statement.with_names(iso3, language, cells, &[column], &[]);
        }
        Ok(Some(statement))
    }
}

fn code(cells: &Cells<'_>, iso3: &str) -> Result<country_code::Model, Problem> {
    let iso2 = cells.required("alpha_2").or_else(|problem| {
        // The code of Namibia is also a token for "missing".
        if cells.raw("alpha_2").trim() == "NA" { Ok("NA") } else { Err(problem) }
    })?;
    Ok(country_code::Model {
        record_id: 0,
        position: 0,
        iso3: iso3.to_owned(),
        iso2: iso2.to_owned(),
        numeric: cells.text(&["numeric"]).map(str::to_owned),
    })
}

impl Statement {
    /// Adds the first name found in `common`, and that in `official`.
    fn with_names(
        self,
        iso3: &str,
        language: &str,
        cells: &Cells<'_>,
        common: &[&str],
        official: &[&str],
    ) -> Self {
        let first = |columns: &[&str]| columns.iter().find_map(|column| cells.name(&[column]));
        let mut statement = self;
        for (name, form) in [(first(common), "COMMON"), (first(official), "OFFICIAL")] {
            if let Some(name) = name {
                statement = statement.with(country_name(iso3, language, name, form));
            }
        }
        statement
    }
}

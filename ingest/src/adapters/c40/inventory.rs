//! The sheet of inventories: one row for each city and year.
//!
//! Emissions by activity, of which there are notation keys such as `NE` and `IE (I.1.1)` in place
//! of numbers, stay in the raw row; read is the total of the level BASIC, which all rows have.

use quipu_domain::vocabulary::{ActorType, NullReason};
use quipu_domain::{amount, year};
use quipu_entities::{actor, actor_population, inventory};

use super::{C40, CITY, COUNTRY, city};
use crate::adapter::{Adapter, Layout, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// The inventories of the dashboard.
pub(crate) struct C40Inventories;

/// Calendar year, clean beside `Year`, which has been written in nine ways.
const YEAR: &str = "Year_calendar";
const TOTAL: &str = "BASIC";

const LAYOUT: Layout = Layout {
    name: "inventories",
    required: &[CITY, COUNTRY, YEAR, TOTAL],
    optional: &["Boundary", "Population"],
};

/// How a cell of numbers says why it holds none.
const NOTATION_KEYS: [&str; 4] = ["NE", "NO", "IE", "C"];

impl Adapter for C40Inventories {
    fn name(&self) -> &'static str {
        "c40-inventories/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &C40
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        LAYOUT.find(head)
    }

    /// A file speaks for all inventories of a city: a later one may have taken one back.
    fn read(&self, cells: &Cells<'_>, _: &mut Session) -> Result<Option<Statement>, Problem> {
        let city = city(cells)?;
        let Some(year) = cells.year(&[YEAR], &year::YEARS) else {
            return Err(cells.problem(YEAR, "not a year, but needed"));
        };
        let statement = Statement::within(&*city.key, format!("{}/{year}", city.key));
        let mut statement =
            statement.with(actor::Model::new(&city.key, ActorType::City, city.name, city.country.iso3));
        if let Some(people) = cells.count(&["Population"]).filter(|people| *people > 0) {
            let actor_key = city.key.clone();
            let year = Some(year);
            statement = statement.with(actor_population::Model {
                record_id: 0,
                position: 0,
                actor_key,
                year,
                people,
            });
        }
        Ok(Some(statement.with(inventory(cells, &city.key, year))))
    }
}

fn inventory(cells: &Cells<'_>, key: &str, year: i32) -> inventory::Model {
    let is_key = cells.text(&[TOTAL]).is_some_and(is_notation_key);
    let total = if is_key {
        None
    } else {
        cells.parsed(&[TOTAL], |raw| amount::gross_tonnes(amount::parse_decimal(raw)?))
    };
    let null_reason = match total {
        Some(_) => None,
        None if is_key || cells.text(&[TOTAL]).is_none() => Some(NullReason::NotReported),
        None => Some(NullReason::NotUnderstood),
    };
    inventory::Model {
        null_reason: null_reason.map(Into::into),
        boundary: cells.name(&["Boundary"]).filter(|boundary| boundary != "0"),
        method: Some(
            "Global Protocol for Community-Scale Greenhouse Gas Inventories (GPC); total: BASIC".into(),
        ),
        ..inventory::Model::new(key, year, total.map(Into::into))
    }
}

/// One notation key or several, each perhaps with the place it refers to: `IE (I.1.1)`, `NO; IE`.
fn is_notation_key(text: &str) -> bool {
    text.split([';', ',', '/']).all(|part| {
        let key = part.split('(').next().unwrap_or_default();
        NOTATION_KEYS.contains(&key.trim())
    })
}

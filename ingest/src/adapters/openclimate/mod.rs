//! OpenClimate: tables in which the Open Earth Foundation brings many publishers' data into one form.
//!
//! Who an actor is, what it is called and where it lies is read here, as the source `openclimate`.
//! Emissions and targets stay with the publisher that their rows name: see [`figures`].

mod figures;
mod id;
mod identity;
mod names;
mod publishers;
mod setting;
mod target;

use quipu_domain::vocabulary::Verification;

pub(crate) use publishers::*;

use crate::adapter::{Adapter, Layout, Recognition, Session, first_known};
use crate::cells::Cells;
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// Tables on who an actor is.
pub(crate) struct OpenClimate;

/// Terms of what is read of the tables themselves.
pub(crate) static OPENCLIMATE: SourceTerms = SourceTerms {
    id: "openclimate",
    publisher: "Open Earth Foundation, from many publishers",
    title: "OpenClimate",
    licence: "Tables Apache-2.0; names and codes keep their publishers' terms",
    url: "https://github.com/Open-Earth-Foundation/OpenClimate",
    citation: "Open Earth Foundation, OpenClimate, harmonised tables",
    redistributable: false,
    verification: Verification::Compiled,
};

const ACTORS: &str = "Actor";
const NAMES: &str = "ActorName";
const IDENTIFIERS: &str = "ActorIdentifier";
const TERRITORIES: &str = "Territory";
const POPULATIONS: &str = "Population";
const INITIATIVES: &str = "Initiative";
const LEI_LIST: &str = "LEI list";
const REGION_NAMES: &str = "names of regions";
const DATA_SOURCES: &str = "DataSource";
const TAGS: &str = "Tag";
const TARGET_TAGS: &str = "TargetTag";

const LAYOUTS: &[Layout] = &[
    Layout {
        name: ACTORS,
        required: &["actor_id", "type", "name", "is_part_of"],
        optional: &["datasource_id"],
    },
    Layout {
        name: NAMES,
        required: &["actor_id", "name", "language"],
        optional: &["preferred", "datasource_id"],
    },
    Layout {
        name: IDENTIFIERS,
        required: &["actor_id", "identifier", "namespace"],
        optional: &["datasource_id"],
    },
    Layout { name: TERRITORIES, required: &["actor_id", "lat", "lng"], optional: &["datasource_id"] },
    Layout {
        name: POPULATIONS,
        required: &["actor_id", "population", "year", "datasource_id"],
        optional: &[],
    },
    Layout {
        name: INITIATIVES,
        required: &["initiative_id", "name", "description"],
        optional: &["URL", "datasource_id"],
    },
    Layout { name: LEI_LIST, required: &["name", "country", "region", "lei", "status"], optional: &[] },
    Layout { name: REGION_NAMES, required: &["ISO-3166-1", "name", "ISO-3166-2"], optional: &[] },
    Layout {
        name: DATA_SOURCES,
        required: &["datasource_id", "name", "publisher", "published"],
        optional: &[],
    },
    Layout { name: TARGET_TAGS, required: &["target_id", "tag_id"], optional: &[] },
    Layout { name: TAGS, required: &["tag_id", "tag_name"], optional: &[] },
];

impl Adapter for OpenClimate {
    fn name(&self) -> &'static str {
        "openclimate/1"
    }

    fn source(&self) -> &'static SourceTerms {
        &OPENCLIMATE
    }

    fn recognise(&self, head: &Head<'_>) -> Recognition {
        first_known(LAYOUTS, head)
    }

    fn passes_over(&self, layout: &str) -> Option<&'static str> {
        match layout {
            DATA_SOURCES => Some("describes the sources of other tables; nothing was recorded"),
            TAGS | TARGET_TAGS => Some("holds labels of targets that are not kept; nothing was recorded"),
            _ => None,
        }
    }

    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
        match cells.layout() {
            ACTORS => identity::actor(cells),
            NAMES => names::name(cells, session),
            IDENTIFIERS => identity::identifier(cells),
            LEI_LIST => identity::registered(cells),
            REGION_NAMES => names::region(cells),
            TERRITORIES => setting::location(cells),
            POPULATIONS => setting::population(cells),
            INITIATIVES => setting::initiative(cells),
            _ => Ok(None),
        }
    }
}

/// Who states a row, as part of its key; empty where the table does not say.
fn datasource<'a>(cells: &Cells<'a>) -> &'a str {
    cells.raw("datasource_id").trim()
}

#[cfg(test)]
mod tests;

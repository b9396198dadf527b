//! From rows of the database to a world. Pure: the same rows give the same world.

/// What a target says in numbers: the columns that both tables of targets have.
macro_rules! numbers {
    ($fact:expr) => {
        crate::rows::Numbers {
            kind: $fact.kind.0,
            metric: $fact.metric.0,
            base_year: $fact.base_year,
            target_year: $fact.target_year,
            reduction_low_percent: $fact.reduction_low.map(|exact| exact.0),
            reduction_high_percent: $fact.reduction_high.map(|exact| exact.0),
            base_value_tco2e: $fact.base_value_tco2e.map(|exact| exact.0),
            target_value_tco2e: $fact.target_value_tco2e.map(|exact| exact.0),
            bau_value_tco2e: $fact.bau_value_tco2e.map(|exact| exact.0),
            null_reason: $fact.null_reason.map(|code| code.0),
        }
    };
}

mod actors;
mod countries;
mod initiatives;
mod national_targets;
mod ndcs;
mod origins;

use std::collections::HashMap;

use crate::build::Read;
use crate::ids::RecordId;
use crate::query::Orders;
use crate::strings::{Strings, Text};
use crate::{Links, Tables, Version, World};

/// A world in the making.
pub(crate) struct Assembly {
    strings: Strings,
    tables: Tables,
    links: Links,
    /// Position of each record that counts, by its id in the database.
    records: HashMap<i64, RecordId>,
    /// Source of each record that counts.
    source_of: HashMap<i64, String>,
}

impl Assembly {
    /// The record with this id in the database. Facts are read for records that count only.
    fn record(&self, database_id: i64) -> RecordId {
        self.records[&database_id]
    }

    fn source(&self, database_id: i64) -> &str {
        &self.source_of[&database_id]
    }

    fn text(&mut self, text: &str) -> Text {
        self.strings.intern(text)
    }

    fn optional(&mut self, text: Option<&str>) -> Option<Text> {
        self.strings.intern_optional(text)
    }
}

/// Puts a world together.
pub(crate) fn assemble(read: Read) -> World {
    let version = origins::version(&read);
    let mut assembly = Assembly {
        strings: Strings::default(),
        tables: Tables::default(),
        links: Links::default(),
        records: HashMap::new(),
        source_of: HashMap::new(),
    };
    let Read { sources, editions, live, source_of, first_seen, mut facts, .. } = read;
    assembly.source_of = source_of;
    origins::origins(&mut assembly, &sources, &editions, &live);
    countries::countries(&mut assembly, &mut facts);
    ndcs::ndcs(&mut assembly, &mut facts, &first_seen);
    national_targets::national_targets(&mut assembly, &mut facts);
    let actor_by_source_key = actors::actors(&mut assembly, &mut facts);
    initiatives::initiatives(&mut assembly, &mut facts, &actor_by_source_key);
    finish(assembly, version)
}

fn finish(assembly: Assembly, version: Version) -> World {
    use crate::ids::{ActorId, InitiativeId, NationalTargetId, NdcId, TargetId};
    let Assembly { strings, tables, mut links, .. } = assembly;
    let name = |id: &ActorId| (strings.get(tables.actors[id.index()].folded_name), *id);
    links.parts_of_actor.sort_by_key(name);
    links.members_of_initiative.sort_by_key(name);
    World {
        orders: Orders::of(&tables, &links, &strings),
        version,
        actor_by_key: by_key(&tables.actors, |row| row.key, ActorId::at),
        initiative_by_key: by_key(&tables.initiatives, |row| row.key, InitiativeId::at),
        ndc_by_key: by_key(&tables.ndcs, |row| row.key, NdcId::at),
        target_by_key: by_key(&tables.targets, |row| row.key, TargetId::at),
        national_target_by_key: by_key(&tables.national_targets, |row| row.key, NationalTargetId::at),
        tables,
        links,
        strings,
    }
}

/// Where the row with each key stands; of rows with the same key, the last.
fn by_key<Row, Id>(rows: &[Row], key: fn(&Row) -> Text, id: fn(usize) -> Id) -> HashMap<Text, Id> {
    rows.iter().enumerate().map(|(at, row)| (key(row), id(at))).collect()
}

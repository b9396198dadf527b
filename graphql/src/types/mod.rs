//! The types of the graph, one table each, in the order of the documentation.

pub(crate) mod actor;
mod change;
mod conflict;
mod connection;
mod contribution;
mod country;
mod coverage;
mod dataset;
pub(crate) mod entity;
mod initiative;
mod level;
pub(crate) mod live;
mod mention;
mod ndc;
mod ndc_link;
mod progress;
pub(crate) mod query;
mod rate_limit;
mod scalars;
mod shared;
mod stakeholder;
mod target;

use crate::changes::Comparisons;
use crate::table::Table;

/// Writes the identifier of a node: its kind, a colon, its key.
pub(crate) fn write_id(text: &mut String, kind: &str, key: &str) {
    text.push_str(kind);
    text.push(':');
    text.push_str(key);
}

/// The whole table.
pub(crate) fn table() -> Table {
    let mut table = Table::default();
    let comparisons = Comparisons::new();
    query::add(&mut table, &comparisons);
    live::add(&mut table, &comparisons);
    country::add(&mut table);
    ndc::add(&mut table);
    level::add(&mut table);
    stakeholder::add(&mut table);
    actor::add(&mut table);
    mention::add(&mut table);
    target::add(&mut table);
    progress::add(&mut table);
    contribution::add(&mut table);
    ndc_link::add(&mut table);
    initiative::add(&mut table);
    conflict::add(&mut table);
    coverage::add(&mut table);
    dataset::add(&mut table);
    rate_limit::add(&mut table);
    change::add(&mut table);
    connection::add(&mut table);
    shared::add(&mut table);
    scalars::add(&mut table);
    table
}

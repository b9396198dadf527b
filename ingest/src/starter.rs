//! The starter data: facts of the published files, compiled into our own columns, so that a
//! fresh clone shows something true.
//!
//! One CSV file for each kind of fact, named for its table, and `editions.csv`, which says
//! which published file each came from. Each row names its source and the place in that file.
//! [`write_starter`] compiles them from a database into which the published files were imported;
//! [`load_starter`] loads them into an empty one, as editions of the same sources: importing the
//! published files later replaces them, and doubles nothing.

mod load;
mod write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use load::load_starter;
pub use write::write_starter;

/// The file that says which published file each row came from.
const EDITIONS: &str = "editions";

/// Why starter data could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StarterError {
    /// A file could not be read or written.
    #[error("file {file}")]
    Io {
        /// The file.
        file: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A table is not as it should be.
    #[error("table {table}")]
    Csv {
        /// The table.
        table: String,
        /// What is wrong with it.
        #[source]
        source: csv::Error,
    },
    /// A row names a source that has no line in `editions.csv`, or that this version does not know.
    #[error("table {table} names the source {source_id:?}, which has no edition")]
    NoEdition {
        /// The table.
        table: String,
        /// The source.
        source_id: String,
    },
    /// There is no such table.
    #[error("there is no table {0:?}")]
    NoTable(String),
    /// The database refused.
    #[error("the database refused")]
    Database(#[from] sea_orm::DbErr),
}

/// A published file that starter data were compiled from: a row of `editions.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Compiled {
    source: String,
    file: String,
    file_hash: String,
    known_on: NaiveDate,
    licence: String,
    citation: String,
}

/// Where a row of starter data comes from: its first columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Cited {
    source: String,
    #[serde(rename = "source_file")]
    file: String,
    #[serde(rename = "source_sheet")]
    sheet: Option<String>,
    #[serde(rename = "source_row")]
    row: i64,
    #[serde(rename = "record_scope")]
    scope: String,
    #[serde(rename = "record_key")]
    key: String,
}

/// How many columns a citation takes.
const CITED_COLUMNS: usize = 6;

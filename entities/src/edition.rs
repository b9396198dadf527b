//! One state of a source: a file, as it was known on a day, recorded once and for all.

use sea_orm::entity::prelude::*;

/// One state of a source: a file, as it was known on a day, recorded once and for all.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    /// Counts up by one with each edition recorded: the largest is the version of the data.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The source it is a state of.
    pub source_id: String,
    /// The adapter that read it, with its version: `net-zero-tracker/1`.
    pub adapter: String,
    /// Which of the layouts the adapter knows.
    pub layout: String,
    /// Name of the file, without its folder.
    pub file_name: String,
    /// BLAKE3 hash of the file, hexadecimal.
    pub file_hash: String,
    /// The day whose knowledge the file holds.
    pub known_on: Date,
    /// How that day was found: given, in the file's name, in the file, or the day of import.
    pub known_on_basis: String,
    /// When this service recorded it.
    pub recorded_at: DateTimeUtc,
    /// Rows read.
    pub rows_read: i64,
    /// Rows whose key was unknown.
    pub rows_new: i64,
    /// Rows whose key was known with other content.
    pub rows_changed: i64,
    /// Rows that say what was known.
    pub rows_unchanged: i64,
    /// Rows rejected.
    pub rows_rejected: i64,
}

/// None: joined by `edition_record`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

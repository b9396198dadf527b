//! A row, or a value of a row, that could not be understood.

use sea_orm::entity::prelude::*;

/// A row, or a value of a row, that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rejection")]
pub struct Model {
    /// The edition in which it came.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    /// Place in the report, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// Sheet of a workbook; `None` for other files.
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, from 1.
    pub row: i64,
    /// Column; `None` where the whole row is at fault.
    pub column_name: Option<String>,
    /// The value, shortened; `None` where the whole row is at fault.
    pub value: Option<String>,
    /// Why it was rejected.
    pub reason: String,
    /// Whether the whole row was left out; else only this value was.
    pub whole_row: bool,
}

/// None: read by edition.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

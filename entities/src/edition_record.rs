//! Which records an edition holds, and where in the file they stood.

use sea_orm::entity::prelude::*;

/// Which records an edition holds, and where in the file they stood.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition_record")]
pub struct Model {
    /// The edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    /// The record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub record_id: i64,
    /// Sheet of a workbook; `None` for other files.
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, from 1, as an editor shows it.
    pub row: i64,
}

/// None: read whole when a snapshot is built.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

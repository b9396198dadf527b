//! A row as it was received. Content never changes: other content is another record.

use sea_orm::entity::prelude::*;

/// A row as it was received. Content never changes: other content is another record.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    /// Counts up by one with each record.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The source that stated it.
    pub source_id: String,
    /// What an edition speaks about as a whole: where it has any record of a scope, all earlier
    /// records of that scope are replaced. The Party for the register, the key elsewhere.
    pub scope: String,
    /// What the row is about, the same in every edition.
    pub key: String,
    /// BLAKE3 hash of adapter and content, hexadecimal.
    pub hash: String,
    /// The row as received, a JSON object of column and text.
    pub raw: String,
    /// The edition in which this content first came.
    pub first_edition_id: i64,
}

/// None: joined by `edition_record`.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The records with these ids, as they were received.
    pub fn received(ids: impl IntoIterator<Item = i64>) -> Select<Self> {
        <Self as EntityTrait>::find().filter(Column::Id.is_in(ids))
    }
}

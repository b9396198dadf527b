//! What stays in the database: read in batches, one statement for each.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use quipu_entities::record;
use sea_orm::{DatabaseConnection, DbErr};

/// Reads from the database behind the worlds.
pub(crate) struct Database(pub(crate) DatabaseConnection);

/// Key of a record as it was received from its source: its id in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ReceivedRecord(pub(crate) i64);

impl Loader<ReceivedRecord> for Database {
    type Value = Arc<str>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ReceivedRecord]) -> Result<HashMap<ReceivedRecord, Arc<str>>, Arc<DbErr>> {
        let rows = record::Entity::received(keys.iter().map(|key| key.0)).all(&self.0).await?;
        Ok(rows.into_iter().map(|row| (ReceivedRecord(row.id), row.raw.into())).collect())
    }
}

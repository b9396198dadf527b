//! What stays in the database: read in batches, one statement for each.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use quipu_entities::databases::Databases;
use quipu_entities::record;
use sea_orm::DbErr;

/// Reads from the databases behind the worlds.
pub(crate) struct Database(pub(crate) Databases);

/// Key of a record as it was received from its source: its id in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ReceivedRecord(pub(crate) i64);

impl Loader<ReceivedRecord> for Database {
    type Value = Arc<str>;
    type Error = Arc<DbErr>;

    async fn load(&self, keys: &[ReceivedRecord]) -> Result<HashMap<ReceivedRecord, Arc<str>>, Arc<DbErr>> {
        let received = || record::Entity::received(keys.iter().map(|key| key.0));
        let rows = match received().all(&self.0.reader()).await {
            Ok(rows) => rows,
            // The server may just have gone: another may have taken its place.
            Err(_) if self.0.count() > 1 => {
                self.0.look().await;
                received().all(&self.0.reader()).await?
            }
            Err(error) => return Err(error.into()),
        };
        Ok(rows.into_iter().map(|row| (ReceivedRecord(row.id), row.raw.into())).collect())
    }
}

//! What was known of a source on a day, for comparison with what a file says.

use std::collections::HashMap;

use chrono::NaiveDate;
use quipu_entities::facts::StreamingConnection;
use quipu_entities::live::{self, Extent};
use quipu_entities::record;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

/// Records of one source.
#[derive(Default)]
pub(super) struct SourceState {
    /// Record of each key and content ever recorded.
    by_content: HashMap<(String, String), i64>,
    /// Content that was known of each key on the day.
    by_key: HashMap<String, String>,
}

impl SourceState {
    /// What the editions of the source known up to `day` say.
    pub(super) async fn load(
        db: &impl StreamingConnection,
        source: &str,
        day: NaiveDate,
    ) -> Result<Self, DbErr> {
        let live =
            live::load(db, Extent { source: Some(source), known_on: Some(day), last_edition: None }).await?;
        let records: Vec<(i64, String, String)> = record::Entity::find()
            .filter(record::Column::SourceId.eq(source))
            .select_only()
            .columns([record::Column::Id, record::Column::Key, record::Column::Hash])
            .into_tuple()
            .all(db)
            .await?;
        let mut state = Self::default();
        for (id, key, hash) in records {
            if live.counts(id) {
                state.by_key.insert(key.clone(), hash.clone());
            }
            state.by_content.insert((key, hash), id);
        }
        Ok(state)
    }

    /// The record with this key and content, if it was ever recorded.
    pub(super) fn record(&self, key: &str, hash: &str) -> Option<i64> {
        self.by_content.get(&(key.to_owned(), hash.to_owned())).copied()
    }

    /// The content known of this key on the day.
    pub(super) fn known(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// Remembers a record just made.
    pub(super) fn add(&mut self, key: &str, hash: &str, id: i64) {
        self.by_content.insert((key.to_owned(), hash.to_owned()), id);
    }
}

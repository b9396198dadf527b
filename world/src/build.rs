//! Reading the database: one consistent transaction, then no more.

use std::collections::HashMap;

use chrono::NaiveDate;
use quipu_entities::facts::AllFacts;
use quipu_entities::live::{self, Live};
use quipu_entities::{edition, edition_record, record, source, store};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, JoinType, QueryOrder, QuerySelect,
    RelationDef,
};

use crate::World;
use crate::assemble::assemble;

/// Why a snapshot could not be built.
#[derive(Debug, thiserror::Error)]
#[error("could not build a snapshot of the data")]
pub struct BuildError(#[from] DbErr);

/// What was read, to be assembled.
pub(crate) struct Read {
    pub(crate) sources: Vec<source::Model>,
    pub(crate) editions: Vec<edition::Model>,
    pub(crate) live: Live,
    /// Source of each record that counts.
    pub(crate) source_of: HashMap<i64, String>,
    /// First day on which each key of the register was known.
    pub(crate) first_seen: HashMap<i64, NaiveDate>,
    pub(crate) facts: AllFacts,
    pub(crate) known_on: Option<NaiveDate>,
    pub(crate) today: NaiveDate,
}

/// Builds the world of all that is known, or of what was known on a day.
///
/// # Errors
/// Whatever the database answers.
pub async fn build(
    db: &DatabaseConnection,
    known_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<World, BuildError> {
    let transaction = store::begin_reading(db).await?;
    let live = live::load(&transaction, None, known_on).await?;
    let read = Read {
        sources: source::Entity::find().order_by_asc(source::Column::Id).all(&transaction).await?,
        editions: edition::Entity::find().order_by_asc(edition::Column::Id).all(&transaction).await?,
        source_of: sources_of(&transaction, &live).await?,
        first_seen: first_seen(&transaction, &live).await?,
        facts: AllFacts::read(&transaction, |record| live.contains_key(&record)).await?,
        live,
        known_on,
        today,
    };
    transaction.commit().await?;
    Ok(assemble(read))
}

async fn sources_of(db: &impl ConnectionTrait, live: &Live) -> Result<HashMap<i64, String>, DbErr> {
    let rows: Vec<(i64, String)> = record::Entity::find()
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter(|(id, _)| live.contains_key(id)).collect())
}

/// For each record that counts, the first day on which its key was known with any content.
async fn first_seen(db: &impl ConnectionTrait, live: &Live) -> Result<HashMap<i64, NaiveDate>, DbErr> {
    let rows: Vec<(i64, String, String, NaiveDate)> = record::Entity::find()
        .join(JoinType::InnerJoin, held())
        .join(JoinType::InnerJoin, edition_of())
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId, record::Column::Key])
        .column_as(edition::Column::KnownOn.min(), "first_seen")
        .group_by(record::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut by_key: HashMap<(&str, &str), NaiveDate> = HashMap::new();
    for (_, source, key, day) in &rows {
        let first = by_key.entry((source, key)).or_insert(*day);
        *first = (*first).min(*day);
    }
    let counted = rows.iter().filter(|(id, ..)| live.contains_key(id));
    Ok(counted.map(|(id, source, key, _)| (*id, by_key[&(source.as_str(), key.as_str())])).collect())
}

fn held() -> RelationDef {
    record::Entity::belongs_to(edition_record::Entity)
        .from(record::Column::Id)
        .to(edition_record::Column::RecordId)
        .into()
}

fn edition_of() -> RelationDef {
    edition_record::Entity::belongs_to(edition::Entity)
        .from(edition_record::Column::EditionId)
        .to(edition::Column::Id)
        .into()
}

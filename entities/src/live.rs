//! Which records count on a day: those of the last edition that spoke of their scope.

use std::collections::HashMap;

use sea_orm::prelude::Date;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::{edition, edition_record, record};

/// Records that count, by id, with the edition that holds them.
pub type Live = HashMap<i64, Held>;

/// Where a record stands in the edition that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The edition.
    pub edition_id: i64,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row or line, from 1.
    pub row: i64,
}

/// The records that count, of one source or of all, as known on a day or now.
///
/// An edition speaks of a scope if it holds any record of it; of several, the one known last
/// counts, and of those known on the same day, the one recorded last.
///
/// # Errors
/// Whatever the database answers.
pub async fn load(
    db: &impl ConnectionTrait,
    source: Option<&str>,
    known_on: Option<Date>,
) -> Result<Live, DbErr> {
    let records: Vec<(i64, String, String)> = record::Entity::find()
        .apply_if(source, |query, source| query.filter(record::Column::SourceId.eq(source)))
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId, record::Column::Scope])
        .into_tuple()
        .all(db)
        .await?;
    let scopes: HashMap<i64, (&str, &str)> =
        records.iter().map(|(id, source, scope)| (*id, (source.as_str(), scope.as_str()))).collect();
    let editions: Vec<i64> = edition::Entity::find()
        .apply_if(source, |query, source| query.filter(edition::Column::SourceId.eq(source)))
        .apply_if(known_on, |query, day| query.filter(edition::Column::KnownOn.lte(day)))
        .order_by_desc(edition::Column::KnownOn)
        .order_by_desc(edition::Column::Id)
        .select_only()
        .column(edition::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut live = Live::new();
    let mut spoken: HashMap<(&str, &str), i64> = HashMap::new();
    for edition_id in editions {
        let held = edition_record::Entity::find()
            .filter(edition_record::Column::EditionId.eq(edition_id))
            .all(db)
            .await?;
        for edition_record::Model { record_id, sheet, row, .. } in held {
            let Some(scope) = scopes.get(&record_id) else { continue };
            if *spoken.entry(*scope).or_insert(edition_id) == edition_id {
                live.insert(record_id, Held { edition_id, sheet, row });
            }
        }
    }
    Ok(live)
}

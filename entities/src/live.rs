//! Which records count on a day: those of the last edition that spoke of their scope.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::TryStreamExt;
use sea_orm::prelude::Date;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::facts::StreamingConnection;
use crate::{edition, edition_record, record};

/// Records that count, in the order of their ids.
#[derive(Debug, Default)]
pub struct Live {
    held: Vec<Held>,
    /// One more than the position of each record in `held`, by its id; 0 if it does not count.
    positions: Vec<u32>,
}

/// A record that counts, and where it stands in the edition that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The record.
    pub record_id: i64,
    /// The edition.
    pub edition_id: i64,
    /// Sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Row or line, from 1.
    pub row: i64,
}

impl Live {
    /// All that count, in the order of their ids.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// Position of a record among those that count.
    pub fn position(&self, record_id: i64) -> Option<usize> {
        let at = *self.positions.get(usize::try_from(record_id).ok()?)?;
        (at as usize).checked_sub(1)
    }

    /// Whether a record counts.
    pub fn counts(&self, record_id: i64) -> bool {
        self.position(record_id).is_some()
    }

    /// Where a record that counts stands.
    pub fn get(&self, record_id: i64) -> Option<&Held> {
        self.position(record_id).map(|at| &self.held[at])
    }

    fn of(mut held: Vec<Held>) -> Self {
        held.sort_unstable_by_key(|one| one.record_id);
        let last = held.last().map_or(0, |one| one.record_id);
        let mut positions = vec![0; usize::try_from(last).expect("ids count up from 1") + 1];
        for (at, one) in held.iter().enumerate() {
            positions[one.record_id as usize] = at as u32 + 1;
        }
        Self { held, positions }
    }
}

/// What of the database is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent<'a> {
    /// One source; all if left out.
    pub source: Option<&'a str>,
    /// Editions known up to this day; all if left out.
    pub known_on: Option<Date>,
    /// Editions up to this one; all if left out.
    pub last_edition: Option<i64>,
}

/// The records that count, as known on a day or now.
///
/// An edition speaks of a scope if it holds any record of it; of several, the one known last
/// counts, and of those known on the same day, the one recorded last.
///
/// # Errors
/// Whatever the database answers.
pub async fn load(db: &impl StreamingConnection, extent: Extent<'_>) -> Result<Live, DbErr> {
    let ranks = ranks(db, extent).await?;
    let (scopes, scope_count) = scopes(db, extent.source).await?;
    let mut last_to_speak = vec![0; scope_count];
    let mut sheets: HashMap<String, Arc<str>> = HashMap::new();
    let mut all = Vec::new();
    let mut rows = edition_record::Entity::find().stream(db).await?;
    while let Some(row) = rows.try_next().await? {
        let scope = scopes.get(row.record_id as usize).copied().unwrap_or(0) as usize;
        let (Some(rank), Some(last)) = (ranks.get(&row.edition_id), last_to_speak.get_mut(scope)) else {
            continue;
        };
        if scope == 0 || *rank < *last {
            continue;
        }
        *last = *rank;
        let sheet = row
            .sheet
            .map(|sheet| Arc::clone(sheets.entry(sheet).or_insert_with_key(|sheet| sheet.as_str().into())));
        let held = Held { record_id: row.record_id, edition_id: row.edition_id, sheet, row: row.row };
        all.push((scope, *rank, held));
    }
    let counted = all.into_iter().filter(|(scope, rank, _)| last_to_speak[*scope] == *rank);
    Ok(Live::of(counted.map(|(_, _, held)| held).collect()))
}

/// Editions by what was known last and recorded last, from 1.
async fn ranks(db: &impl StreamingConnection, extent: Extent<'_>) -> Result<HashMap<i64, u32>, DbErr> {
    let editions: Vec<i64> = edition::Entity::find()
        .apply_if(extent.source, |query, source| query.filter(edition::Column::SourceId.eq(source)))
        .apply_if(extent.known_on, |query, day| query.filter(edition::Column::KnownOn.lte(day)))
        .apply_if(extent.last_edition, |query, last| query.filter(edition::Column::Id.lte(last)))
        .order_by_asc(edition::Column::KnownOn)
        .order_by_asc(edition::Column::Id)
        .select_only()
        .column(edition::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(editions.into_iter().zip(1..).collect())
}

/// A number for the scope of each record, by its id, from 1; and one more than the last of them.
async fn scopes(db: &impl StreamingConnection, source: Option<&str>) -> Result<(Vec<u32>, usize), DbErr> {
    let mut rows = record::Entity::find()
        .apply_if(source, |query, source| query.filter(record::Column::SourceId.eq(source)))
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId, record::Column::Scope])
        .into_tuple::<(i64, String, String)>()
        .stream(db)
        .await?;
    let mut known: HashMap<String, HashMap<String, u32>> = HashMap::new();
    let (mut scopes, mut next) = (Vec::new(), 1);
    while let Some((id, source, scope)) = rows.try_next().await? {
        let at = usize::try_from(id).expect("ids count up from 1");
        if scopes.len() <= at {
            scopes.resize(at + 1, 0);
        }
        scopes[at] = *known.entry(source).or_default().entry(scope).or_insert_with(|| {
            next += 1;
            next - 1
        });
    }
    Ok((scopes, next as usize))
}

//! Compiling starter data from a database.

use std::collections::HashMap;
use std::path::Path;

use quipu_entities::facts::{AllFacts, StreamingConnection, WriteTable};
use quipu_entities::{edition, live, record, source};
use sea_orm::{EntityTrait, QuerySelect};

use super::{Cited, Compiled, EDITIONS, StarterError};

/// Compiles the facts that count now, of sources that may be passed on, into CSV files in
/// `folder`. Returns the number of rows.
///
/// # Errors
/// See [`StarterError`].
pub async fn write_starter(db: &impl StreamingConnection, folder: &Path) -> Result<u64, StarterError> {
    let sources: HashMap<String, source::Model> = source::Entity::find()
        .all(db)
        .await?
        .into_iter()
        .filter(|source| source.redistributable)
        .map(|source| (source.id.clone(), source))
        .collect();
    let editions: HashMap<i64, edition::Model> =
        edition::Entity::find().all(db).await?.into_iter().map(|edition| (edition.id, edition)).collect();
    let cited = citations(db, &sources, &editions).await?;
    let facts = AllFacts::read(db, |record| cited.contains_key(&record)).await?;
    let mut rows = 0;
    facts.for_each_table(Writer { folder, cited: &cited, rows: &mut rows })?;
    let mut compiled: Vec<Compiled> = editions
        .values()
        .filter(|edition| cited.values().any(|cited| cited.file == edition.file_name))
        .filter_map(|edition| Some(compiled(edition, sources.get(&edition.source_id)?)))
        .collect();
    compiled.sort_by(|a, b| (&a.source, &a.file).cmp(&(&b.source, &b.file)));
    write_table(folder, EDITIONS, compiled.iter())?;
    Ok(rows)
}

fn compiled(edition: &edition::Model, source: &source::Model) -> Compiled {
    Compiled {
        source: source.id.clone(),
        file: edition.file_name.clone(),
        file_hash: edition.file_hash.clone(),
        known_on: edition.known_on,
        licence: source.licence.clone(),
        citation: source.citation.clone(),
    }
}

/// Where each record that counts, and may be passed on, comes from.
async fn citations(
    db: &impl StreamingConnection,
    sources: &HashMap<String, source::Model>,
    editions: &HashMap<i64, edition::Model>,
) -> Result<HashMap<i64, Cited>, StarterError> {
    let live = live::load(db, live::Extent::default()).await?;
    let records: Vec<(i64, String, String, String)> = record::Entity::find()
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId, record::Column::Scope, record::Column::Key])
        .into_tuple()
        .all(db)
        .await?;
    let mut cited = HashMap::new();
    for (id, source, scope, key) in records {
        let Some(held) = live.get(id).filter(|_| sources.contains_key(&source)) else { continue };
        let file =
            editions.get(&held.edition_id).map(|edition| edition.file_name.clone()).unwrap_or_default();
        cited.insert(
            id,
            Cited {
                source,
                scope,
                key,
                file,
                sheet: held.sheet.as_deref().map(str::to_owned),
                row: held.row,
            },
        );
    }
    Ok(cited)
}

struct Writer<'a> {
    folder: &'a Path,
    cited: &'a HashMap<i64, Cited>,
    rows: &'a mut u64,
}

impl WriteTable<StarterError> for Writer<'_> {
    fn table<M: serde::Serialize>(
        &mut self,
        table: &str,
        rows: &[M],
        record_of: fn(&M) -> i64,
    ) -> Result<(), StarterError> {
        let mut rows: Vec<(&Cited, &M)> =
            rows.iter().filter_map(|row| Some((self.cited.get(&record_of(row))?, row))).collect();
        if rows.is_empty() {
            return Ok(());
        }
        rows.sort_by(|(a, _), (b, _)| {
            (&a.source, &a.file, &a.sheet, a.row, &a.key).cmp(&(&b.source, &b.file, &b.sheet, b.row, &b.key))
        });
        *self.rows += rows.len() as u64;
        write_table(self.folder, table, rows.iter())
    }
}

fn write_table<R: serde::Serialize>(
    folder: &Path,
    table: &str,
    rows: impl Iterator<Item = R>,
) -> Result<(), StarterError> {
    let path = folder.join(format!("{table}.csv"));
    let failed = |source| StarterError::Csv { table: table.to_owned(), source };
    let mut writer = csv::Writer::from_path(&path).map_err(failed)?;
    for row in rows {
        writer.serialize(row).map_err(failed)?;
    }
    writer.flush().map_err(|source| StarterError::Io { file: path.display().to_string(), source })
}

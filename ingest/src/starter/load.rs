//! Loading starter data into a database, as editions of the sources they were compiled from.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use quipu_entities::facts::{Fact, ReadRow, fact_from};
use quipu_entities::store;
use sea_orm::DatabaseConnection;
use serde_json::{Map, Value};

use super::{CITED_COLUMNS, Cited, Compiled, EDITIONS, StarterError};
use crate::import::{EditionWriter, ImportError, Origin, Received};
use crate::matching;
use crate::read::Place;
use crate::report::Report;
use crate::sources;
use crate::statement::Statement;

/// Records to be, by source, file, sheet, row and key.
type Records = BTreeMap<(String, String, Option<String>, i64, String), Draft>;

/// A record put together from rows of several tables.
#[derive(Default)]
struct Draft {
    scope: String,
    facts: Vec<Fact>,
    raw: Map<String, Value>,
}

/// Loads starter data, given as table name and content, in one transaction.
///
/// # Errors
/// Nothing is recorded if any of it can't be read.
pub async fn load_starter(
    db: &DatabaseConnection,
    files: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<Vec<Report>, ImportError> {
    let editions = read_editions(files)?;
    let mut records = Records::new();
    for (table, content) in files.iter().filter(|(table, _)| *table != EDITIONS) {
        read_table(table, content, &mut records)?;
    }
    let transaction = store::begin_writing(db).await?;
    let mut reports = Vec::new();
    for edition in editions {
        let terms = sources::by_id(&edition.source).ok_or_else(|| StarterError::NoEdition {
            table: EDITIONS.to_owned(),
            source_id: edition.source.clone(),
        })?;
        let mut writer = EditionWriter::begin(&transaction, terms, origin(&edition), now).await?;
        if writer.is_known() {
            reports.push(writer.known_report().await?);
            continue;
        }
        let from = (edition.source.clone(), edition.file.clone(), None, i64::MIN, String::new());
        let mut of_edition = records.split_off(&from);
        let until = (edition.source.clone(), format!("{}\0", edition.file), None, i64::MIN, String::new());
        let mut rest = of_edition.split_off(&until);
        records.append(&mut rest);
        for ((_, _, sheet, row, key), draft) in of_edition {
            let statement = Statement { key, scope: draft.scope, facts: draft.facts };
            let raw = Value::Object(draft.raw).to_string();
            writer
                .record(Place { sheet, row }, statement, Received { content: raw.clone(), raw }, Vec::new())
                .await?;
        }
        reports.push(writer.finish().await?);
    }
    if let Some(((source_id, ..), _)) = records.pop_first() {
        return Err(StarterError::NoEdition { table: "of a fact".to_owned(), source_id }.into());
    }
    if let Some(known_from) = matching::known_from(&reports) {
        matching::match_in(&transaction, known_from, now).await?;
    }
    store::commit_writing(transaction).await?;
    Ok(reports)
}

/// A later import of the same file is another edition: it holds more than was compiled.
fn origin(edition: &Compiled) -> Origin {
    Origin {
        adapter: "starter/1".to_owned(),
        layout: "starter data".to_owned(),
        file_name: edition.file.clone(),
        file_hash: edition.file_hash.clone(),
        known_on: edition.known_on,
        known_on_basis: "stated with the starter data".to_owned(),
    }
}

fn read_editions(files: &[(&str, &str)]) -> Result<Vec<Compiled>, StarterError> {
    let content = files.iter().find(|(table, _)| *table == EDITIONS).map(|(_, content)| *content);
    let content = content.ok_or_else(|| StarterError::NoTable(EDITIONS.to_owned()))?;
    let failed = |source| StarterError::Csv { table: EDITIONS.to_owned(), source };
    csv::Reader::from_reader(content.as_bytes()).deserialize().map(|row| row.map_err(failed)).collect()
}

fn read_table(table: &str, content: &str, records: &mut Records) -> Result<(), StarterError> {
    let failed = |source| StarterError::Csv { table: table.to_owned(), source };
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let header = reader.headers().map_err(failed)?.clone();
    let fact_header: csv::StringRecord = header.iter().skip(CITED_COLUMNS).collect();
    let mut positions: HashMap<String, usize> = HashMap::new();
    for row in reader.records() {
        let row = row.map_err(failed)?;
        let cited: Cited = row.deserialize(Some(&header)).map_err(failed)?;
        let fact_row: csv::StringRecord = row.iter().skip(CITED_COLUMNS).collect();
        let fact = fact_from(table, &FactRow { header: &fact_header, cells: &fact_row });
        let fact = fact.ok_or_else(|| StarterError::NoTable(table.to_owned()))?.map_err(failed)?;
        let at = positions.entry(cited.key.clone()).or_default();
        let name = if *at == 0 { table.to_owned() } else { format!("{table} {}", *at + 1) };
        *at += 1;
        let draft = records.entry((cited.source, cited.file, cited.sheet, cited.row, cited.key)).or_default();
        draft.scope = cited.scope;
        draft.facts.push(fact);
        draft.raw.insert(name, raw_of(&fact_header, &fact_row));
    }
    Ok(())
}

/// The columns of a row that are no citation.
struct FactRow<'a> {
    header: &'a csv::StringRecord,
    cells: &'a csv::StringRecord,
}

impl ReadRow<csv::Error> for FactRow<'_> {
    fn row<M: serde::de::DeserializeOwned>(&self) -> Result<M, csv::Error> {
        self.cells.clone().deserialize(Some(self.header))
    }
}

fn raw_of(header: &csv::StringRecord, row: &csv::StringRecord) -> Value {
    let cells = header.iter().zip(row.iter()).filter(|(_, cell)| !cell.is_empty());
    Value::Object(cells.map(|(name, cell)| (name.to_owned(), Value::String(cell.to_owned()))).collect())
}

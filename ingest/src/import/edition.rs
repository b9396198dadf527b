//! Writing one edition: its records, their facts, and what was rejected.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use quipu_entities::facts::{FactBatch, insert_all};
use quipu_entities::{edition, edition_record, record, rejection, source};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::state::SourceState;
use crate::read::Place;
use crate::report::{Rejected, Report};
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// Records gathered before they are written.
const RECORDS_AT_ONCE: usize = 2_000;

/// Records taken back in one statement: SQLite binds at most 32,766 values.
const WITHDRAWN_AT_ONCE: usize = 10_000;

/// Which state of which source a file is.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) adapter: String,
    pub(crate) layout: String,
    pub(crate) file_name: String,
    pub(crate) file_hash: String,
    pub(crate) known_on: NaiveDate,
    pub(crate) known_on_basis: String,
}

/// A row as it was received.
pub(crate) struct Received {
    /// What it says, in a form for comparison.
    pub(crate) content: String,
    /// The row itself, as JSON.
    pub(crate) raw: String,
}

/// Writes one edition inside a transaction.
pub(crate) struct EditionWriter<'a> {
    db: &'a DatabaseTransaction,
    known: Option<edition::Model>,
    state: SourceState,
    report: Report,
    edition_id: i64,
    next_record_id: i64,
    now: DateTime<Utc>,
    source: &'static SourceTerms,
    origin: Origin,
    seen: HashMap<String, Seen>,
    records: Vec<record::Model>,
    held: Vec<edition_record::Model>,
    facts: FactBatch,
    withdrawn: Vec<i64>,
}

/// The first row of a key in this file.
struct Seen {
    hash: String,
    place: Place,
    record_id: i64,
    verdict: Verdict,
}

/// How a row compares with what was known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    New,
    Changed,
    Unchanged,
    /// Taken back: another row of the file has the same key and other content.
    Contradicted,
}

impl<'a> EditionWriter<'a> {
    /// Begins an edition, or finds that this file was recorded before.
    pub(crate) async fn begin(
        db: &'a DatabaseTransaction,
        source: &'static SourceTerms,
        origin: Origin,
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let known = find_edition(db, source, &origin).await?;
        let state = match &known {
            Some(_) => SourceState::default(),
            None => SourceState::load(db, source.id, origin.known_on).await?,
        };
        Self::open(db, source, origin, now, (known, state)).await
    }

    /// Ends this edition and begins another of the same source that was not recorded before.
    pub(crate) async fn next(mut self, origin: Origin) -> Result<Self, DbErr> {
        let (db, source, now) = (self.db, self.source, self.now);
        let state = std::mem::take(&mut self.state);
        self.finish().await?;
        Self::open(db, source, origin, now, (None, state)).await
    }

    async fn open(
        db: &'a DatabaseTransaction,
        source: &'static SourceTerms,
        origin: Origin,
        now: DateTime<Utc>,
        (known, state): (Option<edition::Model>, SourceState),
    ) -> Result<Self, DbErr> {
        let edition_id = next_id::<edition::Entity>(db, edition::Column::Id).await?;
        let writer = Self {
            db,
            state,
            report: empty_report(source, &origin, known.as_ref().map_or(edition_id, |known| known.id)),
            known,
            edition_id,
            next_record_id: next_id::<record::Entity>(db, record::Column::Id).await?,
            now,
            source,
            origin,
            seen: HashMap::new(),
            records: Vec::new(),
            held: Vec::new(),
            facts: FactBatch::default(),
            withdrawn: Vec::new(),
        };
        if writer.known.is_none() {
            writer.write_edition().await?;
        }
        Ok(writer)
    }

    /// Whether this very file was recorded before.
    pub(crate) fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// Whether no row was taken or rejected so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.report.read == 0
    }

    /// The report of a file that was recorded before: all is unchanged.
    pub(crate) async fn known_report(self) -> Result<Report, DbErr> {
        let mut report = self.report;
        let Some(known) = self.known else { return Ok(report) };
        let rejections = rejection::Entity::find()
            .filter(rejection::Column::EditionId.eq(known.id))
            .order_by_asc(rejection::Column::Position)
            .all(self.db)
            .await?;
        report.already_imported = true;
        report.read = known.rows_read as u64;
        report.rejected = known.rows_rejected as u64;
        report.unchanged = (known.rows_new + known.rows_changed + known.rows_unchanged) as u64;
        report.repeated = report.read - report.rejected - report.unchanged;
        report.rejections = rejections.into_iter().map(from_row).collect();
        report.values_rejected =
            report.rejections.iter().filter(|rejected| !rejected.whole_row).count() as u64;
        report.notes.push(format!(
            "already imported on {} as edition {}: nothing changed",
            known.recorded_at.format("%Y-%m-%d %H:%M UTC"),
            known.id
        ));
        Ok(report)
    }

    /// Adds to the notes of the report.
    pub(crate) fn notes(&mut self, notes: Vec<String>) {
        self.report.notes.extend(notes);
    }

    /// Says what was left out of a row.
    pub(crate) fn note(&mut self, place: &Place, problems: Vec<Problem>) {
        self.report
            .rejections
            .extend(problems.into_iter().map(|problem| Rejected::new(place, problem, false)));
    }

    /// Leaves a row out.
    pub(crate) fn reject(&mut self, place: &Place, problem: Problem) {
        self.report.read += 1;
        self.report.rejected += 1;
        self.report.rejections.push(Rejected::new(place, problem, true));
    }

    /// Takes a row. Two rows of one key that differ are both left out.
    pub(crate) async fn record(
        &mut self,
        place: Place,
        statement: Statement,
        received: Received,
        problems: Vec<Problem>,
    ) -> Result<(), DbErr> {
        self.report.read += 1;
        let hash = content_hash(&self.origin.adapter, &statement.scope, &received.content);
        if let Some(seen) = self.seen.get(&statement.key) {
            if seen.hash == hash {
                self.report.repeated += 1;
            } else {
                self.contradict(&place, &statement.key);
            }
            return Ok(());
        }
        self.note(&place, problems);
        let verdict = match self.state.known(&statement.key) {
            None => Verdict::New,
            Some(known) if known == hash => Verdict::Unchanged,
            Some(_) => Verdict::Changed,
        };
        *self.count(verdict) += 1;
        let key = statement.key.clone();
        let record_id = match self.state.record(&key, &hash) {
            Some(id) => id,
            None => self.new_record(statement, received.raw, &hash),
        };
        let (sheet, row) = (place.sheet.clone(), place.row);
        self.held.push(edition_record::Model { edition_id: self.edition_id, record_id, sheet, row });
        self.seen.insert(key, Seen { hash, place, record_id, verdict });
        if self.held.len() >= RECORDS_AT_ONCE {
            self.flush().await?;
        }
        Ok(())
    }

    fn count(&mut self, verdict: Verdict) -> &mut u64 {
        match verdict {
            Verdict::New => &mut self.report.new,
            Verdict::Changed => &mut self.report.changed,
            Verdict::Unchanged => &mut self.report.unchanged,
            Verdict::Contradicted => &mut self.report.rejected,
        }
    }

    /// Leaves out a row that contradicts an earlier one of the same key, and the earlier one too.
    fn contradict(&mut self, place: &Place, key: &str) {
        let reason = |other: &Place| {
            Problem::row(format!("has the same id ({key}) as row {}, but other content", other.row))
        };
        let Some(first) = self.seen.get_mut(key) else { return };
        let (first_place, record_id) = (first.place.clone(), first.record_id);
        let verdict = std::mem::replace(&mut first.verdict, Verdict::Contradicted);
        self.report.rejected += 1;
        self.report.rejections.push(Rejected::new(place, reason(&first_place), true));
        if verdict != Verdict::Contradicted {
            *self.count(verdict) -= 1;
            self.report.rejected += 1;
            self.report.rejections.push(Rejected::new(&first_place, reason(place), true));
            self.withdrawn.push(record_id);
        }
    }

    /// Writes what is left, and the counts.
    pub(crate) async fn finish(mut self) -> Result<Report, DbErr> {
        self.flush().await?;
        for withdrawn in std::mem::take(&mut self.withdrawn).chunks(WITHDRAWN_AT_ONCE) {
            edition_record::Entity::delete_many()
                .filter(edition_record::Column::EditionId.eq(self.edition_id))
                .filter(edition_record::Column::RecordId.is_in(withdrawn.iter().copied()))
                .exec(self.db)
                .await?;
        }
        self.report.rejections.sort_by_key(|left| (left.sheet.clone(), left.row));
        self.report.values_rejected =
            self.report.rejections.iter().filter(|left| !left.whole_row).count() as u64;
        self.write_rejections().await?;
        self.write_counts().await?;
        Ok(self.report)
    }

    fn new_record(&mut self, statement: Statement, raw: String, hash: &str) -> i64 {
        let id = self.next_record_id;
        self.next_record_id += 1;
        self.state.add(&statement.key, hash, id);
        self.facts.add(id, statement.facts);
        self.records.push(record::Model {
            id,
            source_id: self.source.id.to_owned(),
            scope: statement.scope,
            key: statement.key,
            hash: hash.to_owned(),
            raw,
            first_edition_id: self.edition_id,
        });
        id
    }

    async fn flush(&mut self) -> Result<(), DbErr> {
        insert_all(self.db, std::mem::take(&mut self.records)).await?;
        self.facts.write(self.db).await?;
        insert_all(self.db, std::mem::take(&mut self.held)).await
    }

    async fn write_edition(&self) -> Result<(), DbErr> {
        if source::Entity::find_by_id(self.source.id).one(self.db).await?.is_none() {
            insert_all(self.db, vec![self.source.to_row()]).await?;
        }
        let origin = self.origin.clone();
        let row = edition::Model {
            id: self.edition_id,
            source_id: self.source.id.to_owned(),
            adapter: origin.adapter,
            layout: origin.layout,
            file_name: origin.file_name,
            file_hash: origin.file_hash,
            known_on: origin.known_on,
            known_on_basis: origin.known_on_basis,
            recorded_at: self.now,
            rows_read: 0,
            rows_new: 0,
            rows_changed: 0,
            rows_unchanged: 0,
            rows_rejected: 0,
        };
        edition::Entity::insert(row.into_active_model()).exec_without_returning(self.db).await.map(|_| ())
    }

    async fn write_rejections(&self) -> Result<(), DbErr> {
        let rows = self.report.rejections.iter().enumerate().map(|(at, left)| rejection::Model {
            edition_id: self.edition_id,
            position: at as i32,
            sheet: left.sheet.clone(),
            row: left.row,
            column_name: left.column.clone(),
            value: left.value.clone(),
            reason: left.reason.clone(),
            whole_row: left.whole_row,
        });
        insert_all(self.db, rows.collect()).await
    }

    /// The counts are known only at the end; the edition is not visible before the commit.
    async fn write_counts(&self) -> Result<(), DbErr> {
        use sea_orm::sea_query::Expr;
        let count = |number: u64| Expr::value(number as i64);
        edition::Entity::update_many()
            .col_expr(edition::Column::RowsRead, count(self.report.read))
            .col_expr(edition::Column::RowsNew, count(self.report.new))
            .col_expr(edition::Column::RowsChanged, count(self.report.changed))
            .col_expr(edition::Column::RowsUnchanged, count(self.report.unchanged))
            .col_expr(edition::Column::RowsRejected, count(self.report.rejected))
            .filter(edition::Column::Id.eq(self.edition_id))
            .exec(self.db)
            .await
            .map(|_| ())
    }
}

/// The edition of this source that is this very file, read by the same adapter, of the same day.
async fn find_edition(
    db: &impl ConnectionTrait,
    source: &SourceTerms,
    origin: &Origin,
) -> Result<Option<edition::Model>, DbErr> {
    let dated = origin.known_on_basis != UNDATED;
    let mut query = edition::Entity::find()
        .filter(edition::Column::SourceId.eq(source.id))
        .filter(edition::Column::FileHash.eq(&origin.file_hash))
        .filter(edition::Column::Adapter.eq(&origin.adapter));
    if dated {
        query = query.filter(edition::Column::KnownOn.eq(origin.known_on));
    }
    query.one(db).await
}

/// Basis of a day that nobody stated.
pub(crate) const UNDATED: &str = "the day of import: the file does not say";

async fn next_id<E: EntityTrait>(db: &impl ConnectionTrait, id: E::Column) -> Result<i64, DbErr> {
    let largest: Option<Option<i64>> =
        E::find().select_only().column_as(id.max(), "largest").into_tuple().one(db).await?;
    Ok(largest.flatten().unwrap_or(0) + 1)
}

fn content_hash(adapter: &str, scope: &str, content: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [adapter, "\n", scope, "\n", content] {
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

fn from_row(row: rejection::Model) -> Rejected {
    Rejected {
        sheet: row.sheet,
        row: row.row,
        column: row.column_name,
        value: row.value,
        reason: row.reason,
        whole_row: row.whole_row,
    }
}

fn empty_report(source: &SourceTerms, origin: &Origin, edition: i64) -> Report {
    Report {
        source: source.id.to_owned(),
        adapter: origin.adapter.clone(),
        layout: origin.layout.clone(),
        edition,
        known_on_basis: origin.known_on_basis.clone(),
        notes: Vec::new(),
        ..Report::of_nothing(&origin.file_name, origin.known_on, String::new())
    }
}

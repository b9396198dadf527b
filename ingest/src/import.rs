//! Recording what files say: all of them in one transaction, or nothing.

mod edition;
mod state;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use quipu_domain::vocabulary::PartyGroupCode;
use quipu_entities::store;
use sea_orm::{DatabaseConnection, DbErr};

use crate::adapter::{Adapter, Recognition, Session};
use crate::adapters::adapters;
use crate::cells::{Cells, Header, plain, withhold, without_unusable};
use crate::matching;
use crate::read::{CUT_OFF, Head, Place, ReadError, SourceFile};
use crate::report::Report;
use crate::starter::StarterError;
pub(crate) use edition::{EditionWriter, Origin, Received};

/// Why an import was given up. Nothing of any file was recorded then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file could not be read.
    #[error("{file}")]
    Read {
        /// The file.
        file: String,
        /// Why not.
        source: ReadError,
    },
    /// A file could be read, but no adapter knows it.
    #[error("{file}: {reason}")]
    Unknown {
        /// The file.
        file: String,
        /// What it looks like, and what would be right.
        reason: String,
    },
    /// The starter data could not be read.
    #[error("could not read the starter data")]
    Starter(#[from] StarterError),
    /// The database refused.
    #[error("the database refused the import")]
    Database(#[from] DbErr),
}

/// Told how far an import has come.
pub trait Progress {
    /// A file begins; `size` is in the unit of [`Progress::advance`].
    fn begin(&self, file: &str, size: u64);
    /// So much of the file is read.
    fn advance(&self, done: u64);
    /// The file is read.
    fn end(&self);
}

/// What may be said about the files of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day whose knowledge the files hold, where they do not say it themselves.
    pub known_on: Option<NaiveDate>,
    /// Encoding of text files that are not UTF-8.
    pub encoding: Option<String>,
    /// The group whose members a list gives, where its name does not say it.
    pub group: Option<PartyGroupCode>,
}

/// Imports files into a database.
pub struct Importer<'a> {
    /// The database, migrated.
    pub db: &'a DatabaseConnection,
    /// The time at which the import is recorded.
    pub now: DateTime<Utc>,
    /// What was said about the files.
    pub options: Options,
    /// Told how far the import has come.
    pub progress: &'a dyn Progress,
}

impl Importer<'_> {
    /// Looks at all files without recording anything: whether they can be read and are known.
    ///
    /// # Errors
    /// The first file that can't be read or recognised.
    pub fn check(files: &[PathBuf], options: &Options) -> Result<(), ImportError> {
        for path in files {
            let display = path.display().to_string();
            let file = SourceFile::open(path, options.encoding.as_deref())
                .map_err(|source| ImportError::Read { file: display.clone(), source })?;
            if file.name != DATA_PACKAGE {
                choose(&file).map_err(|reason| ImportError::Unknown { file: display, reason })?;
            }
        }
        Ok(())
    }

    /// Imports all files in one transaction, in the order given, and matches their actors with those
    /// that are known.
    ///
    /// # Errors
    /// The first file that can't be read or recognised ends the import; nothing is recorded.
    pub async fn import(&self, files: &[PathBuf]) -> Result<Vec<Report>, ImportError> {
        let transaction = store::begin_writing(self.db).await?;
        let mut reports = Vec::new();
        for path in files {
            reports.push(self.import_file(&transaction, path).await?);
        }
        let is_new = |report: &Report| report.edition > 0 && !report.already_imported;
        let known_from = matching::known_from(&reports);
        if let Some((last, known_from)) = reports.iter_mut().rfind(|report| is_new(report)).zip(known_from) {
            let matched = matching::match_in(&transaction, known_from, self.now).await?;
            last.notes.extend(matched.edition.map(|_| matched.to_string()));
        }
        store::commit_writing(transaction).await?;
        Ok(reports)
    }

    /// A file that is known, and holds nothing to record.
    fn passed_over(&self, file: &SourceFile, note: &str) -> Report {
        Report::of_nothing(&file.name, self.now.date_naive(), note.to_owned())
    }

    async fn import_file(
        &self,
        db: &sea_orm::DatabaseTransaction,
        path: &Path,
    ) -> Result<Report, ImportError> {
        let display = path.display().to_string();
        let read = |source| ImportError::Read { file: display.clone(), source };
        let file = SourceFile::open(path, self.options.encoding.as_deref()).map_err(read)?;
        if file.name == DATA_PACKAGE {
            // A description of a data set beside its files (Frictionless Data).
            return Ok(
                self.passed_over(&file, "describes a data set; holds no data, and nothing was recorded")
            );
        }
        let choice =
            choose(&file).map_err(|reason| ImportError::Unknown { file: display.clone(), reason })?;
        if let Some(note) = choice.adapter.passes_over(choice.tables[0].1.layout) {
            return Ok(self.passed_over(&file, note));
        }
        let origin = self.origin(&file, &choice);
        if origin.known_on > self.now.date_naive() + chrono::Days::new(1) {
            let reason = format!(
                "it would be known on {} ({}), which lies in the future",
                origin.known_on, origin.known_on_basis
            );
            return Err(ImportError::Unknown { file: display, reason });
        }
        let mut writer = EditionWriter::begin(db, choice.adapter.source(), origin, self.now).await?;
        if writer.is_known() {
            return Ok(writer.known_report().await?);
        }
        self.progress.begin(&file.name, file.size());
        let passed_over =
            self.read_tables(&file, &choice, &mut writer).await.map_err(|error| error.of(&display))?;
        self.progress.end();
        writer.notes(choice.notes);
        if writer.is_empty() && passed_over > 0 {
            writer.notes(vec![format!(
                "all {passed_over} rows hold nothing that is recorded from this source"
            )]);
            return Ok(writer.finish().await?);
        }
        let report = writer.finish().await?;
        if report.read == 0 || report.rejected == report.read {
            let reason = nothing_kept(&report);
            return Err(ImportError::Unknown { file: display, reason });
        }
        Ok(report)
    }

    /// Reads all rows; gives how many were passed over.
    async fn read_tables(
        &self,
        file: &SourceFile,
        choice: &Choice,
        writer: &mut EditionWriter<'_>,
    ) -> Result<u64, Stopped> {
        let mut passed_over = 0;
        let mut session = Session::new(&file.name, self.options.group);
        let mut done = 0;
        for (table, header) in &choice.tables {
            session.sheet = file.heads()[*table].sheet.map(str::to_owned);
            for row in file.rows(*table, header.rows_above)? {
                done += 1;
                self.progress.advance(done);
                match row {
                    Ok((place, cells)) => {
                        let taken = take(choice.adapter, header, place, cells, &mut session, writer).await?;
                        passed_over += u64::from(!taken);
                    }
                    Err((place, problem)) if problem.reason == CUT_OFF => {
                        let damaged = format!("line {}: {}", place.row, problem.reason);
                        return Err(ReadError::Damaged(damaged).into());
                    }
                    Err((place, problem)) => writer.reject(&place, problem),
                }
            }
        }
        Ok(passed_over)
    }

    /// Hash of the file, and of what was said of how to read it: said otherwise, it is another.
    fn identity(&self, file: &SourceFile) -> String {
        let group = self.options.group.map(|group| group.to_string());
        if self.options.encoding.is_none() && group.is_none() {
            return file.hash.clone();
        }
        let mut hasher = blake3::Hasher::new();
        let said = [Some(&file.hash), self.options.encoding.as_ref(), group.as_ref()];
        said.into_iter().flatten().for_each(|part| {
            hasher.update(part.as_bytes()).update(b"\n");
        });
        hasher.finalize().to_hex().to_string()
    }

    /// Which edition the file is: what was given, else what the file says, else today.
    fn origin(&self, file: &SourceFile, choice: &Choice) -> Origin {
        let heads = file.heads();
        let head = &heads[choice.tables[0].0];
        let (known_on, basis) = match self.options.known_on {
            Some(day) => (day, "given"),
            None => day_in(&file.name)
                .map(|day| (day, "in the name of the file"))
                .or_else(|| choice.adapter.known_on(head))
                .unwrap_or((self.now.date_naive(), edition::UNDATED)),
        };
        Origin {
            adapter: choice.adapter.name().to_owned(),
            layout: choice.tables[0].1.layout.to_owned(),
            file_name: file.name.clone(),
            file_hash: self.identity(file),
            known_on,
            known_on_basis: basis.to_owned(),
        }
    }
}

/// Why the reading of a file stopped in the middle.
enum Stopped {
    Read(ReadError),
    Database(DbErr),
}

impl From<ReadError> for Stopped {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<DbErr> for Stopped {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

impl Stopped {
    fn of(self, file: &str) -> ImportError {
        match self {
            Self::Read(source) => ImportError::Read { file: file.to_owned(), source },
            Self::Database(error) => error.into(),
        }
    }
}

/// Has the adapter read a row, and the writer take what it states. `false` for a row that holds
/// nothing.
async fn take(
    adapter: &dyn Adapter,
    header: &Header,
    place: Place,
    mut cells: Vec<String>,
    session: &mut Session,
    writer: &mut EditionWriter<'_>,
) -> Result<bool, DbErr> {
    withhold(adapter.withheld(), header, &mut cells);
    let mut problems = without_unusable(header, &mut cells);
    let cells = Cells::new(header, &cells);
    let received = Received { content: cells.content(), raw: cells.to_json() };
    match adapter.read(&cells, session) {
        Ok(None) => {
            writer.note(&place, problems);
            return Ok(false);
        }
        Ok(Some(statement)) => {
            problems.extend(cells.into_problems());
            writer.record(place, statement, received, problems).await?;
        }
        Err(problem) => {
            writer.note(&place, problems);
            writer.reject(&place, problem);
        }
    }
    Ok(true)
}

fn nothing_kept(report: &Report) -> String {
    match report.rejections.first() {
        None => "has a header but no rows".into(),
        Some(first) => {
            let column =
                first.column.as_ref().map(|column| format!(", column {column:?}")).unwrap_or_default();
            format!(
                "none of its {} rows could be understood; the first: row {}{column}: {}",
                report.read, first.row, first.reason
            )
        }
    }
}

/// Name that Frictionless Data gives to the description of a data set.
const DATA_PACKAGE: &str = "datapackage.json";

/// The adapter that reads a file, and the tables it reads.
struct Choice {
    adapter: &'static dyn Adapter,
    tables: Vec<(usize, Header)>,
    notes: Vec<String>,
}

/// Finds the adapter that knows the file. A file of which it knows one table, and of which
/// another looks like one it knows but is broken, is broken as a whole.
fn choose(file: &SourceFile) -> Result<Choice, String> {
    let heads = file.heads();
    let mut likest = (0, None);
    for adapter in adapters() {
        let mut tables = Vec::new();
        let mut broken = None;
        for (at, head) in heads.iter().enumerate() {
            let recognition = adapter.recognise(head);
            let likeness = recognition.likeness();
            match recognition {
                Recognition::Known(header) => tables.push((at, header)),
                Recognition::Broken { layout, reason, .. } => {
                    let title = adapter.source().title;
                    let text = format!("looks like {title} ({layout}), but {reason}");
                    if likeness > likest.0 {
                        likest = (likeness, Some(text.clone()));
                    }
                    broken.get_or_insert(text);
                }
                Recognition::Unknown => {}
            }
        }
        match (tables.is_empty(), broken) {
            (false, Some(broken)) => return Err(broken),
            (false, None) => {
                let mut notes = unread_sheets(&heads, &tables);
                notes.extend(unread_columns(&tables, adapter.withheld()));
                return Ok(Choice { adapter, tables, notes });
            }
            (true, _) => {}
        }
    }
    Err(likest.1.unwrap_or_else(|| {
        let titles: Vec<&str> = crate::sources().iter().map(|source| source.title).collect();
        format!("no known layout fits its header; known are those of: {}", titles.join(", "))
    }))
}

fn unread_sheets(heads: &[Head<'_>], tables: &[(usize, Header)]) -> Vec<String> {
    let read = |at: usize| tables.iter().any(|(table, _)| *table == at);
    let unread = heads.iter().enumerate().filter(|(at, _)| !read(*at));
    let names: Vec<&str> = unread.filter_map(|(_, head)| head.sheet).collect();
    if names.is_empty() { Vec::new() } else { vec![format!("sheets not read: {}", names.join(", "))] }
}

fn unread_columns(tables: &[(usize, Header)], withheld: &[&str]) -> Vec<String> {
    let is_withheld = |name: &&str| withheld.iter().any(|column| plain(column) == plain(name));
    let unread = tables.iter().flat_map(|(_, header)| &header.unread).map(String::as_str);
    let (dropped, raw): (Vec<&str>, Vec<&str>) = unread.partition(is_withheld);
    let said = [("columns kept in the raw rows only", raw), ("columns not kept at all", dropped)];
    let said = said.into_iter().filter(|(_, names)| !names.is_empty());
    said.map(|(what, names)| format!("{what}: {}", names.join(", "))).collect()
}

/// The first day in a file's name, `2024-12-25` or `20241225`.
fn day_in(name: &str) -> Option<NaiveDate> {
    let bytes = name.as_bytes();
    let free = |at: Option<&u8>| at.is_none_or(|byte| !byte.is_ascii_digit());
    (0..bytes.len()).find_map(|start| {
        if !free(start.checked_sub(1).and_then(|before| bytes.get(before))) {
            return None;
        }
        let dashed = name.get(start..start + 10).filter(|_| free(bytes.get(start + 10)));
        let packed = name.get(start..start + 8).filter(|_| free(bytes.get(start + 8)));
        dashed
            .and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
            .or_else(|| packed.and_then(|text| NaiveDate::parse_from_str(text, "%Y%m%d").ok()))
            .filter(|day| (1990..=2150).contains(&chrono::Datelike::year(day)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_may_stand_in_the_name_of_the_file() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        assert_eq!(day_in("ndcs_2024-12-25.csv"), day("2024-12-25"));
        assert_eq!(day_in("current_snapshot_2025-11-09_06-37-40.xlsx"), day("2025-11-09"));
        assert_eq!(day_in("UNClimateDataInitiatives-20230611_open.csv"), day("2023-06-11"));
        assert_eq!(day_in("IGES_NDC_Database_v7.7.xlsx"), None);
        assert_eq!(day_in("1234567890.csv"), None);
    }
}

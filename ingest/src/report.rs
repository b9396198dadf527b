//! What an import did, for people and for programs.

use chrono::NaiveDate;
use serde::Serialize;

use crate::read::Place;
use crate::statement::Problem;

/// What the import of one file did.
///
/// `read = new + changed + unchanged + rejected + repeated`.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Name of the file.
    pub file: String,
    /// Short name of the source.
    pub source: String,
    /// Adapter and its version.
    pub adapter: String,
    /// Layout it was recognised by.
    pub layout: String,
    /// The edition recorded; that of the first import where the file was imported before.
    pub edition: i64,
    /// The day whose knowledge the file holds.
    pub known_on: NaiveDate,
    /// How that day was found.
    pub known_on_basis: String,
    /// Whether this very file was imported before: then nothing was written.
    pub already_imported: bool,
    /// Rows read.
    pub read: u64,
    /// Rows about something not known before.
    pub new: u64,
    /// Rows that say something else than was known.
    pub changed: u64,
    /// Rows that say what was known.
    pub unchanged: u64,
    /// Rows left out, each with its reason.
    pub rejected: u64,
    /// Rows that repeat another row of the file to the letter.
    pub repeated: u64,
    /// Values left out of rows that were kept, each with its reason.
    pub values_rejected: u64,
    /// Every row and value left out.
    pub rejections: Vec<Rejected>,
    /// What else is worth knowing: columns not read, sheets not read, how the day was found.
    pub notes: Vec<String>,
}

impl Report {
    /// The report of a file that holds nothing to record.
    pub(crate) fn of_nothing(file: &str, today: NaiveDate, note: String) -> Self {
        Self {
            file: file.to_owned(),
            source: "none".to_owned(),
            adapter: "none".to_owned(),
            layout: "description".to_owned(),
            edition: 0,
            known_on: today,
            known_on_basis: "not recorded".to_owned(),
            already_imported: false,
            read: 0,
            new: 0,
            changed: 0,
            unchanged: 0,
            rejected: 0,
            repeated: 0,
            values_rejected: 0,
            rejections: Vec::new(),
            notes: vec![note],
        }
    }
}

/// A row or value that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the sheet or line of the file, from 1.
    pub row: i64,
    /// Column; `None` where the whole row is at fault.
    pub column: Option<String>,
    /// The value, shortened to 200 characters.
    pub value: Option<String>,
    /// Why, and what would be right.
    pub reason: String,
    /// Whether the whole row was left out, or only this value.
    pub whole_row: bool,
}

impl Rejected {
    pub(crate) fn new(place: &Place, problem: Problem, whole_row: bool) -> Self {
        let shorten = |text: String| match text.char_indices().nth(200) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        Self {
            sheet: place.sheet.clone(),
            row: place.row,
            column: problem.column,
            value: problem.value.map(shorten),
            reason: problem.reason,
            whole_row,
        }
    }
}

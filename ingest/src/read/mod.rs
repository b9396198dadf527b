//! Reading files: what they are, whether they are whole, and their rows as text.

mod csv_file;
mod inspect;
mod json_file;
mod workbook;

use std::path::Path;

pub(crate) use csv_file::{CUT_OFF, CsvFile};

use crate::statement::Problem;

/// Rows looked at to find a header.
const HEAD_ROWS: usize = 16;

/// Why a file could not be read at all. Nothing of it is recorded then.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system could not give us its bytes.
    #[error("could not read the file")]
    Io(#[from] std::io::Error),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Its content is of another kind than its name says, or of a kind we do not read.
    #[error("{0}")]
    WrongKind(String),
    /// It is text, but not UTF-8.
    #[error(
        "the file is not UTF-8{guess}; if you know its encoding, say so with --encoding (for example --encoding {example})"
    )]
    Encoding {
        /// `: it looks like …`, or nothing.
        guess: String,
        /// An encoding to name.
        example: String,
    },
    /// It ends, or breaks off, in the middle.
    #[error("the file is cut off or damaged: {0}")]
    Damaged(String),
    /// It would take more memory than it may.
    #[error("{0}")]
    TooLarge(String),
}

/// Where a row stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Sheet of a workbook.
    pub(crate) sheet: Option<String>,
    /// Row of the sheet or line of the file, from 1.
    pub(crate) row: i64,
}

/// What adapters look at to recognise a table.
pub(crate) struct Head<'a> {
    /// Name of the file, without its folder.
    pub(crate) file_name: &'a str,
    /// Comment lines above the table, or the texts of a workbook's first sheet.
    pub(crate) preamble: &'a [String],
    /// Name of the sheet.
    pub(crate) sheet: Option<&'a str>,
    /// The first rows.
    pub(crate) rows: &'a [Vec<String>],
    /// All rows of a table in memory; the first rows of one that streams.
    pub(crate) all: &'a [Vec<String>],
}

/// A file that was read, or is ready to be.
pub(crate) struct SourceFile {
    /// Name, without its folder.
    pub(crate) name: String,
    /// BLAKE3 hash of its bytes.
    pub(crate) hash: String,
    /// What it holds.
    pub(crate) content: Content,
}

pub(crate) enum Content {
    /// Text with separators, read as it streams.
    Csv(CsvFile),
    /// Tables already in memory.
    Tables { preamble: Vec<String>, tables: Vec<Table> },
}

/// A table in memory. Rows that hold nothing are left out.
pub(crate) struct Table {
    /// Name of the sheet; `None` for a file with one table.
    pub(crate) sheet: Option<String>,
    /// Number of each row, from 1.
    pub(crate) numbers: Vec<i64>,
    /// The rows.
    pub(crate) rows: Vec<Vec<String>>,
}

/// A row, or why it can't be read.
pub(crate) type RowResult = Result<(Place, Vec<String>), (Place, Problem)>;

impl SourceFile {
    /// Opens a file, finds out what it is and checks that it is whole.
    pub(crate) fn open(path: &Path, encoding: Option<&str>) -> Result<Self, ReadError> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let inspected = inspect::inspect(path)?;
        let content = match inspected.kind {
            inspect::Kind::Workbook => {
                let (preamble, tables) = workbook::read(path)?;
                Content::Tables { preamble, tables }
            }
            inspect::Kind::Json => Content::Tables { preamble: Vec::new(), tables: json_file::read(path)? },
            inspect::Kind::Text => Content::Csv(CsvFile::open(path, encoding, &inspected)?),
        };
        Ok(Self { name, hash: inspected.hash, content })
    }

    /// The heads of its tables, in order.
    pub(crate) fn heads(&self) -> Vec<Head<'_>> {
        match &self.content {
            Content::Csv(csv) => {
                vec![Head {
                    file_name: &self.name,
                    preamble: &csv.preamble,
                    sheet: None,
                    rows: &csv.head,
                    all: &csv.head,
                }]
            }
            Content::Tables { preamble, tables } => tables
                .iter()
                .map(|table| Head {
                    file_name: &self.name,
                    preamble,
                    sheet: table.sheet.as_deref(),
                    rows: &table.rows[..table.rows.len().min(HEAD_ROWS)],
                    all: &table.rows,
                })
                .collect(),
        }
    }

    /// The rows of a table below its header.
    pub(crate) fn rows(
        &self,
        table: usize,
        above: usize,
    ) -> Result<Box<dyn Iterator<Item = RowResult> + '_>, ReadError> {
        match &self.content {
            Content::Csv(csv) => Ok(Box::new(csv.rows(above)?)),
            Content::Tables { tables, .. } => Ok(Box::new(tables[table].rows_below(above))),
        }
    }

    /// How many rows there are, at most.
    pub(crate) fn size(&self) -> u64 {
        match &self.content {
            Content::Csv(csv) => csv.lines,
            Content::Tables { tables, .. } => tables.iter().map(|table| table.rows.len() as u64).sum(),
        }
    }
}

impl Table {
    /// A table whose first row, a header made up for it, has the number 0.
    pub(crate) fn numbered(sheet: Option<String>, rows: Vec<Vec<String>>) -> Self {
        Self { sheet, numbers: (0..rows.len() as i64).collect(), rows }
    }

    fn rows_below(&self, above: usize) -> impl Iterator<Item = RowResult> {
        let numbered = self.numbers.iter().zip(&self.rows).skip(above);
        let filled = numbered.filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
        filled.map(|(number, row)| Ok((Place { sheet: self.sheet.clone(), row: *number }, row.clone())))
    }
}

//! Workbooks (.xlsx): every sheet as rows of text.

use std::fs::File;
use std::io::BufReader;
use std::panic::catch_unwind;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx};

use super::{ReadError, Table};

/// A workbook may hold so much, uncompressed; more is refused before it is read.
const MAX_INFLATED_BYTES: u64 = 256 << 20;
/// No published sheet comes near so many columns.
const MAX_COLUMNS: u32 = 1_000;
/// Text kept of one sheet.
const MAX_TABLE_BYTES: usize = 128 << 20;
/// Rows kept of the first sheet as texts that may tell the edition.
const PREAMBLE_ROWS: usize = 40;

/// The texts of the first sheet, and all sheets.
pub(super) fn read(path: &Path) -> Result<(Vec<String>, Vec<Table>), ReadError> {
    check_size(path)?;
    // The reader of workbooks may panic on damaged ones; that must not end the service.
    let tables = catch_unwind(|| read_sheets(path))
        .unwrap_or_else(|_| Err(ReadError::Damaged("not a readable workbook".into())))?;
    if tables.iter().all(|table| table.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    let preamble = tables.iter().take(1).flat_map(|table| table.rows.iter().take(PREAMBLE_ROWS));
    let texts = preamble.flatten().filter(|cell| !cell.is_empty()).cloned().collect();
    Ok((texts, tables))
}

fn read_sheets(path: &Path) -> Result<Vec<Table>, ReadError> {
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).map_err(damaged)?;
    let names = workbook.sheet_names();
    names.into_iter().map(|name| read_sheet(&mut workbook, name)).collect()
}

/// Cell by cell: a sheet may say that it is as large as it likes.
fn read_sheet(workbook: &mut Xlsx<BufReader<File>>, name: String) -> Result<Table, ReadError> {
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut table = Table { sheet: Some(name), numbers: Vec::new(), rows: Vec::new() };
    let mut bytes = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        bytes += text.len() + size_of::<String>();
        if column >= MAX_COLUMNS || bytes > MAX_TABLE_BYTES {
            let what =
                format!("the sheet has more than {MAX_COLUMNS} columns, or 128 MiB of text; row {}", row + 1);
            return Err(ReadError::TooLarge(what));
        }
        if table.numbers.last() != Some(&(i64::from(row) + 1)) {
            table.numbers.push(i64::from(row) + 1);
            table.rows.push(Vec::new());
        }
        if let Some(cells) = table.rows.last_mut() {
            cells.resize((column as usize + 1).max(cells.len()), String::new());
            cells[column as usize] = text;
        }
    }
    Ok(table)
}

fn damaged(error: calamine::XlsxError) -> ReadError {
    ReadError::Damaged(format!("not a readable workbook ({error})"))
}

/// Adds up what the archive says it holds, without unpacking it.
fn check_size(path: &Path) -> Result<(), ReadError> {
    let damaged =
        |error: zip::result::ZipError| ReadError::Damaged(format!("not a readable archive ({error})"));
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(damaged)?;
    let mut inflated = 0_u64;
    for at in 0..archive.len() {
        inflated = inflated.saturating_add(archive.by_index_raw(at).map_err(damaged)?.size());
    }
    if inflated > MAX_INFLATED_BYTES {
        let mebibytes = inflated >> 20;
        return Err(ReadError::TooLarge(format!("the workbook holds {mebibytes} MiB; at most 256 are read")));
    }
    Ok(())
}

/// A cell as text: numbers in their shortest exact form, days as `YYYY-MM-DD`.
fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
    }
}

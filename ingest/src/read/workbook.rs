//! Workbooks (.xlsx): every sheet as rows of text.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

use super::{ReadError, Table};

/// A workbook may hold so much, uncompressed; more is refused before it is read.
const MAX_INFLATED_BYTES: u64 = 512 << 20;
/// Rows kept of the first sheet as texts that may tell the edition.
const PREAMBLE_ROWS: usize = 40;

/// The texts of the first sheet, and all sheets.
pub(super) fn read(path: &Path) -> Result<(Vec<String>, Vec<Table>), ReadError> {
    check_size(path)?;
    let damaged =
        |error: calamine::XlsxError| ReadError::Damaged(format!("not a readable workbook ({error})"));
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).map_err(damaged)?;
    let mut tables = Vec::new();
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).map_err(damaged)?;
        let (row_above, column_before) = range.start().unwrap_or_default();
        let rows = range.rows().map(|row| {
            let before = std::iter::repeat_n(String::new(), column_before as usize);
            before.chain(row.iter().map(text_of)).collect()
        });
        tables.push(Table { sheet: Some(sheet), first_row: i64::from(row_above), rows: rows.collect() });
    }
    if tables.iter().all(|table| table.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    let preamble = tables.iter().take(1).flat_map(|table| table.rows.iter().take(PREAMBLE_ROWS));
    let texts = preamble.flatten().filter(|cell| !cell.is_empty()).cloned().collect();
    Ok((texts, tables))
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
        return Err(ReadError::TooLarge(format!("the workbook holds {mebibytes} MiB; at most 512 are read")));
    }
    Ok(())
}

/// A cell as text: numbers in their shortest exact form, days as `YYYY-MM-DD`.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
    }
}

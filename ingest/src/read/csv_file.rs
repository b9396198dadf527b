//! Text with separators, streamed: comment lines above, a header, rows.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use super::inspect::{Inspected, scan_text, separator_of};
use super::{HEAD_ROWS, Place, ReadError, RowResult};
use crate::statement::Problem;

/// No row may be larger: a quote left open in the middle would swallow the rest of the file.
const MAX_ROW_BYTES: usize = 4 << 20;
/// Largest file that is converted from another encoding, which is done in memory.
const MAX_CONVERTED_BYTES: u64 = 512 << 20;

/// A file of text with separators.
pub(crate) struct CsvFile {
    path: PathBuf,
    /// The text, where it had to be converted.
    converted: Option<String>,
    separator: u8,
    skip_bytes: u64,
    /// Comment lines (`#`) above the table.
    pub(crate) preamble: Vec<String>,
    /// The first rows.
    pub(crate) head: Vec<Vec<String>>,
    /// Lines of the file.
    pub(crate) lines: u64,
    ends_whole: bool,
    /// Whether the line of the header ends with CR and LF.
    ends_with_crlf: bool,
}

impl CsvFile {
    /// Checks the encoding, reads the comment lines and the first rows.
    pub(super) fn open(path: &Path, encoding: Option<&str>, found: &Inspected) -> Result<Self, ReadError> {
        // Text that is UTF-8 beyond ASCII is not another encoding, whatever was said of the files.
        let is_utf8 = found.text.invalid == 0 && found.text.multibyte > 0;
        let converted = match encoding.filter(|_| !is_utf8) {
            Some(label) => Some(convert(path, label, found.bytes)?),
            None => check_encoding(found).map(|()| None)?,
        };
        let rescanned = converted.as_deref().map(scan_text);
        let text = rescanned.as_ref().unwrap_or(&found.text);
        if let Some(line) = text.open_quote_line {
            return Err(ReadError::Damaged(format!(
                "the quote opened on line {line} is never closed, or is closed in the middle of a cell"
            )));
        }
        let mut file = Self {
            path: path.to_owned(),
            converted,
            separator: b',',
            skip_bytes: 0,
            preamble: Vec::new(),
            head: Vec::new(),
            lines: text.lines,
            ends_whole: text.ends_whole,
            ends_with_crlf: false,
        };
        file.read_preamble()?;
        let head: Vec<RowResult> = file.records(0)?.take(HEAD_ROWS).collect();
        file.head = head.into_iter().map(|row| row.map(|(_, cells)| cells).unwrap_or_default()).collect();
        Ok(file)
    }

    fn source(&self) -> Result<Box<dyn BufRead + '_>, ReadError> {
        let mut source: Box<dyn BufRead> = match &self.converted {
            Some(text) => Box::new(Cursor::new(text.as_bytes())),
            None => Box::new(BufReader::with_capacity(1 << 16, File::open(&self.path)?)),
        };
        std::io::copy(&mut source.by_ref().take(self.skip_bytes), &mut std::io::sink())?;
        Ok(source)
    }

    /// Takes the byte order mark and the lines that begin with `#`, then finds the separator.
    fn read_preamble(&mut self) -> Result<(), ReadError> {
        let mut source = self.source()?;
        let (mut skip, mut preamble) = (0, Vec::new());
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = source.by_ref().take(MAX_ROW_BYTES as u64).read_until(b'\n', &mut line)?;
            if skip == 0 && line.starts_with(b"\xEF\xBB\xBF") {
                line.drain(..3);
                skip = 3;
                if !line.starts_with(b"#") {
                    break;
                }
            }
            if !line.starts_with(b"#") {
                break;
            }
            skip += read as u64 - if skip == 3 { 3 } else { 0 };
            preamble.push(String::from_utf8_lossy(&line).trim_start_matches('#').trim().to_owned());
        }
        drop(source);
        self.separator = separator_of(&line);
        self.ends_with_crlf = line.ends_with(b"\r\n");
        (self.skip_bytes, self.preamble) = (skip, preamble);
        Ok(())
    }

    /// All rows, with their line. A row that is no UTF-8 is a problem, not an end.
    fn records(&self, skip: usize) -> Result<impl Iterator<Item = RowResult> + use<'_>, ReadError> {
        let (lines_above, crlf) = (self.preamble.len() as i64, self.ends_with_crlf);
        // The reader counts the second half of such a line end with the row after it.
        let line_of =
            move |at: &csv::Position| at.line() as i64 + lines_above + i64::from(crlf && at.byte() > 0);
        let reader = csv::ReaderBuilder::new()
            .delimiter(self.separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.source()?);
        Ok(reader.into_byte_records().skip(skip).map(move |record| {
            let broken = |line, reason: String| Err((Place { sheet: None, row: line }, Problem::row(reason)));
            match record {
                Err(error) => {
                    broken(error.position().map_or(0, line_of), format!("could not be read: {error}"))
                }
                Ok(record) => {
                    let position = record.position();
                    let line = position.map_or(0, line_of);
                    if record.as_slice().len() > MAX_ROW_BYTES {
                        return broken(line, "is larger than 4 MiB; is a quote left open?".into());
                    }
                    match text_of(&record) {
                        Ok(cells) => Ok((Place { sheet: None, row: line }, cells)),
                        Err(at) => {
                            let byte = position.map_or(0, csv::Position::byte) + self.skip_bytes + at as u64;
                            broken(line, format!("is not UTF-8 near byte {byte}"))
                        }
                    }
                }
            }
        }))
    }

    /// The rows below the header, each with as many cells as the header has.
    pub(super) fn rows(&self, above: usize) -> Result<impl Iterator<Item = RowResult> + use<'_>, ReadError> {
        let expected = self.head.get(above.saturating_sub(1)).map_or(0, Vec::len);
        let mut rows = self.records(above)?.peekable();
        Ok(std::iter::from_fn(move || {
            loop {
                let row = rows.next()?;
                let is_last = !self.ends_whole && rows.peek().is_none();
                let cut_off = is_last && !row.as_ref().is_ok_and(|(_, cells)| ends_empty(cells, expected));
                match row {
                    Ok((_, cells)) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                    Ok((place, _)) | Err((place, _)) if cut_off => {
                        return Some(Err((place, Problem::row(CUT_OFF))));
                    }
                    Ok((place, cells)) if cells.len() != expected => {
                        let reason = format!("has {} cells where the header has {expected}", cells.len());
                        return Some(Err((place, Problem::row(reason))));
                    }
                    row => return Some(row),
                }
            }
        }))
    }
}

/// Whether a row has all its cells and the last one is empty. A file that ends there without a
/// line end may lack a value, but states none that was cut.
fn ends_empty(cells: &[String], expected: usize) -> bool {
    cells.len() == expected && cells.last().is_some_and(String::is_empty)
}

/// The reason for a last row that has no line end: the import refuses the file then.
pub(crate) const CUT_OFF: &str = "the file breaks off in this row; if it is whole, end it with a line end";

fn text_of(record: &csv::ByteRecord) -> Result<Vec<String>, usize> {
    let mut at = 0;
    let mut cells = Vec::with_capacity(record.len());
    for cell in record {
        let text = std::str::from_utf8(cell).map_err(|error| at + error.valid_up_to())?;
        cells.push(text.to_owned());
        at += cell.len() + 1;
    }
    Ok(cells)
}

/// UTF-8 passes, and so does UTF-8 with a stray byte here or there; anything else is refused.
fn check_encoding(found: &Inspected) -> Result<(), ReadError> {
    let start = &found.start;
    let utf16 = start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]);
    if utf16 {
        return refuse("UTF-16", if start[0] == 0xFF { "utf-16le" } else { "utf-16be" });
    }
    let text = &found.text;
    if text.has_nul && text.invalid > 0 {
        return Err(ReadError::WrongKind("it is neither text nor a workbook".into()));
    }
    if text.invalid == 0 || (text.multibyte >= text.invalid && text.invalid <= 100) {
        return Ok(());
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(start, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny).name();
    refuse(guess, &guess.to_lowercase())
}

fn refuse(guess: &str, example: &str) -> Result<(), ReadError> {
    Err(ReadError::Encoding { guess: format!(": it looks like {guess}"), example: example.into() })
}

/// The whole text, converted; refused where a byte has no meaning in that encoding.
fn convert(path: &Path, label: &str, bytes: u64) -> Result<String, ReadError> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        ReadError::WrongKind(format!("{label:?} is no encoding we know; see encoding.spec.whatwg.org"))
    })?;
    if bytes > MAX_CONVERTED_BYTES {
        return Err(ReadError::TooLarge(
            "files over 512 MiB can't be converted; convert it to UTF-8 first".into(),
        ));
    }
    let raw = std::fs::read(path)?;
    let (text, used, malformed) = encoding.decode(&raw);
    if malformed {
        return Err(ReadError::Damaged(format!("it holds bytes that mean nothing in {}", used.name())));
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::ends_empty;

    #[test]
    fn a_last_row_without_a_line_end_is_whole_where_it_ends_with_an_empty_cell() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        assert!(ends_empty(&row(&["Warsaw", "Poland", "PL", ""]), 4));
        assert!(!ends_empty(&row(&["Warsaw", "Poland", "PL", "PL W"]), 4));
        assert!(!ends_empty(&row(&["Warsaw", "Poland", ""]), 4));
    }
}

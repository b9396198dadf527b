//! One pass over the bytes of a file before anything is made of them: hash, kind, encoding,
//! and whether a quote is left open.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::ReadError;

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Workbook,
    Json,
}

/// What one pass found out.
pub(super) struct Inspected {
    pub(super) hash: String,
    pub(super) kind: Kind,
    pub(super) bytes: u64,
    /// The first bytes.
    pub(super) start: Vec<u8>,
    pub(super) text: TextFindings,
}

/// What the pass found out about text.
#[derive(Default)]
pub(super) struct TextFindings {
    /// Bytes that are no UTF-8.
    pub(super) invalid: u64,
    /// Characters of more than one byte that are.
    pub(super) multibyte: u64,
    pub(super) has_nul: bool,
    /// Line on which a quote was opened that is never closed, or is closed in the middle of a cell.
    pub(super) open_quote_line: Option<u64>,
    /// Whether the last row is whole for sure: a line end or a closed quote comes last.
    pub(super) ends_whole: bool,
    pub(super) lines: u64,
}

/// Reads the file once from end to end.
pub(super) fn inspect(path: &Path) -> Result<Inspected, ReadError> {
    if path.is_dir() {
        return Err(ReadError::WrongKind("it is a folder; name the files in it".into()));
    }
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let (mut start, mut bytes) = (Vec::new(), 0);
    let mut scan: Option<Scan> = None;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        let chunk = &buffer[..read];
        hasher.update(chunk);
        bytes += read as u64;
        if start.len() < 4096 {
            start.extend_from_slice(&chunk[..read.min(4096 - start.len())]);
        }
        scan.get_or_insert_with(|| Scan::new(separator_of(chunk))).feed(chunk);
    }
    if bytes == 0 {
        return Err(ReadError::Empty);
    }
    let kind = kind_of(path, &start)?;
    Ok(Inspected {
        hash: hasher.finalize().to_hex().to_string(),
        kind,
        bytes,
        start,
        text: scan.unwrap_or_default().finish(),
    })
}

fn kind_of(path: &Path, start: &[u8]) -> Result<Kind, ReadError> {
    let extension = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let first =
        start.iter().copied().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF));
    let lower = String::from_utf8_lossy(&start[..start.len().min(256)]).trim_start().to_lowercase();
    let kind = match first {
        _ if start.starts_with(b"PK\x03\x04") => Kind::Workbook,
        _ if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) => {
            return wrong("it is a workbook of the old kind (.xls); save it as .xlsx");
        }
        _ if lower.starts_with("<!doctype") || lower.starts_with("<html") => {
            return wrong("it is an HTML page, not data; was an error page saved in place of the file?");
        }
        Some(b'{' | b'[') => Kind::Json,
        _ => Kind::Text,
    };
    match (extension.as_str(), kind) {
        ("xlsx" | "xlsm", Kind::Workbook) | ("json", Kind::Json) => Ok(kind),
        ("xlsx" | "xlsm", _) => wrong("it is named a workbook (.xlsx) but is none"),
        ("json", _) => wrong("it is named JSON but is not"),
        (_, Kind::Workbook) => {
            wrong("it is a workbook or archive by its content, but its name does not end in .xlsx")
        }
        ("csv" | "tsv" | "txt", Kind::Json) => wrong("it is JSON by its content, but its name says text"),
        _ => Ok(kind),
    }
}

fn wrong<T>(what: &str) -> Result<T, ReadError> {
    Err(ReadError::WrongKind(what.into()))
}

/// Findings that grow byte by byte.
#[derive(Default)]
struct Scan {
    found: TextFindings,
    pending: u8,
    line: u64,
    quote: Quote,
    opened: u64,
    separator: u8,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Quote {
    /// At the start of a field.
    #[default]
    FieldStart,
    /// In a field without quotes.
    Bare,
    /// Between quotes.
    Inside,
    /// Behind a quote that closes the field, or is the first of two.
    Closing,
}

/// The separator that stands most often in the first line that is no comment.
pub(super) fn separator_of(text: &[u8]) -> u8 {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty());
    let line = lines.find(|line| !line.starts_with(b"#")).unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|s| (count(*s), *s == b',')).unwrap_or(b',')
}

/// What one pass over converted text finds out.
pub(super) fn scan_text(text: &str) -> TextFindings {
    let mut scan = Scan::new(separator_of(text.as_bytes()));
    scan.feed(text.as_bytes());
    scan.finish()
}

impl Scan {
    fn new(separator: u8) -> Self {
        Self { separator, ..Self::default() }
    }

    fn feed(&mut self, chunk: &[u8]) {
        for &byte in chunk {
            self.encoding(byte);
            self.quotes(byte);
            self.line += u64::from(byte == b'\n');
        }
        if let Some(last) = chunk.last() {
            self.found.ends_whole = matches!(last, b'\n' | b'\r') || self.quote == Quote::Closing;
        }
    }

    /// Counts characters by their lead and continuation bytes.
    fn encoding(&mut self, byte: u8) {
        self.found.has_nul |= byte == 0;
        let continuation = byte & 0xC0 == 0x80;
        if self.pending > 0 && continuation {
            self.pending -= 1;
            self.found.multibyte += u64::from(self.pending == 0);
            return;
        }
        self.found.invalid += u64::from(self.pending > 0);
        self.pending = match byte {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => 0,
        };
        self.found.invalid += u64::from(self.pending == 0 && byte >= 0x80);
    }

    fn quotes(&mut self, byte: u8) {
        let ends = byte == self.separator || matches!(byte, b'\n' | b'\r');
        self.quote = match (self.quote, byte) {
            (Quote::FieldStart, b'"') => {
                self.opened = self.line + 1;
                Quote::Inside
            }
            (Quote::Inside, b'"') => Quote::Closing,
            (Quote::Inside, _) | (Quote::Closing, b'"') => Quote::Inside,
            _ if ends => Quote::FieldStart,
            (Quote::Closing, byte) if byte != b' ' => {
                // Text behind a closing quote: the quote was opened earlier and swallowed rows.
                self.found.open_quote_line.get_or_insert(self.opened);
                Quote::Bare
            }
            (Quote::Closing, _) => Quote::Closing,
            _ => Quote::Bare,
        };
    }

    fn finish(mut self) -> TextFindings {
        self.found.invalid += u64::from(self.pending > 0);
        self.found.lines = self.line + 1;
        if self.quote == Quote::Inside {
            self.found.open_quote_line.get_or_insert(self.opened);
        }
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &[u8]) -> TextFindings {
        let mut scan = Scan::new(separator_of(text));
        scan.feed(text);
        scan.finish()
    }

    #[test]
    fn an_open_quote_is_found_with_its_line() {
        assert_eq!(scan(b"a,b\n1,\"two\nthree").open_quote_line, Some(2));
        assert_eq!(scan(b"a,b\n1,\"say \"\"two\"\"\nthree\"\n").open_quote_line, None);
        assert_eq!(scan(b"a,b\n1,5\" pipe\n").open_quote_line, None);
        assert_eq!(scan(b"a,b\n1,x;\"y\n").open_quote_line, None);
        assert_eq!(scan(b"a,b\n1,\"two\n3,4\n5,\"six\"\n").open_quote_line, Some(2));
    }

    #[test]
    fn utf8_and_other_bytes_are_told_apart() {
        let utf8 = scan("Côte d’Ivoire 台灣".as_bytes());
        assert_eq!((utf8.invalid, utf8.multibyte), (0, 4));
        assert_eq!(scan(b"Shizuoka\xCAPrefecture").invalid, 1);
        assert_eq!(scan("São".as_bytes()[..2].to_vec().as_slice()).invalid, 1);
    }
}

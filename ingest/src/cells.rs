//! A row under its header: values by column, and what of them could not be understood.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use quipu_domain::{Decimal, amount, percent, place, text, year};

use crate::statement::Problem;

/// Tokens by which sources say that there is no value.
const MISSING: [&str; 9] = ["", "-", "N/A", "n/a", "#N/A", "NA", "None", "null", "Not Applicable"];

/// A column's name without case, blanks and punctuation: how headers are compared. A plus sign
/// stays: inventories have a total `BASIC` and another `BASIC+`.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '+').flat_map(char::to_lowercase).collect()
}

/// Where the columns of a table stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    /// Which of the adapter's layouts it is.
    pub(crate) layout: &'static str,
    /// Rows above the first row of data.
    pub(crate) rows_above: usize,
    /// Names as the file spells them, by position.
    pub(crate) names: Vec<String>,
    /// Names of columns that are kept in the raw row only.
    pub(crate) unread: Vec<String>,
    /// Position of each column, by plain name.
    pub(crate) positions: HashMap<String, usize>,
}

impl Header {
    /// A header of one row.
    pub(crate) fn new(layout: &'static str, rows_above: usize, names: &[String]) -> Self {
        let positions = names.iter().enumerate().rev().map(|(at, name)| (plain(name), at)).collect();
        Self { layout, rows_above, names: names.to_vec(), unread: Vec::new(), positions }
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.positions.contains_key(&plain(column))
    }

    /// Where the column stands.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.positions.get(&plain(column)).copied()
    }
}

/// One row under its header. Values that cannot be understood are noted, and read as missing.
pub(crate) struct Cells<'a> {
    header: &'a Header,
    cells: &'a [String],
    problems: RefCell<Vec<Problem>>,
}

/// Empties cells that can't be used, and says which: those with a NUL character, which
/// PostgreSQL cannot keep, and formulas that failed in columns that are read.
pub(crate) fn without_unusable(header: &Header, cells: &mut [String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, cell) in cells.iter_mut().enumerate() {
        let name = header.names.get(at);
        let is_read = name.is_some_and(|name| !header.unread.contains(name));
        let reason = if cell.contains('\0') {
            "holds a NUL character; the cell is left out"
        } else if is_read && FAILED_FORMULAS.contains(&cell.trim()) {
            "holds a formula that failed; the cell is left out"
        } else {
            continue;
        };
        let value = std::mem::take(cell).replace('\0', "\u{2400}");
        problems.push(Problem { column: name.cloned(), value: Some(value), reason: reason.into() });
    }
    problems
}

/// Empties the cells of columns that are never kept.
pub(crate) fn withhold(columns: &[&str], header: &Header, cells: &mut [String]) {
    for (name, cell) in header.names.iter().zip(cells) {
        if columns.iter().any(|column| plain(column) == plain(name)) {
            cell.clear();
        }
    }
}

/// What spreadsheets show for a formula that failed. `#N/A` may also be meant: it reads as missing.
const FAILED_FORMULAS: [&str; 6] = ["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"];

impl<'a> Cells<'a> {
    pub(crate) fn new(header: &'a Header, cells: &'a [String]) -> Self {
        Self { header, cells, problems: RefCell::default() }
    }

    /// Layout of the table.
    pub(crate) fn layout(&self) -> &'static str {
        self.header.layout
    }

    /// What was noted so far.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// The cell as received; empty where the column is missing.
    pub(crate) fn raw(&self, column: &str) -> &'a str {
        let at = self.header.positions.get(&plain(column));
        at.and_then(|at| self.cells.get(*at)).map_or("", String::as_str)
    }

    /// The first of these columns that the table has.
    pub(crate) fn column<'c>(&self, columns: &[&'c str]) -> Option<&'c str> {
        columns.iter().find(|column| self.header.has(column)).copied()
    }

    /// The cell of the first of these columns that the table has.
    pub(crate) fn any(&self, columns: &[&str]) -> &'a str {
        self.column(columns).map_or("", |column| self.raw(column))
    }

    /// The trimmed text; `None` where it is empty or a token for "missing".
    pub(crate) fn text(&self, columns: &[&str]) -> Option<&'a str> {
        Some(self.any(columns).trim()).filter(|text| !MISSING.contains(text))
    }

    /// A name or label, cleaned for display.
    pub(crate) fn name(&self, columns: &[&str]) -> Option<String> {
        self.cleaned(self.column(columns)?, self.text(columns)?)
    }

    /// A name in a column where only these tokens say that there is none: a town is called None.
    pub(crate) fn name_unless(&self, column: &str, missing: &[&str]) -> Option<String> {
        let raw = self.raw(column).trim();
        if missing.contains(&raw) { None } else { self.cleaned(column, raw) }
    }

    /// A name, cleaned for display; one that is too long is noted.
    fn cleaned(&self, column: &str, raw: &str) -> Option<String> {
        let name = text::clean_name(raw)?;
        if name.len() > text::MAX_NAME_BYTES {
            self.note(column, format!("longer than {} bytes", text::MAX_NAME_BYTES));
            return None;
        }
        Some(name)
    }

    /// A web address; anything else is noted.
    pub(crate) fn url(&self, columns: &[&str]) -> Option<String> {
        self.parsed(columns, |raw| {
            text::web_address(raw).map(str::to_owned).ok_or_else(|| "not a web address".into())
        })
    }

    /// A year within bounds.
    pub(crate) fn year(&self, columns: &[&str], allowed: &RangeInclusive<i32>) -> Option<i32> {
        self.parsed(columns, |raw| year::parse_year(raw, allowed))
    }

    /// A day, `YYYY-MM-DD`, with or without a time behind it.
    pub(crate) fn day(&self, columns: &[&str]) -> Option<NaiveDate> {
        self.parsed(columns, parse_day)
    }

    /// A whole number, not negative.
    pub(crate) fn count(&self, columns: &[&str]) -> Option<i64> {
        self.parsed(columns, |raw| {
            let number = amount::parse_decimal(raw)?;
            let whole = Some(number).filter(|number| number.fract().is_zero() && !number.is_sign_negative());
            whole.and_then(|number| i64::try_from(number).ok()).ok_or_else(|| "not a whole number".into())
        })
    }

    /// A reduction in percent.
    pub(crate) fn reduction(&self, columns: &[&str]) -> Option<Decimal> {
        self.parsed(columns, percent::parse_reduction)
    }

    /// One of a list of words; another word is noted.
    pub(crate) fn choice<T: Copy>(&self, columns: &[&str], words: &[(&str, T)]) -> Option<T> {
        self.parsed(columns, |raw| {
            let known = words.iter().find(|(word, _)| plain(word) == plain(raw));
            known.map(|(_, choice)| *choice).ok_or_else(|| {
                let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                format!("none of: {}", list.join("; "))
            })
        })
    }

    /// The code of a country or of the European Union, in capitals.
    ///
    /// # Errors
    /// The row can't be kept without it.
    pub(crate) fn country(&self, column: &str) -> Result<&'static str, Problem> {
        let code = self.raw(column).trim();
        place::by_iso3(code)
            .map(|place| place.iso3)
            .ok_or_else(|| self.problem(column, "not an ISO 3166-1 alpha-3 code in capitals, nor EUU or XKX"))
    }

    /// A text without which the row can't be kept.
    ///
    /// # Errors
    /// Where it is empty.
    pub(crate) fn required(&self, column: &str) -> Result<&'a str, Problem> {
        self.text(&[column]).ok_or_else(|| self.problem(column, "empty, but needed"))
    }

    /// Whether a target falls due after its base year, as far as both are known. Where it does not,
    /// either may be wrong: that is noted, and the target is to be left out. Each year comes with
    /// its column.
    pub(crate) fn is_period(&self, base: (&str, Option<i32>), due: (&str, Option<i32>)) -> bool {
        let ((base_column, Some(base)), (due_column, Some(due))) = (base, due) else { return true };
        if base < due {
            return true;
        }
        let reason = format!(
            "the target year {due} ({due_column}) is not after the base year {base}; the target is left out"
        );
        self.note(base_column, reason);
        false
    }

    /// Notes that a value was left out.
    pub(crate) fn note(&self, column: &str, reason: impl Into<String>) {
        self.problems.borrow_mut().push(self.problem(column, reason));
    }

    /// A problem with a value of this row.
    pub(crate) fn problem(&self, column: &str, reason: impl Into<String>) -> Problem {
        let at = self.header.positions.get(&plain(column));
        let spelled = at.and_then(|at| self.header.names.get(*at)).cloned();
        Problem {
            column: Some(spelled.unwrap_or_else(|| column.to_owned())),
            value: Some(self.raw(column).to_owned()),
            reason: reason.into(),
        }
    }

    /// Parses a cell that is not missing; on failure notes why and reads it as missing.
    pub(crate) fn parsed<T>(&self, columns: &[&str], parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let raw = self.text(columns)?;
        let column = self.column(columns).unwrap_or_default();
        parse(raw).map_err(|reason| self.note(column, reason)).ok()
    }

    /// What the row says, without regard to the order and the spelling of the header: two states
    /// of a source that differ in these only say the same.
    pub(crate) fn content(&self) -> String {
        let names = self.header.names.iter().map(|name| plain(name));
        let mut content: Vec<(String, &String)> =
            names.zip(self.cells).filter(|(_, cell)| !cell.is_empty()).collect();
        content.sort();
        content.into_iter().map(|(name, cell)| format!("{name}\0{cell}\0")).collect()
    }

    /// The row as received: a JSON object of column and text, empty cells left out.
    pub(crate) fn to_json(&self) -> String {
        let mut object = serde_json::Map::new();
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = self.header.names.get(at).filter(|name| !name.trim().is_empty());
            let mut name = name.cloned().unwrap_or_else(|| format!("column {}", at + 1));
            while object.contains_key(&name) {
                name.push('\'');
            }
            object.insert(name, serde_json::Value::String(cell.clone()));
        }
        serde_json::Value::Object(object).to_string()
    }
}

/// A day, `YYYY-MM-DD`, with or without a time behind it.
pub(crate) fn parse_day(raw: &str) -> Result<NaiveDate, String> {
    let day = raw.split(['T', ' ']).next().unwrap_or_default();
    day.parse().map_err(|_| "not a day written YYYY-MM-DD".to_owned())
}

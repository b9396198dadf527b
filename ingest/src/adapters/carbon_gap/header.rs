//! The header: a line with a note and the years, and below it names of columns that stand there once
//! for each year.

use super::{COUNTRY, NAME, YEARS};
use crate::adapter::Recognition;
use crate::cells::{Header, plain};
use crate::read::Head;

const LAYOUT: &str = "companies by year";
/// Our names of the columns of scopes 1, 2 and 3.
pub(super) const SCOPES: [&str; 3] = ["scope 1", "scope 2", "scope 3"];
/// Our name of the column of the total.
pub(super) const TOTAL: &str = "total";
/// How the names of these columns begin.
const BEGINNINGS: [(&str, &str); 4] = [
    ("Scope 1 GHG emissions", SCOPES[0]),
    ("Scope 2 emissions", SCOPES[1]),
    ("Scope 3 emissions", SCOPES[2]),
    ("Scope 1-3 emissions", TOTAL),
];

/// Our name of a column of a year.
pub(super) fn of_year(part: &str, year: i32) -> String {
    format!("{year} {part}")
}

/// Finds the header; the years stand above it.
pub(super) fn recognise(head: &Head<'_>) -> Recognition {
    let is_header = |row: &&Vec<String>| {
        let has = |column: &str| row.iter().any(|name| plain(name) == plain(column));
        has(NAME) && has(COUNTRY) && row.iter().any(|name| part_of(name) == Some(SCOPES[0]))
    };
    let Some((at, row)) = head.rows.iter().enumerate().find(|(_, row)| is_header(row)) else {
        return Recognition::Unknown;
    };
    let years = years(&head.rows[..at]);
    let blocks = row.iter().filter(|name| part_of(name) == Some(SCOPES[0])).count();
    if years.len() != blocks {
        let reason = format!("it has columns of {blocks} years, and {} years above them", years.len());
        return Recognition::Broken { layout: LAYOUT, reason, likeness: 100 };
    }
    header(at + 1, row, &years)
}

/// A header in which the columns of each year have a name of ours. A block of columns begins with
/// its scope 1.
fn header(rows_above: usize, row: &[String], years: &[i32]) -> Recognition {
    let mut header = Header::new(LAYOUT, rows_above, row);
    let mut block = None;
    for (at, name) in row.iter().enumerate() {
        let Some(part) = part_of(name) else {
            let read = [NAME, COUNTRY, "Industry"].iter().any(|column| plain(column) == plain(name));
            if !read && !name.trim().is_empty() {
                header.unread.push(name.clone());
            }
            continue;
        };
        if part == SCOPES[0] {
            block = Some(block.map_or(0, |block: usize| block + 1));
        }
        let year = block.and_then(|block| years.get(block));
        let taken = year.and_then(|year| header.positions.insert(plain(&of_year(part, *year)), at));
        if taken.is_some() || year.is_none() {
            let reason = format!("column {name:?} is there twice for a year, or before the first year");
            return Recognition::Broken { layout: LAYOUT, reason, likeness: 100 };
        }
    }
    Recognition::Known(header)
}

/// Which of the columns of a year this is.
fn part_of(name: &str) -> Option<&'static str> {
    let name = plain(name);
    BEGINNINGS.iter().find(|(beginning, _)| name.starts_with(&plain(beginning))).map(|(_, part)| *part)
}

/// The years in the rows above the header: `2 019`, `2020 data`.
fn years(rows: &[Vec<String>]) -> Vec<i32> {
    let year = |cell: &String| {
        let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = cell.find(|c: char| !c.is_ascii_digit()).unwrap_or(cell.len());
        let grouped = cell[digits..].starts_with([',', '.']);
        let year = (digits == 4 && !grouped).then(|| cell[..4].parse().ok()).flatten();
        year.filter(|year| YEARS.contains(year))
    };
    rows.iter().flatten().filter_map(year).collect()
}

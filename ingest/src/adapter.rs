//! What every adapter offers.

use std::collections::HashMap;

use chrono::NaiveDate;
use quipu_domain::vocabulary::PartyGroupCode;

use crate::cells::{Cells, Header, plain};
use crate::read::Head;
use crate::sources::SourceTerms;
use crate::statement::{Problem, Statement};

/// One publisher's layouts, and what their rows state.
pub(crate) trait Adapter: Sync {
    /// Name and version, as in `net-zero-tracker/1`. A version that reads a row differently
    /// has another number: then the same file states something new.
    fn name(&self) -> &'static str;

    /// The source whose editions it reads.
    fn source(&self) -> &'static SourceTerms;

    /// Whether it knows this table.
    fn recognise(&self, head: &Head<'_>) -> Recognition;

    /// The day whose knowledge the file holds, if the file itself says so; with how it was found.
    fn known_on(&self, _head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
        None
    }

    /// Why tables of this layout are passed over as a whole: they are known, and hold nothing to
    /// record.
    fn passes_over(&self, _layout: &str) -> Option<&'static str> {
        None
    }

    /// Columns that are never kept, not even in the raw row: personal data.
    fn withheld(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a row states. `None` for a row that holds nothing (a footnote, a total).
    ///
    /// # Errors
    /// A row that can't be understood, with the column at fault.
    fn read(&self, cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem>;
}

/// What stays the same, or counts up, from row to row of one file.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// The group whose members a list without a name of its own gives.
    pub(crate) group: Option<PartyGroupCode>,
    /// Name of the file, without its folder.
    pub(crate) file_name: String,
    /// Name of the sheet being read.
    pub(crate) sheet: Option<String>,
    seen: HashMap<String, Vec<String>>,
}

impl Session {
    /// The session of one file.
    pub(crate) fn new(file_name: &str, group: Option<PartyGroupCode>) -> Self {
        Self { group, file_name: file_name.to_owned(), ..Self::default() }
    }

    /// What was said first with this key: the same for all its rows.
    pub(crate) fn first(&mut self, key: &str, content: String) -> String {
        let seen = self.seen.entry(key.to_owned()).or_default();
        if seen.is_empty() {
            seen.push(content);
        }
        seen[0].clone()
    }

    /// Which of the rows with this key a row is, from 0; a row that says the same as an earlier
    /// one is that one.
    pub(crate) fn variant(&mut self, key: &str, content: String) -> usize {
        let seen = self.seen.entry(key.to_owned()).or_default();
        seen.iter().position(|known| *known == content).unwrap_or_else(|| {
            seen.push(content);
            seen.len() - 1
        })
    }
}

/// Whether a table is one that an adapter knows.
#[derive(Debug)]
pub(crate) enum Recognition {
    /// It is.
    Known(Header),
    /// It looks like one, but for columns that are missing, or there twice.
    Broken {
        /// The layout it looks like.
        layout: &'static str,
        /// What is wrong with its header.
        reason: String,
        /// How much it looks like it: columns found in a hundred, more if only one is there twice.
        likeness: usize,
    },
    /// It is not.
    Unknown,
}

/// A layout whose header is one row.
pub(crate) struct Layout {
    /// Name of the layout.
    pub(crate) name: &'static str,
    /// Columns without which it cannot be read; they tell it from others.
    pub(crate) required: &'static [&'static str],
    /// Columns that are read where they are there.
    pub(crate) optional: &'static [&'static str],
}

impl Layout {
    /// Looks for the header among the first rows.
    pub(crate) fn find(&self, head: &Head<'_>) -> Recognition {
        let required: Vec<&[&str]> = self.required.iter().map(std::slice::from_ref).collect();
        find_header(self.name, &required, self.optional, head)
    }
}

/// A layout whose header is one row, and whose columns have other names in other years.
pub(crate) struct RenamedLayout {
    /// Name of the layout.
    pub(crate) name: &'static str,
    /// Columns without which it cannot be read, each with all its names.
    pub(crate) required: &'static [&'static [&'static str]],
    /// Columns that are read where they are there.
    pub(crate) optional: &'static [&'static [&'static str]],
}

impl RenamedLayout {
    /// Looks for the header among the first rows.
    pub(crate) fn find(&self, head: &Head<'_>) -> Recognition {
        find_header(self.name, self.required, &self.optional.concat(), head)
    }
}

/// Looks for a row with one name of each of the required columns.
fn find_header(
    layout: &'static str,
    required: &[&[&str]],
    optional: &[&str],
    head: &Head<'_>,
) -> Recognition {
    let mut best = (0, Recognition::Unknown);
    let known: Vec<String> = required.concat().iter().chain(optional).map(|name| plain(name)).collect();
    for (at, row) in head.rows.iter().enumerate() {
        let names: Vec<String> = row.iter().map(|name| plain(name)).collect();
        let is_there = |column: &&&[&str]| column.iter().any(|name| names.contains(&plain(name)));
        let missing: Vec<&[&str]> = required.iter().filter(|column| !is_there(column)).copied().collect();
        let found = required.len() - missing.len();
        if missing.is_empty() {
            return match twice(row, &names, &known) {
                Some(column) => Recognition::Broken {
                    layout,
                    reason: format!("column {column:?} is there twice"),
                    likeness: 200,
                },
                None => Recognition::Known(header(layout, at + 1, row, &known)),
            };
        }
        if found * 2 >= required.len() && found >= 2 && found > best.0 {
            let reason = format!("column {} is missing", quoted(&missing));
            let likeness = found * 100 / required.len();
            best = (found, Recognition::Broken { layout, reason, likeness });
        }
    }
    best.1
}

/// The first column of a header that is known and there more than once, as it is spelled there.
fn twice<'r>(row: &'r [String], names: &[String], known: &[String]) -> Option<&'r String> {
    let count = |name: &String| names.iter().filter(|other| *other == name).count();
    let at = names.iter().position(|name| known.contains(name) && count(name) > 1)?;
    row.get(at)
}

fn header(layout: &'static str, rows_above: usize, row: &[String], known: &[String]) -> Header {
    let unread = row.iter().filter(|name| !name.trim().is_empty() && !known.contains(&plain(name)));
    let unread = unread.cloned().collect();
    Header { unread, ..Header::new(layout, rows_above, row) }
}

/// The first layout that knows the table; else the one it looks most like.
pub(crate) fn first_known(layouts: &[Layout], head: &Head<'_>) -> Recognition {
    let mut likest = Recognition::Unknown;
    for layout in layouts {
        match layout.find(head) {
            known @ Recognition::Known(_) => return known,
            broken if broken.likeness() > likest.likeness() => likest = broken,
            _ => {}
        }
    }
    likest
}

impl Recognition {
    /// How much the table looks like one that the adapter knows; 0 for not at all.
    pub(crate) fn likeness(&self) -> usize {
        match self {
            Self::Known(_) => usize::MAX,
            Self::Broken { likeness, .. } => *likeness,
            Self::Unknown => 0,
        }
    }
}

fn quoted(columns: &[&[&str]]) -> String {
    let either =
        |names: &&[&str]| names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(" or ");
    columns.iter().map(either).collect::<Vec<_>>().join(", ")
}

//! The headers of the two sheets: titles of groups in merged cells above the names of columns.
//!
//! Columns are found by these names, wherever they stand. Each wanted one gets a position under
//! a name of ours, such as `Mitigation Target 2` for the second block of the change tracker.

use std::ops::Range;

use crate::adapter::Recognition;
use crate::cells::{Header, plain};
use crate::read::Head;

/// The sheet with one row for a Party, and its latest target.
pub(super) const MASTER: &str = "master sheet";
/// The sheet with one row for a Party, and a block of columns for each of its submissions.
pub(super) const TRACKER: &str = "change tracker";
/// Blocks, or columns of submission dates, that are read.
pub(super) const MAX_BLOCKS: usize = 12;

/// Columns without which a target can't be read.
const TARGET: [&str; 4] = ["Mitigation Type", "Mitigation Target", "Baseline Year", "Target Year"];
/// The column of days of submission, one for each block.
pub(super) const SUBMITTED: &str = "Submission date";
/// Columns of sectors, with our codes: names stand under "Sectoral scope".
pub(super) const SECTORS: [(&str, &str); 7] = [
    ("Energy", "ENERGY"),
    ("Agriculture", "AGRICULTURE"),
    ("Transport", "TRANSPORT"),
    ("Transportation", "TRANSPORT"),
    ("Waste", "WASTE"),
    ("LULUCF", "LULUCF"),
    ("Industry", "INDUSTRY"),
];
/// Columns of gases: names stand under "Covered gases", and again under million tonnes of them.
pub(super) const GASES: [&str; 7] = ["CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3"];

/// Our name of a column of a block.
pub(super) fn of_block(column: &str, block: usize) -> String {
    format!("{column} {block}")
}

/// Finds the header of one of the sheets.
pub(super) fn recognise(head: &Head<'_>) -> Recognition {
    let Some(bottom) = head.rows.iter().position(|row| target_columns(row) >= 3) else {
        return Recognition::Unknown;
    };
    let titles = Titles::read(&head.rows[..=bottom]);
    let tracks_change = titles.own.iter().any(|title| plain(title).starts_with("changeinndc"));
    let repeated = TARGET.iter().any(|column| titles.columns(column).count() > 1);
    let (layout, found) = match tracks_change || repeated {
        true => (TRACKER, titles.tracker()),
        false => (MASTER, titles.master()),
    };
    match found {
        Ok(columns) => Recognition::Known(titles.header(layout, bottom + 1, columns)),
        Err(reason) => Recognition::Broken { layout, reason, likeness: 100 },
    }
}

/// How many of the columns of a target this row names.
fn target_columns(row: &[String]) -> usize {
    TARGET.iter().filter(|column| row.iter().any(|name| plain(name) == plain(column))).count()
}

/// Our names of columns, and where they stand.
type Columns = Vec<(String, usize)>;

/// The titles above the columns of a sheet.
#[derive(Default)]
struct Titles {
    /// The lowest title of each column: its own name.
    own: Vec<String>,
    /// The title of the group right above that.
    group: Vec<String>,
    /// The title of the topmost group.
    top: Vec<String>,
    /// Where the topmost groups begin.
    starts: Vec<usize>,
}

impl Titles {
    /// Reads titles from the row that names the Party down. A title in merged cells stands in
    /// the first of them: it holds to the right, up to the next title of its row or above it.
    fn read(rows: &[Vec<String>]) -> Self {
        let begin = rows.iter().position(|row| row.iter().any(|name| plain(name) == "party"));
        let rows = &rows[begin.unwrap_or_default()..];
        let width = rows.iter().map(Vec::len).max().unwrap_or_default();
        let mut titles = Self::default();
        let mut open = vec![String::new(); rows.len()];
        for at in 0..width {
            let mut own = None;
            for (level, row) in rows.iter().enumerate() {
                let title = row.get(at).map(|title| one_line(title)).unwrap_or_default();
                if !title.is_empty() {
                    open[level..].iter_mut().for_each(String::clear);
                    open[level].clone_from(&title);
                    own = Some((level, title));
                }
            }
            if rows.first().and_then(|row| row.get(at)).is_some_and(|title| !title.trim().is_empty()) {
                titles.starts.push(at);
            }
            let above = &open[..own.as_ref().map_or(0, |(level, _)| *level)];
            titles.group.push(above.iter().rfind(|title| !title.is_empty()).cloned().unwrap_or_default());
            titles.top.push(above.first().cloned().unwrap_or_default());
            titles.own.push(own.map(|(_, title)| title).unwrap_or_default());
        }
        titles
    }

    /// Where a column stands, from left to right.
    fn columns<'a>(&'a self, column: &'a str) -> impl Iterator<Item = usize> + 'a {
        let column = plain(column);
        self.own.iter().enumerate().filter(move |(_, own)| plain(own) == column).map(|(at, _)| at)
    }

    /// Where the one column of this name stands.
    fn column(&self, column: &str, within: &Range<usize>) -> Result<usize, String> {
        let mut found = self.columns(column).filter(|at| within.contains(at));
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (None, _) => Err(format!("column {column:?} is missing")),
            _ => Err(format!("column {column:?} is there twice")),
        }
    }

    /// The columns of a target between these bounds.
    fn target(&self, block: usize, within: &Range<usize>) -> Result<Columns, String> {
        let find = |column: &&str| Ok((of_block(column, block), self.column(column, within)?));
        TARGET.iter().map(find).collect()
    }

    fn master(&self) -> Result<Columns, String> {
        let all = 0..self.own.len();
        let mut columns = self.target(1, &all)?;
        columns.push(("Party".into(), self.column("Party", &all)?));
        let of_an_ndc = |at: &usize| plain(&self.group[*at]).contains("ndc");
        let submitted: Vec<usize> = self.columns(SUBMITTED).filter(of_an_ndc).take(MAX_BLOCKS).collect();
        if submitted.is_empty() {
            return Err(format!("column {SUBMITTED:?} is missing"));
        }
        for (number, at) in submitted.into_iter().enumerate() {
            columns.push((of_block(SUBMITTED, number + 1), at));
            let url = self.columns("URL").find(|url| self.group[*url] == self.group[at] && *url > at);
            columns.extend(url.map(|url| (of_block("URL", number + 1), url)));
        }
        let names = SECTORS.iter().map(|(name, _)| (*name, "sector"));
        for (name, group) in names.chain(GASES.iter().map(|name| (*name, "coveredgas"))) {
            let found = self.columns(name).find(|at| plain(&self.group[*at]).starts_with(group));
            columns.extend(found.map(|at| (name.to_owned(), at)));
        }
        Ok(columns)
    }

    fn tracker(&self) -> Result<Columns, String> {
        let mut columns = vec![("Party".to_owned(), self.column("Party", &(0..self.own.len()))?)];
        let ends = self.starts.iter().skip(1).copied().chain([self.own.len()]);
        let groups = self.starts.iter().zip(ends).map(|(start, end)| *start..end);
        let is_block = |group: &Range<usize>| TARGET.iter().any(|name| self.column(name, group).is_ok());
        for (number, block) in groups.filter(is_block).enumerate() {
            let title =
                self.top[block.clone()].iter().find(|title| !title.is_empty()).cloned().unwrap_or_default();
            let here = |reason: String| format!("{reason} under {title:?}");
            columns.extend(self.target(number + 1, &block).map_err(here)?);
            columns.push((of_block(SUBMITTED, number + 1), self.column(SUBMITTED, &block).map_err(here)?));
            if number >= MAX_BLOCKS {
                return Err(format!("it has more than {MAX_BLOCKS} blocks of submissions"));
            }
        }
        Ok(columns)
    }

    /// The header, with a name of its own for each column.
    fn header(&self, layout: &'static str, rows_above: usize, columns: Columns) -> Header {
        let above = if layout == TRACKER { &self.top } else { &self.group };
        let mut names: Vec<String> = Vec::new();
        for (own, group) in self.own.iter().zip(above) {
            let name =
                if group.is_empty() || own.is_empty() { own.clone() } else { format!("{group} / {own}") };
            names.push(unique(name, &names));
        }
        let mut header = Header::new(layout, rows_above, &names);
        header.positions.extend(columns.into_iter().map(|(name, at)| (plain(&name), at)));
        header
    }
}

/// The name; with a number if it is there already: `UPDATED/SECOND NDC / Target Year (2)`.
fn unique(name: String, names: &[String]) -> String {
    let numbered = |number: usize| format!("{name} ({number})");
    if name.is_empty() || !names.contains(&name) {
        return name;
    }
    (2..).map(numbered).find(|name| !names.contains(name)).unwrap_or_default()
}

fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Rows from cells separated by `|`.
    pub(crate) fn rows(lines: &[&str]) -> Vec<Vec<String>> {
        lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    }

    /// The header of the master sheet of version 7.7, without the columns that are not read.
    pub(crate) const MASTER_ROWS: [&str; 4] = [
        "Party|Region|CLIMATE PLEDGES||||||NDC MITIGATION COVERAGE||||||REFERENCES|||||",
        "||Mitigation Summary|||||Detailed Climate Pledge|Sectoral scope||Covered gases||Covered gases \n(million tones of CO₂, 2015)||INDC||(updated) First NDC||(updated) Second NDC|",
        "|||||||||||||||||||",
        "||Mitigation Type|Mitigation Target|Baseline Year|Target Year|Budget type|Mitigation|Energy|LULUCF|CO2|HFCs|CO2|HFCs|Submission date|URL|Submission date|URL|Submission date|URL",
    ];

    /// The header of the change tracker of version 7.7, with three of its blocks.
    pub(crate) const TRACKER_ROWS: [&str; 3] = [
        "Party|Region|Change in NDC mitigation target|INDC|||||FIRST NDC|||||UPDATED/SECOND NDC||||",
        "|||Submission date|Mitigation Summary||||Submission date|Mitigation Summary||||Submission date|Mitigation Summary|||",
        "||||Mitigation Type|Mitigation Target|Baseline Year|Target Year||Mitigation Type|Mitigation Target|Baseline Year|Target Year||Mitigation Type|Mitigation Target|Baseline Year|Target Year",
    ];

    fn find(rows: &[Vec<String>]) -> Recognition {
        recognise(&Head { file_name: "IGES.xlsx", preamble: &[], sheet: Some("any name"), rows, all: rows })
    }

    /// The header found in these lines.
    pub(crate) fn header(lines: &[&str]) -> Header {
        match find(&rows(lines)) {
            Recognition::Known(header) => header,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn columns_of_the_master_sheet_have_the_names_of_their_groups() {
        let header = header(&MASTER_ROWS);
        assert_eq!((header.layout, header.rows_above), (MASTER, 4));
        assert_eq!(header.names[14], "INDC / Submission date");
        assert_eq!(header.names[19], "(updated) Second NDC / URL");
        assert_eq!(header.names[0], "Party");
        assert_eq!(header.positions["submissiondate3"], 18);
        assert_eq!(header.positions["url1"], 15);
        assert_eq!((header.positions["co2"], header.positions["hfcs"]), (10, 11));
    }

    #[test]
    fn columns_of_the_change_tracker_are_numbered_by_block() {
        let header = header(&TRACKER_ROWS);
        assert_eq!((header.layout, header.rows_above), (TRACKER, 3));
        assert_eq!(header.names[3], "INDC / Submission date");
        assert_eq!(header.names[15], "UPDATED/SECOND NDC / Mitigation Target");
        assert_eq!(header.positions["submissiondate3"], 13);
        assert_eq!(header.positions["mitigationtarget2"], 10);
    }

    #[test]
    fn columns_may_move() {
        let moved = [
            "Database||||||",
            "Region|Party|CLIMATE PLEDGES||||REFERENCES",
            "||Mitigation Summary||||INDC",
            "||Target Year|Baseline year|Mitigation target|Mitigation type|Submission date",
        ];
        let header = header(&moved);
        assert_eq!((header.layout, header.rows_above), (MASTER, 4));
        assert_eq!((header.positions["party"], header.positions["mitigationtarget1"]), (1, 4));
    }

    #[test]
    fn a_column_that_is_missing_or_there_twice_is_named() {
        let broken = |lines: &[String]| {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            match find(&rows(&lines)) {
                Recognition::Broken { layout, reason, .. } => (layout, reason),
                other => panic!("{other:?}"),
            }
        };
        let master = MASTER_ROWS.map(|row| row.replace("Target Year", "Year"));
        assert_eq!(broken(&master), (MASTER, "column \"Target Year\" is missing".into()));
        let tracker = TRACKER_ROWS.map(|row| row.replacen("Submission date", "Date", 1));
        assert_eq!(
            broken(&tracker),
            (TRACKER, "column \"Submission date\" is missing under \"INDC\"".into())
        );
        let other = rows(&["Country,Year", "Figure 1|Mitigation Type"]);
        assert!(matches!(find(&other), Recognition::Unknown));
    }
}

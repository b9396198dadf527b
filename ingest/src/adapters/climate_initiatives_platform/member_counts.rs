//! Members by year.
//!
//! The wiki shows them as a table of years and counts; the listing holds its cells glued:
//! `201332201467` is 32 members in 2013 and 67 in 2014. So a cell is
//!
//! ```text
//! cell  = { year count }    years ascend
//! year  = four digits, 1990 to 2035
//! count = "0" | one to five digits, the first not "0"
//! ```
//!
//! and is kept only where that leaves one way to read it: `2017192020200` may be 19 members in
//! 2017 and 200 in 2020, or 1920 and none. Five digits are plenty (the largest count seen is
//! 12,695); with six, a count could swallow the year behind it.

use std::ops::RangeInclusive;

use quipu_domain::vocabulary::SupporterQualifier;
use quipu_entities::initiative_member_count;

use super::not_wiki_error;
use crate::cells::Cells;

/// The column that is read.
pub(super) const COLUMN: &str = "Number of members in the years";

/// Years that may be meant. The wiki writes 1970 where it has none.
const YEARS: RangeInclusive<i32> = 1990..=2035;
/// Most digits of a count.
const LONGEST_COUNT: usize = 5;

/// A year and the members in it.
type YearCount = (i32, i64);

/// The members of an initiative by year; a cell that can't be understood is noted.
pub(super) fn read(cells: &Cells<'_>, key: &str) -> Vec<initiative_member_count::Model> {
    let counts = cells.parsed(&[COLUMN], parse).unwrap_or_default();
    let model = |(year, members)| initiative_member_count::Model {
        record_id: 0,
        position: 0,
        initiative_key: key.to_owned(),
        year,
        members,
        qualifier: SupporterQualifier::Exact.into(),
    };
    counts.into_iter().map(model).collect()
}

/// The one way to read a cell.
fn parse(raw: &str) -> Result<Vec<YearCount>, String> {
    let digits = not_wiki_error(raw)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("not years and numbers of members written one after the other".into());
    }
    let mut readings = readings(digits, *YEARS.start() - 1);
    match readings.len() {
        0 => Err(format!(
            "cannot be split into years ({} to {}, ascending) and numbers of members",
            YEARS.start(),
            YEARS.end()
        )),
        1 => Ok(readings.remove(0)),
        _ => Err("ambiguous: can be split into years and numbers of members in more than one way".into()),
    }
}

/// Every way to read the digits as years later than `previous`, each with its count.
fn readings(digits: &str, previous: i32) -> Vec<Vec<YearCount>> {
    if digits.is_empty() {
        return vec![Vec::new()];
    }
    let Some((year, rest)) = first_year(digits, previous) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for length in 1..=rest.len().min(LONGEST_COUNT) {
        let (count, later) = rest.split_at(length);
        let Some(members) = members(count) else { continue };
        let later = readings(later, year);
        found.extend(later.into_iter().map(|later| [vec![(year, members)], later].concat()));
    }
    found
}

fn first_year(digits: &str, previous: i32) -> Option<(i32, &str)> {
    let (year, rest) = digits.split_at_checked(4)?;
    let year = year.parse().ok().filter(|year| *year > previous && YEARS.contains(year))?;
    Some((year, rest))
}

fn members(count: &str) -> Option<i64> {
    let padded = count.len() > 1 && count.starts_with('0');
    if padded { None } else { count.parse().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_counts_are_told_apart() {
        let parsed = parse("201332201467201697201897");
        assert_eq!(parsed, Ok(vec![(2013, 32), (2014, 67), (2016, 97), (2018, 97)]));
        assert_eq!(parse("201816"), Ok(vec![(2018, 16)]));
        assert_eq!(parse("2018121"), Ok(vec![(2018, 121)]));
        assert_eq!(parse("20089200910201942"), Ok(vec![(2008, 9), (2009, 10), (2019, 42)]));
        assert_eq!(parse("20187516202312695"), Ok(vec![(2018, 7516), (2023, 12695)]));
        assert_eq!(parse("201818202020"), Ok(vec![(2018, 18), (2020, 20)]));
    }

    #[test]
    fn a_long_cell_has_one_reading_too() {
        let parsed = parse("20111202018775520199871202210890202311008");
        assert_eq!(parsed, Ok(vec![(2011, 120), (2018, 7755), (2019, 9871), (2022, 10890), (2023, 11008)]));
        let years = parse("2015220164220173420181220191182020502022372").unwrap();
        assert_eq!(
            years.iter().map(|(year, _)| *year).collect::<Vec<_>>(),
            [2015, 2016, 2017, 2018, 2019, 2020, 2022]
        );
    }

    #[test]
    fn more_than_one_reading_is_none() {
        // The third: 16, 21, 25 and none left in 2021; or 16, 2120 in 2019 and 20210 in 2025.
        for cell in ["2017192020200", "20171482018180201919920202102022225", "20181620192120202520210"] {
            assert!(parse(cell).unwrap_err().starts_with("ambiguous"), "{cell}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        // The epoch in place of a year, a year twice, a count that begins with 0.
        let cells = ["1970220145201610201717202225", "197010201654", "201839201985201961", "2012053"];
        for cell in cells.into_iter().chain(["2018", "2018123456", "12"]) {
            assert!(parse(cell).unwrap_err().starts_with("cannot be split"), "{cell}");
        }
        assert!(parse("about 200").unwrap_err().starts_with("not years"));
        assert!(parse("Expression error: Unexpected < operator.").unwrap_err().contains("wiki"));
    }
}

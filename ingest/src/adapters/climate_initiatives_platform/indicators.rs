//! Goals and results that an initiative reported.
//!
//! ```text
//! cell  = lines; a line holds one entry or several, glued
//! entry = activity " — " metric "Year" year "Value (" unit ")" number
//! ```
//!
//! An activity is one of the platform's words, and an entry begins a line or follows the last
//! digit of another. Where the wiki shows a table of several years, years and values are glued
//! (`Year20202030Value (Mha)150350`) and cannot be told apart: such an entry is left out. So is
//! a number with a comma, and one with a point before three digits: the source writes
//! both `8,25` and `2.4`, so either may be a mark of thousands.

use std::collections::BTreeMap;

use quipu_domain::year::{TARGET_YEARS, parse_year};
use quipu_domain::{Decimal, amount};
use quipu_entities::initiative_result;

use super::{functions, not_wiki_error};
use crate::cells::Cells;

/// The column that is read.
pub(super) const COLUMN: &str = "Indicators";

/// What stands between activity and metric.
const DASH: &str = " — ";
/// What an activity that sets goals begins with: "(ex-ante)" was added to it later.
const GOAL: &str = "Goal setting";
/// Characters of an entry shown in the report.
const SHOWN: usize = 80;

/// The goals and results of an initiative; what can't be understood is noted once.
pub(super) fn read(cells: &Cells<'_>, key: &str) -> Vec<initiative_result::Model> {
    let Some(raw) = cells.text(&[COLUMN]) else {
        return Vec::new();
    };
    let lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let entries: Vec<&str> = lines.flat_map(entries).collect();
    let mut results = Vec::new();
    let mut left_out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in &entries {
        match parse(entry) {
            Ok(parsed) => results.push(parsed.into_model(key)),
            Err(reason) => left_out.entry(reason).or_default().push(shown(entry)),
        }
    }
    if !left_out.is_empty() {
        let reasons = left_out.iter().map(|(reason, entries)| format!("{reason}: {}", entries.join(", ")));
        let reasons = reasons.collect::<Vec<_>>().join("; ");
        let count = entries.len() - results.len();
        cells.note(COLUMN, format!("{count} of {} entries left out; {reasons}", entries.len()));
    }
    results
}

/// One entry, understood.
#[derive(Debug, PartialEq, Eq)]
struct Entry<'a> {
    activity: &'a str,
    metric: &'a str,
    year: i32,
    unit: &'a str,
    value: Decimal,
}

impl Entry<'_> {
    fn into_model(self, key: &str) -> initiative_result::Model {
        initiative_result::Model {
            record_id: 0,
            position: 0,
            initiative_key: key.to_owned(),
            metric: format!("{}: {}", self.activity, self.metric),
            value: self.value.into(),
            unit: self.unit.to_owned(),
            year: self.year,
            is_goal: self.activity.starts_with(GOAL),
        }
    }
}

/// The entries of a line.
fn entries(line: &str) -> Vec<&str> {
    let follows = |at: usize| {
        let after_digit = line[..at].ends_with(|c: char| c.is_ascii_digit());
        after_digit && functions::begins_with_word(&line[at..], DASH)
    };
    let mut bounds = vec![0];
    bounds.extend(line.char_indices().map(|(at, _)| at).filter(|at| follows(*at)));
    bounds.push(line.len());
    bounds.windows(2).map(|bound| &line[bound[0]..bound[1]]).collect()
}

fn parse(entry: &str) -> Result<Entry<'_>, String> {
    let entry = not_wiki_error(entry)?;
    let (activity, metric, years, unit, number) =
        parts(entry).ok_or("not written as: activity — metric, Year, Value (unit), number")?;
    let several = years.len() > 4 && years.len() % 4 == 0 && years.bytes().all(|byte| byte.is_ascii_digit());
    if several {
        return Err("several years, with their values glued together".into());
    }
    let year = parse_year(years, &TARGET_YEARS)?;
    Ok(Entry { activity, metric, year, unit, value: value(number)? })
}

/// Activity, metric, years, unit and number.
fn parts(entry: &str) -> Option<(&str, &str, &str, &str, &str)> {
    let (activity, rest) = entry.split_once(DASH)?;
    let (subject, rest) = rest.split_once("Value (")?;
    let (metric, years) = subject.rsplit_once("Year")?;
    let (unit, number) = rest.split_once(')')?;
    let (metric, years, unit) = (metric.trim(), years.trim(), unit.trim());
    let whole = functions::begins_with_word(entry, DASH) && !metric.is_empty() && !unit.is_empty();
    whole.then_some((activity, metric, years, unit, number))
}

fn value(number: &str) -> Result<Decimal, String> {
    let number = number.trim();
    let value = amount::parse_decimal(number)?;
    let may_be_thousands = number.split_once('.').is_some_and(|(whole, decimals)| {
        decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
    });
    if may_be_thousands {
        return Err("a point before three digits could mean either thousands or decimals".into());
    }
    Ok(value)
}

/// The telling part of an entry, for the report.
fn shown(entry: &str) -> String {
    let part = entry.split_once(DASH).map_or(entry, |(_, part)| part);
    let more = if part.chars().count() > SHOWN { "…" } else { "" };
    format!("{:?}{more}", part.chars().take(SHOWN).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        amount::parse_decimal(text).unwrap()
    }

    #[test]
    fn an_entry_is_read_by_its_parts() {
        let goal = parse("Goal setting (ex-ante) — Total MitigationYear2030Value (MtCO2e/yr)1700").unwrap();
        let expected = Entry {
            activity: "Goal setting (ex-ante)",
            metric: "Total Mitigation",
            year: 2030,
            unit: "MtCO2e/yr",
            value: decimal("1700"),
        };
        assert_eq!(goal, expected);
        let funds = parse("Fundraising — Funds raisedYear2020Value (MUS$)2.4").unwrap();
        assert_eq!((funds.unit, funds.value), ("MUS$", decimal("2.4")));
    }

    #[test]
    fn only_what_an_initiative_set_itself_is_a_goal() {
        let is_goal = |entry| parse(entry).unwrap().into_model("key").is_goal;
        assert!(is_goal("Goal setting (ex-ante) — Mitigation - ForestryYear2030Value (Mha)100"));
        assert!(!is_goal("Financing — Funds disbursedYear2018Value (MUS$)80"));
        let done = parse(
            "Technical operational implementation (ex-post) — Total MitigationYear2014Value (MtCO2e/yr)215",
        );
        let metric = "Technical operational implementation (ex-post): Total Mitigation";
        assert_eq!(done.unwrap().into_model("key").metric, metric);
    }

    #[test]
    fn glued_entries_are_split_where_a_number_ends() {
        let line = "Training and education — Workshops or trainingsYear2017Value (#)2Training and education — \
            Individual participating in the workshops or trainingsYear2017Value (#)574";
        let values: Vec<Decimal> =
            entries(line).into_iter().map(|entry| parse(entry).unwrap().value).collect();
        assert_eq!(values, [decimal("2"), decimal("574")]);
        let line = "Goal setting (ex-ante) — Mitigation - Renewable energyYear20202030Value (MW installed)\
            10000300000Goal setting (ex-ante) — Total MitigationYear2030Value (MtCO2e/yr)600";
        let found: Vec<bool> = entries(line).into_iter().map(|entry| parse(entry).is_ok()).collect();
        assert_eq!(found, [false, true]);
    }

    #[test]
    fn a_doubtful_number_is_refused() {
        for number in ["8,25", "322,297", "0,194775", "1.500", "", "about 5"] {
            let entry = format!("Fundraising — Funds raisedYear2016Value (MUS$){number}");
            assert!(parse(&entry).is_err(), "{number}");
        }
        assert_eq!(value("0.125"), Ok(decimal("0.125")));
    }

    #[test]
    fn several_years_are_refused() {
        let entry = "Goal setting (ex-ante) — Total MitigationYear20302050Value (MtCO2e/yr)1251500";
        assert!(parse(entry).unwrap_err().starts_with("several years"));
    }

    #[test]
    fn another_text_is_refused() {
        let refused = "\" awareness raising and outreach\" is not in the list of possible values \
            (Norm and standard setting, Knowledge production and innovation) for this property.";
        assert!(parse(refused).unwrap_err().contains("wiki"));
        assert!(parse("Juggling — Balls heldYear2018Value (#)3").is_err());
        assert!(parse("Advocacy — Campaigns held").is_err());
        assert!(parse("Advocacy — Campaigns heldYear18Value (#)3").is_err());
    }
}

//! The header as published, and rows below it, cut to the columns that are read.

use quipu_entities::facts::Fact;

use super::*;
use crate::adapters::trial::Trial;

const ABOVE: [&str; 12] = [
    "Profit and emission database",
    "",
    "2\u{a0}019",
    "2020 data",
    "",
    "",
    "",
    "185,000,000",
    "",
    "",
    "",
    "",
];
const NAMES: [&str; 12] = [
    "2021 Global Rank Forbes 2000",
    "Company Name",
    "Industry",
    "Country/Territory",
    "Scope 1 GHG emissions tons CO₂e",
    "Scope 2 emissions tons CO₂e",
    "Scope 3 emissions tons CO₂e",
    "Scope 1 GHG emissions tons CO₂e",
    "Scope 2 emissions tons CO₂e (location based when available)",
    "Scope 1+2",
    "Scope 3 emissions tons CO₂e",
    "Scope 1-3 emissions",
];
const APPLE: [&str; 12] = [
    "6",
    "Apple",
    "Technology Hardware & Equipment",
    "United States",
    "52730",
    "0",
    "24980000",
    "47430",
    "0",
    "47430",
    "22550000",
    "22597430",
];
const WALMART: [&str; 12] = [
    "18",
    "Walmart",
    "Retailing",
    "United States",
    "6520000",
    "12160000",
    "--",
    "7250000",
    "8680000",
    "15930000",
    "--",
    "",
];

fn strings(row: [&str; 12]) -> Vec<String> {
    row.map(str::to_owned).to_vec()
}

fn recognised(rows: &[Vec<String>]) -> Recognition {
    CarbonGap.recognise(&Head { file_name: "x.csv", preamble: &[], sheet: None, rows, all: rows })
}

fn read(row: [&str; 12]) -> Trial {
    let Recognition::Known(header) = recognised(&[strings(ABOVE), strings(NAMES)]) else {
        panic!("not known")
    };
    Trial::under(&CarbonGap, &header, &mut strings(row), &mut Session::default())
}

fn inventories(trial: &Trial) -> Vec<&inventory::Model> {
    let facts = trial.statement().facts.iter();
    facts
        .filter_map(|fact| if let Fact::Inventory(inventory) = fact { Some(inventory) } else { None })
        .collect()
}

fn tonnes(inventory: &inventory::Model) -> [Option<String>; 4] {
    let scopes =
        [inventory.scope1_tco2e, inventory.scope2_tco2e, inventory.scope3_tco2e, inventory.total_tco2e];
    scopes.map(|exact| exact.map(|exact| exact.0.to_string()))
}

/// A row with another value in one place.
fn changed<'a>(mut row: [&'a str; 12], at: usize, value: &'a str) -> [&'a str; 12] {
    row[at] = value;
    row
}

#[test]
fn the_same_names_stand_for_two_years() {
    let trial = read(APPLE);
    let Fact::Actor(actor) = &trial.statement().facts[0] else { panic!("an actor") };
    assert_eq!((actor.key.as_str(), actor.kind.0), ("USA/apple", ActorType::Company));
    assert_eq!(actor.industry.as_deref(), Some("Technology Hardware & Equipment"));
    let inventories = inventories(&trial);
    assert_eq!(inventories.iter().map(|inventory| inventory.year).collect::<Vec<_>>(), [2019, 2020]);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(tonnes(inventories[0]), [some("52730"), some("0"), some("24980000"), None]);
    assert_eq!(inventories[0].null_reason.map(|code| code.0), Some(NullReason::NotSpecifiedInSource));
    assert_eq!(tonnes(inventories[1]), [some("47430"), some("0"), some("22550000"), some("22597430")]);
    assert_eq!((inventories[1].null_reason, trial.notes.len()), (None, 0));
}

#[test]
fn what_is_not_reported_is_missing_and_never_added_up() {
    let trial = read(WALMART);
    let latest = inventories(&trial)[1];
    assert_eq!((latest.scope3_tco2e, latest.total_tco2e), (None, None));
    assert_eq!(latest.null_reason.map(|code| code.0), Some(NullReason::NotReported));
    assert_eq!(trial.notes, []);
}

#[test]
fn commas_and_blanks_part_thousands() {
    for (raw, expected) in
        [("185,000,000", "185000000"), ("2 019", "2019"), ("2\u{a0}019", "2019"), ("1.5", "1.5")]
    {
        assert_eq!(number(raw).map(|number| number.to_string()).as_deref(), Ok(expected), "{raw}");
    }
    for raw in ["1,5", "12,34,567", "1.234,5", "0,000,0", "about 5", ""] {
        assert!(number(raw).is_err(), "{raw}");
    }
}

#[test]
fn what_is_no_amount_is_noted() {
    let trial = read(changed(changed(APPLE, 4, "-5"), 11, "22,5"));
    assert_eq!(trial.notes.len(), 2);
    let inventories = inventories(&trial);
    assert_eq!(inventories[0].scope1_tco2e, None);
    assert_eq!(inventories[1].null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
    let nothing = ["1", "Acme", "", "France", "--", "", "-", "", "", "", "--", ""];
    assert!(super::tests::inventories(&read(nothing)).is_empty());
}

#[test]
fn a_row_without_company_or_country_is_rejected() {
    assert_eq!(read(changed(APPLE, 1, "")).rejected(), "Company Name");
    assert_eq!(read(changed(APPLE, 3, "Atlantis")).rejected(), "Country/Territory");
}

#[test]
fn years_are_needed_above_the_names() {
    let unknown = recognised(&[strings(ABOVE), strings(APPLE)]);
    assert!(matches!(unknown, Recognition::Unknown), "{unknown:?}");
    let without = recognised(&[strings([""; 12]), strings(NAMES)]);
    assert!(matches!(without, Recognition::Broken { .. }), "{without:?}");
    let twice = recognised(&[strings(ABOVE), strings(changed(NAMES, 9, "Scope 3 emissions tons CO₂e"))]);
    assert!(matches!(twice, Recognition::Broken { .. }), "{twice:?}");
}

//! Rows as the listing of June 2023 has them.

use quipu_entities::facts::Fact;

use super::topics::TOPICS;
use super::*;
use crate::cells::{Header, plain};

/// Reads one row, given as columns and cells.
fn read(row: &[(&str, &str)]) -> (Result<Statement, Problem>, Vec<Problem>) {
    let names: Vec<String> = row.iter().map(|(name, _)| (*name).to_owned()).collect();
    let values: Vec<String> = row.iter().map(|(_, value)| (*value).to_owned()).collect();
    let header = Header::new("initiatives", 1, &names);
    let cells = Cells::new(&header, &values);
    let statement = ClimateInitiativesPlatform.read(&cells, &mut Session::default());
    (statement.map(|statement| statement.expect("a statement")), cells.into_problems())
}

fn initiative_of(row: &[(&str, &str)]) -> (initiative::Model, Vec<Problem>) {
    let (statement, problems) = read(row);
    match statement.expect("a row that is kept").facts.swap_remove(0) {
        Fact::Initiative(initiative) => (initiative, problems),
        other => panic!("{other:?}"),
    }
}

const ROW: [(&str, &str); 17] = [
    (NAME, "4/1000 Initiative - Soils for Food Security and Climate"),
    ("LPAA initiative", "Yes"),
    ("NAZCA Initiative", "Yes"),
    ("Website address", "http://4p1000.org"),
    ("Starting year", "2015"),
    ("End year", ""),
    ("Geographical coverage", "Global"),
    ("Name of lead organisation", "CGIAR"),
    ("Type of lead organisation", "International organisation"),
    ("Location/Nationality of lead organisation", "France"),
    ("Function of initiative", "Capacity building,  Technical dialogue,  Implementation"),
    (
        "Activity of initiative",
        "Training and education,  Knowledge dissemination and exchange,  Goal setting (ex-ante)",
    ),
    ("Number of members in the years", "2020314"),
    ("Have only national states as participators", "No"),
    ("Transport", "No"),
    (" Agriculture", " Yes"),
    (" Forestry", " No"),
];

#[test]
fn a_row_becomes_an_initiative() {
    let (initiative, problems) = initiative_of(&ROW);
    assert_eq!(problems, []);
    assert_eq!(initiative.key, "4-1000-initiative-soils-for-food-security-and-climate");
    assert_eq!(initiative.name, "4/1000 Initiative - Soils for Food Security and Climate");
    assert_eq!((initiative.start_year, initiative.end_year), (Some(2015), None));
    assert_eq!(initiative.url.as_deref(), Some("http://4p1000.org"));
    assert_eq!(initiative.lead_organisation.as_deref(), Some("CGIAR"));
    assert_eq!(initiative.lead_kind.as_deref(), Some("International organisation"));
    assert_eq!(initiative.lead_countries.as_deref(), Some("FRA"));
    assert_eq!(initiative.coverage.as_deref(), Some("Global"));
    assert_eq!(initiative.functions.as_deref(), Some("KNOWLEDGE,CAPACITY_BUILDING"));
    assert_eq!(initiative.topics.as_deref(), Some("AGRICULTURE"));
    assert_eq!((initiative.only_states, initiative.in_nazca), (Some(false), Some(true)));
}

#[test]
fn counts_and_results_stand_beside_the_initiative() {
    let (statement, problems) = read(&[
        (NAME, "RE100"),
        ("Number of members in the years", "2014132017872018133201916420202222022410"),
        ("Indicators", "Goal setting (ex-ante) — Total MitigationYear2030Value (MtCO2e/yr)1700"),
    ]);
    let statement = statement.expect("a row that is kept");
    assert_eq!((statement.key.as_str(), statement.scope.as_str()), ("re100", "re100"));
    assert_eq!((statement.facts.len(), problems.len()), (8, 0));
}

#[test]
fn a_name_alone_is_enough() {
    let (initiative, problems) = initiative_of(&[(NAME, "\"Global Fuel Economy Initiative (GFEI)\"")]);
    assert_eq!(initiative.key, "global-fuel-economy-initiative-gfei");
    assert_eq!(initiative.name, "Global Fuel Economy Initiative (GFEI)");
    assert_eq!((initiative.topics, initiative.in_nazca, problems.len()), (None, None, 0));
}

#[test]
fn a_row_without_a_name_is_not_kept() {
    for name in ["", "—", "\u{200b}"] {
        let (statement, _) = read(&[(NAME, name), ("Starting year", "2013")]);
        assert_eq!(statement.expect_err("no name").column.as_deref(), Some(NAME), "{name:?}");
    }
}

#[test]
fn an_error_of_the_wiki_is_noted() {
    let refused = "\"International Non-Governmental Organization\" is not in the list of possible values \
        (National government, Local government, Other public institution) for this property.";
    let (initiative, problems) = initiative_of(&[
        (NAME, "Association for Supporting the SDGs for the UN (ASD)"),
        ("Type of lead organisation", refused),
        ("Location/Nationality of lead organisation", "Korea (South)"),
    ]);
    assert_eq!((initiative.lead_kind, initiative.lead_countries.as_deref()), (None, Some("KOR")));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].column.as_deref(), Some("Type of lead organisation"));
    assert_eq!(problems[0].value.as_deref(), Some(refused));
}

#[test]
fn an_end_before_the_start_is_noted() {
    let years = [(NAME, "Mexico City Pact"), ("Starting year", "2013.0"), ("End year", "2010.0")];
    let (initiative, problems) = initiative_of(&years);
    assert_eq!((initiative.start_year, initiative.end_year), (Some(2013), None));
    assert_eq!(problems[0].column.as_deref(), Some("End year"));
}

#[test]
fn only_yes_and_no_answer_for_a_topic() {
    let (initiative, problems) =
        initiative_of(&[(NAME, "RE100"), (" Waste", " Maybe"), ("INNOVATION", "YES")]);
    assert_eq!(initiative.topics.as_deref(), Some("INNOVATION"));
    assert_eq!(problems[0].column.as_deref(), Some(" Waste"));
}

#[test]
fn unknown_functions_and_odd_indicators_are_noted_once_a_row() {
    let (initiative, problems) = initiative_of(&[
        (NAME, "An initiative"),
        ("Function of initiative", "Funding,  Only a declaration,  Persuasion,  Magic"),
        ("Indicators", "Fundraising — Funds raisedYear2016Value (MUS$)8,25\nsomething else"),
    ]);
    assert_eq!(initiative.functions.as_deref(), Some("FUNDING"));
    let reasons: Vec<&str> = problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0], "words that are not known: Persuasion; Magic");
    let left_out = "2 of 2 entries left out; ";
    assert!(reasons[1].starts_with(left_out), "{}", reasons[1]);
    assert!(reasons[1].contains("decimals: \"Funds raisedYear2016Value (MUS$)8,25\""), "{}", reasons[1]);
}

#[test]
fn the_layout_knows_its_columns_in_any_order() {
    let find = |names: &[&str]| {
        let rows = vec![names.iter().map(|name| (*name).to_owned()).collect()];
        LAYOUT.find(&Head { file_name: "x.csv", preamble: &[], sheet: None, rows: &rows, all: &rows })
    };
    let known = find(&["Indicators", "name of lead organisation", " Starting year", "Name of initiative"]);
    assert!(matches!(known, Recognition::Known(_)), "{known:?}");
    let broken = find(&[NAME, "Starting year"]);
    assert!(matches!(broken, Recognition::Broken { .. }), "{broken:?}");
    let unknown = find(&["Name", "Country", "Starting year"]);
    assert!(matches!(unknown, Recognition::Unknown), "{unknown:?}");
}

#[test]
fn every_topic_is_a_column_of_the_layout() {
    for (column, _) in TOPICS {
        assert!(LAYOUT.optional.iter().any(|name| plain(name) == plain(column)), "{column}");
    }
}

//! Rows of the workbook of 2023-05-30 and of the table of UN/LOCODEs, cut to the columns that matter.

use quipu_domain::vocabulary::{IdentifierScheme, NullReason};
use quipu_entities::facts::Fact;
use quipu_entities::{actor_identifier, inventory};

use super::inventory::C40Inventories;
use super::locode::C40Locodes;
use crate::adapter::{Adapter, Recognition, Session};
use crate::adapters::trial::Trial;
use crate::read::Head;
use crate::statement::{Problem, Statement};

/// Columns whose value was left out, each with the reason.
type Notes = Vec<(String, String)>;

fn read(adapter: &dyn Adapter, row: &[(&str, &str)]) -> (Result<Option<Statement>, Problem>, Notes) {
    let trial = Trial::of(adapter, row, &mut Session::default());
    (trial.result, trial.notes)
}

fn statement(adapter: &dyn Adapter, row: &[(&str, &str)]) -> (Statement, Notes) {
    let (statement, notes) = read(adapter, row);
    (statement.expect("understood").expect("a statement"), notes)
}

fn emissions(statement: &Statement) -> &inventory::Model {
    let mut facts = statement.facts.iter();
    facts
        .find_map(|fact| if let Fact::Inventory(inventory) = fact { Some(inventory) } else { None })
        .expect("an inventory")
}

fn codes(statement: &Statement) -> Vec<&actor_identifier::Model> {
    let facts = statement.facts.iter();
    facts.filter_map(|fact| if let Fact::ActorIdentifier(code) = fact { Some(code) } else { None }).collect()
}

const ADDIS_ABABA: [(&str, &str); 10] = [
    ("Latest GPC Inventory?", "Yes"),
    ("City", "Addis Ababa"),
    ("Country", "Ethiopia"),
    ("Boundary", "City / Municipality\t\t"),
    ("Year", "2016"),
    ("Year_calendar", "2016"),
    ("Population", "3353000"),
    ("I.1.3", "NE"),
    ("BASIC", "14560123.5"),
    ("BASIC\nWaste", "1143337.8171684423"),
];

#[test]
fn an_inventory_is_of_a_city_and_a_year() {
    let (statement, notes) = statement(&C40Inventories, &ADDIS_ABABA);
    assert_eq!(notes, []);
    assert_eq!((&*statement.scope, &*statement.key), ("eth-addis-ababa", "eth-addis-ababa/2016"));
    let inventory = emissions(&statement);
    assert_eq!(inventory.total_tco2e.map(|total| total.to_string()).as_deref(), Some("14560123.5"));
    assert_eq!((inventory.year, inventory.boundary.as_deref()), (2016, Some("City / Municipality")));
    let population = statement.facts.iter().find_map(|fact| {
        if let Fact::ActorPopulation(population) = fact {
            Some((population.year, population.people))
        } else {
            None
        }
    });
    assert_eq!(population, Some((Some(2016), 3_353_000)));
}

#[test]
fn a_total_of_basic_plus_is_another_column() {
    let head = |names: &[&str]| vec![names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>()];
    let recognise = |rows: &[Vec<String>]| {
        let head = Head { file_name: "x.xlsx", preamble: &[], sheet: None, rows, all: rows };
        C40Inventories.recognise(&head)
    };
    let names = ["City", "Country", "Year_calendar", "City_year", "City_year", "BASIC+", "BASIC", "BASIC+S3"];
    let Recognition::Known(header) = recognise(&head(&names)) else { panic!("not known") };
    assert_eq!(header.positions.get("basic"), Some(&6));
    assert!(header.unread.contains(&"BASIC+".to_owned()));
    assert!(!matches!(recognise(&head(&["Year_calendar", "BASIC+"])), Recognition::Known(_)));
}

#[test]
fn a_notation_key_is_no_number() {
    for key in ["NE", "IE (I.1.1)", "NO; IE", "NO ", "C"] {
        let mut row = ADDIS_ABABA;
        row[8] = ("BASIC", key);
        let (statement, notes) = statement(&C40Inventories, &row);
        assert_eq!(notes, [], "{key}");
        let inventory = emissions(&statement);
        assert_eq!(inventory.null_reason.map(|code| code.0), Some(NullReason::NotReported), "{key}");
    }
    let mut row = ADDIS_ABABA;
    row[8] = ("BASIC", "14,560,123");
    let (statement, notes) = statement(&C40Inventories, &row);
    assert_eq!(notes.len(), 1);
    assert_eq!(emissions(&statement).null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
}

#[test]
fn the_clean_year_counts() {
    let row = [
        ("City", "Abidjan"),
        ("Country", "Côte d’Ivoire"),
        ("Boundary", "0"),
        ("Year", "01 July 2014-- 30 June 2015"),
        ("Year_calendar", "2014"),
        ("Population", "3759418.567615032"),
        ("BASIC", "12705640.4107202"),
    ];
    let (statement, notes) = statement(&C40Inventories, &row);
    assert_eq!(statement.key, "civ-abidjan/2014");
    assert_eq!(emissions(&statement).boundary, None);
    assert_eq!(notes, [("Population".to_owned(), "not a whole number".to_owned())]);
}

#[test]
fn a_row_without_city_country_or_year_is_rejected() {
    for (at, column) in [(1, "City"), (2, "Country"), (5, "Year_calendar")] {
        let mut row = ADDIS_ABABA;
        row[at].1 = "?";
        let problem = read(&C40Inventories, &row).0.expect_err("rejected");
        assert_eq!(problem.column.as_deref(), Some(column));
    }
}

#[test]
fn a_locode_of_another_country_is_left_out() {
    let row = [("City", "Milan"), ("Country", "Italy"), ("iso_code", "IT"), ("locode", "AU MEL")];
    let (statement, notes) = statement(&C40Locodes, &row);
    assert_eq!(codes(&statement), Vec::<&actor_identifier::Model>::new());
    assert_eq!(notes, [("locode".to_owned(), "a place in AU, while the city lies in IT".to_owned())]);
}

#[test]
fn a_locode_of_the_right_country_is_kept_as_stated() {
    let row = [("City", "London"), ("Country", "United Kingdom"), ("iso_code", "GB"), ("locode", "GB LDY")];
    let (statement, notes) = statement(&C40Locodes, &row);
    assert_eq!(notes, []);
    assert_eq!(statement.key, "gbr-london/locode");
    let code = codes(&statement)[0];
    assert_eq!(
        (&*code.actor_key, code.scheme.0, &*code.value),
        ("gbr-london", IdentifierScheme::Unlocode, "GB LDY")
    );
}

#[test]
fn a_city_may_have_no_locode_and_namibia_is_not_missing() {
    let row = [("City", "Windhoek"), ("Country", "Namibia"), ("iso_code", "NA"), ("locode", "")];
    let (statement, notes) = statement(&C40Locodes, &row);
    assert_eq!((statement.facts.len(), notes.len()), (0, 0));
    for code in ["NAWDH", "NA wdh", "NA WDHX"] {
        let row = [("City", "Windhoek"), ("Country", "Namibia"), ("iso_code", "NA"), ("locode", code)];
        assert_eq!(self::statement(&C40Locodes, &row).1.len(), 1, "{code}");
    }
}

#[test]
fn a_country_beside_the_code_of_another_costs_the_row() {
    let row = [("City", "Milan"), ("Country", "Italy"), ("iso_code", "AU"), ("locode", "AU MEL")];
    let problem = read(&C40Locodes, &row).0.expect_err("rejected");
    assert_eq!(problem.column.as_deref(), Some("iso_code"));
}

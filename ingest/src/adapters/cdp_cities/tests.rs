//! Rows of the files of 2016, 2018, 2019 and 2021, cut to the columns that matter.

use quipu_domain::vocabulary::{ActorType, IdentifierScheme, NullReason};
use quipu_entities::facts::Fact;
use quipu_entities::value::Exact;
use quipu_entities::{actor, inventory};

use super::CdpCities;
use crate::adapter::{Adapter, Session};
use crate::adapters::trial::Trial;
use crate::statement::{Problem, Statement};

/// Columns whose value was left out, each with the reason.
pub(super) type Notes = Vec<(String, String)>;

pub(super) fn read(
    adapter: &dyn Adapter,
    session: &mut Session,
    row: &[(&str, &str)],
) -> (Result<Option<Statement>, Problem>, Notes) {
    let trial = Trial::of(adapter, row, session);
    (trial.result, trial.notes)
}

fn statement(row: &[(&str, &str)]) -> (Statement, Notes) {
    let (statement, notes) = read(&CdpCities, &mut Session::default(), row);
    (statement.expect("understood").expect("a statement"), notes)
}

pub(super) fn described(statement: &Statement) -> &actor::Model {
    let mut facts = statement.facts.iter();
    facts.find_map(|fact| if let Fact::Actor(actor) = fact { Some(actor) } else { None }).expect("an actor")
}

fn emissions(statement: &Statement) -> Option<&inventory::Model> {
    let mut facts = statement.facts.iter();
    facts.find_map(|fact| if let Fact::Inventory(inventory) = fact { Some(inventory) } else { None })
}

pub(super) fn text(number: Option<Exact>) -> Option<String> {
    number.map(|number| number.to_string())
}

/// The row with another value in one column.
fn with<'a, const N: usize>(
    mut row: [(&'a str, &'a str); N],
    column: &str,
    value: &'a str,
) -> [(&'a str, &'a str); N] {
    let cell = row.iter_mut().find(|(name, _)| *name == column).expect("a column");
    cell.1 = value;
    row
}

pub(super) const PALMAS: [(&str, &str); 14] = [
    ("Account Number", "54650"),
    ("City Name", "Prefeitura de Palmas"),
    ("Country", "Brazil"),
    ("City Short Name", "Palmas"),
    ("Reporting Year", "2016"),
    ("Measurement Year", "12/31/2013 12:00:00 AM"),
    ("Boundary", "A metropolitan area"),
    ("Gases included", "CO2; CH4; N2O; HFCs"),
    ("Total City-wide Emissions (metric tonnes CO2e)", "625391.59"),
    ("Total Scope 1 Emissions (metric tonnes CO2e)", "589055.31"),
    ("Total Scope 2 Emissions (metric tonnes CO2e)", "36336.28"),
    ("Current Population Year", "2015"),
    ("Current Population", "272726"),
    ("City Location", "(-10.249091, -48.324286)"),
];

pub(super) const JAMMERBUGT: [(&str, &str); 14] = [
    ("Year Reported to CDP", "2018"),
    ("Account Number", "58865"),
    ("Organization", "Jammerbugt Kommune"),
    ("City", "Jammerbugt"),
    ("Country", "Denmark"),
    ("Accounting Year", "2016-01-01 - 2016-12-31"),
    ("Primary Protocol", "Regional or country specific methodology"),
    ("Total Scope 1 Emissions (metric tonnes CO2e)", "180000"),
    ("Total Scope 2 Emissions (metric tonnes CO2e)", "0"),
    ("Total BASIC Emissions (GPC)", "Not Applicable"),
    ("Total BASIC+ Emissions (GPC)", "19019096"),
    ("Population", "38500"),
    ("Population Year", "2016"),
    ("City Location", "POINT (9.54153 57.1453)"),
];

pub(super) const NASHVILLE: [(&str, &str); 12] = [
    ("Year Reported to CDP", "2021"),
    ("Account Number", "49335"),
    ("Organization", "Metropolitan Government of Nashville and Davidson County, TN"),
    ("City", "Nashville"),
    ("Country", "United States of America"),
    ("Accounting year", "2017-01-01 - 2017-12-31"),
    ("Administrative city boundary", "Province / County"),
    (
        "Direct emissions (metric tonnes CO2e) for Total emissions (excluding generation of grid-supplied energy)",
        "7072772.9",
    ),
    (
        "Indirect emissions from use of grid supplied energy (metric tonnes CO2e) for Total Emissions (excluding generation of grid-supplied energy)",
        "3999087.23",
    ),
    ("TOTAL BASIC Emissions (GPC)", ""),
    ("Population", "694144"),
    ("Population Year", "2019"),
];

#[test]
fn the_layout_of_2016_has_a_total_of_the_city() {
    let (statement, notes) = statement(&PALMAS);
    assert_eq!(notes, []);
    assert_eq!((&*statement.scope, &*statement.key), ("54650/2013", "54650/2013/2016"));
    let city = described(&statement);
    assert_eq!(
        (&*city.key, &*city.name, &*city.country, city.kind.0),
        ("54650", "Palmas", "BRA", ActorType::City)
    );
    assert_eq!((city.population, city.population_year), (Some(272_726), Some(2015)));
    assert_eq!(text(city.latitude).as_deref(), Some("-10.249091"));
    assert_eq!(text(city.longitude).as_deref(), Some("-48.324286"));
    assert!(statement.facts.iter().any(
        |fact| matches!(fact, Fact::ActorIdentifier(code) if code.scheme.0 == IdentifierScheme::Cdp && code.value == "54650")
    ));
    assert!(
        statement
            .facts
            .iter()
            .any(|fact| matches!(fact, Fact::ActorName(other) if other.name == "Prefeitura de Palmas"))
    );
    let inventory = emissions(&statement).expect("emissions");
    assert_eq!((inventory.year, text(inventory.total_tco2e).as_deref()), (2013, Some("625391.59")));
    assert_eq!((inventory.null_reason, inventory.method.as_deref()), (None, None));
    assert_eq!(inventory.boundary.as_deref(), Some("A metropolitan area"));
}

#[test]
fn zero_and_not_applicable_are_no_answer() {
    let (statement, notes) = statement(&JAMMERBUGT);
    assert_eq!(notes, []);
    let inventory = emissions(&statement).expect("emissions");
    assert_eq!(inventory.total_tco2e, None);
    assert_eq!(inventory.null_reason.map(|code| code.0), Some(NullReason::NotReported));
    assert_eq!((text(inventory.scope1_tco2e).as_deref(), inventory.scope2_tco2e), (Some("180000"), None));
    let city = described(&statement);
    assert_eq!(
        (text(city.latitude).as_deref(), text(city.longitude).as_deref()),
        (Some("57.1453"), Some("9.54153"))
    );
}

#[test]
fn a_total_of_the_level_basic_is_called_so() {
    let (statement, _) = statement(&with(JAMMERBUGT, "Total BASIC Emissions (GPC)", "201000"));
    let inventory = emissions(&statement).expect("emissions");
    assert_eq!(text(inventory.total_tco2e).as_deref(), Some("201000"));
    assert_eq!(inventory.method.as_deref(), Some("Regional or country specific methodology; total: BASIC"));
}

#[test]
fn a_total_that_is_not_understood_is_said_to_be_so() {
    let (statement, notes) = statement(&with(JAMMERBUGT, "Total BASIC Emissions (GPC)", "201,000"));
    assert_eq!(notes.len(), 1);
    let inventory = emissions(&statement).expect("emissions");
    assert_eq!(inventory.null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
}

#[test]
fn the_common_reporting_framework_has_scopes_without_grid_energy() {
    let (statement, notes) = statement(&NASHVILLE);
    assert_eq!(notes, []);
    let inventory = emissions(&statement).expect("emissions");
    assert_eq!(text(inventory.scope1_tco2e).as_deref(), Some("7072772.9"));
    assert_eq!(text(inventory.scope2_tco2e).as_deref(), Some("3999087.23"));
    assert_eq!(inventory.method.as_deref(), Some("scopes: without generation of grid-supplied energy"));
}

#[test]
fn a_scope_larger_than_all_emissions_is_left_out() {
    let row = [
        ("Account Number", "57347"),
        ("City Name", "Pingtung County Government"),
        ("Country", "Taiwan"),
        ("City Short Name", "Pingtung "),
        ("Reporting Year", "2016"),
        ("Measurement Year", "12/31/2013 12:00:00 AM"),
        ("Boundary", "0"),
        ("Total City-wide Emissions (metric tonnes CO2e)", "4604805"),
        ("Total Scope 1 Emissions (metric tonnes CO2e)", "37046834611"),
        ("Total Scope 2 Emissions (metric tonnes CO2e)", "14354301004"),
    ];
    let (statement, notes) = statement(&row);
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[0].1, "more than the total of 4604805; the scope is left out");
    let inventory = emissions(&statement).expect("emissions");
    assert_eq!((inventory.scope1_tco2e, inventory.boundary.as_deref()), (None, None));
    assert_eq!(described(&statement).name, "Pingtung");
}

#[test]
fn emissions_whose_year_cannot_be_told_are_left_out() {
    for (period, reason) in [
        ("-", "emissions without a year"),
        ("- 2017-12-31", "only one end of the period is stated"),
        ("1990-01-01 - 2013-12-31", "the period is longer than a year"),
        ("2021-01-01 - 2021-12-31", "the period lies after the year in which it was reported"),
    ] {
        let (statement, notes) = statement(&with(JAMMERBUGT, "Accounting Year", period));
        assert!(emissions(&statement).is_none(), "{period}");
        assert_eq!(notes, [("Accounting Year".to_owned(), reason.to_owned())]);
        assert_eq!((&*statement.scope, &*statement.key), ("58865/no-year", "58865/no-year/2018"));
    }
}

#[test]
fn a_population_that_cannot_be_true_is_left_out() {
    let odder = [
        ("Year Reported to CDP", "2018"),
        ("Account Number", "58796"),
        ("Organization", "Odder Kommune"),
        ("City", "Odder"),
        ("Country", "Denmark"),
        ("Accounting Year", ""),
        ("Population", "22.626"),
        ("Population Year", "217"),
    ];
    for (people, reason) in [
        ("22.626", "not a whole number"),
        ("85", "fewer than 100 inhabitants: another unit is likely"),
        ("399724000", "more than 100 million inhabitants: no city has so many"),
    ] {
        let (statement, notes) = statement(&with(odder, "Population", people));
        assert_eq!(notes, [("Population".to_owned(), reason.to_owned())]);
        assert_eq!((described(&statement).population, statement.facts.len()), (None, 3));
    }
    let (statement, notes) = statement(&with(odder, "Population", "22626"));
    assert_eq!(
        (described(&statement).population, described(&statement).population_year),
        (Some(22_626), None)
    );
    assert_eq!(notes, [("Population Year".to_owned(), "not a year between 1850 and 2150".to_owned())]);
    let unanswered = with(with(odder, "Population", "22626"), "Population Year", "0");
    assert_eq!(self::statement(&unanswered).1, []);
    assert_eq!(self::statement(&with(odder, "Population", "0")).1, []);
}

#[test]
fn a_region_says_so_in_its_name_as_well() {
    let (statement, _) = statement(&NASHVILLE);
    assert_eq!(described(&statement).kind.0, ActorType::City);
    let essex = with(with(NASHVILLE, "City", ""), "Organization", "Essex County Council");
    let (statement, _) = self::statement(&essex);
    assert_eq!(
        (described(&statement).kind.0, &*described(&statement).name),
        (ActorType::Region, "Essex County Council")
    );
    assert!(!statement.facts.iter().any(|fact| matches!(fact, Fact::ActorName(_))));
}

#[test]
fn municipalities_that_answer_together_are_a_group() {
    let unit = "Other, please specify: Junta Intermunicipal de Medio Ambiente Altos Sur (JIAS)";
    let (statement, _) = statement(&with(NASHVILLE, "Administrative city boundary", unit));
    assert_eq!((described(&statement).kind.0, described(&statement).is_group), (ActorType::City, Some(true)));
}

#[test]
fn the_same_country_has_other_names_in_other_years() {
    for (label, code) in [
        ("USA", "USA"),
        ("Taiwan, Greater China", "TWN"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("China, Hong Kong Special Administrative Region", "HKG"),
        ("Dem. Rep. Congo", "COD"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
    ] {
        let (statement, _) = statement(&with(NASHVILLE, "Country", label));
        assert_eq!(described(&statement).country, code, "{label}");
    }
}

#[test]
fn a_location_that_is_none_is_left_out() {
    for location in ["POINT (0 0)", "(0.0, 0.0)", "POINT (9.5 157.1)", "Denmark"] {
        let (statement, notes) = statement(&with(JAMMERBUGT, "City Location", location));
        assert_eq!((described(&statement).latitude, described(&statement).longitude), (None, None));
        assert_eq!(notes.len(), 1, "{location}");
    }
}

#[test]
fn a_row_without_account_country_or_name_is_rejected() {
    for (column, value) in
        [("Account Number", ""), ("Account Number", "n. 5"), ("Country", "Atlantis"), ("Organization", "")]
    {
        let row = with(with(NASHVILLE, "City", ""), column, value);
        let problem = read(&CdpCities, &mut Session::default(), &row).0.expect_err("rejected");
        assert_eq!(problem.column.as_deref(), Some(column));
    }
}

//! Rows of the snapshot of 2025-11-09, cut to the columns that matter, and of the layout of 2022.

use quipu_domain::Decimal;
use quipu_domain::vocabulary::{ActorType, Answer, LegalStatus, NullReason, TargetKind};
use quipu_entities::facts::Fact;
use quipu_entities::{actor, inventory, ndc_target, target};

use super::NetZeroTracker;
use crate::adapter::{Adapter, Session};
use crate::cells::{Cells, Header};
use crate::statement::{Problem, Statement};

/// Columns whose value was left out, each with the reason.
type Notes = Vec<(String, String)>;

fn read(layout: &'static str, row: &[(&str, &str)]) -> (Result<Option<Statement>, Problem>, Notes) {
    let names: Vec<String> = row.iter().map(|(name, _)| (*name).to_owned()).collect();
    let header = Header::new(layout, 1, &names);
    let cells: Vec<String> = row.iter().map(|(_, cell)| (*cell).to_owned()).collect();
    let cells = Cells::new(&header, &cells);
    let statement = NetZeroTracker.read(&cells, &mut Session::default());
    let problems = cells.into_problems().into_iter();
    (statement, problems.map(|problem| (problem.column.unwrap_or_default(), problem.reason)).collect())
}

fn facts(layout: &'static str, row: &[(&str, &str)]) -> (Vec<Fact>, Notes) {
    let (statement, problems) = read(layout, row);
    (statement.expect("understood").expect("a statement").facts, problems)
}

fn targets(facts: &[Fact]) -> Vec<&target::Model> {
    facts
        .iter()
        .filter_map(|fact| if let Fact::Target(target) = fact { Some(target) } else { None })
        .collect()
}

fn national(facts: &[Fact]) -> Vec<&ndc_target::Model> {
    facts
        .iter()
        .filter_map(|fact| if let Fact::NdcTarget(target) = fact { Some(target) } else { None })
        .collect()
}

fn described(facts: &[Fact]) -> &actor::Model {
    facts
        .iter()
        .find_map(|fact| if let Fact::Actor(actor) = fact { Some(actor) } else { None })
        .expect("an actor")
}

fn emissions(facts: &[Fact]) -> Option<&inventory::Model> {
    facts.iter().find_map(|fact| if let Fact::Inventory(inventory) = fact { Some(inventory) } else { None })
}

fn tonnes(number: i64) -> Option<quipu_entities::value::Exact> {
    Some(Decimal::from(number).into())
}

#[test]
fn a_name_with_a_trailing_blank_is_cleaned() {
    let row = [
        ("Last_updated", "2025-08-18 11:58:44"),
        ("ID_Code", "COM-2199"),
        ("Name", "INEOS "),
        ("Country", "GBR"),
        ("Entity_type", "Company"),
        ("Private_company", "Yes"),
        ("End_target", "Net zero"),
        ("End_target_year", "2050"),
        ("Status_of_end_target", "In corporate strategy"),
        ("Scope_3_coverage", "Yes"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert_eq!(problems, []);
    assert_eq!((described(&facts).name.as_str(), described(&facts).is_private), ("INEOS", Some(true)));
    let end = targets(&facts)[0];
    assert_eq!(
        (end.kind.0, end.null_reason.map(|code| code.0)),
        (TargetKind::NetZero, Some(NullReason::NotApplicable))
    );
    assert_eq!(end.legal_status.map(|code| code.0), Some(LegalStatus::InCorporateStrategy));
    assert_eq!((end.scope1, end.scope3.map(|code| code.0)), (None, Some(Answer::Yes)));
}

#[test]
fn a_percentage_of_75000_is_left_out_and_the_target_kept() {
    let row = [
        ("Last_updated", "2025-09-24 07:45:55"),
        ("ID_Code", "COM-1861"),
        ("ISIN_ID", "IE00BD845X29"),
        ("Name", "Adient"),
        ("Country", "IRL"),
        ("Entity_type", "Company"),
        ("End_target", "Carbon neutral(ity)"),
        ("End_target_year", "2040"),
        ("Interim_target", "Emissions reduction target"),
        ("Interim_target_year", "2030"),
        ("Interim_target_percentage_reduction", "75000"),
        ("Interim_target_baseline_year", "2019"),
    ];
    let (facts, problems) = facts("2025", &row);
    let reason = "a reduction is above 0 and at most 100 percent";
    assert_eq!(problems, [("Interim_target_percentage_reduction".to_owned(), reason.to_owned())]);
    let interim = targets(&facts)[1];
    assert_eq!((interim.reduction_low, interim.target_year), (None, Some(2030)));
    assert_eq!(interim.null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
}

#[test]
fn a_target_year_of_1000_is_left_out() {
    let row = [
        ("ID_Code", "COM-1101"),
        ("Name", "BAIC Motor"),
        ("Country", "CHN"),
        ("Entity_type", "Company"),
        ("End_target", "Emissions reduction target"),
        ("End_target_year", "1000"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert_eq!(problems, [("End_target_year".to_owned(), "not a year between 1990 and 2150".to_owned())]);
    assert_eq!(targets(&facts)[0].target_year, None);
}

#[test]
fn a_base_year_that_is_the_target_year_costs_the_target() {
    let row = [
        ("Last_updated", "2025-08-06 16:34:45"),
        ("ID_Code", "COM-0569"),
        ("Name", "Broadcom"),
        ("Country", "USA"),
        ("Entity_type", "Company"),
        ("End_target", "No target"),
        ("End_target_year", "2030"),
        ("Interim_target", "Emissions reduction target"),
        ("Interim_target_year", "2030"),
        ("Interim_target_percentage_reduction", "38"),
        ("Interim_target_baseline_year", "2030"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert!(targets(&facts).is_empty());
    assert!(
        problems[0].1.contains("2030 (Interim_target_year) is not after the base year 2030"),
        "{problems:?}"
    );
}

#[test]
fn a_base_year_in_the_future_is_left_out() {
    let row = [
        ("Last_updated", "2025-10-03 05:38:13"),
        ("ID_Code", "COU-0137"),
        ("Name", "Cuba"),
        ("Country", "CUB"),
        ("Entity_type", "Country"),
        ("End_target", "Other"),
        ("End_target_year", "2050"),
        ("Interim_target", "Other"),
        ("Interim_target_year", "2035"),
        ("Interim_target_baseline_year", "2030"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert_eq!(
        problems,
        [("Interim_target_baseline_year".to_owned(), "the base year lies in the future".to_owned())]
    );
    assert_eq!((national(&facts)[1].base_year, national(&facts)[1].target_year), (None, Some(2035)));
}

#[test]
fn levels_of_countries_are_in_megatonnes() {
    let row = [
        ("ID_Code", "COU-0001"),
        ("Name", "Afghanistan"),
        ("Country", "AFG"),
        ("Entity_type", "Country"),
        ("End_target", "Reduction v. BAU"),
        ("End_target_percentage_reduction", "13.6"),
        ("End_target_year", "2030"),
        ("GHG_emissions", "32890000"),
        ("GHG_emissions_year", "2022"),
        ("End_target_target_emissions", "42.7"),
        ("End_target_bau_emissions", "48.9"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert_eq!(problems, []);
    let end = national(&facts)[0];
    assert_eq!(end.kind.0, TargetKind::BauReductionPct);
    assert_eq!((end.target_value_tco2e, end.bau_value_tco2e), (tonnes(42_700_000), tonnes(48_900_000)));
}

#[test]
fn levels_that_were_swapped_are_both_left_out() {
    let row = [
        ("id_code", "COU-0001"),
        ("name", "Afghanistan"),
        ("country", "AFG"),
        ("actor_type", "Country"),
        ("end_target", "Reduction v. BAU"),
        ("end_target_percentage_reduction", "13.6"),
        ("end_target_year", "2030"),
        ("end_target_target_emissions", "48.9"),
        ("end_target_bau_emissions", "42.7"),
    ];
    let (facts, problems) = facts("2022", &row);
    assert_eq!(problems.len(), 2);
    let end = national(&facts)[0];
    assert_eq!((end.target_value_tco2e, end.bau_value_tco2e), (None, None));
    assert_eq!(end.reduction_low.map(|exact| exact.to_string()), Some("13.6".to_owned()));
}

#[test]
fn a_level_of_an_actor_in_an_unknown_unit_is_left_out() {
    let row = [
        ("ID_Code", "REG-0098"),
        ("Name", "Oklahoma"),
        ("Country", "USA"),
        ("Entity_type", "Region"),
        ("End_target", "Absolute emissions target"),
        ("End_target_baseline_year", "2019"),
        ("End_target_year", "2050"),
        ("end_target_baseyear_emissions", "137.26"),
        ("End_target_target_emissions", "153.08"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert_eq!(problems.len(), 2);
    assert_eq!(targets(&facts)[0].target_value_tco2e, None);
}

#[test]
fn a_city_may_have_the_id_of_a_region() {
    let row = [
        ("ID_Code", "REG-0605"),
        ("Name", "Tainan"),
        ("Country", "TWN"),
        ("Entity_type", "City"),
        ("End_target", "Net zero"),
        ("End_target_year", "2050"),
        ("GHG_emissions", "11679282"),
        ("GHG_emissions_year", "2020"),
    ];
    let (facts, _) = facts("2025", &row);
    assert_eq!(described(&facts).kind.0, ActorType::City);
    assert_eq!(emissions(&facts).map(|row| (row.year, row.total_tco2e)), Some((2020, tonnes(11_679_282))));
}

#[test]
fn memberships_of_the_layout_of_2022_are_a_list() {
    let row = [
        ("id_code", "CIT-0003"),
        ("name", "Medellìn"),
        ("country", "COL"),
        ("actor_type", "City"),
        ("end_target", "1.5°C target"),
        ("end_target_year", "2050"),
        ("race_to_zero_member", "Yes"),
        ("memberships", "Climate Ambition Alliance|Race to Zero"),
        ("ghg", "3823680"),
    ];
    let (facts, problems) = facts("2022", &row);
    let keys: Vec<&str> = facts
        .iter()
        .filter_map(
            |fact| if let Fact::Membership(one) = fact { Some(one.initiative_key.as_str()) } else { None },
        )
        .collect();
    assert_eq!(keys, ["race-to-zero", "climate-ambition-alliance"]);
    assert_eq!(described(&facts).name, "Medellìn");
    assert_eq!(problems, [("ghg".to_owned(), "emissions without a year".to_owned())]);
}

#[test]
fn an_unknown_country_or_kind_costs_the_row() {
    for (country, kind, column) in [("XXX", "City", "Country"), ("DEU", "Village", "Entity_type")] {
        let row = [("ID_Code", "CIT-1"), ("Name", "x"), ("Country", country), ("Entity_type", kind)];
        let problem = read("2025", &row).0.expect_err("rejected");
        assert_eq!(problem.column.as_deref(), Some(column));
    }
}

#[test]
fn answers_beside_a_missing_plan_are_kept() {
    let row = [
        ("ID_Code", "CIT-1"),
        ("Name", "x"),
        ("Country", "DEU"),
        ("Entity_type", "City"),
        ("Reporting_mechanism", "Annual reporting"),
        ("Accountability_delivery", "Not Specified"),
    ];
    let (facts, _) = facts("2025", &row);
    let plan =
        facts.iter().find_map(|fact| if let Fact::ActionPlan(plan) = fact { Some(plan) } else { None });
    let plan = plan.expect("a plan");
    assert_eq!(
        (plan.is_published, plan.accountability.map(|code| code.0)),
        (None, Some(Answer::NotSpecified))
    );
}

#[test]
fn inhabitants_of_a_country_are_kept_with_their_year() {
    let row = [
        ("Last_updated", "2025-08-18 11:58:44"),
        ("ID_Code", "COU-0001"),
        ("Name", "Afghanistan"),
        ("Country", "AFG"),
        ("Entity_type", "Country"),
        ("End_target", "No target"),
        ("Population", "42647492.0"),
        ("Population_year", "2024.0"),
    ];
    let (facts, problems) = facts("2025", &row);
    assert_eq!(problems, []);
    let Some(Fact::CountryPopulation(population)) = facts.last() else { panic!("{facts:?}") };
    assert_eq!(
        (population.iso3.as_str(), population.year, population.people),
        ("AFG", Some(2024), 42_647_492)
    );
}

//! Rows of the appendix of the progress report of 2021, cut to the columns that matter.

use quipu_domain::vocabulary::{Answer, NullReason, TargetKind};
use quipu_entities::facts::Fact;

use super::SbtiProgress;
use super::tests::{of_kind, percent, read, targets};
use crate::adapter::Adapter;
use crate::read::Head;

/// A row of the appendix.
fn progress(
    name: &'static str,
    value: &'static str,
    completion: &'static str,
) -> [(&'static str, &'static str); 10] {
    [
        ("Company name", name),
        ("Target completion  [%]", completion),
        ("Target type", "INtensity"),
        ("Activity unit", "per employee"),
        ("Target scope", "Scope 3 (18% of total)"),
        ("Target year", "2030"),
        ("Base year", "2019"),
        ("Target value", value),
        ("Reporting year", "2020"),
        ("Current target status", "-0.0282098219659706"),
    ]
}

#[test]
fn progress_is_a_fraction_and_may_be_negative() {
    let (statement, problems) =
        read(&SbtiProgress, &progress("A1 Telekom Austria Group", "0.5", "-0.0564196439319411"));
    let statement = statement.expect("understood").expect("a statement");
    assert_eq!(problems, []);
    let slot = "intensity-scope-3-18-of-total-per-employee-0-5-2030-2019";
    assert_eq!(statement.key, format!("a1-telekom-austria-group/{slot}"));
    let [target] = targets(&statement)[..] else { panic!("one target") };
    assert_eq!((target.kind.0, target.reduction_low), (TargetKind::IntensityReductionPct, percent(50)));
    assert_eq!(target.achieved_percent.map(|exact| exact.to_string()).as_deref(), Some("-5.64196439319411"));
    assert_eq!(
        target.achieved_reduction.map(|exact| exact.to_string()).as_deref(),
        Some("-2.82098219659706")
    );
    assert_eq!(
        (target.achieved_year, target.base_year, target.target_year),
        (Some(2020), Some(2019), Some(2030))
    );
    assert_eq!(
        (target.scope1.map(|code| code.0), target.scope3.map(|code| code.0)),
        (Some(Answer::No), Some(Answer::Partial))
    );
    assert_eq!(target.boundary.as_deref(), Some("18% of total"));
    assert_eq!(of_kind!(statement, ActorName)[0].name, "A1 Telekom Austria Group");
}

#[test]
fn the_row_that_explains_the_columns_is_passed_over() {
    let explained = "Percent of emissions reduction company aims to achieve.";
    assert_eq!(read(&SbtiProgress, &progress("", explained, "Percentage of progress achieved")).0, Ok(None));
    assert!(read(&SbtiProgress, &progress("", "0.5", "")).0.is_err());
}

#[test]
fn a_company_without_progress_is_a_name_only() {
    let row =
        [("Company name", "A2A S.p.A."), ("Target type", ""), ("Target scope", ""), ("Target value", "")];
    let statement = read(&SbtiProgress, &row).0.expect("understood").expect("a statement");
    assert_eq!((statement.key.as_str(), statement.facts.len()), ("a2a-s-p-a", 1));
    let (statement, problems) = read(&SbtiProgress, &progress("A2A", "50", "n.a."));
    assert_eq!(problems.len(), 2);
    let statement = statement.expect("understood").expect("a statement");
    assert_eq!(targets(&statement)[0].null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
}

#[test]
fn the_appendix_is_of_the_day_in_its_title() {
    let title =
        "Science-based targets progress performance per-company and per-target 31st July 2021".to_owned();
    let preamble = [title];
    let head = Head { file_name: "a.xlsx", preamble: &preamble, sheet: None, rows: &[], all: &[] };
    assert_eq!(SbtiProgress.known_on(&head).map(|(day, _)| day.to_string()).as_deref(), Some("2021-07-31"));
}

//! Rows of the listing, cut to the columns that matter.

use quipu_domain::vocabulary::NdcTopic;
use quipu_entities::facts::Fact;
use quipu_entities::ndc_excerpt;

use super::Cait;
use crate::adapter::{Adapter, Recognition, Session};
use crate::cells::Cells;
use crate::read::Head;
use crate::statement::{Problem, Statement};

fn read(row: &[(&str, &str)]) -> Result<Option<Statement>, Problem> {
    let mut names: Vec<String> = row.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut cells: Vec<String> = row.iter().map(|(_, cell)| (*cell).to_owned()).collect();
    for column in super::CONTENT.required {
        if !names.iter().any(|name| name == column) {
            names.push((*column).to_owned());
            cells.push(String::new());
        }
    }
    let rows = [names, cells];
    let head = Head { file_name: "any.csv", preamble: &[], sheet: None, rows: &rows, all: &rows };
    let Recognition::Known(header) = Cait.recognise(&head) else { panic!("not recognised") };
    Cait.read(&Cells::new(&header, &rows[1]), &mut Session::default())
}

fn excerpts(row: &[(&str, &str)]) -> (String, Vec<ndc_excerpt::Model>) {
    let statement = read(row).expect("understood").expect("a statement");
    let excerpts = statement.facts.into_iter().map(|fact| match fact {
        Fact::NdcExcerpt(excerpt) => excerpt,
        other => panic!("{other:?}"),
    });
    (statement.scope, excerpts.collect())
}

#[test]
fn a_text_loses_its_markup_and_keeps_its_category() {
    let (scope, excerpts) = excerpts(&[
        ("ISO", "JPN"),
        (
            "time_target_year",
            "Target year: Japan&rsquo;s FY 2030<br />Period for implementation: from April 1, 2021",
        ),
        ("time_target_year_label", "2030"),
        ("planning_processes", "<ul> <li>\"Japan&rsquo;s INDC has been developed, <em>inter alia</em>,"),
    ]);
    assert_eq!(scope, "JPN");
    assert_eq!((excerpts[0].topic.0, excerpts[0].label.as_deref()), (NdcTopic::TargetYear, Some("2030")));
    assert_eq!(
        excerpts[0].excerpt,
        "Target year: Japan’s FY 2030\nPeriod for implementation: from April 1, 2021"
    );
    assert_eq!(excerpts[1].excerpt, "\"Japan’s INDC has been developed, inter alia,");
    assert_eq!((excerpts[1].topic.0, excerpts[1].label.as_deref()), (NdcTopic::PlanningProcesses, None));
}

#[test]
fn a_category_without_a_text_stands_for_itself() {
    let (_, excerpts) = excerpts(&[
        ("ISO", "AND"),
        ("reference_base_year_label", "Not Applicable"),
        ("coverage_gas_label", "Not Specified"),
        ("planning_processes", "Not Specified"),
    ]);
    let said: Vec<_> =
        excerpts.iter().map(|one| (one.topic.0, one.label.as_deref(), one.excerpt.as_str())).collect();
    assert_eq!(
        said,
        [
            (NdcTopic::CoverageGases, Some("Not Specified"), "Not Specified"),
            (NdcTopic::PlanningProcesses, Some("Not Specified"), "Not Specified"),
        ]
    );
}

#[test]
fn a_party_without_an_ndc_has_no_excerpts() {
    let none = "No Document Submitted";
    let (scope, excerpts) =
        excerpts(&[("ISO", "LBY"), ("conditionality", none), ("conditionality_label", none)]);
    assert_eq!((scope.as_str(), excerpts.len()), ("LBY", 0));
}

#[test]
fn the_union_has_a_code_of_its_own() {
    let (scope, excerpts) = excerpts(&[("ISO", "EU28"), ("conditionality", "Unconditional (I)NDC only")]);
    assert_eq!((scope.as_str(), excerpts[0].party.as_str()), ("EUU", "EUU"));
    assert_eq!(read(&[("ISO", "QQQ")]).expect_err("rejected").column.as_deref(), Some("ISO"));
}

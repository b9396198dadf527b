//! Rows of the lists of 2026-05-07 and 2023-01-09, cut to the columns that matter.

use quipu_domain::Decimal;
use quipu_domain::vocabulary::{
    ActorType, Answer, IdentifierScheme, MembershipStatus, NullReason, TargetKind,
};
use quipu_entities::facts::Fact;
use quipu_entities::{actor, membership, target};

use super::Sbti;
use crate::adapter::{Adapter, Recognition, Session};
use crate::adapters::trial::Trial;
use crate::read::Head;
use crate::statement::{Problem, Statement};

/// Columns whose value was left out, each with the reason.
pub(super) type Notes = Vec<(String, String)>;

pub(super) fn read(
    adapter: &dyn Adapter,
    row: &[(&str, &str)],
) -> (Result<Option<Statement>, Problem>, Notes) {
    let trial = Trial::of(adapter, row, &mut Session::default());
    (trial.result, trial.notes)
}

fn statement(row: &[(&str, &str)]) -> (Statement, Notes) {
    let (statement, problems) = read(&Sbti, row);
    (statement.expect("understood").expect("a statement"), problems)
}

macro_rules! of_kind {
    ($statement:expr, $kind:ident) => {
        $statement
            .facts
            .iter()
            .filter_map(|fact| if let Fact::$kind(one) = fact { Some(one) } else { None })
            .collect::<Vec<_>>()
    };
}

fn profile(statement: &Statement) -> &actor::Model {
    of_kind!(statement, Actor)[0]
}

pub(super) fn targets(statement: &Statement) -> Vec<&target::Model> {
    of_kind!(statement, Target)
}

fn memberships(statement: &Statement) -> Vec<(&str, Option<MembershipStatus>)> {
    let memberships: Vec<&membership::Model> = of_kind!(statement, Membership);
    memberships.into_iter().map(|one| (one.initiative_key.as_str(), one.status.map(|code| code.0))).collect()
}

fn codes(statement: &Statement) -> Vec<(IdentifierScheme, &str)> {
    of_kind!(statement, ActorIdentifier).into_iter().map(|one| (one.scheme.0, one.value.as_str())).collect()
}

pub(super) fn percent(number: i64) -> Option<quipu_entities::value::Exact> {
    Some(Decimal::from(number).into())
}

pub(super) use of_kind;

const SBTI: &str = "science-based-targets-initiative";

#[test]
fn an_id_that_a_spreadsheet_made_a_number_loses_its_point() {
    let row = [
        ("sbti_id", "40009945.0"),
        ("company_name", "& Co."),
        ("lei", "894500g20bsul7np8u62"),
        ("organization_type", "SME"),
        ("location", "Denmark"),
        ("sector", "Media"),
        ("near_term_status", "Targets set"),
        ("near_term_target_year", "2030"),
        (
            "full_target_language",
            "This target was approved using a streamlined target validation route. & Co. commits to reduce scope 1 and scope 2 GHG emissions 42% by 2030 from a 2022 base year, and to measure and reduce its scope 3 emissions.",
        ),
    ];
    let (statement, problems) = statement(&row);
    assert_eq!((statement.key.as_str(), statement.scope.as_str()), ("40009945", "companies-taking-action"));
    let company = profile(&statement);
    assert_eq!((company.kind.0, company.country.as_str()), (ActorType::Company, "DNK"));
    assert_eq!(codes(&statement), [(IdentifierScheme::Sbti, "40009945")]);
    assert_eq!(problems[0].0, "lei");
    let [target] = targets(&statement)[..] else { panic!("one target") };
    assert_eq!(
        (target.slot.as_str(), target.kind.0),
        ("near-scope12-2030", TargetKind::BaseYearReductionPct)
    );
    assert_eq!((target.base_year, target.target_year), (Some(2022), Some(2030)));
    assert_eq!((target.reduction_low, target.reduction_high), (percent(42), percent(42)));
    assert_eq!((target.is_interim, target.null_reason), (false, None));
    assert_eq!(target.initiative_key.as_deref(), Some(SBTI));
    assert!(target.statement.as_ref().is_some_and(|text| text.starts_with("commits to reduce scope 1")));
}

#[test]
fn near_long_and_net_zero_are_targets_of_their_own() {
    let row = [
        ("sbti_id", "40000001"),
        ("company_name", "Medmix"),
        ("organization_type", "Corporate"),
        ("location", "Switzerland"),
        ("near_term_status", "Targets set"),
        ("near_term_target_year", "2029"),
        ("long_term_status", "Targets set"),
        ("long_term_target_year", "FY2050"),
        ("net_zero_status", "Targets set"),
        ("net_zero_year", "FY2050"),
        (
            "full_target_language",
            "Overall Net-Zero Target: Medmix commits to reach net-zero greenhouse gas emissions across the value chain by 2050. Near-Term Targets: Medmix commits to reduce absolute scope 1 and 2 GHG emissions 80% by 2029 from a 2019 base year. Medmix also commits to reduce absolute scope 3 GHG emissions from purchased goods and services 42% within the same timeframe.  Long-Term Targets: Medmix commits to reduce absolute scope 1, 2 and 3 GHG emissions 90% by 2050 from a 2019 base year.",
        ),
        ("ba15_status", "BA1.5 member"),
        ("ba15_date", "2021-10-01 01:00:00"),
        ("date_updated", "2024-05-30 01:00:00"),
    ];
    let (statement, problems) = statement(&row);
    assert_eq!(problems, []);
    let slots: Vec<(&str, bool)> =
        targets(&statement).iter().map(|one| (one.slot.as_str(), one.is_interim)).collect();
    let expected = [
        ("net-zero-2050", false),
        ("near-scope12-2029", true),
        ("near-scope3-2029", true),
        ("long-scope123-2050", false),
    ];
    assert_eq!(slots, expected);
    let third = targets(&statement)[2];
    assert_eq!(third.scope3.map(|code| code.0), Some(Answer::Partial));
    assert_eq!(third.boundary.as_deref(), Some("from purchased goods and services"));
    let joined = of_kind!(statement, Membership)[1].joined_on;
    assert_eq!(joined.map(|day| day.to_string()).as_deref(), Some("2021-10-01"));
    let member = Some(MembershipStatus::Member);
    assert_eq!(memberships(&statement), [(SBTI, member), ("business-ambition-for-1-5-c", member)]);
}

#[test]
fn a_commitment_is_a_membership_and_no_target() {
    let with = |near: &str, net_zero: &str| {
        let row = [
            ("sbti_id", "40026740"),
            ("company_name", "\"Kazakh pharmaceutical company  \"MEDSERVICE PLUS\" LLP"),
            ("organization_type", "Financial Institution"),
            ("location", "Kazakhstan"),
            ("near_term_status", near),
            ("net_zero_status", net_zero),
            ("full_target_language", ""),
        ];
        let (statement, problems) = statement(&row);
        assert_eq!(problems, []);
        assert_eq!(profile(&statement).kind.0, ActorType::Investor);
        assert!(targets(&statement).is_empty());
        memberships(&statement)[0].1
    };
    assert_eq!(with("Committed", ""), Some(MembershipStatus::Committed));
    assert_eq!(with("Commitment removed", "Commitment removed"), Some(MembershipStatus::Ended));
    assert_eq!(with("Commitment removed", "Committed"), Some(MembershipStatus::Committed));
}

/// A row of the list of 2023.
fn row_of_2023<'a>(name: &'a str, year: &'a str, text: &'a str) -> [(&'a str, &'a str); 12] {
    [
        ("Company Name", name),
        ("ISIN", "DE000SL0BPM5, DE000SL0ECB0"),
        ("LEI", "not available"),
        ("Near term - Target Status", "Targets Set"),
        ("Near term - Target Year", year),
        ("Net-Zero Committed", "No"),
        ("Organization Type", "Small or Medium Enterprise"),
        ("BA1.5", "Yes"),
        ("BA1.5 Date", "01/09/2021"),
        ("Location", "United Kingdom (UK)"),
        ("Date", "01/02/2022"),
        ("Target", text),
    ]
}

#[test]
fn a_list_without_ids_has_keys_of_country_and_name() {
    let text =
        "Soitec commits to reduce absolute scope 1 and 2 GHG emissions 25.2% by 2026 from a 2020 base year.";
    let (statement, problems) = statement(&row_of_2023("T.GARANT_ BANKASI A._.", "2026", text));
    assert_eq!(problems, []);
    assert_eq!(statement.key, "gbr-t-garant-bankasi-a");
    let company = profile(&statement);
    assert_eq!((company.name.as_str(), company.country.as_str()), ("T.GARANT_ BANKASI A._.", "GBR"));
    let isin = IdentifierScheme::Isin;
    assert_eq!(codes(&statement), [(isin, "DE000SL0BPM5"), (isin, "DE000SL0ECB0")]);
    let joined = of_kind!(statement, Membership)[1].joined_on;
    assert_eq!(joined.map(|day| day.to_string()).as_deref(), Some("2021-09-01"));
}

#[test]
fn several_years_in_a_cell_are_noted_and_the_sentences_have_theirs() {
    let text = "Metso Outotec commits to reduce absolute scope 1 and 2 GHG emissions 50% by 2030 from a 2019 base year. Metso Outotec commits that 30% of its direct suppliers by spend covering purchased goods and services, will have science-based targets by 2024.";
    for years in ["2030, 2024", "FY2030/2031"] {
        let (statement, problems) = statement(&row_of_2023("Metso", years, text));
        let several = "several years: they belong to several targets".to_owned();
        assert_eq!(problems, [("Near term - Target Year".to_owned(), several)]);
        let due: Vec<Option<i32>> = targets(&statement).iter().map(|one| one.target_year).collect();
        assert_eq!(due, [Some(2030), Some(2024)]);
    }
    let (_, problems) = statement(&row_of_2023("Metso", "Y2026", text));
    assert_eq!(problems[0].1, "not a year between 1990 and 2150");
}

#[test]
fn a_share_is_not_a_reduction() {
    let text = "SANKO also commits to increase annual sourcing of renewable electricity from 0% in FY2020 to 100% by FY2030.";
    let (statement, _) = statement(&row_of_2023("SANKO", "FY2030", text));
    let [target] = targets(&statement)[..] else { panic!("one target") };
    assert_eq!((target.slot.as_str(), target.kind.0), ("near-renewable-2030", TargetKind::RenewableShare));
    assert_eq!((target.reduction_low, target.base_year), (None, Some(2020)));
    assert_eq!(target.null_reason.map(|code| code.0), Some(NullReason::NotApplicable));
}

#[test]
fn a_text_that_is_not_understood_is_kept_with_the_year_of_its_column() {
    let text = "Headline target: Cathay FHC's portfolio targets cover 46% of its total investment and lending activities by monetary value as of 2020.";
    let (statement, problems) = statement(&row_of_2023("Cathay FHC", "2026", text));
    assert!(
        problems[0].1.starts_with("not understood, no commitment stands in it: Headline"),
        "{problems:?}"
    );
    let [target] = targets(&statement)[..] else { panic!("one target") };
    assert_eq!((target.slot.as_str(), target.target_year), ("near-unclear", Some(2026)));
    assert_eq!(target.null_reason.map(|code| code.0), Some(NullReason::NotUnderstood));
    assert_eq!(target.statement.as_deref(), Some(text));
}

#[test]
fn an_unclear_sentence_among_clear_ones_has_no_year_but_its_own() {
    let text = "X commits to reduce absolute scope 1 and 2 GHG emissions 42% by 2030 from a 2020 base year. X also commits to reduce absolute scope 3 GHG emissions 52% per ton by 2027 from a 2020 base year.";
    let (statement, problems) = statement(&row_of_2023("X", "2030", text));
    assert_eq!(problems.len(), 1);
    let due: Vec<(&str, Option<i32>)> =
        targets(&statement).iter().map(|one| (one.slot.as_str(), one.target_year)).collect();
    assert_eq!(due, [("near-scope12-2030", Some(2030)), ("near-unclear", None)]);
}

#[test]
fn a_target_that_is_set_without_a_sentence_has_the_year_of_its_column() {
    let (statement, problems) = statement(&row_of_2023("X", "FY2030", ""));
    assert_eq!(problems, []);
    let [target] = targets(&statement)[..] else { panic!("one target") };
    assert_eq!((target.slot.as_str(), target.target_year), ("near", Some(2030)));
    assert_eq!(target.null_reason.map(|code| code.0), Some(NullReason::NotSpecifiedInSource));
}

#[test]
fn a_base_year_behind_the_target_year_costs_the_target() {
    let text = "X commits to reduce absolute scope 1 and 2 GHG emissions 42% by 2020 from a 2030 base year.";
    let (statement, problems) = statement(&row_of_2023("X", "2020", text));
    assert!(problems[0].1.contains("2020 (Target) is not after the base year 2030"), "{problems:?}");
    assert!(targets(&statement).is_empty());
}

#[test]
fn an_unknown_country_id_or_name_costs_the_row() {
    let row = |id: &'static str, name: &'static str, location: &'static str| {
        [
            ("sbti_id", id),
            ("company_name", name),
            ("location", location),
            ("organization_type", "Cooperative"),
            ("near_term_status", "Committed"),
        ]
    };
    for (row, column) in [
        (row("40000002", "X", "Atlantis"), "location"),
        (row("40000002", "", "Japan"), "company_name"),
        (row("4.5e7", "X", "Japan"), "sbti_id"),
        (row("", "X", "Japan"), "sbti_id"),
    ] {
        let problem = read(&Sbti, &row).0.expect_err("rejected");
        assert_eq!(problem.column.as_deref(), Some(column));
    }
    let (statement, problems) = statement(&row("40000002", "X", "Bosnia-Herzegovina"));
    assert_eq!((profile(&statement).kind.0, problems[0].0.as_str()), (ActorType::Other, "organization_type"));
}

#[test]
fn empty_header_cells_are_no_columns() {
    let names = [
        "sbti_id",
        "company_name",
        "isin",
        "lei",
        "organization_type",
        "location",
        "near_term_status",
        "full_target_language",
        "date_updated",
        "",
        "",
        "",
        "",
    ];
    let rows = vec![
        names.map(str::to_owned).to_vec(),
        ["40000001", "X", "", "", "SME", "Japan", "Committed", "", "2025-07-31 01:00:00"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let head = Head { file_name: "list.xlsx", preamble: &[], sheet: Some("Data"), rows: &rows, all: &rows };
    let Recognition::Known(header) = Sbti.recognise(&head) else { panic!("known") };
    assert_eq!((header.layout, header.unread), ("2026", Vec::<String>::new()));
    let day = Sbti.known_on(&head).map(|(day, _)| day.to_string());
    assert_eq!(day.as_deref(), Some("2025-07-31"));
}

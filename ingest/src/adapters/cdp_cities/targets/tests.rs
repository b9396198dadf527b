//! Rows of the file of 2021, cut to the columns that matter; its header has dots for blanks.

use quipu_domain::vocabulary::{NullReason, TargetKind, TargetMetric};
use quipu_entities::facts::Fact;
use quipu_entities::target;

use super::super::header_tests::recognise;
use super::super::tests::{Notes, read, text};
use super::CdpCitiesTargets;
use crate::adapter::{Recognition, Session};
use crate::statement::Statement;

fn statement(row: &[(&str, &str)]) -> (Statement, Notes) {
    let (statement, notes) = read(&CdpCitiesTargets, &mut Session::default(), row);
    (statement.expect("understood").expect("a statement"), notes)
}

fn stated(statement: &Statement) -> Option<&target::Model> {
    let mut facts = statement.facts.iter();
    facts.find_map(|fact| if let Fact::Target(target) = fact { Some(target) } else { None })
}

fn initiatives(statement: &Statement) -> Vec<&str> {
    let names = statement.facts.iter().filter_map(|fact| {
        if let Fact::Membership(membership) = fact { Some(&*membership.initiative_name) } else { None }
    });
    names.collect()
}

type Row = [(&'static str, &'static str); 16];

const BOGOTA: Row = [
    ("Year.Reported.to.CDP", "2021"),
    ("Account.Number", "31154"),
    ("Organization", "Bogotá Distrito Capital"),
    ("City", "Bogotá"),
    ("Country", "Colombia"),
    ("Type.of.target", "Baseline scenario (business as usual) target"),
    ("Sector", "All emissions sources included in city inventory"),
    ("Target.boundary.relative.to.city.boundary", "Same (city-wide) – covers entire city and nothing else"),
    ("Base.year", "2017"),
    ("Base.year.emissions..metric.tonnes.CO2e.", "11424724"),
    ("Percentage.reduction.target", "15"),
    ("Target.year", "2024"),
    ("Target.year.absolute.emissions..metric.tonnes.CO2e.", "NA"),
    ("Estimated.business.as.usual.absolute.emissions.in.target.year..metric.tonnes.CO2e.", "13438701"),
    ("Percentage.of.target.achieved.so.far", "NA"),
    ("Select.the.initiatives.that.this.target.contributes.towards", "Individual City Commitment"),
];

/// The row with other values in some columns.
fn with(mut row: Row, changes: &[(&str, &'static str)]) -> Row {
    for (column, value) in changes {
        row.iter_mut().find(|(name, _)| name == column).expect("a column").1 = value;
    }
    row
}

#[test]
fn a_target_against_business_as_usual() {
    let (statement, notes) = statement(&BOGOTA);
    assert_eq!(notes, []);
    assert_eq!((&*statement.scope, &*statement.key), ("31154", "31154/scenario-2024-2017"));
    let target = stated(&statement).expect("a target");
    assert_eq!((&*target.slot, target.kind.0), ("scenario-2024-2017", TargetKind::BauReductionPct));
    assert_eq!((target.base_year, target.target_year), (Some(2017), Some(2024)));
    assert_eq!(text(target.reduction_low).as_deref(), Some("15"));
    assert_eq!(text(target.base_value_tco2e).as_deref(), Some("11424724"));
    assert_eq!(
        (target.target_value_tco2e, text(target.bau_value_tco2e).as_deref()),
        (None, Some("13438701"))
    );
    assert_eq!(target.null_reason, None);
    let boundary = "All emissions sources included in city inventory; Same (city-wide) – covers entire city and nothing else";
    assert_eq!(target.boundary.as_deref(), Some(boundary));
    assert_eq!((initiatives(&statement), &target.initiative_key), (vec![], &None));
}

#[test]
fn progress_is_of_the_year_of_the_answer() {
    let (statement, _) = statement(&with(BOGOTA, &[("Percentage.of.target.achieved.so.far", "55")]));
    let target = stated(&statement).expect("a target");
    assert_eq!((text(target.achieved_percent).as_deref(), target.achieved_year), (Some("55"), Some(2021)));
    let (statement, notes) =
        self::statement(&with(BOGOTA, &[("Percentage.of.target.achieved.so.far", "2018")]));
    assert_eq!((stated(&statement).expect("a target").achieved_year, notes.len()), (None, 1));
}

#[test]
fn a_target_counts_towards_initiatives() {
    const COLUMN: &str = "Select.the.initiatives.that.this.target.contributes.towards";
    let both = "Cities Race to Zero; Global Covenant of Mayors for Climate & Energy";
    let (statement, _) = statement(&with(BOGOTA, &[(COLUMN, both)]));
    assert_eq!(initiatives(&statement), ["Race to Zero", "Global Covenant of Mayors for Climate & Energy"]);
    assert_eq!(stated(&statement).expect("a target").initiative_key, None);
    let (statement, _) = self::statement(&with(BOGOTA, &[(COLUMN, "Cities Race to Zero")]));
    assert_eq!(stated(&statement).expect("a target").initiative_key.as_deref(), Some("race-to-zero"));
}

#[test]
fn a_city_has_several_targets() {
    let mut session = Session::default();
    let mut key = |row: &Row| {
        let (statement, _) = read(&CdpCitiesTargets, &mut session, row);
        statement.expect("understood").expect("a statement").key
    };
    assert_eq!(key(&BOGOTA), "31154/scenario-2024-2017");
    assert_eq!(key(&with(BOGOTA, &[("Sector", "Waste")])), "31154/scenario-2024-2017-waste");
    let other = with(BOGOTA, &[("Percentage.reduction.target", "20")]);
    assert_eq!(key(&other), "31154/scenario-2024-2017-2");
    assert_eq!(key(&BOGOTA), "31154/scenario-2024-2017");
    assert_eq!(key(&other), "31154/scenario-2024-2017-2");
}

#[test]
fn a_base_year_that_is_the_target_year_costs_the_target() {
    let row = with(BOGOTA, &[("Base.year", "2030"), ("Target.year", "2030")]);
    let (statement, notes) = statement(&row);
    assert!(stated(&statement).is_none());
    assert!(notes[0].1.contains("2030 (Target year) is not after the base year 2030"), "{notes:?}");
}

#[test]
fn a_base_year_after_the_answer_is_left_out() {
    let (statement, notes) = statement(&with(BOGOTA, &[("Base.year", "2030"), ("Target.year", "2050")]));
    assert_eq!((stated(&statement).expect("a target").base_year, notes.len()), (None, 1));
}

#[test]
fn no_target_is_none_and_says_so_where_it_is_contradicted() {
    let none = [
        ("Type.of.target", "No target"),
        ("Sector", "NA"),
        ("Base.year", "NA"),
        ("Percentage.reduction.target", "NA"),
        ("Target.year", "NA"),
    ];
    let (statement, notes) = statement(&with(BOGOTA, &none));
    assert_eq!((stated(&statement), notes.len(), &*statement.key), (None, 0, "31154/no-target"));
    let (statement, notes) = self::statement(&with(BOGOTA, &[("Type.of.target", "No target")]));
    assert_eq!((stated(&statement), notes.len()), (None, 1));
    let (statement, notes) = self::statement(&with(BOGOTA, &[("Type.of.target", "NA"), none[3], none[4]]));
    assert_eq!((stated(&statement), notes.len()), (None, 0));
}

#[test]
fn an_intensity_has_its_unit_and_no_emissions_are_a_level_where_none_remain() {
    let kind = ("Type.of.target", "Base year intensity target");
    let (statement, _) = statement(&with(BOGOTA, &[kind]));
    let target = stated(&statement).expect("a target");
    assert_eq!(
        (target.kind.0, target.metric.0),
        (TargetKind::IntensityReductionPct, TargetMetric::GhgIntensity)
    );

    const LEVEL: &str = "Target.year.absolute.emissions..metric.tonnes.CO2e.";
    let kind = ("Type.of.target", "Base year emissions (absolute) target");
    let all = with(BOGOTA, &[kind, (LEVEL, "0"), ("Percentage.reduction.target", "100")]);
    let (statement, notes) = self::statement(&all);
    assert_eq!(notes, []);
    assert_eq!(text(stated(&statement).expect("a target").target_value_tco2e).as_deref(), Some("0"));
    let (statement, notes) = self::statement(&with(all, &[("Percentage.reduction.target", "80")]));
    assert_eq!((stated(&statement).expect("a target").target_value_tco2e, notes.len()), (None, 1));
}

#[test]
fn numbers_may_have_an_exponent_and_levels_may_be_swapped() {
    let level = "Target.year.absolute.emissions..metric.tonnes.CO2e.";
    let (statement, notes) =
        statement(&with(BOGOTA, &[("Base.year.emissions..metric.tonnes.CO2e.", "2.1e+07")]));
    assert_eq!(notes, []);
    assert_eq!(text(stated(&statement).expect("a target").base_value_tco2e).as_deref(), Some("21000000"));
    let (statement, notes) = self::statement(&with(BOGOTA, &[(level, "14000000")]));
    let target = stated(&statement).expect("a target");
    assert_eq!((target.target_value_tco2e, target.bau_value_tco2e, notes.len()), (None, None, 2));
}

#[test]
fn a_target_without_a_number_says_why() {
    for (percent, reason) in [("NA", NullReason::NotSpecifiedInSource), ("0", NullReason::NotUnderstood)] {
        let (statement, _) = statement(&with(BOGOTA, &[("Percentage.reduction.target", percent)]));
        assert_eq!(stated(&statement).expect("a target").null_reason.map(|code| code.0), Some(reason));
    }
    let (statement, notes) = statement(&with(BOGOTA, &[("Type.of.target", "Something new")]));
    assert_eq!(stated(&statement).expect("a target").kind.0, TargetKind::EmissionsReduction);
    assert_eq!(notes.len(), 1);
}

#[test]
fn the_header_may_have_blanks_or_dots() {
    let dotted = BOGOTA.map(|(name, _)| name);
    let blanks = [
        "Year Reported to CDP",
        "Account Number",
        "Organization",
        "City",
        "Country",
        "Type of target",
        "Base year",
        "Base year emissions (metric tonnes CO2e)",
        "Percentage reduction target",
        "Target year",
    ];
    for names in [&dotted[..], &blanks] {
        assert!(matches!(recognise(&CdpCitiesTargets, names), Recognition::Known(_)), "{names:?}");
    }
}

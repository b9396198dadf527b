//! Rows of the list of March 2022.

use quipu_entities::facts::Fact;

use super::*;
use crate::adapters::trial::Trial;

fn read_in(session: &mut Session, name: &str, said: &str, about: &str, numbers: [&str; 3]) -> Trial {
    let [percent, target_year, base_year] = numbers;
    let row = [
        ("name", name),
        ("country", "United States of America"),
        ("entity_type", "City"),
        ("iso", "USA"),
        ("region", "North America"),
        ("state", "MI"),
        (SAID, said),
        (TYPE, about),
        ("percent_reduction", percent),
        ("target_year", target_year),
        ("baseline_year", base_year),
    ];
    Trial::of(&ClimateMayors, &row, session)
}

fn read(said: &str, about: &str, numbers: [&str; 3]) -> Trial {
    read_in(&mut Session::default(), "Ann Arbor, MI", said, about, numbers)
}

fn stated(trial: &Trial) -> Option<&target::Model> {
    let facts = trial.statement().facts.iter();
    facts.filter_map(|fact| if let Fact::Target(target) = fact { Some(target) } else { None }).next()
}

fn reduction(trial: &Trial) -> Option<String> {
    stated(trial)?.reduction_low.map(|exact| exact.0.to_string())
}

const COMMUNITY: &str = "GHG emission reduction target:Community";

#[test]
fn a_row_is_a_commitment_of_a_city() {
    let trial = read("2025: reduce GHGs 25% from 2000 levels", COMMUNITY, ["25", "2025", "2000"]);
    let statement = trial.statement();
    assert_eq!(
        (statement.scope.as_str(), statement.key.as_str()),
        ("USA/ann-arbor-mi", "USA/ann-arbor-mi/2025-25")
    );
    let Fact::Actor(city) = &statement.facts[0] else { panic!("an actor") };
    assert_eq!((city.name.as_str(), city.region.as_deref()), ("Ann Arbor, MI", Some("MI")));
    let Fact::Membership(membership) = &statement.facts[1] else { panic!("a membership") };
    assert_eq!(membership.initiative_key, "climate-mayors");
    let target = stated(&trial).expect("a target");
    assert_eq!(target.kind.0, TargetKind::BaseYearReductionPct);
    assert_eq!((target.base_year, target.target_year), (Some(2000), Some(2025)));
    assert_eq!(target.statement.as_deref(), Some("2025: reduce GHGs 25% from 2000 levels"));
    assert_eq!((target.boundary.as_deref(), reduction(&trial).as_deref()), (Some("Community"), Some("25")));
    assert_eq!(trial.notes, []);
}

#[test]
fn words_without_a_number_stay_words() {
    let trial = read("Net Zero by 2030", COMMUNITY, ["NA", "2030", "NA"]);
    let target = stated(&trial).expect("a target");
    assert_eq!((target.kind.0, target.reduction_low), (TargetKind::EmissionsReduction, None));
    assert_eq!(target.null_reason.map(|code| code.0), Some(NullReason::NotQuantified));
    let trial = read("Food Policy Action Plan", "", ["NA", "NA", "NA"]);
    let target = stated(&trial).expect("a target");
    assert_eq!((target.kind.0, target.target_year), (TargetKind::Other, None));
    assert_eq!(trial.notes, []);
}

#[test]
fn a_share_is_no_reduction() {
    let about = |kind, percent| {
        let trial = read("100% clean, renewable electricity by 2030", kind, [percent, "2030", "NA"]);
        let target = stated(&trial).expect("a target");
        assert_eq!(target.null_reason.map(|code| code.0), Some(NullReason::NotApplicable));
        (target.kind.0, target.reduction_low.is_some())
    };
    assert_eq!(about("renewable Energy", "100"), (TargetKind::RenewableShare, false));
    assert_eq!(about("Waste Reduction", "65"), (TargetKind::Other, false));
    assert_eq!(about("Energy Savings", "30"), (TargetKind::EnergyEfficiency, false));
}

#[test]
fn a_city_without_a_commitment_is_a_member() {
    let trial = read("", "", ["NA", "NA", "NA"]);
    assert_eq!((stated(&trial), trial.statement().facts.len()), (None, 2));
}

#[test]
fn commitments_of_one_year_and_number_are_told_apart() {
    let mut session = Session::default();
    let mut slot = |said: &str| {
        let trial = read_in(&mut session, "Knoxville, TN", said, COMMUNITY, ["20", "2020", "2005"]);
        stated(&trial).expect("a target").slot.clone()
    };
    assert_eq!(slot("city-wide, 2005 baseline"), "2020-20");
    assert_eq!(slot("municipal-operations, 2005 baseline"), "2020-20/2");
    assert_eq!(slot("city-wide, 2005 baseline"), "2020-20");
}

#[test]
fn numbers_that_cannot_be_true_are_noted() {
    let trial = read("250% by 2030", COMMUNITY, ["250", "2030", "2005"]);
    assert_eq!((reduction(&trial), trial.notes[0].0.as_str()), (None, "percent_reduction"));
    assert_eq!(
        stated(&trial).and_then(|target| target.null_reason).map(|code| code.0),
        Some(NullReason::NotUnderstood)
    );
    let trial = read("20% by 2005", COMMUNITY, ["20", "2005", "2010"]);
    assert_eq!((stated(&trial), trial.notes.len()), (None, 1));
    let trial = read("A type of its own", "Adaptation", ["NA", "2030", "NA"]);
    assert_eq!(
        (trial.notes[0].0.as_str(), stated(&trial).map(|target| target.kind.0)),
        (TYPE, Some(TargetKind::Other))
    );
}

#[test]
fn a_row_without_a_city_is_rejected() {
    let numbers = ["25", "2025", "2000"];
    assert_eq!(read_in(&mut Session::default(), "NA", "x", "", numbers).rejected(), "name");
    assert_eq!(read_in(&mut Session::default(), "…", "x", "", numbers).rejected(), "name");
}

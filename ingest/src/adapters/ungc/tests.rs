//! Rows of the list of July 2023, and of kinds that the part tried does not have.

use quipu_entities::facts::Fact;

use super::*;
use crate::adapters::trial::Trial;

fn read(name: &str, kind: &str, sector: &str, country: &str, day: &str) -> Trial {
    let row = [("Name", name), ("Type", kind), ("Sector", sector), ("Country", country), ("Joined On", day)];
    Trial::of(&GlobalCompact, &row, &mut Session::default())
}

fn described(trial: &Trial) -> &actor::Model {
    match &trial.statement().facts[0] {
        Fact::Actor(actor) => actor,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_participant_is_a_member_since_a_day() {
    let trial = read("Fundación Isorita", "Foundation", "Not Applicable", "Bolivia", "2023-07-21");
    let actor = described(&trial);
    assert_eq!((actor.key.as_str(), actor.country.as_str()), ("BOL/fundacion-isorita", "BOL"));
    assert_eq!((actor.kind.0, &actor.industry), (ActorType::CivilSociety, &None));
    let Fact::Membership(membership) = &trial.statement().facts[1] else { panic!("a membership") };
    assert_eq!(membership.initiative_key, "united-nations-global-compact");
    assert_eq!(membership.joined_on.map(|day| day.to_string()).as_deref(), Some("2023-07-21"));
    assert_eq!(trial.notes, []);
}

#[test]
fn the_kind_comes_from_type_and_sector() {
    let kind = |kind, sector| described(&read("An organisation", kind, sector, "Greece", "")).kind.0;
    assert_eq!(kind("Small or Medium-sized Enterprise", "Finance and credit services"), ActorType::Investor);
    assert_eq!(kind("Company", "Banks"), ActorType::Investor);
    assert_eq!(kind("Company", "Food Producers"), ActorType::Company);
    assert_eq!(kind("Academic", "Not Applicable"), ActorType::HigherEducation);
    assert_eq!(kind("NGO Local", "Not Applicable"), ActorType::CivilSociety);
    assert_eq!(kind("Labour Global", "Not Applicable"), ActorType::CivilSociety);
    assert_eq!(kind("City", "Not Applicable"), ActorType::City);
    assert_eq!(kind("Public Sector Organization", "Not Applicable"), ActorType::Other);
    assert_eq!(kind("Business Association Local", "Not Applicable"), ActorType::Other);
}

#[test]
fn a_type_that_is_not_known_is_noted() {
    let trial = read("An organisation", "Guild", "Not Applicable", "Greece", "2023-07-21");
    assert_eq!((described(&trial).kind.0, trial.notes[0].0.as_str()), (ActorType::Other, "Type"));
}

#[test]
fn countries_are_known_by_the_names_of_the_list() {
    let country = |name| described(&read("An organisation", "City", "", name, "")).country.clone();
    assert_eq!(country("Kosovo as per the SC resolution 1244(1999)"), "XKX");
    assert_eq!(country("Congo, Democratic Republic of"), "COD");
    assert_eq!(country("Bosnia-Herzegovina"), "BIH");
}

#[test]
fn what_cannot_be_placed_is_rejected_and_a_wrong_day_left_out() {
    assert_eq!(read("X", "City", "", "Atlantis", "2023-07-21").rejected(), "Country");
    assert_eq!(read("", "City", "", "Greece", "2023-07-21").rejected(), "Name");
    assert_eq!(read("—!", "City", "", "Greece", "2023-07-21").rejected(), "Name");
    let trial = read("X", "City", "", "Greece", "21.07.2023");
    let Fact::Membership(membership) = &trial.statement().facts[1] else { panic!("a membership") };
    assert_eq!((membership.joined_on, trial.notes[0].0.as_str()), (None, "Joined On"));
}

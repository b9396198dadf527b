//! Rows of the table of December 2022, cut to the columns that matter.

use quipu_entities::facts::Fact;

use super::*;
use crate::adapters::trial::Trial;

const FILE: &str = "subnational_contextuals_database_Dec2022.csv";

fn read(changes: &[(&str, &str)], session: &mut Session) -> Trial {
    let row = [
        ("name", "25 De Mayo"),
        ("iso", "ARG"),
        ("entity_type", "City"),
        ("country", "Argentina"),
        ("lat", "-35.416667"),
        ("lng", "-60.166667"),
        ("population", "23408"),
        ("population_year", "2010"),
        ("state", "Buenos Aires"),
        ("admin_1", "Veinticinco de Mayo"),
        ("initiatives_committed", "NAZCA2020;;DDLNetZeroDB2020;;RacetoZero2020;NAZCA2020;Race to Zero"),
    ];
    let changed = |column: &str| changes.iter().find(|(name, _)| *name == column).map(|(_, value)| *value);
    let row: Vec<(&str, &str)> =
        row.iter().map(|(name, value)| (*name, changed(name).unwrap_or(value))).collect();
    Trial::of(&Contextuals, &row, session)
}

fn once(changes: &[(&str, &str)]) -> Trial {
    read(changes, &mut Session::new(FILE, None))
}

fn described(trial: &Trial) -> &actor::Model {
    match &trial.statement().facts[0] {
        Fact::Actor(actor) => actor,
        other => panic!("{other:?}"),
    }
}

fn joined(trial: &Trial) -> Vec<&str> {
    let facts = trial.statement().facts.iter();
    let names = facts.filter_map(|fact| match fact {
        Fact::Membership(membership) => Some(membership.initiative_name.as_str()),
        _ => None,
    });
    names.collect()
}

#[test]
fn a_row_becomes_a_city_with_its_memberships() {
    let trial = once(&[]);
    let city = described(&trial);
    assert_eq!((city.key.as_str(), city.name.as_str()), ("ARG/city/25 De Mayo", "25 De Mayo"));
    assert_eq!((city.population, city.population_year), (Some(23_408), Some(2010)));
    assert_eq!(city.region.as_deref(), Some("Buenos Aires"));
    assert_eq!(city.latitude.map(|exact| exact.0.to_string()).as_deref(), Some("-35.416667"));
    assert_eq!(joined(&trial), ["Race to Zero"]);
    assert_eq!(trial.notes, []);
}

#[test]
fn r_writes_na_and_large_numbers_in_its_own_way() {
    let missing = [("lat", "NA"), ("lng", "NA"), ("population_year", "NA"), ("initiatives_committed", "NA")];
    let trial = once(&[&missing[..], &[("population", "2e+05"), ("state", "NA")]].concat());
    let city = described(&trial);
    assert_eq!((city.population, city.population_year, city.latitude), (Some(200_000), None, None));
    assert_eq!(city.region.as_deref(), Some("Veinticinco de Mayo"));
    assert_eq!((joined(&trial).len(), trial.notes.len()), (0, 0));
}

#[test]
fn counts_that_cannot_be_true_are_noted() {
    let cases = [
        ("population", "196.7"),
        ("population_year", "0"),
        ("population_year", "1537"),
        ("population_year", "2030"),
    ];
    for (column, value) in cases {
        let trial = once(&[(column, value)]);
        assert_eq!(trial.notes[0].0, column, "{value}");
    }
}

#[test]
fn unknown_names_of_initiatives_are_noted() {
    let listed = "Sveriges Ekokommuner;;Region;;GCoM2022;;DDLNetZeroDB2020ZCA2020;Region";
    let trial = once(&[("initiatives_committed", listed)]);
    assert_eq!(joined(&trial), ["Sveriges Ekokommuner", "Global Covenant of Mayors for Climate & Energy"]);
    let reason = "initiatives that are not known: Region; DDLNetZeroDB2020ZCA2020";
    assert_eq!(trial.notes, [("initiatives_committed".to_owned(), reason.to_owned())]);
}

#[test]
fn the_kind_may_be_in_small_letters() {
    assert_eq!(described(&once(&[("entity_type", "city")])).kind.0, ActorType::City);
    assert_eq!(described(&once(&[("entity_type", "Region")])).kind.0, ActorType::Region);
    assert_eq!(once(&[("entity_type", "NA")]).rejected(), "entity_type");
    assert_eq!(once(&[("entity_type", "Company")]).rejected(), "entity_type");
    assert_eq!(once(&[("iso", "Argentina")]).rejected(), "iso");
    assert_eq!(once(&[("name", "NA")]).rejected(), "name");
}

#[test]
fn namesakes_have_keys_of_their_own() {
    let mut session = Session::new(FILE, None);
    let mut key = |name: &str, state: &str| {
        let trial = read(&[("iso", "USA"), ("name", name), ("state", state)], &mut session);
        trial.statement().key.clone()
    };
    assert_eq!(key("Springfield", "Illinois"), "USA/city/Springfield");
    assert_eq!(key("Springfield", "Oregon"), "USA/city/Springfield/Oregon");
    assert_eq!(key("SPRINGFIELD", "Illinois"), "USA/city/SPRINGFIELD");
    assert_eq!(key("Springfield", "Illinois"), "USA/city/Springfield");
}

#[test]
fn a_town_is_called_none() {
    let trial = once(&[("name", "None"), ("iso", "ITA"), ("state", "Turin")]);
    assert_eq!(described(&trial).name, "None");
}

#[test]
fn escapes_of_r_become_characters() {
    assert_eq!(described(&once(&[("name", "Montr<U+00E9>al")])).name, "Montréal");
    assert_eq!(described(&once(&[("name", "Qu<U+0329>bec")])).name, "Qu<U+0329>bec");
}

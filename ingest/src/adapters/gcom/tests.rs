//! Rows of the release of January 2024, cut to the columns that matter. The mayor is made up.

use quipu_entities::facts::Fact;

use super::*;
use crate::adapters::trial::Trial;

type Row<'a> = Vec<(&'a str, &'a str)>;

const BOLZANO: [(&str, &str); 17] = [
    ("organisation_id", "20521"),
    ("organisation_name", "Bolzano/Bozen"),
    ("country_code", "it"),
    ("country_name", "Italy"),
    ("population_adhesion", "102880"),
    ("organisation_latitude", "46.49969863891599"),
    ("organisation_longitude", "11.3566999435425"),
    ("commitment_CoM2020_flag", "true"),
    ("commitment_CoM2030_flag", "true"),
    ("commitment_CoM2050_flag", "false"),
    ("commitment_mayoradapt_flag", "false"),
    ("adhesion_type", "As an individual signatory"),
    ("signatory_status", "published"),
    ("mayor", "A Person"),
    ("date_of_adhesion", "2010-01-26"),
    ("group_profile", "false"),
    ("gcom_id", "IT0048"),
];

/// The row of Bolzano with other values in some columns.
fn row<'a>(changes: &[(&'a str, &'a str)]) -> Row<'a> {
    let changed = |column: &str| changes.iter().find(|(name, _)| *name == column).map(|(_, value)| *value);
    BOLZANO.iter().map(|(name, value)| (*name, changed(name).unwrap_or(value))).collect()
}

fn read(changes: &[(&str, &str)]) -> Trial {
    Trial::of(&GlobalCovenant, &row(changes), &mut Session::default())
}

fn signatory(trial: &Trial) -> &actor::Model {
    match &trial.statement().facts[0] {
        Fact::Actor(actor) => actor,
        other => panic!("{other:?}"),
    }
}

fn memberships(trial: &Trial) -> Vec<&membership::Model> {
    let facts = trial.statement().facts.iter();
    facts.filter_map(|fact| if let Fact::Membership(member) = fact { Some(member) } else { None }).collect()
}

#[test]
fn a_row_becomes_a_city_with_both_its_names() {
    let trial = read(&[]);
    assert_eq!(trial.notes, []);
    let statement = trial.statement();
    assert_eq!((statement.scope.as_str(), statement.key.as_str()), ("country:ITA", "20521"));
    let city = signatory(&trial);
    assert_eq!((city.name.as_str(), city.country.as_str()), ("Bolzano/Bozen", "ITA"));
    assert_eq!((city.population, city.population_year), (Some(102_880), Some(2010)));
    assert_eq!(city.latitude.map(|exact| exact.0.to_string()).as_deref(), Some("46.49969863891599"));
    assert_eq!((city.is_group, &city.part_of), (Some(false), &None));
    let names = statement.facts.iter().filter_map(|fact| match fact {
        Fact::ActorName(name) => Some(name.name.as_str()),
        Fact::ActorIdentifier(id) => Some(id.value.as_str()),
        _ => None,
    });
    assert_eq!(names.collect::<Vec<_>>(), ["Bolzano", "Bozen", "IT0048"]);
}

#[test]
fn the_mayor_is_not_kept() {
    let trial = read(&[]);
    assert!(trial.raw.contains("Bolzano") && !trial.raw.contains("\"mayor\""), "{}", trial.raw);
    assert!(!trial.raw.contains("A Person"));
}

#[test]
fn commitments_are_targets_without_a_number() {
    let trial = read(&[]);
    let facts = trial.statement().facts.iter();
    let targets = facts.filter_map(|fact| if let Fact::Target(target) = fact { Some(target) } else { None });
    let targets: Vec<&target::Model> = targets.collect();
    let said: Vec<_> = targets
        .iter()
        .map(|target| (target.slot.as_str(), target.target_year, target.statement.as_deref()))
        .collect();
    assert_eq!(said, [("2020", Some(2020), Some("CoM 2020")), ("2030", Some(2030), Some("CoM 2030"))]);
    assert!(targets.iter().all(|target| target.reduction_low.is_none() && target.base_year.is_none()));
    assert_eq!(targets[0].null_reason.map(|code| code.0), Some(NullReason::NotSpecifiedInSource));
    assert_eq!(targets[0].initiative_name.as_deref(), Some(COVENANT));
}

#[test]
fn membership_has_its_day_and_where_it_stands() {
    let trial = read(&[("signatory_status", "on_hold"), ("commitment_mayoradapt_flag", "true")]);
    let memberships = memberships(&trial);
    assert_eq!(memberships[0].initiative_key, "global-covenant-of-mayors-for-climate-energy");
    assert_eq!(memberships[0].joined_on.map(|day| day.to_string()).as_deref(), Some("2010-01-26"));
    assert_eq!(memberships[0].status.map(|code| code.0), Some(MembershipStatus::Suspended));
    assert_eq!((memberships[1].initiative_name.as_str(), memberships[1].joined_on), ("Mayors Adapt", None));
}

#[test]
fn a_group_is_marked_and_lies_nowhere() {
    let name = "Alkmaar, Bergen, Castricum, Heiloo, Heerhugowaard, Langedijk, Uitgeest";
    let trial = read(&[
        ("organisation_name", name),
        ("country_code", "nl"),
        ("country_name", "Netherlands"),
        ("population_adhesion", "-"),
        ("group_profile", "true"),
    ]);
    let group = signatory(&trial);
    assert_eq!((group.name.as_str(), group.is_group), (name, Some(true)));
    assert_eq!((group.population, group.population_year, group.latitude), (None, None, None));
    assert_eq!(trial.notes, []);
}

#[test]
fn degrees_may_have_a_decimal_comma() {
    let trial = read(&[("organisation_latitude", "50,36579895"), ("organisation_longitude", "5,405600071")]);
    let place = signatory(&trial);
    let degrees = [place.latitude, place.longitude].map(|exact| exact.expect("degrees").0.to_string());
    assert_eq!(degrees, ["50.36579895", "5.405600071"]);
    for wrong in ["1,234,5", "1.234,5", "north"] {
        let trial = read(&[("organisation_latitude", wrong)]);
        assert_eq!((trial.notes.len(), signatory(&trial).longitude), (1, None), "{wrong}");
    }
}

#[test]
fn degrees_that_are_no_place_are_noted() {
    for (latitude, longitude) in [("0", "0"), ("91", "10"), ("10", "-181")] {
        let trial = read(&[("organisation_latitude", latitude), ("organisation_longitude", longitude)]);
        assert_eq!((trial.notes.len(), signatory(&trial).latitude), (1, None), "{latitude} {longitude}");
    }
    let trial = read(&[("organisation_latitude", "null"), ("organisation_longitude", "null")]);
    assert_eq!((trial.notes.len(), signatory(&trial).latitude), (0, None));
}

#[test]
fn a_country_has_a_code_or_a_name() {
    let code = |code, name| {
        let trial = read(&[("country_code", code), ("country_name", name)]);
        signatory(&trial).country.clone()
    };
    assert_eq!(code("el", "Greece"), "GRC");
    assert_eq!(code("uk", "United Kingdom"), "GBR");
    assert_eq!(code("ba", "Bosnia-herzegovina"), "BIH");
    assert_eq!(code("na", "Namibia"), "NAM");
    assert_eq!(code("-", "Moldova, Republic Of"), "MDA");
    assert_eq!(read(&[("country_code", "it"), ("country_name", "Spain")]).rejected(), "country_code");
    assert_eq!(read(&[("country_code", "-"), ("country_name", "-")]).rejected(), "country_code");
}

#[test]
fn a_row_without_id_or_name_is_rejected() {
    assert_eq!(read(&[("organisation_id", "-")]).rejected(), "organisation_id");
    assert_eq!(read(&[("organisation_name", "")]).rejected(), "organisation_name");
}

#[test]
fn a_town_is_called_none() {
    let trial = read(&[("organisation_name", "None"), ("gcom_id", "IT1022")]);
    assert_eq!(signatory(&trial).name, "None");
    assert_eq!(read(&[("organisation_name", "-")]).rejected(), "organisation_name");
}

#[test]
fn a_value_that_is_not_understood_costs_itself_only() {
    let trial = read(&[("signatory_status", "dissolved"), ("population_adhesion", "1.5"), ("gcom_id", "-")]);
    let columns: Vec<&str> = trial.notes.iter().map(|(column, _)| column.as_str()).collect();
    assert_eq!(columns, ["population_adhesion", "signatory_status"]);
    assert_eq!((memberships(&trial)[0].status, signatory(&trial).population), (None, None));
    assert!(!trial.statement().facts.iter().any(|fact| matches!(fact, Fact::ActorIdentifier(_))));
}

#[test]
fn the_file_says_of_which_month_it_is() {
    let names = LAYOUT.required.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let day = ["20521", "Bolzano/Bozen", "it", "2010-01-26"].map(str::to_owned).to_vec();
    let rows = vec![names, day];
    let known_on = |file_name, texts: &[&str]| {
        let preamble: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let head = Head { file_name, preamble: &preamble, sheet: None, rows: &rows, all: &rows };
        GlobalCovenant.known_on(&head).map(|(day, _)| day.to_string())
    };
    let readme = ["Dataset ID", "5th Release - March 2023", "Last Update", "January, 2024"];
    assert_eq!(known_on("df1_Signatories_2024.xlsx", &readme).as_deref(), Some("2024-01-31"));
    assert_eq!(known_on("signatories_2023-06.csv", &[]).as_deref(), Some("2023-06-30"));
    assert_eq!(known_on("signatories.csv", &[]).as_deref(), Some("2010-01-26"));
}

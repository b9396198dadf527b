//! Who answered the questionnaire: the same columns in all of CDP's files on cities.

use chrono::NaiveDate;
use quipu_domain::vocabulary::{ActorType, IdentifierScheme};
use quipu_domain::{place, text, year};
use quipu_entities::{actor, actor_identifier, actor_name};

use super::{location, period};
use crate::cells::{Cells, Header, plain};
use crate::read::Head;
use crate::statement::{Problem, Statement};

/// Number of the account: the id of who answers, the same in all years.
pub(super) const ACCOUNT: &[&str] =
    &["Account Number", "Account No", "Organization Number", "Organisation Number"];
/// Who answered, as it calls itself; always filled.
pub(super) const ORGANIZATION: &[&str] =
    &["Organization", "City Name", "Organization Name", "Organisation", "Organisation Name"];
/// The city alone; empty for almost half of them in 2021.
pub(super) const CITY: &[&str] = &["City Short Name", "City"];
pub(super) const COUNTRY: &[&str] = &["Country", "Country/Area"];
/// Year of the questionnaire.
pub(super) const REPORTED: &[&str] = &["Year Reported to CDP", "Reporting Year", "Questionnaire Year"];
/// What kind of unit it is.
const UNIT: &[&str] = &["Administrative city boundary", "City boundary"];
const POPULATION: &[&str] = &["Current Population", "Population"];
const POPULATION_YEAR: &[&str] = &["Current Population Year", "Population Year"];
const LOCATION: &[&str] = &["City Location"];
pub(super) const LAST_UPDATE: &[&str] = &["Last update", "Last updated"];

/// What is read of who answered, beside the columns that are required.
pub(super) const OPTIONAL: &[&[&str]] =
    &[CITY, REPORTED, UNIT, POPULATION, POPULATION_YEAR, LOCATION, LAST_UPDATE];

/// Fewer inhabitants than this are most likely so many thousands.
const FEWEST_PEOPLE: i64 = 100;
/// No city has more inhabitants.
const MOST_PEOPLE: i64 = 100_000_000;

/// Units between city and country, as the files call them.
const REGIONS: [&str; 4] = ["Province / County", "Region", "Regional District", "County"];
/// Words in the name of one.
const REGION_WORDS: [&str; 6] = ["county", "region", "regional", "regency", "province", "prefecture"];

/// The number of the account.
pub(super) fn account<'a>(cells: &Cells<'a>) -> Result<&'a str, Problem> {
    let column = cells.column(ACCOUNT).unwrap_or(ACCOUNT[0]);
    let number = cells.required(column)?;
    let is_number = number.len() <= 20 && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(number) } else { Err(cells.problem(column, "not an account number: digits only")) }
}

/// Year of the questionnaire.
pub(super) fn reported(cells: &Cells<'_>) -> Option<i32> {
    cells.year(REPORTED, &year::YEARS)
}

/// Adds who answered, its account number and its other name.
pub(super) fn describe(cells: &Cells<'_>, key: &str, statement: Statement) -> Result<Statement, Problem> {
    let (name, other) = names(cells)?;
    let column = cells.column(COUNTRY).unwrap_or(COUNTRY[0]);
    let country = place::by_name(cells.raw(column));
    let country = country.ok_or_else(|| cells.problem(column, "not a country by this name"))?;
    let (kind, is_group) = unit(cells, &name);
    let position = cells.parsed(LOCATION, location::parse);
    let population = population(cells);
    let statement = statement.with(actor::Model {
        population,
        population_year: population.and_then(|_| population_year(cells)),
        latitude: position.map(|(latitude, _)| latitude.into()),
        longitude: position.map(|(_, longitude)| longitude.into()),
        is_group,
        ..actor::Model::new(key, kind, name, country.iso3)
    });
    let statement = statement.with(actor_identifier::Model::new(key, IdentifierScheme::Cdp, key));
    Ok(match other {
        Some(other) => statement.with(actor_name::Model::new(key, &other, None)),
        None => statement,
    })
}

/// The name of the city, else of who answered; and the other of the two where both differ.
fn names(cells: &Cells<'_>) -> Result<(String, Option<String>), Problem> {
    let (city, organization) = (cells.name(CITY), cells.name(ORGANIZATION));
    match (city, organization) {
        (Some(city), organization) => {
            let other = organization.filter(|organization| *organization != city);
            Ok((city, other))
        }
        (None, Some(organization)) => Ok((organization, None)),
        (None, None) => {
            Err(cells.problem(cells.column(ORGANIZATION).unwrap_or(ORGANIZATION[0]), "empty, but needed"))
        }
    }
}

/// A region where both the unit and the name say so, else a city: Berlin and Nashville call
/// themselves `Province / County` too. And whether it is several municipalities at once.
fn unit(cells: &Cells<'_>, name: &str) -> (ActorType, Option<bool>) {
    let stated = cells.text(UNIT).unwrap_or_default();
    let own_words = stated.strip_prefix("Other, please specify:").unwrap_or(stated);
    let is_region = REGIONS.iter().any(|region| plain(region) == plain(own_words));
    let has_word = text::fold(name).split(' ').any(|word| REGION_WORDS.contains(&word));
    let words = plain(own_words);
    let is_group = words.contains("intercommunal") || words.contains("intermunicipal");
    let kind = if is_region && has_word { ActorType::Region } else { ActorType::City };
    (kind, is_group.then_some(true))
}

/// Inhabitants. 0 is how these files write that nobody answered.
fn population(cells: &Cells<'_>) -> Option<i64> {
    let people = cells.count(POPULATION).filter(|people| *people != 0)?;
    if (FEWEST_PEOPLE..=MOST_PEOPLE).contains(&people) {
        return Some(people);
    }
    let reason = if people < FEWEST_PEOPLE {
        "fewer than 100 inhabitants: another unit is likely"
    } else {
        "more than 100 million inhabitants: no city has so many"
    };
    cells.note(cells.column(POPULATION).unwrap_or_default(), reason);
    None
}

/// Year of the population; 0 is no answer.
fn population_year(cells: &Cells<'_>) -> Option<i32> {
    if cells.text(POPULATION_YEAR) == Some("0") { None } else { cells.year(POPULATION_YEAR, &year::YEARS) }
}

/// The day whose knowledge a file holds: the latest update stated in it. The files of 2016 and
/// 2017 state none; what they hold was known at the end of the year of their questionnaire.
pub(super) fn known_on(header: &Header, head: &Head<'_>) -> Option<(NaiveDate, &'static str)> {
    let column = |names: &[&str]| names.iter().find_map(|name| header.positions.get(&plain(name)).copied());
    let cells = |at: usize| head.all.iter().skip(header.rows_above).filter_map(move |row| row.get(at));
    if let Some(at) = column(LAST_UPDATE) {
        let latest = cells(at).filter_map(|raw| period::day(raw).ok()).max();
        return latest.map(|day| (day, "the latest update in the file"));
    }
    let years = cells(column(REPORTED)?).filter_map(|raw| year::parse_year(raw, &year::YEARS).ok());
    let day = NaiveDate::from_ymd_opt(years.max()?, 12, 31)?;
    Some((day, "the end of the year of the questionnaire"))
}

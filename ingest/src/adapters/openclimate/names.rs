//! Names of actors: the table `ActorName`, and a list of names that ISO 3166-2 does not have.

use quipu_domain::language::is_tag;
use quipu_domain::text;
use quipu_domain::vocabulary::ActorType;
use quipu_entities::actor_name;

use super::id::{ActorId, Kind};
use super::identity::reference;
use crate::adapter::Session;
use crate::cells::Cells;
use crate::statement::{Problem, Statement};

/// In place of a language: where the name is from, or that the language is not determined.
const NO_LANGUAGE: [&str; 3] = ["geonames", "und", "nan"];

/// The word "Chinese", which some rows have for the Chinese name.
const WORDS_FOR_CHINESE: [&str; 2] = ["китайский", "Chinese"];

/// A row of `ActorName`. Names of countries are known from better sources.
pub(super) fn name(cells: &Cells<'_>, session: &mut Session) -> Result<Option<Statement>, Problem> {
    let id = ActorId::read(cells, "actor_id")?;
    if id.is_national() {
        return Ok(None);
    }
    let name = spelled(cells)?;
    if WORDS_FOR_CHINESE.contains(&name.as_str()) && cells.raw("language").starts_with("zh") {
        return Err(cells.problem("name", "the word for the language, not a name in it"));
    }
    let language = language(cells);
    let (word, preferred) = (cells.raw("language").trim(), cells.raw("preferred").trim());
    let mut key = format!("name/{}/{word}/{preferred}/{name}", id.text);
    if id.kind == Kind::Organisation {
        // Two names for one LEI in one file: one was matched wrongly. With one key they contradict
        // each other, and both are left out.
        key = session.first(&format!("name/{}/{word}/{preferred}", id.text), key);
    }
    let mut statement = Statement::about(key);
    if let (Kind::City, Some(place)) = (id.kind, id.place) {
        // There is no other table of the cities.
        statement = statement.with(reference(id.text, ActorType::City, name.clone(), place.iso3));
        if let Some(identifier) = id.identifier() {
            statement = statement.with(identifier);
        }
    }
    Ok(Some(statement.with(actor_name::Model::new(id.text, &name, language))))
}

/// A row of the list of names of regions that ISO 3166-2 does not have.
pub(super) fn region(cells: &Cells<'_>) -> Result<Option<Statement>, Problem> {
    let id = ActorId::read(cells, "ISO-3166-2")?;
    let country = cells.raw("ISO-3166-1").trim();
    if id.kind != Kind::Region || id.place.is_none_or(|place| place.iso2 != country) {
        return Err(cells.problem("ISO-3166-2", format!("not the code of a region of {country:?}")));
    }
    let name = spelled(cells)?;
    let key = format!("region name/{}/{name}", id.text);
    Ok(Some(Statement::about(key).with(actor_name::Model::new(id.text, &name, None))))
}

/// The name. It is read as it stands: a town in Italy is called None.
///
/// # Errors
/// A name without letters or digits, or one that is too long.
pub(super) fn spelled(cells: &Cells<'_>) -> Result<String, Problem> {
    let name = text::clean_name(cells.raw("name")).filter(|name| name.contains(char::is_alphanumeric));
    let name = name.ok_or_else(|| cells.problem("name", "holds no name"))?;
    if name.len() > text::MAX_NAME_BYTES {
        return Err(cells.problem("name", format!("longer than {} bytes", text::MAX_NAME_BYTES)));
    }
    Ok(name)
}

/// The language of the name; `None` where the table does not say, or says what is none.
fn language<'a>(cells: &Cells<'a>) -> Option<&'a str> {
    let word = cells.text(&["language"]).filter(|word| !NO_LANGUAGE.contains(word))?;
    if word == "kr" {
        cells.note("language", "the tag of Kanuri; that of Korean is ko");
        return None;
    }
    if !is_tag(word) {
        cells.note("language", "not a language tag");
        return None;
    }
    Some(word)
}

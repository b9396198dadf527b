//! Entities: what gateways refer to by a key of a type.

use async_graphql::Value;
use quipu_domain::place;
use quipu_domain::vocabulary::{IdentifierScheme, Vocabulary};
use quipu_world::World;
use quipu_world::ids::PlaceId;

use super::query::{country, node};
use crate::MAX_REPRESENTATIONS;
use crate::error::ApiError;
use crate::table::{Arguments, Keys, Object};

/// The field by which gateways ask for what they refer to.
pub(crate) const ENTITIES: &str = "_entities";
/// Its argument.
pub(crate) const REPRESENTATIONS: &str = "representations";
/// The interface of all actors, an entity itself: who knows only that it is an actor refers to it so.
pub(crate) const ACTOR: &str = "Actor";
/// Code of the error of a key that several things have.
const AMBIGUOUS_KEY: &str = "AMBIGUOUS_KEY";

/// What gateways refer to, each with the error of its own.
///
/// # Errors
/// More than may be asked for at once.
pub(crate) fn entity_list(
    keys: &Keys,
    world: &World,
    representations: &[Value],
) -> Result<Vec<Result<Option<Object>, ApiError>>, ApiError> {
    if representations.len() > MAX_REPRESENTATIONS {
        let count = representations.len();
        return Err(ApiError::input(format!(
            "{count} representations are asked for; at most {MAX_REPRESENTATIONS} at once"
        )));
    }
    let found = representations.iter().map(|representation| match representation {
        Value::Object(fields) => entity(keys, world, Arguments(fields)),
        _ => Err(ApiError::input("a representation is an object with __typename and a key")),
    });
    Ok(found.collect())
}

/// What a gateway refers to by a key of a type, the first that is given; `None` if there is nothing.
///
/// # Errors
/// A type that has no key, a key that is not there, or one that several things have.
fn entity(keys: &Keys, world: &World, given: Arguments<'_>) -> Result<Option<Object>, ApiError> {
    let Some(type_name) = given.text("__typename") else {
        return Err(ApiError::input("a representation needs \"__typename\", a string"));
    };
    let keys: &[&str] = match keys.get(type_name) {
        Some(keys) => keys,
        None if type_name == ACTOR => &["id"],
        None => &[],
    };
    if keys.is_empty() {
        return Err(ApiError::input(format!("{type_name:?} is not an entity of this graph")));
    }
    for key in keys {
        if let Some(value) = given.text(key) {
            return by_key(world, type_name, key, value);
        }
    }
    let keys = keys.join("\" or \"");
    Err(ApiError::input(format!("a representation of {type_name} needs \"{keys}\", a string")))
}

fn by_key(world: &World, type_name: &str, key: &str, value: &str) -> Result<Option<Object>, ApiError> {
    let is_wanted = |object: &Object| match object {
        Object::Actor(_) if type_name == ACTOR => true,
        _ => object.type_name(world) == type_name,
    };
    Ok(match key {
        "iso3" => country(value).map(Object::Country),
        "iso2" => country_by_iso2(value).map(Object::Country),
        "lei" => return the_actor(world, IdentifierScheme::Lei, value, is_wanted),
        "unlocode" => return the_actor(world, IdentifierScheme::Unlocode, value, is_wanted),
        "subdivisionCode" => return the_actor(world, IdentifierScheme::Iso3166Part2, value, is_wanted),
        _ => node(world, value).filter(is_wanted),
    })
}

fn country_by_iso2(iso2: &str) -> Option<PlaceId> {
    let place = place::by_code(iso2).filter(|place| place.iso2 == iso2)?;
    country(place.iso3)
}

/// The one actor with this code. Of several none is taken: a hub would join what does not belong together.
fn the_actor(
    world: &World,
    scheme: IdentifierScheme,
    code: &str,
    is_wanted: impl Fn(&Object) -> bool,
) -> Result<Option<Object>, ApiError> {
    let mut found: Vec<Object> =
        world.actors_with(scheme, code).iter().map(|id| Object::Actor(*id)).filter(is_wanted).collect();
    if found.len() > 1 {
        let (count, scheme) = (found.len(), scheme.code());
        let message = format!("{count} actors have the {scheme} {code:?}; refer to one by its id");
        return Err(ApiError::Input(AMBIGUOUS_KEY, message));
    }
    Ok(found.pop())
}

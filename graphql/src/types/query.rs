//! The root: where queries begin.

use async_graphql::dynamic::TypeRef;
use async_graphql::{Name, Value};
use chrono::NaiveDate;
use indexmap::IndexMap;
use quipu_domain::place::Standing;
use quipu_domain::vocabulary::{PartyGroupCode, Vocabulary};
use quipu_world::ids::{PlaceId, SourceId};
use quipu_world::query::{ActorScope, CountryScope, InitiativeScope};
use quipu_world::{Lookback, World};

use super::connection::{
    actor_arguments, initiative_arguments, page_arguments, wanted_actors, wanted_countries,
    wanted_initiatives,
};
use super::country::group;
use super::{change, conflict, coverage, rate_limit};
use crate::MAX_NODES;
use crate::changes::Comparisons;
use crate::error::ApiError;
use crate::table::object::{Dataset, Root};
use crate::table::{Argument, Arguments, Builder, Object, Objects, Resolved, Table, moment};

/// The argument that asks for what was known on a day.
pub(crate) const KNOWN_AT: &str = "knownAt";
/// The argument that asks for what was true on a day.
pub(crate) const VALID_AT: &str = "validAt";

pub(super) fn add(table: &mut Table, comparisons: &Comparisons) {
    table.objects.push(
        rate_limit::field(change::field(
            comparisons,
            one_by_one(many(Builder::new(
                "Query",
                "Where queries begin. All of an answer comes from one version of the data.",
            ))),
        ))
        .finish(),
    );
}

fn with_times(mut arguments: Vec<Argument>) -> Vec<Argument> {
    arguments.push(Argument::optional(
        KNOWN_AT,
        "DateTime",
        "Answer with what the imported states of the sources knew on that day; all that is known if left out.",
    ));
    arguments.push(Argument::optional(
        VALID_AT,
        "DateTime",
        "Answer with what was true of the world on that day, as far as it is known at `knownAt`. Left out is what came later: NDCs, documents and national targets submitted, memberships begun and initiatives started after it, a Party's signing and joining, and all that is stated for years that had not ended: emissions, inhabitants, members, results, progress stated by actors. An NDC stands as the last state of the register up to that day lists it, or else the first that does. What has no date stays.",
    ));
    arguments
}

fn by_id() -> Vec<Argument> {
    with_times(vec![Argument::required("id", "ID", "Its id.")])
}

fn one_by_one(builder: Builder<Root>) -> Builder<Root> {
    builder
        .field_with(
            "country",
            TypeRef::named("Country"),
            "The country with this code; null if there is none.",
            with_times(vec![Argument::required(
                "iso3",
                "CountryCode",
                "ISO 3166-1 alpha-3 code in capitals.",
            )]),
            |_, arguments| Ok(arguments.text("iso3").and_then(country)),
            |_, place| Ok(or_null(place.map(Object::Country))),
        )
        .field_with(
            "actor",
            TypeRef::named("Actor"),
            "The actor with this id; null if there is none.",
            by_id(),
            |world, arguments| Ok(of_kind(world, arguments, |object| matches!(object, Object::Actor(_)))),
            |_, found| Ok(or_null(found.clone())),
        )
        .field_with(
            "initiative",
            TypeRef::named("Initiative"),
            "The initiative with this id; null if there is none.",
            by_id(),
            |world, arguments| {
                Ok(of_kind(world, arguments, |object| matches!(object, Object::Initiative(_))))
            },
            |_, found| Ok(or_null(found.clone())),
        )
        .field_with(
            "node",
            TypeRef::named("Node"),
            "Anything by its id; null if there is nothing.",
            vec![Argument::required("id", "ID", "Its id.")],
            |world, arguments| Ok(node(world, arguments.text("id").unwrap_or_default())),
            |_, found| Ok(or_null(found.clone())),
        )
        .field_with(
            "nodes",
            TypeRef::named_list_nn("Node"),
            "Anything by ids, in their order; null in place of what is not there. At most 500.",
            vec![Argument {
                name: "ids",
                about: "The ids.",
                type_: TypeRef::named_nn_list_nn("ID"),
                default: None,
            }],
            nodes,
            |_, found| Ok(Resolved::Objects(Objects::Made(found.clone()))),
        )
}

fn many(builder: Builder<Root>) -> Builder<Root> {
    builder
        .page(
            "countries",
            "Countries, territories and other places with a page; the European Union is a group.",
            with_times(page_arguments("CountryFilter", "CountryOrder")),
            wanted_countries,
            |_| CountryScope,
        )
        .page("actors", "Actors of all countries.", with_times(actor_arguments()), wanted_actors, |_| {
            ActorScope::All
        })
        .page(
            "initiatives",
            "Cooperative initiatives of the whole world.",
            with_times(initiative_arguments()),
            wanted_initiatives,
            |_| InitiativeScope::All,
        )
        .objects("sources", "Sources of the data, with their terms.", |view| {
            (0..view.world.tables.sources.len()).map(|at| SourceId(at as u32)).collect()
        })
        .holding(40)
        .objects("precedence", "Which of several sources is shown first, metric by metric.", |_| {
            conflict::rules()
        })
        .object("coverage", "What is covered of the world, and what is not.", |view| {
            coverage::of(view.world, None)
        })
        .costing(10_000)
        .field_with(
            "dataset",
            TypeRef::named_nn("Dataset"),
            "The data as a whole: version and counts.",
            with_times(vec![]),
            |_, _| Ok(()),
            |_, ()| Ok(Resolved::Object(Object::Dataset(Dataset))),
        )
        .field_with(
            "partyGroup",
            TypeRef::named_nn("PartyGroup"),
            "A group of Parties; the European Union is one, and a Party itself.",
            with_times(vec![Argument::required("code", "PartyGroupCode", "Its code.")]),
            |_, arguments| Ok(arguments.entry("code").map(group)),
            |_, found| Ok(or_null(found.map(Object::Group))),
        )
}

fn or_null<'w>(object: Option<Object>) -> Resolved<'w> {
    object.map_or(Resolved::Null, Resolved::Object)
}

/// The country with this code; the European Union is a group, not a country.
pub(crate) fn country(iso3: &str) -> Option<PlaceId> {
    PlaceId::of(iso3).filter(|place| place.place().standing != Standing::Group)
}

fn of_kind(world: &World, arguments: &Arguments<'_>, is_wanted: fn(&Object) -> bool) -> Option<Object> {
    node(world, arguments.text("id").unwrap_or_default()).filter(is_wanted)
}

/// Anything by its id.
pub(crate) fn node(world: &World, id: &str) -> Option<Object> {
    let (kind, key) = id.split_once(':')?;
    match kind {
        "country" => country(key).map(Object::Country),
        "group" => PartyGroupCode::from_code(key).map(group).map(Object::Group),
        "ndc" => world.ndc_by_key(key).map(Object::Ndc),
        "ndc-target" => world.national_target_by_key(key).map(Object::NationalTarget),
        "actor" => world.actor_by_key(key).map(Object::Actor),
        "target" => world.target_by_key(key).map(Object::Target),
        "initiative" => world.initiative_by_key(key).map(Object::Initiative),
        _ => None,
    }
}

fn nodes(world: &World, arguments: &Arguments<'_>) -> Result<Vec<Option<Object>>, ApiError> {
    let ids = arguments.texts("ids");
    if ids.len() > MAX_NODES {
        return Err(ApiError::input(format!("{} ids are asked for; at most {MAX_NODES} at once", ids.len())));
    }
    Ok(ids.into_iter().map(|id| node(world, id)).collect())
}

/// The world that `knownAt` and `validAt` ask for; that of now where both are left out.
///
/// # Errors
/// What is no day or moment.
pub(crate) fn lookback(arguments: &IndexMap<Name, Value>) -> Result<Lookback, ApiError> {
    let day = |name: &str| -> Result<Option<NaiveDate>, ApiError> {
        let Some(text) = Arguments(arguments).text(name) else { return Ok(None) };
        let wrong = || ApiError::input(format!("{name} must be like 2025-01-10 or 2025-01-10T00:00:00Z"));
        moment(text).map(Some).ok_or_else(wrong)
    };
    Ok(Lookback { known_on: day(KNOWN_AT)?, valid_on: day(VALID_AT)?, last_edition: None })
}

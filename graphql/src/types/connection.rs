//! Lists that can grow long: connections after Relay, with counts and facets.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::vocabulary::{PartyGroupCode, PartyStatus, Vocabulary};
use quipu_world::World;
use quipu_world::ids::{ActorId, InitiativeId, PlaceId};
use quipu_world::query::{
    self, ActorFilter, ActorOrderField, CountryFilter, CountryOrderField, InitiativeFilter,
    InitiativeOrderField, Order, Wanted,
};

use crate::error::ApiError;
use crate::page::{Item, Page, PageInfo};
use crate::table::object::{Edge, Facet, Facets};
use crate::table::{Argument, Arguments, Builder, InputType, Kind, Resolved, Table, View, list};

pub(super) fn add(table: &mut Table) {
    let actors = connection::<ActorId>("ActorConnection", "ActorEdge", "Actor", "Actors, a page at a time.")
        .object("facets", "What all actors of the list share, not only those of this page.", |view| {
            Facets(Arc::new(query::facets(view.world, &view.it.all)))
        });
    table.objects.extend([
        actors.finish(),
        edge::<ActorId>("ActorEdge", "Actor").finish(),
        connection::<PlaceId>("CountryConnection", "CountryEdge", "Country", "Countries, a page at a time.")
            .finish(),
        edge::<PlaceId>("CountryEdge", "Country").finish(),
        connection::<InitiativeId>(
            "InitiativeConnection",
            "InitiativeEdge",
            "Initiative",
            "Initiatives, a page at a time.",
        )
        .finish(),
        edge::<InitiativeId>("InitiativeEdge", "Initiative").finish(),
        page_info().finish(),
        facets().finish(),
        facet().finish(),
    ]);
    table.inputs.extend([actor_filter(), actor_order()]);
}

fn connection<T: Item + Kind>(
    name: &'static str,
    edge: &'static str,
    node: &'static str,
    about: &'static str,
) -> Builder<Arc<Page<T>>>
where
    Arc<Page<T>>: Kind,
    Edge<T>: Kind,
{
    Builder::<Arc<Page<T>>>::new(name, about)
        .int("totalCount", "How many there are in all pages.", |view| view.it.all.len() as i32)
        .field("nodes", TypeRef::named_nn_list_nn(node), "What is on this page.", vec![], |view, _| {
            Ok(list(view.it.items().iter().copied()))
        })
        .field(
            "edges",
            TypeRef::named_nn_list_nn(edge),
            "The same, each with its cursor.",
            vec![],
            |view, _| Ok(list(view.it.range.clone().map(|at| Edge(Arc::clone(view.it), at)))),
        )
        .object("pageInfo", "Whether there is more, and from where to go on.", |view| {
            view.it.info(view.world)
        })
}

fn edge<T: Item + Kind>(name: &'static str, node: &'static str) -> Builder<Edge<T>>
where
    Edge<T>: Kind,
{
    Builder::<Edge<T>>::new(name, "An item of a list, with its cursor.")
        .field("node", TypeRef::named_nn(node), "The item.", vec![], |view, _| {
            Ok(Resolved::Object(view.it.0.all[view.it.1].into_object()))
        })
        .field("cursor", TypeRef::named_nn("String"), "Where it stands; for `after`.", vec![], |view, _| {
            Ok(Resolved::Owned(view.it.0.cursor(view.world, view.it.1)))
        })
}

fn page_info() -> Builder<PageInfo> {
    Builder::<PageInfo>::new("PageInfo", "Whether there is more, and from where to go on.")
        .boolean("hasNextPage", "Whether there is more after this page.", |view| view.it.has_next)
        .boolean("hasPreviousPage", "Whether there is something before this page.", |view| {
            view.it.has_previous
        })
        .field(
            "startCursor",
            TypeRef::named("String"),
            "Cursor of the first item; null on an empty page.",
            vec![],
            |view, _| Ok(view.it.start.clone().map_or(Resolved::Null, Resolved::Owned)),
        )
        .field(
            "endCursor",
            TypeRef::named("String"),
            "Cursor of the last item, for `after`; null on an empty page.",
            vec![],
            |view, _| Ok(view.it.end.clone().map_or(Resolved::Null, Resolved::Owned)),
        )
}

fn facets() -> Builder<Facets> {
    Builder::<Facets>::new("ActorFacets", "What actors of a list share, with counts.")
        .objects("types", "By kind of actor.", |view| {
            let kinds = view.it.0.kinds.iter();
            kinds.map(|(kind, count)| facet_of(kind.code(), kind.about(), *count)).collect()
        })
        .objects(
            "sectors",
            "By sector, the most frequent first; actors without one are not counted.",
            |view| {
                let sectors = view.it.0.sectors.iter();
                sectors
                    .map(|(sector, count)| {
                        facet_of(view.world.text(*sector), view.world.text(*sector), *count)
                    })
                    .collect()
            },
        )
        .objects("initiatives", "By initiative, the most frequent first.", |view| {
            let initiatives = view.it.0.initiatives.iter().map(|(id, count)| (&view.world[*id], count));
            initiatives
                .map(|(row, count)| {
                    facet_of(
                        &super::node_id("initiative", view.world.text(row.key)),
                        view.world.text(row.name),
                        *count,
                    )
                })
                .collect()
        })
        .int("withTarget", "With at least one target.", |view| view.it.0.with_target as i32)
        .int("withInventory", "With emissions of at least one year.", |view| view.it.0.with_inventory as i32)
        .int("withPlan", "With a published plan.", |view| view.it.0.with_plan as i32)
}

fn facet_of(value: &str, label: &str, count: usize) -> Facet {
    Facet { value: value.to_owned(), label: label.to_owned(), count }
}

fn facet() -> Builder<Facet> {
    Builder::<Facet>::new("FacetCount", "A value that actors share, and how many do.")
        .field("value", TypeRef::named_nn("String"), "The value, as a filter takes it.", vec![], |view, _| {
            Ok(Resolved::Owned(view.it.value.clone()))
        })
        .field("label", TypeRef::named_nn("String"), "The value, for people.", vec![], |view, _| {
            Ok(Resolved::Owned(view.it.label.clone()))
        })
        .int("count", "How many.", |view| view.it.count as i32)
}

fn actor_filter() -> InputType {
    InputType {
        name: "ActorFilter",
        about: "Which actors are wanted; what is left out does not matter.",
        fields: vec![
            Argument::list("type", "ActorType", "Of one of these kinds."),
            Argument::list("sector", "String", "In one of these sectors, as `facets` names them."),
            Argument::optional("hasTarget", "Boolean", "With, or without, any target."),
            Argument::optional("initiative", "ID", "A member of this initiative."),
            Argument::optional("parent", "ID", "Part of this actor."),
            Argument::list("country", "CountryCode", "In one of these countries."),
            Argument::optional(
                "name",
                "String",
                "With this in its name, without regard to case and accents.",
            ),
        ],
    }
}

fn actor_order() -> InputType {
    InputType {
        name: "ActorOrder",
        about: "How actors are ordered.",
        fields: vec![
            Argument::required("field", "ActorOrderField", "By what."),
            Argument::optional("direction", "OrderDirection", "From small to large if left out."),
        ],
    }
}

/// Arguments of any connection.
pub(super) fn page_arguments(filter: &'static str, order: &'static str) -> Vec<Argument> {
    vec![
        Argument::optional("first", "Int", "Items on the page: 20 if left out, at most 10,000."),
        Argument::optional("after", "String", "A cursor of this very list: the page begins behind it."),
        Argument::optional("filter", filter, "Which are wanted; all if left out."),
        Argument::optional("orderBy", order, "In which order; by name if left out."),
    ]
}

pub(super) fn actor_arguments() -> Vec<Argument> {
    page_arguments("ActorFilter", "ActorOrder")
}

pub(super) fn initiative_arguments() -> Vec<Argument> {
    page_arguments("InitiativeFilter", "InitiativeOrder")
}

fn direction(order: Arguments<'_>) -> bool {
    order.texts("direction") == ["DESC"]
}

impl<T: Kind> Builder<T> {
    /// A page of the actors that belong to an object. `list` and the key of the object, which
    /// `read` gives beside them, tell the cursors of this list from those of others.
    pub(super) fn actors<F>(
        self,
        name: &'static str,
        about: &'static str,
        list: &'static str,
        read: F,
    ) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> (&'w [ActorId], &'w str) + Send + Sync + 'static,
    {
        self.field(
            name,
            TypeRef::named_nn("ActorConnection"),
            about,
            actor_arguments(),
            move |view, arguments| {
                let (actors, key) = read(view);
                actors_page(view.world, actors.iter().copied(), (list, key), arguments)
            },
        )
    }
}

/// A page of the actors of `scope`; `parent` tells whose list it is.
pub(super) fn actors_page<'w>(
    world: &'w World,
    scope: impl Iterator<Item = ActorId>,
    parent: (&str, &str),
    arguments: &Arguments<'_>,
) -> Result<Resolved<'w>, ApiError> {
    let filter = actor_filter_of(world, arguments.object("filter"))?;
    let order = arguments.object("orderBy");
    let field = match order.texts("field").first() {
        Some(&"TYPE") => ActorOrderField::Type,
        Some(&"POPULATION") => ActorOrderField::Population,
        Some(&"EMISSIONS") => ActorOrderField::Emissions,
        Some(&"TARGET_YEAR") => ActorOrderField::TargetYear,
        _ => ActorOrderField::Name,
    };
    let order = Order { field, descending: direction(order) };
    let all = query::actors(world, scope, &filter, order);
    page(world, all, (parent, filter, order), arguments)
}

fn page<'w, T: Item>(
    world: &'w World,
    all: Vec<T>,
    identity: impl std::hash::Hash,
    arguments: &Arguments<'_>,
) -> Result<Resolved<'w>, ApiError>
where
    Arc<Page<T>>: Kind,
{
    Ok(Resolved::Object(Arc::new(Page::new(world, all, identity, arguments)?).into_object()))
}

fn actor_filter_of(world: &World, filter: Arguments<'_>) -> Result<ActorFilter, ApiError> {
    let key = |name: &str, kind: &str| {
        filter.text(name).map(|id| id.strip_prefix(kind).and_then(|rest| rest.strip_prefix(':')))
    };
    let countries = filter.texts("country").into_iter().map(|code| {
        PlaceId::of(code).ok_or_else(|| ApiError::input(format!("{code} is not the code of a country")))
    });
    Ok(ActorFilter {
        kinds: filter.entries("type"),
        sectors: filter.texts("sector").into_iter().map(str::to_owned).collect(),
        has_target: filter.boolean("hasTarget"),
        initiative: key("initiative", "initiative")
            .map(|key| Wanted(key.and_then(|key| world.initiative_by_key(key)))),
        part_of: key("parent", "actor").map(|key| Wanted(key.and_then(|key| world.actor_by_key(key)))),
        countries: countries.collect::<Result<_, _>>()?,
        name: filter.search("name")?,
    })
}

/// A page of the initiatives of `scope`; `parent` tells whose list it is.
pub(super) fn initiatives_page<'w>(
    world: &'w World,
    scope: impl Iterator<Item = InitiativeId>,
    parent: (&str, &str),
    arguments: &Arguments<'_>,
) -> Result<Resolved<'w>, ApiError> {
    let wanted = arguments.object("filter");
    let filter = InitiativeFilter {
        themes: wanted.entries("theme"),
        topics: wanted.entries("topic"),
        functions: wanted.entries("function"),
        has_reported_results: wanted.boolean("hasReportedResults"),
        in_nazca: wanted.boolean("inNazca"),
        name: wanted.search("name")?,
    };
    let order = arguments.object("orderBy");
    let field = match order.texts("field").first() {
        Some(&"START_YEAR") => InitiativeOrderField::StartYear,
        Some(&"MEMBER_COUNT") => InitiativeOrderField::MemberCount,
        _ => InitiativeOrderField::Name,
    };
    let order = Order { field, descending: direction(order) };
    let all = query::initiatives(world, scope, &filter, order);
    page(world, all, (parent, filter, order), arguments)
}

/// A page of countries.
pub(super) fn countries_page<'w>(
    world: &'w World,
    arguments: &Arguments<'_>,
) -> Result<Resolved<'w>, ApiError> {
    let wanted = arguments.object("filter");
    let filter = CountryFilter {
        party_status: wanted.entry::<PartyStatus>("partyStatus"),
        group: wanted.entry::<PartyGroupCode>("group"),
        has_actors: wanted.boolean("hasActors"),
        ndc_round: wanted.int("ndcRound").map(|round| i32::try_from(round).unwrap_or(i32::MAX)),
        name: wanted.search("name")?,
    };
    let order = arguments.object("orderBy");
    let field = match order.texts("field").first() {
        Some(&"ISO3") => CountryOrderField::Iso3,
        Some(&"ACTOR_COUNT") => CountryOrderField::ActorCount,
        _ => CountryOrderField::Name,
    };
    let order = Order { field, descending: direction(order) };
    let all = query::countries(world, &filter, order);
    page(world, all, ("countries", filter, order), arguments)
}

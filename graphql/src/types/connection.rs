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

use super::write_id;
use crate::error::ApiError;
use crate::page::{Item, Page, PageInfo, PageRequest};
use crate::table::object::{Edge, Facet, FacetBy, Facets};
use crate::table::{Argument, Arguments, Builder, InputType, Kind, Resolved, Table, View, list};

pub(super) fn add(table: &mut Table) {
    let actors = connection::<ActorId>("Actors, a page at a time.")
        .object("facets", "What all actors of the list share, not only those of this page.", |view| {
            let (scope, filter) = view.it.list();
            Facets(Arc::new(query::facets(view.world, scope, filter)))
        })
        .costing(5_000);
    table.objects.extend([
        actors.finish(),
        edge::<ActorId>().finish(),
        connection::<PlaceId>("Countries, a page at a time.").finish(),
        edge::<PlaceId>().finish(),
        connection::<InitiativeId>("Initiatives, a page at a time.").finish(),
        edge::<InitiativeId>().finish(),
        page_info().finish(),
        facets().finish(),
        facet().finish(),
    ]);
    table.inputs.extend([actor_filter(), actor_order()]);
}

fn connection<T: Item + Kind>(about: &'static str) -> Builder<Arc<Page<T>>>
where
    Arc<Page<T>>: Kind,
    Edge<T>: Kind,
{
    Builder::<Arc<Page<T>>>::new(Arc::<Page<T>>::NAME, about)
        .int("totalCount", "How many there are in all pages.", |view| view.it.total(view.world) as i32)
        .field("nodes", TypeRef::named_nn_list_nn(T::NAME), "What is on this page.", |view| {
            list(view.it.items().iter().copied())
        })
        .field(
            "edges",
            TypeRef::named_nn_list_nn(Edge::<T>::NAME),
            "The same, each with its cursor.",
            |view| list((0..view.it.items().len()).map(|at| Edge(Arc::clone(view.it), at))),
        )
        .object("pageInfo", "Whether there is more, and from where to go on.", |view| {
            Arc::new(view.it.info(view.world))
        })
}

fn edge<T: Item + Kind>() -> Builder<Edge<T>>
where
    Edge<T>: Kind,
{
    Builder::<Edge<T>>::new(Edge::<T>::NAME, "An item of a list, with its cursor.")
        .field("node", TypeRef::named_nn(T::NAME), "The item.", |view| {
            Resolved::Object(view.it.0.items()[view.it.1].into_object())
        })
        .written("cursor", TypeRef::named_nn("String"), "Where it stands; for `after`.", |view, text| {
            text.push_str(&view.it.0.cursor(view.world, view.it.1))
        })
}

fn page_info() -> Builder<Arc<PageInfo>> {
    Builder::<Arc<PageInfo>>::new("PageInfo", "Whether there is more, and from where to go on.")
        .boolean("hasNextPage", "Whether there is more after this page.", |view| view.it.has_next)
        .boolean("hasPreviousPage", "Whether there is something before this page.", |view| {
            view.it.has_previous
        })
        .optional_written("startCursor", "Cursor of the first item; null on an empty page.", |view, text| {
            text.push_str(view.it.start.as_deref()?);
            Some(())
        })
        .optional_written(
            "endCursor",
            "Cursor of the last item, for `after`; null on an empty page.",
            |view, text| {
                text.push_str(view.it.end.as_deref()?);
                Some(())
            },
        )
}

fn facets() -> Builder<Facets> {
    fn each(facets: &Facets, by: FacetBy, count: usize) -> Vec<Facet> {
        (0..count as u32).map(|at| Facet { facets: Arc::clone(&facets.0), by, at }).collect()
    }
    Builder::<Facets>::new("ActorFacets", "What actors of a list share, with counts.")
        .objects("types", "By kind of actor.", |view| each(view.it, FacetBy::Kind, view.it.0.kinds.len()))
        .objects(
            "sectors",
            "By sector, the most frequent first; actors without one are not counted.",
            |view| each(view.it, FacetBy::Sector, view.it.0.sectors.len()),
        )
        .objects("initiatives", "By initiative, the most frequent first.", |view| {
            each(view.it, FacetBy::Initiative, view.it.0.initiatives.len())
        })
        .int("withTarget", "With at least one target.", |view| view.it.0.with_target as i32)
        .int("withInventory", "With emissions of at least one year.", |view| view.it.0.with_inventory as i32)
        .int("withPlan", "With a published plan.", |view| view.it.0.with_plan as i32)
}

fn facet() -> Builder<Facet> {
    Builder::<Facet>::new("FacetCount", "A value that actors share, and how many do.")
        .written(
            "value",
            TypeRef::named_nn("String"),
            "The value, as a filter takes it.",
            |View { world, it }, text| match it.by {
                FacetBy::Kind => text.push_str(it.facets.kinds[it.at as usize].0.code()),
                FacetBy::Sector => text.push_str(world.text(it.facets.sectors[it.at as usize].0)),
                FacetBy::Initiative => {
                    let id = it.facets.initiatives[it.at as usize].0;
                    write_id(text, "initiative", world.text(world[id].key));
                }
            },
        )
        .text("label", "The value, for people.", |View { world, it }| match it.by {
            FacetBy::Kind => it.facets.kinds[it.at as usize].0.about(),
            FacetBy::Sector => world.text(it.facets.sectors[it.at as usize].0),
            FacetBy::Initiative => world.text(world[it.facets.initiatives[it.at as usize].0].name),
        })
        .int("count", "How many.", |View { it, .. }| {
            let at = it.at as usize;
            let count = match it.by {
                FacetBy::Kind => it.facets.kinds[at].1,
                FacetBy::Sector => it.facets.sectors[at].1,
                FacetBy::Initiative => it.facets.initiatives[at].1,
            };
            count as i32
        })
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
        Argument::optional("first", "Int", "Items on the page: 20 if left out, at most 100,000."),
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

/// The order that `orderBy` asks for; `named` are the names of the orders but that by name.
fn order<F: Copy + Default>(arguments: &Arguments<'_>, named: &[(&str, F)]) -> Order<F> {
    let order = arguments.object("orderBy");
    let wished = order.texts("field");
    let found = named.iter().find(|(name, _)| wished.first() == Some(name));
    Order {
        field: found.map_or_else(F::default, |(_, field)| *field),
        descending: order.texts("direction") == ["DESC"],
    }
}

/// Makes of the arguments of a connection the request for its page.
pub(super) type WantedPage<I> = fn(&World, &Arguments<'_>) -> Result<Arc<PageRequest<I>>, ApiError>;

impl<T: Kind> Builder<T> {
    /// A page of the list that `scope` names.
    pub(super) fn page<I: Item, F>(
        self,
        name: &'static str,
        about: &'static str,
        arguments: Vec<Argument>,
        wanted: WantedPage<I>,
        scope: F,
    ) -> Self
    where
        Arc<Page<I>>: Kind,
        F: Fn(View<'_, '_, T>) -> I::Scope + Send + Sync + 'static,
    {
        let type_ = TypeRef::named_nn(<Arc<Page<I>> as Kind>::NAME);
        self.field_with(name, type_, about, arguments, wanted, move |view, request| {
            let page = request.page(view.world, scope(view))?;
            Ok(Resolved::Object(Arc::new(page).into_object()))
        })
    }
}

pub(super) fn wanted_actors(
    world: &World,
    arguments: &Arguments<'_>,
) -> Result<Arc<PageRequest<ActorId>>, ApiError> {
    let filter = actor_filter_of(world, arguments.object("filter"))?;
    let order = order(
        arguments,
        &[
            ("TYPE", ActorOrderField::Type),
            ("POPULATION", ActorOrderField::Population),
            ("EMISSIONS", ActorOrderField::Emissions),
            ("TARGET_YEAR", ActorOrderField::TargetYear),
        ],
    );
    PageRequest::new(filter, order, arguments)
}

fn actor_filter_of(world: &World, filter: Arguments<'_>) -> Result<ActorFilter, ApiError> {
    let key = |name: &str, kind: &str| {
        filter.text(name).map(|id| id.strip_prefix(kind).and_then(|rest| rest.strip_prefix(':')))
    };
    let countries = filter.texts("country").into_iter().map(|code| {
        PlaceId::of(code).ok_or_else(|| ApiError::input(format!("{code} is not the code of a country")))
    });
    Ok(ActorFilter {
        kinds: filter.entries("type").into_iter().collect(),
        sectors: filter.texts("sector").into_iter().map(str::to_owned).collect(),
        has_target: filter.boolean("hasTarget"),
        initiative: key("initiative", "initiative")
            .map(|key| Wanted(key.and_then(|key| world.initiative_by_key(key)))),
        part_of: key("parent", "actor").map(|key| Wanted(key.and_then(|key| world.actor_by_key(key)))),
        countries: countries.collect::<Result<_, _>>()?,
        name: filter.search("name")?,
    })
}

pub(super) fn wanted_initiatives(
    _: &World,
    arguments: &Arguments<'_>,
) -> Result<Arc<PageRequest<InitiativeId>>, ApiError> {
    let wanted = arguments.object("filter");
    let filter = InitiativeFilter {
        themes: wanted.entries("theme"),
        topics: wanted.entries("topic"),
        functions: wanted.entries("function"),
        has_reported_results: wanted.boolean("hasReportedResults"),
        in_nazca: wanted.boolean("inNazca"),
        name: wanted.search("name")?,
    };
    let orders = [
        ("START_YEAR", InitiativeOrderField::StartYear),
        ("MEMBER_COUNT", InitiativeOrderField::MemberCount),
    ];
    PageRequest::new(filter, order(arguments, &orders), arguments)
}

pub(super) fn wanted_countries(
    _: &World,
    arguments: &Arguments<'_>,
) -> Result<Arc<PageRequest<PlaceId>>, ApiError> {
    let wanted = arguments.object("filter");
    let filter = CountryFilter {
        party_status: wanted.entry::<PartyStatus>("partyStatus"),
        group: wanted.entry::<PartyGroupCode>("group"),
        has_actors: wanted.boolean("hasActors"),
        ndc_round: wanted.int("ndcRound").map(|round| i32::try_from(round).unwrap_or(i32::MAX)),
        name: wanted.search("name")?,
    };
    let orders = [("ISO3", CountryOrderField::Iso3), ("ACTOR_COUNT", CountryOrderField::ActorCount)];
    PageRequest::new(filter, order(arguments, &orders), arguments)
}

//! Countries and the groups they form.

use async_graphql::dynamic::TypeRef;
use quipu_domain::place::EUROPEAN_UNION;
use quipu_domain::vocabulary::{NdcStatus, PartyGroupCode, Vocabulary};
use quipu_world::World;
use quipu_world::ids::{
    CountryNameId, EmissionsId, ExcerptId, GroupId, NationalTargetId, NdcId, PlaceId, SourceId,
};
use quipu_world::query::{ActorScope, InitiativeScope, conflicts};

use super::connection::{actor_arguments, initiative_arguments, wanted_actors, wanted_initiatives};
use super::{conflict, contribution, coverage};
use crate::error::ApiError;
use crate::table::object::{Convention, Provenance, Series};
use crate::table::{Argument, Arguments, Builder, InputType, Kind, Resolved, Table, list};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([
        country().finish(),
        country_name().finish(),
        convention().finish(),
        party_group().finish(),
        series().finish(),
        emissions().finish(),
        excerpt().finish(),
    ]);
    table.inputs.extend([
        InputType {
            name: "CountryFilter",
            about: "Which countries are wanted; what is left out does not matter.",
            fields: vec![
                Argument::optional("partyStatus", "PartyStatus", "With this standing under the Convention."),
                Argument::optional("group", "PartyGroupCode", "In this group."),
                Argument::optional("hasActors", "Boolean", "With, or without, any actor."),
                Argument::optional("ndcRound", "Int", "Covered by an NDC of this round."),
                Argument::optional("name", "String", "With this in one of its names, in any language."),
            ],
        },
        InputType {
            name: "CountryOrder",
            about: "How countries are ordered.",
            fields: vec![
                Argument::required("field", "CountryOrderField", "By what."),
                Argument::optional("direction", "OrderDirection", "From small to large if left out."),
            ],
        },
    ]);
}

/// The group with this code.
pub(super) fn group(code: PartyGroupCode) -> GroupId {
    let at = PartyGroupCode::ALL.iter().position(|known| *known == code);
    GroupId(at.expect("every code is in the list of groups") as u32)
}

/// The European Union as a group.
pub(super) fn union_group() -> GroupId {
    group(PartyGroupCode::Eu)
}

fn union() -> PlaceId {
    PlaceId::of(EUROPEAN_UNION).expect("the Union is in the list of places")
}

fn country() -> Builder<PlaceId> {
    let builder = Builder::<PlaceId>::new(
        "Country",
        "A Party to the Convention, or a territory or other place with a page of its own.",
    )
    .implements("Node")
    .key("iso3")
    .key("iso2")
    .id("Stable id.", "country", |view| view.it.place().iso3);
    let builder = codes_and_names(builder);
    let builder = standing(builder);
    within_borders(builder)
}

fn codes_and_names(builder: Builder<PlaceId>) -> Builder<PlaceId> {
    let language = || {
        vec![Argument {
            default: Some("en".into()),
            ..Argument::optional("language", "LanguageTag", "The language wished for, as in `zh-Hant`.")
        }]
    };
    builder
        .field("iso3", TypeRef::named_nn("CountryCode"), "ISO 3166-1 alpha-3 code; `XKX` for Kosovo, which has none.", |view| {
            Resolved::Text(view.it.place().iso3)
        })
        .optional_text("iso2", "ISO 3166-1 alpha-2 code; `XK` for Kosovo; never null today.", |view| Some(view.it.place().iso2))
        .optional_text("numeric", "ISO 3166-1 numeric code, three digits; null for Kosovo.", |view| view.it.place().numeric)
        .field_with(
            "name",
            TypeRef::named_nn("String"),
            "Name in the language wished for; falls back to a wider tag, then to English: `nameLanguage` says which it is.",
            language(),
            wished,
            |view, language| Ok(Resolved::Text(view.world.name_of_place(*view.it, language).0)),
        )
        .field_with(
            "nameLanguage",
            TypeRef::named_nn("LanguageTag"),
            "Language of the name that `name` gives for the same wish.",
            language(),
            wished,
            |view, language| Ok(Resolved::Text(view.world.name_of_place(*view.it, language).1)),
        )
        .listed("names", "All names that sources give, by language.", |view| {
            view.world.links.names_of_place.of(view.it.index())
        })
}

fn wished(_: &World, arguments: &Arguments<'_>) -> Result<String, ApiError> {
    Ok(arguments.text("language").unwrap_or("en").to_owned())
}

fn standing(builder: Builder<PlaceId>) -> Builder<PlaceId> {
    builder
        .entry("partyStatus", "Whether it is a Party in its own name.", |view| view.it.place().party_status())
        .optional_object("administeredBy", "The Party that represents this territory; null for Parties and for places no Party represents here.", |view| {
            PlaceId::of(view.it.place().administered_by?)
        })
        .optional_object("convention", "When it signed and joined the Convention; null where no list of Parties was imported, and for non-Parties.", |view| {
            view.world.links.party_of_place.of(view.it.index()).first().map(|_| Convention(*view.it))
        })
        .listed("groups", "Groups of Parties it is a member of.", |view| {
            view.world.links.groups_of_place.of(view.it.index())
        })
        .holding(5)
        .optional_object("currentNdc", "The latest active NDC: its own, or the one its group filed for it; null if none is active.", |view| {
            view.world.current_ndc(*view.it)
        })
        .field_with(
            "ndcs",
            TypeRef::named_nn_list_nn("Ndc"),
            "NDCs filed by it or, while it was a member, for it by its group; the latest first.",
            ndc_arguments(),
            NdcFilter::of,
            |view, filter| Ok(list(filter.of_place(view.world, *view.it))),
        )
        .listed("targets", "National targets in force, from its own or its group's NDC and from elsewhere.", |view| national_targets(view.world, *view.it))
        .objects("conflicts", "Where sources differ on its national emissions of a year.", |view| {
            conflict::objects(conflicts::of_country(view.world, *view.it))
        })
        .object("coverage", "How far actors within its borders are known.", |view| {
            coverage::of(view.world, Some(*view.it))
        })
        .costing(500)
        .field_with(
            "contribution",
            TypeRef::named("Contribution"),
            "What the targets of its cities and regions add up to, beside its national target; never null, but the numbers in it may be, with a reason.",
            contribution::arguments(),
            contribution::wanted,
            |view, wanted| Ok(Resolved::Object(contribution::of(view, wanted).into_object())),
        )
        .costing(500)
        .optional_entry("incomeGroup", "Its income group, after the World Bank; null where no source says it.", |view| {
            view.world.income_of(*view.it)
        })
        .listed(
            "ndcExcerpts",
            "What its first NDC says on topics, as sources excerpt it; empty until such a source is imported.",
            |view| view.world.links.excerpts_of_place.of(view.it.index()),
        )
        .listed("ndcAssessments", "What the NDC Explorer read in its contributions; empty until it is imported.", |view| {
            view.world.links.assessments_of_place.of(view.it.index())
        })
        .field_with("emissions", TypeRef::named_nn_list_nn("EmissionsSeries"), "National emissions, each source by itself.", emissions_arguments(), wished_source, |view, wished| {
            Ok(list(all_series(view.world, *view.it, wished.as_deref())))
        })
}

fn ndc_arguments() -> Vec<Argument> {
    vec![
        Argument::list("status", "NdcStatus", "With one of these standings."),
        Argument::optional("round", "Int", "Of this round."),
    ]
}

fn emissions_arguments() -> Vec<Argument> {
    vec![Argument::optional("source", "String", "Id of one source; all if left out.")]
}

/// Which NDCs are wanted. What is not said does not matter.
struct NdcFilter {
    statuses: Vec<NdcStatus>,
    round: Option<i64>,
}

impl NdcFilter {
    fn of(_: &World, arguments: &Arguments<'_>) -> Result<Self, ApiError> {
        Ok(Self { statuses: arguments.entries("status"), round: arguments.int("round") })
    }

    fn of_place(&self, world: &World, place: PlaceId) -> Vec<NdcId> {
        let all = world.links.ndcs_of_place.of(place.index()).iter().copied();
        all.filter(|ndc| self.statuses.is_empty() || self.statuses.contains(&world[*ndc].status))
            .filter(|ndc| self.round.is_none_or(|round| world[*ndc].round.map(i64::from) == Some(round)))
            .collect()
    }
}

fn national_targets(world: &World, place: PlaceId) -> &[NationalTargetId] {
    world.links.targets_of_place.of(place.index())
}

fn wished_source(_: &World, arguments: &Arguments<'_>) -> Result<Option<String>, ApiError> {
    Ok(arguments.text("source").map(str::to_owned))
}

fn all_series(world: &World, place: PlaceId, wanted: Option<&str>) -> Vec<Series> {
    let points = world.links.emissions_of_place.of(place.index());
    let mut sources: Vec<SourceId> =
        points.iter().map(|point| world.source_of(world[*point].record)).collect();
    sources.dedup();
    sources.retain(|source| wanted.is_none_or(|wanted| world.text(world[*source].key) == wanted));
    sources.into_iter().map(|source| Series { place, source }).collect()
}

fn within_borders(builder: Builder<PlaceId>) -> Builder<PlaceId> {
    builder
        .page(
            "actors",
            "Everyone acting within the borders, to any depth; companies by their seat.",
            actor_arguments(),
            wanted_actors,
            |view| ActorScope::Place(*view.it),
        )
        .page(
            "initiatives",
            "Cooperative initiatives with a member or a lead organisation here.",
            initiative_arguments(),
            wanted_initiatives,
            |view| InitiativeScope::Place(*view.it),
        )
}

fn country_name() -> Builder<CountryNameId> {
    Builder::<CountryNameId>::new(
        "CountryName",
        "A name of a country in one language, as one source gives it.",
    )
    .text("name", "The name.", |view| view.world.text(view.world[*view.it].name))
    .field(
        "language",
        TypeRef::named_nn("LanguageTag"),
        "Its language; `zh` where the source mixes both scripts.",
        |view| Resolved::Text(view.world.text(view.world[*view.it].language)),
    )
    .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn convention() -> Builder<Convention> {
    fn row<'w>(world: &'w World, convention: &Convention) -> Option<&'w quipu_world::rows::Party> {
        world.links.party_of_place.of(convention.0.index()).first().map(|id| &world[*id])
    }
    Builder::<Convention>::new("ConventionStanding", "When a Party signed and joined the Convention.")
        .optional_date("signedOn", "Day of signature; null for a Party that acceded.", |view| {
            row(view.world, view.it)?.signed_on
        })
        .optional_date(
            "joinedOn",
            "Day of ratification, acceptance, approval, accession or succession; null where not stated.",
            |view| row(view.world, view.it)?.joined_on,
        )
        .optional_text(
            "joinedBy",
            "How it joined, in the words of the list; null where not stated.",
            |view| view.world.optional_text(row(view.world, view.it)?.joined_by),
        )
        .optional_object("provenance", "Where it was stated; never null.", |view| {
            row(view.world, view.it).map(|row| Provenance(row.record))
        })
}

fn party_group() -> Builder<GroupId> {
    let place = |id: &GroupId| (*id == union_group()).then(union);
    Builder::<GroupId>::new("PartyGroup", "A group of Parties. The European Union is a Party itself.")
        .implements("Node")
        .key("id")
        .id("Stable id.", "group", |view| view.world[*view.it].code.code())
        .entry("code", "Code of the group.", |view| view.world[*view.it].code)
        .text("name", "What it is.", |view| view.world[*view.it].code.about())
        .field(
            "iso3",
            TypeRef::named("CountryCode"),
            "Code in the register of NDCs: `EUU` for the European Union; null for groups that file none.",
            move |view| place(view.it).map_or(Resolved::Null, |place| Resolved::Text(place.place().iso3)),
        )
        .boolean(
            "isParty",
            "Whether the group itself is a Party, and files one NDC for its members.",
            move |view| place(view.it).is_some(),
        )
        .listed("members", "Its members, by code; empty until the lists of groups are imported.", |view| {
            view.world.links.members_of_group.of(view.it.index())
        })
        .holding(50)
        .optional_object(
            "currentNdc",
            "The latest active NDC it filed; null for groups that file none.",
            move |view| view.world.current_ndc(place(view.it)?),
        )
        .field_with(
            "ndcs",
            TypeRef::named_nn_list_nn("Ndc"),
            "NDCs it filed, the latest first.",
            ndc_arguments(),
            NdcFilter::of,
            move |view, filter| {
                Ok(list(place(view.it).map(|place| filter.of_place(view.world, place)).unwrap_or_default()))
            },
        )
        .listed("targets", "Targets in force that it set for its members together.", move |view| {
            place(view.it).map(|place| national_targets(view.world, place)).unwrap_or_default()
        })
        .field_with(
            "emissions",
            TypeRef::named_nn_list_nn("EmissionsSeries"),
            "Emissions of its members together, each source by itself; empty where no source states them.",
            emissions_arguments(),
            wished_source,
            move |view, wished| {
                let series = place(view.it).map(|place| all_series(view.world, place, wished.as_deref()));
                Ok(list(series.unwrap_or_default()))
            },
        )
}

fn series() -> Builder<Series> {
    Builder::<Series>::new("EmissionsSeries", "Emissions of a country as one source states them.")
        .object("source", "The source.", |view| view.it.source)
        .text("unit", "Unit of the values: `tCO2e`. What is covered, the source says.", |_| "tCO2e")
        .objects("points", "Years with a value, in order.", |view| {
            let points = view.world.links.emissions_of_place.of(view.it.place.index());
            let of_source =
                |point: &&EmissionsId| view.world.source_of(view.world[**point].record) == view.it.source;
            points.iter().filter(of_source).copied().collect()
        })
        .holding(20)
}

fn excerpt() -> Builder<ExcerptId> {
    Builder::<ExcerptId>::new(
        "NdcExcerpt",
        "What an NDC says on a topic, in its own words or a source's summary.",
    )
    .entry("topic", "The topic.", |view| view.world[*view.it].topic)
    .optional_text(
        "label",
        "A short category, in the words of the source; null where it gives none.",
        |view| view.world.optional_text(view.world[*view.it].label),
    )
    .text("excerpt", "The text, without markup.", |view| view.world.text(view.world[*view.it].excerpt))
    .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn emissions() -> Builder<EmissionsId> {
    Builder::<EmissionsId>::new(<EmissionsId as Kind>::NAME, "Emissions of a country in one year.")
        .int("year", "The year.", |view| view.world[*view.it].year)
        .decimal("value", "Total in tonnes CO2e.", |view| view.world[*view.it].total_tco2e)
        .optional_text("gases", "Gases covered, in the words of the source; null where not stated.", |view| {
            view.world.optional_text(view.world[*view.it].gases)
        })
        .optional_entry(
            "landUse",
            "Whether land use and forestry are counted; null where not stated.",
            |view| view.world[*view.it].land_use,
        )
        .optional_entry(
            "warmingPotentials",
            "How gases are turned into CO2-equivalent; null where not stated.",
            |view| view.world[*view.it].warming_potentials,
        )
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

//! Actors: an interface, and a type for each kind.

use async_graphql::dynamic::TypeRef;
use quipu_domain::vocabulary::{ActorType, IdentifierScheme};
use quipu_world::ids::{ActorId, IdentifierId, InventoryId, MembershipId, PlanId, SourceId, TargetId};
use quipu_world::query::{ActorScope, conflicts};

use super::conflict;
use super::connection::{actor_arguments, wanted_actors};
use super::target::TargetFilter;
use crate::table::object::{Location, Provenance, Reporting};
use crate::table::{Argument, Builder, InterfaceType, Kind, ObjectType, Resolved, Table, list};

/// The type of actors of a kind.
pub(crate) fn type_name(kind: ActorType) -> &'static str {
    match kind {
        ActorType::City => "City",
        ActorType::Region => "Region",
        ActorType::Company => "Company",
        ActorType::Investor => "Investor",
        ActorType::CivilSociety => "CivilSocietyOrganization",
        ActorType::HigherEducation => "HigherEducation",
        ActorType::Facility => "Facility",
        ActorType::Other => "OtherActor",
    }
}

pub(super) fn add(table: &mut Table) {
    let concrete = [
        with_unlocode(with_population(common(Builder::new("City", "A city, town or other municipality.")))),
        with_subdivision_code(with_population(common(Builder::new(
            "Region",
            "A state, province, region or other level between city and country.",
        )))),
        with_lei(with_staff(common(Builder::new(
            "Company",
            "A company. It is shown in the country of its seat.",
        )))),
        with_lei(with_staff(common(Builder::new(
            "Investor",
            "An investor, bank, insurer or other financial institution.",
        )))),
        common(Builder::new("CivilSocietyOrganization", "A civil society organisation.")),
        common(Builder::new("HigherEducation", "A university or other place of higher education.")),
        common(Builder::new("Facility", "A site that emits: plant, mine, port.")),
        common(Builder::new("OtherActor", "An actor of none of the other kinds, or of one not stated.")),
    ];
    table.interfaces.push(interface(&common(Builder::new("Actor", "")).finish()));
    table.objects.extend(concrete.map(Builder::finish));
    table.objects.extend([
        identifier().finish(),
        inventory().finish(),
        plan().finish(),
        membership().finish(),
        reporting().finish(),
    ]);
}

/// The interface has the fields that all of its types share.
fn interface(shared: &ObjectType) -> InterfaceType {
    let fields = shared.fields.iter();
    InterfaceType {
        name: "Actor",
        about: "A non-Party actor: a city, region, company, investor or organisation.",
        interfaces: vec!["Node"],
        fields: fields
            .map(|field| (field.name, field.about, field.type_.clone(), field.arguments.clone()))
            .collect(),
    }
}

fn common(builder: Builder<ActorId>) -> Builder<ActorId> {
    let builder = builder
        .implements("Actor")
        .implements("Node")
        .key("id")
        .id("Stable id.", "actor", |view| view.world.text(view.world[*view.it].key))
        .entry("type", "What kind of actor it is.", |view| view.world[*view.it].kind)
        .field_with(
            "name",
            TypeRef::named_nn("String"),
            "Name, as its source gives it.",
            name_arguments(),
            |_, _| Ok(()),
            |view, ()| Ok(Resolved::Text(view.world.text(view.world[*view.it].name))),
        )
        .listed("aliases", "Its other names, as the sources spell them.", |view| {
            view.world.links.names_of_actor.of(view.it.index())
        })
        .listed(
            "mentions",
            "The rows of sources that it was put together from. Their ids keep answering: each leads here.",
            |view| view.world.links.mentions_of_actor.of(view.it.index()),
        )
        .optional_object("location", "Where it lies; null where no source says.", |view| {
            view.world[*view.it].location.map(Location)
        })
        .boolean("isGroup", "Whether it is a group of actors, such as several municipalities.", |view| {
            view.world[*view.it].is_group
        })
        .listed(
            "identifiers",
            "Codes under which it is known elsewhere. A code may be wrong in its source.",
            |view| view.world.links.identifiers_of_actor.of(view.it.index()),
        )
        .object("country", "Where it acts; of a company, where it has its seat.", |view| {
            view.world[*view.it].country
        })
        .field(
            "partOf",
            TypeRef::named("Actor"),
            "The actor it is part of; null where no source says.",
            |view| {
                let part_of = view.world[*view.it].part_of;
                part_of.map_or(Resolved::Null, |whole| Resolved::Object(crate::table::Object::Actor(whole)))
            },
        )
        .page("parts", "Actors that are part of it.", actor_arguments(), wanted_actors, |view| {
            ActorScope::Parts(*view.it)
        })
        .optional_text(
            "sector",
            "Industry, in the words of the source; null for cities and regions, and where not stated.",
            |view| view.world.optional_text(view.world[*view.it].industry),
        );
    what_it_does(builder)
}

fn name_arguments() -> Vec<Argument> {
    vec![Argument::optional(
        "language",
        "LanguageTag",
        "The language wished for. Sources give actors one name only so far: it is returned whatever the wish.",
    )]
}

fn what_it_does(builder: Builder<ActorId>) -> Builder<ActorId> {
    builder
        .field_with(
            "targets",
            TypeRef::named_nn_list_nn("Target"),
            "Its targets, each as one source states it.",
            target_arguments(),
            |_, arguments| Ok(TargetFilter::of(arguments.object("filter"))),
            |view, filter| {
                let targets = view.world.links.targets_of_actor.of(view.it.index());
                if filter.is_everything() {
                    return Ok(Resolved::Objects(TargetId::list(targets)));
                }
                Ok(list(targets.iter().copied().filter(|id| filter.matches(view.world, *id))))
            },
        )
        .listed("inventories", "Its emissions by year, the latest first.", |view| {
            view.world.links.inventories_of_actor.of(view.it.index())
        })
        .listed("plans", "Whether it has published a plan, as each source says.", |view| {
            view.world.links.plans_of_actor.of(view.it.index())
        })
        .listed("memberships", "Its memberships in cooperative initiatives, with their provenance.", |view| {
            view.world.links.memberships_of_actor.of(view.it.index())
        })
        .objects("initiatives", "Cooperative initiatives it is a member of.", |view| {
            view.world.initiatives_of(*view.it)
        })
        .object("reporting", "How recently it reported emissions.", |view| Reporting(*view.it))
        .objects("sources", "Sources that list it.", |view| {
            let mentions = view.world.links.mentions_of_actor.of(view.it.index()).iter();
            let mut sources: Vec<SourceId> =
                mentions.map(|mention| view.world.source_of(view.world[*mention].record)).collect();
            sources.sort_unstable();
            sources.dedup();
            sources
        })
        .objects(
            "conflicts",
            "Where its sources, or one source with itself, differ on one thing and period.",
            |view| conflict::objects(conflicts::of_actor(view.world, *view.it)),
        )
        .object("provenance", "Where the actor itself is described.", |view| {
            Provenance(view.world[*view.it].record)
        })
}

fn target_arguments() -> Vec<Argument> {
    vec![Argument::optional("filter", "TargetFilter", "Which targets are wanted; all if left out.")]
}

fn with_unlocode(builder: Builder<ActorId>) -> Builder<ActorId> {
    builder.key("unlocode").optional_text(
        "unlocode",
        "Its UN/LOCODE, as its source spells it; null where no source states one, or sources state different ones.",
        |view| view.world.code_of(*view.it, IdentifierScheme::Unlocode),
    )
}

fn with_subdivision_code(builder: Builder<ActorId>) -> Builder<ActorId> {
    builder.key("subdivisionCode").optional_text(
        "subdivisionCode",
        "Its code after ISO 3166-2, as in `BR-SP`; null where no source states one, or sources state different ones.",
        |view| view.world.code_of(*view.it, IdentifierScheme::Iso3166Part2),
    )
}

fn with_lei(builder: Builder<ActorId>) -> Builder<ActorId> {
    builder.key("lei").optional_text(
        "lei",
        "Its Legal Entity Identifier (ISO 17442); null where no source states one, or sources state different ones.",
        |view| view.world.code_of(*view.it, IdentifierScheme::Lei),
    )
}

fn with_population(builder: Builder<ActorId>) -> Builder<ActorId> {
    builder
        .optional_count("population", "Inhabitants; null where not stated.", |view| {
            view.world[*view.it].population.map(|(people, _)| people)
        })
        .optional_int("populationYear", "Year of the population; null where not stated.", |view| {
            view.world[*view.it].population.and_then(|(_, year)| year)
        })
        .listed(
            "populations",
            "All statements on its inhabitants, the one shown first by the rule of precedence.",
            |view| view.world.links.populations_of_actor.of(view.it.index()),
        )
}

fn with_staff(builder: Builder<ActorId>) -> Builder<ActorId> {
    builder
        .optional_count("employees", "Employees; null where not stated.", |view| {
            view.world[*view.it].employees
        })
        .optional_boolean("isListed", "Whether its shares are listed; null where not stated.", |view| {
            view.world[*view.it].is_private.map(|private| !private)
        })
}

fn identifier() -> Builder<IdentifierId> {
    Builder::<IdentifierId>::new("Identifier", "A code under which an actor is known elsewhere.")
        .entry("scheme", "Whose code it is.", |view| view.world[*view.it].scheme)
        .text("value", "The code.", |view| view.world.text(view.world[*view.it].value))
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn inventory() -> Builder<InventoryId> {
    Builder::<InventoryId>::new("Inventory", "Emissions of an actor in one year, as one source states them.")
        .int("year", "Year of the emissions.", |view| view.world[*view.it].year)
        .optional_decimal(
            "total",
            "Total in tonnes CO2e as the source gives it, never a sum of ours; null where it gives none.",
            |view| view.world[*view.it].total_tco2e,
        )
        .optional_entry("nullReason", "Why there is no total; null where there is one.", |view| {
            view.world[*view.it].null_reason
        })
        .optional_decimal("scope1", "Direct emissions, tonnes CO2e; null where not stated.", |view| {
            view.world[*view.it].scopes_tco2e[0]
        })
        .optional_decimal(
            "scope2",
            "Emissions of energy bought, tonnes CO2e; null where not stated.",
            |view| view.world[*view.it].scopes_tco2e[1],
        )
        .optional_decimal("scope3", "Other indirect emissions, tonnes CO2e; null where not stated.", |view| {
            view.world[*view.it].scopes_tco2e[2]
        })
        .optional_text("gases", "Gases covered, in the words of the source; null where not stated.", |view| {
            view.world.optional_text(view.world[*view.it].gases)
        })
        .optional_text(
            "boundary",
            "What area or activity is covered, in the words of the source; null where not stated.",
            |view| view.world.optional_text(view.world[*view.it].boundary),
        )
        .optional_text(
            "method",
            "Protocol or method, in the words of the source; null where not stated.",
            |view| view.world.optional_text(view.world[*view.it].method),
        )
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
        .text("unit", "Unit of all amounts: `tCO2e`.", |_| "tCO2e")
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn plan() -> Builder<PlanId> {
    Builder::<PlanId>::new(
        "ActionPlan",
        "Whether an actor has published a plan for its target, and what it states.",
    )
    .optional_boolean(
        "isPublished",
        "Whether a plan is published, as the source found; null where it has no statement.",
        |view| view.world[*view.it].is_published,
    )
    .entries("elements", "What the plan states; empty where the source has no statement.", |view| {
        &view.world[*view.it].elements
    })
    .optional_entry(
        "reporting",
        "How often progress is reported; null where the source has no statement.",
        |view| view.world[*view.it].reporting,
    )
    .optional_entry(
        "accountability",
        "Whether someone in charge answers for delivery; null where the source has no statement.",
        |view| view.world[*view.it].accountability,
    )
    .optional_entry(
        "equity",
        "Whether equity or a just transition is considered; null where the source has no statement.",
        |view| view.world[*view.it].equity,
    )
    .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn membership() -> Builder<MembershipId> {
    Builder::<MembershipId>::new("Membership", "Membership of an actor in a cooperative initiative.")
        .field("actor", TypeRef::named_nn("Actor"), "The member.", |view| {
            Resolved::Object(crate::table::Object::Actor(view.world[*view.it].actor))
        })
        .object("initiative", "The initiative.", |view| view.world[*view.it].initiative)
        .optional_entry("status", "Where it stands; null where the source only lists members.", |view| {
            view.world[*view.it].status
        })
        .optional_date("joinedOn", "Day it joined; null where not stated.", |view| {
            view.world[*view.it].joined_on
        })
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn reporting() -> Builder<Reporting> {
    Builder::<Reporting>::new("Reporting", "How recently an actor reported emissions to a source we read.")
        .optional_int("lastReportedYear", "Last year with emissions; null if there is none.", |view| {
            view.world.last_reported_year(view.it.0)
        })
        .entry(
            "staleness",
            "How old these data are: fresh up to 18 months after the end of their year, ageing up to 30, then stale. The thresholds are ours.",
            |view| view.world.version.staleness(view.world.last_reported_year(view.it.0)),
        )
}

//! NDCs, their documents and targets, and what others read in them.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::place::Standing;
use quipu_world::ids::{AssessmentId, DocumentId, NationalTargetId, NdcId, PlaceId};
use quipu_world::query::progress;
use quipu_world::rows::TOPICS;

use super::country::union_group;
use super::{level, ndc_link, stakeholder, target};
use crate::table::object::{ClassOf, ProgressOf, Provenance, Range};
use crate::table::{Builder, Object, Resolved, Table, UnionType};

pub(super) fn add(table: &mut Table) {
    table.unions.push(UnionType {
        name: "Party",
        about: "Who files NDCs: a country, or a group for its members.",
        members: vec!["Country", "PartyGroup"],
    });
    table.objects.extend([
        level::of_ndc(stakeholder::of_ndc(ndc())).finish(),
        document().finish(),
        level::of_target(ndc_link::of_national_target(national_target())).finish(),
        assessment().finish(),
        class().finish(),
    ]);
}

/// A place as a Party: the European Union is a group.
pub(super) fn party(place: PlaceId) -> Object {
    match place.place().standing {
        Standing::Group => Object::Group(union_group()),
        _ => Object::Country(place),
    }
}

fn ndc() -> Builder<NdcId> {
    Builder::<NdcId>::new("Ndc", "A nationally determined contribution under the Paris Agreement, as the register lists it.")
        .implements("Node")
        .key("id")
        .id("Stable id: who filed it and the day.", "ndc", |view| view.world.text(view.world[*view.it].key))
        .optional_object("party", "The country that filed it; null if a group filed it for its members.", |view| {
            let place = view.world[*view.it].filed_by;
            (place.place().standing != Standing::Group).then_some(place)
        })
        .field("filedBy", TypeRef::named_nn("Party"), "The country or group that filed it.", |view| {
            Resolved::Object(party(view.world[*view.it].filed_by))
        })
        .listed(
            "covers",
            "Countries it is filed for: the Party itself, or the members of the group, former ones included while the register lists it for them.",
            |view| view.world.links.places_of_ndc.of(view.it.index()),
        )
        .holding(5)
        .optional_int(
            "round",
            "1, 2 or 3 (NDC 3.0), by the register's title, number and version; null where they do not say.",
            |view| view.world[*view.it].round,
        )
        .text("title", "Title of its main document.", |view| view.world.text(view.world[*view.it].title))
        .entry("status", "Standing in the register: active while any of its documents is.", |view| view.world[*view.it].status)
        .optional_date("submittedOn", "Day of submission; null where the register gives none.", |view| {
            view.world[*view.it].submitted_on
        })
        .optional_date(
            "firstSeenOn",
            "Day of the first imported state of the register that lists it: it entered then, or since the state before; null only for data of an older kind.",
            |view| view.world[*view.it].first_seen_on,
        )
        .listed("documents", "Its documents: languages, addenda, translations.", |view| {
            view.world.links.documents_of_ndc.of(view.it.index())
        })
        .listed("targets", "National targets stated in it, as sources that read it say.", |view| {
            view.world.links.targets_of_ndc.of(view.it.index())
        })
        .object("provenance", "Where its main document is listed.", |view| Provenance(view.world[*view.it].record))
}

fn document() -> Builder<DocumentId> {
    Builder::<DocumentId>::new("NdcDocument", "A document of an NDC in the register.")
        .object("ndc", "The NDC it belongs to.", |view| view.world[*view.it].ndc)
        .field(
            "registeredFor",
            TypeRef::named_nn("Party"),
            "Under whose name the register lists it: each member of the European Union repeats the Union's documents.",
            |view| Resolved::Object(party(view.world[*view.it].registered_for)),
        )
        .text("title", "Title.", |view| view.world.text(view.world[*view.it].title))
        .entry("kind", "What it is.", |view| view.world[*view.it].kind)
        .optional_text("language", "Language, in the words of the register; null where left empty.", |view| {
            view.world.optional_text(view.world[*view.it].language)
        })
        .optional_text("version", "Version of the NDC in the register; null where left empty, as for NDC 3.0.", |view| {
            view.world.optional_text(view.world[*view.it].version)
        })
        .entry("status", "Standing in the register.", |view| view.world[*view.it].status)
        .optional_date("submittedOn", "Day of submission; null for most addenda.", |view| view.world[*view.it].submitted_on)
        .optional_text("url", "Where it is; null where the register gives no web address.", |view| {
            view.world.optional_text(view.world[*view.it].url)
        })
        .optional_text("fileName", "Original name of the file; null where not given.", |view| {
            view.world.optional_text(view.world[*view.it].file_name)
        })
        .object("provenance", "Where it is listed.", |view| Provenance(view.world[*view.it].record))
}

fn national_target() -> Builder<NationalTargetId> {
    let builder = Builder::<NationalTargetId>::new(
        "NdcTarget",
        "A national target, from an NDC or from elsewhere, as one source states it.",
    )
    .implements("Node")
    .key("id")
    .id("Stable id.", "ndc-target", |view| view.world.text(view.world[*view.it].key))
    .field("party", TypeRef::named_nn("Party"), "Whose target it is.", |view| {
        Resolved::Object(party(view.world[*view.it].party))
    })
    .entry("origin", "Where it was stated.", |view| view.world[*view.it].origin)
    .optional_object(
        "ndc",
        "The NDC that states it; null where it is not from an NDC, or the register lists none of that day.",
        |view| view.world[*view.it].ndc,
    );
    target::numbers(builder, |world, id| &world[*id].numbers, |id| Range::National(*id))
        .entry("conditionality", "Whether it depends on support from others.", |view| {
            view.world[*view.it].conditionality
        })
        .entry("bound", "Whether the numbers are exact or a bound.", |view| view.world[*view.it].bound)
        .optional_entry(
            "legalStatus",
            "How firmly it is anchored; null where the source has no statement.",
            |view| view.world[*view.it].legal_status,
        )
        .optional_date("submittedOn", "Day of submission of the NDC it is from; null for others.", |view| {
            view.world[*view.it].submitted_on
        })
        .field(
            "sectors",
            TypeRef::named_nn_list_nn("String"),
            "Sectors covered; empty where the source has no statement.",
            |view| words(view.world.optional_text(view.world[*view.it].sectors)),
        )
        .field(
            "gases",
            TypeRef::named_nn_list_nn("String"),
            "Gases covered; empty where the source has no statement.",
            |view| words(view.world.optional_text(view.world[*view.it].gases)),
        )
        .optional_text("sourceUrl", "Document the source read it from; null where none is given.", |view| {
            view.world.optional_text(view.world[*view.it].source_url)
        })
        .optional_entry(
            "landUse",
            "Whether it counts land use and forestry, by the sectors listed; null where none are listed.",
            |view| progress::land_use(view.world, *view.it),
        )
        .object(
            "progress",
            "How far it is reached, computed from national emissions; it can be computed again from the answer.",
            |view| ProgressOf(Arc::new(progress::of_national_target(view.world, *view.it))),
        )
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn words(list: Option<&str>) -> Resolved<'_> {
    let words = list.unwrap_or_default().split(',').filter(|word| !word.is_empty());
    Resolved::Texts(words.collect())
}

fn assessment() -> Builder<AssessmentId> {
    Builder::<AssessmentId>::new(
        "NdcAssessment",
        "What the NDC Explorer read in a contribution. Its classes, not a judgement of ours.",
    )
    .object("country", "Whose contribution.", |view| view.world[*view.it].place)
    .entry("assessed", "Which contribution.", |view| view.world[*view.it].assessed)
    .optional_text("baseYear", "Base year, in the words of the source; null where not stated.", |view| {
        view.world.optional_text(view.world[*view.it].base_year)
    })
    .optional_text(
        "stakeholders",
        "Who was consulted, in the words of the source; null where not stated.",
        |view| view.world.optional_text(view.world[*view.it].stakeholder_details),
    )
    .optional_text(
        "privateSector",
        "What is said of the private sector, in the words of the source; null where not stated.",
        |view| view.world.optional_text(view.world[*view.it].private_sector_details),
    )
    .objects("topics", "Topics that the source classified.", |view| {
        let classes = view.world[*view.it].classes.iter().enumerate();
        classes.filter(|(_, class)| class.is_some()).map(|(at, _)| ClassOf(*view.it, at)).collect()
    })
    .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn class() -> Builder<ClassOf> {
    Builder::<ClassOf>::new(
        "AssessedTopic",
        "A topic of an assessment, with the class that the source gave it.",
    )
    .text("topic", "The topic, as the source names it.", |view| TOPICS[view.it.1])
    .optional_int("class", "The class; never null.", |view| {
        view.world[view.it.0].classes[view.it.1].map(|class| class.class)
    })
    .optional_text(
        "meaning",
        "What the class means; null until the list of classes is imported.",
        |view| view.world.optional_text(view.world[view.it.0].classes[view.it.1]?.meaning),
    )
}

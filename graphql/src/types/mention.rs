//! What sources say of an actor each: the row it stands in, names, inhabitants, place.

use quipu_world::ids::{ActorNameId, MentionId, PopulationId};

use crate::table::object::{Location, Provenance};
use crate::table::{Builder, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([mention().finish(), name().finish(), population().finish(), location().finish()]);
}

fn mention() -> Builder<MentionId> {
    Builder::<MentionId>::new(
        "ActorMention",
        "An actor as one source lists it. Matching put several together.",
    )
    .id("The id it has, or would have, by itself. It keeps answering.", "actor", |view| {
        view.world.text(view.world[*view.it].key)
    })
    .optional_written(
        "mergedInto",
        "Id of the actor that it is part of, where that is another; null where the actor has this one's id.",
        |view, text| {
            let own = view.world[*view.it].key;
            let actor = view.world.actor_by_key(view.world.text(own))?;
            let key = view.world[actor].key;
            (key != own).then(|| super::write_id(text, "actor", view.world.text(key)))
        },
    )
    .text("name", "Name, as the source spells it.", |view| view.world.text(view.world[*view.it].name))
    .entry("type", "What kind of actor the source says it is.", |view| view.world[*view.it].kind)
    .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn name() -> Builder<ActorNameId> {
    Builder::<ActorNameId>::new("ActorName", "Another name of an actor.")
        .text("name", "The name, as its source spells it.", |view| view.world.text(view.world[*view.it].name))
        .optional_text("language", "Its language, BCP 47; null where the source does not say.", |view| {
            view.world.optional_text(view.world[*view.it].language)
        })
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn population() -> Builder<PopulationId> {
    Builder::<PopulationId>::new("Population", "Inhabitants of a city or region, as one source states them.")
        .count("people", "Inhabitants.", |view| view.world[*view.it].people)
        .optional_int("year", "Year of the count; null where not stated.", |view| view.world[*view.it].year)
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

fn location() -> Builder<Location> {
    Builder::<Location>::new("Location", "Where an actor lies, as the source to be shown first states it.")
        .float("latitude", "Degrees north.", |view| view.it.0.latitude)
        .float("longitude", "Degrees east.", |view| view.it.0.longitude)
        .object("provenance", "Where it was stated.", |view| Provenance(view.it.0.record))
}

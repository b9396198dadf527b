//! Levels that national targets imply, and where an NDC's own statements on them do not agree.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_world::ids::{NationalTargetId, NdcId};
use quipu_world::query::national_levels::{conflicts, of_national_target};

use super::{conflict, progress};
use crate::table::object::ImpliedLevelOf;
use crate::table::{Builder, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.push(implied_level().finish());
}

/// What an NDC's targets say of levels.
pub(super) fn of_ndc(builder: Builder<NdcId>) -> Builder<NdcId> {
    builder.objects("conflicts", "Where its own statements on the level of a year do not agree.", |view| {
        let targets = view.world.links.targets_of_ndc.of(view.it.index());
        conflict::objects(conflicts(view.world, targets))
    })
}

/// What a national target says of levels.
pub(super) fn of_target(builder: Builder<NationalTargetId>) -> Builder<NationalTargetId> {
    builder
        .objects(
            "levels",
            "Levels of emissions that it implies, one for each way in which it is stated; empty where its numbers give none.",
            |view| {
                let levels = of_national_target(view.world, *view.it).into_iter();
                levels.map(|level| ImpliedLevelOf(Arc::new(level))).collect()
            },
        )
        .objects("conflicts", "Where its own statements on that level do not agree.", |view| {
            conflict::objects(conflicts(view.world, &[*view.it]))
        })
}

fn implied_level() -> Builder<ImpliedLevelOf> {
    Builder::<ImpliedLevelOf>::new(
        "ImpliedLevel",
        "The level of emissions that a national target implies for its year, by one of its statements.",
    )
    .entry("kind", "By which of its statements.", |view| view.it.0.kind)
    .decimal("low", "The lower level, tonnes CO2e: the more demanding end of a range.", |view| {
        view.it.0.low.tco2e
    })
    .decimal("high", "The higher level, tonnes CO2e; equal where it is no range.", |view| view.it.0.high.tco2e)
    .written(
        "formula",
        TypeRef::named_nn("String"),
        "The formula for `high`, an arithmetic expression over the inputs by their names.",
        |view, text| text.push_str(&view.it.0.high.formula),
    )
    .field(
        "inputs",
        TypeRef::named_nn_list_nn("ProgressInput"),
        "What goes into the formula, each with where it was stated.",
        |view| progress::inputs(&view.it.0.high.inputs),
    )
    .boolean(
        "isFloored",
        "Whether the formula gives less than zero, which emissions without land use cannot be, and zero stands for it.",
        |view| view.it.0.low.is_floored,
    )
    .boolean(
        "usesNationalSeries",
        "Whether the emissions of the base year are those of a series of national emissions, because the target states none.",
        |view| view.it.0.is_from_series,
    )
}

//! Targets of actors, and the numbers that national targets share with them.

use std::sync::Arc;

use quipu_domain::vocabulary::{TargetKind, TargetMetric};
use quipu_world::World;
use quipu_world::ids::TargetId;
use quipu_world::query::progress;
use quipu_world::rows::Numbers;

use crate::table::object::{ProgressOf, Provenance, Range, Scopes};
use crate::table::{Argument, Arguments, Builder, InputType, Kind, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([super::ndc_link::of_target(target()).finish(), scopes().finish()]);
    table.inputs.push(InputType {
        name: "TargetFilter",
        about: "Which targets are wanted; what is left out does not matter.",
        fields: vec![
            Argument::list("kind", "TargetKind", "Of one of these kinds."),
            Argument::optional("isInterim", "Boolean", "A step on the way to another target, or not."),
            Argument::optional("targetYear", "Int", "Falling due in this year."),
        ],
    });
}

/// Which targets are wanted. What is not said does not matter.
pub(super) struct TargetFilter {
    kinds: Vec<TargetKind>,
    is_interim: Option<bool>,
    target_year: Option<i64>,
}

impl TargetFilter {
    /// The filter that an argument gives.
    pub(super) fn of(filter: Arguments<'_>) -> Self {
        Self {
            kinds: filter.entries("kind"),
            is_interim: filter.boolean("isInterim"),
            target_year: filter.int("targetYear"),
        }
    }

    /// Whether all are wanted.
    pub(super) fn is_everything(&self) -> bool {
        self.kinds.is_empty() && self.is_interim.is_none() && self.target_year.is_none()
    }

    /// Whether a target is wanted.
    pub(super) fn matches(&self, world: &World, id: TargetId) -> bool {
        let target = &world[id];
        let year = target.numbers.target_year.map(i64::from);
        (self.kinds.is_empty() || self.kinds.contains(&target.numbers.kind))
            && self.is_interim.is_none_or(|wanted| wanted == target.is_interim)
            && self.target_year.is_none_or(|wanted| year == Some(wanted))
    }
}

fn target() -> Builder<TargetId> {
    let target = Builder::<TargetId>::new("Target", "A target of an actor, as one source states it.")
        .implements("Node")
        .key("id")
        .id("Stable id.", "target", |view| view.world.text(view.world[*view.it].key))
        .object("actor", "Whose target it is.", |view| view.world[*view.it].actor);
    numbers(target, |world, id| &world[*id].numbers, |id| Range::Target(*id))
        .optional_text(
            "unit",
            "Unit of the values: `tCO2e`, or the unit of an intensity in the words of the source; null where neither applies.",
            |view| {
                let target = &view.world[*view.it];
                match target.numbers.metric {
                    TargetMetric::GhgEmissions => Some("tCO2e"),
                    _ => view.world.optional_text(target.intensity_unit),
                }
            },
        )
        .boolean("isInterim", "Whether it is a step on the way to another target.", |view| view.world[*view.it].is_interim)
        .object("scopes", "Which scopes of emissions it covers.", |view| Scopes(*view.it))
        .optional_entry("gases", "Which gases it covers; null where the source has no statement.", |view| view.world[*view.it].gases)
        .optional_entry("legalStatus", "How firmly it is anchored; null where the source has no statement, and for interim targets.", |view| {
            view.world[*view.it].legal_status
        })
        .optional_int("legalStatusYear", "Year that status was reached; null where not stated.", |view| {
            view.world[*view.it].legal_status_year
        })
        .optional_entry(
            "carbonCredits",
            "Whether bought credits may count towards it; null where the source has no statement. They never count here.",
            |view| view.world[*view.it].carbon_credits,
        )
        .optional_text("sourceUrl", "Document the source read it from; null where none is given.", |view| {
            view.world.optional_text(view.world[*view.it].source_url)
        })
        .optional_text("statement", "The target in the words of the actor; null where the source does not have them.", |view| {
            view.world.optional_text(view.world[*view.it].statement)
        })
        .optional_text("boundary", "What area or activity it covers, in the words of the source; null where not stated.", |view| {
            view.world.optional_text(view.world[*view.it].boundary)
        })
        .optional_object("initiative", "The initiative it was made under; null where none is named.", |view| {
            let key = view.world[*view.it].initiative_key?;
            view.world.initiative_by_key(view.world.text(key))
        })
        .optional_decimal(
            "selfStatedProgress",
            "How much of it is achieved, in percent of it, as the actor itself says; null where it does not.",
            |view| view.world[*view.it].achieved_percent,
        )
        .optional_int("selfStatedProgressYear", "Year of that statement; null where not stated.", |view| {
            view.world[*view.it].achieved_year
        })
        .optional_decimal(
            "reportedReduction",
            "The reduction achieved by that year, in percent of the base, as reported; below 0 where it rose; null where not stated.",
            |view| view.world[*view.it].achieved_reduction_percent,
        )
        .object("progress", "How far it is reached, computed from what was reported; it can be computed again from the answer.", |view| {
            ProgressOf(Arc::new(progress::of_target(view.world, *view.it)))
        })
        .object("provenance", "Where it was stated.", |view| Provenance(view.world[*view.it].record))
}

/// Fields of what a target says in numbers.
pub(super) fn numbers<T: Kind>(
    builder: Builder<T>,
    of: for<'w> fn(&'w World, &T) -> &'w Numbers,
    range: fn(&T) -> Range,
) -> Builder<T> {
    builder
        .entry("kind", "How it is expressed.", move |view| of(view.world, view.it).kind)
        .entry("metric", "What it is measured in.", move |view| of(view.world, view.it).metric)
        .optional_int(
            "baseYear",
            "Year it is compared with; null against business as usual, or where not stated.",
            move |view| of(view.world, view.it).base_year,
        )
        .optional_decimal(
            "baseValue",
            "Emissions in the base year, tonnes CO2e; null where not stated.",
            move |view| of(view.world, view.it).base_value_tco2e,
        )
        .optional_int("targetYear", "Year it falls due; null where not stated.", move |view| {
            of(view.world, view.it).target_year
        })
        .optional_decimal(
            "targetValue",
            "Level to reach in the target year, tonnes CO2e; null where not stated.",
            move |view| of(view.world, view.it).target_value_tco2e,
        )
        .optional_decimal(
            "bauValue",
            "What business as usual would give in the target year, tonnes CO2e; null where not stated.",
            move |view| of(view.world, view.it).bau_value_tco2e,
        )
        .optional_object(
            "reductionPercent",
            "Reduction in percent of the reference; null where not stated in percent.",
            move |view| {
                let numbers = of(view.world, view.it);
                numbers.reduction_low_percent.and(numbers.reduction_high_percent).map(|_| range(view.it))
            },
        )
        .optional_entry(
            "nullReason",
            "Why there is neither a percentage nor a level; null where there is one.",
            move |view| of(view.world, view.it).null_reason,
        )
}

fn scopes() -> Builder<Scopes> {
    let scope = |view: crate::table::View<'_, '_, Scopes>, at: usize| view.world[view.it.0].scopes[at];
    Builder::<Scopes>::new(
        "ScopeCoverage",
        "Which scopes of the GHG Protocol a target covers; null where the source has no statement.",
    )
    .optional_entry(
        "scope1",
        "Emissions from sources that it owns or controls; null where not stated.",
        move |view| scope(view, 0),
    )
    .optional_entry("scope2", "Emissions from energy that it buys; null where not stated.", move |view| {
        scope(view, 1)
    })
    .optional_entry(
        "scope3",
        "Other emissions along its value chain; null where not stated.",
        move |view| scope(view, 2),
    )
}

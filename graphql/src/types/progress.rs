//! Progress against a target: the number, how it came about, and what it does not say.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::Decimal;
use quipu_domain::formula::Input;
use quipu_domain::vocabulary::{Difference, Vocabulary};
use quipu_world::ids::RecordId;

use crate::table::object::{InputOf, ProgressCandidateOf, ProgressOf, ProgressPointOf, Provenance, Range};
use crate::table::{Builder, Resolved, Table, list};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([progress().finish(), candidate().finish(), point().finish(), input().finish()]);
}

/// A share as a number with a point.
pub(super) fn float(share: Decimal) -> Option<f64> {
    f64::try_from(share).ok()
}

/// Inputs of a formula as objects of the graph.
pub(super) fn inputs<'w>(inputs: &[Input<RecordId>]) -> Resolved<'w> {
    list(inputs.iter().map(|input| InputOf(Arc::new(input.clone()))))
}

const FORMULA: &str = "The formula, an arithmetic expression over the inputs by their names. Where the inputs are `p_low` and `p_high` in place of `p`, the interval lies between its two values.";
const INPUTS: &str =
    "What goes into the formula, each with where it was stated: enough to compute the value again.";

fn progress() -> Builder<ProgressOf> {
    let builder = Builder::<ProgressOf>::new(
        "Progress",
        "How far a target is reached: the share of the way from its base to what it asks for. Computed per target from what was reported; bought credits never count; not a judgement of the actor.",
    )
    .optional_float("value", "Share of the way that is done: 0.375 for 15 of 40 percent. Below 0 where it went the other way, above 1 beyond the target; never clamped; null with a reason beside it.", |view| {
        float(view.it.0.progress.value?)
    })
    .optional_float("clamped", "The same between 0 and 1, for bars on a screen only; null where `value` is null.", |view| {
        float(view.it.0.progress.value?.clamp(Decimal::ZERO, Decimal::ONE))
    })
    .optional_object("interval", "Between which values it lies, where the target is a range; null for others.", |view| {
        view.it.0.progress.interval.map(|(low, high)| Range::Made(low.round_dp(12), high.round_dp(12)))
    })
    .optional_float("expected", "Where the straight line from base year to target year is in the year reported; null without both years.", |view| {
        float(view.it.0.progress.expected?)
    })
    .optional_float("gap", "`value` less `expected`: above 0 where it is ahead of the straight line; null where one of them is.", |view| {
        let progress = &view.it.0.progress;
        float(progress.value? - progress.expected?)
    })
    .entry("status", "Where it stands.", |view| view.it.0.progress.status)
    .optional_entry("reason", "Why there is no value; null where there is one.", |view| view.it.0.progress.reason);
    origins(builder)
}

fn origins(builder: Builder<ProgressOf>) -> Builder<ProgressOf> {
    builder
        .written("formula", TypeRef::named_nn("String"), FORMULA, |view, text| {
            text.push_str(&view.it.0.progress.formula);
        })
        .field("inputs", TypeRef::named_nn_list_nn("ProgressInput"), INPUTS, |view| inputs(&view.it.0.progress.inputs))
        .optional_int("year", "The year reported that was used; null without a value, and where not stated.", |view| {
            view.it.0.progress.year
        })
        .objects("series", "Progress year by year, from comparable figures; empty where there are none.", |view| {
            view.it.0.progress.series.iter().copied().map(ProgressPointOf).collect()
        })
        .optional_int(
            "reachedYear",
            "The year in which it would be reached if it went on as from the base year to the year reported; null where it does not come nearer, or after 2150. Not a forecast.",
            |view| view.it.0.progress.reached_year,
        )
        .optional_float("selfStated", "What the actor itself says, as a share of the target, beside what was computed; null where it says nothing.", |view| {
            float(view.it.0.self_stated?)
        })
        .optional_int("selfStatedYear", "Year of that statement; null where not stated.", |view| view.it.0.self_stated_year)
        .entry("staleness", "How old the latest report is.", |view| view.it.0.staleness)
        .field("caveats", TypeRef::named_nn_list_nn("ProgressCaveat"), "What must be read with the value.", |view| {
            Resolved::Enums(view.it.0.progress.caveats.iter().map(|caveat| caveat.code()).collect())
        })
        .optional_object(
            "candidate",
            "What would come of figures that cannot be compared, where there are any, and never the value; null where there are none.",
            |view| view.it.0.candidate.as_ref().map(|_| ProgressCandidateOf(Arc::clone(&view.it.0))),
        )
}

fn candidate() -> Builder<ProgressCandidateOf> {
    fn of(it: &ProgressCandidateOf) -> &quipu_world::query::progress::Candidate {
        it.0.candidate.as_ref().expect("made only where there is a candidate")
    }
    Builder::<ProgressCandidateOf>::new(
        "ProgressCandidate",
        "Progress from figures that cannot be compared: shown so that anyone can see why it is not the value.",
    )
    .optional_float("value", "What would come of them; null where even that cannot be computed.", |view| {
        float(of(view.it).progress.value?)
    })
    .boolean("mixedSources", "Whether base and latest figure come from different families of sources.", |view| {
        of(view.it).differences.contains(&Difference::SourceFamily)
    })
    .field("differences", TypeRef::named_nn_list_nn("Difference"), "In what the figures differ.", |view| {
        Resolved::Enums(of(view.it).differences.iter().map(|difference| difference.code()).collect())
    })
    .written("formula", TypeRef::named_nn("String"), FORMULA, |view, text| {
        text.push_str(&of(view.it).progress.formula);
    })
    .field("inputs", TypeRef::named_nn_list_nn("ProgressInput"), INPUTS, |view| inputs(&of(view.it).progress.inputs))
}

fn point() -> Builder<ProgressPointOf> {
    Builder::<ProgressPointOf>::new("ProgressPoint", "Progress up to one year.")
        .int("year", "The year.", |view| view.it.0.year)
        .optional_float("value", "Share of the way that was done; never null today.", |view| {
            float(view.it.0.value)
        })
        .optional_float(
            "expected",
            "Where the straight line is in that year; null without base year and target year.",
            |view| float(view.it.0.expected?),
        )
}

fn input() -> Builder<InputOf> {
    Builder::<InputOf>::new("ProgressInput", "A number that goes into a formula.")
        .written("name", TypeRef::named_nn("String"), "Its name in the formula.", |view, text| {
            text.push_str(&view.it.0.name);
        })
        .decimal("value", "The number.", |view| view.it.0.value)
        .written(
            "unit",
            TypeRef::named_nn("String"),
            "Its unit: `tCO2e`, `percent`, or the unit of an intensity in the words of the source.",
            |view, text| {
                text.push_str(&view.it.0.unit);
            },
        )
        .optional_int("year", "The year it is of; null where it is of none.", |view| view.it.0.year)
        .object("provenance", "Where it was stated, down to the row as it was received.", |view| {
            Provenance(view.it.0.origin)
        })
}

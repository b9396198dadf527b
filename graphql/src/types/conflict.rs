//! Where sources differ, and which of them is shown first.

use std::sync::Arc;

use quipu_domain::precedence::default_reason;
use quipu_domain::vocabulary::{PrecedenceMetric, Vocabulary};
use quipu_world::ids::SourceId;
use quipu_world::query::conflicts::Conflict;

use crate::table::object::{CandidateOf, Differing, PrecedenceOf, Provenance};
use crate::table::{Builder, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([conflict().finish(), candidate().finish(), rule().finish()]);
}

/// Conflicts as objects of the graph.
pub(super) fn objects(conflicts: Vec<Conflict>) -> Vec<Differing> {
    conflicts.into_iter().map(|conflict| Differing(Arc::new(conflict))).collect()
}

/// The rules of precedence, one for each metric.
pub(super) fn rules() -> Vec<PrecedenceOf> {
    PrecedenceMetric::ALL.iter().map(|metric| PrecedenceOf(*metric)).collect()
}

fn conflict() -> Builder<Differing> {
    Builder::<Differing>::new("Conflict", "Statements on one thing and period that differ by more than rounding (1 %).")
        .text("subject", "What they are about: emissions, national emissions, inhabitants, a reduction, or the level of a national target.", |view| {
            view.it.0.subject
        })
        .optional_int("period", "The year they are about; of a reduction, the year it falls due; null where they are about none.", |view| {
            view.it.0.period
        })
        .objects("candidates", "The statements, the one that is shown first by the rule of precedence.", |view| {
            (0..view.it.0.candidates.len()).map(|at| CandidateOf(Arc::clone(&view.it.0), at)).collect()
        })
        .float(
            "spread",
            "Distance of the largest from the smallest, as a share of the larger: 0.5 where one is half of the other.",
            |view| view.it.0.spread,
        )
        .entry(
            "likelyReason",
            "Why they may differ, from what the sources state of themselves; never more than a hint.",
            |view| view.it.0.likely_reason,
        )
}

fn candidate() -> Builder<CandidateOf> {
    Builder::<CandidateOf>::new("ConflictCandidate", "One of several statements that differ.")
        .decimal("value", "The value.", |view| view.it.0.candidates[view.it.1].value)
        .text("unit", "Its unit: `tCO2e`, `percent` or `inhabitants`.", |view| {
            view.it.0.candidates[view.it.1].unit
        })
        .optional_int(
            "baseYear",
            "Base year of a reduction; null for others, and where not stated.",
            |view| view.it.0.candidates[view.it.1].base_year,
        )
        .object("provenance", "Where it was stated.", |view| {
            Provenance(view.it.0.candidates[view.it.1].record)
        })
}

fn rule() -> Builder<PrecedenceOf> {
    Builder::<PrecedenceOf>::new(
        "PrecedenceRule",
        "Which of several sources is shown first for a metric. The rule is data: import another table of metric, source and rank to change it.",
    )
    .entry("metric", "What the rule is for.", |view| view.it.0)
    .objects(
        "sources",
        "Sources that there are, the first first; those the rule does not name come last, by their short names.",
        |view| {
            let mut sources: Vec<SourceId> =
                (0..view.world.tables.sources.len()).map(|at| SourceId(at as u32)).collect();
            sources.sort_by_key(|source| view.world.precedence.rank(view.it.0, *source));
            sources
        },
    )
    .optional_text("reason", "Why; null for a rule that was imported.", |view| {
        view.world.precedence.rule(view.it.0).record.is_none().then(|| default_reason(view.it.0))
    })
    .optional_object("provenance", "Where the rule was stated; null for the one the service comes with.", |view| {
        view.world.precedence.rule(view.it.0).record.map(Provenance)
    })
}

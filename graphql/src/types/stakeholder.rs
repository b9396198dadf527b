//! Whether NDCs speak of non-Party stakeholders: the evidence of each, and how many do.

use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use quipu_domain::vocabulary::{EvidenceBasis, NdcStatus};
use quipu_world::World;
use quipu_world::ids::{NdcId, StakeholderEvidenceId, StakeholderMentionId};
use quipu_world::query::stakeholders::{Counted, NdcFilter, share};

use crate::error::ApiError;
use crate::table::object::{Dataset, Provenance, StakeholderCountOf, StakeholderPartOf, StakeholderShareOf};
use crate::table::{Argument, Arguments, Builder, Kind, Resolved, Table};

pub(super) fn add(table: &mut Table) {
    table.objects.extend([
        evidence().finish(),
        mention().finish(),
        share_type().finish(),
        part().finish(),
        count().finish(),
    ]);
}

/// Adds to an NDC whether it speaks of non-Party stakeholders.
pub(super) fn of_ndc(ndc: Builder<NdcId>) -> Builder<NdcId> {
    ndc.optional_object(
        "mentionsNonPartyStakeholders",
        "Whether it speaks of non-Party stakeholders, with the evidence that decides: any that says yes, else what saw most of the NDC and found nothing; null where no source looked.",
        |view| view.world.links.evidence_of_ndc.of(view.it.index()).first().copied(),
    )
    .listed(
        "stakeholderEvidence",
        "What each source tells of whether it speaks of non-Party stakeholders, what decides first.",
        |view| view.world.links.evidence_of_ndc.of(view.it.index()),
    )
}

/// Adds to the data as a whole how many NDCs speak of non-Party stakeholders.
pub(super) fn of_dataset(dataset: Builder<Dataset>) -> Builder<Dataset> {
    dataset
        .field_with(
            "nonPartyStakeholders",
            TypeRef::named_nn(StakeholderShareOf::NAME),
            "How many NDCs speak of non-Party stakeholders, and of how many it is known.",
            vec![
                Argument::list("status", "NdcStatus", "NDCs of one of these standings; of any if left out."),
                Argument::optional("round", "Int", "NDCs of this round; of any, and of none, if left out."),
            ],
            filter,
            |view, filter| {
                let counted = StakeholderShareOf(Arc::new(share(view.world, filter)));
                Ok(Resolved::Object(counted.into_object()))
            },
        )
        .costing(5_000)
}

fn filter(_: &World, arguments: &Arguments<'_>) -> Result<NdcFilter, ApiError> {
    let round = arguments.int("round").map(|round| i32::try_from(round).unwrap_or(i32::MAX));
    Ok(NdcFilter { statuses: arguments.entries::<NdcStatus>("status"), round })
}

fn evidence() -> Builder<StakeholderEvidenceId> {
    Builder::<StakeholderEvidenceId>::new(
        "Evidence",
        "What one source tells of whether an NDC speaks of non-Party stakeholders.",
    )
    .boolean(
        "value",
        "Whether it does; false where the source looked at what `basis` says and found nothing.",
        |view| view.world[*view.it].value,
    )
    .entry("basis", "What was looked at.", |view| view.world[*view.it].basis)
    .optional_text(
        "quote",
        "The text that says so, the first of several; null where nothing was found and the source has no words for it.",
        |view| view.world.optional_text(view.world[*view.it].quote),
    )
    .optional_text(
        "reference",
        "Where the document is; null for what a source read in it, whose record has the words.",
        |view| view.world.optional_text(view.world[*view.it].reference),
    )
    .optional_int(
        "position",
        "First character of the term in the text that was looked at, counted from 0; null where no term was looked for or found.",
        |view| view.world[*view.it].char_offset,
    )
    .object("source", "The source that tells it.", |view| view.world.source_of(view.world[*view.it].record))
    .objects(
        "mentions",
        "All places where the text of the NDC speaks of non-Party stakeholders; empty for other evidence.",
        |view| mentions(view.world, *view.it),
    )
    .object("provenance", "Where it was stated; the record of a text has the whole text.", |view| {
        Provenance(view.world[*view.it].record)
    })
}

fn mentions(world: &World, id: StakeholderEvidenceId) -> Vec<StakeholderMentionId> {
    let evidence = &world[id];
    if evidence.basis != EvidenceBasis::NdcText {
        return Vec::new();
    }
    let of_ndc = world.links.stakeholder_mentions_of_ndc.of(evidence.ndc.index()).iter().copied();
    of_ndc.filter(|mention| world[world[*mention].text].record == evidence.record).collect()
}

fn mention() -> Builder<StakeholderMentionId> {
    Builder::<StakeholderMentionId>::new(
        "StakeholderMention",
        "A place where the text of an NDC speaks of a non-Party stakeholder.",
    )
    .entry("stakeholder", "Whom it speaks of.", |view| view.world[*view.it].stakeholder)
    .text("term", "The term that was found, as the list of terms has it.", |view| {
        view.world.text(view.world[*view.it].term)
    })
    .int("position", "First character of the term in the text, counted from 0.", |view| {
        view.world[*view.it].char_offset
    })
    .text("quote", "The text around it, on one line.", |view| view.world.text(view.world[*view.it].quote))
}

fn share_type() -> Builder<StakeholderShareOf> {
    Builder::<StakeholderShareOf>::new(
        "StakeholderShare",
        "How many NDCs speak of non-Party stakeholders. The texts known are those of at most 50,000 characters, a biased sample: longer NDCs are missing.",
    )
    .count("ndcs", "NDCs that were counted, whether anything is known of them or not.", |view| {
        view.it.0.ndcs as i64
    })
    .count("known", "Those of which a source tells it: the denominator.", |view| view.it.0.all.known as i64)
    .count("mentioning", "Those that speak of non-Party stakeholders: the numerator.", |view| {
        view.it.0.all.mentioning as i64
    })
    .optional_float("share", "The numerator as a share of the denominator; null where it is known of none.", |view| {
        view.it.0.all.share()
    })
    .objects("byBasis", "The same by what was looked at; an NDC with several kinds of evidence counts with each.", |view| {
        (0..view.it.0.by_basis.len()).map(|at| StakeholderPartOf(Arc::clone(&view.it.0), at)).collect()
    })
    .objects("byStakeholder", "NDCs whose text speaks of each stakeholder; only those with a text are looked at.", |view| {
        (0..view.it.0.by_stakeholder.len()).map(|at| StakeholderCountOf(Arc::clone(&view.it.0), at)).collect()
    })
}

fn part() -> Builder<StakeholderPartOf> {
    fn counted(it: &StakeholderPartOf) -> Counted {
        it.0.by_basis[it.1].1
    }
    Builder::<StakeholderPartOf>::new(
        "StakeholderSharePart",
        "How many NDCs speak of non-Party stakeholders, by one kind of evidence.",
    )
    .entry("basis", "What was looked at.", |view| view.it.0.by_basis[view.it.1].0)
    .count("known", "NDCs with such evidence.", |view| counted(view.it).known as i64)
    .count("mentioning", "Those of which it says that they do.", |view| counted(view.it).mentioning as i64)
    .optional_float(
        "share",
        "The second as a share of the first; null where there is no such evidence.",
        |view| counted(view.it).share(),
    )
}

fn count() -> Builder<StakeholderCountOf> {
    Builder::<StakeholderCountOf>::new(
        "StakeholderCount",
        "How many NDCs speak of one kind of stakeholder in their text.",
    )
    .entry("stakeholder", "The stakeholder.", |view| view.it.0.by_stakeholder[view.it.1].0)
    .count("ndcs", "NDCs whose text speaks of it.", |view| view.it.0.by_stakeholder[view.it.1].1 as i64)
}

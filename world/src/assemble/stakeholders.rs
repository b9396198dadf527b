//! What sources tell of whether an NDC speaks of non-Party stakeholders, each with its evidence.
//!
//! Texts belong to the NDC of their Party and day, as national targets do. The NDC Explorer's first
//! assessment and CAIT's excerpts are of "the first NDC": they are attached only where the register
//! leaves no doubt which that is (`quipu_domain::ndc::certain_first`).

use std::collections::{HashMap, HashSet};

use quipu_domain::ndc::{Filed, certain_first};
use quipu_domain::stakeholder;
use quipu_domain::vocabulary::{AssessedNdc, EvidenceBasis, NdcTopic};
use quipu_entities::{ndc_text, ndc_text_mention};

use super::Assembly;
use super::countries::{is_union_member, union};
use super::national_targets::nearest_ndc;
use crate::adjacency::Adjacency;
use crate::ids::{NdcId, NdcTextId, PlaceId, RecordId, StakeholderEvidenceId, StakeholderMentionId};
use crate::rows::{NdcText, StakeholderEvidence, StakeholderMention};

/// Adds texts, what they say of stakeholders, and what others read. Needs NDCs, assessments, excerpts.
pub(super) fn stakeholders(
    assembly: &mut Assembly,
    texts: &[ndc_text::Model],
    mentions: &[ndc_text_mention::Model],
) {
    add_texts(assembly, texts);
    add_mentions(assembly, mentions);
    first_ndcs(assembly);
    let mut evidence = of_texts(assembly);
    evidence.extend(of_assessments(assembly));
    evidence.extend(of_excerpts(assembly));
    // What says yes first, then what saw more of the NDC.
    evidence.sort_by_key(|row| (row.ndc, !row.value, row.basis, row.record));
    let ndcs = evidence.iter().enumerate().map(|(at, row)| (row.ndc.index(), StakeholderEvidenceId::at(at)));
    assembly.links.evidence_of_ndc = Adjacency::new(assembly.tables.ndcs.len(), ndcs.collect::<Vec<_>>());
    assembly.tables.stakeholder_evidence = evidence;
}

fn add_texts(assembly: &mut Assembly, texts: &[ndc_text::Model]) {
    let mut seen = HashSet::new();
    for text in texts {
        let Some(place) = PlaceId::of(&text.party) else { continue };
        let filer = if is_union_member(place.place()) { union() } else { place };
        let ndc = nearest_ndc(assembly, filer, text.submitted_on);
        let row = NdcText {
            ndc,
            place,
            reference: assembly.optional(text.url.as_deref().or(text.file_name.as_deref())),
            // Members of the Union repeat one text.
            is_repeated: !seen.insert((ndc, &text.text)),
            record: assembly.record(text.record_id),
        };
        assembly.tables.ndc_texts.push(row);
    }
}

fn add_mentions(assembly: &mut Assembly, mentions: &[ndc_text_mention::Model]) {
    let texts = assembly.tables.ndc_texts.iter().enumerate().filter(|(_, text)| !text.is_repeated);
    let texts: HashMap<RecordId, (NdcTextId, NdcId)> =
        texts.filter_map(|(at, text)| Some((text.record, (NdcTextId::at(at), text.ndc?)))).collect();
    let mut owners = Vec::new();
    for mention in mentions {
        let Some((text, ndc)) = texts.get(&assembly.record(mention.record_id)) else { continue };
        owners.push((ndc.index(), StakeholderMentionId::at(assembly.tables.stakeholder_mentions.len())));
        let row = StakeholderMention {
            stakeholder: mention.stakeholder.0,
            term: assembly.text(&mention.term),
            char_offset: mention.char_offset,
            quote: assembly.text(&mention.excerpt),
            text: *text,
        };
        assembly.tables.stakeholder_mentions.push(row);
    }
    assembly.links.stakeholder_mentions_of_ndc = Adjacency::new(assembly.tables.ndcs.len(), owners);
}

/// Which NDC of each Party is certain to be its first.
fn first_ndcs(assembly: &mut Assembly) {
    let version_one = |ndc: usize| {
        let documents = assembly.links.documents_of_ndc.of(ndc).iter();
        let versions = documents.filter_map(|id| assembly.tables.documents[id.index()].version);
        versions.map(|version| assembly.strings.get(version)).any(|version| ["1", "1.0"].contains(&version))
    };
    let first = PlaceId::all().filter_map(|place| {
        let ndcs = assembly.tables.ndcs.iter().enumerate().filter(|(_, ndc)| ndc.filed_by == place);
        let ndcs: Vec<_> = ndcs.collect();
        let filed = ndcs
            .iter()
            .map(|(at, ndc)| Filed { submitted_on: ndc.submitted_on, is_version_one: version_one(*at) });
        let found = certain_first(&filed.collect::<Vec<_>>())?;
        Some((place, NdcId::at(ndcs[found].0)))
    });
    assembly.tables.first_ndcs = first.collect();
}

fn of_texts(assembly: &Assembly) -> Vec<StakeholderEvidence> {
    let texts = assembly.tables.ndc_texts.iter().enumerate().filter(|(_, text)| !text.is_repeated);
    let evidence = texts.filter_map(|(at, text)| {
        let ndc = text.ndc?;
        let mentions = assembly.links.stakeholder_mentions_of_ndc.of(ndc.index()).iter();
        let mut mentions = mentions.map(|id| &assembly.tables.stakeholder_mentions[id.index()]);
        let first = mentions.find(|mention| mention.text == NdcTextId::at(at));
        Some(StakeholderEvidence {
            ndc,
            value: first.is_some(),
            basis: EvidenceBasis::NdcText,
            quote: first.map(|mention| mention.quote),
            reference: text.reference,
            char_offset: first.map(|mention| mention.char_offset),
            record: text.record,
        })
    });
    evidence.collect()
}

/// Class of an assessment: consulting stakeholders is not indicated.
const NOT_INDICATED: i32 = 1;
/// Class of an assessment: who was consulted is named.
const NAMED: i32 = 3;

/// What the NDC Explorer read of who was consulted. Where it only says that somebody was, nobody knows
/// whether they were non-Party stakeholders, and it tells nothing here.
fn of_assessments(assembly: &Assembly) -> Vec<StakeholderEvidence> {
    let first = assembly.tables.assessments.iter().filter(|row| row.assessed == AssessedNdc::First);
    let evidence = first.filter_map(|row| {
        let ndc = *assembly.tables.first_ndcs.get(&row.place)?;
        let details = row.stakeholder_details.map(|details| assembly.strings.get(details));
        let value = match (row.classes[1]?.class, details) {
            (NOT_INDICATED, _) => false,
            (NAMED, Some(details)) => !stakeholder::mentions(details).is_empty(),
            _ => return None,
        };
        Some(StakeholderEvidence {
            ndc,
            value,
            basis: EvidenceBasis::Assessment,
            quote: row.stakeholder_details,
            reference: None,
            char_offset: None,
            record: row.record,
        })
    });
    evidence.collect()
}

/// What CAIT's excerpts on planning say. Where the source found no statement on planning, it tells nothing.
fn of_excerpts(assembly: &mut Assembly) -> Vec<StakeholderEvidence> {
    let planning = assembly.tables.excerpts.iter().filter(|row| row.topic == NdcTopic::PlanningProcesses);
    let found: Vec<(NdcId, RecordId, Option<stakeholder::Mention>)> = planning
        .filter_map(|row| {
            let ndc = *assembly.tables.first_ndcs.get(&row.place)?;
            if row.label.is_some_and(|label| assembly.strings.get(label) == NOT_SPECIFIED) {
                return None;
            }
            let mentions = stakeholder::mentions(assembly.strings.get(row.excerpt));
            Some((ndc, row.record, mentions.into_iter().next()))
        })
        .collect();
    let evidence = found.into_iter().map(|(ndc, record, mention)| StakeholderEvidence {
        ndc,
        value: mention.is_some(),
        basis: EvidenceBasis::PlanningExcerpt,
        quote: mention.as_ref().map(|mention| assembly.text(&mention.excerpt)),
        reference: None,
        char_offset: mention.map(|mention| i32::try_from(mention.char_offset).unwrap_or(i32::MAX)),
        record,
    });
    evidence.collect()
}

/// In place of a category, where a source found no statement on a topic.
const NOT_SPECIFIED: &str = "Not Specified";

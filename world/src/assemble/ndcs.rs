//! NDCs from the documents that the register lists.
//!
//! The register lists files. Files of one Party submitted on one day are one NDC. What is only
//! an addendum or a translation belongs to the NDC of the same version, or else to the latest
//! one before it. Rows under a member of the European Union that repeat the Union's NDC belong
//! to the Union's; their days differ (a member's first row bears the day it ratified), so the
//! Union's days of submission are those of its own rows, and those on which at least five
//! members are listed.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use quipu_domain::ndc::{Listed, names_the_union, round};
use quipu_domain::vocabulary::{NdcDocumentKind, NdcStatus};
use quipu_entities::ndc_document;

use super::Assembly;
use super::countries::{is_union_member, union};
use crate::adjacency::Adjacency;
use crate::build::Facts;
use crate::ids::{DocumentId, NdcId, PlaceId};
use crate::rows::{Document, Ndc};

/// So many members listed on one day make it a day of submission by the Union.
const MEMBERS_OF_A_FILING: usize = 5;

/// Documents of one NDC in the making, in the order of the register.
type Filing<'a> = Vec<&'a ndc_document::Model>;
/// NDCs of each Party by day; `None` for one without any dated document.
type Filings<'a> = BTreeMap<(PlaceId, Option<NaiveDate>), Filing<'a>>;

pub(super) fn ndcs(assembly: &mut Assembly, facts: &mut Facts) {
    let documents = std::mem::take(&mut facts.ndc_document);
    let first_seen = &facts.first_seen;
    let mut filings = filings(&documents);
    if let Some(day) = assembly.version.valid_on {
        keep_submitted(&mut filings, day);
    }
    let mut covered = Vec::new();
    for ((party, day), filing) in filings.iter().rev() {
        let id = NdcId::at(assembly.tables.ndcs.len());
        let ndc = ndc_row(assembly, *party, *day, filing, first_seen);
        assembly.tables.ndcs.push(ndc);
        covered.push((party.index(), id));
        let registered = filing.iter().filter_map(|document| PlaceId::of(&document.party));
        let members = PlaceId::all().filter(|place| *party == union() && is_union_member(place.place()));
        covered.extend(
            registered.chain(members).filter(|place| place != party).map(|place| (place.index(), id)),
        );
        for document in filing {
            let row = document_row(assembly, id, document);
            assembly.tables.documents.push(row);
        }
    }
    covered.sort_unstable();
    covered.dedup();
    let date = |(_, ndc): &(usize, NdcId)| std::cmp::Reverse(assembly.tables.ndcs[ndc.index()].submitted_on);
    covered.sort_by_key(|pair| (pair.0, date(pair)));
    let places = quipu_domain::place::places().len();
    let countries = covered.iter().filter(|(place, _)| *place != union().index());
    let of_ndc = countries.map(|(place, ndc)| (ndc.index(), PlaceId::at(*place)));
    assembly.links.places_of_ndc = Adjacency::new(assembly.tables.ndcs.len(), of_ndc.collect::<Vec<_>>());
    assembly.links.ndcs_of_place = Adjacency::new(places, covered);
    let of_ndc: Vec<_> = assembly
        .tables
        .documents
        .iter()
        .enumerate()
        .map(|(at, row)| (row.ndc.index(), DocumentId::at(at)))
        .collect();
    assembly.links.documents_of_ndc = Adjacency::new(assembly.tables.ndcs.len(), of_ndc);
}

/// Gathers documents to NDCs.
fn filings(documents: &[ndc_document::Model]) -> Filings<'_> {
    let mut by_filer: BTreeMap<PlaceId, Filing<'_>> = BTreeMap::new();
    for document in documents {
        if let Some(filer) = filer(document) {
            by_filer.entry(filer).or_default().push(document);
        }
    }
    let mut filings = Filings::new();
    for (filer, documents) in by_filer {
        let days = filing_days(filer, &documents);
        for document in documents {
            filings.entry((filer, filing_day(filer, document, &days))).or_default().push(document);
        }
    }
    filings
}

/// Leaves out what was submitted after a day; an undated document goes with its NDC.
fn keep_submitted(filings: &mut Filings<'_>, day: NaiveDate) {
    let had_come = |submitted: Option<NaiveDate>| submitted.is_none_or(|submitted| submitted <= day);
    filings.retain(|(_, filed), documents| {
        documents.retain(|document| had_come(document.submitted_on));
        had_come(*filed) && !documents.is_empty()
    });
}

/// Who filed a document: the Union, if it or its title says so or a member is listed.
fn filer(document: &ndc_document::Model) -> Option<PlaceId> {
    let party = PlaceId::of(&document.party)?;
    let of_union = is_union_member(party.place()) || names_the_union(&document.title);
    Some(if of_union { union() } else { party })
}

/// Days on which a Party submitted an NDC, with the versions then submitted.
fn filing_days(filer: PlaceId, documents: &Filing<'_>) -> BTreeMap<NaiveDate, Vec<Option<String>>> {
    let mut days: BTreeMap<NaiveDate, Filing<'_>> = BTreeMap::new();
    for document in documents.iter().filter(|document| is_ndc(document)) {
        if let Some(day) = document.submitted_on {
            days.entry(day).or_default().push(document);
        }
    }
    if filer == union() {
        let own = |document: &&ndc_document::Model| PlaceId::of(&document.party) == Some(filer);
        let counted = |listed: &Filing<'_>| listed.iter().any(own) || listed.len() >= MEMBERS_OF_A_FILING;
        if days.values().any(counted) {
            days.retain(|_, listed| counted(listed));
        }
    }
    let versions = |listed: Filing<'_>| listed.iter().map(|document| document.version.clone()).collect();
    days.into_iter().map(|(day, listed)| (day, versions(listed))).collect()
}

/// The day of the NDC that a document belongs to.
fn filing_day(
    filer: PlaceId,
    document: &ndc_document::Model,
    days: &BTreeMap<NaiveDate, Vec<Option<String>>>,
) -> Option<NaiveDate> {
    if let Some(day) = document.submitted_on {
        if days.contains_key(&day) {
            return Some(day);
        }
        let before = days.range(..=day).next_back();
        return before.or_else(|| days.iter().next()).map(|(day, _)| *day);
    }
    let same_version =
        |(_, versions): &(&NaiveDate, &Vec<Option<String>>)| versions.contains(&document.version);
    let mut latest_first = days.iter().rev();
    let found = if filer == union() || document.version.is_some() || document.number.is_none() {
        latest_first.find(same_version)
    } else {
        None
    };
    found.or_else(|| days.iter().next_back()).map(|(day, _)| *day)
}

/// Whether a document is an NDC itself. Older states do not say for archived files: most are.
fn is_ndc(document: &ndc_document::Model) -> bool {
    matches!(document.kind.0, NdcDocumentKind::Ndc | NdcDocumentKind::Unspecified)
}

/// The document an NDC is named by: the NDC itself rather than an addendum, the filer's own
/// row rather than a member's, one in force rather than an archived one, in English if there is.
fn main_document<'a>(party: PlaceId, filing: &[&'a ndc_document::Model]) -> &'a ndc_document::Model {
    filing
        .iter()
        .copied()
        .min_by_key(|document| {
            (
                !is_ndc(document),
                PlaceId::of(&document.party) != Some(party),
                document.status.0 != NdcStatus::Active,
                document.language.as_deref() != Some("English"),
                document.record_id,
            )
        })
        .expect("an NDC has at least one document")
}

fn ndc_row(
    assembly: &mut Assembly,
    party: PlaceId,
    day: Option<NaiveDate>,
    filing: &[&ndc_document::Model],
    first_seen: &HashMap<i64, NaiveDate>,
) -> Ndc {
    let main = main_document(party, filing);
    let listed = |document: &ndc_document::Model| {
        round(Listed {
            title: &document.title,
            number: document.number.as_deref(),
            version: document.version.as_deref(),
            submitted_on: day,
        })
    };
    let others = filing.iter().filter(|document| is_ndc(document));
    let active = filing.iter().any(|document| is_ndc(document) && document.status.0 == NdcStatus::Active);
    let day_text = day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    Ndc {
        key: assembly.text(&format!("{}:{day_text}", party.place().iso3)),
        filed_by: party,
        title: assembly.text(&main.title),
        round: listed(main).or_else(|| others.clone().find_map(|document| listed(document))),
        status: if active { NdcStatus::Active } else { main.status.0 },
        submitted_on: day,
        first_seen_on: filing
            .iter()
            .filter_map(|document| first_seen.get(&document.record_id))
            .min()
            .copied(),
        record: assembly.record(main.record_id),
    }
}

fn document_row(assembly: &mut Assembly, ndc: NdcId, document: &ndc_document::Model) -> Document {
    Document {
        ndc,
        registered_for: PlaceId::of(&document.party).unwrap_or_else(union),
        title: assembly.text(&document.title),
        kind: document.kind.0,
        language: assembly.optional(document.language.as_deref()),
        version: assembly.optional(document.version.as_deref()),
        status: document.status.0,
        submitted_on: document.submitted_on,
        url: assembly.optional(document.url.as_deref()),
        file_name: assembly.optional(document.file_name.as_deref()),
        record: assembly.record(document.record_id),
    }
}

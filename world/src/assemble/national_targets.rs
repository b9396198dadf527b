//! National targets: each once, linked to the NDC that states it.
//!
//! Sources that read NDCs give the day of submission a few days off the register's at times, and
//! state one NDC in two tables. So a target belongs to the NDC whose day is nearest, within a
//! week; what one source states twice of one NDC is one target.

use std::collections::HashSet;

use chrono::NaiveDate;
use quipu_domain::vocabulary::{NationalTargetOrigin, NdcStatus};
use quipu_entities::ndc_target;

use super::Assembly;
use super::countries::{is_union_member, union};
use crate::adjacency::Adjacency;
use crate::build::Facts;
use crate::ids::{NationalTargetId, NdcId, PlaceId};
use crate::rows::NationalTarget;

/// A day of submission may be so many days off that of the register.
const DAYS_OFF: i64 = 7;

pub(super) fn national_targets(assembly: &mut Assembly, facts: &mut Facts) {
    let mut targets = std::mem::take(&mut facts.ndc_target);
    targets.sort_by_cached_key(|target| {
        let stated = (target.party.clone(), target.target_year, target.slot.clone());
        (stated, assembly.source(target.record_id).to_owned(), target.record_id, target.position)
    });
    let mut stated = HashSet::new();
    for target in &targets {
        let Some(party) = PlaceId::of(&target.party) else { continue };
        let ndc = target.submitted_on.and_then(|day| nearest_ndc(assembly, party, day));
        let source = assembly.source(target.record_id).to_owned();
        if stated.insert((source, target.party.clone(), what(target, ndc))) {
            let row = row(assembly, party, ndc, target);
            assembly.tables.national_targets.push(row);
        }
    }
    link(assembly);
}

/// What a target is, within its source and Party: of an NDC, which of its targets.
fn what(target: &ndc_target::Model, ndc: Option<NdcId>) -> String {
    match (ndc, target.slot.split_once('/')) {
        (Some(ndc), Some((_day, which))) => format!("{}/{which}", ndc.0),
        _ => target.slot.clone(),
    }
}

/// The NDC submitted by a Party nearest to a day, if any within a week.
pub(super) fn nearest_ndc(assembly: &Assembly, party: PlaceId, day: NaiveDate) -> Option<NdcId> {
    let ndcs = assembly.tables.ndcs.iter().enumerate().filter(|(_, ndc)| ndc.filed_by == party);
    let distances = ndcs.filter_map(|(at, ndc)| Some(((ndc.submitted_on? - day).num_days().abs(), at)));
    let nearest = distances.filter(|(days, _)| *days <= DAYS_OFF).min()?;
    Some(NdcId::at(nearest.1))
}

fn link(assembly: &mut Assembly) {
    let rows = assembly.tables.national_targets.iter().enumerate();
    let of_ndc = rows.filter_map(|(at, row)| Some((row.ndc?.index(), NationalTargetId::at(at))));
    assembly.links.targets_of_ndc = Adjacency::new(assembly.tables.ndcs.len(), of_ndc.collect::<Vec<_>>());
    let mut of_place = Vec::new();
    for (at, row) in assembly.tables.national_targets.iter().enumerate() {
        if !in_force(assembly, row) {
            continue;
        }
        of_place.push((row.party.index(), NationalTargetId::at(at)));
        if row.party == union() {
            let members = PlaceId::all().filter(|place| is_union_member(place.place()));
            of_place.extend(members.map(|place| (place.index(), NationalTargetId::at(at))));
        }
    }
    assembly.links.targets_of_place = Adjacency::new(quipu_domain::place::places().len(), of_place);
}

/// A target of an NDC is in force with its NDC. Where the register lists no NDC of the Party at
/// all, that of the latest submission stands. Any other is in force as long as its source states it.
fn in_force(assembly: &Assembly, target: &NationalTarget) -> bool {
    if target.origin == NationalTargetOrigin::National {
        return true;
    }
    if let Some(ndc) = target.ndc {
        return assembly.tables.ndcs[ndc.index()].status == NdcStatus::Active;
    }
    let listed = assembly.tables.ndcs.iter().any(|ndc| ndc.filed_by == target.party);
    let others = assembly.tables.national_targets.iter();
    let of_party = others.filter(|other| other.party == target.party && other.origin == target.origin);
    !listed && of_party.map(|other| other.submitted_on).max() == Some(target.submitted_on)
}

fn row(
    assembly: &mut Assembly,
    party: PlaceId,
    ndc: Option<NdcId>,
    target: &ndc_target::Model,
) -> NationalTarget {
    let key = format!("{}:{}:{}", target.party, assembly.source(target.record_id), target.slot);
    NationalTarget {
        key: assembly.text(&key),
        party,
        origin: target.origin.0,
        ndc,
        numbers: numbers!(target),
        conditionality: target.conditionality.0,
        bound: target.bound.0,
        legal_status: target.legal_status.map(|code| code.0),
        submitted_on: target.submitted_on,
        sectors: assembly.optional(target.sectors.as_deref()),
        gases: assembly.optional(target.gases.as_deref()),
        source_url: assembly.optional(target.source_url.as_deref()),
        record: assembly.record(target.record_id),
    }
}

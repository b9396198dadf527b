//! Sectors of targets of actors and of national targets, in the one list that both map to.

use hashbrown::HashMap;
use quipu_domain::sector::{Scheme, Sectors, mapped, named_in, of_boundary, of_national_target};
use quipu_domain::vocabulary::{AssessedNdc, NdcTopic, Vocabulary};

use super::Assembly;
use crate::rows::{NationalTarget, TOPICS, Target};
use crate::strings::Text;

/// Adds the sectors of all targets. Needs initiatives, and which NDCs are first ones.
pub(super) fn sectors(assembly: &mut Assembly) {
    let mut known = Known::default();
    let targets = assembly.tables.targets.iter();
    let of_targets = targets.map(|target| of_target(assembly, &mut known, target)).collect();
    let national = assembly.tables.national_targets.iter();
    let of_national = national.map(|target| of_national(assembly, target)).collect();
    assembly.tables.target_sectors = of_targets;
    assembly.tables.national_target_sectors = of_national;
}

/// What texts map to: each is looked up once.
#[derive(Default)]
struct Known {
    boundaries: HashMap<Text, Sectors>,
    industries: HashMap<Text, Sectors>,
    initiatives: Option<HashMap<Text, Sectors>>,
}

/// What the target says that it covers; else the sector of its actor; else the topics of the initiative
/// that it was made under.
fn of_target(assembly: &Assembly, known: &mut Known, target: &Target) -> Sectors {
    let boundary = target
        .boundary
        .map(|text| *known.boundaries.entry(text).or_insert_with(|| of_boundary(assembly.strings.get(text))));
    let industry = || {
        let text = assembly.tables.actors[target.actor.index()].industry?;
        let mapped = || mapped(Scheme::Industry, assembly.strings.get(text));
        Some(*known.industries.entry(text).or_insert_with(mapped))
    };
    let stated = boundary.filter(|sectors| !sectors.is_empty()).or_else(industry);
    if let Some(sectors) = stated.filter(|sectors| !sectors.is_empty()) {
        return sectors;
    }
    let Some(key) = target.initiative_key else { return Sectors::NONE };
    let initiatives = known.initiatives.get_or_insert_with(|| of_initiatives(assembly));
    initiatives.get(&key).copied().unwrap_or_default()
}

fn of_initiatives(assembly: &Assembly) -> HashMap<Text, Sectors> {
    let initiatives = assembly.tables.initiatives.iter().map(|row| {
        let topics = row.topics.iter().map(|topic| mapped(Scheme::InitiativeTopic, topic.code()));
        (row.key, topics.fold(Sectors::NONE, Sectors::or))
    });
    initiatives.collect()
}

/// The codes that its source states; else, of a target of a first NDC, what others read in that NDC.
fn of_national(assembly: &Assembly, target: &NationalTarget) -> Sectors {
    let codes = target.sectors.map(|codes| assembly.strings.get(codes));
    let stated = codes.map(of_national_target).unwrap_or_default();
    let first = assembly.tables.first_ndcs.get(&target.party);
    if !stated.is_empty() || target.ndc.is_none() || target.ndc.as_ref() != first {
        return stated;
    }
    let covered = covered(assembly, target);
    if covered.is_empty() { assessed(assembly, target) } else { covered }
}

/// Sectors that an excerpt says the first NDC covers.
fn covered(assembly: &Assembly, target: &NationalTarget) -> Sectors {
    let excerpts = assembly.tables.excerpts.iter();
    let of_party = excerpts.filter(|row| row.place == target.party && row.topic == NdcTopic::CoverageSectors);
    let sectors = of_party.map(|row| {
        let label = row.label.map(|label| mapped(Scheme::CoverageLabel, assembly.strings.get(label)));
        label.unwrap_or_default().or(named_in(assembly.strings.get(row.excerpt)))
    });
    sectors.fold(Sectors::NONE, Sectors::or)
}

/// The least class of a topic that an NDC mentions; 1 is "not indicated".
const MENTIONED: i32 = 2;

/// Sectors that the NDC Explorer found in the first NDC.
fn assessed(assembly: &Assembly, target: &NationalTarget) -> Sectors {
    let assessments = assembly.tables.assessments.iter();
    let of_first = assessments.filter(|row| row.place == target.party && row.assessed == AssessedNdc::First);
    let topics = of_first.flat_map(|row| row.classes.iter().zip(TOPICS));
    let mentioned = topics.filter(|(class, _)| class.is_some_and(|class| class.class >= MENTIONED));
    mentioned.fold(Sectors::NONE, |all, (_, topic)| all.or(mapped(Scheme::AssessedTopic, topic)))
}

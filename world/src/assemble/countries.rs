//! Countries: names, groups, emissions, assessments.

use std::collections::HashMap;

use quipu_domain::place::{EUROPEAN_UNION, Place, Standing};
use quipu_domain::vocabulary::{PartyGroupCode, PrecedenceMetric, Vocabulary};
use quipu_entities::{country_name, ndc_assessment};

use super::Assembly;
use crate::adjacency::Adjacency;
use crate::build::Facts;
use crate::ids::{AssessmentId, CountryNameId, EmissionsId, ExcerptId, GroupId, PartyId, PlaceId};
use crate::rows::{
    Assessment, Class, CountryName, Emissions, Excerpt, Group, Income, NationalPopulation, Party, TOPICS,
};
use crate::strings::Text;

/// Order in which forms of a name are preferred.
const FORMS: [&str; 3] = ["COMMON", "SHORT", "OFFICIAL"];
/// Order in which sources of names are preferred; others come after.
const SOURCES: [&str; 3] = ["cldr", "iso-codes", "wikidata-country-names"];

fn places() -> usize {
    quipu_domain::place::places().len()
}

pub(super) fn countries(assembly: &mut Assembly, facts: &mut Facts) {
    names(assembly, std::mem::take(&mut facts.country_name));
    groups(assembly, facts);
    parties(assembly, facts);
    emissions(assembly, facts);
    people(assembly, facts);
    excerpts(assembly, facts);
    assessments(assembly, facts);
}

fn names(assembly: &mut Assembly, mut names: Vec<country_name::Model>) {
    let rank = |list: &[&str], name: &str| list.iter().position(|known| *known == name).unwrap_or(list.len());
    names.sort_by_cached_key(|name| {
        (
            name.iso3.clone(),
            name.language.clone(),
            rank(&FORMS, &name.form),
            rank(&SOURCES, assembly.source(name.record_id)),
        )
    });
    let mut pairs = Vec::new();
    for name in &names {
        let Some(place) = PlaceId::of(&name.iso3) else { continue };
        pairs.push((place.index(), CountryNameId::at(assembly.tables.country_names.len())));
        let row = CountryName {
            place,
            language: assembly.text(&name.language),
            name: assembly.text(&name.name),
            record: assembly.record(name.record_id),
        };
        assembly.tables.country_names.push(row);
    }
    assembly.links.names_of_place = Adjacency::new(places(), pairs);
}

fn groups(assembly: &mut Assembly, facts: &Facts) {
    assembly.tables.groups = PartyGroupCode::ALL.iter().map(|code| Group { code: *code }).collect();
    let mut memberships: Vec<(usize, PlaceId)> = facts
        .group_member
        .iter()
        .filter_map(|member| Some((position(member.group_code.0), PlaceId::of(&member.iso3)?)))
        .collect();
    // The Union's members are decided here even where no list of groups was imported.
    let union = position(PartyGroupCode::Eu);
    if memberships.iter().all(|(group, _)| *group != union) {
        let members = PlaceId::all().filter(|place| quipu_domain::place::is_union_member(place.place().iso3));
        memberships.extend(members.map(|place| (union, place)));
    }
    // The Union is a group among groups, not a country: lists of Annex I name it beside its members.
    memberships.retain(|(_, place)| place.place().standing != Standing::Group);
    memberships.sort_unstable();
    memberships.dedup();
    let of_place = memberships.iter().map(|(group, place)| (place.index(), GroupId::at(*group)));
    assembly.links.groups_of_place = Adjacency::new(places(), of_place.collect::<Vec<_>>());
    assembly.links.members_of_group = Adjacency::new(PartyGroupCode::ALL.len(), memberships);
}

fn parties(assembly: &mut Assembly, facts: &Facts) {
    let mut owners = Vec::new();
    for fact in &facts.party {
        let Some(place) = PlaceId::of(&fact.iso3) else { continue };
        owners.push((place.index(), PartyId::at(assembly.tables.parties.len())));
        let joined_by = assembly.optional(fact.joined_by.as_deref());
        let record = assembly.record(fact.record_id);
        let (signed_on, joined_on) = (fact.signed_on, fact.joined_on);
        assembly.tables.parties.push(Party { place, signed_on, joined_on, joined_by, record });
    }
    assembly.links.party_of_place = Adjacency::new(places(), owners);
}

fn position(code: PartyGroupCode) -> usize {
    PartyGroupCode::ALL.iter().position(|known| *known == code).expect("every code is in the list")
}

fn emissions(assembly: &mut Assembly, facts: &Facts) {
    let mut rows: Vec<Emissions> = facts
        .national_inventory
        .iter()
        .filter_map(|fact| {
            let record = assembly.record(fact.record_id);
            Some(Emissions {
                place: PlaceId::of(&fact.party)?,
                year: fact.year,
                total_tco2e: fact.total_tco2e.0,
                gases: assembly.optional(fact.gases.as_deref()),
                land_use: fact.land_use.map(|code| code.0),
                warming_potentials: fact.warming_potentials.map(|code| code.0),
                record,
            })
        })
        .collect();
    let rank = |row: &Emissions| {
        let source =
            assembly.tables.editions[assembly.tables.records[row.record.index()].edition.index()].source;
        (assembly.precedence.rank(PrecedenceMetric::NationalEmissions, source), source)
    };
    rows.sort_by_key(|row| (row.place, rank(row), row.year));
    let pairs: Vec<_> =
        rows.iter().enumerate().map(|(at, row)| (row.place.index(), EmissionsId::at(at))).collect();
    assembly.links.emissions_of_place = Adjacency::new(places(), pairs);
    assembly.tables.emissions = rows;
}

/// How many live in each country, and how they earn: of each the statement to be shown first.
fn people(assembly: &mut Assembly, facts: &Facts) {
    let mut populations: Vec<_> = facts.country_population.iter().collect();
    populations.sort_by_key(|fact| {
        let rank = assembly.rank(PrecedenceMetric::NationalPopulation, fact.record_id);
        (rank, std::cmp::Reverse(fact.year), fact.record_id)
    });
    for fact in populations {
        let Some(place) = PlaceId::of(&fact.iso3) else { continue };
        let row = NationalPopulation {
            people: fact.people,
            year: fact.year,
            record: assembly.record(fact.record_id),
        };
        assembly.tables.national_populations.entry(place).or_insert(row);
    }
    for fact in &facts.country_income {
        let Some(place) = PlaceId::of(&fact.iso3) else { continue };
        let row = Income { group: fact.income_group.0, record: assembly.record(fact.record_id) };
        assembly.tables.incomes.insert(place, row);
    }
}

/// What NDCs say on topics.
fn excerpts(assembly: &mut Assembly, facts: &Facts) {
    let rows = facts.ndc_excerpt.iter().filter_map(|fact| {
        Some(Excerpt {
            place: PlaceId::of(&fact.party)?,
            topic: fact.topic.0,
            label: assembly.optional(fact.label.as_deref()),
            excerpt: assembly.text(&fact.excerpt),
            record: assembly.record(fact.record_id),
        })
    });
    let mut rows: Vec<Excerpt> = rows.collect();
    rows.sort_by_key(|row| (row.place, row.topic, row.record));
    let pairs: Vec<_> =
        rows.iter().enumerate().map(|(at, row)| (row.place.index(), ExcerptId::at(at))).collect();
    assembly.links.excerpts_of_place = Adjacency::new(places(), pairs);
    assembly.tables.excerpts = rows;
}

fn assessments(assembly: &mut Assembly, facts: &Facts) {
    let mut meanings: HashMap<(&str, i32), Text> = HashMap::new();
    for code in &facts.assessment_code {
        let meaning = assembly.text(&code.meaning);
        meanings.insert((code.topic.as_str(), code.class), meaning);
    }
    let mut rows: Vec<Assessment> = Vec::new();
    for fact in &facts.ndc_assessment {
        let Some(place) = PlaceId::of(&fact.party) else { continue };
        let classes = classes(fact);
        let row = Assessment {
            place,
            assessed: fact.assessed.0,
            base_year: assembly.optional(fact.base_year.as_deref()),
            stakeholder_details: assembly.optional(fact.stakeholder_details.as_deref()),
            private_sector_details: assembly.optional(fact.private_sector_details.as_deref()),
            classes: std::array::from_fn(|at| {
                classes[at].map(|class| Class { class, meaning: meanings.get(&(TOPICS[at], class)).copied() })
            }),
            record: assembly.record(fact.record_id),
        };
        rows.push(row);
    }
    rows.sort_by_key(|row| (row.place, row.assessed));
    let pairs: Vec<_> =
        rows.iter().enumerate().map(|(at, row)| (row.place.index(), AssessmentId::at(at))).collect();
    assembly.links.assessments_of_place = Adjacency::new(places(), pairs);
    assembly.tables.assessments = rows;
}

/// Classes in the order of [`TOPICS`].
fn classes(fact: &ndc_assessment::Model) -> [Option<i32>; TOPICS.len()] {
    [
        fact.type_of_target,
        fact.stakeholder_consultation,
        fact.private_sector,
        fact.renewable_energy,
        fact.energy_efficiency,
        fact.transport,
        fact.agriculture,
        fact.land_use,
        fact.waste,
    ]
}

/// The European Union, which files NDCs for its members.
pub(super) fn union() -> PlaceId {
    PlaceId::of(EUROPEAN_UNION).expect("the Union is in the list of places")
}

/// Whether the Union files the NDC of this place.
pub(super) fn is_union_member(place: &Place) -> bool {
    quipu_domain::place::is_union_member(place.iso3)
}

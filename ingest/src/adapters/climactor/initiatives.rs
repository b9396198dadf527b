//! The initiatives an actor has joined, from names that are mostly those of tables they were read in.

use quipu_entities::membership;

use crate::adapters::gcom::COVENANT;
use crate::cells::{Cells, plain};

const COLUMN: &str = "initiatives_committed";

/// Names of tables, without the year behind them, each with the name of the initiative.
const LABELS: &[(&str, &str)] = &[
    ("GCoM", COVENANT),
    ("GCoMEuropeanCommission", COVENANT),
    ("GCoMHarmonized", COVENANT),
    ("GCoMCDP", COVENANT),
    ("GlobalCovenantofMayors", COVENANT),
    ("EUCovenantofMayors", "Covenant of Mayors for Climate & Energy"),
    ("RacetoZero", "Race to Zero"),
    ("ClimateMayors", "Climate Mayors"),
    ("WeAreStillIn", "We are still in"),
    ("C40", "C40 Cities Climate Leadership Group (C40)"),
    ("C40Cities", "C40 Cities Climate Leadership Group (C40)"),
    ("c40_s_deadline", "C40's Deadline 2020"),
    ("CompactofStatesRegions", "Compact of States and Regions"),
    ("APPC", "Alliance of Peaking Pioneer Cities"),
    ("ICLEI", "ICLEI - Local Governments for Sustainability"),
    ("Powering Past Coal Alliance", "Powering Past Coal Alliance (PPCA)"),
];

/// Names that are the initiative's own.
const NAMES: &[&str] = &[
    "Under2 Coalition",
    "DivestInvest",
    "Climate Alliance",
    "Clean Air Initiative",
    "C40 Clean Bus Declaration/Low emission vehicles",
    "C40 Zero Waste Declaration",
    "SEforALL: Building Efficiency Accelerator Platform",
    "States and Regions Annual Disclosure",
    "RegionsAdapt",
    "Net Zero Carbon Buildings Commitment",
    "Carbon Neutral Cities Alliance (CNCA)",
    "EcoMobility Alliance",
    "District Energy Accelerator",
    "2050 Pathways Platform",
    "Megacities Alliance for Water and Climate",
    "The New York Declaration on Forests",
    "International Zero-Emission Vehicle Alliance (ZEV Alliance)",
    "Cool Coalition",
    "Bonn Challenge",
    "ICLEI - Local Governments for Sustainability",
    "Global Alliance for Buildings and Construction (GlobalABC)",
    "Cities and Regions' 5-year vision",
    "4/1000 Initiative - Soils for Food Security and Climate",
    "CEM: Global Lighting Challenge",
    "Climate Neutral Now",
    "Coalition for Climate Resilient Investment (CCRI)",
    "Public Transport Declaration on Climate Leadership (UITP)",
    "Fossilfritt Sverige",
    "Sveriges Ekokommuner",
];

/// Platforms of disclosure and collections, which are no initiatives: who is in them has joined nothing.
const COLLECTIONS: &[&str] = &[
    "NAZCA",
    "Carbonn",
    "CDPCities",
    "CDPStates&Regions",
    "CDPJRC",
    "DDLNetZeroDB",
    "DDLChineseCitiesDB",
    "IGDP",
    "IGDPDDL",
    "JapanPrefectureSites",
    "JapanMOE",
    "JapanMOEZeroCarbonCities",
];

/// Memberships, each once; names that are not known are noted together.
pub(super) fn memberships(cells: &Cells<'_>, actor_key: &str) -> Vec<membership::Model> {
    let mut memberships: Vec<membership::Model> = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    let listed = cells.text(&[COLUMN]).unwrap_or_default().split(';').map(str::trim);
    for name in listed.filter(|name| !name.is_empty()) {
        match initiative(name) {
            Some(Some(initiative)) => {
                let Some(membership) = membership::Model::new(actor_key, initiative) else { continue };
                if memberships.iter().all(|known| known.initiative_key != membership.initiative_key) {
                    memberships.push(membership);
                }
            }
            Some(None) => {}
            None if unknown.contains(&name) => {}
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        cells.note(COLUMN, format!("initiatives that are not known: {}", unknown.join("; ")));
    }
    memberships
}

/// The initiative behind a name; `Some(None)` for what is none, `None` for what is not known.
fn initiative(name: &str) -> Option<Option<&'static str>> {
    let stem = plain(without_year(name));
    let labelled = LABELS.iter().find(|(label, _)| plain(label) == stem).map(|(_, initiative)| *initiative);
    let named = || NAMES.iter().find(|own| plain(own) == stem).copied();
    let is_collection = || COLLECTIONS.iter().any(|label| plain(label) == stem);
    labelled.or_else(named).map(Some).or_else(|| is_collection().then_some(None))
}

/// The name without a year, or a period of two, at its end.
fn without_year(name: &str) -> &str {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').trim_end();
    let year = &name[stem.len()..];
    if year.trim().len() >= 4 { stem } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_behind_a_name_does_not_matter() {
        for (name, expected) in [
            ("RacetoZero2020", "Race to Zero"),
            ("Race to Zero", "Race to Zero"),
            ("GCoM2022", COVENANT),
            ("GlobalCovenantofMayors2019", COVENANT),
            ("C40Cities2022", "C40 Cities Climate Leadership Group (C40)"),
            ("C40", "C40 Cities Climate Leadership Group (C40)"),
            ("Under2 Coalition", "Under2 Coalition"),
            ("c40_s_deadline_2020", "C40's Deadline 2020"),
        ] {
            assert_eq!(initiative(name), Some(Some(expected)), "{name}");
        }
    }

    #[test]
    fn collections_are_no_initiatives() {
        for name in ["NAZCA", "NAZCA2020", "CDPCities2018-2019", "CDPStates&Regions2018-19", "Carbonn2019"] {
            assert_eq!(initiative(name), Some(None), "{name}");
        }
    }

    #[test]
    fn slips_and_other_texts_are_not_known() {
        for name in ["DDLNetZeroDB2020ZCA2020", "Region", "WWF", "https://example.org/?id=11249", "2020", "é"]
        {
            assert_eq!(initiative(name), None, "{name}");
        }
    }
}

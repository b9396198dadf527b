//! One list of sectors, and how the words of sources map to it.
//!
//! The mapping is data: `sectors.tsv` beside this file, and docs/ndc-links.md explains it. Words that are
//! not in it map to nothing: an actor whose sector is not known has none.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::running_text::{Phrases, words};
use crate::text::fold;
use crate::vocabulary::{Sector, Vocabulary};

/// A set of sectors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sectors(u16);

impl Sectors {
    /// No sector.
    pub const NONE: Self = Self(0);

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Those of either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether a sector is among them.
    pub fn contains(self, sector: Sector) -> bool {
        self.0 & 1 << sector as u16 != 0
    }

    /// The sectors, in the order of the list.
    pub fn to_vec(self) -> Vec<Sector> {
        Sector::ALL.iter().copied().filter(|sector| self.contains(*sector)).collect()
    }
}

impl FromIterator<Sector> for Sectors {
    fn from_iter<I: IntoIterator<Item = Sector>>(sectors: I) -> Self {
        Self(sectors.into_iter().fold(0, |set, sector| set | 1 << sector as u16))
    }
}

/// Whose words are mapped: the first column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Codes of sectors that a national target covers.
    NdcTarget,
    /// Topics that an assessment of an NDC classifies.
    AssessedTopic,
    /// Short categories for the sectors that an NDC covers.
    CoverageLabel,
    /// Words of running lists of sectors, in English, French and Spanish.
    Word,
    /// What activity of a city a target covers.
    Boundary,
    /// Topics of initiatives, by their codes.
    InitiativeTopic,
    /// Sectors and industries of actors, as sources name them.
    Industry,
}

impl Scheme {
    const ALL: [(&'static str, Self); 7] = [
        ("NDC_TARGET", Self::NdcTarget),
        ("ASSESSED_TOPIC", Self::AssessedTopic),
        ("COVERAGE_LABEL", Self::CoverageLabel),
        ("WORD", Self::Word),
        ("BOUNDARY", Self::Boundary),
        ("INITIATIVE_TOPIC", Self::InitiativeTopic),
        ("INDUSTRY", Self::Industry),
    ];
}

struct Mapping {
    exact: HashMap<(Scheme, String), Sectors>,
    words: Phrases,
    of_words: Vec<Sectors>,
}

static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    let lines = include_str!("sectors.tsv").lines().skip(1).filter_map(line);
    let lines: Vec<(Scheme, &str, Sectors)> = lines.collect();
    let of_words = lines.iter().filter(|(scheme, ..)| *scheme == Scheme::Word);
    Mapping {
        words: Phrases::new(of_words.clone().map(|(_, text, _)| *text)),
        of_words: of_words.map(|(.., sectors)| *sectors).collect(),
        exact: lines.iter().map(|(scheme, text, sectors)| ((*scheme, fold(text)), *sectors)).collect(),
    }
});

/// A line of the table; `None` for one that is not understood, which a test rules out.
fn line(line: &'static str) -> Option<(Scheme, &'static str, Sectors)> {
    let mut columns = line.split('\t');
    let scheme = columns.next()?;
    let (_, scheme) = *Scheme::ALL.iter().find(|(code, _)| *code == scheme)?;
    let text = columns.next()?;
    let sectors: Option<Sectors> = columns.next()?.split(' ').map(Sector::from_code).collect();
    Some((scheme, text, sectors?))
}

/// The sectors of a text of one scheme; none where it is not in the table.
pub fn mapped(scheme: Scheme, text: &str) -> Sectors {
    MAPPING.exact.get(&(scheme, fold(text))).copied().unwrap_or_default()
}

/// The sectors that a running list names, as in "Energía, Transporte y Residuos".
pub fn named_in(list: &str) -> Sectors {
    let found = MAPPING.words.find(&words(list)).into_iter();
    found.fold(Sectors::NONE, |sectors, one| sectors.or(MAPPING.of_words[one.phrase]))
}

/// Begins a sector that a city wrote itself.
const OWN_WORDS: &str = "Other, please specify:";

/// The sectors of a target of an actor by what it covers. Before a semicolon stands an activity, behind
/// it an area, which says nothing here; an activity in own words is read as a running list.
pub fn of_boundary(boundary: &str) -> Sectors {
    let activity = boundary.split(';').next().unwrap_or_default().trim();
    match activity.strip_prefix(OWN_WORDS) {
        Some(own) => named_in(own),
        None => mapped(Scheme::Boundary, activity),
    }
}

/// The sectors of a national target by the codes of what it covers. One that covers energy, industry,
/// agriculture and waste, the sources of emissions of a national inventory, covers the whole economy.
pub fn of_national_target(codes: &str) -> Sectors {
    let covered = codes.split(',').fold(Sectors::NONE, |all, code| all.or(mapped(Scheme::NdcTarget, code)));
    let sources = [Sector::Energy, Sector::Industry, Sector::Agriculture, Sector::Waste];
    if sources.iter().all(|sector| covered.contains(*sector)) {
        covered.or([Sector::CrossCutting].into_iter().collect())
    } else {
        covered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(sectors: Sectors) -> Vec<&'static str> {
        sectors.to_vec().into_iter().map(Vocabulary::code).collect()
    }

    #[test]
    fn every_line_of_the_table_is_understood_and_none_is_there_twice() {
        let lines = include_str!("sectors.tsv").lines().skip(1);
        for text in lines.clone() {
            assert!(line(text).is_some_and(|(.., sectors)| !sectors.is_empty()), "{text}");
        }
        assert_eq!(MAPPING.exact.len(), lines.count());
    }

    #[test]
    fn industries_map_whatever_their_case() {
        for name in [
            "Forest and Paper Products - Forestry, Timber, Pulp and Paper, Rubber",
            "Forest and paper products - Forestry, Timber, Pulp and Paper, Rubber",
        ] {
            assert_eq!(codes(mapped(Scheme::Industry, name)), ["INDUSTRY", "LAND_USE_FORESTRY"]);
        }
        assert!(mapped(Scheme::Industry, "Not Applicable").is_empty());
        assert!(mapped(Scheme::NdcTarget, "Transportation services").is_empty());
    }

    #[test]
    fn a_boundary_is_an_activity_or_says_nothing() {
        assert_eq!(
            codes(of_boundary("Transport; Same (city-wide) – covers entire city and nothing else")),
            ["TRANSPORT"]
        );
        assert_eq!(codes(of_boundary("All emissions sources included in city inventory")), ["CROSS_CUTTING"]);
        assert_eq!(
            codes(of_boundary("Other, please specify: Energía, Transporte y Desechos; Smaller")),
            ["ENERGY", "TRANSPORT", "WASTE"]
        );
        assert!(of_boundary("95 %, scope 3 category Upstream transportation").is_empty());
        assert!(of_boundary("").is_empty());
    }

    #[test]
    fn a_list_of_sectors_is_read_in_three_languages() {
        let list = "Energy (including domestic transport)\nIndustrial Process and Product Use\nLULUCF";
        assert_eq!(codes(named_in(list)), ["ENERGY", "INDUSTRY", "TRANSPORT", "LAND_USE_FORESTRY"]);
        let list = "Énergie (Production, Transports, Bâtiment, Industrie) ; Procédés industriels";
        assert_eq!(codes(named_in(list)), ["ENERGY", "INDUSTRY", "TRANSPORT", "BUILDINGS"]);
        assert_eq!(codes(named_in("Building sector; capacity building")), ["BUILDINGS"]);
        assert!(named_in("Not Specified").is_empty());
    }

    #[test]
    fn all_sources_of_an_inventory_are_the_whole_economy() {
        assert_eq!(codes(of_national_target("ENERGY,LULUCF")), ["ENERGY", "LAND_USE_FORESTRY"]);
        let all = of_national_target("ENERGY,AGRICULTURE,TRANSPORT,WASTE,INDUSTRY");
        assert!(all.contains(Sector::CrossCutting));
        assert!(of_national_target("").is_empty());
    }
}

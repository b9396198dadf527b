//! Countries, territories and the European Union: the codes that everything hangs on.
//!
//! The list is the project's own decision, kept in `places.tsv`: every code of ISO 3166-1,
//! `EUU` for the European Union (the register's code) and `XKX` for Kosovo (user-assigned).
//! docs/parties.md says what was decided for whom, and why.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;
use crate::vocabulary::PartyStatus;

/// Code of the European Union in the register of NDCs.
pub const EUROPEAN_UNION: &str = "EUU";

/// Members of the European Union since 2020, for which it files one NDC.
const UNION_MEMBERS: [&str; 27] = [
    "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL",
    "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
];

/// Whether the European Union files the NDC of this country.
pub fn is_union_member(iso3: &str) -> bool {
    UNION_MEMBERS.contains(&iso3)
}

/// What a code stands for under the Convention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A State that is a Party.
    Party,
    /// A group that is a Party itself: the European Union.
    Group,
    /// A territory that a Party represents; its code is in `administered_by`.
    Territory,
    /// Neither a Party nor represented by one in this service: it still has a page.
    NonParty,
}

/// One line of `places.tsv`.
#[derive(Debug)]
pub struct Place {
    /// ISO 3166-1 alpha-3, or `EUU`, or `XKX`.
    pub iso3: &'static str,
    /// ISO 3166-1 alpha-2, `EU` or `XK`.
    pub iso2: &'static str,
    /// ISO 3166-1 numeric, three digits; `None` for `EUU` and `XKX`, which have none.
    pub numeric: Option<&'static str>,
    /// English name, used where no source gives one.
    pub name: &'static str,
    /// Standing under the Convention.
    pub standing: Standing,
    /// Alpha-3 code of the Party that represents a territory.
    pub administered_by: Option<&'static str>,
    aliases: &'static str,
}

impl Place {
    /// Whether it is a Party to the Convention in its own name.
    pub fn party_status(&self) -> PartyStatus {
        match self.standing {
            Standing::Party | Standing::Group => PartyStatus::Party,
            Standing::Territory | Standing::NonParty => PartyStatus::NonParty,
        }
    }

    /// Other English names under which sources list it.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }
}

static PLACES: LazyLock<Vec<Place>> =
    LazyLock::new(|| include_str!("places.tsv").lines().skip(1).map(parse_line).collect());

static BY_CODE: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let codes = PLACES.iter().enumerate();
    codes.flat_map(|(at, place)| [(place.iso3, at), (place.iso2, at)]).collect()
});

static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (at, place) in PLACES.iter().enumerate() {
        for name in place.aliases().chain([place.name]) {
            names.insert(fold(name), at);
        }
    }
    names
});

/// Every place, in the order of its alpha-3 code.
pub fn places() -> &'static [Place] {
    &PLACES
}

/// The place with this alpha-3 or alpha-2 code, in capitals.
pub fn by_code(code: &str) -> Option<&'static Place> {
    BY_CODE.get(code).map(|at| &PLACES[*at])
}

/// The place with this alpha-3 code, in capitals.
pub fn by_iso3(code: &str) -> Option<&'static Place> {
    by_code(code).filter(|place| place.iso3 == code)
}

/// The place with this English name, as sources spell it: case, accents, footnote marks and
/// surrounding blanks do not matter. `None` for a name that is not listed: never a guess.
pub fn by_name(name: &str) -> Option<&'static Place> {
    let first_line = name.trim().lines().next()?;
    let bare = first_line.trim().trim_end_matches("(*)").trim_end_matches('*').trim();
    BY_NAME.get(&fold(bare)).map(|at| &PLACES[*at])
}

/// Splits a line of `places.tsv`.
fn parse_line(line: &'static str) -> Place {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (iso3, iso2, numeric) = (next(), next(), next());
    let (name, standing, administered_by) = (next(), next(), next());
    let standing = match standing {
        "PARTY" => Standing::Party,
        "GROUP" => Standing::Group,
        "TERRITORY" => Standing::Territory,
        _ => Standing::NonParty,
    };
    let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
    Place {
        iso3,
        iso2,
        numeric: some(numeric),
        name,
        standing,
        administered_by: some(administered_by),
        aliases: next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_198_parties_and_the_union_is_one() {
        let parties = places().iter().filter(|place| place.party_status() == PartyStatus::Party);
        assert_eq!(parties.count(), 198);
        assert_eq!(by_iso3("EUU").map(|union| union.standing), Some(Standing::Group));
    }

    #[test]
    fn every_line_is_whole() {
        for place in places() {
            assert!(place.iso3.len() == 3 && place.iso2.len() == 2, "{place:?}");
            assert!(!place.name.is_empty() && !place.name.contains('"'), "{place:?}");
            let owner = place.administered_by.map(|owner| by_iso3(owner).is_some());
            assert_eq!(owner, (place.standing == Standing::Territory).then_some(true));
        }
    }

    #[test]
    fn the_hard_cases_are_decided() {
        let standing = |code| by_iso3(code).map(|place| place.standing);
        for party in ["VAT", "COK", "NIU", "PSE"] {
            assert_eq!(standing(party), Some(Standing::Party), "{party}");
        }
        for other in ["TWN", "XKX", "ESH"] {
            assert_eq!(standing(other), Some(Standing::NonParty), "{other}");
        }
        assert_eq!(by_iso3("HKG").and_then(|place| place.administered_by), Some("CHN"));
    }

    #[test]
    fn a_source_may_spell_a_name_its_own_way() {
        let code = |name| by_name(name).map(|place| place.iso3);
        assert_eq!(code("United States of America (*)"), Some("USA"));
        assert_eq!(code("Türkiye"), Some("TUR"));
        assert_eq!(code("Costa Rica\n"), Some("CRI"));
        assert_eq!(code(" Democratic republic of Congo"), Some("COD"));
        assert_eq!(code("European Union (EU)*\n* The EU member States have …"), Some("EUU"));
        assert_eq!(code("Atlantis"), None);
    }
}

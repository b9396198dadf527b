//! Which figures can be compared: those of one family of sources that cover the same.
//!
//! A base year and a latest year say something of progress only if they count alike. What both
//! state has to be equal; what one of them does not state is taken to be, and said to be taken.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::text::fold;
use crate::vocabulary::{Difference, LandUse, WarmingPotentials};

/// What a figure of emissions covers, as far as its source says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Family of its source, see [`Coverage::of_source`].
    pub family: &'a str,
    /// Area or activities, in the words of the source.
    pub boundary: Option<&'a str>,
    /// Gases, in the words of the source.
    pub gases: Option<&'a str>,
    /// How gases are converted.
    pub warming_potentials: Option<WarmingPotentials>,
    /// Whether land use is counted.
    pub land_use: Option<LandUse>,
    /// Whether the table leaves out what its publisher stated of the area and the sector.
    pub loses_extent: bool,
}

/// How two figures compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In what they differ; they can be compared where this is empty.
    pub differences: Vec<Difference>,
    /// Whether one of them states something that the other leaves open.
    pub is_assumed: bool,
}

impl Comparison {
    /// Whether the two can be compared.
    pub fn is_comparable(&self) -> bool {
        self.differences.is_empty()
    }

    fn note<T: Copy>(
        &mut self,
        difference: Difference,
        one: Option<T>,
        other: Option<T>,
        same: fn(T, T) -> bool,
    ) {
        match (one, other) {
            (Some(one), Some(other)) if !same(one, other) => self.differences.push(difference),
            (Some(_), None) | (None, Some(_)) => self.is_assumed = true,
            _ => {}
        }
    }
}

/// Compares two figures: where they come from, and what they cover.
pub fn compare(one: &Coverage<'_>, other: &Coverage<'_>) -> Comparison {
    let mut comparison = compare_extent(one, other);
    if one.family != other.family || one.family == COMPILED {
        comparison.differences.insert(0, Difference::SourceFamily);
    }
    comparison
}

/// Compares what two figures cover, or a target and a figure, wherever they come from.
pub fn compare_extent(one: &Coverage<'_>, other: &Coverage<'_>) -> Comparison {
    let mut comparison = Comparison::default();
    let loses_extent = one.loses_extent || other.loses_extent;
    let unlike_whole = |one: Option<&str>, other: Option<&str>| {
        one.is_some_and(|one| boundary(one) != WHOLE) && other.is_none()
    };
    let is_part = unlike_whole(one.boundary, other.boundary) || unlike_whole(other.boundary, one.boundary);
    if loses_extent || is_part {
        // Only the whole area goes without saying.
        comparison.differences.push(Difference::Boundary);
    } else {
        let same = |one: &str, other: &str| one == other || boundary(one) == boundary(other);
        comparison.note(Difference::Boundary, one.boundary, other.boundary, same);
    }
    let only_carbon_dioxide = |one: Option<&str>, other: Option<&str>| one == Some("CO2") && other.is_none();
    if only_carbon_dioxide(one.gases, other.gases) || only_carbon_dioxide(other.gases, one.gases) {
        comparison.differences.push(Difference::Gases);
    } else {
        let same = |one: &str, other: &str| one == other || gases(one) == gases(other);
        comparison.note(Difference::Gases, one.gases, other.gases, same);
    }
    comparison.note(
        Difference::WarmingPotentials,
        one.warming_potentials,
        other.warming_potentials,
        |one, other| one == other,
    );
    comparison.note(Difference::LandUse, one.land_use, other.land_use, |one, other| one == other);
    comparison
}

/// Family of sources that compile figures from elsewhere: no two of them are known to count alike.
pub const COMPILED: &str = "-";

/// Of each source in `families.tsv` its family, and whether its table loses the extent.
static SOURCES: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let lines = include_str!("families.tsv").lines().skip(1);
    let source = |line: &'static str| {
        let mut columns = line.split('\t');
        let (source, family, extent) = (columns.next()?, columns.next()?, columns.next()?);
        Some((source, (family, extent == "lost")))
    };
    lines.filter_map(source).collect()
});

impl<'a> Coverage<'a> {
    /// What is known by the source alone: sources that pass on the same figures are of one family; any
    /// other is its own, and loses nothing.
    ///
    /// The list is data: `families.tsv` beside this file.
    pub fn of_source(source: &'a str) -> Self {
        let (family, loses_extent) = SOURCES.get(source).copied().unwrap_or((source, false));
        Self { family, loses_extent, ..Self::default() }
    }
}

/// Times a base year's emissions above which a slip of a digit or another unit is likelier than growth.
const MOST_GROWTH: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Whether a later figure of an actor is so far from an earlier one that a slip or another unit is likely:
/// more than five times it, or within a twentieth of its thousandth or millionth.
pub fn is_other_unit(earlier: Decimal, later: Decimal) -> bool {
    let (earlier, later) = (earlier.abs(), later.abs());
    if earlier.is_zero() || later.is_zero() {
        return false;
    }
    let near = |factor: i64| {
        let scaled = later.saturating_mul(factor.into());
        (scaled - earlier).abs() * Decimal::from(20) <= earlier
    };
    later > earlier.saturating_mul(MOST_GROWTH) || near(1_000) || near(1_000_000)
}

/// The whole area of a place and nothing else.
const WHOLE: &str = "whole";

/// A boundary in one form: the words of questionnaires for the whole area of a city are one.
fn boundary(words: &str) -> Cow<'static, str> {
    let folded = fold(words);
    let text = folded.strip_prefix("all emissions sources included in city inventory; ").unwrap_or(&folded);
    let is_whole = text.starts_with("same") && text.contains("covers entire city and nothing else")
        || text.starts_with("administrative boundary of")
        || text == "city / municipality";
    if is_whole { Cow::Borrowed(WHOLE) } else { Cow::Owned(text.to_owned()) }
}

/// Gases in one form: in capitals, sorted, `N2O` also where it is written with a zero.
fn gases(words: &str) -> Vec<String> {
    let named = words.split([',', ';']).map(|gas| gas.trim().to_uppercase().replace("N20", "N2O"));
    let mut gases: Vec<String> = named.filter(|gas| !gas.is_empty()).collect();
    gases.sort_unstable();
    gases.dedup();
    gases
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITY: Coverage<'static> = Coverage {
        family: "cdp",
        boundary: Some("Same – covers entire city and nothing else"),
        gases: Some("CH4, CO2, N20"),
        warming_potentials: None,
        land_use: None,
        loses_extent: false,
    };

    fn differences(other: Coverage<'_>) -> Vec<Difference> {
        compare(&CITY, &other).differences
    }

    #[test]
    fn the_words_of_two_questionnaires_are_one_boundary() {
        let earlier = Coverage {
            boundary: Some("Administrative boundary of a local government"),
            gases: Some("CO2; N2O; CH4"),
            ..CITY
        };
        assert_eq!(compare(&CITY, &earlier), Comparison::default());
        let target = Coverage {
            boundary: Some(
                "All emissions sources included in city inventory; Same (city-wide) – covers entire city and nothing else",
            ),
            ..CITY
        };
        assert_eq!(differences(target), []);
    }

    #[test]
    fn what_covers_something_else_cannot_be_compared() {
        let other = |boundary| Coverage { boundary: Some(boundary), ..CITY };
        assert_eq!(differences(other("Smaller – covers only part of the city")), [Difference::Boundary]);
        assert_eq!(
            differences(other("Energy; Same (city-wide) – covers entire city and nothing else")),
            [Difference::Boundary]
        );
        assert_eq!(differences(Coverage { family: "c40", ..CITY }), [Difference::SourceFamily]);
        assert_eq!(differences(Coverage { gases: Some("CO2"), ..CITY }), [Difference::Gases]);
        let ar4 = Coverage { warming_potentials: Some(WarmingPotentials::Ar4), ..CITY };
        let ar5 = Coverage { warming_potentials: Some(WarmingPotentials::Ar5), ..CITY };
        assert_eq!(compare(&ar4, &ar5).differences, [Difference::WarmingPotentials]);
        let net = Coverage { land_use: Some(LandUse::Included), ..CITY };
        let gross = Coverage { land_use: Some(LandUse::Excluded), ..CITY };
        assert_eq!(compare(&net, &gross).differences, [Difference::LandUse]);
    }

    #[test]
    fn what_is_not_stated_is_assumed_and_said_to_be() {
        let silent = Coverage { boundary: None, gases: None, ..CITY };
        assert_eq!(compare(&CITY, &silent), Comparison { differences: vec![], is_assumed: true });
        assert!(!compare(&silent, &silent).is_assumed);
        // A part of a city goes not without saying, nor does counting one gas.
        let part = Coverage { boundary: Some("Smaller – covers only part of the city"), ..CITY };
        assert_eq!(compare(&part, &Coverage { boundary: None, ..CITY }).differences, [Difference::Boundary]);
        let one_gas = Coverage { gases: Some("CO2"), ..CITY };
        assert_eq!(compare(&one_gas, &Coverage { gases: None, ..CITY }).differences, [Difference::Gases]);
    }

    #[test]
    fn a_table_that_lost_the_sector_is_never_of_the_whole_city() {
        let copied = Coverage { loses_extent: Coverage::of_source("oc-cdp-cities").loses_extent, ..CITY };
        assert_eq!(differences(copied), [Difference::Boundary]);
    }

    #[test]
    fn a_thousandth_is_another_unit_and_nearly_nothing_is_not() {
        let other = |earlier: i64, later: i64| is_other_unit(earlier.into(), later.into());
        // Hamilton, Ontario: one digit too many in the inventory of 2016.
        assert!(other(23_087_326, 217_306_157));
        assert!(other(10_811, 10_811_000) && other(10_811_000, 11_000) && other(5_000_000, 5));
        assert!(!other(10_811_000, 21_000_000) && !other(1_000_000, 2_000) && !other(1_000_000, 0));
    }

    #[test]
    fn a_source_without_a_family_is_its_own() {
        let family = |source| Coverage::of_source(source).family;
        let tracker = Coverage::of_source("net-zero-tracker");
        assert_eq!(compare(&tracker, &tracker).differences, [Difference::SourceFamily]);
        assert_eq!(
            (family("cdp-cities-targets"), family("cdp-cities"), family("c40")),
            ("cdp", "cdp", "c40")
        );
    }
}

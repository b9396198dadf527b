//! How far statements on one thing differ, and why that may be.

use rust_decimal::Decimal;

use crate::text::fold;
use crate::vocabulary::ConflictReason;

/// What a statement says of itself; nothing where its source is silent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stated<'a> {
    /// Gases covered.
    pub gases: Option<&'a str>,
    /// Area or activity covered.
    pub boundary: Option<&'a str>,
    /// Method.
    pub method: Option<&'a str>,
    /// Base year.
    pub base_year: Option<i32>,
}

/// Distance of the largest value from the smallest, as a share of the larger in size: 0 where all are
/// equal, 0.5 where one is half of the other, above 1 where one is negative. `None` for fewer than two.
pub fn spread(values: &[Decimal]) -> Option<f64> {
    let (least, most) = (values.iter().min()?, values.iter().max()?);
    let size = least.abs().max(most.abs());
    if values.len() < 2 {
        return None;
    }
    if size.is_zero() {
        return Some(0.0);
    }
    f64::try_from((most - least) / size).ok()
}

/// How near to a factor of a thousand or a million a ratio must be to be one: one part in twenty.
const NEAR: f64 = 0.05;

/// The first reason that what the sources state of themselves allows for.
pub fn likely_reason(values: &[Decimal], stated: &[Stated<'_>]) -> ConflictReason {
    let differ = |of: fn(&Stated<'_>) -> Option<String>| {
        let mut said = stated.iter().filter_map(of);
        let first = said.next();
        said.any(|other| Some(other) != first)
    };
    if differ(|stated| stated.base_year.map(|year| year.to_string())) {
        ConflictReason::OtherBaseYear
    } else if in_other_units(values) {
        ConflictReason::OtherUnit
    } else if differ(|stated| stated.gases.map(fold)) || one_counts_carbon_dioxide_only(stated) {
        ConflictReason::OtherGases
    } else if differ(|stated| stated.boundary.map(fold)) {
        ConflictReason::OtherBoundary
    } else if differ(|stated| stated.method.map(fold)) {
        ConflictReason::OtherMethod
    } else {
        ConflictReason::Unknown
    }
}

/// One source says that it counts carbon dioxide only, and another does not say what it counts.
fn one_counts_carbon_dioxide_only(stated: &[Stated<'_>]) -> bool {
    stated.iter().any(|stated| stated.gases == Some("CO2"))
        && stated.iter().any(|stated| stated.gases.is_none())
}

fn in_other_units(values: &[Decimal]) -> bool {
    let sizes = values.iter().map(Decimal::abs).filter(|value| !value.is_zero());
    let (Some(least), Some(most)) = (sizes.clone().min(), sizes.max()) else { return false };
    let ratio = most.checked_div(least).and_then(|ratio| f64::try_from(ratio).ok()).unwrap_or_default();
    [1e3, 1e6].iter().any(|factor| (ratio / factor - 1.0).abs() <= NEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimals(values: &[i64]) -> Vec<Decimal> {
        values.iter().map(|value| Decimal::from(*value)).collect()
    }

    #[test]
    fn the_spread_is_a_share_of_the_larger() {
        assert_eq!(spread(&decimals(&[5, 10])), Some(0.5));
        assert_eq!(spread(&decimals(&[0, 0])), Some(0.0));
        assert_eq!(spread(&decimals(&[-10, 10])), Some(2.0));
        assert_eq!(spread(&decimals(&[10])), None);
    }

    #[test]
    fn a_factor_of_a_thousand_is_another_unit() {
        let reason = |values: &[i64]| likely_reason(&decimals(values), &[Stated::default(); 2]);
        assert_eq!(reason(&[18_830, 18_830_000]), ConflictReason::OtherUnit);
        assert_eq!(reason(&[18_830, 10_104]), ConflictReason::Unknown);
    }

    #[test]
    fn what_sources_say_of_themselves_comes_first() {
        let with = |gases, base_year| Stated { gases, base_year, ..Stated::default() };
        let values = decimals(&[10, 18]);
        let reason = |one, other| likely_reason(&values, &[one, other]);
        assert_eq!(reason(with(Some("CO2"), None), with(Some("CO2; CH4"), None)), ConflictReason::OtherGases);
        assert_eq!(
            reason(with(None, Some(1990)), with(Some("CO2"), Some(2005))),
            ConflictReason::OtherBaseYear
        );
        assert_eq!(reason(with(None, None), with(Some("CO2"), None)), ConflictReason::OtherGases);
        assert_eq!(reason(with(None, None), with(Some("CO2; CH4"), None)), ConflictReason::Unknown);
    }
}

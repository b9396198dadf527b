//! Whether the statements of one NDC agree.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Level;
use crate::vocabulary::{LandUse, WarmingPotentials};

/// What two levels must have in common to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Basis {
    /// The year of the level.
    pub year: i32,
    /// Treatment of land use.
    pub land_use: LandUse,
    /// Whether it depends on support.
    pub is_conditional: Option<bool>,
    /// How gases are converted; `None` where not stated.
    pub warming_potentials: Option<WarmingPotentials>,
}

/// A level that an NDC implies by one of its statements.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it can be compared with.
    pub basis: Basis,
    /// The level.
    pub level: Level,
}

/// How far the statements of one basis lie apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// What they have in common.
    pub basis: Basis,
    /// How many statements there are, two or more.
    pub statements: usize,
    /// The lowest level, in tonnes CO2e.
    pub low_tco2e: Decimal,
    /// The highest level, in tonnes CO2e.
    pub high_tco2e: Decimal,
    /// The difference as a share of the highest level; `None` where that is zero or less.
    pub share: Option<Decimal>,
}

/// How far statements lie apart, for each basis of which there are at least two.
pub fn spreads(statements: &[Statement]) -> Vec<Spread> {
    let mut levels: BTreeMap<&Basis, Vec<Decimal>> = BTreeMap::new();
    for statement in statements {
        levels.entry(&statement.basis).or_default().push(statement.level.tco2e);
    }
    levels.into_iter().filter_map(|(basis, levels)| spread(basis, &levels)).collect()
}

fn spread(basis: &Basis, levels: &[Decimal]) -> Option<Spread> {
    let (low, high) = (*levels.iter().min()?, *levels.iter().max()?);
    let share = (high > Decimal::ZERO).then(|| high.checked_sub(low)?.checked_div(high)).flatten();
    let spread =
        Spread { basis: basis.clone(), statements: levels.len(), low_tco2e: low, high_tco2e: high, share };
    (levels.len() > 1).then_some(spread)
}

//! Units and what lies in what.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::amount::MAX_TONNES;

/// A territory, or a site in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Emissions of the reference year in tonnes CO2e; `None` where they are not known.
    pub emissions: Option<Decimal>,
    /// What its own target means.
    pub target: OwnTarget,
    /// In which units it lies. Empty for what lies in none, such as the country.
    pub within: Vec<Within>,
}

/// What a unit's own target means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnTarget {
    /// It has none.
    None,
    /// So many tonnes CO2e less than the emissions of the reference year.
    Reduction(Decimal),
    /// It has one, and what it means in tonnes is not known.
    Unknown,
}

/// That a unit lies in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Within {
    /// Position of the other unit, which comes before this one.
    pub parent: usize,
    /// The share of this unit that counts there, from 0 to 1. Overlapping parts are split by it.
    pub share: Decimal,
}

impl Within {
    /// Wholly in the unit at this position.
    pub fn wholly(parent: usize) -> Self {
        Self { parent, share: Decimal::ONE }
    }

    /// The share of an amount of the unit that counts there, in the unit of the amount.
    pub(super) fn share_of(&self, amount: Decimal) -> Decimal {
        if self.share == Decimal::ONE { amount } else { grams(self.share * amount) }
    }
}

/// Units, each after those it lies in, that can be added up.
#[derive(Clone, Debug)]
pub struct Containment {
    pub(super) units: Vec<Unit>,
    /// Emissions of each unit, or those of its parts together where these are larger.
    pub(super) emissions: Vec<Decimal>,
    /// Emissions of the parts of each unit together.
    pub(super) parts: Vec<Decimal>,
    /// Emissions of those parts of each unit that anything is reduced in, together.
    pub(super) reducing: Vec<Decimal>,
}

/// Why units cannot be added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainmentError {
    /// The unit lies in one that does not come before it.
    ParentNotBefore {
        /// Position of the unit.
        unit: usize,
    },
    /// The shares of the unit are not each from 0 to 1, or come to more than 1 together.
    Shares {
        /// Position of the unit.
        unit: usize,
    },
    /// Emissions or the reduction of the unit are negative or above 100 Gt.
    Amount {
        /// Position of the unit.
        unit: usize,
    },
    /// The unit is to be reduced by more than it emits.
    ReductionAboveEmissions {
        /// Position of the unit.
        unit: usize,
    },
}

impl Containment {
    /// Units that can be added up.
    ///
    /// # Errors
    /// Says which unit breaks which rule.
    pub fn new(units: Vec<Unit>) -> Result<Self, ContainmentError> {
        for (at, unit) in units.iter().enumerate() {
            check(at, unit)?;
        }
        let mut emissions: Vec<Decimal> =
            units.iter().map(|unit| unit.emissions.unwrap_or_default()).collect();
        let mut parts = vec![Decimal::ZERO; units.len()];
        for (at, unit) in units.iter().enumerate().rev() {
            emissions[at] = emissions[at].max(parts[at]);
            for within in &unit.within {
                parts[within.parent] += within.share_of(emissions[at]);
            }
        }
        let mut whole = Self { reducing: vec![Decimal::ZERO; units.len()], units, emissions, parts };
        whole.find_reducing();
        Ok(whole)
    }

    /// Finds in which parts anything is reduced: only these are held against the rate of the whole, so only
    /// these must not emit more than it.
    fn find_reducing(&mut self) {
        let mut reduces: Vec<bool> = (0..self.units.len())
            .map(|at| self.reduction(at).is_some_and(|tonnes| !tonnes.is_zero()))
            .collect();
        self.reducing.fill(Decimal::ZERO);
        for at in (0..self.units.len()).rev() {
            if !reduces[at] {
                continue;
            }
            let own = self.rated(at);
            for within in &self.units[at].within {
                reduces[within.parent] = true;
                self.reducing[within.parent] += within.share_of(own);
            }
        }
    }

    /// What the rate of a unit is a share of, in tonnes CO2e: its emissions, or those of the parts in which
    /// anything is reduced where these are larger.
    pub(super) fn rated(&self, unit: usize) -> Decimal {
        let own = self.units[unit].emissions;
        own.unwrap_or(self.parts[unit]).max(self.reducing[unit])
    }

    /// The same units, those that lie in no other without a target: what cities and regions add up to
    /// by themselves.
    #[must_use]
    pub fn without_targets_of_the_outermost(&self) -> Self {
        let mut without = self.clone();
        for unit in without.units.iter_mut().filter(|unit| unit.within.is_empty()) {
            unit.target = OwnTarget::None;
        }
        without.find_reducing();
        without
    }

    /// Emissions of the unit in tonnes CO2e, or those of its parts together where these are larger.
    pub fn emissions(&self, unit: usize) -> Decimal {
        self.emissions[unit]
    }

    /// Emissions in tonnes CO2e that lie, within each unit, under no target of the unit itself or of a
    /// part of it. What is in no known part is under none.
    ///
    /// A target whose level is not known is a target all the same.
    pub fn without_target(&self) -> Vec<Decimal> {
        let mut open: Vec<Decimal> =
            (0..self.units.len()).map(|at| self.emissions[at] - self.parts[at]).collect();
        for (at, unit) in self.units.iter().enumerate().rev() {
            if unit.target != OwnTarget::None {
                open[at] = Decimal::ZERO;
            }
            for within in &unit.within {
                let part = within.share_of(open[at]);
                open[within.parent] += part;
            }
        }
        open
    }

    /// What the unit's own target takes off, in tonnes CO2e; `None` where it has none or that is not known.
    pub(super) fn reduction(&self, unit: usize) -> Option<Decimal> {
        match self.units[unit].target {
            OwnTarget::Reduction(tonnes) if self.units[unit].emissions.is_some() => Some(tonnes),
            _ => None,
        }
    }
}

fn check(at: usize, unit: &Unit) -> Result<(), ContainmentError> {
    if unit.within.iter().any(|within| within.parent >= at) {
        return Err(ContainmentError::ParentNotBefore { unit: at });
    }
    let shares = || unit.within.iter().map(|within| within.share);
    let is_share = |share: &Decimal| (Decimal::ZERO..=Decimal::ONE).contains(share);
    if !shares().all(|share| is_share(&share)) || shares().sum::<Decimal>() > Decimal::ONE {
        return Err(ContainmentError::Shares { unit: at });
    }
    let is_amount = |tonnes: Decimal| (Decimal::ZERO..=MAX_TONNES).contains(&tonnes);
    let reduction = match unit.target {
        OwnTarget::Reduction(tonnes) => Some(tonnes),
        OwnTarget::None | OwnTarget::Unknown => None,
    };
    if !unit.emissions.into_iter().chain(reduction).all(is_amount) {
        return Err(ContainmentError::Amount { unit: at });
    }
    match (unit.emissions, reduction) {
        (Some(emissions), Some(reduction)) if reduction > emissions => {
            Err(ContainmentError::ReductionAboveEmissions { unit: at })
        }
        _ => Ok(()),
    }
}

/// Tonnes rounded down to the gram: shares and ratios of amounts are, so that sums stay exact.
pub(super) fn grams(tonnes: Decimal) -> Decimal {
    tonnes.round_dp_with_strategy(6, RoundingStrategy::ToZero)
}

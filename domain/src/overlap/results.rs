//! The four methods, and what became of each unit's own reduction.

use rust_decimal::Decimal;

use super::containment::grams;
use super::{Containment, OwnTarget};
use crate::vocabulary::{OverlapMethod, ReductionOutcome};

/// Ten grams, in tonnes: a difference as small as this comes from rounding.
const NEGLIGIBLE: Decimal = Decimal::from_parts(1, 0, 0, false, 5);

/// What units add up to by one method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The reduction within all units that lie in no other, in tonnes CO2e. It is the sum of what is
    /// counted of the units, to the gram for each.
    pub total: Decimal,
    /// Each unit, in the order given.
    pub units: Vec<UnitResult>,
}

/// A unit in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitResult {
    /// The reduction within it, its own and that of its parts, in tonnes CO2e.
    pub within: Decimal,
    /// How much of its own reduction is in the total, in tonnes CO2e.
    pub counted: Decimal,
    /// What became of its own reduction.
    pub outcome: ReductionOutcome,
    /// Whether its parts in which anything is reduced emit more together than is published for the unit itself.
    pub parts_exceed_whole: bool,
}

impl Containment {
    /// Adds the reductions up.
    pub fn add_up(&self, method: OverlapMethod) -> Evaluation {
        let Inside { within, own, from_parts } = self.inside(method);
        let counted = self.counted(&within, &own, &from_parts);
        let outermost = (0..self.units.len()).filter(|at| self.units[*at].within.is_empty());
        let total = outermost.map(|at| within[at]).sum();
        let unit = |at: usize| UnitResult {
            within: within[at],
            counted: counted[at].0,
            outcome: self.outcome(at, own[at], counted[at]),
            parts_exceed_whole: self.units[at].emissions.is_some_and(|own| self.reducing[at] > own),
        };
        Evaluation { total, units: (0..self.units.len()).map(unit).collect() }
    }

    /// From the innermost units outwards: the reduction within each unit.
    fn inside(&self, method: OverlapMethod) -> Inside {
        let none = || vec![Decimal::ZERO; self.units.len()];
        let mut inside =
            Inside { within: none(), own: none(), from_parts: vec![Vec::new(); self.units.len()] };
        for at in (0..self.units.len()).rev() {
            inside.combine(at, self.reduction(at), method);
            for parent in &self.units[at].within {
                let mut part = parent.share_of(inside.within[at]);
                if method == OverlapMethod::Partial {
                    let expected = self.expected(parent.parent, parent.share_of(self.rated(at)));
                    part = (part - expected).max(Decimal::ZERO);
                }
                inside.from_parts[parent.parent].push((at, part));
            }
        }
        inside
    }

    /// What the rate of a unit's own reduction means for a part with these emissions.
    fn expected(&self, unit: usize, part_emissions: Decimal) -> Decimal {
        match self.reduction(unit) {
            Some(reduction) if !self.rated(unit).is_zero() => {
                grams(reduction * part_emissions / self.rated(unit))
            }
            _ => Decimal::ZERO,
        }
    }

    /// From the outermost units inwards: how much of each unit's own reduction is in the total, and how
    /// much of it there would be if nothing were absorbed.
    ///
    /// What a territory absorbs of a part is taken from the part's own reduction first, since its own
    /// target is what the wider target asks for too; then from the parts of that part, in proportion.
    fn counted(&self, within: &[Decimal], own: &[Decimal], from_parts: &Parts) -> Vec<(Decimal, Decimal)> {
        let is_outermost = |at: usize| self.units[at].within.is_empty();
        let weigh = |at: usize| if is_outermost(at) { Decimal::ONE } else { Decimal::ZERO };
        let mut weights: Vec<Decimal> = (0..self.units.len()).map(weigh).collect();
        let mut kept: Vec<Decimal> = (0..self.units.len()).map(|at| weights[at] * within[at]).collect();
        let mut counted = Vec::with_capacity(self.units.len());
        for at in 0..self.units.len() {
            let weight = weights[at];
            let absorbed = (weight * within[at] - kept[at]).max(Decimal::ZERO);
            let of_own = (weight * own[at] - absorbed).max(Decimal::ZERO);
            counted.push((of_own, weight * self.reduction(at).unwrap_or_default()));
            for (part, share) in split(kept[at] - of_own, &from_parts[at]) {
                kept[part] += share;
            }
            for (part, _) in &from_parts[at] {
                let lies_in = self.units[*part].within.iter().filter(|within| within.parent == at);
                weights[*part] += lies_in.map(|within| within.share * weight).sum::<Decimal>();
            }
        }
        counted
    }

    fn outcome(&self, at: usize, own: Decimal, (counted, whole): (Decimal, Decimal)) -> ReductionOutcome {
        match (self.units[at].target, self.reduction(at)) {
            (OwnTarget::None, _) => ReductionOutcome::NoTarget,
            (_, None) => ReductionOutcome::NoData,
            (_, Some(reduction)) if reduction.is_zero() => ReductionOutcome::NoReduction,
            (_, Some(_)) if own.is_zero() => ReductionOutcome::AbsorbedByChildren,
            _ if whole - counted < NEGLIGIBLE => ReductionOutcome::Counted,
            _ if counted < NEGLIGIBLE => ReductionOutcome::AbsorbedByParent,
            _ => ReductionOutcome::PartlyAbsorbed,
        }
    }
}

/// What each unit takes in from its parts: their positions, and how much.
type Parts = [Vec<(usize, Decimal)>];

struct Inside {
    /// The reduction within each unit.
    within: Vec<Decimal>,
    /// How much of that is its own.
    own: Vec<Decimal>,
    /// How much of that is its parts'.
    from_parts: Vec<Vec<(usize, Decimal)>>,
}

impl Inside {
    /// The reduction within a unit whose parts are all known.
    fn combine(&mut self, at: usize, reduction: Option<Decimal>, method: OverlapMethod) {
        let of_parts: Decimal = self.from_parts[at].iter().map(|(_, part)| *part).sum();
        let own = reduction.unwrap_or_default();
        let (own, keeps_parts) = match (reduction, method) {
            (None, _) => (Decimal::ZERO, true),
            (_, OverlapMethod::TopLevel) => (own, false),
            (_, OverlapMethod::Conservative) if own >= of_parts => (own, false),
            (_, OverlapMethod::Conservative) => (Decimal::ZERO, true),
            (_, OverlapMethod::Partial | OverlapMethod::Gross) => (own, true),
        };
        if !keeps_parts {
            self.from_parts[at].iter_mut().for_each(|(_, part)| *part = Decimal::ZERO);
        }
        self.own[at] = own;
        self.within[at] = if keeps_parts { own + of_parts } else { own };
    }
}

/// An amount split in proportion to others, to the gram; the last of them takes what is left.
fn split(amount: Decimal, parts: &[(usize, Decimal)]) -> Vec<(usize, Decimal)> {
    let mut left = amount;
    let mut weight: Decimal = parts.iter().map(|(_, part)| *part).sum();
    let share_of = |(at, part): &(usize, Decimal)| {
        let share = if part.is_zero() {
            Decimal::ZERO
        } else if *part == weight {
            left
        } else if left == weight {
            *part
        } else {
            grams(left * *part / weight)
        };
        left -= share;
        weight -= *part;
        (*at, share)
    };
    parts.iter().map(share_of).collect()
}

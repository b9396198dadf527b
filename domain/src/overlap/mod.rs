//! What targets add up to where one territory lies within another: no tonne is counted twice, or it is
//! said that it is.
//!
//! A [`Containment`] holds a country, its regions and their cities, each with its emissions in a
//! reference year and the reduction its own target means from there. [`Containment::add_up`] gives, for
//! one of the four [`OverlapMethod`]s, the reduction within every unit and what became of its own. With E
//! for the emissions of a unit, R for its own reduction, r for R / E, and R* for the reduction within it:
//!
//! | method | R* of a unit with a target | without |
//! |---|---|---|
//! | `TOP_LEVEL` | R | sum of its parts' R* |
//! | `CONSERVATIVE` | the larger of R and the sum of its parts' R* | the same sum |
//! | `PARTIAL` | R + sum over its parts of max(0, R* - r E) | the same sum |
//! | `GROSS` | R + sum of its parts' R* | the same sum |
//!
//! Each result is at most the next, and the first three are at most E. This needs parts that do not emit
//! more than the whole. Published figures sometimes do, so E here is the larger of the published figure
//! and the sum of those parts in which anything is reduced (which is the published figure where the condition
//! holds), and such a unit is marked ([`UnitResult::parts_exceed_whole`]).
//!
//! Source: the questions are those of Hsu et al. 2019 (Nature Climate Change 9, 11-17) and Kuramochi et
//! al. 2020 (Climate Policy), who name the overlap of actors and the effects to be told apart; the
//! formulas are this service's own.

mod containment;
mod results;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use containment::{Containment, ContainmentError, OwnTarget, Unit, Within};
pub use results::{Evaluation, UnitResult};

#[cfg(doc)]
use crate::vocabulary::OverlapMethod;

//! The level of emissions that a target implies.
//!
//! | kind | level in the target year |
//! |---|---|
//! | `ABSOLUTE_LEVEL` | the level stated |
//! | `BAU_REDUCTION_ABS` | business as usual of the target year, less the amount stated |
//! | `BASE_YEAR_REDUCTION_ABS` | emissions of the base year, less the amount stated |
//! | `BASE_YEAR_REDUCTION_PCT` | emissions of the base year, less the percentage, where the target applies; the baseline elsewhere |
//! | `BAU_REDUCTION_PCT` | the same from business as usual |
//! | `INTENSITY_LEVEL` | the intensity stated, times the activity of the target year |
//! | `INTENSITY_REDUCTION_PCT` | emissions of the base year, less the percentage, grown as the activity; the baseline where the target does not apply |
//!
//! A level is taken over to another treatment of land use by the land use emissions expected for the
//! target year, and to other warming potentials by a factor that the caller states. Both are steps in the
//! formula of the [`Level`], never hidden. Without land use a level below zero cannot be: it becomes zero
//! and is marked.
//!
//! Source: the kinds and formulas are those of NDCmitiQ (Günther, Gütschow and Jeffery 2021, Geoscientific
//! Model Development 14, 5695-5730).

mod steps;

#[cfg(test)]
mod tests;

pub use steps::{Given, Level, LevelError, LevelRange};

use rust_decimal::Decimal;

use crate::vocabulary::LandUse;

/// A number that is stated as a range; both ends are equal where it is one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The smaller end.
    pub low: Decimal,
    /// The larger end.
    pub high: Decimal,
}

impl Span {
    /// One number.
    pub fn point(number: Decimal) -> Self {
        Self { low: number, high: number }
    }
}

/// What a target says, with the figures it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetForm {
    /// A level in tonnes CO2e.
    AbsoluteLevel {
        /// The level.
        level_tco2e: Span,
    },
    /// An amount below business as usual.
    BauReductionAbs {
        /// Business as usual of the target year, in tonnes CO2e.
        bau_tco2e: Decimal,
        /// The amount, in tonnes CO2e.
        reduction_tco2e: Span,
    },
    /// An amount below the emissions of a base year.
    BaseYearReductionAbs {
        /// Emissions of the base year.
        reference: Reference,
        /// The amount, in tonnes CO2e.
        reduction_tco2e: Span,
    },
    /// A percentage below the emissions of a base year.
    BaseYearReductionPct {
        /// Emissions of the base year.
        reference: Reference,
        /// Percent off.
        percent: Span,
        /// To what part of the emissions it applies; `None` for all of them.
        coverage: Option<Coverage>,
    },
    /// A percentage below business as usual.
    BauReductionPct {
        /// Business as usual of the target year, in tonnes CO2e.
        bau_tco2e: Decimal,
        /// Percent off.
        percent: Span,
        /// To what part of the emissions it applies; `None` for all of them.
        coverage: Option<Coverage>,
    },
    /// A level of emissions per unit of activity.
    IntensityLevel {
        /// Tonnes CO2e per unit of activity.
        intensity: Span,
        /// Activity of the target year, such as gross domestic product.
        activity: Decimal,
    },
    /// A percentage below the emissions per unit of activity of a base year.
    IntensityReductionPct {
        /// Emissions of the base year.
        reference: Reference,
        /// Percent off.
        percent: Span,
        /// Activity of the base year, above zero.
        reference_activity: Decimal,
        /// Activity of the target year, in the same unit.
        activity: Decimal,
        /// To what part of the emissions it applies; `None` for all of them.
        coverage: Option<Coverage>,
    },
}

/// Emissions that a target counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The year.
    pub year: i32,
    /// Emissions in tonnes CO2e.
    pub tco2e: Decimal,
}

/// To what part of the emissions a target applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// From 0 to 1.
    pub share: Decimal,
    /// All emissions expected for the target year without the target, in tonnes CO2e.
    pub baseline_tco2e: Decimal,
}

/// How a level is to be taken over to figures it can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The target year.
    pub year: i32,
    /// How the target treats land use.
    pub stated: LandUse,
    /// How the level is to treat it.
    pub wanted: LandUse,
    /// Land use emissions expected for the target year, in tonnes CO2e; negative where more is taken up.
    /// Needed where the treatment changes.
    pub land_use_tco2e: Option<Decimal>,
    /// By what emissions are multiplied to be in the warming potentials wanted; `None` where they are
    /// already. Applies to what the target states, not to land use.
    pub warming_potentials: Option<Decimal>,
}

impl Conversion {
    /// None: the level is wanted as the target states it.
    pub fn none(year: i32, land_use: LandUse) -> Self {
        Self { year, stated: land_use, wanted: land_use, land_use_tco2e: None, warming_potentials: None }
    }
}

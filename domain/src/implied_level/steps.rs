//! From a target to a level: each step appends to the formula and its inputs.

use rust_decimal::Decimal;

use super::{Conversion, Coverage, Reference, Span, TargetForm};
use crate::formula::Input;
use crate::vocabulary::LandUse;

/// Where a number in the formula of a level comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The target states it.
    Target,
    /// Emissions that the target counts from.
    Reference,
    /// Activity of the base year or of the target year.
    Activity,
    /// Emissions expected for the target year without the target.
    Baseline,
    /// Land use emissions expected for the target year.
    LandUse,
    /// The factor between warming potentials.
    WarmingPotentials,
}

/// A level of emissions, with what it was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The level in tonnes CO2e.
    pub tco2e: Decimal,
    /// An arithmetic expression over the names of the inputs; `max(0, ...)` is the one function in it.
    pub formula: String,
    /// The numbers in the formula.
    pub inputs: Vec<Input<Given>>,
    /// Whether the formula gave less than zero where that cannot be, and zero stands for it.
    pub is_floored: bool,
}

/// The levels that a target stated as a range implies; both are equal where it is one number.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRange {
    /// The lower level: the more ambitious end of the target.
    pub low: Level,
    /// The higher level.
    pub high: Level,
}

/// Why no level can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelError {
    /// A number is too large, or a percentage or a share is not one.
    NotPossible,
    /// The activity of the base year is zero or less: nothing can be grown from it.
    NoActivity,
    /// The treatment of land use changes, and the land use emissions of the target year are not known.
    NoLandUse,
}

impl TargetForm {
    /// The level that the target implies in its year.
    ///
    /// # Errors
    /// Says what is missing or cannot be.
    pub fn level(&self, conversion: &Conversion) -> Result<LevelRange, LevelError> {
        let (stated, falls) = self.stated();
        let level = |stated| self.level_of(stated, conversion);
        let (of_low, of_high) = (level(stated.low)?, level(stated.high)?);
        // A larger reduction is a lower level.
        let (low, high) = if falls { (of_high, of_low) } else { (of_low, of_high) };
        Ok(LevelRange { low, high })
    }

    /// The number that the target states, and whether the level falls as it rises.
    fn stated(&self) -> (Span, bool) {
        match self {
            Self::AbsoluteLevel { level_tco2e } => (*level_tco2e, false),
            Self::IntensityLevel { intensity, .. } => (*intensity, false),
            Self::BauReductionAbs { reduction_tco2e, .. }
            | Self::BaseYearReductionAbs { reduction_tco2e, .. } => (*reduction_tco2e, true),
            Self::BaseYearReductionPct { percent, .. }
            | Self::BauReductionPct { percent, .. }
            | Self::IntensityReductionPct { percent, .. } => (*percent, true),
        }
    }

    fn level_of(&self, stated: Decimal, conversion: &Conversion) -> Result<Level, LevelError> {
        let start = self.as_stated(stated, conversion.year)?;
        let same_potentials = start.in_potentials(conversion.warming_potentials)?;
        let level = same_potentials.with_land_use(conversion)?;
        Ok(if conversion.wanted == LandUse::Excluded { level.floored() } else { level })
    }

    /// The level in the terms of the target.
    fn as_stated(&self, stated: Decimal, year: i32) -> Result<Level, LevelError> {
        let amount = |name| tonnes(name, stated, year, Given::Target);
        match *self {
            Self::AbsoluteLevel { .. } => Level::new("T", Some(stated), vec![amount("T")]),
            Self::BauReductionAbs { bau_tco2e, .. } => Level::new(
                "BAU_t - a",
                bau_tco2e.checked_sub(stated),
                vec![tonnes("BAU_t", bau_tco2e, year, Given::Target), amount("a")],
            ),
            Self::BaseYearReductionAbs { reference, .. } => Level::new(
                "E_ref - a",
                reference.tco2e.checked_sub(stated),
                vec![of_base(reference), amount("a")],
            ),
            Self::IntensityLevel { activity, .. } => Level::new(
                "I_t * A_t",
                stated.checked_mul(activity),
                vec![
                    Input::new("I_t", stated, "tCO2e/activity", Some(year), Given::Target),
                    Input::new("A_t", activity, "activity", Some(year), Given::Activity),
                ],
            ),
            Self::BaseYearReductionPct { reference, coverage, .. } => {
                reduced(stated, of_base(reference))?.covered(coverage, year)
            }
            Self::BauReductionPct { bau_tco2e, coverage, .. } => {
                reduced(stated, tonnes("BAU_t", bau_tco2e, year, Given::Target))?.covered(coverage, year)
            }
            Self::IntensityReductionPct { reference, reference_activity, activity, coverage, .. } => {
                let activities = [(reference_activity, reference.year), (activity, year)];
                reduced(stated, of_base(reference))?.grown(activities)?.covered(coverage, year)
            }
        }
    }
}

fn tonnes(name: &str, value: Decimal, year: i32, given: Given) -> Input<Given> {
    Input::new(name, value, "tCO2e", Some(year), given)
}

fn of_base(reference: Reference) -> Input<Given> {
    tonnes("E_ref", reference.tco2e, reference.year, Given::Reference)
}

/// So many percent off a number of tonnes.
fn reduced(percent: Decimal, from: Input<Given>) -> Result<Level, LevelError> {
    // More than everything can be taken off where uptake counts; less than nothing is growth.
    let left = Decimal::ONE_HUNDRED.checked_sub(percent).map(|left| left / Decimal::ONE_HUNDRED);
    let tco2e = left.and_then(|left| left.checked_mul(from.value));
    let formula = format!("(1 - p / 100) * {}", from.name);
    let percent = Input::new("p", percent, "percent", None, Given::Target);
    Level::new(formula, tco2e, vec![percent, from])
}

impl Level {
    fn new(
        formula: impl Into<String>,
        tco2e: Option<Decimal>,
        inputs: Vec<Input<Given>>,
    ) -> Result<Self, LevelError> {
        let tco2e = tco2e.ok_or(LevelError::NotPossible)?;
        Ok(Self { tco2e, formula: formula.into(), inputs, is_floored: false })
    }

    /// Grown as an activity from the base year to the target year.
    fn grown(mut self, [reference, target]: [(Decimal, i32); 2]) -> Result<Self, LevelError> {
        if reference.0 <= Decimal::ZERO {
            return Err(LevelError::NoActivity);
        }
        let activity =
            |name: &str, (value, year)| Input::new(name, value, "activity", Some(year), Given::Activity);
        let growth = target.0.checked_div(reference.0);
        self.inputs.extend([activity("A_t", target), activity("A_ref", reference)]);
        let tco2e = growth.and_then(|growth| growth.checked_mul(self.tco2e));
        Self::new(format!("A_t / A_ref * {}", self.formula), tco2e, self.inputs)
    }

    /// Where the target applies to a part of the emissions, the baseline for the rest.
    fn covered(mut self, coverage: Option<Coverage>, year: i32) -> Result<Self, LevelError> {
        let Some(Coverage { share, baseline_tco2e }) = coverage else { return Ok(self) };
        if !(Decimal::ZERO..=Decimal::ONE).contains(&share) {
            return Err(LevelError::NotPossible);
        }
        let rest = baseline_tco2e.checked_mul(Decimal::ONE - share);
        let tco2e = self.tco2e.checked_mul(share).zip(rest).and_then(|(part, rest)| part.checked_add(rest));
        self.inputs.push(Input::new("cov", share, "ratio", None, Given::Target));
        self.inputs.push(tonnes("E_t", baseline_tco2e, year, Given::Baseline));
        Self::new(format!("{} * cov + E_t * (1 - cov)", self.formula), tco2e, self.inputs)
    }

    /// In other warming potentials.
    fn in_potentials(mut self, factor: Option<Decimal>) -> Result<Self, LevelError> {
        let Some(factor) = factor else { return Ok(self) };
        if factor <= Decimal::ZERO {
            return Err(LevelError::NotPossible);
        }
        self.inputs.push(Input::new("gwp", factor, "ratio", None, Given::WarmingPotentials));
        Self::new(format!("({}) * gwp", self.formula), self.tco2e.checked_mul(factor), self.inputs)
    }

    /// With or without land use, as wanted.
    fn with_land_use(mut self, conversion: &Conversion) -> Result<Self, LevelError> {
        if conversion.stated == conversion.wanted {
            return Ok(self);
        }
        let land_use = conversion.land_use_tco2e.ok_or(LevelError::NoLandUse)?;
        let (sign, tco2e) = match conversion.wanted {
            LandUse::Included => ('+', self.tco2e.checked_add(land_use)),
            LandUse::Excluded => ('-', self.tco2e.checked_sub(land_use)),
        };
        self.inputs.push(tonnes("LU_t", land_use, conversion.year, Given::LandUse));
        Self::new(format!("{} {sign} LU_t", self.formula), tco2e, self.inputs)
    }

    /// At least zero.
    fn floored(mut self) -> Self {
        if self.tco2e < Decimal::ZERO {
            self.formula = format!("max(0, {})", self.formula);
            self.tco2e = Decimal::ZERO;
            self.is_floored = true;
        }
        self
    }
}

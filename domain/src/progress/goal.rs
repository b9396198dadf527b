//! What a target asks for, as far as progress can be computed against it.

use rust_decimal::Decimal;

use super::{Measured, Terms, percent_inputs};
use crate::formula::Input;
use crate::vocabulary::{NullReason, TargetKind};

/// What a target asks for.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// A percentage less than the base value, lower and upper end.
    Percent(Decimal, Decimal),
    /// A level.
    Level(Decimal),
    /// Nothing left: net zero without a stated rest.
    Zero,
    /// A level below a projection for the target year.
    Projected {
        /// The projection.
        projected: Decimal,
        /// The level.
        level: Decimal,
    },
}

impl Goal {
    /// What a target asks for; else why that cannot be said in numbers.
    pub(super) fn of<O>(terms: &Terms<O>) -> Result<Self, NullReason> {
        let percent = terms.reduction_percent.map(|(low, high)| Self::Percent(low, high));
        let level = terms.target_value.map(Self::Level);
        let unstated = terms.null_reason.unwrap_or(NullReason::NotQuantified);
        match terms.kind {
            TargetKind::BauReductionPct | TargetKind::BauReductionAbs => projected(terms),
            TargetKind::BaseYearReductionPct
            | TargetKind::IntensityReductionPct
            | TargetKind::ScienceBased => percent.or(level).ok_or(unstated),
            TargetKind::NetZero
            | TargetKind::CarbonNeutral
            | TargetKind::ClimateNeutral
            | TargetKind::GhgNeutral
            | TargetKind::ZeroCarbon
            | TargetKind::ZeroEmissions => Ok(percent.or(level).unwrap_or(Self::Zero)),
            TargetKind::AbsoluteLevel
            | TargetKind::BaseYearReductionAbs
            | TargetKind::IntensityLevel
            | TargetKind::NetNegative
            | TargetKind::RenewableShare
            | TargetKind::EnergyEfficiency
            | TargetKind::Area
            | TargetKind::Finance => level.ok_or(unstated),
            TargetKind::Peak => Err(NullReason::NotYetDue),
            // A reduction whose form is open may be of an intensity, or against a projection.
            TargetKind::EmissionsReduction => Err(NullReason::NotSpecifiedInSource),
            TargetKind::NonGhgAction | TargetKind::Other => Err(unstated),
        }
    }

    pub(super) fn is_against_projection(&self) -> bool {
        matches!(self, Self::Projected { .. })
    }

    pub(super) fn is_range(&self) -> bool {
        matches!(self, Self::Percent(low, high) if low != high)
    }

    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Self::Zero)
    }

    /// The level to reach from a base value; of a range, its `ambitious` or its other end.
    pub(super) fn level(&self, base: Decimal, ambitious: bool) -> Option<Decimal> {
        match self {
            Self::Percent(low, high) => {
                let percent = if ambitious { *high } else { *low };
                base.checked_sub(base.checked_mul(percent)? / Decimal::ONE_HUNDRED)
            }
            Self::Level(level) | Self::Projected { level, .. } => Some(*level),
            Self::Zero => Some(Decimal::ZERO),
        }
    }

    /// Progress from a base value to the latest; `None` where it is divided by zero.
    pub(super) fn progress(&self, base: Decimal, latest: Decimal, ambitious: bool) -> Option<Decimal> {
        let from = if let Self::Projected { projected, .. } = self { *projected } else { base };
        let way = from.checked_sub(self.level(base, ambitious)?)?;
        from.checked_sub(latest)?.checked_div(way)
    }

    /// The formula, with the expressions of the base value and the latest.
    pub(super) fn formula(&self, base: &str, latest: &str) -> String {
        match self {
            Self::Percent(..) => format!("({base} - {latest}) / ({base} * p / 100)"),
            Self::Level(_) => format!("({base} - {latest}) / ({base} - T)"),
            Self::Zero => format!("({base} - {latest}) / {base}"),
            Self::Projected { .. } => format!("(BAU - {latest}) / (BAU - T)"),
        }
    }

    /// What goes into the formula.
    pub(super) fn inputs<O: Clone>(
        &self,
        terms: &Terms<O>,
        base: &Measured<O>,
        latest: &Measured<O>,
    ) -> Vec<Input<O>> {
        let stated =
            |name: &str, value| Input::new(name, value, &terms.unit, terms.target_year, terms.origin.clone());
        let mut inputs: Vec<Input<O>> = Vec::new();
        if !self.is_against_projection() {
            inputs.extend(base.inputs("B", &terms.unit));
        }
        inputs.extend(latest.inputs("L", &terms.unit));
        match self {
            Self::Percent(low, high) => inputs.extend(percent_inputs(terms, *low, *high)),
            Self::Level(level) => inputs.push(stated("T", *level)),
            Self::Zero => {}
            Self::Projected { projected, level } => {
                inputs.extend([stated("BAU", *projected), stated("T", *level)]);
            }
        }
        inputs
    }
}

/// A level below a projection: stated, or a percentage of it.
fn projected<O>(terms: &Terms<O>) -> Result<Goal, NullReason> {
    let projected = terms.bau_value.ok_or(NullReason::NotComparable)?;
    let by_percent = || {
        let (low, high) = terms.reduction_percent?;
        let less = projected.checked_mul(low)? / Decimal::ONE_HUNDRED;
        (low == high).then(|| projected - less)
    };
    let level = terms.target_value.or_else(by_percent);
    level.map(|level| Goal::Projected { projected, level }).ok_or(NullReason::NotComparable)
}

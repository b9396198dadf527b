//! The forms in which the numbers of a target can be read, as far as they are there.

use quipu_domain::implied_level::{Reference, Span, TargetForm};

use crate::rows::Numbers;

/// A level.
pub(super) fn level(numbers: &Numbers) -> Option<TargetForm> {
    numbers.target_value_tco2e.map(|tco2e| TargetForm::AbsoluteLevel { level_tco2e: Span::point(tco2e) })
}

/// A percentage below the emissions of a base year.
pub(super) fn below_base(numbers: &Numbers, reference: Reference) -> Option<TargetForm> {
    Some(TargetForm::BaseYearReductionPct { reference, percent: percent(numbers)?, coverage: None })
}

/// A percentage below business as usual.
pub(super) fn below_projection(numbers: &Numbers) -> Option<TargetForm> {
    let (bau_tco2e, percent) = numbers.bau_value_tco2e.zip(percent(numbers))?;
    Some(TargetForm::BauReductionPct { bau_tco2e, percent, coverage: None })
}

fn percent(numbers: &Numbers) -> Option<Span> {
    let (low, high) = numbers.reduction_low_percent.zip(numbers.reduction_high_percent)?;
    Some(Span { low, high })
}

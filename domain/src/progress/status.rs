//! Where a target stands: against the straight line, when it is due, and where it asks for no change.

use rust_decimal::Decimal;

use super::goal::Goal;
use crate::vocabulary::{NullReason, ProgressStatus, TargetKind};

/// Share of the time from base year to target year that has passed; `None` without both years.
pub(super) fn straight_line(base: Option<i32>, due: Option<i32>, year: i32) -> Option<Decimal> {
    let (base, due) = (base?, due?);
    Decimal::from(year - base).checked_div(Decimal::from(due - base))
}

/// Where a value stands.
pub(super) fn status(value: Decimal, expected: Option<Decimal>, is_due: bool) -> ProgressStatus {
    if is_due {
        return if value >= Decimal::ONE { ProgressStatus::Met } else { ProgressStatus::Missed };
    }
    match expected {
        _ if value > Decimal::ONE => ProgressStatus::OverAchieved,
        _ if value == Decimal::ONE => ProgressStatus::Achieved,
        _ if value < Decimal::ZERO => ProgressStatus::Reversed,
        Some(expected) if value >= expected => ProgressStatus::OnTrack,
        Some(_) => ProgressStatus::OffTrack,
        None => ProgressStatus::NotAssessable,
    }
}

/// Whether a target asks for a change, or sets a limit.
pub(super) enum Limit {
    /// It asks for a change, and progress is a share of it.
    Reduction,
    /// It sets a limit, which is kept.
    Kept(NullReason),
    /// It sets a limit, which is not kept.
    Broken(NullReason),
    /// Nothing can be said.
    None(NullReason),
}

/// What a target asks for, seen from its base value.
pub(super) fn limit(kind: TargetKind, goal: &Goal, base: Decimal, latest: Decimal) -> Limit {
    let Some(level) = goal.level(base, true) else { return Limit::None(NullReason::NotComparable) };
    if goal.is_against_projection() {
        return Limit::Reduction;
    }
    let rises = matches!(kind, TargetKind::RenewableShare | TargetKind::Area | TargetKind::Finance);
    let is_kept = if rises { latest >= level } else { latest <= level };
    let asks_for_change = if rises { level > base } else { level < base };
    if !rises && base.is_zero() {
        return Limit::None(NullReason::ZeroDenominator);
    }
    if !rises && base.is_sign_negative() && matches!(goal, Goal::Percent(..) | Goal::Zero) {
        // A share of a sink says nothing of what is left to emit.
        return Limit::None(NullReason::NotApplicable);
    }
    match (asks_for_change, level == base) {
        (true, _) => Limit::Reduction,
        (false, true) if is_kept => Limit::Kept(NullReason::ZeroDenominator),
        (false, true) => Limit::None(NullReason::ZeroDenominator),
        (false, false) if is_kept => Limit::Kept(NullReason::NotApplicable),
        (false, false) => Limit::Broken(NullReason::NotApplicable),
    }
}

//! What kinds of targets have in common.

use super::TargetKind;

impl TargetKind {
    /// Whether a target is net by its kind, so that no level of emissions follows from it. What is called
    /// zero is mostly meant net as well.
    pub fn is_net(self) -> bool {
        matches!(
            self,
            Self::NetZero
                | Self::CarbonNeutral
                | Self::ClimateNeutral
                | Self::GhgNeutral
                | Self::ZeroCarbon
                | Self::ZeroEmissions
                | Self::NetNegative
        )
    }

    /// Whether a target is a reduction below what business as usual would give.
    pub fn is_against_projection(self) -> bool {
        matches!(self, Self::BauReductionPct | Self::BauReductionAbs)
    }
}

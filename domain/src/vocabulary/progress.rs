//! Lists for progress against targets, and for what a figure measures.

use super::{Vocabulary, fmt};

vocabulary! {
    /// Where a target stands, as computed from what was reported; never a judgement of the actor.
    ProgressStatus {
        /// Before the target year, and at least as far as the straight line from the base year.
        OnTrack = "ON_TRACK",
        /// Before the target year, and less far than the straight line from the base year.
        OffTrack = "OFF_TRACK",
        /// Before the target year, and exactly at the target.
        Achieved = "ACHIEVED",
        /// Before the target year, and beyond the target.
        OverAchieved = "OVER_ACHIEVED",
        /// Further from the target than in the base year.
        Reversed = "REVERSED",
        /// In the target year, or first reported after it, at the target or beyond.
        Met = "MET",
        /// In the target year, or first reported after it, short of the target.
        Missed = "MISSED",
        /// The target asks for no change, or for a limit, and it is kept.
        Maintained = "MAINTAINED",
        /// It cannot be said; `reason` says why where there is no value.
        NotAssessable = "NOT_ASSESSABLE",
    }

    /// What belongs to a value of progress and must be read with it.
    ProgressCaveat {
        /// Emissions are gross, before offsets and removals: bought credits never count. The target is net.
        GrossOnly = "GROSS_ONLY",
        /// The target covers land use and forestry, the emissions do not, or the other way round.
        LandUseDiffers = "LAND_USE_DIFFERS",
        /// A source does not say what its figure covers (area, gases or scopes); it is taken to cover the same.
        CoverageNotStated = "COVERAGE_NOT_STATED",
        /// The base value stated with the target differs by more than 2 % from that of the inventory used.
        StatedBaseDiffers = "STATED_BASE_DIFFERS",
        /// The year was reported more than once with different figures; the one recorded last counts.
        Restated = "RESTATED",
        /// What the actor itself says of its progress differs from what was computed by more than a percentage point.
        SelfStatedDiffers = "SELF_STATED_DIFFERS",
        /// Nothing was reported for the target year; the first year after it is used.
        AfterTargetYear = "AFTER_TARGET_YEAR",
        /// The latest data are old: see `staleness`.
        Stale = "STALE",
        /// Of an intensity: it falls though emissions may grow with the activity.
        IntensityOnly = "INTENSITY_ONLY",
        /// Reported by the actor as a percentage; the emissions behind it are not known.
        PercentOnly = "PERCENT_ONLY",
    }

    /// In what two figures differ, so that they cannot be compared.
    Difference {
        /// They come from families of sources that count in different ways.
        SourceFamily = "SOURCE_FAMILY",
        /// They cover another area or other activities.
        Boundary = "BOUNDARY",
        /// They cover other scopes, or the target covers a scope in part.
        Scopes = "SCOPES",
        /// They cover other gases.
        Gases = "GASES",
        /// Gases are converted with other warming potentials.
        WarmingPotentials = "WARMING_POTENTIALS",
        /// One counts land use and forestry, the other does not.
        LandUse = "LAND_USE",
        /// They are so far apart that a slip of a digit or another unit is likely.
        Unit = "UNIT",
    }

    /// Whether land use, land-use change and forestry are counted.
    LandUse {
        /// They are counted: the total is net.
        Included = "INCLUDED",
        /// They are not counted.
        Excluded = "EXCLUDED",
    }

    /// Assessment report of the IPCC whose warming potentials over 100 years turn gases into CO2-equivalent.
    WarmingPotentials {
        /// Second assessment report.
        Sar = "SAR",
        /// Fourth assessment report.
        Ar4 = "AR4",
        /// Fifth assessment report.
        Ar5 = "AR5",
        /// Sixth assessment report.
        Ar6 = "AR6",
    }
}

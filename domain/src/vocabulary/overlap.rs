//! Lists for adding up what the targets of a country's cities and regions mean for its NDC.

use super::{Vocabulary, fmt};

vocabulary! {
    /// How reductions are added up where one territory lies within another.
    OverlapMethod {
        /// The uppermost target of a territory stands for everything in it; what lies below a target is taken to be needed for it.
        TopLevel = "TOP_LEVEL",
        /// The larger of a territory's own reduction and the sum of what lies in it.
        Conservative = "CONSERVATIVE",
        /// A territory's own reduction, and of what lies in it only what goes further than its rate.
        Partial = "PARTIAL",
        /// Everything is added, as if nothing overlapped: an upper bound, not an estimate.
        Gross = "GROSS",
    }

    /// What became of an actor's own reduction when reductions were added up.
    ReductionOutcome {
        /// It counts in full.
        Counted = "COUNTED",
        /// A part of it counts; the rest is contained in the reduction of a territory around it.
        PartlyAbsorbed = "PARTLY_ABSORBED",
        /// It is contained in the reduction of a territory around it.
        AbsorbedByParent = "ABSORBED_BY_PARENT",
        /// It is contained in the larger sum of what lies within the actor's territory.
        AbsorbedByChildren = "ABSORBED_BY_CHILDREN",
        /// The target asks for no less than what is emitted already.
        NoReduction = "NO_REDUCTION",
        /// No target for emissions was found.
        NoTarget = "NO_TARGET",
        /// There is a target, but the emissions or the level it means are not known.
        NoData = "NO_DATA",
        /// The target falls due in another year.
        OtherYear = "OTHER_YEAR",
        /// Another target of the actor for the same year is stricter.
        LessStrict = "LESS_STRICT",
        /// The target is per unit of activity: emissions may rise with the activity.
        Intensity = "INTENSITY",
        /// The target is net, or asks for nothing to be left: removals or credits may meet any part of it, and how much is not stated.
        NetTarget = "NET_TARGET",
        /// The target is for emissions that others count as their own: energy bought, or a value chain.
        ScopeExcluded = "SCOPE_EXCLUDED",
        /// The target is for a part of the territory or of the gases only.
        PartOfTerritory = "PART_OF_TERRITORY",
        /// There are emissions, but none that can be compared with what the target states or counts from.
        NotComparable = "NOT_COMPARABLE",
        /// Its latest emissions are of more than ten years before the reference year.
        OldEmissions = "OLD_EMISSIONS",
        /// The actor has no territory, and no site of it with emissions is known; its seat says nothing of where it emits.
        Unallocated = "UNALLOCATED",
        /// The region it lies in is not known, and it could lie in one that counts.
        Unplaced = "UNPLACED",
        /// A group of actors: its members count, not the group beside them.
        Group = "GROUP",
    }

    /// Why a contribution, or the part of the national target in it, cannot be computed.
    ContributionGap {
        /// No source states national emissions.
        NoNationalEmissions = "NO_NATIONAL_EMISSIONS",
        /// No year was asked for, and no national target falls due after the latest national emissions.
        NoTargetYear = "NO_TARGET_YEAR",
        /// The year asked for is not after that of the latest national emissions.
        YearNotAfterReference = "YEAR_NOT_AFTER_REFERENCE",
        /// National emissions are below zero, net of what is taken up: there is nothing to take shares of.
        NetSink = "NET_SINK",
        /// No national target for emissions falls due in the year.
        NoNationalTarget = "NO_NATIONAL_TARGET",
        /// The target of the year is one of a group of Parties, for its members together.
        GroupTarget = "GROUP_TARGET",
        /// The target of the year is net, or asks for nothing to be left: how much is to be met by removals is not known.
        NetTarget = "NET_TARGET",
        /// The target of the year is in a form, or lacks a figure, so that no level follows from it.
        NoLevel = "NO_LEVEL",
    }

    /// What belongs to a contribution and must be read with it.
    ContributionCaveat {
        /// Reductions are counted from the latest emissions known, not from what emissions would become without targets.
        FrozenReference = "FROZEN_REFERENCE",
        /// All targets are taken to be met; how likely that is, nothing here says.
        TargetsTakenAsMet = "TARGETS_TAKEN_AS_MET",
        /// National emissions do not count land use; the national target counts it, or does not say.
        LandUseDiffers = "LAND_USE_DIFFERS",
        /// The national target is a range; its less demanding end is used.
        NationalTargetIsRange = "NATIONAL_TARGET_IS_RANGE",
        /// The national target depends on support from others.
        NationalTargetConditional = "NATIONAL_TARGET_CONDITIONAL",
        /// Emissions of actors come from other sources than the national emissions.
        OtherSources = "OTHER_SOURCES",
        /// Some emissions of actors are of an earlier year than the national ones; each item says which.
        OtherInventoryYears = "OTHER_INVENTORY_YEARS",
        /// Some figures are taken to cover the same, though one does not say what it covers.
        CoverageNotStated = "COVERAGE_NOT_STATED",
        /// Some cities state no emissions by scope: their totals may hold energy bought from elsewhere, or waste sent there.
        TotalsOfCities = "TOTALS_OF_CITIES",
        /// Some targets are levels, held against emissions of another source.
        LevelsOfOtherSources = "LEVELS_OF_OTHER_SOURCES",
        /// Somewhere the parts emit more together than is published for the whole; rates are of the sum there.
        PartsExceedWhole = "PARTS_EXCEED_WHOLE",
        /// Some cities or regions are left out: in which region they lie is not known.
        UnplacedActors = "UNPLACED_ACTORS",
        /// Cities whose region is not known may lie in regions with a target: they are not taken beside these, so the
        /// share under no target may be less.
        UncoveredMayBeLess = "UNCOVERED_MAY_BE_LESS",
        /// Some regions have no code of a subdivision: they may overlap.
        UncodedRegions = "UNCODED_REGIONS",
        /// Targets of companies and other actors without territory are left out: where they emit is not known.
        UnallocatedActors = "UNALLOCATED_ACTORS",
    }
}

//! Lists for what several sources say of one thing.

use super::{Vocabulary, fmt};

vocabulary! {
    /// Whose code an identifier is.
    IdentifierScheme {
        /// Legal Entity Identifier (ISO 17442).
        Lei = "LEI",
        /// International Securities Identification Number (ISO 6166).
        Isin = "ISIN",
        /// UN code for trade and transport locations.
        Unlocode = "UNLOCODE",
        /// Code of a subdivision of a country (ISO 3166-2).
        Iso3166Part2 = "ISO3166_2",
        /// Net Zero Tracker.
        Nzt = "NZT",
        /// Global Covenant of Mayors.
        Gcom = "GCOM",
        /// Science Based Targets initiative.
        Sbti = "SBTI",
        /// CDP.
        Cdp = "CDP",
        /// Wikidata.
        Wikidata = "WIKIDATA",
        /// C40 Cities.
        C40 = "C40",
        /// UN Global Compact.
        Ungc = "UNGC",
        /// Reporting programme for greenhouse gases of the United States' EPA.
        EpaGhgrp = "EPA_GHGRP",
    }

    /// Where a membership in an initiative stands.
    MembershipStatus {
        /// A member.
        Member = "MEMBER",
        /// It has said that it will fulfil the conditions, and has not yet.
        Committed = "COMMITTED",
        /// A member that is suspended: it has not kept what it had agreed to.
        Suspended = "SUSPENDED",
        /// It was one, or had said it would be, and is no longer.
        Ended = "ENDED",
    }

    /// Income group of a country, after the World Bank.
    IncomeGroup {
        /// Low income.
        Low = "LOW",
        /// Lower middle income.
        LowerMiddle = "LOWER_MIDDLE",
        /// Upper middle income.
        UpperMiddle = "UPPER_MIDDLE",
        /// High income.
        High = "HIGH",
    }

    /// What an excerpt of an NDC is about.
    NdcTopic {
        /// The target for greenhouse gases.
        GhgTarget = "GHG_TARGET",
        /// How that target is expressed.
        GhgTargetType = "GHG_TARGET_TYPE",
        /// The reference or base year.
        ReferenceYear = "REFERENCE_YEAR",
        /// The year or period of the target.
        TargetYear = "TARGET_YEAR",
        /// Sectors covered.
        CoverageSectors = "COVERAGE_SECTORS",
        /// Gases covered.
        CoverageGases = "COVERAGE_GASES",
        /// Whether it depends on support.
        Conditionality = "CONDITIONALITY",
        /// How it was planned and who took part.
        PlanningProcesses = "PLANNING_PROCESSES",
    }

    /// What a rule of precedence is for: which of several sources is shown first.
    PrecedenceMetric {
        /// Name, kind, sector and the like of an actor.
        Profile = "PROFILE",
        /// Where an actor lies.
        Location = "LOCATION",
        /// Inhabitants of a city or region.
        Population = "POPULATION",
        /// Targets of an actor.
        Target = "TARGET",
        /// Emissions of an actor.
        Inventory = "INVENTORY",
        /// Emissions of a country.
        NationalEmissions = "NATIONAL_EMISSIONS",
        /// Inhabitants of a country.
        NationalPopulation = "NATIONAL_POPULATION",
    }

    /// Why sources may differ on one thing.
    ConflictReason {
        /// They cover other gases.
        OtherGases = "OTHER_GASES",
        /// They cover another area or other activities.
        OtherBoundary = "OTHER_BOUNDARY",
        /// They count from another base year.
        OtherBaseYear = "OTHER_BASE_YEAR",
        /// They differ by a factor of a thousand or a million: one may be in another unit.
        OtherUnit = "OTHER_UNIT",
        /// They measure by another method.
        OtherMethod = "OTHER_METHOD",
        /// No reason can be told from what they state.
        Unknown = "UNKNOWN",
    }
}

//! The closed lists of the field. Each entry is defined once: its name, the code that is
//! stored and shown in the graph, and the sentence that explains it.

use std::fmt;

/// A closed list whose entries have a stable code.
pub trait Vocabulary: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// Name of the list, as in the GraphQL schema.
    const NAME: &'static str;
    /// What the list is for, as one sentence.
    const ABOUT: &'static str;
    /// Every entry, in the order of the schema.
    const ALL: &'static [Self];

    /// The stable code, in capitals: what is stored and what clients read.
    fn code(self) -> &'static str;

    /// What the entry means.
    fn about(self) -> &'static str;

    /// The entry with this code; `None` if there is none.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|entry| entry.code() == code)
    }
}

macro_rules! vocabulary {
    ($(
        #[doc = $about:literal]
        $name:ident { $( $(#[doc = $entry_about:literal])+ $entry:ident = $code:literal ),+ $(,)? }
    )+) => {$(
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $entry_about])+ $entry ),+ }

        impl Vocabulary for $name {
            const NAME: &'static str = stringify!($name);
            const ABOUT: &'static str = $about.trim_ascii();
            const ALL: &'static [Self] = &[$(Self::$entry),+];

            fn code(self) -> &'static str {
                match self { $(Self::$entry => $code),+ }
            }

            fn about(self) -> &'static str {
                match self { $(Self::$entry => concat!($($entry_about),+).trim_ascii()),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.code())
            }
        }
    )+};
}

mod changes;
mod many_sources;
mod ndc_links;
mod overlap;
mod progress;
mod target_kind;

pub use changes::*;
pub use many_sources::*;
pub use ndc_links::*;
pub use overlap::*;
pub use progress::*;

vocabulary! {
    /// Whether a place is a Party to the UN Framework Convention on Climate Change.
    PartyStatus {
        /// A Party to the Convention.
        Party = "PARTY",
        /// Not a Party in its own name: another Party may represent it, or none.
        NonParty = "NON_PARTY",
    }

    /// What kind of actor it is.
    ActorType {
        /// A city, town or other municipality.
        City = "CITY",
        /// A state, province, region or other level between city and country.
        Region = "REGION",
        /// A company, listed or not.
        Company = "COMPANY",
        /// An investor, bank, insurer or other financial institution.
        Investor = "INVESTOR",
        /// A civil society organisation.
        CivilSociety = "CIVIL_SOCIETY",
        /// A university or other place of higher education.
        HigherEducation = "HIGHER_EDUCATION",
        /// A site that emits: plant, mine, port.
        Facility = "FACILITY",
        /// None of the other kinds, or not stated.
        Other = "OTHER",
    }

    /// How a target is expressed.
    TargetKind {
        /// A level of emissions in the target year.
        AbsoluteLevel = "ABSOLUTE_LEVEL",
        /// A percentage below the emissions of a base year.
        BaseYearReductionPct = "BASE_YEAR_REDUCTION_PCT",
        /// An amount below the emissions of a base year.
        BaseYearReductionAbs = "BASE_YEAR_REDUCTION_ABS",
        /// A percentage below what business as usual would give in the target year.
        BauReductionPct = "BAU_REDUCTION_PCT",
        /// An amount below what business as usual would give in the target year.
        BauReductionAbs = "BAU_REDUCTION_ABS",
        /// A level of emissions per unit of activity.
        IntensityLevel = "INTENSITY_LEVEL",
        /// A percentage below the emissions per unit of activity of a base year.
        IntensityReductionPct = "INTENSITY_REDUCTION_PCT",
        /// A year after which emissions fall.
        Peak = "PEAK",
        /// A share of renewable energy.
        RenewableShare = "RENEWABLE_SHARE",
        /// Less energy for the same service.
        EnergyEfficiency = "ENERGY_EFFICIENCY",
        /// Net zero emissions.
        NetZero = "NET_ZERO",
        /// Carbon neutrality, in the words of the actor.
        CarbonNeutral = "CARBON_NEUTRAL",
        /// Climate neutrality, in the words of the actor.
        ClimateNeutral = "CLIMATE_NEUTRAL",
        /// Greenhouse gas neutrality, in the words of the actor.
        GhgNeutral = "GHG_NEUTRAL",
        /// Zero carbon, in the words of the actor.
        ZeroCarbon = "ZERO_CARBON",
        /// Zero emissions, in the words of the actor.
        ZeroEmissions = "ZERO_EMISSIONS",
        /// More taken up than emitted: carbon negative, climate positive, net negative.
        NetNegative = "NET_NEGATIVE",
        /// A target that follows, or will follow, a science-based method or a temperature goal.
        ScienceBased = "SCIENCE_BASED",
        /// A reduction of emissions whose form the source does not state.
        EmissionsReduction = "EMISSIONS_REDUCTION",
        /// An area to protect, restore or plant.
        Area = "AREA",
        /// An amount of money.
        Finance = "FINANCE",
        /// Policies and actions with no number for emissions.
        NonGhgAction = "NON_GHG_ACTION",
        /// Something else; the source record says what.
        Other = "OTHER",
    }

    /// What a target is measured in.
    TargetMetric {
        /// Greenhouse gas emissions, tonnes of CO2-equivalent.
        GhgEmissions = "GHG_EMISSIONS",
        /// Greenhouse gas emissions per unit of activity.
        GhgIntensity = "GHG_INTENSITY",
        /// Share of renewable energy, percent.
        RenewableShare = "RENEWABLE_SHARE",
        /// Energy use or efficiency.
        EnergyEfficiency = "ENERGY_EFFICIENCY",
        /// Area, hectares.
        Area = "AREA",
        /// Money.
        Finance = "FINANCE",
        /// Something else.
        Other = "OTHER",
    }

    /// How firmly a target is anchored, as its source judges.
    LegalStatus {
        /// Proposed or in discussion.
        Proposed = "PROPOSED",
        /// A declaration or pledge.
        DeclarationPledge = "DECLARATION_PLEDGE",
        /// In a policy document.
        InPolicyDocument = "IN_POLICY_DOCUMENT",
        /// In a corporate strategy.
        InCorporateStrategy = "IN_CORPORATE_STRATEGY",
        /// In law.
        InLaw = "IN_LAW",
        /// Achieved, as the actor itself says.
        AchievedSelfDeclared = "ACHIEVED_SELF_DECLARED",
        /// Achieved, validated by someone else.
        AchievedValidated = "ACHIEVED_VALIDATED",
    }

    /// Whether something is covered, as the source states it.
    Answer {
        /// Yes.
        Yes = "YES",
        /// No.
        No = "NO",
        /// In part.
        Partial = "PARTIAL",
        /// The source looked and found no statement.
        NotSpecified = "NOT_SPECIFIED",
    }

    /// Which greenhouse gases a target covers.
    GasCoverage {
        /// Carbon dioxide only.
        Co2Only = "CO2_ONLY",
        /// Carbon dioxide and other greenhouse gases.
        Co2AndOthers = "CO2_AND_OTHERS",
        /// The source looked and found no statement.
        NotSpecified = "NOT_SPECIFIED",
    }

    /// Where a value stands with those who check such values; never a judgement of our own.
    Verification {
        /// From an official register or the Party itself.
        Official = "OFFICIAL",
        /// Compiled by a third party from public documents.
        Compiled = "COMPILED",
        /// Stated by the actor, checked by nobody we know of.
        SelfReported = "SELF_REPORTED",
        /// Checked by a third party.
        ThirdPartyVerified = "THIRD_PARTY_VERIFIED",
        /// Reported under a legal duty.
        Regulatory = "REGULATORY",
        /// Estimated or modelled.
        Estimated = "ESTIMATED",
    }

    /// Why a value is missing.
    NullReason {
        /// Nobody reported it.
        NotReported = "NOT_REPORTED",
        /// It does not apply here.
        NotApplicable = "NOT_APPLICABLE",
        /// The source looked and found no statement.
        NotSpecifiedInSource = "NOT_SPECIFIED_IN_SOURCE",
        /// The source states something that can't be understood or can't be true; see its record.
        NotUnderstood = "NOT_UNDERSTOOD",
        /// The source states it in words only; see its record.
        NotQuantified = "NOT_QUANTIFIED",
        /// No figure for the base year is known.
        NoBase = "NO_BASE",
        /// There are figures, but they cannot be compared.
        NotComparable = "NOT_COMPARABLE",
        /// It would be divided by zero: the target asks for no change.
        ZeroDenominator = "ZERO_DENOMINATOR",
        /// Its time has not come.
        NotYetDue = "NOT_YET_DUE",
        /// The target is a range; the interval says between which values it lies.
        TargetIsRange = "TARGET_IS_RANGE",
    }

    /// Standing of an NDC, or of one of its documents, in the register.
    NdcStatus {
        /// In force: the register lists it as active.
        Active = "ACTIVE",
        /// Kept for the record: the register lists it as archived.
        Archived = "ARCHIVED",
        /// Taken back by its Party.
        Withdrawn = "WITHDRAWN",
        /// Replaced by a later one.
        Superseded = "SUPERSEDED",
    }

    /// What a document in the register is.
    NdcDocumentKind {
        /// The NDC itself.
        Ndc = "NDC",
        /// An annex, letter or other addition.
        Addendum = "ADDENDUM",
        /// A translation.
        Translation = "TRANSLATION",
        /// The register did not say (older states mark archived files only as archived).
        Unspecified = "UNSPECIFIED",
    }

    /// Whether a national target depends on support from others.
    Conditionality {
        /// Without conditions.
        Unconditional = "UNCONDITIONAL",
        /// Depends on support from others.
        Conditional = "CONDITIONAL",
        /// The source does not say.
        Unspecified = "UNSPECIFIED",
    }

    /// Whether a target is exact, or a bound.
    TargetBound {
        /// As stated.
        Exact = "EXACT",
        /// At least this much.
        AtLeast = "AT_LEAST",
        /// At most this much.
        AtMost = "AT_MOST",
    }

    /// Where a national target was stated.
    NationalTargetOrigin {
        /// In an NDC.
        Ndc = "NDC",
        /// Anywhere: NDC, law, long-term strategy or declaration.
        National = "NATIONAL",
    }

    /// Which of a Party's contributions was assessed.
    AssessedNdc {
        /// The first NDC, or the intended one before it.
        First = "FIRST",
        /// The updated or second NDC known to the assessment.
        Updated = "UPDATED",
    }

    /// How often an actor reports.
    ReportingMechanism {
        /// Every year.
        Annual = "ANNUAL",
        /// Less than every year.
        LessThanAnnual = "LESS_THAN_ANNUAL",
        /// There is none.
        NoMechanism = "NONE",
    }

    /// What a published plan states.
    PlanElement {
        /// Measures for all scopes that the target covers.
        MeasuresForAllScopes = "MEASURES_FOR_ALL_SCOPES",
        /// The reductions expected from the measures in a given time.
        ExpectedReductions = "EXPECTED_REDUCTIONS",
        /// How far measures will be applied.
        ExtentOfMeasures = "EXTENT_OF_MEASURES",
        /// When measures will be reviewed.
        ReviewSchedule = "REVIEW_SCHEDULE",
    }

    /// What a cooperative initiative does.
    InitiativeFunction {
        /// Produces or spreads knowledge.
        Knowledge = "KNOWLEDGE",
        /// Sets norms or standards.
        NormsStandards = "NORMS_STANDARDS",
        /// Carries out projects.
        OnTheGroundProjects = "ON_THE_GROUND_PROJECTS",
        /// Builds capacity.
        CapacityBuilding = "CAPACITY_BUILDING",
        /// Campaigns and raises awareness.
        Campaign = "CAMPAIGN",
        /// Speaks for a cause in politics.
        Lobbying = "LOBBYING",
        /// Brings products or services.
        ProductsServices = "PRODUCTS_SERVICES",
        /// Brings money.
        Funding = "FUNDING",
    }

    /// What climate action is about.
    Theme {
        /// Fewer emissions, more sinks.
        Mitigation = "MITIGATION",
        /// Living with the change of climate.
        Adaptation = "ADAPTATION",
        /// Withstanding shocks.
        Resilience = "RESILIENCE",
        /// Forests, land, oceans, biodiversity.
        Nature = "NATURE",
        /// Finance, technology, capacity.
        MeansOfImplementation = "MEANS_OF_IMPLEMENTATION",
    }

    /// The six axes of the Action Agenda of COP30.
    ActionAgendaAxis {
        /// Transitioning energy, industry and transport.
        EnergyIndustryTransport = "ENERGY_INDUSTRY_TRANSPORT",
        /// Stewarding forests, oceans and biodiversity.
        ForestsOceansBiodiversity = "FORESTS_OCEANS_BIODIVERSITY",
        /// Transforming agriculture and food systems.
        AgricultureFood = "AGRICULTURE_FOOD",
        /// Building resilience for cities, infrastructure and water.
        CitiesInfrastructureWater = "CITIES_INFRASTRUCTURE_WATER",
        /// Fostering human and social development.
        HumanSocialDevelopment = "HUMAN_SOCIAL_DEVELOPMENT",
        /// Unleashing enablers and accelerators: finance, technology, capacity.
        EnablersAccelerators = "ENABLERS_ACCELERATORS",
    }

    /// Topics under which the Climate Initiatives Platform files an initiative.
    InitiativeTopic {
        /// Transport.
        Transport = "TRANSPORT",
        /// Agriculture.
        Agriculture = "AGRICULTURE",
        /// Forestry.
        Forestry = "FORESTRY",
        /// Business.
        Business = "BUSINESS",
        /// Financial institutions.
        FinancialInstitutions = "FINANCIAL_INSTITUTIONS",
        /// Buildings.
        Buildings = "BUILDINGS",
        /// Industry.
        Industry = "INDUSTRY",
        /// Waste.
        Waste = "WASTE",
        /// Cities and subnational governments.
        CitiesAndSubnationalGovernments = "CITIES_AND_SUBNATIONAL_GOVERNMENTS",
        /// Short-lived climate pollutants.
        ShortTermPollutants = "SHORT_TERM_POLLUTANTS",
        /// International maritime transport.
        InternationalMaritimeTransport = "INTERNATIONAL_MARITIME_TRANSPORT",
        /// Energy supply.
        EnergySupply = "ENERGY_SUPPLY",
        /// Fluorinated gases.
        FluorinatedGases = "FLUORINATED_GASES",
        /// Energy efficiency.
        EnergyEfficiency = "ENERGY_EFFICIENCY",
        /// Renewable energy.
        RenewableEnergy = "RENEWABLE_ENERGY",
        /// Emission reductions along supply chains.
        SupplyChainEmissionReductions = "SUPPLY_CHAIN_EMISSION_REDUCTIONS",
        /// Adaptation.
        Adaptation = "ADAPTATION",
        /// Resilience.
        Resilience = "RESILIENCE",
        /// Innovation.
        Innovation = "INNOVATION",
        /// Energy access and efficiency.
        EnergyAccessAndEfficiency = "ENERGY_ACCESS_AND_EFFICIENCY",
        /// Private finance.
        PrivateFinance = "PRIVATE_FINANCE",
        /// Something else.
        Other = "OTHER",
    }

    /// How exactly a number of supporters is known.
    SupporterQualifier {
        /// Exactly so many.
        Exact = "EXACT",
        /// More than so many.
        MoreThan = "MORE_THAN",
        /// About so many.
        About = "ABOUT",
        /// Nearly so many.
        Nearly = "NEARLY",
    }

    /// How old the latest report of an actor is.
    Staleness {
        /// The latest data are at most `Dataset.freshMonths` old, 18 unless set otherwise.
        Fresh = "FRESH",
        /// The latest data are older, and at most `Dataset.ageingMonths` old, 30 unless set otherwise.
        Ageing = "AGEING",
        /// The latest data are older than that.
        Stale = "STALE",
        /// The actor never reported emissions to a source we read.
        NeverReported = "NEVER_REPORTED",
    }

    /// A group of Parties.
    PartyGroupCode {
        /// The European Union: a Party itself, which files one NDC for its members.
        Eu = "EU",
        /// Least developed countries, as listed by the United Nations.
        Ldc = "LDC",
        /// Small island developing States, as listed by the United Nations.
        Sids = "SIDS",
        /// Alliance of Small Island States.
        Aosis = "AOSIS",
        /// Group of 77 and China.
        G77 = "G77",
        /// Parties listed in Annex I to the Convention.
        AnnexI = "ANNEX_I",
        /// Parties not listed in Annex I to the Convention.
        NonAnnexI = "NON_ANNEX_I",
        /// African Group of the United Nations.
        AfricanGroup = "AFRICAN_GROUP",
        /// Asia-Pacific Group of the United Nations.
        AsiaPacificGroup = "ASIA_PACIFIC_GROUP",
        /// Eastern European Group of the United Nations.
        EasternEuropeanGroup = "EASTERN_EUROPEAN_GROUP",
        /// Latin American and Caribbean Group of the United Nations.
        Grulac = "GRULAC",
        /// Western European and Others Group of the United Nations.
        Weog = "WEOG",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_back_to_its_entry() {
        for kind in TargetKind::ALL {
            assert_eq!(TargetKind::from_code(kind.code()), Some(*kind));
        }
        assert_eq!(ActorType::from_code("city"), None);
    }

    #[test]
    fn an_entry_explains_itself() {
        assert_eq!(ActorType::City.about(), "A city, town or other municipality.");
        assert_eq!(ActorType::ABOUT, "What kind of actor it is.");
    }
}

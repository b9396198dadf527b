//! Lists for what links actors to NDCs: stakeholders, sectors, and how a link was found and reviewed.

use super::{Vocabulary, fmt};

vocabulary! {
    /// Who beside governments of Parties an NDC speaks of.
    Stakeholder {
        /// Those who are no Party, by that name: non-state actors, non-Party stakeholders.
        NonParty = "NON_PARTY",
        /// Companies, business, the private sector.
        PrivateSector = "PRIVATE_SECTOR",
        /// Banks, investors and other financial institutions.
        FinancialInstitutions = "FINANCIAL_INSTITUTIONS",
        /// Civil society, non-governmental organisations, the general public.
        CivilSociety = "CIVIL_SOCIETY",
        /// Cities, municipalities, provinces and other governments below the national one.
        SubnationalGovernments = "SUBNATIONAL_GOVERNMENTS",
        /// Universities, science and research.
        Academia = "ACADEMIA",
        /// Indigenous peoples.
        IndigenousPeoples = "INDIGENOUS_PEOPLES",
        /// Local communities.
        LocalCommunities = "LOCAL_COMMUNITIES",
    }

    /// What was looked at to tell whether an NDC speaks of non-Party stakeholders.
    EvidenceBasis {
        /// The whole text of the NDC, by a list of terms.
        NdcText = "NDC_TEXT",
        /// A source's reading of who was consulted for the NDC, and of nothing else.
        Assessment = "ASSESSMENT",
        /// A source's excerpt on how the NDC was planned, by a list of terms.
        PlanningExcerpt = "PLANNING_EXCERPT",
    }

    /// The one list of sectors to which the sectors of NDCs and of actors are mapped.
    Sector {
        /// Supply of energy: power, heat, fuels and their extraction.
        Energy = "ENERGY",
        /// Manufacturing, construction, mining of other than fuels, processes and products.
        Industry = "INDUSTRY",
        /// Moving people and goods, with the roads, rails, ports and airports for it.
        Transport = "TRANSPORT",
        /// Homes, offices and other buildings, and what is used in them.
        Buildings = "BUILDINGS",
        /// Crops, livestock and fisheries.
        Agriculture = "AGRICULTURE",
        /// Land use, change of land use, and forestry.
        LandUseForestry = "LAND_USE_FORESTRY",
        /// Solid waste and waste water.
        Waste = "WASTE",
        /// Supply of water.
        Water = "WATER",
        /// Banking, insurance and investment.
        Finance = "FINANCE",
        /// Other services: trade, health, education, communication, tourism.
        Services = "SERVICES",
        /// All that is emitted in an economy, a city or a region.
        CrossCutting = "CROSS_CUTTING",
    }

    /// How a link between a target of an actor and a national target was found.
    LinkMethod {
        /// The text of the NDC names the actor.
        ExplicitMention = "EXPLICIT_MENTION",
        /// Both lie in the same sector of the same country: no more than a candidate.
        SectorMatch = "SECTOR_MATCH",
        /// A reviewer named the pair; nothing else had found it.
        Expert = "EXPERT",
    }

    /// Where a link stands.
    LinkReviewState {
        /// The text of the NDC names the actor in full, and beside the name the year and the percentage of this very target.
        RuleCertain = "RULE_CERTAIN",
        /// A candidate that nobody has judged.
        PendingReview = "PENDING_REVIEW",
        /// A reviewer accepted it.
        ReviewedAccepted = "REVIEWED_ACCEPTED",
        /// A reviewer rejected it.
        ReviewedRejected = "REVIEWED_REJECTED",
    }
}

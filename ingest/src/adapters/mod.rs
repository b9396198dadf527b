//! The publishers' layouts, one file each.

mod c40;
pub(crate) mod cait;
mod carbon_gap;
mod cdp_cities;
mod climactor;
mod climate_initiatives_platform;
mod coordinates;
mod dated;
mod gcap;
mod gcom;
mod iges_ndc_database;
mod ndc_explorer;
mod ndc_link_reviews;
mod ndc_register;
mod ndc_texts;
mod net_zero_tracker;
pub(crate) mod openclimate;
mod precedence;
mod reference;
mod target_checks;

pub(crate) use c40::C40;
pub(crate) use cdp_cities::CDP_CITIES;
pub(crate) use cdp_cities::targets::CDP_CITIES_TARGETS;
mod sbti;
#[cfg(test)]
mod trial;
mod ungc;
mod us_subnational;
pub(crate) use sbti::{PROGRESS_SOURCE as SBTI_PROGRESS, SOURCE as SBTI};

use crate::adapter::Adapter;
pub(crate) use carbon_gap::CARBON_GAP;
pub(crate) use climactor::CLIMACTOR;
pub(crate) use gcap::GCAP;
pub(crate) use gcom::GCOM;
pub(crate) use ndc_link_reviews::NDC_LINK_REVIEWS;
pub(crate) use ndc_texts::NDC_TEXTS;
pub(crate) use ungc::UNGC;
pub(crate) use us_subnational::c2es::C2ES;
pub(crate) use us_subnational::climate_mayors::CLIMATE_MAYORS;

/// Every adapter, in the order in which they are asked whether they know a file.
pub(crate) fn adapters() -> impl Iterator<Item = &'static dyn Adapter> {
    let publishers = openclimate::PUBLISHERS.iter().map(|publisher| publisher as &dyn Adapter);
    named().iter().copied().chain(publishers)
}

/// The adapters that have a name of their own.
fn named() -> &'static [&'static dyn Adapter] {
    &[
        // Its table has the columns of the register, too, and more: it has to be asked first.
        &ndc_texts::NdcTexts,
        &ndc_register::NdcRegister,
        &net_zero_tracker::NetZeroTracker,
        &iges_ndc_database::IgesNdcDatabase,
        &ndc_explorer::NdcExplorer,
        &ndc_explorer::NdcExplorerCodes,
        &climate_initiatives_platform::ClimateInitiativesPlatform,
        &cdp_cities::CdpCities,
        &cdp_cities::targets::CdpCitiesTargets,
        &c40::inventory::C40Inventories,
        &c40::locode::C40Locodes,
        &gcom::GlobalCovenant,
        &climactor::Contextuals,
        &ungc::GlobalCompact,
        &gcap::GlobalClimateAction,
        &carbon_gap::CarbonGap,
        &us_subnational::c2es::StateTargets,
        &us_subnational::climate_mayors::ClimateMayors,
        &sbti::Sbti,
        &sbti::SbtiProgress,
        &precedence::Precedence,
        &reference::iso_codes::IsoCodes,
        &reference::iso_codes::IsoNames,
        &reference::cldr::Cldr,
        &reference::wikidata::Wikidata,
        &reference::groups::Groups,
        &openclimate::OpenClimate,
        &cait::Cait,
        &ndc_link_reviews::NdcLinkReviews,
    ]
}

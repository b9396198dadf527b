//! The publishers' layouts, one file each.

mod climate_initiatives_platform;
mod iges_ndc_database;
mod ndc_explorer;
mod ndc_register;
mod net_zero_tracker;
mod reference;
mod sbti;

pub(crate) use sbti::{PROGRESS_SOURCE as SBTI_PROGRESS, SOURCE as SBTI};

use crate::adapter::Adapter;

/// Every adapter, in the order in which they are asked whether they know a file.
pub(crate) fn adapters() -> &'static [&'static dyn Adapter] {
    &[
        &ndc_register::NdcRegister,
        &net_zero_tracker::NetZeroTracker,
        &iges_ndc_database::IgesNdcDatabase,
        &ndc_explorer::NdcExplorer,
        &ndc_explorer::NdcExplorerCodes,
        &climate_initiatives_platform::ClimateInitiativesPlatform,
        &sbti::Sbti,
        &sbti::SbtiProgress,
        &reference::iso_codes::IsoCodes,
        &reference::iso_codes::IsoNames,
        &reference::cldr::Cldr,
        &reference::wikidata::Wikidata,
        &reference::groups::Groups,
    ]
}

//! Whose emissions and targets the tables hold. A row names its publisher by the beginning of its
//! `datasource_id`.

use quipu_domain::vocabulary::{LandUse, Verification, WarmingPotentials};
use quipu_domain::{Decimal, amount};

use super::OPENCLIMATE;
use crate::sources::SourceTerms;

/// A publisher whose emissions and targets are in the tables.
pub(crate) struct Publisher {
    /// Its terms.
    pub(crate) terms: &'static SourceTerms,
    /// How the ids of its data begin, in small letters.
    prefixes: &'static [&'static str],
    /// Gases covered, where the data are of some only.
    pub(super) gases: Option<&'static str>,
    /// Whether land use is counted, where the publisher says so.
    pub(super) land_use: Option<LandUse>,
    /// How gases are converted, where the publisher says so.
    pub(super) warming_potentials: Option<WarmingPotentials>,
    /// Emissions of an actor in tonnes that can be true.
    pub(super) tonnes: fn(Decimal) -> Result<Decimal, String>,
}

impl Publisher {
    const fn new(terms: &'static SourceTerms, prefixes: &'static [&'static str]) -> Self {
        Self {
            terms,
            prefixes,
            gases: None,
            land_use: None,
            warming_potentials: None,
            tonnes: amount::gross_tonnes,
        }
    }

    /// The key of the actor with this id in the table of actors, which is another source's
    /// unless nobody else is named.
    pub(super) fn actor_key(&self, id: &str) -> String {
        if self.terms.id == OPENCLIMATE.id { id.to_owned() } else { format!("{}:{id}", OPENCLIMATE.id) }
    }
}

/// The publisher of the data with this id; the last of [`PUBLISHERS`] where no other is known.
pub(super) fn publisher_of(datasource_id: &str) -> &'static Publisher {
    let id = datasource_id.trim().to_lowercase();
    let known =
        PUBLISHERS.iter().find(|publisher| publisher.prefixes.iter().any(|prefix| id.starts_with(prefix)));
    known.unwrap_or(&PUBLISHERS[PUBLISHERS.len() - 1])
}

/// All publishers; the last is for those that no other entry names.
pub(crate) static PUBLISHERS: [Publisher; 14] = [
    Publisher { land_use: Some(LandUse::Excluded), ..Publisher::new(&OC_UNFCCC, &["unfccc"]) },
    Publisher { land_use: Some(LandUse::Excluded), ..Publisher::new(&OC_EDGAR, &["edgar"]) },
    Publisher {
        land_use: Some(LandUse::Excluded),
        warming_potentials: Some(WarmingPotentials::Ar4),
        ..Publisher::new(&OC_ECCC, &["eccc"])
    },
    Publisher::new(&OC_CLIMATE_WATCH, &["wri:climate_watch", "climate_watch"]),
    Publisher::new(&OC_COVENANT, &["ddl:eucom", "ddl-eucom", "eucom"]),
    // Cities fill in these numbers themselves, and some plainly did so in another unit.
    Publisher { tonnes: amount::actor_tonnes, ..Publisher::new(&OC_CDP_CITIES, &["cdp"]) },
    Publisher::new(&OC_CLIMATE_MAYORS, &["climate_mayors", "us_climate_mayors"]),
    Publisher::new(&OC_C2ES, &["c2es"]),
    Publisher::new(&OC_NET_ZERO_TRACKER, &["net_zero_tracker", "nzt"]),
    Publisher::new(&OC_SBTI, &["sbti"]),
    Publisher::new(&OC_CARBON_GAP, &["profit_and_emissions", "carbon_gap"]),
    Publisher::new(&OC_IGES, &["iges"]),
    Publisher {
        gases: Some("CO2"),
        ..Publisher::new(&OC_CARBON_MONITOR, &["carbon_monitor", "carbonmonitor", "carbon monitor"])
    },
    Publisher::new(&OPENCLIMATE, &[]),
];

/// Where the carrier says no more than that publishers' terms are kept.
const TERMS_KEPT: &str = "Publisher's terms, not stated with the table";

/// Terms of a publisher whose data the tables carry.
const fn carried(
    id: &'static str,
    publisher: &'static str,
    title: &'static str,
    url: &'static str,
    citation: &'static str,
) -> SourceTerms {
    SourceTerms {
        id,
        publisher,
        title,
        licence: TERMS_KEPT,
        url,
        citation,
        redistributable: false,
        verification: Verification::Compiled,
    }
}

pub(crate) static OC_UNFCCC: SourceTerms = SourceTerms {
    licence: "Facts of a public UN register; no data licence stated",
    redistributable: true,
    verification: Verification::Official,
    ..carried(
        "oc-unfccc-annex1",
        "UNFCCC secretariat",
        "Emissions without land use of the Parties in Annex I",
        "https://di.unfccc.int/time_series",
        "UNFCCC, Time Series - Annex I; table: OpenClimate",
    )
};

pub(crate) static OC_ECCC: SourceTerms = SourceTerms {
    licence: "Open Government Licence - Canada",
    redistributable: true,
    verification: Verification::Official,
    ..carried(
        "oc-eccc",
        "Environment and Climate Change Canada",
        "Greenhouse gas inventory of Canada's provinces and territories",
        "https://www.canada.ca/ghg-inventory",
        "Environment and Climate Change Canada, Canada's Official Greenhouse Gas Inventory; table: OpenClimate",
    )
};

pub(crate) static OC_EDGAR: SourceTerms = SourceTerms {
    verification: Verification::Estimated,
    ..carried(
        "oc-edgar",
        "Joint Research Centre of the European Commission",
        "Emissions Database for Global Atmospheric Research (EDGAR)",
        "https://edgar.jrc.ec.europa.eu/",
        "Joint Research Centre, Global Greenhouse Gas Emissions EDGAR; table: OpenClimate",
    )
};

pub(crate) static OC_CLIMATE_WATCH: SourceTerms = carried(
    "oc-climate-watch",
    "World Resources Institute",
    "Climate Watch Historical GHG Emissions",
    "https://www.climatewatchdata.org/ghg-emissions",
    "World Resources Institute, Climate Watch Historical GHG Emissions; table: OpenClimate",
);

pub(crate) static OC_COVENANT: SourceTerms = SourceTerms {
    verification: Verification::SelfReported,
    ..carried(
        "oc-eu-covenant",
        "Covenant of Mayors, compiled by Data-Driven EnviroLab",
        "Targets and emissions of signatories of the EU Covenant of Mayors",
        "https://datadrivenlab.org/",
        "Data-Driven EnviroLab, compilation of the EU Covenant of Mayors; table: OpenClimate",
    )
};

pub(crate) static OC_CDP_CITIES: SourceTerms = SourceTerms {
    licence: "CDP Open Data Portal terms, not stated with the table",
    verification: Verification::SelfReported,
    ..carried(
        "oc-cdp-cities",
        "CDP",
        "Targets and emissions of cities, by UN/LOCODE",
        "https://data.cdp.net/",
        "This data was collected in partnership by CDP and ICLEI - Local Governments for Sustainability; table: OpenClimate",
    )
};

pub(crate) static OC_CLIMATE_MAYORS: SourceTerms = SourceTerms {
    licence: "None stated",
    verification: Verification::SelfReported,
    ..carried(
        "oc-climate-mayors",
        "Climate Mayors",
        "Targets in the Cities Climate Action Compendium",
        "https://climatemayors.org/",
        "Climate Mayors, Cities Climate Action Compendium; table: OpenClimate",
    )
};

pub(crate) static OC_C2ES: SourceTerms = SourceTerms {
    licence: "None stated",
    ..carried(
        "oc-c2es",
        "Center for Climate and Energy Solutions (C2ES)",
        "Targets of States and provinces, by ISO 3166-2",
        "https://www.c2es.org/",
        "C2ES, greenhouse gas emissions targets; table: OpenClimate",
    )
};

pub(crate) static OC_NET_ZERO_TRACKER: SourceTerms = SourceTerms {
    licence: "CC BY 4.0",
    redistributable: true,
    ..carried(
        "oc-net-zero-tracker",
        "Energy and Climate Intelligence Unit, Data-Driven EnviroLab, NewClimate Institute, Oxford Net Zero",
        "Net Zero Tracker of 2022, by LEI, UN/LOCODE and ISO 3166-2",
        "https://zerotracker.net/",
        "Lang et al., Net Zero Tracker; table: OpenClimate",
    )
};

pub(crate) static OC_SBTI: SourceTerms = SourceTerms {
    licence: "CC BY-NC 4.0, with attribution",
    ..carried(
        "oc-sbti",
        "Science Based Targets initiative",
        "Targets of the progress report, by LEI",
        "https://sciencebasedtargets.org/",
        "Science Based Targets initiative, progress data; table: OpenClimate",
    )
};

pub(crate) static OC_CARBON_GAP: SourceTerms = SourceTerms {
    licence: "CC BY 4.0",
    redistributable: true,
    ..carried(
        "oc-carbon-gap",
        "Robert Höglund",
        "Profit and emissions database, by LEI",
        "https://marginalcarbon.com/",
        "Robert Höglund, profit and emissions database; table: OpenClimate",
    )
};

pub(crate) static OC_IGES: SourceTerms = SourceTerms {
    licence: "All rights reserved; free to use with the source stated",
    ..carried(
        "oc-iges",
        "Institute for Global Environmental Strategies (IGES)",
        "IGES NDC Database, as rows of targets",
        "https://www.iges.or.jp/en/pub/iges-indc-ndc-database/en",
        "IGES NDC Database, DOI 10.57405/iges-5005; table: OpenClimate",
    )
};

pub(crate) static OC_CARBON_MONITOR: SourceTerms = SourceTerms {
    verification: Verification::Estimated,
    ..carried(
        "oc-carbon-monitor",
        "Carbon Monitor",
        "Carbon Monitor, emissions of CO2",
        "https://carbonmonitor.org/",
        "Carbon Monitor; table: OpenClimate",
    )
};

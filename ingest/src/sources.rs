//! The sources the adapters read, with the terms of their publishers.

use quipu_domain::vocabulary::Verification;
use quipu_entities::source;

use crate::adapters::cait::CAIT;
use crate::adapters::openclimate::{
    OC_C2ES, OC_CARBON_GAP, OC_CARBON_MONITOR, OC_CDP_CITIES, OC_CLIMATE_MAYORS, OC_CLIMATE_WATCH,
    OC_COVENANT, OC_ECCC, OC_EDGAR, OC_IGES, OC_NET_ZERO_TRACKER, OC_SBTI, OC_UNFCCC, OPENCLIMATE,
};
use crate::adapters::{C2ES, CARBON_GAP, CLIMACTOR, CLIMATE_MAYORS, GCAP, GCOM, UNGC};
use crate::adapters::{C40, CDP_CITIES, CDP_CITIES_TARGETS};
use crate::adapters::{NDC_LINK_REVIEWS, NDC_TEXTS};
use crate::adapters::{SBTI, SBTI_PROGRESS};

/// Terms of a source, as its publisher states them.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceTerms {
    /// Short name.
    pub id: &'static str,
    /// Who publishes it.
    pub publisher: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Licence, in short.
    pub licence: &'static str,
    /// Where it is published.
    pub url: &'static str,
    /// How to cite it.
    pub citation: &'static str,
    /// Whether the data may be passed on.
    pub redistributable: bool,
    /// How its values stand.
    pub verification: Verification,
}

impl SourceTerms {
    /// As a row of the table of sources.
    pub fn to_row(&self) -> source::Model {
        source::Model {
            id: self.id.into(),
            publisher: self.publisher.into(),
            title: self.title.into(),
            licence: self.licence.into(),
            url: self.url.into(),
            citation: self.citation.into(),
            redistributable: self.redistributable,
            verification: self.verification.into(),
        }
    }
}

/// All sources known to this version of the service.
pub fn sources() -> &'static [&'static SourceTerms] {
    static ALL: &[&SourceTerms] = &[
        &OWN,
        &NDC_REGISTRY,
        &NDC_EXPLORER,
        &IGES,
        &NET_ZERO_TRACKER,
        &INITIATIVES_PLATFORM,
        &CDP_CITIES,
        &CDP_CITIES_TARGETS,
        &C40,
        &GCOM,
        &CLIMACTOR,
        &UNGC,
        &GCAP,
        &CARBON_GAP,
        &C2ES,
        &CLIMATE_MAYORS,
        &COUNTRY_GROUPS,
        &ISO_CODES,
        &CLDR,
        &WIKIDATA,
        &OPENCLIMATE,
        &OC_UNFCCC,
        &OC_ECCC,
        &OC_EDGAR,
        &OC_CLIMATE_WATCH,
        &OC_COVENANT,
        &OC_CDP_CITIES,
        &OC_CLIMATE_MAYORS,
        &OC_C2ES,
        &OC_NET_ZERO_TRACKER,
        &OC_SBTI,
        &OC_CARBON_GAP,
        &OC_IGES,
        &OC_CARBON_MONITOR,
        &CAIT,
        &SBTI,
        &SBTI_PROGRESS,
        &NDC_TEXTS,
        &NDC_LINK_REVIEWS,
    ];
    ALL
}

/// The terms of the source with this short name.
pub(crate) fn by_id(id: &str) -> Option<&'static SourceTerms> {
    sources().iter().copied().find(|source| source.id == id)
}

/// What this service adds itself: which actors are one, and which source goes first.
pub(crate) static OWN: SourceTerms = SourceTerms {
    id: "quipu",
    publisher: "quipu",
    title: "Matching of actors, and rules of precedence",
    licence: "CC0 1.0",
    url: "https://github.com/quipu-graph/quipu",
    citation: "quipu, matching of actors",
    redistributable: true,
    verification: Verification::Estimated,
};

pub(crate) static NDC_REGISTRY: SourceTerms = SourceTerms {
    id: "ndc-register",
    publisher: "UNFCCC secretariat; listing kept by openclimatedata",
    title: "NDC register",
    licence: "Facts of a public UN register; no data licence stated",
    url: "https://unfccc.int/NDCREG",
    citation: "UNFCCC, NDC Registry; listing: openclimatedata/ndcs",
    redistributable: true,
    verification: Verification::Official,
};

pub(crate) static NDC_EXPLORER: SourceTerms = SourceTerms {
    id: "ndc-explorer",
    publisher: "German Institute of Development and Sustainability (IDOS) and partners",
    title: "NDC Explorer",
    licence: "CC BY 4.0",
    url: "https://klimalog.idos-research.de/ndc/",
    citation: "Pauw, Beck, Valverde et al. (2022), NDC Explorer, DOI 10.23661/ndc_explorer_2022_4.0",
    redistributable: true,
    verification: Verification::Compiled,
};

pub(crate) static IGES: SourceTerms = SourceTerms {
    id: "iges-ndc-database",
    publisher: "Institute for Global Environmental Strategies (IGES)",
    title: "IGES NDC Database",
    licence: "All rights reserved; free to use with the source stated",
    url: "https://www.iges.or.jp/en/pub/iges-indc-ndc-database/en",
    citation: "IGES NDC Database, DOI 10.57405/iges-5005",
    redistributable: false,
    verification: Verification::Compiled,
};

pub(crate) static NET_ZERO_TRACKER: SourceTerms = SourceTerms {
    id: "net-zero-tracker",
    publisher: "Energy and Climate Intelligence Unit, Data-Driven EnviroLab, NewClimate Institute, Oxford Net Zero",
    title: "Net Zero Tracker",
    licence: "CC BY 4.0",
    url: "https://zerotracker.net/",
    citation: "Lang et al., Net Zero Tracker. Energy and Climate Intelligence Unit, Data-Driven EnviroLab, NewClimate Institute, Oxford Net Zero",
    redistributable: true,
    verification: Verification::Compiled,
};

pub(crate) static INITIATIVES_PLATFORM: SourceTerms = SourceTerms {
    id: "climate-initiatives-platform",
    publisher: "UNEP Copenhagen Climate Centre",
    title: "Climate Initiatives Platform",
    licence: "Listing MIT; texts stay with the publisher",
    url: "https://climateinitiativesplatform.org/",
    citation: "Climate Initiatives Platform, UNEP Copenhagen Climate Centre; listing: zachpino/un-climate-initiatives-program-crawler",
    redistributable: true,
    verification: Verification::SelfReported,
};

pub(crate) static COUNTRY_GROUPS: SourceTerms = SourceTerms {
    id: "countrygroups",
    publisher: "openclimatedata",
    title: "Country groups",
    licence: "CC0 1.0",
    url: "https://github.com/openclimatedata/countrygroups",
    citation: "openclimatedata/countrygroups",
    redistributable: true,
    verification: Verification::Compiled,
};

pub(crate) static ISO_CODES: SourceTerms = SourceTerms {
    id: "iso-codes",
    publisher: "Debian iso-codes maintainers",
    title: "ISO 3166-1 codes and names",
    licence: "LGPL-2.1-or-later",
    url: "https://salsa.debian.org/iso-codes-team/iso-codes",
    citation: "Debian iso-codes, ISO 3166-1",
    redistributable: false,
    verification: Verification::Compiled,
};

pub(crate) static CLDR: SourceTerms = SourceTerms {
    id: "cldr",
    publisher: "Unicode Consortium",
    title: "CLDR names of territories",
    licence: "Unicode-3.0",
    url: "https://cldr.unicode.org/",
    citation: "Unicode CLDR, localised names of territories",
    redistributable: true,
    verification: Verification::Compiled,
};

pub(crate) static WIKIDATA: SourceTerms = SourceTerms {
    id: "wikidata-country-names",
    publisher: "Wikidata",
    title: "Country names in the UN languages",
    licence: "CC0 1.0",
    url: "https://www.wikidata.org/",
    citation: "Wikidata, labels of countries, 2023-02-16; listing: Open-Earth-Foundation/OpenClimate",
    redistributable: true,
    verification: Verification::Compiled,
};

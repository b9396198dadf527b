//! The published files, where they are: beside the repository, in `../shared/data`.
//!
//! They are not part of the repository. Tests that need them say that they are skipped where
//! they are absent; the continuous integration has them.

use std::path::{Path, PathBuf};

/// The published file at this path, or `None` with a message that the test is skipped.
pub fn published(path: &str) -> Option<PathBuf> {
    let file = folder().join(path);
    if file.is_file() {
        return Some(file);
    }
    eprintln!("skipped: the published file {path} is not beside the repository (../shared/data)");
    None
}

/// All published files that this version imports, or `None` with a message that the test is skipped.
pub fn all_published_files() -> Option<Vec<PathBuf>> {
    let folders = [
        "cait-ndc-content",
        "country-reference",
        "country-reference/cldr-48.2.0",
        "country-reference/countrygroups",
        "unfccc-ndc-registry",
        "iges-ndc-database",
        "ndc-explorer-klimalog",
        "ndc-texts",
        "net-zero-tracker",
        "climate-initiatives-platform",
        "cdp-cities",
        "c40-gpc",
        "openclimate/carbon-gap",
        "openclimate/cdp-cities-targets-2021",
        "openclimate/cdp-citywide-emissions",
        "openclimate/climate-mayors",
        "openclimate/climate-watch-ghg",
        "openclimate/country-names-un-languages",
        "openclimate/edgar-v8",
        "openclimate/epa-ghgrp-org",
        "openclimate/esosedi-3166-names",
        "openclimate/eu-covenant-ddl-2022",
        "openclimate/iges-ndc",
        "openclimate/iso-3166-1",
        "openclimate/iso-3166-2",
        "openclimate/net-zero-tracker",
        "openclimate/sbti",
        "openclimate/unfccc-annex1",
        "openclimate/unlocode-to-climactor",
        "sbti",
        "gcom-mycovenant",
        "ungc-participants",
        "gcap-initiatives-actinsight",
        "carbon-gap",
        "us-subnational-targets",
    ];
    // Of these folders one file is of actors; the others are dictionaries, or have a last line without an end.
    let mut files = vec![
        published("openclimate/resources/EPA_GHGRP_LEI_codes_20221216.csv")?,
        published("climactor/subnational_contextuals_database_Dec2022.csv")?,
    ];
    for name in folders {
        let Ok(entries) = std::fs::read_dir(folder().join(name)) else {
            eprintln!(
                "skipped: the published files in {name} are not beside the repository (../shared/data)"
            );
            return None;
        };
        let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        files.extend(paths.filter(|path| path.is_file()));
    }
    files.sort();
    Some(files)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data")
}

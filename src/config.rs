//! Configuration: defaults, then a file, then `QUIPU_*` variables, then flags.

use std::path::PathBuf;

use anyhow::{Context, bail};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use quipu_domain::reporting::Thresholds;
use serde::{Deserialize, Serialize};

use crate::cli::Global;

/// The file read where none is named.
const DEFAULT_FILE: &str = "quipu.toml";

/// All settings. Keys of the file and, in capitals behind `QUIPU_`, names of the variables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Configuration {
    /// Where the data are kept.
    pub(crate) database_url: String,
    /// Replicas of a PostgreSQL database, which are read from; each may become the primary.
    pub(crate) replica_urls: Vec<String>,
    /// Address and port to listen on.
    pub(crate) listen: String,
    /// Whether an empty database is filled with the starter data.
    pub(crate) starter: bool,
    /// Memory for finished answers, in mebibytes; 0 keeps none.
    pub(crate) answer_cache_mib: u64,
    /// Memory for all answers that are written, kept or sent, in mebibytes.
    pub(crate) answer_memory_mib: u64,
    /// A list of the only documents that are answered: a JSON file of ids and documents.
    pub(crate) trusted_documents: Option<PathBuf>,
    /// What a caller may ask for in a minute, in fields; 0 for as much as it likes.
    pub(crate) budget_per_minute: u32,
    /// Keys that callers may be known by, each with a budget of its own.
    pub(crate) api_keys: Vec<String>,
    /// How many proxies in front of the service are trusted to say whom they speak for.
    pub(crate) trusted_proxies: usize,
    /// Seconds within which a request is answered, or not at all.
    pub(crate) deadline_seconds: u64,
    /// Months after the end of their year for which data count as fresh.
    pub(crate) fresh_months: i32,
    /// Months after which they count as stale.
    pub(crate) ageing_months: i32,
    /// What is logged.
    pub(crate) log: String,
    /// How it is logged: `text` or `json`.
    pub(crate) log_format: LogFormat,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    Text,
    Json,
}

const KEYS: [&str; 15] = [
    "database_url",
    "replica_urls",
    "listen",
    "starter",
    "answer_cache_mib",
    "answer_memory_mib",
    "trusted_documents",
    "budget_per_minute",
    "api_keys",
    "trusted_proxies",
    "deadline_seconds",
    "fresh_months",
    "ageing_months",
    "log",
    "log_format",
];

impl Default for Configuration {
    fn default() -> Self {
        Self {
            database_url: "sqlite://data/quipu.db".to_owned(),
            replica_urls: Vec::new(),
            listen: "127.0.0.1:8080".to_owned(),
            starter: true,
            answer_cache_mib: 64,
            answer_memory_mib: quipu_graphql::ANSWER_BYTES >> 20,
            trusted_documents: None,
            budget_per_minute: 0,
            api_keys: Vec::new(),
            trusted_proxies: 0,
            deadline_seconds: 30,
            fresh_months: Thresholds::default().fresh_months,
            ageing_months: Thresholds::default().ageing_months,
            log: "info".to_owned(),
            log_format: LogFormat::Text,
        }
    }
}

/// Flags that were given; the others are left out of the layer.
#[derive(Serialize)]
struct Flags<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    database_url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    replica_urls: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    starter: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_format: Option<&'a str>,
}

/// Puts the layers together.
///
/// # Errors
/// Names the file, variable or flag a wrong value came from.
pub(crate) fn load(flags: &Global) -> anyhow::Result<Configuration> {
    let mut layers = Figment::from(Serialized::defaults(Configuration::default()));
    let named = flags.config.clone().or_else(|| std::env::var_os("QUIPU_CONFIG").map(Into::into));
    match &named {
        Some(file) if !file.is_file() => bail!("there is no configuration file {}", file.display()),
        Some(file) => layers = layers.merge(Toml::file_exact(file)),
        None => layers = layers.merge(Toml::file(DEFAULT_FILE)),
    }
    layers = layers.merge(Env::prefixed("QUIPU_").only(&KEYS)).merge(Serialized::defaults(Flags {
        database_url: flags.database_url.as_deref(),
        replica_urls: &flags.replica_url,
        listen: flags.listen.as_deref(),
        starter: flags.starter,
        log: flags.log.as_deref(),
        log_format: flags.log_format.as_deref(),
    }));
    let configuration: Configuration = layers.extract().context("the configuration can't be used")?;
    let address = &configuration.listen;
    if address.parse::<std::net::SocketAddr>().is_err() {
        bail!("listen is {address:?}; it must be an address and a port, as in 127.0.0.1:8080");
    }
    let (memory, cache) = (configuration.answer_memory_mib, configuration.answer_cache_mib);
    if memory < 16 || cache > memory / 2 {
        bail!(
            "answer_memory_mib is {memory} and answer_cache_mib {cache}; the first must be 16 or more, and the second at most half of it"
        );
    }
    if configuration.deadline_seconds == 0 {
        bail!("deadline_seconds is 0; a request needs a second at least");
    }
    let (fresh, ageing) = (configuration.fresh_months, configuration.ageing_months);
    if !(0..=ageing).contains(&fresh) {
        bail!(
            "fresh_months is {fresh} and ageing_months {ageing}; wanted are 0 or more months each, the second not below the first"
        );
    }
    Ok(configuration)
}

impl Configuration {
    /// From when on data count as old.
    pub(crate) fn thresholds(&self) -> Thresholds {
        Thresholds { fresh_months: self.fresh_months, ageing_months: self.ageing_months }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_wins_over_a_file_and_a_file_over_the_default() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, "database_url = \"sqlite://a.db\"\nlog = \"debug\"\n").expect("written");
        let flags = Global { config: Some(file), log: Some("warn".into()), ..Global::default() };
        let configuration = load(&flags).expect("a configuration");
        assert_eq!(configuration.database_url, "sqlite://a.db");
        assert_eq!(configuration.log, "warn");
        assert_eq!(configuration.listen, "127.0.0.1:8080");
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_name_and_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, "databse_url = \"sqlite://a.db\"\n").expect("written");
        let error = load(&Global { config: Some(file), ..Global::default() }).expect_err("refused");
        let text = format!("{error:#}");
        assert!(text.contains("databse_url") && text.contains("settings.toml"), "{text}");
    }

    #[test]
    fn data_cannot_be_stale_before_they_are_no_longer_fresh() {
        let folder = tempfile::tempdir().expect("a folder");
        let with = |text: &str| {
            let file = folder.path().join("settings.toml");
            std::fs::write(&file, text).expect("written");
            load(&Global { config: Some(file), ..Global::default() })
        };
        let thresholds =
            with("fresh_months = 12\nageing_months = 24\n").expect("a configuration").thresholds();
        assert_eq!(thresholds, Thresholds { fresh_months: 12, ageing_months: 24 });
        assert!(with("fresh_months = 40\n").expect_err("refused").to_string().contains("fresh_months is 40"));
    }

    #[test]
    fn a_wrong_address_is_refused() {
        let flags = Global { listen: Some("localhost".into()), ..Global::default() };
        assert!(load(&flags).is_err());
    }
}

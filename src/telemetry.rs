//! The log: to standard error, as text or JSON.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{Configuration, LogFormat};

/// Starts logging. A filter that can't be parsed gives way to `info`, with a warning.
pub(crate) fn start(configuration: &Configuration) {
    // Making the tables is no news; whoever wants to know can ask for it.
    let filter = EnvFilter::try_new(format!("sea_orm_migration=warn,{}", configuration.log));
    let wrong = filter.as_ref().err().map(ToString::to_string);
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new("info")))
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_writer(std::io::stderr);
    match configuration.log_format {
        LogFormat::Text => builder.with_target(false).init(),
        LogFormat::Json => builder.json().init(),
    }
    if let Some(wrong) = wrong {
        tracing::warn!("the log filter can't be used, logging info instead: {wrong}");
    }
}

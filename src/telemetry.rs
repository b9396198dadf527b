//! The log: to standard error, as text or JSON; and, with the feature `opentelemetry`, spans to a collector.

#[cfg(feature = "opentelemetry")]
mod export;

use std::io::IsTerminal;

use axum::http::HeaderMap;
use tracing::Span;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

use crate::config::{Configuration, LogFormat};

/// Keeps the log going; what is still to be sent is sent when it goes.
pub(crate) struct Telemetry {
    #[cfg(feature = "opentelemetry")]
    _export: Option<export::Export>,
}

/// Starts logging. A filter that can't be parsed gives way to `info`, with a warning.
pub(crate) fn start(configuration: &Configuration) -> Telemetry {
    // Making the tables is no news; whoever wants to know can ask for it.
    let filter = EnvFilter::try_new(format!("sea_orm_migration=warn,{}", configuration.log));
    let wrong = filter.as_ref().err().map(ToString::to_string);
    let layer = fmt::layer()
        .with_ansi(std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_writer(std::io::stderr);
    let layer: Box<dyn Layer<Registry> + Send + Sync> = match configuration.log_format {
        LogFormat::Text => layer.with_target(false).boxed(),
        LogFormat::Json => layer.json().boxed(),
    };
    let layer = layer.with_filter(filter.unwrap_or_else(|_| EnvFilter::new("info")));
    let registry = tracing_subscriber::registry().with(layer);
    #[cfg(feature = "opentelemetry")]
    let (registry, export) = export::layer(registry);
    registry.init();
    if let Some(wrong) = wrong {
        tracing::warn!("the log filter can't be used, logging info instead: {wrong}");
    }
    tell_panics();
    Telemetry {
        #[cfg(feature = "opentelemetry")]
        _export: export,
    }
}

/// Makes a span part of the trace that a request comes from, if it names one.
pub(crate) fn follow(span: &Span, headers: &HeaderMap) {
    #[cfg(feature = "opentelemetry")]
    export::follow(span, headers);
    #[cfg(not(feature = "opentelemetry"))]
    let _ = (span, headers);
}

/// Panics go to the log, with the request that they belong to.
fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("no text");
        tracing::error!(place, "the program failed: {message}");
    }));
}

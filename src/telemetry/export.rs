//! Spans of requests, sent to a collector by OTLP over HTTP. Where to, and how much of it, say the variables of
//! OpenTelemetry: `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER` and the others. Without an
//! endpoint nothing is sent.

use axum::http::HeaderMap;
use opentelemetry::propagation::{Extractor, TextMapPropagator};
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::SpanExporter;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::{Span, Subscriber};
use tracing_opentelemetry::{OpenTelemetryLayer, OpenTelemetrySpanExt};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layered, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// Variables that say where spans are sent.
const ENDPOINTS: [&str; 2] = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

/// Spans on their way. What was not sent yet is sent when it goes.
pub(super) struct Export(SdkTracerProvider);

impl Drop for Export {
    fn drop(&mut self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!("the last spans could not be sent: {error}");
        }
    }
}

type WithSpans<S> = Layered<Option<Box<dyn Layer<S> + Send + Sync>>, S>;

/// Adds the sending of spans, if there is where to.
pub(super) fn layer<S>(subscriber: S) -> (WithSpans<S>, Option<Export>)
where
    S: Subscriber + for<'s> LookupSpan<'s> + Send + Sync,
{
    if ENDPOINTS.iter().all(|name| std::env::var_os(name).is_none()) {
        return (subscriber.with(None), None);
    }
    let exporter = match SpanExporter::builder().with_http().build() {
        Ok(exporter) => exporter,
        Err(error) => {
            crate::output::tell!("quipu: spans are not sent: {error}");
            return (subscriber.with(None), None);
        }
    };
    let mut resource = Resource::builder();
    if std::env::var_os("OTEL_SERVICE_NAME").is_none() {
        resource = resource.with_service_name("quipu");
    }
    let provider =
        SdkTracerProvider::builder().with_resource(resource.build()).with_batch_exporter(exporter).build();
    // The client that sends them has spans of its own, which would be sent in turn.
    let own = Targets::new().with_target("quipu", LevelFilter::INFO);
    let layer = OpenTelemetryLayer::new(provider.tracer("quipu")).with_filter(own).boxed();
    (subscriber.with(Some(layer)), Some(Export(provider)))
}

/// Makes a span part of the trace that `traceparent` names.
pub(super) fn follow(span: &Span, headers: &HeaderMap) {
    let context = TraceContextPropagator::new().extract(&Headers(headers));
    // A span that is not recorded belongs to no trace.
    let _ = span.set_parent(context);
}

struct Headers<'h>(&'h HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(|name| name.as_str()).collect()
    }
}

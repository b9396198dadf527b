//! Figures of the running service, for Prometheus.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use quipu_graphql::{Kept, Outcome};

use super::Service;

/// Media type of the figures.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Bounds of the classes of times, in seconds.
const SECONDS: [f64; 13] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];
/// Bounds of the classes of costs.
const COSTS: [f64; 7] = [1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

/// What is counted while requests are answered; the rest is looked up when somebody asks.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    seconds: Family<RouteLabels, Histogram>,
    operations: Family<OperationLabels, Counter>,
    cost: Histogram,
    refusals: Family<CodeLabels, Counter>,
    told: Counter,
    connections: Gauge,
    answer_bytes: Gauge,
    kept: KeptMetrics,
    snapshot: SnapshotMetrics,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    route: &'static str,
    method: &'static str,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabels {
    route: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct OperationLabels {
    r#type: &'static str,
    outcome: &'static str,
    answer: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct CodeLabels {
    code: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct KindLabels {
    kind: &'static str,
}

/// What is kept ready, by kind.
#[derive(Default)]
struct KeptMetrics {
    hits: Family<KindLabels, Counter>,
    misses: Family<KindLabels, Counter>,
    entries: Family<KindLabels, Gauge>,
    bytes: Family<KindLabels, Gauge>,
}

/// The snapshot that answers now.
#[derive(Default)]
struct SnapshotMetrics {
    edition: Gauge,
    nodes: Family<KindLabels, Gauge>,
    built: Counter,
    failed: Counter,
    build_seconds: Gauge<f64, AtomicU64>,
    has_primary: Gauge,
}

impl Metrics {
    /// Nothing counted yet.
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("quipu");
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program", version);
        let mut of_http = Of(registry.sub_registry_with_prefix("http"));
        let requests = of_http.add("requests", "Requests over HTTP");
        let seconds = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> Histogram);
        let help = "Time until the head of an answer was sent";
        of_http.0.register_with_unit("request_duration", help, Unit::Seconds, seconds.clone());
        let mut of_graph = Of(registry.sub_registry_with_prefix("graphql"));
        let operations = of_graph.add("requests", "Requests to the graph; answers are made, or were kept");
        let refusals = of_graph.add("refusals", "Requests turned away before they were run");
        let answer_bytes = of_graph.add("answer_bytes", "Memory of answers that are written, kept or sent");
        let cost = Histogram::new(COSTS);
        of_graph.0.register("request_cost", "What requests to the graph cost, in fields", cost.clone());
        let mut of_live = Of(registry.sub_registry_with_prefix("live"));
        let connections = of_live.add("connections", "Connections open for subscriptions");
        let told = of_live.add("told", "Steps told to subscriptions");
        let kept = KeptMetrics::registered(Of(registry.sub_registry_with_prefix("kept")));
        let snapshot = SnapshotMetrics::registered(Of(registry.sub_registry_with_prefix("snapshot")));
        Self {
            requests,
            seconds,
            operations,
            cost,
            refusals,
            told,
            connections,
            answer_bytes,
            kept,
            snapshot,
            registry,
        }
    }

    /// A request that was answered.
    pub(super) fn answered(
        &self,
        route: &'static str,
        method: &'static str,
        status: StatusCode,
        took: Duration,
    ) {
        self.requests.get_or_create(&RequestLabels { route, method, status: status.as_u16() }).inc();
        self.seconds.get_or_create(&RouteLabels { route }).observe(took.as_secs_f64());
    }

    /// A query that was answered, kept or made.
    pub(super) fn query(&self, outcome: Outcome, was_kept: bool, cost: u64) {
        let outcome = match outcome {
            Outcome::Whole => "whole",
            Outcome::Partial => "partial",
            Outcome::Refused | Outcome::NoQuery => "refused",
            Outcome::Overloaded => "overloaded",
        };
        let answer = if was_kept { "kept" } else { "made" };
        self.operations.get_or_create(&OperationLabels { r#type: "query", outcome, answer }).inc();
        self.cost.observe(cost as f64);
    }

    /// A subscription that began.
    pub(super) fn subscribed(&self, cost: u64) {
        let labels = OperationLabels { r#type: "subscription", outcome: "whole", answer: "made" };
        self.operations.get_or_create(&labels).inc();
        self.cost.observe(cost as f64);
    }

    /// Something told to a subscription.
    pub(super) fn told(&self) {
        self.told.inc();
    }

    /// A request that was turned away.
    pub(super) fn refused(&self, code: &'static str) {
        self.refusals.get_or_create(&CodeLabels { code }).inc();
    }

    /// All figures as text.
    fn text(&self, service: &Service) -> String {
        self.connections.set(service.seats.count() as i64);
        self.answer_bytes.set(service.graph.answer_bytes() as i64);
        let [documents, plans] = service.graph.kept();
        for (kind, kept) in [documents, plans, ("answers", service.answers.figures())] {
            self.kept.show(kind, kept);
        }
        self.snapshot.show(service);
        let mut text = String::new();
        // A text takes all that is written to it.
        let _ = text::encode(&mut text, &self.registry);
        text
    }
}

/// A part of the registry.
struct Of<'r>(&'r mut Registry);

impl Of<'_> {
    fn add<M: prometheus_client::registry::Metric + Clone + Default>(&mut self, name: &str, help: &str) -> M {
        let metric = M::default();
        self.0.register(name, help, metric.clone());
        metric
    }
}

impl KeptMetrics {
    fn registered(mut of: Of<'_>) -> Self {
        Self {
            hits: of.add("hits", "How often something was kept ready, since the start"),
            misses: of.add("misses", "How often it had to be made, since the start"),
            entries: of.add("entries", "How many are kept, about"),
            bytes: of.add("bytes", "Memory they take, about"),
        }
    }

    fn show(&self, kind: &'static str, kept: Kept) {
        let kind = KindLabels { kind };
        self.hits.get_or_create(&kind).inner().store(kept.hits, Ordering::Relaxed);
        self.misses.get_or_create(&kind).inner().store(kept.misses, Ordering::Relaxed);
        self.entries.get_or_create(&kind).set(kept.entries as i64);
        self.bytes.get_or_create(&kind).set(kept.bytes as i64);
    }
}

impl SnapshotMetrics {
    fn registered(mut of: Of<'_>) -> Self {
        Self {
            edition: of.add("edition", "Number of the last edition in the snapshot"),
            nodes: of.add("nodes", "What is in the snapshot, by kind"),
            built: of.add("builds", "Snapshots built, those of the past too, since the start"),
            failed: of.add("failures", "Snapshots that could not be built, since the start"),
            build_seconds: of.add("last_build_seconds", "How long the last build took"),
            has_primary: of.add("database_takes_writes", "1 if a database takes writes, else 0"),
        }
    }

    fn show(&self, service: &Service) {
        let worlds = &service.worlds;
        let world = worlds.current();
        self.edition.set(world.version.mark.edition);
        let tables = &world.tables;
        for (kind, count) in [
            ("actors", tables.actors.len()),
            ("initiatives", tables.initiatives.len()),
            ("inventories", tables.inventories.len()),
            ("ndcs", tables.ndcs.len()),
            ("records", tables.records.len()),
            ("targets", tables.targets.len()),
        ] {
            self.nodes.get_or_create(&KindLabels { kind }).set(count as i64);
        }
        let builds = worlds.builds();
        self.built.inner().store(builds.built, Ordering::Relaxed);
        self.failed.inner().store(builds.failed, Ordering::Relaxed);
        self.build_seconds.set(builds.last.as_secs_f64());
        self.has_primary.set(i64::from(worlds.databases().primary().is_some()));
    }
}

/// Answers with all figures.
pub(super) async fn show(State(service): State<Arc<Service>>) -> ([(HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, OPEN_METRICS)], service.metrics.text(&service))
}

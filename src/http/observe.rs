//! What is noted of every request: an id, a span for the log, how long it took and how it ended.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::field::Empty;
use tracing::{Instrument, Span};
use uuid::Uuid;

use super::Service;
use crate::telemetry;

/// Header with the id of a request, in answers and, if the client or a proxy gives one, in requests.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Longest id that is taken over.
const MOST_ID_BYTES: usize = 64;
/// A request that takes longer is told of in the log.
const SLOW: Duration = Duration::from_secs(1);

/// Answers a request within a span of its own, and notes how.
pub(super) async fn request(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let begin = Instant::now();
    let id = id_of(request.headers());
    let method = method_of(request.method());
    let route = route_of(&request);
    let span = tracing::info_span!(
        target: "quipu::request",
        "request",
        otel.name = format_args!("{method} {route}"),
        otel.kind = "server",
        request.id = id,
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
        graphql.operation.type = Empty,
        graphql.operation.name = Empty,
        graphql.cost = Empty,
        graphql.answer = Empty,
        graphql.plan = Empty,
        data.version = Empty,
    );
    telemetry::follow(&span, request.headers());
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status(), begin.elapsed());
    span.record("http.response.status_code", status.as_u16());
    span.in_scope(|| tell(status, took));
    service.metrics.answered(route, method, status, took);
    // An id is visible ASCII.
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Notes of the request under way what it asks the graph for.
pub(super) fn operation(kind: &str, name: Option<&str>, cost: u64, answer: &str, version: &str) {
    let span = Span::current();
    span.record("graphql.operation.type", kind);
    if let Some(name) = name {
        span.record("graphql.operation.name", name);
    }
    span.record("graphql.cost", cost).record("graphql.answer", answer).record("data.version", version);
}

/// Notes of the request under way whether its plan was compiled before.
pub(super) fn plan(was_kept: bool) {
    Span::current().record("graphql.plan", if was_kept { "kept" } else { "compiled" });
}

fn tell(status: StatusCode, took: Duration) {
    let took_ms = took.as_micros() as f64 / 1_000.0;
    if status.is_server_error() {
        tracing::warn!(target: "quipu::request", took_ms, "a request failed");
    } else if took > SLOW {
        tracing::info!(target: "quipu::request", took_ms, "a request took long");
    } else {
        tracing::debug!(target: "quipu::request", took_ms, "a request was answered");
    }
}

/// The id that a request brings along, if it is short and plain, or a new one.
fn id_of(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let is_plain = |id: &&str| {
        let mut bytes = id.bytes();
        (1..=MOST_ID_BYTES).contains(&id.len())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/+=".contains(&byte))
    };
    given.filter(is_plain).map_or_else(|| Uuid::now_v7().to_string(), str::to_owned)
}

/// The method; of those that no route takes, a word for all, so that they are few.
fn method_of(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "HEAD" => "HEAD",
        "OPTIONS" => "OPTIONS",
        _ => "OTHER",
    }
}

/// The route that takes a request, as it is written down.
fn route_of(request: &Request) -> &'static str {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    super::ROUTES.into_iter().find(|route| *route == path).unwrap_or("none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_taken_over_if_it_is_short_and_plain() {
        let id = |given: &'static [u8]| {
            let value = HeaderValue::from_bytes(given).expect("a value");
            id_of(&HeaderMap::from_iter([(REQUEST_ID, value)]))
        };
        assert_eq!(id(b"0af7-651:9/16"), "0af7-651:9/16");
        for odd in [&b""[..], b"a b", b"a\"b", "\u{e9}".as_bytes(), &[b'a'; 65]] {
            assert_eq!(id(odd.to_vec().leak()).len(), 36, "{odd:?}");
        }
        assert_ne!(id_of(&HeaderMap::new()), id_of(&HeaderMap::new()));
    }
}

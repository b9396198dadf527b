//! Requests that are turned away: a status, a code for programs, a sentence for people.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Media type of answers for clients that ask for it.
pub(super) const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";

/// Media type of events.
pub(super) const EVENTS: &str = "text/event-stream";

/// Why a request is turned away.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
    /// Headers that say more.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), headers: Vec::new() }
    }

    /// Of what is no request of GraphQL.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", message)
    }

    /// Another header.
    pub(super) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// As the errors of an answer.
    pub(super) fn errors(&self) -> serde_json::Value {
        serde_json::json!([{ "message": self.message, "extensions": { "code": self.code } }])
    }

    /// As an answer of the graph, in the media type that the client likes best.
    pub(super) fn answer(self, headers: &HeaderMap) -> Response {
        let media = media_type(wants_graphql_response(headers));
        let body = serde_json::json!({ "errors": self.errors() }).to_string();
        let kept = (header::CACHE_CONTROL, "no-store");
        let mut response = (self.status, [(header::CONTENT_TYPE, media), kept], body).into_response();
        response.headers_mut().extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        response
    }
}

/// The media type of an answer. Both say their encoding by definition: JSON is UTF-8.
pub(super) fn media_type(modern: bool) -> &'static str {
    if modern { GRAPHQL_RESPONSE } else { "application/json" }
}

/// Whether the client takes the media type of GraphQL, and does not like plain JSON better.
pub(super) fn wants_graphql_response(headers: &HeaderMap) -> bool {
    let graphql = weight(headers, GRAPHQL_RESPONSE);
    graphql > 0.0 && graphql >= weight(headers, "application/json")
}

/// Whether the client takes events.
pub(super) fn takes_events(headers: &HeaderMap) -> bool {
    weight(headers, EVENTS) > 0.0
}

/// Whether the client likes events better than any other answer.
pub(super) fn wants_events(headers: &HeaderMap) -> bool {
    weight(headers, EVENTS) > weight(headers, GRAPHQL_RESPONSE).max(weight(headers, "application/json"))
}

/// How well a client likes something that it names in a header, a media type or a coding; 0 where it does not.
pub(super) fn liked(headers: &HeaderMap, header: &HeaderName, wanted: &str) -> f32 {
    let lists = headers.get_all(header).iter().filter_map(|value| value.to_str().ok());
    let ranges = lists.flat_map(|list| list.split(',')).filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next()?;
        let weight = parts.find_map(|part| part.strip_prefix("q=")).and_then(|weight| weight.parse().ok());
        name.eq_ignore_ascii_case(wanted).then(|| weight.unwrap_or(1.0_f32))
    });
    ranges.fold(0.0_f32, f32::max)
}

fn weight(headers: &HeaderMap, media: &str) -> f32 {
    liked(headers, &header::ACCEPT, media)
}

//! `/graphql`: requests in, answers out, as GraphQL over HTTP has it.

use async_graphql::Request;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use quipu_graphql::{Answer, Outcome};

use super::Service;

/// Media type of answers for clients that ask for it.
const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
/// Longest text of a query.
const MAX_QUERY_BYTES: usize = 100_000;

/// A request in the address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InAddress {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
}

/// A query in the address.
pub(super) async fn get(
    State(service): State<Service>,
    Query(address): Query<InAddress>,
    headers: HeaderMap,
) -> Response {
    let Some(query) = address.query else {
        return refused(
            &headers,
            StatusCode::BAD_REQUEST,
            "BAD_REQUEST",
            "the address has no query; or POST one as JSON",
        );
    };
    let mut request = Request::new(query);
    request.operation_name = address.operation_name;
    if let Some(variables) = address.variables.filter(|text| !text.is_empty()) {
        match serde_json::from_str(&variables) {
            Ok(variables) => request.variables = async_graphql::Variables::from_json(variables),
            Err(error) => {
                let message = format!("the variables are not valid JSON: {error}");
                return refused(&headers, StatusCode::BAD_REQUEST, "BAD_REQUEST", &message);
            }
        }
    }
    answer(&service, &headers, request).await
}

/// A request in the body: one JSON object.
pub(super) async fn post(State(service): State<Service>, headers: HeaderMap, body: Bytes) -> Response {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media != "application/json" {
        let message = "send the request as application/json";
        return refused(&headers, StatusCode::UNSUPPORTED_MEDIA_TYPE, "BAD_REQUEST", message);
    }
    if body.trim_ascii_start().starts_with(b"[") {
        let message = "batches are not answered: send one request at a time";
        return refused(&headers, StatusCode::BAD_REQUEST, "BAD_REQUEST", message);
    }
    match serde_json::from_slice::<Request>(&body) {
        Ok(request) => answer(&service, &headers, request).await,
        Err(error) => {
            let message = format!("the body is not a GraphQL request in JSON: {error}");
            refused(&headers, StatusCode::BAD_REQUEST, "BAD_REQUEST", &message)
        }
    }
}

async fn answer(service: &Service, headers: &HeaderMap, request: Request) -> Response {
    if request.query.len() > MAX_QUERY_BYTES {
        let message = format!("the query is longer than {MAX_QUERY_BYTES} bytes");
        return refused(headers, StatusCode::PAYLOAD_TOO_LARGE, "BAD_REQUEST", &message);
    }
    let world = service.graph.worlds().current();
    respond(headers, service.graph.answer(world, request).await)
}

/// The answer in the media type asked for. A request that was not run has errors only, no data;
/// the older media type has status 200 even then.
fn respond(headers: &HeaderMap, answer: Answer) -> Response {
    let modern = wants_graphql_response(headers);
    let was_run = answer.outcome != Outcome::Refused;
    let status = if was_run || !modern { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let media = if modern { GRAPHQL_RESPONSE } else { "application/json" };
    (status, [(header::CONTENT_TYPE, media)], answer.body).into_response()
}

fn refused(headers: &HeaderMap, status: StatusCode, code: &str, message: &str) -> Response {
    let media = if wants_graphql_response(headers) { GRAPHQL_RESPONSE } else { "application/json" };
    let body = serde_json::json!({ "errors": [{ "message": message, "extensions": { "code": code } }] });
    (status, [(header::CONTENT_TYPE, media)], body.to_string()).into_response()
}

/// Whether the client takes the media type of GraphQL, and does not like plain JSON better.
fn wants_graphql_response(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let weight = |wanted: &str| {
        let ranges = accept.split(',').filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let media = parts.next()?;
            let weight =
                parts.find_map(|part| part.strip_prefix("q=")).and_then(|weight| weight.parse().ok());
            (media == wanted).then(|| weight.unwrap_or(1.0_f32))
        });
        ranges.fold(0.0_f32, f32::max)
    };
    let graphql = weight(GRAPHQL_RESPONSE);
    graphql > 0.0 && graphql >= weight("application/json")
}

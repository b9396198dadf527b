//! `/graphql`: requests in, answers out, as GraphQL over HTTP has it.

use std::sync::Arc;

use async_graphql::Request;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use quipu_graphql::Outcome;

use super::Service;
use super::answers::{Encoding, Key, Ready};
use super::persisted::Unusable;

/// Media type of answers for clients that ask for it.
const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
/// For how long an answer may be used without asking whether the data have changed.
const CACHE_CONTROL: &str = "public, max-age=10, stale-while-revalidate=60";
/// Longest text of a query.
const MAX_QUERY_BYTES: usize = 100_000;

/// A request in the address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct InAddress {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// A query in the address.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    Query(address): Query<InAddress>,
    headers: HeaderMap,
) -> Response {
    let (query, extensions) = (address.query.unwrap_or_default(), address.extensions.unwrap_or_default());
    let refuse = |message: &str| refused(&headers, StatusCode::BAD_REQUEST, "BAD_REQUEST", message);
    if query.is_empty() && extensions.is_empty() {
        return refuse("the address has no query; or POST one as JSON");
    }
    let mut request = Request::new(query);
    request.operation_name = address.operation_name;
    if let Some(variables) = address.variables.filter(|text| !text.is_empty()) {
        match serde_json::from_str(&variables) {
            Ok(variables) => request.variables = async_graphql::Variables::from_json(variables),
            Err(error) => return refuse(&format!("the variables are not valid JSON: {error}")),
        }
    }
    if !extensions.is_empty() {
        match serde_json::from_str(&extensions) {
            Ok(extensions) => request.extensions = extensions,
            Err(error) => return refuse(&format!("the extensions are not a JSON object: {error}")),
        }
    }
    answer(&service, &headers, request).await
}

/// A request in the body: one JSON object.
pub(super) async fn post(State(service): State<Arc<Service>>, headers: HeaderMap, body: Bytes) -> Response {
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

async fn answer(service: &Service, headers: &HeaderMap, mut request: Request) -> Response {
    if request.query.len() > MAX_QUERY_BYTES {
        let message = format!("the query is longer than {MAX_QUERY_BYTES} bytes");
        return refused(headers, StatusCode::PAYLOAD_TOO_LARGE, "BAD_REQUEST", &message);
    }
    if let Err(unusable) = service.persisted.resolve(&mut request) {
        let (code, message) = unusable.describe();
        let legacy = unusable == Unusable::NotFound && !wants_graphql_response(headers);
        let status = if legacy { StatusCode::OK } else { StatusCode::BAD_REQUEST };
        return refused(headers, status, code, message);
    }
    let world = service.worlds.current();
    let key = Key::of(&world, &request);
    let wanted = Encoding::wanted(headers);
    if headers.contains_key(header::IF_NONE_MATCH) && is_known(headers, &key.tag(wanted)) {
        return (StatusCode::NOT_MODIFIED, cacheable(key.tag(wanted))).into_response();
    }
    let ready = service.answers.answer(world, key, request, wanted).await;
    respond(headers, key, ready)
}

/// The answer in the media type asked for. A request that was not run has errors only, no data;
/// the older media type has status 200 even then.
fn respond(headers: &HeaderMap, key: Key, ready: Ready) -> Response {
    let modern = wants_graphql_response(headers);
    let was_run = ready.outcome != Outcome::Refused;
    let status = if was_run || !modern { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let mut response =
        (status, [(header::CONTENT_TYPE, media_type(modern))], Body::new(ready.body)).into_response();
    let answered = response.headers_mut();
    if let Some(name) = ready.encoding.name() {
        answered.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    if ready.outcome == Outcome::Whole {
        answered.extend(cacheable(key.tag(ready.encoding)));
    } else {
        answered.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answered.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    response
}

/// What lets an answer be kept: its tag, which changes with the data, and for how long it may be
/// used without asking.
fn cacheable(tag: String) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let tag = HeaderValue::try_from(tag).expect("a tag is of hexadecimal digits");
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE_CONTROL));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    headers
}

/// Whether the client has the answer with this tag already.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = known.flat_map(|list| list.split(',')).map(str::trim);
    tags.any(|known| known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn media_type(modern: bool) -> &'static str {
    if modern { GRAPHQL_RESPONSE } else { "application/json" }
}

fn refused(headers: &HeaderMap, status: StatusCode, code: &str, message: &str) -> Response {
    let media = media_type(wants_graphql_response(headers));
    let body = serde_json::json!({ "errors": [{ "message": message, "extensions": { "code": code } }] });
    let kept = (header::CACHE_CONTROL, "no-store");
    (status, [(header::CONTENT_TYPE, media), kept], body.to_string()).into_response()
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

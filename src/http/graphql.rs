//! `/graphql`: requests in, answers out, as GraphQL over HTTP has it.

use std::net::IpAddr;
use std::sync::Arc;

use async_graphql::Request;
use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quipu_graphql::{Allowance, Budget, MAX_QUERY_BYTES, Outcome, Prepared, SUBSCRIPTION_AS_QUERY};
use quipu_world::World;

use super::answers::{Encoding, Key, Ready};
use super::budget::Caller;
use super::live::{events, websocket};
use super::refusal::{Refusal, media_type, takes_events, wants_events, wants_graphql_response};
use super::request::{InAddress, Sent, expect_json, in_address, in_body};
use super::{Service, limits, observe};

/// For how long an answer may be used without asking whether the data have changed.
const CACHE_CONTROL: &str = "public, max-age=10, stale-while-revalidate=60";
/// Who finds no room for an answer may try again after so many seconds.
const RETRY_AFTER_SECONDS: &str = "5";
/// The field whose answer is of the moment and of its caller. A document that asks for it holds its
/// name: names cannot be written in another way.
const OF_THE_MOMENT: &str = "rateLimit";

/// Where a connection comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) IpAddr);

/// A query in the address, or the beginning of a WebSocket.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    address: Result<Query<InAddress>, QueryRejection>,
) -> Response {
    if headers.contains_key(header::UPGRADE) {
        return websocket::begin(service, headers, peer, upgrade);
    }
    respond_to(&service, &headers, &Method::GET, peer, in_address(address)).await
}

/// A request in the body: one JSON object.
pub(super) async fn post(
    State(service): State<Arc<Service>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> Response {
    let read = match expect_json(&headers) {
        Ok(()) => limits::body(&service.requests, request).await,
        Err(refusal) => Err(refusal),
    };
    // The place is kept until the request is answered.
    let (sent, _held) = match read {
        Ok((body, held)) => (in_body(&body), Some(held)),
        Err(refusal) => (Err(refusal), None),
    };
    respond_to(&service, &headers, &Method::POST, peer, sent).await
}

async fn respond_to(
    service: &Arc<Service>,
    headers: &HeaderMap,
    method: &Method,
    peer: IpAddr,
    sent: Result<Sent, Refusal>,
) -> Response {
    let answered = if wants_events(headers) {
        events::answer(service, headers, peer, sent).await
    } else {
        answer(service, headers, method, peer, sent).await
    };
    answered.unwrap_or_else(|refusal| service.turn_away(refusal, headers))
}

async fn answer(
    service: &Arc<Service>,
    headers: &HeaderMap,
    method: &Method,
    peer: IpAddr,
    sent: Result<Sent, Refusal>,
) -> Result<Response, Refusal> {
    let request = document(service, headers, sent?)?;
    let world = service.worlds.current();
    let wanted = Encoding::wanted(headers);
    let key = key_of(&world, &request);
    if let Some(key) = key.filter(|key| is_known(headers, &key.tag(wanted))) {
        return Ok((StatusCode::NOT_MODIFIED, cacheable(key.tag(wanted))).into_response());
    }
    let caller = service.budgets.caller(headers, peer);
    match ask(service, &caller, &request, world, key, wanted).await? {
        Asked::Answered(ready, budget) => Ok(respond(headers, method, key, ready, budget)),
        Asked::Subscribed(prepared, allowance) if takes_events(headers) => {
            events::tell(service, headers, caller, prepared, allowance)
        }
        Asked::Subscribed(..) => {
            let code = "OPERATION_NOT_SUPPORTED";
            Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, code, SUBSCRIPTION_AS_QUERY))
        }
    }
}

/// What an answer is kept by; `None` for one that may not be kept.
pub(super) fn key_of(world: &World, request: &Request) -> Option<Key> {
    (!request.query.contains(OF_THE_MOMENT)).then(|| Key::of(world, request))
}

/// What comes of a request.
pub(super) enum Asked {
    /// An answer, with what is left of the budget it was paid from.
    Answered(Ready, Option<Budget>),
    /// A subscription that may begin.
    Subscribed(Prepared, Allowance),
}

/// Answers a query, kept by its key or made; lets a subscription begin. What it costs is paid.
///
/// # Errors
/// It cannot be paid for.
pub(super) async fn ask(
    service: &Service,
    caller: &Caller,
    request: &Request,
    world: Arc<World>,
    key: Option<Key>,
    wanted: Encoding,
) -> Result<Asked, Refusal> {
    if let Some(key) = key
        && let Some(ready) = service.answers.kept(key, wanted).await
    {
        let budget = match service.budgets.charge(caller, ready.cost) {
            Ok(budget) => budget,
            Err(unpaid) => {
                let dearest = service.graph.prepare(request).await.ok().and_then(|asked| asked.dearest());
                return Err(service.budgets.refuse(unpaid, ready.cost, dearest));
            }
        };
        observe::operation("query", ready.operation.as_deref(), ready.cost, "kept", &world.version.token);
        service.metrics.query(ready.outcome, true, ready.cost);
        return Ok(Asked::Answered(ready, budget));
    }
    let prepared = match service.graph.prepare(request).await {
        Ok(prepared) => prepared,
        Err(refused) => {
            let budget = service.budgets.charge(caller, 1);
            let budget = budget.map_err(|unpaid| service.budgets.refuse(unpaid, 1, None))?;
            service.metrics.query(refused.outcome, false, 1);
            return Ok(Asked::Answered(refused.into(), budget));
        }
    };
    let allowance = pay(service, caller, &prepared)?;
    let (kind, cost) = (if prepared.is_subscription() { "subscription" } else { "query" }, allowance.cost);
    observe::operation(kind, prepared.operation_name(), cost, "made", &world.version.token);
    observe::plan(prepared.plan_was_kept());
    if prepared.is_subscription() {
        service.metrics.subscribed(cost);
        return Ok(Asked::Subscribed(prepared, allowance));
    }
    let ready = match key {
        Some(key) => service.answers.answer(world, key, prepared, allowance, wanted).await,
        None => service.answers.made(world, prepared, allowance).await,
    };
    service.metrics.query(ready.outcome, false, cost);
    Ok(Asked::Answered(ready, allowance.budget))
}

/// The request with its document, if that is not too long and may be asked.
pub(super) fn document(service: &Service, headers: &HeaderMap, sent: Sent) -> Result<Request, Refusal> {
    if sent.request.query.len() > MAX_QUERY_BYTES {
        let message = format!("the query is longer than {MAX_QUERY_BYTES} bytes");
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "QUERY_TOO_COMPLEX", message));
    }
    service.documents.resolve(sent).map_err(|mut refusal| {
        // Older clients of persisted documents take any other status for a failure.
        if refusal.code == "PERSISTED_QUERY_NOT_FOUND" && !wants_graphql_response(headers) {
            refusal.status = StatusCode::OK;
        }
        refusal
    })
}

/// Takes what a request costs from the budget of its caller.
fn pay(service: &Service, caller: &Caller, prepared: &Prepared) -> Result<Allowance, Refusal> {
    let cost = prepared.cost().requested;
    let refuse = |unpaid| service.budgets.refuse(unpaid, cost, prepared.dearest());
    let budget = service.budgets.charge(caller, cost).map_err(refuse)?;
    Ok(Allowance { cost, budget })
}

/// The answer in the media type asked for. A request that was not run has errors only, no data;
/// the older media type has status 200 even then. `key` is of an answer that may be kept.
fn respond(
    headers: &HeaderMap,
    method: &Method,
    key: Option<Key>,
    ready: Ready,
    budget: Option<Budget>,
) -> Response {
    let modern = wants_graphql_response(headers);
    let status = match ready.outcome {
        Outcome::NoQuery if method == Method::GET => StatusCode::METHOD_NOT_ALLOWED,
        Outcome::Overloaded => StatusCode::SERVICE_UNAVAILABLE,
        Outcome::Refused | Outcome::NoQuery if modern => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let mut response =
        (status, [(header::CONTENT_TYPE, media_type(modern))], Body::new(ready.body)).into_response();
    let answered = response.headers_mut();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        answered.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    if ready.outcome == Outcome::Overloaded {
        answered.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER_SECONDS));
    }
    if let Some(name) = ready.encoding.name() {
        answered.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    match key.filter(|_| ready.outcome == Outcome::Whole) {
        Some(key) => answered.extend(cacheable(key.tag(ready.encoding))),
        None => {
            answered.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }
    answered.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    answered.extend(budget.into_iter().flat_map(budget_headers));
    response
}

/// What is left of a budget.
fn budget_headers(budget: Budget) -> [(HeaderName, HeaderValue); 3] {
    let reset_at = u64::try_from(budget.reset_at.timestamp()).unwrap_or_default();
    [
        (HeaderName::from_static("x-ratelimit-limit"), budget.limit.into()),
        (HeaderName::from_static("x-ratelimit-remaining"), budget.remaining.into()),
        (HeaderName::from_static("x-ratelimit-reset"), reset_at.into()),
    ]
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

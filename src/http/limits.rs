//! What holds for every request to the graph, whatever it asks: how long its head and how slow its
//! answer may be. Whoever goes too far hears so as an answer of GraphQL.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Service;
use super::refusal::Refusal;

/// Largest body of a request.
pub(super) const MAX_BODY_BYTES: usize = 1 << 20;
/// Requests that are read or answered at one time, in bytes as they are sent; read, they may take fifty times as much.
const REQUESTS_BYTES: usize = 6 << 20;
/// The body of a request has arrived within this, or is not waited for.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);
/// Longest address of a request.
const MAX_ADDRESS_BYTES: usize = 32 << 10;
/// Longest head of a request without its address: names and values of headers.
const MAX_HEAD_BYTES: usize = 32 << 10;

/// Passes a request on, if its head is not too long, and waits for its answer as long as is allowed.
pub(super) async fn keep(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    if let Some(refusal) = too_long(&request).or_else(|| too_large(&headers)) {
        return service.turn_away(refusal, &headers);
    }
    match tokio::time::timeout(service.deadline, next.run(request)).await {
        Ok(response) => response,
        Err(_) => service.turn_away(late(service.deadline), &headers),
    }
}

/// Of a request that takes longer than is allowed.
pub(super) fn late(deadline: Duration) -> Refusal {
    let message = format!(
        "the answer took longer than {} s: ask for less at once, as with a smaller \"first\"",
        deadline.as_secs()
    );
    Refusal::new(StatusCode::GATEWAY_TIMEOUT, "TIMEOUT", message)
}

fn too_long(request: &Request) -> Option<Refusal> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > MAX_ADDRESS_BYTES {
        let message = format!("the address is longer than {MAX_ADDRESS_BYTES} bytes: POST the query instead");
        return Some(Refusal::new(StatusCode::URI_TOO_LONG, "URI_TOO_LONG", message));
    }
    let head: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    let message = || format!("the headers are longer than {MAX_HEAD_BYTES} bytes together");
    (head > MAX_HEAD_BYTES)
        .then(|| Refusal::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "HEADERS_TOO_LARGE", message()))
}

/// Of a body that says itself that it is too large: it is not read.
fn too_large(headers: &HeaderMap) -> Option<Refusal> {
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok())?;
    (length > MAX_BODY_BYTES as u64).then(large_body)
}

/// Of a body that is too large.
pub(super) fn large_body() -> Refusal {
    let message = format!("the body is longer than {MAX_BODY_BYTES} bytes");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE", message)
}

/// Room for requests with their variables: bytes as they are sent.
#[derive(Clone)]
pub(super) struct Requests(Arc<Semaphore>);

/// A place for a request until it is answered.
pub(super) type Held = OwnedSemaphorePermit;

impl Requests {
    /// None yet.
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(REQUESTS_BYTES)))
    }

    /// A place for a request of so many bytes.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn take(&self, bytes: usize) -> Result<Held, Refusal> {
        let bytes = bytes.clamp(1, MAX_BODY_BYTES) as u32;
        Arc::clone(&self.0).try_acquire_many_owned(bytes).map_err(|_| {
            let message = "too many requests are being read: try again later";
            let refusal = Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "OVERLOADED", message);
            refusal.with(header::RETRY_AFTER, HeaderValue::from_static("5"))
        })
    }
}

/// Reads a body, if there is room for it and it comes in time.
pub(super) async fn body(requests: &Requests, request: Request) -> Result<(Bytes, Held), Refusal> {
    let length =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let held = requests.take(length.unwrap_or(MAX_BODY_BYTES))?;
    let Ok(read) = tokio::time::timeout(BODY_TIMEOUT, Bytes::from_request(request, &())).await else {
        let message = format!("the body did not arrive within {} s", BODY_TIMEOUT.as_secs());
        return Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "TIMEOUT", message));
    };
    let read = read.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => large_body(),
        _ => Refusal::bad_request("the body could not be read to its end"),
    });
    Ok((read?, held))
}

/// The answer where the program fails: it says nothing of the program.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a request could not be answered: the program failed");
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_SERVER_ERROR", "internal error")
        .answer(&HeaderMap::new())
}

/// The answer to a method that a page does not take.
pub(super) async fn wrong_method_of_page(headers: HeaderMap) -> Response {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "BAD_REQUEST", "GET this page").answer(&headers)
}

/// The answer to a method that the graph does not take.
pub(super) async fn wrong_method(headers: HeaderMap) -> Response {
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "BAD_REQUEST", "GET or POST a query").answer(&headers)
}

//! Subscriptions as events over HTTP, as graphql-sse has it in its mode of distinct connections: a request with
//! `Accept: text/event-stream` is answered by `next` for each answer, then `complete`. A query is answered once, where
//! the client likes events best; many take them only for what cannot be answered otherwise.
//!
//! Each event of a subscription has the version as its id: browsers send the last one they saw when they
//! connect again, and are told what came after it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use quipu_graphql::{Allowance, Prepared, Told};
use tokio::sync::{mpsc, watch};

use super::{SIGN_OF_LIFE, Seat, message, told};
use crate::http::answers::{Encoding, Ready};
use crate::http::budget::Caller;
use crate::http::graphql::{Asked, ask, document, key_of};
use crate::http::pieces::Pieces;
use crate::http::refusal::{EVENTS, Refusal};
use crate::http::request::Sent;
use crate::http::{Service, stop};

/// Header with the id of the last event that a client saw.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Answers a request by events.
///
/// # Errors
/// What is wrong with the request, if it cannot even be asked.
pub(in crate::http) async fn answer(
    service: &Arc<Service>,
    headers: &HeaderMap,
    peer: IpAddr,
    sent: Result<Sent, Refusal>,
) -> Result<Response, Refusal> {
    let request = document(service, headers, sent?)?;
    let caller = service.budgets.caller(headers, peer);
    let world = service.worlds.current();
    let key = key_of(&world, &request);
    match ask(service, &caller, &request, world, key, Encoding::Identity).await? {
        Asked::Answered(ready, _) => Ok(once(ready)),
        Asked::Subscribed(prepared, allowance) => tell(service, headers, caller, prepared, allowance),
    }
}

/// Tells what a subscription has to tell.
///
/// # Errors
/// There are too many connections.
pub(in crate::http) fn tell(
    service: &Arc<Service>,
    headers: &HeaderMap,
    caller: Caller,
    prepared: Prepared,
    allowance: Allowance,
) -> Result<Response, Refusal> {
    let seat = service.seats.take(&caller)?;
    let since = headers.get(LAST_EVENT_ID).and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty());
    let feed = match service.graph.subscribe(prepared, allowance, since) {
        Ok(feed) => feed,
        Err(refused) => return Ok(once(refused.into())),
    };
    let told = told(Arc::clone(service), caller, feed);
    let (pieces, stopping) = (VecDeque::from([COMMENT]), service.stopping.clone());
    let events = Events { told, stopping, _seat: seat, pieces, is_over: false };
    Ok(events_of(Body::from_stream(stream::unfold(events, Events::next))))
}

/// One answer, and the end.
fn once(ready: Ready) -> Response {
    let events = [message::event("next", None, &ready.body), message::event("complete", None, &[])];
    events_of(Body::new(Pieces::from(events.concat())))
}

fn events_of(body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(EVENTS)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // A proxy that gathers an answer before it passes it on would keep events back.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    (headers, body).into_response()
}

/// A sign of life.
const COMMENT: Bytes = Bytes::from_static(b":\n\n");

/// Events of a subscription.
struct Events {
    told: mpsc::Receiver<Told>,
    stopping: watch::Receiver<bool>,
    _seat: Seat,
    /// What is still to be sent of an event. It begins with a comment: the client shall see at once that it is heard.
    pieces: VecDeque<Bytes>,
    /// Whether nothing comes behind these.
    is_over: bool,
}

impl Events {
    /// The next piece of the body. A service that stops ends it without `complete`: clients connect again.
    async fn next(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if self.pieces.is_empty() {
            if self.is_over {
                return None;
            }
            self.pieces = tokio::select! {
                told = self.told.recv() => self.event(told.as_ref()).into(),
                () = tokio::time::sleep(SIGN_OF_LIFE) => VecDeque::from([COMMENT]),
                () = stop(&mut self.stopping) => return None,
            };
        }
        let piece = self.pieces.pop_front()?;
        Some((Ok(piece), self))
    }

    fn event(&mut self, told: Option<&Told>) -> Vec<Bytes> {
        self.is_over = told.is_none();
        told.map_or_else(
            || message::event("complete", None, &[]),
            |told| message::event("next", Some(&told.version), &told.answer.body),
        )
    }
}

//! Subscriptions as events over HTTP, as graphql-sse has it in its mode of distinct connections: a request with
//! `Accept: text/event-stream` is answered by `next` for each answer, then `complete`. A query is answered once, where
//! the client likes events best; many take them only for what cannot be answered otherwise.
//!
//! Each event of a subscription has the version as its id: browsers send the last one they saw when they
//! connect again, and are told what came after it.

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
    let events = Events { told, stopping: service.stopping.clone(), _seat: seat, state: State::Beginning };
    Ok(events_of(Body::from_stream(stream::unfold(events, Events::next))))
}

/// One answer, and the end.
fn once(ready: Ready) -> Response {
    let events = [message::event("next", None, &ready.body), message::event("complete", None, &[])];
    events_of(Body::from(events.concat()))
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

/// Events of a subscription.
struct Events {
    told: mpsc::Receiver<Told>,
    stopping: watch::Receiver<bool>,
    _seat: Seat,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    /// Nothing was sent: the client shall see at once that it is heard.
    Beginning,
    Telling,
    Over,
}

impl Events {
    /// The next piece of the body. A service that stops ends it without `complete`: clients connect again.
    async fn next(mut self) -> Option<(Result<Bytes, std::convert::Infallible>, Self)> {
        const COMMENT: Bytes = Bytes::from_static(b":\n\n");
        let piece = match self.state {
            State::Over => return None,
            State::Beginning => {
                self.state = State::Telling;
                COMMENT
            }
            State::Telling => tokio::select! {
                told = self.told.recv() => match told {
                    Some(told) => message::event("next", Some(&told.version), &told.answer.body),
                    None => {
                        self.state = State::Over;
                        message::event("complete", None, &[])
                    }
                },
                () = tokio::time::sleep(SIGN_OF_LIFE) => COMMENT,
                () = stop(&mut self.stopping) => return None,
            },
        };
        Some((Ok(piece), self))
    }
}

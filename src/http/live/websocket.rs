//! Requests over a WebSocket, by the protocol graphql-transport-ws: queries and subscriptions, many at once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use quipu_graphql::MAX_QUERY_BYTES;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout};

use super::{SIGN_OF_LIFE, Seat, message, told};
use crate::http::answers::Encoding;
use crate::http::budget::Caller;
use crate::http::graphql::{Asked, ask, document, key_of};
use crate::http::limits::{Held, late};
use crate::http::refusal::Refusal;
use crate::http::request::in_message;
use crate::http::{Service, stop};

/// The protocol spoken.
const PROTOCOL: &str = "graphql-transport-ws";
/// Longest message of a client: a query, escaped, with its variables.
const MOST_BYTES: usize = 4 * MAX_QUERY_BYTES;
/// The first message has arrived within this.
const INIT_TIMEOUT: Duration = Duration::from_secs(5);
/// A message has been taken by the client within this, or the connection is given up.
const SEND_TIMEOUT: Duration = Duration::from_secs(30);
/// A client that was silent for so long, pings unanswered, is gone.
const SILENCE: Duration = Duration::from_secs(60);
/// Requests under way on one connection.
const MOST_REQUESTS: usize = 50;
/// Longest id of a request.
const MOST_ID_BYTES: usize = 256;

/// Begins a WebSocket.
pub(in crate::http) fn begin(
    service: Arc<Service>,
    headers: HeaderMap,
    peer: IpAddr,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let upgrade = match upgrade {
        Ok(upgrade) => upgrade,
        Err(_) => {
            let refusal =
                Refusal::bad_request("this is no beginning of a WebSocket: version 13 is spoken here");
            return service.turn_away(refusal, &headers);
        }
    };
    let caller = service.budgets.caller(&headers, peer);
    let seat = match service.seats.take(&caller) {
        Ok(seat) => seat,
        Err(refusal) => return service.turn_away(refusal, &headers),
    };
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(MOST_BYTES)
        .max_frame_size(MOST_BYTES)
        .on_upgrade(move |socket| Connection::new(service, headers, caller, seat).run(socket))
}

/// A message of a client.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Said {
    ConnectionInit,
    Ping {
        #[serde(default)]
        payload: Value,
    },
    Pong,
    Subscribe {
        id: String,
        payload: Value,
    },
    Complete {
        id: String,
    },
}

/// Why a connection ends: a code of the protocol and a sentence.
struct End(u16, String);

/// What a request under way has to say: its id, its number, and the message, or that it is over.
struct Reply {
    id: String,
    number: u64,
    message: Bytes,
    is_last: bool,
}

struct Connection {
    service: Arc<Service>,
    headers: HeaderMap,
    caller: Caller,
    _seat: Seat,
    is_acknowledged: bool,
    /// Requests under way by their ids, with a number: an id may be used again.
    running: HashMap<String, (u64, AbortHandle)>,
    begun: u64,
    replies: mpsc::Sender<Reply>,
    replied: mpsc::Receiver<Reply>,
    heard: Instant,
}

impl Connection {
    fn new(service: Arc<Service>, headers: HeaderMap, caller: Caller, seat: Seat) -> Self {
        let (replies, replied) = mpsc::channel(1);
        let (running, begun) = (HashMap::new(), 0);
        let heard = Instant::now();
        Self {
            service,
            headers,
            caller,
            _seat: seat,
            is_acknowledged: false,
            running,
            begun,
            replies,
            replied,
            heard,
        }
    }

    async fn run(mut self, mut socket: WebSocket) {
        let ended = if socket.protocol().is_some_and(|protocol| protocol == PROTOCOL) {
            self.talk(&mut socket).await
        } else {
            Some(End(4406, format!("Subprotocol not acceptable: {PROTOCOL} is spoken here")))
        };
        if let Some(End(code, reason)) = ended {
            let frame = CloseFrame { code, reason: reason.into() };
            // Who is gone hears nothing.
            let _ = timeout(SEND_TIMEOUT, socket.send(Message::Close(Some(frame)))).await;
        }
    }

    /// Talks until something ends it; `None` where the client is gone already.
    async fn talk(&mut self, socket: &mut WebSocket) -> Option<End> {
        let mut stopping = self.service.stopping.clone();
        let deadline = Instant::now() + INIT_TIMEOUT;
        let mut signs = tokio::time::interval(SIGN_OF_LIFE);
        loop {
            let sent = tokio::select! {
                received = socket.recv() => {
                    self.heard = Instant::now();
                    match self.received(received?.ok()).await {
                        Ok(Some(answer)) => send(socket, answer).await,
                        Ok(None) => Some(()),
                        Err(end) => return end,
                    }
                }
                Some(reply) = self.replied.recv() => self.reply(socket, reply).await,
                () = tokio::time::sleep_until(deadline), if !self.is_acknowledged => {
                    return Some(End(4408, "Connection initialisation timeout".to_owned()));
                }
                _ = signs.tick() => {
                    if self.heard.elapsed() > SILENCE {
                        return Some(End(1001, "nothing was heard for too long".to_owned()));
                    }
                    timeout(SEND_TIMEOUT, socket.send(Message::Ping(Bytes::new()))).await.ok()?.ok()
                }
                () = stop(&mut stopping) => {
                    return Some(End(1001, "the service stops: connect again".to_owned()));
                }
            };
            sent?;
        }
    }

    /// Takes a message of the client; gives the answer to it, if there is one at once.
    async fn received(&mut self, message: Option<Message>) -> Result<Option<Bytes>, Option<End>> {
        let text = match message {
            Some(Message::Text(text)) => text,
            Some(Message::Ping(_) | Message::Pong(_)) => return Ok(None),
            Some(Message::Binary(_)) => {
                return Err(Some(End(4400, "Invalid message: it must be text".to_owned())));
            }
            // An answer to a message that is too long, or broken, finds nobody.
            Some(Message::Close(_)) | None => return Err(None),
        };
        let said = serde_json::from_str(&text)
            .map_err(|error| Some(End(4400, shortened(format!("Invalid message: {error}")))))?;
        match said {
            Said::ConnectionInit if self.is_acknowledged => {
                Err(Some(End(4429, "Too many initialisation requests".to_owned())))
            }
            Said::ConnectionInit => {
                self.is_acknowledged = true;
                Ok(Some(Bytes::from_static(b"{\"type\":\"connection_ack\"}")))
            }
            Said::Ping { payload } => {
                let mut pong = serde_json::json!({ "type": "pong" });
                if !payload.is_null() {
                    pong["payload"] = payload;
                }
                Ok(Some(pong.to_string().into()))
            }
            Said::Pong => Ok(None),
            Said::Subscribe { id, payload } => self.subscribe(id, payload, text.len()).map_err(Some),
            Said::Complete { id } => {
                if let Some((_, running)) = self.running.remove(&id) {
                    running.abort();
                }
                Ok(None)
            }
        }
    }

    /// Begins a request; gives the message that refuses it, if it is one too many.
    fn subscribe(&mut self, id: String, payload: Value, bytes: usize) -> Result<Option<Bytes>, End> {
        if !self.is_acknowledged {
            return Err(End(4401, "Unauthorized: send connection_init first".to_owned()));
        }
        if id.is_empty() || id.len() > MOST_ID_BYTES {
            return Err(End(4400, format!("Invalid message: an id has 1 to {MOST_ID_BYTES} bytes")));
        }
        if self.running.contains_key(&id) {
            return Err(End(4409, shortened(format!("Subscriber for {id} already exists"))));
        }
        if self.running.len() >= MOST_REQUESTS {
            let message =
                format!("{MOST_REQUESTS} requests are under way on this connection: complete one first");
            let refusal = Refusal::new(axum::http::StatusCode::TOO_MANY_REQUESTS, "THROTTLED", message);
            let errors = message::refused(&refusal);
            return Ok(message::about(&self.service.graph, &id, "error", &[errors]));
        }
        let held = match self.service.requests.take(bytes) {
            Ok(held) => held,
            Err(refusal) => {
                let errors = message::refused(&refusal);
                return Ok(message::about(&self.service.graph, &id, "error", &[errors]));
            }
        };
        self.begun += 1;
        let request = Request {
            service: Arc::clone(&self.service),
            headers: self.headers.clone(),
            caller: self.caller.clone(),
            id: id.clone(),
            number: self.begun,
            replies: self.replies.clone(),
        };
        let running = tokio::spawn(request.run(payload, held)).abort_handle();
        self.running.insert(id, (self.begun, running));
        Ok(None)
    }

    /// Passes on what a request says, unless the client has ended it.
    async fn reply(&mut self, socket: &mut WebSocket, reply: Reply) -> Option<()> {
        if self.running.get(&reply.id).is_none_or(|(number, _)| *number != reply.number) {
            return Some(());
        }
        if reply.is_last {
            self.running.remove(&reply.id);
        }
        send(socket, reply.message).await
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.running.values().for_each(|(_, running)| running.abort());
    }
}

/// Sends a text; `None` where the client does not take it.
async fn send(socket: &mut WebSocket, text: Bytes) -> Option<()> {
    let text = Utf8Bytes::try_from(text).expect("answers are JSON in UTF-8");
    timeout(SEND_TIMEOUT, socket.send(Message::Text(text))).await.ok()?.ok()
}

/// A reason as the frame that closes a connection holds it: 123 bytes at most.
fn shortened(reason: String) -> String {
    let end = (0..=reason.len().min(123)).rev().find(|end| reason.is_char_boundary(*end));
    reason[..end.unwrap_or_default()].to_owned()
}

/// A request under way.
struct Request {
    service: Arc<Service>,
    headers: HeaderMap,
    caller: Caller,
    id: String,
    number: u64,
    replies: mpsc::Sender<Reply>,
}

impl Request {
    async fn run(self, payload: Value, held: Held) {
        if let Err(errors) = self.answer(payload, held).await {
            self.say("error", &[errors], true).await;
        } else {
            self.say("complete", &[], true).await;
        }
    }

    /// Answers, or tells as long as there is something to tell.
    ///
    /// # Errors
    /// The errors of a request that cannot be run.
    async fn answer(&self, payload: Value, held: Held) -> Result<(), Bytes> {
        let service = &self.service;
        let refused = |refusal: Refusal| {
            service.metrics.refused(refusal.code);
            message::refused(&refusal)
        };
        let request =
            in_message(payload).and_then(|sent| document(service, &self.headers, sent)).map_err(refused)?;
        let world = service.worlds.current();
        let key = key_of(&world, &request);
        let asked = ask(service, &self.caller, &request, world, key, Encoding::Identity);
        let in_time = timeout(service.deadline, asked).await;
        let asked = in_time.map_err(|_| refused(late(service.deadline)))?.map_err(refused)?;
        let (prepared, allowance) = match asked {
            Asked::Answered(ready, _) if ready.outcome.is_refused() => {
                return Err(message::errors(&ready.body));
            }
            Asked::Answered(ready, _) => {
                self.say("next", &ready.body, false).await;
                return Ok(());
            }
            Asked::Subscribed(prepared, allowance) => (prepared, allowance),
        };
        // What a subscription holds is counted with it.
        drop((request, held));
        let feed = service.graph.subscribe(prepared, allowance, None);
        let feed = feed.map_err(|refused| message::errors(&refused.body))?;
        let mut told = told(Arc::clone(service), self.caller.clone(), feed);
        while let Some(told) = told.recv().await {
            self.say("next", &told.answer.body, false).await;
        }
        Ok(())
    }

    async fn say(&self, kind: &str, payload: &[Bytes], is_last: bool) {
        // Nobody listens once the connection is gone. A message is made when it is its turn: they are copies.
        let Ok(turn) = self.replies.reserve().await else { return };
        let made = message::about(&self.service.graph, &self.id, kind, payload);
        let is_last = is_last || made.is_none();
        let message = made.unwrap_or_else(|| message::overloaded(&self.id));
        turn.send(Reply { id: self.id.clone(), number: self.number, message, is_last });
    }
}

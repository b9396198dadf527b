//! Subscriptions as clients have them: as events over HTTP, and over a WebSocket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use futures_util::{SinkExt, StreamExt};
use quipu_tests::{Backend, TestApp};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::process::Server;

const TABLE: &str =
    "ID_Code,Name,Country,Entity_type,Industry,End_target,End_target_year,GHG_emissions,GHG_emissions_year\n";
const SAO_PAULO: &str = "CIT-1,São Paulo,BRA,City,,Net zero,2050,13000000,2020\n";
const NEWS: &str = r#"subscription { countryChanged(iso3: "BRA") { sinceVersion untilVersion country { actors { totalCount } } } }"#;

/// A running service over a database of its own, which tests import to.
async fn serving(backend: Backend, options: &[&str]) -> (TestApp, Server) {
    let app = TestApp::new(backend).await;
    app.imported(
        "snapshot_2024-11-09.csv",
        format!("{TABLE}COM-2,Acme,TUV,Company,Retail,Net zero,2040,,\n"),
    )
    .await;
    let options = [&["--database-url", app.database.url.as_str()], options].concat();
    let server = Server::start(app.database.folder.path(), &options);
    (app, server)
}

async fn import_sao_paulo(app: &TestApp) {
    app.imported("snapshot_2025-11-09.csv", format!("{TABLE}{SAO_PAULO}")).await;
}

/// A stream of events, sent in chunks.
struct Events {
    stream: BufReader<TcpStream>,
    /// What was read and is not yet looked at.
    text: String,
    is_over: bool,
}

impl Events {
    /// Asks for events; what is before them is read.
    fn ask(server: &Server, query: &str, headers: &str) -> Self {
        let body = json!({ "query": query }).to_string();
        let request = format!(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(server.address()).expect("it listens");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut events = Self { stream: BufReader::new(stream), text: String::new(), is_over: false };
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(events.stream.read_line(&mut head).expect("it is there") > 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
        events.is_over = head.contains("content-length");
        if events.is_over {
            events.stream.read_to_string(&mut events.text).expect("it is text");
        }
        events
    }

    /// Reads a chunk; at the end there is none.
    fn read_chunk(&mut self) {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line).unwrap_or_default();
        let length = usize::from_str_radix(line.trim_end(), 16).unwrap_or_default();
        let mut chunk = vec![0; length + 2];
        if read == 0 || length == 0 || self.stream.read_exact(&mut chunk).is_err() {
            self.is_over = true;
            return;
        }
        self.text.push_str(std::str::from_utf8(&chunk[..length]).expect("text"));
    }

    /// The next event as it was sent, a sign of life too; `None` at the end.
    fn next_text(&mut self) -> Option<String> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = event.to_owned();
                self.text = rest.to_owned();
                return Some(event);
            }
            if self.is_over {
                return None;
            }
            self.read_chunk();
        }
    }

    /// Name, id and data of the next event; signs of life are passed over.
    fn next(&mut self) -> (String, String, Value) {
        loop {
            let text = self.next_text().expect("an event");
            let field = |name: &str| {
                text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned()
            };
            if !field("event: ").is_empty() {
                let data = serde_json::from_str(&field("data: ")).unwrap_or_default();
                return (field("event: "), field("id: "), data);
            }
        }
    }
}

async fn news_arrives_as_an_event(backend: Backend) {
    let (app, server) = serving(backend, &[]).await;
    let mut events = Events::ask(&server, NEWS, "");
    assert_eq!(events.next_text().as_deref(), Some(":"), "it is heard at once");
    import_sao_paulo(&app).await;

    let (name, id, data) = events.next();

    let news = &data["data"]["countryChanged"];
    assert_eq!((name.as_str(), &news["country"]["actors"]["totalCount"]), ("next", &json!(1)), "{data}");
    assert_eq!(news["untilVersion"], json!(id), "an event is named by its version");
    let since = news["sinceVersion"].as_str().expect("a version");
    let mut again = Events::ask(&server, NEWS, &format!("Last-Event-ID: {since}\r\n"));
    assert_eq!(again.next().2["data"], data["data"], "who connects again is told what was missed");
}

#[tokio::test]
async fn news_arrives_as_an_event_on_sqlite() {
    news_arrives_as_an_event(Backend::Sqlite).await;
}

#[tokio::test]
async fn news_arrives_as_an_event_on_postgres() {
    news_arrives_as_an_event(Backend::Postgres).await;
}

#[tokio::test]
async fn a_query_is_answered_by_one_event_and_an_error_too() {
    let (_app, server) = serving(Backend::Sqlite, &[]).await;
    for (query, expected) in
        [("{ dataset { actorCount } }", json!({ "actorCount": 1 })), ("{ nothing }", json!(null))]
    {
        let mut events = Events::ask(&server, query, "");
        let (name, _, data) = events.next();
        assert_eq!((name.as_str(), &data["data"]["dataset"]), ("next", &expected), "{data}");
        assert_eq!(events.next().0, "complete");
    }
    let plain = server.post("application/json", &json!({ "query": NEWS }).to_string());
    assert!(plain.starts_with("HTTP/1.1 406") && plain.contains("text/event-stream"), "{plain}");
}

const PROTOCOL: Option<&str> = Some("graphql-transport-ws");

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// A WebSocket with this protocol, if any.
async fn connect(server: &Server, protocol: Option<&'static str>) -> Socket {
    let mut request = format!("ws://{}/graphql", server.address()).into_client_request().expect("an address");
    let protocol = protocol.map(HeaderValue::from_static);
    request.headers_mut().extend(protocol.map(|protocol| (SEC_WEBSOCKET_PROTOCOL, protocol)));
    connect_async(request).await.expect("a WebSocket").0
}

async fn say(socket: &mut Socket, message: Value) {
    socket.send(Message::text(message.to_string())).await.expect("sent");
}

/// The next message; the code that the connection is closed with, as a number.
async fn hear(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).expect("JSON"),
            Some(Ok(Message::Close(Some(frame)))) => return json!(u16::from(frame.code)),
            Some(Ok(_)) => {}
            other => return json!(format!("{other:?}")),
        }
    }
}

/// A WebSocket that may be used.
async fn acknowledged(server: &Server) -> Socket {
    let mut socket = connect(server, PROTOCOL).await;
    say(&mut socket, json!({ "type": "connection_init" })).await;
    assert_eq!(hear(&mut socket).await, json!({ "type": "connection_ack" }));
    socket
}

fn subscribe(id: &str, query: &str) -> Value {
    json!({ "id": id, "type": "subscribe", "payload": { "query": query } })
}

#[tokio::test]
async fn many_requests_share_a_web_socket() {
    let (app, server) = serving(Backend::Sqlite, &[]).await;
    let mut socket = acknowledged(&server).await;
    say(&mut socket, json!({ "type": "ping", "payload": { "at": 1 } })).await;
    assert_eq!(hear(&mut socket).await, json!({ "type": "pong", "payload": { "at": 1 } }));

    say(&mut socket, subscribe("news", NEWS)).await;
    say(&mut socket, subscribe("query", "{ dataset { actorCount } }")).await;
    let answer = hear(&mut socket).await;
    assert_eq!((&answer["id"], &answer["type"]), (&json!("query"), &json!("next")));
    assert_eq!(answer["payload"]["data"], json!({ "dataset": { "actorCount": 1 } }));
    assert_eq!(hear(&mut socket).await, json!({ "id": "query", "type": "complete" }));
    say(&mut socket, subscribe("wrong", "{ nothing }")).await;
    let refused = hear(&mut socket).await;
    assert_eq!((&refused["id"], &refused["type"]), (&json!("wrong"), &json!("error")));
    assert_eq!(refused["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");

    import_sao_paulo(&app).await;
    let news = hear(&mut socket).await;
    assert_eq!((&news["id"], &news["type"]), (&json!("news"), &json!("next")));
    assert_eq!(news["payload"]["data"]["countryChanged"]["country"]["actors"]["totalCount"], 1);
    // An id is free again once its request is completed.
    say(&mut socket, json!({ "id": "news", "type": "complete" })).await;
    say(&mut socket, subscribe("news", "{ dataset { actorCount } }")).await;
    assert_eq!(hear(&mut socket).await["payload"]["data"]["dataset"]["actorCount"], 2);
}

#[tokio::test]
async fn who_breaks_the_protocol_is_told_by_the_code_that_closes() {
    let (_app, server) = serving(Backend::Sqlite, &[]).await;
    let mut other = connect(&server, None).await;
    assert_eq!(hear(&mut other).await, json!(4406));
    let mut early = connect(&server, PROTOCOL).await;
    say(&mut early, subscribe("1", NEWS)).await;
    assert_eq!(hear(&mut early).await, json!(4401));
    let mut silent = connect(&server, PROTOCOL).await;
    for (message, code) in [
        (Message::text(json!({ "type": "connection_init" }).to_string()), 4429),
        (Message::text("{"), 4400),
        (Message::text(json!({ "type": "unknown" }).to_string()), 4400),
        (Message::text(json!({ "type": "subscribe", "id": 5, "payload": {} }).to_string()), 4400),
        (Message::text(subscribe("", NEWS).to_string()), 4400),
        (Message::text(subscribe("news", NEWS).to_string()), 4409),
        (Message::binary(vec![1, 2, 3]), 4400),
    ] {
        let mut socket = acknowledged(&server).await;
        say(&mut socket, subscribe("news", NEWS)).await;
        socket.send(message.clone()).await.expect("sent");
        assert_eq!(hear(&mut socket).await, json!(code), "{message:?}");
    }
    assert_eq!(hear(&mut silent).await, json!(4408));
}

#[tokio::test]
async fn a_connection_holds_so_many_requests_and_no_more() {
    let (_app, server) = serving(Backend::Sqlite, &[]).await;
    let mut socket = acknowledged(&server).await;
    for at in 0..51 {
        say(&mut socket, subscribe(&at.to_string(), NEWS)).await;
    }
    let refused = hear(&mut socket).await;
    assert_eq!((&refused["id"], &refused["type"]), (&json!("50"), &json!("error")), "{refused}");
    assert_eq!(refused["payload"][0]["extensions"]["code"], "THROTTLED");
    let long = "x".repeat(500_000);
    // A message that is too long may end the connection while it is still being sent.
    let _ = socket.send(Message::text(subscribe("long", &long).to_string())).await;
    assert!(!hear(&mut socket).await.is_object(), "the connection is closed");
}

#[tokio::test]
async fn a_service_that_stops_says_so() {
    let (_app, mut server) = serving(Backend::Sqlite, &[]).await;
    let mut socket = acknowledged(&server).await;
    say(&mut socket, subscribe("news", NEWS)).await;
    let mut events = Events::ask(&server, NEWS, "");
    events.next_text();
    server.terminate();

    assert_eq!(hear(&mut socket).await, json!(1001));
    assert_eq!(events.next_text(), None, "clients are to connect again");
    drop(socket);
    assert!(server.ended().success());
}

#[tokio::test]
async fn subscriptions_are_paid_for() {
    let (_app, server) = serving_with_budget("150000").await;
    let mut socket = acknowledged(&server).await;
    say(&mut socket, subscribe("1", NEWS)).await;
    say(&mut socket, subscribe("2", NEWS)).await;
    let refused = hear(&mut socket).await;
    // Either of the two may be read first.
    assert_eq!(
        (&refused["type"], &refused["payload"][0]["extensions"]["code"]),
        (&json!("error"), &json!("THROTTLED"))
    );
}

async fn serving_with_budget(budget: &str) -> (TestApp, Server) {
    let app = TestApp::new(Backend::Sqlite).await;
    let settings =
        format!("database_url = {:?}\nstarter = false\nbudget_per_minute = {budget}\n", app.database.url);
    let file = app.file("quipu.toml", settings);
    let server = Server::start(app.database.folder.path(), &["--config", file.to_str().expect("a path")]);
    (app, server)
}

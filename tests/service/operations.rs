//! What who runs the service sees of it: the log, figures, traces.

use std::path::Path;
use std::process::{Command, Stdio};

use quipu_tests::{Backend, TestDatabase, on_both};
use serde_json::Value;

use crate::process::Server;

const NAMED: &str = r#"{"query":"query Names { countries(first: 2) { nodes { name } } }"}"#;
const JSON: &str = "application/json";

/// The value of a figure, with its labels.
fn figure(text: &str, name: &str) -> Option<f64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok())
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

on_both!(figures_tell_of_requests_of_what_is_kept_and_of_the_snapshot, |app| {
    app.load_starter().await;
    let server = Server::start(app.database.folder.path(), &["--database-url", &app.database.url]);
    server.post(JSON, NAMED);
    server.post(JSON, NAMED);
    server.post(JSON, r#"{"query":"{ nothing }"}"#);
    server.post("text/plain", NAMED);
    server.get("/no-such-page", "");

    let text = server.get("/metrics", "");

    assert!(text.contains("application/openmetrics-text"), "{text}");
    for (name, value) in [
        (r#"quipu_http_requests_total{route="/graphql",method="POST",status="200"}"#, 3.0),
        (r#"quipu_http_requests_total{route="/graphql",method="POST",status="415"}"#, 1.0),
        (r#"quipu_http_requests_total{route="none",method="GET",status="404"}"#, 1.0),
        (r#"quipu_graphql_requests_total{type="query",outcome="whole",answer="made"}"#, 1.0),
        (r#"quipu_graphql_requests_total{type="query",outcome="whole",answer="kept"}"#, 1.0),
        (r#"quipu_graphql_requests_total{type="query",outcome="refused",answer="made"}"#, 1.0),
        (r#"quipu_graphql_refusals_total{code="BAD_REQUEST"}"#, 1.0),
        (r#"quipu_kept_hits_total{kind="answers"}"#, 1.0),
        (r#"quipu_kept_misses_total{kind="plans"}"#, 1.0),
        ("quipu_snapshot_builds_total", 1.0),
        ("quipu_snapshot_failures_total", 0.0),
        ("quipu_snapshot_database_takes_writes", 1.0),
        ("quipu_live_connections", 0.0),
    ] {
        assert_eq!(figure(&text, name), Some(value), "{name} in {text}");
    }
    assert!(figure(&text, r#"quipu_snapshot_nodes{kind="actors"}"#) > Some(1_000.0), "{text}");
    assert!(figure(&text, "quipu_snapshot_last_build_seconds") > Some(0.0), "{text}");
});

#[tokio::test]
async fn prometheus_can_read_the_figures() {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/.venv/bin/python");
    if !python.is_file() {
        eprintln!("skipped: tests/clients/.venv is missing; `make setup` installs it");
        return;
    }
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    server.post(JSON, NAMED);
    let script = "import sys, urllib.request\n\
        from prometheus_client.openmetrics.parser import text_string_to_metric_families\n\
        text = urllib.request.urlopen(sys.argv[1]).read().decode()\n\
        print(sorted(family.name for family in text_string_to_metric_families(text)))";
    let url = format!("http://{}/metrics", server.address());

    let read = Command::new(python).args(["-c", script, &url]).output().expect("python runs");

    let said = String::from_utf8_lossy(&read.stdout);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    for family in ["quipu_build", "quipu_http_request_duration_seconds", "quipu_graphql_request_cost"] {
        assert!(said.contains(family), "{family} is not in {said}");
    }
}

#[tokio::test]
async fn the_log_tells_of_each_request_who_asks_for_it() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let folder = database.folder.path();
    let options = ["--database-url", &database.url, "--log", "quipu::request=debug", "--log-format", "json"];
    let server = Server::logging(folder, &options, &[]);
    let id = "X-Request-Id: from-the-proxy.1\r\n";
    let length = NAMED.len();
    let post = |headers: &str| {
        server.send(&format!(
            "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {JSON}\r\n{headers}Content-Length: {length}\r\n\r\n{NAMED}"
        ))
    };
    assert_eq!(header(&post(id), "x-request-id"), Some("from-the-proxy.1"));
    let made = post("");
    let made_id = header(&made, "x-request-id").expect("an id");
    assert_eq!(made_id.len(), 36, "{made_id}");

    let log = std::fs::read_to_string(folder.join("log")).expect("a log");

    let lines: Vec<Value> = log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let spans: Vec<&Value> =
        lines.iter().filter(|line| line["target"] == "quipu::request").map(|line| &line["span"]).collect();
    assert_eq!(spans.len(), 2, "{log}");
    for (span, (id, answer)) in spans.iter().zip([("from-the-proxy.1", "made"), (made_id, "kept")]) {
        assert_eq!((&span["request.id"], &span["graphql.answer"]), (&id.into(), &answer.into()), "{span}");
        assert_eq!(span["graphql.operation.name"], "Names");
        assert_eq!(span["graphql.operation.type"], "query");
        assert_eq!(span["http.response.status_code"], 200);
        assert_eq!(span["graphql.cost"], 1_004);
        assert!(span["data.version"].is_string(), "{span}");
    }
    assert_eq!(spans[0]["graphql.plan"], "compiled");
}

#[tokio::test]
async fn a_request_is_cut_off_at_the_deadline_that_is_set() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let folder = database.folder.path();
    let variables = [("QUIPU_DEADLINE_SECONDS", "0")];
    let mut refused = Command::new(env!("CARGO_BIN_EXE_quipu"));
    refused.current_dir(folder).envs(variables).arg("serve").stdout(Stdio::null());
    let refused = refused.output().expect("the binary runs");
    assert_eq!(refused.status.code(), Some(78));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("deadline_seconds is 0"));
    let options = ["--database-url", &database.url];
    let server = Server::logging(folder, &options, &[("QUIPU_DEADLINE_SECONDS", "1")]);
    // A body that does not come: it would be waited for longer than a request may take.
    let answer = server.send(&format!(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {JSON}\r\nContent-Length: 100\r\n\r\n"
    ));
    assert!(answer.starts_with("HTTP/1.1 504") && answer.contains("longer than 1 s"), "{answer}");
}

/// Spans go to a collector, in the trace that the client names.
#[cfg(feature = "opentelemetry")]
#[tokio::test]
async fn spans_are_sent_to_a_collector() {
    use std::io::{Read, Write};

    let collector = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let endpoint = format!("http://{}", collector.local_addr().expect("an address"));
    let received = std::thread::spawn(move || {
        let (mut stream, _) = collector.accept().expect("a connection");
        let (mut request, mut chunk) = (Vec::new(), [0; 4_096]);
        let ends = |request: &[u8]| {
            let text = String::from_utf8_lossy(request).to_lowercase();
            let (head, _) = text.split_once("\r\n\r\n")?;
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            let begin = request.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
            (request.len() >= begin + length?).then_some(())
        };
        while ends(&request).is_none() {
            let count = stream.read(&mut chunk).expect("it is there");
            assert!(count > 0, "{}", String::from_utf8_lossy(&request));
            request.extend_from_slice(&chunk[..count]);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").expect("sent");
        request
    });
    let database = TestDatabase::new(Backend::Sqlite).await;
    let options = ["--database-url", &database.url, "--log", "warn"];
    let mut server =
        Server::logging(database.folder.path(), &options, &[("OTEL_EXPORTER_OTLP_ENDPOINT", &endpoint)]);
    let trace = "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n";
    server.get("/graphql?query=query%20Traced%7Bdataset%7Bversion%7D%7D", trace);
    // What is not sent yet is sent at the end.
    server.terminate();
    assert!(server.ended().success());

    let request = received.join().expect("it is received");

    assert!(request.starts_with(b"POST /v1/traces"), "{}", String::from_utf8_lossy(&request));
    let holds = |part: &[u8]| request.windows(part.len()).any(|window| window == part);
    let trace_id =
        [0x0a, 0xf7, 0x65, 0x19, 0x16, 0xcd, 0x43, 0xdd, 0x84, 0x48, 0xeb, 0x21, 0x1c, 0x80, 0x31, 0x9c];
    assert!(holds(&trace_id), "the trace of the client");
    for text in ["GET /graphql", "graphql.operation.name", "Traced", "service.name", "quipu"] {
        assert!(holds(text.as_bytes()), "{text}: {}", String::from_utf8_lossy(&request));
    }
}

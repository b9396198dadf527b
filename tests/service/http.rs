//! GraphQL over HTTP: right status codes, and every refusal an answer of GraphQL.

use std::path::Path;
use std::process::Command;

use quipu_tests::{Backend, TestDatabase};

use crate::process::Server;

/// Status and body of an answer.
fn parts(answer: &str) -> (u16, serde_json::Value) {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, serde_json::from_str(body).expect(answer))
}

fn code(body: &serde_json::Value) -> &str {
    body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
}

fn post(headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )
}

#[tokio::test]
async fn the_audits_of_graphql_http_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance");
    if !folder.join("node_modules/graphql-http").is_dir() {
        eprintln!("skipped: the audits are not installed; run `make conformance/node_modules`, with Node.js");
        return;
    }
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    let audited = Command::new("node").arg("audit.mjs").arg(server.graph()).current_dir(folder).output();
    let audited = audited.expect("node runs");
    let report = String::from_utf8_lossy(&audited.stdout);
    assert!(audited.status.success(), "{report}{}", String::from_utf8_lossy(&audited.stderr));
}

#[tokio::test]
async fn whatever_is_wrong_with_a_request_is_said_in_json_with_a_code() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    let json = "Content-Type: application/json\r\n";
    let long = "a".repeat(40_000);
    let query = r#"{"query":"{ __typename }"}"#;
    for (request, status, expected) in [
        (post("", query), 415, "BAD_REQUEST"),
        (post("Content-Type: text/plain\r\n", query), 415, "BAD_REQUEST"),
        (
            post("Content-Type: application/x-www-form-urlencoded\r\n", "query=%7B__typename%7D"),
            415,
            "BAD_REQUEST",
        ),
        (post("Content-Type: multipart/form-data; boundary=x\r\n", "--x--"), 415, "BAD_REQUEST"),
        (post("Content-Type: application/json; charset=utf-16\r\n", query), 415, "BAD_REQUEST"),
        (post(&format!("{json}Content-Encoding: gzip\r\n"), query), 415, "BAD_REQUEST"),
        (post(json, ""), 400, "BAD_REQUEST"),
        (post(json, "null"), 400, "BAD_REQUEST"),
        (post(json, "[]"), 400, "BAD_REQUEST"),
        (post(json, r#"{"query":"{ __typename }","query":"{ nope }"}"#), 400, "BAD_REQUEST"),
        (post(json, r#"{"query":{"a":1}}"#), 400, "BAD_REQUEST"),
        (post(json, r#"{"query":"{ __typename }","variables":[1]}"#), 400, "BAD_REQUEST"),
        (post(json, r#"{"query":"{ __typename }","variables":"{}"}"#), 400, "BAD_REQUEST"),
        (post(json, r#"{"query":"\ud800"}"#), 400, "BAD_REQUEST"),
        (
            post(
                json,
                &format!(
                    r#"{{"query":"{{ __typename }}","variables":{{"a":{}1{}}}}}"#,
                    "[".repeat(500),
                    "]".repeat(500)
                ),
            ),
            400,
            "BAD_REQUEST",
        ),
        (
            post(json, &format!(r#"{{"query":"{{ __typename }} # {}"}}"#, "a".repeat(100_000))),
            413,
            "QUERY_TOO_COMPLEX",
        ),
        (
            format!(
                "POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{json}Content-Length: 2000000\r\n\r\n"
            ),
            413,
            "PAYLOAD_TOO_LARGE",
        ),
        (
            format!("GET /graphql?query={long} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            414,
            "URI_TOO_LONG",
        ),
        (
            format!(
                "GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-A: {long}\r\n\r\n"
            ),
            431,
            "HEADERS_TOO_LARGE",
        ),
        ("GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned(), 400, "BAD_REQUEST"),
        (
            "GET /graphql?query=a&query=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned(),
            400,
            "BAD_REQUEST",
        ),
        (
            "GET /graphql?query=%7Ba%7D&variables=%7B HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                .to_owned(),
            400,
            "BAD_REQUEST",
        ),
        ("PUT /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned(), 405, "BAD_REQUEST"),
        (
            "GET /graphql?query=mutation%7B__typename%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                .to_owned(),
            405,
            "OPERATION_NOT_SUPPORTED",
        ),
    ] {
        let answer = server.send(&request);
        let shown = &request[..request.len().min(300)];
        let (found, body) = parts(&answer);
        assert_eq!((found, code(&body)), (status, expected), "{shown}\n{body}");
        assert!(body.get("data").is_none(), "{shown}");
        let text = body.to_string();
        assert!(
            !["struct", "Error(", "serde", "unwrap", "::"].iter().any(|word| text.contains(word)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_run_has_the_status_of_its_media_type() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    let json = "Content-Type: application/json\r\n";
    for query in [
        "{",
        "{ nope }",
        "mutation { __typename }",
        "query($n: Int!) { countries(first: $n) { totalCount } }",
    ] {
        let body = serde_json::json!({ "query": query }).to_string();
        let (legacy, _) = parts(&server.send(&post(json, &body)));
        let modern = format!("{json}Accept: application/graphql-response+json\r\n");
        let (modern, _) = parts(&server.send(&post(&modern, &body)));
        assert_eq!((legacy, modern), (200, 400), "{query}");
    }
}

#[tokio::test]
async fn an_answer_says_what_it_costs() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    for _ in 0..2 {
        let answer = server.ask("{ countries(first: 3) { nodes { iso3 } } }");
        // Finding the page; and a list with a code in it, as often as the page has items.
        assert_eq!(answer["extensions"]["cost"]["requested"], 1_006, "{answer}");
        assert_eq!(answer["extensions"]["cost"]["limit"], quipu_graphql::MAX_COST, "{answer}");
        assert_eq!(answer["data"]["countries"]["nodes"].as_array().map(Vec::len), Some(3));
    }
    assert!(server.ask("{ nope }").get("extensions").is_none());
}

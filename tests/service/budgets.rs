//! Budgets of callers: what is spent is gone for a while, and the answer says so.

use quipu_tests::{Backend, TestApp, TestDatabase};

use crate::process::Server;

const QUERY: &str = "/graphql?query=%7Bcountries(first:3)%7Bnodes%7Biso3%7D%7D%7D";

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

async fn limited(per_minute: u32, more: &str) -> (TestDatabase, Server) {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let settings = format!("budget_per_minute = {per_minute}\n{more}\n");
    std::fs::write(database.folder.path().join("quipu.toml"), settings).expect("written");
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);
    (database, server)
}

#[tokio::test]
async fn who_has_spent_a_budget_hears_when_to_come_back_and_what_was_dear() {
    let (_database, server) = limited(1_500, "api_keys = [\"known\"]").await;
    let first = server.get(QUERY, "");
    assert!(first.starts_with("HTTP/1.1 200"), "{first}");
    assert_eq!(header(&first, "x-ratelimit-limit"), Some("1500"), "{first}");
    assert!(
        header(&first, "x-ratelimit-remaining")
            .is_some_and(|left| left.parse::<u32>().is_ok_and(|left| left < 600))
    );

    // The answer is kept by now: it is counted all the same.
    let second = server.get(QUERY, "");
    assert!(second.starts_with("HTTP/1.1 429"), "{second}");
    assert!(
        header(&second, "retry-after")
            .is_some_and(|seconds| seconds.parse::<u32>().is_ok_and(|seconds| (1..=60).contains(&seconds)))
    );
    assert!(
        second.contains("THROTTLED") && second.contains("costs 1006") && second.contains("\\\"countries\\\""),
        "{second}"
    );

    // Nobody but a proxy that is trusted may say whom it speaks for, and keys are not made up.
    assert!(server.get(QUERY, "X-Forwarded-For: 1.2.3.4\r\n").starts_with("HTTP/1.1 429"));
    assert!(server.get(QUERY, "X-Api-Key: guessed\r\n").starts_with("HTTP/1.1 429"));
    assert!(server.get(QUERY, "X-Api-Key: known\r\n").starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn callers_behind_a_trusted_proxy_have_budgets_of_their_own() {
    let (_database, server) = limited(1_500, "trusted_proxies = 1").await;
    for address in ["1.2.3.4", "1.2.3.5"] {
        let from = format!("X-Forwarded-For: 9.9.9.9, {address}\r\n");
        assert!(server.get(QUERY, &from).starts_with("HTTP/1.1 200"), "{address}");
        assert!(server.get(QUERY, &from).starts_with("HTTP/1.1 429"), "{address}");
    }
}

#[tokio::test]
async fn what_no_budget_holds_is_refused_for_good() {
    let (_database, server) = limited(1_000, "").await;
    let answer = server.get(QUERY, "Accept: application/graphql-response+json\r\n");
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("MAX_COST_EXCEEDED"), "{answer}");
    assert_eq!(header(&answer, "retry-after"), None);
}

#[tokio::test]
async fn a_caller_can_ask_what_is_left_and_that_answer_is_never_kept() {
    let (_database, server) = limited(100_000, "").await;
    let query = "/graphql?query=%7BrateLimit%7Bcost%20limit%20remaining%20resetAt%7D%7D";
    let left = |answer: &str| {
        let body = answer.split_once("\r\n\r\n").expect("a head and a body").1;
        let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        let rate = &body["data"]["rateLimit"];
        assert!(rate["limit"] == 100_000 && rate["cost"] == 5 && rate["resetAt"].is_string(), "{body}");
        rate["remaining"].as_u64().expect("a number")
    };
    let first = server.get(query, "");
    assert_eq!(
        (header(&first, "etag"), header(&first, "cache-control")),
        (None, Some("no-store")),
        "{first}"
    );
    assert!(
        server
            .get("/graphql?query=%7Bcountries(first:90)%7Bnodes%7Biso3%20name%7D%7D%7D", "")
            .starts_with("HTTP/1.1 200")
    );
    assert!(left(&server.get(query, "")) < left(&first));
}

#[tokio::test]
async fn without_a_budget_nothing_is_limited() {
    let app = TestApp::new(Backend::Sqlite).await;
    let data = app.data("{ rateLimit { cost limit remaining resetAt } }").await;
    assert_eq!(
        data["rateLimit"],
        serde_json::json!({ "cost": 5, "limit": null, "remaining": null, "resetAt": null })
    );
}

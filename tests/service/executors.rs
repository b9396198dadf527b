//! Two executors, one meaning: the compiled plan and async-graphql's executor answer every query
//! alike. Where they ever differed, the specification decided, and the case stands here.

use async_graphql::{Request, Variables};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use quipu_graphql::Graph;
use quipu_tests::queries::{GeneratedQuery, Known, Types, generate};
use quipu_tests::{Backend, TestApp, answer};
use serde_json::{Value, json};

/// How many queries are tried.
const QUERIES: u32 = 5_000;

#[test]
fn both_executors_give_equal_answers() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let graph = runtime.block_on(async {
        let app = TestApp::new(Backend::Sqlite).await;
        app.load_starter().await;
        (app.graph().await, app)
    });
    let (graph, _app) = graph;
    let types = Types::of(&quipu_graphql::sdl(false));
    let known = runtime.block_on(known(&graph));
    let config = Config { cases: QUERIES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (mut whole, mut refused) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let result = runner.run(&vec(any::<u16>(), 4..160), |choices| {
        let query = generate(&types, &known, &choices);
        let (plan, executor) = runtime.block_on(both(&graph, &query));
        let asked = format!("{}\n{}", query.text, query.variables);
        prop_assert_eq!(&plan.text, &executor.text, "{}", asked);
        // Of several errors below what is null, one is enough.
        let known = plan.errors.iter().all(|error| executor.errors.contains(error));
        prop_assert!(
            known && plan.errors.is_empty() == executor.errors.is_empty(),
            "{:?}\n{:?}\n{}",
            plan.errors,
            executor.errors,
            asked
        );
        if plan.text == "null" {
            refused.set(refused.get() + 1)
        } else {
            whole.set(whole.get() + 1)
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let (whole, refused) = (*whole.get_mut(), *refused.get_mut());
    assert!(whole > QUERIES * 3 / 4, "{whole} answered, {refused} refused: the queries are to be valid");
}

/// Cases in which the two once differed, with what the specification says.
#[tokio::test]
async fn where_they_differed_the_specification_decides() {
    let app = TestApp::new(Backend::Sqlite).await;
    let graph = app.graph().await;
    for (text, variables, expected) in [
        // 6.4.4: what must not be null and fails makes what holds it null, here the whole answer.
        ("{ a: countries(first: -1) { totalCount } __typename }", json!({}), json!(null)),
        (
            "query($n: Int) { a: country(iso3: \"TUV\") { iso3 actors(first: $n) { totalCount } } b: __typename }",
            json!({"n": -1}),
            json!({"a": null, "b": "Query"}),
        ),
        // 5.5.2: a fragment on a union applies to its members only, wherever it stands.
        (
            "{ node(id: \"country:TUV\") { id ...F } } fragment F on Party { __typename ... on PartyGroup { code } }",
            json!({}),
            json!({"node": {"id": "country:TUV", "__typename": "Country"}}),
        ),
        (
            "{ node(id: \"country:TUV\") { ... on _Entity { ... on City { name } } } }",
            json!({}),
            json!({"node": {}}),
        ),
        // 3.11: a single value stands for a list of one; 6.1.2: a variable left out is as if not there.
        (
            "query($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
            json!({"r": {"__typename": "Country", "iso3": "TUV"}}),
            json!({"_entities": [{"__typename": "Country"}]}),
        ),
        (
            "query($l: LanguageTag) { country(iso3: \"TUV\") { name(language: $l) } }",
            json!({}),
            json!({"country": {"name": "Tuvalu"}}),
        ),
        // 5.3.2: fields of one name are merged.
        (
            "{ country(iso3: \"TUV\") { actors { totalCount } ...F } } fragment F on Country { actors { pageInfo { hasNextPage } totalCount } }",
            json!({}),
            json!({"country": {"actors": {"totalCount": 0, "pageInfo": {"hasNextPage": false}}}}),
        ),
    ] {
        let query = GeneratedQuery { text: text.to_owned(), variables };
        let (plan, executor) = both(&graph, &query).await;
        assert_eq!(plan.text, expected.to_string(), "{text}");
        assert_eq!(executor.text, expected.to_string(), "{text}");
    }
}

/// What is wrong is refused before anything runs, with a code and what would be right.
#[tokio::test]
async fn what_is_wrong_is_refused_with_a_code() {
    let app = TestApp::new(Backend::Sqlite).await;
    let graph = app.graph().await;
    for (text, variables, code, hint) in [
        (
            "{ actors(filter: {type: [CASTLE]}) { totalCount } }",
            json!({}),
            "GRAPHQL_VALIDATION_FAILED",
            "CASTLE",
        ),
        ("{ actors(filter: 5) { totalCount } }", json!({}), "GRAPHQL_VALIDATION_FAILED", "ActorFilter"),
        (
            "query($f: ActorFilter) { actors(filter: $f) { totalCount } }",
            json!({"f": {"type": ["CASTLE"]}}),
            "BAD_USER_INPUT",
            "CITY, ",
        ),
        (
            "query($f: ActorFilter) { actors(filter: $f) { totalCount } }",
            json!({"f": {"typo": 1}}),
            "BAD_USER_INPUT",
            "hasTarget",
        ),
        (
            "query($n: Int) { actors(first: $n) { totalCount } }",
            json!({"n": 3_000_000_000_i64}),
            "BAD_USER_INPUT",
            "Int",
        ),
        ("query($c: CountryCode!) { country(iso3: $c) { iso3 } }", json!({}), "BAD_USER_INPUT", "$c"),
        ("{ country(iso3: \"TUV\") { a: name a: iso3 } }", json!({}), "GRAPHQL_VALIDATION_FAILED", "a"),
    ] {
        let request = Request::new(text).variables(Variables::from_json(variables));
        let answer = answer(&graph, request).await;
        assert!(answer.get("data").is_none(), "{text}: {answer}");
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{text}: {answer}");
        let message = answer["errors"][0]["message"].as_str().expect("a message");
        assert!(message.contains(hint), "{text}: {message}");
    }
}

/// What is compared of two answers.
#[derive(Debug)]
struct Compared {
    /// The data, byte for byte.
    text: String,
    /// Where, with which code; in no order.
    errors: Vec<(String, String)>,
}

async fn both(graph: &Graph, query: &GeneratedQuery) -> (Compared, Compared) {
    let request = || Request::new(&query.text).variables(Variables::from_json(query.variables.clone()));
    let plan = answer(graph, request()).await;
    let executor = graph.execute(graph.worlds().current(), request()).await;
    (compared(plan), compared(serde_json::to_value(executor).expect("plain data")))
}

fn compared(mut answer: Value) -> Compared {
    let data = answer["data"].take();
    let mut errors: Vec<(String, String)> = answer["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| (error["path"].to_string(), error["extensions"]["code"].to_string()))
        .collect();
    errors.sort();
    Compared { text: data.to_string(), errors }
}

/// Names of what is there, and of what is not.
async fn known(graph: &Graph) -> Known {
    let query = r#"{
        actors(first: 6, orderBy: {field: EMISSIONS, direction: DESC}) { nodes { __typename id name sector targets { id } } }
        initiatives(first: 4) { nodes { __typename id } }
        country(iso3: "BRA") { __typename iso3 id ndcs { __typename id targets { id } } }
    }"#;
    let data = answer(graph, Request::new(query)).await["data"].take();
    let mut ids = Vec::new();
    let mut representations =
        vec![json!({"__typename": "Planet"}), json!({"__typename": "City", "id": "actor:nothing"})];
    gather(&data, &mut ids, &mut representations);
    ids.push("actor:nothing".to_owned());
    let texts = ["a", "São", "Services", "race", "net-zero-tracker", ""].map(str::to_owned).to_vec();
    let days = ["2025-01-10", "2026-11-21T00:00:00Z", "yesterday"].map(str::to_owned).to_vec();
    Known { ids, representations, texts, days }
}

fn gather(value: &Value, ids: &mut Vec<String>, representations: &mut Vec<Value>) {
    match value {
        Value::Object(fields) => {
            ids.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
            if fields.contains_key("__typename") {
                representations.push(value.clone());
            }
            fields.values().for_each(|value| gather(value, ids, representations));
        }
        Value::Array(items) => items.iter().for_each(|value| gather(value, ids, representations)),
        _ => {}
    }
}

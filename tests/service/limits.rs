//! Queries made to keep the service busy are refused before they are run, and before anything but
//! the guard has walked them.

use async_graphql::{Request, Variables};
use quipu_graphql::{
    MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_FIELDS, MAX_ROOT_FIELDS, MAX_TOKENS, MAX_VALUES, Outcome,
};
use quipu_tests::{Backend, TestApp};
use serde_json::{Value, json};

/// Answers a request on an empty database, where what is run cannot take long.
async fn answer(request: Request) -> (Outcome, Value) {
    let graph = TestApp::new(Backend::Sqlite).await.graph().await;
    let answer = graph.answer(graph.worlds().current(), request).await;
    (answer.outcome, serde_json::from_slice(&answer.body.concat()).expect("an answer is JSON"))
}

/// The code that a query is refused with.
async fn refusal(request: Request) -> String {
    let shown: String = request.query.chars().take(100).collect();
    let (outcome, answer) = answer(request).await;
    assert_eq!(outcome, Outcome::Refused, "{shown}: {answer}");
    assert!(answer.get("data").is_none(), "{shown}: {answer}");
    answer["errors"][0]["extensions"]["code"].as_str().expect("a code").to_owned()
}

fn repeated(count: u64, part: impl Fn(u64) -> String) -> String {
    (0..count).map(part).collect()
}

#[tokio::test]
async fn queries_made_to_be_dear_are_refused() {
    let doubling = repeated(28, |at| format!(" fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1));
    let aliased = |count, field: &str| repeated(count, |at| format!("a{at}: {field} "));
    for (query, code) in [
        (format!("{{ ...f0 }} {doubling} fragment f28 on Query {{ __typename }}"), "QUERY_TOO_COMPLEX"),
        (format!("{{ __typename }} {doubling} fragment f28 on Query {{ __typename }}"), "QUERY_TOO_COMPLEX"),
        (format!("{{ {} }}", aliased(MAX_ROOT_FIELDS + 1, "__typename")), "QUERY_TOO_COMPLEX"),
        (format!("{{ dataset {{ {} }} }}", aliased(MAX_ALIASES + 1, "version")), "QUERY_TOO_COMPLEX"),
        (format!("{{ {} }}", aliased(10_000, "a")), "QUERY_TOO_COMPLEX"),
        (format!("{{ dataset {{ {} }} }}", "version ".repeat(MAX_FIELDS as usize + 1)), "QUERY_TOO_COMPLEX"),
        (
            format!("{{ __typename {} }}", "@skip(if: false) ".repeat(MAX_DIRECTIVES as usize + 1)),
            "QUERY_TOO_COMPLEX",
        ),
        (format!("{{ __typename {} }}", "@unknown ".repeat(10_000)), "QUERY_TOO_COMPLEX"),
        (format!("{{ nodes(ids: [{}]) {{ id }} }}", "1 ".repeat(MAX_TOKENS)), "QUERY_TOO_COMPLEX"),
        (
            format!(
                "{{ actor(id: \"x\") {{ {} id {} }} }}",
                "partOf { ".repeat(MAX_DEPTH as usize),
                "}".repeat(MAX_DEPTH as usize)
            ),
            "QUERY_TOO_DEEP",
        ),
        (format!("{{ {} b {} }}", "a { ".repeat(500), "}".repeat(500)), "QUERY_TOO_DEEP"),
        (format!("{{ nodes(ids: {}\"x\"{}) {{ id }} }}", "[".repeat(500), "]".repeat(500)), "QUERY_TOO_DEEP"),
        (
            repeated(2_000, |at| format!(" fragment f{at} on Query {{ ...f{} }}", at + 1)) + "{ ...f0 }",
            "QUERY_TOO_DEEP",
        ),
        (
            "{ ...a } fragment a on Query { ...b ...b } fragment b on Query { ...a ...a }".into(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            format!(
                "{{ __schema {{ types {{ {} name {} }} }} }}",
                "fields { type { ".repeat(6),
                "} }".repeat(6)
            ),
            "QUERY_TOO_COMPLEX",
        ),
    ] {
        assert_eq!(refusal(Request::new(&query)).await, code, "{}", &query[..query.len().min(100)]);
    }
}

#[tokio::test]
async fn variables_made_to_be_dear_are_refused() {
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let nested = (0..100).fold(json!("x"), |inner, _| json!([inner]));
    for ids in [json!(vec!["x"; MAX_VALUES]), nested] {
        let variables = Variables::from_json(json!({ "ids": ids }));
        assert_eq!(refusal(Request::new(query).variables(variables)).await, "BAD_USER_INPUT");
    }
}

/// The query that graphql-js writes, which GraphiQL, Relay and Apollo's tools send.
const INTROSPECTION: &str = "query IntrospectionQuery {
  __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
    types { ...FullType }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
fragment FullType on __Type { kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue }
    type { ...TypeRef } isDeprecated deprecationReason }
  inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
  possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

#[tokio::test]
async fn tools_can_still_ask_for_the_schema() {
    let (outcome, answer) = answer(Request::new(INTROSPECTION)).await;
    assert_eq!(outcome, Outcome::Whole, "{}", answer["errors"]);
    assert!(answer["data"]["__schema"]["types"].as_array().is_some_and(|types| types.len() > 50));
}

#[tokio::test]
async fn what_costs_too_much_is_refused_with_the_part_that_costs_most() {
    let query = "{ dataset { version } all: countries(first: 300) { nodes { actors(first: 300) { nodes {
        memberships { initiative { members(first: 300) { nodes { id name } } } } } } } } }";
    let (outcome, answer) = answer(Request::new(query)).await;
    assert_eq!(outcome, Outcome::Refused, "{answer}");
    let error = &answer["errors"][0];
    let path = "all.nodes.actors.nodes.memberships.initiative.members";
    assert!(error["message"].as_str().is_some_and(|message| message.contains(path)), "{error}");
    let cost = error["extensions"]["cost"].as_u64().expect("a cost");
    assert!(
        cost > quipu_graphql::MAX_COST && error["extensions"]["limit"] == quipu_graphql::MAX_COST,
        "{error}"
    );
}

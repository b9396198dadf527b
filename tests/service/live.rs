//! Subscriptions: what they tell of new versions of the data, and what they miss: nothing.

use std::pin::pin;

use async_graphql::Request;
use futures_util::poll;
use quipu_graphql::{Allowance, Answer, Feed, Graph, Told};
use quipu_tests::{TestApp, on_both};
use serde_json::{Value, json};

const REGISTER: &str =
    "Code,Party,Title,FileType,Language,Version,Status,SubmissionDate,EncodedAbsUrl,OriginalFilename\n";
const BRAZIL: &str = "BRA,Brazil,Brazil Second Nationally Determined Contribution,NDC,English,,Active,2024-11-13,https://unfccc.int/b.pdf,b.pdf\n";
const TRACKER: &str =
    "ID_Code,Name,Country,Entity_type,Industry,End_target,End_target_year,GHG_emissions,GHG_emissions_year\n";
const SAO_PAULO: &str = "CIT-1,São Paulo,BRA,City,,Net zero,2050,13000000,2020\n";
const ACME: &str = "COM-2,Acme,TUV,Company,Retail,Net zero,2040,,\n";

const OF_BRAZIL: &str = r#"subscription { countryChanged(iso3: "BRA") {
    sinceVersion untilVersion country { name actors { totalCount } } changes { totalCount nodes { kind nodeId } } } }"#;

/// Begins a subscription.
async fn subscribe(graph: &Graph, text: &str, since: Option<&str>) -> Result<Feed, Answer> {
    let prepared = graph.prepare(&Request::new(text)).await?;
    let allowance = Allowance { cost: prepared.cost().requested, budget: None };
    graph.subscribe(prepared, allowance, since)
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body.concat()).expect("JSON")
}

/// What is told next; nothing may be wrong with it.
fn data(told: &Told) -> Value {
    let mut answer = json_of(&told.answer);
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"].take()
}

/// Imports a table of the tracker, and lets the graph see it.
async fn import(app: &TestApp, graph: &Graph, name: &str, rows: &str) {
    app.imported(name, format!("{TRACKER}{rows}")).await;
    graph.worlds().databases().look().await;
    assert!(graph.worlds().refresh().await.expect("the database answers"), "{name}");
}

fn version(graph: &Graph) -> String {
    graph.worlds().current().version.token.clone()
}

on_both!(a_country_hears_of_its_own_changes_only, |app| {
    app.imported("ndcs_2024-12-25.csv", format!("{REGISTER}{BRAZIL}")).await;
    let graph = app.graph().await;
    let first = version(&graph);
    let mut feed = subscribe(&graph, OF_BRAZIL, None).await.expect("it begins");

    // A company in Tuvalu is no news of Brazil.
    import(&app, &graph, "snapshot_2024-11-09.csv", ACME).await;
    import(&app, &graph, "snapshot_2025-11-09.csv", SAO_PAULO).await;
    let told = data(&feed.next().await);

    let news = &told["countryChanged"];
    assert_eq!((&news["sinceVersion"], &news["untilVersion"]), (&json!(first), &json!(version(&graph))));
    assert_eq!(news["country"], json!({ "name": "Brazil", "actors": { "totalCount": 1 } }));
    let added = |id: &str| json!({ "kind": "ADDED", "nodeId": id });
    let expected = [added("actor:net-zero-tracker:CIT-1"), added("target:net-zero-tracker:CIT-1:end")];
    assert_eq!(news["changes"], json!({ "totalCount": 2, "nodes": expected }));
});

on_both!(who_is_slow_hears_of_several_versions_as_one_step, |app| {
    let graph = app.graph().await;
    let text = "subscription { datasetChanged { sinceVersion untilVersion dataset { actorCount } changes(type: [ACTOR]) { totalCount } } }";
    let first = version(&graph);
    let mut feed = subscribe(&graph, text, None).await.expect("it begins");
    import(&app, &graph, "snapshot_2024-11-09.csv", SAO_PAULO).await;
    // Nothing holds the world before: the next is built without waiting for the subscription.
    import(&app, &graph, "snapshot_2025-11-09.csv", ACME).await;

    let told = feed.next().await;

    let news = &data(&told)["datasetChanged"];
    let expected = json!({ "sinceVersion": first, "untilVersion": version(&graph), "dataset": { "actorCount": 2 }, "changes": { "totalCount": 2 } });
    assert_eq!(*news, expected);
    assert_eq!(told.version, version(&graph));
    assert!(poll!(pin!(feed.next())).is_pending(), "it is told once");
});

on_both!(a_lost_connection_goes_on_where_it_broke_off, |app| {
    let graph = app.graph().await;
    import(&app, &graph, "snapshot_2024-11-09.csv", SAO_PAULO).await;
    let last = version(&graph);
    import(&app, &graph, "snapshot_2025-11-09.csv", ACME).await;

    let text = format!(
        "subscription {{ datasetChanged(since: {last:?}) {{ sinceVersion changes {{ nodes {{ nodeId }} }} }} }}"
    );
    let mut by_argument = subscribe(&graph, &text, None).await.expect("it begins");
    let plain = "subscription { datasetChanged { sinceVersion changes { nodes { nodeId } } } }";
    let mut by_event = subscribe(&graph, plain, Some(&last)).await.expect("it begins");
    let mut up_to_date = subscribe(&graph, plain, Some(&version(&graph))).await.expect("it begins");

    let told = data(&by_argument.next().await);
    assert_eq!(told["datasetChanged"]["sinceVersion"], json!(last));
    assert_eq!(told["datasetChanged"]["changes"]["nodes"][0]["nodeId"], "actor:net-zero-tracker:COM-2");
    assert_eq!(data(&by_event.next().await), told);
    assert!(poll!(pin!(up_to_date.next())).is_pending());
});

on_both!(a_page_of_changes_goes_on_in_a_query, |app| {
    let graph = app.graph().await;
    let first = version(&graph);
    let text = r#"subscription { countryChanged(iso3: "BRA", since: "SINCE") { untilVersion changes(first: 1) { pageInfo { endCursor } } } }"#;
    import(&app, &graph, "snapshot_2024-11-09.csv", &format!("{SAO_PAULO}{ACME}")).await;
    let mut feed = subscribe(&graph, &text.replace("SINCE", &first), None).await.expect("it begins");
    let told = data(&feed.next().await)["countryChanged"].take();
    let (until, cursor) = (&told["untilVersion"], &told["changes"]["pageInfo"]["endCursor"]);

    let query = format!(
        "{{ changes(since: {first:?}, until: {until}, country: \"BRA\", first: 5, after: {cursor}) {{ totalCount nodes {{ nodeId }} }} }}"
    );
    let page = app.data(&query).await;

    let expected = json!({ "totalCount": 2, "nodes": [{ "nodeId": "target:net-zero-tracker:CIT-1:end" }] });
    assert_eq!(page["changes"], expected);
});

on_both!(what_cannot_be_told_is_refused_at_once, |app| {
    let graph = app.graph().await;
    for (text, code, hint) in [
        (r#"subscription { countryChanged(iso3: "ZZZ") { untilVersion } }"#, "BAD_USER_INPUT", "ZZZ"),
        (
            r#"subscription { datasetChanged(since: "99-00000000") { untilVersion } }"#,
            "BAD_USER_INPUT",
            "99-00000000",
        ),
        (r#"subscription { datasetChanged(since: "soon") { untilVersion } }"#, "BAD_USER_INPUT", "since"),
        (
            "subscription { a: datasetChanged { untilVersion } b: datasetChanged { untilVersion } }",
            "GRAPHQL_VALIDATION_FAILED",
            "one field",
        ),
        ("subscription { __typename }", "GRAPHQL_VALIDATION_FAILED", "__typename"),
        (
            "subscription { datasetChanged { changes { nodes { provenance { record { raw } } } } } }",
            "OPERATION_NOT_SUPPORTED",
            "raw",
        ),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED", "nothing"),
    ] {
        let refused = subscribe(&graph, text, None).await.err().map(|answer| json_of(&answer));
        let refused = refused.expect(text);
        assert_eq!(refused["errors"][0]["extensions"]["code"], code, "{text}: {refused}");
        assert!(
            refused["errors"][0]["message"].as_str().is_some_and(|text| text.contains(hint)),
            "{refused}"
        );
        assert!(refused.get("data").is_none());
    }
    let as_query = app.answer(OF_BRAZIL).await;
    assert_eq!(as_query["errors"][0]["extensions"]["code"], "OPERATION_NOT_SUPPORTED");
});

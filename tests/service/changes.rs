//! What changed between two versions of the data, for those who mirror the graph.

use std::collections::BTreeMap;

use async_graphql::Request;
use quipu_tests::{TestApp, answer, on_both};
use serde_json::{Value, json};

const REGISTER: &str =
    "Code,Party,Title,FileType,Language,Version,Status,SubmissionDate,EncodedAbsUrl,OriginalFilename\n";
const BRAZIL: &str = "BRA,Brazil,Brazil Second Nationally Determined Contribution,NDC,English,,Active,2024-11-13,https://unfccc.int/b.pdf,b.pdf\n";

/// The NDC of the USA as the states of the register of July 2026 list it.
fn usa(status: &str) -> String {
    format!(
        "USA,United States of America (*),United States of America 2035 NDC,NDC,English,,{status},2024-12-19,https://unfccc.int/u.pdf,u.pdf\n"
    )
}

fn register(rows: &[&str]) -> String {
    format!("{REGISTER}{}", rows.concat())
}

fn tracker(rows: &str) -> String {
    format!(
        "ID_Code,Name,Country,Entity_type,Industry,End_target,End_target_year,GHG_emissions,GHG_emissions_year\n{rows}"
    )
}

const SAO_PAULO: &str = "CIT-1,São Paulo,BRA,City,,Net zero,2050,13000000,2020\n";
const VALE: &str = "COM-1,Vale,BRA,Company,Materials,Net zero,2050,,\n";
const ACME: &str = "COM-2,Acme,TUV,Company,Retail,Net zero,2040,,\n";

async fn version(app: &TestApp) -> String {
    let data = app.data("{ dataset { version } }").await;
    data["dataset"]["version"].as_str().expect("a version").to_owned()
}

/// Changes since a version or day, with their fields by name.
async fn changes(app: &TestApp, arguments: &str) -> Value {
    let query = format!(
        "{{ changes({arguments}) {{ totalCount nodes {{ kind nodeId typeName node {{ id }} fields {{ name before after }} }} }} }}"
    );
    app.data(&query).await["changes"].take()
}

on_both!(the_ndc_of_the_usa_was_archived_between_two_states_of_the_register, |app| {
    app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, &usa("Active")])).await;
    app.imported("ndcs_2026-07-25.csv", register(&[BRAZIL, &usa("Archived")])).await;

    let changes = changes(&app, r#"since: "2026-07-22", until: "2026-07-25""#).await;

    assert_eq!(changes["totalCount"], 2, "{changes}");
    let country = json!({ "kind": "CHANGED", "nodeId": "country:USA", "typeName": "Country", "node": {"id": "country:USA"},
        "fields": [{ "name": "currentNdc", "before": "ndc:USA:2024-12-19", "after": null }] });
    assert_eq!(changes["nodes"][0], country);
    let ndc = &changes["nodes"][1];
    assert_eq!((&ndc["kind"], &ndc["nodeId"]), (&json!("CHANGED"), &json!("ndc:USA:2024-12-19")));
    let status = json!({ "name": "status", "before": "ACTIVE", "after": "ARCHIVED" });
    assert_eq!(ndc["fields"][0], status);
    assert_eq!(ndc["fields"][1]["name"], "documents", "what hangs below is noticed: {ndc}");
});

on_both!(a_hub_asks_by_the_version_that_it_mirrored_last, |app| {
    app.imported("ndcs_2024-12-25.csv", register(&[BRAZIL])).await;
    app.imported("snapshot_2024-11-09.csv", tracker(&format!("{SAO_PAULO}{VALE}"))).await;
    let mirrored = version(&app).await;
    let later = "CIT-1,São Paulo,BRA,City,,Net zero,2050,12500000,2021\n";
    app.imported("snapshot_2025-11-09.csv", tracker(&format!("{later}{ACME}"))).await;

    let changes = changes(&app, &format!(r#"since: "{mirrored}", type: [ACTOR, TARGET]"#)).await;

    let nodes: BTreeMap<&str, &Value> = changes["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|node| (node["nodeId"].as_str().expect("an id"), node))
        .collect();
    let ids: Vec<&str> = nodes.keys().copied().collect();
    let expected =
        ["actor:net-zero-tracker:CIT-1", "actor:net-zero-tracker:COM-2", "target:net-zero-tracker:COM-2:end"];
    assert_eq!(ids, expected, "Vale is not repeated, and stays: {changes}");
    let acme = nodes["actor:net-zero-tracker:COM-2"];
    assert_eq!(
        (&acme["kind"], &acme["typeName"], &acme["fields"]),
        (&json!("ADDED"), &json!("Company"), &json!([]))
    );
    let city = nodes["actor:net-zero-tracker:CIT-1"];
    assert_eq!(
        (&city["kind"], &city["fields"][0]["name"]),
        (&json!("CHANGED"), &json!("inventories")),
        "{city}"
    );
    assert!(
        city["fields"][0]["before"].as_str().is_some_and(|text| text.starts_with("1 entry, digest ")),
        "{city}"
    );
});

on_both!(what_is_gone_is_removed_and_has_no_node, |app| {
    let other =
        "BRA,Brazil,Brazil First NDC,NDC,English,1,Archived,2016-09-21,https://unfccc.int/a.pdf,a.pdf\n";
    app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, other])).await;
    app.imported("ndcs_2026-07-25.csv", register(&[BRAZIL])).await;

    let changes = changes(&app, r#"since: "2026-07-22", type: [NDC]"#).await;

    let gone = json!([{ "kind": "REMOVED", "nodeId": "ndc:BRA:2016-09-21", "typeName": "Ndc", "node": null, "fields": [] }]);
    assert_eq!(changes["nodes"], gone);
});

on_both!(a_file_that_says_the_same_again_changes_nothing, |app| {
    app.imported("snapshot_2024-11-09.csv", tracker(SAO_PAULO)).await;
    let mirrored = version(&app).await;
    app.imported("snapshot_2025-11-09.csv", tracker(SAO_PAULO)).await;
    assert_ne!(version(&app).await, mirrored);

    assert_eq!(
        changes(&app, &format!(r#"since: "{mirrored}""#)).await,
        json!({"totalCount": 0, "nodes": []})
    );
});

on_both!(a_walk_over_pages_stays_between_two_versions_whatever_is_imported, |app| {
    app.imported("ndcs_2024-12-25.csv", register(&[BRAZIL])).await;
    let mirrored = version(&app).await;
    app.imported("snapshot_2024-11-09.csv", tracker(&format!("{SAO_PAULO}{VALE}"))).await;
    let all = changes(&app, &format!(r#"since: "{mirrored}""#)).await;
    let (total, until) = (all["totalCount"].as_u64().expect("a count"), version(&app).await);

    let (mut walked, mut after) = (Vec::new(), String::new());
    loop {
        let data = app
            .data(&format!(
                r#"{{ changes(since: "{mirrored}", first: 1{after}) {{ totalCount untilVersion
                    nodes {{ kind nodeId typeName node {{ id }} fields {{ name before after }} }}
                    pageInfo {{ hasNextPage endCursor }} }} }}"#
            ))
            .await;
        let page = &data["changes"];
        assert_eq!(
            (page["totalCount"].as_u64(), page["untilVersion"].as_str()),
            (Some(total), Some(&*until))
        );
        walked.extend(page["nodes"].as_array().expect("nodes").clone());
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        // Newer data come in between the pages.
        app.imported(&format!("snapshot_2025-11-{:02}.csv", walked.len()), tracker(ACME)).await;
    }

    assert_eq!(json!(walked), all["nodes"]);
    assert_eq!(total, 4, "two actors with a target each");
});

on_both!(what_is_no_version_is_refused, |app| {
    app.imported("ndcs_2024-12-25.csv", register(&[BRAZIL])).await;
    for (arguments, code, hint) in [
        (r#"since: "last week""#, "BAD_USER_INPUT", "dataset { version }"),
        (r#"since: "7-0badcafe""#, "BAD_USER_INPUT", "never had the version"),
        (r#"since: "2024-12-25", until: "7-0badcafe""#, "BAD_USER_INPUT", "until"),
        (r#"since: "2024-12-25", first: -1"#, "BAD_USER_INPUT", "first"),
        (r#"since: "2024-12-25", after: "forged""#, "INVALID_CURSOR", "cursor"),
    ] {
        let answer = app.answer(&format!("{{ changes({arguments}) {{ totalCount }} }}")).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{arguments}: {answer}");
        let message = answer["errors"][0]["message"].as_str().expect("a message");
        assert!(message.contains(hint), "{arguments}: {message}");
    }
});

on_both!(both_executors_list_the_same_changes, |app| {
    app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, &usa("Active")])).await;
    app.imported("snapshot_2026-07-23.csv", tracker(&format!("{SAO_PAULO}{ACME}"))).await;
    app.imported("ndcs_2026-07-25.csv", register(&[BRAZIL, &usa("Archived")])).await;
    let graph = app.graph().await;
    let text = r#"{ changes(since: "2026-07-22", first: 100) { totalCount sinceVersion untilVersion
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { kind nodeId typeName node { id ... on Ndc { status } ... on Actor { name } }
            fields { name before after } provenance { record { locator } } } } }"#;

    let planned = answer(&graph, Request::new(text)).await;
    let executed = graph.execute(graph.worlds().current(), Request::new(text)).await;

    assert_eq!(planned, serde_json::to_value(executed).expect("plain data"));
    assert!(planned["data"]["changes"]["totalCount"].as_u64() > Some(4), "{planned}");
});

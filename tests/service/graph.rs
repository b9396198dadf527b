//! The graph: pages, facets, entities, provenance, what is read from the database.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use quipu_graphql::Graph;
use quipu_tests::{answer, on_both};
use quipu_world::Worlds;
use serde_json::{Value, json};

/// Two cities, a region and two companies of Brazil and Tuvalu.
const ACTORS: &str = "\
ID_Code,Name,Country,Entity_type,Industry,End_target,End_target_year,Interim_target,Interim_target_year,Interim_target_percentage_reduction,Interim_target_baseline_year,Race_to_zero_member,Population,GHG_emissions,GHG_emissions_year
CIT-1,São Paulo,BRA,City,,Net zero,2050,Emissions reduction target,2030,40,2017,Yes,12200180,13000000,2020
CIT-2,Rio de Janeiro,BRA,City,,No target,,No target,,,,No,6718903,,
REG-1,Acre,BRA,Region,,No target,,No target,,,,No,,,
COM-1,Vale,BRA,Company,Materials,Net zero,2050,No target,,,,No,,,
COM-2,Acme,TUV,Company,Retail,Net zero,2040,No target,,,,Yes,,,
";

on_both!(a_country_page_is_one_query, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let data = app
        .data(
            r#"{ country(iso3: "BRA") {
                name(language: "pt-BR") nameLanguage(language: "pt-BR") partyStatus
                actors(first: 10, filter: {hasTarget: true}) {
                    totalCount facets { types { value count } withTarget }
                    nodes { name type
                        targets(filter: {isInterim: true}) { kind baseYear targetYear reductionPercent { low high } } }
                }
                initiatives { nodes { name members { totalCount } } }
            } }"#,
        )
        .await;

    let expected = json!({"country": {
        "name": "Brazil", "nameLanguage": "en", "partyStatus": "PARTY",
        "actors": {
            "totalCount": 2,
            "facets": {
                "types": [{"value": "CITY", "count": 1}, {"value": "COMPANY", "count": 1}],
                "withTarget": 2
            },
            "nodes": [
                {"name": "São Paulo", "type": "CITY", "targets": [{"kind": "BASE_YEAR_REDUCTION_PCT",
                    "baseYear": 2017, "targetYear": 2030, "reductionPercent": {"low": "40", "high": "40"}}]},
                {"name": "Vale", "type": "COMPANY", "targets": []}
            ]
        },
        "initiatives": {"nodes": [{"name": "Race to Zero", "members": {"totalCount": 2}}]}
    }});
    assert_eq!(data, expected);
});

on_both!(a_place_without_actors_has_an_empty_page, |app| {
    let query =
        r#"{ country(iso3: "TWN") { partyStatus currentNdc { title } actors { totalCount nodes { id } } } }"#;
    let expected = json!({"country": {"partyStatus": "NON_PARTY", "currentNdc": null, "actors": {"totalCount": 0, "nodes": []}}});
    assert_eq!(app.data(query).await, expected);
});

on_both!(walking_a_connection_gives_every_actor_once, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    for order in ["NAME", "TYPE", "POPULATION", "EMISSIONS", "TARGET_YEAR"] {
        let mut names: Vec<String> = Vec::new();
        let mut after = String::from("null");
        loop {
            let query = format!(
                "{{ actors(first: 2, after: {after}, orderBy: {{field: {order}, direction: DESC}}) {{ nodes {{ name }} pageInfo {{ hasNextPage endCursor }} }} }}"
            );
            let page = app.data(&query).await;
            names.extend(
                page["actors"]["nodes"]
                    .as_array()
                    .expect("nodes")
                    .iter()
                    .map(|node| node["name"].to_string()),
            );
            if page["actors"]["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["actors"]["pageInfo"]["endCursor"].to_string();
        }
        names.sort();
        let expected = ["\"Acme\"", "\"Acre\"", "\"Rio de Janeiro\"", "\"São Paulo\"", "\"Vale\""];
        assert_eq!(names, expected, "{order}");
    }
});

on_both!(a_wrong_page_is_refused_with_a_code, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    let cursor = app.data("{ actors(first: 1) { pageInfo { endCursor } } }").await;
    let cursor = cursor["actors"]["pageInfo"]["endCursor"].clone();
    for (arguments, code) in [
        ("first: -1".to_owned(), "BAD_USER_INPUT"),
        ("first: 100001".to_owned(), "BAD_USER_INPUT"),
        ("after: \"forged\"".to_owned(), "INVALID_CURSOR"),
        (format!("after: {cursor}, filter: {{type: [CITY]}}"), "INVALID_CURSOR"),
    ] {
        let answer = app.answer(&format!("{{ actors({arguments}) {{ totalCount }} }}")).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{arguments}: {answer}");
        assert_eq!(answer["errors"][0]["path"], json!(["actors"]), "{answer}");
    }
});

on_both!(filters_find_names_without_regard_to_accents, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    for (filter, expected) in [
        (r#"{name: "SAO paulo"}"#, json!([{"name": "São Paulo"}])),
        (r#"{sector: ["Retail"]}"#, json!([{"name": "Acme"}])),
        (r#"{type: [REGION]}"#, json!([{"name": "Acre"}])),
        (r#"{country: ["TUV"]}"#, json!([{"name": "Acme"}])),
        (r#"{initiative: "initiative:race-to-zero", type: [CITY]}"#, json!([{"name": "São Paulo"}])),
        (r#"{initiative: "initiative:nothing"}"#, json!([])),
        (r#"{parent: "actor:nothing"}"#, json!([])),
    ] {
        let data = app.data(&format!("{{ actors(filter: {filter}) {{ nodes {{ name }} }} }}")).await;
        assert_eq!(data["actors"]["nodes"], expected, "{filter}");
    }
});

on_both!(a_fact_leads_to_the_row_as_it_was_received, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let data = app
        .data(
            r#"{ actors(filter: {name: "vale"}) { nodes { targets { provenance {
                source { id licence } retrievedOn recordedAt verification record { locator raw } } } } } }"#,
        )
        .await;

    let provenance = &data["actors"]["nodes"][0]["targets"][0]["provenance"];
    assert_eq!(provenance["source"], json!({"id": "net-zero-tracker", "licence": "CC BY 4.0"}));
    assert_eq!(provenance["retrievedOn"], "2025-11-09");
    assert_eq!(provenance["recordedAt"], "2026-11-21T12:00:00Z");
    assert_eq!(provenance["verification"], "COMPILED");
    assert_eq!(provenance["record"]["locator"], "snapshot_2025-11-09.csv, line 5");
    assert_eq!(provenance["record"]["raw"]["End_target_year"], "2050");
});

on_both!(a_wrong_reference_fails_no_other, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let answer = app
        .answer(
            r#"{ _entities(representations: [
                {__typename: "Country", iso3: "BRA"}, {__typename: "Planet", id: "x"}, {__typename: "Country", iso3: "ZZZ"},
                {__typename: "Country"}, {__typename: "City", id: "actor:net-zero-tracker:CIT-1"}, {__typename: "Region", id: "actor:net-zero-tracker:CIT-1"}
            ]) { ... on Country { iso3 } ... on City { name } } }"#,
        )
        .await;

    let expected = json!([{"iso3": "BRA"}, null, null, null, {"name": "São Paulo"}, null]);
    assert_eq!(answer["data"]["_entities"], expected);
    let paths: Vec<&Value> =
        answer["errors"].as_array().expect("errors").iter().map(|error| &error["path"]).collect();
    assert_eq!(paths, [&json!(["_entities", 1]), &json!(["_entities", 3])]);
});

on_both!(nodes_come_back_in_order_with_null_for_what_is_not_there, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    let query = r#"{ nodes(ids: ["country:TUV", "nothing", "actor:net-zero-tracker:COM-2", "target:net-zero-tracker:COM-2:end"]) { __typename id } }"#;
    let expected = json!({"nodes": [
        {"__typename": "Country", "id": "country:TUV"}, null,
        {"__typename": "Company", "id": "actor:net-zero-tracker:COM-2"},
        {"__typename": "Target", "id": "target:net-zero-tracker:COM-2:end"}
    ]});
    assert_eq!(app.data(query).await, expected);
});

on_both!(raw_rows_of_a_whole_page_take_one_statement, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    let statements = Arc::new(AtomicUsize::new(0));
    let mut db = app.database.db.clone();
    let counter = Arc::clone(&statements);
    db.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let graph = Graph::new(Worlds::open(db).await.expect("a snapshot"));
    let built = statements.load(Ordering::Relaxed);

    let query = "{ actors { nodes { name provenance { record { raw } } targets { provenance { record { raw } } } } } }";
    let reply = answer(&graph, async_graphql::Request::new(query)).await;
    assert!(reply.get("errors").is_none(), "{reply}");
    assert!(statements.load(Ordering::Relaxed) - built <= 2, "one for each level at most");

    let before = statements.load(Ordering::Relaxed);
    let query = "{ actors { nodes { name targets { kind } } } }";
    let reply = answer(&graph, async_graphql::Request::new(query)).await;
    assert!(reply.get("errors").is_none(), "{reply}");
    assert_eq!(statements.load(Ordering::Relaxed), before, "the snapshot needs no statement");
});

on_both!(fragments_behave_as_the_specification_says, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    for (query, expected) in [
        (
            r#"{ actors(first: 2) { nodes { ... on Company { name } } } }"#,
            json!({"actors": {"nodes": [{"name": "Acme"}, {}]}}),
        ),
        (r#"{ country(iso3: "BRA") { iso3 @skip(if: true) } }"#, json!({"country": {}})),
        (
            r#"{ partyGroup(code: EU) { members { groups { ...G } } } } fragment G on PartyGroup { code @include(if: false) }"#,
            json!({"partyGroup": {"members": vec![json!({"groups": [{}]}); 27]}}),
        ),
        (
            r#"{ node(id: "group:EU") { __typename ... on PartyGroup { iso3 } } }"#,
            json!({"node": {"__typename": "PartyGroup", "iso3": "EUU"}}),
        ),
    ] {
        assert_eq!(app.data(query).await, expected, "{query}");
    }
});

on_both!(a_fragment_on_a_union_applies, |app| {
    let register = "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\nBRA,Brazil,Brazil Second NDC,NDC,English,,Active,2024-11-13,https://unfccc.int/x.pdf,x.pdf\n";
    app.imported("ndcs_2026-07-22.csv", register).await;
    let query = r#"{ country(iso3: "BRA") { currentNdc { filedBy { ...F } } } } fragment F on Party { __typename ... on Country { iso3 } ... on PartyGroup { code } }"#;
    let expected = json!({"country": {"currentNdc": {"filedBy": {"__typename": "Country", "iso3": "BRA"}}}});
    assert_eq!(app.data(query).await, expected);
});

on_both!(what_is_too_much_is_refused_before_it_runs, |app| {
    let query = r#"{ country(iso3: "USA") { actors(first: 300) { nodes { country { actors(first: 300) { nodes { country { actors(first: 300) { nodes { name } } } } } } } } } }"#;
    let answer = app.answer(query).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "QUERY_TOO_COMPLEX", "{answer}");
});

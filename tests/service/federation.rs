//! The graph as a subgraph: what a hub refers to, by which keys, and what it reads of the schema.

use async_graphql::Request;
use quipu_tests::{TestApp, answer, on_both};
use serde_json::{Value, json};

/// A state with its code after ISO 3166-2.
const VERMONT: &str = "state,actor_id,target_type,target_value,target_unit,baseline_year,target_year,actual_range,URL\n\
    Vermont,US-VT,Absolute emission reduction,40,percent,1990,2030,,https://example.org/b\n";

/// A city by its UN/LOCODE.
const CALGARY: &str =
    "name,actor_id,preferred,language,datasource_id\nCalgary,CA CAL,1,und,UNLOCODE:2022-1\n";

/// What it emits: a name alone makes no actor.
const EMISSIONS: &str = "emissions_id,actor_id,year,total_emissions,datasource_id\n\
    a,CA CAL,2019,18830000,CDP_citywide_emissions:2019\n";

/// Two companies of one list with the same LEI: one of them is wrong.
const TWICE: &str = "sbti_id,company_name,location,organization_type,near_term_status,full_target_language,lei\n\
    40000001,Zeta Foods,Switzerland,Corporate,Committed,,8I5DZWZKVSZI1NUHU748\n\
    40000002,Alpha Power,Denmark,Corporate,Committed,,8I5DZWZKVSZI1NUHU748\n";

/// What each representation leads to, and the errors.
async fn entities(app: &TestApp, representations: Value) -> Value {
    let query = "query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Country { iso3 }
        ... on PartyGroup { code } ... on Actor { name } ... on City { unlocode } ... on Region { subdivisionCode }
        ... on Company { lei } ... on Ndc { title } ... on NdcTarget { id } ... on Target { targetYear } ... on Initiative { id } } }";
    let variables = async_graphql::Variables::from_json(json!({ "r": representations }));
    answer(&app.graph().await, Request::new(query).variables(variables)).await
}

on_both!(a_country_is_found_by_each_of_its_codes, |app| {
    let found = entities(
        &app,
        json!([
            {"__typename": "Country", "iso3": "BRA"}, {"__typename": "Country", "iso2": "BR"},
            {"__typename": "Country", "iso3": "EUU"}, {"__typename": "Country", "iso2": "EU"},
            {"__typename": "Country", "iso3": "BR"}, {"__typename": "Country", "iso2": "BRA"},
            {"__typename": "PartyGroup", "id": "group:EU"}
        ]),
    )
    .await;

    let brazil = json!({"__typename": "Country", "iso3": "BRA"});
    let union = json!({"__typename": "PartyGroup", "code": "EU"});
    // The Union is a group, and a code of one list is none of the other.
    let expected = json!([brazil, brazil, null, null, null, null, union]);
    assert_eq!(found, json!({"data": {"_entities": expected}}));
});

on_both!(an_actor_is_found_by_the_codes_that_others_know_it_by, |app| {
    app.imported("targets_2022-11-01.csv", VERMONT).await;
    app.imported("names_2022-06-01.csv", CALGARY).await;
    app.imported("emissions_2022-06-01.csv", EMISSIONS).await;
    let once: String = TWICE.lines().take(2).map(|line| format!("{line}\n")).collect();
    app.imported("companies_2024-01-01.csv", once).await;

    let found = entities(
        &app,
        json!([
            {"__typename": "City", "unlocode": "CA CAL"}, {"__typename": "City", "unlocode": "cacal"},
            {"__typename": "Region", "subdivisionCode": "US-VT"},
            {"__typename": "Company", "lei": "8I5DZWZKVSZI1NUHU748"},
            {"__typename": "Investor", "lei": "8I5DZWZKVSZI1NUHU748"},
            {"__typename": "City", "unlocode": "CA XXX"}
        ]),
    )
    .await;

    let calgary = json!({"__typename": "City", "name": "Calgary", "unlocode": "CA CAL"});
    let expected = json!([
        calgary, calgary,
        {"__typename": "Region", "name": "Vermont", "subdivisionCode": "US-VT"},
        {"__typename": "Company", "name": "Zeta Foods", "lei": "8I5DZWZKVSZI1NUHU748"},
        null, null
    ]);
    assert_eq!(found, json!({"data": {"_entities": expected}}));
});

on_both!(a_code_that_several_actors_have_leads_to_none_of_them, |app| {
    app.imported("companies_2024-01-01.csv", TWICE).await;

    let found = entities(&app, json!([{"__typename": "Company", "lei": "8I5DZWZKVSZI1NUHU748"}])).await;

    assert_eq!(found["data"], json!({"_entities": [null]}));
    let error = &found["errors"][0];
    assert_eq!(
        (&error["path"], &error["extensions"]["code"]),
        (&json!(["_entities", 0]), &json!("AMBIGUOUS_KEY"))
    );
});

on_both!(who_knows_only_that_it_is_an_actor_finds_it_by_its_id, |app| {
    app.imported("targets_2022-11-01.csv", VERMONT).await;
    let query = r#"{ country(iso3: "USA") { id actors { nodes { id targets { id } } } } }"#;
    let country = app.data(query).await["country"].take();
    let vermont = &country["actors"]["nodes"][0];

    let found = entities(
        &app,
        json!([
            {"__typename": "Actor", "id": vermont["id"]}, {"__typename": "Region", "id": vermont["id"]},
            {"__typename": "Actor", "id": country["id"]}, {"__typename": "Actor", "id": vermont["targets"][0]["id"]},
            {"__typename": "Target", "id": vermont["targets"][0]["id"]}, {"__typename": "Target", "id": vermont["id"]}
        ]),
    )
    .await;

    let region = json!({"__typename": "Region", "name": "Vermont", "subdivisionCode": "US-VT"});
    let target = json!({"__typename": "Target", "targetYear": 2030});
    assert_eq!(found, json!({"data": {"_entities": [region, region, null, null, target, null]}}));
});

on_both!(each_bad_representation_has_an_error_of_its_own_and_its_neighbours_stand, |app| {
    let bad = [
        json!({"__typename": "Planet", "id": "x"}),
        json!({"__typename": "Provenance", "id": "x"}),
        json!({"__typename": "Node", "id": "country:BRA"}),
        json!({"__typename": "Country"}),
        json!({"__typename": "Country", "iso3": null}),
        json!({"__typename": "Country", "iso3": 76}),
        json!({"__typename": "Country", "iso3": ["BRA"]}),
        json!({"__typename": "Country", "iso3": {"code": "BRA"}}),
        json!({"__typename": "Country", "id": "country:BRA"}),
        json!({"__typename": "Company", "lei": true}),
        json!({"__typename": 5, "iso3": "BRA"}),
        json!({"iso3": "BRA"}),
        json!({}),
        json!("BRA"),
        json!(7),
        json!(["BRA"]),
    ];
    let good = json!({"__typename": "Country", "iso3": "BRA", "somethingElse": {"deep": [1, 2]}});
    let representations: Vec<Value> = bad.iter().flat_map(|bad| [good.clone(), bad.clone()]).collect();

    let found = entities(&app, json!(representations)).await;

    let brazil = json!({"__typename": "Country", "iso3": "BRA"});
    let expected: Vec<Value> = bad.iter().flat_map(|_| [brazil.clone(), Value::Null]).collect();
    assert_eq!(found["data"]["_entities"], json!(expected));
    let errors = found["errors"].as_array().expect("errors");
    let paths: Vec<&Value> = errors.iter().map(|error| &error["path"]).collect();
    let wanted: Vec<Value> = (0..bad.len()).map(|at| json!(["_entities", 2 * at + 1])).collect();
    assert_eq!(paths, wanted.iter().collect::<Vec<_>>());
    assert!(errors.iter().all(|error| error["extensions"]["code"] == "BAD_USER_INPUT"), "{errors:#?}");
});

on_both!(a_thousand_representations_are_answered_and_more_are_refused, |app| {
    let country = json!({"__typename": "Country", "iso2": "TV"});

    let whole = entities(&app, json!(vec![country.clone(); 1_000])).await;
    let refused = entities(&app, json!(vec![country; 1_001])).await;

    assert_eq!(whole["data"]["_entities"].as_array().map(Vec::len), Some(1_000));
    assert_eq!(whole["data"]["_entities"][999], json!({"__typename": "Country", "iso3": "TUV"}));
    assert_eq!(refused["data"], Value::Null);
    assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    let message = refused["errors"][0]["message"].as_str().expect("a message");
    assert!(message.contains("1001") && message.contains("1000"), "{message}");
});

on_both!(the_service_says_its_schema_as_it_is_committed, |app| {
    let data = app.data("{ _service { __typename sdl } }").await;

    let committed = include_str!("../../schema.graphql");
    let sdl = data["_service"]["sdl"].as_str().expect("a text");
    assert_eq!(data["_service"]["__typename"], "_Service");
    assert!(sdl.trim_end() == committed.trim_end(), "_service and schema.graphql differ");
});

//! Two times: what was known on a day, and what was true of the world on a day.
//!
//! The rows of the register are those of its states of December 2024 to July 2026 (facts of a
//! register of the United Nations; history by openclimatedata/ndcs).

use quipu_ingest::matching;
use quipu_tests::{TestApp, on_both, published};
use serde_json::{Value, json};

const HEADER: &str =
    "Code,Party,Title,FileType,Language,Version,Status,SubmissionDate,EncodedAbsUrl,OriginalFilename\n";
const BRAZIL: &str = "BRA,Brazil,Brazil Second Nationally Determined Contribution,NDC,English,,Active,2024-11-13,https://unfccc.int/sites/default/files/2024-11/Brazil_Second%20Nationally%20Determined%20Contribution%20%28NDC%29_November2024.pdf,Brazil_Second.pdf\n";
const EMIRATES: &str = "ARE,United Arab Emirates,The United Arab Emirates’ Third Nationally Determined Contribution (NDC 3.0),NDC,English,,Active,2024-11-06,https://unfccc.int/sites/default/files/2024-11/UAE-NDC3.0.pdf,UAE-NDC3.0.pdf\n";
const USA: &str = "USA,United States of America,United States of America 2035 NDC,NDC,English,,Active,2024-12-19,https://unfccc.int/sites/default/files/2024-12/United%20States%202035%20NDC.pdf,United States 2035 NDC.pdf\n";
const USA_ARCHIVED: &str = "USA,United States of America (*),United States of America 2035 NDC,NDC,English,,Archived,2024-12-19,https://unfccc.int/sites/default/files/2024-12/United%20States%202035%20NDC.pdf,United States 2035 NDC.pdf\n";
const URUGUAY: &str = "URY,Uruguay,Uruguay Third NDC,NDC,Spanish,,Active,2024-12-30,https://unfccc.int/sites/default/files/2025-01/20241220_Uruguay_NDC3.pdf,20241220_Uruguay_NDC3.pdf\n";

fn register(rows: &[&str]) -> String {
    format!("{HEADER}{}", rows.concat())
}

/// States of the register: one of Christmas 2024, one of 11 January 2025, and two of July 2026.
async fn import_register(app: &TestApp) {
    app.imported("ndcs_2024-12-25.csv", register(&[BRAZIL, EMIRATES, USA])).await;
    app.imported("ndcs_2025-01-11.csv", register(&[BRAZIL, EMIRATES, USA, URUGUAY])).await;
    app.imported("ndcs_2026-07-22.csv", register(&[BRAZIL, EMIRATES, USA, URUGUAY])).await;
    app.imported("ndcs_2026-07-25.csv", register(&[BRAZIL, EMIRATES, USA_ARCHIVED, URUGUAY])).await;
}

/// The question of the report of January 2025, asked of what was known and of what was true.
const ROUND_THREE: &str = r#"{
    known: countries(knownAt: "2025-01-10", filter: {ndcRound: 3}, orderBy: {field: ISO3}) { nodes { iso3 } }
    valid: countries(validAt: "2025-01-10", filter: {ndcRound: 3}, orderBy: {field: ISO3}) { nodes { iso3 } }
    both: countries(knownAt: "2025-01-10", validAt: "2024-12-18", filter: {ndcRound: 3}, orderBy: {field: ISO3}) { nodes { iso3 } }
    usa: country(iso3: "USA", validAt: "2025-01-10") { currentNdc { title status } }
}"#;

fn assert_round_three(data: &Value) {
    assert_eq!(codes(&data["known"]), ["ARE", "BRA", "USA"]);
    assert_eq!(codes(&data["valid"]), ["ARE", "BRA", "URY", "USA"]);
    assert_eq!(codes(&data["both"]), ["ARE", "BRA"]);
    let usa = json!({"currentNdc": {"title": "United States of America 2035 NDC", "status": "ACTIVE"}});
    assert_eq!(data["usa"], usa);
}

fn codes(connection: &Value) -> Vec<&str> {
    let nodes = connection["nodes"].as_array().expect("nodes");
    nodes.iter().filter_map(|node| node["iso3"].as_str()).collect()
}

on_both!(what_was_known_of_a_day_and_what_was_true_of_it_are_two_answers, |app| {
    import_register(&app).await;
    assert_round_three(&app.data(ROUND_THREE).await);
});

on_both!(the_published_register_gives_three_that_were_known_and_four_that_were_true, |app| {
    let days = ["2024-12-25", "2025-01-11", "2026-07-22", "2026-07-25", "2026-08-19"];
    let files: Vec<_> =
        days.iter().filter_map(|day| published(&format!("unfccc-ndc-registry/ndcs_{day}.csv"))).collect();
    if files.len() < days.len() {
        return;
    }
    app.import(&files).await.expect("imported");

    assert_round_three(&app.data(ROUND_THREE).await);
    let data = app.data(STANDINGS).await;
    assert_standings(&data);
    for (iso3, submitted) in
        [("CHN", "2025-11-03"), ("DEU", "2025-11-05"), ("GBR", "2025-01-30"), ("JPN", "2025-02-18")]
    {
        let query = format!(
            r#"{{ country(iso3: "{iso3}") {{ ndcs(round: 3) {{ submittedOn firstSeenOn }} }}
                before: country(iso3: "{iso3}", knownAt: "2026-07-21") {{ ndcs(round: 3) {{ submittedOn }} }} }}"#
        );
        let data = app.data(&query).await;
        // The first state imported that can list them is that of July 2026.
        assert_eq!(data["country"]["ndcs"], json!([{"submittedOn": submitted, "firstSeenOn": "2026-07-22"}]));
        assert_eq!(data["before"]["ndcs"], json!([]), "{iso3}");
    }
});

/// How the NDC of the USA stood on both days, by knowledge and by validity.
const STANDINGS: &str = r#"{
    knownBefore: country(iso3: "USA", knownAt: "2026-07-22") { ...F }
    knownAfter: country(iso3: "USA", knownAt: "2026-07-25") { ...F }
    validBefore: country(iso3: "USA", validAt: "2026-07-24") { ...F }
    validAfter: country(iso3: "USA", validAt: "2026-07-25") { ...F }
} fragment F on Country { ndcs(round: 3) { status documents { status } } }"#;

fn assert_standings(data: &Value) {
    for (when, status) in [
        ("knownBefore", "ACTIVE"),
        ("knownAfter", "ARCHIVED"),
        ("validBefore", "ACTIVE"),
        ("validAfter", "ARCHIVED"),
    ] {
        assert_eq!(
            data[when],
            json!({"ndcs": [{"status": status, "documents": [{"status": status}]}]}),
            "{when}"
        );
    }
}

on_both!(an_ndc_stands_as_the_register_listed_it_on_the_day, |app| {
    import_register(&app).await;
    assert_standings(&app.data(STANDINGS).await);
});

const ACTORS: &str = "\
ID_Code,Name,Country,Entity_type,End_target,End_target_year,Population,GHG_emissions,GHG_emissions_year
CIT-1,São Paulo,BRA,City,Net zero,2050,12200180,13000000,2020
CIT-2,Recife,BRA,City,Net zero,2037,1653461,,
";

on_both!(emissions_of_a_year_are_true_once_it_has_ended, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let data = app
        .data(
            r#"{
                during: actor(id: "actor:net-zero-tracker:CIT-1", validAt: "2020-12-30") { ...F }
                after: actor(id: "actor:net-zero-tracker:CIT-1", validAt: "2020-12-31T08:00:00Z") { ...F }
                dataset(validAt: "2020-12-31") { validOn knownOn actorCount }
            } fragment F on Actor { name inventories { year } targets { targetYear } reporting { staleness } }"#,
        )
        .await;

    let targets = json!([{"targetYear": 2050}]);
    assert_eq!(
        data["during"],
        json!({"name": "São Paulo", "inventories": [], "targets": targets, "reporting": {"staleness": "NEVER_REPORTED"}})
    );
    assert_eq!(
        data["after"],
        json!({"name": "São Paulo", "inventories": [{"year": 2020}], "targets": targets, "reporting": {"staleness": "FRESH"}})
    );
    assert_eq!(data["dataset"], json!({"validOn": "2020-12-31", "knownOn": null, "actorCount": 2}));
});

on_both!(a_text_that_is_no_day_is_refused_by_name, |app| {
    let answer = app.answer(r#"{ dataset(validAt: "yesterday") { version } }"#).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    assert!(
        answer["errors"][0]["message"].as_str().is_some_and(|text| text.starts_with("validAt ")),
        "{answer}"
    );
});

const REGIONS: &str = "actor_id,type,is_part_of,name,datasource_id\n\
    CA-ON,adm1,CA,Ontario,ISO 3166-2:2020\nCA-NS,adm1,CA,Nova Scotia,ISO 3166-2:2020\n";

fn tracker(rows: &str) -> String {
    format!(
        "ID_Code,Name,Country,Entity_type,End_target,End_target_year,GHG_emissions,GHG_emissions_year\n{rows}"
    )
}

const NOVA_SCOTIA: &str = "REG-0091,Nova Scotia,CAN,Region,Net zero,2050,14600005,2021\n";

/// Nearly all that can be asked of the middle of 2024.
const MIDDLE_OF_2024: &str = r#"{
    dataset(knownAt: "2024-06-30") { version knownOn actorCount targetCount recordCount editions { number knownOn } }
    countries(knownAt: "2024-06-30", first: 300) { nodes { iso3 ndcs { id status firstSeenOn }
        coverage { all { actors withTarget } bySource { value actors } } conflicts { subject candidates { value } }
        emissions { source { id editions { number } } points { year value } } } }
    actors(knownAt: "2024-06-30", first: 100) { totalCount facets { types { value count } } nodes {
        id name aliases { name } mentions { id mergedInto } sources { id } identifiers { scheme value }
        targets { id kind targetYear baseYear } inventories { year total provenance { source { id } } }
        reporting { staleness } conflicts { subject candidates { value } }
        provenance { record { locator edition { number file } } } } }
    initiatives(knownAt: "2024-06-30", first: 100) { nodes { id name members { totalCount } } }
}"#;

/// The answer to the question above, byte for byte.
async fn middle_of_2024(app: &TestApp) -> String {
    let graph = app.graph().await;
    let request = async_graphql::Request::new(MIDDLE_OF_2024);
    let answer = graph.answer(graph.worlds().current(), request).await;
    let text = String::from_utf8(answer.body.concat()).expect("text");
    assert_eq!(answer.outcome, quipu_graphql::Outcome::Whole, "{text}");
    text
}

on_both!(an_answer_about_the_past_stays_as_it_is_when_newer_files_come, |app| {
    let calgary = "name,actor_id,preferred,language,datasource_id\nCalgary,CA CAL,1,und,UNLOCODE:2022-1\n";
    let second = "REG-0092,Ontario,CAN,Region,Net zero,2050,,\n";
    let island = "REG-0094,Isle Saint-Jean,CAN,Region,Net zero,2040,,\n";
    app.imported("Actor_2020-01-01.csv", format!("{REGIONS}CA-PE,adm1,CA,Abegweit,ISO 3166-2:2020\n")).await;
    app.imported("names_2022-06-01.csv", calgary).await;
    app.imported("snapshot_2024-05-01.csv", tracker(&format!("{NOVA_SCOTIA}{second}{island}"))).await;
    app.imported("ndcs_2024-06-01.csv", register(&[BRAZIL])).await;
    let before = middle_of_2024(&app).await;
    assert!(before.contains(r#""mergedInto":"actor:openclimate:CA-NS""#), "{before}");

    // Another name keeps two apart that were one, and makes two one of which nothing else is new.
    let alias =
        "name,actor_id,preferred,language,datasource_id\nIsle Saint-Jean,CA-PE,1,fr,ISO 3166-2:2020\n";
    app.imported("names_2025-02-01.csv", alias).await;
    let renamed = "REG-0091,Halifax Shire,CAN,Region,Net zero,2045,14600005,2021\n";
    let twin = "REG-0093,Province of Ontario,CAN,Region,Net zero,2060,,\n";
    app.imported("snapshot_2025-11-09.csv", tracker(&format!("{renamed}{second}{twin}"))).await;
    let emissions = "emissions_id,actor_id,year,total_emissions,datasource_id\nCDP_citywide_emissions:2019:CA CAL:2019,CA CAL,2019,18830000,CDP_citywide_emissions:2019\n";
    app.imported("cdp_2024-07-01.csv", emissions).await;
    app.imported("ndcs_2026-07-25.csv", register(&[BRAZIL, USA_ARCHIVED])).await;
    app.imported("precedence.csv", "metric,source,rank\nPROFILE,openclimate,1\nPROFILE,net-zero-tracker,2\n")
        .await;

    let now = app
        .data(
            r#"{ split: actor(id: "actor:net-zero-tracker:REG-0091") { id }
                merged: actor(id: "actor:net-zero-tracker:REG-0094") { id } }"#,
        )
        .await;
    let expected = json!({ "split": {"id": "actor:net-zero-tracker:REG-0091"}, "merged": {"id": "actor:openclimate:CA-PE"} });
    assert_eq!(now, expected);
    assert_eq!(middle_of_2024(&app).await, before);
});

on_both!(two_actors_are_one_from_the_day_on_which_both_are_known, |app| {
    let regions = app.file("Actor_2020-01-01.csv", REGIONS);
    let tracker = app.file("snapshot_2025-11-09.csv", tracker(NOVA_SCOTIA));
    // The order of the files decides by which id an actor is known, not from when on.
    app.import(&[tracker, regions]).await.expect("imported");

    let data = app
        .data(
            r#"{
                then: actors(knownAt: "2025-11-08", filter: {name: "nova"}) { nodes { id mentions { id } } }
                now: actors(knownAt: "2025-11-09", filter: {name: "nova"}) { nodes { mentions { id } } }
            }"#,
        )
        .await;

    let alone = json!([{"id": "actor:openclimate:CA-NS", "mentions": [{"id": "actor:openclimate:CA-NS"}]}]);
    assert_eq!(data["then"]["nodes"], alone);
    let both =
        json!([{"mentions": [{"id": "actor:net-zero-tracker:REG-0091"}, {"id": "actor:openclimate:CA-NS"}]}]);
    assert_eq!(data["now"]["nodes"], both);
});

on_both!(a_result_that_replaces_another_is_not_known_before_it, |app| {
    app.imported("snapshot_2025-11-09.csv", tracker(NOVA_SCOTIA)).await;
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    // A state of the past that is imported late: of two of one name neither is taken for the region.
    let rival = "REG-0099,Nova Scotia,CAN,Region,Net zero,2045,,\n";
    app.imported("snapshot_2023-01-01.csv", tracker(rival)).await;
    let alone = app.data(r#"{ actor(id: "actor:openclimate:CA-NS") { mentions { id } } }"#).await;
    assert_eq!(alone["actor"]["mentions"].as_array().map(Vec::len), Some(1), "{alone}");

    let report = matching::match_actors(&app.database.db, app.now).await.expect("matched");

    assert_eq!((report.changed, report.edition), (0, None));
    let of_the_region = "SELECT COUNT(*) FROM record WHERE key = 'merge/openclimate:CA-NS'";
    assert_eq!(app.database.number(of_the_region).await, 2);
});

//! Two times: what was known on a day, and what was true of the world on a day.
//!
//! The rows of the register are those of its states of December 2024 to July 2026 (facts of a
//! register of the United Nations; history by openclimatedata/ndcs).

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

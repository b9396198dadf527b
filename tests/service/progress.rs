//! Progress against targets: as computed elsewhere, and computed again from every answer.

use quipu_tests::formula::{compute, compute_interval};
use quipu_tests::{TestApp, answer, canada, on_both};
use serde_json::{Value, json};

const PROGRESS: &str = "progress { value interval { low high } expected gap status reason formula year
    inputs { name value unit year provenance { source { id } record { row } } } selfStated caveats staleness reachedYear
    series { year value expected } candidate { value mixedSources differences formula inputs { name value } } }";

async fn import_canada(app: &TestApp) {
    app.imported("Actor_2020-01-01.csv", canada::actors()).await;
    app.imported("EmissionsAgg_2023-11-10.csv", canada::emissions()).await;
    app.imported("Target_2023-05-31.csv", canada::targets()).await;
}

async fn targets(app: &TestApp, actor: &str) -> Vec<Value> {
    let query = format!(r#"{{ actor(id: "actor:{actor}") {{ targets {{ kind targetYear {PROGRESS} }} }} }}"#);
    app.data(&query).await["actor"]["targets"].as_array().expect("targets").clone()
}

/// The progress of an actor's only target.
async fn progress(app: &TestApp, actor: &str) -> Value {
    let targets = targets(app, actor).await;
    assert_eq!(targets.len(), 1, "{targets:?}");
    targets[0]["progress"].clone()
}

fn percent(share: &Value) -> String {
    format!("{:.3}", share.as_f64().expect("a share") * 100.0)
}

on_both!(coverage_counts_every_target_by_where_it_stands, |app| {
    import_canada(&app).await;
    let data = app
        .data(
            "{ country(iso3: \"CAN\") { coverage { targetsByStatus { status targets } }
            actors(first: 100) { nodes { targets { progress { status } } } } } dataset { targetCount } }",
        )
        .await;

    let mut counted = std::collections::BTreeMap::new();
    let actors = data["country"]["actors"]["nodes"].as_array().expect("actors");
    for target in actors.iter().flat_map(|actor| actor["targets"].as_array().expect("targets")) {
        *counted.entry(target["progress"]["status"].to_string()).or_insert(0) += 1;
    }
    let told = data["country"]["coverage"]["targetsByStatus"].as_array().expect("counts");
    let told: std::collections::BTreeMap<String, i64> = told
        .iter()
        .map(|count| (count["status"].to_string(), count["targets"].as_i64().expect("a number")))
        .collect();
    assert_eq!(told, counted);
    assert_eq!(json!(told.values().sum::<i64>()), data["dataset"]["targetCount"]);
    assert!(told.len() > 2, "{told:?}");
});

on_both!(provinces_of_canada_come_out_as_computed_elsewhere, |app| {
    import_canada(&app).await;

    let published = [
        ("CA-BC", "6.872", "60.870", "OFF_TRACK"),
        ("CA-MB", "-6.043", "64.000", "REVERSED"),
        ("CA-NB", "85.754", "64.000", "ON_TRACK"),
        ("CA-NL", "48.484", "68.966", "OFF_TRACK"),
        ("CA-NS", "67.747", "64.000", "ON_TRACK"),
        ("CA-NT", "84.460", "64.000", "ON_TRACK"),
        ("CA-ON", "86.972", "64.000", "ON_TRACK"),
        ("CA-QC", "21.867", "77.500", "OFF_TRACK"),
        ("CA-YT", "-1.855", "55.000", "REVERSED"),
    ];
    for (province, value, expected, status) in published {
        let found = progress(&app, &format!("openclimate:{province}")).await;
        assert_eq!(percent(&found["value"]), value, "{province}");
        assert_eq!(percent(&found["expected"]), expected, "{province}");
        assert_eq!((&found["status"], &found["year"]), (&json!(status), &json!(2021)), "{province}");
        assert_eq!(found["formula"], "(B - L) / (B * p / 100)");
        assert_eq!(found["inputs"][0]["provenance"]["source"]["id"], "oc-eccc");
        assert_eq!(found["inputs"][2]["provenance"]["source"]["id"], "openclimate");
    }
});

on_both!(a_level_without_a_base_year_has_no_progress, |app| {
    import_canada(&app).await;

    let found = progress(&app, "openclimate:CA-PE").await;

    assert_eq!((&found["value"], &found["reason"]), (&Value::Null, &json!("NO_BASE")));
    assert_eq!(found["status"], "NOT_ASSESSABLE");
});

on_both!(a_region_that_never_reported_has_a_reason_and_not_zero, |app| {
    app.imported("Actor_2020-01-01.csv", canada::actors()).await;
    app.imported("Target_2023-05-31.csv", canada::targets()).await;

    let found = progress(&app, "openclimate:CA-ON").await;

    assert_eq!((&found["value"], &found["reason"]), (&Value::Null, &json!("NOT_REPORTED")));
    assert_eq!((&found["staleness"], &found["candidate"]), (&json!("NEVER_REPORTED"), &Value::Null));
});

const CALGARY: &str =
    "name,actor_id,preferred,language,datasource_id\nCalgary,CA CAL,1,und,UNLOCODE:2022-1\n";

fn emissions(source: &str, rows: &[(i32, i64)]) -> String {
    let row = |(year, total): &(i32, i64)| format!("{source}:{year},CA CAL,{year},{total},{source}\n");
    let rows: String = rows.iter().map(row).collect();
    format!("emissions_id,actor_id,year,total_emissions,datasource_id\n{rows}")
}

fn target(percent: &str, base_year: i32, achieved: &str) -> String {
    format!(
        "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,percent_achieved,URL,datasource_id\n\
        x,CA CAL,Absolute emission reduction,{base_year},2030,{percent},percent,{achieved},,DDL-EUCoM:2021\n"
    )
}

on_both!(figures_of_two_sources_are_a_candidate_and_not_the_value, |app| {
    app.imported("names_2019-06-01.csv", CALGARY).await;
    app.imported("covenant_2020-06-01.csv", emissions("DDL-EUCoM:2019", &[(2005, 20_000_000)])).await;
    app.imported("monitor_2022-06-01.csv", emissions("carbon_monitor:2022", &[(2019, 10_104_000)])).await;
    app.imported("targets_2021-06-01.csv", target("50", 2005, "25")).await;

    let found = progress(&app, "openclimate:CA CAL").await;

    assert_eq!((&found["value"], &found["reason"]), (&Value::Null, &json!("NOT_COMPARABLE")));
    let candidate = &found["candidate"];
    assert_eq!(candidate["differences"], json!(["SOURCE_FAMILY", "GASES"]));
    assert_eq!(candidate["mixedSources"], true);
    let again = compute(candidate["formula"].as_str().expect("a formula"), &candidate["inputs"]);
    assert!((candidate["value"].as_f64().expect("a value") - again).abs() < 1e-12);
    assert_eq!(found["selfStated"], 0.25);
});

on_both!(what_the_actor_says_stands_beside_what_was_computed, |app| {
    app.imported("names_2019-06-01.csv", CALGARY).await;
    let reported = [(2005, 20_000_000), (2018, 17_000_000), (2019, 18_000_000)];
    app.imported("covenant_2020-06-01.csv", emissions("DDL-EUCoM:2019", &reported)).await;
    app.imported("targets_2021-06-01.csv", target("40", 2005, "60")).await;

    let found = progress(&app, "openclimate:CA CAL").await;

    assert_eq!((&found["value"], &found["selfStated"]), (&json!(0.25), &json!(0.6)));
    assert_eq!(found["caveats"], json!(["STALE", "SELF_STATED_DIFFERS"]));
    let years: Vec<&Value> =
        found["series"].as_array().expect("years").iter().map(|point| &point["year"]).collect();
    assert_eq!(years, [2018, 2019]);
    assert_eq!(found["reachedYear"], 2061);
});

on_both!(figures_that_lost_their_sector_are_not_of_the_whole_city, |app| {
    // A target for transport in a table that does not say so, and base values that stand there as emissions.
    app.imported("names_2019-06-01.csv", CALGARY).await;
    let reported = [(2005, 20_000_000), (2019, 18_000_000)];
    app.imported("cdp_2020-06-01.csv", emissions("CDP_citywide_emissions:2019", &reported)).await;
    let copied = target("40", 2005, "").replace("DDL-EUCoM:2021", "CDPCitiesTargets:2021");
    app.imported("targets_2021-06-01.csv", copied).await;

    let found = progress(&app, "openclimate:CA CAL").await;

    assert_eq!((&found["value"], &found["reason"]), (&Value::Null, &json!("NOT_COMPARABLE")));
    assert_eq!(found["candidate"]["differences"], json!(["SOURCE_FAMILY", "BOUNDARY"]));
});

on_both!(a_year_reported_again_counts_as_reported_last, |app| {
    app.imported("names_2019-06-01.csv", CALGARY).await;
    let first = [(2005, 20_000_000), (2019, 18_000_000)];
    app.imported("covenant_2020-06-01.csv", emissions("DDL-EUCoM:2019", &first)).await;
    let again = emissions("DDL-EUCoM:2021", &[(2019, 16_000_000)]);
    app.imported("covenant_2022-06-01.csv", again).await;
    app.imported("targets_2021-06-01.csv", target("40", 2005, "")).await;

    let found = progress(&app, "openclimate:CA CAL").await;

    assert_eq!(found["value"], 0.5);
    assert!(found["caveats"].as_array().expect("caveats").contains(&json!("RESTATED")), "{found}");
    let query = format!(
        r#"{{ actor(id: "actor:openclimate:CA CAL", knownAt: "2021-12-31") {{ targets {{ {PROGRESS} }} }} }}"#
    );
    let before = app.data(&query).await;
    assert_eq!(before["actor"]["targets"][0]["progress"]["value"], 0.25);
});

const APPENDIX: &str = "Company name,Target completion  [%],Target type,Target scope,Target year,Base year,Target value,Reporting year,Current target status\n\
    A1 Telekom Austria Group,-0.0564196439319411,Absolute,Scope 1+2,2030,2019,0.5,2020,-0.0282098219659706\n";
const COMPANIES: &str = "ID_Code,Name,Country,Entity_type,End_target,End_target_year\n\
    COM-0001,A1 Telekom Austria Group,AUT,Company,Net zero,2030\n";

on_both!(a_reduction_reported_in_percent_is_divided_by_the_one_asked_for, |app| {
    app.imported("snapshot_2020-11-09.csv", COMPANIES).await;
    app.imported("appendix_2021-07-31.csv", APPENDIX).await;

    let targets = targets(&app, "net-zero-tracker:COM-0001").await;
    let found = targets.iter().map(|target| &target["progress"]).find(|found| found["value"].is_number());
    let found = found.expect("the target of the appendix");

    // The source's own share is there too, and agrees.
    assert_eq!(found["formula"], "a / p");
    let (value, stated) = (&found["value"], &found["selfStated"]);
    assert!((value.as_f64().expect("a value") - stated.as_f64().expect("a share")).abs() < 1e-9, "{found}");
    assert_eq!((&found["status"], &found["year"]), (&json!("REVERSED"), &json!(2020)));
    assert_eq!(found["caveats"], json!(["PERCENT_ONLY", "STALE"]));
});

on_both!(a_party_is_measured_by_its_own_series, |app| {
    app.imported("EmissionsAgg_2023-11-10.csv", canada::national_emissions()).await;
    app.imported("snapshot_2025-11-09.csv", CANADA_TRACKED).await;

    let data =
        app.data(&format!(r#"{{ country(iso3: "CAN") {{ targets {{ targetYear {PROGRESS} }} }} }}"#)).await;

    let interim = data["country"]["targets"]
        .as_array()
        .expect("targets")
        .iter()
        .find(|target| target["targetYear"] == 2030);
    let found = &interim.expect("a target for 2030")["progress"];
    // (732,220,092 - 670,428,304) / (0.4 x 732,220,092)
    assert_eq!((percent(&found["value"]), &found["status"]), ("21.097".to_owned(), &json!("OFF_TRACK")));
    assert_eq!(found["inputs"][0]["provenance"]["source"]["id"], "oc-unfccc-annex1");
});

const CANADA_TRACKED: &str = "ID_Code,Name,Country,Entity_type,End_target,End_target_year,Interim_target,Interim_target_year,\
    Interim_target_percentage_reduction,Interim_target_baseline_year\n\
    CAN,Canada,CAN,Country,Net zero,2050,Emissions reduction target,2030,40,2005\n";

#[tokio::test]
async fn every_value_of_the_starter_data_can_be_computed_again() {
    let app = TestApp::new(quipu_tests::Backend::Sqlite).await;
    app.load_starter().await;
    let (targets, values) = computed_again(&app).await;
    // The starter data have base years, and no series of emissions.
    assert!(targets > 4_000 && values == 0, "{targets} targets, {values} values");
}

/// Computes every value again from its answer alone; gives how many targets there are, and how many values.
pub(super) async fn computed_again(app: &TestApp) -> (usize, usize) {
    let graph = app.graph().await;
    let (mut targets, mut values) = (0, 0);
    let mut count = |list: &Value| {
        for target in list["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .flat_map(|node| node["targets"].as_array().expect("targets"))
        {
            targets += 1;
            values += usize::from(is_computed_again(&target["id"], &target["progress"]));
        }
    };
    let countries = format!("{{ countries(first: 300) {{ nodes {{ targets {{ id {PROGRESS} }} }} }} }}");
    count(&answer(&graph, countries.into()).await["data"]["countries"]);
    let mut after = "null".to_owned();
    loop {
        let page = format!(
            "{{ actors(first: 4000, after: {after}, filter: {{hasTarget: true}}) {{ pageInfo {{ hasNextPage endCursor }}
                nodes {{ targets {{ id {PROGRESS} }} }} }} }}"
        );
        let reply = answer(&graph, page.into()).await;
        let page = &reply["data"]["actors"];
        count(page);
        if page["pageInfo"]["hasNextPage"] != true {
            return (targets, values);
        }
        after = page["pageInfo"]["endCursor"].to_string();
    }
}

/// Whether there is a value; it has to come out of the formula and the inputs.
fn is_computed_again(id: &Value, progress: &Value) -> bool {
    let (formula, inputs) = (progress["formula"].as_str().expect("a formula"), &progress["inputs"]);
    let close = |shown: f64, again: f64| {
        assert!((shown - again).abs() <= 1e-9 * again.abs().max(1.0), "{id}: {shown} {again}")
    };
    if let Some(value) = progress["value"].as_f64() {
        close(value, compute(formula, inputs));
        return true;
    }
    if let Some(low) = progress["interval"]["low"].as_str() {
        let high = progress["interval"]["high"].as_str().expect("both ends");
        let (from, to) = compute_interval(formula, inputs);
        close(low.parse().expect("digits"), from);
        close(high.parse().expect("digits"), to);
        return true;
    }
    assert!(progress["reason"].is_string(), "{id}: neither a value nor a reason");
    false
}

const ZAMBIA: &str = "ID_Code,Name,Country,Entity_type,End_target,End_target_year,End_target_percentage_reduction,\
    End_target_target_emissions,End_target_bau_emissions,GHG_emissions,GHG_emissions_year\n\
    ZMB,Zambia,ZMB,Country,Reduction v. BAU,2030,25,63.898,86.263,60000000,2019\n";

on_both!(a_target_is_held_against_its_own_statements, |app| {
    // Zambia's NDC states a level, and a quarter below a projection: 0.75 x 86.263 = 64.697 Mt, not 63.898.
    app.imported("snapshot_2025-11-09.csv", ZAMBIA).await;

    let data = app
        .data(
            r#"{ country(iso3: "ZMB") { targets { kind levels { kind low high formula isFloored usesNationalSeries
                inputs { name value year } } conflicts { subject period spread candidates { value unit } } } } }"#,
        )
        .await;

    let target = &data["country"]["targets"][0];
    let levels = target["levels"].as_array().expect("levels");
    let shown: Vec<(&Value, &Value)> = levels.iter().map(|level| (&level["kind"], &level["high"])).collect();
    let (stated, projected) = (json!("63898000"), json!("64697250"));
    assert_eq!(shown, [(&json!("ABSOLUTE_LEVEL"), &stated), (&json!("BAU_REDUCTION_PCT"), &projected)]);
    for level in levels {
        let again = compute(level["formula"].as_str().expect("a formula"), &level["inputs"]);
        assert!(
            (again - level["high"].as_str().expect("digits").parse::<f64>().expect("a number")).abs() < 1e-3
        );
    }
    let conflict = &target["conflicts"][0];
    assert_eq!(
        (&conflict["subject"], &conflict["period"]),
        (&json!("level of a national target"), &json!(2030))
    );
    assert!((conflict["spread"].as_f64().expect("a share") - 799_250.0 / 64_697_250.0).abs() < 1e-9);
});

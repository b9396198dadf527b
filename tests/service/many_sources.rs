//! Several sources about one actor: merged, explained, undone; differing, and who goes first.
//!
//! The figures are those of published sources: C2ES and Net Zero Tracker on Ontario and Nova Scotia,
//! CDP and Carbon Monitor on Calgary, national totals of Brazil.

use quipu_ingest::matching::{self, ActorReference, Decision, Explanation};
use quipu_tests::{TestApp, on_both};
use serde_json::{Value, json};

const REGIONS: &str = "actor_id,type,is_part_of,name,datasource_id\n\
    CA-ON,adm1,CA,Ontario,ISO 3166-2:2020\nCA-NS,adm1,CA,Nova Scotia,ISO 3166-2:2020\n";

const C2ES: &str = "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,URL,datasource_id\n\
    C2ES:CA-ON:2030,CA-ON,Absolute emission reduction,1990,2030,37,percent,https://www.c2es.org/a,C2ES:2022\n\
    C2ES:CA-ON:2030,CA-ON,Absolute emission reduction,2005,2030,30,percent,https://www.c2es.org/b,C2ES:2022\n\
    C2ES:CA-NS:2030,CA-NS,Absolute emission reduction,2005,2030,53,percent,https://www.c2es.org/c,C2ES:2022\n";

const TRACKER: &str = "ID_Code,Name,Country,Entity_type,End_target,End_target_year,Interim_target,Interim_target_year,\
    Interim_target_percentage_reduction,Interim_target_baseline_year\n\
    REG-0091,Nova Scotia,CAN,Region,Net zero,2050,Emissions reduction target,2030,53,1990\n";

const CONFLICTS: &str = "conflicts { subject period spread likelyReason candidates { value unit baseYear
    provenance { source { id } } } }";

async fn actor(app: &TestApp, id: &str, fields: &str) -> Value {
    app.data(&format!(r#"{{ actor(id: "actor:{id}") {{ id name {fields} }} }}"#)).await["actor"].clone()
}

on_both!(a_source_that_contradicts_itself_is_shown_to, |app| {
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    app.imported("Target_2022-11-01.csv", C2ES).await;

    let ontario = actor(&app, "openclimate:CA-ON", CONFLICTS).await;

    let conflicts = ontario["conflicts"].as_array().expect("conflicts");
    assert_eq!(conflicts.len(), 1, "{ontario}");
    assert_eq!((&conflicts[0]["subject"], &conflicts[0]["period"]), (&json!("reduction"), &json!(2030)));
    assert_eq!(conflicts[0]["likelyReason"], "OTHER_BASE_YEAR");
    let mut stated: Vec<(&str, i64)> = conflicts[0]["candidates"]
        .as_array()
        .expect("candidates")
        .iter()
        .map(|one| (one["value"].as_str().expect("a value"), one["baseYear"].as_i64().expect("a year")))
        .collect();
    stated.sort_unstable();
    assert_eq!(stated, [("30", 2005), ("37", 1990)]);
});

on_both!(two_sources_on_one_region_are_one_actor_with_a_conflict, |app| {
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    app.imported("Target_2022-11-01.csv", C2ES).await;
    app.imported("snapshot_2025-11-09.csv", TRACKER).await;

    let page = actor(
        &app,
        "net-zero-tracker:REG-0091",
        &format!("mentions {{ id mergedInto }} sources {{ id }} {CONFLICTS}"),
    )
    .await;

    // It keeps the id by which it was known first; the other id leads there.
    assert_eq!(page["id"], "actor:openclimate:CA-NS");
    let mentions = json!([
        { "id": "actor:net-zero-tracker:REG-0091", "mergedInto": "actor:openclimate:CA-NS" },
        { "id": "actor:openclimate:CA-NS", "mergedInto": null },
    ]);
    assert_eq!(page["mentions"], mentions);
    let bases: Vec<&Value> = page["conflicts"][0]["candidates"]
        .as_array()
        .expect("candidates")
        .iter()
        .map(|one| &one["baseYear"])
        .collect();
    assert_eq!(
        (bases.len(), &page["conflicts"][0]["likelyReason"]),
        (2, &json!("OTHER_BASE_YEAR")),
        "{page}"
    );
});

const CALGARY: &str =
    "name,actor_id,preferred,language,datasource_id\nCalgary,CA CAL,1,und,UNLOCODE:2022-1\n";

fn emissions(rows: &[(&str, &str, &str)]) -> String {
    let mut text = "emissions_id,actor_id,year,total_emissions,datasource_id\n".to_owned();
    for (actor, total, source) in rows {
        text.push_str(&format!("{source}:{actor}:2019,{actor},2019,{total},{source}\n"));
    }
    text
}

on_both!(inventories_that_differ_are_shown_with_the_likely_reason, |app| {
    app.imported("names_2022-06-01.csv", CALGARY).await;
    app.imported("cdp_2020-06-01.csv", emissions(&[("CA CAL", "18830000", "CDP_citywide_emissions:2019")]))
        .await;
    app.imported(
        "monitor_2022-06-01.csv",
        emissions(&[
            ("CA CAL", "10104000", "carbon_monitor:2022"),
            ("BR", "434700000", "carbon_monitor:2022"),
        ]),
    )
    .await;
    app.imported(
        "watch_2022-06-01.csv",
        emissions(&[("BR", "1303500000", "WRI:climate_watch_historical_ghg:2022")]),
    )
    .await;

    let calgary = actor(&app, "openclimate:CA CAL", CONFLICTS).await;
    let brazil =
        app.data(&format!(r#"{{ country(iso3: "BRA") {{ {CONFLICTS} }} }}"#)).await["country"].clone();

    for (of, least, most) in [(&calgary, "10104000", "18830000"), (&brazil, "434700000", "1303500000")] {
        let conflict = &of["conflicts"][0];
        assert_eq!(
            (&conflict["period"], &conflict["likelyReason"]),
            (&json!(2019), &json!("OTHER_GASES")),
            "{of}"
        );
        let mut values: Vec<&str> = conflict["candidates"]
            .as_array()
            .expect("two")
            .iter()
            .filter_map(|one| one["value"].as_str())
            .collect();
        values.sort_by_key(|value| value.len());
        values.sort_by_key(|value| value.parse::<i64>().expect("whole"));
        assert_eq!(values, [least, most]);
    }
    let spread = calgary["conflicts"][0]["spread"].as_f64().expect("a share");
    assert!((spread - 8_726.0 / 18_830.0).abs() < 1e-12, "{spread}");
});

on_both!(another_rule_of_precedence_changes_what_is_shown_first_and_nothing_else, |app| {
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    let own = |name: &str, id: &str| {
        format!(
            "ID_Code,Name,Country,Entity_type,End_target,End_target_year,GHG_emissions,GHG_emissions_year\n{id},{name},CAN,Region,Net zero,2050,14600005,2021\n"
        )
    };
    app.imported("snapshot_2025-11-09.csv", own("Nova Scotia Province", "REG-0091")).await;
    let fields = "sources { id } targets { id } inventories { year total provenance { source { id } } }";
    let before = actor(&app, "openclimate:CA-NS", fields).await;

    let rules = "metric,source,rank\nPROFILE,openclimate,1\nPROFILE,net-zero-tracker,2\n";
    app.imported("precedence.csv", rules).await;

    let after = actor(&app, "openclimate:CA-NS", fields).await;
    assert_eq!((&before["name"], &after["name"]), (&json!("Nova Scotia Province"), &json!("Nova Scotia")));
    for same in ["id", "sources", "targets", "inventories"] {
        assert_eq!(before[same], after[same], "{same}");
    }
    let rule =
        app.data("{ precedence { metric sources { id } reason provenance { record { row } } } }").await;
    let rule = rule["precedence"]
        .as_array()
        .expect("rules")
        .iter()
        .find(|rule| rule["metric"] == "PROFILE")
        .cloned();
    let rule = rule.expect("a rule for profiles");
    assert_eq!((&rule["sources"][0]["id"], &rule["reason"]), (&json!("openclimate"), &Value::Null));
    assert!(rule["provenance"]["record"]["row"].is_number(), "{rule}");
});

on_both!(a_merge_can_be_explained_and_undone, |app| {
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    app.imported("snapshot_2025-11-09.csv", TRACKER).await;
    let db = &app.database.db;
    let one = ActorReference::parse("openclimate:CA-NS").expect("an actor");
    let other = ActorReference::parse("net-zero-tracker:REG-0091").expect("an actor");
    let (actors, linked) = matching::linked(db).await.expect("linked");
    let explained = Explanation::of(&actors, &linked, &one, &other).expect("both are there");
    assert!(explained.are_one);
    let sum = explained.prior_bits + explained.evidence.iter().map(|evidence| evidence.bits).sum::<f64>();
    assert!((sum - explained.weight_bits.expect("a weight")).abs() < 0.05, "{explained:?}");

    let decision =
        |is_same| Decision { one: one.clone(), other: other.clone(), is_same, reason: Some("to see".into()) };
    matching::decide(db, &decision(false), app.now).await.expect("decided");
    let alone = actor(&app, "net-zero-tracker:REG-0091", "mentions { id }").await;
    assert_eq!(
        (&alone["id"], alone["mentions"].as_array().map(Vec::len)),
        (&json!("actor:net-zero-tracker:REG-0091"), Some(1))
    );

    // Importing once more does not forget it; a later decision does.
    app.imported("Target_2022-11-01.csv", C2ES).await;
    assert_eq!(actor(&app, "net-zero-tracker:REG-0091", "").await["id"], "actor:net-zero-tracker:REG-0091");
    matching::decide(db, &decision(true), app.now + chrono::Duration::hours(1)).await.expect("decided");
    assert_eq!(actor(&app, "net-zero-tracker:REG-0091", "").await["id"], "actor:openclimate:CA-NS");
});

on_both!(matching_again_records_nothing_new, |app| {
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    app.imported("snapshot_2025-11-09.csv", TRACKER).await;
    let before = app.database.contents().await;

    let report = matching::match_actors(&app.database.db, app.now).await.expect("matched");

    assert_eq!((report.listed, report.actors, report.changed, report.edition), (3, 2, 0, None));
    assert_eq!(app.database.contents().await, before);
});

on_both!(coverage_adds_up, |app| {
    app.imported("Actor_2020-01-01.csv", REGIONS).await;
    app.imported("snapshot_2025-11-09.csv", TRACKER).await;

    let data = app
        .data("{ coverage { all { actors withTarget } byType { value actors } byRegion { actors } byIncomeGroup { actors } }
            country(iso3: \"CAN\") { coverage { all { actors } nationalPopulation { people } cityPopulationShare } } }")
        .await;

    let sum = |list: &Value| {
        list.as_array().expect("a list").iter().filter_map(|part| part["actors"].as_i64()).sum::<i64>()
    };
    assert_eq!(data["coverage"]["all"], json!({ "actors": 2, "withTarget": 1 }));
    for by in ["byType", "byRegion", "byIncomeGroup"] {
        assert_eq!(sum(&data["coverage"][by]), 2, "{by}");
    }
    assert_eq!(data["country"]["coverage"]["all"]["actors"], 2);
    assert_eq!(data["country"]["coverage"]["nationalPopulation"], Value::Null);
});

//! What targets within a country add up to: as computed elsewhere, and again from the items.

use quipu_tests::formula::compute;
use quipu_tests::{TestApp, canada, on_both};
use serde_json::{Value, json};

/// Canada's target of 40 % below 2005 by 2030.
const TRACKED: &str = "ID_Code,Name,Country,Entity_type,End_target,End_target_year,Interim_target,Interim_target_year,\
    Interim_target_percentage_reduction,Interim_target_baseline_year\n\
    CAN,Canada,CAN,Country,Net zero,2050,Emissions reduction target,2030,40,2005\n";

const FIELDS: &str =
    "method year reason referenceYear referenceEmissions { year value provenance { source { id } } }
    nationalTarget { targetYear kind } ndcReason ndcLevel ndcReduction ndcCounted ndcFormula
    ndcInputs { name value unit year provenance { record { row } } }
    subnationalReduction total additionalToNdc shareOfNdc emissionsWithoutTarget uncoveredShare
    methods { method subnationalReduction total additionalToNdc shareOfNdc }
    outcomes { outcome count reduction } caveats { code sentence }
    items(first: 1000) { totalCount pageInfo { hasNextPage } nodes { actor { id } target { id targetYear }
        outcome counted outcomeWithoutNdc countedWithoutNdc level reduction formula inputs { name value year }
        referenceEmissions { year value isScope1 provenance { source { id } record { row } } } } }";

async fn import_canada(app: &TestApp) {
    app.imported("Actor_2020-01-01.csv", canada::actors()).await;
    app.imported("EmissionsAgg_2023-11-10.csv", canada::emissions()).await;
    app.imported("Target_2023-05-31.csv", canada::targets()).await;
    app.imported("National_2019-11-08.csv", canada::national_emissions()).await;
    app.imported("snapshot_2025-11-09.csv", TRACKED).await;
}

async fn contribution(app: &TestApp, iso3: &str, arguments: &str) -> Value {
    let query = format!(r#"{{ country(iso3: "{iso3}") {{ contribution{arguments} {{ {FIELDS} }} }} }}"#);
    app.data(&query).await["country"]["contribution"].clone()
}

fn number(value: &Value) -> f64 {
    value.as_str().expect("digits").parse().expect("a number")
}

fn megatonnes(value: &Value) -> String {
    format!("{:.3}", number(value) / 1e6)
}

fn percent(value: &Value) -> String {
    format!("{:.2}", value.as_f64().expect("a share") * 100.0)
}

fn nodes(contribution: &Value) -> &Vec<Value> {
    contribution["items"]["nodes"].as_array().expect("items")
}

fn item<'a>(contribution: &'a Value, actor: &str) -> &'a Value {
    let of_actor = |item: &&Value| item["actor"]["id"] == format!("actor:{actor}");
    nodes(contribution).iter().find(of_actor).expect("every actor with a target is an item")
}

fn codes(contribution: &Value) -> Vec<&str> {
    let caveats = contribution["caveats"].as_array().expect("caveats").iter();
    caveats.filter_map(|caveat| caveat["code"].as_str()).collect()
}

on_both!(canadas_provinces_come_out_as_computed_elsewhere, |app| {
    import_canada(&app).await;

    let found = contribution(&app, "CAN", "").await;

    assert_eq!((&found["method"], &found["year"]), (&json!("CONSERVATIVE"), &json!(2030)));
    assert_eq!((&found["referenceYear"], &found["reason"]), (&json!(2021), &Value::Null));
    assert_eq!(megatonnes(&found["ndcReduction"]), "231.096");
    assert_eq!(megatonnes(&found["subnationalReduction"]), "69.592");
    assert_eq!(percent(&found["shareOfNdc"]), "30.11");
    assert_eq!(percent(&found["uncoveredShare"]), "48.31");
    let totals = found["methods"].as_array().expect("methods").iter();
    let totals: Vec<String> = totals.map(|sum| megatonnes(&sum["total"])).collect();
    // Canada's own series is 622 t above the provinces' sum: gross is 300.689 from that.
    assert_eq!(totals, ["231.096", "231.096", "233.375", "300.688"]);
    assert_eq!(
        codes(&found),
        [
            "FROZEN_REFERENCE",
            "TARGETS_TAKEN_AS_MET",
            "LAND_USE_DIFFERS",
            "OTHER_SOURCES",
            "LEVELS_OF_OTHER_SOURCES"
        ]
    );
});

on_both!(every_province_says_what_became_of_its_part, |app| {
    import_canada(&app).await;

    let found = contribution(&app, "CAN", "(method: PARTIAL)").await;

    let outcome = |province: &str| {
        let item = item(&found, &format!("openclimate:{province}"));
        (item["outcome"].clone(), item["outcomeWithoutNdc"].clone())
    };
    // Only British Columbia goes further than the nation.
    assert_eq!(outcome("CA-BC"), (json!("PARTLY_ABSORBED"), json!("COUNTED")));
    assert_eq!(outcome("CA-QC"), (json!("ABSORBED_BY_PARENT"), json!("COUNTED")));
    assert_eq!(outcome("CA-AB"), (json!("NO_TARGET"), json!("NO_TARGET")));
    let island = item(&found, "openclimate:CA-PE");
    assert_eq!((&island["level"], &island["reduction"]), (&json!("1200000"), &json!("426988")));
    let outcomes = json!([
        { "outcome": "COUNTED", "count": 10, "reduction": "69592230.63" },
        { "outcome": "NO_TARGET", "count": 3, "reduction": "0" },
    ]);
    assert_eq!(found["outcomes"], outcomes);
});

on_both!(every_number_can_be_computed_again_from_the_items, |app| {
    import_canada(&app).await;
    for method in ["TOP_LEVEL", "CONSERVATIVE", "PARTIAL", "GROSS"] {
        let found = contribution(&app, "CAN", &format!("(method: {method})")).await;

        let sum = |field: &str| nodes(&found).iter().map(|item| number(&item[field])).sum::<f64>();
        let near = |one: f64, other: f64| assert!((one - other).abs() < 0.001, "{method}: {one} {other}");
        near(sum("countedWithoutNdc"), number(&found["subnationalReduction"]));
        near(sum("counted") + number(&found["ndcCounted"]), number(&found["total"]));
        near(number(&found["total"]) - number(&found["ndcReduction"]), number(&found["additionalToNdc"]));
        let reference = number(&found["referenceEmissions"]["value"]);
        let level = compute(found["ndcFormula"].as_str().expect("a formula"), &found["ndcInputs"]);
        near(level, number(&found["ndcLevel"]));
        near(reference - level, number(&found["ndcReduction"]));
        near(
            number(&found["emissionsWithoutTarget"]) / reference,
            found["uncoveredShare"].as_f64().expect("a share"),
        );
        for item in nodes(&found).iter().filter(|item| !item["level"].is_null()) {
            let level = compute(item["formula"].as_str().expect("a formula"), &item["inputs"]);
            near(level, number(&item["level"]));
            let reduction = (number(&item["referenceEmissions"]["value"]) - level).max(0.0);
            near(reduction, number(&item["reduction"]));
        }
    }
});

on_both!(what_cannot_be_computed_has_a_reason_and_is_not_zero, |app| {
    app.imported("Actor_2020-01-01.csv", canada::actors()).await;
    app.imported("EmissionsAgg_2023-11-10.csv", canada::emissions()).await;
    app.imported("Target_2023-05-31.csv", canada::targets()).await;

    let found = contribution(&app, "CAN", "").await;
    assert_eq!(
        (&found["reason"], &found["ndcReason"]),
        (&json!("NO_NATIONAL_EMISSIONS"), &json!("NO_NATIONAL_EMISSIONS"))
    );
    for field in
        ["total", "subnationalReduction", "shareOfNdc", "uncoveredShare", "ndcReduction", "referenceYear"]
    {
        assert_eq!(found[field], Value::Null, "{field}");
    }

    app.imported("National_2019-11-08.csv", canada::national_emissions()).await;
    assert_eq!(contribution(&app, "CAN", "").await["reason"], "NO_TARGET_YEAR");
    assert_eq!(contribution(&app, "CAN", "(year: 2020)").await["reason"], "YEAR_NOT_AFTER_REFERENCE");
    // Without a national target the provinces still add up.
    let found = contribution(&app, "CAN", "(year: 2030)").await;
    assert_eq!((&found["reason"], &found["ndcReason"]), (&Value::Null, &json!("NO_NATIONAL_TARGET")));
    assert_eq!(
        (megatonnes(&found["subnationalReduction"]), &found["total"]),
        ("69.592".to_owned(), &Value::Null)
    );
    // Nobody has a target for the year between.
    let found = contribution(&app, "CAN", "(year: 2029)").await;
    assert_eq!(found["subnationalReduction"], "0");
    assert_eq!(item(&found, "openclimate:CA-ON")["outcome"], Value::Null);
    assert_eq!(item(&found, "openclimate:CA-ON")["outcomeWithoutNdc"], "OTHER_YEAR");
});

const CALGARY: &str =
    "name,actor_id,preferred,language,datasource_id\nCalgary,CA CAL,1,und,UNLOCODE:2022-1\n";
const CALGARY_EMITS: &str = "emissions_id,actor_id,year,total_emissions,datasource_id\n\
    a,CA CAL,2005,20000000,DDL-EUCoM:2019\nb,CA CAL,2019,18000000,DDL-EUCoM:2019\n";
const CALGARY_AIMS: &str = "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,URL,datasource_id\n\
    x,CA CAL,Absolute emission reduction,2005,2030,50,percent,,DDL-EUCoM:2021\n\
    y,CA CAL,Absolute emission reduction,2005,2030,40,percent,,DDL-EUCoM:2021\n\
    z,CA CAL,Net zero,2005,2030,,,,DDL-EUCoM:2021\n";

async fn import_calgary(app: &TestApp) {
    app.imported("names_2022-06-01.csv", CALGARY).await;
    app.imported("cdp_2020-06-01.csv", CALGARY_EMITS).await;
    app.imported("targets_2021-06-01.csv", CALGARY_AIMS).await;
}

on_both!(a_city_whose_region_is_not_known_is_left_out_where_a_region_counts, |app| {
    app.imported("National_2019-11-08.csv", canada::national_emissions()).await;
    app.imported("snapshot_2025-11-09.csv", TRACKED).await;
    import_calgary(&app).await;
    let calgary = |found: &Value| -> Vec<String> {
        let items = nodes(found).iter().filter(|item| item["actor"]["id"] == "actor:openclimate:CA CAL");
        let mut outcomes: Vec<String> = items.map(|item| item["outcomeWithoutNdc"].to_string()).collect();
        outcomes.sort();
        outcomes
    };

    let alone = contribution(&app, "CAN", "").await;
    assert_eq!(calgary(&alone), [r#""COUNTED""#, r#""LESS_STRICT""#, r#""NET_TARGET""#]);
    assert_eq!(alone["subnationalReduction"], "8000000");
    for caveat in ["OTHER_INVENTORY_YEARS", "TOTALS_OF_CITIES"] {
        assert!(codes(&alone).contains(&caveat), "{caveat}");
    }

    import_canada(&app).await;
    let beside = contribution(&app, "CAN", "").await;
    assert_eq!(calgary(&beside), [r#""LESS_STRICT""#, r#""NET_TARGET""#, r#""UNPLACED""#]);
    assert_eq!(megatonnes(&beside["subnationalReduction"]), "69.592");
    assert!(codes(&beside).contains(&"UNPLACED_ACTORS"));
});

const COMPANY: &str = "ID_Code,Name,Country,Entity_type,End_target,End_target_year,Interim_target,Interim_target_year,\
    Interim_target_percentage_reduction,Interim_target_baseline_year\n\
    COM-0001,Northern Steel,CAN,Company,Net zero,2050,Emissions reduction target,2030,50,2005\n";

on_both!(a_company_is_not_counted_where_it_has_its_seat, |app| {
    import_canada(&app).await;
    app.imported("snapshot_2025-11-10.csv", COMPANY).await;

    let found = contribution(&app, "CAN", "").await;

    let steel: Vec<(&Value, &Value)> = nodes(&found)
        .iter()
        .filter(|item| item["actor"]["id"] == "actor:net-zero-tracker:COM-0001")
        .map(|item| (&item["target"]["targetYear"], &item["outcome"]))
        .collect();
    let (unallocated, other_year) = (json!("UNALLOCATED"), json!("OTHER_YEAR"));
    assert_eq!(steel.len(), 2, "{steel:?}");
    assert!(steel.contains(&(&json!(2030), &unallocated)) && steel.contains(&(&json!(2050), &other_year)));
    assert_eq!(megatonnes(&found["total"]), "231.096");
    assert!(codes(&found).contains(&"UNALLOCATED_ACTORS"));
});

on_both!(items_come_in_pages_and_by_outcome, |app| {
    import_canada(&app).await;
    let page = async |arguments: &str| {
        let query = format!(
            r#"{{ country(iso3: "CAN") {{ contribution {{ items({arguments}) {{ totalCount
                pageInfo {{ hasNextPage endCursor }} nodes {{ actor {{ id }} }} }} }} }} }}"#
        );
        app.answer(&query).await
    };
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let answer = page(&format!("first: 5{after}")).await;
        let items = &answer["data"]["country"]["contribution"]["items"];
        assert_eq!(items["totalCount"], 13, "{answer}");
        seen.extend(
            items["nodes"].as_array().expect("items").iter().map(|item| item["actor"]["id"].to_string()),
        );
        if items["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = format!(", after: {}", items["pageInfo"]["endCursor"]);
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 13);

    let untargeted = page("outcome: [NO_TARGET]").await;
    assert_eq!(untargeted["data"]["country"]["contribution"]["items"]["totalCount"], 3);
    let refused = page(&format!("outcome: [NO_TARGET]{after}")).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "INVALID_CURSOR");
});

on_both!(what_asks_for_nothing_to_be_left_or_rests_on_old_figures_is_not_summed, |app| {
    app.imported("National_2019-11-08.csv", canada::national_emissions()).await;
    app.imported("names_2022-06-01.csv", CALGARY).await;
    app.imported("cdp_2020-06-01.csv", CALGARY_EMITS).await;
    let target = |percent: &str, year: i32| {
        format!(
            "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,URL,datasource_id\n\
            x,CA CAL,Absolute emission reduction,2005,{year},{percent},percent,,DDL-EUCoM:2021\n"
        )
    };
    let outcome = |found: &Value, year: i32| {
        assert_eq!(found["subnationalReduction"], "0");
        let of_year = nodes(found).iter().find(|item| item["target"]["targetYear"] == year).expect("an item");
        (of_year["outcomeWithoutNdc"].clone(), of_year["reduction"].clone())
    };

    app.imported("targets_2021-06-01.csv", target("100", 2030)).await;
    let found = contribution(&app, "CAN", "(year: 2030)").await;
    assert_eq!(outcome(&found, 2030), (json!("NET_TARGET"), Value::Null));
    // It is under a target all the same.
    assert_eq!(found["emissionsWithoutTarget"], "652428304");

    let later = "emissions_id,actor_id,year,total_emissions,datasource_id\n\
        c,CA,2031,600000000,UNFCCC:GHG_ANNEX1:2019-11-08\n";
    app.imported("later_2019-11-09.csv", later).await;
    app.imported("targets_2021-06-02.csv", target("40", 2040)).await;
    let found = contribution(&app, "CAN", "(year: 2040)").await;
    assert_eq!(found["referenceYear"], 2031);
    assert_eq!(outcome(&found, 2040), (json!("OLD_EMISSIONS"), Value::Null));
});

/// A made-up region of 80 Mt with a part of 30 Mt, in a country of 400 Mt.
const REGION: &str = "actor_id,type,is_part_of,name,datasource_id\n\
    FR-ARA,adm1,FR,Auvergne-Rhône-Alpes,ISO 3166-2:2020\nFR-01,adm2,FR-ARA,Ain,ISO 3166-2:2020\n";
const PARTS_EMIT: &str = "emissions_id,actor_id,year,total_emissions,datasource_id\n\
    a,FR-ARA,2001,100000000,x:1\nb,FR-ARA,2021,80000000,x:1\nc,FR-01,2001,30000000,x:1\nd,FR-01,2021,30000000,x:1\n";
const PARTS_AIM: &str = "target_id,actor_id,target_type,baseline_year,target_year,target_value,target_unit,URL,datasource_id\n\
    x,FR-ARA,Absolute emission reduction,2001,2030,30,percent,,x:1\ny,FR-01,Absolute emission reduction,2001,2030,40,percent,,x:1\n";
const NATION_EMITS: &str = "emissions_id,actor_id,year,total_emissions,datasource_id\n\
    n,FR,2021,400000000,UNFCCC:GHG_ANNEX1:2019-11-08\n";

on_both!(a_part_of_a_region_counts_for_what_goes_further_than_the_region, |app| {
    app.imported("National_2019-11-08.csv", NATION_EMITS).await;
    app.imported("Actor_2020-01-01.csv", REGION).await;
    app.imported("EmissionsAgg_2023-11-10.csv", PARTS_EMIT).await;
    app.imported("Target_2023-05-31.csv", PARTS_AIM).await;
    let sums = async |method: &str| {
        let found = contribution(&app, "FRA", &format!("(method: {method}, year: 2030)")).await;
        assert_eq!(found["uncoveredShare"], 0.8);
        let ain = item(&found, "openclimate:FR-01");
        (
            megatonnes(&found["subnationalReduction"]),
            ain["outcomeWithoutNdc"].as_str().expect("one").to_owned(),
        )
    };

    // The region: 10 of 80. Its part: 12 of 30, of which the region's rate is 3.75.
    let of = |sum: &str, outcome: &str| (sum.to_owned(), outcome.to_owned());
    assert_eq!(sums("TOP_LEVEL").await, of("10.000", "ABSORBED_BY_PARENT"));
    assert_eq!(sums("CONSERVATIVE").await, of("12.000", "COUNTED"));
    assert_eq!(sums("PARTIAL").await, of("18.250", "PARTLY_ABSORBED"));
    assert_eq!(sums("GROSS").await, of("22.000", "COUNTED"));
});

#[tokio::test]
async fn every_contribution_of_the_starter_data_can_be_computed_again() {
    let app = TestApp::new(quipu_tests::Backend::Sqlite).await;
    app.load_starter().await;
    let query =
        "{ countries(first: 300) { nodes { iso3 contribution { reason subnationalReduction total ndcCounted
        methods { subnationalReduction total } uncoveredShare
        items(first: 20000) { nodes { countedWithoutNdc counted } } } } } }";
    let data = app.data(query).await;

    let mut added_up = 0;
    for country in data["countries"]["nodes"].as_array().expect("countries") {
        let (iso3, found) = (&country["iso3"], &country["contribution"]);
        if !found["reason"].is_null() {
            assert_eq!((&found["total"], &found["methods"]), (&Value::Null, &json!([])), "{iso3}");
            continue;
        }
        added_up += 1;
        let sum = |field: &str| nodes(found).iter().map(|item| number(&item[field])).sum::<f64>();
        let near = |one: f64, other: f64| assert!((one - other).abs() < 1.0, "{iso3}: {one} {other}");
        near(sum("countedWithoutNdc"), number(&found["subnationalReduction"]));
        if !found["total"].is_null() {
            near(sum("counted") + number(&found["ndcCounted"]), number(&found["total"]));
        }
        for field in ["subnationalReduction", "total"] {
            let sums = found["methods"].as_array().expect("methods").iter().map(|sum| &sum[field]);
            let sums: Vec<f64> = sums.filter(|sum| !sum.is_null()).map(number).collect();
            assert!(sums.is_sorted(), "{iso3}: {sums:?}");
        }
        let uncovered = found["uncoveredShare"].as_f64().expect("a share");
        assert!((0.0..=1.0).contains(&uncovered), "{iso3}: {uncovered}");
    }
    assert!(added_up > 100, "{added_up}");
}

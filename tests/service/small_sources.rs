//! Sources in which several rows, or several files, are about one actor or one initiative.

use quipu_tests::on_both;
use serde_json::json;

const SIGNATORIES: &str = "organisation_id,organisation_name,country_code,country_name,signatory_status,\
    mayor,date_of_adhesion,group_profile,gcom_id\n\
    20521,Bolzano/Bozen,it,Italy,published,Somebody Known,2010-01-26,false,IT0048\n";

on_both!(the_name_of_a_mayor_is_nowhere_in_the_database, |app| {
    let report = app.imported("signatories_2024-01.csv", SIGNATORIES).await;

    assert_eq!((report.read, report.new, report.values_rejected), (1, 1, 0));
    assert_eq!(report.known_on.to_string(), "2024-01-31");
    let notes = report.notes.join("; ");
    assert!(notes.contains("columns not kept at all: mayor"), "{notes}");
    let bolzano = "SELECT COUNT(*) FROM record WHERE raw LIKE '%Bolzano%'";
    let mayor = "SELECT COUNT(*) FROM record WHERE raw LIKE '%Somebody%' OR raw LIKE '%\"mayor\"%'";
    assert_eq!(app.database.number(bolzano).await, 1);
    assert_eq!(app.database.number(mayor).await, 0);
});

on_both!(another_mayor_changes_nothing, |app| {
    app.imported("signatories_2024-01.csv", SIGNATORIES).await;

    let report = app.imported("signatories_2025-01.csv", SIGNATORIES.replace("Somebody", "Another")).await;

    assert_eq!((report.new, report.changed, report.unchanged), (0, 0, 1));
});

const STATE_TARGETS: &str = "state,actor_id,target_type,target_value,target_unit,baseline_year,target_year,actual_range,URL\n\
    Vermont,US-VT,Absolute emission reduction,26,percent,2005,2025,,https://example.org/a\n\
    Vermont,US-VT,Absolute emission reduction,40,percent,1990,2030,,https://example.org/b\n";

on_both!(a_state_with_two_targets_is_one_actor, |app| {
    app.imported("targets_2022-11-01.csv", STATE_TARGETS).await;

    let data = app
        .data(
            r#"{ country(iso3: "USA") { actors(first: 10) { nodes {
            name identifiers { scheme value } targets { baseYear targetYear }
        } } } }"#,
        )
        .await;

    let vermont = json!([{
        "name": "Vermont",
        "identifiers": [{"scheme": "ISO3166_2", "value": "US-VT"}],
        "targets": [{"baseYear": 2005, "targetYear": 2025}, {"baseYear": 1990, "targetYear": 2030}],
    }]);
    assert_eq!(data["country"]["actors"]["nodes"], vermont);
});

on_both!(a_later_list_speaks_for_a_state_as_a_whole, |app| {
    app.imported("targets_2022-11-01.csv", STATE_TARGETS).await;
    let later = STATE_TARGETS.lines().take(2).map(|line| line.replace(",26,", ",30,") + "\n");
    app.imported("targets_2023-11-01.csv", later.collect::<String>()).await;

    let data = app
        .data(r#"{ country(iso3: "USA") { actors(first: 10) { nodes { targets { targetYear } } } } }"#)
        .await;

    let one = json!([{"targets": [{"targetYear": 2025}]}]);
    assert_eq!(data["country"]["actors"]["nodes"], one);
});

const PLATFORM: &str = "Name of initiative,Starting year,Name of lead organisation,NAZCA Initiative\n\
    Carbon Neutral Cities Alliance,2014,Urban Sustainability Directors Network,\n";
const PORTAL: &str = "initiative_id,actor_id,initiative_type,initiative_name,initiative_statement,last_updated\n\
    OC_INITIATIVE_1,NULL,Mainly mitigation,Carbon Neutral Cities Alliance (CNCA),Cut emissions,2022-10-11\n";
const MEMBERS: &str = "name,iso,entity_type,state,initiatives_committed\n\
    Oslo,NOR,City,Oslo,Carbon Neutral Cities Alliance (CNCA);;Cool Coalition\n";

on_both!(an_initiative_of_two_sources_and_its_members_is_one, |app| {
    app.imported("portal.csv", PORTAL).await;
    app.imported("platform_2023-06-11.csv", PLATFORM).await;
    app.imported("contextuals_Dec2022.csv", MEMBERS).await;

    let data = app
        .data(
            r#"{
            initiatives(first: 10) { nodes { name startYear nazca: inNazca } }
            country(iso3: "NOR") { actors(first: 10) { nodes { initiatives { name } } } }
        }"#,
        )
        .await;

    let initiatives = json!([
        {"name": "Carbon Neutral Cities Alliance", "startYear": 2014, "nazca": true},
        {"name": "Cool Coalition", "startYear": null, "nazca": null},
    ]);
    assert_eq!(data["initiatives"]["nodes"], initiatives);
    let of_oslo = &data["country"]["actors"]["nodes"][0]["initiatives"];
    assert_eq!(of_oslo, &json!([{"name": "Carbon Neutral Cities Alliance"}, {"name": "Cool Coalition"}]));
});

on_both!(a_stray_byte_costs_its_row_only, |app| {
    let mut file = MEMBERS.as_bytes().to_vec();
    file.extend_from_slice("Tromsø,NOR,City,Troms,NA\n".as_bytes());
    file.extend_from_slice(b"Fuji,JPN,City,Shizuoka\xCAPrefecture,NA\n");
    file.extend_from_slice("Bodø,NOR,City,Nordland,NA\n".as_bytes());

    let report = app.imported("contextuals_Dec2022.csv", file).await;

    assert_eq!((report.read, report.new, report.rejected), (4, 3, 1));
    let reason = &report.rejections[0].reason;
    assert!(reason.starts_with("is not UTF-8 near byte "), "{reason}");
});

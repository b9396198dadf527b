//! The published files themselves, where they are beside the repository.

use std::collections::BTreeSet;

use quipu_tests::{Backend, TestApp, all_published_files, on_both, published};
use serde_json::{Value, json};

#[tokio::test]
async fn both_databases_hold_the_same_and_a_second_import_changes_nothing() {
    let Some(files) = all_published_files() else { return };
    let mut contents = Vec::new();
    let mut pages = Vec::new();
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let app = TestApp::new(backend).await;
        for report in app.import(&files).await.expect("imported") {
            let kept = report.new + report.changed + report.unchanged;
            assert_eq!(report.read, kept + report.rejected + report.repeated, "{}", report.file);
        }
        let first = app.database.contents().await;
        for report in app.import(&files).await.expect("imported again") {
            assert_eq!((report.new, report.changed), (0, 0), "{}", report.file);
        }
        assert_eq!(app.database.contents().await, first);
        if backend == Backend::Sqlite {
            let (targets, values) = crate::progress::computed_again(&app).await;
            assert!(targets > 40_000 && values > 1_000, "{targets} targets, {values} values");
        }
        contents.push(first);
        pages.push(app.data(PAGE).await);
    }
    assert_eq!(contents[0], contents[1]);
    assert_eq!(pages[0], pages[1]);
}

const PAGE: &str = r#"{ country(iso3: "BRA") {
    names { language name } ndcs { title round status documents { title } targets { kind targetYear } }
    targets { kind targetYear reductionPercent { low high } }
    actors(first: 10000) { totalCount nodes { id name targets { kind targetYear } inventories { year total }
        provenance { record { locator raw } } } }
} initiatives(first: 10000) { nodes { id name supporterCounts { n asOf } results { metric value unit year } } } }"#;

on_both!(on_the_day_of_the_report_three_parties_had_an_ndc_of_round_three, |app| {
    let states = ["2024-12-25", "2025-01-11", "2026-08-19"];
    let files: Vec<_> =
        states.iter().filter_map(|day| published(&format!("unfccc-ndc-registry/ndcs_{day}.csv"))).collect();
    if files.len() < states.len() {
        return;
    }
    app.import(&files).await.expect("imported");

    let data = app
        .data(
            r#"{
                then: countries(knownAt: "2025-01-10", filter: {ndcRound: 3}, orderBy: {field: ISO3}) { nodes { iso3 } }
                next: countries(knownAt: "2025-01-11", filter: {ndcRound: 3}, orderBy: {field: ISO3}) { nodes { iso3 } }
                uruguay: country(iso3: "URY") { ndcs(round: 3) { submittedOn firstSeenOn } }
                usa: country(iso3: "USA") { currentNdc { title } }
            }"#,
        )
        .await;

    assert_eq!(codes(&data["then"]), ["ARE", "BRA", "USA"]);
    assert_eq!(codes(&data["next"]), ["ARE", "BRA", "URY", "USA"]);
    assert_eq!(
        data["uruguay"],
        json!({"ndcs": [{"submittedOn": "2024-12-30", "firstSeenOn": "2025-01-11"}]})
    );
    assert_eq!(data["usa"], json!({"currentNdc": null}));
});

fn codes(connection: &Value) -> Vec<&str> {
    let nodes = connection["nodes"].as_array().expect("nodes");
    nodes.iter().filter_map(|node| node["iso3"].as_str()).collect()
}

on_both!(no_party_is_lost_or_doubled_in_any_state_of_the_register, |app| {
    // Each state by itself: the later ones are asked about as of their own day.
    for day in ["2021-12-30", "2024-12-25", "2025-01-11", "2026-07-22", "2026-07-25", "2026-08-19"] {
        let Some(file) = published(&format!("unfccc-ndc-registry/ndcs_{day}.csv")) else { return };
        let report = app.import(std::slice::from_ref(&file)).await.expect("imported").remove(0);
        assert_eq!(report.rejected, 0, "{day}");

        let query = format!(
            r#"{{ countries(first: 300, knownAt: "{day}") {{ nodes {{ iso3 ndcs {{ id
                filedBy {{ ... on Country {{ iso3 }} ... on PartyGroup {{ iso3 }} }} }} }} }} }}"#
        );
        let data = app.data(&query).await;

        let nodes = data["countries"]["nodes"].as_array().expect("countries");
        let with_ndc: BTreeSet<&str> = nodes
            .iter()
            .filter(|country| country["ndcs"].as_array().is_some_and(|ndcs| !ndcs.is_empty()))
            .filter_map(|country| country["iso3"].as_str())
            .collect();
        assert_eq!(with_ndc, listed(&file), "{day}");
        let union: BTreeSet<String> = nodes
            .iter()
            .flat_map(|country| country["ndcs"].as_array().into_iter().flatten())
            .filter(|ndc| ndc["filedBy"]["iso3"] == "EUU")
            .map(|ndc| ndc["id"].to_string())
            .collect();
        let expected = match day {
            "2021-12-30" => 2,
            "2024-12-25" | "2025-01-11" => 3,
            _ => 4,
        };
        assert_eq!(union.len(), expected, "NDCs of the Union on {day}: {union:?}");
    }
});

/// Codes of the countries that a state of the register lists.
fn listed(file: &std::path::Path) -> BTreeSet<&'static str> {
    let text = std::fs::read_to_string(file).expect("text");
    let codes = text.lines().skip(1).filter_map(|line| line.split(',').next());
    let mut listed: BTreeSet<&'static str> =
        codes.filter_map(quipu_domain::place::by_iso3).map(|place| place.iso3).collect();
    if text.contains("\n,Naoero,") {
        listed.insert("NRU");
    }
    listed.remove("EUU");
    listed
}

// Of the texts known, how many speak of whom: by substrings of the texts as they are, and by whole words
// across breaks of lines. The members of the European Union repeat one text, which has none of these.
on_both!(texts_of_ndcs_speak_of_stakeholders_as_counted_by_hand, |app| {
    let files = ["unfccc-ndc-registry/ndcs_2026-08-19.csv", "ndc-texts/ndc_texts_under_50k_chars.csv"];
    let files: Vec<_> = files.iter().filter_map(|file| published(file)).collect();
    if files.len() < 2 {
        return;
    }
    let reports = app.import(&files).await.expect("imported");
    assert_eq!((reports[1].source.as_str(), reports[1].new, reports[1].rejected), ("ndc-texts", 76, 0));

    let data = app
        .data(
            r#"{ countries(first: 300, orderBy: {field: ISO3}) { nodes { ndcs { id stakeholderEvidence {
                value mentions { term position } provenance { record { raw } } } } } }
                dataset { nonPartyStakeholders { known mentioning } } }"#,
        )
        .await;

    let mut texts = std::collections::BTreeMap::new();
    for country in data["countries"]["nodes"].as_array().expect("countries") {
        for ndc in country["ndcs"].as_array().expect("NDCs") {
            for evidence in ndc["stakeholderEvidence"].as_array().expect("evidence") {
                texts.insert(ndc["id"].to_string(), evidence);
            }
        }
    }
    // 76 rows, 27 of them the Union's.
    assert_eq!(texts.len(), 50);
    assert_eq!(data["dataset"]["nonPartyStakeholders"], json!({"known": 50, "mentioning": 45}));
    let raw = |evidence: &Value| {
        let text = evidence["provenance"]["record"]["raw"]["text_content"].as_str();
        text.expect("the text is in the raw row").to_owned()
    };
    for (begin, substrings, whole_words) in [
        ("private sector", 23, 23),
        // Thailand: "civil\nsociety".
        ("civil society", 19, 20),
        ("subnational", 5, 5),
        // Philippines: "local\ngovernments".
        ("local government", 6, 7),
        // Grenada: "non-state \nactors".
        ("non-state actor", 0, 1),
    ] {
        let plainly = texts.values().filter(|evidence| raw(evidence).to_lowercase().contains(begin)).count();
        let said = |evidence: &&&Value| {
            let mut mentions = evidence["mentions"].as_array().into_iter().flatten();
            mentions.any(|mention| mention["term"].as_str().is_some_and(|term| term.starts_with(begin)))
        };
        assert_eq!((plainly, texts.values().filter(said).count()), (substrings, whole_words), "{begin}");
    }
    // Every place leads to its term.
    for evidence in texts.values() {
        let text: Vec<char> = raw(evidence).chars().collect();
        for mention in evidence["mentions"].as_array().expect("mentions") {
            let at = mention["position"].as_u64().expect("a place") as usize;
            let term = mention["term"].as_str().expect("a term");
            let first: String = text[at..].iter().take(2).collect();
            assert_eq!(first.to_lowercase(), term[..2], "{term} at {at}");
        }
    }
});

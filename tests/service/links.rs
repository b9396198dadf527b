//! Whether NDCs speak of non-Party stakeholders, and how targets of actors are linked to NDCs.
//!
//! The text of Thailand is a sentence of its second updated NDC (UNFCCC NDC Registry, 2022-11-02) with the
//! breaks of its PDF file; that of Brazil is made up, so that it names actors.

use quipu_tests::{TestApp, on_both};
use serde_json::{Value, json};

const REGISTER: &str = "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\n\
    THA,Thailand,Thailand 2nd Updated NDC,NDC,English,3,Active,2022-11-02,https://unfccc.int/tha.pdf,tha.pdf\n\
    VAT,Holy See,Holy See NDC,NDC,English,1,Active,2023-05-31,https://unfccc.int/vat.pdf,vat.pdf\n\
    BRA,Brazil,Brazil First NDC,NDC,English,1,Active,2016-09-21,https://unfccc.int/bra.pdf,bra.pdf\n\
    ARG,Argentina,Argentina First NDC,NDC,Spanish,1,Archived,2016-09-21,https://unfccc.int/arg1.pdf,arg1.pdf\n\
    ARG,Argentina,Argentina First NDC (revised),NDC,Spanish,2,Active,2016-11-17,https://unfccc.int/arg2.pdf,arg2.pdf\n";

const TEXTS_HEADER: &str = "Code,Title,Language,SubmissionDate,EncodedAbsUrl,OriginalFilename,text_content\n";

const THAILAND: &str = "THA,Thailand 2nd Updated NDC,English,2022-11-02,https://unfccc.int/tha.pdf,tha.pdf,\"relevant\n\
    government agencies, technical experts, academia, civil\nsociety, international organizations and private sectors\nas well as\"\n";

const HOLY_SEE: &str =
    "VAT,Holy See NDC,English,2023-05-31,https://unfccc.int/vat.pdf,vat.pdf,20% below 2011 in 2030\n";

async fn import_texts(app: &TestApp, rows: &[&str]) {
    let texts = format!("{TEXTS_HEADER}{}", rows.concat());
    let report = app.imported("texts_2025-03-31.csv", texts).await;
    assert_eq!((report.source.as_str(), report.new), ("ndc-texts", rows.len() as u64));
}

/// What tells whether NDCs of a country speak of stakeholders.
async fn evidence(app: &TestApp, iso3: &str) -> Value {
    let query = format!(
        r#"{{ country(iso3: "{iso3}") {{ ndcs {{ mentionsNonPartyStakeholders {{
            value basis quote position reference source {{ id }}
            mentions {{ stakeholder term position }} }} }} }} }}"#
    );
    let data = app.data(&query).await;
    let ndcs = data["country"]["ndcs"].as_array().expect("NDCs").iter();
    ndcs.map(|ndc| ndc["mentionsNonPartyStakeholders"].clone()).collect()
}

on_both!(an_ndc_says_whom_it_mentions_and_where, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    import_texts(&app, &[THAILAND]).await;

    let found = evidence(&app, "THA").await;

    let quote = "relevant government agencies, technical experts, academia, civil society, international organizations and private sectors as well as";
    let expected = json!([{
        "value": true, "basis": "NDC_TEXT", "quote": quote, "position": 49,
        "reference": "https://unfccc.int/tha.pdf", "source": {"id": "ndc-texts"},
        "mentions": [
            {"stakeholder": "ACADEMIA", "term": "academia", "position": 49},
            {"stakeholder": "CIVIL_SOCIETY", "term": "civil society", "position": 59},
            {"stakeholder": "PRIVATE_SECTOR", "term": "private sectors", "position": 106},
        ],
    }]);
    assert_eq!(found, expected);
});

on_both!(the_share_counts_only_ndcs_of_which_it_is_known, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    import_texts(&app, &[THAILAND, HOLY_SEE]).await;

    let data = app
        .data(
            "{ dataset { all: nonPartyStakeholders { ndcs known mentioning share
                byBasis { basis known mentioning share } }
            archived: nonPartyStakeholders(status: [ARCHIVED]) { ndcs known share } } }",
        )
        .await;

    assert_eq!(evidence(&app, "VAT").await[0]["value"], json!(false));
    assert_eq!(evidence(&app, "BRA").await, json!([null]));
    let expected = json!({
        "all": {"ndcs": 5, "known": 2, "mentioning": 1, "share": 0.5, "byBasis": [
            {"basis": "NDC_TEXT", "known": 2, "mentioning": 1, "share": 0.5},
            {"basis": "ASSESSMENT", "known": 0, "mentioning": 0, "share": null},
            {"basis": "PLANNING_EXCERPT", "known": 0, "mentioning": 0, "share": null},
        ]},
        "archived": {"ndcs": 1, "known": 0, "share": null},
    });
    assert_eq!(data["dataset"], expected);
});

on_both!(an_excerpt_is_of_the_first_ndc_where_that_is_certain, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    let excerpts = "ISO,ghg_target,conditionality,planning_processes\n\
        BRA,,,Consultations with private-sector and civil society\n\
        ARG,,,Con la sociedad civil\nTHA,,,With the private sector\n";
    app.imported("cait_2018-12-31.csv", excerpts).await;

    let brazil = evidence(&app, "BRA").await;

    assert_eq!((&brazil[0]["value"], &brazil[0]["basis"]), (&json!(true), &json!("PLANNING_EXCERPT")));
    assert_eq!(brazil[0]["source"]["id"], "cait");
    // Two NDCs of 2016, and one of 2022 only: nobody knows which of them the source read.
    assert_eq!(evidence(&app, "ARG").await, json!([null, null]));
    assert_eq!(evidence(&app, "THA").await, json!([null]));
});

/// An assessment of first NDCs by the NDC Explorer: class and details of who was consulted, of Brazil.
fn assessment(class: &str, details: &str) -> String {
    let header = "country_code,type_of_target_class,stakeholder_consultation_class,\
        stakeholder_consultation_details,private_sector_investments_class,base_year_class,renewable_energy_class,\
        energy_efficiency_class,transport_class,agriculture_class,land_use_and_forestry_class,waste_class";
    // Angola, whose first NDC the register does not list here, tells which of two files it is.
    format!("{header}\nBRA,6,{class},{details},-1,-1,1,1,2,1,1,1\nAGO,6,2,Mentioned,-1,-1,1,1,1,1,1,1\n")
}

on_both!(an_assessment_tells_of_stakeholders_only_where_it_says_who_they_are, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    for (day, class, details, value) in [
        ("2022-02-01", "3", "\"Mentioned (Government institutions, civil society)\"", json!(true)),
        ("2022-02-02", "3", "Mentioned (Government institutions)", json!(false)),
        ("2022-02-03", "1", "Not indicated", json!(false)),
        ("2022-02-04", "2", "Mentioned", json!(null)),
    ] {
        app.imported(&format!("first-ndc_{day}.csv"), assessment(class, details)).await;

        let found = evidence(&app, "BRA").await;

        assert_eq!(found[0]["value"], value, "class {class}");
    }
});

/// The IGES NDC Database, cut to Brazil and the columns that matter; its target covers energy and industry.
const NATIONAL: &str = "Party,Region,CLIMATE PLEDGES,,,,,,NDC MITIGATION COVERAGE,,,,REFERENCES,,,,,\n\
    ,,Mitigation Summary,,,,,Detailed Climate Pledge,Sectoral scope,,Covered gases,,INDC,,(updated) First NDC,,(updated) Second NDC,\n\
    ,,,,,,,,,,,,,,,,,\n\
    ,,Mitigation Type,Mitigation Target,Baseline Year,Target Year,Budget type,Mitigation,Energy,Industry,CO2,HFCs,Submission date,URL,Submission date,URL,Submission date,URL\n\
    Brazil,Latin America,Absolute emission reduction,0.43,2005,2030,N/A,x,Yes,Yes,Yes,No,2015-09-28,https://unfccc.int/a.pdf,2016-09-21,https://unfccc.int/bra.pdf,N/A,N/A\n";
const OF_BRAZIL: &str = "ndc-target:BRA:iges-ndc-database:2016-09-21/unspecified/2030";

const ACTORS: &str = "ID_Code,Name,Country,Entity_type,Industry,End_target,End_target_year,Interim_target,\
    Interim_target_year,Interim_target_percentage_reduction,Interim_target_baseline_year\n\
    CIT-1,São Paulo,BRA,City,,Net zero,2050,Emissions reduction target,2030,40,2017\n\
    COM-1,Vale,BRA,Company,Materials,Net zero,2050,No target,,,\n\
    COM-2,Acme,BRA,Company,,Net zero,2050,No target,,,\n";

const BRAZIL: &str = "BRA,Brazil First NDC,English,2016-09-21,https://unfccc.int/bra.pdf,bra.pdf,\"The city of São\n\
    Paulo cuts its emissions by 40 per cent below 2017 until 2030. A vale is no company.\"\n";

/// Links of Brazil's target, from its side and from that of the actors.
async fn links(app: &TestApp) -> Vec<Value> {
    let link = "target { id } ndcTarget { id } method score reviewState countsInTotals sectors
        evidence { quote name position provenance { source { id } } } reviews { accepted decidedOn }";
    let query = format!(
        r#"{{ node(id: "{OF_BRAZIL}") {{ ... on NdcTarget {{ mappedSectors
                supportedBy(first: 10) {{ totalCount countedCount nodes {{ {link} }} }} }} }}
            country(iso3: "BRA") {{ actors {{ nodes {{ targets {{ ndcLinks {{ {link} }} }} }} }} }} }}"#
    );
    let data = app.data(&query).await;
    let supported = &data["node"]["supportedBy"];
    let nodes = supported["nodes"].as_array().expect("links").clone();
    let counted = nodes.iter().filter(|link| link["countsInTotals"] == true).count();
    assert_eq!(
        (&supported["totalCount"], &supported["countedCount"]),
        (&json!(nodes.len()), &json!(counted))
    );

    let actors = data["country"]["actors"]["nodes"].as_array().expect("actors").iter();
    let targets = actors.flat_map(|actor| actor["targets"].as_array().expect("targets"));
    let from_actors: Vec<&Value> =
        targets.flat_map(|target| target["ndcLinks"].as_array().expect("links")).collect();
    assert_eq!(from_actors.len(), nodes.len());
    assert!(from_actors.into_iter().all(|link| nodes.contains(link)));
    nodes
}

on_both!(the_same_sector_makes_a_candidate_that_does_not_count, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    app.imported("iges_2022-10-31.csv", NATIONAL).await;
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let links = links(&app).await;

    let expected = json!([{
        "target": {"id": "target:net-zero-tracker:COM-1:end"}, "ndcTarget": {"id": OF_BRAZIL},
        "method": "SECTOR_MATCH", "score": 0.15, "reviewState": "PENDING_REVIEW", "countsInTotals": false,
        "sectors": ["INDUSTRY"],
        "evidence": {"quote": null, "name": null, "position": null,
            "provenance": {"source": {"id": "iges-ndc-database"}}},
        "reviews": [],
    }]);
    assert_eq!(Value::from(links), expected);
});

on_both!(a_first_ndc_without_sectors_has_those_that_others_read_in_it, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    app.imported("iges_2022-10-31.csv", NATIONAL.replace("Yes,Yes,Yes,No", "N/A,N/A,Yes,No")).await;
    app.imported("first-ndc_2022-02-04.csv", assessment("2", "Mentioned")).await;
    let query =
        format!(r#"{{ node(id: "{OF_BRAZIL}") {{ ... on NdcTarget {{ sectors mappedSectors }} }} }}"#);
    assert_eq!(app.data(&query).await["node"], json!({"sectors": [], "mappedSectors": ["TRANSPORT"]}));

    let excerpts = "ISO,ghg_target,conditionality,planning_processes,coverage_sectors,coverage_sectors_label\n\
        BRA,,,,\"Energy, waste\",Partial Sectors\n";
    app.imported("cait_2018-12-31.csv", excerpts).await;

    assert_eq!(app.data(&query).await["node"]["mappedSectors"], json!(["ENERGY", "WASTE"]));
});

const REVIEWS_HEADER: &str = "target,ndc_target,decision,reviewer_role,reason,date\n";

on_both!(the_judgement_of_the_later_day_holds_whatever_was_imported_first, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    app.imported("iges_2022-10-31.csv", NATIONAL).await;
    let review = |reviewed: &str, decision: &str, day: &str| {
        format!("{REVIEWS_HEADER}{reviewed},{OF_BRAZIL},{decision},national focal point,,{day}\n")
    };
    let (vale, acme) = ("target:net-zero-tracker:COM-1:end", "actor:net-zero-tracker:COM-2");
    app.imported("later.csv", review(vale, "reject", "2026-06-01")).await;
    app.imported("earlier.csv", review(vale, "accept", "2026-05-01")).await;
    app.imported("other.csv", review(acme, "accept", "2026-05-01")).await;
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let links = links(&app).await;

    let told: Vec<[&Value; 5]> = links
        .iter()
        .map(|link| {
            let id = &link["target"]["id"];
            [id, &link["method"], &link["reviewState"], &link["score"], &link["countsInTotals"]]
        })
        .collect();
    let expected = json!([
        ["target:net-zero-tracker:COM-2:end", "EXPERT", "REVIEWED_ACCEPTED", 1.0, true],
        [vale, "SECTOR_MATCH", "REVIEWED_REJECTED", 0.0, false],
    ]);
    assert_eq!(json!(told), expected);
    assert_eq!(
        links[1]["reviews"],
        json!([{"accepted": true, "decidedOn": "2026-05-01"}, {"accepted": false, "decidedOn": "2026-06-01"}])
    );
    assert_eq!(links[0]["evidence"]["provenance"]["source"]["id"], "ndc-link-reviews");
});

/// Targets that Brazil's NDC names, with what is told of the link.
async fn named(app: &TestApp) -> Value {
    let links = links(app).await;
    let named = links.iter().filter(|link| link["method"] == "EXPLICIT_MENTION");
    named
        .map(|link| {
            json!([link["target"]["id"], link["reviewState"], link["score"], link["evidence"]["name"]])
        })
        .collect()
}

on_both!(an_ndc_that_names_an_actor_makes_a_candidate_and_only_its_very_target_certain, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    app.imported("iges_2022-10-31.csv", NATIONAL).await;
    import_texts(&app, &[BRAZIL]).await;
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;

    let named = named(&app).await;

    // "Vale" stands there as a word, and is too short to be told from one.
    let expected = json!([
        ["target:net-zero-tracker:CIT-1:interim", "RULE_CERTAIN", 0.95, "São Paulo"],
        ["target:net-zero-tracker:CIT-1:end", "PENDING_REVIEW", 0.6, "São Paulo"],
    ]);
    assert_eq!(named, expected);
});

on_both!(a_name_is_found_whether_text_or_actor_came_first, |app| {
    app.imported("snapshot_2025-11-09.csv", ACTORS).await;
    app.imported("iges_2022-10-31.csv", NATIONAL).await;
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    assert_eq!(named(&app).await, json!([]));

    import_texts(&app, &[BRAZIL]).await;

    let named = named(&app).await;
    assert_eq!(named.as_array().map(Vec::len), Some(2), "{named}");
});

on_both!(two_actors_of_one_name_share_the_certainty_and_none_is_certain, |app| {
    app.imported("ndcs_2026-08-19.csv", REGISTER).await;
    app.imported("iges_2022-10-31.csv", NATIONAL).await;
    import_texts(&app, &[BRAZIL]).await;
    let region = "REG-1,São Paulo,BRA,Region,,Net zero,2050,Emissions reduction target,2030,40,2017\n";
    app.imported("snapshot_2025-11-09.csv", format!("{ACTORS}{region}")).await;

    let named = named(&app).await;

    let states: Vec<(&str, f64)> = named
        .as_array()
        .expect("links")
        .iter()
        .map(|link| (link[1].as_str().expect("a state"), link[2].as_f64().expect("a score")))
        .collect();
    assert_eq!(states, [("PENDING_REVIEW", 0.3); 4]);
});

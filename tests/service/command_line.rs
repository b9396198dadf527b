//! The binary as people and scripts use it.

use quipu_tests::{Backend, TestDatabase};

use crate::process::{Server, run};

const REGISTER: &str = "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\nBRA,Brazil,Brazil Second NDC,NDC,English,,Active,2024-11-13,https://unfccc.int/x.pdf,x.pdf\n";

async fn exit_codes_tell_what_happened(backend: Backend) {
    let database = TestDatabase::new(backend).await;
    let path = database.folder.path();
    std::fs::write(path.join("ndcs_2026-07-22.csv"), REGISTER).expect("written");
    std::fs::write(path.join("ndcs_2026-07-23.csv"), format!("{REGISTER}ZZZ,,x,NDC,,,Active,,,y.pdf\n"))
        .expect("written");
    std::fs::write(path.join("quipu.toml"), format!("database_url = \"{}\"\n", database.url))
        .expect("written");
    for (arguments, code) in [
        (vec!["--help"], 0),
        (vec!["schema"], 0),
        (vec!["import", "ndcs_2026-07-22.csv"], 0),
        (vec!["import", "ndcs_2026-07-23.csv"], 2),
        (vec!["import", "nowhere.csv"], 1),
        (vec!["import"], 64),
        (vec!["fly"], 64),
        (vec!["import", "--known-on", "yesterday", "x.csv"], 64),
        (vec!["--config", "nowhere.toml", "schema"], 78),
        (vec!["migrate", "--status"], 0),
    ] {
        let output = run(path, &arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(
        database.number("SELECT COUNT(*) FROM edition").await,
        2,
        "the file of settings names the database"
    );
    assert!(!path.join("data").exists());
}

#[tokio::test]
async fn exit_codes_tell_what_happened_on_sqlite() {
    exit_codes_tell_what_happened(Backend::Sqlite).await;
}

#[tokio::test]
async fn exit_codes_tell_what_happened_on_postgres() {
    exit_codes_tell_what_happened(Backend::Postgres).await;
}

#[test]
fn the_report_is_json_when_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("ndcs_2026-07-22.csv"), REGISTER).expect("written");

    let output = run(folder.path(), &["import", "--json", "ndcs_2026-07-22.csv"]);

    let report: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("JSON alone on standard output");
    assert_eq!((&report[0]["new"], &report[0]["known_on"]), (&1.into(), &"2026-07-22".into()));
    assert!(folder.path().join("data/quipu.db").is_file(), "the default place of the data");
}

#[test]
fn the_doctor_finds_what_is_missing_and_says_how_to_mend_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let database = findings.as_array().and_then(|all| all.iter().find(|one| one["what"] == "database"));
    assert!(database.is_some_and(|one| one["mend"].is_string()), "{findings:#}");
}

async fn serves_the_starter_data(backend: Backend) {
    let database = TestDatabase::new(backend).await;
    let server = Server::start(database.folder.path(), &["--database-url", &database.url]);

    assert!(server.get("/healthz", "").starts_with("HTTP/1.1 200"));
    assert!(server.get("/readyz", "").contains("version"));
    assert!(server.get("/schema.graphql", "").contains("type Country implements Node"));
    assert!(server.get("/", "").contains("content-security-policy"));
    let query =
        r#"{"query":"{ country(iso3: \"TUV\") { name(language: \"zh-Hant\") currentNdc { round } } }"}"#;
    assert!(server.post("application/json", query).contains(r#""name":"吐瓦魯","currentNdc":{"round":3}"#));
    let get = server
        .get("/graphql?query=%7Bdataset%7BpartyCount%7D%7D", "Accept: application/graphql-response+json\r\n");
    assert!(get.contains("content-type: application/graphql-response+json") && get.contains("198"), "{get}");
    for (media, body, expected) in [
        ("text/plain", query, "415"),
        ("application/json", "[]", "400"),
        ("application/json", "{", "400"),
        ("application/json", r#"{"query":"{"}"#, "GRAPHQL_PARSE_FAILED"),
        ("application/json", r#"{"query":"{ nope }"}"#, "GRAPHQL_VALIDATION_FAILED"),
    ] {
        let answer = server.post(media, body);
        assert!(answer.contains(expected), "{body}: {answer}");
    }
    assert!(server.get("/graphiql/../../etc/passwd", "").starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn an_empty_database_is_filled_and_served_on_sqlite() {
    serves_the_starter_data(Backend::Sqlite).await;
}

#[tokio::test]
async fn an_empty_database_is_filled_and_served_on_postgres() {
    serves_the_starter_data(Backend::Postgres).await;
}

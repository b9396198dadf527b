//! A service with a list of trusted documents answers these and no others.

use quipu_tests::{Backend, TestDatabase};
use serde_json::{Value, json};

use crate::process::{Server, run};

const TRUSTED: &str = "{ dataset { partyCount } }";
/// SHA-256 of it.
const HASH: &str = "cbe21b694aba54811327113cd52c5896c59f796843a0b63e2e4fccc1a4b52509";

fn ask(server: &Server, request: &Value) -> Value {
    let answer = server.post("application/json", &request.to_string());
    serde_json::from_str(answer.split_once("\r\n\r\n").expect("a head and a body").1).expect("JSON")
}

#[tokio::test]
async fn only_documents_of_the_list_are_answered() {
    let database = TestDatabase::new(Backend::Sqlite).await;
    let folder = database.folder.path();
    let list = json!({ "parties": TRUSTED, HASH: TRUSTED }).to_string();
    std::fs::write(folder.join("documents.json"), list).expect("written");
    std::fs::write(folder.join("quipu.toml"), "trusted_documents = \"documents.json\"\n").expect("written");
    let server = Server::start(folder, &["--database-url", &database.url]);

    let by_hash = json!({ "persistedQuery": { "version": 1, "sha256Hash": HASH } });
    for trusted in [
        json!({ "documentId": "parties" }),
        json!({ "documentId": format!("sha256:{HASH}") }),
        json!({ "extensions": by_hash }),
        json!({ "query": TRUSTED }),
        json!({ "query": TRUSTED, "extensions": by_hash }),
    ] {
        assert_eq!(ask(&server, &trusted)["data"]["dataset"]["partyCount"], 198, "{trusted}");
    }
    for other in [
        json!({ "query": "{ dataset { version } }" }),
        json!({ "query": "{ __schema { queryType { name } } }", "documentId": "parties" }),
        json!({ "query": "{ dataset { version } }", "extensions": by_hash }),
        json!({ "documentId": "cities" }),
    ] {
        let answer = ask(&server, &other);
        assert_eq!(answer["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_IN_LIST", "{other}");
        assert!(answer.get("data").is_none(), "{other}");
    }
    assert!(server.get("/graphql?documentId=parties", "").contains("198"));
}

#[test]
fn a_list_that_cannot_be_used_is_named_and_nothing_is_served() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("quipu.toml"), "trusted_documents = \"documents.json\"\n")
        .expect("written");
    for content in [None, Some("[]"), Some("{}"), Some(r#"{"a": 1}"#)] {
        if let Some(content) = content {
            std::fs::write(folder.path().join("documents.json"), content).expect("written");
        }
        let output = run(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("documents.json"), "{content:?}: {said}");
    }
}

//! The example hub: the schema composes with others by each composer, and a query walks through a gateway.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::process::{Server, run};

/// Oldest major version of Node.js that the packages run on.
const OLDEST_NODE: u32 = 20;

/// The folder of the hub, or `None` with a message that the test is skipped.
fn hub() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("hub");
    let node = Command::new("node").arg("--version").output().ok();
    let version = node.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        eprintln!("skipped: Node.js {OLDEST_NODE} or newer is not there");
        return None;
    }
    if !folder.join("node_modules/.package-lock.json").is_file() {
        eprintln!("skipped: the packages of the hub are not installed; run scripts/setup");
        return None;
    }
    Some(folder)
}

/// Runs a script of the hub to its end.
fn node(hub: &Path, script: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new("node");
    command.current_dir(hub).arg(script).args(arguments);
    command.output().expect("node was there a moment ago")
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn every_composer_takes_the_schema_with_subgraphs_that_use_each_key() {
    let Some(hub) = hub() else { return };

    let output = node(&hub, "compose.js", &["../schema.graphql"]);

    assert!(output.status.success(), "{}", shown(&output));
}

#[test]
fn a_schema_that_does_not_compose_is_noticed() {
    let Some(hub) = hub() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("broken.graphql");
    let unshared = include_str!("../../schema.graphql").replace(" @shareable", "");
    std::fs::write(&broken, unshared).expect("written");

    let output = node(&hub, "compose.js", &[broken.to_str().expect("a path in UTF-8")]);

    let text = shown(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for composer in ["@apollo/composition", "@theguild/federation-composition", "@wundergraph/composition"] {
        let complains = |line: &str| line.starts_with(composer) && line.contains("errors");
        assert!(text.lines().any(complains), "{composer} lets it pass: {text}");
    }
}

#[test]
fn one_query_walks_from_the_hub_to_the_progress_of_actors() {
    let Some(hub) = hub() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let data = |file: &str| hub.join("data").join(file).to_string_lossy().into_owned();
    let files = ["Actor_2020-01-01.csv", "EmissionsAgg_2023-11-10.csv", "Target_2023-05-31.csv"].map(data);
    let import: Vec<&str> = std::iter::once("import").chain(files.iter().map(String::as_str)).collect();
    let imported = run(folder.path(), &import);
    assert!(imported.status.success(), "{}", shown(&imported));
    let server = Server::start(folder.path(), &[]);

    let output = node(&hub, "ask.js", &[&format!("http://{}/graphql", server.address())]);

    assert!(output.status.success(), "{}", shown(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let canada = &answer["data"]["reporting"];
    // From the hub's own subgraph, from ours, and what is worked out of it.
    assert_eq!(canada["inventories"][1]["totalMtco2e"], 670);
    assert_eq!(canada["name"], "Canada");
    assert_eq!(canada["actors"]["totalCount"], 3);
    let progress: Vec<Value> = canada["actors"]["nodes"]
        .as_array()
        .expect("actors")
        .iter()
        .map(|actor| json!([actor["name"], actor["targets"][0]["progress"]["status"]]))
        .collect();
    let expected = json!([["Nova Scotia", "ON_TRACK"], ["Ontario", "ON_TRACK"], ["Quebec", "OFF_TRACK"]]);
    assert_eq!(json!(progress), expected);
}

//! The schema: as committed, and described throughout.

use std::path::{Path, PathBuf};
use std::process::Command;

use quipu_tests::{Backend, TestApp};
use serde_json::Value;

#[test]
fn the_committed_schema_is_the_one_served() {
    let committed = include_str!("../../schema.graphql");
    let hint = "the schema has changed; look at the difference, then: cargo run -- schema > schema.graphql";
    assert!(quipu_graphql::sdl(true) == committed, "{hint}");
}

#[test]
fn what_breaks_clients_is_in_the_changelog() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !folder.join("tests/clients/node_modules/graphql").exists() {
        eprintln!("skipped: tests/clients/node_modules is missing; `make setup` installs it");
        return;
    }
    let compared = Command::new("node")
        .args(["tests/clients/breaking.mjs", "tests/schema/baseline.graphql", "schema.graphql"])
        .current_dir(folder)
        .output()
        .expect("node starts");
    assert!(compared.status.success(), "{}", String::from_utf8_lossy(&compared.stderr));
    let changes: Value = serde_json::from_slice(&compared.stdout).expect("JSON");
    let listed = include_str!("../../docs/schema-changelog.md");
    let breaking = items(&changes["breaking"]).map(text);
    let silent: Vec<&str> = breaking.filter(|change| !listed.contains(change)).collect();
    assert!(silent.is_empty(), "not in docs/schema-changelog.md: {silent:#?}");
    // The comparison sees what was added, so it would see what is gone.
    assert!(items(&changes["dangerous"]).next().is_some());
}

#[test]
fn every_code_of_an_error_is_listed() {
    let listed = include_str!("../../docs/errors.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut unlisted = Vec::new();
    for file in
        ["graphql/src", "src/http"].map(|part| folder.join(part)).iter().flat_map(|part| files_in(part))
    {
        let source = std::fs::read_to_string(&file).expect("text");
        // A code stands alone between quotes: capitals, and an underscore.
        let quoted = source.split('"').skip(1).step_by(2);
        let is_code = |word: &&str| {
            [
                "FAILED",
                "COMPLEX",
                "INPUT",
                "CURSOR",
                "FOUND",
                "REQUEST",
                "ERROR",
                "LIMITED",
                "TIMEOUT",
                "TOO_LARGE",
                "MISMATCH",
            ]
            .iter()
            .any(|end| word.ends_with(end))
                && word.contains('_')
                && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_')
        };
        unlisted.extend(
            quoted.filter(is_code).filter(|code| !listed.contains(&format!("`{code}`"))).map(str::to_owned),
        );
    }
    assert!(unlisted.is_empty(), "not in docs/errors.md: {unlisted:?}");
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn everything_in_the_schema_has_a_description() {
    let app = TestApp::new(Backend::Sqlite).await;
    let query = "{ __schema { types { name kind description
        fields(includeDeprecated: true) { name description type { kind } args { name description } }
        inputFields { name description } enumValues(includeDeprecated: true) { name description } } } }";
    let data = app.data(query).await;
    let mut silent = Vec::new();
    for one in items(&data["__schema"]["types"]) {
        let name = text(&one["name"]);
        if name.starts_with('_') || ["String", "Int", "Float", "Boolean", "ID"].contains(&name) {
            continue;
        }
        check(&mut silent, one, name);
        for field in items(&one["fields"]).filter(|field| !text(&field["name"]).starts_with('_')) {
            let path = format!("{name}.{}", text(&field["name"]));
            check(&mut silent, field, &path);
            items(&field["args"]).for_each(|argument| check(&mut silent, argument, &path));
            let nullable = field["type"]["kind"] != "NON_NULL";
            let speaks_of_null = text(&field["description"]).contains("null");
            if nullable && !speaks_of_null {
                silent.push(format!("{path} does not say when it is null"));
            }
        }
        for part in items(&one["inputFields"]).chain(items(&one["enumValues"])) {
            check(&mut silent, part, &format!("{name}.{}", text(&part["name"])));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn check(silent: &mut Vec<String>, part: &Value, path: &str) {
    if text(&part["description"]).trim().is_empty() {
        silent.push(format!("{path} ({})", text(&part["name"])));
    }
}

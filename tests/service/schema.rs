//! The schema: as committed, and described throughout.

use quipu_tests::{Backend, TestApp};
use serde_json::Value;

#[test]
fn the_committed_schema_is_the_one_served() {
    let committed = include_str!("../../schema.graphql");
    let hint = "the schema has changed; look at the difference, then: cargo run -- schema > schema.graphql";
    assert!(quipu_graphql::sdl(true) == committed, "{hint}");
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

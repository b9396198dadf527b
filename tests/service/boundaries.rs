//! What the service must not do, read from its schema: it informs, and does no more.

use std::collections::BTreeSet;

use quipu_tests::{Backend, TestApp};
use serde_json::Value;

/// A name in the schema: of a type, a field with its type, an argument, or an entry of a closed list.
struct Name {
    of: String,
    name: String,
}

impl Name {
    /// The words it is made of: `carbonCredits` and `CARBON_CREDITS` are two.
    fn words(&self) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut before_is_small = false;
        for letter in self.name.chars() {
            if letter == '_' || (letter.is_uppercase() && before_is_small) {
                words.push(String::new());
            }
            before_is_small = letter.is_lowercase();
            if letter != '_' {
                words.last_mut().expect("there is a word").push(letter.to_ascii_lowercase());
            }
        }
        words
    }
}

async fn schema() -> Value {
    let app = TestApp::new(Backend::Sqlite).await;
    let query = "{ __schema { mutationType { name } subscriptionType { name } types { name kind description
        fields(includeDeprecated: true) { name description type { name ofType { name ofType { name } } } args { name } }
        inputFields { name } enumValues(includeDeprecated: true) { name } } } }";
    app.data(query).await["__schema"].clone()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn names(schema: &Value) -> Vec<Name> {
    let mut names = Vec::new();
    for one in items(&schema["types"]).filter(|one| !text(&one["name"]).starts_with("__")) {
        let of = text(&one["name"]);
        names.push(Name { of: of.clone(), name: of.clone() });
        for field in items(&one["fields"]) {
            names.push(Name { of: of.clone(), name: text(&field["name"]) });
            names.extend(
                items(&field["args"]).map(|argument| Name { of: of.clone(), name: text(&argument["name"]) }),
            );
        }
        let rest = items(&one["inputFields"]).chain(items(&one["enumValues"]));
        names.extend(rest.map(|entry| Name { of: of.clone(), name: text(&entry["name"]) }));
    }
    names
}

/// Names with one of these words, as `Type.name`.
fn with_words(schema: &Value, forbidden: &[&str]) -> BTreeSet<String> {
    let found = names(schema)
        .into_iter()
        .filter(|name| name.words().iter().any(|word| forbidden.contains(&word.as_str())));
    found.map(|name| format!("{}.{}", name.of, name.name)).collect()
}

#[tokio::test]
async fn nothing_can_be_changed_through_the_graph() {
    let schema = schema().await;
    assert_eq!(schema["mutationType"], Value::Null);
}

#[tokio::test]
async fn nothing_issues_trades_prices_or_retires_credits() {
    let schema = schema().await;
    let trade = [
        "issue",
        "issued",
        "issuance",
        "issuer",
        "trade",
        "traded",
        "trading",
        "buy",
        "buyer",
        "bought",
        "purchase",
        "purchased",
        "sell",
        "seller",
        "sold",
        "sale",
        "price",
        "priced",
        "market",
        "retire",
        "retired",
        "retirement",
        "cancel",
        "cancelled",
        "offset",
        "offsets",
        "token",
        "ledger",
        "vintage",
        "serial",
    ];
    assert_eq!(with_words(&schema, &trade), BTreeSet::new());
    // What a target says of them is shown as its source states it, and is an answer, not an amount.
    let credits: Vec<String> = with_words(&schema, &["credit", "credits"]).into_iter().collect();
    assert_eq!(credits, ["Target.carbonCredits"]);
    let target = items(&schema["types"]).find(|one| one["name"] == "Target").expect("the type");
    let field = items(&target["fields"]).find(|field| field["name"] == "carbonCredits").expect("the field");
    assert_eq!(field["type"]["name"], "Answer");
}

#[tokio::test]
async fn nothing_scores_or_labels_anybody() {
    let schema = schema().await;
    let judging = [
        "score",
        "scores",
        "scored",
        "rating",
        "ratings",
        "rated",
        "grade",
        "grades",
        "ranking",
        "stars",
        "badge",
        "league",
        "best",
        "worst",
        "integrity",
        "leader",
        "laggard",
        "compliant",
        "compliance",
        "certified",
        "certificate",
        "credible",
        "greenwashing",
        "performance",
    ];
    let found: Vec<String> = with_words(&schema, &judging).into_iter().collect();
    // How certain a link between two statements is says nothing of anybody's merit.
    let allowed = ["NdcLink.score"];
    assert!(found.iter().all(|name| allowed.contains(&name.as_str())), "{found:?}");
    // Labels are words for people beside a code, or words of a source.
    let labels: Vec<String> = with_words(&schema, &["label", "labels"]).into_iter().collect();
    assert_eq!(labels, ["FacetCount.label", "NdcExcerpt.label"]);
}

#[tokio::test]
async fn transfers_between_states_are_context_of_a_country_at_most() {
    let schema = schema().await;
    let article_six = [
        "itmo",
        "itmos",
        "transfer",
        "transfers",
        "transferred",
        "authorisation",
        "authorised",
        "oimp",
        "article6",
        "pacm",
    ];
    let found = with_words(&schema, &article_six);
    assert!(found.iter().all(|name| name.starts_with("Country.")), "{found:?}");
}

#[tokio::test]
async fn what_is_added_up_is_of_one_unit_and_says_which() {
    let schema = schema().await;
    let amounts = ["Decimal", "Float"];
    for one in items(&schema["types"]) {
        for field in items(&one["fields"]) {
            let type_ = [&field["type"]["name"], &field["type"]["ofType"]["name"]];
            let is_amount = type_.iter().any(|name| amounts.contains(&name.as_str().unwrap_or_default()));
            let name = Name { of: text(&one["name"]), name: text(&field["name"]) };
            let is_sum = name
                .words()
                .iter()
                .any(|word| ["total", "sum", "emissions", "people", "reduction"].contains(&word.as_str()));
            if is_amount && is_sum {
                let about = text(&field["description"]);
                let units = ["tonnes CO2e", "percent", "nhabitants", "share"];
                assert!(units.iter().any(|unit| about.contains(unit)), "{}.{}: {about}", name.of, name.name);
            }
        }
    }
    // Results of initiatives are hectares, people, dollars, tonnes: they are listed, and nothing sums them.
    let results: BTreeSet<String> = names(&schema)
        .into_iter()
        .filter(|name| name.of == "InitiativeResult")
        .map(|name| name.name)
        .collect();
    let listed = ["InitiativeResult", "isGoal", "metric", "provenance", "unit", "value", "year"];
    assert_eq!(results.iter().map(String::as_str).collect::<Vec<_>>(), listed);
}

//! Reading requests: from the address or from a body, as GraphQL over HTTP has it. What is wrong
//! with one is said in words of GraphQL and JSON.

use async_graphql::{Request, Variables};
use axum::extract::rejection::QueryRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::refusal::Refusal;

/// The extension that names a document.
const PERSISTED_QUERY: &str = "persistedQuery";

/// A request as it was sent.
pub(super) struct Sent {
    pub(super) request: Request,
    /// The document, named by its id in place of its text.
    pub(super) document_id: Option<String>,
}

/// The members of a request, of whatever form.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "a JSON object")]
struct Members {
    query: Value,
    operation_name: Value,
    variables: Value,
    extensions: Value,
    document_id: Value,
}

/// A request in the address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "the parameters of a request")]
pub(super) struct InAddress {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
    document_id: Option<String>,
}

/// Reads a request in the address.
///
/// # Errors
/// What is wrong with it.
pub(super) fn in_address(
    address: Result<axum::extract::Query<InAddress>, QueryRejection>,
) -> Result<Sent, Refusal> {
    let Ok(axum::extract::Query(address)) = address else {
        return Err(Refusal::bad_request(
            "the parameters of the address cannot be read: each once, in percent-encoded UTF-8",
        ));
    };
    let json = |name: &str, text: Option<String>| match text.filter(|text| !text.is_empty()) {
        Some(text) => serde_json::from_str(&text)
            .map_err(|error| Refusal::bad_request(format!("the {name} are not valid JSON: {error}"))),
        None => Ok(Value::Null),
    };
    let text = |text: Option<String>| text.map_or(Value::Null, Value::String);
    read(Members {
        query: text(address.query),
        operation_name: text(address.operation_name.filter(|name| !name.is_empty())),
        variables: json("variables", address.variables)?,
        extensions: json("extensions", address.extensions)?,
        document_id: text(address.document_id),
    })
}

/// Reads a request in the body: one JSON object.
///
/// # Errors
/// What is wrong with it.
pub(super) fn in_body(body: &[u8]) -> Result<Sent, Refusal> {
    if body.trim_ascii_start().starts_with(b"[") {
        return Err(Refusal::bad_request("batches are not answered: send one request at a time"));
    }
    let members = serde_json::from_slice(body).map_err(|error| {
        Refusal::bad_request(format!("the body is not a GraphQL request in JSON: {error}"))
    })?;
    read(members)
}

/// Reads a request in a message of a WebSocket.
///
/// # Errors
/// What is wrong with it.
pub(super) fn in_message(payload: Value) -> Result<Sent, Refusal> {
    let members = serde_json::from_value(payload).map_err(|error| {
        Refusal::bad_request(format!("the payload is not a GraphQL request in JSON: {error}"))
    })?;
    read(members)
}

/// Refuses what is no JSON. A form of another page can send texts and forms to any address, but
/// not this media type: browsers ask first.
pub(super) fn expect_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let refuse = |message: &str| {
        let accepted = HeaderValue::from_static("application/json");
        Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "BAD_REQUEST", message)
            .with(header::HeaderName::from_static("accept-post"), accepted)
    };
    let text =
        |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let mut parts = text(header::CONTENT_TYPE).split(';').map(str::trim);
    if !parts.next().unwrap_or_default().eq_ignore_ascii_case("application/json") {
        return Err(refuse("send the request as application/json"));
    }
    let charset =
        parts.find_map(|part| part.to_ascii_lowercase().strip_prefix("charset=").map(str::to_owned));
    if charset.is_some_and(|charset| !["utf-8", "utf8"].contains(&charset.trim_matches('"'))) {
        return Err(refuse("send the request in UTF-8"));
    }
    if !["", "identity"].contains(&text(header::CONTENT_ENCODING)) {
        return Err(refuse("send the request as it is, without compression"));
    }
    Ok(())
}

fn read(members: Members) -> Result<Sent, Refusal> {
    let query = text("query", members.query)?;
    let operation_name = text("operationName", members.operation_name)?;
    let variables = object("variables", members.variables)?;
    let extensions = object("extensions", members.extensions)?;
    let document_id = text("documentId", members.document_id)?;
    let names_document = document_id.is_some() || extensions.contains_key(PERSISTED_QUERY);
    if query.as_ref().is_none_or(String::is_empty) && !names_document {
        return Err(Refusal::bad_request(
            "there is no query: send one as {\"query\": \"{ … }\"}, or in the address",
        ));
    }
    let mut request = Request::new(query.unwrap_or_default());
    request.operation_name = operation_name;
    request.variables = Variables::from_json(Value::Object(variables));
    // Nothing else is looked at.
    for (name, value) in extensions.into_iter().filter(|(name, _)| name == PERSISTED_QUERY) {
        // Plain JSON always is a value of GraphQL.
        request.extensions.insert(name, async_graphql::Value::from_json(value).unwrap_or_default());
    }
    Ok(Sent { request, document_id })
}

fn text(name: &str, value: Value) -> Result<Option<String>, Refusal> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(Refusal::bad_request(format!("\"{name}\" must be a string, not {}", kind(&other)))),
    }
}

fn object(name: &str, value: Value) -> Result<Map<String, Value>, Refusal> {
    match value {
        Value::Null => Ok(Map::new()),
        Value::Object(members) => Ok(members),
        other => Err(Refusal::bad_request(format!("\"{name}\" must be a JSON object, not {}", kind(&other)))),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

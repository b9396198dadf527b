//! Answers as parts of messages: as events, and as messages of a WebSocket.

use bytes::Bytes;
use quipu_graphql::Graph;
use serde_json::{Value, json};

use crate::http::refusal::Refusal;

/// An event of a stream: its name, the version that a client may go on from, and what it says. Answers are
/// JSON on one line.
pub(super) fn event(name: &str, id: Option<&str>, body: &[Bytes]) -> Vec<Bytes> {
    let mut event = format!("event: {name}\n");
    if let Some(id) = id {
        event.push_str(&format!("id: {id}\n"));
    }
    event.push_str("data: ");
    let mut pieces = vec![Bytes::from(event)];
    pieces.extend_from_slice(body);
    pieces.push(Bytes::from_static(b"\n\n"));
    pieces
}

/// A message of the protocol graphql-transport-ws about one request, in one piece; `None` where there is no room
/// for it.
pub(super) fn about(graph: &Graph, id: &str, kind: &str, payload: &[Bytes]) -> Option<Bytes> {
    let begin = format!("{{\"id\":{},\"type\":\"{kind}\"", Value::from(id));
    let mut parts = vec![begin.as_bytes()];
    if !payload.is_empty() {
        parts.push(b",\"payload\":");
        parts.extend(payload.iter().map(|piece| piece.as_ref()));
    }
    parts.push(b"}");
    graph.copied(&parts)
}

/// The same about a request that there is no room to answer.
pub(super) fn overloaded(id: &str) -> Bytes {
    let message = "there is no room for this answer: try again later";
    let error = json!({ "message": message, "extensions": { "code": "OVERLOADED" } });
    json!({ "id": id, "type": "error", "payload": [error] }).to_string().into()
}

/// The errors of an answer that has nothing else.
pub(super) fn errors(body: &[Bytes]) -> Bytes {
    let answer: Value = serde_json::from_slice(&body.concat()).unwrap_or_default();
    answer["errors"].to_string().into()
}

/// The errors of a request that was turned away, as an answer has them.
pub(super) fn refused(refusal: &Refusal) -> Bytes {
    refusal.errors().to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_named_and_ends_with_an_empty_line() {
        let body = [Bytes::from_static(b"{\"data\":"), Bytes::from_static(b"null}")];
        let text = "event: next\nid: 3-abcdef01\ndata: {\"data\":null}\n\n";
        assert_eq!(event("next", Some("3-abcdef01"), &body).concat(), text.as_bytes());
        assert_eq!(event("complete", None, &[]).concat(), b"event: complete\ndata: \n\n");
    }

    #[test]
    fn an_id_of_any_characters_stays_json() {
        let message: Value = serde_json::from_slice(&overloaded("a\"b\n")).expect("JSON");
        assert_eq!((&message["id"], &message["type"]), (&json!("a\"b\n"), &json!("error")));
    }
}

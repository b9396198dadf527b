//! Answers as parts of messages: as events, and as messages of a WebSocket.

use bytes::Bytes;
use quipu_graphql::{Answer, Outcome};
use serde_json::Value;

use crate::http::refusal::Refusal;

/// An event of a stream: its name, the version that a client may go on from, and what it says. Answers are
/// JSON on one line.
pub(super) fn event(name: &str, id: Option<&str>, body: &[Bytes]) -> Bytes {
    let mut event = format!("event: {name}\n");
    if let Some(id) = id {
        event.push_str(&format!("id: {id}\n"));
    }
    event.push_str("data: ");
    [event.as_bytes(), &body.concat(), b"\n\n"].concat().into()
}

/// A message of the protocol graphql-transport-ws about one subscription.
pub(super) fn about(id: &str, kind: &str, payload: &[Bytes]) -> Bytes {
    let id = Value::from(id);
    let begin = format!("{{\"id\":{id},\"type\":\"{kind}\"");
    if payload.is_empty() {
        return [begin.as_bytes(), b"}"].concat().into();
    }
    [begin.as_bytes(), b",\"payload\":", &payload.concat(), b"}"].concat().into()
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

/// Whether an answer has errors only, and no data.
pub(super) fn is_refused(answer: &Answer) -> bool {
    matches!(answer.outcome, Outcome::Refused | Outcome::NoQuery | Outcome::Overloaded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_named_and_ends_with_an_empty_line() {
        let body = [Bytes::from_static(b"{\"data\":"), Bytes::from_static(b"null}")];
        let text = "event: next\nid: 3-abcdef01\ndata: {\"data\":null}\n\n";
        assert_eq!(event("next", Some("3-abcdef01"), &body), text);
        assert_eq!(event("complete", None, &[]), "event: complete\ndata: \n\n");
    }

    #[test]
    fn an_id_of_any_characters_stays_json() {
        let message = about("a\"b\n", "complete", &[]);
        let message: Value = serde_json::from_slice(&message).expect("JSON");
        assert_eq!(message, serde_json::json!({ "id": "a\"b\n", "type": "complete" }));
    }
}

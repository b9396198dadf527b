//! What introspection may cost. Types have fields, fields have types: a query may walk around this
//! circle as deep as it likes, and each round multiplies the answer.

/// Most that introspection may cost, each list counted by the size below. The query that GraphiQL,
/// Relay and Apollo's tools send costs about a million.
pub const MAX_INTROSPECTION: u64 = 5_000_000;

/// Fields at which introspection begins.
pub(super) fn begins(field: &str) -> bool {
    matches!(field, "__schema" | "__type")
}

/// How many items a list of introspection has, about; 1 for what is no list.
pub(super) fn items(field: &str) -> u64 {
    match field {
        "types" => 150,
        "fields" | "inputFields" | "enumValues" | "possibleTypes" => 20,
        "directives" => 10,
        "args" | "interfaces" => 5,
        _ => 1,
    }
}

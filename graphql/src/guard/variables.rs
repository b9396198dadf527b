//! A bound on the values of variables, counted before they are checked against the schema.

use async_graphql::{Value, Variables};

use crate::error::ApiError;

/// Most values that variables may hold together: numbers, texts, lists, objects.
pub const MAX_VALUES: usize = 50_000;
/// Deepest nesting of a value.
pub const MAX_VALUE_DEPTH: usize = 32;

/// Refuses variables that hold too much.
///
/// # Errors
/// Says which variable, and what is allowed.
pub(crate) fn check(variables: &Variables) -> Result<(), ApiError> {
    let mut left = MAX_VALUES;
    for (name, value) in variables.iter() {
        count(value, MAX_VALUE_DEPTH, &mut left).map_err(|excess| {
            let message = match excess {
                Excess::Depth => format!("variable \"${name}\" is nested deeper than {MAX_VALUE_DEPTH}"),
                Excess::Values => {
                    format!("up to variable \"${name}\" there are more than {MAX_VALUES} values; ask in several requests")
                }
            };
            ApiError::input(message)
        })?;
    }
    Ok(())
}

/// How many values a value holds; a long text counts for several.
pub(crate) fn size(value: &Value) -> usize {
    /// So many bytes of a text count for one value.
    const TEXT_BYTES: usize = 64;
    match value {
        Value::List(items) => items.iter().map(size).sum::<usize>() + 1,
        Value::Object(fields) => fields.values().map(size).sum::<usize>() + 1,
        Value::String(text) => text.len() / TEXT_BYTES + 1,
        _ => 1,
    }
}

enum Excess {
    Depth,
    Values,
}

fn count(value: &Value, depth: usize, left: &mut usize) -> Result<(), Excess> {
    *left = left.checked_sub(1).ok_or(Excess::Values)?;
    let below = || depth.checked_sub(1).ok_or(Excess::Depth);
    match value {
        Value::List(items) => {
            let depth = below()?;
            items.iter().try_for_each(|item| count(item, depth, left))
        }
        Value::Object(fields) => {
            let depth = below()?;
            fields.values().try_for_each(|field| count(field, depth, left))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn allowed(variables: serde_json::Value) -> bool {
        check(&Variables::from_json(variables)).is_ok()
    }

    #[test]
    fn long_lists_are_refused_and_so_are_deep_ones() {
        assert!(allowed(json!({ "ids": vec!["x"; MAX_VALUES - 1] })));
        assert!(!allowed(json!({ "ids": vec!["x"; MAX_VALUES] })));
        let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| json!([inner]));
        assert!(allowed(json!({ "filter": nested(MAX_VALUE_DEPTH) })));
        assert!(!allowed(json!({ "filter": nested(MAX_VALUE_DEPTH + 1) })));
    }

    #[test]
    fn all_variables_count_together() {
        let half = vec!["x"; MAX_VALUES / 2];
        assert!(!allowed(json!({ "one": half, "other": half })));
    }
}

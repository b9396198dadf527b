//! A bound on what a query asks for, counted before anything else walks it.
//!
//! async-graphql expands fragments again wherever they are spread, in each of its checks: a
//! kilobyte of fragments that spread the next one twice would keep a core busy for minutes.
//! Here each fragment is counted once.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use crate::error::ApiError;

/// Most fields a query may ask for, fragments expanded. The usual introspection asks for about 200.
pub const MAX_FIELDS: u64 = 10_000;

/// Refuses a query that asks for too many fields.
///
/// # Errors
/// Says how many it asks for.
pub(crate) fn check(document: &ExecutableDocument) -> Result<(), ApiError> {
    let mut counter = Counter { document, counted: HashMap::new() };
    let operations = document.operations.iter();
    let total = operations.fold(0_u64, |total, (_, operation)| {
        total.saturating_add(counter.count(&operation.node.selection_set.node))
    });
    if total > MAX_FIELDS {
        let message = format!(
            "the query asks for {total} fields once its fragments are expanded; at most {MAX_FIELDS} are answered"
        );
        return Err(ApiError::Input("QUERY_TOO_COMPLEX", message));
    }
    Ok(())
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    /// Fields of each fragment; 0 while it is being counted: the validator refuses cycles.
    counted: HashMap<&'a Name, u64>,
}

impl<'a> Counter<'a> {
    fn count(&mut self, set: &'a SelectionSet) -> u64 {
        set.items.iter().fold(0_u64, |total, selection| {
            total.saturating_add(match &selection.node {
                Selection::Field(field) => self.count(&field.node.selection_set.node).saturating_add(1),
                Selection::InlineFragment(inline) => self.count(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
            })
        })
    }

    fn fragment(&mut self, name: &'a Name) -> u64 {
        if let Some(known) = self.counted.get(name) {
            return *known;
        }
        let Some(fragment) = self.document.fragments.get(name) else { return 0 };
        self.counted.insert(name, 0);
        let total = self.count(&fragment.node.selection_set.node);
        self.counted.insert(name, total);
        total
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn check_text(text: &str) -> Result<(), ApiError> {
        check(&parse_query(text).expect("a query"))
    }

    #[test]
    fn fragments_that_double_are_refused_at_once() {
        let mut query = String::from("{ ...f0 }");
        for at in 0..28 {
            query.push_str(&format!(" fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1));
        }
        query.push_str(" fragment f28 on Query { __typename }");
        assert!(check_text(&query).is_err());
    }

    #[test]
    fn a_cycle_is_left_to_the_validator_and_a_plain_query_passes() {
        assert!(check_text("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }").is_ok());
        assert!(check_text("{ country(iso3: \"BRA\") { name } }").is_ok());
    }
}

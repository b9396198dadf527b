//! A bound on what a document names, counted before anything else walks it.
//!
//! async-graphql expands fragments again wherever they are spread, in each of its checks: a
//! kilobyte of fragments that spread the next one twice would keep a core busy for minutes.
//! Here each fragment is counted once. What an answer may cost is counted later, of the plan.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet, TypeCondition};
use async_graphql::{Name, Positioned};

use crate::error::ApiError;
use crate::table::Unions;

/// Most fields a query may name, fragments expanded. The usual introspection names about 200.
pub const MAX_FIELDS: u64 = 10_000;

/// Refuses a document that names too many fields.
///
/// # Errors
/// Says how many it names.
pub(crate) fn check(document: &ExecutableDocument, unions: &Unions) -> Result<(), ApiError> {
    let mut counter = Counter { document, unions, counted: HashMap::new() };
    let operations = document.operations.iter();
    let total: u64 = operations.fold(0, |total, (_, operation)| {
        total.saturating_add(counter.count(&operation.node.selection_set.node))
    });
    if total > MAX_FIELDS {
        let message = format!("the query names {total} fields, fragments expanded; at most {MAX_FIELDS}");
        return Err(ApiError::Input("QUERY_TOO_COMPLEX", message));
    }
    Ok(())
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    unions: &'a Unions,
    /// How many fields each fragment names; none while it is being counted: the validator
    /// refuses cycles.
    counted: HashMap<&'a Name, u64>,
}

impl<'a> Counter<'a> {
    fn count(&mut self, set: &'a SelectionSet) -> u64 {
        set.items.iter().fold(0, |total, selection| {
            total.saturating_add(match &selection.node {
                Selection::Field(field) => self.count(&field.node.selection_set.node).saturating_add(1),
                // An empty fragment takes time too.
                Selection::InlineFragment(inline) => {
                    let count = self.count(&inline.node.selection_set.node).saturating_add(1);
                    count.saturating_mul(self.members(inline.node.type_condition.as_ref()))
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name.node).saturating_add(1)
                }
            })
        })
    }

    /// How many members a condition has: a fragment on a union is expanded for each.
    fn members(&self, condition: Option<&Positioned<TypeCondition>>) -> u64 {
        let union = condition.and_then(|condition| self.unions.get(condition.node.on.node.as_str()));
        union.map_or(1, |members| members.len() as u64)
    }

    fn fragment(&mut self, name: &'a Name) -> u64 {
        if let Some(known) = self.counted.get(name) {
            return *known;
        }
        let Some(fragment) = self.document.fragments.get(name) else { return 0 };
        self.counted.insert(name, 0);
        let members = self.members(Some(&fragment.node.type_condition));
        let total = self.count(&fragment.node.selection_set.node).saturating_mul(members);
        self.counted.insert(name, total);
        total
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn allowed(text: &str) -> bool {
        let unions = Unions::from([("Thing", vec!["One", "Other"])]);
        check(&parse_query(text).expect("a query"), &unions).is_ok()
    }

    #[test]
    fn fragments_that_double_are_refused_at_once() {
        let mut query = String::from("{ ...f0 }");
        for at in 0..28 {
            query.push_str(&format!(" fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1));
        }
        query.push_str(" fragment f28 on Query { __typename }");
        assert!(!allowed(&query));
    }

    #[test]
    fn fragments_on_unions_count_for_each_member() {
        let nested =
            |depth: usize| format!("{{ {} a {} }}", "... on Thing { ".repeat(depth), "}".repeat(depth));
        assert!(allowed(&nested(8)));
        assert!(!allowed(&nested(20)));
    }

    #[test]
    fn a_cycle_is_left_to_the_validator() {
        assert!(allowed("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"));
    }
}

//! A bound on what a query asks for, counted before anything else walks it.
//!
//! async-graphql expands fragments again wherever they are spread, in each of its checks: a
//! kilobyte of fragments that spread the next one twice would keep a core busy for minutes.
//! Here each fragment is counted once. Pages are counted with their size, so that pages of
//! pages of pages are refused too.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql::{Name, Value, Variables};

use crate::error::ApiError;
use crate::{DEFAULT_PAGE, MAX_PAGE};

/// Most fields a query may name, fragments expanded. The usual introspection names about 200.
pub const MAX_FIELDS: u64 = 10_000;
/// Most fields an answer may hold by what the query asks for: each field of a page counts as
/// often as the page has items.
pub const MAX_COST: u64 = 5_000_000;
/// What finding the items of a page costs, whatever its size.
const PAGE_COST: u64 = 5_000;
/// Fields that give a page.
const PAGES: [&str; 5] = ["actors", "countries", "initiatives", "members", "parts"];

/// Refuses a query that asks for too much.
///
/// # Errors
/// Says how much it asks for, and how to ask for less.
pub(crate) fn check(document: &ExecutableDocument, variables: &Variables) -> Result<(), ApiError> {
    let mut counter = Counter { document, variables, counted: HashMap::new() };
    let operations = document.operations.iter();
    let total = operations.fold(Count::default(), |total, (_, operation)| {
        total.plus(counter.count(&operation.node.selection_set.node))
    });
    let refuse = |message| Err(ApiError::Input("QUERY_TOO_COMPLEX", message));
    if total.fields > MAX_FIELDS {
        let fields = total.fields;
        return refuse(format!("the query names {fields} fields, fragments expanded; at most {MAX_FIELDS}"));
    }
    if total.cost > MAX_COST {
        let cost = total.cost;
        return refuse(format!(
            "the query asks for up to {cost} fields, counting each page by its size; at most {MAX_COST}: lower \"first\", or ask for fewer lists within lists"
        ));
    }
    Ok(())
}

#[derive(Clone, Copy, Default)]
struct Count {
    /// Fields named.
    fields: u64,
    /// Fields of the answer.
    cost: u64,
}

impl Count {
    fn plus(self, other: Self) -> Self {
        Self { fields: self.fields.saturating_add(other.fields), cost: self.cost.saturating_add(other.cost) }
    }
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// What each fragment asks for; nothing while it is being counted: the validator refuses cycles.
    counted: HashMap<&'a Name, Count>,
}

impl<'a> Counter<'a> {
    fn count(&mut self, set: &'a SelectionSet) -> Count {
        set.items.iter().fold(Count::default(), |total, selection| {
            total.plus(match &selection.node {
                Selection::Field(field) => self.field(&field.node),
                Selection::InlineFragment(inline) => self.count(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
            })
        })
    }

    fn field(&mut self, field: &'a Field) -> Count {
        let below = self.count(&field.selection_set.node);
        let is_page = PAGES.contains(&field.name.node.as_str()) && below.fields > 0;
        let (times, own) = if is_page { (self.page_size(field), PAGE_COST) } else { (1, 1) };
        Count {
            fields: below.fields.saturating_add(1),
            cost: below.cost.saturating_mul(times).saturating_add(own),
        }
    }

    /// The size asked for; the largest where it can't be told.
    fn page_size(&self, field: &Field) -> u64 {
        let first = field.get_argument("first").map(|value| &value.node);
        let value = first.map(|value| value.clone().into_const_with(|name| self.variable(&name)));
        match value {
            None | Some(Ok(Value::Null)) => DEFAULT_PAGE as u64,
            Some(Ok(Value::Number(number))) => number.as_u64().unwrap_or(0).min(MAX_PAGE as u64),
            Some(_) => MAX_PAGE as u64,
        }
    }

    /// A variable given; one left out may have a default, which only the operation knows.
    fn variable(&self, name: &Name) -> Result<Value, ()> {
        self.variables.get(name).cloned().ok_or(())
    }

    fn fragment(&mut self, name: &'a Name) -> Count {
        if let Some(known) = self.counted.get(name) {
            return *known;
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Count::default() };
        self.counted.insert(name, Count::default());
        let total = self.count(&fragment.node.selection_set.node);
        self.counted.insert(name, total);
        total
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use async_graphql::value;

    use super::*;

    fn allowed(text: &str) -> bool {
        check(&parse_query(text).expect("a query"), &Variables::from_value(value!({"n": 300}))).is_ok()
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
    fn pages_of_pages_of_pages_are_refused() {
        let nested = |first: &str| {
            let page =
                |inner: &str| format!("actors(first: {first}) {{ nodes {{ country {{ {inner} }} }} }}");
            format!("query($n: Int) {{ country(iso3: \"USA\") {{ {} }} }}", page(&page(&page("name"))))
        };
        assert!(!allowed(&nested("300")));
        assert!(!allowed(&nested("$n")));
        assert!(!allowed(&nested("$left_out")));
        assert!(allowed(&nested("3")));
        let aliases: String = (0..1_001).map(|at| format!("a{at}: actors {{ totalCount }} ")).collect();
        assert!(!allowed(&format!("{{ {aliases} }}")));
    }

    #[test]
    fn a_cycle_is_left_to_the_validator_and_a_whole_country_passes() {
        assert!(allowed("{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"));
        assert!(allowed(
            "{ country(iso3: \"BRA\") { actors(first: 10000) { nodes { name targets { kind provenance { source { id } record { raw } } } } } } }"
        ));
    }
}

//! Two things of the specification that async-graphql's dynamic executor leaves out, mended in
//! the document before it runs.
//!
//! An object of which nothing was selected, because no fragment matched, must be `{}`: the
//! executor makes it null. So a selection without a plain field gets a hidden `__typename`,
//! which is taken out of the answer again. And a fragment on a union applies to the members of the
//! union: the executor never matches it. So there is a fragment for each member in its place.

use std::collections::HashMap;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, FragmentDefinition, InlineFragment, Selection,
    SelectionSet, TypeCondition,
};
use async_graphql::{Name, Pos, Positioned, Value};

use crate::table::Unions;

/// Alias of the hidden field.
const HIDDEN: &str = "quipu__typename";

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// Mends the document; tells whether hidden fields were added.
pub(crate) fn mend(document: &mut ExecutableDocument, unions: &Unions) -> bool {
    let originals = document.fragments.clone();
    let mut mender = Mender { unions, originals: &originals, hidden: false };
    match &mut document.operations {
        DocumentOperations::Single(operation) => mender.set(&mut operation.node.selection_set, 0),
        DocumentOperations::Multiple(operations) => {
            operations.values_mut().for_each(|operation| mender.set(&mut operation.node.selection_set, 0));
        }
    }
    document.fragments.values_mut().for_each(|fragment| mender.set(&mut fragment.node.selection_set, 0));
    let used = used_fragments(document);
    document.fragments.retain(|name, fragment| {
        used.contains(name) || !unions.contains_key(fragment.node.type_condition.node.on.node.as_str())
    });
    mender.hidden
}

/// Takes the hidden fields out of an answer.
pub(crate) fn clean(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.shift_remove(HIDDEN);
            fields.values_mut().for_each(clean);
        }
        Value::List(items) => items.iter_mut().for_each(clean),
        _ => {}
    }
}

struct Mender<'a> {
    unions: &'a Unions,
    originals: &'a Fragments,
    hidden: bool,
}

impl Mender<'_> {
    fn set(&mut self, set: &mut Positioned<SelectionSet>, depth: usize) {
        // Deeper than any query that is answered: a cycle of fragments, which the validator refuses.
        if depth > 64 {
            return;
        }
        for item in &mut set.node.items {
            if let Some(inline) = self.by_member(&item.node, item.pos) {
                item.node = Selection::InlineFragment(Positioned::new(inline, item.pos));
            }
            match &mut item.node {
                Selection::Field(field) if field.node.selection_set.node.items.is_empty() => {}
                Selection::Field(field) => self.set(&mut field.node.selection_set, depth + 1),
                Selection::InlineFragment(inline) => self.set(&mut inline.node.selection_set, depth + 1),
                Selection::FragmentSpread(_) => {}
            }
        }
        let plain = |item: &Positioned<Selection>| matches!(&item.node, Selection::Field(field) if field.node.directives.is_empty());
        if !set.node.items.iter().any(plain) {
            let pos = set.pos;
            set.node.items.push(Positioned::new(Selection::Field(Positioned::new(hidden(pos), pos)), pos));
            self.hidden = true;
        }
    }

    /// The selection as a fragment for each member, if its condition is a union.
    fn by_member(&self, selection: &Selection, pos: Pos) -> Option<InlineFragment> {
        let (condition, directives, selection_set) = match selection {
            Selection::InlineFragment(inline) => {
                (inline.node.type_condition.as_ref()?, &inline.node.directives, &inline.node.selection_set)
            }
            Selection::FragmentSpread(spread) => {
                let fragment = &self.originals.get(&spread.node.fragment_name.node)?.node;
                (&fragment.type_condition, &spread.node.directives, &fragment.selection_set)
            }
            Selection::Field(_) => return None,
        };
        let members = self.unions.get(condition.node.on.node.as_str())?.iter();
        let each = members.map(|member| {
            let on = Positioned::new(Name::new(member), pos);
            let inline = InlineFragment {
                type_condition: Some(Positioned::new(TypeCondition { on }, pos)),
                directives: Vec::new(),
                selection_set: selection_set.clone(),
            };
            Positioned::new(Selection::InlineFragment(Positioned::new(inline, pos)), pos)
        });
        let selection_set = Positioned::new(SelectionSet { items: each.collect() }, pos);
        Some(InlineFragment { type_condition: None, directives: directives.clone(), selection_set })
    }
}

fn hidden(pos: Pos) -> Field {
    Field {
        alias: Some(Positioned::new(Name::new(HIDDEN), pos)),
        name: Positioned::new(Name::new("__typename"), pos),
        arguments: Vec::new(),
        directives: Vec::new(),
        selection_set: Positioned::new(SelectionSet::default(), pos),
    }
}

/// Names of the fragments that are still spread somewhere.
fn used_fragments(document: &ExecutableDocument) -> std::collections::HashSet<Name> {
    fn collect(set: &SelectionSet, used: &mut std::collections::HashSet<Name>) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => collect(&field.node.selection_set.node, used),
                Selection::InlineFragment(inline) => collect(&inline.node.selection_set.node, used),
                Selection::FragmentSpread(spread) => {
                    used.insert(spread.node.fragment_name.node.clone());
                }
            }
        }
    }
    let mut used = std::collections::HashSet::new();
    document
        .operations
        .iter()
        .for_each(|(_, operation)| collect(&operation.node.selection_set.node, &mut used));
    document.fragments.values().for_each(|fragment| collect(&fragment.node.selection_set.node, &mut used));
    used
}

//! Bounds on what a document asks for, counted before anything else walks it.
//!
//! async-graphql expands fragments again wherever they are spread, in each of its checks: a
//! kilobyte of fragments that spread the next one twice would keep a core busy for minutes.
//! Here each fragment is counted once. What an answer may cost is counted later, of the plan.

mod introspection;
pub(crate) mod tokens;
pub(crate) mod variables;

use std::collections::HashMap;

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, Selection, SelectionSet, TypeCondition,
};
use async_graphql::{Name, Positioned};

pub use introspection::MAX_INTROSPECTION;
pub use tokens::{MAX_NAME_BYTES, MAX_QUERY_BYTES, MAX_TOKENS};
pub use variables::{MAX_VALUE_DEPTH, MAX_VALUES};

use crate::error::ApiError;
use crate::table::Unions;

/// Most fields a query may name, fragments expanded. The usual introspection names about 200.
pub const MAX_FIELDS: u64 = 10_000;
/// Most fields of the query itself, fragments expanded: enough for every country by an alias.
pub const MAX_ROOT_FIELDS: u64 = 500;
/// Most aliases, fragments expanded.
pub const MAX_ALIASES: u64 = 2_000;
/// Most directives, fragments expanded.
pub const MAX_DIRECTIVES: u64 = 500;
/// Deepest nesting of fields; introspection needs 15.
pub const MAX_DEPTH: u64 = 24;
/// Deepest nesting of braces, those of fragments included.
pub(crate) const MAX_NESTING: u64 = 2 * MAX_DEPTH;

/// Refuses a document that asks for too much.
///
/// # Errors
/// Says of what, how much, and what is allowed.
pub(crate) fn check(document: &ExecutableDocument, unions: &Unions) -> Result<(), ApiError> {
    let mut counter = Counter { document, unions, counted: HashMap::new() };
    let (mut total, mut roots) = (Counts::default(), 0);
    for (_, operation) in document.operations.iter() {
        let set = &operation.node.selection_set.node;
        total = total.and(counter.count(set, Place { level: 0, introspection: false }));
        total.directives = total.directives.saturating_add(operation.node.directives.len() as u64);
        roots = roots.max(counter.root_fields(set));
    }
    // Those that are never spread are checked as well.
    for name in document.fragments.keys() {
        let fragment = counter.fragment(name, Place { level: 0, introspection: false });
        refuse("fields in a fragment", fragment.fields, MAX_FIELDS)?;
        refuse_depth(fragment)?;
    }
    refuse_depth(total)?;
    refuse("fields", total.fields, MAX_FIELDS)?;
    refuse("fields of the query itself", roots, MAX_ROOT_FIELDS)?;
    refuse("aliases", total.aliases, MAX_ALIASES)?;
    refuse("directives", total.directives, MAX_DIRECTIVES)?;
    refuse("values of introspection", total.introspected, MAX_INTROSPECTION)
}

fn refuse(what: &str, count: u64, most: u64) -> Result<(), ApiError> {
    if count <= most {
        return Ok(());
    }
    let message =
        format!("the query asks for {count} {what}, fragments expanded; at most {most} are allowed");
    Err(ApiError::Input("QUERY_TOO_COMPLEX", message))
}

fn refuse_depth(counts: Counts) -> Result<(), ApiError> {
    if counts.depth <= MAX_DEPTH && counts.nesting <= MAX_NESTING {
        return Ok(());
    }
    let message = format!(
        "the query is nested too deep: at most {MAX_DEPTH} fields within one another, and {MAX_NESTING} braces, those of fragments included"
    );
    Err(ApiError::Input("QUERY_TOO_DEEP", message))
}

/// What a selection asks for, fragments expanded.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    fields: u64,
    aliases: u64,
    directives: u64,
    /// Fields within one another.
    depth: u64,
    /// Braces within one another.
    nesting: u64,
    /// What introspection gives, about.
    introspected: u64,
}

impl Counts {
    /// Of two selections side by side.
    fn and(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives),
            depth: self.depth.max(other.depth),
            nesting: self.nesting.max(other.nesting),
            introspected: self.introspected.saturating_add(other.introspected),
        }
    }

    /// Of a selection that is made so many times.
    fn times(self, times: u64) -> Self {
        Self {
            fields: self.fields.saturating_mul(times),
            aliases: self.aliases.saturating_mul(times),
            directives: self.directives.saturating_mul(times),
            introspected: self.introspected.saturating_mul(times),
            ..self
        }
    }

    /// Of a fragment, where it stands. An empty one takes time too.
    fn of_fragment(self, directives: &[Positioned<Directive>]) -> Self {
        Self {
            fields: self.fields.saturating_add(1),
            directives: self.directives.saturating_add(directives.len() as u64),
            nesting: self.nesting.saturating_add(1),
            ..self
        }
    }
}

/// Where a selection stands.
#[derive(Clone, Copy)]
struct Place {
    /// Braces around it on the way that leads to it; no deeper than is allowed, since each takes
    /// room on the stack.
    level: u64,
    /// Whether it asks about the schema.
    introspection: bool,
}

impl Place {
    fn below(self) -> Self {
        Self { level: self.level + 1, ..self }
    }
}

struct Counter<'a> {
    document: &'a ExecutableDocument,
    unions: &'a Unions,
    /// What each fragment asks for, within introspection and without; nothing while it is being
    /// counted: the validator refuses cycles.
    counted: HashMap<(&'a Name, bool), Counts>,
}

impl<'a> Counter<'a> {
    fn count(&mut self, set: &'a SelectionSet, place: Place) -> Counts {
        if place.level > MAX_NESTING {
            return Counts { nesting: MAX_NESTING + 1, ..Counts::default() };
        }
        let selections = set.items.iter();
        selections.fold(Counts::default(), |total, selection| {
            total.and(match &selection.node {
                Selection::Field(field) => self.field(&field.node, place),
                Selection::InlineFragment(inline) => {
                    let inline = &inline.node;
                    let below = self.count(&inline.selection_set.node, place.below());
                    let members = self.members(inline.type_condition.as_ref());
                    below.of_fragment(&inline.directives).times(members)
                }
                Selection::FragmentSpread(spread) => {
                    let below = self.fragment(&spread.node.fragment_name.node, place.below());
                    below.of_fragment(&spread.node.directives)
                }
            })
        })
    }

    fn field(&mut self, field: &'a Field, place: Place) -> Counts {
        let name = field.name.node.as_str();
        let introspection = place.introspection || introspection::begins(name);
        let below = self.count(&field.selection_set.node, Place { introspection, ..place.below() });
        let introspected = if introspection {
            below.introspected.saturating_add(1).saturating_mul(introspection::items(name))
        } else {
            below.introspected
        };
        Counts {
            fields: below.fields.saturating_add(1),
            aliases: below.aliases.saturating_add(u64::from(field.alias.is_some())),
            directives: below.directives.saturating_add(field.directives.len() as u64),
            depth: below.depth.saturating_add(1),
            nesting: below.nesting.saturating_add(1),
            introspected,
        }
    }

    /// How many members a condition has: a fragment on a union is expanded for each.
    fn members(&self, condition: Option<&Positioned<TypeCondition>>) -> u64 {
        let union = condition.and_then(|condition| self.unions.get(condition.node.on.node.as_str()));
        union.map_or(1, |members| members.len() as u64)
    }

    fn fragment(&mut self, name: &'a Name, place: Place) -> Counts {
        let key = (name, place.introspection);
        if let Some(known) = self.counted.get(&key) {
            return *known;
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Counts::default() };
        self.counted.insert(key, Counts::default());
        let members = self.members(Some(&fragment.node.type_condition));
        let mut total = self.count(&fragment.node.selection_set.node, place).times(members);
        let directives = fragment.node.directives.len() as u64;
        total.directives = total.directives.saturating_add(directives);
        self.counted.insert(key, total);
        total
    }

    /// Fields of the query itself. That it is not too large is known.
    fn root_fields(&self, set: &SelectionSet) -> u64 {
        let mut known = HashMap::new();
        self.root_fields_of(set, &mut known, 0)
    }

    fn root_fields_of<'d>(
        &'d self,
        set: &'d SelectionSet,
        known: &mut HashMap<&'d Name, u64>,
        level: u64,
    ) -> u64 {
        if level > MAX_NESTING {
            return 0;
        }
        set.items.iter().fold(0, |total, selection| {
            total.saturating_add(match &selection.node {
                Selection::Field(_) => 1,
                Selection::InlineFragment(inline) => {
                    self.root_fields_of(&inline.node.selection_set.node, known, level + 1)
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    match (known.get(name), self.document.fragments.get(name)) {
                        (Some(count), _) => *count,
                        (None, Some(fragment)) => {
                            known.insert(name, 0);
                            let set = &fragment.node.selection_set.node;
                            let count = self.root_fields_of(set, known, level + 1);
                            known.insert(name, count);
                            count
                        }
                        (None, None) => 0,
                    }
                }
            })
        })
    }
}

#[cfg(test)]
mod tests;

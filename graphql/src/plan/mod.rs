//! The compiled plan: a validated query, its fragments merged for each type of object, that
//! writes its answer as JSON straight from the snapshot.
//!
//! [`compile`] makes a plan of a document, once. [`Request`](bind::Request) joins it with
//! variables and a world. [`run`] writes the answer. Field functions come from the one table;
//! nothing here knows any field by name, but `__typename` and what federation adds.

mod bind;
mod compile;
pub(crate) mod json;
mod output;
mod run;

use std::sync::Arc;

use async_graphql::{Pos, Value};

pub(crate) use bind::Request;
pub(crate) use compile::compile;
pub(crate) use run::{Answered, run};

use crate::table::{Field, Keys};

/// A node of a plan: its position.
type NodeId = u32;

/// In place of a position in the plan's arguments: the field takes none.
const NO_ARGUMENTS: u32 = u32::MAX;

/// A compiled query.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What is read of an object of one type.
    nodes: Vec<Node>,
    /// The fields of the query or subscription itself, in order.
    roots: Vec<RootStep>,
    /// Arguments of fields that take any.
    arguments: Vec<Given>,
    /// Whether it asks for what only async-graphql's executor answers: introspection, raw rows.
    pub(crate) needs_executor: bool,
}

impl Plan {
    /// About how many bytes it takes.
    pub(crate) fn size_bytes(&self) -> usize {
        let step_bytes = |step: &Step| 300 + step.key.len() + step.prefix.len();
        let steps: usize = self.nodes.iter().flat_map(|node| &node.steps).map(step_bytes).sum();
        1_000 + steps + 300 * (self.nodes.len() + self.arguments.len())
    }
}

/// A field of the query or subscription itself.
#[derive(Debug)]
struct RootStep {
    step: Step,
    /// Its own arguments and those of all fields below it.
    arguments: std::ops::Range<usize>,
}

/// What is read of an object of one type, in order.
#[derive(Debug, Default)]
struct Node {
    steps: Vec<Step>,
}

/// A field of an answer.
#[derive(Debug)]
struct Step {
    /// The name it has in the answer.
    key: Arc<str>,
    /// Comma, key and colon as they stand in the answer; for a constant its value too.
    prefix: Box<[u8]>,
    /// Where it stands in the document.
    position: Pos,
    action: Action,
}

/// How a field of an answer is made.
#[derive(Debug)]
enum Action {
    /// It is the same for all objects of the type.
    Constant,
    /// By a function of the table; `arguments` is a position in the plan's arguments.
    Read { field: Arc<Field>, arguments: u32, shape: Shape, below: Below },
    /// By what gateways refer to.
    Entities { arguments: u32, keys: Keys, below: Below },
    /// By async-graphql's executor.
    Executor,
}

/// Nullability of a field and, of a list, of its items.
#[derive(Clone, Copy, Debug)]
struct Shape {
    nullable: bool,
    items_nullable: bool,
}

/// What is read of the objects of a field.
#[derive(Debug)]
enum Below {
    /// Nothing: it is a leaf.
    Leaf,
    /// The objects are of one type.
    One(NodeId),
    /// By the type of the object, see [`slot`](crate::table::Object::slot).
    ByType(Box<[NodeId]>),
}

/// Arguments of a field as the document gives them.
#[derive(Debug)]
struct Given {
    field: Option<Arc<Field>>,
    values: Vec<(&'static str, GivenValue)>,
    /// Where the field stands in the document.
    position: Pos,
}

/// A value of an argument.
#[derive(Debug)]
enum GivenValue {
    /// Known and checked.
    Constant(Value),
    /// With variables in it.
    WithVariables(async_graphql_value::Value),
}

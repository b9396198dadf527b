//! From a document to a plan: sections 6.3.2 (collecting fields) and 5.3.2 (merging them) of the
//! specification, done once for each type of object and not for each object.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field as Asked, OperationDefinition, OperationType, Selection,
    SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, ServerError, Value, Variables};
use async_graphql_value::Value as InDocument;
use indexmap::IndexMap;

use super::{
    Action, Below, Given, GivenValue, NO_ARGUMENTS, Node, NodeId, Plan, RootStep, Shape, Step, json,
};
use crate::coerce::{Written, value_of};
use crate::error::ApiError;
use crate::table::object::{Live, Root, SLOTS, slot_of};
use crate::table::{ENTITY, Field, Kind, ObjectType, Source, Table};
use crate::types::entity::{ENTITIES, REPRESENTATIONS};

/// Most fields a plan may have, each counted for each type of object it may be asked of.
const MAX_STEPS: usize = 50_000;

/// The fields asked of an object, by the name they have in the answer.
type Collected<'a> = IndexMap<&'a str, Vec<&'a Positioned<Asked>>>;

/// Compiles an operation of a validated document. The conditions of `@skip` and `@include` are
/// decided here, by `variables`.
///
/// # Errors
/// What the validator lets pass: fields of one name that differ, arguments of a wrong form; and
/// more than a plan may hold.
pub(crate) fn compile(
    table: &Table,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<Plan, ServerError> {
    let plan = Plan { nodes: vec![], roots: vec![], arguments: vec![], needs_executor: false };
    let mut compiler = Compiler { table, document, variables, plan, known: HashMap::new(), steps: 0 };
    let root = if operation.ty == OperationType::Subscription { Live::NAME } else { Root::NAME };
    let root = table.object(root).expect("the table has the roots");
    let fields = compiler.collect(&[&operation.selection_set.node], root);
    for (position, (key, asked)) in fields.iter().enumerate() {
        compiler.known.clear();
        let begin = compiler.plan.arguments.len();
        let step = compiler.step(root, key, asked, position == 0)?;
        let arguments = begin..compiler.plan.arguments.len();
        compiler.plan.roots.push(RootStep { step, arguments });
    }
    if operation.ty == OperationType::Subscription {
        check_subscription(&compiler.plan)?;
    }
    Ok(compiler.plan)
}

/// Refuses a subscription that tells of several things, as section 5.2.4.1 of the specification has it, or of
/// what is not in the snapshot.
fn check_subscription(plan: &Plan) -> Result<(), ServerError> {
    if plan.roots.len() != 1 {
        let message =
            "a subscription asks for one field, without `@skip` and `@include`: open another for another";
        return Err(ApiError::Input("GRAPHQL_VALIDATION_FAILED", message.to_owned()).at(Pos::default()));
    }
    if plan.needs_executor {
        let message = "a subscription cannot hold `raw`: query it when something is told";
        return Err(ApiError::Input("OPERATION_NOT_SUPPORTED", message.to_owned()).at(Pos::default()));
    }
    Ok(())
}

struct Compiler<'a> {
    table: &'a Table,
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    plan: Plan,
    /// Nodes made so far, by the selections they are made of and the type. Within one field of
    /// the root only: each may be asked of another world, with arguments prepared for it.
    known: HashMap<(Vec<*const SelectionSet>, &'static str), NodeId>,
    steps: usize,
}

impl<'a> Compiler<'a> {
    /// The node that reads these selections of objects of a type.
    fn node(&mut self, sets: &[&'a SelectionSet], object: &'a ObjectType) -> Result<NodeId, ServerError> {
        let key = (sets.iter().map(|set| std::ptr::from_ref(*set)).collect::<Vec<_>>(), object.name);
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let mut steps = Vec::new();
        for (key, asked) in &self.collect(sets, object) {
            steps.push(self.step(object, key, asked, steps.is_empty())?);
        }
        self.steps += steps.len();
        if self.steps > MAX_STEPS {
            let message = format!(
                "the query asks for more than {MAX_STEPS} fields, each counted for each type that has it: use fewer fragments within fragments"
            );
            return Err(ApiError::Input("QUERY_TOO_COMPLEX", message).at(Pos::default()));
        }
        let id = self.plan.nodes.len() as NodeId;
        self.plan.nodes.push(Node { steps });
        self.known.insert(key, id);
        Ok(id)
    }

    /// The fields that these selections ask of an object of a type, in order.
    fn collect(&self, sets: &[&'a SelectionSet], object: &ObjectType) -> Collected<'a> {
        let mut fields = Collected::new();
        let mut visited = HashSet::new();
        sets.iter().for_each(|set| self.collect_set(set, object, &mut fields, &mut visited));
        fields
    }

    fn collect_set(
        &self,
        set: &'a SelectionSet,
        object: &ObjectType,
        fields: &mut Collected<'a>,
        visited: &mut HashSet<&'a Name>,
    ) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) if self.takes_part(&field.node.directives) => {
                    fields.entry(field.node.response_key().node.as_str()).or_default().push(field);
                }
                Selection::InlineFragment(inline) if self.takes_part(&inline.node.directives) => {
                    let condition = inline.node.type_condition.as_ref().map(|on| on.node.on.node.as_str());
                    if condition.is_none_or(|name| self.table.is_a(object, name)) {
                        self.collect_set(&inline.node.selection_set.node, object, fields, visited);
                    }
                }
                Selection::FragmentSpread(spread) if self.takes_part(&spread.node.directives) => {
                    let name = &spread.node.fragment_name.node;
                    let Some(fragment) = self.document.fragments.get(name) else { continue };
                    let condition = fragment.node.type_condition.node.on.node.as_str();
                    if visited.insert(name) && self.table.is_a(object, condition) {
                        self.collect_set(&fragment.node.selection_set.node, object, fields, visited);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a selection takes part, by its `@skip` and `@include`.
    fn takes_part(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().all(|directive| {
            let wanted = match directive.node.name.node.as_str() {
                "skip" => false,
                "include" => true,
                _ => return true,
            };
            let condition = match directive.node.get_argument("if").map(|condition| &condition.node) {
                Some(InDocument::Boolean(value)) => Some(*value),
                Some(InDocument::Variable(name)) => match self.variables.get(name) {
                    Some(Value::Boolean(value)) => Some(*value),
                    _ => None,
                },
                _ => None,
            };
            condition.is_none_or(|condition| condition == wanted)
        })
    }

    /// What reads one field of an object of a type.
    fn step(
        &mut self,
        object: &'a ObjectType,
        key: &str,
        asked: &[&'a Positioned<Asked>],
        is_first: bool,
    ) -> Result<Step, ServerError> {
        let first = &asked[0].node;
        if let Some(other) = asked[1..].iter().find(|other| !is_same(first, &other.node)) {
            let message = format!(
                "{key:?} is asked for twice of {}, with another field or other arguments; give one of them an alias",
                object.name
            );
            return Err(ApiError::Input("GRAPHQL_VALIDATION_FAILED", message).at(other.pos));
        }
        let mut prefix = Vec::from(if is_first { "" } else { "," });
        json::write_text(&mut prefix, key);
        prefix.push(b':');
        let position = asked[0].pos;
        let action = match first.name.node.as_str() {
            "__typename" => {
                json::write_text(&mut prefix, object.name);
                Action::Constant
            }
            ENTITIES if object.name == Root::NAME => self.entities(asked, position)?,
            name => match object.fields.iter().find(|field| field.name == name) {
                Some(field)
                    if matches!(
                        field.source,
                        Source::World { .. } | Source::Compared(_) | Source::Told(_) | Source::Allowance
                    ) =>
                {
                    self.read(field, asked, position)?
                }
                _ => {
                    self.plan.needs_executor = true;
                    Action::Executor
                }
            },
        };
        Ok(Step { key: key.into(), prefix: prefix.into(), position, action })
    }

    fn read(
        &mut self,
        field: &Arc<Field>,
        asked: &[&'a Positioned<Asked>],
        position: Pos,
    ) -> Result<Action, ServerError> {
        let arguments = match field.arguments.as_slice() {
            [] => NO_ARGUMENTS,
            _ => self.arguments(field, &asked[0].node, position)?,
        };
        let below = self.below(field.type_.type_name(), asked)?;
        Ok(Action::Read { field: Arc::clone(field), arguments, shape: shape(&field.type_), below })
    }

    fn entities(&mut self, asked: &[&'a Positioned<Asked>], position: Pos) -> Result<Action, ServerError> {
        let value = asked[0].node.get_argument(REPRESENTATIONS).map(|value| value.node.clone());
        let value = GivenValue::WithVariables(value.unwrap_or_default());
        let arguments = self.plan.arguments.len() as u32;
        self.plan.arguments.push(Given { field: None, values: vec![(REPRESENTATIONS, value)], position });
        Ok(Action::Entities { arguments, keys: self.table.keys(), below: self.below(ENTITY, asked)? })
    }

    /// The arguments given to a field. Those without variables are checked at once.
    fn arguments(&mut self, field: &Arc<Field>, asked: &Asked, position: Pos) -> Result<u32, ServerError> {
        let mut values = Vec::new();
        for argument in &field.arguments {
            let given = asked.get_argument(argument.name).map(|value| &value.node);
            let value = match (given.map(|value| value.clone().into_const()), &argument.default) {
                (Some(Some(constant)), _) => {
                    let checked = value_of(self.table, &argument.type_, &constant, Written::InDocument);
                    let refuse = |problem: String| {
                        let message = format!("argument {:?} of {:?}: {problem}", argument.name, field.name);
                        ApiError::Input("GRAPHQL_VALIDATION_FAILED", message).at(position)
                    };
                    GivenValue::Constant(checked.map_err(refuse)?)
                }
                (Some(None), _) => GivenValue::WithVariables(given.cloned().unwrap_or_default()),
                (None, Some(default)) => GivenValue::Constant(default.clone()),
                (None, None) => continue,
            };
            values.push((argument.name, value));
        }
        self.plan.arguments.push(Given { field: Some(Arc::clone(field)), values, position });
        Ok(self.plan.arguments.len() as u32 - 1)
    }

    /// What is read of objects of a type, or of each type that is one of an abstract type.
    fn below(&mut self, type_name: &str, asked: &[&'a Positioned<Asked>]) -> Result<Below, ServerError> {
        let sets: Vec<&SelectionSet> = asked.iter().map(|field| &field.node.selection_set.node).collect();
        let table = self.table;
        if let Some(object) = table.object(type_name) {
            return Ok(Below::One(self.node(&sets, object)?));
        }
        if !table.is_abstract(type_name) && type_name != ENTITY {
            return Ok(Below::Leaf);
        }
        let mut by_type = vec![NodeId::MAX; SLOTS];
        for object in table.objects.iter().filter(|object| table.is_a(object, type_name)) {
            let slot = slot_of(object.name).expect("every type of the table is a kind of object");
            by_type[slot] = self.node(&sets, object)?;
        }
        Ok(Below::ByType(by_type.into()))
    }
}

/// Whether two fields of one name in the answer ask for the same.
fn is_same(one: &Asked, other: &Asked) -> bool {
    let given = |field: &Asked, name: &str| field.get_argument(name).map(|value| value.node.clone());
    one.name.node == other.name.node
        && one.arguments.len() == other.arguments.len()
        && one.arguments.iter().all(|(name, value)| given(other, &name.node).as_ref() == Some(&value.node))
}

/// Nullability of a type; lists of lists there are none.
fn shape(type_: &TypeRef) -> Shape {
    let (nullable, inner) = match type_ {
        TypeRef::NonNull(inner) => (false, inner.as_ref()),
        other => (true, other),
    };
    let items_nullable = match inner {
        TypeRef::List(item) => !matches!(item.as_ref(), TypeRef::NonNull(_)),
        _ => false,
    };
    Shape { nullable, items_nullable }
}

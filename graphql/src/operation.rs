//! Documents that were read, checked and found valid, kept so that this is done once.

use std::collections::BTreeSet;

use async_graphql::dynamic::Schema;
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{
    Directive, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Request, ServerError, Value, Variables};
use async_graphql_value::Value as InDocument;

use crate::error::{ApiError, shortened};
use crate::guard;
use crate::table::Unions;

/// Code of the error of what is not answered: a mutation anywhere, a subscription where queries are.
pub(crate) const NO_QUERY: &str = "OPERATION_NOT_SUPPORTED";

/// A valid document, with the operation of it that is wanted.
pub(crate) struct Operation {
    pub(crate) document: ExecutableDocument,
    name: Option<String>,
    /// Variables that decide which selections take part.
    conditions: Vec<Name>,
}

impl Operation {
    /// Reads a document and has `validator` check it.
    ///
    /// # Errors
    /// What is wrong with it, each with a code.
    pub(crate) async fn new(
        validator: &Schema,
        unions: &Unions,
        query: &str,
        name: Option<&str>,
    ) -> Result<Self, Vec<ServerError>> {
        guard::tokens::check(query).map_err(|error| vec![error.at(Pos::default())])?;
        let document =
            parse_query(query).map_err(|error| vec![with_code(error.into(), "GRAPHQL_PARSE_FAILED")])?;
        guard::check(&document, unions).map_err(|error| vec![error.at(Pos::default())])?;
        refuse_mutations(&document, name)?;
        let mut request = Request::new(query);
        request.set_parsed_query(document.clone());
        request.operation_name = name.map(str::to_owned);
        let checked = validator.execute(request).await;
        if !checked.errors.is_empty() {
            let errors = checked.errors.into_iter();
            return Err(errors.map(|error| with_code(error, "GRAPHQL_VALIDATION_FAILED")).collect());
        }
        let conditions = conditions(&document);
        Ok(Self { document, name: name.map(str::to_owned), conditions })
    }

    /// The operation itself.
    pub(crate) fn definition(&self) -> &OperationDefinition {
        self.named_definition().1
    }

    /// The name that the document gives it.
    pub(crate) fn given_name(&self) -> Option<&str> {
        self.named_definition().0
    }

    fn named_definition(&self) -> (Option<&str>, &OperationDefinition) {
        let wanted = |name: Option<&Name>| match (&self.name, name) {
            (Some(wanted), Some(name)) => wanted == name.as_str(),
            _ => true,
        };
        let found = self.document.operations.iter().find(|(name, _)| wanted(*name));
        let (name, operation) = found.expect("the validator found the operation");
        (name.map(Name::as_str), &operation.node)
    }

    /// Whether it is a subscription.
    pub(crate) fn is_subscription(&self) -> bool {
        self.definition().ty == OperationType::Subscription
    }

    /// The name that the request gives of the operation it wants.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What the variables that decide about selections say.
    pub(crate) fn decisions(&self, variables: &Variables) -> Vec<bool> {
        let decision = |name| matches!(variables.get(name), Some(Value::Boolean(true)));
        self.conditions.iter().map(decision).collect()
    }
}

/// Refuses a mutation: the graph has none.
fn refuse_mutations(document: &ExecutableDocument, name: Option<&str>) -> Result<(), Vec<ServerError>> {
    let wanted = document
        .operations
        .iter()
        .filter(|(known, _)| name.is_none_or(|name| known.is_none_or(|known| known.as_str() == name)));
    for (_, operation) in wanted {
        if operation.node.ty == OperationType::Mutation {
            let message = "the graph has no mutations: it answers queries and subscriptions".to_owned();
            return Err(vec![ApiError::Input(NO_QUERY, message).at(operation.pos)]);
        }
    }
    Ok(())
}

/// Gives an error a code where it has none.
pub(crate) fn with_code(mut error: ServerError, code: &'static str) -> ServerError {
    error.message = shortened(error.message);
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
    error
}

/// Variables that `@skip` and `@include` ask for, each once.
fn conditions(document: &ExecutableDocument) -> Vec<Name> {
    let mut names = BTreeSet::new();
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    operations.chain(fragments).for_each(|set| conditions_of(set, &mut names));
    names.into_iter().collect()
}

fn conditions_of(set: &SelectionSet, names: &mut BTreeSet<Name>) {
    for selection in &set.items {
        let (directives, below) = match &selection.node {
            Selection::Field(field) => (&field.node.directives, Some(&field.node.selection_set)),
            Selection::InlineFragment(inline) => (&inline.node.directives, Some(&inline.node.selection_set)),
            Selection::FragmentSpread(spread) => (&spread.node.directives, None),
        };
        names.extend(directives.iter().filter_map(condition).cloned());
        below.into_iter().for_each(|set| conditions_of(&set.node, names));
    }
}

fn condition(directive: &Positioned<Directive>) -> Option<&Name> {
    match directive.node.get_argument("if").map(|value| &value.node) {
        Some(InDocument::Variable(name)) => Some(name),
        _ => None,
    }
}

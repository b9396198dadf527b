//! Values of variables and arguments, checked and brought into one form, as section 6.1.2 and
//! 6.4.1 of the specification have it: so both executors see the same values.

use async_graphql::dynamic::TypeRef;
use async_graphql::parser::types::{BaseType, OperationDefinition, Type};
use async_graphql::{Name, Positioned, ServerError, Value, Variables};
use indexmap::IndexMap;

use crate::error::ApiError;
use crate::table::{Argument, EnumType, Field, InputType, Table};

/// Most values of a list in an argument.
pub(crate) const MAX_LIST: usize = 1_000;
/// What gateways refer to things by; how many there may be is said where they are looked up.
const ANY: &str = "_Any";

/// Where a value was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// In the document: entries of closed lists are names.
    InDocument,
    /// In JSON: entries of closed lists are texts.
    InJson,
    /// In the document, with variables in it that were checked before.
    Mixed,
}

/// The variables of an operation: those given, checked against their types, with defaults for
/// those left out. One that may be left out and has no default is null.
///
/// # Errors
/// The first variable that is missing or wrong: what is wrong with it, and what is allowed.
pub(crate) fn variables(
    table: &Table,
    operation: &OperationDefinition,
    given: &Variables,
) -> Result<Variables, ServerError> {
    let mut checked = Variables::default();
    for Positioned { node: definition, pos } in &operation.variable_definitions {
        let name = &definition.name.node;
        let type_ = type_ref(&definition.var_type.node);
        let default = definition.default_value.as_ref();
        let refuse = |problem: String| {
            let message = format!("variable \"${name}\": {problem}");
            ApiError::input(message).at(*pos)
        };
        let value = match (given.get(name), default) {
            (Some(value), _) => value_of(table, &type_, value, Written::InJson).map_err(refuse)?,
            (None, Some(default)) => {
                value_of(table, &type_, &default.node, Written::InDocument).map_err(refuse)?
            }
            (None, None) if is_nullable(&type_) => Value::Null,
            (None, None) => return Err(refuse(format!("it is missing; a value of {type_} is needed"))),
        };
        checked.insert(name.clone(), value);
    }
    Ok(checked)
}

fn type_ref(type_: &Type) -> TypeRef {
    let base = match &type_.base {
        BaseType::Named(name) => TypeRef::Named(name.to_string().into()),
        BaseType::List(item) => TypeRef::List(Box::new(type_ref(item))),
    };
    if type_.nullable { base } else { TypeRef::NonNull(Box::new(base)) }
}

/// Whether a type takes null.
fn is_nullable(type_: &TypeRef) -> bool {
    !matches!(type_, TypeRef::NonNull(_))
}

/// The arguments given to a field, brought into the form that its function expects.
///
/// # Errors
/// The first that is wrong.
pub(crate) fn arguments(
    table: &Table,
    field: &Field,
    given: &IndexMap<Name, Value>,
) -> Result<IndexMap<Name, Value>, ApiError> {
    let mut checked = IndexMap::new();
    for argument in &field.arguments {
        let Some(value) = given.get(argument.name) else { continue };
        checked.insert(Name::new(argument.name), self::argument(table, argument, value)?);
    }
    Ok(checked)
}

/// The value given to an argument, its variables filled in, brought into the form that is expected.
///
/// # Errors
/// What is wrong with it, and what is allowed.
pub(crate) fn argument(table: &Table, argument: &Argument, value: &Value) -> Result<Value, ApiError> {
    let value = value_of(table, &argument.type_, value, Written::Mixed);
    value.map_err(|problem| ApiError::input(format!("argument {:?}: {problem}", argument.name)))
}

/// A value in the form that functions of fields expect: a single item is a list of one, numbers
/// that are ids are texts, entries of closed lists are names, fields of inputs stand in the order
/// of their type.
///
/// # Errors
/// What is wrong with it, and what is allowed.
pub(crate) fn value_of(
    table: &Table,
    type_: &TypeRef,
    value: &Value,
    written: Written,
) -> Result<Value, String> {
    match (type_, value) {
        (TypeRef::NonNull(_), Value::Null) => Err(format!("null is not a value of {type_}")),
        (TypeRef::NonNull(inner), _) => value_of(table, inner, value, written),
        (_, Value::Null) => Ok(Value::Null),
        (TypeRef::List(item), Value::List(values)) if values.len() > MAX_LIST && item.type_name() != ANY => {
            Err(format!("{} values are given; a list holds at most {MAX_LIST}", values.len()))
        }
        (TypeRef::List(item), Value::List(values)) => {
            let each = values.iter().enumerate().map(|(at, value)| {
                value_of(table, item, value, written).map_err(|problem| format!("item {at}: {problem}"))
            });
            Ok(Value::List(each.collect::<Result<_, _>>()?))
        }
        (TypeRef::List(item), single) => Ok(Value::List(vec![value_of(table, item, single, written)?])),
        (TypeRef::Named(name), _) => named(table, name, value, written),
    }
}

fn named(table: &Table, name: &str, value: &Value, written: Written) -> Result<Value, String> {
    if let Some(list) = table.enums.iter().find(|one| one.name == name) {
        return entry(list, value, written);
    }
    if let Some(input) = table.inputs.iter().find(|one| one.name == name) {
        return object(table, input, value, written);
    }
    let scalar = table.scalars.iter().find(|one| one.name == name);
    let fits = match (name, value) {
        ("Int", Value::Number(number)) => number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        ("Float", Value::Number(_))
        | ("Boolean", Value::Boolean(_))
        | ("String" | "ID", Value::String(_)) => true,
        ("ID", Value::Number(number)) if number.is_i64() => return Ok(Value::String(number.to_string())),
        ("Int" | "Float" | "Boolean" | "String" | "ID", _) => false,
        _ => scalar.is_none_or(|scalar| (scalar.is_valid)(value)),
    };
    if fits {
        return Ok(value.clone());
    }
    let allowed = scalar.map(|scalar| format!(": {}", scalar.about)).unwrap_or_default();
    Err(format!("{value} is not a value of {name}{allowed}"))
}

fn entry(list: &EnumType, value: &Value, written: Written) -> Result<Value, String> {
    let code = match value {
        Value::Enum(code) if written != Written::InJson => code.as_str(),
        Value::String(code) if written == Written::InJson => code.as_str(),
        _ => "",
    };
    if let Some((known, _)) = list.items.iter().find(|(known, _)| *known == code) {
        return Ok(Value::Enum(Name::new(known)));
    }
    let codes: Vec<&str> = list.items.iter().map(|(code, _)| *code).collect();
    Err(format!("{value} is not an entry of {}; these are {}", list.name, codes.join(", ")))
}

fn object(table: &Table, input: &InputType, value: &Value, written: Written) -> Result<Value, String> {
    let Value::Object(given) = value else {
        return Err(format!("{value} is not an object of {}", input.name));
    };
    if let Some(unknown) =
        given.keys().find(|key| !input.fields.iter().any(|field| field.name == key.as_str()))
    {
        let known: Vec<&str> = input.fields.iter().map(|field| field.name).collect();
        return Err(format!("{} has no field {unknown:?}; it has {}", input.name, known.join(", ")));
    }
    let mut fields = IndexMap::new();
    for field in &input.fields {
        let in_field = |problem: String| format!("{}: {problem}", field.name);
        match (given.get(field.name), &field.default) {
            (Some(value), _) => {
                let value = value_of(table, &field.type_, value, written).map_err(in_field)?;
                fields.insert(Name::new(field.name), value);
            }
            (None, Some(default)) => {
                fields.insert(Name::new(field.name), default.clone());
            }
            (None, None) if is_nullable(&field.type_) => {}
            (None, None) => {
                return Err(in_field(format!("it is missing; a value of {} is needed", field.type_)));
            }
        }
    }
    Ok(Value::Object(fields))
}

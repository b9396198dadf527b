//! The field table: every type and field of the graph, each defined once.

mod arguments;
mod build;
pub(crate) mod object;

use std::fmt;

use async_graphql::Value;
use async_graphql::dynamic::TypeRef;
use quipu_world::World;

pub(crate) use arguments::{Argument, Arguments, InputType, moment};
pub(crate) use build::{Builder, View, list};
pub(crate) use object::{Kind, Object};

use crate::error::ApiError;

/// What a field's function gives back: a leaf, or objects yet to be read.
#[derive(Debug)]
pub(crate) enum Resolved<'w> {
    /// Nothing; the field's description says when.
    Null,
    /// A text of the world, or of the program.
    Text(&'w str),
    /// A text made for the answer.
    Owned(String),
    /// An entry of a closed list.
    Enum(&'static str),
    /// A number that fits into 32 bits.
    Int(i32),
    /// Yes or no.
    Boolean(bool),
    /// An object.
    Object(Object),
    /// A list.
    List(Vec<Resolved<'w>>),
}

/// A field's function.
pub(crate) type Read =
    Box<dyn for<'w> Fn(&'w World, &Object, &Arguments<'_>) -> Result<Resolved<'w>, ApiError> + Send + Sync>;

/// How a field is read.
pub(crate) enum Source {
    /// From the snapshot, by a plain function.
    World(Read),
    /// From the database, by the loader of received records.
    ReceivedRecord,
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::World(_) => "World",
            Self::ReceivedRecord => "ReceivedRecord",
        })
    }
}

/// A field of an object.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) type_: TypeRef,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) source: Source,
}

/// An object type.
#[derive(Debug)]
pub(crate) struct ObjectType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Fields by which a gateway finds it.
    pub(crate) key: Option<&'static str>,
    pub(crate) interfaces: Vec<&'static str>,
    pub(crate) fields: Vec<Field>,
}

/// An interface: the fields that its objects share.
#[derive(Debug)]
pub(crate) struct InterfaceType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) interfaces: Vec<&'static str>,
    pub(crate) fields: Vec<(&'static str, &'static str, TypeRef, Vec<Argument>)>,
}

/// A union of objects.
#[derive(Debug)]
pub(crate) struct UnionType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) members: Vec<&'static str>,
}

/// An enum: a closed list.
#[derive(Debug)]
pub(crate) struct EnumType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) items: Vec<(&'static str, &'static str)>,
}

/// A scalar, with what a value must be to be one.
#[derive(Debug)]
pub(crate) struct ScalarType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) is_valid: fn(&Value) -> bool,
}

/// The whole table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) objects: Vec<ObjectType>,
    pub(crate) interfaces: Vec<InterfaceType>,
    pub(crate) unions: Vec<UnionType>,
    pub(crate) enums: Vec<EnumType>,
    pub(crate) scalars: Vec<ScalarType>,
    pub(crate) inputs: Vec<InputType>,
}

impl Table {
    /// Adds a closed list.
    pub(crate) fn vocabulary<V: quipu_domain::vocabulary::Vocabulary>(&mut self) {
        let items = V::ALL.iter().map(|entry| (entry.code(), entry.about())).collect();
        self.enums.push(EnumType { name: V::NAME, about: V::ABOUT, items });
    }

    /// Whether a type is an interface or a union: then an answer says which object it is.
    pub(crate) fn is_abstract(&self, name: &str) -> bool {
        self.interfaces.iter().any(|one| one.name == name) || self.unions.iter().any(|one| one.name == name)
    }
}

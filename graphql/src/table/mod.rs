//! The field table: every type and field of the graph, each defined once.

mod arguments;
mod build;
pub(crate) mod object;

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use async_graphql::Value;
use async_graphql::dynamic::TypeRef;
use chrono::{DateTime, NaiveDate, Utc};
use quipu_domain::Decimal;
use quipu_world::World;

pub(crate) use arguments::{Argument, Arguments, InputType, moment};
pub(crate) use build::{Builder, View, list};
pub(crate) use object::{Kind, Object, Objects};

use crate::error::ApiError;
use crate::footing::Footing;

/// What a field's function gives back: a leaf, or objects yet to be read. Nothing of it is a
/// copy of what the world holds.
#[derive(Debug)]
pub(crate) enum Resolved<'w> {
    /// Nothing; the field's description says when.
    Null,
    /// A text of the world, or of the program.
    Text(&'w str),
    /// The text that the function wrote.
    Written,
    /// An entry of a closed list.
    Enum(&'static str),
    /// A number that fits into 32 bits.
    Int(i32),
    /// Yes or no.
    Boolean(bool),
    /// An exact number; in the answer a text.
    Decimal(Decimal),
    /// A number with a point; finite.
    Float(f64),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Time(DateTime<Utc>),
    /// An object.
    Object(Object),
    /// Objects.
    Objects(Objects<'w>),
    /// Texts.
    Texts(Vec<&'w str>),
    /// Entries of a closed list.
    Enums(Vec<&'static str>),
}

/// Arguments of a field as its function takes them, made once for a request.
pub(crate) type Prepared = Box<dyn Any + Send + Sync>;

/// Makes of the arguments given what the field's function takes.
pub(crate) type Prepare = Box<dyn Fn(&World, &Arguments<'_>) -> Result<Prepared, ApiError> + Send + Sync>;

/// A field's function: of the world, the object, its arguments as prepared, and a text that it
/// may write its answer to.
pub(crate) type Read = Box<
    dyn for<'w> Fn(&'w World, &Object, &Prepared, &mut String) -> Result<Resolved<'w>, Box<ApiError>>
        + Send
        + Sync,
>;

/// The function of a field of the query that compares two worlds.
pub(crate) type Compare = Box<dyn Fn(&Footing, &Arguments<'_>) -> Result<Object, ApiError> + Send + Sync>;

/// The function of a field of a subscription: what it tells of the step from one world to the next;
/// `None` where that is no news to it.
pub(crate) type Tell =
    Box<dyn Fn(&Footing, &Arguments<'_>) -> Result<Option<Object>, ApiError> + Send + Sync>;

/// How a field is read.
pub(crate) enum Source {
    /// From the snapshot, by a plain function.
    World {
        /// Prepares the arguments.
        prepare: Prepare,
        /// Reads the field.
        read: Read,
    },
    /// From two snapshots, at the root.
    Compared(Compare),
    /// From two snapshots, each time that one follows another: a field of a subscription.
    Told(Tell),
    /// From the request, at the root: what its caller may still ask for.
    Allowance,
    /// From the database, by the loader of received records.
    ReceivedRecord,
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::World { .. } => "World",
            Self::Compared(_) => "Compared",
            Self::Told(_) => "Told",
            Self::Allowance => "Allowance",
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
    /// What finding it costs beside what is read of it; 0 of most.
    pub(crate) cost: u64,
    /// As many items as it has on the average, if it is a list without pages.
    pub(crate) items: u64,
}

/// As many items a list without pages is taken to have, if nothing else is said of it.
const LIST_ITEMS: u64 = 3;

impl Field {
    /// A field that costs nothing beside what is read of it and, if it is a list, is not long.
    pub(crate) fn new(
        name: &'static str,
        about: &'static str,
        type_: TypeRef,
        arguments: Vec<Argument>,
        source: Source,
    ) -> Self {
        Self { name, about, type_, arguments, source, cost: 0, items: LIST_ITEMS }
    }

    /// Whether it gives objects or texts, as many as there are.
    pub(crate) fn is_list(&self) -> bool {
        let inner = if let TypeRef::NonNull(inner) = &self.type_ { inner } else { &self.type_ };
        matches!(inner, TypeRef::List(_))
    }

    /// Whether it gives a page of a list, as long as its argument `first` says.
    pub(crate) fn is_page(&self) -> bool {
        self.arguments.iter().any(|argument| argument.name == "first")
    }
}

/// An object type.
#[derive(Debug)]
pub(crate) struct ObjectType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    /// Keys by which a gateway finds it, each a field; none if it is no entity.
    pub(crate) keys: Vec<&'static str>,
    pub(crate) interfaces: Vec<&'static str>,
    pub(crate) fields: Vec<Arc<Field>>,
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

/// Name of the union of all types that a gateway may refer to.
pub(crate) const ENTITY: &str = "_Entity";

/// Keys of entities, by name of the type.
pub(crate) type Keys = HashMap<&'static str, Vec<&'static str>>;

/// Members of unions, by name.
pub(crate) type Unions = HashMap<&'static str, Vec<&'static str>>;

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

    /// Members of each union, that of all entities among them.
    pub(crate) fn unions(&self) -> Unions {
        let keyed = self.objects.iter().filter(|object| !object.keys.is_empty()).map(|object| object.name);
        let named = self.unions.iter().map(|union| (union.name, union.members.clone()));
        named.chain([(ENTITY, keyed.collect())]).collect()
    }

    /// Types that a gateway may refer to, with their keys.
    pub(crate) fn keys(&self) -> Keys {
        let keyed = self.objects.iter().filter(|object| !object.keys.is_empty());
        keyed.map(|object| (object.name, object.keys.clone())).collect()
    }

    /// The object type of this name.
    pub(crate) fn object(&self, name: &str) -> Option<&ObjectType> {
        self.objects.iter().find(|object| object.name == name)
    }

    /// Whether objects of a type are of the object type, interface or union of this name.
    pub(crate) fn is_a(&self, object: &ObjectType, name: &str) -> bool {
        object.name == name
            || object.interfaces.contains(&name)
            || (name == ENTITY && !object.keys.is_empty())
            || self.unions.iter().any(|union| union.name == name && union.members.contains(&object.name))
    }
}

//! Writing a table down: one line a field, the GraphQL type told by the method.

use std::marker::PhantomData;

use async_graphql::dynamic::TypeRef;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use quipu_domain::Decimal;
use quipu_domain::vocabulary::Vocabulary;
use quipu_world::World;

use super::{Argument, Arguments, Field, Kind, ObjectType, Resolved, Source};
use crate::error::ApiError;

/// An object, seen in its world.
pub(crate) struct View<'w, 'o, T> {
    /// The world.
    pub(crate) world: &'w World,
    /// The object.
    pub(crate) it: &'o T,
}

impl<T> Clone for View<'_, '_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for View<'_, '_, T> {}

/// Writes down the fields of one type.
pub(crate) struct Builder<T> {
    type_: ObjectType,
    of: PhantomData<T>,
}

impl<T: Kind> Builder<T> {
    /// Begins a type; `about` is its description.
    pub(crate) fn new(name: &'static str, about: &'static str) -> Self {
        let type_ = ObjectType { name, about, key: None, interfaces: Vec::new(), fields: Vec::new() };
        Self { type_, of: PhantomData }
    }

    /// Fields by which a gateway finds it.
    pub(crate) fn key(mut self, fields: &'static str) -> Self {
        self.type_.key = Some(fields);
        self
    }

    /// An interface whose fields it has.
    pub(crate) fn implements(mut self, interface: &'static str) -> Self {
        self.type_.interfaces.push(interface);
        self
    }

    /// A field of any type, with arguments.
    pub(crate) fn field<F>(
        mut self,
        name: &'static str,
        type_: TypeRef,
        about: &'static str,
        arguments: Vec<Argument>,
        read: F,
    ) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>, &Arguments<'_>) -> Result<Resolved<'w>, ApiError>
            + Send
            + Sync
            + 'static,
    {
        let type_name = self.type_.name;
        let source = Source::World(Box::new(move |world, object, arguments| {
            let it = T::of(object).ok_or_else(|| ApiError::internal(WrongObject(type_name)))?;
            read(View { world, it }, arguments)
        }));
        self.type_.fields.push(Field { name, about, type_, arguments, source });
        self
    }

    /// A field that is read from the database.
    pub(crate) fn received(mut self, name: &'static str, type_: TypeRef, about: &'static str) -> Self {
        let source = Source::ReceivedRecord;
        self.type_.fields.push(Field { name, about, type_, arguments: vec![], source });
        self
    }

    /// A text.
    pub(crate) fn text<F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> &'w str + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn("String"), about, vec![], move |view, _| {
            Ok(Resolved::Text(read(view)))
        })
    }

    /// A text that may be missing; the sentence says when.
    pub(crate) fn optional_text<F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> Option<&'w str> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named("String"), about, vec![], move |view, _| {
            Ok(read(view).map_or(Resolved::Null, Resolved::Text))
        })
    }

    /// A text made for the answer.
    pub(crate) fn id<F>(self, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> String + Send + Sync + 'static,
    {
        self.field("id", TypeRef::named_nn("ID"), about, vec![], move |view, _| {
            Ok(Resolved::Owned(read(view)))
        })
    }

    /// An object.
    pub(crate) fn object<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w, 'o> Fn(View<'w, 'o, T>) -> O + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn(O::NAME), about, vec![], move |view, _| {
            Ok(Resolved::Object(read(view).into_object()))
        })
    }

    /// An object that may be missing; the sentence says when.
    pub(crate) fn optional_object<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> Option<O> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named(O::NAME), about, vec![], move |view, _| {
            Ok(read(view).map_or(Resolved::Null, |object| Resolved::Object(object.into_object())))
        })
    }

    /// Objects, all of them: for what cannot grow long.
    pub(crate) fn objects<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> Vec<O> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn_list_nn(O::NAME), about, vec![], move |view, _| {
            Ok(list(read(view)))
        })
    }

    /// An entry of a closed list.
    pub(crate) fn entry<V: Vocabulary, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> V + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn(V::NAME), about, vec![], move |view, _| {
            Ok(Resolved::Enum(read(view).code()))
        })
    }

    /// An entry of a closed list that may be missing; the sentence says when.
    pub(crate) fn optional_entry<V: Vocabulary, F>(
        self,
        name: &'static str,
        about: &'static str,
        read: F,
    ) -> Self
    where
        F: Fn(View<'_, '_, T>) -> Option<V> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named(V::NAME), about, vec![], move |view, _| {
            Ok(read(view).map_or(Resolved::Null, |entry| Resolved::Enum(entry.code())))
        })
    }

    /// Entries of a closed list.
    pub(crate) fn entries<V: Vocabulary, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> Vec<V> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn_list_nn(V::NAME), about, vec![], move |view, _| {
            Ok(Resolved::List(read(view).into_iter().map(|entry| Resolved::Enum(entry.code())).collect()))
        })
    }

    /// The finished table.
    pub(crate) fn finish(self) -> ObjectType {
        self.type_
    }
}

macro_rules! owned_leaf {
    ($(#[$about:meta])* $name:ident, $optional:ident, $graphql:literal, $rust:ty, $into:expr) => {
        impl<T: Kind> Builder<T> {
            $(#[$about])*
            pub(crate) fn $name<F>(self, name: &'static str, about: &'static str, read: F) -> Self
            where
                F: Fn(View<'_, '_, T>) -> $rust + Send + Sync + 'static,
            {
                self.field(name, TypeRef::named_nn($graphql), about, vec![], move |view, _| Ok($into(read(view))))
            }

            /// The same where it may be missing; the sentence says when.
            pub(crate) fn $optional<F>(self, name: &'static str, about: &'static str, read: F) -> Self
            where
                F: Fn(View<'_, '_, T>) -> Option<$rust> + Send + Sync + 'static,
            {
                self.field(name, TypeRef::named($graphql), about, vec![], move |view, _| {
                    Ok(read(view).map_or(Resolved::Null, $into))
                })
            }
        }
    };
}

owned_leaf!(
    /// A number that fits into 32 bits.
    int, optional_int, "Int", i32, Resolved::Int
);
owned_leaf!(
    /// Yes or no.
    boolean, optional_boolean, "Boolean", bool, Resolved::Boolean
);
owned_leaf!(
    /// An exact decimal number.
    decimal, optional_decimal, "Decimal", Decimal, |number: Decimal| Resolved::Owned(number.normalize().to_string())
);
owned_leaf!(
    /// A number of things. GraphQL's whole numbers have 32 bits: one that does not fit is null.
    count, optional_count, "Int", i64, |number| i32::try_from(number).map_or(Resolved::Null, Resolved::Int)
);
owned_leaf!(
    /// A day.
    date, optional_date, "Date", NaiveDate, |day: NaiveDate| Resolved::Owned(day.to_string())
);
impl<T: Kind> Builder<T> {
    /// A moment.
    pub(crate) fn time<F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> DateTime<Utc> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn("DateTime"), about, vec![], move |view, _| {
            Ok(Resolved::Owned(read(view).to_rfc3339_opts(SecondsFormat::Secs, true)))
        })
    }
}

/// Objects as a list.
pub(crate) fn list<'w, O: Kind>(objects: impl IntoIterator<Item = O>) -> Resolved<'w> {
    Resolved::List(objects.into_iter().map(|object| Resolved::Object(object.into_object())).collect())
}

/// A field was asked of an object of another type: a fault of the table.
#[derive(Debug)]
struct WrongObject(&'static str);

impl std::fmt::Display for WrongObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a field of {} was asked of another object", self.0)
    }
}

impl std::error::Error for WrongObject {}

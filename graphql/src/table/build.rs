//! Writing a table down: one line a field, the GraphQL type told by the method.

use std::marker::PhantomData;
use std::sync::Arc;

use async_graphql::dynamic::TypeRef;
use chrono::{DateTime, NaiveDate, Utc};
use quipu_domain::Decimal;
use quipu_domain::vocabulary::Vocabulary;
use quipu_world::World;

use super::{Argument, Arguments, Field, Kind, ObjectType, Objects, Prepared, Resolved, Source};
use crate::error::ApiError;
use crate::footing::Footing;

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
        let type_ = ObjectType { name, about, keys: Vec::new(), interfaces: Vec::new(), fields: Vec::new() };
        Self { type_, of: PhantomData }
    }

    /// A field by which a gateway finds it; [`crate::types::entity`] says what it leads to.
    pub(crate) fn key(mut self, field: &'static str) -> Self {
        self.type_.keys.push(field);
        self
    }

    /// An interface whose fields it has.
    pub(crate) fn implements(mut self, interface: &'static str) -> Self {
        self.type_.interfaces.push(interface);
        self
    }

    /// A field of any type.
    pub(crate) fn field<F>(self, name: &'static str, type_: TypeRef, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> Resolved<'w> + Send + Sync + 'static,
    {
        self.plain(name, type_, about, move |view, _| read(view))
    }

    /// A field of any type whose text is written for the answer.
    pub(crate) fn written<F>(self, name: &'static str, type_: TypeRef, about: &'static str, write: F) -> Self
    where
        F: Fn(View<'_, '_, T>, &mut String) + Send + Sync + 'static,
    {
        self.plain(name, type_, about, move |view, text| {
            write(view, text);
            Resolved::Written
        })
    }

    /// A text written for the answer that may be missing; the sentence says when.
    pub(crate) fn optional_written<F>(self, name: &'static str, about: &'static str, write: F) -> Self
    where
        F: Fn(View<'_, '_, T>, &mut String) -> Option<()> + Send + Sync + 'static,
    {
        self.plain(name, TypeRef::named("String"), about, move |view, text| {
            write(view, text).map_or(Resolved::Null, |()| Resolved::Written)
        })
    }

    /// A field of any type, with arguments: `prepare` makes of them, once for a request, what
    /// `read` takes.
    pub(crate) fn field_with<A, P, F>(
        self,
        name: &'static str,
        type_: TypeRef,
        about: &'static str,
        arguments: Vec<Argument>,
        prepare: P,
        read: F,
    ) -> Self
    where
        A: Send + Sync + 'static,
        P: Fn(&World, &Arguments<'_>) -> Result<A, ApiError> + Send + Sync + 'static,
        F: for<'w> Fn(View<'w, '_, T>, &A) -> Result<Resolved<'w>, ApiError> + Send + Sync + 'static,
    {
        let wrong = self.wrong_object();
        let source = Source::World {
            prepare: Box::new(move |world, arguments| Ok(Box::new(prepare(world, arguments)?) as Prepared)),
            read: Box::new(move |world, object, arguments, _| {
                let it = T::of(object).ok_or_else(wrong)?;
                let arguments = arguments.downcast_ref::<A>().ok_or_else(wrong)?;
                Ok(read(View { world, it }, arguments)?)
            }),
        };
        self.push(Field::new(name, about, type_, arguments, source))
    }

    /// A field without arguments.
    fn plain<F>(self, name: &'static str, type_: TypeRef, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>, &mut String) -> Resolved<'w> + Send + Sync + 'static,
    {
        let wrong = self.wrong_object();
        let source = Source::World {
            prepare: Box::new(|_, _| Ok(Box::new(()))),
            read: Box::new(move |world, object, _, text| {
                let it = T::of(object).ok_or_else(wrong)?;
                Ok(read(View { world, it }, text))
            }),
        };
        self.push(Field::new(name, about, type_, vec![], source))
    }

    /// A field of the query that compares two worlds.
    pub(crate) fn compared<F>(
        self,
        name: &'static str,
        type_: TypeRef,
        about: &'static str,
        arguments: Vec<Argument>,
        compare: F,
    ) -> Self
    where
        F: Fn(&Footing, &Arguments<'_>) -> Result<super::Object, ApiError> + Send + Sync + 'static,
    {
        self.push(Field::new(name, about, type_, arguments, Source::Compared(Box::new(compare))))
    }

    /// A field of a subscription.
    pub(crate) fn told<O: Kind, F>(
        self,
        name: &'static str,
        about: &'static str,
        arguments: Vec<Argument>,
        tell: F,
    ) -> Self
    where
        F: Fn(&Footing, &Arguments<'_>) -> Result<Option<O>, ApiError> + Send + Sync + 'static,
    {
        let tell = move |footing: &Footing, arguments: &Arguments<'_>| {
            Ok(tell(footing, arguments)?.map(Kind::into_object))
        };
        let type_ = TypeRef::named_nn(O::NAME);
        self.push(Field::new(name, about, type_, arguments, Source::Told(Box::new(tell))))
    }

    /// A field of the query that tells what the caller may still ask for.
    pub(crate) fn allowance(self, name: &'static str, type_: TypeRef, about: &'static str) -> Self {
        self.push(Field::new(name, about, type_, vec![], Source::Allowance))
    }

    /// Says what finding the last field costs, beside what is read of it.
    pub(crate) fn costing(mut self, cost: u64) -> Self {
        if let Some(field) = self.type_.fields.last_mut().and_then(Arc::get_mut) {
            field.cost = cost;
        }
        self
    }

    /// Says how many items the last field has on the average, where these are many.
    pub(crate) fn holding(mut self, items: u64) -> Self {
        if let Some(field) = self.type_.fields.last_mut().and_then(Arc::get_mut) {
            field.items = items;
        }
        self
    }

    fn wrong_object(&self) -> impl Fn() -> Box<ApiError> + Copy + Send + Sync + 'static {
        let type_name = self.type_.name;
        move || Box::new(ApiError::internal(WrongObject(type_name)))
    }

    fn push(mut self, field: Field) -> Self {
        self.type_.fields.push(Arc::new(field));
        self
    }

    /// A field that is read from the database.
    pub(crate) fn received(self, name: &'static str, type_: TypeRef, about: &'static str) -> Self {
        self.push(Field::new(name, about, type_, vec![], Source::ReceivedRecord))
    }

    /// A text.
    pub(crate) fn text<F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> &'w str + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn("String"), about, move |view| Resolved::Text(read(view)))
    }

    /// A text that may be missing; the sentence says when.
    pub(crate) fn optional_text<F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> Option<&'w str> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named("String"), about, move |view| {
            read(view).map_or(Resolved::Null, Resolved::Text)
        })
    }

    /// The id, made of a word for the kind and the key that `key` gives.
    pub(crate) fn id<F>(self, about: &'static str, kind: &'static str, key: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> &'w str + Send + Sync + 'static,
    {
        self.written("id", TypeRef::named_nn("ID"), about, move |view, text| {
            crate::types::write_id(text, kind, key(view));
        })
    }

    /// An object.
    pub(crate) fn object<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w, 'o> Fn(View<'w, 'o, T>) -> O + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn(O::NAME), about, move |view| {
            Resolved::Object(read(view).into_object())
        })
    }

    /// An object that may be missing; the sentence says when.
    pub(crate) fn optional_object<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> Option<O> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named(O::NAME), about, move |view| {
            read(view).map_or(Resolved::Null, |object| Resolved::Object(object.into_object()))
        })
    }

    /// Objects as the world lists them, all of them: for what cannot grow long.
    pub(crate) fn listed<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> &'w [O] + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn_list_nn(O::NAME), about, move |view| {
            Resolved::Objects(O::list(read(view)))
        })
    }

    /// Objects gathered for the answer, all of them: for what cannot grow long.
    pub(crate) fn objects<O: Kind, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> Vec<O> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn_list_nn(O::NAME), about, move |view| list(read(view)))
    }

    /// An entry of a closed list.
    pub(crate) fn entry<V: Vocabulary, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> V + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn(V::NAME), about, move |view| Resolved::Enum(read(view).code()))
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
        self.field(name, TypeRef::named(V::NAME), about, move |view| {
            read(view).map_or(Resolved::Null, |entry| Resolved::Enum(entry.code()))
        })
    }

    /// Entries of a closed list.
    pub(crate) fn entries<V: Vocabulary, F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: for<'w> Fn(View<'w, '_, T>) -> &'w [V] + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn_list_nn(V::NAME), about, move |view| {
            Resolved::Enums(read(view).iter().map(|entry| entry.code()).collect())
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
                self.field(name, TypeRef::named_nn($graphql), about, move |view| $into(read(view)))
            }

            /// The same where it may be missing; the sentence says when.
            pub(crate) fn $optional<F>(self, name: &'static str, about: &'static str, read: F) -> Self
            where
                F: Fn(View<'_, '_, T>) -> Option<$rust> + Send + Sync + 'static,
            {
                self.field(name, TypeRef::named($graphql), about, move |view| {
                    read(view).map_or(Resolved::Null, $into)
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
    /// A number that is measured or computed; finite.
    float, optional_float, "Float", f64, Resolved::Float
);
owned_leaf!(
    /// An exact decimal number.
    decimal, optional_decimal, "Decimal", Decimal, Resolved::Decimal
);
owned_leaf!(
    /// A number of things. GraphQL's whole numbers have 32 bits: one that does not fit is null.
    count, optional_count, "Int", i64, |number| i32::try_from(number).map_or(Resolved::Null, Resolved::Int)
);
owned_leaf!(
    /// A day.
    date, optional_date, "Date", NaiveDate, Resolved::Date
);
impl<T: Kind> Builder<T> {
    /// A moment.
    pub(crate) fn time<F>(self, name: &'static str, about: &'static str, read: F) -> Self
    where
        F: Fn(View<'_, '_, T>) -> DateTime<Utc> + Send + Sync + 'static,
    {
        self.field(name, TypeRef::named_nn("DateTime"), about, move |view| Resolved::Time(read(view)))
    }
}

/// Objects as a list.
pub(crate) fn list<'w, O: Kind>(objects: impl IntoIterator<Item = O>) -> Resolved<'w> {
    Resolved::Objects(Objects::Made(objects.into_iter().map(|object| Some(object.into_object())).collect()))
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

//! Arguments of fields, and input types.

use async_graphql::dynamic::TypeRef;
use async_graphql::{Name, Value};
use chrono::{DateTime, Datelike, NaiveDate};
use indexmap::IndexMap;
use quipu_domain::text::fold;
use quipu_domain::vocabulary::Vocabulary;

use crate::error::ApiError;

/// An argument of a field, or a field of an input.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) type_: TypeRef,
    pub(crate) default: Option<Value>,
}

impl Argument {
    /// An argument that may be left out.
    pub(crate) fn optional(name: &'static str, type_: &'static str, about: &'static str) -> Self {
        Self { name, about, type_: TypeRef::named(type_), default: None }
    }

    /// An argument that must be given.
    pub(crate) fn required(name: &'static str, type_: &'static str, about: &'static str) -> Self {
        Self { name, about, type_: TypeRef::named_nn(type_), default: None }
    }

    /// Whether it need not be given.
    pub(crate) fn can_be_left_out(&self) -> bool {
        self.default.is_some() || !matches!(self.type_, TypeRef::NonNull(_))
    }

    /// A list that may be left out.
    pub(crate) fn list(name: &'static str, type_: &'static str, about: &'static str) -> Self {
        Self { name, about, type_: TypeRef::named_nn_list(type_), default: None }
    }
}

/// An input type.
#[derive(Debug)]
pub(crate) struct InputType {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) fields: Vec<Argument>,
}

/// The arguments given to a field, defaults filled in, checked against their types.
#[derive(Clone, Copy)]
pub(crate) struct Arguments<'a>(pub(crate) &'a IndexMap<Name, Value>);

impl<'a> Arguments<'a> {
    fn get(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !matches!(value, Value::Null))
    }

    /// A text.
    pub(crate) fn text(self, name: &str) -> Option<&'a str> {
        match self.get(name)? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub(crate) fn int(self, name: &str) -> Option<i64> {
        match self.get(name)? {
            Value::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// Yes or no.
    pub(crate) fn boolean(self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// An input object; an empty one where it was left out.
    pub(crate) fn object(self, name: &str) -> Arguments<'a> {
        static NOTHING: std::sync::LazyLock<IndexMap<Name, Value>> = std::sync::LazyLock::new(IndexMap::new);
        match self.get(name) {
            Some(Value::Object(object)) => Arguments(object),
            _ => Arguments(&NOTHING),
        }
    }

    /// A list of texts; a single text is a list of one.
    pub(crate) fn texts(self, name: &str) -> Vec<&'a str> {
        fn text(value: &Value) -> Option<&str> {
            match value {
                Value::String(text) => Some(text),
                Value::Enum(name) => Some(name.as_str()),
                _ => None,
            }
        }
        match self.get(name) {
            Some(Value::List(items)) => items.iter().filter_map(text).collect(),
            Some(one) => text(one).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Entries of a closed list.
    pub(crate) fn entries<V: Vocabulary>(self, name: &str) -> Vec<V> {
        self.texts(name).into_iter().filter_map(V::from_code).collect()
    }

    /// An entry of a closed list.
    pub(crate) fn entry<V: Vocabulary>(self, name: &str) -> Option<V> {
        self.entries(name).first().copied()
    }

    /// A text to look for in names, in the form for comparison.
    pub(crate) fn search(self, name: &str) -> Result<Option<String>, ApiError> {
        const LONGEST: usize = 200;
        let Some(text) = self.text(name) else { return Ok(None) };
        if text.len() > LONGEST {
            return Err(ApiError::input(format!("{name} is longer than {LONGEST} bytes")));
        }
        Ok(Some(fold(text)))
    }
}

/// The day, in UTC, of a day or a moment as ISO 8601 writes it.
pub(crate) fn moment(text: &str) -> Option<NaiveDate> {
    let moment = DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc().date_naive());
    let day: Option<NaiveDate> = moment.or_else(|| text.parse().ok());
    day.filter(|day| (1..=9999).contains(&day.year()))
}

//! Column types: exact decimals and entries of closed lists, kept as text.
//!
//! SQLite has no exact decimal type (a `numeric` column holds floats), so amounts are stored
//! as their digits in both databases: exact, and equal on both.

use std::fmt;

use quipu_domain::Decimal;
use quipu_domain::vocabulary::Vocabulary;
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An entry of a closed list, stored and written as its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code<V>(pub V);

/// An exact decimal number, stored and written as its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact(pub Decimal);

/// What both have in common: a form as text that leads back to the value.
trait AsText: Sized {
    fn to_text(&self) -> String;
    fn from_text(text: &str) -> Option<Self>;
    fn name() -> String;
}

impl<V: Vocabulary> AsText for Code<V> {
    fn to_text(&self) -> String {
        self.0.code().to_owned()
    }

    fn from_text(text: &str) -> Option<Self> {
        V::from_code(text).map(Code)
    }

    fn name() -> String {
        V::NAME.to_owned()
    }
}

impl AsText for Exact {
    fn to_text(&self) -> String {
        self.0.normalize().to_string()
    }

    fn from_text(text: &str) -> Option<Self> {
        Decimal::from_str_exact(text).ok().map(Exact)
    }

    fn name() -> String {
        "Exact".to_owned()
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<V: Vocabulary> From<V> for Code<V> {
    fn from(entry: V) -> Self {
        Self(entry)
    }
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Self {
        Self(number.normalize())
    }
}

macro_rules! text_column {
    ($type:ty $(, $param:ident: $bound:path)?) => {
        impl$(<$param: $bound>)? From<$type> for Value {
            fn from(value: $type) -> Self {
                Value::from(value.to_text())
            }
        }

        impl$(<$param: $bound>)? TryGetable for $type {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                let text = String::try_get_by(row, index)?;
                Self::from_text(&text).ok_or_else(|| {
                    TryGetError::DbErr(DbErr::Type(format!("{text:?} is no {}", Self::name())))
                })
            }
        }

        impl$(<$param: $bound>)? ValueType for $type {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                let text = <String as ValueType>::try_from(value)?;
                Self::from_text(&text).ok_or(ValueTypeErr)
            }

            fn type_name() -> String {
                Self::name()
            }

            fn array_type() -> ArrayType {
                ArrayType::String
            }

            fn column_type() -> ColumnType {
                ColumnType::Text
            }
        }

        impl$(<$param: $bound>)? Nullable for $type {
            fn null() -> Value {
                Value::String(None)
            }
        }

        impl$(<$param: $bound>)? Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.to_text())
            }
        }

        impl<'de $(, $param: $bound)?> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::from_text(&text)
                    .ok_or_else(|| D::Error::custom(format!("{text:?} is no {}", Self::name())))
            }
        }
    };
}

text_column!(Code<V>, V: Vocabulary);
text_column!(Exact);

/// Codes separated by commas, as some columns keep them; `None` for none.
pub fn join_codes<V: Vocabulary>(entries: &[V]) -> Option<String> {
    let codes: Vec<&str> = entries.iter().map(|entry| entry.code()).collect();
    (!codes.is_empty()).then(|| codes.join(","))
}

/// The entries behind codes separated by commas; a code that is no longer in the list is left out.
pub fn split_codes<V: Vocabulary>(codes: Option<&str>) -> Vec<V> {
    codes.unwrap_or_default().split(',').filter_map(V::from_code).collect()
}

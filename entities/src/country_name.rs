//! A name of a country in one language.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A name of a country in one language.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "country_name")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Whose name it is: ISO 3166-1 alpha-3, `EUU` or `XKX`.
    pub iso3: String,
    /// BCP 47 tag; `zh` alone where the source mixes both scripts.
    pub language: String,
    /// The name.
    pub name: String,
    /// `COMMON`, `OFFICIAL` or `SHORT`: which of the names of the source it is.
    pub form: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

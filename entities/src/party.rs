//! Standing of a Party under the Convention: when it signed and when it joined.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Standing of a Party under the Convention: when it signed and when it joined.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "party")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// ISO 3166-1 alpha-3, or `EUU`.
    pub iso3: String,
    /// Day of signature; `None` for a Party that acceded.
    pub signed_on: Option<Date>,
    /// Day of ratification, acceptance, accession, approval or succession.
    pub joined_on: Option<Date>,
    /// How it joined, in the words of the list.
    pub joined_by: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

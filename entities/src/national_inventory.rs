//! Emissions of a country in one year.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Exact;

/// Emissions of a country in one year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "national_inventory")]
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
    pub party: String,
    /// Year of the emissions.
    pub year: i32,
    /// Total, tonnes CO2e; the source says what it covers.
    pub total_tco2e: Exact,
    /// Gases covered, in the words of the source.
    pub gases: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

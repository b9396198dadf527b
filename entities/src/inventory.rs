//! Emissions of an actor in one year.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Exact;

/// Emissions of an actor in one year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "inventory")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Id of the actor in its source.
    pub actor_key: String,
    /// Year of the emissions.
    pub year: i32,
    /// Total, tonnes CO2e; the source says what it covers.
    pub total_tco2e: Exact,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

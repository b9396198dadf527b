//! Where an actor lies.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Exact;

/// Where an actor lies.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "actor_location")]
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
    /// Degrees north.
    pub latitude: Exact,
    /// Degrees east.
    pub longitude: Exact,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Which source goes first for a metric.

use quipu_domain::vocabulary::PrecedenceMetric;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// Which source goes first for a metric.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "precedence")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// What the rule is for.
    pub metric: Code<PrecedenceMetric>,
    /// The source.
    pub preferred_source_id: String,
    /// Its place, from 1; sources without one come after, by their short names.
    pub rank: i32,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

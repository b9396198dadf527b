//! A result or goal of an initiative, as it reported it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Exact;

/// A result or goal of an initiative, as it reported it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "initiative_result")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Key of the initiative.
    pub initiative_key: String,
    /// What was measured, in the words of the source.
    pub metric: String,
    /// The value, in `unit`.
    pub value: Exact,
    /// Unit, in the words of the source.
    pub unit: String,
    /// The year.
    pub year: i32,
    /// Whether it is a goal for that year, not something achieved.
    pub is_goal: bool,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

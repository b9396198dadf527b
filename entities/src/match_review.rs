//! Two actors that may be one: a person is to decide.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Exact;

/// Two actors that may be one: a person is to decide.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "match_review")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Source of the one.
    pub left_source_id: String,
    /// Id of the one in its source.
    pub left_key: String,
    /// Source of the other.
    pub right_source_id: String,
    /// Id of the other in its source.
    pub right_key: String,
    /// Match weight: the logarithm to base 2 of how much likelier the agreement is for one actor than for two.
    pub weight: Exact,
    /// Why it was not decided.
    pub reason: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! What a person decided on two actors.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a person decided on two actors.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "match_decision")]
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
    /// Whether they are one.
    pub is_same: bool,
    /// Why, in the person's words.
    pub reason: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

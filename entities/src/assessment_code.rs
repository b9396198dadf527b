//! Meaning of a class of the NDC Explorer.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Meaning of a class of the NDC Explorer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "assessment_code")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Name of the topic, as the tables spell it.
    pub topic: String,
    /// The class.
    pub class: i32,
    /// What it means.
    pub meaning: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

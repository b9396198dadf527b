//! A reviewer's judgement on a link between what an actor aims at and a national target.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A reviewer's judgement on a link between what an actor aims at and a national target.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_link_review")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Id in the graph of the target, or of the actor with all its targets: `target:…` or `actor:…`.
    pub reviewed_id: String,
    /// Id in the graph of the national target: `ndc-target:…`.
    pub ndc_target_id: String,
    /// Whether it was accepted; else it was rejected.
    pub is_accepted: bool,
    /// What the reviewer is, without a name.
    pub reviewer_role: String,
    /// Why.
    pub reason: Option<String>,
    /// Day of the judgement: a later one goes before an earlier one.
    pub decided_on: Date,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! An actor of a source that is shown as one with an actor of another.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// An actor of a source that is shown as one with an actor of another.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "actor_merge")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Source of the actor.
    pub source_id: String,
    /// Id of the actor in its source.
    pub actor_key: String,
    /// Source of the actor whose id they share.
    pub into_source_id: String,
    /// Id of that actor in its source; an actor merged into itself stands alone.
    pub into_actor_key: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

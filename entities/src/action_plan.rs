//! Whether an actor has published a plan, and what is known of it.

use quipu_domain::vocabulary::{Answer, ReportingMechanism};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// Whether an actor has published a plan, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "action_plan")]
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
    /// Whether a plan is published; `None` where the source has no statement.
    pub is_published: Option<bool>,
    /// What the plan states: codes of `PlanElement`, separated by commas.
    pub elements: Option<String>,
    /// How often progress is reported.
    pub reporting: Option<Code<ReportingMechanism>>,
    /// Whether someone in charge answers for delivery.
    pub accountability: Option<Code<Answer>>,
    /// Whether equity or a just transition is considered.
    pub equity: Option<Code<Answer>>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

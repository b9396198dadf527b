//! A non-Party actor, as a source describes it.

use quipu_domain::vocabulary::ActorType;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// A non-Party actor, as a source describes it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "actor")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Id in its source.
    pub key: String,
    /// What kind of actor.
    pub kind: Code<ActorType>,
    /// Name.
    pub name: String,
    /// Where it acts or has its seat: ISO 3166-1 alpha-3.
    pub country: String,
    /// Key of the actor it is part of; `None` where the source does not say.
    pub part_of: Option<String>,
    /// Industry, in the words of the source.
    pub industry: Option<String>,
    /// Whether a company is not listed.
    pub is_private: Option<bool>,
    /// Inhabitants.
    pub population: Option<i64>,
    /// Year of the population.
    pub population_year: Option<i32>,
    /// Employees.
    pub employees: Option<i64>,
    /// Document the source refers to.
    pub source_url: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

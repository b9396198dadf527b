//! Emissions of an actor in one year: a total, scopes, or both.

use quipu_domain::vocabulary::{LandUse, NullReason, WarmingPotentials};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::{Code, Exact};

/// Emissions of an actor in one year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "inventory")]
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
    /// Year of the emissions.
    pub year: i32,
    /// Total as the source gives it, tonnes CO2e; never a sum of ours.
    pub total_tco2e: Option<Exact>,
    /// Why there is no total; `None` where there is one.
    pub null_reason: Option<Code<NullReason>>,
    /// Direct emissions, tonnes CO2e.
    pub scope1_tco2e: Option<Exact>,
    /// Emissions of energy bought, tonnes CO2e.
    pub scope2_tco2e: Option<Exact>,
    /// Other indirect emissions, tonnes CO2e.
    pub scope3_tco2e: Option<Exact>,
    /// Gases covered, in the words of the source.
    pub gases: Option<String>,
    /// What area or activity it covers, in the words of the source.
    pub boundary: Option<String>,
    /// The protocol or method, in the words of the source.
    pub method: Option<String>,
    /// Whether land use is counted; `None` where the source does not say.
    pub land_use: Option<Code<LandUse>>,
    /// How gases are converted; `None` where the source does not say.
    pub warming_potentials: Option<Code<WarmingPotentials>>,
}

impl Model {
    /// Emissions of a year; without a total, [`Model::null_reason`] is to be said.
    pub fn new(actor_key: &str, year: i32, total_tco2e: Option<Exact>) -> Self {
        Self {
            record_id: 0,
            position: 0,
            actor_key: actor_key.to_owned(),
            year,
            total_tco2e,
            null_reason: None,
            scope1_tco2e: None,
            scope2_tco2e: None,
            scope3_tco2e: None,
            gases: None,
            boundary: None,
            method: None,
            land_use: None,
            warming_potentials: None,
        }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Emissions of a country in one year.

use quipu_domain::vocabulary::{LandUse, WarmingPotentials};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::{Code, Exact};

/// Emissions of a country in one year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "national_inventory")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// ISO 3166-1 alpha-3, or `EUU`.
    pub party: String,
    /// Year of the emissions.
    pub year: i32,
    /// Total, tonnes CO2e; the source says what it covers.
    pub total_tco2e: Exact,
    /// Gases covered, in the words of the source.
    pub gases: Option<String>,
    /// Whether land use is counted; `None` where the source does not say.
    pub land_use: Option<Code<LandUse>>,
    /// How gases are converted; `None` where the source does not say.
    pub warming_potentials: Option<Code<WarmingPotentials>>,
}

impl Model {
    /// Emissions of a year.
    pub fn new(party: &str, year: i32, total_tco2e: Exact) -> Self {
        Self {
            record_id: 0,
            position: 0,
            party: party.to_owned(),
            year,
            total_tco2e,
            gases: None,
            land_use: None,
            warming_potentials: None,
        }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

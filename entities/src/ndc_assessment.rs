//! What the NDC Explorer read in a contribution: classes per topic, explained by `assessment_code`.

use quipu_domain::vocabulary::AssessedNdc;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// What the NDC Explorer read in a contribution: classes per topic, explained by `assessment_code`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_assessment")]
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
    /// Which contribution.
    pub assessed: Code<AssessedNdc>,
    /// Class of the type of target.
    pub type_of_target: Option<i32>,
    /// Base year, in the words of the source.
    pub base_year: Option<String>,
    /// Class: whether consulting stakeholders is mentioned.
    pub stakeholder_consultation: Option<i32>,
    /// Who was consulted, in the words of the source.
    pub stakeholder_details: Option<String>,
    /// Class: whether investments of the private sector are mentioned.
    pub private_sector: Option<i32>,
    /// The same, in the words of the source.
    pub private_sector_details: Option<String>,
    /// Class for renewable energy.
    pub renewable_energy: Option<i32>,
    /// Class for energy efficiency.
    pub energy_efficiency: Option<i32>,
    /// Class for transport.
    pub transport: Option<i32>,
    /// Class for agriculture.
    pub agriculture: Option<i32>,
    /// Class for land use and forestry.
    pub land_use: Option<i32>,
    /// Class for waste.
    pub waste: Option<i32>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

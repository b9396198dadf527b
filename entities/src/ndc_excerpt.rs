//! What an NDC says on a topic, in its own words or a source's summary.

use quipu_domain::vocabulary::NdcTopic;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// What an NDC says on a topic, in its own words or a source's summary.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_excerpt")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Who filed the NDC: ISO 3166-1 alpha-3 or `EUU`.
    pub party: String,
    /// The topic.
    pub topic: Code<NdcTopic>,
    /// A short category, in the words of the source.
    pub label: Option<String>,
    /// The text, without markup.
    pub excerpt: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

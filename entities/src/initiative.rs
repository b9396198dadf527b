//! A cooperative initiative.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A cooperative initiative.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "initiative")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Key made from its name.
    pub key: String,
    /// Name.
    pub name: String,
    /// Year it began.
    pub start_year: Option<i32>,
    /// Year it ended or will end; `None` where open or not stated.
    pub end_year: Option<i32>,
    /// Its site.
    pub url: Option<String>,
    /// Lead organisation.
    pub lead_organisation: Option<String>,
    /// Kind of lead organisation, in the words of the source.
    pub lead_kind: Option<String>,
    /// Countries of the lead organisation: alpha-3 codes separated by commas.
    pub lead_countries: Option<String>,
    /// Where it works, in the words of the source.
    pub coverage: Option<String>,
    /// What it does: codes separated by commas.
    pub functions: Option<String>,
    /// What it is about: codes separated by commas.
    pub topics: Option<String>,
    /// Whether only national States take part.
    pub only_states: Option<bool>,
    /// Whether the portal of the Convention lists it.
    pub in_nazca: Option<bool>,
    /// What it wants, in the words of the source.
    pub description: Option<String>,
    /// Codes of [`Theme`](quipu_domain::vocabulary::Theme), where the source states them itself.
    pub themes: Option<String>,
}

impl Model {
    /// An initiative of which no more is known than its name.
    pub fn new(key: &str, name: &str) -> Self {
        Self {
            record_id: 0,
            position: 0,
            key: key.to_owned(),
            name: name.to_owned(),
            start_year: None,
            end_year: None,
            url: None,
            lead_organisation: None,
            lead_kind: None,
            lead_countries: None,
            coverage: None,
            functions: None,
            topics: None,
            only_states: None,
            in_nazca: None,
            description: None,
            themes: None,
        }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

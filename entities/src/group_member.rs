//! Membership of a country in a group of Parties.

use quipu_domain::vocabulary::PartyGroupCode;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// Membership of a country in a group of Parties.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "group_member")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// The group.
    pub group_code: Code<PartyGroupCode>,
    /// The member: ISO 3166-1 alpha-3.
    pub iso3: String,
    /// Date (`YYYY-MM-DD`) or year of joining; `None` where the list gives none.
    pub since: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

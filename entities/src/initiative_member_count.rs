//! Members of an initiative in one year.

use quipu_domain::vocabulary::SupporterQualifier;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// Members of an initiative in one year.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "initiative_member_count")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Key of the initiative.
    pub initiative_key: String,
    /// The year.
    pub year: i32,
    /// How many.
    pub members: i64,
    /// How exactly that is known.
    pub qualifier: Code<SupporterQualifier>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

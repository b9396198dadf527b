//! Membership of an actor in a cooperative initiative.

use quipu_domain::vocabulary::MembershipStatus;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// Membership of an actor in a cooperative initiative.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "membership")]
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
    /// Key of the initiative.
    pub initiative_key: String,
    /// Name of the initiative, as the source gives it.
    pub initiative_name: String,
    /// Day it joined.
    pub joined_on: Option<Date>,
    /// Where the membership stands; `None` where the source only lists members.
    pub status: Option<Code<MembershipStatus>>,
}

impl Model {
    /// Membership of an actor in the initiative with this name, whose key is made from the name.
    /// `None` for a name without letters or digits.
    pub fn new(actor_key: &str, initiative_name: &str) -> Option<Self> {
        let initiative_key = quipu_domain::slug::slug(initiative_name)?;
        let (actor_key, initiative_name) = (actor_key.to_owned(), initiative_name.to_owned());
        Some(Self {
            record_id: 0,
            position: 0,
            actor_key,
            initiative_key,
            initiative_name,
            joined_on: None,
            status: None,
        })
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

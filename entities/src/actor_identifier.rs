//! A code under which an actor is known elsewhere.

use quipu_domain::vocabulary::IdentifierScheme;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// A code under which an actor is known elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "actor_identifier")]
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
    /// Whose code it is.
    pub scheme: Code<IdentifierScheme>,
    /// The code.
    pub value: String,
}

impl Model {
    /// A code of an actor.
    pub fn new(actor_key: &str, scheme: IdentifierScheme, value: &str) -> Self {
        let (actor_key, value) = (actor_key.to_owned(), value.to_owned());
        Self { record_id: 0, position: 0, actor_key, scheme: scheme.into(), value }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

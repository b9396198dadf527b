//! Another name of an actor.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Another name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "actor_name")]
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
    /// The name.
    pub name: String,
    /// BCP 47 tag; `None` where the source does not say.
    pub language: Option<String>,
}

impl Model {
    /// A name of an actor in a language; the language is a BCP 47 tag.
    pub fn new(actor_key: &str, name: &str, language: Option<&str>) -> Self {
        let (actor_key, name, language) =
            (actor_key.to_owned(), name.to_owned(), language.map(str::to_owned));
        Self { record_id: 0, position: 0, actor_key, name, language }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

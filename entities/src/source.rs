//! A publisher's data set, with the terms under which it may be used.

use quipu_domain::vocabulary::Verification;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// A publisher's data set, with the terms under which it may be used.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Short name, as in `net-zero-tracker`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Who publishes it.
    pub publisher: String,
    /// What it is called.
    pub title: String,
    /// Licence, in short.
    pub licence: String,
    /// Where it is published.
    pub url: String,
    /// How the publisher wants to be cited.
    pub citation: String,
    /// Whether the licence allows passing the data on.
    pub redistributable: bool,
    /// How its values stand with those who check such values.
    pub verification: Code<Verification>,
}

/// None: sources are few and read whole.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

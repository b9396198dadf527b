//! A place where the text of an NDC speaks of non-Party stakeholders.

use quipu_domain::vocabulary::Stakeholder;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// A place where the text of an NDC speaks of non-Party stakeholders.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_text_mention")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Whom it speaks of.
    pub stakeholder: Code<Stakeholder>,
    /// The term that was found, as in the list of terms.
    pub term: String,
    /// First character of the term in the text, from 0.
    pub char_offset: i32,
    /// The text around it, on one line.
    pub excerpt: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! The text of an NDC, as somebody took it from the document.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The text of an NDC, as somebody took it from the document.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_text")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Whose text it is: ISO 3166-1 alpha-3, or `EUU`. A member of the European Union may stand for its NDC.
    pub party: String,
    /// Day of submission of the NDC.
    pub submitted_on: Date,
    /// Title of the document.
    pub title: String,
    /// Language, in the words of the source.
    pub language: Option<String>,
    /// Where the document is.
    pub url: Option<String>,
    /// Original name of its file.
    pub file_name: Option<String>,
    /// Characters of the text; places in it count from 0.
    pub characters: i32,
    /// The text, as received. Read only to look for names when a snapshot is built.
    pub text: String,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

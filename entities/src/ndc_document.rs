//! A document in the register of NDCs, as one state of the register lists it.

use quipu_domain::vocabulary::{NdcDocumentKind, NdcStatus};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::Code;

/// A document in the register of NDCs, as one state of the register lists it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_document")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Code under which the register lists it: ISO 3166-1 alpha-3, or `EUU`.
    pub party: String,
    /// Title in the register.
    pub title: String,
    /// What it is.
    pub kind: Code<NdcDocumentKind>,
    /// Language, in the words of the register; `None` where it is left empty.
    pub language: Option<String>,
    /// Version of the NDC, `1` to `4`; `None` where left empty (as for NDC 3.0) or not given.
    pub version: Option<String>,
    /// `First` or `Second`, in the layout up to 2021 only.
    pub number: Option<String>,
    /// Standing in the register.
    pub status: Code<NdcStatus>,
    /// Day of submission; `None` for most addenda.
    pub submitted_on: Option<Date>,
    /// Where the document is.
    pub url: Option<String>,
    /// Original name of the file.
    pub file_name: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

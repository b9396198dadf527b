//! A national target, from an NDC or from elsewhere.

use quipu_domain::vocabulary::{
    Conditionality, LegalStatus, NationalTargetOrigin, NullReason, TargetBound, TargetKind, TargetMetric,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::{Code, Exact};

/// A national target, from an NDC or from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "ndc_target")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Whose target: ISO 3166-1 alpha-3, or `EUU`.
    pub party: String,
    /// Which of the statements in its record this is.
    pub slot: String,
    /// Where it was stated.
    pub origin: Code<NationalTargetOrigin>,
    /// How it is expressed.
    pub kind: Code<TargetKind>,
    /// What it is measured in.
    pub metric: Code<TargetMetric>,
    /// Whether it depends on support.
    pub conditionality: Code<Conditionality>,
    /// Whether the numbers are exact or a bound.
    pub bound: Code<TargetBound>,
    /// Reference year; `None` against business as usual, or where not stated.
    pub base_year: Option<i32>,
    /// Year it falls due.
    pub target_year: Option<i32>,
    /// Reduction in percent; the lower end where a range is stated.
    pub reduction_low: Option<Exact>,
    /// Reduction in percent; the upper end, equal to the lower where exact.
    pub reduction_high: Option<Exact>,
    /// Emissions in the base year, tonnes CO2e.
    pub base_value_tco2e: Option<Exact>,
    /// Level in the target year, tonnes CO2e.
    pub target_value_tco2e: Option<Exact>,
    /// Business as usual in the target year, tonnes CO2e.
    pub bau_value_tco2e: Option<Exact>,
    /// Why it has no number; `None` where it has one.
    pub null_reason: Option<Code<NullReason>>,
    /// How firmly it is anchored.
    pub legal_status: Option<Code<LegalStatus>>,
    /// Day of submission of the NDC that states it; `None` if not from an NDC or not stated.
    pub submitted_on: Option<Date>,
    /// Sectors covered, codes separated by commas.
    pub sectors: Option<String>,
    /// Gases covered, separated by commas.
    pub gases: Option<String>,
    /// Document it was read from.
    pub source_url: Option<String>,
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

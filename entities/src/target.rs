//! A target of an actor.

use quipu_domain::vocabulary::{Answer, GasCoverage, LegalStatus, NullReason, TargetKind, TargetMetric};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::{Code, Exact};

/// A target of an actor.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "target")]
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
    /// Which of the targets of its actor it is; `end` or `interim` where a source has one of each.
    pub slot: String,
    /// How it is expressed.
    pub kind: Code<TargetKind>,
    /// What it is measured in.
    pub metric: Code<TargetMetric>,
    /// Whether it is a step on the way to another target.
    pub is_interim: bool,
    /// Reference year.
    pub base_year: Option<i32>,
    /// Year it falls due.
    pub target_year: Option<i32>,
    /// Reduction in percent; the lower end where a range is stated.
    pub reduction_low: Option<Exact>,
    /// Reduction in percent; the upper end.
    pub reduction_high: Option<Exact>,
    /// Emissions in the base year, tonnes CO2e.
    pub base_value_tco2e: Option<Exact>,
    /// Level in the target year, tonnes CO2e.
    pub target_value_tco2e: Option<Exact>,
    /// Business as usual in the target year, tonnes CO2e.
    pub bau_value_tco2e: Option<Exact>,
    /// Unit of an intensity, in the words of the source.
    pub intensity_unit: Option<String>,
    /// Why it has no number; `None` where it has one.
    pub null_reason: Option<Code<NullReason>>,
    /// Whether scope 1 is covered.
    pub scope1: Option<Code<Answer>>,
    /// Whether scope 2 is covered.
    pub scope2: Option<Code<Answer>>,
    /// Whether scope 3 is covered.
    pub scope3: Option<Code<Answer>>,
    /// Gases covered.
    pub gases: Option<Code<GasCoverage>>,
    /// How firmly it is anchored.
    pub legal_status: Option<Code<LegalStatus>>,
    /// Year that status was reached.
    pub legal_status_year: Option<i32>,
    /// Whether bought credits may count towards it.
    pub carbon_credits: Option<Code<Answer>>,
    /// Document it was read from.
    pub source_url: Option<String>,
    /// The target in the words of the actor, where the source has them.
    pub statement: Option<String>,
    /// What area or activity it covers, in the words of the source.
    pub boundary: Option<String>,
    /// Key of the initiative it was made under.
    pub initiative_key: Option<String>,
    /// Name of that initiative, as the source gives it.
    pub initiative_name: Option<String>,
    /// How much of the target is achieved, in percent of it, as the actor itself says.
    pub achieved_percent: Option<Exact>,
    /// Year of that statement.
    pub achieved_year: Option<i32>,
    /// The reduction achieved by that year, in percent of the base, as reported; negative where it rose.
    pub achieved_reduction: Option<Exact>,
}

impl Model {
    /// A target of which no more is known than this; `slot` tells it from others of its actor.
    pub fn new(actor_key: &str, slot: &str, kind: TargetKind, metric: TargetMetric) -> Self {
        Self {
            record_id: 0,
            position: 0,
            actor_key: actor_key.to_owned(),
            slot: slot.to_owned(),
            kind: kind.into(),
            metric: metric.into(),
            is_interim: false,
            base_year: None,
            target_year: None,
            reduction_low: None,
            reduction_high: None,
            base_value_tco2e: None,
            target_value_tco2e: None,
            bau_value_tco2e: None,
            intensity_unit: None,
            null_reason: None,
            scope1: None,
            scope2: None,
            scope3: None,
            gases: None,
            legal_status: None,
            legal_status_year: None,
            carbon_credits: None,
            source_url: None,
            statement: None,
            boundary: None,
            initiative_key: None,
            initiative_name: None,
            achieved_percent: None,
            achieved_year: None,
            achieved_reduction: None,
        }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A non-Party actor, as a source describes it.

use quipu_domain::vocabulary::ActorType;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::value::{Code, Exact};

/// A non-Party actor, as a source describes it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "actor")]
pub struct Model {
    /// The record that states it.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub record_id: i64,
    /// Place among the facts of this kind in the record, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    #[serde(skip)]
    pub position: i32,
    /// Id in its source.
    pub key: String,
    /// What kind of actor.
    pub kind: Code<ActorType>,
    /// Name.
    pub name: String,
    /// Where it acts or has its seat: ISO 3166-1 alpha-3.
    pub country: String,
    /// Key of the actor it is part of; `None` where the source does not say.
    pub part_of: Option<String>,
    /// Industry, in the words of the source.
    pub industry: Option<String>,
    /// Whether a company is not listed.
    pub is_private: Option<bool>,
    /// Inhabitants.
    pub population: Option<i64>,
    /// Year of the population.
    pub population_year: Option<i32>,
    /// Employees.
    pub employees: Option<i64>,
    /// Document the source refers to.
    pub source_url: Option<String>,
    /// Degrees north.
    pub latitude: Option<Exact>,
    /// Degrees east.
    pub longitude: Option<Exact>,
    /// The region it lies in, in the words of the source: a name or a code.
    pub region: Option<String>,
    /// Whether it is a group of actors: none of its members is it.
    pub is_group: Option<bool>,
    /// Whether the source is a list of all there are: it gives names, codes and places to actors of
    /// other sources, and makes nobody an actor.
    pub is_reference: Option<bool>,
}

impl Model {
    /// An actor of which no more is known than this.
    pub fn new(key: &str, kind: ActorType, name: String, country: &str) -> Self {
        Self {
            record_id: 0,
            position: 0,
            key: key.to_owned(),
            kind: kind.into(),
            name,
            country: country.to_owned(),
            part_of: None,
            industry: None,
            is_private: None,
            population: None,
            population_year: None,
            employees: None,
            source_url: None,
            latitude: None,
            longitude: None,
            region: None,
            is_group: None,
            is_reference: None,
        }
    }
}

/// None: facts are joined in memory, by key.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

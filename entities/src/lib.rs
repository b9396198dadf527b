//! The tables of the system of record, one file each, and the queries on them.
//!
//! Facts are append-only. An *edition* is one state of a source; it holds *records*, rows as
//! they were received; each record states *facts*, every kind in a table of its own. Nothing
//! is ever updated or deleted: a later edition speaks again, and the latest one speaks last.
//!
//! Uses `domain` only. Knows neither the formats of sources nor the graph.

pub mod action_plan;
pub mod actor;
pub mod actor_identifier;
pub mod actor_location;
pub mod actor_merge;
pub mod actor_name;
pub mod actor_population;
pub mod assessment_code;
pub mod country_code;
pub mod country_income;
pub mod country_name;
pub mod country_population;
pub mod databases;
pub mod doorbell;
pub mod edition;
pub mod edition_record;
pub mod facts;
pub mod group_member;
pub mod initiative;
pub mod initiative_member_count;
pub mod initiative_result;
pub mod inventory;
pub mod live;
pub mod match_decision;
pub mod match_review;
pub mod membership;
pub mod national_inventory;
pub mod ndc_assessment;
pub mod ndc_document;
pub mod ndc_excerpt;
pub mod ndc_link_review;
pub mod ndc_target;
pub mod ndc_text;
pub mod ndc_text_mention;
pub mod party;
pub mod precedence;
pub mod record;
pub mod rejection;
pub mod source;
pub mod store;
pub mod target;
pub mod value;

//! What is true with no database and no network: places, vocabularies, units, rules.
//!
//! No I/O, no async, no database types, ever. Every other crate may use this one; this one
//! uses none of ours.

pub mod amount;
pub mod comparable;
pub mod conflict;
pub mod formula;
pub mod identifier;
pub mod implied_level;
pub mod initiative;
pub mod language;
pub mod matching;
pub mod ndc;
pub mod ndc_link;
pub mod overlap;
pub mod percent;
pub mod place;
pub mod precedence;
pub mod progress;
pub mod reporting;
pub mod running_text;
pub mod sector;
pub mod slug;
pub mod stakeholder;
pub mod target_sentence;
pub mod text;
pub mod vocabulary;
pub mod year;

pub use rust_decimal::Decimal;

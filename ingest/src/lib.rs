//! Published data sets in: one adapter each, and the import that records what they say.
//!
//! An adapter knows one publisher's layouts and turns a row into a [`Statement`]: a key, a
//! scope, facts, and what of the row could not be understood. Everything else is shared: the
//! reading of files (`read`), the recording (`import`), the report.
//!
//! Uses `domain` and `entities`. Never meets `graphql`.

mod adapter;
pub mod adapters;
mod cells;
mod identifiers;
mod import;
pub mod matching;
mod read;
mod report;
mod sources;
pub mod starter;
mod statement;

pub use import::{ImportError, Importer, Options, Progress};
pub use report::{Rejected, Report};
pub use sources::{SourceTerms, sources};
pub use statement::Statement;

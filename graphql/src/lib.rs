//! The graph that clients see.
//!
//! Every field is defined once, in the tables under `types`: a name, a sentence, arguments and
//! a plain function over the snapshot. From these tables `schema` makes async-graphql's
//! schema. What is not in the snapshot is read from the database through `loaders`.
//!
//! Uses `domain`, `entities` (through loaders) and `world`. Never meets `ingest`.

mod answer;
mod changes;
mod coerce;
mod cost;
mod cursor;
mod effort;
mod error;
mod federation;
mod feed;
mod footing;
mod graph;
mod guard;
mod kept;
mod loaders;
mod operation;
mod page;
mod partial;
mod patience;
mod plan;
mod rewrite;
mod room;
mod schema;
mod table;
mod types;
mod validation;

pub use answer::{Answer, Outcome};
pub use cost::{Allowance, Budget, Cost, Dearest};
pub use error::ApiError;
pub use feed::{Feed, Told};
pub use graph::{ANSWER_BYTES, Graph, Prepared, SUBSCRIPTION_AS_QUERY};
pub use guard::{
    MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_FIELDS, MAX_INTROSPECTION, MAX_NAME_BYTES, MAX_QUERY_BYTES,
    MAX_ROOT_FIELDS, MAX_TOKENS, MAX_VALUE_DEPTH, MAX_VALUES,
};
pub use kept::{Kept, Tally};
pub use schema::sdl;

/// Most fields an answer may hold by what the query asks for: each field of a page counts as
/// often as the page has items.
pub const MAX_COST: u64 = 20_000_000;
/// The same for what async-graphql's executor answers, which takes longer for each field.
pub const MAX_EXECUTOR_COST: u64 = 1_000_000;

/// Most items a page may hold: "every city and company in one query" is the point.
pub const MAX_PAGE: usize = 100_000;
/// Items of a page where the query does not say.
pub const DEFAULT_PAGE: usize = 20;
/// Most representations `_entities` answers at once.
pub const MAX_REPRESENTATIONS: usize = 1_000;
/// Most ids `nodes` answers at once.
pub const MAX_NODES: usize = 500;

//! The graph that clients see.
//!
//! Every field is defined once, in the tables under `types`: a name, a sentence, arguments and
//! a plain function over the snapshot. From these tables `schema` makes async-graphql's
//! schema. What is not in the snapshot is read from the database through `loaders`.
//!
//! Uses `domain`, `entities` (through loaders) and `world`. Never meets `ingest`.

mod cursor;
mod error;
mod guard;
mod loaders;
mod page;
mod partial;
mod rewrite;
mod schema;
mod table;
mod types;

pub use error::ApiError;
pub use guard::{MAX_COST, MAX_FIELDS};
pub use schema::{Graph, sdl};

/// Most items a page may hold: "every city and company in one query" is the point.
pub const MAX_PAGE: usize = 10_000;
/// Items of a page where the query does not say.
pub const DEFAULT_PAGE: usize = 20;
/// Most representations `_entities` answers at once.
pub const MAX_REPRESENTATIONS: usize = 1_000;
/// Most ids `nodes` answers at once.
pub const MAX_NODES: usize = 500;

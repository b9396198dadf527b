//! What a request costs, and what its caller may still ask for.

use async_graphql::{Pos, ServerError};
use chrono::{DateTime, Utc};

use crate::error::ApiError;

/// What the answer to a request costs, at most: how many fields it may hold, each field of a page
/// counted as often as the page has items, and the finding of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Of this request.
    pub requested: u64,
    /// More is refused.
    pub limit: u64,
}

/// The part of a request that costs most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dearest {
    /// Names of the fields that lead to it, with points in between.
    pub path: String,
    /// What it costs, all times counted that it is asked for.
    pub cost: u64,
}

/// What a caller may still ask for, once a request is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// What the request costs.
    pub cost: u64,
    /// The budget it is paid from; `None` where there is none.
    pub budget: Option<Budget>,
}

/// A budget that fills up again by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What a full budget holds.
    pub limit: u64,
    /// What is left of it.
    pub remaining: u64,
    /// When it is full again, if nothing else is asked for.
    pub reset_at: DateTime<Utc>,
}

/// Refuses what costs too much.
pub(crate) fn too_complex(cost: Cost, dearest: Option<Dearest>) -> ServerError {
    let Cost { requested, limit } = cost;
    let part = dearest.map(|part| format!(" The dearest part is {:?} with {}.", part.path, part.cost));
    let message = format!(
        "the query asks for up to {requested} fields, counting each page by its size; at most {limit}: lower \"first\", or ask for fewer lists within lists.{}",
        part.unwrap_or_default()
    );
    let mut error = ApiError::Input("QUERY_TOO_COMPLEX", message).at(Pos::default());
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("cost", requested);
    extensions.set("limit", limit);
    error
}

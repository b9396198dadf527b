//! Answers as they are sent, and how they came about.

use async_graphql::{Pos, ServerError};
use bytes::Bytes;

use crate::error::ApiError;
use crate::operation::NO_QUERY;
use crate::plan::Answered;
use crate::room::NoPlace;

/// An answer, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// JSON, in pieces: `data`, `errors` if there are any.
    pub body: Vec<Bytes>,
    /// How it came about.
    pub outcome: Outcome,
}

/// How an answer came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All that was asked for is there.
    Whole,
    /// Some fields failed: the answer says which and why.
    Partial,
    /// The request can't be run: there are errors and no data.
    Refused,
    /// There is no room for the answer now.
    Overloaded,
    /// The request can't be run here: it is a mutation, or a subscription where queries are answered.
    NoQuery,
}

impl Outcome {
    /// Whether there are errors only, and no data: the request was not run.
    pub fn is_refused(self) -> bool {
        matches!(self, Self::Refused | Self::NoQuery | Self::Overloaded)
    }
}

impl Answer {
    pub(crate) fn refused(errors: &[ServerError]) -> Self {
        let mut errors = errors.to_vec();
        // Lines are counted from 1: what is wrong with the whole has no place.
        errors.iter_mut().for_each(|error| error.locations.retain(|place| place.line > 0));
        let body = serde_json::json!({ "errors": errors }).to_string();
        let code = |error: &ServerError| error.extensions.as_ref().and_then(|all| all.get("code").cloned());
        let no_query = errors.iter().any(|error| code(error) == Some(NO_QUERY.into()));
        let outcome = if no_query { Outcome::NoQuery } else { Outcome::Refused };
        Self { body: vec![body.into()], outcome }
    }

    /// The answer that a plan has written.
    pub(crate) fn written(answered: Answered) -> Self {
        let outcome = if answered.has_errors { Outcome::Partial } else { Outcome::Whole };
        match answered.body {
            Ok(body) => Self { body, outcome },
            Err(lack) => Self::without_room(lack),
        }
    }

    /// The answer where there is no room for the one asked for.
    pub(crate) fn without_room(lack: NoPlace) -> Self {
        let outcome = match lack {
            NoPlace::TooLong(_) => Outcome::Refused,
            NoPlace::Taken(_) => Outcome::Overloaded,
        };
        Self { outcome, ..Self::failed(lack.error()) }
    }

    /// The answer where ours fails.
    pub(crate) fn failed(error: ApiError) -> Self {
        Self::refused(&[error.at(Pos::default())])
    }
}

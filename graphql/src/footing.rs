//! Which worlds the fields of a query are asked of: found before the query runs, for both executors
//! alike. What waits while it runs would come later in the answer than it was asked for.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Name, Value};
use futures_util::future::try_join;
use indexmap::IndexMap;
use quipu_world::{Lookback, World, Worlds};

use crate::changes::Span;
use crate::error::ApiError;
use crate::table::{Field, Source};
use crate::types::query::lookback;

/// What a field of the query asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    /// One world: that of now or one of the past.
    One(Lookback),
    /// Two worlds, to be compared.
    Two(Span),
}

impl Asked {
    /// What a field asks for by its arguments.
    ///
    /// # Errors
    /// An argument that names no world.
    pub(crate) fn by(field: &Field, arguments: &IndexMap<Name, Value>) -> Result<Self, ApiError> {
        match field.source {
            Source::Compared(_) => Span::of(arguments).map(Self::Two),
            _ => lookback(arguments).map(Self::One),
        }
    }
}

/// The worlds that a field of the query is asked of.
#[derive(Clone, Debug)]
pub(crate) struct Footing {
    /// The world that it answers from.
    pub(crate) world: Arc<World>,
    /// The earlier world that it is compared with, if it is.
    pub(crate) before: Option<Arc<World>>,
}

impl Footing {
    /// The world of the request.
    pub(crate) fn of(world: &Arc<World>) -> Self {
        Self { world: Arc::clone(world), before: None }
    }

    /// The worlds that are asked for, of the data that `current` holds.
    ///
    /// # Errors
    /// Whatever building a world gives.
    pub(crate) async fn find(worlds: &Worlds, current: &Arc<World>, asked: &Asked) -> Result<Self, ApiError> {
        let find = async |lookback| worlds.past(current, lookback).await.map_err(ApiError::internal);
        match asked {
            Asked::One(lookback) => Ok(Self { world: find(*lookback).await?, before: None }),
            Asked::Two(span) => {
                let (since, until) = (span.since(current)?, span.until(current)?);
                let (before, world) = try_join(find(since), find(until)).await?;
                Ok(Self { world, before: Some(before) })
            }
        }
    }
}

/// The worlds of all fields of a query, for async-graphql's executor.
pub(crate) struct Footings(pub(crate) HashMap<Asked, Result<Footing, ApiError>>);

//! Which worlds the fields of a query are asked of: found before the query runs, for both executors
//! alike. What waits while it runs would come later in the answer than it was asked for.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Name, Value};
use indexmap::IndexMap;
use quipu_world::{Lookback, World, Worlds};

use crate::error::ApiError;
use crate::table::Field;
use crate::types::query::lookback;

/// What a field of the query asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    /// One world: that of now or one of the past.
    One(Lookback),
}

impl Asked {
    /// What a field asks for by its arguments.
    ///
    /// # Errors
    /// An argument that names no world.
    pub(crate) fn by(_: &Field, arguments: &IndexMap<Name, Value>) -> Result<Self, ApiError> {
        lookback(arguments).map(Self::One)
    }
}

/// The worlds that a field of the query is asked of.
#[derive(Clone, Debug)]
pub(crate) struct Footing {
    /// The world that it answers from.
    pub(crate) world: Arc<World>,
}

impl Footing {
    /// The world of the request.
    pub(crate) fn of(world: &Arc<World>) -> Self {
        Self { world: Arc::clone(world) }
    }

    /// The worlds that are asked for, of the data that `current` holds.
    ///
    /// # Errors
    /// Whatever building a world gives.
    pub(crate) async fn find(worlds: &Worlds, current: &Arc<World>, asked: &Asked) -> Result<Self, ApiError> {
        let Asked::One(lookback) = asked;
        let world = worlds.past(current, *lookback).await.map_err(ApiError::internal)?;
        Ok(Self { world })
    }
}

/// The worlds of all fields of a query, for async-graphql's executor.
pub(crate) struct Footings(pub(crate) HashMap<Asked, Result<Footing, ApiError>>);

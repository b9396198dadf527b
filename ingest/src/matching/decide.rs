//! What a person decides on two actors.

use chrono::{DateTime, Utc};
use quipu_entities::{match_decision, store};
use sea_orm::{DatabaseConnection, DbErr};
use serde_json::json;

use super::actors::{ActorReference, Actors};
use super::write::Finding;
use super::{MatchReport, match_in, write};
use crate::statement::Statement;

/// What a person decides on two actors.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The one.
    pub one: ActorReference,
    /// The other.
    pub other: ActorReference,
    /// Whether they are one.
    pub is_same: bool,
    /// Why.
    pub reason: Option<String>,
}

/// Why a decision was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// No source lists an actor so.
    #[error("no source lists {0}; `source:id in the source` is wanted, as in net-zero-tracker:CIT-0003")]
    Unknown(ActorReference),
    /// An actor cannot be told from itself.
    #[error("{0} is named twice")]
    Same(ActorReference),
    /// One actor acts in one country.
    #[error("{0} and {1} are in two countries: never one actor")]
    Countries(ActorReference, ActorReference),
    /// The database refused.
    #[error("the database refused the decision")]
    Database(#[from] DbErr),
}

/// Records a decision and matches anew, in one transaction. It is known from today on. A later
/// decision on the same two counts in place of it.
///
/// # Errors
/// Nothing is recorded then.
pub async fn decide(
    db: &DatabaseConnection,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<MatchReport, DecideError> {
    let transaction = store::begin_writing(db).await?;
    let actors = Actors::load(&transaction).await?;
    let (mut one, mut other) = (&decision.one, &decision.other);
    let country = |reference: &ActorReference| match actors.position(reference) {
        Some(at) => Ok(actors.mentions[at as usize].country),
        None => Err(DecideError::Unknown(reference.clone())),
    };
    if one == other {
        return Err(DecideError::Same(one.clone()));
    }
    if country(one)? != country(other)? {
        return Err(DecideError::Countries(one.clone(), other.clone()));
    }
    if other < one {
        std::mem::swap(&mut one, &mut other);
    }
    let fact = match_decision::Model {
        record_id: 0,
        position: 0,
        left_source_id: one.source.clone(),
        left_key: one.key.clone(),
        right_source_id: other.source.clone(),
        right_key: other.key.clone(),
        is_same: decision.is_same,
        reason: decision.reason.clone(),
    };
    let raw = json!({
        "one": one.to_string(), "other": other.to_string(), "areOne": decision.is_same, "reason": decision.reason,
        "decidedAt": now.to_rfc3339(),
    });
    let statement = Statement::about(format!("decision/{one}/{other}")).with(fact);
    let today = now.date_naive();
    let decided = vec![Finding { known_on: today, statement, raw: raw.to_string() }];
    write::record(&transaction, "decision", "decision/1", decided, now).await?;
    let report = match_in(&transaction, today, now).await?;
    store::commit_writing(transaction).await?;
    Ok(report)
}

//! Which actors of the sources are one: the linkage of `domain::matching` over what the database
//! holds, and its result written back.
//!
//! Results and decisions are editions of a source of our own, append-only like all others. What
//! changed is written and nothing else, so the database tells what was merged when, and why. Identity
//! has no date: these editions hold for any day.

mod actors;
mod decide;
pub mod evaluate;
mod explain;
mod write;

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use quipu_domain::matching::{Among, Linked, Linking, Outcome, link};
use quipu_entities::facts::StreamingConnection;
use quipu_entities::store;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};
use serde::Serialize;

pub use actors::{ActorReference, Actors};
pub use decide::{DecideError, Decision, decide};
pub use explain::{Evidence, Explanation};

/// The day of editions that hold for any day.
pub(crate) fn any_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date of the calendar")
}

/// How it was found.
pub(crate) const ANY_DAY: &str = "identity and precedence hold for any day";

/// What matching did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatchReport {
    /// Actors as the sources list them.
    pub listed: usize,
    /// Pairs compared.
    pub compared: u64,
    /// Pairs found to be one actor.
    pub merged: usize,
    /// Pairs left to a person because the weight does not suffice.
    pub review_weight: usize,
    /// Pairs left to a person because another actor of the same source fits nearly as well.
    pub review_rival: usize,
    /// Pairs left to a person because they share an identifier, but not a name.
    pub review_identifier: usize,
    /// Pairs that a person keeps apart.
    pub kept_apart: usize,
    /// Actors after merging.
    pub actors: usize,
    /// What changed since the last time: actors merged elsewhere, or alone again.
    pub changed: usize,
    /// The edition it was recorded as; `None` where nothing changed.
    pub edition: Option<i64>,
}

impl fmt::Display for MatchReport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "matching: {} actors listed by the sources are {}; {} pairs compared, {} merged, {} left to review; {} changed",
            self.listed,
            self.actors,
            self.compared,
            self.merged,
            self.to_review(),
            self.changed
        )
    }
}

impl MatchReport {
    /// Pairs left to a person.
    pub fn to_review(&self) -> usize {
        self.review_weight + self.review_rival + self.review_identifier
    }
}

/// Links all actors in the database.
///
/// # Errors
/// Whatever the database answers.
pub async fn linked(db: &impl StreamingConnection) -> Result<(Actors, Linked), DbErr> {
    let actors = Actors::load(db).await?;
    let linked = link(&actors.mentions, &actors.decided, Linking { among: Among::All, estimated: true });
    Ok((actors, linked))
}

/// What matching finds now; records nothing.
///
/// # Errors
/// Whatever the database answers.
pub async fn report(db: &impl StreamingConnection) -> Result<MatchReport, DbErr> {
    let (actors, linked) = linked(db).await?;
    Ok(counted(&actors, &linked))
}

/// Links all actors and records what changed, in the transaction of an import.
pub(crate) async fn match_in(db: &DatabaseTransaction, now: DateTime<Utc>) -> Result<MatchReport, DbErr> {
    let (actors, linked) = linked(db).await?;
    let mut report = counted(&actors, &linked);
    (report.changed, report.edition) = write::write(db, &actors, &linked, now).await?;
    Ok(report)
}

/// Links all actors and records what changed.
///
/// # Errors
/// Whatever the database answers; nothing is recorded then.
pub async fn match_actors(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<MatchReport, DbErr> {
    let transaction = store::begin_writing(db).await?;
    let report = match_in(&transaction, now).await?;
    store::commit_writing(transaction).await?;
    Ok(report)
}

fn counted(actors: &Actors, linked: &Linked) -> MatchReport {
    let of = |outcome: Outcome| linked.pairs.iter().filter(|pair| pair.outcome == outcome).count();
    let alone = linked.cluster_of.iter().zip(0..).filter(|(root, at)| *root == at);
    MatchReport {
        listed: actors.mentions.len(),
        compared: linked.compared,
        merged: of(Outcome::Merged),
        review_weight: of(Outcome::ReviewWeight),
        review_rival: of(Outcome::ReviewRival),
        review_identifier: of(Outcome::ReviewIdentifier),
        kept_apart: of(Outcome::KeptApart),
        actors: alone.count(),
        changed: 0,
        edition: None,
    }
}

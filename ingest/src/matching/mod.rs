//! Which actors of the sources are one: the linkage of `domain::matching` over what the database
//! holds, and its result written back.
//!
//! Results and decisions are editions of a source of our own, append-only like all others. What
//! changed is written and nothing else, so the database tells what was merged when, and why.
//!
//! A result is known from a day on, like any fact: the latest of the days of the rows it is about, of
//! the oldest file of the import that found it, and of the result that it replaces. So an import of
//! newer files never changes what was known before them. A decision is known from the day it is made.

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

use crate::report::Report;

pub use actors::{ActorReference, Actors};
pub use decide::{DecideError, Decision, decide};
pub use explain::{Evidence, Explanation};

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
    /// The last edition it was recorded as, one for each day; `None` where nothing changed.
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

/// Links all actors and records what changed, in the transaction of an import. Nothing of it was
/// known before `known_from`, the day of the oldest file of that import.
pub(crate) async fn match_in(
    db: &DatabaseTransaction,
    known_from: NaiveDate,
    now: DateTime<Utc>,
) -> Result<MatchReport, DbErr> {
    let (actors, linked) = linked(db).await?;
    let mut report = counted(&actors, &linked);
    (report.changed, report.edition) = write::write(db, &actors, &linked, known_from, now).await?;
    Ok(report)
}

/// The day from which on what was found in the files of an import is known: that of the oldest of
/// them; `None` if all were imported before.
pub(crate) fn known_from(reports: &[Report]) -> Option<NaiveDate> {
    let is_new = |report: &&Report| report.edition > 0 && !report.already_imported;
    reports.iter().filter(is_new).map(|report| report.known_on).min()
}

/// Links all actors and records what changed, as known from today on.
///
/// # Errors
/// Whatever the database answers; nothing is recorded then.
pub async fn match_actors(db: &DatabaseConnection, now: DateTime<Utc>) -> Result<MatchReport, DbErr> {
    let transaction = store::begin_writing(db).await?;
    let report = match_in(&transaction, now.date_naive(), now).await?;
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

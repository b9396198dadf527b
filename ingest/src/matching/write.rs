//! Recording what matching found: what changed since the last time, and nothing else.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use quipu_domain::Decimal;
use quipu_domain::matching::{Linked, Namesakes, Outcome, Pair, Parameters};
use quipu_entities::facts::read;
use quipu_entities::live::{self, Extent};
use quipu_entities::{actor_merge, edition, match_review, record};
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};
use serde_json::json;

use super::actors::{ActorReference, Actors, OnlyNamed};
use super::explain::evidence;
use crate::import::{EditionWriter, Origin, Received};
use crate::read::Place;
use crate::sources::OWN;
use crate::statement::Statement;

/// Name and version of the method: results of another are told apart by it.
pub(super) const METHOD: &str = "matching/1";

/// How the day of these editions is found.
const BASIS: &str = "the day from which on all that it follows from is known";

/// A result or decision to be recorded.
pub(super) struct Finding {
    /// The day from which on it is known, unless what it replaces is known later.
    pub(super) known_on: NaiveDate,
    /// What is stated.
    pub(super) statement: Statement,
    /// The evidence, as JSON.
    pub(super) raw: String,
}

/// Writes what changed; gives how many actors changed, and the last edition if there is one.
pub(super) async fn write(
    db: &DatabaseTransaction,
    actors: &Actors,
    linked: &Linked,
    known_from: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(usize, Option<i64>), DbErr> {
    let mut findings = changed_merges(actors, linked);
    let changed = findings.len();
    findings.extend(changed_reviews(db, actors, linked).await?);
    for finding in &mut findings {
        finding.known_on = finding.known_on.max(known_from);
    }
    Ok((changed, record(db, "merges", METHOD, findings, now).await?))
}

/// Records findings as editions of our own, one for each day from which on they are known; gives the
/// last of them. What replaces something is not known before that was: it would not count.
pub(super) async fn record(
    db: &DatabaseTransaction,
    layout: &str,
    adapter: &str,
    findings: Vec<Finding>,
    now: DateTime<Utc>,
) -> Result<Option<i64>, DbErr> {
    let replaced = known_days(db).await?;
    let mut by_day: BTreeMap<NaiveDate, Vec<(Statement, String)>> = BTreeMap::new();
    for Finding { known_on, statement, raw } in findings {
        let known_on = replaced.get(&statement.key).map_or(known_on, |replaced| known_on.max(*replaced));
        by_day.entry(known_on).or_default().push((statement, raw));
    }
    let mut writer: Option<EditionWriter<'_>> = None;
    // The latest first: what the writer compares with is what is known on the day it begins with.
    for (known_on, statements) in by_day.into_iter().rev() {
        let origin = origin(layout, adapter, known_on, &statements, now);
        let mut of_day = match writer {
            Some(before) => before.next(origin).await?,
            None => EditionWriter::begin(db, &OWN, origin, now).await?,
        };
        for ((statement, raw), row) in statements.into_iter().zip(1..) {
            let received = Received { content: raw.clone(), raw };
            of_day.record(Place { sheet: None, row }, statement, received, Vec::new()).await?;
        }
        writer = Some(of_day);
    }
    match writer {
        Some(writer) => Ok(Some(writer.finish().await?.edition)),
        None => Ok(None),
    }
}

/// The day of each result and decision that counts now, by key.
async fn known_days(db: &DatabaseTransaction) -> Result<HashMap<String, NaiveDate>, DbErr> {
    let live = live::load(db, Extent { source: Some(OWN.id), ..Extent::default() }).await?;
    let days: Vec<(i64, NaiveDate)> = edition::Entity::find()
        .filter(edition::Column::SourceId.eq(OWN.id))
        .select_only()
        .columns([edition::Column::Id, edition::Column::KnownOn])
        .into_tuple()
        .all(db)
        .await?;
    let days: HashMap<i64, NaiveDate> = days.into_iter().collect();
    let records: Vec<(i64, String)> = record::Entity::find()
        .filter(record::Column::SourceId.eq(OWN.id))
        .select_only()
        .columns([record::Column::Id, record::Column::Key])
        .into_tuple()
        .all(db)
        .await?;
    let known =
        records.into_iter().filter_map(|(id, key)| Some((key, *days.get(&live.get(id)?.edition_id)?)));
    Ok(known.collect())
}

fn origin(
    layout: &str,
    adapter: &str,
    known_on: NaiveDate,
    statements: &[(Statement, String)],
    now: DateTime<Utc>,
) -> Origin {
    let mut hasher = blake3::Hasher::new();
    // The time makes it another edition, should the same ever be found again after something else.
    hasher.update(now.to_rfc3339().as_bytes());
    for (statement, raw) in statements {
        hasher.update(statement.key.as_bytes()).update(raw.as_bytes());
    }
    Origin {
        adapter: adapter.to_owned(),
        layout: layout.to_owned(),
        file_name: layout.to_owned(),
        file_hash: hasher.finalize().to_hex().to_string(),
        known_on,
        known_on_basis: BASIS.to_owned(),
    }
}

fn changed_merges(actors: &Actors, linked: &Linked) -> Vec<Finding> {
    let mut strongest: HashMap<u32, &Pair> = HashMap::new();
    for pair in linked.pairs.iter().filter(|pair| pair.outcome == Outcome::Merged).rev() {
        strongest.insert(pair.pair.0, pair);
        strongest.insert(pair.pair.1, pair);
    }
    let mut changed = Vec::new();
    for (root, at) in linked.cluster_of.iter().zip(0..) {
        let (own, into) = (&actors.references[at as usize], &actors.references[*root as usize]);
        if actors.merged.get(own).unwrap_or(own) == into {
            continue;
        }
        let because = strongest
            .get(&at)
            .filter(|_| own != into)
            .map(|pair| because(actors, &linked.parameters, pair, at));
        let raw = json!({ "actor": own.to_string(), "into": into.to_string(), "because": because });
        let known_on = later_of(actors, at, *root);
        changed.push(Finding { known_on, statement: merge(own, into), raw: raw.to_string() });
    }
    let namesakes = Namesakes::of(&actors.mentions, linked);
    for OnlyNamed { reference: own, name, known_on } in &actors.only_named {
        let only = namesakes.only(name);
        let into = only.map_or(own, |root| &actors.references[root as usize]);
        if actors.merged.get(own).unwrap_or(own) != into {
            let because = only.map(|_| "the only organisation with this name in any country");
            let raw = json!({ "actor": own.to_string(), "into": into.to_string(), "because": because });
            let known_on = only.map_or(*known_on, |root| actors.known_on[root as usize].max(*known_on));
            changed.push(Finding { known_on, statement: merge(own, into), raw: raw.to_string() });
        }
    }
    changed
}

/// The day from which on both of two actors are known.
fn later_of(actors: &Actors, one: u32, other: u32) -> NaiveDate {
    actors.known_on[one as usize].max(actors.known_on[other as usize])
}

fn merge(own: &ActorReference, into: &ActorReference) -> Statement {
    let fact = actor_merge::Model {
        record_id: 0,
        position: 0,
        source_id: own.source.clone(),
        actor_key: own.key.clone(),
        into_source_id: into.source.clone(),
        into_actor_key: into.key.clone(),
    };
    Statement::about(format!("merge/{own}")).with(fact)
}

/// What spoke for a merge: the strongest pair that the actor is in.
fn because(actors: &Actors, parameters: &Parameters, pair: &Pair, at: u32) -> serde_json::Value {
    let other = if pair.pair.0 == at { pair.pair.1 } else { pair.pair.0 };
    json!({
        "agreesWith": actors.references[other as usize].to_string(),
        "weightBits": rounded(pair.weight).to_string(),
        "evidence": evidence(parameters, &pair.comparison),
    })
}

fn rounded(weight: f64) -> Decimal {
    Decimal::try_from(weight).unwrap_or_default().round_dp(2).normalize()
}

/// Reviews that came up, and those that are settled.
async fn changed_reviews(
    db: &DatabaseTransaction,
    actors: &Actors,
    linked: &Linked,
) -> Result<Vec<Finding>, DbErr> {
    let live = live::load(db, Extent { source: Some(OWN.id), ..Extent::default() }).await?;
    let known = read::<match_review::Model>(db, |record| live.counts(record)).await?;
    let key = |left: &ActorReference, right: &ActorReference| format!("review/{left}/{right}");
    let mut open: BTreeMap<String, Option<match_review::Model>> = BTreeMap::new();
    for review in known {
        let left = ActorReference::new(&review.left_source_id, &review.left_key);
        let right = ActorReference::new(&review.right_source_id, &review.right_key);
        open.insert(key(&left, &right), Some(review));
    }
    let mut changed = Vec::new();
    let mut found = HashSet::new();
    for pair in &linked.pairs {
        let is_open =
            matches!(pair.outcome, Outcome::ReviewIdentifier | Outcome::ReviewRival | Outcome::ReviewWeight);
        if !is_open || linked.cluster_of[pair.pair.0 as usize] == linked.cluster_of[pair.pair.1 as usize] {
            continue;
        }
        let (left, right) =
            (&actors.references[pair.pair.0 as usize], &actors.references[pair.pair.1 as usize]);
        let key = key(left, right);
        found.insert(key.clone());
        // A weight that moves a little with the data is no news.
        if open
            .get(&key)
            .is_some_and(|known| known.as_ref().is_some_and(|known| known.reason == pair.outcome.about()))
        {
            continue;
        }
        let review = match_review::Model {
            record_id: 0,
            position: 0,
            left_source_id: left.source.clone(),
            left_key: left.key.clone(),
            right_source_id: right.source.clone(),
            right_key: right.key.clone(),
            weight: rounded(pair.weight).into(),
            reason: pair.outcome.about().to_owned(),
        };
        let raw = json!({
            "left": left.to_string(), "right": right.to_string(), "reason": review.reason,
            "weightBits": review.weight.to_string(), "evidence": evidence(&linked.parameters, &pair.comparison),
        });
        changed.push(Finding {
            known_on: later_of(actors, pair.pair.0, pair.pair.1),
            statement: Statement::about(key).with(review),
            raw: raw.to_string(),
        });
    }
    let settled = open.into_keys().filter(|key| !found.contains(key));
    changed.extend(settled.map(|key| {
        let raw = json!({ "settled": key }).to_string();
        Finding { known_on: NaiveDate::MIN, statement: Statement::about(key), raw }
    }));
    Ok(changed)
}

//! The actors in the database, as matching sees them.

use std::collections::HashMap;
use std::fmt;

use chrono::NaiveDate;
use quipu_domain::matching::{Decided, Mention};
use quipu_domain::place;
use quipu_entities::facts::{StreamingConnection, read};
use quipu_entities::live::{self, Extent, Live};
use quipu_entities::value::Exact;
use quipu_entities::{
    actor, actor_identifier, actor_location, actor_merge, actor_name, actor_population, edition,
    match_decision, record,
};
use sea_orm::{DbErr, EntityTrait, QueryOrder, QuerySelect};

/// Most names of one actor that are compared.
const MOST_NAMES: usize = 40;

/// An actor of a source: `source:id in the source`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorReference {
    /// Short name of the source.
    pub source: String,
    /// Id in the source.
    pub key: String,
}

impl ActorReference {
    pub(super) fn new(source: &str, key: &str) -> Self {
        Self { source: source.to_owned(), key: key.to_owned() }
    }

    /// Reads `source:id`.
    ///
    /// # Errors
    /// Says what is wanted.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once(':').filter(|(source, key)| !source.is_empty() && !key.is_empty());
        parts.map(|(source, key)| Self::new(source, key)).ok_or_else(|| {
            format!("{text:?} is no actor: wanted is the short name of a source, a colon and the id in it, as in net-zero-tracker:CIT-0003")
        })
    }
}

impl fmt::Display for ActorReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.source, self.key)
    }
}

/// An actor of which a source says no more than the name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OnlyNamed {
    pub(super) reference: ActorReference,
    pub(super) name: String,
    /// The day from which on the row that names it is known.
    pub(super) known_on: NaiveDate,
}

/// All actors of all sources, in an order that new sources do not change.
pub struct Actors {
    /// What is known of each.
    pub mentions: Vec<Mention>,
    /// Which each is.
    pub references: Vec<ActorReference>,
    /// What persons decided on them.
    pub decided: Vec<Decided>,
    /// The day from which on the row that lists each is known, as it is.
    pub(super) known_on: Vec<NaiveDate>,
    /// What each was last merged into.
    pub(super) merged: HashMap<ActorReference, ActorReference>,
    /// Actors of which a source says no more than the name.
    pub(super) only_named: Vec<OnlyNamed>,
    positions: HashMap<ActorReference, u32>,
}

impl Actors {
    /// Reads what counts now.
    ///
    /// # Errors
    /// Whatever the database answers.
    pub async fn load(db: &impl StreamingConnection) -> Result<Self, DbErr> {
        let live = live::load(db, Extent::default()).await?;
        let sources = Sources::load(db).await?;
        let keep = |record| live.counts(record);
        let mut actors = Self::of(read(db, keep).await?, &live, &sources);
        for fact in read::<actor_name::Model>(db, keep).await? {
            let source = sources.of(&live, fact.record_id);
            match actors.about(source, &fact.actor_key) {
                Some(mention) if mention.names.len() < MOST_NAMES && !mention.names.contains(&fact.name) => {
                    mention.names.push(fact.name);
                }
                Some(_) => {}
                None if fact.actor_key.contains(':') => {}
                None => {
                    let known_on = sources.known_on(&live, fact.record_id);
                    actors.only_named.extend(source.zip(known_on).map(|((_, source), known_on)| OnlyNamed {
                        reference: ActorReference::new(source, &fact.actor_key),
                        name: fact.name,
                        known_on,
                    }));
                }
            }
        }
        actors.only_named.sort();
        actors.only_named.dedup_by(|a, b| a.reference == b.reference);
        for fact in read::<actor_identifier::Model>(db, keep).await? {
            if let Some(mention) = actors.about(sources.of(&live, fact.record_id), &fact.actor_key) {
                let identifier = (fact.scheme.0, fact.value);
                if !mention.identifiers.contains(&identifier) {
                    mention.identifiers.push(identifier);
                }
            }
        }
        for fact in read::<actor_location::Model>(db, keep).await? {
            if let Some(mention) = actors.about(sources.of(&live, fact.record_id), &fact.actor_key) {
                mention.location =
                    mention.location.or_else(|| location(Some(fact.latitude), Some(fact.longitude)));
            }
        }
        for fact in read::<actor_population::Model>(db, keep).await? {
            if let Some(mention) = actors.about(sources.of(&live, fact.record_id), &fact.actor_key) {
                mention.population = mention.population.or(Some(fact.people));
            }
        }
        for fact in read::<actor_merge::Model>(db, keep).await? {
            let merged = ActorReference::new(&fact.source_id, &fact.actor_key);
            actors.merged.insert(merged, ActorReference::new(&fact.into_source_id, &fact.into_actor_key));
        }
        for fact in read::<match_decision::Model>(db, keep).await? {
            let left = actors.position(&ActorReference::new(&fact.left_source_id, &fact.left_key));
            let right = actors.position(&ActorReference::new(&fact.right_source_id, &fact.right_key));
            if let (Some(left), Some(right)) = (left, right) {
                actors.decided.push(Decided { pair: (left, right), is_same: fact.is_same });
            }
        }
        Ok(actors)
    }

    /// Where an actor stands among the mentions.
    pub fn position(&self, reference: &ActorReference) -> Option<u32> {
        self.positions.get(reference).copied()
    }

    /// The actors, in the order in which their sources came to be known, then of their ids.
    fn of(facts: Vec<actor::Model>, live: &Live, sources: &Sources) -> Self {
        let mut first: HashMap<ActorReference, (u32, NaiveDate, Mention)> = HashMap::new();
        for fact in facts {
            let Some((rank, source)) = sources.of(live, fact.record_id) else { continue };
            let Some(known_on) = sources.known_on(live, fact.record_id) else { continue };
            let reference = ActorReference::new(source, &fact.key);
            if let Some((.., known)) = first.get_mut(&reference) {
                // Another row on the same actor: another name, at most.
                if !known.names.contains(&fact.name) {
                    known.names.push(fact.name);
                }
            } else if let Some(mention) = mention(fact, rank) {
                first.insert(reference, (rank, known_on, mention));
            }
        }
        let mut all: Vec<(ActorReference, (u32, NaiveDate, Mention))> = first.into_iter().collect();
        all.sort_by(|a, b| (a.1.0, &a.0).cmp(&(b.1.0, &b.0)));
        let references: Vec<ActorReference> = all.iter().map(|(reference, _)| reference.clone()).collect();
        Self {
            positions: references.iter().cloned().zip(0..).collect(),
            references,
            known_on: all.iter().map(|(_, (_, known_on, _))| *known_on).collect(),
            mentions: all.into_iter().map(|(_, (.., mention))| mention).collect(),
            decided: Vec::new(),
            merged: HashMap::new(),
            only_named: Vec::new(),
        }
    }

    /// The actor that a fact is about: one of its own source, or of the source that its key names.
    fn about(&mut self, source: Option<(u32, &str)>, key: &str) -> Option<&mut Mention> {
        let own = source.and_then(|(_, source)| self.position(&ActorReference::new(source, key)));
        let at = own.or_else(|| self.position(&ActorReference::parse(key).ok()?))?;
        self.mentions.get_mut(at as usize)
    }
}

fn mention(fact: actor::Model, source: u32) -> Option<Mention> {
    let country = place::by_iso3(&fact.country)?.iso3;
    Some(Mention {
        region: fact.region,
        location: location(fact.latitude, fact.longitude),
        population: fact.population,
        is_group: fact.is_group.unwrap_or(false),
        ..Mention::named(source, &fact.key, fact.kind.0, country, &fact.name)
    })
}

fn location(latitude: Option<Exact>, longitude: Option<Exact>) -> Option<(f64, f64)> {
    let degrees = |exact: Option<Exact>| f64::try_from(exact?.0).ok();
    Some((degrees(latitude)?, degrees(longitude)?))
}

/// Sources of editions, each with a number in the order in which the sources came to be known.
struct Sources {
    /// Number of the source and day of each edition.
    of_edition: HashMap<i64, (u32, NaiveDate)>,
    names: Vec<String>,
    /// The edition that each record was first recorded with.
    first_edition: HashMap<i64, i64>,
}

impl Sources {
    async fn load(db: &impl StreamingConnection) -> Result<Self, DbErr> {
        let editions: Vec<(i64, String, NaiveDate)> = edition::Entity::find()
            .order_by_asc(edition::Column::Id)
            .select_only()
            .columns([edition::Column::Id, edition::Column::SourceId, edition::Column::KnownOn])
            .into_tuple()
            .all(db)
            .await?;
        let (mut of_edition, mut names) = (HashMap::new(), Vec::new());
        for (id, source, known_on) in editions {
            let at = names.iter().position(|name| *name == source).unwrap_or_else(|| {
                names.push(source);
                names.len() - 1
            });
            of_edition.insert(id, (at as u32, known_on));
        }
        let first_edition: Vec<(i64, i64)> = record::Entity::find()
            .select_only()
            .columns([record::Column::Id, record::Column::FirstEditionId])
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self { of_edition, names, first_edition: first_edition.into_iter().collect() })
    }

    /// The source of a record that counts.
    fn of(&self, live: &Live, record: i64) -> Option<(u32, &str)> {
        let (rank, _) = *self.of_edition.get(&live.get(record)?.edition_id)?;
        Some((rank, &self.names[rank as usize]))
    }

    /// The day from which on a record that counts is known.
    fn known_on(&self, live: &Live, record: i64) -> Option<NaiveDate> {
        let editions = [self.first_edition.get(&record).copied(), Some(live.get(record)?.edition_id)];
        editions.into_iter().flatten().filter_map(|edition| Some(self.of_edition.get(&edition)?.1)).min()
    }
}

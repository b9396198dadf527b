//! Reading the database: what counts up to one edition, and nothing that comes after it.
//!
//! Rows are never changed and an edition is recorded as a whole, so everything that hangs on the
//! editions up to one is a consistent state, whatever is written meanwhile. So tables are read
//! over several connections: one while the one before it is put together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;
use quipu_domain::reporting::Thresholds;
use quipu_entities::facts::{RecordFact, read};
use quipu_entities::live::{self, Extent, Live};
use quipu_entities::{
    actor, actor_location, actor_merge, actor_population, assessment_code, country_income, country_name,
    country_population, edition, edition_record, group_member, initiative, initiative_member_count,
    initiative_result, inventory, membership, national_inventory, ndc_assessment, ndc_document, ndc_excerpt,
    ndc_link_review, ndc_target, ndc_text, ndc_text_mention, party, record, source, target,
};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef,
};
use tokio::task::{JoinError, JoinHandle};

use crate::World;
use crate::assemble::Assembly;
use crate::valid::{On, standings};

/// Why a snapshot could not be built.
#[derive(Debug, thiserror::Error)]
#[error("could not build a snapshot of the data")]
pub enum BuildError {
    /// What the database answered.
    Database(#[from] DbErr),
    /// The reading of a table was broken off.
    BrokenOff(#[from] JoinError),
}

/// Which data a world shall hold.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Known up to this day; all that is known if left out.
    pub known_on: Option<NaiveDate>,
    /// True of the world on this day; what is true now if left out.
    pub valid_on: Option<NaiveDate>,
    /// Recorded up to this edition; all if left out.
    pub last_edition: Option<i64>,
    /// The day on which it is built.
    pub today: NaiveDate,
    /// From when on data count as old.
    pub thresholds: Thresholds,
}

impl Asked {
    /// All that is known.
    pub fn everything(today: NaiveDate) -> Self {
        Self { known_on: None, valid_on: None, last_edition: None, today, thresholds: Thresholds::default() }
    }
}

/// What was read of small tables.
pub(crate) struct Facts {
    pub(crate) country_name: Vec<country_name::Model>,
    pub(crate) group_member: Vec<group_member::Model>,
    pub(crate) party: Vec<party::Model>,
    pub(crate) ndc_document: Vec<ndc_document::Model>,
    pub(crate) ndc_target: Vec<ndc_target::Model>,
    pub(crate) ndc_assessment: Vec<ndc_assessment::Model>,
    pub(crate) assessment_code: Vec<assessment_code::Model>,
    pub(crate) national_inventory: Vec<national_inventory::Model>,
    pub(crate) ndc_excerpt: Vec<ndc_excerpt::Model>,
    pub(crate) country_population: Vec<country_population::Model>,
    pub(crate) country_income: Vec<country_income::Model>,
    pub(crate) initiative: Vec<initiative::Model>,
    pub(crate) initiative_member_count: Vec<initiative_member_count::Model>,
    pub(crate) initiative_result: Vec<initiative_result::Model>,
    pub(crate) ndc_text: Vec<ndc_text::Model>,
    pub(crate) ndc_text_mention: Vec<ndc_text_mention::Model>,
    pub(crate) ndc_link_review: Vec<ndc_link_review::Model>,
    /// First day on which each key of the register was known.
    pub(crate) first_seen: HashMap<i64, NaiveDate>,
}

/// What is to be known of actors before they are put together.
#[derive(Default)]
pub(crate) struct KnownActors {
    /// Which are one.
    pub(crate) merges: Vec<actor_merge::Model>,
    /// Where they lie.
    pub(crate) locations: Vec<actor_location::Model>,
    /// How many live there.
    pub(crate) populations: Vec<actor_population::Model>,
    /// Keys by which facts of one source speak of the actors of another.
    pub(crate) referenced: HashSet<String>,
}

impl KnownActors {
    /// Takes what rows of actors say of their place: the same as facts of their own.
    fn take_places(&mut self, actors: &[actor::Model]) {
        for actor in actors {
            let (record_id, position, actor_key) = (actor.record_id, actor.position, actor.key.clone());
            if let (Some(latitude), Some(longitude)) = (actor.latitude, actor.longitude) {
                let actor_key = actor_key.clone();
                self.locations.push(actor_location::Model {
                    record_id,
                    position,
                    actor_key,
                    latitude,
                    longitude,
                });
            }
            if let Some(people) = actor.population {
                let year = actor.population_year;
                self.populations.push(actor_population::Model {
                    record_id,
                    position,
                    actor_key,
                    year,
                    people,
                });
            }
        }
    }
}

/// Builds the world of what is asked for.
///
/// # Errors
/// Whatever the database answers.
pub async fn build(db: &DatabaseConnection, asked: Asked) -> Result<World, BuildError> {
    let begin = std::time::Instant::now();
    let editions = edition::Entity::find()
        .apply_if(asked.last_edition, |query, last| query.filter(edition::Column::Id.lte(last)))
        .order_by_asc(edition::Column::Id)
        .all(db)
        .await?;
    let last_edition = editions.last().map(|edition| edition.id).or(Some(0));
    let on = asked.valid_on.map(On);
    let live = live::load(db, Extent { source: None, known_on: asked.known_on, last_edition }).await?;
    let reader = Reader { db: db.clone(), live: Arc::new(live) };
    let actors = reader.read();
    let sources = source::Entity::find().order_by_asc(source::Column::Id).all(db).await?;
    let mut facts = reader.facts(last_edition).await?;
    if let Some(on) = on {
        on.keep_facts(&mut facts, &standings(db, asked, last_edition).await?);
    }
    let rules = reader.read().await??;

    let mut assembly = Assembly::begin(asked, &sources, &editions, Arc::clone(&reader.live), &rules);
    let actors: Vec<actor::Model> = actors.await??;
    let mut known = reader.known_actors(&actors).await?;
    let names = reader.read();
    known.take_places(&actors);
    on.inspect(|on| on.keep_populations(&mut known.populations));
    assembly.actors(actors, &known);
    assembly.places(known);
    let names = names.await??;
    let identifiers = reader.read();
    assembly.names(names);
    let identifiers = identifiers.await??;
    let targets = reader.read();
    assembly.identifiers(identifiers);
    let mut targets = targets.await??;
    on.inspect(|on| on.keep_statements(&mut targets));
    let inventories = reader.read();
    assembly.targets(targets);
    let mut inventories = inventories.await??;
    on.inspect(|on| on.keep_inventories(&mut inventories));
    let plans = reader.read();
    assembly.inventories(inventories);
    let plans = plans.await??;
    let memberships = reader.read();
    assembly.plans(plans);
    let mut memberships = memberships.await??;
    on.inspect(|on| on.keep_memberships(&mut memberships));
    let world = assembly.finish(facts, memberships);
    tracing::info!(
        version = world.version.token,
        actors = world.tables.actors.len(),
        took_ms = begin.elapsed().as_millis() as u64,
        "a snapshot was built"
    );
    Ok(world)
}

/// Reads facts of records that count.
struct Reader {
    db: DatabaseConnection,
    live: Arc<Live>,
}

impl Reader {
    /// Begins to read the facts of one kind.
    fn read<F: RecordFact>(&self) -> JoinHandle<Result<Vec<F>, DbErr>>
    where
        F::Entity: EntityTrait<Model = F>,
    {
        let (db, live) = (self.db.clone(), Arc::clone(&self.live));
        tokio::spawn(async move { read::<F>(&db, |record| live.counts(record)).await })
    }

    /// What is to be known of actors before they are put together.
    async fn known_actors(&self, actors: &[actor::Model]) -> Result<KnownActors, BuildError> {
        let (merges, locations, populations) = (self.read(), self.read(), self.read());
        let mut referenced = HashSet::new();
        if actors.iter().any(|actor| actor.is_reference == Some(true)) {
            use {inventory as i, membership as m, target as t};
            referenced
                .extend(self.other_sources::<t::Entity>(t::Column::RecordId, t::Column::ActorKey).await?);
            referenced
                .extend(self.other_sources::<i::Entity>(i::Column::RecordId, i::Column::ActorKey).await?);
            referenced
                .extend(self.other_sources::<m::Entity>(m::Column::RecordId, m::Column::ActorKey).await?);
        }
        Ok(KnownActors {
            merges: merges.await??,
            locations: locations.await??,
            populations: populations.await??,
            referenced,
        })
    }

    /// Keys of actors in the facts of one kind that name another source: `openclimate:AR BUE`.
    async fn other_sources<E: EntityTrait>(
        &self,
        record: E::Column,
        key: E::Column,
    ) -> Result<Vec<String>, DbErr> {
        let query = E::find().filter(key.contains(":")).select_only().columns([record, key]);
        let rows: Vec<(i64, String)> = query.into_tuple().all(&self.db).await?;
        Ok(rows.into_iter().filter(|(record, _)| self.live.counts(*record)).map(|(_, key)| key).collect())
    }

    async fn facts(&self, last_edition: Option<i64>) -> Result<Facts, DbErr> {
        let db = &self.db;
        let keep = |record| self.live.counts(record);
        Ok(Facts {
            country_name: read(db, keep).await?,
            group_member: read(db, keep).await?,
            party: read(db, keep).await?,
            ndc_document: read(db, keep).await?,
            ndc_target: read(db, keep).await?,
            ndc_assessment: read(db, keep).await?,
            assessment_code: read(db, keep).await?,
            national_inventory: read(db, keep).await?,
            ndc_excerpt: read(db, keep).await?,
            country_population: read(db, keep).await?,
            country_income: read(db, keep).await?,
            initiative: read(db, keep).await?,
            initiative_member_count: read(db, keep).await?,
            initiative_result: read(db, keep).await?,
            ndc_text: read(db, keep).await?,
            ndc_text_mention: read(db, keep).await?,
            ndc_link_review: read(db, keep).await?,
            first_seen: first_seen(db, &self.live, last_edition).await?,
        })
    }
}

/// For each record of the register that counts, the first day on which its key was known with any
/// content.
async fn first_seen(
    db: &DatabaseConnection,
    live: &Live,
    last_edition: Option<i64>,
) -> Result<HashMap<i64, NaiveDate>, DbErr> {
    let documents =
        Query::select().column(ndc_document::Column::RecordId).from(ndc_document::Entity).to_owned();
    let rows: Vec<(i64, String, String, NaiveDate)> = record::Entity::find()
        .filter(Expr::col((record::Entity, record::Column::Id)).in_subquery(documents))
        .apply_if(last_edition, |query, last| query.filter(edition::Column::Id.lte(last)))
        .join(JoinType::InnerJoin, held())
        .join(JoinType::InnerJoin, edition_of())
        .select_only()
        .columns([record::Column::Id, record::Column::SourceId, record::Column::Key])
        .column_as(edition::Column::KnownOn.min(), "first_seen")
        .group_by(record::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut by_key: HashMap<(&str, &str), NaiveDate> = HashMap::new();
    for (_, source, key, day) in &rows {
        let first = by_key.entry((source, key)).or_insert(*day);
        *first = Ord::min(*first, *day);
    }
    let counted = rows.iter().filter(|(id, ..)| live.counts(*id));
    Ok(counted.map(|(id, source, key, _)| (*id, by_key[&(source.as_str(), key.as_str())])).collect())
}

pub(crate) fn held() -> RelationDef {
    record::Entity::belongs_to(edition_record::Entity)
        .from(record::Column::Id)
        .to(edition_record::Column::RecordId)
        .into()
}

pub(crate) fn edition_of() -> RelationDef {
    edition_record::Entity::belongs_to(edition::Entity)
        .from(edition_record::Column::EditionId)
        .to(edition::Column::Id)
        .into()
}

//! The worlds of a running service: the one of now, and a few of the past.

use std::collections::VecDeque;
use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{NaiveDate, Utc};
use quipu_entities::edition;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QuerySelect};
use tokio::sync::Mutex;

use crate::World;
use crate::build::{BuildError, build};

/// Worlds of the past kept at once.
const PAST_WORLDS: usize = 4;

/// A world of the past, with the last edition recorded when it was built.
type Past = (i64, Arc<World>);

/// The worlds of a running service. Cheap to clone.
#[derive(Clone)]
pub struct Worlds {
    db: DatabaseConnection,
    current: Arc<ArcSwap<World>>,
    past: Arc<Mutex<VecDeque<Past>>>,
}

impl Worlds {
    /// Builds the first world.
    ///
    /// # Errors
    /// Whatever the database answers.
    pub async fn open(db: DatabaseConnection) -> Result<Self, BuildError> {
        let world = build(&db, None, Utc::now().date_naive()).await?;
        Ok(Self { db, current: Arc::new(ArcSwap::from_pointee(world)), past: Arc::default() })
    }

    /// The database behind the worlds, for what they do not hold.
    pub fn database(&self) -> &DatabaseConnection {
        &self.db
    }

    /// The world of all that is known.
    pub fn current(&self) -> Arc<World> {
        self.current.load_full()
    }

    /// The world of what was known on a day, of the editions that `current` holds. Days between
    /// two states of the sources know the same, so there are no more worlds than such states; two
    /// requests for one build it once.
    ///
    /// # Errors
    /// Whatever the database answers.
    pub async fn known_on(&self, current: &World, day: NaiveDate) -> Result<Arc<World>, BuildError> {
        let edition = current.version.edition;
        let known = current.tables.editions.iter().map(|edition| edition.known_on);
        let day = known.filter(|known| *known <= day).max().unwrap_or_else(first_day);
        let mut past = self.past.lock().await;
        past.retain(|(built_at, _)| *built_at == edition);
        if let Some((_, world)) = past.iter().find(|(_, world)| world.version.known_on == Some(day)) {
            return Ok(Arc::clone(world));
        }
        let world = Arc::new(build(&self.db, Some(day), current.version.today).await?);
        past.push_front((edition, Arc::clone(&world)));
        past.truncate(PAST_WORLDS);
        Ok(world)
    }

    /// Builds and swaps in a new world if the database holds a newer version; tells whether.
    ///
    /// # Errors
    /// Whatever the database answers; the world then stays as it is.
    pub async fn refresh(&self) -> Result<bool, BuildError> {
        let latest = latest_edition(&self.db).await?;
        let today = Utc::now().date_naive();
        let version = &self.current().version;
        if latest == version.edition && today == version.today {
            return Ok(false);
        }
        let world = build(&self.db, None, today).await?;
        tracing::info!(
            version = world.version.token,
            actors = world.tables.actors.len(),
            "a new snapshot is in use"
        );
        self.current.store(Arc::new(world));
        Ok(true)
    }
}

/// A day on which nothing was known yet.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).expect("a date of the calendar")
}

/// The number of the last edition recorded; 0 for an empty database.
///
/// # Errors
/// Whatever the database answers.
pub async fn latest_edition(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let latest: Option<Option<i64>> = edition::Entity::find()
        .select_only()
        .column_as(edition::Column::Id.max(), "latest")
        .into_tuple()
        .one(db)
        .await?;
    Ok(latest.flatten().unwrap_or(0))
}

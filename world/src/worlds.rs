//! The worlds of a running service: the one of now, and a few of the past.

use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use chrono::{NaiveDate, Utc};
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use quipu_domain::reporting::Thresholds;
use quipu_entities::databases::Databases;
use sea_orm::DatabaseConnection;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::World;
use crate::build::{Asked, BuildError, build};

/// Worlds of the past kept at once.
const PAST_WORLDS: u64 = 3;
/// Worlds of the past built at once: others wait, so that questions about many days do not take all
/// of the machine.
const BUILT_AT_ONCE: usize = 1;

/// Which world is asked for, of the editions that another holds. By default, that one itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lookback {
    /// What was known on this day; all that is known if left out.
    pub known_on: Option<NaiveDate>,
    /// What was true of the world on this day; what is true now if left out.
    pub valid_on: Option<NaiveDate>,
    /// What was recorded up to this edition; all if left out.
    pub last_edition: Option<i64>,
}

/// The worlds of a running service. Cheap to clone.
#[derive(Clone)]
pub struct Worlds {
    databases: Databases,
    current: Arc<ArcSwap<World>>,
    /// The world before the current one, while requests still read it.
    replaced: Arc<Mutex<Weak<World>>>,
    /// Worlds of the past, by the version and day they are the past of.
    past: Cache<(String, NaiveDate, Lookback), Arc<World>>,
    /// Leave to build one of them.
    building: Arc<Semaphore>,
    /// Tells that the current world is another.
    news: watch::Sender<()>,
    builds: Arc<Mutex<Builds>>,
}

/// How worlds were built since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Builds {
    /// How many, those of the past too.
    pub built: u64,
    /// How many could not be.
    pub failed: u64,
    /// How long the last one took.
    pub last: Duration,
}

impl Worlds {
    /// Builds the first world, with the default thresholds of staleness.
    ///
    /// # Errors
    /// Whatever the database answers.
    pub async fn open(databases: impl Into<Databases>) -> Result<Self, BuildError> {
        Self::open_with(databases, Thresholds::default()).await
    }

    /// Builds the first world.
    ///
    /// # Errors
    /// Whatever the database answers.
    pub async fn open_with(
        databases: impl Into<Databases>,
        thresholds: Thresholds,
    ) -> Result<Self, BuildError> {
        let databases = databases.into();
        databases.look().await;
        let last_edition = databases.newest().map(|mark| mark.edition);
        let asked = Asked { last_edition, thresholds, ..Asked::everything(today()) };
        let builds = Arc::default();
        let world = built(databases.reader(), asked, &builds, None).await?;
        let past = Cache::builder().max_capacity(PAST_WORLDS).eviction_policy(EvictionPolicy::lru()).build();
        let current = Arc::new(ArcSwap::from_pointee(world));
        let building = Arc::new(Semaphore::new(BUILT_AT_ONCE));
        let (news, _) = watch::channel(());
        Ok(Self { databases, current, replaced: Arc::default(), past, building, news, builds })
    }

    /// The databases behind the worlds, for what they do not hold.
    pub fn databases(&self) -> &Databases {
        &self.databases
    }

    /// How worlds were built since the start.
    pub fn builds(&self) -> Builds {
        *self.builds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The world of all that is known.
    pub fn current(&self) -> Arc<World> {
        self.current.load_full()
    }

    /// Hears each time that the current world has become another. Whoever waits must not hold a world
    /// meanwhile: none is replaced while the one before it is in use.
    pub fn news(&self) -> watch::Receiver<()> {
        self.news.subscribe()
    }

    /// The world of what was known, and true, on a day, of the editions that `current` holds. Days
    /// between two states of the sources know the same, so there are no more worlds of knowledge than
    /// such states; of requests for one world that wait, one has it built.
    ///
    /// # Errors
    /// Whatever the database answers.
    pub async fn past(
        &self,
        current: &Arc<World>,
        mut asked: Lookback,
    ) -> Result<Arc<World>, Arc<BuildError>> {
        if asked == Lookback::default() {
            return Ok(Arc::clone(current));
        }
        asked.known_on = asked.known_on.map(|day| last_known(current, day));
        let version = &current.version;
        let whole = Asked {
            known_on: asked.known_on,
            valid_on: asked.valid_on,
            last_edition: asked.last_edition.or(Some(version.mark.edition)),
            today: version.today,
            thresholds: version.thresholds,
        };
        let reader = self.databases.reader();
        let world = async {
            let leave = Arc::clone(&self.building).acquire_owned().await.ok();
            built(reader, whole, &self.builds, leave).await.map(Arc::new)
        };
        self.past.try_get_with((version.token.clone(), version.today, asked), world).await
    }

    /// Builds and swaps in a new world if the database holds other data; tells whether. To be
    /// called when the databases were looked at. While requests still read the world before the
    /// current one, it waits for its next turn: no more than two are alive at once.
    ///
    /// # Errors
    /// Whatever the database answers; the world then stays as it is.
    pub async fn refresh(&self) -> Result<bool, BuildError> {
        let Some(newest) = self.databases.newest() else { return Ok(false) };
        let (version, today) = (self.current().version.clone(), today());
        let lags = self.databases.primary().is_none() && newest.edition < version.mark.edition;
        let in_use = self.replaced.lock().unwrap_or_else(PoisonError::into_inner).strong_count() > 0;
        if lags || in_use || (newest == version.mark && today == version.today) {
            return Ok(false);
        }
        let asked = Asked {
            last_edition: Some(newest.edition),
            thresholds: version.thresholds,
            ..Asked::everything(today)
        };
        let world = built(self.databases.reader(), asked, &self.builds, None).await?;
        let replaced = self.current.swap(Arc::new(world));
        *self.replaced.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(&replaced);
        self.news.send_replace(());
        Ok(true)
    }
}

fn today() -> NaiveDate {
    Utc::now().date_naive()
}

/// Builds a world beside the threads that serve requests, and notes how that went. The building goes on if nobody
/// waits for it any more, and keeps the leave for it that long.
async fn built(
    db: DatabaseConnection,
    asked: Asked,
    builds: &Mutex<Builds>,
    leave: Option<OwnedSemaphorePermit>,
) -> Result<World, BuildError> {
    let (runtime, begin) = (Handle::current(), Instant::now());
    let building = tokio::task::spawn_blocking(move || {
        let _leave = leave;
        runtime.block_on(build(&db, asked))
    });
    let world = building.await;
    let mut builds = builds.lock().unwrap_or_else(PoisonError::into_inner);
    match &world {
        Ok(Ok(_)) => (builds.built, builds.last) = (builds.built + 1, begin.elapsed()),
        _ => builds.failed += 1,
    }
    world?
}

/// The last day up to `day` on which a state of a source was known.
fn last_known(world: &World, day: NaiveDate) -> NaiveDate {
    let known = world.tables.editions.iter().map(|edition| edition.known_on);
    known.filter(|known| *known <= day).max().unwrap_or_else(first_day)
}

/// A day on which nothing was known yet.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).expect("a date of the calendar")
}

//! The database as one or several servers: a primary that takes writes, and replicas that follow
//! it. Which is which is asked of the servers themselves, again and again: a replica that was
//! promoted is the primary from then on, and one that lags is left out of reading.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use futures_util::future::join_all;
use sea_orm::prelude::DateTimeUtc;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, QueryOrder, QuerySelect, Statement,
};

use crate::edition;
use crate::store::{self, OpenError};

/// A server that has not answered by then is left out until it does.
const ANSWER_WITHIN: Duration = Duration::from_secs(1);

/// Which state of the data a server holds: its last edition. Equal only for equal data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Number of the edition; 0 for an empty database.
    pub edition: i64,
    /// When it was recorded.
    pub recorded_at: Option<DateTimeUtc>,
}

/// What a server said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    /// The history it writes, counted up with each promotion; `None` for a replica, which does
    /// not write.
    writes: Option<i32>,
    /// `None` where there are no tables yet.
    mark: Option<Mark>,
}

/// The servers of a database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Databases(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    servers: Vec<DatabaseConnection>,
    /// What each said last; `None` for one that does not answer.
    said: RwLock<Vec<Option<Said>>>,
}

impl From<DatabaseConnection> for Databases {
    /// A database of one server.
    fn from(server: DatabaseConnection) -> Self {
        let said = RwLock::new(vec![Some(Said { writes: Some(0), mark: None })]);
        Self(Arc::new(Inner { servers: vec![server], said }))
    }
}

impl Databases {
    /// Opens the servers at these addresses, and asks each what it is. Of several, some may be
    /// down.
    ///
    /// # Errors
    /// See [`OpenError`]; a single server must answer.
    pub async fn open(urls: &[String], create: bool) -> Result<Self, OpenError> {
        let mut servers = Vec::new();
        match urls {
            [url] => servers.push(store::open(url, create).await?),
            several => {
                for url in several {
                    servers.push(store::open_later(url)?);
                }
            }
        }
        let said = RwLock::new(vec![None; servers.len()]);
        let databases = Self(Arc::new(Inner { servers, said }));
        databases.look().await;
        Ok(databases)
    }

    /// How many servers there are.
    pub fn count(&self) -> usize {
        self.0.servers.len()
    }

    /// Asks every server which data it holds, and whether it takes writes.
    pub async fn look(&self) {
        let asked = self.0.servers.iter().map(|server| async {
            tokio::time::timeout(ANSWER_WITHIN, ask(server)).await.ok().and_then(Result::ok)
        });
        let said = join_all(asked).await;
        *self.0.said.write().unwrap_or_else(PoisonError::into_inner) = said;
    }

    fn said(&self) -> Vec<Option<Said>> {
        self.0.said.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Position of the primary: of servers that take writes, the one promoted last.
    fn primary_at(said: &[Option<Said>]) -> Option<usize> {
        let writers = said.iter().enumerate().filter_map(|(at, said)| Some((said.as_ref()?.writes?, at)));
        writers.max_by_key(|(history, at)| (*history, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }

    /// The server that takes writes; `None` while there is none.
    pub fn primary(&self) -> Option<DatabaseConnection> {
        Self::primary_at(&self.said()).map(|at| self.0.servers[at].clone())
    }

    /// Whether any server answered when it was last asked.
    pub fn answers(&self) -> bool {
        self.said().iter().any(Option::is_some)
    }

    /// The newest data: those of the primary, or, while there is none, the newest of a replica.
    pub fn newest(&self) -> Option<Mark> {
        let said = self.said();
        let known = said.iter().flatten().filter_map(|said| said.mark);
        match Self::primary_at(&said) {
            Some(at) => said[at].and_then(|said| said.mark),
            None => known.max_by_key(|mark| mark.edition),
        }
    }

    /// A server to read from: a replica that holds the newest data, or else the primary. Where no
    /// server answers, the first: it says why.
    pub fn reader(&self) -> DatabaseConnection {
        let (said, newest) = (self.said(), self.newest());
        let current = |at: &usize| newest.is_some() && said[*at].is_some_and(|said| said.mark == newest);
        let replica = |at: &usize| said[*at].is_some_and(|said| said.writes.is_none());
        let found = (0..said.len()).find(|at| replica(at) && current(at));
        let at = found.or_else(|| Self::primary_at(&said)).or_else(|| (0..said.len()).find(current));
        self.0.servers[at.unwrap_or(0)].clone()
    }

    /// How many replicas hold these data.
    pub fn replicas_with(&self, mark: Mark) -> usize {
        let said = self.said();
        said.iter().flatten().filter(|said| said.writes.is_none() && said.mark == Some(mark)).count()
    }
}

async fn ask(server: &DatabaseConnection) -> Result<Said, DbErr> {
    let writes = match server.get_database_backend() {
        DbBackend::Postgres => history(server).await?,
        _ => Some(0),
    };
    Ok(Said { writes, mark: mark(server).await.ok() })
}

/// The last edition that a server holds.
///
/// # Errors
/// Whatever the database answers.
pub async fn mark(server: &impl ConnectionTrait) -> Result<Mark, DbErr> {
    let last: Option<(i64, DateTimeUtc)> = edition::Entity::find()
        .select_only()
        .columns([edition::Column::Id, edition::Column::RecordedAt])
        .order_by_desc(edition::Column::Id)
        .into_tuple()
        .one(server)
        .await?;
    Ok(last.map_or_else(Mark::default, |(edition, at)| Mark { edition, recorded_at: Some(at) }))
}

/// The history (PostgreSQL's timeline) that a server writes; `None` for one that follows another.
async fn history(server: &DatabaseConnection) -> Result<Option<i32>, DbErr> {
    const QUESTION: &str = "SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE \
        ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END";
    let row = server.query_one_raw(Statement::from_string(DbBackend::Postgres, QUESTION)).await?;
    row.map_or(Ok(None), |row| row.try_get_by_index(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(writes: Option<i32>, edition: i64) -> Option<Said> {
        Some(Said { writes, mark: Some(Mark { edition, recorded_at: None }) })
    }

    #[test]
    fn the_primary_is_the_one_promoted_last() {
        assert_eq!(Databases::primary_at(&[None, said(None, 3)]), None);
        assert_eq!(Databases::primary_at(&[said(None, 3), said(Some(1), 3)]), Some(1));
        // A primary that came back after another was promoted in its place.
        assert_eq!(Databases::primary_at(&[said(Some(1), 4), said(Some(2), 3)]), Some(1));
    }
}

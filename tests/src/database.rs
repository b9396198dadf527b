//! An empty, migrated database for one test.

use quipu_entities::facts::FACT_TABLES;
use quipu_entities::store;
use quipu_migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use sea_orm_migration::MigratorTrait;
use tempfile::TempDir;

use crate::postgres::PostgresServer;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own on the server of the test run.
    Postgres,
}

/// A database for one test.
pub struct TestDatabase {
    /// Its address, as `--database-url` takes it.
    pub url: String,
    /// An open connection, with the tables made.
    pub db: DatabaseConnection,
    /// A folder of its own, for files; gone with the test.
    pub folder: TempDir,
}

impl TestDatabase {
    /// A new database with the tables made and nothing in them.
    pub async fn new(backend: Backend) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = match backend {
            Backend::Sqlite => format!("sqlite://{}/test.db", folder.path().display()),
            Backend::Postgres => {
                let server = PostgresServer::shared().expect("a server of PostgreSQL");
                server.create_database().expect("a database of its own")
            }
        };
        let db = store::open(&url, true).await.expect("the database opens");
        Migrator::up(&db, None).await.expect("the tables are made");
        Self { url, db, folder }
    }

    /// The number of rows of every table.
    pub async fn contents(&self) -> Vec<(String, i64)> {
        let tables = ["source", "edition", "record", "edition_record", "rejection"];
        let mut contents = Vec::new();
        for table in tables.iter().chain(FACT_TABLES) {
            contents.push(((*table).to_owned(), self.number(&format!("SELECT COUNT(*) FROM {table}")).await));
        }
        contents
    }

    /// The one whole number that a statement gives.
    pub async fn number(&self, sql: &str) -> i64 {
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let row =
            self.db.query_one_raw(statement).await.expect("the statement runs").expect("it gives a row");
        row.try_get_by_index(0).expect("it gives a number")
    }
}

//! Opening the database, and the one way to write to it.

use std::time::Duration;

use futures_util::FutureExt;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is of no database this service knows.
    #[error("the database address must begin with sqlite:// or postgres://")]
    UnknownKind,
    /// A SQLite database without a file would be gone at the end of the command.
    #[error("the database address names no file; write sqlite://FILE, as in sqlite://data/quipu.db")]
    NoFile,
    /// SQLite is one file.
    #[error(
        "replicas are servers of PostgreSQL: write postgres://USER@HOST/NAME for them and for the database"
    )]
    NoReplicas,
    /// The folder of a SQLite file could not be made.
    #[error("could not make the folder {folder}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The database did not answer, or refused.
    #[error("could not open the database")]
    Database(#[source] DbErr),
}

/// Opens the database at `url`: `sqlite://path/to/file.db` or `postgres://user@host/name`.
///
/// A SQLite file, and its folder, are made where they are missing if `create` is set. It runs in
/// WAL mode with `synchronous=FULL`: what was committed survives a loss of power.
///
/// # Errors
/// See [`OpenError`]; no message holds the password of the address.
pub async fn open(url: &str, create: bool) -> Result<DatabaseConnection, OpenError> {
    let options = options(url, create)?;
    Database::connect(options).await.map_err(OpenError::Database)
}

/// Opens one of several servers of PostgreSQL, at its first use: it may be down now.
///
/// # Errors
/// An address of another kind; see [`OpenError`].
pub(crate) fn open_later(url: &str) -> Result<DatabaseConnection, OpenError> {
    if url.starts_with("sqlite:") {
        return Err(OpenError::NoReplicas);
    }
    let mut options = options(url, false)?;
    options.connect_lazy(true);
    // Lazily, it connects to nothing yet and has nothing to wait for.
    let connected = Database::connect(options).now_or_never();
    connected.unwrap_or(Err(DbErr::Custom("it did not open at once".to_owned()))).map_err(OpenError::Database)
}

fn options(url: &str, create: bool) -> Result<ConnectOptions, OpenError> {
    if !(url.starts_with("sqlite:") || url.starts_with("postgres:") || url.starts_with("postgresql:")) {
        return Err(OpenError::UnknownKind);
    }
    let mut options = ConnectOptions::new(url);
    options
        .acquire_timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_secs(10))
        .sqlx_logging(false);
    if url.starts_with("sqlite:") {
        make_folder(url, create)?;
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(create)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(30))
                // Pages are read in place, not copied.
                .pragma("mmap_size", "1073741824")
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
        });
    }
    Ok(options)
}

fn make_folder(url: &str, create: bool) -> Result<(), OpenError> {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() || path.contains(":memory:") {
        return Err(OpenError::NoFile);
    }
    let file = std::path::Path::new(path);
    match file.parent() {
        Some(folder) if create && !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|source| OpenError::Folder { folder: folder.display().to_string(), source }),
        _ => Ok(()),
    }
}

/// Begins the one transaction that may write: a second writer waits until it ends.
///
/// # Errors
/// Whatever the database answers.
pub async fn begin_writing(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let transaction = begin_alone(db).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("LOCK TABLE edition IN EXCLUSIVE MODE").await?;
    }
    Ok(transaction)
}

/// Commits what was written, and tells other nodes that there is something new.
///
/// # Errors
/// Whatever the database answers; nothing is written then.
pub async fn commit_writing(transaction: DatabaseTransaction) -> Result<(), DbErr> {
    crate::doorbell::ring(&transaction).await?;
    transaction.commit().await
}

/// Begins a transaction that, on SQLite, is the only one that may write from its first moment.
///
/// # Errors
/// Whatever the database answers.
pub async fn begin_alone(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    db.begin_with_options(options).await
}

/// Begins a transaction that reads one consistent state of everything.
///
/// # Errors
/// Whatever the database answers.
pub async fn begin_reading(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let postgres = db.get_database_backend() == DbBackend::Postgres;
    let options = TransactionOptions {
        isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
        access_mode: postgres.then_some(AccessMode::ReadOnly),
        ..TransactionOptions::default()
    };
    db.begin_with_options(options).await
}

//! `quipu migrate`.

use std::process::ExitCode;

use anyhow::Context;
use quipu_migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use sea_orm_migration::MigratorTrait;

use crate::cli::Migrate;
use crate::config::Configuration;
use crate::output::say;

pub(crate) async fn run(configuration: &Configuration, arguments: &Migrate) -> anyhow::Result<ExitCode> {
    let db = super::open(&configuration.database_url, !arguments.status).await?;
    let pending = pending(&db).await?;
    if arguments.status {
        say!("{} changes pending{}", pending.len(), list(&pending));
        return Ok(ExitCode::SUCCESS);
    }
    up(&db).await?;
    say!("{} changes made{}", pending.len(), list(&pending));
    Ok(ExitCode::SUCCESS)
}

/// Brings the tables up to date. Of several nodes that start at once, one does it.
pub(crate) async fn up(db: &DatabaseConnection) -> anyhow::Result<()> {
    const NEWER: &str =
        "the tables could not be brought up to date; were they made by a newer version of quipu?";
    if db.get_database_backend() != DbBackend::Postgres {
        return Migrator::up(db, None).await.context(NEWER);
    }
    use sea_orm::TransactionTrait;
    let transaction = db.begin().await?;
    transaction.execute_unprepared("SELECT pg_advisory_xact_lock(8314159265358979)").await?;
    let migrated = Migrator::up(&transaction, None).await.context(NEWER);
    transaction.commit().await?;
    migrated
}

/// Names of the changes not yet made.
pub(crate) async fn pending(db: &DatabaseConnection) -> anyhow::Result<Vec<String>> {
    let pending = Migrator::get_pending_migrations(db).await.context("the tables could not be looked at")?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

fn list(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}

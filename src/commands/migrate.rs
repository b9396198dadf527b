//! `quipu migrate`.

use std::process::ExitCode;

use anyhow::Context;
use quipu_entities::store;
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

/// Brings the tables up to date, wholly or not at all. Of several nodes that start at once, one
/// does it and the others wait.
pub(crate) async fn up(db: &DatabaseConnection) -> anyhow::Result<()> {
    const FAILED: &str = "the tables could not be brought up to date; were they made by a newer version of quipu, \
        or by another program?";
    let transaction = store::begin_alone(db).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("SELECT pg_advisory_xact_lock(8314159265358979)").await?;
    }
    Migrator::up(&transaction, None).await.context(FAILED)?;
    transaction.commit().await.context(FAILED)
}

/// Names of the changes not yet made.
pub(crate) async fn pending(db: &DatabaseConnection) -> anyhow::Result<Vec<String>> {
    let pending = Migrator::get_pending_migrations(db).await.context("the tables could not be looked at")?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

fn list(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}

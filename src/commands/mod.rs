//! What each command does.

mod doctor;
mod import;
mod migrate;
mod schema;
mod serve;
mod starter;

use std::process::ExitCode;

use anyhow::Context;
use sea_orm::DatabaseConnection;

use crate::cli::Command;
use crate::config::Configuration;

/// Runs a command to its end.
pub(crate) fn run(command: Command, mut configuration: Configuration) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        match command {
            Command::Serve(arguments) => {
                if let Some(listen) = arguments.listen {
                    configuration.listen = listen;
                }
                configuration.starter &= !arguments.no_starter;
                serve::run(configuration).await
            }
            Command::Import(arguments) => import::run(&configuration, arguments).await,
            Command::Migrate(arguments) => migrate::run(&configuration, &arguments).await,
            Command::Schema(arguments) => schema::run(&arguments),
            Command::Doctor(arguments) => doctor::run(&configuration, &arguments).await,
            Command::Starter(arguments) => starter::run(arguments).await,
        }
    })
}

/// Opens the database and brings its tables up to date.
async fn open_migrated(url: &str) -> anyhow::Result<DatabaseConnection> {
    let db = open(url, true).await?;
    migrate::up(&db).await?;
    Ok(db)
}

/// Opens the database. The address is shown without its password.
async fn open(url: &str, create: bool) -> anyhow::Result<DatabaseConnection> {
    let opened = quipu_entities::store::open(url, create).await;
    opened.with_context(|| format!("database {}", without_password(url)))
}

/// The address with its password left out.
pub(crate) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((user, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let name = user.split(':').next().unwrap_or_default();
    format!("{scheme}://{name}@{host}")
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(without_password("postgres://me:se@cret@db/quipu"), "postgres://me@db/quipu");
        assert_eq!(without_password("sqlite://data/quipu.db"), "sqlite://data/quipu.db");
    }
}

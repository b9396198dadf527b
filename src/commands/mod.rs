//! What each command does.

mod doctor;
mod import;
mod matching;
mod migrate;
mod schema;
mod serve;
mod starter;

use std::process::ExitCode;

use anyhow::Context;
use quipu_entities::databases::Databases;
use sea_orm::DatabaseConnection;

use crate::cli::Command;
use crate::config::Configuration;

/// How often a command that writes looks for a primary before it gives up: a server may be slow to
/// answer, or about to be promoted.
const LOOKS_FOR_A_PRIMARY: usize = 3;

/// Runs a command to its end.
pub(crate) fn run(command: Command, mut configuration: Configuration) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        match command {
            Command::Serve(arguments) => {
                if let Some(listen) = arguments.listen {
                    configuration.listen = listen;
                }
                if let Some(mib) = arguments.answer_cache_mib {
                    configuration.answer_cache_mib = mib;
                }
                configuration.starter &= !arguments.no_starter;
                serve::run(configuration).await
            }
            Command::Import(arguments) => import::run(&configuration, arguments).await,
            Command::Match(arguments) => matching::run(&configuration, arguments).await,
            Command::Migrate(arguments) => migrate::run(&configuration, &arguments).await,
            Command::Schema(arguments) => schema::run(&arguments),
            Command::Doctor(arguments) => doctor::run(&configuration, &arguments).await,
            Command::Starter(arguments) => starter::run(arguments).await,
        }
    })
}

/// Opens the database and its replicas.
async fn open_all(configuration: &Configuration, create: bool) -> anyhow::Result<Databases> {
    let urls: Vec<String> =
        std::iter::once(&configuration.database_url).chain(&configuration.replica_urls).cloned().collect();
    let opened = Databases::open(&urls, create).await;
    opened.with_context(|| {
        let shown: Vec<String> = urls.iter().map(|url| without_password(url)).collect();
        format!("database {}", shown.join(", "))
    })
}

/// Opens the database that takes writes, and brings its tables up to date.
async fn open_for_writing(configuration: &Configuration) -> anyhow::Result<(Databases, DatabaseConnection)> {
    let databases = open_all(configuration, true).await?;
    for _ in 1..LOOKS_FOR_A_PRIMARY {
        if databases.primary().is_some() {
            break;
        }
        databases.look().await;
    }
    let primary = databases.primary().context(
        "no database takes writes: of those given, all that answer are replicas; promote one, or start the primary",
    )?;
    migrate::up(&primary).await?;
    Ok((databases, primary))
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

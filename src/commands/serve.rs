//! `quipu serve`.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use chrono::Utc;
use quipu_graphql::Graph;
use quipu_ingest::starter::load_starter;
use quipu_world::{Worlds, latest_edition};
use sea_orm::DatabaseConnection;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::Configuration;
use crate::output::{say, tell};
use crate::{embedded, http};

/// How often the database is asked for a newer version of the data.
const LOOK_EVERY: Duration = Duration::from_millis(500);

pub(crate) async fn run(configuration: Configuration) -> anyhow::Result<ExitCode> {
    let db = super::open_migrated(&configuration.database_url).await?;
    let listen = &configuration.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!(
            "could not listen on {listen}; is it in use? choose another with --listen, as in 127.0.0.1:8081"
        )
    })?;
    if configuration.starter && latest_edition(&db).await? == 0 {
        load(&db).await?;
    }
    let worlds = Worlds::open(db).await?;
    announce(&listener.local_addr()?.to_string(), &worlds, &configuration);
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(http::until_told_to_stop(stop));
    tokio::spawn(follow(worlds.clone(), stopping.clone()));
    http::serve(listener, Graph::new(worlds), stopping).await?;
    Ok(ExitCode::SUCCESS)
}

async fn load(db: &DatabaseConnection) -> anyhow::Result<()> {
    if embedded::STARTER.is_empty() {
        tracing::warn!("this binary carries no starter data; the database stays empty");
        return Ok(());
    }
    tell!("The database is empty: loading the starter data …");
    let reports = load_starter(db, embedded::STARTER, Utc::now()).await?;
    let records: u64 = reports.iter().map(|report| report.new).sum();
    tell!("{records} records of {} published files loaded.", reports.len());
    Ok(())
}

fn announce(address: &str, worlds: &Worlds, configuration: &Configuration) {
    let world = worlds.current();
    say!(
        "quipu serves version {} of the data: {} actors, {} initiatives, {} NDCs ({})",
        world.version.token,
        world.tables.actors.len(),
        world.tables.initiatives.len(),
        world.tables.ndcs.len(),
        super::without_password(&configuration.database_url),
    );
    say!("  explore    http://{address}/graphiql/");
    say!("  query      http://{address}/graphql");
    say!("  schema     http://{address}/schema.graphql");
    say!("  health     http://{address}/healthz  http://{address}/readyz");
}

/// Swaps in a new world when the database holds newer data.
async fn follow(worlds: Worlds, mut stopping: watch::Receiver<bool>) {
    let mut failed = false;
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = stopping.changed() => return,
        }
        match worlds.refresh().await {
            Ok(_) => failed = false,
            Err(error) if !failed => {
                failed = true;
                tracing::error!(
                    "could not look for newer data, going on with what is there: {:#}",
                    anyhow::Error::new(error)
                );
            }
            Err(_) => {}
        }
    }
}

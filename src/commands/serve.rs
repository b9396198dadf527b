//! `quipu serve`.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use chrono::Utc;
use quipu_entities::databases;
use quipu_entities::doorbell::Doorbell;
use quipu_graphql::Graph;
use quipu_ingest::starter::load_starter;
use quipu_world::Worlds;
use sea_orm::DatabaseConnection;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::Configuration;
use crate::http::{Documents, Manner, Rules};
use crate::output::{say, tell};
use crate::{embedded, http};

/// How often the database is asked for a newer version of the data.
const LOOK_EVERY: Duration = Duration::from_millis(500);

pub(crate) async fn run(configuration: Configuration) -> anyhow::Result<ExitCode> {
    let manner = manner(&configuration)?;
    // Each connection is an open file; where more are not allowed, they wait.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let databases = super::open_all(&configuration, true).await?;
    let listen = &configuration.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!(
            "could not listen on {listen}; is it in use? choose another with --listen, as in 127.0.0.1:8081"
        )
    })?;
    match databases.primary() {
        Some(primary) => {
            super::migrate::up(&primary).await?;
            if configuration.starter && databases::mark(&primary).await?.edition == 0 {
                load(&primary).await?;
            }
        }
        None => tracing::warn!("no database takes writes: serving what the replicas hold until one does"),
    }
    let worlds = Worlds::open_with(databases, configuration.thresholds()).await?;
    announce(&listener.local_addr()?.to_string(), &worlds, &configuration);
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(http::until_told_to_stop(stop));
    tokio::spawn(follow(worlds.clone(), stopping.clone()));
    let graph = Graph::with_room(worlds, configuration.answer_memory_mib << 20);
    http::serve(listener, graph, manner, stopping).await?;
    Ok(ExitCode::SUCCESS)
}

/// How requests are answered.
fn manner(configuration: &Configuration) -> anyhow::Result<Manner> {
    Ok(Manner {
        answer_bytes: configuration.answer_cache_mib << 20,
        documents: match &configuration.trusted_documents {
            Some(file) => Documents::trusted(file)?,
            None => Documents::automatic(),
        },
        rules: Rules {
            per_minute: configuration.budget_per_minute,
            api_keys: configuration.api_keys.iter().cloned().collect(),
            trusted_proxies: configuration.trusted_proxies,
        },
        deadline: Duration::from_secs(configuration.deadline_seconds),
    })
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
    say!("  pages      http://{address}/");
    say!("  explore    http://{address}/graphiql/");
    say!("  query      http://{address}/graphql");
    say!("  schema     http://{address}/schema.graphql");
    say!("  health     http://{address}/healthz  http://{address}/readyz");
    say!("  figures    http://{address}/metrics");
}

/// Swaps in a new world when the database holds newer data: when it says so, and else twice a
/// second.
async fn follow(worlds: Worlds, mut stopping: watch::Receiver<bool>) {
    let mut doorbell = Doorbell::default();
    let (mut failed, mut had_primary) = (false, true);
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = doorbell.rung(worlds.databases()) => {}
            _ = stopping.changed() => return,
        }
        worlds.databases().look().await;
        let has_primary = worlds.databases().primary().is_some();
        if has_primary != had_primary {
            had_primary = has_primary;
            if has_primary {
                tracing::info!("a database takes writes again");
            } else {
                tracing::warn!("no database takes writes: going on with what is there");
            }
        }
        match worlds.refresh().await {
            Ok(_) => failed = false,
            Err(error) if !failed => {
                failed = true;
                tracing::error!(
                    "could not read newer data, going on with what is there: {:#}",
                    anyhow::Error::new(error)
                );
            }
            Err(_) => {}
        }
    }
}

//! `quipu doctor`: what is wrong, and how to mend it.

use std::process::ExitCode;

use quipu_domain::vocabulary::NdcStatus;
use quipu_entities::{edition, source, store};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait};
use serde::Serialize;

use crate::cli::Doctor;
use crate::config::Configuration;
use crate::output::say;

/// Something looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: String,
    ok: bool,
    found: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

impl Finding {
    fn ok(what: &str, found: impl Into<String>) -> Self {
        Self { what: what.to_owned(), ok: true, found: found.into(), mend: None }
    }

    fn wrong(what: &str, found: impl Into<String>, mend: &str) -> Self {
        Self { what: what.to_owned(), ok: false, found: found.into(), mend: Some(mend.to_owned()) }
    }
}

pub(crate) async fn run(configuration: &Configuration, arguments: &Doctor) -> anyhow::Result<ExitCode> {
    let findings = look(configuration).await;
    if arguments.json {
        say!("{}", serde_json::to_string_pretty(&findings)?);
    } else {
        for finding in &findings {
            let mark = if finding.ok { "ok   " } else { "WRONG" };
            say!("{mark} {}: {}", finding.what, finding.found);
            if let Some(mend) = &finding.mend {
                say!("      mend: {mend}");
            }
        }
    }
    let well = findings.iter().all(|finding| finding.ok);
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look(configuration: &Configuration) -> Vec<Finding> {
    let address = super::without_password(&configuration.database_url);
    let mut findings = vec![pages()];
    let db = match store::open(&configuration.database_url, false).await {
        Ok(db) => db,
        Err(error) => {
            let error = format!("{:#}", anyhow::Error::new(error));
            let mend = "check --database-url; `quipu migrate` makes a new SQLite file";
            findings.push(Finding::wrong("database", format!("{address}: {error}"), mend));
            return findings;
        }
    };
    findings.push(Finding::ok("database", address));
    match super::migrate::pending(&db).await {
        Ok(pending) if pending.is_empty() => findings.push(Finding::ok("tables", "up to date")),
        Ok(pending) => {
            findings.push(Finding::wrong(
                "tables",
                format!("{} changes pending", pending.len()),
                "quipu migrate",
            ));
            return findings;
        }
        Err(error) => {
            let mend = "use the version of quipu that made them, or a newer one";
            findings.push(Finding::wrong("tables", format!("{error:#}"), mend));
            return findings;
        }
    }
    findings.push(integrity(&db).await);
    findings.extend(data(&db).await);
    findings
}

fn pages() -> Finding {
    match crate::embedded::PAGES.len() {
        0 => Finding::wrong(
            "web pages",
            "not built into this binary",
            "install Node.js, then `make web` and build again",
        ),
        count => Finding::ok("web pages", format!("{count} files")),
    }
}

async fn integrity(db: &DatabaseConnection) -> Finding {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Finding::ok("integrity", "kept by PostgreSQL");
    }
    let answer =
        db.query_one_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, "PRAGMA quick_check")).await;
    match answer.map(|row| row.and_then(|row| row.try_get_by_index::<String>(0).ok())) {
        Ok(Some(text)) if text == "ok" => Finding::ok("integrity", "ok"),
        Ok(text) => Finding::wrong("integrity", text.unwrap_or_default(), "restore the file from a backup"),
        Err(error) => Finding::wrong("integrity", error.to_string(), "restore the file from a backup"),
    }
}

/// Whether there are data, and whether every Party is there once.
async fn data(db: &DatabaseConnection) -> Vec<Finding> {
    let counts = async {
        let sources = source::Entity::find().all(db).await?.len();
        let editions = edition::Entity::find().all(db).await?.len();
        Ok::<_, sea_orm::DbErr>((sources, editions))
    };
    match counts.await {
        Err(error) => vec![Finding::wrong("data", error.to_string(), "see the error")],
        Ok((_, 0)) => {
            vec![Finding::wrong("data", "none", "`quipu serve` loads the starter data; or import files")]
        }
        Ok((sources, editions)) => {
            let mut findings = vec![Finding::ok("data", format!("{sources} sources, {editions} editions"))];
            findings.push(snapshot(db).await);
            findings
        }
    }
}

async fn snapshot(db: &DatabaseConnection) -> Finding {
    match quipu_world::build(db, quipu_world::Asked::everything(chrono::Utc::now().date_naive())).await {
        Err(error) => Finding::wrong("snapshot", format!("{:#}", anyhow::Error::new(error)), "see the error"),
        Ok(world) => {
            let active = world.tables.ndcs.iter().filter(|ndc| ndc.status == NdcStatus::Active).count();
            Finding::ok(
                "snapshot",
                format!(
                    "version {}: {} actors, {} targets, {} initiatives, {} NDCs, {active} of them active",
                    world.version.token,
                    world.tables.actors.len(),
                    world.tables.targets.len(),
                    world.tables.initiatives.len(),
                    world.tables.ndcs.len(),
                ),
            )
        }
    }
}

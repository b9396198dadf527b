//! `quipu import`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::Utc;
use quipu_entities::databases::{Databases, mark};
use quipu_ingest::{Importer, Options, Report};

use sea_orm::DatabaseConnection;

use crate::cli::Import;
use crate::config::Configuration;
use crate::output::{say, tell};
use crate::progress::Bar;

/// Done, but not every row could be kept.
const EXIT_REJECTED: u8 = 2;
/// Done, but no replica confirmed it.
const EXIT_NOT_REPLICATED: u8 = 3;
/// A replica that follows holds what was written within this.
const HELD_WITHIN: Duration = Duration::from_secs(10);
/// How often the replicas are asked.
const ASK_EVERY: Duration = Duration::from_millis(20);
/// Rejections shown for people; all are in the JSON report and in the database.
const SHOWN: usize = 20;

pub(crate) async fn run(configuration: &Configuration, arguments: Import) -> anyhow::Result<ExitCode> {
    let options =
        Options { known_on: arguments.known_on, encoding: arguments.encoding, group: arguments.group };
    // Before anything is made or changed: a file that can't be read leaves no trace.
    Importer::check(&arguments.files, &options)?;
    let (databases, db) = super::open_for_writing(configuration).await?;
    let importer = Importer { db: &db, now: Utc::now(), options, progress: &Bar::default() };
    let reports = importer.import(&arguments.files).await?;
    let is_safe = is_held_twice(&databases, &db).await?;
    // On SQLite the last connection to close brings the file itself up to date.
    db.close_by_ref().await?;
    if arguments.json {
        say!("{}", serde_json::to_string_pretty(&reports)?);
    } else {
        reports.iter().for_each(print);
    }
    let rejected = reports.iter().any(|report| report.rejected + report.values_rejected > 0);
    Ok(match (is_safe, rejected) {
        (false, _) => ExitCode::from(EXIT_NOT_REPLICATED),
        (true, true) => ExitCode::from(EXIT_REJECTED),
        (true, false) => ExitCode::SUCCESS,
    })
}

/// Waits until a replica holds what was written, so that it survives the loss of the primary;
/// without replicas there is nothing to wait for.
async fn is_held_twice(databases: &Databases, primary: &DatabaseConnection) -> anyhow::Result<bool> {
    if databases.count() == 1 {
        return Ok(true);
    }
    let written = mark(primary).await?;
    let begin = Instant::now();
    while begin.elapsed() < HELD_WITHIN {
        databases.look().await;
        if databases.replicas_with(written) > 0 {
            return Ok(true);
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
    tell!(
        "All is recorded, but on the primary only: no replica held it within {} seconds. Until one does, it would be \
        lost with the primary.",
        HELD_WITHIN.as_secs()
    );
    Ok(false)
}

fn print(report: &Report) {
    say!(
        "{}: {} ({}), known on {} ({})",
        report.file,
        report.source,
        report.layout,
        report.known_on,
        report.known_on_basis
    );
    say!(
        "  {} rows read: {} new, {} changed, {} unchanged, {} repeated, {} rejected; {} values rejected",
        report.read,
        report.new,
        report.changed,
        report.unchanged,
        report.repeated,
        report.rejected,
        report.values_rejected
    );
    for note in &report.notes {
        say!("  note: {note}");
    }
    for rejected in report.rejections.iter().take(SHOWN) {
        let sheet = rejected.sheet.as_ref().map(|sheet| format!("sheet {sheet}, ")).unwrap_or_default();
        let column = rejected.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
        let value = rejected.value.as_ref().map(|value| format!(" = {value:?}")).unwrap_or_default();
        let what = if rejected.whole_row { "row rejected" } else { "value rejected" };
        say!("  {what}: {sheet}row {}{column}{value}: {}", rejected.row, rejected.reason);
    }
    if report.rejections.len() > SHOWN {
        say!("  … and {} more; --json lists all", report.rejections.len() - SHOWN);
    }
}

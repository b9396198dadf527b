//! `quipu starter`.

use std::process::ExitCode;

use anyhow::Context;
use chrono::Utc;
use quipu_ingest::starter::write_starter;
use quipu_ingest::{Importer, Options};

use crate::cli::Starter;
use crate::output::say;
use crate::progress::Bar;

/// Imports the files into a database in memory's stead, a file thrown away afterwards, and
/// compiles from it.
pub(crate) async fn run(arguments: Starter) -> anyhow::Result<ExitCode> {
    std::fs::create_dir_all(&arguments.output)
        .with_context(|| format!("could not make the folder {}", arguments.output.display()))?;
    let scratch = arguments.output.join(".starter-in-the-making.db");
    let compiled = compile(&arguments, &scratch).await;
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", scratch.display());
        if std::fs::exists(&file)? {
            std::fs::remove_file(&file).with_context(|| format!("could not remove {file}"))?;
        }
    }
    let rows = compiled?;
    say!("{rows} rows written to {}", arguments.output.display());
    Ok(ExitCode::SUCCESS)
}

async fn compile(arguments: &Starter, scratch: &std::path::Path) -> anyhow::Result<u64> {
    let db = super::open(&format!("sqlite://{}", scratch.display()), true).await?;
    super::migrate::up(&db).await?;
    let importer =
        Importer { db: &db, now: Utc::now(), options: Options::default(), progress: &Bar::default() };
    for report in importer.import(&arguments.files).await? {
        say!("{}: {} rows read, {} rejected", report.file, report.read, report.rejected);
    }
    let rows = write_starter(&db, &arguments.output).await?;
    db.close().await?;
    Ok(rows)
}

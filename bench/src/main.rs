//! Measures the service beside its peers, on equal answers, in one run.

mod client;
mod compare;
mod generate;
mod process;
mod report;
mod servers;

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;

use compare::Plan;
use generate::Sizes;

/// Measures the service beside its peers, on equal answers, in one run.
#[derive(Debug, Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a data set, in a layout that the service imports
    Generate {
        /// Actors of all countries
        #[arg(long, default_value_t = 43_000)]
        actors: usize,
        /// Actors of the largest country
        #[arg(long, default_value_t = 6_000)]
        large: usize,
        /// Another number gives other data
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The file to write; its name holds the day whose knowledge it is
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Compare the service with its peers, over a server of PostgreSQL named in QUIPU_TEST_POSTGRES
    Compare {
        /// Actors of all countries
        #[arg(long, default_value_t = 43_000)]
        actors: usize,
        /// Actors of the largest country
        #[arg(long, default_value_t = 6_000)]
        large: usize,
        /// Rounds, each with requests to every peer
        #[arg(long, default_value_t = 10)]
        rounds: usize,
        /// The binary of the service
        #[arg(long, default_value = "target/release/quipu")]
        quipu: PathBuf,
        /// The page to write the table into
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// A peer: sends bytes from memory
    #[command(hide = true)]
    ServeMemory { port: u16 },
    /// A peer: has PostgreSQL make the answer
    #[command(hide = true)]
    ServeStatement { port: u16, database: String, form: servers::Form },
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    match Arguments::parse().command {
        Command::Generate { actors, large, seed, to } => {
            generate::write(Sizes { actors, large }, seed, BufWriter::new(File::create(to)?))?;
        }
        Command::Compare { actors, large, rounds, quipu, report } => {
            let postgres = std::env::var("QUIPU_TEST_POSTGRES").context(
                "QUIPU_TEST_POSTGRES is not set; run this by `make bench`, or with scripts/with-postgres in front",
            )?;
            let sizes = Sizes { actors, large };
            let plan = Plan { sizes, rounds, quipu: &quipu, postgres: &postgres };
            let table = compare::compare(&plan).await?.table();
            print!("{table}");
            if let Some(path) = report {
                let page = std::fs::read_to_string(&path)?;
                let page =
                    report::written_into(&page, &table).context("the page has no place for the table")?;
                std::fs::write(path, page)?;
            }
        }
        Command::ServeMemory { port } => servers::memory(listener(port).await?).await?,
        Command::ServeStatement { port, database, form } => {
            servers::statement(listener(port).await?, &database, form).await?
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn listener(port: u16) -> anyhow::Result<TcpListener> {
    Ok(TcpListener::bind(("127.0.0.1", port)).await?)
}

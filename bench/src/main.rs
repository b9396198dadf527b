//! Measures the service beside its peers, on equal answers, in one run.

mod generate;

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
}

fn main() -> anyhow::Result<ExitCode> {
    match Arguments::parse().command {
        Command::Generate { actors, large, seed, to } => {
            generate::write(Sizes { actors, large }, seed, BufWriter::new(File::create(to)?))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

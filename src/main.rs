//! `quipu`: climate action of cities, regions, companies and investors, linked to the national
//! plans of the countries they act in, as one graph.
//!
//! This crate joins the others: command line, configuration, HTTP. Only here are axum, the
//! environment and the clock known.

mod cli;
mod commands;
mod config;
mod embedded;
mod http;
mod output;
mod progress;
mod telemetry;

use std::process::ExitCode;

use clap::Parser;

use crate::output::tell;

/// Large answers are made and freed all the time: this allocator keeps their memory at hand.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code of a wrong command line, as in sysexits: 2 is taken for "done, with rejected rows".
const EXIT_USAGE: u8 = 64;
/// Exit code of a wrong configuration, as in sysexits.
const EXIT_CONFIGURATION: u8 = 78;

fn main() -> ExitCode {
    let arguments = match cli::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked_for_help = !error.use_stderr();
            // Nothing can be done about a closed terminal.
            let _ = error.print();
            return if asked_for_help { ExitCode::SUCCESS } else { ExitCode::from(EXIT_USAGE) };
        }
    };
    let configuration = match config::load(&arguments.global) {
        Ok(configuration) => configuration,
        Err(error) => {
            tell!("quipu: {error:#}");
            return ExitCode::from(EXIT_CONFIGURATION);
        }
    };
    let _telemetry = telemetry::start(&configuration);
    match commands::run(arguments.command, configuration) {
        Ok(code) => code,
        Err(error) => {
            tell!("quipu: {error:#}");
            ExitCode::FAILURE
        }
    }
}

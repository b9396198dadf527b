//! `quipu schema`.

use std::process::ExitCode;

use crate::cli::Schema;
use crate::output::say;

pub(crate) fn run(arguments: &Schema) -> anyhow::Result<ExitCode> {
    say!("{}", quipu_graphql::sdl(!arguments.plain).trim_end());
    Ok(ExitCode::SUCCESS)
}

//! `quipu schema`.

use std::process::ExitCode;

use crate::cli::Schema;

pub(crate) fn run(arguments: &Schema) -> anyhow::Result<ExitCode> {
    print!("{}", quipu_graphql::sdl(!arguments.plain));
    Ok(ExitCode::SUCCESS)
}

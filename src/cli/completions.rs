//! `tratado completions`: what a shell offers while a command is typed.

use std::process::ExitCode;

use clap::CommandFactory;

use super::{Arguments, Completions};
use crate::error::Result;

pub(super) fn run(arguments: &Completions) -> Result<ExitCode> {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut command, name, &mut std::io::stdout());
    Ok(ExitCode::SUCCESS)
}

//! `tratado man`: the manual pages.

use std::process::ExitCode;

use clap::CommandFactory;

use super::{Arguments, Man};
use crate::error::{Error, Result};

pub(super) fn run(arguments: &Man) -> Result<ExitCode> {
    let mut program = Arguments::command();
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => {
            let known: Vec<_> = program.get_subcommands().map(|command| command.get_name().to_owned()).collect();
            let command = program.get_subcommands().find(|command| command.get_name() == name).cloned();
            command.ok_or_else(|| {
                Error::new(format!("there is no command `{name}`"))
                    .help(format!("the commands are {}", known.join(", ")))
            })?
        }
    };
    let printed = clap_mangen::Man::new(command).render(&mut std::io::stdout());
    // Whoever reads the page may close it before its end.
    let _ = printed;
    Ok(ExitCode::SUCCESS)
}

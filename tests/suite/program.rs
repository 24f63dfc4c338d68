//! The program, as somebody calls it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::site::Site;

/// The program, with nobody at a terminal, and nothing in its environment that changes what it makes.
pub fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tratado"));
    program.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    program
}

/// Calls the program for a site.
pub fn tratado(site: &Site, arguments: &[&str]) -> Output {
    tratado_at(site.root(), arguments)
}

/// Calls the program for the site in a folder.
pub fn tratado_at(root: &Path, arguments: &[&str]) -> Output {
    program().args(arguments).arg("--root").arg(root).output().unwrap()
}

/// What it said to people.
pub fn error_text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

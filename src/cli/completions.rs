//! `tratado completions`: what a shell offers while a command is typed.
//!
//! What it prints makes the shell call the program at every key, with the line as it stands and [`VARIABLE`] in its environment: [`answer`] is
//! what the program says then. So the records of the site at hand are offered, and not only the commands and options.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use clap_complete::{CompleteEnv, Shell};

use super::{Arguments, Completions};
use crate::error::{Error, Result};
use crate::model::Collection;
use crate::read::listing;

/// What the shell sets when it asks. It is the program's own: another program's `COMPLETE` is not for it.
const VARIABLE: &str = "TRATADO_COMPLETE";

pub(super) fn run(arguments: &Completions) -> Result<ExitCode> {
    let shell = shell(arguments.shell);
    let failure = |what: &str| Error::new(format!("cannot write the completions of {shell}: {what}"));
    let shells = Shells::builtins();
    let completer = shells.completer(shell).ok_or_else(|| failure("it is not known"))?;
    let command = Arguments::command();
    let name = command.get_name();
    let mut script = Vec::new();
    completer
        .write_registration(VARIABLE, name, name, name, &mut script)
        .map_err(|error| failure(&error.to_string()))?;
    // Whoever reads the script may close it before its end.
    let _ = std::io::Write::write_all(&mut std::io::stdout(), &script);
    Ok(ExitCode::SUCCESS)
}

/// What the engine calls a shell.
fn shell(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => "bash",
        Shell::Elvish => "elvish",
        Shell::Fish => "fish",
        Shell::PowerShell => "powershell",
        _ => "zsh",
    }
}

/// Answers a shell that asks what could stand on a line. Says whether one asked. Whatever goes wrong, the person at the shell sees nothing of it.
pub(super) fn answer(arguments: &[OsString]) -> bool {
    if std::env::var_os(VARIABLE).is_none() {
        return false;
    }
    let here = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(Arguments::command).var(VARIABLE);
    asked.try_complete(arguments.iter().cloned(), here.as_deref()).unwrap_or(true)
}

/// The records of the site.
pub(super) fn records() -> ArgValueCandidates {
    ArgValueCandidates::new(|| listing::records(&root()).iter().map(candidate).collect())
}

/// The languages of the site.
pub(super) fn languages() -> ArgValueCandidates {
    ArgValueCandidates::new(|| listing::languages(&root()).iter().map(candidate).collect())
}

/// The collections, in their order.
pub(super) fn collections() -> ArgValueCandidates {
    ArgValueCandidates::new(|| ordered(Collection::names()))
}

/// The commands.
pub(super) fn commands() -> ArgValueCandidates {
    ArgValueCandidates::new(|| ordered(Arguments::command().get_subcommands().map(clap::Command::get_name)))
}

fn candidate(name: impl ToString) -> CompletionCandidate {
    CompletionCandidate::new(name.to_string())
}

fn ordered<'name>(names: impl Iterator<Item = &'name str>) -> Vec<CompletionCandidate> {
    names.enumerate().map(|(position, name)| candidate(name).display_order(Some(position))).collect()
}

/// The folder of the site that the line speaks of.
fn root() -> PathBuf {
    let words: Vec<_> = std::env::args_os().collect();
    let given = named_root(&words).map(|word| as_path(&word));
    given.unwrap_or_else(|| PathBuf::from("."))
}

/// The value of `--root` on a line: behind it, behind its `=`, or, as bash takes a line apart, behind an `=` of its own.
fn named_root(words: &[OsString]) -> Option<String> {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let place = words.iter().position(|word| *word == "--root" || word.starts_with("--root="))?;
    if let Some(value) = words[place].strip_prefix("--root=") {
        return Some(value.to_owned());
    }
    let behind = &words[place + 1..];
    let value = behind.iter().find(|word| **word != "=")?;
    Some(value.clone().into_owned())
}

/// A word as the shell would hand it over: without its quotes and backslashes, and with the home folder for `~`.
fn as_path(word: &str) -> PathBuf {
    let home = word.strip_prefix("~/").and_then(|rest| Some((std::env::home_dir()?, rest)));
    let (before, rest) = home.map_or((PathBuf::new(), word), |(home, rest)| (home, rest));
    let plain: String = rest.chars().filter(|letter| !matches!(letter, '\'' | '"')).collect();
    // On Windows a backslash stands between folders.
    let plain = if cfg!(windows) { plain } else { plain.replace("\\ ", " ") };
    before.join(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(line: &str) -> Option<String> {
        named_root(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_root_is_found_however_it_is_written() {
        for line in
            ["tratado --root site translated", "tratado translated a --root=site", "tratado --root = site status"]
        {
            assert_eq!(named(line).as_deref(), Some("site"), "{line}");
        }
        assert_eq!(named("tratado translated areas/root"), None);
        assert_eq!(named("tratado --root"), None);
        assert_eq!(as_path("'our plan'"), PathBuf::from("our plan"));
    }
}

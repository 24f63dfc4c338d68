//! Printing: findings and failures to standard error, for people.

use std::io::IsTerminal;
use std::path::{Component, Path};

use anstream::{AutoStream, ColorChoice, eprintln};

use super::{Common, Format};
use crate::diagnostic::{self, Diagnostics, Severity, SourceText};
use crate::error::Error;
use crate::source::FilePath;
use crate::theme;

/// The width of a report where no terminal says how wide it is.
const DEFAULT_WIDTH: usize = 140;

/// Prints findings in the form that was asked for: for people to standard error, for programs to standard output, which then holds nothing
/// else, and holds a document even where nothing was found.
pub(super) fn findings(diagnostics: &Diagnostics, common: &Common) {
    let fetch = |file: &FilePath| theme::source_text(&common.root, file);
    let mut sources = SourceText::new(&fetch);
    match common.format {
        Format::Json => anstream::print!("{}", diagnostic::json(diagnostics, &mut sources)),
        Format::Sarif => anstream::print!("{}", diagnostic::sarif(diagnostics, &mut sources, &folder(&common.root))),
        Format::Github => anstream::print!("{}", diagnostic::github(diagnostics, &mut sources, &folder(&common.root))),
        Format::Short => anstream::eprint!("{}", diagnostic::short(diagnostics, &mut sources)),
        Format::Human => {
            let coloured = AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
            anstream::eprint!("{}", diagnostic::human(diagnostics, &mut sources, width(), coloured));
        }
    }
}

/// The way from here to the site's root, as a path in a repository: with `/` on every system, and one at its end.
fn folder(root: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = if root.is_absolute() { root.strip_prefix(&here).unwrap_or(root) } else { root };
    let parts = below.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy().trim_end_matches('/'))).collect()
}

/// The width of the terminal that standard error is.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stderr());
    terminal.map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0))
}

/// How many findings there were, in words.
pub(super) fn counted(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity, word: &str| match diagnostics.count(severity) {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let counts: Vec<_> =
        [count(Severity::Error, "error"), count(Severity::Warning, "warning")].into_iter().flatten().collect();
    if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") }
}

/// Prints why a command could not run.
pub(super) fn failure(error: &Error) {
    eprintln!("error: {error}");
    if let Some(advice) = error.advice() {
        eprintln!("  help: {advice}");
    }
}

/// Whether somebody watches.
pub(super) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

//! Printing: findings and failures to standard error, for people.

use std::io::IsTerminal;

use anstream::{AutoStream, ColorChoice, eprintln};

use super::{Common, Format};
use crate::diagnostic::{self, Diagnostics, Severity, SourceText};
use crate::error::Error;
use crate::read::files;
use crate::source::FilePath;
use crate::theme;

/// The width of a report where no terminal says how wide it is.
const DEFAULT_WIDTH: usize = 140;

/// Prints findings in the form that was asked for.
pub(super) fn findings(diagnostics: &Diagnostics, common: &Common) {
    if diagnostics.is_empty() {
        return;
    }
    let fetch = |file: &FilePath| files::source_text(&common.root, file).or_else(|| theme::builtin_text(file));
    let mut sources = SourceText::new(&fetch);
    let report = match common.format {
        Format::Short => diagnostic::short(diagnostics, &mut sources),
        Format::Human => {
            let coloured = AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
            diagnostic::human(diagnostics, &mut sources, width(), coloured)
        }
    };
    anstream::eprint!("{report}");
}

fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(DEFAULT_WIDTH)
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

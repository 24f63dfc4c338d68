//! What goes wrong with the machine rather than with the content: a disk that is full, a folder that cannot be read.
//!
//! An author's mistake is never an [`Error`]; it is a [`Diagnostic`](crate::diagnostic::Diagnostic), collected with all the others.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A result whose failure is the machine's.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a command could not do its work: what was attempted, on which path, and what the system answered.
#[derive(Debug)]
pub struct Error {
    attempt: String,
    path: Option<PathBuf>,
    help: Option<String>,
    source: Option<io::Error>,
}

impl Error {
    /// An error that has no cause in the system: `attempt` says what is wrong, in lower case and without a full stop.
    pub fn new(attempt: impl Into<String>) -> Self {
        Self { attempt: attempt.into(), path: None, help: None, source: None }
    }

    /// The system refused `attempt` (a clause such as "cannot read the content folder") on `path`.
    pub fn io(attempt: impl Into<String>, path: &Path, source: io::Error) -> Self {
        Self { attempt: attempt.into(), path: Some(path.to_owned()), help: None, source: Some(source) }
    }

    /// Names the path that the error is about.
    #[must_use]
    pub fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Adds what the user can do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same error for somebody else who asks for it.
    #[must_use]
    pub fn again(&self) -> Self {
        let source = self.source.as_ref().map(|source| io::Error::new(source.kind(), source.to_string()));
        Self { attempt: self.attempt.clone(), path: self.path.clone(), help: self.help.clone(), source }
    }

    /// What kind of failure the system reported; none where the system was not the cause.
    pub fn kind(&self) -> Option<io::ErrorKind> {
        self.source.as_ref().map(io::Error::kind)
    }

    /// The path that the error is about.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What the user can do about it, where that is known.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.attempt)?;
        if let Some(path) = &self.path {
            write!(formatter, " `{}`", path.display())?;
        }
        if let Some(source) = &self.source {
            write!(formatter, ": {source}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

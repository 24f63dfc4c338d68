//! An author's mistake: what is wrong, where, and what to do about it.
//!
//! A stage that finds a mistake adds a [`Diagnostic`] to its [`Diagnostics`] and goes on. Nobody else decides what a mistake means for the
//! run: publishing looks at [`Diagnostics::has_errors`], and the command line at the exit code. One renderer a format stands in this
//! module's folder.
//!
//! Messages follow one written style: lower case, no full stop, names in backticks; the message says what is wrong, the label what was
//! found at the place, the help what to do.

mod code;
mod human;
mod json;
mod locate;
mod short;

pub use code::Code;
pub use human::human;
pub use json::json;
pub use locate::{Located, SourceText};
pub use short::short;

use crate::source::Place;

/// How serious a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Nothing is published while one of these stands.
    Error,
    /// Published all the same.
    Warning,
    /// Not reported.
    Off,
}

impl Severity {
    /// The word that `site.yaml` and the reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Off => "off",
        }
    }
}

/// One mistake.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: Code,
    /// How serious it is in this site.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// What stands at the place, in a few words.
    pub label: Option<String>,
    /// Other places that belong to it, each with its own label.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A mistake at a place, as serious as its code says.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Says what stands at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Shows a second place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Says which of the known names was probably meant, where one is close.
    #[must_use]
    pub fn suggest<'name>(self, written: &str, known: impl IntoIterator<Item = &'name str>) -> Self {
        match closest(written, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// The known name that is close enough to what was written to have been meant.
pub fn closest<'name>(written: &str, known: impl IntoIterator<Item = &'name str>) -> Option<&'name str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&written.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity > 0.82)
        .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)))
        .map(|(_, name)| name)
}

/// The mistakes of one run.
#[derive(Clone, Default, Debug)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Each of them, in the order in which they stand.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// Gives each the severity that is wanted for it, where one is, and drops what is off.
    pub fn set_severities(&mut self, wanted: impl Fn(&Diagnostic) -> Option<Severity>) {
        for diagnostic in &mut self.0 {
            if let Some(severity) = wanted(diagnostic) {
                diagnostic.severity = severity;
            }
        }
        self.0.retain(|diagnostic| diagnostic.severity != Severity::Off);
    }

    /// Orders them by file and place, whichever thread found them, and drops what was found twice.
    pub fn sort(&mut self) {
        self.0.sort_by(|left, right| {
            (&left.place, left.code, &left.message).cmp(&(&right.place, right.code, &right.message))
        });
        self.0.dedup();
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        self.0.extend(found);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        Self(found.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_close_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(closest("sumary", ["title", "summary", "slug"]), Some("summary"));
        assert_eq!(closest("colour", ["title", "summary", "slug"]), None);
    }
}

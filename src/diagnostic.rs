//! An author's mistake: what is wrong, where, and what to do about it.
//!
//! A stage that finds a mistake adds a [`Diagnostic`] to its [`Diagnostics`] and goes on. Nobody else decides what a mistake means for the
//! run: publishing looks at [`Diagnostics::has_errors`], and the command line at the exit code. One renderer a format stands in this
//! module's folder.
//!
//! Messages follow one written style: lower case, no full stop, names in backticks; the message says what is wrong, the label what was
//! found at the place, the help what to do.

mod code;
mod explanation;
mod github;
mod human;
mod json;
mod locate;
mod sarif;
mod short;

pub use code::Code;
pub use github::github;
pub use human::human;
pub use json::json;
pub use locate::{Located, SourceText};
pub use sarif::sarif;
pub use short::short;

use std::collections::BTreeMap;

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
    let written = written.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&written, &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity > 0.82)
        .max_by(|left, right| left.0.total_cmp(&right.0).then_with(|| right.1.cmp(left.1)))
        .map(|(_, name)| name)
}

/// How many findings of one code are told what was probably meant.
///
/// To know it means to look through every name there is, so a slip that stands in each of a thousand records would cost a million looks.
/// Nobody needs the hundred and first: whoever made one mistake a hundred times mends it once, and runs the program again.
const MOST_ADVISED: usize = 100;

/// The mistakes of one run.
#[derive(Clone, Default, Debug)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    /// How many of each code had somebody look for what was meant.
    advised: BTreeMap<Code, usize>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds one with what its author probably meant. `advise` may look through many names for it: it is asked for the first of a code alone.
    pub fn push_advised(&mut self, diagnostic: Diagnostic, advise: impl FnOnce(Diagnostic) -> Diagnostic) {
        let advised = self.advised.entry(diagnostic.code).or_default();
        *advised += 1;
        let is_advised = *advised <= MOST_ADVISED;
        self.push(if is_advised { advise(diagnostic) } else { diagnostic });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether one of them forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Each of them, in the order in which they stand.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Gives each the severity that is wanted for it, where one is, and drops what is off.
    pub fn set_severities(&mut self, wanted: impl Fn(&Diagnostic) -> Option<Severity>) {
        for diagnostic in &mut self.found {
            if let Some(severity) = wanted(diagnostic) {
                diagnostic.severity = severity;
            }
        }
        self.found.retain(|diagnostic| diagnostic.severity != Severity::Off);
    }

    /// Orders them by file and place, whichever thread found them, and drops what was found twice.
    pub fn sort(&mut self) {
        self.found.sort_by(|left, right| {
            (&left.place, left.code, &left.message).cmp(&(&right.place, right.code, &right.message))
        });
        self.found.dedup();
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        self.found.extend(found);
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        Self { found: found.into_iter().collect(), advised: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FilePath;

    #[test]
    fn a_close_name_is_suggested_and_a_far_one_is_not() {
        assert_eq!(closest("sumary", ["title", "summary", "slug"]), Some("summary"));
        assert_eq!(closest("colour", ["title", "summary", "slug"]), None);
    }

    #[test]
    fn what_was_meant_is_looked_for_a_hundred_times_a_code_and_no_more() {
        let place = Place::file(&FilePath::new("a.yaml"));
        let (mut diagnostics, mut looks) = (Diagnostics::new(), 0);
        for code in [Code::UnknownRecord, Code::UnknownAnchor].repeat(20_000) {
            diagnostics.push_advised(Diagnostic::new(code, place.clone(), "wrong"), |diagnostic| {
                looks += 1;
                diagnostic.help("did you mean another?")
            });
        }
        assert_eq!((diagnostics.iter().count(), looks), (40_000, 2 * MOST_ADVISED));
        assert!(diagnostics.iter().take(2 * MOST_ADVISED).all(|diagnostic| !diagnostic.help.is_empty()));
    }
}

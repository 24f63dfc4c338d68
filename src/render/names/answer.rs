//! Whether names are known, and what is said of those that are not.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Place;

/// What is asked at each place of the templates: in which one, and from where to where.
pub(super) type Answers<'theme> = BTreeMap<(&'theme str, (usize, usize)), Answer>;

/// Whether a name is known at one place of a template.
pub(super) enum Answer {
    /// On a page at least.
    Known,
    /// On none so far.
    Unknown(Unknown),
}

/// A name that is not known.
pub(super) struct Unknown {
    pub(super) name: String,
    /// The value whose field it is said to be, as it is written; none for a name that stands alone.
    pub(super) of: Option<String>,
    /// What it is in place of a value with fields, where it is none.
    pub(super) is: Option<&'static str>,
    /// The type of the value whose field it is said to be, as the documentation calls it.
    pub(super) kind: Option<&'static str>,
    /// The names that are known there.
    pub(super) known: Vec<String>,
}

impl Unknown {
    pub(super) fn diagnostic(self, place: Place) -> Diagnostic {
        let Self { name, of, is, kind, known } = self;
        let message = match (&of, is) {
            (None, _) => format!("there is no value `{name}` here"),
            (Some(of), None) => format!("`{of}` has no `{name}`"),
            (Some(of), Some(is)) => format!("`{of}` is {is}, which has no `{name}`"),
        };
        let diagnostic = Diagnostic::new(Code::UnknownName, place, message);
        if is == Some(LIST) {
            return diagnostic
                .help(format!("take one of its values first: `{{% for value in {} %}}`", of.unwrap_or_default()));
        }
        let diagnostic = diagnostic.suggest(&name, known.iter().map(String::as_str));
        if known.is_empty() {
            return diagnostic;
        }
        let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match kind {
            Some(kind) => diagnostic.help(format!("`{kind}` has {list}")),
            None => diagnostic.help(format!("there {} {list}", if known.len() == 1 { "is" } else { "are" })),
        }
    }
}

pub(super) const LIST: &str = "a list";

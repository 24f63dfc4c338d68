//! Something wrong on a page, before it is known where in the source it was written.

use super::elements::{StartTag, written};
use crate::diagnostic::Code;

/// Something wrong on a page.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    /// What is wrong, in words that hold for every page that it stands on.
    pub(super) message: String,
    pub(super) help: Help,
    pub(super) trace: Trace,
}

/// What to do about a fault.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub(super) enum Help {
    /// Nobody says.
    #[default]
    None,
    /// This.
    Text(String),
    /// To link to the address that is like this one, which does not exist. Many names are looked through for it.
    Closest(String),
}

/// What a page shows of the piece of source that made a part of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Debug)]
pub(super) struct Trace {
    /// Texts that the source holds where it says this in these words, the most exact first.
    pub(super) texts: Vec<String>,
    /// The tag, as it stands on the page.
    pub(super) tag: Option<String>,
    /// The id of the heading.
    pub(super) heading: Option<String>,
}

impl Fault {
    pub(super) fn new(code: Code, message: impl Into<String>, trace: Trace) -> Self {
        Self { code, message: message.into(), help: Help::None, trace }
    }

    /// Says what to do.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Help::Text(help.into());
        self
    }

    /// Has the address looked for that was meant by a path.
    #[must_use]
    pub(super) fn closest_to(mut self, path: &str) -> Self {
        self.help = Help::Closest(path.to_owned());
        self
    }
}

impl Trace {
    /// Of an element.
    pub(super) fn of(tag: &StartTag<'_>) -> Self {
        Self { texts: Vec::new(), tag: Some(tag.written().to_owned()), heading: None }
    }

    /// Of the element whose tag begins at a place of a page.
    pub(super) fn at(html: &str, start: usize) -> Self {
        Self { texts: Vec::new(), tag: Some(written(html, start).to_owned()), heading: None }
    }

    /// Names a text that the source may hold, behind those that were named before.
    #[must_use]
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.texts.push(text.into());
        self
    }
}

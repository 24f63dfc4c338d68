//! A document that a record points to: a source, an agenda, minutes.

use deserr::Deserr;
use schemars::JsonSchema;

use super::shape::as_it_is_read;
use super::{FieldErrors, PartialDate, Text};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Tag;
use crate::source::Place;

/// An entry of `sources` or `documents`.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Document>)]
pub struct Document {
    /// What it is called.
    pub title: Text,
    /// Its absolute URL, or the name of a file in the record's own folder.
    pub url: String,
    /// The language that it is written in.
    #[deserr(default)]
    pub language: Option<Tag>,
    /// When it was published.
    #[deserr(default)]
    pub date: Option<PartialDate>,
}

impl Document {
    /// Whether it stands elsewhere on the web, and not in the record's folder.
    pub fn is_external(&self) -> bool {
        self.url.contains(':')
    }
}

/// Whether a text is an absolute URL that a reader can follow: of the web, and nothing that runs.
pub fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|letter: char| letter.is_whitespace() || letter.is_control())
    })
}

/// The finding about what should be the address of a website and is not.
pub fn not_a_web_address(written: &str, place: Place) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UnsafeLink, place, format!("`{written}` is not the address of a website"));
    let is_host =
        |text: &str| text.contains('.') && !text.contains([':', '@', '\\']) && !text.contains(char::is_whitespace);
    if is_host(written.split('/').next().unwrap_or_default()) && is_web_address(&format!("https://{written}")) {
        return diagnostic.help(format!("write it whole: `https://{written}`"));
    }
    diagnostic.help("write it as a browser shows it, such as `https://www.example.org/`")
}

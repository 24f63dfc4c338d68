//! What a link in prose leads to.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic, closest};
use crate::model::{Collection, Id, RecordId};
use crate::source::{FilePath, Place};

/// A link or an image.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Link {
    /// What it leads to.
    pub target: LinkTarget,
    /// Where its destination stands in the file, in bytes.
    pub range: Range<usize>,
    /// What its author says about it, where that is said.
    pub title: Option<String>,
}

/// What a link leads to.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum LinkTarget {
    /// Another record, in the reader's language.
    Record {
        /// The record that is meant, whether or not it exists.
        record: RecordId,
        /// The heading in its prose.
        anchor: Option<String>,
    },
    /// What names a record of no collection that there is: a mistake, of which those who know the records can say what was meant.
    /// An anchor may stand behind it.
    Name(String),
    /// A heading of the same prose.
    Heading(String),
    /// A file in the record's own folder, by its path there.
    Attachment(String),
    /// A file of the site, by its path from the site's root.
    SiteFile(String),
    /// An absolute URL.
    Url(String),
}

impl LinkTarget {
    /// What tells it from other targets: what it is, and of which names it is made.
    pub fn parts(&self) -> [&str; 4] {
        match self {
            Self::Record { record, anchor } => {
                ["record", record.collection.as_str(), record.id.as_str(), anchor.as_deref().unwrap_or_default()]
            }
            Self::Name(name) => ["name", name, "", ""],
            Self::Heading(id) => ["heading", id, "", ""],
            Self::Attachment(path) => ["attachment", path, "", ""],
            Self::SiteFile(path) => ["site file", path, "", ""],
            Self::Url(url) => ["url", url, "", ""],
        }
    }
}

/// The schemes that a reader can follow without running anything.
const SAFE_SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "webcal"];

/// What `[[…]]` leads to.
pub(super) fn wikilink(written: &str, range: Range<usize>, file: &FilePath) -> Result<LinkTarget, Box<Diagnostic>> {
    // In a table cell the bar of a label is escaped, and the backslash ends up here.
    let written = written.trim_end_matches('\\').trim();
    let (name, anchor) = match written.split_once('#') {
        Some((name, anchor)) => (name, Some(anchor.to_owned())),
        None => (written, None),
    };
    let named = name.split_once('/').and_then(|(collection, id)| Some((collection.parse::<Collection>().ok()?, id)));
    let Some((collection, id)) = named else { return Ok(LinkTarget::Name(written.to_owned())) };
    match id.parse::<Id>() {
        Ok(id) => Ok(LinkTarget::Record { record: RecordId::new(collection, id), anchor }),
        Err(error) => {
            let diagnostic = Diagnostic::new(Code::BadId, Place::bytes(file, range), error.to_string());
            Err(Box::new(match error.suggestion() {
                Some(suggestion) => diagnostic.help(format!("did you mean `{collection}/{suggestion}`?")),
                None => diagnostic,
            }))
        }
    }
}

/// What the destination of an ordinary link or an image leads to.
pub(super) fn destination(written: &str, range: Range<usize>, file: &FilePath) -> Result<LinkTarget, Box<Diagnostic>> {
    if let Some(anchor) = written.strip_prefix('#') {
        return Ok(LinkTarget::Heading(anchor.to_owned()));
    }
    if let Some(scheme) = scheme(written) {
        return if SAFE_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            Ok(LinkTarget::Url(written.to_owned()))
        } else {
            Err(Box::new(unsafe_scheme(&scheme, written, Place::bytes(file, range))))
        };
    }
    if written.starts_with("//") {
        return Err(Box::new(
            Diagnostic::new(Code::UnsafeLink, Place::bytes(file, range), "a link to another site needs its scheme")
                .help(format!("write `https:{written}`")),
        ));
    }
    // A space in the name of a file cannot stand in a destination but as `%20`.
    let written = percent_decode_str(written).decode_utf8_lossy();
    Ok(match written.strip_prefix('/') {
        Some(path) => LinkTarget::SiteFile(path.to_owned()),
        None => LinkTarget::Attachment(written.strip_prefix("./").unwrap_or(&written).to_owned()),
    })
}

/// The finding about a scheme that nobody should follow.
fn unsafe_scheme(scheme: &str, written: &str, place: Place) -> Diagnostic {
    let finding = |message: String| Diagnostic::new(Code::UnsafeLink, place, message);
    let not_safe = format!("a link of the scheme `{scheme}` is not safe to follow");
    match scheme.to_ascii_lowercase().as_str() {
        "javascript" | "vbscript" => finding(not_safe).help("link to a page, or write the text without a link"),
        "data" | "blob" => {
            finding(not_safe).help("put the file into the folder of the record, and write its name here")
        }
        "file" => finding("a link to a file of your own machine leads others nowhere".to_owned())
            .help("put the file into the folder of the record, and write its name here"),
        "ftp" | "ftps" | "sftp" => {
            finding(format!("browsers do not follow links of the scheme `{scheme}`")).help(format!(
                "write `https:{}` if it is published there, too",
                written.split_once(':').map_or("", |(_, rest)| rest)
            ))
        }
        lower => match closest(lower, SAFE_SCHEMES) {
            Some(meant) => finding(format!("nobody can follow a link of the scheme `{scheme}`"))
                .help(format!("did you mean `{meant}`?")),
            None => finding(not_safe).help(format!("the schemes that may stand here are {}", SAFE_SCHEMES.join(", "))),
        },
    }
}

/// The scheme of a URL (RFC 3986, 3.1), where the text begins with one.
///
/// Browsers pass over tabs, line breaks and leading white space within it, so they are passed over here too.
fn scheme(url: &str) -> Option<String> {
    let url: String = url.trim_start().chars().filter(|character| !character.is_ascii_control()).collect();
    let (scheme, _) = url.split_once(':')?;
    let mut characters = scheme.chars();
    let is_scheme = characters.next()?.is_ascii_alphabetic()
        && characters.all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    is_scheme.then(|| scheme.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_is_found_behind_what_browsers_pass_over() {
        assert_eq!(scheme("java\tscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme(" https://x").as_deref(), Some("https"));
        assert_eq!(scheme("notes/a:b.pdf"), None);
        assert_eq!(scheme("report.pdf"), None);
    }
}

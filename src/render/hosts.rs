//! The files that hosts read which do not know `_headers`: the same headers, the page for addresses that do not exist, and content types.
//!
//! Each host's file is written by the module of its name. What they have in common stands here, so that no host is told anything else.

mod apache;
mod azure;
mod nginx;

use percent_encoding::percent_decode_str;

use super::headers::{self, HeaderRule};
use crate::model::{Host, Settings};
use crate::publish::MANIFEST;

/// The content types of what a site may publish (RFC 9110, section 8.3), by the ending of the path. Hosts know most of them; those that they
/// lack differ from host to host.
const TYPES: [(&str, &str); 14] = [
    ("atom", "application/atom+xml"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("ics", "text/calendar"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("md", "text/markdown"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
];

/// What is sent with everything but fingerprinted assets: a browser asks each time whether what it has is still right.
const ALWAYS_ASK: &str = "no-cache";

/// The path of a host's file below the output.
pub(super) fn path(host: Host) -> &'static str {
    match host {
        Host::Azure => "staticwebapp.config.json",
        Host::Nginx => "nginx.conf",
        Host::Apache => ".htaccess",
    }
}

/// The text of a host's file.
pub(super) fn file(settings: &Settings, host: Host) -> String {
    let site = HostedSite::of(settings);
    match host {
        Host::Azure => azure::configuration(&site),
        Host::Nginx => nginx::snippet(&site),
        Host::Apache => apache::htaccess(&site),
    }
}

/// A site as hosts are told of it.
struct HostedSite {
    /// The path of the site's root, as it stands in a URL, with a `/` at both ends.
    base: String,
    /// The same without percent-encoding, as hosts compare it.
    decoded_base: String,
    /// The headers of every answer, and then those of some.
    rules: Vec<HeaderRule>,
}

impl HostedSite {
    fn of(settings: &Settings) -> Self {
        let base = settings.base_path().to_owned();
        let decoded_base = percent_decode_str(&base).decode_utf8_lossy().into_owned();
        Self { base, decoded_base, rules: headers::rules(settings) }
    }

    /// The headers of every answer.
    fn common_headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.rules.iter().take(1).flat_map(headers_of)
    }

    /// The paths below the root whose answers have other headers as well, with these.
    fn special_headers(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = (&'static str, &str)>)> {
        self.rules
            .iter()
            .skip(1)
            .map(|rule| (rule.path.strip_prefix(&self.base).unwrap_or(&rule.path), headers_of(rule)))
    }
}

fn headers_of(rule: &HeaderRule) -> impl Iterator<Item = (&'static str, &str)> {
    rule.headers.iter().map(|(name, value)| (*name, value.as_str()))
}

/// The names of the files at the top of a site that are for its host, and for no reader.
fn files_for_hosts() -> impl Iterator<Item = &'static str> {
    Host::ALL.iter().map(|host| path(*host)).chain(["_headers", ".nojekyll", MANIFEST])
}

/// A content type with the encoding of its text. All text is UTF-8.
fn with_charset(content_type: &str) -> String {
    let is_text = content_type.starts_with("text/") || content_type.ends_with("xml") || content_type.ends_with("json");
    if is_text { format!("{content_type}; charset=utf-8") } else { content_type.to_owned() }
}

/// A text as it stands between quotation marks in the files of nginx and Apache, on one line.
fn quoted(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text as a regular expression (PCRE) that finds nothing else.
fn literal(text: &str) -> String {
    let mut expression = String::new();
    for letter in text.chars() {
        if letter.is_ascii_punctuation() && !matches!(letter, '/' | '_' | '-') {
            expression.push('\\');
        }
        expression.push(letter);
    }
    expression
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_quotation_marks_stays_there() {
        assert_eq!(quoted("default-src 'none'"), "\"default-src 'none'\"");
        assert_eq!(quoted("a \"b\"\n}\\"), "\"a \\\"b\\\" }\\\\\"");
    }

    #[test]
    fn a_name_is_found_as_it_is_written() {
        assert_eq!(literal("/joint-plan/nginx.conf"), "/joint-plan/nginx\\.conf");
        assert_eq!(literal("/a(b)$/"), "/a\\(b\\)\\$/");
    }

    #[test]
    fn text_says_that_it_is_utf_8() {
        assert_eq!(with_charset("text/calendar"), "text/calendar; charset=utf-8");
        assert_eq!(with_charset("image/svg+xml"), "image/svg+xml; charset=utf-8");
        assert_eq!(with_charset("application/wasm"), "application/wasm");
    }
}

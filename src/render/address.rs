//! Addresses of the site as URLs.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use uuid::Uuid;

use crate::model::{RecordId, Settings};
use crate::url::encoded;

/// A text as a value in the query of a URL.
pub(super) fn encoded_value(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// What names a record of a site to the rest of the web, the same in every language and wherever its pages move within the site:
/// `https://plan.example.org/#events/signing`.
pub(super) fn identity(settings: &Settings, record: &RecordId) -> String {
    format!("{}#{record}", settings.base_url)
}

/// The UUID (RFC 9562, version 5) of what a URL names, for where the URL itself would be out of place: a UID of a calendar should tell no
/// host (RFC 7986, 5.3).
pub(super) fn uuid(url: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, url.as_bytes()).to_string()
}

/// The absolute URL of a path of the site.
pub(super) fn absolute(settings: &Settings, path: &str) -> String {
    format!("{}{}", settings.base_url, encoded(path))
}

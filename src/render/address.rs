//! Addresses of the site as URLs.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::Settings;
use crate::url::encoded;

/// A text as a value in the query of a URL.
pub(super) fn encoded_value(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The absolute URL of a path of the site.
pub(super) fn absolute(settings: &Settings, path: &str) -> String {
    format!("{}{}", settings.base_url, encoded(path))
}

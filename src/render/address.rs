//! Paths as parts of URLs.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::Settings;

/// What may not stand as it is in the path of a URL (the path percent-encode set of the URL standard), and the percent sign, since a path
/// is not encoded yet.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\\');

/// A path of the site as a part of a URL (RFC 3986, 2.1).
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, IN_PATH).to_string()
}

/// A text as a value in the query of a URL.
pub(super) fn encoded_value(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The absolute URL of a path of the site.
pub(super) fn absolute(settings: &Settings, path: &str) -> String {
    format!("{}{}", settings.base_url, encoded(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_encoded_and_its_separators_stay() {
        assert_eq!(encoded("fr/qualité/a file#1.pdf"), "fr/qualit%C3%A9/a%20file%231.pdf");
    }
}

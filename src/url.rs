//! Paths as parts of URLs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand as it is in the path of a URL (the path percent-encode set of the URL standard), and the percent sign and the
/// backslash, since a path is not encoded yet.
pub const PATH: &AsciiSet = &CONTROLS
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

/// The same by the older and stricter rule (RFC 3986, `pchar`), for programs that go by it.
pub const STRICT_PATH: &AsciiSet = &PATH.add(b'[').add(b']').add(b'|');

/// A path of the site as a part of a URL (RFC 3986, 2.1).
pub fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// The address of what stands at a path of the site: that of a folder's index is the folder's.
pub fn address_of(path: &str) -> &str {
    path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_has_the_address_of_its_folder() {
        for (path, address) in
            [("index.html", ""), ("en/index.html", "en/"), ("en/annex-index.html", "en/annex-index.html")]
        {
            assert_eq!(address_of(path), address);
        }
    }

    #[test]
    fn a_path_is_encoded_and_its_separators_stay() {
        assert_eq!(encoded("fr/qualité/a file#1.pdf"), "fr/qualit%C3%A9/a%20file%231.pdf");
    }
}

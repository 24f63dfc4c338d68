//! Which addresses are not asked for: `intranet.example.org`, `*.example.org`, `https://example.org/members/`.

use std::fmt;

use url::{Position, Url};

/// The beginning of addresses: a host, which may be told by its port, and perhaps a scheme before and a path after it. `*` stands for any run
/// of characters, as a scheme for any. A host alone means all that it serves, under any scheme and at any port.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    written: String,
    scheme: Option<String>,
    host: String,
    port: Option<u16>,
    path: String,
}

impl Pattern {
    /// Reads a pattern; none where the text names no host.
    pub fn parse(written: &str) -> Option<Self> {
        let (scheme, rest) = match written.split_once("://") {
            None | Some(("*", _)) => (None, written.trim_start_matches("*://")),
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
        };
        if rest.starts_with(['/', '\\']) {
            // The URL standard is forgiving: it would take the first name of the path for the host.
            return None;
        }
        // The URL standard writes hosts and paths in one way, and so must what they are compared with. A star may stand in both.
        let url = Url::parse(&format!("{}://{rest}", scheme.as_deref().unwrap_or("https"))).ok()?;
        Some(Self {
            written: written.to_owned(),
            scheme,
            host: url.host_str()?.to_owned(),
            port: url.port(),
            path: url[Position::BeforePath..Position::AfterQuery].to_owned(),
        })
    }

    /// Whether an address begins as the pattern says.
    pub(super) fn covers(&self, url: &Url) -> bool {
        self.scheme.as_deref().is_none_or(|scheme| scheme == url.scheme())
            && url.host_str().is_some_and(|host| matches(&self.host, host, End::Whole))
            && self.port.is_none_or(|port| url.port_or_known_default() == Some(port))
            && matches(&self.path, &url[Position::BeforePath..Position::AfterQuery], End::Open)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

/// Whether a text may go on behind what a pattern says of it.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Whole,
    Open,
}

/// Whether a text is as a pattern says, in which `*` stands for any run of characters. The leftmost fit of each piece leaves the most for
/// those behind it, so none needs to be tried twice.
fn matches(pattern: &str, text: &str, end: End) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    let has_star = pieces.peek().is_some();
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        if is_last && end == End::Whole {
            return rest.ends_with(piece);
        }
        let Some(found) = rest.find(piece) else { return false };
        rest = &rest[found + piece.len()..];
    }
    has_star || end == End::Open || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(pattern: &str, url: &str) -> bool {
        Pattern::parse(pattern).unwrap().covers(&Url::parse(url).unwrap())
    }

    #[test]
    fn a_host_alone_means_all_that_it_serves() {
        for url in ["https://example.org", "http://example.org/a?b=c", "https://Example.org:8443/a"] {
            assert!(covers("example.org", url), "{url}");
        }
        for url in ["https://www.example.org/", "https://example.org.evil.net/", "https://other.net/example.org"] {
            assert!(!covers("example.org", url), "{url}");
        }
    }

    #[test]
    fn a_path_is_the_beginning_of_one() {
        assert!(covers("example.org/members", "https://example.org/members/list?page=2"));
        assert!(!covers("example.org/members", "https://example.org/about"));
        assert!(!covers("example.org/members", "https://example.org/Members"));
    }

    #[test]
    fn a_scheme_and_a_port_are_held_where_they_are_written() {
        assert!(covers("http://example.org", "http://example.org/a"));
        assert!(!covers("http://example.org", "https://example.org/a"));
        assert!(covers("example.org:8080", "https://example.org:8080/a"));
        assert!(!covers("example.org:8080", "https://example.org/a"));
    }

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        assert!(covers("*.example.org", "https://a.b.example.org/"));
        assert!(!covers("*.example.org", "https://example.org/"));
        assert!(covers("*", "http://[::1]:4000/x"));
        assert!(covers("*://example.org/*/private/*.pdf", "https://example.org/es/private/a.pdf?x"));
        assert!(!covers("example.org/*/private/", "https://example.org/private/"));
        assert!(covers("*.gob.*", "https://www.gob.mx/"));
        assert!(!covers("a*a.org", "https://a.org/"));
    }

    #[test]
    fn letters_of_any_language_are_written_as_in_the_browser() {
        assert!(covers("españa.example", "https://xn--espaa-rta.example/a"));
        assert!(covers("*.españa.example/ñ", "https://www.españa.example/%C3%B1/x"));
    }

    #[test]
    fn what_names_no_host_is_no_pattern() {
        for written in ["", "https://", "/members", "a b.org", "mailto:a@example.org://"] {
            assert_eq!(Pattern::parse(written), None, "{written}");
        }
    }
}

//! The address of a request: decoded once, and then a name in the site's map of outputs; never a path of the file system.

use percent_encoding::{percent_decode_str, utf8_percent_encode};

use crate::url::STRICT_PATH;

/// The path of a request as its author meant it; none where nobody can mean it: no UTF-8, a step up, a separator of another system.
pub(super) fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let below = path.strip_prefix('/')?;
    let segments = below.strip_suffix('/').unwrap_or(below);
    let is_whole = below.is_empty() || segments.split('/').all(is_segment);
    is_whole.then(|| path.into_owned())
}

fn is_segment(segment: &str) -> bool {
    !matches!(segment, "" | "." | "..") && !segment.contains(['\\', '\0'])
}

/// A path as it stands in a URL.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, STRICT_PATH).to_string()
}

/// Where an address lies, seen from the site that is mounted at `base`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place<'address> {
    /// In the site, at this path below its root.
    Inside(&'address str),
    /// The root of the site without its last `/`.
    Edge,
    /// The root of the host, which is not that of the site.
    Host,
    /// Anywhere else.
    Outside,
}

/// Finds where a decoded address lies. `base` has a `/` at both ends.
pub(super) fn place<'address>(address: &'address str, base: &str) -> Place<'address> {
    match address.strip_prefix(base) {
        Some(below) => Place::Inside(below),
        None if base.strip_suffix('/') == Some(address) => Place::Edge,
        None if address == "/" => Place::Host,
        None => Place::Outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_decoded_once() {
        assert_eq!(decoded("/es/%C3%A1reas/").as_deref(), Some("/es/áreas/"));
        assert_eq!(decoded("/a%2525").as_deref(), Some("/a%25"));
        assert_eq!(decoded("/").as_deref(), Some("/"));
    }

    #[test]
    fn what_leads_out_of_the_site_is_no_address() {
        let hostile = [
            "/../a",
            "/a/..",
            "/%2e%2e/a",
            "/%2E./a",
            "/./a",
            "//a",
            "/a//",
            "/a//b",
            "/a%2f%2fb",
            "/a%2f..%2fb",
            "/..%5ca",
            "/a%5cb",
            "/a%00",
            "/%c0%ae%c0%ae/a",
            "/%ff",
            "a",
            "",
            "*",
        ];
        for address in hostile {
            assert_eq!(decoded(address), None, "{address}");
        }
    }

    #[test]
    fn an_address_is_written_as_a_url_holds_it() {
        assert_eq!(encoded("/es/áreas/a b?"), "/es/%C3%A1reas/a%20b%3F");
    }

    #[test]
    fn the_site_lies_at_its_base() {
        assert_eq!(place("/plan/en/", "/plan/"), Place::Inside("en/"));
        assert_eq!(place("/plan", "/plan/"), Place::Edge);
        assert_eq!(place("/", "/plan/"), Place::Host);
        assert_eq!(place("/planet/", "/plan/"), Place::Outside);
        assert_eq!(place("/", "/"), Place::Inside(""));
    }
}

//! The server's own addresses, and the script that it adds to a page on the way out.
//!
//! The script stands in a file, because the policy of the site refuses what stands within a page. It carries the version of the page, so
//! that the stream of events can say at once when the page has changed since.

use hyper::body::Bytes;

use super::address::encoded;

/// The folder of the server's own addresses, below the root of the site. What a site publishes there is not shown.
pub(super) const FOLDER: &str = "__tratado/";

/// An address of the server's own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Own {
    /// The script of every page.
    Script,
    /// How the script shows mistakes.
    Style,
    /// The stream of events.
    Events,
}

impl Own {
    /// The address of the server's own that a decoded address names. A page that was shown before the site had a root asks at that of the
    /// host.
    pub(super) fn at(address: &str, base: &str) -> Option<Self> {
        let below = address.strip_prefix(base).or_else(|| address.strip_prefix('/'))?;
        match below.strip_prefix(FOLDER)? {
            "reload.js" => Some(Self::Script),
            "reload.css" => Some(Self::Style),
            "events" => Some(Self::Events),
            _ => None,
        }
    }

    /// What stands there, with its type; none for the stream.
    pub(super) fn file(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Script => Some((include_str!("reload.js"), "text/javascript; charset=utf-8")),
            Self::Style => Some((include_str!("reload.css"), "text/css; charset=utf-8")),
            Self::Events => None,
        }
    }
}

/// A page with the script at its end.
pub(super) fn with_script(page: &[u8], base: &str, version: &str) -> Bytes {
    let tag = format!(r#"<script src="{}{FOLDER}reload.js" data-version="{version}" defer></script>"#, encoded(base));
    let end = end_of_body(page);
    [&page[..end], tag.as_bytes(), &page[end..]].concat().into()
}

/// Where the last `</body>` begins, or the page ends.
fn end_of_body(page: &[u8]) -> usize {
    const END: &[u8] = b"</body>";
    page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END)).unwrap_or(page.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let tag = r#"<script src="/a%C3%B1o/__tratado/reload.js" data-version="v" defer></script>"#;
        let page = |text: &str| String::from_utf8(with_script(text.as_bytes(), "/año/", "v").to_vec()).unwrap();
        assert_eq!(page("<body>é</body> </BODY>\n</html>"), format!("<body>é</body> {tag}</BODY>\n</html>"));
        assert_eq!(page("no end"), format!("no end{tag}"));
    }

    #[test]
    fn the_servers_own_addresses_lie_below_the_site_or_the_host() {
        assert_eq!(Own::at("/plan/__tratado/events", "/plan/"), Some(Own::Events));
        assert_eq!(Own::at("/__tratado/reload.js", "/plan/"), Some(Own::Script));
        assert_eq!(Own::at("/plan/en/__tratado/events", "/plan/"), None);
        assert_eq!(Own::at("/plan/__tratado/other", "/plan/"), None);
    }
}

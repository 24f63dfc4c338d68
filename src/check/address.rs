//! What a URL on a page leads to.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};
use percent_encoding::percent_decode_str;
use url::Url;

/// What a URL leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Destination<'url> {
    /// A path of the site, from its root on, and the part of what stands there that is meant. Both are decoded.
    Inside {
        /// Such as `en/areas/security/`.
        path: Cow<'url, str>,
        /// The id of an element; empty where the whole is meant.
        fragment: Cow<'url, str>,
    },
    /// Another place on the web.
    Outside(Url),
    /// What cannot be asked for over the web: an address of mail, a telephone.
    Elsewhere,
    /// What no browser can follow.
    Unreadable,
}

impl<'url> Destination<'url> {
    /// The path in the site; none where it leads out of it.
    pub(super) fn path(self) -> Option<Cow<'url, str>> {
        match self {
            Self::Inside { path, .. } => Some(path),
            Self::Outside(_) | Self::Elsewhere | Self::Unreadable => None,
        }
    }
}

/// Where a site stands.
pub(super) struct Base {
    /// Its root, as the site writes it before a path.
    written: String,
    url: Option<Url>,
}

impl Base {
    /// Of a site whose root has this URL.
    pub(super) fn new(base_url: &str) -> Self {
        Self { written: base_url.to_owned(), url: Url::parse(base_url).ok() }
    }

    /// The URL of the root.
    pub(super) fn url(&self) -> Option<&Url> {
        self.url.as_ref()
    }

    /// Finds what a URL leads to that stands on the page at `page`, a path from the site's root on.
    pub(super) fn destination<'url>(&self, page: &'url str, url: &'url str) -> Destination<'url> {
        let url = url.trim();
        // The site writes its own URLs whole where others read them: canonical addresses, translations.
        if let Some(path) = url.strip_prefix(&self.written).filter(|path| !path.is_empty())
            && let Some(inside) = near("", path)
        {
            return inside;
        }
        near(page, url).unwrap_or_else(|| self.anywhere(page, url))
    }

    /// By the whole of the URL standard.
    fn anywhere<'url>(&self, page: &str, url: &str) -> Destination<'url> {
        let Some(base) = &self.url else { return Destination::Unreadable };
        let Ok(url) = base.join(&crate::url::encoded(page)).and_then(|page| page.join(url)) else {
            return Destination::Unreadable;
        };
        let is_ours = url.origin() == base.origin() && url.query().is_none();
        if let Some(path) = url.path().strip_prefix(base.path()).filter(|_| is_ours) {
            return Destination::Inside {
                path: Cow::Owned(decoded(path).into_owned()),
                fragment: Cow::Owned(decoded(url.fragment().unwrap_or_default()).into_owned()),
            };
        }
        if matches!(url.scheme(), "http" | "https") { Destination::Outside(url) } else { Destination::Elsewhere }
    }
}

/// What a plain relative URL leads to: nearly all of those on a page are, and need no parser. None where it takes the whole standard.
fn near<'url>(page: &'url str, url: &'url str) -> Option<Destination<'url>> {
    let is_special = |byte: u8| matches!(byte, b':' | b'\\' | b'?') || byte.is_ascii_control();
    // All of it is looked at, which a processor does faster than to stop where one is found.
    if url.starts_with('/') || url.bytes().fold(false, |found, byte| found | is_special(byte)) {
        return None;
    }
    let (path, fragment) = match memchr(b'#', url.as_bytes()) {
        Some(sign) => (&url[..sign], &url[sign + 1..]),
        None => (url, ""),
    };
    if path.is_empty() {
        return Some(Destination::Inside { path: Cow::Borrowed(page), fragment: decoded(fragment) });
    }
    let mut rest = path;
    let mut steps_up = 0;
    loop {
        if let Some(below) = rest.strip_prefix("./") {
            rest = below;
        } else if let Some(above) = rest.strip_prefix("../") {
            rest = above;
            steps_up += 1;
        } else {
            break;
        }
    }
    let folder = folder_above(page, steps_up)?;
    let rest = decoded(rest);
    if rest.starts_with('.') || memmem::find(rest.as_bytes(), b"/.").is_some() {
        return None;
    }
    let path = if folder.is_empty() { rest } else { Cow::Owned([folder, &rest].concat()) };
    Some(Destination::Inside { path, fragment: decoded(fragment) })
}

/// The folder of a page, or one so many steps above it, with a slash at its end. None above the root of the site: what stands there only the
/// standard knows.
fn folder_above(page: &str, steps: usize) -> Option<&str> {
    // Links up mostly go as far as the root, or near it: to count is faster than to go there.
    let depth = page.bytes().filter(|byte| *byte == b'/').count().checked_sub(steps)?;
    let end = depth.checked_sub(1).and_then(|last| memchr_iter(b'/', page.as_bytes()).nth(last));
    Some(end.map_or("", |slash| &page[..=slash]))
}

fn decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'%', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn destination(url: &str) -> String {
        let base = Base::new("https://plan.example.org/plan/");
        match base.destination("en/areas/security/index.html", url) {
            Destination::Inside { path, fragment } => format!("{path}#{fragment}"),
            Destination::Outside(url) => url.to_string(),
            Destination::Elsewhere => "elsewhere".to_owned(),
            Destination::Unreadable => "unreadable".to_owned(),
        }
    }

    proptest! {
        #[test]
        fn a_plain_url_leads_where_the_standard_says(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["../", "./", "a", "b.html", "%20", "%2e", "%2E%2e/", "#x", "é", "/", "//", "?", "..", "."]),
                0..8,
            )
        ) {
            let (page, url) = ("en/areas/security/index.html", pieces.concat());
            let base = Base::new("https://plan.example.org/plan/");
            if let Some(found) = near(page, &url) {
                prop_assert_eq!(found, base.anywhere(page, &url), "{}", url);
            }
        }
    }

    #[test]
    fn a_url_is_followed_from_its_page() {
        for (url, expected) in [
            ("#next", "en/areas/security/index.html#next"),
            ("", "en/areas/security/index.html#"),
            ("../../../es/", "es/#"),
            ("./map.png", "en/areas/security/map.png#"),
            ("../a/../b/#x%20y", "en/areas/b/#x y"),
            ("a%20b.pdf", "en/areas/security/a b.pdf#"),
            ("../../../../plan/en/", "en/#"),
            ("../../../../other/", "https://plan.example.org/other/"),
            ("/plan/en/#top", "en/#top"),
            ("/en/", "https://plan.example.org/en/"),
            ("https://plan.example.org/plan/es/", "es/#"),
            ("//plan.example.org/plan/es/", "es/#"),
            ("https://example.org/a#b", "https://example.org/a#b"),
            ("mailto:a@example.org", "elsewhere"),
            ("https://[", "unreadable"),
        ] {
            assert_eq!(destination(url), expected, "{url}");
        }
    }
}

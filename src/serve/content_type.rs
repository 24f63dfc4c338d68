//! What an output is, as its header tells a browser.

use mime_guess::mime::{APPLICATION, JAVASCRIPT, JSON, TEXT, XML};

use crate::model::Host;
use crate::render::Kind;

/// The `Content-Type` of an output, by the ending of its path. All text is UTF-8.
pub(super) fn content_type(path: &str, kind: &Kind) -> String {
    let by_ending = match path.rsplit_once('.') {
        _ if matches!(kind, Kind::Headers | Kind::NoJekyll | Kind::HostFile(Host::Apache | Host::Nginx)) => {
            Some("text/plain")
        }
        _ if matches!(kind, Kind::Feed(_)) => Some("application/atom+xml"),
        Some((_, "ftl" | "yaml" | "yml")) => Some("text/plain"),
        Some((_, "ics")) => Some("text/calendar"),
        Some((_, "webmanifest")) => Some("application/manifest+json"),
        _ => None,
    };
    let guessed = match by_ending {
        Some(known) => known.parse().unwrap_or(mime_guess::mime::APPLICATION_OCTET_STREAM),
        None => mime_guess::from_path(path).first_or_octet_stream(),
    };
    let is_text = guessed.type_() == TEXT
        || (guessed.type_() == APPLICATION
            && ([JAVASCRIPT, JSON, XML].contains(&guessed.subtype()) || guessed.suffix() == Some(XML)));
    if is_text { format!("{}; charset=utf-8", guessed.essence_str()) } else { guessed.essence_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_plan_publishes_is_known_by_its_ending() {
        let of = |path| content_type(path, &Kind::Sitemap);
        for (path, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("assets/style.0123abcd.css", "text/css; charset=utf-8"),
            ("assets/filter.0123abcd.js", "text/javascript; charset=utf-8"),
            ("events.ics", "text/calendar; charset=utf-8"),
            ("site.webmanifest", "application/manifest+json"),
            ("en.ftl", "text/plain; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("table.csv", "text/csv; charset=utf-8"),
            ("icon.svg", "image/svg+xml"),
            ("text.woff2", "font/woff2"),
            ("agreement.pdf", "application/pdf"),
            ("thing", "application/octet-stream"),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
        assert!(of("sitemap.xml").contains("xml; charset=utf-8") && of("a.json").starts_with("application/json"));
        let feed = Kind::Feed(crate::link::LanguageIndex::DEFAULT);
        assert_eq!(content_type("en/feed.xml", &feed), "application/atom+xml; charset=utf-8");
        assert_eq!(content_type("_headers", &Kind::Headers), "text/plain; charset=utf-8");
    }
}

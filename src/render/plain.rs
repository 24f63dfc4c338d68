//! Outputs for programs: sitemap, robots, headers.

use super::Renderer;
use super::address::absolute;
use super::edition::escaped;
use super::frame::{self, address_of};
use super::output::Kind;

/// `sitemap.xml` (sitemaps.org, 0.9), with the translations of each page. Pages that repeat another language's text are left out.
pub(super) fn sitemap(renderer: &Renderer) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for output in renderer.outputs().filter(|output| output.kind.is_page() && output.kind != Kind::NotFound) {
        let record = frame::record_of(renderer, &output.kind);
        if let (Some(record), Some(language)) = (record, output.kind.language())
            && !renderer.site.is_translated(record, language)
        {
            continue;
        }
        let url = absolute(&renderer.site.settings, address_of(&output.path));
        xml.push_str(&format!("<url><loc>{}</loc>", escaped(&url)));
        let changed = record.and_then(|record| renderer.site.record(record).common.changed.as_ref());
        if let Some(changed) = changed {
            xml.push_str(&format!("<lastmod>{changed}</lastmod>"));
        }
        for alternate in frame::alternates(renderer, &output.kind) {
            xml.push_str(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                alternate.language,
                escaped(&alternate.url)
            ));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `robots.txt` (RFC 9309): everything may be read.
pub(super) fn robots(renderer: &Renderer) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", absolute(&renderer.site.settings, "sitemap.xml"))
}

/// The directives of the Content-Security-Policy (CSP Level 3) under which every page works, before the site adds to them.
const POLICY: [(&str, &str); 10] = [
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("frame-ancestors", "'none'"),
];

/// `_headers`, as Netlify and Cloudflare Pages read it.
pub(super) fn headers(renderer: &Renderer) -> String {
    let base = renderer.site.settings.base_path();
    format!(
        "{base}*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
        policy(renderer)
    )
}

fn policy(renderer: &Renderer) -> String {
    let additions = &renderer.site.settings.csp;
    let known = POLICY.iter().map(|(name, sources)| {
        let added = additions.get(&(*name).to_owned()).map(|sources| sources.join(" ")).unwrap_or_default();
        // 'none' stands alone or not at all.
        let sources = if *sources == "'none'" && !added.is_empty() { "" } else { sources };
        format!("{name} {sources} {added}").split_whitespace().collect::<Vec<_>>().join(" ")
    });
    let own = additions.iter().filter(|(name, _)| POLICY.iter().all(|(known, _)| known != name));
    let own = own.map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    known.chain(own).collect::<Vec<_>>().join("; ")
}

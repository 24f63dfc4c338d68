//! Outputs for programs: sitemap, robots.

use super::Renderer;
use super::address::absolute;
use super::edition::escaped;
use super::frame;
use super::output::Kind;
use crate::url::address_of;

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
        // The schema of sitemaps takes a day or a time, and nothing that is less exact.
        let changed = record.and_then(|record| renderer.site.record(record).common.changed.as_ref()?.to_xml());
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

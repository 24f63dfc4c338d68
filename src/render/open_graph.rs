//! What is shown of a page where somebody shares its address (the Open Graph protocol, ogp.me).
//!
//! A picture is not among it: no record has one.

use super::Renderer;
use super::frame::{self, PageView};
use super::output::Kind;
use super::view::view;
use crate::link::LanguageIndex;

view! {
    /// A property of a page for those who show a link to it.
    MetaProperty {
        /// Its name, such as `og:title`.
        property: &'static str,
        /// Its value.
        content: String,
    }
}

/// The properties of a page that somebody may share.
pub(super) fn properties(
    renderer: &Renderer,
    kind: &Kind,
    language: LanguageIndex,
    page: &PageView,
) -> Vec<MetaProperty> {
    let edition = renderer.edition(language);
    let site = &renderer.site;
    let name = edition.setting(&site.settings.title);
    let record = frame::record_of(renderer, kind);
    let is_article = matches!(kind, Kind::Record(..));
    // The home page goes by the name of the site, as in its `title`.
    let title = if matches!(kind, Kind::Home(_)) { name.clone() } else { Some(page.title.clone()) };
    let changed = record.and_then(|record| site.record(record).common.changed.as_ref()).filter(|_| is_article);
    let mut properties = Vec::new();
    let mut add = |property, content: Option<String>| {
        properties.extend(content.map(|content| MetaProperty { property, content }));
    };
    add("og:title", title);
    add("og:description", page.description.clone());
    add("og:type", Some(if is_article { "article" } else { "website" }.to_owned()));
    add("og:url", page.canonical.clone());
    add("og:site_name", name);
    add("og:locale", locale(renderer, language));
    if page.untranslated.is_none() {
        let is_translated = |language| record.is_none_or(|record| site.is_translated(record, language));
        for other in site.language_indices().filter(|other| *other != language && is_translated(*other)) {
            add("og:locale:alternate", locale(renderer, other));
        }
    }
    add("article:modified_time", changed.and_then(|changed| changed.to_xml()));
    properties
}

/// A language with its country, as the protocol wants it; none where the site names no country.
fn locale(renderer: &Renderer, language: LanguageIndex) -> Option<String> {
    let locale = renderer.edition(language).locale().tag().with_country();
    locale.or_else(|| renderer.site.tag(language).with_country())
}

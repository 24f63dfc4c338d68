//! Prose, written for a page.

use std::fmt::Write;

use super::Renderer;
use super::acronyms::ProseOf;
use super::address::absolute;
use super::download::Download;
use super::edition::{escaped, push_escaped};
use super::view::{HeadingView, Html};
use crate::language::Argument;
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::markdown::{Fragment, Insertion, Interface, LinkTarget, Prose, Slot, footnote_id, reference_id};
use crate::model::Collection;
use crate::url::encoded;

/// Where prose stands on a page.
#[derive(Clone, Copy)]
pub(super) struct Setting<'page> {
    /// The language of the page.
    pub(super) language: LanguageIndex,
    /// The way from the page to the site's root.
    pub(super) root: &'page str,
    /// What makes the ids of this prose unique on the page.
    pub(super) id_prefix: &'page str,
    /// By how much the headings are pushed down.
    pub(super) deeper: u8,
    /// Whether the page holds all areas and commitments, so that links to them lead to their place on it.
    pub(super) joined: bool,
}

/// The prose of a record as HTML, with the language that it is in; no HTML where it has none.
pub(super) fn content(renderer: &Renderer, record: RecordIndex, setting: Setting<'_>) -> (LanguageIndex, Option<Html>) {
    let (language, prose) = renderer.site.shown(record, setting.language);
    let html = prose.map(|prose| {
        let expansions =
            renderer.acronyms(language).expansions(renderer, ProseOf { record, language, html: prose.html() });
        let writer = Writer { renderer, record, prose, language, setting };
        Html(writer.write(prose.html(), &expansions))
    });
    (language, html)
}

/// The prose of a record as HTML that can stand anywhere: its links are absolute, also those to places within it.
pub(super) fn by_itself(
    renderer: &Renderer,
    record: RecordIndex,
    language: LanguageIndex,
) -> (LanguageIndex, Option<Html>) {
    let settings = &renderer.site.settings;
    let setting = Setting { language, root: &settings.base_url, id_prefix: "", deeper: 0, joined: false };
    let (shown, html) = content(renderer, record, setting);
    let page = absolute(settings, renderer.site.address(record, language));
    (shown, html.map(|html| Html(html.0.replace(" href=\"#", &format!(" href=\"{}#", escaped(&page))))))
}

/// The headings of a record's prose, for a table of contents; none where there is too little to find one's way in.
pub(super) fn contents(renderer: &Renderer, record: RecordIndex, setting: Setting<'_>) -> Vec<HeadingView> {
    let (language, prose) = renderer.site.shown(record, setting.language);
    let Some(prose) = prose else { return Vec::new() };
    let writer = Writer { renderer, record, prose, language, setting };
    let headings: Vec<_> = prose.headings().filter(|(heading, _)| heading.level <= 3).collect();
    if headings.len() < 2 {
        return Vec::new();
    }
    headings
        .into_iter()
        .map(|(heading, text)| HeadingView {
            id: format!("{}{}", setting.id_prefix, heading.id),
            level: heading.level,
            title: Html(writer.write(text, &[])),
        })
        .collect()
}

/// What an output depends on in the prose of others: whether each place is there that a record's prose links to, in any language.
pub(super) fn places_elsewhere(site: &Site, record: RecordIndex) -> Vec<u8> {
    let mut there = Vec::new();
    for language in site.language_indices() {
        let Some(prose) = site.record(record).prose_in(site.tag(language)) else { continue };
        for (link, target) in prose.outline.links.iter().zip(site.link_targets(record, language)) {
            if let (LinkTarget::Record { anchor: Some(anchor), .. }, Some(target)) = (&link.target, target) {
                let is_there = |language| u8::from(has_place(site, *target, language, anchor));
                there.extend(site.language_indices().map(is_there));
            }
        }
    }
    there
}

/// Whether the page of a record in a language has a heading with an id.
fn has_place(site: &Site, record: RecordIndex, language: LanguageIndex, id: &str) -> bool {
    site.shown(record, language).1.is_some_and(|prose| prose.outline.heading(id).is_some())
}

/// The id of a record on a page that holds several: no id of prose holds two hyphens, so that nothing else is called like this.
pub(super) fn joined_id(renderer: &Renderer, record: RecordIndex) -> String {
    let id = &renderer.site.record(record).id;
    format!("{}--{}", id.collection, id.id.as_str().replace('/', "-"))
}

/// Adds the beginning of an attribute and its value.
fn push_attribute(name: &str, value: &str, html: &mut String) {
    html.push_str(name);
    html.push_str("=\"");
    push_escaped(value, html);
    html.push('"');
}

/// Adds a text that is HTML.
fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = html.write_fmt(text);
}

struct Writer<'page> {
    renderer: &'page Renderer,
    record: RecordIndex,
    prose: &'page Prose,
    /// The language of the prose, which may be another than the page's.
    language: LanguageIndex,
    setting: Setting<'page>,
}

impl Writer<'_> {
    fn write(&self, fragment: &Fragment, insertions: &[Insertion]) -> String {
        let mut html = String::new();
        fragment.write_with(insertions, &mut html, &mut |slot, out| self.fill(slot, out));
        html
    }

    fn fill(&self, slot: &Slot, out: &mut String) {
        match slot {
            Slot::LinkStart(link) => {
                if let Some(href) = self.href(*link) {
                    push_attribute("<a href", &href, out);
                    if let Some(title) = &self.prose.outline.links[*link].title {
                        push_attribute(" title", title, out);
                    }
                    out.push('>');
                }
            }
            Slot::LinkEnd(link) => {
                if self.leads_somewhere(*link) {
                    out.push_str("</a>");
                    out.push_str(&self.language_mark(*link));
                    out.push_str(&self.file_mark(*link));
                }
            }
            Slot::LinkTitle(link) => out.push_str(&self.title(*link)),
            Slot::ImageSource(link) => {
                let href = self.href(*link).unwrap_or_default();
                push_attribute("src", &href, out);
            }
            Slot::Id(id) => {
                out.push_str(self.setting.id_prefix);
                push_escaped(id, out);
            }
            Slot::HeadingStart(level) => push(out, format_args!("<h{}", self.level(*level))),
            Slot::HeadingEnd { level, id } => {
                out.push_str(" <a class=\"heading-anchor\" href=\"#");
                out.push_str(self.setting.id_prefix);
                push_escaped(id, out);
                let name = self.renderer.edition(self.language).string("heading-anchor");
                push_attribute("\" aria-label", &name, out);
                push(out, format_args!(">#</a></h{}>", self.level(*level)));
            }
            Slot::FootnoteReference { number, reference } => {
                let prefix = self.setting.id_prefix;
                let (own, note) = (reference_id(*number, *reference), footnote_id(*number));
                push(
                    out,
                    format_args!(
                        "<sup class=\"footnote-reference\"><a id=\"{prefix}{own}\" href=\"#{prefix}{note}\" role=\"doc-noteref\""
                    ),
                );
                push_attribute(" aria-label", &self.interface(Interface::FootnoteReference(*number)), out);
                push(out, format_args!(">{number}</a></sup>"));
            }
            Slot::Interface(interface) => push_escaped(&self.interface(*interface), out),
        }
    }

    /// HTML has six levels of headings.
    fn level(&self, level: u8) -> u8 {
        (level + self.setting.deeper).min(6)
    }

    /// The record that a link leads to, where it leads to one that there is.
    fn target(&self, link: usize) -> Option<RecordIndex> {
        self.renderer.site.link_targets(self.record, self.language).get(link).copied().flatten()
    }

    /// Whether a link has an address to lead to.
    fn leads_somewhere(&self, link: usize) -> bool {
        match &self.prose.outline.links[link].target {
            LinkTarget::Record { .. } => self.target(link).is_some(),
            LinkTarget::Heading(anchor) => self.prose.outline.heading(anchor).is_some(),
            LinkTarget::Name(_) => false,
            LinkTarget::Attachment(_) | LinkTarget::SiteFile(_) | LinkTarget::Url(_) => true,
        }
    }

    /// What a link leads to, as seen from the page; none where it leads nowhere.
    fn href(&self, link: usize) -> Option<String> {
        let Setting { language, root, id_prefix, .. } = self.setting;
        match &self.prose.outline.links[link].target {
            LinkTarget::Record { anchor, .. } => {
                let target = self.target(link)?;
                let anchor = anchor.as_ref().filter(|anchor| has_place(&self.renderer.site, target, language, anchor));
                let collection = self.renderer.site.record(target).id.collection;
                if self.setting.joined && matches!(collection, Collection::Areas | Collection::Commitments) {
                    let place = joined_id(self.renderer, target);
                    let anchor = anchor.map(|anchor| format!("--{anchor}")).unwrap_or_default();
                    return Some(format!("#{place}{anchor}"));
                }
                let address = self.renderer.site.address(target, language);
                Some(match anchor {
                    Some(anchor) => format!("{root}{address}#{anchor}"),
                    None => format!("{root}{address}"),
                })
            }
            LinkTarget::Name(_) => None,
            LinkTarget::Heading(anchor) => {
                self.prose.outline.heading(anchor).map(|heading| format!("#{id_prefix}{}", heading.id))
            }
            LinkTarget::Attachment(name) => {
                let attachments = &self.renderer.site.record(self.record).attachments;
                attachments.iter().find(|attachment| attachment.name == *name)?;
                let address = self.renderer.site.address(self.record, language);
                Some(format!("{root}{}", encoded(&format!("{address}{name}"))))
            }
            LinkTarget::SiteFile(path) => {
                self.renderer.site.files.contains_key(path).then(|| format!("{root}{}", encoded(path)))
            }
            LinkTarget::Url(url) => Some(url.clone()),
        }
    }

    /// The title of the record that a link leads to, in the language of the page, which may be another than the prose's. A draft that is
    /// left out is named, too, or the sentence would have a hole.
    fn title(&self, link: usize) -> String {
        let (site, language) = (&self.renderer.site, self.setting.language);
        let surrounding = self.renderer.edition(self.language);
        match (self.target(link), &self.prose.outline.links[link].target) {
            (Some(target), _) => surrounding.marked(site.title(target, language)).0,
            (None, LinkTarget::Record { record, .. }) => match site.title_of_draft(record, language) {
                Some(title) => surrounding.marked(title).0,
                None => escaped(&record.to_string()),
            },
            (None, LinkTarget::Name(name)) => escaped(name),
            (None, _) => String::new(),
        }
    }

    /// The name of the language that a reader will find behind a link, where it is not that of the page.
    fn language_mark(&self, link: usize) -> String {
        let edition = self.renderer.edition(self.setting.language);
        let Some(language) = self.target(link).and_then(|target| edition.untranslated(target)) else {
            return String::new();
        };
        let name = edition.string_with("in-parentheses", &[("text", Argument::Text(&language.name))]);
        let (tag, direction) = (language.tag, language.direction);
        format!(" <span class=\"untranslated\" lang=\"{tag}\" dir=\"{direction}\">{}</span>", escaped(&name))
    }

    /// The type and the size of a file that a link leads to.
    fn file_mark(&self, link: usize) -> String {
        let edition = self.renderer.edition(self.language);
        let file = match &self.prose.outline.links[link].target {
            LinkTarget::Attachment(name) => Download::of(&edition, self.record, name),
            LinkTarget::SiteFile(path) => Download::of_site(&edition, path),
            _ => return String::new(),
        };
        let Some(text) = file.text() else { return String::new() };
        let text = edition.string_with("in-parentheses", &[("text", Argument::Text(&text))]);
        format!(" <span class=\"file\">{}</span>", escaped(&text))
    }

    /// A text of the interface in the language of the prose, which it stands in the middle of.
    fn interface(&self, interface: Interface) -> String {
        let edition = self.renderer.edition(self.language);
        #[expect(clippy::cast_precision_loss, reason = "no prose has 2^52 footnotes")]
        let numbered =
            |id: &str, number: usize| edition.string_with(id, &[("number", Argument::Number(number as f64))]);
        match interface {
            Interface::Alert(kind) => edition.string(&format!("alert-{kind}")),
            Interface::Footnotes => edition.string("footnotes"),
            Interface::FootnoteReference(number) => numbered("footnote-reference", number),
            Interface::FootnoteBack(number) => numbered("footnote-back", number),
            Interface::TaskDone => edition.string("task-done"),
            Interface::TaskOpen => edition.string("task-open"),
            Interface::Table => edition.string("table-region"),
        }
    }
}

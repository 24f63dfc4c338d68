//! What surrounds every page: the site as a language shows it, and the page's own head.

use super::Renderer;
use super::address::{absolute, encoded_value};
use super::calendar;
use super::card::Card;
use super::edition::{Edition, escaped};
use super::open_graph::MetaProperty;
use super::output::{Generated, Kind, Output, listed};
use super::shape::{Options, Shared};
use super::view::{Crumb, Date, Html, LanguageView, MenuItem, view};
use crate::language::Argument;
use crate::link::{self, Found, LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Facts, Menu, Settings, Text};
use crate::url::address_of;

view! {
    /// The site, as all pages of a language see it.
    SiteView {
        /// The language.
        language: LanguageView,
        /// What the plan is called.
        title: String,
        /// The path of the home page.
        home: String,
        /// When the plan was agreed.
        agreed: Option<Date>,
        /// The date of which statuses speak.
        as_of: Option<Date>,
        /// Where the plan was agreed.
        place: Option<Html>,
        /// The years that it covers.
        period: Option<String>,
        /// The cards of those who agreed.
        parties: Vec<Shared<Card>>,
        /// Their names, as a sentence lists them.
        parties_text: Html,
        /// Who publishes the site.
        publisher: Option<Html>,
        /// Where to write to.
        contact: Option<String>,
        /// The same as a URL.
        contact_href: Option<String>,
        /// The licence of the content, as an SPDX identifier.
        licence: Option<String>,
        /// Where the licence is explained.
        licence_href: Option<String>,
        /// The URL under which source files can be edited.
        repository: Option<String>,
        /// The menu at the top.
        menu: Vec<MenuItem>,
        /// The menu at the foot.
        footer: Vec<MenuItem>,
        /// The path of the calendar of all events, where there is one.
        calendar: Option<String>,
        /// The address at which calendar programs subscribe to it.
        calendar_subscribe: Option<String>,
        /// The path of the feed, where there is one.
        feed: Option<String>,
        /// The values of the theme's options.
        options: Options,
        /// The path of the icon.
        favicon: &'static str,
    }
}

view! {
    /// A language of the switch.
    Translation {
        /// The language.
        language: Shared<LanguageView>,
        /// The path of the same page in it.
        path: String,
        /// Whether it is the page's own.
        current: bool,
        /// Whether the page is translated into it.
        translated: bool,
    }
}

view! {
    /// The same page in another language, for search engines.
    Alternate {
        /// The language's tag, or `x-default`.
        language: String,
        /// The absolute URL.
        url: String,
    }
}

view! {
    /// The original of a page that is not translated, or whose translation is outdated.
    Original {
        /// Its language.
        language: Shared<LanguageView>,
        /// The path of its page.
        path: String,
    }
}

view! {
    /// What the frame of a page shows of it.
    PageView {
        /// Which kind of page it is.
        kind: &'static str,
        /// Its language.
        language: Shared<LanguageView>,
        /// Its path from the site's root.
        path: String,
        /// Its title as text.
        title: String,
        /// Its title, marked with its language where it is another one.
        title_html: Html,
        /// What it says, in a sentence.
        description: Option<String>,
        /// Its absolute URL, or that of the page that it repeats.
        canonical: Option<String>,
        /// The translations, itself among them.
        alternates: Vec<Alternate>,
        /// The same page in each language of the site.
        translations: Vec<Translation>,
        /// The way from the home page.
        breadcrumbs: Vec<Crumb>,
        /// The entry of the menu that it belongs to; empty where it belongs to none.
        section: String,
        /// Whether search engines leave it out.
        noindex: bool,
        /// What is shown of it where somebody shares its address (Open Graph); empty where it is no page to share.
        open_graph: Vec<MetaProperty>,
        /// What it says to programs (JSON-LD, in the words of schema.org), for a `script` of the type `application/ld+json`.
        linked_data: Option<Html>,
        /// The original, where the page is not translated.
        untranslated: Option<Original>,
        /// The original, where it changed after it was translated.
        outdated: Option<Original>,
        /// When its content last changed in substance.
        changed: Option<Date>,
        /// Where its source can be edited.
        edit: Option<String>,
        /// Where a problem with it can be reported: the contact of the site, an address of e-mail with the page in the subject.
        report: Option<String>,
    }
}

/// The site, as all pages of a language see it.
pub(super) fn site(renderer: &Renderer, language: LanguageIndex) -> SiteView {
    let edition = renderer.edition(language);
    let settings = &renderer.site.settings;
    let plan = &settings.plan;
    let text = |text: &Option<Text>| text.as_ref().and_then(|text| edition.marked_setting(text));
    let contact = settings.contact.as_ref().and_then(|contact| edition.setting(contact));
    let calendar = Generated::calendar(&edition);
    let parties: Vec<_> = renderer.site.parties.iter().map(|party| edition.title(*party).0).collect();
    SiteView {
        language: edition.language_view(language),
        title: edition.setting(&settings.title).unwrap_or_default(),
        home: renderer.site.home_address(language),
        agreed: edition.optional_date(plan.agreed.as_ref()),
        as_of: edition.optional_date(plan.as_of.as_ref()),
        place: text(&plan.place),
        period: plan.period.as_ref().map(|period| {
            let (from, to) = (edition.date_text(&period.from), edition.date_text(&period.to));
            edition.string_with("period", &[("from", Argument::Text(&from)), ("to", Argument::Text(&to))])
        }),
        parties: renderer.cards(renderer.site.parties.iter().copied(), language),
        parties_text: Html(edition.locale().list_and(&parties)),
        publisher: text(&settings.publisher),
        contact_href: contact.as_deref().map(href_of_contact),
        contact,
        licence: settings.licence.clone(),
        licence_href: licence_href(settings),
        repository: settings.repository.clone(),
        menu: menu(&edition),
        footer: footer(&edition),
        calendar_subscribe: calendar.as_ref().map(|path| calendar::subscription(settings, path)),
        calendar,
        feed: Generated::feed(&edition),
        options: Options(renderer.theme.options.clone().into()),
        favicon: "favicon.svg",
    }
}

/// Where the licence of the content is explained.
pub(super) fn licence_href(settings: &Settings) -> Option<String> {
    settings.licence.as_ref().map(|licence| format!("https://spdx.org/licenses/{licence}.html"))
}

fn href_of_contact(contact: &str) -> String {
    if contact.contains("://") || contact.starts_with("mailto:") {
        contact.to_owned()
    } else {
        format!("mailto:{contact}")
    }
}

/// Where a reader can report a problem with a page: to the contact of the site, which reads in the subject of an e-mail which page it is.
fn report_href(edition: &Edition<'_>, path: &str) -> Option<String> {
    let settings = &edition.site.settings;
    let href = href_of_contact(&edition.setting(settings.contact.as_ref()?)?);
    if !href.starts_with("mailto:") {
        return Some(href);
    }
    let separator = if href.contains('?') { '&' } else { '?' };
    Some(format!("{href}{separator}subject={}", encoded_value(&absolute(settings, path))))
}

/// The lists, the timeline, who does what, the pages that want to stand there, and the search.
fn menu(edition: &Edition<'_>) -> Vec<MenuItem> {
    let lists = listed(*edition).map(|collection| MenuItem {
        id: collection.to_string(),
        title: Html(escaped(&edition.string(&format!("collection-{collection}")))),
        path: edition.site.list_address(collection, edition.language),
        untranslated: None,
    });
    let mut menu: Vec<_> = lists.collect();
    menu.extend(Generated::timeline(edition).map(|path| generated_item(edition, "timeline", path)));
    menu.extend(Generated::relations(edition).map(|path| generated_item(edition, "relations", path)));
    menu.extend(pages_of(edition, Menu::Main));
    menu.extend(Generated::search(edition).map(|path| generated_item(edition, "search", path)));
    menu
}

fn footer(edition: &Edition<'_>) -> Vec<MenuItem> {
    let mut footer: Vec<_> = pages_of(edition, Menu::Footer).collect();
    footer.extend(Generated::whole_plan(edition).map(|path| generated_item(edition, "whole-plan", path)));
    footer.extend(Generated::data(edition).map(|path| generated_item(edition, "data", path)));
    footer.extend(Generated::translations(edition).map(|path| generated_item(edition, "translations", path)));
    footer.push(generated_item(edition, "site-map", Generated::site_map(edition)));
    footer
}

fn generated_item(edition: &Edition<'_>, id: &str, path: String) -> MenuItem {
    let title = Html(escaped(&edition.string(&format!("{id}-title"))));
    MenuItem { id: id.to_owned(), title, path, untranslated: None }
}

fn pages_of<'site>(edition: &Edition<'site>, menu: Menu) -> impl Iterator<Item = MenuItem> + use<'site> {
    let edition = *edition;
    edition.site.collection(Collection::Pages, edition.language).iter().filter_map(move |index| {
        let record = edition.site.record(*index);
        let Facts::Page(page) = &record.facts else { return None };
        (page.menu == Some(menu)).then(|| MenuItem {
            id: record.id.to_string(),
            title: edition.title(*index),
            path: edition.site.address(*index, edition.language).to_owned(),
            untranslated: edition.untranslated(*index),
        })
    })
}

/// The frame of a page that stands in a language.
pub(super) fn page(renderer: &Renderer, output: &Output, language: LanguageIndex) -> PageView {
    let edition = renderer.edition(language);
    let (site, asked) = (&renderer.site, renderer.asked());
    let record = record_of(renderer, &output.kind);
    let path = address_of(&output.path);
    let title = title(&edition, &output.kind, record);
    // A former address is no page of its own.
    let canonical = match output.kind {
        Kind::Redirect(..) => same_page(renderer, &output.kind, language),
        _ => path.to_owned(),
    };
    let mut page = PageView {
        kind: kind_name(site, &output.kind),
        language: renderer.language(language),
        path: path.to_owned(),
        title: title.0,
        title_html: title.1,
        description: description(&edition, &output.kind, record),
        canonical: Some(absolute(&site.settings, &canonical)),
        alternates: Vec::new(),
        translations: Vec::new(),
        breadcrumbs: breadcrumbs(&edition, &output.kind, record),
        section: section(&edition, &output.kind, record),
        noindex: false,
        open_graph: Vec::new(),
        linked_data: None,
        untranslated: None,
        outdated: None,
        changed: record.and_then(|record| edition.optional_date(site.record(record).common.changed.as_ref())),
        edit: asked.make("edit", || edit_url(renderer, record?, language)),
        report: asked.make("report", || report_href(&edition, path)),
    };
    let is_translated = |language| record.is_none_or(|record| site.is_translated(record, language));
    let same_page = |other: LanguageIndex| same_page(renderer, &output.kind, other);
    for other in site.language_indices() {
        page.translations.push(Translation {
            language: renderer.language(other),
            path: same_page(other),
            current: other == language,
            translated: is_translated(other),
        });
    }
    let outdated = |record: &RecordIndex| matches!(site.translation(*record, language), link::Translation::Outdated(_));
    page.outdated = record.filter(outdated).map(|record| {
        let source = site.source_language(record);
        Original { language: renderer.language(source), path: same_page(source) }
    });
    if is_translated(language) {
        page.alternates = alternates(renderer, &output.kind);
    } else if let Some(record) = record {
        let (shown, _) = site.shown(record, language);
        let path = same_page(shown);
        page.canonical = Some(absolute(&site.settings, &path));
        page.untranslated = Some(Original { language: renderer.language(shown), path });
    }
    page
}

/// The translations of a page as search engines are told of them: absolute, reciprocal, with the page itself; none for a page in one
/// language. The choice of a language is what is offered to everybody else.
pub(super) fn alternates(renderer: &Renderer, kind: &Kind) -> Vec<Alternate> {
    let site = &renderer.site;
    // The choice of a language is among the home pages.
    let record = if *kind == Kind::Choice { site.home() } else { record_of(renderer, kind) };
    let translated =
        site.language_indices().filter(|language| record.is_none_or(|record| site.is_translated(record, *language)));
    let mut alternates: Vec<_> = translated
        .map(|language| Alternate {
            language: site.tag(language).to_string(),
            url: absolute(&site.settings, &same_page(renderer, kind, language)),
        })
        .collect();
    if alternates.len() < 2 {
        return Vec::new();
    }
    if matches!(kind, Kind::Home(_) | Kind::Choice) {
        alternates.push(Alternate { language: "x-default".to_owned(), url: absolute(&site.settings, "") });
    }
    alternates
}

/// The record whose page a page is.
pub(super) fn record_of(renderer: &Renderer, kind: &Kind) -> Option<RecordIndex> {
    match kind {
        Kind::Record(_, record) | Kind::Redirect(_, record) => Some(*record),
        Kind::Home(_) => renderer.site.home(),
        _ => None,
    }
}

/// The path of the same page in another language.
fn same_page(renderer: &Renderer, kind: &Kind, language: LanguageIndex) -> String {
    let site = &renderer.site;
    let edition = renderer.edition(language);
    match kind {
        Kind::List(_, collection) => site.list_address(*collection, language),
        Kind::Record(_, record) | Kind::Redirect(_, record) => site.address(*record, language).to_owned(),
        Kind::Timeline(_) => Generated::timeline(&edition).unwrap_or_default(),
        Kind::Relations(_) => Generated::relations(&edition).unwrap_or_default(),
        Kind::Translations(_) => Generated::translations(&edition).unwrap_or_default(),
        Kind::WholePlan(_) => Generated::whole_plan(&edition).unwrap_or_default(),
        Kind::SiteMap(_) => Generated::site_map(&edition),
        Kind::Search(_) => Generated::search(&edition).unwrap_or_default(),
        Kind::Data(_) => Generated::data(&edition).unwrap_or_default(),
        _ => site.home_address(language),
    }
}

/// The name of a kind of page, and of its class: that of its template without the ending. Hosts name the template of the page for addresses
/// that do not exist.
fn kind_name(site: &Site, kind: &Kind) -> &'static str {
    match kind {
        Kind::NotFound => "not-found",
        _ => kind.template(site).and_then(|template| template.strip_suffix(".html")).unwrap_or_default(),
    }
}

/// The title of a page, as text and as HTML.
fn title(edition: &Edition<'_>, kind: &Kind, record: Option<RecordIndex>) -> (String, Html) {
    if let Some(record) = record {
        return (edition.title_text(record), edition.title(record));
    }
    let title = match kind {
        Kind::List(_, collection) => edition.string(&format!("collection-{collection}")),
        Kind::Timeline(_) => edition.string("timeline-title"),
        Kind::Relations(_) => edition.string("relations-title"),
        Kind::Translations(_) => edition.string("translations-title"),
        Kind::WholePlan(_) => edition.string("whole-plan-title"),
        Kind::SiteMap(_) => edition.string("site-map-title"),
        Kind::Search(_) => edition.string("search-title"),
        Kind::Data(_) => edition.string("data-title"),
        _ => edition.setting(&edition.site.settings.title).unwrap_or_default(),
    };
    let html = Html(escaped(&title));
    (title, html)
}

/// What a page says, in a sentence of its language: a record in its summary, a page that is made of records in its first words.
fn description(edition: &Edition<'_>, kind: &Kind, record: Option<RecordIndex>) -> Option<String> {
    if let Some(record) = record {
        return edition.text_in_language(edition.site.record(record).common.summary.as_ref(), record);
    }
    let introduction = match kind {
        Kind::Timeline(_) => "timeline-introduction",
        Kind::Relations(_) => "relations-introduction",
        Kind::Translations(_) => "translations-introduction",
        Kind::WholePlan(_) => "whole-plan-introduction",
        Kind::SiteMap(_) => "site-map-introduction",
        Kind::Search(_) => "search-introduction",
        _ => return None,
    };
    edition.string_in_language(introduction)
}

fn section(edition: &Edition<'_>, kind: &Kind, record: Option<RecordIndex>) -> String {
    match (kind, record) {
        (Kind::List(_, collection), _) => collection.to_string(),
        (Kind::Timeline(_), _) => "timeline".to_owned(),
        (Kind::Relations(_), _) => "relations".to_owned(),
        (Kind::Translations(_), _) => "translations".to_owned(),
        (Kind::WholePlan(_), _) => "whole-plan".to_owned(),
        (Kind::SiteMap(_), _) => "site-map".to_owned(),
        (Kind::Search(_), _) => "search".to_owned(),
        (Kind::Data(_), _) => "data".to_owned(),
        (Kind::Record(..), Some(record)) => {
            let id = &edition.site.record(record).id;
            if id.collection != Collection::Pages {
                return id.collection.to_string();
            }
            // A page below another belongs to the entry of the one at the top.
            let top = id.id.as_str().split('/').next().unwrap_or_default();
            format!("{}/{top}", id.collection)
        }
        _ => String::new(),
    }
}

/// A step of the way from the home page to a page.
pub(super) struct Step {
    pub(super) title: String,
    /// The language of the title, where it is in one.
    pub(super) language: Option<LanguageIndex>,
    /// The path of the page there; none for the page itself.
    pub(super) path: Option<String>,
    /// The record whose page it is.
    record: Option<RecordIndex>,
}

/// The way from the home page to a page; empty on the home page itself.
pub(super) fn way(edition: &Edition<'_>, kind: &Kind, record: Option<RecordIndex>) -> Vec<Step> {
    if matches!(kind, Kind::Home(_)) {
        return Vec::new();
    }
    let generated = |title, path| Step { title, language: None, path, record: None };
    let page_of = |record, path| {
        let Found { text, language } = edition.site.title(record, edition.language);
        Step { title: text.to_owned(), language, path, record: Some(record) }
    };
    let mut way = vec![generated(edition.string("home"), Some(edition.site.home_address(edition.language)))];
    if let (Kind::Record(..), Some(record)) = (kind, record) {
        let id = &edition.site.record(record).id;
        if id.collection == Collection::Pages {
            for parent in edition.site.pages_above(record) {
                way.push(page_of(parent, Some(edition.site.address(parent, edition.language).to_owned())));
            }
        } else {
            let title = edition.string(&format!("collection-{}", id.collection));
            way.push(generated(title, Some(edition.site.list_address(id.collection, edition.language))));
        }
    }
    way.push(match record {
        Some(record) => page_of(record, None),
        None => generated(title(edition, kind, None).0, None),
    });
    way
}

/// The same as pages show it.
fn breadcrumbs(edition: &Edition<'_>, kind: &Kind, record: Option<RecordIndex>) -> Vec<Crumb> {
    let crumb = |step: Step| Crumb {
        title: edition.marked(Found { language: step.language, text: &step.title }),
        untranslated: step.record.filter(|_| step.path.is_some()).and_then(|record| edition.untranslated(record)),
        path: step.path,
    };
    way(edition, kind, record).into_iter().map(crumb).collect()
}

/// Where the source of a record's page can be edited: its prose, or its facts where it has none.
fn edit_url(renderer: &Renderer, record: RecordIndex, language: LanguageIndex) -> Option<String> {
    let site = &renderer.site;
    let repository = site.settings.repository.as_ref()?;
    let record_read = site.record(record);
    let (shown, _) = site.shown(record, language);
    let file = record_read.prose_file_in(site.tag(shown)).map_or(record_read.origins.main_file(), |file| &file.file);
    Some(format!("{}/{file}", repository.trim_end_matches('/')))
}

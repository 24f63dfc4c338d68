//! A page: its view, given to the template of its kind.

use tera::{Context, Value};

use super::address::absolute;
use super::edition::escaped;
use super::frame::{self, PageView, SiteView};
use super::output::{Generated, Kind, Output};
use super::prose::Setting;
use super::shape::{Shared, Shown};
use super::view::{Html, LanguageView, View, view};
use super::{
    Failure, Renderer, data_page, linked_data, lists, open_graph, record, relations, search, timeline, translations,
    whole_plan,
};
use crate::digest::{Digest, Digester};
use crate::link::LanguageIndex;
use crate::url::address_of;

view! {
    /// A language to choose.
    Choice {
        /// The language.
        language: LanguageView,
        /// What the plan is called in it.
        title: String,
        /// The path of its home page.
        path: String,
        /// The path of its site map.
        site_map_path: Option<String>,
    }
}

view! {
    /// Where a former address leads.
    RedirectTarget {
        /// The path of the page.
        path: String,
        /// Its absolute URL.
        url: String,
        /// Its title.
        title: Html,
        /// The language of the prose there, where it is not translated into that of this page.
        untranslated: Option<LanguageView>,
    }
}

view! {
    /// What every page shows.
    Everywhere {
        /// The way from the page to the site's root, with a `/` at its end.
        root: String,
        /// The site, as the page's language shows it.
        site: Shared<SiteView>,
        /// The page itself.
        page: PageView,
    }
}

view! {
    /// The choice of a language, and the page for addresses that do not exist.
    ChoiceView {
        /// The languages.
        choices: Vec<Choice>,
    }
}

view! {
    /// A page at a former address.
    RedirectView {
        /// Where it leads.
        target: RedirectTarget,
    }
}

/// A page that is ready to be rendered: its template, and every value that the template sees.
pub struct Prepared<'renderer> {
    renderer: &'renderer Renderer,
    output: &'renderer Output,
    language: LanguageIndex,
    template: &'static str,
    /// What the template sees, by its names, in the order in which the page puts it.
    values: Vec<(&'static str, Value)>,
}

pub(super) fn prepare<'renderer>(
    renderer: &'renderer Renderer,
    output: &'renderer Output,
    template: &'static str,
) -> Prepared<'renderer> {
    let language = output.kind.language().unwrap_or(LanguageIndex::DEFAULT);
    let mut values = Vec::new();
    put_values(renderer, output, language, &mut |name, value| values.push((name, value)));
    Prepared { renderer, output, language, template, values }
}

impl Prepared<'_> {
    /// A hash of the template's name, the language and every value that the template sees. Of one theme in one language, pages of equal
    /// fingerprints have equal bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digester = Digester::default();
        let seen = (&self.template, self.language.position(), &self.values);
        Fingerprint(serde_json::to_writer(&mut digester, &seen).is_ok().then(|| digester.finish()))
    }

    /// The text of the page.
    ///
    /// # Errors
    /// A mistake in a template, with the page that it was made on.
    pub fn render(self) -> Result<String, Failure> {
        let mut context = Context::new();
        for (name, value) in self.values {
            context.insert_value(name, value);
        }
        let templates = &self.renderer.theme.templates;
        templates
            .render(self.template, self.language.position(), &context)
            .map_err(|error| Failure::of_template(self.output, error))
    }
}

/// What a page is made of, in a few bytes.
#[derive(Clone, Copy, Debug)]
pub struct Fingerprint(Option<Digest>);

impl PartialEq for Fingerprint {
    /// What cannot be told apart is taken for different.
    fn eq(&self, other: &Self) -> bool {
        self.0.is_some() && self.0 == other.0
    }
}

/// Every value that the template of a page sees, by its name.
pub(super) fn put_values(
    renderer: &Renderer,
    output: &Output,
    language: LanguageIndex,
    put: &mut dyn FnMut(&'static str, Value),
) {
    let root = root_from(renderer, output);
    let setting = Setting { language, root: &root, id_prefix: "", deeper: 0, joined: false };
    put_content(renderer, output, setting, put);
    let page = frame_of(renderer, output, language);
    Everywhere { root: root.clone(), site: renderer.frame(language), page }.put(renderer.asked(), put);
}

/// The way from a page to the site's root. The page for addresses that do not exist is shown at any depth: it knows the whole way.
fn root_from(renderer: &Renderer, output: &Output) -> String {
    if output.kind == Kind::NotFound {
        return renderer.site.settings.base_path().to_owned();
    }
    match output.path.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// What a page shows, by its kind.
fn put_content(renderer: &Renderer, output: &Output, setting: Setting<'_>, put: &mut dyn FnMut(&'static str, Value)) {
    let (language, asked) = (setting.language, renderer.asked());
    match &output.kind {
        Kind::Home(_) => lists::home(renderer, setting).put(asked, put),
        Kind::Record(_, index) => put("record", record::record::<()>(renderer, *index, setting).show(asked)),
        Kind::List(_, collection) => lists::list(renderer, language, *collection).put(asked, put),
        Kind::SiteMap(_) => lists::site_map(renderer, language).put(asked, put),
        Kind::Search(_) => search::search(renderer, language).put(asked, put),
        Kind::Data(_) => data_page::data(renderer, language).put(asked, put),
        Kind::Timeline(_) => timeline::timeline(renderer, language).put(asked, put),
        Kind::Translations(_) => translations::translations(renderer, language).put(asked, put),
        Kind::Relations(_) => relations::relations(renderer, language).put(asked, put),
        Kind::WholePlan(_) => whole_plan::whole_plan(renderer, setting).put(asked, put),
        Kind::Choice | Kind::NotFound => ChoiceView { choices: choices(renderer) }.put(asked, put),
        Kind::Redirect(_, index) => {
            let path = renderer.site.address(*index, language);
            let target = RedirectTarget {
                path: path.to_owned(),
                url: absolute(&renderer.site.settings, path),
                title: renderer.edition(language).title(*index),
                untranslated: renderer.edition(language).untranslated(*index),
            };
            RedirectView { target }.put(asked, put);
        }
        _ => {}
    }
}

fn choices(renderer: &Renderer) -> Vec<Choice> {
    let choice = |language| {
        let edition = renderer.edition(language);
        Choice {
            language: edition.language_view(language),
            title: edition.setting(&renderer.site.settings.title).unwrap_or_default(),
            path: renderer.site.home_address(language),
            site_map_path: Some(Generated::site_map(&edition)),
        }
    };
    renderer.site.language_indices().map(choice).collect()
}

/// The frame of a page, with what is special in those that stand in no language, or at no address of their own.
fn frame_of(renderer: &Renderer, output: &Output, language: LanguageIndex) -> PageView {
    let mut page = frame::page(renderer, output, language);
    match output.kind {
        Kind::Choice | Kind::NotFound => {
            let title_in = |language| {
                let edition = renderer.edition(language);
                if output.kind == Kind::Choice {
                    edition.setting(&renderer.site.settings.title).unwrap_or_default()
                } else {
                    edition.string("not-found-title")
                }
            };
            let titles: Vec<_> = renderer.site.language_indices().map(title_in).collect();
            page.title = titles.join(" · ");
            page.title_html = Html(escaped(&page.title));
            page.breadcrumbs = Vec::new();
            page.translations = Vec::new();
            if output.kind == Kind::NotFound {
                page.canonical = None;
                page.alternates = Vec::new();
                page.noindex = true;
            }
        }
        // It leads to the page of its record, whose canonical address it keeps.
        Kind::Redirect(..) => {
            page.untranslated = None;
            page.path = address_of(&output.path).to_owned();
            page.alternates = Vec::new();
            page.translations = Vec::new();
            page.breadcrumbs = Vec::new();
            page.noindex = true;
            page.edit = None;
        }
        _ => {}
    }
    if output.kind.is_page() && output.kind != Kind::NotFound {
        let (asked, kind) = (renderer.asked(), &output.kind);
        page.open_graph = asked.make("open_graph", || open_graph::properties(renderer, kind, language, &page));
        page.linked_data = asked.make("linked_data", || Some(linked_data::block(renderer, kind, language, &page)));
    }
    page
}

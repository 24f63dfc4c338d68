//! The search of a language: what can be found, and the page to look for it.
//!
//! 1. Every record that is in the language is a [`SearchedPage`]: its title, its summary, its prose and the texts among its facts, as HTML whose
//!    parts have their weights. A record that is not translated is found in its own language alone, where its text can be read.
//! 2. The pages have a key, a hash of all that is to be found. Who makes the index from them (`crate::search`) need not do so again for
//!    pages of the same key.
//! 3. The folder of the index has that key in its name, so that browsers may keep what is in it.

use super::Renderer;
use super::edition::{Edition, escaped};
use super::filters::{self, Facets, Filter};
use super::output::{Generated, listed};
use super::prose::{self, Setting};
use super::view::view;
use crate::digest::Digester;
use crate::link::{LanguageIndex, RecordIndex};
use crate::model::{Collection, Facts, Text, Visit};
use crate::source::KeyPath;

/// Where the indexes stand: beside the fingerprinted assets, to which hosts give a year.
pub const SEARCH_FOLDER: &str = "assets/search/";

/// How much more a word of a summary counts than one of the prose. Headings have the weights of the search engine itself.
const SUMMARY_WEIGHT: &str = "3";
/// How much less a word among the facts counts.
const FACTS_WEIGHT: &str = "0.5";

view! {
    /// The search.
    SearchView {
        /// The path of the folder of the search index.
        index: String,
        /// What the results can be narrowed by; each has at least two options.
        filters: Vec<Filter>,
        /// The path of the site map, for readers without JavaScript.
        site_map_path: String,
        /// Whether the site has pages that are not translated into the page's language, and so are not found there.
        has_untranslated: bool,
    }
}

/// What the search of a language finds.
pub struct Searched {
    /// The tag of the language.
    pub language: String,
    /// The pages, in the order of the site map.
    pub pages: Vec<SearchedPage>,
    /// A hash of the language and the pages.
    pub key: String,
}

/// A page that a search finds.
pub struct SearchedPage {
    /// Its path from the site's root.
    pub path: String,
    /// What is to be found in it, as a page for the search engine: not one that readers see.
    pub html: String,
}

impl Searched {
    /// The path of the folder of the index, with a `/` at its end.
    pub fn folder(&self) -> String {
        format!("{SEARCH_FOLDER}{}.{}/", self.language, &self.key[..16])
    }
}

/// What the search of a language finds.
pub(super) fn searched(renderer: &Renderer, language: LanguageIndex) -> Searched {
    let edition = renderer.edition(language);
    let pages: Vec<_> = records(&edition)
        .map(|index| SearchedPage {
            path: edition.site.address(index, language).to_owned(),
            html: Finding { renderer, edition, index }.html(),
        })
        .collect();
    let tag = edition.site.tag(language).to_string();
    let mut digester = Digester::default();
    for part in std::iter::once(&tag).chain(pages.iter().flat_map(|page| [&page.path, &page.html])) {
        digester.add(part);
    }
    Searched { language: tag, pages, key: digester.finish().to_string() }
}

/// The page of the search.
pub(super) fn search(renderer: &Renderer, language: LanguageIndex) -> SearchView {
    let edition = renderer.edition(language);
    let found: Vec<_> = records(&edition).collect();
    let maker = filters::Maker { renderer, language, records: &found };
    let areas = maker.records_as_options("area", Collection::Areas, |record| areas_of(&edition, record));
    let filters = [maker.collections(), maker.statuses(), areas].map(Facets::into_filter);
    SearchView {
        index: renderer.searched(language).folder(),
        filters: filters.into_iter().filter(|filter| filter.options.len() > 1).collect(),
        site_map_path: Generated::site_map(&edition),
        has_untranslated: edition.site.records().any(|(index, _)| !is_found(&edition, index)),
    }
}

/// The records that are found in a language, in the order of the site map.
fn records<'site>(edition: &Edition<'site>) -> impl Iterator<Item = RecordIndex> + use<'site> {
    let edition = *edition;
    let collections = listed(edition).chain([Collection::Pages]);
    let records = collections.flat_map(move |collection| edition.site.collection(collection, edition.language));
    records.copied().filter(move |index| is_found(&edition, *index))
}

/// Whether a record is in the language. A title in another would stand among the results without a mark that it is.
fn is_found(edition: &Edition<'_>, index: RecordIndex) -> bool {
    let title = edition.site.title(index, edition.language);
    edition.site.is_translated(index, edition.language)
        && title.language.is_none_or(|language| language == edition.language)
}

/// The status of a commitment.
fn status_of<'site>(edition: &Edition<'site>, index: RecordIndex) -> Option<&'site str> {
    match &edition.site.record(index).facts {
        Facts::Commitment(commitment) => commitment.status.as_ref().map(crate::model::Id::as_str),
        _ => None,
    }
}

/// The areas of a record: those that it states, or that state it; an area is its own.
fn areas_of(edition: &Edition<'_>, index: RecordIndex) -> Vec<RecordIndex> {
    match edition.site.record(index).facts {
        Facts::Area(_) => vec![index],
        _ => edition.site.related(index, Collection::Areas, edition.language),
    }
}

/// What is to be found of one record.
struct Finding<'site> {
    renderer: &'site Renderer,
    edition: Edition<'site>,
    index: RecordIndex,
}

impl Finding<'_> {
    fn html(&self) -> String {
        let (site, language) = (self.edition.site, self.edition.language);
        let record = site.record(self.index);
        let mut html = String::from("<html><body>");
        let mut filter = |name: &str, value: &str| {
            html.push_str(&format!("<meta data-pagefind-filter=\"{name}[content]\" content=\"{}\">", escaped(value)));
        };
        filter("collection", record.id.collection.as_str());
        if let Some(status) = status_of(&self.edition, self.index) {
            filter("status", status);
        }
        for area in areas_of(&self.edition, self.index) {
            filter("area", site.record(area).id.id.as_str());
        }
        html.push_str(&format!("<h1>{}</h1>", escaped(&self.edition.title_text(self.index))));
        if let Some(summary) = self.edition.text_in_language(record.common.summary.as_ref(), self.index) {
            html.push_str(&format!("<p data-pagefind-weight=\"{SUMMARY_WEIGHT}\">{}</p>", escaped(&summary)));
        }
        let setting = Setting { language, root: "", id_prefix: "", deeper: 0, joined: false };
        if let (_, Some(content)) = prose::content(self.renderer, self.index, setting) {
            html.push_str(&content.0);
        }
        let mut texts = FactTexts { finding: self, texts: Vec::new() };
        record.facts.visit(&mut texts);
        for text in texts.texts {
            html.push_str(&format!("<p data-pagefind-weight=\"{FACTS_WEIGHT}\">{}</p>", escaped(&text)));
        }
        html.push_str("</body></html>");
        html
    }
}

/// The texts among the facts of a record, those in its page's language.
struct FactTexts<'finding> {
    finding: &'finding Finding<'finding>,
    texts: Vec<String>,
}

impl Visit for FactTexts<'_> {
    fn text(&mut self, _: &KeyPath, text: &Text) {
        let Finding { edition, index, .. } = self.finding;
        self.texts.extend(edition.text_in_language(Some(text), *index));
    }
}

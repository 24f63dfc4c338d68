//! The site as a function from path to bytes.
//!
//! 1. Every output is listed with its path ([`output`]); two at one path are reported.
//! 2. What templates see of a record in a language is a view, made once and shared ([`view`], [`card`]).
//! 3. A page is made from its own view and the views that it shows, by the template of its kind ([`page`]).
//! 4. What other programs read is made from the records, and not from pages ([`calendar`], [`feed`], [`data`], [`linked_data`]).
//! 5. Prose is written with links relative to the page ([`prose`]), and its acronyms expanded ([`acronyms`]).
//!
//! Nothing here writes a file or changes the site: [`Renderer::render`] of one output depends on no other, so `build` calls it for all of
//! them in parallel and a server for the one that is asked for.

mod acronyms;
mod address;
mod asked;
mod calendar;
mod card;
mod chart;
mod contract;
#[cfg(test)]
mod contract_tests;
mod data;
mod data_page;
mod download;
mod edition;
mod feed;
mod filters;
mod frame;
mod headers;
mod hosts;
mod linked_data;
mod listing;
mod lists;
mod names;
mod now;
mod open_graph;
mod output;
mod page;
mod plain;
mod prose;
mod record;
mod relations;
mod search;
mod shape;
mod span;
mod timeline;
mod timeline_picture;
mod translations;
mod view;
mod whole_plan;

pub use asked::Reach;
pub use data::DataFile;
pub use headers::HeaderRule;
pub use output::{Kind, Output};
pub use page::{Fingerprint, Prepared};
pub use search::{SEARCH_FOLDER, Searched, SearchedPage};

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::{Digest, Digester};
use crate::error::Result;
use crate::link::{LanguageIndex, NewFindings, RecordIndex, Site};
use crate::model::PartialDate;
use crate::read::{Record, files};
use crate::source::FilePath;
use crate::theme::{TemplateError, Theme};
use acronyms::Acronyms;
use asked::Asked;
use card::Card;
use data::Data;
use edition::Edition;
use frame::SiteView;
use shape::Shared;
use view::LanguageView;

/// A linked site with its theme, ready to render any of its outputs.
pub struct Renderer {
    site: Site,
    theme: Arc<Theme>,
    /// The day on which 'next' and 'last' depend; none where neither the run nor the plan names one.
    now: Option<PartialDate>,
    /// In the order of their paths.
    outputs: Arc<[Output]>,
    views: Arc<SharedViews>,
    /// What the search of each language finds: made from prose, and so of this renderer alone.
    searches: Vec<OnceLock<Searched>>,
    /// The whole plan as JSON: made from prose as well.
    plan_as_json: OnceLock<String>,
}

/// What many pages show: made when the first of them asks for it, and not from prose.
struct SharedViews {
    /// The card of each record, for each language.
    cards: Vec<Vec<OnceLock<Shared<Card>>>>,
    /// The languages of the site.
    languages: Vec<Shared<LanguageView>>,
    /// What all pages of a language see of the site.
    frames: Vec<OnceLock<Shared<SiteView>>>,
    /// The acronyms that prose of a language may use.
    acronyms: Vec<OnceLock<Acronyms>>,
    /// The open data.
    data: OnceLock<Data>,
    /// What pages ask for: all else is not made.
    asked: Asked,
}

/// Why an output could not be rendered: the theme's mistake, or the machine's.
#[derive(Debug)]
pub enum Failure {
    /// A template that fails on this page.
    Mistake(Box<Diagnostic>),
    /// A file that could not be read.
    Machine(crate::error::Error),
}

impl Renderer {
    /// Lists the outputs of a site. `reach` says by which templates of the theme pages are made, see [`check_names`], and `now` is the day
    /// on which 'next' and 'last' depend.
    pub fn new(site: Site, theme: Arc<Theme>, reach: &Reach, now: Option<PartialDate>) -> (Self, Diagnostics) {
        let (outputs, diagnostics) = listing::list(&site, &theme);
        let cards = site.language_indices().map(|_| site.records().map(|_| OnceLock::new()).collect()).collect();
        let frames = site.language_indices().map(|_| OnceLock::new()).collect();
        let acronyms = site.language_indices().map(|_| OnceLock::new()).collect();
        let pages: BTreeSet<_> = outputs.iter().filter_map(|output| output.kind.template(&site)).collect();
        let asked = reach.asked(&theme, pages);
        let language = |language| Shared::of(Edition::new(&site, language).language_view(language), &asked);
        let languages = site.language_indices().map(language).collect();
        let views = SharedViews { cards, languages, frames, acronyms, data: OnceLock::new(), asked };
        let searches = site.language_indices().map(|_| OnceLock::new()).collect();
        let renderer = Self {
            site,
            theme,
            now,
            outputs: outputs.into(),
            views: Arc::new(views),
            searches,
            plan_as_json: OnceLock::new(),
        };
        (renderer, diagnostics)
    }

    /// The site with other prose in some records, and what was found in it; none where it has to be linked as a whole: see
    /// [`Site::with_prose`]. What is not made from prose is shared with this renderer.
    pub fn with_prose(&self, changed: &[Arc<Record>]) -> Option<(Self, NewFindings)> {
        let (site, found) = self.site.with_prose(changed)?;
        let renderer = Self {
            site,
            theme: Arc::clone(&self.theme),
            now: self.now.clone(),
            outputs: Arc::clone(&self.outputs),
            views: Arc::clone(&self.views),
            searches: self.searches.iter().map(|_| OnceLock::new()).collect(),
            plan_as_json: OnceLock::new(),
        };
        Some((renderer, found))
    }

    /// The site that is rendered.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The theme that it is rendered with.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// The file of the template that makes an output; none of what is made by no template.
    pub fn template_file(&self, output: &Output) -> Option<&FilePath> {
        self.theme.templates.file(output.kind.template(&self.site)?)
    }

    /// Every output, in the order of their paths.
    pub fn outputs(&self) -> impl ExactSizeIterator<Item = &Output> {
        self.outputs.iter()
    }

    /// The output at a path such as `en/areas/security/index.html`.
    pub fn output(&self, path: &str) -> Option<&Output> {
        let position = self.outputs.binary_search_by(|output| output.path.as_str().cmp(path)).ok()?;
        Some(&self.outputs[position])
    }

    /// The headers that go with the site, as `_headers` tells them to a host.
    pub fn header_rules(&self) -> Vec<HeaderRule> {
        headers::rules(&self.site.settings)
    }

    /// Makes ready what the template of a page sees; none for what is made by no template.
    pub fn prepare<'renderer>(&'renderer self, output: &'renderer Output) -> Option<Prepared<'renderer>> {
        output.kind.template(&self.site).map(|template| page::prepare(self, output, template))
    }

    /// Renders one output.
    ///
    /// # Errors
    /// A mistake in a template, with the page that it was made on, or a file that cannot be read.
    pub fn render(&self, output: &Output) -> Result<Cow<'_, [u8]>, Failure> {
        let text = match &output.kind {
            Kind::Asset(name) => {
                return Ok(self
                    .theme
                    .assets
                    .get(name)
                    .map_or(Cow::Borrowed(&[][..]), |asset| Cow::Borrowed(&asset.bytes)));
            }
            Kind::File(source) | Kind::Attachment { source, .. } => {
                return files::bytes(source).map(Cow::Owned).map_err(Failure::Machine);
            }
            Kind::Calendar(language) => calendar::of_language(self, *language),
            Kind::RecordCalendar(language, record) => calendar::of_record(self, *record, *language),
            Kind::Feed(language) => feed::feed(self, *language),
            Kind::DataFile(file) => file.text(self),
            Kind::Sitemap => plain::sitemap(self),
            Kind::Robots => plain::robots(self),
            Kind::Headers => headers::file(&self.site.settings),
            Kind::HostFile(host) => hosts::file(&self.site.settings, *host),
            Kind::NoJekyll => String::new(),
            _ => self.prepare(output).map_or_else(|| Ok(String::new()), Prepared::render)?,
        };
        Ok(Cow::Owned(text.into_bytes()))
    }

    /// What names the prose that an output is made of, and which of the places are there that this links to. Whatever else it is made of has
    /// nothing of any prose but where it leads, and whether it is there. None for a copy of a file, which is made of that file.
    pub fn prose_of(&self, output: &Output) -> Option<Digest> {
        let mut digester = Digester::default();
        let mut add = |record: RecordIndex| {
            for file in &self.site.record(record).prose {
                digester.add(file.digest);
            }
            digester.add(prose::places_elsewhere(&self.site, record));
        };
        match output.kind {
            Kind::Record(_, record) => add(record),
            Kind::Home(_) => self.site.home().into_iter().for_each(add),
            Kind::WholePlan(_)
            | Kind::Translations(_)
            | Kind::Search(_)
            | Kind::Feed(_)
            | Kind::Data(_)
            | Kind::DataFile(DataFile::Package | DataFile::Plan) => {
                self.site.records().for_each(|(record, _)| add(record))
            }
            Kind::Attachment { .. } | Kind::File(_) => return None,
            Kind::Choice
            | Kind::List(..)
            | Kind::Timeline(_)
            | Kind::Relations(_)
            | Kind::SiteMap(_)
            | Kind::DataFile(DataFile::Table(_))
            | Kind::Calendar(_)
            | Kind::RecordCalendar(..)
            | Kind::NotFound
            | Kind::Redirect(..)
            | Kind::Asset(_)
            | Kind::Sitemap
            | Kind::Robots
            | Kind::Headers
            | Kind::HostFile(_)
            | Kind::NoJekyll => {}
        }
        Some(digester.finish())
    }

    /// What the search of a language finds; looked through when it is first asked for.
    pub fn searched(&self, language: LanguageIndex) -> &Searched {
        self.searches[language.position()].get_or_init(|| search::searched(self, language))
    }

    /// What the search of each language finds; nothing where the site has no search.
    pub fn searches(&self) -> impl Iterator<Item = &Searched> {
        let languages = self.site.language_indices().filter(|_| self.site.settings.outputs.search);
        languages.map(|language| self.searched(language))
    }

    /// The open data, without its prose.
    fn data(&self) -> &Data {
        self.views.data.get_or_init(|| Data::of(&self.site))
    }

    /// The whole plan as JSON.
    fn plan_as_json(&self) -> &str {
        self.plan_as_json.get_or_init(|| data::plan(self))
    }

    /// The site in one language.
    fn edition(&self, language: LanguageIndex) -> Edition<'_> {
        Edition::new(&self.site, language)
    }

    /// A language of the site.
    fn language(&self, language: LanguageIndex) -> Shared<LanguageView> {
        self.views.languages[language.position()].clone()
    }

    /// What lists and links show of a record in a language.
    fn card(&self, record: RecordIndex, language: LanguageIndex) -> Shared<Card> {
        let card = &self.views.cards[language.position()][record.position()];
        card.get_or_init(|| Shared::of(card::card(&self.edition(language), record, self.asked()), self.asked())).clone()
    }

    /// The cards of some records, in their order.
    fn cards(&self, records: impl IntoIterator<Item = RecordIndex>, language: LanguageIndex) -> Vec<Shared<Card>> {
        records.into_iter().map(|record| self.card(record, language)).collect()
    }

    /// What pages ask for.
    fn asked(&self) -> &Asked {
        &self.views.asked
    }

    /// The acronyms of a language.
    fn acronyms(&self, language: LanguageIndex) -> &Acronyms {
        self.views.acronyms[language.position()].get_or_init(|| Acronyms::of(&self.site, language))
    }

    /// What all pages of a language see of the site.
    fn frame(&self, language: LanguageIndex) -> Shared<SiteView> {
        self.views.frames[language.position()]
            .get_or_init(|| Shared::of(frame::site(self, language), self.asked()))
            .clone()
    }
}

/// By which templates of a theme pages are made, and the names in them that no page knows.
pub fn check_names(theme: &Theme) -> (Reach, Diagnostics) {
    names::check(theme)
}

impl Failure {
    /// A template that fails on a page: the message names both.
    fn of_template(output: &Output, error: TemplateError) -> Self {
        let diagnostic = Diagnostic::new(Code::TemplateFailure, error.place, error.message);
        Self::Mistake(Box::new(diagnostic.help(format!("it fails on the page `{}`", output.path))))
    }
}

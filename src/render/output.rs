//! Every output of a site, with its path.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::data::DataFile;
use super::edition::Edition;
use super::{calendar, feed, hosts, relations, timeline};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Host};
use crate::publish;
use crate::source::{FilePath, KeyPath, Place};
use crate::theme::Theme;
use crate::url::address_of;

/// Something that is published at a path.
#[derive(Clone, Debug)]
pub struct Output {
    /// The path below the output folder: `en/areas/security/index.html`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
}

/// What an output is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The page at the root, where the reader chooses a language.
    Choice,
    /// The home page of a language.
    Home(LanguageIndex),
    /// The list of a collection.
    List(LanguageIndex, Collection),
    /// The page of a record.
    Record(LanguageIndex, RecordIndex),
    /// What happened, and what is due, in order of time.
    Timeline(LanguageIndex),
    /// Who does what: areas, groups and bodies, and how they are joined.
    Relations(LanguageIndex),
    /// The state of the translations.
    Translations(LanguageIndex),
    /// The whole plan on one page.
    WholePlan(LanguageIndex),
    /// Every page of a language.
    SiteMap(LanguageIndex),
    /// The calendar of a language: all events.
    Calendar(LanguageIndex),
    /// The calendar of a group, or an event for the calendars of readers, beside its page in a language.
    RecordCalendar(LanguageIndex, RecordIndex),
    /// The feed of a language: updates, and events as they are announced.
    Feed(LanguageIndex),
    /// The search of a language.
    Search(LanguageIndex),
    /// The page of a language that explains the open data.
    Data(LanguageIndex),
    /// A file of the open data.
    DataFile(DataFile),
    /// The page that hosts show where there is none.
    NotFound,
    /// A page at a former address of a record.
    Redirect(LanguageIndex, RecordIndex),
    /// A file in a record's folder, beside its page in a language.
    Attachment {
        /// The language.
        language: LanguageIndex,
        /// The record.
        record: RecordIndex,
        /// Where it is read from.
        source: PathBuf,
    },
    /// A file of the site, as it is.
    File(PathBuf),
    /// An asset of the theme, by its name there.
    Asset(String),
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `_headers`.
    Headers,
    /// The file of a host that does not read `_headers`.
    HostFile(Host),
    /// `.nojekyll`.
    NoJekyll,
}

impl Kind {
    /// The language that it is in, where it is in one.
    pub fn language(&self) -> Option<LanguageIndex> {
        match self {
            Self::Home(language)
            | Self::List(language, _)
            | Self::Record(language, _)
            | Self::Timeline(language)
            | Self::Relations(language)
            | Self::Translations(language)
            | Self::WholePlan(language)
            | Self::SiteMap(language)
            | Self::Calendar(language)
            | Self::RecordCalendar(language, _)
            | Self::Feed(language)
            | Self::Search(language)
            | Self::Data(language)
            | Self::Redirect(language, _)
            | Self::Attachment { language, .. } => Some(*language),
            _ => None,
        }
    }

    /// Whether a template makes it.
    pub fn is_made_by_template(&self) -> bool {
        self.is_page() || matches!(self, Self::Redirect(..))
    }

    /// Whether it is a page for people to read.
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            Self::Choice
                | Self::Home(_)
                | Self::List(..)
                | Self::Record(..)
                | Self::Timeline(_)
                | Self::Relations(_)
                | Self::Translations(_)
                | Self::WholePlan(_)
                | Self::SiteMap(_)
                | Self::Search(_)
                | Self::Data(_)
                | Self::NotFound
        )
    }
}

/// The paths of what is made for a language beside the pages of its records.
pub(super) struct Generated;

impl Generated {
    pub(super) fn timeline(edition: &Edition<'_>) -> Option<String> {
        let is_wanted = edition.site.settings.outputs.timeline && timeline::has_entries(edition.site);
        is_wanted.then(|| Self::path(edition, "timeline-slug"))
    }

    pub(super) fn relations(edition: &Edition<'_>) -> Option<String> {
        let is_wanted = edition.site.settings.outputs.relations && relations::has_lines(edition.site);
        is_wanted.then(|| Self::path(edition, "relations-slug"))
    }

    pub(super) fn whole_plan(edition: &Edition<'_>) -> Option<String> {
        edition.site.settings.outputs.whole_plan.then(|| Self::path(edition, "whole-plan-slug"))
    }

    /// The state of the translations, where the site shows it.
    pub(super) fn translations(edition: &Edition<'_>) -> Option<String> {
        edition.site.settings.outputs.status.then(|| Self::path(edition, "translations-slug"))
    }

    pub(super) fn search(edition: &Edition<'_>) -> Option<String> {
        edition.site.settings.outputs.search.then(|| Self::path(edition, "search-slug"))
    }

    /// The page that explains the open data.
    pub(super) fn data(edition: &Edition<'_>) -> Option<String> {
        edition.site.settings.outputs.data.then(|| Self::path(edition, "data-slug"))
    }

    pub(super) fn site_map(edition: &Edition<'_>) -> String {
        Self::path(edition, "site-map-slug")
    }

    /// The calendar of all events. Without an event there is none: a calendar holds at least one component (RFC 5545, 3.6).
    pub(super) fn calendar(edition: &Edition<'_>) -> Option<String> {
        let is_wanted = edition.site.settings.outputs.calendar
            && !edition.site.collection(Collection::Events, edition.language).is_empty();
        is_wanted.then(|| format!("{}calendar.ics", edition.site.home_address(edition.language)))
    }

    /// The calendar of a group that has events, or of an event, beside its page.
    pub(super) fn record_calendar(edition: &Edition<'_>, record: RecordIndex) -> Option<String> {
        let is_wanted = edition.site.settings.outputs.calendar
            && !calendar::events_of(edition.site, record, edition.language).is_empty();
        let name = match edition.site.record(record).id.collection {
            Collection::Events => "event.ics",
            _ => "calendar.ics",
        };
        is_wanted.then(|| format!("{}{name}", edition.site.address(record, edition.language)))
    }

    /// The feed. Where no date says how old it is, there is none: a feed has to say it (RFC 4287, 4.1.1).
    pub(super) fn feed(edition: &Edition<'_>) -> Option<String> {
        let is_wanted = edition.site.settings.outputs.feed && feed::updated(edition.site).is_some();
        is_wanted.then(|| format!("{}feed.xml", edition.site.home_address(edition.language)))
    }

    fn path(edition: &Edition<'_>, slug: &str) -> String {
        format!("{}{}/", edition.site.home_address(edition.language), edition.string(slug))
    }
}

/// The collections whose list a language has: those that hold a record.
pub(super) fn listed<'site>(edition: Edition<'site>) -> impl Iterator<Item = Collection> + use<'site> {
    Collection::ALL.into_iter().filter(move |collection| {
        *collection != Collection::Pages && !edition.site.collection(*collection, edition.language).is_empty()
    })
}

/// Lists the outputs of a site.
pub(super) fn list(site: &Site, theme: &Theme) -> (Vec<Output>, Diagnostics) {
    let mut listing =
        Listing { site, outputs: Vec::new(), origins: HashMap::default(), diagnostics: Diagnostics::new() };
    for language in site.language_indices() {
        listing.add_language(language);
    }
    for (path, file) in site.files.iter() {
        listing.add(path.clone(), Kind::File(file.source.clone()), Origin::Author(Place::file(&file.file), RENAME));
    }
    for (name, asset) in &theme.assets {
        // A file of the site's own may stand in for the theme's icon.
        if !site.files.contains_key(&asset.path) {
            listing.add(
                asset.path.clone(),
                Kind::Asset(name.clone()),
                Origin::Author(Place::file(&asset.file), RENAME),
            );
        }
    }
    let once = [
        ("index.html", Kind::Choice, "the choice of a language"),
        ("404.html", Kind::NotFound, "the page for addresses that do not exist"),
        ("sitemap.xml", Kind::Sitemap, "the sitemap"),
        ("robots.txt", Kind::Robots, "the file for crawlers"),
        ("_headers", Kind::Headers, "the headers for hosts"),
        (".nojekyll", Kind::NoJekyll, "a mark for GitHub Pages"),
    ];
    for (path, kind, name) in once {
        listing.add(path.to_owned(), kind, Origin::Made(name));
    }
    for file in DataFile::of(site) {
        listing.add(file.path(), Kind::DataFile(file), Origin::Made("the open data"));
    }
    // A host that is named twice is still one host.
    for host in Host::ALL.iter().filter(|host| site.settings.hosts.contains(host)) {
        listing.add(hosts::path(*host).to_owned(), Kind::HostFile(*host), Origin::Made("the configuration of a host"));
    }
    listing.report_files_in_the_way();
    listing.outputs.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
    (listing.outputs, listing.diagnostics)
}

/// What to do about a file whose name stands in the way.
const RENAME: &str = "give the file another name";

/// Where an output comes from, for a report of two at one path.
enum Origin {
    /// Something that an author wrote, and what to do where it is in the way.
    Author(Place, &'static str),
    /// The list of a collection, which every site has that holds a record of it.
    List(Collection),
    /// Something that every site has.
    Made(&'static str),
}

impl Origin {
    /// What it is, for people.
    fn name(&self) -> String {
        match self {
            Self::Author(place, _) => format!("`{}`", place.file),
            Self::List(collection) => format!("the list of `{collection}`"),
            Self::Made(name) => (*name).to_owned(),
        }
    }
}

struct Listing<'site> {
    site: &'site Site,
    outputs: Vec<Output>,
    /// Where each output comes from, by its path.
    origins: HashMap<String, Origin, foldhash::fast::RandomState>,
    diagnostics: Diagnostics,
}

impl Listing<'_> {
    fn add_language(&mut self, language: LanguageIndex) {
        let edition = Edition::new(self.site, language);
        self.add_page(&self.site.home_address(language), Kind::Home(language), Origin::Made("the home page"));
        for collection in listed(edition) {
            let path = self.site.list_address(collection, language);
            self.add_page(&path, Kind::List(language, collection), Origin::List(collection));
        }
        if let Some(path) = Generated::timeline(&edition) {
            self.add_page(&path, Kind::Timeline(language), Origin::Made("the timeline"));
        }
        if let Some(path) = Generated::relations(&edition) {
            self.add_page(&path, Kind::Relations(language), Origin::Made("who does what"));
        }
        if let Some(path) = Generated::translations(&edition) {
            self.add_page(&path, Kind::Translations(language), Origin::Made("the state of the translations"));
        }
        if let Some(path) = Generated::whole_plan(&edition) {
            self.add_page(&path, Kind::WholePlan(language), Origin::Made("the whole plan"));
        }
        if let Some(path) = Generated::search(&edition) {
            self.add_page(&path, Kind::Search(language), Origin::Made("the search"));
        }
        if let Some(path) = Generated::data(&edition) {
            self.add_page(&path, Kind::Data(language), Origin::Made("the page of the open data"));
        }
        self.add_page(&Generated::site_map(&edition), Kind::SiteMap(language), Origin::Made("the site map"));
        if let Some(path) = Generated::calendar(&edition) {
            self.add(path, Kind::Calendar(language), Origin::Made("the calendar"));
        }
        if let Some(path) = Generated::feed(&edition) {
            self.add(path, Kind::Feed(language), Origin::Made("the feed"));
        }
        let home = self.site.home();
        for (index, linked) in self.site.records() {
            let record = &linked.record;
            let address = self.site.address(index, language).to_owned();
            if Some(index) != home {
                let place = self.site.basis_of_address(index, language);
                self.add_page(
                    &address,
                    Kind::Record(language, index),
                    Origin::Author(place, "give one of them another `slug`"),
                );
            }
            if let Some(path) = Generated::record_calendar(&edition, index) {
                self.add(path, Kind::RecordCalendar(language, index), Origin::Made("its calendar"));
            }
            for attachment in &record.attachments {
                let kind = Kind::Attachment { language, record: index, source: attachment.source.clone() };
                self.add(
                    format!("{address}{}", attachment.name),
                    kind,
                    Origin::Author(Place::file(&attachment.file), RENAME),
                );
            }
            for (position, alias) in record.common.aliases.iter().enumerate() {
                let place = record.origins.place(&KeyPath::root().key("aliases").index(position));
                self.add_alias(alias, language, index, place);
            }
        }
    }

    fn add_page(&mut self, address: &str, kind: Kind, origin: Origin) {
        self.add(format!("{address}index.html"), kind, origin);
    }

    /// An alias belongs to the language that its first part names, or else to the default language.
    fn add_alias(&mut self, alias: &str, language: LanguageIndex, index: RecordIndex, place: Place) {
        // Browsers show an address decoded, and copy it encoded: hosts look for a file by the former.
        let decoded = percent_decode_str(alias).decode_utf8().unwrap_or_default();
        let path = decoded.strip_prefix('/').unwrap_or_default();
        let is_address = path.strip_suffix('/').unwrap_or(path).split('/').all(|part| {
            let is_odd = |letter: char| matches!(letter, '\\' | '?' | '#' | ':') || letter.is_control();
            !matches!(part, "" | "." | "..") && !part.contains(is_odd)
        });
        if !is_address {
            if language == LanguageIndex::DEFAULT {
                self.diagnostics.push(
                    Diagnostic::new(Code::BadValue, place, format!("`{alias}` is not an address of the site"))
                        .help("write the path from the site's root on, such as `/en/areas/labour/`"),
                );
            }
            return;
        }
        let first = path.split('/').next().unwrap_or_default();
        let named = self.site.language_indices().find(|language| self.site.tag(*language).as_str() == first);
        if named.unwrap_or(LanguageIndex::DEFAULT) != language {
            return;
        }
        let path = match path.rsplit('/').next() {
            Some(last) if last.contains('.') => path.to_owned(),
            _ => format!("{}/index.html", path.trim_end_matches('/')),
        };
        self.add(path, Kind::Redirect(language, index), Origin::Author(place, "take the alias out"));
    }

    fn add(&mut self, path: String, kind: Kind, origin: Origin) {
        if let Some(objection) = publish::objection(&path) {
            self.diagnostics.push(unpublishable(&path, objection, &kind, &origin));
            return;
        }
        let Some(first) = self.origins.get(&path) else {
            self.origins.insert(path.clone(), origin);
            self.outputs.push(Output { path, kind });
            return;
        };
        let address = address_of(&path);
        self.diagnostics.push(collision(format!("two outputs would stand at `/{address}`"), first, &origin));
    }

    /// Reports a file that stands where other outputs need a folder.
    fn report_files_in_the_way(&mut self) {
        let mut in_the_way: BTreeMap<&str, &str> = BTreeMap::new();
        for output in &self.outputs {
            for (slash, _) in output.path.match_indices('/') {
                let folder = &output.path[..slash];
                if self.origins.contains_key(folder) {
                    let inner = in_the_way.entry(folder).or_insert(&output.path);
                    *inner = (*inner).min(&output.path);
                }
            }
        }
        let found = in_the_way.into_iter().map(|(path, inner)| {
            let message = format!("a file would stand at `/{path}`, where `/{inner}` needs a folder");
            collision(message, &self.origins[inner], &self.origins[path])
        });
        let found: Vec<_> = found.collect();
        self.diagnostics.extend(found);
    }
}

/// The finding about an output that no file can be made of.
fn unpublishable(path: &str, objection: &str, kind: &Kind, origin: &Origin) -> Diagnostic {
    let (place, help) = match (origin, kind) {
        (Origin::Author(place, _), Kind::Record(..)) => (place.clone(), "give it another `slug`"),
        (Origin::Author(place, remedy), _) => (place.clone(), *remedy),
        (Origin::List(_) | Origin::Made(_), _) => {
            (segments(), "give it another part in addresses, with `segments` or a string of the theme")
        }
    };
    Diagnostic::new(Code::BadValue, place, format!("`/{}` {objection}", address_of(path))).help(help)
}

/// The setting of the parts of addresses, where nothing that the author of a record wrote is to blame.
fn segments() -> Place {
    Place::key(&FilePath::of_settings(), KeyPath::root().key("segments"))
}

/// The finding about two outputs that cannot both stand where they would.
fn collision(message: String, first: &Origin, second: &Origin) -> Diagnostic {
    let finding = |place: &Place| Diagnostic::new(Code::AddressCollision, place.clone(), message.clone());
    match (first, second) {
        (Origin::Author(first, _), Origin::Author(second, remedy)) => {
            finding(second).related(first.clone(), "stands there as well").help(*remedy)
        }
        (Origin::Author(place, remedy), made) | (made, Origin::Author(place, remedy)) => {
            finding(place).label(format!("{} stands there as well", made.name())).help(*remedy)
        }
        (first, second) => finding(&segments())
            .label(format!("{} and {}", first.name(), second.name()))
            .help("give a collection another part in addresses, with `segments`"),
    }
}

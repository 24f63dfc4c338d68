//! The outputs of a site, each at a path of its own.
//!
//! 1. What a site has once, what it has in each language, and what each of its records has, are put on one list.
//! 2. In the order of their paths, outputs at one path stand side by side: the one that was listed first stays.
//!
//! Nearly all sites are without mistakes here. What an output comes from is looked for when something is said of it.

use percent_encoding::percent_decode_str;
use rayon::iter::Either;
use rayon::prelude::*;

use super::data::DataFile;
use super::edition::Edition;
use super::hosts;
use super::output::{Generated, Kind, Output, listed};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Host};
use crate::publish;
use crate::source::{FilePath, KeyPath, Place};
use crate::theme::Theme;
use crate::url::address_of;

/// Lists the outputs of a site, in the order of their paths.
pub(super) fn list(site: &Site, theme: &Theme) -> (Vec<Output>, Diagnostics) {
    let listing = Listing { site, theme, home: site.home() };
    let (mut entries, objected): (Vec<Entry>, Vec<_>) =
        listing.entries().into_par_iter().partition_map(|entry| match publish::objection(&entry.output.path) {
            None => Either::Left(entry),
            Some(objection) => Either::Right((entry, objection)),
        });
    let mut diagnostics: Diagnostics = listing.odd_aliases().collect();
    diagnostics.extend(objected.iter().map(|(entry, objection)| listing.unpublishable(entry, objection)));
    // What was listed first stays first.
    entries.par_sort_by(|one, other| one.output.path.cmp(&other.output.path));
    entries.dedup_by(|entry, first| {
        let is_taken = entry.output.path == first.output.path;
        if is_taken {
            let message = format!("two outputs would stand at `/{}`", address_of(&entry.output.path));
            diagnostics.push(collision(message, &listing.origin(first), &listing.origin(entry)));
        }
        is_taken
    });
    diagnostics.extend(listing.files_in_the_way(&entries));
    (entries.into_iter().map(|entry| entry.output).collect(), diagnostics)
}

/// An output on the list.
struct Entry {
    output: Output,
    /// The place of an alias or an attachment among those of its record; 0 of all else.
    position: usize,
}

impl Entry {
    fn new(path: String, kind: Kind) -> Self {
        Self { output: Output { path, kind }, position: 0 }
    }

    /// A page at an address.
    fn page(address: &str, kind: Kind) -> Self {
        Self::new(format!("{address}index.html"), kind)
    }
}

struct Listing<'site> {
    site: &'site Site,
    theme: &'site Theme,
    home: Option<RecordIndex>,
}

impl Listing<'_> {
    /// Everything that the site asks for; several may be at one path.
    fn entries(&self) -> Vec<Entry> {
        let site = self.site;
        let mut entries: Vec<Entry> =
            site.language_indices().flat_map(|language| of_language(&Edition::new(site, language))).collect();
        entries.par_extend(
            site.record_indices().flat_map_iter(|index| {
                site.language_indices().flat_map(move |language| self.of_record(index, language))
            }),
        );
        entries.extend(self.once());
        entries
    }

    /// What a record has in a language: its page, its calendar, its files, and what stands at its former addresses.
    fn of_record(&self, index: RecordIndex, language: LanguageIndex) -> Vec<Entry> {
        let record = self.site.record(index);
        let address = self.site.address(index, language);
        let page = (Some(index) != self.home).then(|| Entry::page(address, Kind::Record(language, index)));
        let calendar = Generated::record_calendar(&Edition::new(self.site, language), index)
            .map(|path| Entry::new(path, Kind::RecordCalendar(language, index)));
        let mut entries: Vec<Entry> = page.into_iter().chain(calendar).collect();
        entries.extend(record.attachments.iter().enumerate().map(|(position, attachment)| {
            let kind = Kind::Attachment { language, record: index, source: attachment.source.clone() };
            Entry { output: Output { path: format!("{address}{}", attachment.name), kind }, position }
        }));
        entries.extend(record.common.aliases.iter().enumerate().filter_map(|(position, alias)| {
            let path = path_of_alias(alias).filter(|path| self.language_of_alias(path) == language)?;
            let path = match path.rsplit('/').next() {
                Some(last) if last.contains('.') => path,
                _ => format!("{}/index.html", path.trim_end_matches('/')),
            };
            Some(Entry { output: Output { path, kind: Kind::Redirect(language, index) }, position })
        }));
        entries
    }

    /// What a site has once.
    fn once(&self) -> impl Iterator<Item = Entry> {
        let files = self.site.files.iter().map(|(path, file)| (path.clone(), Kind::File(file.source.clone())));
        // A file of the site's own may stand in for the theme's icon.
        let assets = self.theme.assets.iter().filter(|(_, asset)| !self.site.files.contains_key(&asset.path));
        let assets = assets.map(|(name, asset)| (asset.path.clone(), Kind::Asset(name.clone())));
        let always = [
            ("index.html", Kind::Choice),
            ("404.html", Kind::NotFound),
            ("sitemap.xml", Kind::Sitemap),
            ("robots.txt", Kind::Robots),
            ("_headers", Kind::Headers),
            (".nojekyll", Kind::NoJekyll),
        ];
        let always = always.map(|(path, kind)| (path.to_owned(), kind));
        let data = DataFile::of(self.site).into_iter().map(|file| (file.path(), Kind::DataFile(file)));
        // A host that is named twice is still one host.
        let hosts = Host::ALL.iter().filter(|host| self.site.settings.hosts.contains(host));
        let hosts = hosts.map(|host| (hosts::path(*host).to_owned(), Kind::HostFile(*host)));
        files.chain(assets).chain(always).chain(data).chain(hosts).map(|(path, kind)| Entry::new(path, kind))
    }

    /// An alias belongs to the language that its first part names, or else to the default language.
    fn language_of_alias(&self, path: &str) -> LanguageIndex {
        let first = path.split('/').next().unwrap_or_default();
        let named = self.site.language_indices().find(|language| self.site.tag(*language).as_str() == first);
        named.unwrap_or(LanguageIndex::DEFAULT)
    }

    /// The findings about aliases that are no addresses.
    fn odd_aliases(&self) -> impl Iterator<Item = Diagnostic> {
        let aliases = self.site.records().flat_map(|(_, linked)| {
            let aliases = linked.record.common.aliases.iter().enumerate();
            aliases.map(|(position, alias)| (linked.record.as_ref(), position, alias))
        });
        aliases.filter(|(.., alias)| path_of_alias(alias).is_none()).map(|(record, position, alias)| {
            let message = format!("`{alias}` is not an address of the site");
            Diagnostic::new(Code::BadValue, record.origins.place(&key_of_alias(position)), message)
                .help("write the path from the site's root on, such as `/en/areas/labour/`")
        })
    }

    /// The findings about files that stand where other outputs need a folder: of each the first that needs it. The entries are in the order of
    /// their paths.
    fn files_in_the_way(&self, entries: &[Entry]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        // Those with whose paths the next one may begin. All that begin with a path stand right behind it: what does not fit never will again.
        let mut beginnings: Vec<&Entry> = Vec::new();
        for entry in entries {
            let path = &entry.output.path;
            beginnings.retain(|file| match path.strip_prefix(&file.output.path) {
                Some(rest) if rest.starts_with('/') => {
                    let message =
                        format!("a file would stand at `/{}`, where `/{path}` needs a folder", file.output.path);
                    found.push(collision(message, &self.origin(entry), &self.origin(file)));
                    false
                }
                rest => rest.is_some(),
            });
            beginnings.push(entry);
        }
        found
    }

    /// Where an output comes from.
    fn origin(&self, entry: &Entry) -> Origin {
        let file = |file: &FilePath| Origin::Author(Place::file(file), "give the file another name");
        match &entry.output.kind {
            Kind::Record(language, record) => {
                let place = self.site.basis_of_address(*record, *language);
                Origin::Author(place, "give one of them another `slug`")
            }
            Kind::Redirect(_, record) => {
                let place = self.site.record(*record).origins.place(&key_of_alias(entry.position));
                Origin::Author(place, "take the alias out")
            }
            Kind::Attachment { record, .. } => file(&self.site.record(*record).attachments[entry.position].file),
            Kind::File(_) => file(&self.site.files[&entry.output.path].file),
            Kind::Asset(name) => file(&self.theme.assets[name].file),
            Kind::List(_, collection) => Origin::List(*collection),
            Kind::Choice => Origin::Made("the choice of a language"),
            Kind::Home(_) => Origin::Made("the home page"),
            Kind::Timeline(_) => Origin::Made("the timeline"),
            Kind::Relations(_) => Origin::Made("who does what"),
            Kind::Translations(_) => Origin::Made("the state of the translations"),
            Kind::WholePlan(_) => Origin::Made("the whole plan"),
            Kind::SiteMap(_) => Origin::Made("the site map"),
            Kind::Calendar(_) => Origin::Made("the calendar"),
            Kind::RecordCalendar(..) => Origin::Made("its calendar"),
            Kind::Feed(_) => Origin::Made("the feed"),
            Kind::Search(_) => Origin::Made("the search"),
            Kind::Data(_) => Origin::Made("the page of the open data"),
            Kind::DataFile(_) => Origin::Made("the open data"),
            Kind::NotFound => Origin::Made("the page for addresses that do not exist"),
            Kind::Sitemap => Origin::Made("the sitemap"),
            Kind::Robots => Origin::Made("the file for crawlers"),
            Kind::Headers => Origin::Made("the headers for hosts"),
            Kind::HostFile(_) => Origin::Made("the configuration of a host"),
            Kind::NoJekyll => Origin::Made("a mark for GitHub Pages"),
        }
    }

    /// The finding about an output that no file can be made of.
    fn unpublishable(&self, entry: &Entry, objection: &str) -> Diagnostic {
        let Output { path, kind } = &entry.output;
        let (place, help) = match (self.origin(entry), kind) {
            (Origin::Author(place, _), Kind::Record(..)) => (place, "give it another `slug`"),
            (Origin::Author(place, remedy), _) => (place, remedy),
            (Origin::List(_) | Origin::Made(_), _) => {
                (segments(), "give it another part in addresses, with `segments` or a string of the theme")
            }
        };
        Diagnostic::new(Code::BadValue, place, format!("`/{}` {objection}", address_of(path))).help(help)
    }
}

/// What a language has beside the pages of its records.
fn of_language(edition: &Edition<'_>) -> Vec<Entry> {
    let language = edition.language;
    let lists = listed(*edition)
        .map(|collection| (edition.site.list_address(collection, language), Kind::List(language, collection)));
    let pages = [
        (Generated::timeline(edition), Kind::Timeline(language)),
        (Generated::relations(edition), Kind::Relations(language)),
        (Generated::translations(edition), Kind::Translations(language)),
        (Generated::whole_plan(edition), Kind::WholePlan(language)),
        (Generated::search(edition), Kind::Search(language)),
        (Generated::data(edition), Kind::Data(language)),
        (Some(Generated::site_map(edition)), Kind::SiteMap(language)),
    ];
    let pages = pages.into_iter().filter_map(|(address, kind)| Some((address?, kind)));
    let home = (edition.site.home_address(language), Kind::Home(language));
    let pages = [home].into_iter().chain(lists).chain(pages).map(|(address, kind)| Entry::page(&address, kind));
    let files =
        [(Generated::calendar(edition), Kind::Calendar(language)), (Generated::feed(edition), Kind::Feed(language))];
    let files = files.into_iter().filter_map(|(path, kind)| Some(Entry::new(path?, kind)));
    pages.chain(files).collect()
}

/// The path of an alias from the site's root on, decoded: browsers show an address so, and copy it encoded, and hosts look for a file by the
/// former. None where it is no address.
fn path_of_alias(alias: &str) -> Option<String> {
    let decoded = percent_decode_str(alias).decode_utf8().ok()?;
    let path = decoded.strip_prefix('/')?;
    let is_odd = |letter: char| matches!(letter, '\\' | '?' | '#' | ':') || letter.is_control();
    let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
    parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains(is_odd)).then(|| path.to_owned())
}

/// The way to an alias in the facts of its record.
fn key_of_alias(position: usize) -> KeyPath {
    KeyPath::root().key("aliases").index(position)
}

/// Where an output comes from.
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

//! What is published: the kinds of outputs, and the paths of those that a language has beside its records.

use std::path::PathBuf;

use super::data::DataFile;
use super::edition::Edition;
use super::{calendar, feed, relations, timeline};
use crate::link::{LanguageIndex, RecordIndex, Site};
use crate::model::{Collection, Facts, Host};

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

    /// The name of the template that makes it; none of what no template makes.
    pub(super) fn template(&self, site: &Site) -> Option<&'static str> {
        Some(match self {
            Self::Choice => "choice.html",
            Self::Home(_) => "home.html",
            Self::List(..) => "list.html",
            Self::Timeline(_) => "timeline.html",
            Self::Relations(_) => "relations.html",
            Self::Translations(_) => "translations.html",
            Self::WholePlan(_) => "whole-plan.html",
            Self::SiteMap(_) => "site-map.html",
            Self::Search(_) => "search.html",
            Self::Data(_) => "data.html",
            Self::NotFound => "404.html",
            Self::Redirect(..) => "redirect.html",
            Self::Record(_, record) => match site.record(*record).facts {
                Facts::Area(_) => "area.html",
                Facts::Commitment(_) => "commitment.html",
                Facts::Group(_) => "group.html",
                Facts::Event(_) => "event.html",
                Facts::Body(_) => "body.html",
                Facts::Update(_) => "update.html",
                Facts::Page(_) => "page.html",
            },
            Self::Calendar(_)
            | Self::RecordCalendar(..)
            | Self::Feed(_)
            | Self::DataFile(_)
            | Self::Attachment { .. }
            | Self::File(_)
            | Self::Asset(_)
            | Self::Sitemap
            | Self::Robots
            | Self::Headers
            | Self::HostFile(_)
            | Self::NoJekyll => return None,
        })
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

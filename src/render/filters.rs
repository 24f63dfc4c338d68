//! What the records of a list can be filtered by: the choices, and what each record answers to.
//!
//! The list itself is whole on the page. A script hides what does not answer to the choice of the reader.

use std::collections::BTreeSet;

use super::Renderer;
use super::edition::Edition;
use super::view::{LanguageView, StatusView, view};
use crate::link::{LanguageIndex, RecordIndex};
use crate::model::{Collection, EventStatus, Facts, Relation};

/// A shorter list is seen at a glance.
const FEWEST_RECORDS: usize = 8;

view! {
    /// Something that a list, or the results of a search, can be filtered by.
    Filter {
        /// `status`, `area`, `body` or `country`; in the search `collection`, `status` or `area`.
        id: &'static str,
        /// What can be chosen; at least two.
        options: Vec<FilterOption>,
    }
}

view! {
    /// A choice of a filter.
    FilterOption {
        /// What records that answer to it have among the values of their facet.
        id: String,
        /// What it is called.
        label: String,
        /// The language of that, where it is not the page's.
        language: Option<LanguageView>,
        /// How many records of the list answer to it.
        count: usize,
    }
}

view! {
    /// What a record answers to in a filter.
    Facet {
        /// The filter's `id`.
        filter: &'static str,
        /// The ids of the options, with spaces between.
        values: String,
    }
}

impl FilterOption {
    /// A status, not counted yet.
    fn of_status(status: StatusView) -> Self {
        Self { id: status.id, label: status.label, language: status.language, count: 0 }
    }

    /// A record, not counted yet.
    fn of_record(edition: &Edition<'_>, record: RecordIndex) -> Self {
        let title = edition.site.title(record, edition.language);
        Self {
            id: edition.site.record(record).id.id.to_string(),
            label: title.text.to_owned(),
            language: title
                .language
                .filter(|language| *language != edition.language)
                .map(|language| edition.language_view(language)),
            count: 0,
        }
    }
}

/// A filter, and for each record of a list the options that it answers to.
pub(super) struct Facets {
    filter: Filter,
    values: Vec<BTreeSet<usize>>,
}

impl Facets {
    /// The filter.
    pub(super) fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The filter alone.
    pub(super) fn into_filter(self) -> Filter {
        self.filter
    }

    /// What the record at a position of the list answers to.
    pub(super) fn of(&self, position: usize) -> Facet {
        let values = self.values[position].iter().map(|option| self.filter.options[*option].id.as_str());
        Facet { filter: self.filter.id, values: values.collect::<Vec<_>>().join(" ") }
    }
}

/// The filters of a list, each with what the records answer to.
pub(super) fn facets(renderer: &Renderer, language: LanguageIndex, collection: Collection) -> Vec<Facets> {
    let records = renderer.site.collection(collection, language);
    if records.len() < FEWEST_RECORDS {
        return Vec::new();
    }
    let maker = Maker { renderer, language, records };
    let facets = match collection {
        Collection::Commitments => {
            vec![maker.statuses(), maker.related("area", Collection::Areas), maker.related("body", Collection::Bodies)]
        }
        Collection::Events => vec![
            maker.event_statuses(),
            maker.related("area", Collection::Areas),
            maker.related("body", Collection::Bodies),
        ],
        Collection::Groups => vec![maker.related("area", Collection::Areas), maker.related("body", Collection::Bodies)],
        Collection::Bodies => vec![maker.related("area", Collection::Areas), maker.countries()],
        Collection::Areas | Collection::Updates | Collection::Pages => Vec::new(),
    };
    facets.into_iter().filter(|facets| facets.filter.options.len() > 1).collect()
}

/// Makes the filters of some records, in a language.
pub(super) struct Maker<'site> {
    pub(super) renderer: &'site Renderer,
    pub(super) language: LanguageIndex,
    pub(super) records: &'site [RecordIndex],
}

impl Maker<'_> {
    /// The collections that the records are of.
    pub(super) fn collections(&self) -> Facets {
        let edition = self.renderer.edition(self.language);
        let options = Collection::ALL.into_iter().map(|collection| FilterOption {
            id: collection.to_string(),
            label: edition.string(&format!("collection-{collection}")),
            language: None,
            count: 0,
        });
        self.facets("collection", options.collect(), |record| {
            vec![self.renderer.site.record(record).id.collection.to_string()]
        })
    }

    /// The statuses of commitments, in the order of the vocabulary.
    pub(super) fn statuses(&self) -> Facets {
        let edition = self.renderer.edition(self.language);
        let options =
            self.renderer.site.statuses.iter().map(|status| FilterOption::of_status(edition.status(&status.id, None)));
        self.facets("status", options.collect(), |record| match &self.renderer.site.record(record).facts {
            Facts::Commitment(commitment) => Vec::from_iter(commitment.status.as_ref().map(ToString::to_string)),
            _ => Vec::new(),
        })
    }

    fn event_statuses(&self) -> Facets {
        let edition = self.renderer.edition(self.language);
        let options = EventStatus::ALL.iter().map(|status| FilterOption::of_status(edition.event_status(*status)));
        self.facets("status", options.collect(), |record| match &self.renderer.site.record(record).facts {
            Facts::Event(event) => Vec::from_iter(event.status.map(|status| status.as_str().to_owned())),
            _ => Vec::new(),
        })
    }

    /// The records of a collection that are related to those of the list, in their own order.
    fn related(&self, filter: &'static str, collection: Collection) -> Facets {
        self.records_as_options(filter, collection, |record| {
            self.renderer.site.related(record, collection, self.language)
        })
    }

    fn countries(&self) -> Facets {
        self.records_as_options("country", Collection::Bodies, |record| {
            self.renderer.site.stated(record, Relation::Country).map(|edge| edge.record).collect()
        })
    }

    /// The records of a collection, by which of them the list's records answer to.
    pub(super) fn records_as_options(
        &self,
        filter: &'static str,
        collection: Collection,
        values: impl Fn(RecordIndex) -> Vec<RecordIndex>,
    ) -> Facets {
        let edition = self.renderer.edition(self.language);
        let id = |record: RecordIndex| self.renderer.site.record(record).id.id.to_string();
        let options = self.renderer.site.collection(collection, self.language);
        let options = options.iter().map(|record| FilterOption::of_record(&edition, *record));
        self.facets(filter, options.collect(), |record| values(record).into_iter().map(id).collect())
    }

    /// Counts the options that records of the list answer to, and leaves the others out.
    fn facets(
        &self,
        filter: &'static str,
        options: Vec<FilterOption>,
        values: impl Fn(RecordIndex) -> Vec<String>,
    ) -> Facets {
        let positions: std::collections::HashMap<&str, usize> =
            options.iter().enumerate().map(|(position, option)| (option.id.as_str(), position)).collect();
        let answers: Vec<BTreeSet<usize>> = self
            .records
            .iter()
            .map(|record| values(*record).iter().filter_map(|id| positions.get(id.as_str()).copied()).collect())
            .collect();
        let mut counts = vec![0; options.len()];
        for option in answers.iter().flatten() {
            counts[*option] += 1;
        }
        let mut kept = vec![0; options.len()];
        let mut shown = Vec::new();
        for (position, (option, count)) in options.into_iter().zip(counts).enumerate() {
            kept[position] = shown.len();
            if count > 0 {
                shown.push(FilterOption { count, ..option });
            }
        }
        let values = answers.into_iter().map(|answers| answers.into_iter().map(|option| kept[option]).collect());
        Facets { values: values.collect(), filter: Filter { id: filter, options: shown } }
    }
}

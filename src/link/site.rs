//! The linked site: what the stages after this one read, and nothing writes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::error::Error;
use crate::language::{Language, Tag};
use crate::markdown::Prose;
use crate::model::{Collection, Id, RecordId, Relation, Settings, Text};
use crate::read::{Record, SiteFile};

/// The place of a record in its site.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordIndex(u32);

impl RecordIndex {
    pub(super) fn new(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// Its position among the records of the site, from 0.
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// The place of a language in its site.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LanguageIndex(u8);

impl LanguageIndex {
    /// The language that comes first.
    pub const DEFAULT: Self = Self(0);

    /// Its position among the languages of the site, from 0.
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// The places of records, by their names. Every reference and every link looks here, and nobody chooses names to make that slow.
pub(super) type Indices = HashMap<RecordId, RecordIndex, foldhash::fast::RandomState>;

/// A relation that holds between two records of the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    /// The record at the other end.
    pub record: RecordIndex,
    /// What the one is to the other.
    pub relation: Relation,
    /// The position in the field that states it.
    pub position: usize,
}

/// A record within its site.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The record as it was read.
    pub record: Arc<Record>,
    /// What it states: the records that it names.
    pub forward: Vec<Edge>,
    /// What others state of it: the records that name it.
    pub backward: Vec<Edge>,
    /// For each of its files of prose, the record that each link leads to.
    pub(super) links: Vec<Vec<Option<RecordIndex>>>,
    /// Its path in each language, with a `/` at its end.
    pub(super) addresses: Vec<String>,
    /// The language whose prose is shown on its page in each language.
    pub(super) shown: Vec<LanguageIndex>,
    /// The language that the others are translated from.
    pub original: LanguageIndex,
}

/// A text, with the language that it is in; none where it is the same in all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found<'text> {
    /// The language.
    pub language: Option<LanguageIndex>,
    /// The text.
    pub text: &'text str,
}

/// A status that commitments may have.
#[derive(Clone, Debug)]
pub struct StatusDefinition {
    /// Its word in the facts.
    pub id: Id,
    /// What it is called, where the site says so; otherwise the theme's strings do.
    pub label: Option<Text>,
    /// Whether it must be explained.
    pub needs_reason: bool,
}

/// A plan's site, whole: every relation resolved, every address known.
///
/// A clone shares all of it.
#[derive(Clone, Debug)]
pub struct Site {
    /// What `site.yaml` says.
    pub settings: Arc<Settings>,
    /// The languages, in the order of the settings.
    pub languages: Arc<[Language]>,
    /// The vocabulary of statuses, in the order in which they are shown.
    pub statuses: Arc<[StatusDefinition]>,
    /// The parties that exist.
    pub parties: Arc<[RecordIndex]>,
    /// The files that are published as they are.
    pub files: Arc<BTreeMap<String, SiteFile>>,
    /// What is not shown, though references may name it.
    pub(super) passed_over: Arc<PassedOver>,
    pub(super) records: Vec<Arc<Linked>>,
    pub(super) index: Arc<Indices>,
    /// The records of each collection, in order, for each language.
    orders: Arc<[BTreeMap<Collection, Vec<RecordIndex>>]>,
    /// The rank of each record in its collection's order, for each language.
    ranks: Arc<[Vec<u32>]>,
}

/// What a site does not show, though references may name it.
#[derive(Debug)]
pub(super) struct PassedOver {
    /// The titles of the drafts that are left out.
    pub(super) drafts: BTreeMap<RecordId, Text>,
    /// Drafts, and records that could not be read.
    pub(super) records: BTreeSet<RecordId>,
    /// Collections of which not all records are known.
    pub(super) collections: BTreeSet<Collection>,
}

/// What resolving found for one record.
pub(super) struct Resolved {
    pub(super) forward: Vec<Edge>,
    pub(super) links: Vec<Vec<Option<RecordIndex>>>,
}

impl Site {
    pub(super) fn new(
        settings: Settings,
        languages: Arc<[Language]>,
        statuses: Vec<StatusDefinition>,
        index: Indices,
        parties: Vec<RecordIndex>,
        files: BTreeMap<String, SiteFile>,
        passed_over: PassedOver,
    ) -> Self {
        Self {
            settings: settings.into(),
            languages,
            statuses: statuses.into(),
            parties: parties.into(),
            files: files.into(),
            passed_over: passed_over.into(),
            records: Vec::new(),
            index: index.into(),
            orders: Arc::default(),
            ranks: Arc::default(),
        }
    }

    pub(super) fn add_records(&mut self, records: Vec<Arc<Record>>, resolved: Vec<Resolved>) {
        let mut backward: Vec<Vec<Edge>> = vec![Vec::new(); records.len()];
        for (position, resolved) in resolved.iter().enumerate() {
            for edge in &resolved.forward {
                backward[edge.record.position()].push(Edge { record: RecordIndex::new(position), ..*edge });
            }
        }
        let linked = records.into_iter().zip(resolved).zip(backward).map(|((record, resolved), backward)| {
            let original =
                record.common.original.as_ref().and_then(|tag| self.language(tag)).unwrap_or(LanguageIndex::DEFAULT);
            let shown = self.language_indices().map(|language| self.shown_prose(&record, language, original)).collect();
            Arc::new(Linked {
                record,
                forward: resolved.forward,
                backward,
                links: resolved.links,
                addresses: Vec::new(),
                shown,
                original,
            })
        });
        self.records = linked.collect();
    }

    /// The language whose prose stands on the page of a record: its own, else the original, else the first that has any.
    fn shown_prose(&self, record: &Record, language: LanguageIndex, original: LanguageIndex) -> LanguageIndex {
        let has_prose = |index: &LanguageIndex| record.prose_in(self.tag(*index)).is_some();
        let candidates = [language, original].into_iter().chain(self.language_indices());
        candidates.into_iter().find(has_prose).unwrap_or(language)
    }

    pub(super) fn set_addresses(&mut self, addresses: Vec<Vec<String>>) {
        for (record, addresses) in self.records.iter_mut().zip(addresses) {
            Arc::make_mut(record).addresses = addresses;
        }
    }

    pub(super) fn set_orders(&mut self, orders: Vec<BTreeMap<Collection, Vec<RecordIndex>>>) {
        self.ranks = orders
            .iter()
            .map(|collections| {
                let mut ranks = vec![0; self.records.len()];
                for order in collections.values() {
                    for (rank, record) in (0..).zip(order) {
                        ranks[record.position()] = rank;
                    }
                }
                ranks
            })
            .collect();
        self.orders = orders.into();
    }

    /// Every record, in the order of their names.
    pub fn records(&self) -> impl ExactSizeIterator<Item = (RecordIndex, &Linked)> {
        self.records.iter().enumerate().map(|(position, linked)| (RecordIndex::new(position), linked.as_ref()))
    }

    /// The same by their indices, for work that all threads share.
    pub fn record_indices(&self) -> impl IndexedParallelIterator<Item = RecordIndex> + use<> {
        (0..self.records.len()).into_par_iter().map(RecordIndex::new)
    }

    /// The record at an index, which was given out by this site.
    pub fn linked(&self, index: RecordIndex) -> &Linked {
        &self.records[index.position()]
    }

    /// The record at an index, as it was read.
    pub fn record(&self, index: RecordIndex) -> &Record {
        &self.linked(index).record
    }

    /// The record of that name, where there is one.
    pub fn find(&self, id: &RecordId) -> Option<RecordIndex> {
        self.index.get(id).copied()
    }

    /// The records of a collection, in the order in which a language's lists show them.
    pub fn collection(&self, collection: Collection, language: LanguageIndex) -> &[RecordIndex] {
        self.orders[language.position()].get(&collection).map_or(&[], Vec::as_slice)
    }

    /// The records of a collection that a record is related to, whichever of the two states it: in the order in which the record names
    /// them, then those that name the record in the order of lists.
    pub fn related(&self, index: RecordIndex, collection: Collection, language: LanguageIndex) -> Vec<RecordIndex> {
        let linked = self.linked(index);
        let wanted = |edge: &&Edge| edge.relation.relates() && self.record(edge.record).id.collection == collection;
        let mut related: Vec<_> = linked.forward.iter().filter(wanted).map(|edge| edge.record).collect();
        let mut named_by: Vec<_> = linked.backward.iter().filter(wanted).map(|edge| edge.record).collect();
        named_by.sort_by_key(|record| self.rank(*record, language));
        related.extend(named_by);
        let mut seen = std::collections::HashSet::new();
        related.retain(|record| *record != index && seen.insert(*record));
        related
    }

    /// The records that state a relation to a record, in the order of lists.
    pub fn stating(&self, index: RecordIndex, relation: Relation, language: LanguageIndex) -> Vec<Edge> {
        let mut edges: Vec<_> =
            self.linked(index).backward.iter().filter(|edge| edge.relation == relation).copied().collect();
        edges.sort_by_key(|edge| {
            (self.record(edge.record).id.collection, self.rank(edge.record, language), edge.position)
        });
        edges
    }

    /// The records that a record names in a relation, in the order in which it does.
    pub fn stated(&self, index: RecordIndex, relation: Relation) -> impl Iterator<Item = Edge> {
        self.linked(index).forward.iter().filter(move |edge| edge.relation == relation).copied()
    }

    /// The place of a record in its collection's order.
    pub fn rank(&self, index: RecordIndex, language: LanguageIndex) -> u32 {
        self.ranks[language.position()][index.position()]
    }

    /// The path of a record's page in a language, with a `/` at its end.
    pub fn address(&self, index: RecordIndex, language: LanguageIndex) -> &str {
        &self.linked(index).addresses[language.position()]
    }

    /// The languages by their indices, the default first.
    pub fn language_indices(&self) -> impl Iterator<Item = LanguageIndex> + use<> {
        (0..u8::try_from(self.languages.len()).unwrap_or(u8::MAX)).map(LanguageIndex)
    }

    /// The language that the site has under a tag.
    pub fn language(&self, tag: &Tag) -> Option<LanguageIndex> {
        self.language_indices().find(|index| self.tag(*index) == tag)
    }

    /// The tag of a language.
    pub fn tag(&self, language: LanguageIndex) -> &Tag {
        &self.languages[language.position()].tag
    }

    /// The language whose prose stands on the page of a record in a language, and the prose.
    pub fn shown(&self, index: RecordIndex, language: LanguageIndex) -> (LanguageIndex, Option<&Prose>) {
        let linked = self.linked(index);
        let shown = linked.shown[language.position()];
        (shown, linked.record.prose_in(self.tag(shown)))
    }

    /// Why prose could not be written that was shown: what was made of it must not be published.
    pub fn failure(&self) -> Option<&Error> {
        let files = self.records.iter().flat_map(|linked| &linked.record.prose);
        files.filter_map(|file| file.prose.as_ref()).find_map(Prose::failure)
    }

    /// Whether a record is in a language what it is in its original: it has prose there, or has prose in no language.
    pub fn is_translated(&self, index: RecordIndex, language: LanguageIndex) -> bool {
        self.linked(index).shown[language.position()] == language
    }

    /// The records that the links of a record's prose lead to, by their positions.
    pub fn link_targets(&self, index: RecordIndex, language: LanguageIndex) -> &[Option<RecordIndex>] {
        let linked = self.linked(index);
        let tag = self.tag(language);
        let position = linked.record.prose.iter().position(|file| file.language == *tag);
        position.and_then(|position| linked.links.get(position)).map_or(&[], Vec::as_slice)
    }

    /// A text in a language, or else in the original, or else in the first language that has it.
    pub fn text<'text>(
        &self,
        text: &'text Text,
        language: LanguageIndex,
        original: LanguageIndex,
    ) -> Option<Found<'text>> {
        if let Text::Same(text) = text {
            return Some(Found { language: None, text });
        }
        let candidates = [language, original].into_iter().chain(self.language_indices());
        candidates
            .into_iter()
            .find_map(|index| text.get(self.tag(index)).map(|text| Found { language: Some(index), text }))
    }

    /// The title of a record in a language. A record without any title shows its id.
    pub fn title(&self, index: RecordIndex, language: LanguageIndex) -> Found<'_> {
        let linked = self.linked(index);
        let title = self.text(&linked.record.common.title, language, linked.original);
        title.unwrap_or(Found { language: None, text: linked.record.id.id.as_str() })
    }

    /// The title of a draft that is left out: a text that names it still has to read as a sentence.
    pub fn title_of_draft(&self, id: &RecordId, language: LanguageIndex) -> Option<Found<'_>> {
        self.passed_over.drafts.get(id).and_then(|title| self.text(title, language, LanguageIndex::DEFAULT))
    }

    /// The definition of a status.
    pub fn status(&self, id: &Id) -> Option<&StatusDefinition> {
        self.statuses.iter().find(|status| status.id == *id)
    }
}

/// The vocabulary of the site, or the usual one.
pub fn statuses(settings: &Settings) -> Vec<StatusDefinition> {
    if let Some(statuses) = &settings.statuses {
        let definition = |(id, status): &(Id, crate::model::Status)| StatusDefinition {
            id: id.clone(),
            label: Some(status.label.clone()),
            needs_reason: status.reason,
        };
        return statuses.0.iter().map(definition).collect();
    }
    let usual = [
        ("agreed", false),
        ("under-way", false),
        ("ongoing", false),
        ("complete", false),
        ("stalled", true),
        ("not-pursued", true),
    ];
    let definition =
        |(id, needs_reason): (&str, bool)| id.parse().ok().map(|id| StatusDefinition { id, label: None, needs_reason });
    usual.into_iter().filter_map(definition).collect()
}

//! The names that references may use.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::site::RecordIndex;
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::language::Language;
use crate::model::{Collection, RecordId, Text};
use crate::source::{KeyPath, Place};

/// The names that a site has.
pub(super) struct Names<'site> {
    index: &'site HashMap<RecordId, RecordIndex>,
    /// Records that a reference may name although the site does not show them: drafts, and those that could not be read.
    passed_over: &'site BTreeSet<RecordId>,
    /// Collections of which not all records are known.
    passed_over_collections: &'site BTreeSet<Collection>,
    pub(super) languages: &'site [Language],
    /// The names of each collection in order, sorted when the first mistake asks for them.
    known: OnceLock<BTreeMap<Collection, Vec<String>>>,
}

impl<'site> Names<'site> {
    pub(super) fn new(
        index: &'site HashMap<RecordId, RecordIndex>,
        passed_over: &'site BTreeSet<RecordId>,
        passed_over_collections: &'site BTreeSet<Collection>,
        languages: &'site [Language],
    ) -> Self {
        Self { index, passed_over, passed_over_collections, languages, known: OnceLock::new() }
    }

    /// The ids of a collection. Which of several equally close ones is suggested must not depend on the order of a hash map.
    fn known(&self, collection: Collection) -> &[String] {
        let known = self.known.get_or_init(|| {
            let mut known: BTreeMap<Collection, Vec<String>> = BTreeMap::new();
            let ids: BTreeSet<&RecordId> = self.index.keys().collect();
            for id in ids {
                known.entry(id.collection).or_default().push(id.id.to_string());
            }
            known
        });
        known.get(&collection).map_or(&[], Vec::as_slice)
    }

    /// The record of that name; where there is none, and none is passed over, the finding.
    pub(super) fn resolve(
        &self,
        id: &RecordId,
        place: impl FnOnce() -> Place,
    ) -> Result<Option<RecordIndex>, Box<Diagnostic>> {
        if let Some(index) = self.index.get(id) {
            return Ok(Some(*index));
        }
        if self.passed_over.contains(id) || self.passed_over_collections.contains(&id.collection) {
            return Ok(None);
        }
        let known = self.known(id.collection);
        let diagnostic = Diagnostic::new(Code::UnknownRecord, place(), format!("there is no record `{id}`"));
        Err(Box::new(match closest(id.id.as_str(), known.iter().map(String::as_str)) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None if known.is_empty() => diagnostic.help(format!("the collection `{}` is empty", id.collection)),
            None if known.len() <= 12 => diagnostic.help(format!("`{}` holds {}", id.collection, known.join(", "))),
            None => diagnostic.help(format!("add it as `content/{id}.yaml`")),
        }))
    }

    /// Reports the languages of a text that the site does not have.
    pub(super) fn check_text(
        &self,
        text: &Text,
        path: &KeyPath,
        place: &dyn Fn(&KeyPath) -> Place,
        found: &mut Vec<Diagnostic>,
    ) {
        for tag in text.languages().filter(|tag| !self.languages.iter().any(|language| language.tag == **tag)) {
            let known: Vec<_> = self.languages.iter().map(|language| language.tag.as_str()).collect();
            let place = place(&path.key(tag.as_str())).at_key();
            found.push(
                Diagnostic::new(Code::UnknownLanguage, place, format!("the site does not have the language `{tag}`"))
                    .suggest(tag.as_str(), known.iter().copied())
                    .help(format!("its languages are {}: `languages` in `site.yaml`", known.join(", "))),
            );
        }
    }
}

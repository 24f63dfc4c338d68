//! The names that references may use.

use std::collections::{BTreeSet, HashMap};

use super::site::RecordIndex;
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::language::Language;
use crate::model::{Collection, RecordId, Text};
use crate::source::{At, KeyPath, Place};

/// The names that a site has.
pub(super) struct Names<'site> {
    pub(super) index: &'site HashMap<RecordId, RecordIndex>,
    /// Records that a reference may name although the site does not show them: drafts, and those that could not be read.
    pub(super) passed_over: &'site BTreeSet<RecordId>,
    /// Collections of which not all records are known.
    pub(super) passed_over_collections: &'site BTreeSet<Collection>,
    pub(super) languages: &'site [Language],
}

impl Names<'_> {
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
        // Which of several equally close names is suggested must not depend on the order of a hash map.
        let mut known: Vec<_> = self.index.keys().filter(|known| known.collection == id.collection).collect();
        known.sort();
        let ids = || known.iter().map(|known| known.id.as_str());
        let diagnostic = Diagnostic::new(Code::UnknownRecord, place(), format!("there is no record `{id}`"));
        Err(Box::new(match closest(id.id.as_str(), ids()) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None if known.is_empty() => diagnostic.help(format!("the collection `{}` is empty", id.collection)),
            None if known.len() <= 12 => {
                diagnostic.help(format!("`{}` holds {}", id.collection, ids().collect::<Vec<_>>().join(", ")))
            }
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
            let place = place(&path.key(tag.as_str()));
            let place = match place.at {
                At::Value(path) => Place::key(&place.file, path),
                _ => place,
            };
            found.push(
                Diagnostic::new(Code::UnknownLanguage, place, format!("the site does not have the language `{tag}`"))
                    .suggest(tag.as_str(), known.iter().copied())
                    .help(format!("its languages are {}: `languages` in `site.yaml`", known.join(", "))),
            );
        }
    }
}

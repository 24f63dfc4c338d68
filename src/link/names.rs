//! The names that references may use.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::finding::Finding;
use super::site::{Indices, PassedOver, RecordIndex};
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::language::{Language, Tag};
use crate::model::{Collection, RecordId, Text};
use crate::source::{KeyPath, Place};

/// How many names a help lists: where there are more, their author knows better where to look.
pub(super) const MOST_NAMED: usize = 12;

/// Names as a help lists them.
pub(super) fn listed<'name>(names: impl IntoIterator<Item = &'name (impl std::fmt::Display + 'name)>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The names that a site has.
pub(super) struct Names<'site> {
    index: &'site Indices,
    passed_over: &'site PassedOver,
    pub(super) languages: &'site [Language],
    /// The names of each collection in order, sorted when the first mistake asks for them.
    known: OnceLock<BTreeMap<Collection, Vec<String>>>,
}

impl<'site> Names<'site> {
    pub(super) fn new(index: &'site Indices, passed_over: &'site PassedOver, languages: &'site [Language]) -> Self {
        Self { index, passed_over, languages, known: OnceLock::new() }
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

    /// The collections of some that hold a record of that id.
    fn holding<'id>(
        &self,
        id: &'id str,
        collections: &'id [Collection],
    ) -> impl Iterator<Item = Collection> + use<'_, 'id> {
        let holds =
            |collection: &Collection| self.known(*collection).binary_search_by(|known| known.as_str().cmp(id)).is_ok();
        collections.iter().copied().filter(holds)
    }

    /// The record of that name; where there is none, and none is passed over, the finding. `choices` are the collections that a reference
    /// may choose from; none where it is written as an id.
    pub(super) fn resolve(
        &'site self,
        id: &RecordId,
        choices: &'static [Collection],
        place: impl FnOnce() -> Place,
    ) -> Result<Option<RecordIndex>, Box<Finding<'site>>> {
        if let Some(index) = self.index.get(id) {
            return Ok(Some(*index));
        }
        if self.passed_over.records.contains(id) || self.passed_over.collections.contains(&id.collection) {
            return Ok(None);
        }
        let diagnostic = Diagnostic::new(Code::UnknownRecord, place(), format!("there is no record `{id}`"));
        let id = id.clone();
        Err(Box::new(Finding::advised(diagnostic, move |diagnostic| self.advise_record(diagnostic, &id, choices))))
    }

    /// Says which record was meant by the name of one that does not exist.
    fn advise_record(&self, diagnostic: Diagnostic, id: &RecordId, choices: &'static [Collection]) -> Diagnostic {
        let RecordId { collection, id: own } = id;
        let elsewhere: Vec<_> =
            self.holding(own.as_str(), choices).map(|holding| format!("`{holding}/{own}`")).collect();
        if !elsewhere.is_empty() {
            return diagnostic.help(format!("did you mean {}?", elsewhere.join(" or ")));
        }
        let known = self.known(*collection);
        if let Some(meant) = closest(own.as_str(), known.iter().map(String::as_str)) {
            return diagnostic.help(match choices {
                [] => format!("did you mean `{meant}`?"),
                _ => format!("did you mean `{collection}/{meant}`?"),
            });
        }
        // Where the field says the collection, the record of another is no choice; that there is one may explain the mistake all the same.
        let diagnostic = match self.holding(own.as_str(), &Collection::ALL).next() {
            Some(holding) => {
                diagnostic.help(format!("there is `{holding}/{own}`, and here a record of `{collection}` is wanted"))
            }
            None => diagnostic,
        };
        diagnostic.help(match known.len() {
            0 => format!("`{collection}` holds no record yet: add this one as `content/{id}.yaml`"),
            1..=MOST_NAMED => format!("`{collection}` holds {}", listed(known)),
            _ => format!("add it as `content/{id}.yaml`"),
        })
    }

    /// The finding about `[[…]]` that names a record of no collection that there is.
    pub(super) fn without_collection(&'site self, written: &str, place: Place) -> Finding<'site> {
        let name = written.split('#').next().unwrap_or_default();
        let message = match name.split_once('/') {
            _ if name.is_empty() => {
                let diagnostic =
                    Diagnostic::new(Code::UnknownCollection, place, format!("`[[{written}]]` names no record"));
                return Finding::from(match written.is_empty() {
                    true => diagnostic.help("write collection and id, such as `[[groups/security]]`"),
                    false => diagnostic.help(format!("for a heading of this text, write `[its name]({written})`")),
                });
            }
            None if name.parse::<Collection>().is_ok() => {
                format!("`[[{name}]]` names a collection, and no record of it")
            }
            None => format!("`[[{name}]]` does not name a collection"),
            Some((collection, _)) => format!("there is no collection `{collection}`"),
        };
        let (diagnostic, name) = (Diagnostic::new(Code::UnknownCollection, place, message), name.to_owned());
        Finding::advised(diagnostic, move |diagnostic| self.advise_collection(diagnostic, &name))
    }

    /// Says which record was meant by a name that has no collection, or none that there is.
    fn advise_collection(&self, diagnostic: Diagnostic, name: &str) -> Diagnostic {
        if let Ok(collection) = name.parse::<Collection>() {
            let example = self.known(collection).first().map_or("…", String::as_str);
            return diagnostic.help(format!("name one of its records, such as `[[{collection}/{example}]]`"));
        }
        let (collection, id) = name.split_once('/').map_or((None, name), |(collection, id)| (Some(collection), id));
        let all = Collection::ALL.into_iter().flat_map(|collection| self.known(collection)).map(String::as_str);
        let names = |id: &str| -> Vec<_> {
            self.holding(id, &Collection::ALL).map(|collection| format!("`{collection}/{id}`")).collect()
        };
        let mut meant = names(id);
        if meant.is_empty() {
            meant = closest(id, all).map(names).unwrap_or_default();
        }
        if !meant.is_empty() {
            return diagnostic.help(format!("did you mean {}?", meant.join(" or ")));
        }
        let diagnostic = match collection {
            Some(collection) => diagnostic.suggest(collection, Collection::names()),
            None => {
                let id = slug::slugify(id);
                diagnostic.help(format!("write the collection before the id, such as `[[groups/{id}]]`"))
            }
        };
        diagnostic.help(format!("the collections are {}", Collection::names().collect::<Vec<_>>().join(", ")))
    }

    /// Reports the languages of a text that the site does not have.
    pub(super) fn check_text(
        &self,
        text: &Text,
        path: &KeyPath,
        place: &dyn Fn(&KeyPath) -> Place,
        found: &mut Vec<Finding<'_>>,
    ) {
        for tag in text.languages().filter(|tag| !self.languages.iter().any(|language| language.tag == **tag)) {
            let place = place(&path.key(tag.as_str())).at_key();
            found.push(self.unknown_language(tag, place).into());
        }
    }

    /// The finding about a language that the site does not have.
    pub(super) fn unknown_language(&self, tag: &Tag, place: Place) -> Diagnostic {
        let known: Vec<_> = self.languages.iter().map(|language| language.tag.as_str()).collect();
        Diagnostic::new(Code::UnknownLanguage, place, format!("the site does not have the language `{tag}`"))
            .suggest(tag.as_str(), known.iter().copied())
            .help(format!("its languages are {}: `languages` in `site.yaml`", known.join(", ")))
    }
}

//! What only a site knows: its records, its languages, its statuses.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use crate::language::Tag;
use crate::link;
use crate::model::{
    Any, Area, Body, Collection, Commitment, Group, Id, Lead, Reference, ReferenceTarget, StatusWord, Text,
};
use crate::read::Content;

/// What a site knows that completes and checks its files. By default nothing: then a schema says how an id looks, and not which there are.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Known {
    languages: Vec<Tag>,
    /// Each word, with what it is called where the site says so.
    statuses: Vec<(Id, String)>,
    /// Each record with its title, by collection. Of a collection that is not here nobody knows all records.
    records: BTreeMap<Collection, Vec<(Id, String)>>,
}

impl Known {
    /// What the content of a site says; nothing where its settings cannot be read. Drafts count: what refers to one is no mistake.
    pub fn of(content: &Content) -> Self {
        let Some(settings) = &content.settings else { return Self::default() };
        let in_default = |text: &Text| {
            let language = settings.default_language();
            let text = language
                .and_then(|language| text.get(language))
                .or_else(|| text.languages().find_map(|tag| text.get(tag)));
            text.unwrap_or_default().to_owned()
        };
        let records = content.records.iter().map(|record| (&record.id, in_default(&record.common.title)));
        let unreadable = content.unreadable.keys().map(|id| (id, String::new()));
        let mut by_collection: BTreeMap<Collection, Vec<(Id, String)>> =
            Collection::ALL.into_iter().map(|collection| (collection, Vec::new())).collect();
        for (id, title) in records.chain(unreadable) {
            by_collection.entry(id.collection).or_default().push((id.id.clone(), title));
        }
        by_collection.retain(|collection, _| !content.unreadable_collections.contains(collection));
        by_collection.values_mut().for_each(|records| records.sort());
        let statuses = link::statuses(settings).into_iter();
        Self {
            languages: settings.languages.clone(),
            statuses: statuses
                .map(|status| (status.id, status.label.as_ref().map(in_default).unwrap_or_default()))
                .collect(),
            records: by_collection,
        }
    }

    /// Puts what is known into the definitions of a schema.
    pub(super) fn fill(&self, definitions: &mut Map<String, Value>) {
        if !self.languages.is_empty() {
            self.fill_languages(definitions);
        }
        fill_words::<StatusWord>(definitions, self.statuses.iter().map(|(id, label)| (id.to_string(), label.as_str())));
        self.fill_references::<Area>(definitions);
        self.fill_references::<Commitment>(definitions);
        self.fill_references::<Group>(definitions);
        self.fill_references::<Body>(definitions);
        self.fill_references::<Lead>(definitions);
        self.fill_references::<Any>(definitions);
    }

    fn fill_languages(&self, definitions: &mut Map<String, Value>) {
        if let Some(text) = definition::<Text>(definitions) {
            let texts = self.languages.iter().map(|tag| {
                let mut text = Text::in_one_language();
                text.insert("description".to_owned(), format!("The text in `{tag}`.").into());
                (tag.to_string(), text.to_value())
            });
            text.remove("propertyNames");
            text.insert("properties".to_owned(), Value::Object(texts.collect()));
            text.insert("additionalProperties".to_owned(), false.into());
        }
        // A document may be in a language that the site is not in.
        if let Some(tag) = definition::<Tag>(definitions) {
            let known: Vec<_> = self.languages.iter().map(Tag::as_str).collect();
            let any = Value::Object(std::mem::take(tag));
            tag.insert("description".to_owned(), any["description"].clone());
            tag.insert("anyOf".to_owned(), json!([{"enum": known}, any]));
        }
    }

    fn fill_references<T: ReferenceTarget>(&self, definitions: &mut Map<String, Value>) {
        let collections = T::COLLECTIONS.iter();
        let Some(records) =
            collections.map(|collection| Some((collection, self.records.get(collection)?))).collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let is_id = T::COLLECTIONS.len() == 1;
        let words = records.into_iter().flat_map(|(collection, records)| {
            records.iter().map(move |(id, title)| {
                let name = if is_id { id.to_string() } else { format!("{collection}/{id}") };
                (name, title.as_str())
            })
        });
        fill_words::<Reference<T>>(definitions, words);
    }
}

/// The definition of a type among those of a schema.
fn definition<T: JsonSchema>(definitions: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    definitions.get_mut(&*T::schema_name())?.as_object_mut()
}

/// Lets a type take these words and no other, each with what it stands for. Without a word it stays as it is.
fn fill_words<'known, T: JsonSchema>(
    definitions: &mut Map<String, Value>,
    words: impl Iterator<Item = (String, &'known str)>,
) {
    let Some(definition) = definition::<T>(definitions) else { return };
    let (mut values, mut descriptions): (Vec<Value>, Vec<&str>) = (Vec::new(), Vec::new());
    for (word, description) in words {
        // An id such as `2007` is text to its author, and a number to YAML.
        if let Ok(number) = word.parse::<u64>()
            && number.to_string() == word
        {
            values.push(number.into());
            descriptions.push(description);
        }
        values.push(word.into());
        descriptions.push(description);
    }
    if values.is_empty() {
        return;
    }
    for key in ["pattern", "patternErrorMessage", "minimum"] {
        definition.remove(key);
    }
    definition.insert("enum".to_owned(), values.into());
    definition.insert("enumDescriptions".to_owned(), descriptions.into());
}

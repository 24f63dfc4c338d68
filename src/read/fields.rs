//! The fields of one record: those of its facts, and those of the front matter of each language.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::record::{Facts, Origins, ProseFile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Tag;
use crate::model::{self, Collection, Common, Problem};
use crate::source::{FilePath, KeyPath, Place};
use crate::yaml::{Map, Value};

/// The key of front matter that is no field: which text a translation was made from.
pub const TRANSLATES: &str = "translates";

/// The fields of a record, before they are read.
pub(super) struct Fields {
    /// The values; a text of front matter is a map from language to text.
    pub(super) values: Map,
    /// Where each stands.
    pub(super) origins: Origins,
    /// Fields that are stated with a value that is left out, and what is to be said where they cannot be done without; nothing where it
    /// was said.
    pub(super) unusable: BTreeMap<String, Option<Diagnostic>>,
}

impl Fields {
    /// Takes the facts, and moves to them what stands in front matter: texts as a map from language to text, and, for a record that has
    /// no facts, everything else as it is.
    pub(super) fn merge(
        collection: Collection,
        facts: Option<&Facts>,
        prose: &[Arc<ProseFile>],
        main: FilePath,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let stated = facts.map(|facts| (facts.file.clone(), facts.path.clone()));
        let origins = Origins { facts: stated, front_matter: BTreeMap::new(), main };
        let mut fields = Self { values: Map::new(), origins, unusable: BTreeMap::new() };
        for (key, value) in facts.iter().flat_map(|facts| &facts.values) {
            if *value == Value::Null {
                let place = fields.origins.place(&KeyPath::root().key(key.as_str())).at_key();
                fields.leave_out(key, without_value(key, place));
            } else {
                fields.values.push((key.clone(), value.clone()));
            }
        }
        fields.add_front_matter(collection, prose, diagnostics);
        fields
    }

    fn add_front_matter(&mut self, collection: Collection, prose: &[Arc<ProseFile>], diagnostics: &mut Diagnostics) {
        let text_fields = model::Facts::text_fields(collection);
        // Front matter may have thousands of keys, mistaken as they are.
        let mut positions: HashMap<String, usize> =
            self.values.iter().enumerate().map(|(position, (key, _))| (key.clone(), position)).collect();
        for (file, key, value) in
            prose.iter().flat_map(|file| file.front_matter.iter().map(move |(key, value)| (file, key, value)))
        {
            if key == TRANSLATES {
                continue;
            }
            let path = KeyPath::root().key(key.as_str());
            let is_text = text_fields.contains(&key.as_str());
            match value {
                Value::Null => {
                    self.leave_out(key, without_value(key, Place::key(&file.file, path)));
                    continue;
                }
                Value::String(text) if is_text && text.trim().is_empty() => {
                    let place = Place::value(&file.file, path);
                    let empty = Diagnostic::new(Code::EmptyText, place, format!("`{key}` is empty"));
                    self.leave_out(key, empty.help("write the text"));
                    continue;
                }
                _ => {}
            }
            let position = positions.get(key).copied();
            let earlier = self.origins.front_matter.get(key).and_then(|files| files.first());
            if position.is_some() && !(is_text && earlier.is_some()) {
                let first = match earlier {
                    Some((_, file)) => Place::key(file, path.clone()),
                    None => self.origins.place(&path).at_key(),
                };
                let place = Place::key(&file.file, path);
                diagnostics.push(
                    Diagnostic::new(Code::FieldStatedTwice, place, format!("`{key}` is stated twice"))
                        .related(first, "it is stated here as well")
                        .help("keep one of the two"),
                );
                continue;
            }
            if !is_text && let Some((facts, _)) = &self.origins.facts {
                let place = Place::key(&file.file, path);
                diagnostics.push(if is_field(collection, key) {
                    let message = format!("`{key}` is not a text, and does not stand in front matter");
                    Diagnostic::new(Code::UnknownKey, place, message)
                        .help(format!("what is the same in every language stands once, in `{facts}`"))
                } else {
                    Diagnostic::new(Code::UnknownKey, place, format!("there is no field `{key}` here"))
                        .suggest(key, text_fields.iter().copied().chain([TRANSLATES]))
                        .help(format!("the fields of front matter are {}, {TRANSLATES}", text_fields.join(", ")))
                });
                continue;
            }
            let value = if is_text {
                match text_in(value, &file.language) {
                    Ok(text) => text,
                    Err(found) => {
                        diagnostics.push(not_in_one_language(key, value, found, file));
                        self.unusable.insert(key.clone(), None);
                        continue;
                    }
                }
            } else {
                value.clone()
            };
            self.origins.front_matter.entry(key.clone()).or_default().push((file.language.clone(), file.file.clone()));
            match (position.and_then(|position| self.values.get_mut(position)), value) {
                (Some((_, Value::Map(texts))), Value::Map(more)) => texts.extend(more),
                (_, value) => {
                    positions.insert(key.clone(), self.values.len());
                    self.values.push((key.clone(), value));
                }
            }
        }
    }

    /// Remembers that a field is stated, and says nothing.
    fn leave_out(&mut self, key: &str, said: Diagnostic) {
        self.unusable.entry(key.to_owned()).or_insert(Some(said));
    }
}

fn without_value(key: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::MissingField, place, format!("`{key}` has no value"))
        .help(format!("write it behind the colon: `{key}: …`"))
}

/// Whether records of a collection have a field of that name.
fn is_field(collection: Collection, key: &str) -> bool {
    let alone = Value::Map(vec![(key.to_owned(), Value::Null)]);
    let errors = model::Facts::read(collection, alone).err().unwrap_or_default().0;
    Common::FIELDS.contains(&key) || !errors.iter().any(|error| matches!(error.problem, Problem::Unknown(..)))
}

fn not_in_one_language(key: &str, value: &Value, found: &str, file: &ProseFile) -> Diagnostic {
    let place = Place::value(&file.file, KeyPath::root().key(key));
    let message = format!("`{key}` in front matter takes the text in the language of the file");
    let diagnostic = Diagnostic::new(Code::WrongType, place, message).label(format!("this is {found}"));
    let Value::Map(texts) = value else {
        return diagnostic.help(format!("write it as in `{key}: \"…\"`"));
    };
    let own = texts.iter().find(|(language, _)| language == file.language.as_str());
    let text = match own {
        Some((_, Value::String(text))) => text.as_str(),
        _ => "…",
    };
    diagnostic.help(format!("write `{key}: {text}` here, and the other languages in their own files"))
}

/// A text of front matter as a map from its language.
fn text_in(value: &Value, language: &Tag) -> Result<Value, &'static str> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        other => return Err(other.kind_name()),
    };
    Ok(Value::Map(vec![(language.to_string(), Value::String(text))]))
}

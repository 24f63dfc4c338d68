//! Text in the languages of the plan.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use deserr::{Deserr, IntoValue, Map as _, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::field::{FieldErrors, Problem, Wanted};
use crate::language::Tag;
use crate::source::KeyPath;

/// A text field: the same in every language (`title: OAS`), or one text a language (`title: {en: OAS, es: OEA}`).
///
/// A text in a language is never empty: an empty string in the map is a missing translation, and is not kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Text {
    /// One text for every language.
    Same(Arc<str>),
    /// A text a language; those that are missing fall back to another.
    Each(BTreeMap<Tag, Arc<str>>),
}

impl Text {
    /// The text in exactly this language.
    pub fn get(&self, language: &Tag) -> Option<&str> {
        match self {
            Self::Same(text) => Some(text),
            Self::Each(texts) => texts.get(language).map(|text| &**text),
        }
    }

    /// The way to the text in a language, where the way to the field is `path`.
    pub fn path(&self, path: &KeyPath, language: &Tag) -> KeyPath {
        match self {
            Self::Same(_) => path.clone(),
            Self::Each(_) => path.key(language.as_str()),
        }
    }

    /// Each text, with its language; none where it is the same in all.
    fn iter(&self) -> impl Iterator<Item = (Option<&Tag>, &str)> {
        let (same, each) = match self {
            Self::Same(text) => (Some((None, &**text)), None),
            Self::Each(texts) => (None, Some(texts)),
        };
        same.into_iter().chain(each.into_iter().flatten().map(|(tag, text)| (Some(tag), &**text)))
    }

    /// Each text, with the way to it where the way to the field is `path`.
    pub fn at(&self, path: &KeyPath) -> impl Iterator<Item = (KeyPath, &str)> {
        self.iter().map(|(tag, text)| (tag.map_or_else(|| path.clone(), |tag| self.path(path, tag)), text))
    }

    /// The languages that the field names; none where the text is the same in all.
    pub fn languages(&self) -> impl Iterator<Item = &Tag> {
        match self {
            Self::Same(_) => None,
            Self::Each(texts) => Some(texts.keys()),
        }
        .into_iter()
        .flatten()
    }
}

impl Deserr<FieldErrors> for Text {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let entries = match value {
            Value::String(text) if text.trim().is_empty() => return Err(FieldErrors::one(Problem::Empty, location)),
            Value::String(text) => return Ok(Self::Same(text.trim().into())),
            // A title such as `2007` is text to its author.
            Value::Integer(number) => return Ok(Self::Same(number.to_string().into())),
            Value::Map(entries) => entries,
            other => return Err(FieldErrors::wrong_type(&other, Wanted::Texts, location)),
        };
        let mut texts = BTreeMap::new();
        let mut errors = FieldErrors::default();
        for (key, value) in entries.into_iter() {
            let location = location.push_key(&key);
            let tag = match key.parse::<Tag>() {
                Ok(tag) => tag,
                Err(error) => {
                    errors.0.extend(FieldErrors::at_key(Problem::Tag(error), location).0);
                    continue;
                }
            };
            match value.into_value() {
                Value::Null => {}
                Value::String(text) if text.trim().is_empty() => {}
                Value::String(text) => {
                    texts.insert(tag, text.trim().into());
                }
                Value::Integer(number) => {
                    texts.insert(tag, number.to_string().into());
                }
                other => errors.0.extend(FieldErrors::wrong_type(&other, Wanted::Text, location).0),
            }
        }
        if texts.is_empty() && errors.0.is_empty() {
            return Err(FieldErrors::one(Problem::Empty, location));
        }
        if errors.0.is_empty() { Ok(Self::Each(texts)) } else { Err(errors) }
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text for every language, or a map from language to text: `{en: …, es: …}`.",
            "type": ["string", "integer", "object"],
            "pattern": r"\S",
            "minimum": 0,
            "minProperties": 1,
            "propertyNames": generator.subschema_for::<Tag>(),
            "additionalProperties": Self::in_one_language(),
        })
    }
}

impl Text {
    /// What its text in one language looks like: one that is empty, or not there, is a missing translation.
    pub fn in_one_language() -> Schema {
        json_schema!({"type": ["string", "integer", "null"], "minimum": 0})
    }
}

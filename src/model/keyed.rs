//! Maps whose keys are more than text.

use std::borrow::Cow;

use deserr::{Deserr, IntoValue, Map as _, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::field::{FieldErrors, Problem, Wanted};

/// What can stand as the key of a map.
pub trait Key: Sized {
    /// Reads a key.
    ///
    /// # Errors
    /// What is wrong with it.
    fn read(name: &str) -> Result<Self, Problem>;
}

impl Key for String {
    fn read(name: &str) -> Result<Self, Problem> {
        Ok(name.to_owned())
    }
}

/// The entries of a map, in the order in which they were written.
///
/// The maps of the standard library are not read as fields: deserr 0.6 collects the mistakes in their entries and forgets them.
#[derive(Clone, PartialEq, Debug)]
pub struct Keyed<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V> Keyed<K, V> {
    /// The value under a key.
    pub fn get<Q: ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: PartialEq<Q>,
    {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

impl<K, V> Keyed<K, V> {
    /// Each entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Key, V: Deserr<FieldErrors>> Deserr<FieldErrors> for Keyed<K, V> {
    fn deserialize_from_value<T: IntoValue>(
        value: Value<T>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let Value::Map(entries) = value else {
            return Err(FieldErrors::wrong_type(&value, Wanted::Map, location));
        };
        let mut read = Vec::new();
        let mut errors = FieldErrors::default();
        for (name, value) in entries.into_iter() {
            let location = location.push_key(&name);
            let key = K::read(&name).map_err(|problem| FieldErrors::at_key(problem, location));
            match (key, V::deserialize_from_value(value.into_value(), location)) {
                (Ok(key), Ok(value)) => read.push((key, value)),
                (key, value) => {
                    errors.0.extend(key.err().unwrap_or_default().0);
                    errors.0.extend(value.err().unwrap_or_default().0);
                }
            }
        }
        if errors.0.is_empty() { Ok(Self(read)) } else { Err(errors) }
    }
}

impl<K: JsonSchema, V: JsonSchema> JsonSchema for Keyed<K, V> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}By{}", V::schema_name(), K::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let keys = K::json_schema(generator);
        let list = |name| keys.get(name).and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
        let words = list("enum");
        if words.is_empty() {
            let mut schema = json_schema!({
                "type": "object",
                "additionalProperties": generator.subschema_for::<V>(),
            });
            if keys.get("pattern").is_some() {
                schema.insert("propertyNames".to_owned(), generator.subschema_for::<K>().into());
            }
            return schema;
        }
        // Editors offer the names of properties, and seldom those that a schema of names lets through.
        let descriptions = list("enumDescriptions");
        let mut properties = serde_json::Map::new();
        for (position, word) in words.iter().filter_map(serde_json::Value::as_str).enumerate() {
            let mut value = generator.subschema_for::<V>();
            if let Some(description) = descriptions.get(position) {
                value.insert("description".to_owned(), description.clone());
            }
            properties.insert(word.to_owned(), value.into());
        }
        json_schema!({"type": "object", "properties": properties, "additionalProperties": false})
    }
}

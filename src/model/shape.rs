//! What the fields of a map look like, for the editors of authors: JSON Schemas, made from the types that read the fields.
//!
//! A schema says no more than its reader: what it refuses, the reader refuses as well. Which fields must be there is not stated a second
//! time: the reader itself is asked.

use deserr::Deserr;
use schemars::Schema;
use serde_json::{Map, Value};

use super::{FieldErrors, Problem};

/// Gives the schema of a map the required fields of its reader, and its way with keys that it does not know.
pub(super) fn as_it_is_read<T: Deserr<FieldErrors>>(schema: &mut Schema) {
    let required = missing::<T>(Value::Object(Map::new()));
    match required.is_empty() {
        true => schema.remove("required"),
        false => schema.insert("required".to_owned(), required.into()),
    };
    schema.insert("additionalProperties".to_owned(), false.into());
}

/// The fields that a reader misses in a map.
fn missing<T: Deserr<FieldErrors>>(map: Value) -> Vec<String> {
    let errors = deserr::deserialize::<T, _, FieldErrors>(map).err().unwrap_or_default();
    let fields = errors.0.into_iter().filter_map(|error| match error.problem {
        Problem::Missing(field) => Some(field),
        _ => None,
    });
    fields.collect()
}

/// The documentation of an item, as the compiler hands it to a macro: a line each, with the space behind the slashes.
pub(super) fn documentation(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use schemars::{JsonSchema, SchemaGenerator};

    use super::*;
    use crate::model::{
        Area, Baseline, Body, Commitment, Common, Document, Event, Goal, Group, Member, Milestone, Observation,
        Outputs, Page, Period, Plan, Settings, Status, Target, Update,
    };

    /// The keys that a reader takes, as it names them to somebody who wrote another.
    fn accepted<T: Deserr<FieldErrors>>() -> Vec<String> {
        let unknown = Value::Object(Map::from_iter([("?".to_owned(), Value::Null)]));
        let errors = deserr::deserialize::<T, _, FieldErrors>(unknown).err().unwrap_or_default();
        let accepted = errors.0.into_iter().find_map(|error| match error.problem {
            Problem::Unknown(_, accepted) => Some(accepted),
            _ => None,
        });
        accepted.expect("a key that no type has is unknown")
    }

    fn agree<T: Deserr<FieldErrors> + JsonSchema>() {
        let name = T::schema_name();
        let schema = T::json_schema(&mut SchemaGenerator::default());
        let sorted = |names: Vec<String>| {
            let mut names = names;
            names.sort();
            names
        };
        let properties = schema.get("properties").and_then(Value::as_object).expect("a map has properties");
        assert_eq!(sorted(properties.keys().cloned().collect()), sorted(accepted::<T>()), "keys of {name}");
        let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        let required = required.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        assert_eq!(sorted(required), sorted(missing::<T>(Value::Object(Map::new()))), "required fields of {name}");
        assert_eq!(schema.get("additionalProperties"), Some(&Value::Bool(false)), "{name}");
        for (property, schema) in properties {
            let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
            assert!(description.ends_with('.'), "`{property}` of {name} does not say what it is: {description}");
            assert!(!description.contains("[`") && !description.contains("::"), "{property}: {description}");
        }
    }

    #[test]
    fn schemas_have_the_fields_that_their_readers_take_and_require_those_that_they_require() {
        agree::<Common>();
        agree::<Area>();
        agree::<Commitment>();
        agree::<Milestone>();
        agree::<Target>();
        agree::<Baseline>();
        agree::<Goal>();
        agree::<Observation>();
        agree::<Group>();
        agree::<Member>();
        agree::<Event>();
        agree::<Body>();
        agree::<Update>();
        agree::<Page>();
        agree::<Document>();
        agree::<Settings>();
        agree::<Plan>();
        agree::<Period>();
        agree::<Status>();
        agree::<Outputs>();
    }
}

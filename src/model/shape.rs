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
    use proptest::prelude::*;
    use schemars::{JsonSchema, SchemaGenerator};
    use serde_json::json;

    use super::*;
    use crate::language::Tag;
    use crate::model::{
        Any, Area, Baseline, Body, Change, Commitment, Common, Document, Event, Goal, Group, GroupKind, Id, Levels,
        Member, Milestone, Number, Observation, Outputs, Page, PartialDate, Period, Plan, Reference, Settings,
        Snapshot, Status, Target, Text, ThemeOption, Update,
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

    fn validator<T: JsonSchema>() -> jsonschema::Validator {
        jsonschema::validator_for(SchemaGenerator::default().into_root_schema_for::<T>().as_value()).unwrap()
    }

    /// What the schema of a type refuses, its reader refuses as well.
    fn holds<T: Deserr<FieldErrors> + JsonSchema>(value: &Value) {
        let is_read = deserr::deserialize::<T, _, FieldErrors>(value.clone()).is_ok();
        assert!(validator::<T>().is_valid(value) || !is_read, "{}: {value} is read", T::schema_name());
    }

    fn hold(value: &Value) {
        holds::<PartialDate>(value);
        holds::<Number>(value);
        holds::<Id>(value);
        holds::<Text>(value);
        holds::<Tag>(value);
        holds::<Change>(value);
        holds::<GroupKind>(value);
        holds::<Levels>(value);
        holds::<ThemeOption>(value);
        holds::<Reference<Area>>(value);
        holds::<Reference<Any>>(value);
        holds::<Milestone>(value);
    }

    #[test]
    fn a_schema_refuses_nothing_that_is_read() {
        for value in [
            json!(null),
            json!(true),
            json!(2007),
            json!(7),
            json!(-1),
            json!(0.5),
            json!(""),
            json!(" "),
            json!([]),
            json!({}),
            json!({"en": "A", "es-MX": 7, "fr": null, "de": ""}),
            json!({"en": ""}),
            json!({"title": "A", "due": 2007, "status": 2007}),
            json!({"title": {"en": "A"}, "due": null, "status": null}),
            json!({"stray-file": "off"}),
        ] {
            hold(&value);
        }
        for text in [
            "2007",
            "2007-10",
            "2007-10-15",
            "2007-10-15T09:00[America/Toronto]",
            "2007-10-15 09:00[America/Toronto]",
            "2007-10-15T09:00-04:00[America/Toronto][u-ca=iso8601]",
            "20071015T09[America/Toronto]",
            "50%",
            "-20 %",
            "+.5%",
            "5.%",
            "1e3%",
            "en",
            "ES-mx",
            "zh-Hant-u-nu-hanidec",
            "und",
            "a/b",
            "pages/a/b",
            "areas/a",
            "working-group",
        ] {
            hold(&json!(text));
        }
    }

    proptest! {
        #[test]
        fn a_schema_refuses_no_text_that_is_read(text in r"[0-9]{4}[-T0-9]{0,6}|[a-z/-]{1,12}|[A-Za-z]{1,4}(-[A-Za-z0-9]{1,8}){0,3}|[-+.0-9eE]{1,6} ?%") {
            hold(&json!(text));
        }
    }

    #[test]
    fn a_snapshot_looks_as_it_is_written() {
        let validator = validator::<Snapshot>();
        assert!(validator.is_valid(&json!(Snapshot(vec![crate::model::BlockHash::of("One"); 3]).to_string())));
        assert!(!validator.is_valid(&json!("12345")));
    }
}

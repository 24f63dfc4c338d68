//! The number of an area or a commitment, as the plan prints it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::field::{FieldErrors, Problem};

/// A number such as `3`, `3.10` or `IV`: kept as written, ordered by its parts (`3.2` before `3.10`).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Number(String);

impl Number {
    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parts(&self) -> impl Iterator<Item = (Option<u64>, &str)> {
        self.0.split(['.', '-', ' ']).map(|part| (part.parse().ok(), part))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(other.parts()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Deserr<FieldErrors> for Number {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        match value {
            Value::Integer(number) => Ok(Self(number.to_string())),
            Value::String(text) if text.trim().is_empty() => Err(FieldErrors::one(Problem::Empty, location)),
            Value::String(text) => Ok(Self(text)),
            // YAML reads 3.10 as the fraction 3.1: the author's number would be lost without a word.
            other => {
                Err(FieldErrors::wrong_type(&other, "a whole number, or text in quotes such as \"3.10\"", location))
            }
        }
    }
}

impl JsonSchema for Number {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A whole number `3`, or a text in quotes: `\"3.10\"`, `\"IV\"`.",
            "type": ["integer", "string"],
            "minimum": 0,
            "pattern": r"\S",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_by_their_parts() {
        let mut numbers: Vec<_> = ["10", "3.10", "2", "3.2", "3"].map(|text| Number(text.to_owned())).into();
        numbers.sort();
        assert_eq!(numbers.iter().map(Number::as_str).collect::<Vec<_>>(), ["2", "3", "3.2", "3.10", "10"]);
    }
}

//! What can be wrong with the value of a field, whichever form the fields were written in.
//!
//! [`deserr`] drives the reading of every type of the model and asks this type to remember each mistake, with the way to the value.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, MergeWithError, Value, ValueKind, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::keyed::Key;
use super::{BadReference, DateError, IdError};
use crate::language::{Tag, TagError};
use crate::source::{KeyPath, Step};

/// One mistake in a record's fields.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldError {
    /// The value; for [`Problem::Missing`] and [`Problem::Unknown`], the map.
    pub path: KeyPath,
    /// Whether the key that the path ends with is what is wrong, and not the value under it.
    pub at_key: bool,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, PartialEq, Debug)]
pub enum Problem {
    /// A field that must be there is not.
    Missing(String),
    /// A key that the map does not take, and those that it does.
    Unknown(String, Vec<String>),
    /// A value of the wrong type.
    Type(WrongType),
    /// A value that is none of those that the field takes.
    Value(String, Vec<String>),
    /// An id that is not one.
    Id(IdError),
    /// A reference that can lead to no record.
    Reference(BadReference),
    /// A date that is not one.
    Date(DateError),
    /// A language tag that is not one.
    Tag(TagError),
    /// A text that says nothing.
    Empty,
    /// Anything else, in words.
    Other(String),
}

/// A value of the wrong type.
#[derive(Clone, PartialEq, Debug)]
pub struct WrongType {
    /// What the value is.
    pub found: &'static str,
    /// What is written, where that is known: it is not of a list or a map.
    pub written: Option<String>,
    /// What the field takes.
    pub wanted: Wanted,
}

impl WrongType {
    /// Whether there is no value at all.
    pub fn is_nothing(&self) -> bool {
        self.found == kind_name(ValueKind::Null)
    }
}

/// What a field takes, in the words of its author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// A list.
    List,
    /// A map.
    Map,
    /// True or false.
    Boolean,
    /// A number without a fraction.
    WholeNumber,
    /// A number.
    Number,
    /// A text, the same in every language or of one language.
    Text,
    /// A text, in one language or many.
    Texts,
    /// A date.
    Date,
    /// Anything else.
    Other(String),
}

impl From<&str> for Wanted {
    fn from(words: &str) -> Self {
        Self::Other(words.to_owned())
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::List => "a list",
            Self::Map => "a map",
            Self::Boolean => "true or false",
            Self::WholeNumber => "a whole number",
            Self::Number => "a number",
            Self::Text => "text",
            Self::Texts => "text, or a map from language to text",
            Self::Date => "a date",
            Self::Other(words) => words,
        })
    }
}

/// All the mistakes in one record's fields.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// A single mistake at a location.
    pub fn one(problem: Problem, location: ValuePointerRef<'_>) -> Self {
        Self(vec![FieldError { path: path_of(location), at_key: false, problem }])
    }

    /// A single mistake in the key that a location ends with.
    pub fn at_key(problem: Problem, location: ValuePointerRef<'_>) -> Self {
        Self(vec![FieldError { path: path_of(location), at_key: true, problem }])
    }

    /// A value of another type than `expected`.
    pub fn wrong_type<V: IntoValue>(
        found: &Value<V>,
        wanted: impl Into<Wanted>,
        location: ValuePointerRef<'_>,
    ) -> Self {
        Self::one(Problem::Type(wrong_type(found, wanted.into())), location)
    }
}

fn wrong_type<V: IntoValue>(found: &Value<V>, wanted: Wanted) -> WrongType {
    let written = match found {
        // A fraction is not known as it was written: `3.10` has become 3.1.
        Value::Null | Value::Float(_) | Value::Sequence(_) | Value::Map(_) => None,
        Value::Boolean(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::NegativeInteger(value) => Some(value.to_string()),
        Value::String(value) => Some(value.clone()),
    };
    WrongType { found: kind_name(found.kind()), written, wanted }
}

/// What takes the place of a value that is of none of the kinds that a type of the standard library is read from.
fn wanted(accepted: &[ValueKind]) -> Wanted {
    let accepts = |kind| accepted.contains(&kind);
    if accepts(ValueKind::Float) {
        Wanted::Number
    } else if accepts(ValueKind::Integer) {
        Wanted::WholeNumber
    } else if accepts(ValueKind::Sequence) {
        Wanted::List
    } else if accepts(ValueKind::Map) {
        Wanted::Map
    } else if accepts(ValueKind::Boolean) {
        Wanted::Boolean
    } else {
        Wanted::Text
    }
}

/// What an author calls a value of this kind.
fn kind_name(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Null => "nothing",
        ValueKind::Boolean => "true or false",
        ValueKind::Integer | ValueKind::NegativeInteger => "a whole number",
        ValueKind::Float => "a number",
        ValueKind::String => "text",
        ValueKind::Sequence => "a list",
        ValueKind::Map => "a map",
    }
}

fn path_of(location: ValuePointerRef<'_>) -> KeyPath {
    match location {
        ValuePointerRef::Origin => KeyPath::root(),
        ValuePointerRef::Key { key, prev } => path_of(*prev).then(Step::Key(key.into())),
        ValuePointerRef::Index { index, prev } => path_of(*prev).index(index),
    }
}

impl DeserializeError for FieldErrors {
    fn error<V: IntoValue>(
        so_far: Option<Self>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Self, Self> {
        let problem = match error {
            ErrorKind::IncorrectValueKind { actual, accepted } => Problem::Type(wrong_type(&actual, wanted(accepted))),
            ErrorKind::MissingField { field } => Problem::Missing(field.to_owned()),
            ErrorKind::UnknownKey { key, accepted } => {
                Problem::Unknown(key.to_owned(), accepted.iter().map(|&name| name.to_owned()).collect())
            }
            ErrorKind::UnknownValue { value, accepted } => {
                Problem::Value(value.to_owned(), accepted.iter().map(|&name| name.to_owned()).collect())
            }
            ErrorKind::BadSequenceLen { expected, .. } => {
                Problem::Other(format!("a list of {expected} items is wanted"))
            }
            ErrorKind::Unexpected { msg } => Problem::Other(msg),
        };
        let mut errors = so_far.unwrap_or_default();
        errors.0.push(FieldError { path: path_of(location), at_key: false, problem });
        ControlFlow::Continue(errors)
    }
}

impl MergeWithError<FieldErrors> for FieldErrors {
    fn merge(so_far: Option<Self>, other: Self, _location: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        let mut errors = so_far.unwrap_or_default();
        errors.0.extend(other.0);
        ControlFlow::Continue(errors)
    }
}

/// Takes a text out of a value.
pub(super) fn text<V: IntoValue>(
    value: Value<V>,
    wanted: impl Into<Wanted>,
    location: ValuePointerRef<'_>,
) -> Result<String, FieldErrors> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(FieldErrors::wrong_type(&other, wanted, location)),
    }
}

impl Key for Tag {
    fn read(name: &str) -> Result<Self, Problem> {
        name.parse().map_err(Problem::Tag)
    }
}

impl Deserr<FieldErrors> for Tag {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let written = text(value, "a language tag such as en or es-MX", location)?;
        written.parse().map_err(|error| FieldErrors::one(Problem::Tag(error), location))
    }
}

impl JsonSchema for Tag {
    fn schema_name() -> Cow<'static, str> {
        "Language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The tag of a language, such as `en` or `es-MX`.",
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$",
            "patternErrorMessage": "a tag looks like `en`, `es-MX` or `zh-Hant`",
        })
    }
}

//! What can be wrong with the value of a field, whichever form the fields were written in.
//!
//! [`deserr`] drives the reading of every type of the model and asks this type to remember each mistake, with the way to the value.

use std::ops::ControlFlow;

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, MergeWithError, Value, ValueKind, ValuePointerRef};

use super::keyed::Key;
use super::{Collection, DateError, IdError};
use crate::language::{Tag, TagError};
use crate::source::{KeyPath, Step};

/// One mistake in a record's fields.
#[derive(Clone, PartialEq, Debug)]
pub struct FieldError {
    /// The value; for [`Problem::Missing`] and [`Problem::Unknown`], the map.
    pub path: KeyPath,
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
    /// A value of the wrong type: what it is, what it should be.
    Type(&'static str, String),
    /// A value that is none of those that the field takes.
    Value(String, Vec<String>),
    /// An id that is not one.
    Id(IdError),
    /// A reference that names none of the collections that it may choose from.
    Reference(String, &'static [Collection]),
    /// A date that is not one.
    Date(DateError),
    /// A language tag that is not one.
    Tag(TagError),
    /// A text that says nothing.
    Empty,
    /// Anything else, in words.
    Other(String),
}

/// All the mistakes in one record's fields.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// A single mistake at a location.
    pub fn one(problem: Problem, location: ValuePointerRef<'_>) -> Self {
        Self(vec![FieldError { path: path_of(location), problem }])
    }

    /// A value of another type than `expected`.
    pub fn wrong_type<V: IntoValue>(found: &Value<V>, expected: &str, location: ValuePointerRef<'_>) -> Self {
        Self::one(Problem::Type(kind_name(found.kind()), expected.to_owned()), location)
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
            ErrorKind::IncorrectValueKind { actual, accepted } => {
                let accepted: Vec<_> = accepted.iter().map(|kind| kind_name(*kind)).collect();
                let accepted: Vec<_> = accepted.iter().filter(|name| **name != "nothing").copied().collect();
                Problem::Type(kind_name(actual.kind()), accepted.join(" or "))
            }
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
        errors.0.push(FieldError { path: path_of(location), problem });
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
    expected: &str,
    location: ValuePointerRef<'_>,
) -> Result<String, FieldErrors> {
    match value {
        Value::String(text) => Ok(text),
        other => Err(FieldErrors::wrong_type(&other, expected, location)),
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

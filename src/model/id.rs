//! Names of records: an id within its collection.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::field::{FieldErrors, Problem, text};
use super::keyed::Key;

/// The kinds of record that a plan is made of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Collection {
    /// The areas of action that the plan is divided into.
    Areas,
    /// What the parties committed themselves to.
    Commitments,
    /// Working groups, mechanisms, partnerships and agreements.
    Groups,
    /// What happens, or happened, at a time.
    Events,
    /// Countries, ministries, agencies and other organizations.
    Bodies,
    /// Reports of what has come of the plan.
    Updates,
    /// Everything else that is to be read.
    Pages,
}

impl Collection {
    /// Every collection, in the order of menus.
    pub const ALL: [Self; 7] =
        [Self::Areas, Self::Commitments, Self::Groups, Self::Events, Self::Bodies, Self::Updates, Self::Pages];

    /// The name of its folder, and of it in references.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Commitments => "commitments",
            Self::Groups => "groups",
            Self::Events => "events",
            Self::Bodies => "bodies",
            Self::Updates => "updates",
            Self::Pages => "pages",
        }
    }

    /// The names of all collections, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::as_str)
    }
}

impl fmt::Display for Collection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Collection {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|collection| collection.as_str() == name).ok_or(())
    }
}

/// The id of a record in its collection: `[a-z0-9]+(-[a-z0-9]+)*`, in pages several of them joined by `/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Id(Arc<str>);

/// A text that is not an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdError {
    /// What was written.
    pub written: String,
}

impl IdError {
    /// The id that the text would be if it were written as one; none where nothing of it can be kept.
    pub fn suggestion(&self) -> Option<String> {
        let parts: Vec<_> = self.written.split('/').map(slug::slugify).filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join("/"))
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is not an id", self.written)
    }
}

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text is made as a slug of an address is: lower-case letters and digits, joined by single hyphens.
    pub fn is_segment(text: &str) -> bool {
        !text.is_empty()
            && text.split('-').all(|word| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
    }

    /// Whether it can be the id of a record of that collection: only pages stand below each other.
    pub fn suits(&self, collection: Collection) -> bool {
        collection == Collection::Pages || !self.0.contains('/')
    }

    /// What the ids of a collection look like, as a regular expression.
    pub fn pattern(collection: Collection) -> String {
        match collection {
            Collection::Pages => format!("^{SEGMENT}(/{SEGMENT})*$"),
            _ => format!("^{SEGMENT}$"),
        }
    }

    /// The id of the page that this page stands below: `a/b` stands below `a`.
    pub fn parent(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(parent, _)| parent)
    }

    /// The last of the parts that `/` separates.
    pub fn last_segment(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, last)| last)
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.split('/').all(Self::is_segment) {
            Ok(Self(text.into()))
        } else {
            Err(IdError { written: text.to_owned() })
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Key for Id {
    fn read(name: &str) -> Result<Self, Problem> {
        name.parse().map_err(Problem::Id)
    }
}

impl Deserr<FieldErrors> for Id {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let text = match value {
            // An id such as `2007` is text to its author, and a number to YAML.
            Value::Integer(number) => number.to_string(),
            other => text(other, "an id", location)?,
        };
        text.parse().map_err(|error| FieldErrors::one(Problem::Id(error), location))
    }
}

/// What the part of an id between two `/` looks like, as a regular expression.
pub(super) const SEGMENT: &str = "[a-z0-9]+(-[a-z0-9]+)*";

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Lower-case letters without accents, digits and single hyphens.",
            "type": ["string", "integer"],
            "pattern": Self::pattern(Collection::Pages),
            "patternErrorMessage": "an id is made of lower-case letters, digits and single hyphens",
            "minimum": 0,
        })
    }
}

/// A word of the site's vocabulary of statuses, as schemas name it: an id to its reader.
pub enum StatusWord {}

impl JsonSchema for StatusWord {
    fn schema_name() -> Cow<'static, str> {
        "StatusWord".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Id::json_schema(generator);
        // A field says itself that it takes a status.
        schema.remove("description");
        schema
    }
}

/// The name of a record among all records: `areas/labour-mobility`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RecordId {
    /// Its collection.
    pub collection: Collection,
    /// Its id there.
    pub id: Id,
}

impl RecordId {
    /// The record `id` of `collection`.
    pub fn new(collection: Collection, id: Id) -> Self {
        Self { collection, id }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.collection, self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_joined_by_single_hyphens() {
        for good in ["a", "2007", "labour-mobility", "about/history"] {
            assert!(good.parse::<Id>().is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "ñ", "a_b", "a/", "/a", "a//b", "../a"] {
            assert!(bad.parse::<Id>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_bad_id_suggests_a_good_one() {
        let error = "Movilidad Laboral_2".parse::<Id>().unwrap_err();
        assert_eq!(error.suggestion().as_deref(), Some("movilidad-laboral-2"));
    }
}

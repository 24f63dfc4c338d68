//! References from one record to another, each typed by the collections that it may lead to.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::field::{FieldErrors, Problem, text};
use super::id::SEGMENT;
use super::{Area, Body, Collection, Commitment, Group, Id, RecordId};

/// What one record is to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// The area of a commitment or an event.
    Area,
    /// A group that works on an area or a commitment, or takes part in an event.
    Group,
    /// A body that works on an area or takes part in an event.
    Body,
    /// A commitment that an event is about.
    Commitment,
    /// A body or a group that leads a commitment.
    Lead,
    /// A body that belongs to a group.
    Member,
    /// The group or body that a group or body is a part of.
    Parent,
    /// The country of a body.
    Country,
    /// What an update is about.
    About,
    /// A record that is linked to in prose.
    Mention,
}

impl Relation {
    /// Whether it makes each of the two records a thing to show on the other's page. The place in a hierarchy is shown as such instead,
    /// and a mention only where there is no other relation.
    pub fn relates(self) -> bool {
        !matches!(self, Self::Parent | Self::Country | Self::Mention)
    }

    /// The collections that its references choose from by naming one of them; none where the field says the collection.
    pub fn choices(self) -> &'static [Collection] {
        match self {
            Self::Lead => Lead::COLLECTIONS,
            Self::About | Self::Mention => Any::COLLECTIONS,
            _ => &[],
        }
    }
}

/// What a reference may lead to.
pub trait Target {
    /// The collections, in the order in which messages name them.
    const COLLECTIONS: &'static [Collection];
}

impl Target for Area {
    const COLLECTIONS: &'static [Collection] = &[Collection::Areas];
}

impl Target for Commitment {
    const COLLECTIONS: &'static [Collection] = &[Collection::Commitments];
}

impl Target for Group {
    const COLLECTIONS: &'static [Collection] = &[Collection::Groups];
}

impl Target for Body {
    const COLLECTIONS: &'static [Collection] = &[Collection::Bodies];
}

/// Who may lead a commitment: a body or a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead {}

impl Target for Lead {
    const COLLECTIONS: &'static [Collection] = &[Collection::Bodies, Collection::Groups];
}

/// A record of any collection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Any {}

impl Target for Any {
    const COLLECTIONS: &'static [Collection] = &Collection::ALL;
}

/// The name of another record. It is written as an id where one collection is possible, and as `<collection>/<id>` where several are.
pub struct Reference<T> {
    /// The record that is meant, whether or not it exists.
    pub to: RecordId,
    target: PhantomData<fn() -> T>,
}

impl<T> Clone for Reference<T> {
    fn clone(&self) -> Self {
        Self { to: self.to.clone(), target: PhantomData }
    }
}

impl<T> fmt::Debug for Reference<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Reference({})", self.to)
    }
}

impl<T> PartialEq for Reference<T> {
    fn eq(&self, other: &Self) -> bool {
        self.to == other.to
    }
}

impl<T: Target> Deserr<FieldErrors> for Reference<T> {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let written = match (T::COLLECTIONS, value) {
            // An id such as `2007` is text to its author, and a number to YAML.
            ([_], Value::Integer(number)) => number.to_string(),
            ([_], other) => text(other, "the id of a record", location)?,
            (_, other) => text(other, "a reference such as `groups/security`", location)?,
        };
        match resolve(&written, T::COLLECTIONS) {
            Ok(to) => Ok(Self { to, target: PhantomData }),
            Err(problem) => Err(FieldErrors::one(problem, location)),
        }
    }
}

impl<T: Target> JsonSchema for Reference<T> {
    fn schema_name() -> Cow<'static, str> {
        match T::COLLECTIONS {
            [collection] => format!("ReferenceTo-{collection}").into(),
            collections if collections.len() == Collection::ALL.len() => "ReferenceToAny".into(),
            collections => {
                let names: Vec<_> = collections.iter().map(|collection| collection.as_str()).collect();
                format!("ReferenceTo-{}", names.join("-")).into()
            }
        }
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        match T::COLLECTIONS {
            [collection] => json_schema!({
                "description": format!("The id of a record of `{collection}`."),
                "type": ["string", "integer"],
                "pattern": Id::pattern(*collection),
                "patternErrorMessage": format!("this is not the id of a record of `{collection}`"),
                "minimum": 0,
            }),
            collections => {
                let names: Vec<_> = collections.iter().map(|collection| collection.as_str()).collect();
                json_schema!({
                    "description": "Collection and id of a record, such as `groups/security`.",
                    "type": "string",
                    "pattern": format!("^({})/{SEGMENT}(/{SEGMENT})*$", names.join("|")),
                    "patternErrorMessage": "write collection and id, such as `groups/security`",
                })
            }
        }
    }
}

/// The record that a reference names, where it may lead to records of these collections.
fn resolve(written: &str, collections: &[Collection]) -> Result<RecordId, Problem> {
    let id = |text: &str| text.parse::<Id>().map_err(Problem::Id);
    let bad =
        |why| Problem::Reference(BadReference { written: written.to_owned(), collections: collections.to_vec(), why });
    match (collections, written.split_once('/')) {
        ([collection], None) => Ok(RecordId::new(*collection, id(written)?)),
        (_, None) => Err(bad(ReferenceProblem::NoCollection)),
        (_, Some((name, rest))) => match name.parse::<Collection>() {
            Err(()) => Err(bad(ReferenceProblem::UnknownCollection(name.to_owned()))),
            Ok(collection) if !collections.contains(&collection) => {
                Err(bad(ReferenceProblem::OtherCollection(collection)))
            }
            Ok(_) if collections.len() == 1 => Err(bad(ReferenceProblem::NamesCollection(rest.to_owned()))),
            Ok(collection) => Ok(RecordId::new(collection, id(rest)?)),
        },
    }
}

/// A reference that can lead to no record, whichever there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadReference {
    /// What was written.
    pub written: String,
    /// The collections that it may lead to.
    pub collections: Vec<Collection>,
    /// What is wrong with it.
    pub why: ReferenceProblem,
}

/// What is wrong with a reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReferenceProblem {
    /// It names no collection where there are several to choose from.
    NoCollection,
    /// It names a collection that does not exist.
    UnknownCollection(String),
    /// It names a collection that it may not lead to.
    OtherCollection(Collection),
    /// It names the only collection there is to choose from, before this id.
    NamesCollection(String),
}

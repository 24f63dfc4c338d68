//! References from one record to another, each typed by the collections that it may lead to.

use std::fmt;
use std::marker::PhantomData;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};

use super::field::{FieldErrors, Problem, text};
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
        let fail = |problem| Err(FieldErrors::one(problem, location));
        let id = |text: &str| text.parse::<Id>().map_err(|error| FieldErrors::one(Problem::Id(error), location));
        let to = match T::COLLECTIONS {
            [collection] => {
                let written = match value {
                    Value::Integer(number) => number.to_string(),
                    other => text(other, "the id of a record", location)?,
                };
                if let Some(bare) = written.strip_prefix(&format!("{collection}/")) {
                    return fail(Problem::Other(format!(
                        "`{written}` names its collection; here the id alone is wanted: `{bare}`"
                    )));
                }
                RecordId::new(*collection, id(&written)?)
            }
            collections => {
                let written = text(value, "a reference such as `groups/security`", location)?;
                let named = written.split_once('/').and_then(|(name, rest)| Some((name.parse().ok()?, rest)));
                match named.filter(|(collection, _)| collections.contains(collection)) {
                    Some((collection, rest)) => RecordId::new(collection, id(rest)?),
                    None => return fail(Problem::Reference(written, collections)),
                }
            }
        };
        Ok(Self { to, target: PhantomData })
    }
}

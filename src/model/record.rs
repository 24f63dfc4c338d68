//! What every record has, and the facts of any one of them.

use std::borrow::Cow;

use deserr::{Deserr, IntoValue, Sequence as _, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::field::{Problem, Wanted};
use super::keyed::{Key, Keyed};
use super::shape::as_it_is_read;
use super::{
    Area, Body, Collection, Commitment, Document, Event, FieldErrors, Group, Id, Page, PartialDate, RecordId,
    Reference, Relation, Text, Update,
};
use crate::diagnostic::{Code, Severity};
use crate::language::Tag;
use crate::source::KeyPath;

/// The fields that a record of any collection has.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Common>)]
pub struct Common {
    /// What it is called.
    pub title: Text,
    /// What it is, in one or two sentences.
    #[deserr(default)]
    pub summary: Option<Text>,
    /// The last part of its address; its title where there is none.
    #[deserr(default)]
    pub slug: Option<Text>,
    /// Its place among its like: small numbers come first, records without one after them.
    #[deserr(default)]
    pub order: Option<i64>,
    /// Former addresses, from the site's root on, at which a redirect is left.
    #[deserr(default)]
    pub aliases: Vec<String>,
    /// When its content last changed in substance.
    #[deserr(default)]
    pub changed: Option<PartialDate>,
    /// Whether it is left out until it is finished.
    #[deserr(default)]
    pub draft: bool,
    /// The language that the others are translated from.
    #[deserr(default)]
    pub original: Option<Tag>,
    /// Whatever a theme of the site's own wants to know.
    #[deserr(default)]
    pub extra: Extra,
    /// How serious each kind of finding is in this record.
    #[deserr(default)]
    pub diagnostics: Levels,
}

/// Values of any shape, for themes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extra(pub serde_json::Map<String, serde_json::Value>);

/// How serious each kind of finding is, where it is not as its code says.
pub type Levels = Keyed<Code, Severity>;

/// The facts that only records of one collection have.
#[derive(Clone, Debug)]
pub enum Facts {
    /// Those of an area.
    Area(Area),
    /// Those of a commitment.
    Commitment(Commitment),
    /// Those of a group.
    Group(Group),
    /// Those of an event.
    Event(Event),
    /// Those of a body.
    Body(Body),
    /// Those of an update.
    Update(Update),
    /// Those of a page.
    Page(Page),
}

impl Facts {
    /// The fields whose value is text, and which may stand in front matter as well: those of the collection, behind those of all.
    pub fn text_fields(collection: Collection) -> &'static [&'static str] {
        match collection {
            Collection::Areas | Collection::Updates | Collection::Pages => &["title", "summary", "slug"],
            Collection::Commitments => &["title", "summary", "slug", "reason"],
            Collection::Groups | Collection::Bodies => &["title", "summary", "slug", "acronym", "url"],
            Collection::Events => &["title", "summary", "slug", "when", "place"],
        }
    }

    /// The dates that records of a collection cannot do without.
    pub fn required(collection: Collection) -> &'static [&'static str] {
        match collection {
            Collection::Events => &["start"],
            Collection::Updates => &["date"],
            Collection::Areas
            | Collection::Commitments
            | Collection::Groups
            | Collection::Bodies
            | Collection::Pages => &[],
        }
    }

    /// Reads the facts of a collection from a map that holds nothing else.
    ///
    /// # Errors
    /// Every mistake in them.
    pub fn read<V: IntoValue>(collection: Collection, value: V) -> Result<Self, FieldErrors> {
        Ok(match collection {
            Collection::Areas => Self::Area(deserr::deserialize(value)?),
            Collection::Commitments => Self::Commitment(deserr::deserialize(value)?),
            Collection::Groups => Self::Group(deserr::deserialize(value)?),
            Collection::Events => Self::Event(deserr::deserialize(value)?),
            Collection::Bodies => Self::Body(deserr::deserialize(value)?),
            Collection::Updates => Self::Update(deserr::deserialize(value)?),
            Collection::Pages => Self::Page(deserr::deserialize(value)?),
        })
    }

    /// Shows a visitor everything that has to be held against the rest of the site.
    pub fn visit(&self, visit: &mut dyn Visit) {
        match self {
            Self::Area(area) => area.visit(visit),
            Self::Commitment(commitment) => commitment.visit(visit),
            Self::Group(group) => group.visit(visit),
            Self::Event(event) => event.visit(visit),
            Self::Body(body) => body.visit(visit),
            Self::Update(update) => update.visit(visit),
            Self::Page(_) => {}
        }
    }
}

impl Common {
    /// The names of these fields.
    pub const FIELDS: [&'static str; 10] =
        ["title", "summary", "slug", "order", "aliases", "changed", "draft", "original", "extra", "diagnostics"];

    /// The fields of a record of which nothing but its facts is known.
    pub fn untitled() -> Self {
        Self {
            title: Text::Same("".into()),
            summary: None,
            slug: None,
            order: None,
            aliases: Vec::new(),
            changed: None,
            draft: false,
            original: None,
            extra: Extra::default(),
            diagnostics: Levels::default(),
        }
    }

    /// Shows a visitor the texts among them.
    pub fn visit(&self, visit: &mut dyn Visit) {
        let texts = [("title", Some(&self.title)), ("summary", self.summary.as_ref()), ("slug", self.slug.as_ref())];
        for (field, text) in texts {
            if let Some(text) = text {
                visit.text(&KeyPath::root().key(field), text);
            }
        }
    }
}

/// What is made of the parts of a record that mean something only within a whole site.
#[expect(unused_variables, reason = "a visitor names the arguments of the parts that it passes over")]
pub trait Visit {
    /// A reference to another record: the relation, the position among those of its field, the way to the value, and the record that is
    /// meant.
    fn reference(&mut self, relation: Relation, position: usize, path: &KeyPath, to: &RecordId) {}

    /// A word of the site's vocabulary of statuses.
    fn status(&mut self, path: &KeyPath, status: &Id) {}

    /// A text field.
    fn text(&mut self, path: &KeyPath, text: &Text) {}

    /// The address of a website, in each language.
    fn url(&mut self, path: &KeyPath, url: &Text) {}

    /// Something that has a start and an end, each with the way to it.
    fn period(&mut self, start: (&KeyPath, Option<&PartialDate>), end: (&KeyPath, Option<&PartialDate>)) {}

    /// A document; its title is shown as a text as well.
    fn document(&mut self, path: &KeyPath, document: &Document) {}

    /// Each document of a list.
    fn documents(&mut self, path: &KeyPath, documents: &[Document]) {
        for (index, document) in documents.iter().enumerate() {
            self.document(&path.index(index), document);
        }
    }
}

pub(super) fn visit_one<T>(visit: &mut dyn Visit, relation: Relation, field: &str, reference: Option<&Reference<T>>) {
    if let Some(reference) = reference {
        visit.reference(relation, 0, &KeyPath::root().key(field), &reference.to);
    }
}

pub(super) fn visit_list<T>(visit: &mut dyn Visit, relation: Relation, field: &str, references: &[Reference<T>]) {
    for (index, reference) in references.iter().enumerate() {
        visit.reference(relation, index, &KeyPath::root().key(field).index(index), &reference.to);
    }
}

impl Deserr<FieldErrors> for Extra {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        match value {
            Value::Map(entries) => Ok(Self(object(entries))),
            other => Err(FieldErrors::wrong_type(&other, Wanted::Map, location)),
        }
    }
}

/// Any value, as it is.
fn plain<V: IntoValue>(value: Value<V>) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Boolean(value) => value.into(),
        Value::Integer(value) => value.into(),
        Value::NegativeInteger(value) => value.into(),
        Value::Float(value) => value.into(),
        Value::String(value) => value.into(),
        Value::Sequence(items) => items.into_iter().map(|item| plain(item.into_value())).collect(),
        Value::Map(entries) => serde_json::Value::Object(object(entries)),
    }
}

fn object<M: deserr::Map>(entries: M) -> serde_json::Map<String, serde_json::Value> {
    entries.into_iter().map(|(key, item)| (key, plain(item.into_value()))).collect()
}

impl JsonSchema for Extra {
    fn schema_name() -> Cow<'static, str> {
        "Extra".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object"})
    }
}

impl JsonSchema for Code {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let codes = Self::ALL.iter();
        json_schema!({
            "type": "string",
            "enum": codes.clone().map(|code| code.as_str()).collect::<Vec<_>>(),
            "enumDescriptions": codes.map(|code| code.summary()).collect::<Vec<_>>(),
        })
    }
}

impl JsonSchema for Severity {
    fn schema_name() -> Cow<'static, str> {
        "Severity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = [Self::Error, Self::Warning, Self::Off].map(Self::as_str);
        json_schema!({"type": "string", "enum": words})
    }
}

impl Key for Code {
    fn read(name: &str) -> Result<Self, Problem> {
        let accepted = || Self::ALL.iter().map(|code| code.as_str().to_owned()).collect();
        name.parse().map_err(|()| Problem::Value(name.to_owned(), accepted()))
    }
}

impl Deserr<FieldErrors> for Severity {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let severities = [Self::Error, Self::Warning, Self::Off];
        let word = super::field::text(value, "error, warning or off", location)?;
        severities.into_iter().find(|severity| severity.as_str() == word).ok_or_else(|| {
            let accepted = severities.map(|severity| severity.as_str().to_owned()).into();
            FieldErrors::one(Problem::Value(word, accepted), location)
        })
    }
}

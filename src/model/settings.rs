//! The settings of the site, and the plan itself: what `site.yaml` says.

use std::borrow::Cow;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use url::Url;

use super::field::Problem;
use super::record::Levels;
use super::shape::as_it_is_read;
use super::vocabulary::vocabulary;
use super::{Body, Collection, FieldErrors, Id, Key, Keyed, PartialDate, Reference, Text, is_web_address};
use crate::language::Tag;

vocabulary! {
    /// Whether prose may hold HTML of every kind.
    Html {
        /// Only the few inline elements that the format names.
        Deny = "deny",
        /// Any.
        Allow = "allow",
    }
}

/// The settings of a site.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Settings>)]
pub struct Settings {
    /// What the plan is called.
    pub title: Text,
    /// The absolute URL of the site's root.
    #[schemars(regex(pattern = r"^https?://[^\s?#]+$"))]
    pub base_url: String,
    /// Its languages; the first is the default.
    #[schemars(length(min = 1), extend("uniqueItems" = true))]
    pub languages: Vec<Tag>,
    /// The locale by which a language's dates and numbers are written, where it is not the language itself.
    #[deserr(default)]
    pub locale: Keyed<Tag, Tag>,
    /// The theme, by the name of its folder below `themes/`.
    #[deserr(default = "default".to_owned())]
    pub theme: String,
    /// Values for the options that the theme declares.
    #[deserr(default)]
    pub theme_options: Keyed<String, ThemeOption>,
    /// The plan itself.
    #[deserr(default)]
    pub plan: Plan,
    /// Who publishes the site.
    #[deserr(default)]
    pub publisher: Option<Text>,
    /// Where to write to: a mail address or a URL.
    #[deserr(default)]
    pub contact: Option<Text>,
    /// The licence of the content, as an SPDX identifier.
    #[deserr(default)]
    pub licence: Option<String>,
    /// The URL under which a source file of the content can be edited, without its path.
    #[deserr(default)]
    pub repository: Option<String>,
    /// The part of addresses that stands for a collection, where it is not as the language's strings say.
    #[deserr(default)]
    pub segments: Keyed<Segment, Text>,
    /// The statuses that commitments have, where they are not the usual ones.
    #[deserr(default)]
    pub statuses: Option<Keyed<Id, Status>>,
    /// How serious each kind of finding is.
    #[deserr(default)]
    pub diagnostics: Levels,
    /// Whether prose may hold HTML of every kind.
    #[deserr(default = Html::Deny)]
    pub html: Html,
    /// Sources that the Content-Security-Policy allows besides the site's own, by directive.
    #[deserr(default)]
    pub csp: Keyed<String, Vec<String>>,
    /// The outputs that are wanted.
    #[deserr(default)]
    pub outputs: Outputs,
    /// The hosts whose own configuration files are wanted.
    #[deserr(default)]
    pub hosts: Vec<Host>,
}

/// What was agreed.
#[derive(Clone, Debug, Default, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Plan>)]
pub struct Plan {
    /// When it was agreed.
    #[deserr(default)]
    pub agreed: Option<PartialDate>,
    /// The date of which the statuses speak.
    #[deserr(default)]
    pub as_of: Option<PartialDate>,
    /// Where it was agreed.
    #[deserr(default)]
    pub place: Option<Text>,
    /// The years that it covers.
    #[deserr(default)]
    pub period: Option<Period>,
    /// Who agreed, in the order in which they are named.
    #[deserr(default)]
    pub parties: Vec<Reference<Body>>,
}

/// From when to when.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Period>)]
pub struct Period {
    /// When it begins.
    pub from: PartialDate,
    /// When it ends.
    pub to: PartialDate,
}

/// A status of the site's own vocabulary.
#[derive(Clone, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
#[schemars(transform = as_it_is_read::<Status>)]
pub struct Status {
    /// What it is called.
    pub label: Text,
    /// Whether a commitment that has it must say why.
    #[deserr(default)]
    pub reason: bool,
}

/// A collection that has a part in addresses; pages have none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Segment(pub Collection);

/// The value of a theme's option, before the theme has said which type it takes.
#[derive(Clone, PartialEq, Debug)]
pub enum ThemeOption {
    /// Yes or no.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// The outputs that a site can do without.
#[derive(Clone, Copy, Debug, Deserr, JsonSchema)]
#[deserr(error = FieldErrors, deny_unknown_fields, rename_all = lowercase)]
#[schemars(transform = as_it_is_read::<Outputs>)]
pub struct Outputs {
    /// Whether there is a search.
    #[deserr(default = true)]
    pub search: bool,
    /// Whether the whole plan stands on one page as well.
    #[deserr(default = true, rename = "whole-plan")]
    #[schemars(rename = "whole-plan")]
    pub whole_plan: bool,
    /// Whether there is a timeline.
    #[deserr(default = true)]
    pub timeline: bool,
    /// Whether there is a page of who does what.
    #[deserr(default = true)]
    pub relations: bool,
    /// Whether there are calendars.
    #[deserr(default = true)]
    pub calendar: bool,
    /// Whether there is a feed.
    #[deserr(default = true)]
    pub feed: bool,
    /// Whether there is open data.
    #[deserr(default = true)]
    pub data: bool,
    /// Whether there is a page with the state of the translations.
    #[deserr(default = false)]
    pub status: bool,
}

vocabulary! {
    /// A host that reads configuration files of its own.
    Host {
        /// Azure Static Web Apps.
        Azure = "azure",
        /// nginx.
        Nginx = "nginx",
        /// Apache.
        Apache = "apache",
    }
}

impl Default for Outputs {
    fn default() -> Self {
        Self {
            search: true,
            whole_plan: true,
            timeline: true,
            relations: true,
            calendar: true,
            feed: true,
            data: true,
            status: false,
        }
    }
}

impl Settings {
    /// The language that comes first.
    pub fn default_language(&self) -> Option<&Tag> {
        self.languages.first()
    }

    /// The path of the site's root on its host, with a `/` at both ends.
    pub fn base_path(&self) -> &str {
        let without_scheme = self.base_url.split_once("://").map_or("", |(_, rest)| rest);
        without_scheme.find('/').map_or("/", |slash| &without_scheme[slash..])
    }
}

/// Whether a text is the absolute URL of a site's root, which addresses are put behind.
pub fn is_base_url(text: &str) -> bool {
    is_web_address(text) && !text.contains(['?', '#', '"']) && Url::parse(text).is_ok()
}

impl Key for Segment {
    fn read(name: &str) -> Result<Self, Problem> {
        let accepted = || Collection::ALL.into_iter().filter(|collection| *collection != Collection::Pages);
        match name.parse() {
            Ok(collection) if collection != Collection::Pages => Ok(Self(collection)),
            _ => Err(Problem::Value(name.to_owned(), accepted().map(|collection| collection.to_string()).collect())),
        }
    }
}

impl Deserr<FieldErrors> for ThemeOption {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        #[expect(clippy::cast_precision_loss, reason = "an option of a theme is no number of sixteen digits")]
        match value {
            Value::Boolean(value) => Ok(Self::Boolean(value)),
            Value::Integer(value) => Ok(Self::Number(value as f64)),
            Value::NegativeInteger(value) => Ok(Self::Number(value as f64)),
            Value::Float(value) => Ok(Self::Number(value)),
            Value::String(value) => Ok(Self::Text(value)),
            other => Err(FieldErrors::wrong_type(&other, "text, a number, true or false", location)),
        }
    }
}

impl JsonSchema for Segment {
    fn schema_name() -> Cow<'static, str> {
        "Segment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let collections = Collection::ALL.iter().filter(|collection| **collection != Collection::Pages);
        json_schema!({"type": "string", "enum": collections.map(|collection| collection.as_str()).collect::<Vec<_>>()})
    }
}

impl JsonSchema for ThemeOption {
    fn schema_name() -> Cow<'static, str> {
        "ThemeOption".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Text, a number, true or false.",
            "type": ["string", "number", "boolean"],
        })
    }
}

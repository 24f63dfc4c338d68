//! What a site tells its theme.

use std::collections::BTreeMap;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};

use super::contrast::readable;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{FieldErrors, Keyed, Problem, ThemeOption};
use crate::source::{FilePath, KeyPath, Place};

/// An option as `theme.yaml` declares it.
#[derive(Clone, Debug, Deserr)]
#[deserr(error = FieldErrors, deny_unknown_fields)]
pub(super) struct OptionDefinition {
    /// Which values it takes.
    #[deserr(rename = "type")]
    pub(super) kind: OptionType,
    /// Its value where the site says nothing.
    pub(super) default: ThemeOption,
    /// The papers on which text of this colour must be readable, by the name of the scheme: each gives a value of its own, such as
    /// `accent_on_dark`.
    #[deserr(default)]
    pub(super) on: Keyed<String, String>,
    /// What it is for, for those who read the file.
    #[deserr(default)]
    #[expect(dead_code, reason = "it is read by people")]
    pub(super) description: Option<String>,
}

/// The types of options.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OptionType {
    /// A colour in the hexadecimal notation of CSS: `#8a1c3c`.
    Color,
    Text,
    Number,
    Boolean,
}

impl OptionType {
    const ALL: [(&'static str, Self); 4] =
        [("color", Self::Color), ("text", Self::Text), ("number", Self::Number), ("boolean", Self::Boolean)];

    /// What is wanted, where the value is not of this type.
    fn refuses(self, value: &ThemeOption) -> Option<&'static str> {
        match (self, value) {
            (Self::Color, ThemeOption::Text(text)) if is_color(text) => None,
            (Self::Text, ThemeOption::Text(_)) => None,
            (Self::Number, ThemeOption::Number(_)) => None,
            (Self::Boolean, ThemeOption::Boolean(_)) => None,
            (Self::Color, _) => Some("a colour in quotes, such as \"#8a1c3c\""),
            (Self::Text, _) => Some("text"),
            (Self::Number, _) => Some("a number"),
            (Self::Boolean, _) => Some("true or false"),
        }
    }
}

/// A hexadecimal colour without transparency (CSS Color 4, 5.2).
fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

impl Deserr<FieldErrors> for OptionType {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, FieldErrors> {
        let accepted = || Self::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
        match value {
            Value::String(name) => match Self::ALL.iter().find(|(known, _)| *known == name) {
                Some((_, kind)) => Ok(*kind),
                None => Err(FieldErrors::one(Problem::Value(name, accepted()), location)),
            },
            other => Err(FieldErrors::wrong_type(&other, "color, text, number or boolean", location)),
        }
    }
}

/// Holds the value that each option has by default against its type.
pub(super) fn check_defaults(
    manifest: &FilePath,
    options: &Keyed<String, OptionDefinition>,
    diagnostics: &mut Diagnostics,
) {
    for (name, definition) in options.iter() {
        if let Some(wanted) = definition.kind.refuses(&definition.default) {
            let path = KeyPath::root().key("options").key(name.as_str()).key("default");
            let message = format!("the default of the option `{name}` is not {wanted}");
            diagnostics.push(
                Diagnostic::new(Code::WrongType, Place::value(manifest, path.clone()), message)
                    .related(Place::value(manifest, path.sibling("type")), "its type is stated here"),
            );
        }
        for (scheme, _) in
            definition.on.iter().filter(|(_, paper)| !is_color(paper) || definition.kind != OptionType::Color)
        {
            let path = KeyPath::root().key("options").key(name.as_str()).key("on").key(scheme.as_str());
            let message = "only a color has papers, and each is a colour in quotes, such as \"#ffffff\"";
            diagnostics.push(Diagnostic::new(Code::WrongType, Place::value(manifest, path), message));
        }
    }
}

/// The value of each option that the chain of themes declares; a later declaration replaces an earlier one.
pub(super) fn values<'theme>(
    given: &Keyed<String, ThemeOption>,
    declared: impl Iterator<Item = (&'theme String, &'theme OptionDefinition)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, tera::Value> {
    let definitions: BTreeMap<&str, &OptionDefinition> =
        declared.map(|(name, definition)| (name.as_str(), definition)).collect();
    let place = |name: &str| Place::value(&FilePath::of_settings(), KeyPath::root().key("theme_options").key(name));
    for (name, value) in given.iter() {
        let Some(definition) = definitions.get(name.as_str()) else {
            let known: Vec<_> = definitions.keys().copied().collect();
            let diagnostic =
                Diagnostic::new(Code::UnknownOption, place(name).at_key(), format!("the theme has no option `{name}`"));
            let diagnostic = diagnostic.suggest(name, known.iter().copied());
            diagnostics.push(match known.as_slice() {
                [] => diagnostic.help("it has no options"),
                known => diagnostic.help(format!("its options are {}", known.join(", "))),
            });
            continue;
        };
        if let Some(wanted) = definition.kind.refuses(value) {
            let message = format!("the option `{name}` takes {wanted}");
            diagnostics.push(Diagnostic::new(Code::UnknownOption, place(name), message));
        }
    }
    let mut values = BTreeMap::new();
    for (name, definition) in definitions {
        let value = given.get(name).filter(|value| definition.kind.refuses(value).is_none());
        let value = value.unwrap_or(&definition.default);
        if let ThemeOption::Text(color) = value {
            for (scheme, paper) in definition.on.iter() {
                values.insert(format!("{name}_on_{scheme}"), readable(color, paper).into());
            }
        }
        values.insert(name.to_owned(), plain(value));
    }
    values
}

fn plain(option: &ThemeOption) -> tera::Value {
    match option {
        ThemeOption::Boolean(value) => (*value).into(),
        #[expect(clippy::cast_possible_truncation, reason = "what has no fraction is written without one")]
        ThemeOption::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => (*value as i64).into(),
        ThemeOption::Number(value) => (*value).into(),
        ThemeOption::Text(value) => value.as_str().into(),
    }
}

//! From what is wrong with a field to what its author is told.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, closest};
use crate::model::{BadReference, FieldError, Problem, ReferenceProblem, Wanted, WrongType};
use crate::source::{KeyPath, Place, Step};
use crate::yaml;

/// How many names a help lists beside the one that was probably meant.
const LONGEST_LIST: usize = 20;

/// Without the fields that only seem to be missing, because a slip in their name made them unknown.
pub(super) fn without_consequences(errors: Vec<FieldError>) -> Vec<FieldError> {
    let mut unknown: BTreeMap<KeyPath, Vec<String>> = BTreeMap::new();
    for error in &errors {
        if let Problem::Unknown(key, _) = &error.problem {
            unknown.entry(error.path.clone()).or_default().push(key.clone());
        }
    }
    let seems_missing = |error: &FieldError| match (&error.problem, unknown.get(&error.path)) {
        (Problem::Missing(field), Some(keys)) => closest(field, keys.iter().map(String::as_str)).is_some(),
        _ => false,
    };
    errors.into_iter().filter(|error| !seems_missing(error)).collect()
}

/// Says what is wrong. `also_known` are keys that the outermost map takes besides those of its type; `place` finds the value of a path.
pub fn diagnostic(error: FieldError, also_known: &[&str], place: impl Fn(KeyPath) -> Place) -> Diagnostic {
    let FieldError { path, at_key, problem } = error;
    let place = |path: KeyPath| if at_key { place(path).at_key() } else { place(path) };
    match problem {
        Problem::Missing(field) => {
            Diagnostic::new(Code::MissingField, place(path).at_key(), format!("`{field}` is missing"))
                .help(format!("add `{field}`"))
        }
        Problem::Unknown(key, mut known) => {
            if path.steps().is_empty() {
                known.extend(also_known.iter().map(|&name| name.to_owned()));
            }
            let place = place(path.key(key.as_str())).at_key();
            Diagnostic::new(Code::UnknownKey, place, format!("there is no field `{key}` here"))
                .suggest(&key, known.iter().map(String::as_str))
                .help(format!("the fields are {}", known.join(", ")))
        }
        Problem::Type(wrong) => wrong_type(wrong, &path, place(path.clone())),
        Problem::Value(written, accepted) if at_key => {
            let diagnostic =
                Diagnostic::new(Code::UnknownKey, place(path), format!("there is no key `{written}` here"))
                    .suggest(&written, accepted.iter().map(String::as_str));
            // A list of dozens would hide the one that was meant.
            if diagnostic.help.is_empty() || accepted.len() <= LONGEST_LIST {
                diagnostic.help(format!("the keys are {}", accepted.join(", ")))
            } else {
                diagnostic
            }
        }
        Problem::Value(written, accepted) => {
            Diagnostic::new(Code::BadValue, place(path.clone()), format!("{} does not take `{written}`", named(&path)))
                .suggest(&written, accepted.iter().map(String::as_str))
                .help(format!("it takes {}", accepted.join(", ")))
        }
        Problem::Id(error) => {
            let diagnostic = Diagnostic::new(Code::BadId, place(path), error.to_string());
            match error.suggestion() {
                Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
                None => diagnostic.help("an id is made of lower-case letters, digits and single hyphens"),
            }
        }
        Problem::Reference(reference) => bad_reference(&reference, place(path)),
        Problem::Date(error) => Diagnostic::new(Code::BadDate, place(path), error.to_string()).help(error.help),
        Problem::Tag(error) => Diagnostic::new(Code::UnknownLanguage, place(path), error.to_string()),
        Problem::Empty => Diagnostic::new(Code::EmptyText, place(path.clone()), format!("{} is empty", named(&path)))
            .help("write the text, or leave the field out"),
        Problem::Other(message) => Diagnostic::new(Code::BadValue, place(path), message),
    }
}

fn bad_reference(reference: &BadReference, place: Place) -> Diagnostic {
    let written = &reference.written;
    let names: Vec<_> = reference.collections.iter().map(|collection| collection.as_str()).collect();
    match &reference.why {
        ReferenceProblem::NoCollection => {
            let message = format!("`{written}` does not name its collection");
            // Where any collection may stand, one is enough to see how.
            let shown = if names.len() > 3 { &names[..1] } else { &names };
            let forms: Vec<_> = shown.iter().map(|name| format!("`{name}/{written}`")).collect();
            Diagnostic::new(Code::UnknownCollection, place, message).help(format!("write {}", forms.join(" or ")))
        }
        ReferenceProblem::UnknownCollection(name) => {
            let diagnostic =
                Diagnostic::new(Code::UnknownCollection, place, format!("there is no collection `{name}`"));
            match names.as_slice() {
                [one] => diagnostic.help(format!("here the id alone is wanted, of one of the {one}")),
                _ => diagnostic
                    .suggest(name, names.iter().copied())
                    .help(format!("the collections that may stand here are {}", names.join(", "))),
            }
        }
        ReferenceProblem::OtherCollection(other) => {
            let message = format!("`{written}` is one of the {other}, and one of the {} is wanted", names.join(" or "));
            Diagnostic::new(Code::BadValue, place, message)
        }
        ReferenceProblem::NamesCollection(id) => {
            let message = format!("`{written}` names its collection, and the id alone is wanted");
            Diagnostic::new(Code::BadValue, place, message).help(format!("write `{id}`"))
        }
    }
}

fn wrong_type(wrong: WrongType, path: &KeyPath, place: Place) -> Diagnostic {
    let message = format!("{} takes {}", named(path), wrong.wanted);
    let diagnostic = if wrong.is_nothing() {
        // There is no value to point at.
        Diagnostic::new(Code::WrongType, place.at_key(), message).label("nothing stands behind this")
    } else {
        Diagnostic::new(Code::WrongType, place, message).label(format!("this is {}", wrong.found))
    };
    let whole = |value: &str| match path.steps().last() {
        Some(Step::Key(field)) => format!("{field}: {value}"),
        Some(Step::Index(_)) => format!("- {value}"),
        None => value.to_owned(),
    };
    match (correction(&wrong), example(&wrong.wanted)) {
        (Some(value), _) => diagnostic.help(format!("write `{}`", whole(&value))),
        (None, Some(value)) => diagnostic.help(format!("write it as in `{}`", whole(value))),
        (None, None) => diagnostic,
    }
}

/// The value as it was probably meant, where that can be said.
fn correction(wrong: &WrongType) -> Option<String> {
    let written = wrong.written.as_deref()?.trim();
    match &wrong.wanted {
        Wanted::List => {
            let items = written.split(',').map(|item| yaml::in_brackets(item.trim()));
            Some(format!("[{}]", items.collect::<Vec<_>>().join(", ")))
        }
        Wanted::Boolean => match written.to_lowercase().as_str() {
            "yes" | "true" | "on" | "1" => Some("true".to_owned()),
            "no" | "false" | "off" | "0" => Some("false".to_owned()),
            _ => None,
        },
        Wanted::WholeNumber => leading_number(written).filter(|number| !number.contains('.')).map(str::to_owned),
        Wanted::Number => leading_number(written).map(str::to_owned),
        Wanted::Text | Wanted::Texts => Some(yaml::quoted(written)),
        Wanted::Map | Wanted::Date | Wanted::Other(_) => None,
    }
}

/// A value of the type that is wanted; none where the words for the type hold one.
fn example(wanted: &Wanted) -> Option<&'static str> {
    match wanted {
        Wanted::List => Some("[…, …]"),
        Wanted::Map => Some("{…: …, …: …}"),
        Wanted::Boolean => Some("true"),
        Wanted::WholeNumber => Some("3"),
        Wanted::Number => Some("2.5"),
        Wanted::Text => Some("\"…\""),
        Wanted::Texts => Some("{en: …, es: …}"),
        Wanted::Date => Some("2007-10-15"),
        Wanted::Other(_) => None,
    }
}

/// The figure that a text such as `960 tonnes` begins with.
fn leading_number(text: &str) -> Option<&str> {
    let sign = usize::from(text.starts_with('-'));
    let end = text[sign..]
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .map_or(text.len(), |end| sign + end);
    let number = text[..end].trim_end_matches('.');
    number.parse::<f64>().is_ok().then_some(number)
}

fn named(path: &KeyPath) -> String {
    if path.steps().is_empty() { "this file".to_owned() } else { format!("`{path}`") }
}

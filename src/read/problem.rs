//! From what is wrong with a field to what its author is told.

use crate::diagnostic::{Code, Diagnostic, closest};
use crate::model::{FieldError, Problem};
use crate::source::{KeyPath, Place};

/// Says what is wrong. `also_known` are keys that the map takes besides those of its type; `place` finds the value of a path.
pub fn diagnostic(error: FieldError, also_known: &[&str], place: impl Fn(KeyPath) -> Place) -> Diagnostic {
    let path = error.path;
    match error.problem {
        Problem::Missing(field) => Diagnostic::new(Code::MissingField, place(path).at_key(), format!("`{field}` is missing"))
            .help(format!("add `{field}`")),
        Problem::Unknown(key, mut known) => {
            known.extend(also_known.iter().map(|&name| name.to_owned()));
            let place = place(path.key(key.as_str())).at_key();
            Diagnostic::new(Code::UnknownKey, place, format!("there is no field `{key}` here"))
                .suggest(&key, known.iter().map(String::as_str))
                .help(format!("the fields are {}", known.join(", ")))
        }
        Problem::Type(found, expected) => {
            Diagnostic::new(Code::WrongType, place(path.clone()), format!("{} takes {expected}", named(&path)))
                .label(format!("this is {found}"))
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
                None => diagnostic,
            }
        }
        Problem::Reference(written, collections) => {
            let (collection, id) = written.split_once('/').map_or((None, &*written), |(name, id)| (Some(name), id));
            let names: Vec<_> = collections.iter().map(|collection| collection.as_str()).collect();
            let message = match collection {
                Some(collection) => format!("{} does not take a record of `{collection}`", named(&path)),
                None => format!("`{written}` does not name its collection"),
            };
            let diagnostic = Diagnostic::new(Code::BadValue, place(path), message);
            match collection.map(|collection| closest(collection, names.iter().copied())) {
                Some(Some(meant)) => diagnostic.help(format!("did you mean `{meant}/{id}`?")),
                None if names.len() <= 2 => {
                    let whole: Vec<_> = names.iter().map(|name| format!("`{name}/{id}`")).collect();
                    diagnostic.help(format!("write {}", whole.join(" or ")))
                }
                _ => diagnostic.help(format!("write collection and id, with one of the collections {}", names.join(", "))),
            }
        }
        Problem::Date(error) => Diagnostic::new(Code::BadDate, place(path), error.to_string()).help(
            "a date is a year, a month, a day, or a time with its zone: `2007`, `2007-10`, `2007-10-15`, `\"2007-10-15T09:00[America/Toronto]\"`",
        ),
        Problem::Tag(error) => Diagnostic::new(Code::UnknownLanguage, place(path), error.to_string()),
        Problem::Empty => Diagnostic::new(Code::EmptyText, place(path.clone()), format!("{} is empty", named(&path)))
            .help("write the text, or leave the field out"),
        Problem::Other(message) => Diagnostic::new(Code::BadValue, place(path), message),
    }
}

fn named(path: &KeyPath) -> String {
    format!("`{path}`")
}

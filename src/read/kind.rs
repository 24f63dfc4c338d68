//! What a file of the content folder is, by its path alone.

use crate::diagnostic::{Code, Diagnostic, closest};
use crate::model::{Collection, Id, RecordId};
use crate::source::{FilePath, Place};

/// What a file is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// `events.yaml`: the facts of many records.
    CollectionFacts(Collection),
    /// `events/summit.yaml`: the facts of one.
    RecordFacts(RecordId),
    /// `events/summit.en.md`: prose in a language, which may not be one.
    Prose(RecordId, String),
    /// `events/summit/agenda.pdf`: a file in a record's folder, by its path in the collection's.
    Attachment(Collection, String),
    /// `files/CNAME`: a file that is copied to the site's root.
    SiteFile(String),
    /// A file whose name would be a record's if its id were one.
    BadId(String),
    /// `events/summit.md`: prose that does not say its language.
    NoLanguage,
    /// Nothing that belongs here.
    Stray,
}

impl Kind {
    /// Whether the file is parsed, and not only copied or passed over.
    pub(super) fn is_parsed(&self) -> bool {
        matches!(self, Self::CollectionFacts(_) | Self::RecordFacts(_) | Self::Prose(..))
    }

    /// What the file at this path below the content folder is.
    pub(super) fn of(path: &str) -> Self {
        if let Some(path) = path.strip_prefix("files/") {
            return Self::SiteFile(path.to_owned());
        }
        let Some((folder, rest)) = path.split_once('/') else {
            let collection = path.strip_suffix(".yaml").and_then(|name| name.parse().ok());
            return collection.map_or(Self::Stray, Self::CollectionFacts);
        };
        let Ok(collection) = folder.parse::<Collection>() else { return Self::Stray };
        let may_be_record = collection == Collection::Pages || !rest.contains('/');
        if may_be_record && let Some(name) = rest.strip_suffix(".yaml") {
            return match name.parse::<Id>() {
                Ok(id) => Self::RecordFacts(RecordId::new(collection, id)),
                Err(_) => Self::BadId(name.to_owned()),
            };
        }
        if may_be_record && let Some(name) = rest.strip_suffix(".md") {
            let Some((name, language)) = name.rsplit_once('.') else { return Self::NoLanguage };
            return match name.parse::<Id>() {
                Ok(id) => Self::Prose(RecordId::new(collection, id), language.to_owned()),
                Err(_) => Self::BadId(name.to_owned()),
            };
        }
        if rest.contains('/') { Self::Attachment(collection, rest.to_owned()) } else { Self::Stray }
    }
}

/// The finding about a file that belongs to nothing.
pub(super) fn stray(file: &FilePath) -> Diagnostic {
    Diagnostic::new(Code::StrayFile, Place::file(file), "this file belongs to nothing")
}

/// Says what a file that belongs to nothing was probably meant to be. `all` are the files that may be a record's.
pub(super) fn advise_stray<'file>(
    diagnostic: Diagnostic,
    file: &FilePath,
    all: impl Iterator<Item = &'file FilePath>,
) -> Diagnostic {
    let (content, path) = file.as_str().split_once('/').unwrap_or(("", file.as_str()));
    if let Some(name) = path.strip_suffix(".yml") {
        return diagnostic.help(format!("facts end in `.yaml`: call it `{content}/{name}.yaml`"));
    }
    let Some((folder, name)) = path.split_once('/') else {
        let meant = path.strip_suffix(".yaml").and_then(|name| closest(name, Collection::names().chain(["site"])));
        return diagnostic.help(match meant {
            Some(meant) => format!("did you mean `{content}/{meant}.yaml`?"),
            None => "put it in the folder of a record, or in `files/`, or remove it".to_owned(),
        });
    };
    if folder.parse::<Collection>().is_err() {
        let diagnostic = match closest(folder, Collection::names().chain(["files"])) {
            Some(meant) => diagnostic.help(format!("did you mean `{content}/{meant}/{name}`?")),
            None => diagnostic,
        };
        return diagnostic.help("what is to be copied to the site's root stands in `files/`");
    }
    // A folder of attachments is named like its record.
    let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
    let records = all.filter_map(|file| {
        let name = file.as_str().split_once('/')?.1;
        name.strip_suffix(".yaml")
            .or_else(|| name.strip_suffix(".md").and_then(|name| name.rsplit_once('.').map(|(id, _)| id)))
    });
    match closest(folder, records) {
        Some(record) => diagnostic.help(format!("did you mean the folder of the record `{record}`?")),
        None => diagnostic.help("put it in the folder of a record, or in `files/`, or remove it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str) -> RecordId {
        let (collection, id) = text.split_once('/').unwrap();
        RecordId::new(collection.parse().unwrap(), id.parse().unwrap())
    }

    #[test]
    fn a_path_says_what_its_file_is() {
        for (path, kind) in [
            ("events.yaml", Kind::CollectionFacts(Collection::Events)),
            ("events/summit.yaml", Kind::RecordFacts(record("events/summit"))),
            ("events/summit.en.md", Kind::Prose(record("events/summit"), "en".to_owned())),
            ("events/summit/agenda.pdf", Kind::Attachment(Collection::Events, "summit/agenda.pdf".to_owned())),
            ("events/summit/notes.en.md", Kind::Attachment(Collection::Events, "summit/notes.en.md".to_owned())),
            ("pages/about/history.es-MX.md", Kind::Prose(record("pages/about/history"), "es-MX".to_owned())),
            ("pages/about/map.png", Kind::Attachment(Collection::Pages, "about/map.png".to_owned())),
            ("files/.well-known/security.txt", Kind::SiteFile(".well-known/security.txt".to_owned())),
            ("events/Summit.en.md", Kind::BadId("Summit".to_owned())),
            ("events/summit.md", Kind::NoLanguage),
            ("events/summit.pdf", Kind::Stray),
            ("notes.txt", Kind::Stray),
            ("evens/summit.yaml", Kind::Stray),
        ] {
            assert_eq!(Kind::of(path), kind, "{path}");
        }
    }
}

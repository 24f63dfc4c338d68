//! What a site holds, by its names alone: for the shell, which waits for it at every key. Nothing is reported, and what cannot be read has no names.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::{self, File};
use super::kind::Kind;
use super::{CONTENT, document, settings};
use crate::diagnostic::Diagnostics;
use crate::language::Tag;
use crate::model::RecordId;
use crate::source::FilePath;
use crate::yaml::Map;

/// The records of the site in a folder. They are known by the names of their files, and by the keys of a collection's file; no other file is opened.
pub fn records(root: &Path) -> BTreeSet<RecordId> {
    let mut records = BTreeSet::new();
    for file in content(root) {
        match Kind::of(&file.relative) {
            Kind::RecordFacts(record) | Kind::Prose(record, _) => {
                records.insert(record);
            }
            Kind::CollectionFacts(collection) => {
                let text = files::text(&file).ok().and_then(Result::ok).unwrap_or_default();
                let ids = map(&file.file, &text).into_iter().filter_map(|(key, _)| key.parse().ok());
                records.extend(ids.map(|id| RecordId::new(collection, id)));
            }
            _ => {}
        }
    }
    records
}

/// The languages of the site in a folder, the default first.
pub fn languages(root: &Path) -> Vec<Tag> {
    let file = FilePath::new(format!("{CONTENT}/{}", settings::FILE));
    let text = files::source_text(root, &file).unwrap_or_default();
    settings::languages(&map(&file, &text))
}

fn content(root: &Path) -> Vec<File> {
    files::walk(&root.join(CONTENT), CONTENT).map(|walked| walked.files).unwrap_or_default()
}

fn map(file: &FilePath, text: &str) -> Map {
    document::map(file, text, &mut Diagnostics::new()).unwrap_or_default()
}

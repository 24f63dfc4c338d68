//! From the places of a diagnostic to lines, columns and bytes of the source, which is read only now.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Diagnostic, Diagnostics};
use crate::source::{At, FilePath, Place, Position, yaml_range};
use crate::yaml::{self, Part};

/// The texts that the places of a report stand in, each fetched once.
pub struct SourceText<'fetch> {
    fetch: &'fetch dyn Fn(&FilePath) -> Option<String>,
    texts: BTreeMap<FilePath, Option<Arc<str>>>,
}

/// A place with its text.
pub struct Located {
    /// The file, as its author names it.
    pub file: FilePath,
    /// The text of the file; none where it cannot be read as text.
    pub text: Option<Arc<str>>,
    /// The bytes of the text that the place means.
    pub bytes: Range<usize>,
    /// Line and column of the first of them.
    pub position: Position,
    /// The same of the end.
    pub end: Position,
}

impl<'fetch> SourceText<'fetch> {
    /// `fetch` gives the text of a file, or none where there is none to be had.
    pub fn new(fetch: &'fetch dyn Fn(&FilePath) -> Option<String>) -> Self {
        Self { fetch, texts: BTreeMap::new() }
    }

    /// The findings in the order of their files and lines, each with where it stands.
    pub fn in_order<'found>(&mut self, diagnostics: &'found Diagnostics) -> Vec<(Located, &'found Diagnostic)> {
        let mut located: Vec<_> =
            diagnostics.iter().map(|diagnostic| (self.locate(&diagnostic.place), diagnostic)).collect();
        located.sort_by(|(left, _), (right, _)| (&left.file, left.position).cmp(&(&right.file, right.position)));
        located
    }

    /// Where a place stands. A place in a file without text is at its first line.
    pub fn locate(&mut self, place: &Place) -> Located {
        let text = self.texts.entry(place.file.clone()).or_insert_with(|| (self.fetch)(&place.file).map(Arc::from));
        let bytes = text.as_deref().map_or(0..0, |text| bytes_of(place, text));
        let position =
            |offset| text.as_deref().map_or(Position { line: 1, column: 1 }, |text| Position::of(text, offset));
        Located {
            file: place.file.clone(),
            position: position(bytes.start),
            end: position(bytes.end),
            text: text.clone(),
            bytes,
        }
    }
}

fn bytes_of(place: &Place, text: &str) -> Range<usize> {
    let clamp = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
    let (path, part) = match &place.at {
        At::File => return 0..0,
        At::Bytes(start, end) => return clamp(*start)..clamp(*end),
        At::Value(path) => (path, Part::Value),
        At::Key(path) => (path, Part::Key),
        At::RepeatedKey(path) => (path, Part::RepeatedKey),
    };
    let yaml = yaml_range(&place.file, text);
    let found = yaml::locate(&text[yaml.clone()], path, part);
    clamp(yaml.start + found.start)..clamp(yaml.start + found.end)
}

//! From the places of a diagnostic to lines, columns and bytes of the source, which is read only now.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Diagnostic, Diagnostics};
use crate::source::{At, FilePath, Place, Position, Positions, yaml_range};
use crate::yaml::{self, Part};

/// The texts that the places of a report stand in, each fetched once.
pub struct SourceText<'fetch> {
    fetch: &'fetch dyn Fn(&FilePath) -> Option<String>,
    texts: BTreeMap<FilePath, Option<Text>>,
}

/// A text, and what is known of it once somebody has asked.
struct Text {
    text: Arc<str>,
    positions: Positions,
    /// Where its YAML begins, and what stands in it.
    yaml: Option<(usize, yaml::Index)>,
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
        let text = self.texts.entry(place.file.clone()).or_insert_with(|| {
            (self.fetch)(&place.file).map(|text| Text {
                positions: Positions::new(&text),
                text: text.into(),
                yaml: None,
            })
        });
        let Some(text) = text else {
            let start = Position { line: 1, column: 1 };
            return Located { file: place.file.clone(), text: None, bytes: 0..0, position: start, end: start };
        };
        let bytes = bytes_of(place, text);
        Located {
            file: place.file.clone(),
            position: text.positions.of(&text.text, bytes.start),
            end: text.positions.of(&text.text, bytes.end),
            text: Some(Arc::clone(&text.text)),
            bytes,
        }
    }
}

fn bytes_of(place: &Place, in_text: &mut Text) -> Range<usize> {
    let text = &*in_text.text;
    let clamp = |offset: usize| text.floor_char_boundary(offset.min(text.len()));
    let (path, part) = match &place.at {
        At::File => return 0..0,
        At::Bytes(start, end) => return clamp(*start)..clamp(*end),
        At::Value(path) => (path, Part::Value),
        At::Key(path) => (path, Part::Key),
        At::RepeatedKey(path) => (path, Part::RepeatedKey),
    };
    let (start, index) = in_text.yaml.get_or_insert_with(|| {
        let yaml = yaml_range(&place.file, text);
        (yaml.start, yaml::Index::new(&text[yaml]))
    });
    let found = index.locate(path, part);
    clamp(*start + found.start)..clamp(*start + found.end)
}

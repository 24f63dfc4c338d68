//! Text and places in it: which file, and where in the file, a value or a sentence stands.
//!
//! A [`Place`] is made while reading and says *what* it points at (a key of the YAML, a range of bytes). The line and the column are
//! worked out only when somebody reports the place, because a site without mistakes never needs them.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The path of a source file as its author names it: relative to the site's root, with `/` on every system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// Takes a path that is already relative to the root and separated by `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The file of the settings.
    pub fn of_settings() -> Self {
        Self::new("content/site.yaml")
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A range of bytes in a file that is parsed, in half the memory of a [`Range`]: a site keeps millions of them, and no such file has 4 GB.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The same as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: narrow(range.start), end: narrow(range.end) }
    }
}

/// One step from a YAML value into a value that it holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Step {
    /// Into the entry of a map.
    Key(Arc<str>),
    /// Into the item of a list, counted from 0.
    Index(usize),
}

/// The way from the root of a YAML document to a value, such as `members[0].body`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct KeyPath(Vec<Step>);

impl KeyPath {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The entry `key` of this value.
    #[must_use]
    pub fn key(&self, key: impl Into<Arc<str>>) -> Self {
        self.then(Step::Key(key.into()))
    }

    /// The item `index` of this value.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// One step further.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The entry `key` beside this value, in the same map.
    #[must_use]
    pub fn sibling(&self, key: impl Into<Arc<str>>) -> Self {
        Self(self.0[..self.0.len().saturating_sub(1)].to_vec()).key(key)
    }

    /// The steps, from the root on.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// This path with `prefix` in front of it.
    #[must_use]
    pub fn below(&self, prefix: &KeyPath) -> Self {
        Self(prefix.0.iter().chain(&self.0).cloned().collect())
    }
}

impl FromIterator<Step> for KeyPath {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => write!(formatter, "{key}")?,
                Step::Key(key) => write!(formatter, ".{key}")?,
                Step::Index(index) => write!(formatter, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// What a place points at within its file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum At {
    /// The file as a whole.
    File,
    /// A range of bytes of the file.
    Bytes(usize, usize),
    /// A value of the file's YAML (the whole file, or the front matter of Markdown).
    Value(KeyPath),
    /// The key under which a value of the YAML stands.
    Key(KeyPath),
    /// The second of two equal keys.
    RepeatedKey(KeyPath),
}

/// Where something stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The file.
    pub file: FilePath,
    /// What in the file.
    pub at: At,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &FilePath) -> Self {
        Self { file: file.clone(), at: At::File }
    }

    /// A range of bytes in the file.
    pub fn bytes(file: &FilePath, range: Range<usize>) -> Self {
        Self { file: file.clone(), at: At::Bytes(range.start, range.end) }
    }

    /// A YAML value.
    pub fn value(file: &FilePath, path: KeyPath) -> Self {
        Self { file: file.clone(), at: At::Value(path) }
    }

    /// The key of the value that it points at, which may be long; what is no value stays as it is.
    #[must_use]
    pub fn at_key(self) -> Self {
        match self.at {
            At::Value(path) => Self { at: At::Key(path), ..self },
            at => Self { at, ..self },
        }
    }

    /// A YAML key.
    pub fn key(file: &FilePath, path: KeyPath) -> Self {
        Self { file: file.clone(), at: At::Key(path) }
    }
}

/// A line and a column as editors count them: both from 1, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The position of the byte at `offset`; an offset past the end is the end.
    pub fn of(text: &str, offset: usize) -> Self {
        Self { line: 1, column: 1 }.behind(&text[..text.floor_char_boundary(offset.min(text.len()))])
    }

    /// The position behind a text that begins here.
    fn behind(self, text: &str) -> Self {
        let (column, line_start) = text.rfind('\n').map_or((self.column, 0), |newline| (1, newline + 1));
        Self {
            line: self.line + text.bytes().filter(|byte| *byte == b'\n').count(),
            column: column + text[line_start..].chars().filter(|character| *character != '\u{feff}').count(),
        }
    }
}

/// The positions in one text, each found without reading the text from its beginning.
#[derive(Debug)]
pub struct Positions {
    /// What holds at every [`Self::STRIDE`]th byte.
    marks: Vec<Position>,
}

impl Positions {
    const STRIDE: usize = 1024;

    /// Reads a text once.
    pub fn new(text: &str) -> Self {
        let mut marks = vec![Position { line: 1, column: 1 }];
        let mut start = 0;
        for stride in (Self::STRIDE..=text.len()).step_by(Self::STRIDE) {
            let end = text.floor_char_boundary(stride);
            let mark = marks[marks.len() - 1].behind(&text[start..end]);
            marks.push(mark);
            start = end;
        }
        Self { marks }
    }

    /// The position of the byte at `offset` of the text that was read; an offset past the end is the end.
    pub fn of(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let mark = offset / Self::STRIDE;
        self.marks[mark].behind(&text[text.floor_char_boundary(mark * Self::STRIDE)..offset])
    }
}

/// The two parts of a Markdown file, as ranges of its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    /// The YAML between the two `---` lines, where the file begins with them.
    pub front_matter: Option<Range<usize>>,
    /// The prose behind it.
    pub prose: Range<usize>,
}

/// Splits a Markdown file into front matter and prose.
///
/// # Errors
/// The range of the opening `---` where no second one closes the front matter.
pub fn split_front_matter(text: &str) -> Result<Parts, Range<usize>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text[start..].split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| is_fence(line)) else {
        return Ok(Parts { front_matter: None, prose: start..text.len() });
    };
    let yaml_start = start + opening.len();
    let mut offset = yaml_start;
    for line in lines {
        if is_fence(line) {
            return Ok(Parts { front_matter: Some(yaml_start..offset), prose: offset + line.len()..text.len() });
        }
        offset += line.len();
    }
    Err(start..start + opening.trim_end().len())
}

/// The range of the YAML in a file: the front matter of Markdown, all of any other file, without a byte order mark.
pub fn yaml_range(file: &FilePath, text: &str) -> Range<usize> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if file.as_str().ends_with(".md") {
        return split_front_matter(text).ok().and_then(|parts| parts.front_matter).unwrap_or(start..start);
    }
    start..text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_the_second_fence() {
        let text = "---\ntitle: A\n---\nProse\n---\n";
        let parts = split_front_matter(text).unwrap();
        assert_eq!(&text[parts.front_matter.unwrap()], "title: A\n");
        assert_eq!(&text[parts.prose], "Prose\n---\n");
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_no_part_of_the_front_matter() {
        let text = "\u{feff}---\r\ntitle: A\r\n---\r\nProse";
        let parts = split_front_matter(text).unwrap();
        assert_eq!(&text[parts.front_matter.unwrap()], "title: A\r\n");
        assert_eq!(&text[parts.prose], "Prose");
    }

    #[test]
    fn prose_without_front_matter_is_all_prose() {
        let parts = split_front_matter("Just prose\n\n---\n\nmore").unwrap();
        assert_eq!(parts.front_matter, None);
        assert_eq!(parts.prose, 0..21);
    }

    #[test]
    fn front_matter_that_never_closes_is_an_error_at_its_fence() {
        assert_eq!(split_front_matter("---\ntitle: A\n"), Err(0..3));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(Position::of("año\nñandú x", 13), Position { line: 2, column: 7 });
        assert_eq!(Position::of("ab", 99), Position { line: 1, column: 3 });
    }

    #[test]
    fn key_paths_read_like_paths_in_code() {
        assert_eq!(KeyPath::root().key("members").index(0).key("body").to_string(), "members[0].body");
    }
}

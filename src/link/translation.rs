//! What has been translated, and whether it still says what the original says.
//!
//! A translation may record the state of the original that it was made from: a hash for each block (`translates` in its front matter). What
//! the original says now is held against that. Paragraphs apart, a translation has the parts of its original; where it has others, or
//! leads elsewhere, that is reported, too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::site::{LanguageIndex, Linked, RecordIndex, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Tag;
use crate::markdown::{Anatomy, LinkTarget, Outline, Part, PartKind};
use crate::model::{BlockHash, Snapshot, Text};
use crate::read::{ProseFile, Record};
use crate::source::{KeyPath, Place};

/// How a record stands in a language.
#[derive(Clone, PartialEq, Debug)]
pub enum Translation {
    /// It has prose in no language, so that nothing is to be translated.
    None,
    /// It is written in this language.
    Original,
    /// It has no prose in this language.
    Missing,
    /// It is translated, and nobody recorded from which state of the original.
    Unrecorded,
    /// It is translated from what the original says now.
    Current,
    /// It is translated from what the original said before.
    Outdated(Vec<Change>),
}

/// How a record stands in a language, in a word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// It is written in this language.
    Original,
    /// It is translated from what the original says now.
    Current,
    /// It is translated, and nobody recorded from which state of the original.
    Unrecorded,
    /// It is translated, and has other parts than its original.
    Different,
    /// It is translated from what the original said before.
    Outdated,
    /// It has no prose in this language.
    Missing,
}

impl State {
    /// Every state, from the best to the worst.
    pub const ALL: [Self; 6] =
        [Self::Original, Self::Current, Self::Unrecorded, Self::Different, Self::Outdated, Self::Missing];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Current => "current",
            Self::Unrecorded => "unrecorded",
            Self::Different => "different",
            Self::Outdated => "outdated",
            Self::Missing => "missing",
        }
    }
}

/// A change of the original.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The blocks of the recorded state that are no more: their positions.
    pub before: Range<usize>,
    /// The blocks of the original that are new.
    pub after: Range<usize>,
}

impl Change {
    /// How many blocks it is about.
    pub fn blocks(&self) -> usize {
        self.before.len().max(self.after.len())
    }
}

/// The blocks before those of the prose: the title, and the summary.
const BLOCKS_BEFORE_PROSE: usize = 2;
/// How many changes a finding shows.
const MOST_SHOWN: usize = 4;

impl Site {
    /// The language of a record that the others are translated from: the one that it names, else the first that has prose.
    pub fn source_language(&self, index: RecordIndex) -> LanguageIndex {
        self.shown(index, self.linked(index).original).0
    }

    /// How a record stands in a language.
    pub fn translation(&self, index: RecordIndex, language: LanguageIndex) -> Translation {
        let linked = self.linked(index);
        let source = self.source_language(index);
        if linked.record.prose_in(self.tag(source)).is_none() {
            return Translation::None;
        }
        if language == source {
            return Translation::Original;
        }
        if linked.record.prose_in(self.tag(language)).is_none() {
            return Translation::Missing;
        }
        let recorded = linked.record.prose_file_in(self.tag(language)).and_then(|file| file.translates.as_ref());
        let Some(recorded) = recorded else { return Translation::Unrecorded };
        let changes = changes(&recorded.0, &self.snapshot(index).0);
        if changes.is_empty() { Translation::Current } else { Translation::Outdated(changes) }
    }

    /// How a record stands in a language, in a word; none where it has prose in no language.
    pub fn state(&self, index: RecordIndex, language: LanguageIndex) -> Option<State> {
        Some(match self.translation(index, language) {
            Translation::None => return None,
            Translation::Original => State::Original,
            Translation::Missing => State::Missing,
            Translation::Outdated(_) => State::Outdated,
            Translation::Unrecorded | Translation::Current if self.is_different(index, language) => State::Different,
            Translation::Unrecorded => State::Unrecorded,
            Translation::Current => State::Current,
        })
    }

    /// How many records stand how in a language: the states that there are, from the best to the worst.
    pub fn states(&self, language: LanguageIndex) -> BTreeMap<State, usize> {
        let mut counts = BTreeMap::new();
        let states: Vec<_> = self.record_indices().filter_map(|index| self.state(index, language)).collect();
        for state in states {
            *counts.entry(state).or_default() += 1;
        }
        counts
    }

    /// Whether a translation has other parts or links than its original.
    fn is_different(&self, index: RecordIndex, language: LanguageIndex) -> bool {
        let source = self.source_language(index);
        let original = self.record(index).prose_file_in(self.tag(source));
        let pair = original.and_then(|original| Pair::new(self, index, language, original));
        pair.is_some_and(|pair| pair.different().iter().any(|found| found.code == Code::DifferentTranslation))
    }

    /// What a record's original says now.
    pub fn snapshot(&self, index: RecordIndex) -> Snapshot {
        let record = self.record(index);
        let source = self.tag(self.source_language(index));
        let text = |text: Option<&Text>| BlockHash::of(text.and_then(|text| text.get(source)).unwrap_or_default());
        let common = &record.common;
        let before = [text(Some(&common.title)), text(common.summary.as_ref())];
        let blocks = record.prose_in(source).map(|prose| prose.outline.anatomy.blocks.as_slice()).unwrap_or_default();
        Snapshot(before.into_iter().chain(blocks.iter().map(|block| block.hash)).collect())
    }
}

/// What changed from one state to another.
fn changes(before: &[BlockHash], after: &[BlockHash]) -> Vec<Change> {
    let operations = capture_diff_slices(Algorithm::Myers, before, after);
    let changed = operations.into_iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    changed.map(|operation| Change { before: operation.old_range(), after: operation.new_range() }).collect()
}

/// What is missing, outdated or different.
pub(super) fn findings(site: &Site) -> Vec<Diagnostic> {
    site.record_indices().flat_map_iter(|index| findings_of(site, index)).collect()
}

/// What is missing, outdated or different of one record.
pub(super) fn findings_of(site: &Site, index: RecordIndex) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A language of which there is only one needs no translation.
    if site.languages.len() < 2 {
        return found;
    }
    let linked = site.linked(index);
    let source = site.source_language(index);
    let Some(original) = linked.record.prose_file_in(site.tag(source)) else { return found };
    if original.translates.is_some() {
        let place = Place::key(&original.file, KeyPath::root().key("translates"));
        let message = "this is the original, which translates nothing";
        found.push(Diagnostic::new(Code::BadValue, place, message).help("leave `translates` out"));
    }
    for language in site.language_indices() {
        match site.translation(index, language) {
            Translation::None | Translation::Original => {}
            Translation::Missing => found.push(missing(linked, original, site.tag(language))),
            Translation::Outdated(changes) => {
                let pair = Pair::new(site, index, language, original);
                found.extend(pair.map(|pair| pair.outdated(&changes)));
            }
            Translation::Unrecorded | Translation::Current => {
                if let Some(pair) = Pair::new(site, index, language, original) {
                    found.extend(pair.different());
                }
            }
        }
    }
    found
}

/// The codes of what is found of translations.
const CODES: [Code; 4] =
    [Code::MissingTranslation, Code::OutdatedTranslation, Code::DifferentTranslation, Code::DifferentFigures];

/// Whether a finding is about a translation.
pub(super) fn is_about_translation(diagnostic: &Diagnostic) -> bool {
    CODES.contains(&diagnostic.code)
}

fn missing(linked: &Linked, original: &ProseFile, tag: &Tag) -> Diagnostic {
    let id = &linked.record.id;
    let message = format!("`{id}` is not translated into `{tag}`");
    Diagnostic::new(Code::MissingTranslation, Place::file(&original.file), message).help(format!(
        "write `content/{id}.{tag}.md`; until then its page in that language shows the text of the original"
    ))
}

/// An original and one of its translations.
struct Pair<'site> {
    record: &'site Record,
    source: &'site Tag,
    tag: &'site Tag,
    original: &'site ProseFile,
    translation: &'site ProseFile,
    original_prose: &'site Outline,
    translated_prose: &'site Outline,
}

impl<'site> Pair<'site> {
    fn new(site: &'site Site, index: RecordIndex, language: LanguageIndex, original: &'site ProseFile) -> Option<Self> {
        let record = site.record(index);
        let tag = site.tag(language);
        let translation = record.prose_file_in(tag)?;
        Some(Self {
            record,
            source: site.tag(site.source_language(index)),
            tag,
            original,
            translation,
            original_prose: original.outline()?,
            translated_prose: translation.outline()?,
        })
    }

    /// The place of a block of the original or of the translation: the title, the summary, or one of the prose.
    fn place(&self, block: usize, file: &ProseFile, tag: &Tag, anatomy: &Anatomy) -> Option<Place> {
        let common = &self.record.common;
        let field = |name: &str, text: &Text| {
            let path = text.path(&KeyPath::root().key(name), tag);
            // What is not stated in this language stands nowhere.
            text.get(tag).map(|_| self.record.origins.place(&path))
        };
        match block {
            0 => field("title", &common.title),
            1 => common.summary.as_ref().and_then(|summary| field("summary", summary)),
            _ => {
                let block = anatomy.blocks.get(block - BLOCKS_BEFORE_PROSE)?;
                Some(Place::bytes(&file.file, block.span.range()))
            }
        }
    }

    fn outdated(&self, changes: &[Change]) -> Diagnostic {
        let (id, tag) = (&self.record.id, self.tag);
        let recorded = self.translation.translates.as_ref().map_or(0, |snapshot| snapshot.0.len());
        let translated = &self.translated_prose.anatomy;
        // As long as the translation has the blocks that were recorded, each stands where its original stood.
        let is_aligned = recorded == translated.blocks.len() + BLOCKS_BEFORE_PROSE;
        let changed: usize = changes.iter().map(Change::blocks).sum();
        let message = match changed {
            1 => format!("the original of `{id}` in `{tag}` changed in 1 block after it was translated"),
            changed => format!("the original of `{id}` in `{tag}` changed in {changed} blocks after it was translated"),
        };
        let key = Place::key(&self.translation.file, KeyPath::root().key("translates"));
        let mut diagnostic =
            Diagnostic::new(Code::OutdatedTranslation, key, message).label("records the state that it was made from");
        for change in changes.iter().take(MOST_SHOWN) {
            let said =
                if change.after.is_empty() { "what this translates is gone" } else { "this translates what changed" };
            for block in change.before.clone().filter(|_| is_aligned).take(1) {
                if let Some(place) = self.place(block, self.translation, tag, translated) {
                    diagnostic = diagnostic.related(place, said);
                }
            }
            let said = if change.before.is_empty() { "this is new" } else { "this has changed" };
            for block in change.after.clone().take(1) {
                if let Some(place) = self.place(block, self.original, self.source, &self.original_prose.anatomy) {
                    diagnostic = diagnostic.related(place, said);
                }
            }
        }
        if changes.len() > MOST_SHOWN {
            diagnostic = diagnostic.help(format!("it changed in {} more places", changes.len() - MOST_SHOWN));
        }
        diagnostic.help(format!("bring the translation up to date, then run `tratado translated {id} {tag}`"))
    }

    /// What the translation has in another way than its original, a finding for each kind of difference.
    fn different(&self) -> Vec<Diagnostic> {
        if self.are_alike() {
            return Vec::new();
        }
        let nouns = ["headings", "lists", "tables", "footnotes", "images"];
        let mut found: Vec<_> = nouns.into_iter().filter_map(|noun| self.parts(noun)).collect();
        found.extend(self.links());
        found.extend(self.figures());
        found
    }

    /// Whether both have the same in the same order, as nearly all pairs do: then there is nothing to look for.
    fn are_alike(&self) -> bool {
        fn kinds(prose: &Outline) -> impl Iterator<Item = PartKind> {
            prose.anatomy.parts.iter().map(|part| part.kind)
        }
        fn digits(prose: &Outline) -> impl Iterator<Item = &str> {
            prose.anatomy.figures.iter().map(|figure| &*figure.digits)
        }
        fn records(prose: &Outline) -> impl Iterator<Item = &LinkTarget> {
            prose.links.iter().map(|link| &link.target).filter(|target| matches!(target, LinkTarget::Record { .. }))
        }
        let (original, translated) = (self.original_prose, self.translated_prose);
        kinds(original).eq(kinds(translated))
            && digits(original).eq(digits(translated))
            && records(original).eq(records(translated))
    }

    /// Holds the parts of one kind against each other.
    fn parts(&self, noun: &str) -> Option<Diagnostic> {
        let of = |prose: &'site Outline| -> Vec<&'site Part> {
            prose.anatomy.parts.iter().filter(|part| plural(part.kind) == noun).collect()
        };
        let (original, translated) = (of(self.original_prose), of(self.translated_prose));
        let first = (0..original.len().max(translated.len())).find(|position| {
            original.get(*position).map(|part| part.kind) != translated.get(*position).map(|part| part.kind)
        })?;
        let message = if original.len() == translated.len() {
            format!("the {noun} of this translation differ from those of its original")
        } else {
            let number = |count: usize| if count == 0 { "no".to_owned() } else { count.to_string() };
            let noun = if translated.len() == 1 { noun.trim_end_matches('s') } else { noun };
            format!(
                "this translation has {} {noun}, and its original {}",
                number(translated.len()),
                number(original.len())
            )
        };
        let place = match translated.get(first) {
            Some(part) => Place::bytes(&self.translation.file, part.span.range()),
            None => Place::file(&self.translation.file),
        };
        let mut diagnostic = Diagnostic::new(Code::DifferentTranslation, place, message);
        if let Some(part) = translated.get(first) {
            diagnostic = diagnostic.label(described(part.kind));
        }
        if let Some(part) = original.get(first) {
            let place = Place::bytes(&self.original.file, part.span.range());
            diagnostic = diagnostic.related(place, format!("in the original: {}", described(part.kind)));
        }
        Some(diagnostic.help("a translation has the headings, lists, tables, footnotes and images of its original"))
    }

    /// Holds the records that the prose links to against each other.
    fn links(&self) -> Vec<Diagnostic> {
        let targets = |prose: &'site Outline| -> BTreeSet<String> {
            prose.links.iter().filter_map(|link| record_of(&link.target)).collect()
        };
        let (original, translated) = (targets(self.original_prose), targets(self.translated_prose));
        let lacking = self.original_prose.links.iter().filter_map(|link| {
            let target = record_of(&link.target).filter(|target| !translated.contains(target))?;
            let message = format!("this translation has no link to `{target}`");
            let place = Place::bytes(&self.original.file, link.range.clone());
            Some((
                target,
                Diagnostic::new(Code::DifferentTranslation, Place::file(&self.translation.file), message)
                    .related(place, "its original has one"),
            ))
        });
        let added = self.translated_prose.links.iter().filter_map(|link| {
            let target = record_of(&link.target).filter(|target| !original.contains(target))?;
            let message = format!("the original has no link to `{target}`");
            let place = Place::bytes(&self.translation.file, link.range.clone());
            Some((
                target,
                Diagnostic::new(Code::DifferentTranslation, place, message)
                    .related(Place::file(&self.original.file), "this is the original"),
            ))
        });
        let mut seen = BTreeSet::new();
        lacking.chain(added).filter(|(target, _)| seen.insert(target.clone())).map(|(_, found)| found).collect()
    }

    /// Holds the numbers against each other.
    fn figures(&self) -> Option<Diagnostic> {
        let (original, translated) = (&self.original_prose.anatomy.figures, &self.translated_prose.anatomy.figures);
        let count = |figures: &[crate::markdown::Figure], digits: &str| {
            figures.iter().filter(|figure| *figure.digits == *digits).count()
        };
        let lacking =
            original.iter().find(|figure| count(original, &figure.digits) > count(translated, &figure.digits));
        let added =
            translated.iter().find(|figure| count(translated, &figure.digits) > count(original, &figure.digits));
        if lacking.is_none() && added.is_none() {
            return None;
        }
        let place = match added {
            Some(figure) => Place::bytes(&self.translation.file, figure.span.range()),
            None => Place::file(&self.translation.file),
        };
        let mut diagnostic =
            Diagnostic::new(Code::DifferentFigures, place, "this translation has other numbers than its original");
        if let Some(figure) = lacking {
            let place = Place::bytes(&self.original.file, figure.span.range());
            diagnostic = diagnostic.related(place, "the translation lacks this number");
        }
        Some(diagnostic)
    }
}

fn record_of(target: &LinkTarget) -> Option<String> {
    match target {
        LinkTarget::Record { record, anchor: Some(anchor) } => Some(format!("{record}#{anchor}")),
        LinkTarget::Record { record, anchor: None } => Some(record.to_string()),
        _ => None,
    }
}

/// What several parts of a kind are called.
fn plural(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Heading(_) => "headings",
        PartKind::List(_) => "lists",
        PartKind::Table(..) => "tables",
        PartKind::Footnote => "footnotes",
        PartKind::Image => "images",
    }
}

fn described(kind: PartKind) -> String {
    let counted = |count: u32, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    match kind {
        PartKind::Heading(level) => format!("a heading of level {level}"),
        PartKind::List(items) => format!("a list of {}", counted(items, "item", "items")),
        PartKind::Table(columns, rows) => {
            format!("a table of {} and {}", counted(columns, "column", "columns"), counted(rows, "row", "rows"))
        }
        PartKind::Footnote => "a footnote".to_owned(),
        PartKind::Image => "an image".to_owned(),
    }
}

//! What a run read of a content folder, kept for the next: files that are what they were are not read again.
//!
//! 1. A [`Survey`] walks the folder and recalls what was kept. A file is what it was where its stamp vouches for it, or else where its bytes
//!    have the digest that they had.
//! 2. [`Survey::digest`] names all that the folder says, without decoding what was kept.
//! 3. [`Survey::unchanged`] gives what was read of the files that are what they were. Pages show little of them, so their prose is written when
//!    it is shown.
//!
//! Kept is what was read of files of facts and prose without a finding. How they are read depends on `site.yaml`: where that is another, nothing
//! of it is of use.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::document::{self, FactsFile, Read, ReadFile};
use super::files::{self, File, Walked};
use super::kind::Kind;
use super::record::{Facts, ProseFile};
use super::sources::{self, SettingsFile};
use super::{CONTENT, Frame, settings};
use crate::cache;
use crate::digest::{Digest, Digester};
use crate::error::Result;
use crate::markdown::{Outline, Prose};
use crate::model::{RecordId, Settings, Snapshot};
use crate::source::KeyPath;
use crate::stamp::{Moment, Stamp};
use crate::yaml::Map;

/// The name of the file in the folder of what may be forgotten.
const NAME: &str = "sources";
/// How many files are decoded at a time.
const FILES_PER_CHUNK: usize = 256;

/// A content folder before it is read, and what was kept of it.
pub struct Survey {
    pub(super) walked: Walked,
    /// What `site.yaml` says: how all other files are read depends on it.
    pub(super) settings: SettingsFile,
    /// When it was begun to be walked, by the clock of its file system.
    pub(super) moment: Option<Moment>,
    kept: Option<Kept>,
}

/// What was kept, as far as it was decoded.
struct Kept {
    index: Index,
    /// The positions in the index by path. Only looked into, never walked.
    positions: HashMap<String, usize>,
    /// All that was kept: at the end the chunks, one after another.
    bytes: Vec<u8>,
    /// Where they begin.
    start: usize,
}

/// What is to be found in the chunks.
#[derive(Serialize, Deserialize)]
struct Index {
    /// What names the settings by which the files were read.
    settings: Digest,
    /// The files, in the order of the chunks.
    entries: Vec<Entry>,
    /// How many bytes each chunk has.
    chunks: Vec<usize>,
}

/// A file that was read.
#[derive(Serialize, Deserialize)]
struct Entry {
    path: String,
    /// What vouches for its bytes.
    stamp: Option<Stamp>,
    digest: Digest,
}

/// What was read of a file.
#[derive(Serialize, Deserialize)]
enum Reading<'file> {
    Facts(Vec<FactsReading<'file>>),
    Prose(Box<ProseReading<'file>>),
}

#[derive(Serialize, Deserialize)]
struct FactsReading<'file> {
    record: Cow<'file, RecordId>,
    path: Cow<'file, KeyPath>,
    values: Cow<'file, Map>,
}

#[derive(Serialize, Deserialize)]
struct ProseReading<'file> {
    record: Cow<'file, RecordId>,
    /// The position of its language among those of the site.
    language: usize,
    front_matter: Cow<'file, Map>,
    translates: Option<Cow<'file, Snapshot>>,
    outline: Option<Cow<'file, Outline>>,
    shared: Digest,
}

impl Survey {
    /// Walks the content of the site at `root`, and recalls what `program` kept of it, where it is named. Then `.tratado/` is made, to ask the
    /// clock of the file system there.
    ///
    /// # Errors
    /// When the folder cannot be walked.
    pub fn of(root: &Path, program: Option<&str>) -> Result<Self> {
        let folder = root.join(CONTENT);
        let moment = program.filter(|_| files::is_folder(&folder)).and_then(|_| cache::moment(root));
        let (walked, kept) =
            rayon::join(|| sources::walk(&folder), || program.and_then(|program| Kept::recall(root, program)));
        let walked = walked?;
        let own = walked.files.iter().find(|file| file.relative == settings::FILE);
        let settings = own.cloned().map_or_else(|| Ok(SettingsFile::missing()), SettingsFile::read)?;
        Ok(Self { walked, settings, moment, kept })
    }

    /// What `site.yaml` says; none where it is missing or mistaken.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.settings.as_ref()
    }

    /// What names every byte of the files that are parsed, and the lengths of the others, which are published as they are. Nothing is parsed for
    /// it. None where the folder holds what is a finding by itself, such as a link that leads out of it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn digest(&self) -> Result<Option<Digest>> {
        if !self.walked.diagnostics.is_empty() {
            return Ok(None);
        }
        let digest_of = |file: &File| {
            Ok(match self.vouched(file) {
                Some(entry) => entry.digest,
                None if file.relative == settings::FILE => self.settings.digest,
                None if Kind::of(&file.relative).is_parsed() => Digest::of(files::bytes(&file.source)?),
                None => document::digest_of_copy(file),
            })
        };
        let digests: Vec<Digest> = self.walked.files.par_iter().map(digest_of).collect::<Result<_>>()?;
        let paths = self.walked.files.iter().map(|file| Path::new(&file.relative));
        Ok(Some(of_files(paths.zip(digests))))
    }

    /// Keeps once more what was recalled, where files are what they were, and something else vouches for them now: they were copied, or touched.
    pub fn renew(&self, root: &Path, program: &str) {
        let Some(kept) = &self.kept else { return };
        let stamps: HashMap<&str, Stamp> =
            self.walked.files.iter().map(|file| (file.relative.as_str(), file.stamp)).collect();
        let renewed = |entry: &Entry| {
            let stamp = stamps.get(entry.path.as_str())?.vouching_since(self.moment)?;
            (entry.stamp != Some(stamp)).then_some(stamp)
        };
        if !kept.index.entries.iter().any(|entry| renewed(entry).is_some()) {
            return;
        }
        let entry = |entry: &Entry| Entry {
            path: entry.path.clone(),
            stamp: renewed(entry).or(entry.stamp),
            digest: entry.digest,
        };
        let index = Index {
            settings: kept.index.settings,
            entries: kept.index.entries.iter().map(entry).collect(),
            chunks: kept.index.chunks.clone(),
        };
        if let Ok(bytes) = index.encoded(&kept.bytes[kept.start..]) {
            keep(root, program, bytes);
        }
    }

    /// What was read of the files that are what they were, by their paths: nothing, where the settings are not what they were.
    pub(super) fn unchanged(&self) -> BTreeMap<PathBuf, ReadFile> {
        let SettingsFile { digest: settings, frame, .. } = &self.settings;
        let Some(kept) = self.kept.as_ref().filter(|kept| kept.index.settings == *settings) else {
            return BTreeMap::new();
        };
        let mut found: Vec<Option<&File>> = vec![None; kept.index.entries.len()];
        for file in &self.walked.files {
            if let Some(position) = kept.positions.get(&file.relative) {
                found[*position] = Some(file);
            }
        }
        let chunks: Vec<_> = kept.chunks().zip(found.chunks(FILES_PER_CHUNK)).collect();
        let files = chunks.into_par_iter().flat_map_iter(|((entries, bytes), files)| {
            let readings: Vec<Reading<'_>> = postcard::from_bytes(bytes).unwrap_or_default();
            let read = readings.into_iter().zip(entries).zip(files).filter_map(|((reading, entry), file)| {
                let file = file.filter(|file| entry.is_unchanged(file))?;
                Some((PathBuf::from(&entry.path), reading.of_file(file, entry.digest, frame)?))
            });
            read.collect::<Vec<_>>()
        });
        let files: Vec<_> = files.collect();
        files.into_iter().collect()
    }

    /// The entry of a file whose stamp vouches for it.
    fn vouched(&self, file: &File) -> Option<&Entry> {
        let kept = self.kept.as_ref()?;
        let entry = &kept.index.entries[*kept.positions.get(&file.relative)?];
        (entry.stamp == Some(file.stamp)).then_some(entry)
    }
}

impl Kept {
    fn recall(root: &Path, program: &str) -> Option<Self> {
        let bytes = cache::read_sealed(root, NAME, program)?;
        let (index, rest) = postcard::take_from_bytes::<Index>(&bytes).ok()?;
        let start = bytes.len() - rest.len();
        let positions = index.entries.iter().enumerate().map(|(position, entry)| (entry.path.clone(), position));
        Some(Self { positions: positions.collect(), index, bytes, start })
    }

    /// The entries of each chunk, and the chunk.
    fn chunks(&self) -> impl Iterator<Item = (&[Entry], &[u8])> {
        let mut start = self.start;
        let bytes = self.index.chunks.iter().map_while(move |length| {
            let chunk = self.bytes.get(start..start + length);
            start += length;
            chunk
        });
        self.index.entries.chunks(FILES_PER_CHUNK).zip(bytes)
    }
}

impl Index {
    /// All that is kept.
    fn encoded(&self, chunks: &[u8]) -> postcard::Result<Vec<u8>> {
        let mut bytes = postcard::to_stdvec(self)?;
        bytes.reserve_exact(chunks.len() + Digest::LENGTH);
        bytes.extend_from_slice(chunks);
        Ok(bytes)
    }
}

impl Entry {
    fn is_unchanged(&self, file: &File) -> bool {
        let has_same_bytes =
            || matches!(files::bytes_to_parse(file), Ok(Ok(bytes)) if Digest::of(&bytes) == self.digest);
        self.stamp == Some(file.stamp) || has_same_bytes()
    }
}

impl<'file> Reading<'file> {
    /// What is kept of a file; none where there is nothing to keep, or where it has to be said again what was found in it.
    fn new(file: &'file ReadFile, frame: &Frame) -> Option<Self> {
        if !file.diagnostics.is_empty() {
            return None;
        }
        match &file.content {
            Read::Facts(facts) => {
                let readings = facts.iter().map(|FactsFile { record, facts }| FactsReading {
                    record: Cow::Borrowed(record),
                    path: Cow::Borrowed(&facts.path),
                    values: Cow::Borrowed(&facts.values),
                });
                Some(Self::Facts(readings.collect()))
            }
            Read::Prose { record, prose, shared } => Some(Self::Prose(Box::new(ProseReading {
                record: Cow::Borrowed(record),
                language: frame.languages.iter().position(|language| *language == prose.language)?,
                front_matter: Cow::Borrowed(&prose.front_matter),
                translates: prose.translates.as_ref().map(Cow::Borrowed),
                outline: prose.outline().map(Cow::Borrowed),
                shared: *shared,
            }))),
            Read::Attachment(_)
            | Read::SiteFile { .. }
            | Read::Broken(_)
            | Read::BrokenCollection(_)
            | Read::Nothing => None,
        }
    }

    fn of_file(self, file: &File, digest: Digest, frame: &Arc<Frame>) -> Option<ReadFile> {
        let content = match self {
            Self::Facts(readings) => {
                let facts = readings.into_iter().map(|FactsReading { record, path, values }| FactsFile {
                    record: record.into_owned(),
                    facts: Arc::new(Facts {
                        file: file.file.clone(),
                        path: path.into_owned(),
                        values: values.into_owned(),
                    }),
                });
                Read::Facts(facts.collect())
            }
            Self::Prose(reading) => {
                let language = frame.languages.get(reading.language)?;
                let prose = reading.outline.map(|outline| {
                    let later = document::written_later(file, digest, language, frame);
                    Prose::later(outline.into_owned(), later)
                });
                let prose = ProseFile {
                    language: language.clone(),
                    file: file.file.clone(),
                    front_matter: reading.front_matter.into_owned(),
                    translates: reading.translates.map(Cow::into_owned),
                    digest,
                    prose,
                };
                Read::Prose { record: reading.record.into_owned(), prose: Arc::new(prose), shared: reading.shared }
            }
        };
        Some(ReadFile { file: file.clone(), content, diagnostics: Default::default(), digest })
    }
}

/// What the next run may keep of files that were read after a moment, by settings that a digest names.
pub(super) fn encoded(
    files: &BTreeMap<PathBuf, ReadFile>,
    moment: Option<Moment>,
    settings: Digest,
    frame: &Frame,
) -> postcard::Result<Vec<u8>> {
    let kept: Vec<(&ReadFile, Reading<'_>)> =
        files.values().filter_map(|file| Some((file, Reading::new(file, frame)?))).collect();
    let entry = |(file, _): &(&ReadFile, Reading<'_>)| Entry {
        path: file.file.relative.clone(),
        stamp: file.file.stamp.vouching_since(moment),
        digest: file.digest,
    };
    let chunks = kept.par_chunks(FILES_PER_CHUNK).map(|chunk| {
        let readings: Vec<&Reading<'_>> = chunk.iter().map(|(_, reading)| reading).collect();
        postcard::to_stdvec(&readings)
    });
    let chunks: Vec<Vec<u8>> = chunks.collect::<postcard::Result<_>>()?;
    let index =
        Index { settings, entries: kept.iter().map(entry).collect(), chunks: chunks.iter().map(Vec::len).collect() };
    index.encoded(&chunks.concat())
}

/// Keeps them for the next run of `program`. That they cannot be kept is no mistake: they are read again.
pub(super) fn keep(root: &Path, program: &str, bytes: Vec<u8>) {
    let _ = cache::write_sealed(root, NAME, program, bytes);
}

/// What names some files, each by its path and what names its content.
pub(super) fn of_files<'path>(files: impl Iterator<Item = (&'path Path, Digest)>) -> Digest {
    let mut digester = Digester::default();
    for (path, digest) in files.collect::<BTreeMap<_, _>>() {
        digester.add(path.as_os_str().as_encoded_bytes()).add(digest);
    }
    digester.finish()
}

//! The files of a content folder, each read once, and again when it has changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::ErrorKind;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::document::{self, Read, ReadFile};
use super::files::{self, File, Walked};
use super::kind::{self, Kind};
use super::record::{self, Attachment, Part, Parts, ProseFile};
use super::{CONTENT, Content, Frame, Record, Survey, Unreadable, kept, settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::{Digest, Digester};
use crate::error::Result;
use crate::model::{Collection, Html, Keyed, RecordId, Settings};
use crate::source::{FilePath, Place};
use crate::stamp::Moment;

/// A content folder, with everything that was read there.
pub struct Sources {
    folder: PathBuf,
    /// The files but `site.yaml`, in the order in which a walk comes upon them: that of their paths, part by part.
    files: BTreeMap<PathBuf, ReadFile>,
    settings: SettingsFile,
    /// Whether something is seen by way of a symbolic link.
    has_links: bool,
    /// When the folder was begun to be walked, where nothing was read since then but what was found there.
    moment: Option<Moment>,
    /// What the walk found.
    diagnostics: Diagnostics,
    /// The records as they were read from their parts.
    records: BTreeMap<RecordId, Arc<ReadRecord>>,
    /// Whether the records are those of the files.
    is_assembled: bool,
}

/// `site.yaml`, and what depends on it.
pub(super) struct SettingsFile {
    file: Option<File>,
    pub(super) settings: Option<Settings>,
    pub(super) frame: Arc<Frame>,
    diagnostics: Diagnostics,
    pub(super) digest: Digest,
}

/// A record, and what it was read from.
struct ReadRecord {
    parts: Parts,
    record: Result<Arc<Record>, Arc<Unreadable>>,
    diagnostics: Diagnostics,
}

/// What has changed of a content folder.
pub enum Change {
    /// No file.
    Nothing,
    /// The prose of these records: not their front matter, not whether they have prose in a language, and nothing else.
    Prose(Vec<Arc<Record>>),
    /// Records, files, or what was found in them.
    Records,
    /// `site.yaml`, and whatever else.
    Settings,
}

impl Sources {
    /// Reads the content of the site at `root`.
    ///
    /// # Errors
    /// When the folder cannot be read at all; whatever is wrong with what stands in it is a finding.
    pub fn open(root: &Path) -> Result<Self> {
        Self::of(root, Survey::of(root, None)?)
    }

    /// Reads what a survey of the site at `root` found, but for what was kept of it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(root: &Path, survey: Survey) -> Result<Self> {
        let mut sources = Self {
            folder: root.join(CONTENT),
            files: survey.unchanged(),
            settings: survey.settings,
            has_links: survey.walked.has_links,
            moment: survey.moment,
            diagnostics: survey.walked.diagnostics.clone(),
            records: BTreeMap::new(),
            is_assembled: false,
        };
        sources.take(survey.walked, Path::new(""), |_| false)?;
        Ok(sources)
    }

    /// Keeps what was read for the next run of `program`, which a [`Survey`] recalls.
    pub fn keep(&self, program: &str) {
        let SettingsFile { digest, frame, .. } = &self.settings;
        if let (Some(root), Ok(bytes)) = (self.folder.parent(), kept::encoded(&self.files, self.moment, *digest, frame))
        {
            kept::keep(root, program, bytes);
        }
    }

    /// Reads every file that is another than when it was read.
    ///
    /// # Errors
    /// When the folder or a file cannot be read; what was read before is then kept.
    pub fn refresh(&mut self) -> Result<Change> {
        self.moment = None;
        let mut walked = walk(&self.folder)?;
        let diagnostics = std::mem::take(&mut walked.diagnostics);
        let are_same = diagnostics.iter().eq(self.diagnostics.iter());
        let has_links = walked.has_links;
        let change = self.take(walked, Path::new(""), |_| false)?;
        self.diagnostics = diagnostics;
        self.has_links = has_links;
        Ok(match change {
            Change::Settings => Change::Settings,
            change if are_same => change,
            _ => Change::Records,
        })
    }

    /// Reads what has changed at some paths, and below those that are folders. Paths elsewhere do not count.
    ///
    /// # Errors
    /// When a folder or a file cannot be read; what was read before is then kept.
    pub fn refresh_at(&mut self, paths: &BTreeSet<PathBuf>) -> Result<Change> {
        self.moment = None;
        let paths: BTreeSet<&Path> = paths.iter().filter_map(|path| path.strip_prefix(&self.folder).ok()).collect();
        if self.has_links || paths.contains(Path::new("")) {
            return self.refresh();
        }
        let mut all = Change::Nothing;
        for path in paths {
            let walked = files::walk_below(&self.folder, CONTENT, path)?;
            if walked.has_links || !walked.diagnostics.is_empty() {
                return self.refresh().map(|change| all.and(change));
            }
            // Whoever names a file says that it changed: two writes may be too near to each other for its stamp to tell them apart.
            let change = self.take(walked, path, |file| Path::new(&file.relative) == path)?;
            all = all.and(change);
        }
        Ok(all)
    }

    /// Takes what stands at a path, and below it, in place of what stood there.
    fn take(&mut self, walked: Walked, path: &Path, is_read_again: impl Fn(&File) -> bool) -> Result<Change> {
        let is_stale = |file: &File, known: Option<&File>| {
            is_read_again(file) || known.is_none_or(|known| known.stamp != file.stamp)
        };
        let (own, mut files): (Vec<_>, Vec<_>) =
            walked.files.into_iter().partition(|file| file.relative == settings::FILE);
        let fresh = match (own.into_iter().next(), &self.settings.file) {
            (Some(file), known) if is_stale(&file, known.as_ref()) => Some(SettingsFile::read(file)?),
            (None, Some(_)) if Path::new(settings::FILE).starts_with(path) => Some(SettingsFile::missing()),
            _ => None,
        };
        let frame = fresh.as_ref().map_or(&self.settings.frame, |fresh| &fresh.frame);
        let known: HashMap<&str, &File> =
            self.known_at(path).map(|(_, known)| (known.file.relative.as_str(), &known.file)).collect();
        let present: HashSet<&str> = files.iter().map(|file| file.relative.as_str()).collect();
        let is_gone = |known: &ReadFile| !present.contains(known.file.relative.as_str());
        let gone: BTreeSet<PathBuf> =
            self.known_at(path).filter(|(_, known)| is_gone(known)).map(|(path, _)| path.clone()).collect();
        // How any file is read depends on the languages.
        let is_reframed = *frame != self.settings.frame;
        files.retain(|file| is_reframed || is_stale(file, known.get(file.relative.as_str()).copied()));
        if is_reframed {
            let is_elsewhere = |known: &&PathBuf| !known.starts_with(path);
            let elsewhere = self.files.keys().filter(is_elsewhere).map(|path| self.files[path].file.clone());
            files.extend(elsewhere);
        }
        let read = files.par_iter().map(|file| document::read(file, Kind::of(&file.relative), frame));
        let read: Vec<ReadFile> = read.collect::<Result<_>>()?;

        // From here on nothing fails: until now, all was kept as it was.
        let prose_alone = self.prose_alone(&gone, &read);
        let has_changed = !gone.is_empty() || !read.is_empty();
        for path in gone {
            self.files.remove(&path);
        }
        // They come in their order, and most often all at once: then they need not find their places one by one.
        let mut read = read.into_iter().map(|file| (PathBuf::from(&file.file.relative), file)).collect();
        self.files.append(&mut read);
        if let Some(fresh) = fresh {
            self.settings = fresh;
            self.is_assembled = false;
            return Ok(Change::Settings);
        }
        if !has_changed {
            return Ok(Change::Nothing);
        }
        let records = prose_alone.and_then(|prose| self.assemble_again(prose));
        self.is_assembled &= records.is_some();
        Ok(records.map_or(Change::Records, Change::Prose))
    }

    /// The new prose of records, where nothing but prose has changed.
    fn prose_alone(&self, gone: &BTreeSet<PathBuf>, read: &[ReadFile]) -> Option<Vec<(RecordId, Arc<ProseFile>)>> {
        if !gone.is_empty() || !self.is_assembled {
            return None;
        }
        let prose = read.iter().map(|file| {
            let known = self.files.get(Path::new(&file.file.relative))?;
            let (Read::Prose { record, prose: before, .. }, Read::Prose { prose, .. }) =
                (&known.content, &file.content)
            else {
                return None;
            };
            let is_alone = known.diagnostics.is_empty()
                && file.diagnostics.is_empty()
                && before.front_matter == prose.front_matter
                && before.prose.is_some() == prose.prose.is_some();
            is_alone.then(|| (record.clone(), Arc::clone(prose)))
        });
        prose.collect()
    }

    /// Reads records again with new prose; none where one of them cannot be read without a finding.
    fn assemble_again(&mut self, prose: Vec<(RecordId, Arc<ProseFile>)>) -> Option<Vec<Arc<Record>>> {
        let mut records = BTreeMap::new();
        for (id, prose) in prose {
            let known =
                self.records.get_mut(&id).filter(|known| known.record.is_ok() && known.diagnostics.is_empty())?;
            let mut parts = known.parts.clone();
            let place = parts.prose.iter_mut().find(|known| known.file == prose.file)?;
            *place = prose;
            *known = Arc::new(ReadRecord::read(&id, parts));
            let record = known.record.as_ref().ok().filter(|_| known.diagnostics.is_empty())?;
            records.insert(id, Arc::clone(record));
        }
        Some(records.into_values().collect())
    }

    /// What names all that the folder says, but for what only pages show that show the prose of a record: its outline counts, and
    /// [`ProseFile::digest`] names the rest.
    pub fn digest(&self) -> Digest {
        let mut digester = Digester::default();
        digester.add(self.settings.digest);
        for (path, file) in &self.files {
            digester.add(path.as_os_str().as_encoded_bytes()).add(file.shared_digest());
        }
        digester.finish()
    }

    /// What names every byte of the files that are parsed, and the lengths of the others: what [`Survey::digest`] says of the
    /// same folder.
    pub fn digest_of_files(&self) -> Digest {
        let settings = self.settings.file.as_ref().map(|_| (Path::new(settings::FILE), self.settings.digest));
        let files = self.files.iter().map(|(path, file)| (path.as_path(), file.digest));
        kept::of_files(settings.into_iter().chain(files))
    }

    /// The files that are known at a path and below it.
    fn known_at<'path>(&self, path: &'path Path) -> impl Iterator<Item = (&PathBuf, &ReadFile)> + use<'_, 'path> {
        let from = self.files.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        from.take_while(move |(known, _)| known.starts_with(path))
    }

    /// What the folder says, brought together. Records whose parts are what they were are not read again.
    pub fn content(&mut self) -> Content {
        let mut content = Content {
            settings: self.settings.settings.clone(),
            records: Vec::new(),
            unreadable: BTreeMap::new(),
            unreadable_collections: BTreeSet::new(),
            files: BTreeMap::new(),
            diagnostics: self.diagnostics.clone(),
        };
        content.diagnostics.extend(self.settings.diagnostics.iter().cloned());
        let parts = self.parts(&mut content);
        let known = std::mem::take(&mut self.records);
        self.records = parts
            .into_par_iter()
            .map(|(id, parts)| {
                let record = match known.get(&id).filter(|known| known.parts.is_same(&parts)) {
                    Some(known) => Arc::clone(known),
                    None => Arc::new(ReadRecord::read(&id, parts)),
                };
                (id, record)
            })
            .collect();
        self.is_assembled = true;
        for (id, read) in &self.records {
            content.diagnostics.extend(read.diagnostics.iter().cloned());
            match &read.record {
                Ok(record) => content.records.push(Arc::clone(record)),
                Err(unreadable) => {
                    content.unreadable.insert(id.clone(), Arc::clone(unreadable));
                }
            }
        }
        content
    }

    /// Brings together what belongs to each record.
    fn parts(&self, content: &mut Content) -> BTreeMap<RecordId, Parts> {
        let mut found: Vec<(&RecordId, Part<'_>)> = Vec::with_capacity(self.files.len());
        let mut attachments = Vec::new();
        for file in self.files.values() {
            content.diagnostics.extend(file.diagnostics.iter().cloned());
            match &file.content {
                Read::Facts(facts) => found.extend(facts.iter().map(|file| (&file.record, Part::Facts(&file.facts)))),
                Read::Prose { record, prose, .. } => found.push((record, Part::Prose(prose))),
                Read::Attachment((collection, path)) => attachments.push((*collection, path, &file.file)),
                Read::SiteFile { path, file } => {
                    content.files.insert(path.clone(), file.clone());
                }
                Read::Broken(record) => found.push((record, Part::Broken)),
                Read::BrokenCollection(collection) => {
                    content.unreadable_collections.insert(*collection);
                }
                Read::Nothing => {}
            }
        }
        // What belongs to one record stays in the order of the files.
        found.sort_by_key(|(record, _)| *record);
        let of_records = found.chunk_by(|(one, _), (other, _)| one == other).map(|of_record| {
            let mut parts = Parts::default();
            for (_, part) in of_record {
                parts.add(part, &mut content.diagnostics);
            }
            (of_record[0].0.clone(), parts)
        });
        let mut parts: BTreeMap<RecordId, Parts> = of_records.collect();
        for (collection, path, file) in attachments {
            match owner(collection, path, &parts) {
                Some((record, name)) => {
                    if let Some(parts) = parts.get_mut(&record) {
                        let attachment = Attachment { name, file: file.file.clone(), source: file.source.clone() };
                        parts.attachments.push(attachment);
                    }
                }
                None => content.diagnostics.push_advised(kind::stray(&file.file), |diagnostic| {
                    let own = self.settings.file.as_ref().map(|file| &file.file);
                    let all = own.into_iter().chain(self.files.values().map(|file| &file.file.file));
                    kind::advise_stray(diagnostic, &file.file, all)
                }),
            }
        }
        for (id, parts) in &mut parts {
            // Facts that could not be read may be those of any record of the collection that has none.
            parts.is_broken |= parts.facts.is_none() && content.unreadable_collections.contains(&id.collection);
        }
        parts
    }
}

/// Walks a content folder. Where there is no site at all, it is missing.
pub(super) fn walk(folder: &Path) -> Result<Walked> {
    files::walk(folder, CONTENT).map_err(|error| {
        let is_missing = error.kind() == Some(ErrorKind::NotFound) && error.path() == Some(folder);
        if is_missing {
            error.help("there is no site here: `--root` names the folder of one, `tratado init` begins one")
        } else {
            error
        }
    })
}

impl SettingsFile {
    /// There is none.
    pub(super) fn missing() -> Self {
        let place = Place::file(&FilePath::of_settings());
        let missing = Diagnostic::new(Code::MissingSite, place, "the content folder has no `site.yaml`")
            .help("it states at least `title`, `base_url` and `languages`");
        Self {
            file: None,
            settings: None,
            frame: Arc::new(Frame::new(Vec::new(), &Keyed::default(), Html::Deny)),
            diagnostics: std::iter::once(missing).collect(),
            digest: Digest::of(""),
        }
    }

    pub(super) fn read(file: File) -> Result<Self> {
        let mut diagnostics = Diagnostics::new();
        let (settings, frame, digest) = settings::read(&file, &mut diagnostics)?;
        Ok(Self { file: Some(file), settings, frame: Arc::new(frame), diagnostics, digest })
    }
}

impl ReadRecord {
    fn read(id: &RecordId, parts: Parts) -> Self {
        let (record, diagnostics) = record::read(id.clone(), parts.clone());
        Self { parts, record: record.map(Arc::new).map_err(Arc::new), diagnostics }
    }
}

impl Change {
    /// This change and another.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Settings, _) | (_, Self::Settings) => Self::Settings,
            (Self::Nothing, change) | (change, Self::Nothing) => change,
            (Self::Prose(mut before), Self::Prose(after)) => {
                // Where a record changed twice, it was read last with both.
                before.retain(|record| after.iter().all(|later| later.id != record.id));
                before.extend(after);
                Self::Prose(before)
            }
            (Self::Records, _) | (_, Self::Records) => Self::Records,
        }
    }
}

/// The record in whose folder a file lies, and the file's path in that folder. Pages lie in folders of pages: the nearest counts.
fn owner(collection: Collection, path: &str, parts: &BTreeMap<RecordId, Parts>) -> Option<(RecordId, String)> {
    let mut end = if collection == Collection::Pages { path.rfind('/') } else { path.find('/') };
    while let Some(slash) = end {
        if let Ok(id) = path[..slash].parse() {
            let record = RecordId::new(collection, id);
            if parts.contains_key(&record) {
                return Some((record, path[slash + 1..].to_owned()));
            }
        }
        end = path[..slash].rfind('/');
    }
    None
}

//! The content folder to records.
//!
//! 1. The folder is walked ([`files`]).
//! 2. `site.yaml` is read first: it says which languages there are.
//! 3. Each path says what its file is: facts, prose, an attachment, a file of the site, or nothing that belongs here ([`kind`]).
//! 4. The files are read in parallel, each on its own ([`document`]).
//! 5. What belongs to one record is brought together and read as that record ([`record`]).
//!
//! Every mistake is collected and none stops the reading. Nothing here knows whether another record exists.

mod document;
mod fields;
pub mod files;
mod kind;
mod problem;
mod record;
mod settings;
mod severities;

pub use document::map as yaml_map;
pub use problem::diagnostic as field_diagnostic;
pub use record::{Attachment, Origins, ProseFile, Record};
pub use severities::Severities;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::error::Result;
use crate::language::{QuotationMarks, Tag};
use crate::model::{Collection, Html, Keyed, RecordId, Settings};
use crate::source::{FilePath, Place};
use document::{FactsFile, ReadFile};
use files::File;
use kind::Kind;

/// The name of the content folder below the site's root.
pub const CONTENT: &str = "content";

/// Everything that the content folder says.
pub struct Content {
    /// What `site.yaml` says; none where it is missing or mistaken.
    pub settings: Option<Settings>,
    /// The records, in the order of their ids.
    pub records: Vec<Record>,
    /// Records that exist but could not be read, with what could be read of them.
    pub unreadable: BTreeMap<RecordId, Unreadable>,
    /// Collections whose file of facts could not be read, so that nobody knows all of their records.
    pub unreadable_collections: BTreeSet<Collection>,
    /// The files that are published as they are, by their path from the site's root.
    pub files: BTreeMap<String, SiteFile>,
    /// Every mistake.
    pub diagnostics: Diagnostics,
}

/// A record that exists but could not be read. A reference to it is no mistake of its own, and the links in its prose and the
/// references in its other fields are checked all the same.
#[derive(Debug, Default)]
pub struct Unreadable {
    /// Its files of prose.
    pub prose: Vec<ProseFile>,
    /// The files in its folder.
    pub attachments: Vec<Attachment>,
    /// The record with nothing but the facts that could be read, for what they refer to; none of a draft.
    pub rest: Option<Box<Record>>,
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub struct SiteFile {
    /// The file as its author names it.
    pub file: FilePath,
    /// Where it is read from.
    pub source: PathBuf,
}

/// What the reading of each file depends on.
struct Frame {
    languages: Vec<Tag>,
    quotes: BTreeMap<Tag, QuotationMarks>,
    html: Html,
}

impl Frame {
    fn new(languages: Vec<Tag>, locale: &Keyed<Tag, Tag>, html: Html) -> Self {
        let marks = |language: &Tag| QuotationMarks::of(locale.get(language).unwrap_or(language));
        let quotes = languages.iter().map(|language| (language.clone(), marks(language))).collect();
        Self { languages, quotes, html }
    }
}

/// Reads the content of the site at `root`.
///
/// # Errors
/// When the folder cannot be read at all; whatever is wrong with what stands in it is in the diagnostics.
pub fn content(root: &Path) -> Result<Content> {
    let mut diagnostics = Diagnostics::new();
    let walked = files::walk(&root.join(CONTENT), CONTENT)?;
    diagnostics.extend(walked.diagnostics);

    let (settings, frame) = match walked.files.iter().find(|file| file.relative == settings::FILE) {
        Some(file) => settings::read(file, &mut diagnostics)?,
        None => {
            let place = Place::file(&FilePath::new(format!("{CONTENT}/{}", settings::FILE)));
            let message = "the content folder has no `site.yaml`";
            diagnostics.push(
                Diagnostic::new(Code::MissingSite, place, message)
                    .help("it states at least `title`, `base_url` and `languages`"),
            );
            (None, Frame::new(Vec::new(), &Keyed::default(), Html::Deny))
        }
    };

    let read: Vec<ReadFile> = walked
        .files
        .par_iter()
        .filter(|file| file.relative != settings::FILE)
        .map(|file| document::read(file, Kind::of(&file.relative), &frame))
        .collect::<Result<_>>()?;

    let mut content = Content {
        settings,
        records: Vec::new(),
        unreadable: BTreeMap::new(),
        unreadable_collections: BTreeSet::new(),
        files: BTreeMap::new(),
        diagnostics,
    };
    content.assemble(read, &walked.files);
    Ok(content)
}

impl Content {
    /// Brings together what belongs to one record.
    fn assemble(&mut self, read: Vec<ReadFile>, all: &[File]) {
        let mut parts: BTreeMap<RecordId, record::Parts> = BTreeMap::new();
        let mut attachments = Vec::new();
        for file in read {
            self.diagnostics.extend(file.diagnostics);
            match file.content {
                document::Read::Facts(facts) => {
                    for FactsFile { record, facts } in facts {
                        parts.entry(record).or_default().add_facts(facts, &mut self.diagnostics);
                    }
                }
                document::Read::Prose { record, prose } => parts.entry(record).or_default().prose.push(*prose),
                document::Read::Attachment(path) => attachments.push((path, file.file)),
                document::Read::SiteFile { path, file } => {
                    self.files.insert(path, file);
                }
                document::Read::Broken(record) => parts.entry(record).or_default().is_broken = true,
                document::Read::BrokenCollection(collection) => {
                    self.unreadable_collections.insert(collection);
                }
                document::Read::Nothing => {}
            }
        }
        for ((collection, path), file) in attachments {
            match owner(collection, &path, &parts) {
                Some((record, name)) => {
                    if let Some(parts) = parts.get_mut(&record) {
                        parts.attachments.push(Attachment { name, file: file.file, source: file.source });
                    }
                }
                None => self.diagnostics.push_advised(kind::stray(&file.file), |diagnostic| {
                    kind::advise_stray(diagnostic, &file.file, all.iter().map(|file| &file.file))
                }),
            }
        }
        let unreadable_collections = &self.unreadable_collections;
        let records: Vec<_> = parts
            .into_par_iter()
            .map(|(id, mut parts)| {
                // Facts that could not be read may be those of any record of the collection that has none.
                parts.is_broken |= parts.facts.is_none() && unreadable_collections.contains(&id.collection);
                (id.clone(), record::read(id, parts))
            })
            .collect();
        for (id, (record, diagnostics)) in records {
            self.diagnostics.extend(diagnostics);
            match record {
                Ok(record) => self.records.push(record),
                Err(unreadable) => {
                    self.unreadable.insert(id, unreadable);
                }
            }
        }
    }
}

/// The record in whose folder a file lies, and the file's path in that folder. Pages lie in folders of pages: the nearest counts.
fn owner(collection: Collection, path: &str, parts: &BTreeMap<RecordId, record::Parts>) -> Option<(RecordId, String)> {
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

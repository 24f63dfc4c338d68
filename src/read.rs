//! The content folder to records.
//!
//! 1. The folder is walked ([`files`]).
//! 2. `site.yaml` is read first: it says which languages there are.
//! 3. Each path says what its file is: facts, prose, an attachment, a file of the site, or nothing that belongs here ([`kind`]).
//! 4. The files are read in parallel, each on its own ([`document`]).
//! 5. What belongs to one record is brought together and read as that record ([`record`]).
//!
//! [`Sources`] does this, and keeps what it read: a file that changes is read again, and nothing else. What a run has read it may leave to the
//! next one ([`kept`]).
//!
//! Every mistake is collected and none stops the reading. Nothing here knows whether another record exists.

mod document;
mod fields;
pub mod files;
mod kept;
mod kind;
pub mod listing;
mod problem;
mod record;
mod settings;
mod severities;
mod sources;

pub use document::map as yaml_map;
pub use fields::TRANSLATES;
pub use kept::Survey;
pub use problem::diagnostic as field_diagnostic;
pub use record::{Attachment, Origins, ProseFile, Record};
pub use severities::Severities;
pub use sources::{Change, Sources};

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::language::{QuotationMarks, Tag};
use crate::markdown::Manner;
use crate::model::{Collection, Html, Keyed, RecordId, Settings};
use crate::source::FilePath;

/// The name of the content folder below the site's root.
pub const CONTENT: &str = "content";

/// Everything that the content folder says.
pub struct Content {
    /// What `site.yaml` says; none where it is missing or mistaken.
    pub settings: Option<Settings>,
    /// The records, in the order of their ids.
    pub records: Vec<Arc<Record>>,
    /// Records that exist but could not be read, with what could be read of them.
    pub unreadable: BTreeMap<RecordId, Arc<Unreadable>>,
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
    pub prose: Vec<Arc<ProseFile>>,
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
#[derive(PartialEq)]
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

    /// What reading the prose of a language depends on.
    fn manner(&self, language: &Tag) -> Manner<'_> {
        Manner { html: self.html, quotes: &self.quotes[language] }
    }
}

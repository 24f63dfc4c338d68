//! The parts of one record, brought together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::fields::{Fields, TRANSLATES};
use super::{Unreadable, problem, severities};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::digest::Digest;
use crate::language::Tag;
use crate::markdown::{Outline, Prose};
use crate::model::{self, Collection, Common, FieldError, FieldErrors, Problem, RecordId, Snapshot};
use crate::source::{FilePath, KeyPath, Place, Step};
use crate::yaml::{Map, Value};

/// A record as it was read, with everything that its author said.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name.
    pub id: RecordId,
    /// The fields that every record has.
    pub common: Common,
    /// The fields of its collection.
    pub facts: model::Facts,
    /// Its files of prose, in the order of their languages' tags; one that holds front matter alone has no prose.
    pub prose: Vec<Arc<ProseFile>>,
    /// The files in its folder.
    pub attachments: Vec<Attachment>,
    /// Where each field was stated.
    pub origins: Origins,
}

impl Record {
    /// The prose in a language, where there is any.
    pub fn prose_in(&self, language: &Tag) -> Option<&Prose> {
        self.prose.iter().find(|file| file.language == *language)?.prose.as_ref()
    }

    /// The file that holds the prose of a language.
    pub fn prose_file_in(&self, language: &Tag) -> Option<&ProseFile> {
        self.prose.iter().find(|file| file.language == *language).map(Arc::as_ref)
    }
}

/// A file of prose.
#[derive(Debug)]
pub struct ProseFile {
    /// Its language.
    pub language: Tag,
    /// The file.
    pub file: FilePath,
    /// What stands above the prose.
    pub front_matter: Map,
    /// The state of the original that it was translated from, where that is recorded.
    pub translates: Option<Snapshot>,
    /// What names all that the file says.
    pub digest: Digest,
    /// The prose; none where the file ends with its front matter.
    pub prose: Option<Prose>,
}

impl ProseFile {
    /// What those need to know of the prose who do not show it; none where there is none.
    pub fn outline(&self) -> Option<&Outline> {
        self.prose.as_ref().map(|prose| &prose.outline)
    }
}

/// A file in a record's folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// Its path in that folder.
    pub name: String,
    /// The file as its author names it.
    pub file: FilePath,
    /// Where it is read from.
    pub source: PathBuf,
}

/// The facts of a record, before they are read.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The file that states them.
    pub(super) file: FilePath,
    /// The way to them in that file.
    pub(super) path: KeyPath,
    /// The values.
    pub(super) values: Map,
}

/// What a file says of a record.
pub(super) enum Part<'file> {
    Facts(&'file Arc<Facts>),
    Prose(&'file Arc<ProseFile>),
    /// Something, but it could not be read.
    Broken,
}

/// What was found of a record.
#[derive(Clone, Default)]
pub(super) struct Parts {
    pub(super) facts: Option<Arc<Facts>>,
    /// In the order of their paths.
    pub(super) prose: Vec<Arc<ProseFile>>,
    pub(super) attachments: Vec<Attachment>,
    /// Whether one of its files could not be read: what is missing then may stand there.
    pub(super) is_broken: bool,
}

impl Parts {
    /// Whether they are the very same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let are_same_prose = |(one, other): (&Arc<ProseFile>, &Arc<ProseFile>)| Arc::ptr_eq(one, other);
        self.facts.as_ref().map(Arc::as_ptr) == other.facts.as_ref().map(Arc::as_ptr)
            && self.prose.len() == other.prose.len()
            && self.prose.iter().zip(&other.prose).all(are_same_prose)
            && self.attachments == other.attachments
            && self.is_broken == other.is_broken
    }

    /// Adds what a file says.
    pub(super) fn add(&mut self, part: &Part<'_>, diagnostics: &mut Diagnostics) {
        match part {
            Part::Facts(facts) => self.add_facts(facts, diagnostics),
            Part::Prose(prose) => self.prose.push(Arc::clone(prose)),
            Part::Broken => self.is_broken = true,
        }
    }

    /// Adds facts; those that come second are reported and left out.
    fn add_facts(&mut self, facts: &Arc<Facts>, diagnostics: &mut Diagnostics) {
        match &self.facts {
            None => self.facts = Some(Arc::clone(facts)),
            Some(first) => diagnostics.push(
                Diagnostic::new(
                    Code::FactsStatedTwice,
                    Place::key(&facts.file, facts.path.clone()),
                    "the facts of this record stand in two files",
                )
                .related(Place::key(&first.file, first.path.clone()), "they stand here as well")
                .help("keep them in one of the two"),
            ),
        }
    }
}

/// Where the fields of a record were stated.
#[derive(Clone, Debug)]
pub struct Origins {
    /// The facts' file, and the way to the facts in it.
    pub(super) facts: Option<(FilePath, KeyPath)>,
    /// Fields that stand in front matter, with the file of each language that states them.
    pub(super) front_matter: BTreeMap<String, Vec<(Tag, FilePath)>>,
    /// The file that stands for the record as a whole.
    pub(super) main: FilePath,
}

impl Origins {
    /// The file that stands for the record as a whole.
    pub fn main_file(&self) -> &FilePath {
        &self.main
    }

    /// Where the value at a path of the record's fields stands.
    pub fn place(&self, path: &KeyPath) -> Place {
        if let Some(Step::Key(field)) = path.steps().first()
            && let Some(files) = self.front_matter.get(&**field)
            && let Some((_, first)) = files.first()
        {
            // A text of front matter was read as a map from language to text: the language names the file.
            if let Some(Step::Key(key)) = path.steps().get(1)
                && let Some((_, file)) = files.iter().find(|(language, _)| language.as_str() == &**key)
            {
                let rest = path.steps()[2..].iter().cloned();
                return Place::value(file, std::iter::once(Step::Key(field.clone())).chain(rest).collect());
            }
            return Place::value(first, path.clone());
        }
        match &self.facts {
            Some((file, prefix)) => Place::value(file, path.below(prefix)),
            None => Place::value(&self.main, path.clone()),
        }
    }
}

/// Reads a record from its parts; what can be kept of it where a field that it cannot do without is missing or mistaken.
pub(super) fn read(id: RecordId, parts: Parts) -> (Result<Record, Unreadable>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Parts { facts, mut prose, attachments, is_broken } = parts;
    prose.sort_by(|left, right| left.language.cmp(&right.language));
    let main = facts.as_ref().map(|facts| &facts.file).or(prose.first().map(|file| &file.file)).cloned();
    let Some(main) = main.filter(|_| !is_broken) else {
        return (Err(Unreadable { prose, attachments, rest: None }), diagnostics);
    };
    let Fields { values, origins, unusable } =
        Fields::merge(id.collection, facts.as_deref(), &prose, main, &mut diagnostics);

    let (common, own): (Map, Map) = values.into_iter().partition(|(key, _)| Common::FIELDS.contains(&key.as_str()));
    let common = deserr::deserialize::<Common, _, FieldErrors>(Value::Map(common));
    let facts = model::Facts::read(id.collection, Value::Map(own.clone()));
    let record = match (common, facts) {
        (Ok(common), Ok(facts)) => {
            severities::check(&common.diagnostics, |path| origins.place(path), &mut diagnostics);
            Ok(Record { id, common, facts, prose, attachments, origins })
        }
        (common, facts) => {
            let is_draft = common.as_ref().is_ok_and(|common| common.draft);
            let (facts, in_facts) = match facts {
                Ok(facts) => (Some(facts), FieldErrors::default()),
                Err(errors) => (rest_of_facts(id.collection, own, &errors), errors),
            };
            let errors = common.err().unwrap_or_default().0.into_iter().chain(in_facts.0).collect();
            let errors = problem::without_consequences(errors);
            diagnostics.extend(errors.into_iter().filter_map(|error| report(error, &origins, &unusable)));
            let rest = facts.filter(|_| !is_draft).map(|facts| {
                Box::new(Record {
                    common: Common::untitled(),
                    id,
                    facts,
                    prose: Vec::new(),
                    attachments: attachments.clone(),
                    origins,
                })
            });
            Err(Unreadable { prose, attachments, rest })
        }
    };
    (record, diagnostics)
}

/// The facts without the fields that are mistaken: what they refer to is looked at in the same run.
fn rest_of_facts(collection: Collection, mut own: Map, errors: &FieldErrors) -> Option<model::Facts> {
    let mut mistaken = BTreeSet::new();
    for error in &errors.0 {
        match (error.path.steps().first(), &error.problem) {
            (Some(Step::Key(field)), _) => mistaken.insert(&**field),
            (_, Problem::Missing(field) | Problem::Unknown(field, _)) => mistaken.insert(field.as_str()),
            (_, _) => return None,
        };
    }
    own.retain(|(key, _)| !mistaken.contains(key.as_str()));
    // Nobody sees the record: a day before all others stands in for the one that it cannot be read without.
    for field in model::Facts::required(collection).iter().filter(|field| mistaken.contains(*field)) {
        own.push(((*field).to_owned(), Value::String("0001".to_owned())));
    }
    model::Facts::read(collection, Value::Map(own)).ok()
}

/// The finding about a mistake in the fields. A field that is stated and could not be used is not missing.
fn report(error: FieldError, origins: &Origins, unusable: &BTreeMap<String, Option<Diagnostic>>) -> Option<Diagnostic> {
    if let Problem::Missing(field) = &error.problem
        && error.path.steps().is_empty()
        && let Some(said) = unusable.get(field)
    {
        return said.clone();
    }
    let mut known = Common::FIELDS.to_vec();
    if origins.facts.is_none() {
        known.push(TRANSLATES);
    }
    Some(problem::diagnostic(error, &known, |path| origins.place(&path)))
}

impl Origins {
    /// The facts' file, and the way to the facts in it.
    pub fn facts(&self) -> Option<(&FilePath, &KeyPath)> {
        self.facts.as_ref().map(|(file, path)| (file, path))
    }
}
